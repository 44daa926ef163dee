"""What the server makes of statements that go through a large workspace page by page: an index in its order, nothing sorted."""

from __future__ import annotations

from typing import Any

import pytest

from graphcrm.store import open_store
from graphcrm.store.neo4j import altering, chain_nodes, checking, drawing, rows, state
from tests.neo4j.conftest import Place

PAGED = {
    "rows": (rows, ["_PAGE", "_SETTLING_PAGE"], 0),
    "altering": (altering, ["_REWRITE", "_DROP", "_FORGET", "_RELINK", "_FORGET_LINKS"], 0),
    "drawing": (drawing, ["_CLEAR_RELATIONSHIPS", "_CLEAR_NODES", "_CLEAR_REST"], ""),
    "checking": (checking, ["_NODES", "_RELATIONSHIPS"], ""),
    "chain_nodes": (chain_nodes, ["_AUDIT_PAGE"], 0),
    "state": (state, ["_STATE", "_MARK"], 0),
}


def operators(plan: dict[str, Any]) -> list[str]:
    return [
        plan["operatorType"].split("@")[0],
        *(name for child in plan.get("children", ()) for name in operators(child)),
    ]


@pytest.mark.parametrize("name", PAGED)
def test_a_page_begins_where_the_last_one_ended(place: Place, name: str) -> None:
    open_store(place.url, create=True).close()  # the indexes are there
    module, statements, beyond = PAGED[name]
    given = {
        "workspace": place.workspace,
        "kind": "person",
        "token": "t",
        "settling": "t",
        "nul": "\0",
        "page": 9,
        "limit": 9,
    }
    lists = {"labels": ["Person"], "columns": ["name"], "nothing": {}}
    for statement in statements:
        parameters = {**given, **lists, "after": beyond, "beyond": beyond}
        explained = place.driver.execute_query(f"EXPLAIN {getattr(module, statement)}", parameters).summary.plan
        assert explained is not None
        used = operators(explained)
        assert not {"Top", "Sort", "PartialSort", "PartialTop", "NodeByLabelScan", "AllNodesScan"} & set(used), (
            statement
        )
        assert any("IndexSeek" in one for one in used), statement
