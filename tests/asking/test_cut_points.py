"""Who alone leads to somebody is told with the single threads."""

from __future__ import annotations

import pytest

from graphcrm.asking.answers import single_threads
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import THEIRS, TIES, golden_snapshot

HERE = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True}


def remarks(**changes: object) -> list[str]:
    return [t.en for t in run(Ask(find_query("single-threads"), golden_snapshot(**changes), HERE)).remarks]


def test_cut_points_are_named() -> None:
    (said,) = [text for text in remarks() if text.startswith("Cut points")]
    assert "林行长" in said, "nobody else leads to 吴CFO and 陈董"


def test_without_access_nobody_is_a_cut_point() -> None:
    assert not [text for text in remarks(ties=dict.fromkeys(TIES)) if text.startswith("Cut points")]


@pytest.mark.parametrize(("many", "further"), [(1, ""), (12, ""), (13, " and 1 more")])
def test_twelve_are_named(monkeypatch: pytest.MonkeyPatch, many: int, further: str) -> None:
    people = [*THEIRS][:many]
    monkeypatch.setattr(single_threads, "articulation_points", lambda _: people)
    (said,) = [text for text in remarks(people={p: {"name": p} for p in people}) if text.startswith("Cut points")]
    assert said.partition("reach): ")[2] == f"{', '.join(people[:12])}{further}."
