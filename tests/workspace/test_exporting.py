"""What is given away as a folder of files is there as a whole, or not at all."""

import pytest

from graphcrm.errors import UsageError
from graphcrm.files import write_whole
from graphcrm.i18n import Text
from graphcrm.workspace import exports
from tests.workspace.conftest import refused


def test_a_folder_that_cannot_be_filled_is_left_as_it_was(ws, tmp_path, monkeypatch):
    wrote = []

    def until_the_disk_is_full(path, content):
        if len(wrote) == 3:
            raise UsageError(
                Text("tables:No space left on device", "tables: No space left on device")
            )  # as write_whole says it
        write_whole(path, content)
        wrote.append(path)

    monkeypatch.setattr(exports, "write_whole", until_the_disk_is_full)
    assert "No space left" in refused(lambda: ws.export("csv", tmp_path / "tables"), "tables")
    assert len(wrote) == 3
    assert list((tmp_path / "tables").iterdir()) == []
    monkeypatch.undo()
    assert len(ws.export("csv", tmp_path / "tables").files) > 3


def test_a_refusal_on_the_way_takes_back_what_was_written(ws, tmp_path, monkeypatch):
    def refusing(path, content):
        if "people" in path.name:
            raise UsageError(exports.FORMATS["csv"])
        write_whole(path, content)

    monkeypatch.setattr(exports, "write_whole", refusing)
    with pytest.raises(UsageError, match="a folder with a CSV file"):
        ws.export("csv", tmp_path / "tables")
    assert list((tmp_path / "tables").iterdir()) == []
