"""Texts that stand in data files of the package, for the tests that read every text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["data_texts"]

ROOT = Path(__file__).parent.parent


def data_texts() -> Iterator[tuple[str, str, str]]:
    """(file, zh, en) of every ``{ zh = "…", en = "…" }``."""
    for path in sorted((ROOT / "graphcrm").rglob("*.toml")):
        for zh, en in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.relative_to(ROOT).as_posix(), zh, en


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        yield value["zh"], value["en"]
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
