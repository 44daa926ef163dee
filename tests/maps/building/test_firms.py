"""How much of an ecosystem is drawn: about 60 cards, so that names can be read on a laptop, and what is left out is counted."""

from __future__ import annotations

from typing import Any

from graphcrm.maps.building.firms import Round, round_about
from tests.analysis.golden import edge, golden_situation, meeting

#: Customers and our people beside those of the golden account, each customer known to one of ours.
_CUSTOMERS, _OURS = 14, 9


def crowded(others: int) -> Round:
    """So many suppliers of the customer, six people each."""
    people = [{"id": f"x{i:02}", "name": f"x{i}", "org": "HY", "grade": 1 + i % 5} for i in range(_CUSTOMERS)]
    people += [{"id": f"v{i}", "name": f"v{i}", "org": "US", "grade": 2} for i in range(_OURS)]
    people += [{"id": f"o{k}-{i}", "name": "o", "org": f"O{k:02}", "grade": 2} for k in range(others) for i in range(6)]
    rows: dict[str, list[dict[str, Any]]] = {
        "person": people,
        "org": [{"id": f"O{k:02}", "name": "o", "category": "supplier"} for k in range(others)],
    }
    edges = [edge("INFLUENCES", f"x{i:02}", "c2", level=3) for i in range(_CUSTOMERS)]
    edges += [edge("SUPPLIES", f"O{k:02}", "HY") for k in range(others)]
    known = {(f"v{i % _OURS}", f"x{i:02}"): 0.5 for i in range(_CUSTOMERS)}
    return round_about(golden_situation(rows=rows, edges=edges, ties=known))


def test_no_more_is_drawn_than_can_be_read() -> None:
    found = {firm.id: firm for firm in crowded(2).firms}
    assert (len(found["HY"].people), found["HY"].more) == (20, 5)
    assert (len(found["US"].people), found["US"].more) == (8, 8)
    assert (len(found["O00"].people), found["O00"].more) == (4, 2)


def test_the_more_organisations_the_fewer_people_of_each() -> None:
    """(60 − 20 − 8 − organisations) cards for their people, one each at least."""
    for others, each in ((3, 4), (4, 3), (6, 2), (9, 1), (30, 1)):
        found = crowded(others)
        assert {len(firm.people) for firm in found.firms if firm.id.startswith("O")} == {each}
    assert len(found.firms) == 20
    assert found.left_out == 30 + 5 - 20


def shown(*people: dict[str, Any], edges: tuple[dict[str, Any], ...] = ()) -> tuple[str, ...]:
    """Who of a supplier with these people is drawn where there is room for one each."""
    rows: dict[str, list[dict[str, Any]]] = {
        "person": [{"name": "o", "org": "O00"} | one for one in people],
        "org": [{"id": f"O{k:02}", "name": "o", "category": "supplier"} for k in range(10)],
    }
    edges = (*edges, *(edge("SUPPLIES", f"O{k:02}", "HY") for k in range(10)))
    (firm,) = (one for one in round_about(golden_situation(rows=rows, edges=edges)).firms if one.id == "O00")
    return firm.people


def test_of_an_organisation_those_are_drawn_whom_the_decision_or_somebody_knows_then_the_highest() -> None:
    one, two, none = {"id": "o1", "grade": 1}, {"id": "o2", "grade": 2}, {"id": "o0"}
    assert shown(one, two) == ("o2",)
    assert shown(one, none) == ("o0",), "without a grade as with the lowest, by id then"
    assert shown(one, {"id": "o3"}) == ("o1",)
    assert shown(one, two, edges=(edge("KNOWS", "u1", "o1", external_score=0.01),)) == ("o1",)
    known = (edge("KNOWS", "u1", "o1", external_score=0.5), edge("INFLUENCES", "o0", "c2", level=1))
    assert shown(one, two, none, edges=known) == ("o0",)
    assert shown(two, {"id": "o4", "grade": 5, "left_on": "2026-01-01"}) == ("o2",)


def test_whoever_works_with_a_company_of_ours_is_there_with_our_last_contact() -> None:
    """Nobody of this supplier is of the decision; it supplies our subsidiary."""
    rows: dict[str, list[dict[str, Any]]] = {
        "org": [
            {"id": "US-S", "name": "ours", "category": "our_company", "parent": "US"},
            {"id": "NEW", "name": "new", "category": "supplier"},
        ],
        "person": [{"id": "n1", "name": "n1", "org": "NEW", "grade": 2}],
    }
    met = [meeting("2026-06-20", "u1", "n1")]
    found = round_about(golden_situation(rows=rows, edges=[edge("SUPPLIES", "NEW", "US-S")], interactions=met))
    assert [firm.people for firm in found.firms if firm.id == "NEW"] == [("n1",)]
    assert (found.best["n1"].ours, found.best["n1"].last_contact) == ("u1", "2026-06-20")
