"""A small store with a life behind it, as bytes that tests may damage."""

from __future__ import annotations

import pytest

from graphcrm.model.facts import Batch, Fact
from graphcrm.store import AuditEntry, open_store
from tests.contract.making import change, people, ties


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Bytes of a store with several leaves, a row on overflow pages, an update, an undo, and an audit trail."""
    path = tmp_path_factory.mktemp("healthy") / "w.graphcrm"
    with open_store(path, create=True) as store:
        notes = Batch.of("note", [Fact("note", "long", {"text": "关系" * 3000}), Fact("note", "short", {"text": "x"})])
        rows = [(f"p{i}", f"p{i + 1}", i % 5 + 1, "2026-01-01", "") for i in range(90)]
        store.apply(change(people(*((f"p{i}", f"周{i}") for i in range(90))), ties(*rows), notes))
        store.apply(change(people(("p1", "X")), day="2026-03-01"))
        store.apply(change(undoes=2))
        store.audit(AuditEntry("2026-03-02", "tester", "read", "HY"))
    return path.read_bytes()
