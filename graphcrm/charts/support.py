"""How support is shown in every chart: colour and sign of a level, and its place in a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from graphcrm.charts.lettering import Sign
from graphcrm.drawing.shapes import Label, Line, Polygon, Round, Shape
from graphcrm.i18n import Text

__all__ = ["LEVELS", "drawn", "level", "sign_of"]


#: By level as a word of the palette.
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


def drawn(code: str, x: float, y: float, size: float = 1.0, colour: str = "", about: str = "") -> Sequence[Shape]:
    """The sign of a level with its middle at a point, the same as on the cards of the pages; at size 1 it is twelve units high.

    It says what the colour says to whoever does not see the colour.
    """
    colour = colour or f"glyph.{code}"

    def stroke(*points: tuple[float, float]) -> Line:
        return Line(tuple((x + dx * size, y + dy * size) for dx, dy in points), colour, 1.9 * size, about=about)

    def wedge(at: float, tip: float) -> Line:
        return stroke((-4, at - tip), (0, at + tip), (4, at - tip))

    match code:
        case "3":
            corners = [((2.5 if i % 2 else 6.0) * size, i * pi / 5) for i in range(10)]
            return [Polygon([(x + r * sin(a), y - r * cos(a)) for r, a in corners], colour, about=about)]
        case "2":
            return [wedge(-3, -2.2), wedge(3, -2.2)]
        case "1":
            return [wedge(0, -2.2)]
        case "0":
            return [stroke((-4, 0), (4, 0))]
        case "-1":
            return [wedge(-3, 2.2), wedge(3, 2.2)]
        case _:
            large = 12 * max(0.9, size)  # a letter, which is read, not only seen
            return [Label(x, y + 0.36 * large, Text.of("?"), large, colour, bold=True, anchor="middle", about=about)]


def sign_of(code: str) -> Sign:
    """A level in a legend."""
    return Sign((Round(13, 8.5, 8.5, f"support.{code}", "frame"), *drawn(code, 13, 8.5, 0.85)), LEVELS[code])
