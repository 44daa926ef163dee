"""What the browsable graph of a team's server shows of a question."""

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
