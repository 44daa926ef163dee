"""A scenario's file says all that was saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.asking.saved import Saved, read_saved, written

_ALL = {"set": ("c4=0", "c2=1"), "kappa": ("c1=2",), "remove": ("c8", "c6>c3"), "add": ("c6>c2:3",)}


@pytest.mark.parametrize("opportunity", [None, "HY-CORE", '一"\\\x7f'])
@pytest.mark.parametrize("said", [_ALL, {"remove": ("陈董",)}, {"set": ('a"b\\=0',)}])
def test_what_is_written_is_what_is_read(
    tmp_path: Path, opportunity: str | None, said: dict[str, tuple[str, ...]]
) -> None:
    scenario = Saved("和平", "HY", opportunity, said)
    path = tmp_path / "和平.toml"
    path.write_text(written(scenario), encoding="utf-8")
    assert read_saved(path) == scenario
