"""Generated portfolios are deterministic, exactly as large as asked, and faultless input."""

from __future__ import annotations

import csv
import runpy
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def run(datasets: Path) -> Callable[..., Tables]:
    main = runpy.run_path(str(datasets / "generate.py"))["main"]

    def go(out: Path, *options: object) -> Tables:
        try:
            assert main([str(out), *map(str, options)]) == 0
        except SystemExit:
            return {}
        tables = {}
        for path in out.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as handle:
                tables[path.stem] = list(csv.DictReader(handle))
        return tables

    return go


def faultless(folder: Path, day: str) -> None:
    """No row breaks a rule, and nobody both trusts and moves the same person (W04)."""
    found = plan_import([folder], existing={}, options=options(today=day))
    assert found.errors == 0
    assert "W04" not in found.by_code


def test_counts_and_rules(run: Any, tmp_path: Path) -> None:
    tables = run(tmp_path, "--people", 1200, "--ties", 6000, "--interactions", 300, "--as-of", "2025-03-31")
    assert len(tables["people"]) == 1200
    assert len(tables["edges"]) == 6000
    assert len(tables["interactions"]) == 300
    faultless(tmp_path, "2025-03-31")
    sizes = Counter(p["org"] for p in tables["people"] if p["org"] != "US")
    assert max(sizes.values()) > 3 * min(sizes.values())
    moved = Counter(e["from"] for e in tables["edges"] if e["kind"] == "INFLUENCES")
    top = sorted(moved.values(), reverse=True)[: len(moved) // 10]
    assert sum(top) > 0.2 * sum(moved.values())


def test_same_seed_same_bytes(run: Any, tmp_path: Path) -> None:
    for folder, seed in (("a", 7), ("b", 7), ("c", 8)):
        run(tmp_path / folder, "--people", 200, "--seed", seed, "--interactions", 20)
    read = {x: {p.name: p.read_bytes() for p in (tmp_path / x).iterdir()} for x in "abc"}
    assert read["a"] == read["b"] != read["c"]


@given(people=st.integers(10, 300), accounts=st.integers(1, 12), each=st.integers(0, 8), seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_size_is_faultless_or_refused(
    run: Any, tmp_path_factory: Any, people: int, accounts: int, each: int, seed: int
) -> None:
    ties = people * each
    words = ("--people", people, "--accounts", accounts, "--ties", ties, "--seed", seed)
    folder = tmp_path_factory.mktemp("p")
    tables = run(folder, *words, "--interactions", 10)
    if not tables:
        assert ties or people - 8 < accounts
        return
    assert len(tables["people"]) == people
    assert len(tables["edges"]) == ties
    faultless(folder, "2026-06-30")


def test_plain_titles_are_shared(run: Any, tmp_path: Path) -> None:
    own = run(tmp_path / "own", "--people", 300)
    plain = run(tmp_path / "plain", "--people", 300, "--plain-titles")
    assert max(Counter(p["title"] for p in own["people"]).values()) == 1
    assert max(Counter(p["title"] for p in plain["people"]).values()) > 50
