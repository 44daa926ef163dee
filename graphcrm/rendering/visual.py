"""What pages are made of beside their words, read from ``visual/`` once: texts as they are, the palette, the templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from graphcrm.folding import is_chinese
from graphcrm.resources import resource
from graphcrm.spoken import sentence

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["palette", "templates", "visual"]


@cache
def visual(*parts: str) -> str:
    """The text of a file: ``visual("map", "cards.js")``."""
    return resource("visual", *parts).read_text(encoding="utf-8")


@cache
def palette() -> Mapping[str, Mapping[str, Any]]:
    """Colours by theme, for the style sheet and the canvas alike."""
    found: Mapping[str, Mapping[str, Any]] = json.loads(visual("palette.json"))
    return found


@cache
def templates() -> Environment:
    """Templates with everything escaped that is put into them."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from graphcrm.rendering.kept import Kept

    made = Environment(
        loader=FileSystemLoader(resource("visual", "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # nothing in them is constant, and to look for it takes an eighth of the time of compiling them
        bytecode_cache=Kept(__file__),
    )
    made.filters["sentence"] = sentence
    made.tests["chinese"] = is_chinese
    return made
