"""What a page is made of besides its data, read from ``visual/`` once: scripts, styles, palette, symbols, templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graphcrm.resources import resource

__all__ = ["icons", "palette", "script", "style", "templates"]


@cache
def _text(*parts: str) -> str:
    return resource("visual", *parts).read_text(encoding="utf-8")


@cache
def palette() -> Mapping[str, Mapping[str, Any]]:
    """Colours by theme, for the style sheet and the canvas alike."""
    found: Mapping[str, Mapping[str, Any]] = json.loads(_text("palette.json"))
    return found


@cache
def icons() -> Mapping[str, Mapping[str, str]]:
    """Symbols: the path of each and the frame round it."""
    found: Mapping[str, Mapping[str, str]] = json.loads(_text("icons.json"))
    return found


@cache
def script(*parts: str) -> str:
    """Our own script: parts such as ``map/cards``, joined in this order in one scope of their own."""
    body = "\n".join(_text(*f"{part}.js".split("/")) for part in parts)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


@cache
def style(*sheets: str) -> str:
    """Style sheets, in this order, after the palette as custom properties: one source for canvas and page."""
    rules = []
    for theme, colours in palette().items():
        flat = [f"--{k.replace('_', '-')}:{v}" for k, v in colours.items() if isinstance(v, str)]
        flat += [
            f"--{k.replace('_', '-')}-{n}:{v}"
            for k, vs in colours.items()
            if isinstance(vs, dict)
            for n, v in vs.items()
        ]
        rules.append(f':root[data-theme="{theme}"]{{{";".join(flat)};color-scheme:{theme}}}')
    return "\n".join([*rules, *(_text(f"{sheet}.css") for sheet in sheets)])


@cache
def templates() -> Environment:
    """Templates with everything escaped that is put into them."""
    return Environment(
        loader=FileSystemLoader(resource("visual", "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
