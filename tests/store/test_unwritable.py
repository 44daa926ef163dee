"""A workspace that may not be written can be read: a read-only file, folder or mount, with and without a writer beside it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from graphcrm.errors import StoreBusy, StoreReadOnly, StoreUnavailable
from graphcrm.store import AuditEntry, open_store
from graphcrm.store.sqlite import unwritable
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.store import SqliteStore
from graphcrm.store.trail import Kept, keep
from tests.contract.making import change, people
from tests.store.test_store_migration import NEXT
from tests.store.unprivileged import ENTRY

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")

A, B = '{"name":"A"}', '{"name":"B"}'


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, with a workspace in it, and one for copies that everybody may write."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    (made / "w").mkdir()
    (made / "copies").mkdir()
    (made / "copies").chmod(0o777)
    with open_store(made / "w" / "w.graphcrm", create=True) as store:
        store.apply(change(people(("a", "A"))))
    yield made
    for path in (made, *made.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "w" / "w.graphcrm"


def only_readable(path: Path, *, folder_too: bool = True) -> None:
    """Take every right to write away from everybody but the superuser."""
    for each in path.parent.iterdir():
        each.chmod(0o444)
    path.parent.chmod(0o555 if folder_too else 0o777)


def command(word: str, path: Path, folder: Path) -> list[str]:
    warm = tempfile.mkdtemp(dir=folder)
    return [sys.executable, "-m", "tests.store.unprivileged", word, str(path), f"{warm}/warm", str(folder / "copies")]


def as_nobody(word: str, path: Path, folder: Path, **environment: str) -> dict[str, Any]:
    """What a user without rights gets to see."""
    done = subprocess.run(
        command(word, path, folder), capture_output=True, text=True, env={**os.environ, **environment}, timeout=120
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def listing(path: Path) -> dict[str, tuple[int, bytes]]:
    return {each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in path.parent.iterdir()}


@pytest.mark.parametrize("case", ["file and folder", "folder", "file"])
def test_everything_but_writing_goes_on_and_nothing_is_left_beside_it(folder: Path, path: Path, case: str) -> None:
    only_readable(path, folder_too=case != "file")
    if case == "folder":
        path.chmod(0o666)
    before = listing(path)
    said = as_nobody("read", path, folder)
    assert said["names"] == said["still"] == [A]
    assert (said["changes"], said["check"], said["dry run"], said["backup"]) == (1, [], 1, "done None")
    for write in ("apply", "erase", "audit"):
        assert said[write].startswith("StoreReadOnly: "), said[write]
        assert "only read" in said[write]
    assert listing(path) == before
    with open_store(folder / "copies" / "backup.graphcrm") as copy:
        assert copy.check().ok
        assert copy.apply(change(people(("b", "B")))).created == 1, "a backup of it is an ordinary workspace"


def test_a_read_only_mount(folder: Path, path: Path) -> None:
    """There not even the superuser may write."""
    place = folder / "mounted"
    place.mkdir()
    for words in (["mount", "--bind", path.parent, place], ["mount", "-o", "remount,ro,bind", place]):
        try:
            subprocess.run(words, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as why:
            subprocess.run(["umount", place], check=False, capture_output=True)
            pytest.skip(f"nothing can be mounted here: {why}")
    try:
        with open_store(place / path.name) as store:
            assert list(store.read()["person"].props) == [A]
            assert keep(store, ENTRY, "w").kept is Kept.NOWHERE
    finally:
        subprocess.run(["umount", place], check=True)


@contextmanager
def full_disk(place: Path, source: Path) -> Iterator[Path]:
    """A small disk with a copy of the file and room for nothing else."""
    place.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as why:
        pytest.skip(f"nothing can be mounted here: {why}")
    try:
        shutil.copyfile(source, place / source.name)
        with suppress(OSError), (place / "rest").open("wb", buffering=0) as rest:
            while True:
                rest.write(bytes(4096))
        yield place / source.name
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_can_be_read(folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no room for the index of the log, nor for an entry in the workspace's own trail."""
    with full_disk(folder / "mounted", path) as there:
        for _ in range(2):  # what the engine left of an index is no index
            with open_store(there) as store:
                assert list(store.read()["person"].props) == [A]
                assert store.check().ok
                monkeypatch.setenv("GRAPHCRM_HOME", str(folder / "copies"))
                assert keep(store, ENTRY, "w", restricted=True).kept is Kept.HOME
                monkeypatch.delenv("GRAPHCRM_HOME")
                with pytest.raises(StoreUnavailable, match=r"only with an entry in an audit trail.*disk is full"):
                    keep(store, ENTRY, "w", restricted=True)
                with pytest.raises(StoreUnavailable, match="the disk is full"):
                    store.apply(change(people(("b", "B"))))
        (there.parent / "rest").unlink()
        with open_store(there) as store:
            assert store.apply(change(people(("b", "B")))).created == 1
            assert store.check().ok


