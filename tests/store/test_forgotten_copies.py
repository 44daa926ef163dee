"""What a copy leaves behind when it is killed holds a whole workspace: the next copy removes it, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from graphcrm import temporary as module
from graphcrm.files import write_whole
from graphcrm.store import AuditEntry, open_store
from graphcrm.store.copying import copy_store
from tests.contract.making import change, people, said

ENTRY = AuditEntry("2026-06-30T08:00", "tester", "store copy")
#: How the names of this machine's temporary folders begin, up to the number of the process.
OURS = "graphcrm-copy-" + module.mark().partition("-")[0] + "-"
#: A copy that tells when its temporary folder is full, and then hangs.
HANGING = """
import sys, time
from graphcrm.store import AuditEntry, copying
def hang(path):
    print("there", flush=True)
    time.sleep(600)
copying._read_rows = hang
copying.copy_store(sys.argv[1], sys.argv[2], AuditEntry("t", "a", "store copy"))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a dead process cannot be told from a living one there")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder for temporary files, and one with a workspace `original` in it."""
    temporary, folder = tmp_path / "temporary", tmp_path / "workspaces"
    temporary.mkdir()
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with open_store(folder / "original", create=True) as store:
        store.apply(change(people(("a", "A"))))
    return temporary, folder


def copied(folder: Path, name: str) -> bool:
    copy_store(str(folder / "original"), str(folder / name), ENTRY)
    with open_store(folder / name) as copy:
        return len(said(copy)) == 1


def test_the_folder_of_a_killed_copy_is_removed_by_the_next_one(places: tuple[Path, Path]) -> None:
    temporary, folder = places
    command = [sys.executable, "-c", HANGING, str(folder / "original"), str(folder / "never")]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"there\n"
        assert copied(folder, "first")
        (left,) = temporary.iterdir()
        assert (left / "original.graphcrm").exists(), "another copy that is under way keeps what is its own"
        process.kill()
    assert (left / "original.graphcrm").exists()
    assert copied(folder, "second")
    assert list(temporary.iterdir()) == []


#: Something that has a temporary file beside what it makes, tells so, and hangs.
HANGING_FILE = """
import os, sys, time
from pathlib import Path
from graphcrm.files import write_whole
from graphcrm.store import open_store
def hang(_):
    print("there", flush=True)
    time.sleep(600)
os.fsync = hang
what, folder = sys.argv[1], Path(sys.argv[2])
if what == "page":
    write_whole(folder / "page.html", "<p>")
if what == "init":
    open_store(folder / "new", create=True)
with open_store(folder / "original") as store:
    store.backup(str(folder / "backup"))
"""


@pytest.mark.parametrize("what", ["page", "init", "backup"])
def test_files_of_a_killed_process_are_removed_by_the_next_one(places: tuple[Path, Path], what: str) -> None:
    _, folder = places
    command = [sys.executable, "-c", HANGING_FILE, what, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"there\n"
        write_whole(folder / "other.html", "<p>")
        left = [path for path in folder.iterdir() if path.name.startswith(module.FILE)]
        assert left, "what another process is writing stays"
        process.kill()
    if what == "page":
        with open_store(folder / "original") as store:
            store.backup(str(folder / "copy"))
    else:
        write_whole(folder / "other.html", "<p>")
    assert not any(path.exists() for path in left)
    with open_store(folder / "original") as store:
        assert len(said(store)) == 1


def test_nothing_else_is_removed(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    temporary, folder = places
    monkeypatch.setattr(module, "_gone", lambda process: process == 1234)
    ours = OURS
    precious = folder / "precious"
    precious.mkdir()
    (precious / "letter").write_text("Dear")
    kept = [
        f"{ours}99-abc",
        f"{ours}x-abc",
        ours,
        f"{ours}-1234-abc",
        "graphcrm-copy-00000000-1234-abc",
        "graphcrm-abc",
    ]
    for name in kept:
        (temporary / name).mkdir()
    (temporary / f"{ours}1234-link").symlink_to(precious)
    (temporary / f"{ours}1234-file").write_text("x")
    (temporary / f"{ours}1234-gone").mkdir()
    (temporary / f"{ours}1234-gone" / "link").symlink_to(precious)
    assert copied(folder, "copy")
    found = {path.name for path in temporary.iterdir()}
    assert found == {*kept, f"{ours}1234-link", f"{ours}1234-file"}
    assert (precious / "letter").read_text() == "Dear"


def test_what_belongs_to_somebody_else_stays(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    temporary, _ = places
    monkeypatch.setattr(module, "_gone", lambda process: True)
    theirs = temporary / f"{OURS}1234-abc"
    theirs.mkdir()
    me = os.getuid()
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: me + 1)
        module.remove_forgotten(temporary)
    assert theirs.exists()
    module.remove_forgotten(temporary)
    assert not theirs.exists()


def test_who_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert module._gone(process.pid)
    assert not module._gone(os.getpid())
    assert not module._gone(10**30), "no process has this number, but neither has any been seen to end"
