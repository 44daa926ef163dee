"""The sample in a folder: all of it, or nothing."""

import errno
import os
import tempfile

import pytest

from graphcrm.store.sqlite.faults import unavailable
from graphcrm.store.sqlite.store import SqliteStore
from graphcrm.temporary import FILE


@pytest.mark.parametrize("there", [False, True])
def test_on_a_full_disk_it_leaves_nothing(shell, tmp_path, monkeypatch, there):
    folder = tmp_path / "sample"
    if there:
        folder.mkdir()
        (folder / "decision-chain-map.html").write_text("of last year", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    make, room = tempfile.mkstemp, iter([True, True])  # for both maps, and none for the session

    def full(**how):
        if not next(room, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        return make(**how)

    monkeypatch.setattr(
        tempfile, "mkstemp", lambda **how: full(**how) if how.get("prefix", "").startswith(FILE) else make(**how)
    )
    code, _, err = shell("demo", "--out", folder)
    assert code == 2
    assert str(folder / "session.html") in err
    assert ".part" not in err
    assert sorted(tmp_path.rglob("*")) == before
    if there:
        assert (folder / "decision-chain-map.html").read_text("utf-8") == "of last year"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_meanwhile_names_the_folder_that_was_asked_for(shell, tmp_path, monkeypatch, lang):
    """Where the audit trail cannot be written, each question says so and names the file by its real path."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real", target_is_directory=True)
    monkeypatch.setenv("GRAPHCRM_HOME", str(tmp_path))

    def full(self, entry=None):
        raise unavailable(os.path.realpath(self._db.path), OSError(errno.ENOSPC, ""))

    monkeypatch.setattr(SqliteStore, "audit", full)
    code, _, err = shell("--lang", lang, "demo", "--out", tmp_path / "link" / "sample")
    assert code == 0
    assert str(tmp_path / "real" / "sample" / "demo.graphcrm") in err
    assert ".part" not in err
