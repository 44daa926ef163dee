"""Headings over departments and organisations alike, “Amt / Org.”, “Company/Dept”, and what in such a column is an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.folding import HAN
from graphcrm.ingest.guessing.laid import meanings_of
from graphcrm.ingest.guessing.texts.advisers import adviser_as_unit, may_be_firm
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.offices import is_department, is_office
from graphcrm.ingest.guessing.words import heading_key, word_key

__all__ = ["has_legal_form", "may_be_organisations", "names_both"]

_BETWEEN = re.compile(r"\s*(?:[/\uff0f|&+,、]|\b(?:or|and|oder|und|ou|et|o|y)\b|[或和及])\s*", re.IGNORECASE)
#: Words that name departments beside a word for organisations only: alone they may be posts.
_OFFICES = frozenset(
    {"amt", "ämter", "stelle", "dienststelle", "referat", "dezernat", "fachbereich", "office", "ufficio"}
)
#: Legal forms that are regions, too, or other words.
_REGIONS = frozenset({"se", "sa", "s.a", "as", "co", "ab", "sl", "kk", "nv", "n.v", "oy"})


def names_both(heading: str) -> bool:
    """Whether a heading says that its column names departments or organisations, with a sign or a word between both.

    >>> names_both("Amt / Org."), names_both("Organisation / division"), names_both("部门/单位"), names_both("Company or department")
    (True, True, True, True)
    >>> names_both("Department"), names_both("Company / City"), names_both("Name / Dept")
    (False, False, False)
    """
    parts = [heading_key(part) for part in _BETWEEN.split(heading) if part]
    units = {n for n, part in enumerate(parts) if part in _OFFICES or "unit" in meanings_of(part)}
    orgs = {n for n, part in enumerate(parts) if "org" in meanings_of(part)}
    return bool(units - orgs and orgs - units)


def has_legal_form(unit: str) -> bool:
    """Whether what stands among departments has a legal form that no department has: “Aster Benelux BV”; not “Sales SE”.

    >>> has_legal_form("Aster Benelux BV"), has_legal_form("Nordlicht IT GmbH"), has_legal_form("Aster SE")
    (True, True, True)
    >>> has_legal_form("Sales SE"), has_legal_form("Department of Finance"), has_legal_form("IT")
    (False, False, False)
    """
    *own, form = unit.split() or [""]
    if not own or HAN.search(unit) or not is_company(f"Aster {form}"):
        return False
    if word_key(form) not in _REGIONS:
        return True
    return not any(is_department(word) or is_office(word) for word in (" ".join(own), *own))


def may_be_organisations(units: Iterable[str], *, both: bool) -> list[str]:
    """Those of the units of a column that may be organisations; with `both`, of a heading that names both, all but departments.

    >>> may_be_organisations(["IT", "Northlight Advisory", "Risk Advisory", "Housing Forum"], both=False)
    ['Northlight Advisory']
    >>> may_be_organisations(["IT", "Housing Forum"], both=True)
    ['Housing Forum']
    """
    return [
        unit
        for unit in units
        if not adviser_as_unit(unit) and ((both and not is_department(unit)) or may_be_firm(unit))
    ]
