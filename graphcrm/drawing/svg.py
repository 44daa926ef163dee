"""A drawing as inline SVG: colours are custom properties of the page, so that it follows the theme; texts in both languages."""

from __future__ import annotations

from html import escape

from graphcrm.drawing.shapes import Drawing, Label, Line, Point, Polygon, Round, Shape
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text

__all__ = ["as_svg"]


def as_svg(drawing: Drawing, lang: Lang) -> str:
    """The ``svg`` element. Labels carry both languages as attributes, which the page's script exchanges.

    Colours stand in presentation attributes as ``var(--NAME)`` of the page's palette: a content security policy that names the
    style sheet alone does not admit style attributes.
    """
    body = "".join(_shape(s, lang) for s in drawing.shapes)
    title = harmless(drawing.title.say(lang))
    return (
        f'<svg class="drawing{_sort(drawing)}" role="img" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" '
        f'aria-label="{escape(title)}"{_both(drawing.title, "-label")}>{body}</svg>'
    )


def _sort(drawing: Drawing) -> str:
    """A map takes all the room there is, a chart its own; a tall one a page of paper."""
    if drawing.width >= 1000:
        return ""
    return " chart tall" if drawing.height > 0.45 * drawing.width else " chart"


def _shape(shape: Shape, lang: Lang) -> str:
    if isinstance(shape, Label):
        bold = (' font-weight="700"' if shape.bold else "") + (
            ' text-decoration="line-through"' if shape.struck else ""
        )
        return (
            f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}" {_paint("fill", shape.colour)}'
            f'{bold} text-anchor="{shape.anchor}"{_both(shape.text)}{_about(shape.about)}>'
            f"{escape(harmless(shape.text.say(lang)))}</text>"
        )
    if isinstance(shape, Line):
        return _line(shape, lang)
    if isinstance(shape, Polygon):
        at = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
        faint = "" if shape.opacity == 1 else f' opacity="{_n(shape.opacity)}"'
        drawn = f'points="{at}" {_area(shape.fill, shape.stroke, shape.weight)}{faint}{_about(shape.about)}'
        return _told("polygon", drawn, shape.told, lang)
    if isinstance(shape, Round):
        place = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
        drawn = f"{place} {_area(shape.fill, shape.stroke, shape.weight)}{_about(shape.about)}"
        return _told("circle", drawn, shape.told, lang)
    place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
    corner = f' rx="{_n(shape.radius)}"' if shape.radius else ""
    dashed = ' stroke-dasharray="5 4"' if shape.dashed else ""
    drawn = f"{place}{corner} {_area(shape.fill, shape.stroke, shape.weight)}{dashed}{_about(shape.about)}"
    return _told("rect", drawn, shape.told, lang)


def _line(line: Line, lang: Lang) -> str:
    at = " ".join(f"{_n(x)},{_n(y)}" for x, y in line.points)
    dashed = ' stroke-dasharray="6 4"' if line.dashed else ""
    drawn = _told(
        "polyline",
        f'points="{at}" fill="none" {_paint("stroke", line.stroke)} stroke-width="{_n(line.weight)}" '
        f'stroke-linejoin="round"{dashed}{_about(line.about)}',
        line.told,
        lang,
    )
    return drawn + (_head(line) if line.arrow and len(line.points) > 1 else "")


def _head(line: Line) -> str:
    (ax, ay), (bx, by) = line.points[-2], line.points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    dx, dy, size = (bx - ax) / length, (by - ay) / length, 4.0 + line.weight
    corners: list[Point] = [
        (bx, by),
        (bx - dx * size * 1.5 - dy * size * 0.7, by - dy * size * 1.5 + dx * size * 0.7),
        (bx - dx * size * 1.5 + dy * size * 0.7, by - dy * size * 1.5 - dx * size * 0.7),
    ]
    at = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
    return f'<polygon points="{at}" {_paint("fill", line.stroke)}/>'


def _told(tag: str, attributes: str, told: Text | None, lang: Lang) -> str:
    if told is None:
        return f"<{tag} {attributes}/>"
    return f"<{tag} {attributes}><title{_both(told)}>{escape(harmless(told.say(lang)))}</title></{tag}>"


def _area(fill: str | None, stroke: str | None, weight: float) -> str:
    painted = _paint("fill", fill) if fill else 'fill="none"'
    return painted + (f' {_paint("stroke", stroke)} stroke-width="{_n(weight)}"' if stroke else "")


def _paint(what: str, colour: str) -> str:
    return f'{what}="var(--{colour.replace(".", "-").replace("_", "-")})"'


def _about(what: str) -> str:
    return f' data-about="{escape(what)}"' if what else ""


def _both(text: Text, of: str = "") -> str:
    """Both forms, for the page's language; of what is the same in both, neither."""
    zh, en = escape(harmless(text.zh)), escape(harmless(text.en))
    return f' data-zh{of}="{zh}" data-en{of}="{en}"' if zh != en else ""


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
