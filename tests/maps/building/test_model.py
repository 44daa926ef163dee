"""From a situation to the input of a map: what it shows of the golden account."""

import re

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.edition import Edition
from graphcrm.graph.influence import GraphOptions
from graphcrm.maps.building.model import map_play, without_influence
from graphcrm.maps.kinds.registry import find_kind
from graphcrm.maps.page import render
from graphcrm.maps.records.asked import NOTHING
from graphcrm.maps.records.edges import LineKind
from tests.analysis.golden import INFLUENCES, edge, golden_situation

LINES = [edge("REPORTS_TO", a, b) for a, b in (("c2", "c1"), ("c3", "c2"), ("c4", "c2"), ("c5", "c3"), ("c6", "c5"))]


def model(kind="influence", edition=Edition.INTERNAL, **changes):
    s = golden_situation(**{"edges": LINES, **changes})
    return find_kind(kind).build(s, lambda: draw(s, draws=60), kind, edition, NOTHING)


def test_people_carry_the_analyses():
    found = {p.id: p for p in model().people}
    assert len(found) == 13
    c6 = found["c6"]
    assert (round(c6.share, 4), c6.support, c6.grade, c6.in_circle, c6.listed) == (0.0966, 3, 2, True, False)
    assert found["c2"].listed
    assert found["t1"].outside
    assert found["t1"].org_category == "third_party"
    assert found["c4"].tie == 0.0
    assert [c.name for c in found["c6"].contacts] == ["刘"]


def test_inversions_are_lower_grades_that_move_higher_ones():
    raised = {(e.source, e.target) for e in model().edges if e.inversion}
    assert raised == {("c6", "c3"), ("c6", "c5"), ("c5", "c3"), ("c2", "c1"), ("c8", "c2"), ("t1", "c3")}


def test_the_hidden_chain_and_its_formal_alternative():
    path = model().paths[0]
    assert path.people == ("t1", "c6", "c3", "c2")
    assert path.formal_alternative == ("c6", "c5", "c3", "c2")
    assert path.formal_text.en == "the formal route from 王工 takes 3 steps"
    assert model(edges=[]).paths == ()


def test_somebody_who_left_is_shown_but_takes_no_part():
    found = {p.id: p for p in model(people={"c9": {"left_on": "2026-01-31"}}).people}
    assert found["c9"].left
    assert found["c9"].share is None
    assert not any(
        "c9" in (e.source, e.target)
        for e in model(people={"c9": {"left_on": "2026-01-31"}}).edges
        if e.kind is LineKind.INFLUENCES
    )


SEAT = {"name": None, "title": "审计总监", "org": "HY", "grade": 4, "flags": ["placeholder"]}


def test_a_seat_is_a_ghost_with_its_share_and_the_first_gap():
    drawn = model(people={"x1": SEAT}, weights={"x1": 0.5})
    found = {p.id: p for p in drawn.people}
    assert [p for p, one in found.items() if one.seat] == ["x1"]
    assert found["x1"].name == "? 审计总监"
    assert found["x1"].share > 0.3
    assert "placeholder" not in found["x1"].flags
    assert drawn.gaps[0].person == "x1"
    assert {k.label.en: k.value.en for k in drawn.kpis}["Open seats"] == "33%"
    assert any("open seat" in t.en for t in drawn.texts)
    for word in ("待确认席位", "Open seat: holder not known yet"):
        for edition in (Edition.INTERNAL, Edition.CUSTOMER_SAFE):
            assert word in render(model(edition=edition, people={"x1": SEAT}))


def test_somebody_without_a_grade_is_not_called_staff():
    drawn = model(people={"x2": {"name": "无级", "title": "CEO", "org": "HY"}}, weights={"x2": 0.2})
    assert {p.id: p.grade for p in drawn.people}["x2"] == 0
    page = render(drawn)
    assert "未录职级" in page
    assert "No grade" in page


