"""What one account costs in a workspace of 33, 333 and 3,333: a portfolio of n accounts should cost n times one."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measure import Row, python
from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.situation import Situation
from graphcrm.snapshot import Snapshot
from graphcrm.workspace.door import Workspace
from tests.many_accounts import many_accounts

__all__ = ["rows"]

SIZES = (33, 333, 3333)
_TRIED = 12
_ROUNDS = 7


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """Seconds of the situation, the key persons, the KPI block and the gaps of an account, and their ratios.

    The accounts are copies of the sample's, so that nothing but the size of the workspace is different. The workspaces take
    turns, and of each the median over the accounts of the least of several rounds is kept.
    """
    store = scratch / "sample.graphcrm"
    importing = [python(), "-m", "graphcrm", "--workspace", str(store), "import", str(root / "datasets" / "huayue")]
    subprocess.run(importing, check=True, capture_output=True)
    sample = Workspace(store).snapshot(date(2026, 6, 30))
    worlds = {size: many_accounts(sample, size) for size in SIZES}
    for snapshot in worlds.values():
        _analyse(snapshot, "HY")
    cost = {size: [float("inf")] * _TRIED for size in SIZES}
    for _ in range(_ROUNDS):
        for at in range(_TRIED):
            for size, snapshot in worlds.items():
                cost[size][at] = min(cost[size][at], _seconds(snapshot, f"HY~{1 + at * (size - 2) // (_TRIED - 1)}"))
    base = median(cost[SIZES[0]])
    yield Row(f"an account of {SIZES[0]}", base, "s", "—", None)
    for size in SIZES[1:]:
        yield Row(f"an account of {size:,}", median(cost[size]) / base, "×", f"one of {SIZES[0]}", 1.2)


def _seconds(snapshot: Snapshot, account: str) -> float:
    started = time.process_time()
    _analyse(snapshot, account)
    return time.process_time() - started


def _analyse(snapshot: Snapshot, account: str) -> None:
    situation = Situation.of(snapshot, account)
    keys = key_persons(situation)
    kpi_block(situation, keys)
    coverage_gaps(situation, keys)
