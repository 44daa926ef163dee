"""Where the data folders are."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.resources import resource


def test_resources_never_lead_out_of_their_folder() -> None:
    assert resource("visual").is_dir()
    assert resource("visual", "templates", "map.html.j2").is_file()
    for part in ("../pyproject.toml", "/etc/passwd", "no-such-file"):
        with pytest.raises(FileNotFoundError):
            resource("visual", part)


def test_resources_are_found_in_a_wheel_and_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "graphcrm"
    (package / "queries").mkdir(parents=True)
    (tmp_path / "site-packages" / "visual").mkdir()
    monkeypatch.setattr("graphcrm.resources._PACKAGE", package)
    assert resource("queries") == package / "queries"
    assert resource("visual") == tmp_path / "site-packages" / "visual"
    with pytest.raises(FileNotFoundError, match="datasets"):
        resource("datasets")
