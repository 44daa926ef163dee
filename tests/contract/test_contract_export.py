"""What a store holds goes out as files and comes back into another as the same day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graphcrm.export.content import content_of
from graphcrm.ingest.plan import plan_import
from graphcrm.snapshot.taking import from_batches
from graphcrm.store import Store, open_store
from tests.export.test_roundtrip import written
from tests.ingest.conftest import TODAY, account, options, write


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_files_of_one_store_make_the_same_day_in_another(store: Store, tmp_path: Path, form: str) -> None:
    planned = plan_import([write(tmp_path / "tables", account())], existing={}, options=options())
    assert planned.change is not None
    store.apply(planned.change)
    batches = store.read(TODAY)
    path = written(form, content_of(batches), tmp_path / form)
    again = plan_import([path], existing=store.read(None), options=options())
    assert again.change is None or store.apply(again.change).change is None
    first = plan_import([path], existing={}, options=options())
    assert first.change is not None
    with open_store(str(tmp_path / "other.graphcrm"), create=True) as other:
        other.apply(first.change)
        assert from_batches(other.read(TODAY), date.fromisoformat(TODAY)) == from_batches(
            batches, date.fromisoformat(TODAY)
        )
