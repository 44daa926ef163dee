"""Rising stars: each signal by itself, two needed, only juniors of the customer."""

from datetime import timedelta

import pytest

from graphcrm.analysis.situation import Situation
from graphcrm.analysis.time.rising_stars import Signal, rising_stars
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import AS_OF, PLAIN, edge, golden_rows, golden_situation, golden_snapshot, snapshot_of

UNITS = [{"id": u, "name": u, "org": "HY"} for u in ("A", "B")]


def stars(now=None, half=None, year=None, before=()):
    """The stars of the golden account; what was before is what is now unless told otherwise."""
    now = now or {}
    s = golden_situation(**now)
    then = golden_snapshot(as_of=AS_OF - timedelta(days=180), **(now if half is None else half))
    was = Situation.of(then, "HY", "HY-CORE", options=PLAIN)
    last = golden_snapshot(as_of=AS_OF - timedelta(days=365), **(now if year is None else year))
    return {star.id: star for star in rising_stars(s, was, last, before)}


def test_nothing_new_nobody_rises():
    assert stars() == {}


def told(person, other, level):
    """An influence in a certain field, as the customer told it."""
    return edge("INFLUENCES", person, other, level=level, domain="technical") | {"source": "customer_statement"}


NAMED = {"edges": [told("c10", "c9", 2)]}


def test_two_signals_are_needed():
    assert stars(NAMED) == {}
    year = {"influences": {("c10", "c9"): None, ("c10", "c6"): None}}
    found = stars(NAMED, year=year)
    assert found["c10"].signals == (Signal.TIES, Signal.NAMED)
    assert found["c10"].share_change == 0
    assert stars(NAMED, year={"influences": {("c10", "c9"): None}}) == {}, "one new tie is none"


@pytest.mark.parametrize(
    "change",
    [
        {"domain": "general"},
        {"source": "meeting_note"},
        {"level": 0},
        {"polarity": -1},
    ],
)
def test_named_means_by_the_customer_in_a_certain_field(change):
    row = told("c10", "c9", 2) | change
    assert stars({"edges": [row]}, year={"influences": {("c10", "c9"): None, ("c10", "c6"): None}}) == {}


def test_a_share_that_rose_by_a_point():
    half = {"influences": {("c8", "c2"): None}}
    found = stars({"people": {"c8": {"grade": 1}}}, half=half, year={"influences": {("c8", "c2"): None}})
    assert found == {}, "share alone"
    trusted = {"edges": [edge("TRUSTS", p, "c8", level=3) for p in ("c1", "c3")]}
    both = stars(trusted, half=half, year=half)
    assert both["c8"].signals == (Signal.SHARE, Signal.TIES)
    assert both["c8"].share_change == pytest.approx(0.0889, abs=1e-3)
    assert "up 9 points" in both["c8"].sentence(golden_snapshot()).en


def test_neighbours_in_other_units():
    people = {"c10": {"unit": "A"}, "c9": {"unit": "B"}, "c6": {"unit": "B"}}
    found = stars({**NAMED, "people": people, "rows": {"unit": UNITS}})
    assert found["c10"].signals == (Signal.NAMED, Signal.CROSS_UNIT)
    people["c6"] = {"unit": "A"}
    assert stars({**NAMED, "people": people, "rows": {"unit": UNITS}}) == {}


def test_who_works_against_somebody_is_no_neighbour():
    people = {"c10": {"unit": "A"}, "c9": {"unit": "B"}, "c11": {"unit": "B"}}
    rows = {"unit": UNITS}
    against = [*NAMED["edges"], edge("INFLUENCES", "c11", "c10", level=3, polarity=-1)]

    def found(edges):
        s = golden_situation(people=people, rows=rows, edges=edges, options=GraphOptions(derived=False, signed=True))
        return {star.id for star in rising_stars(s, s, s.snapshot, ())}

    assert found(against) == set()
    assert found([*NAMED["edges"], edge("INFLUENCES", "c11", "c10", level=3)]) == {"c10"}


def test_a_promotion_is_told_by_an_earlier_grade():
    lower = golden_snapshot(people={"c6": {"grade": 1}})
    named = {"edges": [told("c6", "c3", 5)]}
    found = stars(named, before=[lower])
    assert found["c6"].signals == (Signal.NAMED, Signal.PROMOTED)
    assert stars(named, before=[golden_snapshot(people={"c6": {"grade": 3}})]) == {}
    assert stars(named, before=[golden_snapshot(people={"c6": {"grade": None}})]) == {}


@pytest.mark.parametrize(
    ("change", "rises"),
    [
        ({}, True),
        ({"grade": 2}, True),
        ({"grade": 3}, False),
        ({"grade": 4, "early_career": True}, True),
        ({"grade": None}, False),
        ({"flags": ["left"]}, False),
        ({"flags": ["placeholder"]}, False),
        ({"org": "SUP"}, False),
    ],
)
def test_only_juniors_of_the_customer(change, rises):
    year = {"influences": {("c10", "c9"): None, ("c10", "c6"): None}}
    assert ("c10" in stars({**NAMED, "people": {"c10": change}}, year=year)) is rises


def test_whoever_was_not_there_starts_from_nothing():
    rows = golden_rows()
    rows["person"] = [r for r in rows["person"] if r["id"] != "c8"]
    rows["edge"] = [r for r in rows["edge"] if "c8" not in (r["from"], r["to"])]
    then = snapshot_of(rows, AS_OF - timedelta(days=180))
    s = golden_situation(edges=[edge("TRUSTS", p, "c8", level=3) for p in ("c1", "c3")])
    (star,) = rising_stars(s, Situation.of(then, "HY", "HY-CORE", options=PLAIN), then, [then])
    assert (star.id, star.signals) == ("c8", (Signal.SHARE, Signal.TIES))
    assert star.share_change == pytest.approx(s.share_of("c8"))
