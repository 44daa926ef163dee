"""What a page is made of besides its data, read from ``visual/`` once: scripts, styles, symbols."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from graphcrm.rendering.visual import palette, visual

__all__ = ["icons", "script", "style"]


@cache
def icons() -> Mapping[str, Mapping[str, str]]:
    """Symbols: the path of each and the frame round it."""
    found: Mapping[str, Mapping[str, str]] = json.loads(visual("icons.json"))
    return found


@cache
def script(*parts: str) -> str:
    """Our own script: parts such as ``map/cards``, joined in this order in one scope of their own."""
    body = "\n".join(visual(*f"{part}.js".split("/")) for part in parts)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


@cache
def style(*sheets: str) -> str:
    """Style sheets, in this order, after the palette as custom properties: one source for canvas and page."""
    rules = []
    for theme, colours in palette().items():
        flat = [f"--{k.replace('_', '-')}:{v}" for k, v in colours.items() if isinstance(v, str)]
        flat += [
            f"--{k}-{n}:{v}".replace("_", "-")
            for k, vs in colours.items()
            if isinstance(vs, dict)
            for n, v in vs.items()
        ]
        rules.append(f':root[data-theme="{theme}"]{{{";".join(flat)};color-scheme:{theme}}}')
    return "\n".join([*rules, *(visual(f"{sheet}.css") for sheet in sheets)])
