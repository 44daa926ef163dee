"""How support is shown in every chart: colour and sign of a level, and its place in a legend."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.charts.lettering import Sign
from graphcrm.drawing.shapes import Label, Round
from graphcrm.i18n import Text

__all__ = ["GLYPHS", "LEVELS", "level", "sign_of"]

#: By level as a word of the palette.
GLYPHS: Mapping[str, str] = {"3": "★", "2": "▲▲", "1": "▲", "0": "–", "-1": "▼", "unknown": "?"}
LEVELS: Mapping[str, Text] = {
    "3": Text("支持并排他", "exclusive"),
    "2": Text("支持", "supports"),
    "1": Text("支持有限", "limited support"),
    "0": Text("中立", "neutral"),
    "-1": Text("反对", "opposes"),
    "unknown": Text("态度未知", "unknown"),
}


def level(support: int | None) -> str:
    """A level as the palette calls it.

    >>> level(-1), level(None)
    ('-1', 'unknown')
    """
    return "unknown" if support is None else str(support)


def sign_of(code: str) -> Sign:
    """A level in a legend."""
    shapes = (
        Round(13, 8.5, 8.5, f"support.{code}", "frame"),
        Label(13, 12, Text.of(GLYPHS[code]), 8.5, f"glyph.{code}", bold=True, anchor="middle"),
    )
    return Sign(shapes, LEVELS[code])
