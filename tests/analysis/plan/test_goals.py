"""Goals: whose word they take, what is under way for them, when they are due."""

import pytest

from graphcrm.analysis.plan.goals import goals
from tests.analysis.golden import edge, golden_situation


def goal(name, customer="HY", **told):
    return {"id": name, "kind": "hill", "customer": customer, "statement": f"goal {name}", **told}


def action(name, status, goal="G"):
    return {
        "id": name,
        "target": "c4",
        "type": "visit",
        "owner": "u1",
        "due": "2026-07-01",
        "goal": goal,
        "status": status,
    }


def found(*rows, actions=(), **changes):
    return goals(golden_situation(rows={"goal": rows, "action": actions}, **changes))


def test_the_people_it_needs_by_their_share_of_the_decision():
    """Shares, ties and stances of the golden account: c4 .1525 untouched and against, c3 .1433 by T .45, c6 .0966 by T .80."""
    needed = [edge("NEEDED_FOR", p, "G") for p in ("c6", "c4", "c3")]
    (one,) = found(goal("G"), edges=needed)
    assert (one.people, one.reached, one.supporting) == (("c4", "c3", "c6"), ("c3", "c6"), ("c3", "c6"))
    assert one.share == pytest.approx(0.1525 + 0.1433 + 0.0966, abs=1e-3)


def test_whose_word_it_takes_may_be_somebody_off_the_map():
    """Without influence on the decision, somebody of ADV is not on its map; the tie and the stance are there all the same."""
    people = {"t2": {"name": "t2", "org": "ADV", "grade": 4}}
    edges = [
        edge("NEEDED_FOR", "t2", "G"),
        edge("KNOWS", "u1", "t2", external_score=0.4),
        edge("STANCE", "t2", "US", level=1),
    ]
    (one,) = found(goal("G"), edges=edges, people=people)
    assert (one.people, one.reached, one.supporting, one.share) == (("t2",), ("t2",), ("t2",), 0)


def test_who_left_is_needed_no_longer():
    needed = [edge("NEEDED_FOR", p, "G") for p in ("c6", "c4")]
    (one,) = found(goal("G"), edges=needed, people={"c4": {"left_on": "2026-06-01"}})
    assert one.people == ("c6",)


def test_actions_for_it():
    rows = [
        action("A", "open"),
        action("B", "done"),
        action("C", "cancelled"),
        action("D", "open", goal="H"),
        action("E", ""),
    ]
    one, other = found(goal("G"), goal("H"), actions=rows)
    assert (one.under_way, one.done, other.under_way, other.done) == (2, 1, 1, 0)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ({"due": "2026-06-27"}, -3),
        ({"due": "2026-06-30"}, 0),
        ({}, None),
        ({"due": "2026-06-27", "status": "done"}, None),
    ],
)
def test_days_until_it_is_due(told, days):
    assert found(goal("G", **told))[0].days == days


def test_order_and_account():
    rows = [
        goal("A"),
        goal("B", due="2026-09-01"),
        goal("C", due="2026-07-01"),
        goal("D", due="2026-01-01", status="done"),
    ]
    other = {"X": {"name": "X", "category": "customer"}}
    listed = found(*rows, goal("E", "X"), orgs=other)
    assert [g.goal.id for g in listed] == ["C", "B", "A", "D"]


def test_sentences():
    needed = [edge("NEEDED_FOR", "c4", "G")]
    late, open_ended = found(goal("G", due="2026-06-29"), goal("H"), edges=needed, actions=[action("A", "open")])
    assert late.sentence(["CFO Wu"]).en == (
        "goal G: needs CFO Wu (15% of the influence); in touch with 0, supported by 0; 1 action under way; overdue by 1 day."
    )
    assert (
        late.sentence(["吴CFO"]).zh
        == "goal G：需要吴CFO（占影响力 15%），可触达 0 人，支持 0 人；进行中行动 1 项；已逾期 1 天。"
    )
    assert open_ended.share is None
    assert open_ended.sentence([]).en == "goal H: whose word it takes is not recorded; 0 actions under way."
