"""Several processes, killed processes, cut power, full disks."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphcrm.errors import StoreBusy, StoreUnavailable
from graphcrm.store import Store, open_store, waiting
from graphcrm.store.sqlite.faults import guarded
from graphcrm.store.sqlite.store import SqliteStore
from graphcrm.temporary import unused_name
from tests.contract.making import change, people, said

WORKER = Path(__file__).with_name("worker.py")
ROWS = 300


def worker(path: Path, name: str, changes: int = 0, rows: int = ROWS) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(WORKER), str(path), name, str(changes), str(rows)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def actions(store: Store) -> list[str]:
    return [one.action for one in store.history()[0]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "w.graphcrm"
    open_store(made, create=True).close()
    return made


def test_killed_while_writing(path: Path) -> None:
    """Twenty times kill -9: all that was acknowledged is there, nothing is there by half."""
    chosen = random.Random(6)
    acknowledged: list[str] = []
    for life in range(20):
        with worker(path, f"life{life}") as process:
            assert process.stdout is not None
            acknowledged.append(process.stdout.readline().strip())  # it is at work
            time.sleep(chosen.uniform(0, 0.04))
            process.kill()
            acknowledged += process.stdout.read().split()
    with open_store(path) as store:
        written = actions(store)
        assert list(store.check().damage) == []
        assert set(acknowledged) <= set(written)
        assert len(written) <= len(acknowledged) + 20, "at most the change in flight may be there without word of it"
        per_change = Counter(key.rsplit("-", 1)[0] for key in store.read()["person"].keys)
        assert per_change == dict.fromkeys(written, ROWS)
        assert len(store.audit()) == len(written)


def test_power_cut(path: Path, tmp_path: Path) -> None:
    """The file and any beginning of its log are some past state of the store, complete in itself."""
    with SqliteStore.open(str(path)) as reader, open_store(path) as store:
        with reader._db.reading():  # for somebody who reads the old state, new ones wait in the log
            for number in range(4):
                store.apply(change(people(*((f"{number}-{i}", "x") for i in range(100))), action=str(number)))
        main, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    chosen = random.Random(7)
    seen = set()
    for length in [0, len(log), *(chosen.randrange(len(log)) for _ in range(25))]:
        folder = tmp_path / str(length)
        folder.mkdir(exist_ok=True)
        (folder / "w").write_bytes(main)
        (folder / "w-wal").write_bytes(log[:length])
        with open_store(folder / "w") as store:
            done = actions(store)
            assert done == [str(number) for number in range(len(done))]
            assert len(said(store)) == 100 * len(done)
            assert store.check().ok
            store.apply(change(people(("after", "A"))))
            assert store.check().ok
        seen.add(len(done))
        shutil.rmtree(folder)
    assert seen >= {0, 4}


def test_an_acknowledged_change_does_not_need_the_log(path: Path, tmp_path: Path) -> None:
    """Killed right after a change was acknowledged, a store may lose its log without losing the change."""
    copy = tmp_path / "copy.graphcrm"
    with open_store(path) as store:
        for number in range(3):
            store.apply(change(people((f"p{number}", "x" * 5000))))
            shutil.copyfile(path, copy)
            with open_store(copy) as alone:
                assert actions(alone) == actions(store)
                assert alone.read() == store.read()
            assert Path(f"{path}-wal").stat().st_size == 0


def test_a_reader_of_an_older_state_delays_nothing(path: Path) -> None:
    with SqliteStore.open(str(path)) as reader, open_store(path) as store:
        with reader._db.reading():
            assert store.apply(change(people(("a", "A")))).created == 1
        assert store.apply(change(people(("b", "B")))).created == 1
        assert Path(f"{path}-wal").stat().st_size == 0


def test_two_processes_write(path: Path) -> None:
    with worker(path, "left", 15, 50) as left, worker(path, "right", 15, 50) as right:
        assert left.wait() == right.wait() == 0
    with open_store(path) as store:
        assert Counter(action.split("-")[0] for action in actions(store)) == {"left": 15, "right": 15}
        assert len(said(store)) == 2 * 15 * 50
        assert store.check().ok


def test_reading_while_another_process_writes(path: Path) -> None:
    with worker(path, "writer", 25, 100) as process, open_store(path) as store:
        sizes = []
        while process.poll() is None:
            sizes.append(len(said(store)))
            assert sizes[-1] % 100 == 0, "only entire changes are seen"
        assert process.returncode == 0
        assert sizes == sorted(sizes)
        assert len(said(store)) == 2500


def test_a_busy_store_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MESSAGE_AFTER", 0.1)
    monkeypatch.setattr(waiting, "MESSAGE_EVERY", 0.1)
    told: list[int] = []
    ready, release = threading.Event(), threading.Event()

    def hold() -> None:
        with SqliteStore.open(str(path)) as other, other._db.writing():
            ready.set()
            release.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert ready.wait(10)

    def wait(seconds: int) -> None:
        told.append(seconds)
        if len(told) == 3:
            release.set()

    with open_store(path, on_wait=wait) as store:
        assert store.read() == {}, "a reader does not wait"
        assert store.apply(change(people(("a", "A")))).created == 1
    holder.join()
    assert told == [0, 0, 0], "told again and again while it waits, and no more when it has its turn"


def test_who_waits_goes_on_as_long_as_others_get_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A team of ten that writes at once: the last in the line is not sent away because the others take their time."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.6)

    def write() -> None:
        with open_store(path) as store:
            store.apply(change(people(("a", "A"))))

    ours = threading.Thread(target=write)
    with open_store(path) as other:

        def slowly(done: int, total: int) -> None:
            if not ours.ident:
                ours.start()
            time.sleep(0.05)

        for number in range(20):
            other.apply(change(people((f"b{number}", "B"))), progress=slowly)
        ours.join(10)
        assert "a" in said(other)


def test_a_store_that_stays_busy_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.3)
    with SqliteStore.open(str(path)) as other, open_store(path) as store:
        with other._db.writing(), pytest.raises(StoreBusy, match="another process"):
            store.apply(change(people(("a", "A"))))
        assert store.apply(change(people(("a", "A")))).change == 1


def test_a_full_disk(path: Path) -> None:
    """The engine's own limit on pages stands for the disk's: it fails in the same place with the same code."""
    with SqliteStore.open(str(path)) as store:
        store.apply(change(people(("a", "A"))))
        before = store.read(), store.history(), store.audit()
        pages = store._db.value("PRAGMA page_count")
        store._db.value(f"PRAGMA max_page_count = {pages + 5}")
        much = change(people(*((f"p{i}", "x" * 100) for i in range(5000))))
        with pytest.raises(StoreUnavailable, match="disk is full"):
            store.apply(much)
        assert (store.read(), store.history(), store.audit()) == before
        assert store.check().ok
        store._db.value("PRAGMA max_page_count = 1000000")
        assert store.apply(much).created == 5000


def test_an_error_of_the_system_on_a_full_disk_says_that_it_is_full(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    for free, said_so, in_chinese in ((0, "disk is full", "磁盘已满"), (10**9, "disk I/O error", "（磁盘读写出错）")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        with pytest.raises(StoreUnavailable, match=said_so) as caught, guarded(str(path)):
            raise failed
        assert in_chinese in caught.value.text.zh


@pytest.mark.parametrize("code", ["IOERR_LOCK", "IOERR_RDLOCK", "IOERR_SHMMAP", "IOERR_SHMLOCK", "PROTOCOL"])
def test_a_place_without_locks_is_said_to_be_one(path: Path, code: str) -> None:
    """“Check the disk” helps nobody whose file lies in a network folder."""
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{code}")
    with pytest.raises(StoreUnavailable, match=r"cannot lock files.*local disk") as caught, guarded(str(path)):
        raise failed
    assert "锁定" in caught.value.text.zh


LIMITED = """
import resource, signal, sys
from graphcrm.errors import StoreUnavailable
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.store import open_store

