"""Lists of connections with the role of either end: “Connected From | Role (From) | Connected To | Role (To)”, as Dynamics has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import USUAL, Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.relations import HEADS, MEANT, tie_of
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.heading_senses import is_of_remarks
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.choices import DecisionRole
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.spoken import joined

__all__ = ["connections"]

#: What tells the two ends of a connection apart in headings that are the same otherwise, the first end first.
_ENDS = re.compile(
    r"[\s(\uff08_-]*\b(?:(?P<first>from|von|de|desde|da|van|od)|(?P<second>to|zu|mit|bis|an|à|a|hasta|con|avec|met|naar|do))\b[)\uff09]?$",
    re.IGNORECASE,
)
_LONGEST = 20
_ROLES = ("person", "opportunity", "roles")
_SAID = ("name", "remarks")
_DEALS = ("name", "customer")
#: What the end of a connection is called that is no opportunity.
_ORGS = re.compile(
    r"account|customer|client|company|kunde|firma|compte|cliente|cuenta|klant|klient|客户", re.IGNORECASE
)
_OPPORTUNITY = re.compile(
    r"opportunity|deal|verkaufschance|opportunité|oportunidad|opportunità|商机|销售机会", re.IGNORECASE
)
#: What the two ends of a reporting line are called.
_MANAGER = re.compile(
    r"(?:line |direct )?(?:manager|supervisor|superior|boss)|vorgesetzter?|responsable hiérarchique|上级|直属上级|经理",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:direct )?reports?|reports to|subordinate|employee|(?:unterstellter? )?mitarbeiter(?:in)?|subordonné"
    r"|collaborateur|下属|下级|直接下属",
    re.IGNORECASE,
)


def connections(headings: Sequence[str], body: Body) -> Sequence[tuple[str, Laid]]:
    """The roles of people in opportunities and the ties of two people, each as a table with what it holds; empty for any other sheet.

    Which end is the person is told line by line, since a system writes a connection from either end, and many write both.
    What says neither a role in a decision nor a tie is told.
    """
    places = _places(headings)
    if places is None:
        return ()
    roles: dict[tuple[str, ...], int] = {}
    ties: dict[tuple[str, ...], int] = {}
    said: dict[tuple[str, ...], int] = {}
    deals: dict[tuple[str, ...], int] = {}
    remarks, left = _others(headings, body, places)
    for line, row in body:
        cells = [*texts(row), *[""] * (len(headings) - len(row))]
        first, role, second, other = (cells[n] for n in places)
        if not (first and second):
            continue
        both = is_person(first) and is_person(second)
        found = _tie(first, role, second, other) if both else _role(first, role, second, other)
        if remarks is not None and cells[remarks] and (found is not None) and not both:
            said.setdefault((found[0], cells[remarks]), line)
        if found is None and (deal := _deal(first, role, second, other)):
            deals.setdefault(deal, line)
        elif found is None:
            told = " – ".join(filter(None, (first, role, second, other)))
            left.append(
                Text(
                    f"第 {line} 行未导入：“{shown(told, 60)}”既不是决策角色，也不是两人的关系",
                    f"line {line} was not imported: “{shown(told, 60)}” is neither a role in a decision nor a tie of two people",
                )
            )
        elif both:
            ties.setdefault(found, line)
        else:
            roles.setdefault(found, line)
    return [*_tables(roles, ties, said, deals, left)]


def _others(headings: Sequence[str], body: Body, places: Sequence[int]) -> tuple[int | None, list[Text]]:
    """The place of the only column of remarks; and that others with anything in them are left out."""
    rows = [texts(row) for _, row in body]
    filled = [
        n for n, h in enumerate(headings) if h and n not in places and any(len(row) > n and row[n] for row in rows)
    ]
    remarks = [n for n in filled if is_of_remarks(headings[n])]
    place = remarks[0] if len(remarks) == 1 else None
    others = [shown(headings[n], 40) for n in filled if n != place]
    told = Text("不导入的列：", "columns left out: ") + joined(others) if others else None
    return place, [told] if told else []


def _tables(
    roles: dict[tuple[str, ...], int],
    ties: dict[tuple[str, ...], int],
    said: dict[tuple[str, ...], int],
    deals: dict[tuple[str, ...], int],
    left: Sequence[Text],
) -> Iterator[tuple[str, Laid]]:
    why = Text("两端各有角色，每行按两端读", "two ends with a role each, read line by line")
    tables = (
        ("roles", _ROLES, _ROLES, roles),
        ("ties", HEADS, MEANT, ties),
        ("remarks", _SAID, _SAID, said),
        ("deals", _DEALS, _DEALS, deals),
    )
    for what, heads, meant, found in tables:
        rows: list[list[Cell]] = [[*one] for one in found]
        if rows:
            yield what, Laid(
                "connections", why, heads, rows, [*found.values()], dict(zip(heads, meant, strict=True)),
                left_out=tuple(left),
            )  # fmt: skip
            left = ()


def _places(headings: Sequence[str]) -> tuple[int, int, int, int] | None:
    """Where the ends and their roles are: the first end, its role, the second, its role; None where there are no such."""
    pairs: dict[str, dict[str, int]] = {}
    for place, heading in enumerate(headings):
        if found := _ENDS.search(heading[-_LONGEST:]):
            end = "first" if found["first"] else "second"
            pairs.setdefault(heading_key(heading.removesuffix(found[0])), {}).setdefault(end, place)
    whole = {base: ends for base, ends in pairs.items() if base and len(ends) == 2}
    of_roles = [base for base in whole if "roles" in meanings_of(base)]
    of_ends = [base for base in whole if base not in of_roles and not meanings_of(base)]
    if len(of_roles) != 1 or not of_ends:
        return None
    ends, roles = whole[of_ends[0]], whole[of_roles[0]]
    return ends["first"], roles["first"], ends["second"], roles["second"]


def _role(first: str, role: str, second: str, other: str) -> tuple[str, ...] | None:
    """Person, opportunity and role of a line of which one end is a person; None for a line that says none."""
    if is_person(second):
        first, role, second, other = second, other, first, role
    if not is_person(first) or is_company(second) or _ORGS.search(other):
        return None
    return (first, second, role) if vocabulary("people", "roles").get(word_key(role)) else None


def _deal(first: str, role: str, second: str, other: str) -> tuple[str, ...] | None:
    """The opportunity and its customer of a line that ties the two, the customer by what it is called; None for any other line."""
    if is_company(second) or _ORGS.fullmatch(other):
        first, role, second, other = second, other, first, role
    customer = _ORGS.fullmatch(role) and (is_company(first) or not is_person(first))
    named = _OPPORTUNITY.fullmatch(other) or not (is_person(second) or is_company(second) or _ORGS.fullmatch(other))
    return (second, first) if customer and named else None


def _tie(first: str, role: str, second: str, other: str) -> tuple[str, ...] | None:
    """The row of a relation of two people, by the role of either; who of two is named first says nothing where it is mutual.

    Who is somebody's manager says as much as who reports to whom, if the other end does not say otherwise.
    """
    for boss, said, report, below in ((first, role, second, other), (second, other, first, role)):
        if _MANAGER.fullmatch(said) and (not below or _REPORT.fullmatch(below)):
            return report, EdgeKind.REPORTS_TO.value, boss, "", ""
    for one, said, another in ((first, role, second), (second, other, first)):
        tie = tie_of(said)
        if tie is None and vocabulary("people", "roles").get(word_key(said)) == DecisionRole.INFLUENCER.value:
            tie = (EdgeKind.INFLUENCES, False, "")
        if tie is not None:
            kind, turned, history = tie
            ends = (another, one) if turned else (one, another)
            ends = (min(ends), max(ends)) if history else ends
            return (ends[0], kind.value, ends[1], USUAL if kind is EdgeKind.INFLUENCES else "", history)
    return None
