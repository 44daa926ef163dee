"""Every column is in the class in which it should be: what stands here was decided, and is decided anew when a column comes."""

from __future__ import annotations

import pytest

from graphcrm.edition import Access
from graphcrm.model.fields import Field, boolean
from graphcrm.model.tables import TABLES, Table

#: What the customer's own papers say.
OPEN = {
    "orgs": "id name category name_en parent industry region",
    "units": "id name org name_en parent headcount function",
    "people": "id name org name_en title title_en unit grade function reports_to",
    "opportunities": "id name customer name_en",
    "edges": "kind from to line title primary",
    "roles": "person opportunity roles",
}
#: What only the team sees: who said it, on what grounds, remarks, and what tells a person apart elsewhere.
PRIVATE = {
    "people": "email keys",
    "edges": "reported_by evidence",
    "roles": "reported_by evidence",
    "interactions": "summary",
    "suppliers": "evaluator",
    "thirdparties": "reviewer",
    "actions": "result",
    "positions": "reported_by evidence",
    "potential": "reported_by evidence",
    "promises": "evidence",
}
#: Tables of which no other edition has a row: what colleagues were asked, how they assess, what the team lets rest.
TEAM_ONLY = {"assessments", "asked", "accepted"}


@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_every_column_was_put_into_a_class(of: Table) -> None:
    found = {access: {f.name for f in of.columns if f.access is access} for access in Access}
    assert found[Access.OPEN] == set(OPEN.get(of.name, "").split())
    if of.name in TEAM_ONLY:
        assert {f.name for f in of.columns if f.required} <= found[Access.PRIVATE]
    else:
        assert found[Access.PRIVATE] == set(PRIVATE.get(of.name, "").split())


def test_what_nobody_put_into_a_class_is_private() -> None:
    assert Field("new", "新", boolean).access is Access.PRIVATE
