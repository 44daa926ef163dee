"""What a line over a group of rows says of each of them: “Account: Aster AG (3 records)”, “客户：华岳银行（负责人：王伟）”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.ingest.guessing.laid import known_label, meanings_of
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["GROUPS", "group_of"]

#: What reports and lists are grouped by.
GROUPS = frozenset({"org", "unit", "customer", "opportunity", "owner", "category"})
_COLON = re.compile("[:\uff1a]")
_GROUP_LINE = re.compile(
    r"(.{1,40}?)\s*[:\uff1a]\s*(.{1,120}?)\s*([(\uff08]\s*\d+ ?(records?|items?|条|项)?[^()\uff08\uff09]*[)\uff09])?"
)
#: What stands before a further label with its value.
_FURTHER = re.compile(
    r"\s*(?:[(\uff08|;\uff1b,\uff0c/]|\s[–—-]\s|\s)\s*(?=[^\W\d][^:\uff1a(\uff08|;\uff1b,\uff0c]{0,29}[:\uff1a])"
)


def group_of(said: Sequence[str]) -> dict[str, str]:
    """Labels and values of a line over a group, the first of which says by what is grouped; empty for any other line.

    >>> group_of(["Account Name: Aster AG (2 records)"]), group_of(["Note: Aster"]), group_of(["Account: Aster", "see below"])
    ({'Account Name': 'Aster AG'}, {}, {})
    >>> group_of(["Account: Aster (Owner: Eva Lindt)"]), group_of(["客户：华岳银行", "负责人：王伟"])
    ({'Account': 'Aster', 'Owner': 'Eva Lindt'}, {'客户': '华岳银行', '负责人': '王伟'})
    """
    found: dict[str, str] = {}
    if not said or not _COLON.search(said[0]):
        return found
    for part in (part for one in said for part in _labelled(one)):
        pair = _GROUP_LINE.fullmatch(part)
        if pair is None or not (known_label(pair[1]) if found else meanings_of(heading_key(pair[1])) & GROUPS):
            return {}
        found.setdefault(pair[1], pair[2])
    return found


def _labelled(said: str) -> list[str]:
    """The parts of a text that each have a known label; the text as it is where it has but one."""
    parts, end = [], 0
    for found in _FURTHER.finditer(said):
        before, label = said[end : found.start()], _COLON.split(said[found.end() :], maxsplit=1)[0]
        if known_label(label) and _COLON.search(before):
            parts.append(before)
            end = found.end()
    return [part if re.search("[(\uff08]", part) else part.rstrip(")\uff09 ") for part in (*parts, said[end:])]
