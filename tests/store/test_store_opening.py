"""What is opened, what is made, what is refused and left alone."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from graphcrm.errors import IntegrityError, NotAStore, StoreError, StoreUnavailable, UsageError
from graphcrm.store import open_store
from graphcrm.store.sqlite import creating, handles
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.schema import APPLICATION_ID, CURRENT
from graphcrm.store.sqlite.totals_row import write_totals
from graphcrm.store.totals import Totals
from tests.contract.making import change, people


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="graphcrm init"):
        open_store(tmp_path / "w.graphcrm")
    assert listing(tmp_path) == {}


def test_making_is_repeatable_and_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a b#?%41 工作区"
    for _ in range(2):
        with open_store(path, create=True) as store:
            store.apply(change(people(("a", "A"))))
    with open_store(path) as store:
        assert len(store.history()[0]) == 1
    assert list(listing(tmp_path)) == [path.name], "nothing is left beside a closed store"


def test_what_the_file_says_about_itself(tmp_path: Path) -> None:
    path = tmp_path / "w.graphcrm"
    open_store(path, create=True).close()
    assert path.stat().st_mode & 0o077 == 0, "nobody else may read it"
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (CURRENT.version,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        strict = raw.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
        )
        assert dict(strict) == dict.fromkeys(["graphcrm_meta", "changes", "scopes", "versions", "audit"], 1)


def foreign_sqlite(path: Path, application_id: int = 0, mode: str = "delete") -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA journal_mode = {mode}")
        raw.execute(f"PRAGMA application_id = {application_id}")
        raw.execute("CREATE TABLE versions (sequence INTEGER PRIMARY KEY)")
        raw.execute("INSERT INTO versions VALUES (1)")
        raw.commit()


@pytest.mark.parametrize("create", [False, True])
def test_files_of_others_are_refused_and_untouched(tmp_path: Path, create: bool) -> None:
    foreign_sqlite(tmp_path / "plain.db")
    foreign_sqlite(tmp_path / "wal.db", mode="wal")
    foreign_sqlite(tmp_path / "geopackage.gpkg", application_id=0x47504B47)
    (tmp_path / "text.txt").write_text("id,name\n1,周\n", encoding="utf-8")
    (tmp_path / "long.txt").write_text("id,name\n1,周\n" * 9999, encoding="utf-8")
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 40)
    before = listing(tmp_path)
    for name in before:
        with pytest.raises(NotAStore, match="another program"):
            open_store(tmp_path / name, create=create)
    assert listing(tmp_path) == before


def test_folders_pipes_and_links_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "file").write_text("x")
    for name in ("folder", "pipe", "dangling", "circle", "file/below", "no/such/folder/w.graphcrm", "x" * 300):
        for create in (False, True):
            with pytest.raises(StoreError):
                open_store(tmp_path / name, create=create)
    assert not (tmp_path / "nothing").exists()


def test_a_link_to_a_store_is_that_store(tmp_path: Path) -> None:
    target = tmp_path / "w.graphcrm"
    with open_store(target, create=True) as store:
        store.apply(change(people(("a", "A"))))
    link = tmp_path / "link"
    link.symlink_to(target)
    with open_store(link) as store, open_store(target) as other:
        store.apply(change(people(("b", "B"))))
        assert other.read() == store.read()
    assert sorted(listing(tmp_path)) == ["link", "w.graphcrm"]


def test_an_empty_file_is_damage_unless_a_store_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "w.graphcrm"
    path.touch()
    with pytest.raises(IntegrityError, match="empty"):
        open_store(path)
    assert path.read_bytes() == b""
    with open_store(path, create=True) as store:
        assert store.check().ok


def test_a_store_whose_log_could_not_be_merged_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine says nothing of it when it closes a file, be it that somebody reads or that the disk fails."""
    readers = []

    def write_and_read(db: Database, totals: Totals) -> None:
        write_totals(db, totals)
        readers.append(sqlite3.connect(db.path))
        readers[0].execute("SELECT * FROM sqlite_schema").fetchall()

    monkeypatch.setattr(creating, "write_totals", write_and_read)
    with pytest.raises(StoreUnavailable, match="written to its end"):
        open_store(tmp_path / "w.graphcrm", create=True)
    readers[0].close()
    assert listing(tmp_path) == {}


