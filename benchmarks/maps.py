"""Every map of one account of 300 people, and of 1,000, each with about five influences a person, draws included."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.measure import Row, call_seconds, python
from graphcrm.maps.draw import draw_map
from graphcrm.maps.kinds.registry import EVERY
from graphcrm.maps.layout.remembered import forget
from graphcrm.snapshot import Snapshot
from graphcrm.workspace.door import Workspace

__all__ = ["rows"]

#: People of the account, and the seconds that a map of them may take.
SIZES = {300: 1.0, 1000: 5.0}
_DAY = date(2026, 6, 30)
#: These ask for a person or an earlier day.
_ASKING = ("route", "change")


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """Seconds from a snapshot to the written page; what a first map loads is loaded before."""
    for size, limit in SIZES.items():
        data, store = scratch / f"maps{size}", scratch / f"maps{size}.graphcrm"
        people, ties = str(size + max(8, size // 49)), str(7 * size)
        generate = [python(), str(root / "datasets" / "generate.py"), str(data), "--people", people, "--ties", ties]
        subprocess.run([*generate, "--accounts", "1", "--seed", "1"], check=True, capture_output=True)
        importing = [python(), "-m", "graphcrm", "--workspace", str(store), "import", str(data)]
        subprocess.run(importing, check=True, capture_output=True)
        snapshot = Workspace(store).snapshot(_DAY)
        for kind in EVERY:
            if kind in _ASKING:
                continue

            def build(kind: str = kind, snapshot: Snapshot = snapshot) -> object:
                # A snapshot of its own and places found anew, so that nothing is remembered from the map before.
                forget()
                return draw_map(replace(snapshot), scratch / "map.html", kind=kind, edition="internal", account="A0")

            build()
            yield Row(f"map {kind}, {size:,} people", call_seconds(build, 2), "s", "—", limit)
