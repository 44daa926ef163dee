"""Krackhardt's managers, and networks drawn at random."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from graphcrm.analysis.network.ties import NetworkTies

KRACKHARDT = Path(__file__).parents[3] / "datasets" / "krackhardt"


def read(name: str) -> list[dict[str, str]]:
    with (KRACKHARDT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def managers() -> list[dict[str, str]]:
    return read("nodes.csv")


@pytest.fixture(scope="session")
def ids(managers: list[dict[str, str]]) -> list[str]:
    return [row["id"] for row in managers]


@pytest.fixture(scope="session")
def krackhardt(ids: list[str]) -> Callable[[str, str], NetworkTies]:
    """A tie type of the data set, read as a kind."""
    edges = read("edges.csv") + read("friends.csv")

    def ties(name: str, kind: str) -> NetworkTies:
        return NetworkTies.of(
            kind, name, ids, [(e["src"], e["dst"], float(e["weight"])) for e in edges if e["type"] == name]
        )

    return ties
