"""What an import makes of the files of an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.snapshot import Snapshot, take
from graphcrm.store import open_store
from tests.oracle.random_draft import TODAY

__all__ = ["snapshots_of"]


def snapshots_of(folder: Path, *days: date, store: Path | None = None) -> Sequence[Snapshot]:
    """A folder as it is on some days; the store lies in it, if no other place is named."""
    with open_store(str(store or folder / "w.graphcrm"), create=True) as opened:
        options = ImportOptions(today=str(TODAY), author="test", at=f"{TODAY}T00:00:00")
        plan = plan_import([folder], existing={}, options=options)
        assert plan.change is not None, [p.text.en for p in plan.problems if p.is_error]
        opened.apply(plan.change)
        return [take(opened, day) for day in days]
