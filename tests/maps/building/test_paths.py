"""Which hidden paths a map steps through."""

from __future__ import annotations

from collections import Counter

from graphcrm.analysis.paths.chain import decision_chain
from graphcrm.maps.building.paths import MOST_HIDDEN, hidden_paths
from tests.analysis.golden import edge, golden_situation

LINES = [edge("REPORTS_TO", a, b) for a, b in (("c2", "c1"), ("c3", "c2"), ("c4", "c2"), ("c5", "c3"), ("c6", "c5"))]


def test_at_most_three_to_each_decider_the_strongest_of_several_hops_first() -> None:
    s = golden_situation(edges=LINES)
    found = list(hidden_paths(s))
    counted = Counter(p.people[-1] for p in found)
    available = {d: [p for p in decision_chain(s, d, top=99).paths if p.hidden] for d in ("c2", "c3", "c4")}
    assert max(len(paths) for paths in available.values()) > MOST_HIDDEN == 3
    assert counted == {d: min(3, len(paths)) for d, paths in available.items() if paths}
    assert list(counted) == [d for d in ("c2", "c3", "c4") if d in counted]  # by decision weight .5, .3, .2
    first = [p for p in found if p.people[-1] == "c2"]
    assert first[0].people == ("c6", "c3", "c2")
    assert [len(p.people) > 2 for p in first] == sorted((len(p.people) > 2 for p in first), reverse=True)
    several = [p.strength for p in first if len(p.people) > 2]
    assert several == sorted(several, reverse=True)


def test_assumed_deciders_have_no_hidden_path() -> None:
    assert list(hidden_paths(golden_situation(edges=LINES, weights={"c2": None, "c3": None, "c4": None}))) == []


def test_deciders_come_by_weight() -> None:
    s = golden_situation(edges=LINES, weights={"c2": 0.2, "c3": 0.3, "c4": 0.5})
    assert list(dict.fromkeys(p.people[-1] for p in hidden_paths(s))) == ["c4", "c3", "c2"]
