"""What the browsable graph of a team's server shows of a question, and of an account's plan."""

import pytest

from graphcrm.model.facts import canonical
from graphcrm.store.columns import Columns, Stored
from graphcrm.store.neo4j.picture import draw


def test_a_question_stands_between_who_was_asked_and_whom_it_is_about():
    rows = [
        {"reporter": "u1", "about": "c2", "kind": "INFLUENCES", "date": "2026-05-01"},
        {"reporter": "u2", "about": "*", "kind": "TRUSTS", "date": "2026-05-02", "domain": "technical"},
        {"reporter": "import:survey", "about": "HY-IT", "kind": "STANCE", "date": "2026-05-03"},
    ]
    empty = [""] * len(rows)
    columns = Columns([f"q{i}" for i in range(3)], [canonical(r) for r in rows], empty, empty, empty)
    drawing = draw("asked", Stored(columns, [1, 2, 3], [1, 1, 1]), frozenset())
    assert [(n.labels, n.props) for n in drawing.nodes] == [(("Question",), row) for row in rows]
    ends = {(type_, r.target) for type_, some in drawing.relationships.items() for r in some}
    assert ends == {("PUT_TO", "u1"), ("ABOUT", "c2"), ("PUT_TO", "u2"), ("ABOUT", "HY-IT")}


PLAN = [
    ("criterion", {"id": "K1", "opportunity": "OP", "name": "总成本"}, "Criterion", {("ABOUT", "OP")}),
    (
        "position",
        {"person": "c2", "criterion": "K1", "vendor": "RIV", "weight": 4},
        "Position",
        {("HELD_BY", "c2"), ("ABOUT", "K1"), ("TOWARD", "RIV")},
    ),
    ("product", {"id": "P1", "name": "平台"}, "Product", set()),
    (
        "potential",
        {"product": "P1", "unit": "HY-IT", "status": "competitor", "vendor": "RIV"},
        "Potential",
        {("ABOUT", "P1"), ("CONCERNS", "HY-IT"), ("SUPPLIED_BY", "RIV")},
    ),
    ("promise", {"id": "R1", "from": "u1", "to": "c2"}, "Promise", {("MADE_BY", "u1"), ("MADE_TO", "c2")}),
    ("accepted", {"key": "gap:c1", "by": "u1", "reason": "x"}, "AcceptedFinding", {("ACCEPTED_BY", "u1")}),
]


@pytest.mark.parametrize(("kind", "row", "label", "ends"), PLAN, ids=[kind for kind, *_ in PLAN])
def test_a_plan_stands_beside_those_whom_it_concerns(kind, row, label, ends):
    columns = Columns(["k"], [canonical(row)], [""], [""], [""])
    drawing = draw(kind, Stored(columns, [1], [1]), frozenset())
    assert [n.labels for n in drawing.nodes] == [(label,)]
    assert drawing.nodes[0].props == {name: value for name, value in row.items() if name != "id"}
    assert {(type_, r.target) for type_, some in drawing.relationships.items() for r in some} == ends
