"""An import through a real store: everything is created once, and nothing by importing again."""

from __future__ import annotations

import json

from graphcrm.ingest.plan import plan_import
from graphcrm.store import open_store
from tests.ingest.conftest import account, options, write


def test_importing_twice_changes_nothing(tmp_path):
    folder = write(tmp_path / "t", account())
    with open_store(tmp_path / "w.graphcrm", create=True) as workspace:
        first = plan_import([folder], existing=workspace.read(), options=options())
        receipt = workspace.apply(first.change)
        assert receipt.created == sum(len(b) for b in first.change.batches)
        assert receipt.updated == 0
        again = plan_import([folder], existing=workspace.read(), options=options())
        second = workspace.apply(again.change)
        assert (second.created, second.updated, second.unchanged) == (0, 0, receipt.created)
        kept = workspace.read()["person"]
        assert json.loads(kept.props[list(kept.keys).index("c2")])["reports_to"] == "c1"
