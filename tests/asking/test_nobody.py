"""An account of which nobody is on the map: a zero and an empty table are told for what they are, never as good news."""

from collections.abc import Mapping
from typing import Any

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.asking.known import Known
from graphcrm.asking.query import About
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.snapshot import Snapshot
from tests.analysis.golden import THEIRS, golden_snapshot

ACCOUNTS: Mapping[str, Mapping[str, Any]] = {
    "nobody is recorded": {"people": dict.fromkeys(THEIRS)},
    "all have left": {"people": {p: {"flags": ["left"]} for p in THEIRS}},
}
#: What needs no other day and nobody to ask about.
QUERIES = [
    name
    for name, query in catalogue().items()
    if query.about is About.DECISION
    and not query.days_back()
    and not any(option.required for option in query.options)
    and name not in {"decision-chain", "influence-tree", "what-if", "back-test", "changes", "progress", "scenarios"}
]


@pytest.fixture(scope="module", params=ACCOUNTS)
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    return golden_snapshot(**ACCOUNTS[request.param])


def asked(name: str, snapshot: Snapshot) -> Result:
    return run(Ask(find_query(name), snapshot, {"account": "HY"}, known=Known()))


def test_no_empty_table_is_silent(snapshot: Snapshot) -> None:
    empty = 0
    for name in QUERIES:
        result = asked(name, snapshot)
        if not any(result.groups):
            empty += 1
            assert result.remarks[0].en.startswith("Nobody of 华岳银行 is on the map"), name
            assert result.remarks[0].zh.startswith("华岳银行没有人在图上"), name
    assert empty > 10


def test_zeros_are_no_figures(snapshot: Snapshot) -> None:
    """All shares are sums over nobody, 0; that 0 % are unknown, or that nothing is uncovered, would be taken for knowledge."""
    kpi = asked("kpi", snapshot)
    assert kpi.rows[0]["unknown"] == kpi.rows[0]["covered"] == 0
    assert [text.en.partition(":")[0] for text in kpi.remarks] == ["Nobody of 华岳银行 is on the map"]
    gaps = asked("coverage-gaps", snapshot)
    assert not any("No coverage gap" in text.en for text in gaps.remarks)
