"""Files that nobody meets half written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from graphcrm.errors import UsageError
from graphcrm.files import make_folder, staged_folder, write_whole


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.html"
    write_whole(target, "旧")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(target, "新" * 1000)
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "remedy"), [(errno.ENOSPC, "free some space"), (errno.EROFS, "another place"), (errno.EFBIG, "ulimit")]
)
def test_what_cannot_be_written_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    def folder() -> None:
        with staged_folder(tmp_path / "b"):
            pass

    monkeypatch.setattr(os, "fsync", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr(Path, "rename", refuse)
    for write in (lambda: write_whole(tmp_path / "a", "x"), lambda: make_folder(tmp_path / "c"), folder):
        with pytest.raises(UsageError, match=f"{os.strerror(number)}.*{remedy}") as caught:
            write()
        assert "请" in caught.value.text.zh


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_whole(tmp_path / "nowhere" / "map.html", "x")
    assert "nowhere" in caught.value.text.zh


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_page_takes_the_place_of_no_pipe_or_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(UsageError, match="not an ordinary file"):
            write_whole(tmp_path / name, "<p>")
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "pipe"]
