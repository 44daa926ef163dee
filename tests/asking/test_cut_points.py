"""Who alone leads to somebody is told with the single threads."""

from __future__ import annotations

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import TIES, golden_snapshot

HERE = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True}


def remarks(**changes: object) -> list[str]:
    return [t.en for t in run(Ask(find_query("single-threads"), golden_snapshot(**changes), HERE)).remarks]


def test_cut_points_are_named() -> None:
    (said,) = [text for text in remarks() if text.startswith("Cut points")]
    assert "林行长" in said, "nobody else leads to 吴CFO and 陈董"


def test_without_access_nobody_is_a_cut_point() -> None:
    assert not [text for text in remarks(ties=dict.fromkeys(TIES)) if text.startswith("Cut points")]
