"""What pages are made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphcrm.maps.page import render
from graphcrm.pages import assets
from graphcrm.rendering import visual
from graphcrm.resources import resource
from tests.maps.crowd import crowd


def test_a_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pages read each part of theirs once."""
    opened: list[str] = []

    def watched(folder: str, *parts: str) -> Path:
        opened.append("/".join(parts))
        return resource("visual", *parts)

    monkeypatch.setattr(visual, "resource", watched)
    cached = (
        visual.visual,
        visual.palette,
        assets.icons,
        assets.script,
        assets.style,
        visual.templates,
    )
    for one in cached:
        one.cache_clear()
    for _ in range(10):
        render(crowd(3))
    assert sorted(opened) == sorted(set(opened))
    assert {"palette.json", "icons.json", "templates", "map/main.js"} <= set(opened)


def test_every_colour_is_called_in_a_style_as_drawings_call_it() -> None:
    """A drawing writes the name of a colour with hyphens; one that a style writes otherwise is black."""
    defined = {*re.findall(r"--([\w-]+):", assets.style())}
    called = {
        re.sub(r"[._]", "-", f"{name}.{key}")
        for name, keys in visual.palette()["light"].items()
        if isinstance(keys, dict)
        for key in keys
    }
    assert called <= defined


@pytest.mark.parametrize("name", sorted(file.name for file in resource("visual").glob("*.css")))
def test_chinese_is_never_left_to_a_generic_font(name: str) -> None:
    """The heads of printed sheets were set in one for Latin letters, and their Chinese in whatever stood in for it."""
    said = re.findall(r"(?:\bfont|--letters|font-family):([^;}]*sans-serif)", visual.visual(name))
    assert [one for one in said if '"Noto Sans CJK SC"' not in one or '"Microsoft YaHei"' not in one] == []
