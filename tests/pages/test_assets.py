"""What pages are made of."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graphcrm.errors import IntegrityError
from graphcrm.maps.page import render
from graphcrm.pages import assets
from graphcrm.resources import resource
from tests.maps.sample import sample


def test_vendored_files_have_their_digest_and_licence() -> None:
    vendor = resource("visual", "vendor")
    digest, name = (vendor / "vis-network.min.js.sha256").read_text().split()
    assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest
    assert "10.1.5" in (vendor / name).read_text(encoding="utf-8")[:400]
    assert (vendor / "vis-network.LICENSE-MIT").stat().st_size > 500


def test_a_changed_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = assets._text
    monkeypatch.setattr(assets, "_text", lambda *p: real(*p) + (" " if p[-1].endswith("min.js") else ""))
    assets.vendored.cache_clear()
    with pytest.raises(IntegrityError, match=r"vis-network\.min\.js"):
        assets.vendored("vis-network.min.js")
    assets.vendored.cache_clear()


def test_a_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pages read each part of theirs once."""
    opened: list[str] = []

    def watched(folder: str, *parts: str) -> Path:
        opened.append("/".join(parts))
        return resource("visual", *parts)

    monkeypatch.setattr(assets, "resource", watched)
    cached = (
        assets._text,
        assets.palette,
        assets.icons,
        assets.script,
        assets.style,
        assets.vendored,
        assets.templates,
    )
    for one in cached:
        one.cache_clear()
    for _ in range(10):
        render(sample())
    assert sorted(opened) == sorted(set(opened))
    assert {"palette.json", "icons.json", "templates", "map/main.js", "vendor/vis-network.min.js"} <= set(opened)
