"""The pack of a strategy session for 300 people and 3,000 ties, draws included: seconds to the written page, and its size."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.measure import Row, call_seconds, python
from graphcrm.maps.layout.remembered import forget
from graphcrm.workspace.door import Workspace

__all__ = ["rows"]

_DAY = date(2026, 6, 30)


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """Page, slides and workbook; what a first report loads is loaded before."""
    data, store, page = scratch / "pack", scratch / "pack.graphcrm", scratch / "pack.html"
    generate = [python(), str(root / "datasets" / "generate.py"), str(data), "--people", "308", "--ties", "3000"]
    subprocess.run([*generate, "--accounts", "1", "--seed", "1"], check=True, capture_output=True)
    importing = [python(), "-m", "graphcrm", "--workspace", str(store), "import", str(data)]
    subprocess.run(importing, check=True, capture_output=True)
    workspace = Workspace(store)

    def build(*, office: bool = False) -> object:
        forget()
        return workspace.report(
            "session", page, account="A0", as_of=_DAY, lang="en", pptx=office, xlsx=office, force=True
        )

    build()
    yield Row("session pack, 300 people and 3,000 ties", call_seconds(build, 2), "s", "—", 5.0)
    yield Row("the same with slides and workbook", call_seconds(lambda: build(office=True), 2), "s", "—", 15.0)
    yield Row("its page", page.stat().st_size / 1e6, "MB", "—", 6.0)
