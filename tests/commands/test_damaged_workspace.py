"""A workspace that is damaged, or that is none: every command says what, where and what to do, in either language."""

import importlib.util
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graphcrm.store.sqlite.store import SqliteStore

COMMANDS = [
    ("store", "check"),
    ("query", "kpi", "--account", "HY"),
    ("list", "people"),
    ("edit", "person", "c4", "title=Head"),
    ("undo",),
    ("log", "visit", "u1", "c7"),
    ("export", "json", "--output", "out.json"),
]


def altered(path, statement):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_changed_fact_is_refused_with_its_place(shell, workspace, tmp_path, monkeypatch, words, lang):
    monkeypatch.chdir(tmp_path)
    altered(workspace, "UPDATE versions SET props = '{}' WHERE sequence = 1")
    damaged = workspace.read_bytes()
    code, out, err = shell("--workspace", workspace, "--lang", lang, *words)
    assert (code, out) == (5, "")
    assert str(workspace) in err
    assert {"zh": "恢复", "en": "restore"}[lang] in err
    if words != ("store", "check"):
        assert f"graphcrm -w {workspace} store check" in err
    assert workspace.read_bytes() == damaged
    assert {path.name for path in tmp_path.iterdir()} == {workspace.name}


@pytest.mark.parametrize("kept", [0, 300])
def test_the_check_tells_how_a_file_is_restored_and_sends_nobody_to_itself(shell, workspace, kept):
    """And whoever does as it says has a sound workspace."""
    backup, log = workspace.with_name("b.graphcrm"), workspace.with_name(f"{workspace.name}-wal")
    assert shell("-w", workspace, "store", "backup", backup)[0] == 0
    os.truncate(workspace, kept)
    log.write_bytes(b"x" * 40_000)
    code, out, err = shell("-w", workspace, "--lang", "en", "store", "check")
    assert (code, out) == (5, "")
    assert "store check" not in err
    assert "move the file away, with -wal and -shm if they lie beside it, and copy the backup to its place" in err
    workspace.unlink()
    log.unlink()
    shutil.copy(backup, workspace)
    assert shell("-w", workspace, "store", "check")[0] == 0


def test_an_empty_file_is_made_a_workspace_by_what_is_proposed(shell, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a b.graphcrm").touch()
    err = shell("-w", "a b.graphcrm", "--lang", "en", "list", "people")[2]
    proposed = re.search(r"`graphcrm (.* init)`", err)
    assert shell(*shlex.split(proposed[1]))[0] == 0
    assert shell("-w", "a b.graphcrm", "list", "people")[0] == 0


def test_a_folder_that_is_not_there_is_named(shell, tmp_path):
    path = tmp_path / "none" / "w.graphcrm"
    for lang, said in (("en", f"there is no folder {path.parent} for"), ("zh", f"所在的文件夹 {path.parent} 不存在")):
        code, _, err = shell("-w", path, "--lang", lang, "init")
        assert code == 4
        assert said in err


def test_the_doctor_names_the_damaged_workspace(shell, workspace):
    altered(workspace, "UPDATE versions SET props = '{}' WHERE sequence = 1")
    code, out, _ = shell("--workspace", workspace, "doctor")
    assert code == 1
    assert f"✗ {workspace}: row 1 of " in out
    assert "Restore a backup" in out


def test_links_that_lead_nowhere(shell, tmp_path):
    loop, dangling = tmp_path / "loop", tmp_path / "dangling"
    loop.symlink_to(loop)
    dangling.symlink_to(tmp_path / "nothing")
    for path in (loop, dangling):
        for words in COMMANDS[:4]:
            code, out, err = shell("--workspace", path, *words)
            assert (code, out) == (4, "")
            assert str(path) in err
        assert shell("--workspace", path, "doctor")[0] == 1


@pytest.mark.skipif(os.name == "nt", reason="a folder that somebody stands in cannot be removed there")
@pytest.mark.parametrize(("lang", "said"), [("zh", "当前文件夹已不存在"), ("en", "current folder no longer exists")])
def test_a_folder_that_is_gone_while_somebody_stands_in_it(tmp_path, lang, said):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"import os; os.rmdir({str(gone)!r}); from graphcrm.commands.shell import run; raise SystemExit(run())"
    words = [sys.executable, "-c", script, "--lang", lang, "query", "kpi"]
    # The interpreter would look for modules in the folder that is about to go.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(words, cwd=gone, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 4
    assert said in done.stderr


@pytest.mark.parametrize(
    "error", [MemoryError(), ImportError("libx.so: failed to map segment from shared object")], ids=["python", "loader"]
)
def test_too_little_memory_is_no_fault_of_ours(shell, workspace, monkeypatch, error):
    def hungry(*_):
        raise error

    monkeypatch.setattr(SqliteStore, "check", hungry)
    code, out, err = shell("--workspace", workspace, "store", "check")
    assert (code, out) == (4, "")
    assert err == "Error: there is not enough memory; nothing half-written. Close other programs and try again\n"


@pytest.mark.parametrize("left", [b"\xe3\0\0", b"\xff"], ids=["cut off", "other bytes"])
def test_compiled_code_that_is_damaged_is_no_interruption(shell, workspace, monkeypatch, tmp_path, left):
    (tmp_path / "half_written.pyc").write_bytes(importlib.util.MAGIC_NUMBER + bytes(12) + left)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(SqliteStore, "check", lambda *_: importlib.import_module("half_written"))
    code, out, err = shell("--workspace", workspace, "store", "check")
    assert (code, out) == (4, "")
    assert err.strip().startswith(
        f"Error: {tmp_path / 'half_written.pyc'} is damaged, perhaps because the disk was full"
    )


def test_an_end_of_something_read_is_no_interruption(shell, workspace, monkeypatch):
    def ended(*_):
        raise EOFError("early")

    monkeypatch.setattr(SqliteStore, "check", ended)
    code, _, err = shell("--workspace", workspace, "store", "check")
    assert (code, "a fault in graphcrm (EOFError: early)" in err) == (70, True)
