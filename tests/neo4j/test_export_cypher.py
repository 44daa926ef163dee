"""Exported statements on a real server: every one is understood, and every text arrives as it was."""

from __future__ import annotations

import os
from datetime import date

import neo4j
import pytest

from graphcrm.export.content import content_of
from graphcrm.export.cypher import as_cypher, literal
from graphcrm.ingest.plan import plan_import
from graphcrm.resources import resource
from tests.ingest.conftest import options
from tests.ingest.test_roundtrip import stored
from tests.neo4j.shared import lines, shared_address

TEXTS = [
    "O'Neil",
    "a\\",
    "\\'",
    "'}) DETACH DELETE (n) //",
    "a\nb\tc\r",
    "\u2028\u0085x",
    "王 𠀀",
    "`",
    "\\u0027",
    "$x {y}",
    "",
]


@pytest.fixture(params=lines())
def driver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    address = shared_address(request.param, monkeypatch)
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(address.split("?")[0], auth=auth) as made:
        yield made


def test_every_statement_is_understood_and_every_text_arrives(driver):
    folder = resource("datasets", "huayue")
    planned = plan_import([folder], existing={}, options=options(today=date(2026, 9, 30).isoformat()))
    statements = as_cypher(content_of(stored(planned))).split(";\n")
    assert len(statements) > 20
    for statement in filter(None, statements):
        driver.execute_query(f"EXPLAIN {statement}")
    value = {"texts": TEXTS, "n": 3, "x": 0.125, "yes": True, "odd `name`": None}
    found = driver.execute_query(f"RETURN {literal(value)} AS value").records[0]["value"]
    assert found == value
