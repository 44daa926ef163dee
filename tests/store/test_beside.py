"""What lies beside a file: its own log is merged, one of another file or of another state of this one is not, and says so."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graphcrm.errors import IntegrityError, StoreUnavailable
from graphcrm.store import open_store
from graphcrm.store.sqlite.store import SqliteStore
from tests.contract.making import change, people, said


def with_log(path: Path, *names: str) -> tuple[bytes, bytes]:
    """The file as it is, and the log of one change for each name, not yet merged because somebody reads the state before."""
    with SqliteStore.open(str(path)) as reader, open_store(path) as store, reader._db.reading():
        for name in names:
            store.apply(change(people((name, name)), action=name))
        return path.read_bytes(), Path(f"{path}-wal").read_bytes()


def actions(path: Path) -> list[str]:
    with open_store(path) as store:
        assert store.check().ok
        return [one.action for one in store.history()[0]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one change."""
    made = tmp_path / "w.graphcrm"
    with open_store(made, create=True) as store:
        store.apply(change(people(("first", "First")), action="first"))
    return made


def leave(path: Path, main: bytes, log: bytes) -> None:
    path.write_bytes(main)
    Path(f"{path}-wal").write_bytes(log)


def refused(path: Path) -> str:
    """Opening is refused, says both names, and leaves both files as they are."""
    log = Path(f"{path}-wal")
    before = path.read_bytes(), log.read_bytes()
    for _ in range(2):
        with pytest.raises(IntegrityError) as error:
            open_store(path)
        assert (path.read_bytes(), log.read_bytes()) == before
        assert all(str(path) in text and str(log) in text for text in (error.value.text.zh, error.value.text.en))
    return error.value.text.en


def test_its_own_log_is_merged(path: Path) -> None:
    main, log = with_log(path, "second", "third")
    leave(path, main, log)
    assert actions(path) == ["first", "second", "third"]
    assert not os.path.exists(f"{path}-wal")


def test_a_log_of_which_a_part_is_merged_already_goes_on(path: Path) -> None:
    """A power cut while the log is being merged: some pages of the file are new, others are not."""
    main, log = with_log(path, "second", "third")
    after = path.read_bytes()
    assert len(after) == len(main)
    for page in range(0, len(main), 4096):
        for begun in (after[:page] + main[page:], main[:page] + after[page:]):
            leave(path, begun, log)
            assert actions(path) == ["first", "second", "third"]


def test_the_log_of_an_older_state_takes_nothing_back(path: Path) -> None:
    """Both changes touch the same pages, so that the older ones together would be a sound file without the later change."""
    _, log = with_log(path, "second")
    leave(path, path.read_bytes(), b"")
    with open_store(path) as store:
        store.apply(change(people(("third", "Third")), action="third"))
    leave(path, path.read_bytes(), log)
    assert "does not go on from this file" in refused(path)
    os.unlink(f"{path}-wal")
    assert actions(path) == ["first", "second", "third"]


def test_the_log_of_a_later_state_does_not_spoil_a_backup_put_in_its_place(path: Path, tmp_path: Path) -> None:
    backup = path.read_bytes()
    with open_store(path) as store:
        store.apply(change(people(*((f"p{i}", "x" * 200) for i in range(100))), action="many"))
    _, log = with_log(path, "last")
    leave(path, backup, log)
    assert "nothing was merged" in refused(path)
    os.unlink(f"{path}-wal")
    assert actions(path) == ["first"]


def test_the_log_of_a_store_that_went_another_way(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.graphcrm"
    other.write_bytes(path.read_bytes())
    _, log = with_log(other, "theirs")
    with open_store(path) as store:
        store.apply(change(people(("ours", "Ours")), action="ours"))
    leave(path, path.read_bytes(), log)
    assert "does not go on from this file" in refused(path)


def test_the_log_of_another_program(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other", isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("CREATE TABLE t (x)")
        log = (tmp_path / "other-wal").read_bytes()
    leave(path, path.read_bytes(), log)
    refused(path)
    os.unlink(f"{path}-wal")
    assert actions(path) == ["first"]


def test_a_journal_of_another_program_is_not_played_back(path: Path) -> None:
    """It holds pages as they were; SQLite would put them in the place of those that are there now."""
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE audit SET author = 'x'")
        with pytest.raises(StoreUnavailable, match="finish and close it there"):
            open_store(path)
        journal = Path(f"{path}-journal").read_bytes()
    path.write_bytes(before)
    Path(f"{path}-journal").write_bytes(journal)
    with pytest.raises(StoreUnavailable, match="move it away"):
        open_store(path)
    assert path.read_bytes() == before
    os.unlink(f"{path}-journal")
    assert actions(path) == ["first"]


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("thing", ["folder", "pipe", "loop"])
def test_something_else_with_their_names(path: Path, ending: str, thing: str) -> None:
    name = Path(f"{path}{ending}")
    if thing == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes with names here")
    {"folder": name.mkdir, "pipe": lambda: os.mkfifo(name), "loop": lambda: name.symlink_to(name)}[thing]()
    with pytest.raises(StoreUnavailable, match="not an ordinary file"):
        open_store(path)


HUNGRY = """
import resource, sys
from graphcrm.errors import GraphcrmError
from graphcrm.store import open_store
with open_store(sys.argv[1]) as store:
    store.read()
    used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + (16 << 20), resource.RLIM_INFINITY))
    try:
        store.read()
    except GraphcrmError as error:
        print(error.exit_code, error)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits on memory and /proc are Linux's")
def test_too_little_memory_is_no_damage(path: Path) -> None:
    with open_store(path) as store:
        store.apply(change(people(*((f"p{i}", "x" * 1_000_000) for i in range(40)))))
    done = subprocess.run([sys.executable, "-c", HUNGRY, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("4 there is not enough memory")
    with open_store(path) as store:
        assert len(said(store)) == 41
