"""After an erasure no byte of the removed text is left."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from graphcrm.errors import StoreBusy, StoreUnavailable
from graphcrm.model.facts import Version
from graphcrm.store import AuditEntry, open_store, waiting
from graphcrm.store.sqlite import connection
from tests.contract.making import change, people

SECRET = "机密-Zaphod-Beeblebrox"
ENTRY = AuditEntry("2026-06-01T10:00", "dpo", "privacy erase", "request 7")


def everything(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.iterdir())


def drop(version: Version) -> dict[str, object] | None:
    return None if SECRET in str(version.props) else dict(version.props)


def redact(version: Version) -> dict[str, object]:
    return {"name": "-"} if SECRET in str(version.props) else dict(version.props)


@pytest.mark.parametrize("rewrite", [drop, redact])
@pytest.mark.parametrize("length", [1, 400])
def test_nothing_is_left_in_the_file_or_its_log(tmp_path: Path, rewrite: object, length: int) -> None:
    path = tmp_path / "w.graphcrm"
    with open_store(path, create=True) as store:
        store.apply(change(people(*((f"p{i}", SECRET * length if i % 7 == 0 else "x" * i) for i in range(60)))))
        store.apply(change(people(("p1", SECRET)), day="2026-02-01"))
    with open_store(path) as store:
        store.apply(change(people(("p2", SECRET)), day="2026-02-01"))
        store.apply(change(undoes=3))
        assert SECRET.encode() in everything(path)
        assert store.erase(rewrite, ENTRY) == 11  # type: ignore[arg-type]
        assert SECRET.encode() not in everything(path), "while the store is open"
        assert b"Beeble" not in everything(path)
        assert store.check().ok
    assert SECRET.encode() not in everything(path)
    with open_store(path) as store:
        assert store.check().ok
        store.apply(change(people(("p1", "again")), day="2026-07-01"))
        assert store.check().ok


def test_a_reader_in_the_way_is_reported_and_whoever_opens_it_next_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    path = tmp_path / "w.graphcrm"
    with open_store(path, create=True) as store:
        store.apply(change(people(("a", SECRET), ("b", "B"))))
        with open_store(path) as reader:
            with reader._db.reading(), pytest.raises(StoreBusy, match="`graphcrm store check`"):  # type: ignore[attr-defined]
                store.erase(drop, ENTRY)
            assert store.check().ok
    with open_store(path) as store:
        assert store.check().ok
    assert SECRET.encode() not in everything(path)


def test_a_disk_that_is_full_after_the_records_are_erased_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.graphcrm"
    execute = connection.Database.execute

    def full(db: connection.Database, statement: str, *more: Any) -> sqlite3.Cursor:
        if statement == "VACUUM":
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return execute(db, statement, *more)

    with open_store(path, create=True) as store:
        store.apply(change(people(("p1", SECRET))))
        monkeypatch.setattr(connection.Database, "execute", full)
        with pytest.raises(StoreUnavailable, match=r"are erased, but .* could not be scrubbed .*disk is full") as told:
            store.erase(redact, ENTRY)
        assert "（磁盘已满）" in told.value.text.zh
        monkeypatch.undo()
        assert store.check().ok
        assert store.read()["person"].props == ['{"name":"-"}']
    assert SECRET.encode() not in everything(path)