def test_the_log_of_a_lost_store_is_not_taken_for_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "w.graphcrm-wal").write_bytes(b"frames")
    with pytest.raises(StoreUnavailable, match=r"w\.graphcrm-wal"):
        open_store(tmp_path / "w.graphcrm", create=True)
    assert listing(tmp_path) == {"w.graphcrm-wal": b"frames"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "w.graphcrm"
    open_store(path, create=True).close()
    path.chmod(0)
    with pytest.raises(StoreUnavailable, match="permission"):
        open_store(path)
    tmp_path.chmod(0o500)
    with pytest.raises(StoreUnavailable):
        open_store(tmp_path / "new", create=True)
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "bolt", "BOLT+SSC"])
def test_an_address_with_a_password_is_refused_and_the_password_not_shown(scheme: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(f"{scheme}://user:secret@host:7687/db")
    assert "NEO4J_PASSWORD" in caught.value.text.en
    assert "secret" not in caught.value.text.en + caught.value.text.zh


@pytest.mark.parametrize(
    "address", ["", "https://user:secret@example.org/w", "sqlite:///w", "a\0b", "Neo4j:/u:secret@h", "bolt:u:secret@h"]
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(address)
    assert "secret" not in caught.value.text.en


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "w.graphcrm", create=True)
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.read()


def test_reading_the_header_does_not_drop_the_locks_of_this_process(tmp_path: Path) -> None:
    """Closing any handle of a file drops all locks that the process has on it (POSIX), SQLite's among them."""
    path = tmp_path / "w.graphcrm"
    first = open_store(path, create=True)
    open_store(path).close()
    first.apply(change(people(("a", "A"))))
    # Another process opens and closes the store: if ours held no lock any more, it would take away the log in use.
    script = "import sys; from graphcrm.store import open_store; open_store(sys.argv[1]).close()"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert (tmp_path / "w.graphcrm-wal").exists()
    first.close()
    assert listing(tmp_path).keys() == {"w.graphcrm"}
    assert not handles._in_use, "no parked handle is left"


def test_nothing_heavy_is_imported() -> None:
    script = (
        "import sys, graphcrm.store.sqlite.store as s; heavy = {'numpy', 'pandas', 'networkx', 'neo4j', 'click'};"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or None)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    script = "import sys, graphcrm.store; sys.exit('sqlite3' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_backup_has_a_name(tmp_path: Path) -> None:
    with open_store(tmp_path / "w.graphcrm", create=True) as store, pytest.raises(UsageError, match="name the file"):
        store.backup("")


@pytest.mark.parametrize(("error", "left"), [(errno.EIO, False), (errno.EINVAL, True)])
def test_a_name_that_cannot_be_made_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, left: bool
) -> None:
    """A disk that fails has no new file; a file system that has no way to flush a folder is none that fails."""
    flush, copy = os.fsync, tmp_path / "copy.graphcrm"

    def no_folder(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(error, os.strerror(error))
        flush(handle)

    with open_store(tmp_path / "w.graphcrm", create=True) as store:
        monkeypatch.setattr(os, "fsync", no_folder)
        with nullcontext() if left else pytest.raises(StoreUnavailable):
            store.backup(str(copy))
    assert copy.exists() is left


@pytest.mark.parametrize(
    "how", ["PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = TRUNCATE", "VACUUM INTO '{copy}'"]
)
def test_a_file_whose_log_another_program_turned_off(tmp_path: Path, how: str) -> None:
    """It is sound, is read while others read it, and has its log again once something was written."""
    path, copy = tmp_path / "w.graphcrm", tmp_path / "copy.graphcrm"
    with open_store(path, create=True) as store:
        store.apply(change(people(("a", "A"))))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(how.format(copy=copy))
    found = copy if copy.exists() else path
    with open_store(found) as store:
        with closing(sqlite3.connect(found, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM versions").fetchone()
            assert store.check().ok
        assert store.apply(change(people(("b", "B")))).created == 1
    assert found.read_bytes()[18:20] == b"\x02\x02"
    assert listing(tmp_path).keys() == {path.name, found.name}, "nothing is left beside a closed store"


@pytest.mark.parametrize(
    ("added", "name", "removed"),
    [
        ("ANALYZE", "sqlite_stat1", "DROP TABLE sqlite_stat1"),
        ("CREATE INDEX mine ON versions (key)", "mine", "DROP INDEX mine"),
        ("CREATE TABLE notes (x); INSERT INTO notes VALUES (1)", "notes", "DROP TABLE notes"),
        ("CREATE VIEW late AS SELECT 1", "late", "DROP VIEW late"),
    ],
)
def test_what_another_program_put_into_a_file_is_named(tmp_path: Path, added: str, name: str, removed: str) -> None:
    path = tmp_path / "w.graphcrm"
    with open_store(path, create=True) as store:
        store.apply(change(people(*((f"p{n}", "A") for n in range(200)))))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(added)
    with (
        pytest.raises(IntegrityError, match=rf"another program has put .*{name}.* into it"),
        open_store(path) as store,
    ):
        store.read()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(f"{removed}; VACUUM")
    with open_store(path) as store:
        assert store.check().ok
