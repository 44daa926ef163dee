"""Rules against slow and simple oracles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.model.rules import Stored, TableColumns, World, check
from graphcrm.model.rules.duplicates import likely_duplicates
from graphcrm.model.rules.reporting import one_line_manager, reporting_cycles
from graphcrm.model.rules.spans import FOREVER, Span, overlapping
from graphcrm.model.rules.twins import twins
from graphcrm.model.tables import table

TODAY = "2026-06-30"


def world(**tables: Mapping[str, list[Any]]) -> World:
    """A world of parsed columns and an empty store."""
    made = {}
    for name, columns in tables.items():
        of = table(name)
        assert of is not None
        made[name] = TableColumns(of, columns, len(next(iter(columns.values()))))
    return World(made, Stored({}, TODAY), TODAY)


def flagged(findings: Any) -> dict[str, set[int]]:
    """TableColumns found, by table."""
    rows: dict[str, set[int]] = {}
    for finding in findings:
        rows.setdefault(finding.table, set()).update(finding.rows)
        assert all(finding.say(row).en for row in finding.rows)
    return rows


_DAYS = st.integers(1, 9).map(lambda d: f"2026-01-0{d}")


def _later(day: str, days: int) -> str:
    """A day of the same January, the ninth at most."""
    return f"{day[:-1]}{min(9, int(day[-1]) + days)}"


_SPANS = st.builds(
    lambda target, start, length, row: Span(
        "p", target, start, FOREVER if length is None else _later(start, length), row=row
    ),
    st.sampled_from("abc"),
    _DAYS,
    st.none() | st.integers(1, 5),
    st.integers(0, 99),
)


@given(st.lists(_SPANS, max_size=7))
def test_overlapping_finds_every_span_that_has_an_earlier_rival(spans):
    found = overlapping(spans)
    assert all(a.target != b.target and a.meets(b) for a, b in found)
    in_conflict = any(a.target != b.target and a.meets(b) for a in spans for b in spans)
    assert bool(found) == in_conflict
    order = sorted(spans, key=lambda s: (s.start, s.end, s.target, s.row))
    later = [b for n, b in enumerate(order) if any(a.target != b.target and a.meets(b) for a in order[:n])]
    assert [b for _, b in found] == later


_PAIRS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] != p[1]), max_size=8, unique_by=lambda p: p[0]
)


@given(people=_PAIRS)
def test_cycles_in_people_are_those_of_networkx(people):
    columns = {"id": [f"p{a}" for a, _ in people] or [None], "reports_to": [f"p{b}" for _, b in people] or [None]}
    found = flagged(reporting_cycles(world(people=columns))).get("people", set())
    cyclic = {n for c in nx.simple_cycles(nx.DiGraph(people)) for n in c}
    assert found == {row for row, (a, _) in enumerate(people) if a in cyclic}


@st.composite
def _edges(draw: st.DrawFn) -> dict[str, list[Any]]:
    row = st.tuples(st.integers(0, 4), st.integers(0, 4), _DAYS, st.none() | st.integers(1, 4))
    rows = draw(st.lists(row.filter(lambda r: r[0] != r[1]), max_size=9, unique_by=lambda r: (r[0], r[1])))
    ends = [None if n is None else _later(start, n) for _, _, start, n in rows]
    ends = [None if e == r[2] else e for e, r in zip(ends, rows, strict=True)]
    return {
        "kind": ["REPORTS_TO"] * len(rows) or [None],
        "from": [f"p{r[0]}" for r in rows] or [None],
        "to": [f"p{r[1]}" for r in rows] or [None],
        "valid_from": [r[2] for r in rows] or [None],
        "valid_to": ends or [None],
    }


@settings(max_examples=300)
@given(columns=_edges())
def test_dated_lines_day_by_day(columns):
    """On any single day: two managers or a cycle if and only if the rules say so."""
    w = world(edges=columns)
    rows = [r for r in zip(*columns.values(), strict=True) if r[0]]
    two, cycle = False, False
    for day in (f"2026-01-0{d}" for d in range(1, 10)):
        active = [(a, b) for _, a, b, start, end in rows if start <= day < (end or FOREVER)]
        two = two or len({a for a, _ in active}) < len(set(active))
        cycle = cycle or not nx.is_directed_acyclic_graph(nx.DiGraph(active))
    assert bool(flagged(one_line_manager(w))) == two
    if not two:
        assert bool(flagged(reporting_cycles(w))) == cycle


def within_one_edit(a: str, b: str) -> bool:
    """Edit distance of at most 1, the slow way."""
    variants = {a} | {a[:i] + a[i + 1 :] for i in range(len(a))}
    letters = set(a + b)
    replaced = {a[:i] + c + a[i + 1 :] for i in range(len(a)) for c in letters}
    added = {a[:i] + c + a[i:] for i in range(len(a) + 1) for c in letters}
    return b in variants | replaced | added


@given(names=st.lists(st.text("周林陈x", min_size=1, max_size=4), min_size=1, max_size=6))
def test_near_names(names):
    n = len(names)
    columns = {
        "id": [f"p{i}" for i in range(n)],
        "name": names,
        "org": [f"O{i}" for i in range(n)],
        "title": ["经理"] * n,
    }
    found = flagged(likely_duplicates(world(people=columns))).get("people", set())
    assert found == {i for i in range(n) if any(within_one_edit(names[i], names[j]) for j in range(i))}


def test_an_empty_world_is_in_order():
    assert list(check(world())) == []


def test_rules_bear_rows_of_which_nothing_could_be_read():
    for of in (
        t
        for t in map(table, ("orgs", "units", "people", "edges", "roles", "interactions", "assessments", "actions"))
        if t
    ):
        empty = World(
            {of.name: TableColumns(of, {f.name: [None, None] for f in of.columns}, 2)}, Stored({}, TODAY), TODAY
        )
        assert all(f.say(row).zh for f in check(empty) for row in f.rows)


def test_a_column_that_nobody_gave_is_made_once_however_often_it_is_asked_for() -> None:
    rows = TableColumns(table("people"), {"id": ["a", "b"]}, 2)
    assert rows["name"] == [None, None]
    assert rows["name"] is rows["title"] is rows["name"]
    rows.count = 3
    assert rows["name"] == [None] * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("a1", "A1"), ("o`n", "o'n"), ("c 3", "c3"), ("c\t3", "c3"), ("c3", "\u04413"), ("c3", "c\u200b3")],
)
def test_ids_that_look_the_same_among_any_others(one: str, other: str) -> None:
    many = [f"p{n}" for n in range(40)]
    assert twins([*many, one, other]) == twins([other], [*many, one]) == {other: one}
    assert twins([*many, one, "x~!_[]^"], many) == {}


def test_a_name_with_accents_and_without_in_one_organisation_may_be_one_person():
    columns = {"id": ["a", "b", "c"], "name": ["María José Ferrer", "Maria Jose Ferrer", "Maria Jose Ferrer"]}
    columns |= {"org": ["O1", "O1", "O2"], "title": ["", "", ""]}
    assert flagged(likely_duplicates(world(people=columns))) == {"people": {1}}
