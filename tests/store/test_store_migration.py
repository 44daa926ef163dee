"""Files of older and newer schemas, with made-up schemas around the present one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graphcrm.errors import IntegrityError, NotAStore
from graphcrm.store import open_store
from graphcrm.store.sqlite.schema import CURRENT, Schema
from graphcrm.store.sqlite.store import SqliteStore
from tests.contract.making import change, people, said

LABELS = "CREATE TABLE labels (\n  name TEXT PRIMARY KEY\n) STRICT, WITHOUT ROWID"
COLOURS = "CREATE TABLE colours (\n  name TEXT PRIMARY KEY\n) STRICT, WITHOUT ROWID"


def adding(statement: str, previous: Schema) -> Schema:
    def upgrade(raw: sqlite3.Connection) -> None:
        raw.execute(statement)

    return Schema(previous.version + 1, (*previous.tables, statement), previous, upgrade)


NEXT = adding(LABELS, CURRENT)
AFTER_NEXT = adding(COLOURS, NEXT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "w.graphcrm"
    with open_store(made, create=True) as store:
        store.apply(change(people(("a", "A"), ("b", "B"))))
    return made


def test_an_older_file_is_brought_up_with_a_backup_first(path: Path) -> None:
    old = path.read_bytes()
    with SqliteStore.open(str(path), schema=AFTER_NEXT) as store:
        assert len(said(store)) == 2
        assert store.check().ok
        store.apply(change(people(("c", "C"))))
    backup = Path(f"{path}.format{CURRENT.version}.backup")
    with open_store(backup) as before:
        assert len(said(before)) == 2
        assert before.check().ok
    assert {p.name for p in path.parent.iterdir()} == {path.name, backup.name}
    path.write_bytes(old)
    SqliteStore.open(str(path), schema=NEXT).close()
    assert Path(f"{backup}2").exists(), "an earlier backup is never overwritten"


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    def fail(raw: sqlite3.Connection) -> None:
        raw.execute(LABELS)
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        SqliteStore.open(str(path), schema=Schema(CURRENT.version + 1, NEXT.tables, CURRENT, fail))
    with open_store(path) as store:
        assert store.check().ok
        assert len(said(store)) == 2


def test_a_damaged_older_file_is_not_touched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b'"name":"B"') + 8] ^= 1
    path.write_bytes(data)
    with pytest.raises(IntegrityError):
        SqliteStore.open(str(path), schema=NEXT)
    assert path.read_bytes() == data
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_schema_too_old_to_bring_up_is_refused(path: Path) -> None:
    with pytest.raises(NotAStore, match="too old"):
        SqliteStore.open(str(path), schema=Schema(9, CURRENT.tables))


def test_a_newer_file_is_refused_and_untouched(path: Path) -> None:
    SqliteStore.open(str(path), schema=NEXT).close()
    before = {p: p.read_bytes() for p in path.parent.iterdir()}
    for create in (False, True):
        with pytest.raises(NotAStore, match="newer graphcrm"):
            open_store(path, create=create)
    assert {p: p.read_bytes() for p in path.parent.iterdir()} == before


def test_a_newer_schema_that_stands_only_in_the_log_is_refused(path: Path) -> None:
    with SqliteStore.open(str(path), schema=NEXT) as holding:
        assert len(said(holding)) == 2
        with pytest.raises(NotAStore, match="newer graphcrm"):
            open_store(path)


@pytest.mark.parametrize("version", [0, CURRENT.version + 1, 2**31])
def test_a_version_that_only_the_header_names_is_damage(path: Path, version: int) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = version.to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(IntegrityError):
        open_store(path)
    assert path.read_bytes() == data
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_store_that_is_open_while_a_newer_graphcrm_takes_it_over_stops(path: Path) -> None:
    with open_store(path) as store:
        SqliteStore.open(str(path), schema=NEXT).close()
        with pytest.raises(NotAStore, match="newer graphcrm"):
            store.read()
        with pytest.raises(NotAStore, match="newer graphcrm"):
            store.apply(change(people(("c", "C"))))