def step(name, rows):
    keys, empty = [f"{name}{i}" for i in range(rows)], [""] * rows
    batch = Batch("person", keys, ['{"name":"x"}'] * rows, empty, empty, empty, dated=False)
    return ChangeSet("t", name, "2026-01-01T00:00", "2026-01-01", [batch])

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
with open_store(sys.argv[1]) as store:
    store.apply(step("small", 100))
    for attempt in (lambda: store.apply(step("large", 20_000)), lambda: store.backup(sys.argv[1] + ".copy")):
        try:
            attempt()
        except StoreUnavailable as error:
            print(error)
    print(len(store.read()["person"].keys), store.check().ok)
"""


NO_ROOM_FOR_A_COPY = """
import resource, signal, sys
from graphcrm.errors import StoreUnavailable
from graphcrm.store import open_store

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_store(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
    try:
        store.backup(sys.argv[2])
    except StoreUnavailable as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are POSIX")
def test_it_is_the_place_of_the_copy_that_fails(path: Path) -> None:
    with open_store(path) as store:
        store.apply(change(people(*((f"p{i}", "x" * 100) for i in range(1000)))))
    to = path.with_name("copy.graphcrm")
    command = [sys.executable, "-c", NO_ROOM_FOR_A_COPY, str(path), str(to)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert str(to) in done.stdout
    assert str(path) not in done.stdout
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are POSIX")
def test_writes_that_the_system_refuses(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    refusal, state = done.stdout.splitlines()
    assert refusal.endswith(
        "w.graphcrm failed (disk I/O error); check the disk, and how large files may be here (ulimit -f): 400,000 bytes at present"
    )
    assert state == "100 True"
    with open_store(path) as store:
        assert actions(store) == ["small"]
        assert store.check().ok


@pytest.mark.skipif(sys.platform == "win32", reason="names of killed processes are not removed there")
def test_a_file_with_two_names_is_only_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name has a log and locks of its own: of two that wrote at once, one lost what had been acknowledged."""
    other = path.with_name("other.graphcrm")
    with open_store(path) as store:
        store.apply(change(people(("a", "A"))))
        other.hardlink_to(path)
        for name in (path, other):
            with open_store(name) as named:
                assert said(named) == {"a": '{"name":"A"}'}
                with pytest.raises(StoreUnavailable, match="another name"):
                    named.apply(change(people(("b", "B"))))
        other.unlink()
        assert store.apply(change(people(("b", "B")))).created == 1
    monkeypatch.setattr(os, "getpid", lambda: 2**30)  # killed after it had given a new file its name
    left = path.with_name(unused_name())
    monkeypatch.undo()
    left.hardlink_to(path)
    with open_store(path) as store:
        assert store.apply(change(people(("c", "C")))).created == 1
    assert not left.exists()


def replaced(path: Path) -> None:
    other = path.with_name("other")
    shutil.copyfile(path, other)
    other.replace(path)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its name there")
@pytest.mark.parametrize("lose", [Path.unlink, replaced, lambda path: path.rename(path.with_name("moved"))])
def test_nothing_is_written_into_a_file_that_has_lost_its_name(path: Path, lose: Callable[[Path], object]) -> None:
    """It would be acknowledged, and gone with the last handle; or stand where nobody looks."""
    with open_store(path) as store:
        store.apply(change(people(("a", "A"))))
        lose(path)
        for attempt in (store.read, lambda: store.apply(change(people(("b", "B"))))):
            with pytest.raises(StoreUnavailable, match=re.escape(str(path))):
                attempt()