def test_what_a_living_writer_has_committed_is_seen(folder: Path, path: Path) -> None:
    with open_store(path) as writer:
        writer.apply(change(people(("a", "B"))))
        only_readable(path)
        assert as_nobody("read", path, folder)["names"] == [B]


def test_what_a_killed_writer_has_committed_is_seen(folder: Path, path: Path) -> None:
    left_in_the_log(path)
    only_readable(path)
    before = listing(path)
    assert as_nobody("read", path, folder)["names"] == [A, B]
    assert listing(path) == before


def test_a_log_without_its_index_is_never_left_out(folder: Path, path: Path) -> None:
    left_in_the_log(path)
    (path.parent / f"{path.name}-shm").unlink()
    only_readable(path)
    before = listing(path)
    refused = as_nobody("read", path, folder)["refused"]
    assert refused.startswith("StoreReadOnly: ")
    assert "has a log beside it" in refused
    assert listing(path) == before
    path.parent.chmod(0o777)
    for each in path.parent.iterdir():
        each.chmod(0o666)
    with open_store(path) as store:
        assert list(store.read()["person"].props) == [A, B], "and nothing of it is lost"


def left_in_the_log(path: Path) -> None:
    """Commit a change that only the log has, and be killed."""
    script = (
        "import os, signal, sys; from graphcrm.store import open_store; from graphcrm.store.sqlite.connection import Database\n"
        "from tests.contract.making import change, people\n"
        "Database._empty_log = lambda self: None\n"
        "open_store(sys.argv[1]).apply(change(people(('b', 'B')))); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert os.path.getsize(f"{path}-wal") > 0


@contextmanager
def reader(path: Path, folder: Path) -> Iterator[Any]:
    """A reader without rights that keeps the store open: ``ask()`` is what it reads now."""
    process = subprocess.Popen(
        command("hold", path, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdin is not None
    assert process.stdout is not None
    first = process.stdout.readline()

    def ask(again: bool = True) -> Any:
        if not again:
            return json.loads(first)
        process.stdin.write("\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return json.loads(process.stdout.readline())  # type: ignore[union-attr]

    try:
        yield ask
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def test_an_open_reader_sees_what_is_written_later(folder: Path, path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("the writer has rights that the reader has not, so this test needs the superuser")
    only_readable(path)
    with reader(path, folder) as ask:
        assert ask(again=False) == [A]
        with open_store(path) as writer:
            writer.apply(change(people(("b", "B"))))
            assert ask() == [A, B], "while the writer has it open"
        assert ask() == [A, B], "when the writer is gone"
        with open_store(path) as writer:
            writer.apply(change(people(("a", "A"), ("b", "C"))))
        assert ask()[0] == A
        assert ask()[-1] == '{"name":"C"}'


def test_whoever_holds_rows_of_an_older_image_keeps_no_connection_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphcrm.store.sqlite.connection.may_write", lambda path: False)
    database = Database(str(path))
    held = database.execute("SELECT 1 UNION SELECT 2")
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)
    with database.reading():
        assert database.value("SELECT count(*) FROM versions") > 0
    with pytest.raises(sqlite3.ProgrammingError):
        held.fetchone()
    last = database.raw
    database.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        last.execute("SELECT 1")


def test_a_file_that_changes_while_it_is_read_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphcrm.store.sqlite.connection.may_write", lambda path: False)
    read_whole, others = unwritable.read_whole, iter([True, True])

    def disturbed(path: str) -> bytearray:
        image = read_whole(path)
        if next(others, False):
            image[4096:] = bytes(len(image) - 4096)  # half of one state, half of another
            os.utime(path)
        return image

    monkeypatch.setattr(unwritable, "read_whole", disturbed)
    with open_store(path) as store:
        assert store.check().ok
    assert next(others, None) is None, "it was disturbed twice"


def test_a_file_that_never_rests_is_said_to_be_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphcrm.store.sqlite.connection.may_write", lambda path: False)
    monkeypatch.setattr(unwritable, "_ATTEMPTS", 3)
    monkeypatch.setattr(unwritable, "_PAUSE", 0)
    read_whole = unwritable.read_whole
    monkeypatch.setattr(
        unwritable, "read_whole", lambda path: (os.utime(path, ns=(1, next(moments))), read_whole(path))[1]
    )
    moments = iter(range(1000, 100000, 1000))
    with pytest.raises(StoreBusy, match="written all the time"):
        open_store(path)


def test_an_older_file_that_may_not_be_written_is_refused_and_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphcrm.store.sqlite.connection.may_write", lambda path: False)
    before = listing(path)
    with pytest.raises(StoreReadOnly, match="older format 1"):
        SqliteStore.open(str(path), schema=NEXT)
    assert listing(path) == before


def test_damage_is_noticed_in_an_image_as_well(folder: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE versions SET props = replace(props, 'A', 'X')")
        raw.commit()
    only_readable(path)
    assert as_nobody("read", path, folder)["refused"].startswith("IntegrityError: ")


# -- where the audit entry goes ----------------------------------------------------------------------------------------


def test_the_entry_goes_to_the_trail_at_home(folder: Path, path: Path) -> None:
    only_readable(path)
    home = folder / "copies"
    said = as_nobody("read", path, folder, GRAPHCRM_HOME=str(home))
    assert (said["kept"], said["restricted"]) == ("home", "done home")
    trail = home / "audit.jsonl"
    assert stat.S_IMODE(trail.stat().st_mode) == 0o600
    lines = [json.loads(line) for line in trail.read_text().splitlines()]
    expected = {"at": ENTRY.at, "author": "nobody", "action": "card", "subject": "c6", "detail": ""}
    assert lines == [{**expected, "workspace": str(path)}] * 2


@pytest.mark.parametrize("home", ["", "/no/such/folder"])
def test_without_any_trail_restricted_content_is_refused(folder: Path, path: Path, home: str) -> None:
    only_readable(path)
    said = as_nobody("read", path, folder, GRAPHCRM_HOME=home)
    assert said["kept"] == "nowhere"
    assert said["restricted"].startswith("StoreReadOnly: restricted content is shown only with an entry")
    assert not home or "/no/such/folder that GRAPHCRM_HOME names does not exist: make it" in said["restricted"]


def test_an_entry_that_the_store_takes_goes_nowhere_else(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHCRM_HOME", str(tmp_path))
    with open_store(path) as store:
        noted = keep(store, ENTRY, "w")
        assert (noted.kept, noted.warning) == (Kept.STORE, None)
        assert store.audit()[-1] == ENTRY
    assert list(tmp_path.iterdir()) == []


def test_the_trail_at_home_takes_any_text_and_follows_no_link(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphcrm.store.sqlite.connection.may_write", lambda path: False)
    monkeypatch.setenv("GRAPHCRM_HOME", str(tmp_path))
    odd = AuditEntry("2026-03-02", "周\udc80\0\n", "read", "“;\u2028")
    with open_store(path) as store:
        noted = keep(store, odd, "w")
        assert noted.kept is Kept.HOME
        assert noted.warning is not None
        assert str(tmp_path) in noted.warning.zh
        trail = tmp_path / "audit.jsonl"
        assert json.loads(trail.read_text(encoding="utf-8"))["author"] == "周\\udc80\\x00\n"
        trail.unlink()
        (tmp_path / "elsewhere").write_text("")
        trail.symlink_to(tmp_path / "elsewhere")
        noted = keep(store, odd, "w")
        assert noted.kept is Kept.NOWHERE
        assert noted.warning is not None
        assert "“2026-03-02 周" in noted.warning.en
        assert (tmp_path / "elsewhere").read_text() == ""
        trail.unlink()
        os.mkfifo(trail)
        assert keep(store, odd, "w").kept is Kept.NOWHERE
