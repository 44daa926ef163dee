"""What is given away as a folder of files is there as a whole, or not at all."""

import os
import subprocess
import sys

import pytest

from graphcrm import files
from graphcrm.errors import UsageError
from graphcrm.files import write_folder, write_whole
from graphcrm.i18n import Text
from tests.workspace.conftest import refused


@pytest.mark.parametrize("made", [False, True], ids=["new", "empty"])
def test_a_folder_that_cannot_be_filled_is_left_as_it_was(ws, tmp_path, monkeypatch, made):
    place = tmp_path / "place"
    target = place / "tables"
    (target if made else place).mkdir(parents=True)
    wrote = []

    def until_the_disk_is_full(path, content):
        if len(wrote) == 3:
            raise UsageError(
                Text("tables:No space left on device", "tables: No space left on device")
            )  # as write_whole says it
        write_whole(path, content)
        wrote.append(path)

    monkeypatch.setattr(files, "write_whole", until_the_disk_is_full)
    assert "No space left" in refused(lambda: ws.export("csv", target), "tables")
    assert len(wrote) == 3
    assert [one.name for one in place.rglob("*")] == (["tables"] if made else [])
    monkeypatch.undo()
    written = ws.export("csv", target).files
    assert len(written) > 3
    assert sorted(written) == sorted(target.iterdir())
    assert [one.name for one in place.iterdir()] == ["tables"]


#: A process that is killed while it writes the second of two files.
_KILLED = """
import os, signal, sys
from graphcrm import files
write = files.write_whole
files.write_whole = lambda path, content: write(path, content) if path.name == "a" else os.kill(os.getpid(), signal.SIGKILL)
files.write_folder(sys.argv[1], {"a": "1", "b": "2"})
"""


@pytest.mark.skipif(os.name == "nt", reason="kills a process")
@pytest.mark.parametrize("made", [False, True], ids=["new", "empty"])
def test_a_writer_that_was_killed_leaves_no_half_of_a_folder(tmp_path, made):
    target = tmp_path / "tables"
    if made:
        target.mkdir()
    assert subprocess.run([sys.executable, "-c", _KILLED, str(target)], check=False).returncode < 0
    assert not (target / "a").exists()
    files.refuse_full(target)
    write_folder(target, {"a": "1", "b": "2"})
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a", "b", "tables"]
