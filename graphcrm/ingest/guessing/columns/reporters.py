"""Who wrote a paper, by a line above its tables: “Prepared by: Jana Keller”, “Stakeholder map (J. Keller, 12 June 2026)”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.folding import HAN
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.names import is_person, name_key

__all__ = ["reporter_in"]

#: Who made a paper, as it says above a table; those who look after an account write its papers, too.
_WRITTEN_BY = re.compile(
    r"(?:\b(?:rep|sales rep|account manager|account owner|kam|prepared by|author|written by|compiled by|filled in by|created by"
    r"|erstellt(?: von)?|bearbeiter(?:in)?|verfasser(?:in)?|auteur|rédigé par|autor"
    r"|elaborado por)|制表人?|填表人?|填写人|编制人?|客户经理|记录人)\s*[:\uff1a;]\s*"
    r"([^\s:;\uff1a|,\uff0c]+(?: (?!\S*\s?[:\uff1a])(?-i:[^\W\d_a-z])[^\s:;|,]*){0,3})",
    re.IGNORECASE,
)
#: A name in brackets at the end of a title, with a day behind it or nothing, signs a paper.
_SIGNED = re.compile(
    r"[(\uff08]([^()\uff08\uff09=:\uff1a,\uff0c;]{2,40})(?:[,\uff0c;\uff1b][^()\uff08\uff09=:\uff1a]*)?[)\uff09]\s*$"
)


def reporter_in(above: Sequence[str], ours: Sequence[str]) -> str:
    """Who lines say has written the paper, as a column of our people calls them if it names one; "" if none says it.

    >>> reporter_in(["Prepared by: J. Keller"], ["Tom Weiss", "Jana Keller"]), reporter_in(["Map (Jana Keller, 12 June)"], ["Jana Keller"])
    ('Jana Keller', 'Jana Keller')
    >>> reporter_in(["Our team: JK = Jana Keller (AE)", "Keller group"], ["JK", "Jana Keller", "Keller"]), reporter_in(["制表人：王伟"], [])
    ('', '王伟')
    >>> reporter_in(["记录人：王伟 日期：2026-10-01"], []), reporter_in(["Prepared by: Ana Ruiz Date : 3 May"], [])
    ('王伟', 'Ana Ruiz')
    """
    said = (found[1].strip() for one in above for found in _WRITTEN_BY.finditer(one))
    name = next((name for name in said if is_person(name) and not is_company(name)), "")
    if name:
        return next((one for one in ours if _is_same(name, one)), name)
    signed = [found[1].strip() for one in above if (found := _SIGNED.search(one))]
    whole = [name for name in signed if HAN.search(name) or " " in name]
    return next((one for name in whole for one in ours if _is_same(name, one)), "")


def _is_same(name: str, other: str) -> bool:
    """Whether two names may be of one person: the same, or the family name beside initials or alone."""
    one, two = name_key(name), name_key(other)
    if one == two:
        return True
    (*first, last), (*second, known) = one.replace(".", "").split() or [""], two.replace(".", "").split() or [""]
    initials = any(len(names[0]) == 1 for names in (first, second) if names)
    return last == known and (not first or not second or (initials and first[0][0] == second[0][0]))
