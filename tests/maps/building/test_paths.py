"""Which hidden paths a map steps through."""

from __future__ import annotations

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.paths.hidden_chains import MOST_HIDDEN, hidden_chains
from graphcrm.edition import Edition
from graphcrm.maps.building.contest import contest_model
from graphcrm.maps.building.model import hidden_paths, people_model
from graphcrm.maps.records.asked import NOTHING
from graphcrm.maps.records.findings import MapPath
from tests.analysis.golden import edge, golden_situation

LINES = [edge("REPORTS_TO", a, b) for a, b in (("c2", "c1"), ("c3", "c2"), ("c4", "c2"), ("c5", "c3"), ("c6", "c5"))]
#: 何顾问 moves nobody here, and four people without weight move 林行长 directly, all past the chart.
CROWD = {("t1", "c3"): None, ("t1", "c6"): None} | {(p, "c2"): (4, "A") for p in ("c8", "c10", "c11", "s1")}


def named(person: str, *paths: MapPath) -> MapPath:
    return next(p for p in paths if p.people[0] == person)


def test_they_are_the_hidden_chains_of_each_decider_by_weight() -> None:
    s = golden_situation(edges=LINES)
    found = list(hidden_paths(s))
    chains = [c for d in ("c2", "c3", "c4") for c in hidden_chains(s, d)]  # decision weights .5, .3, .2
    assert [p.people for p in found] == [c.path.people for c in chains]
    assert [p.explanation for p in found] == [c.sentence(s) for c in chains]
    assert [p.strength for p in found] == [c.path.strength for c in chains]


def test_at_most_three_to_one_decider() -> None:
    s = golden_situation(edges=LINES, influences=CROWD)
    assert len(hidden_chains(s, "c2", top=99)) > MOST_HIDDEN == 3
    assert sum(p.people[-1] == "c2" for p in hidden_paths(s)) == 3


def test_the_formal_route_is_that_of_the_first_who_has_one() -> None:
    found = [p for p in hidden_paths(golden_situation(edges=LINES)) if p.people[-1] == "c2"]
    outside, own = named("t1", *found), named("c8", *found)
    assert outside.formal_alternative == ("c6", "c5", "c3", "c2")
    assert outside.formal_text is not None
    assert outside.formal_text.en == "the formal route from 王工 takes 3 steps"
    assert outside.formal_text.zh == "从王工起的正式路线 3 步"
    assert own.formal_alternative == ()
    assert own.formal_text is None


def test_the_formal_route_of_who_starts_the_path() -> None:
    found = list(hidden_paths(golden_situation(edges=LINES, influences={("t1", "c3"): None, ("t1", "c6"): None})))
    path = next(p for p in found if p.people == ("c6", "c3", "c2"))
    assert path.formal_alternative == ("c6", "c5", "c3", "c2")
    assert path.formal_text is not None
    assert path.formal_text.en == "the formal route takes 3 steps"


def test_a_part_of_the_path_is_no_alternative_to_it() -> None:
    """Without 王工's and 郑总's lines only 周CIO has a formal route: the last hop of the path itself."""
    path = named("t1", *hidden_paths(golden_situation(edges=LINES[:3])))
    assert path.people == ("t1", "c6", "c3", "c2")
    assert path.formal_alternative == ()


def test_assumed_deciders_have_no_hidden_path() -> None:
    assert list(hidden_paths(golden_situation(edges=LINES, weights={"c2": None, "c3": None, "c4": None}))) == []


def test_deciders_come_by_weight() -> None:
    s = golden_situation(edges=LINES, weights={"c2": 0.2, "c3": 0.3, "c4": 0.5})
    assert list(dict.fromkeys(p.people[-1] for p in hidden_paths(s))) == ["c4", "c3", "c2"]


def test_who_is_on_a_path_is_known_where_no_path_is_drawn():
    """Whom the overview of a large account shows hangs on it, on every map alike."""
    s = golden_situation(edges=LINES)
    drawn = draw(s, draws=2)
    on_path = {person for path in hidden_paths(s) for person in path.people}
    models = [
        people_model(s, drawn, "influence", Edition.INTERNAL),
        contest_model(s, drawn, "contest", Edition.INTERNAL, NOTHING),
    ]
    assert [bool(model.paths) for model in models] == [True, False]
    for model in models:
        assert {p.id for p in model.people if p.on_path} == on_path