def test_a_seat_that_was_filled_is_nobody_who_left():
    filled = model(people={"x1": {**SEAT, "left_on": "2026-06-01"}})
    assert "x1" not in {p.id for p in filled.people}
    assert "Open seats" not in {k.label.en for k in filled.kpis}


def test_a_customer_safe_page_holds_no_analysis():
    page = render(model(edition=Edition.CUSTOMER_SAFE))
    page = page[: page.rindex("<script>")]  # what is shown and the data; the program is the same for everybody
    names = [p.name for p in model().people if not p.outside]
    assert all(name in page for name in names)
    for secret in ("10%", "28%", "刘", "hostile", "Hostile", "反对", "王工>周CIO", "何顾问"):
        assert secret not in page, secret


def test_pages_say_whole_per_cents_and_no_forbidden_words():
    page = render(model())
    data = page[page.index('type="application/json"') :]
    assert not re.search(r"\d\.\d+ ?%", data)
    assert "strength 0." not in data
    for word in ("probability of winning", "accurate", "optimal person"):
        assert word not in data


def test_without_recorded_influence_a_map_of_influence_says_so_and_what_to_record():
    """The influence map and the formal map looked alike, and everybody was “in the circle, on the list”."""
    nobody = dict.fromkeys(INFLUENCES)
    trusts = [edge("TRUSTS", "c3", "c6", level=4)]
    for kind in ("influence", "formal", "contest"):
        bare = model(kind, influences=nobody, edges=[])
        assert [text.en for text in bare.notices] == [
            "No influence is recorded: shares are decision weights alone. "
            "Record who influences whom (relations of kind INFLUENCES)."
        ]
        assert not any(p.in_circle or p.listed for p in bare.people), (
            "the circle is the list: there is nothing to compare"
        )
        assert model(kind).notices == ()
        lines = model(kind, influences=nobody, options=GraphOptions(derived=True))
        assert [text.en.split(". ")[0] for text in lines.notices] == [
            "No influence is recorded: all that is drawn follows from reporting lines"
        ]
        assert any(p.in_circle for p in lines.people)
        assert model(kind, influences=nobody, edges=[*LINES, *trusts], options=GraphOptions(derived=True)).notices == ()


EVERYBODY = ("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "t1", "s1")


@pytest.mark.parametrize(("here", "told"), [(("c2", "c3"), True), (("c2",), False)])
def test_nobody_is_asked_who_influences_whom_where_there_is_only_one(here, told):
    s = golden_situation(
        people=dict.fromkeys(p for p in EVERYBODY if p not in here), influences=dict.fromkeys(INFLUENCES)
    )
    assert (without_influence(s) is not None) is told


@pytest.mark.parametrize(("people", "played"), [(0, False), (1, True), (200, True), (201, False)])
def test_no_more_people_are_played_through_than_a_browser_can(people, played):
    crowd = [{"id": f"x{k:03}", "name": "x", "org": "HY", "grade": 2} for k in range(people)]
    s = golden_situation(people=dict.fromkeys(EVERYBODY), rows={"person": crowd})
    assert len(s.graph.people) == people
    assert (map_play(s) is not None) is played


@pytest.mark.parametrize(
    ("asked", "open_ones", "told"),
    [("HY-CORE", 1, True), ("HY-CORE", 2, True), (None, 0, True), (None, 1, True), (None, 2, False)],
)
def test_what_a_removal_does_is_played_for_one_decision_alone(asked, open_ones, told):
    """Of several that are open, what somebody leaving does to each is said nowhere."""
    deals = {"HY-CORE": {"status": "open" if open_ones else "won"}}
    deals |= {f"N{k}": {"name": "n", "customer": "HY", "status": "open"} for k in range(1, open_ones)}
    s = golden_situation(opportunity=asked, opportunities=deals)
    assert len(s.context.open_opportunities) == open_ones
    assert map_play(s).removal is told


def test_an_account_without_people_is_a_map_without_people():
    assert "<!doctype html>" in render(model(people=dict.fromkeys(EVERYBODY), edges=[])).lower()
