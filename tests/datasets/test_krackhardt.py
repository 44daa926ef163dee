"""The shipped copy of Krackhardt's managers is whole and shows what its README says."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

import networkx as nx
import pytest


@pytest.fixture(scope="module")
def rows(datasets: Any) -> dict[str, list[dict[str, str]]]:
    out = {}
    for path in (datasets / "krackhardt").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            out[path.stem] = list(csv.DictReader(handle))
    return out


def test_counts(rows: Any) -> None:
    assert Counter(e["type"] for e in rows["edges"]) == {"asks_advice": 190, "reports_to": 20}
    assert Counter(e["type"] for e in rows["friends"]) == {"friend": 102}
    assert sorted(rows["nodes"][0]) == ["dept", "id", "level", "tenure"]
    people = {n["id"] for n in rows["nodes"]}
    assert len(people) == len(rows["nodes"]) == 21
    for e in rows["edges"] + rows["friends"]:
        assert {e["src"], e["dst"]} <= people
        assert e["src"] != e["dst"]
    for name in ("edges", "friends"):
        assert len({(e["src"], e["dst"], e["type"]) for e in rows[name]}) == len(rows[name])


def test_advice_recovers_the_chart(rows: Any) -> None:
    chart = nx.DiGraph((e["src"], e["dst"]) for e in rows["edges"] if e["type"] == "reports_to")
    advice = nx.DiGraph((e["src"], e["dst"]) for e in rows["edges"] if e["type"] == "asks_advice")
    rank = nx.pagerank(advice, tol=1e-10)
    pairs = list(nx.transitive_closure_dag(chart).edges)
    assert len(pairs) == 36
    assert sum(rank[boss] > rank[staff] for staff, boss in pairs) == 35
    outside = sum(not chart.has_edge(a, b) and not chart.has_edge(b, a) for a, b in advice.edges)
    assert outside / 190 == pytest.approx(0.85, abs=0.01)
