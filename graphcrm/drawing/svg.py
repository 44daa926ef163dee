"""A drawing as inline SVG: colours are custom properties of the page, so that it follows the theme; texts in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from graphcrm.drawing.shapes import Drawing, Label, Line, Point, Polygon, Round, Shape
from graphcrm.folding import is_chinese
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text

__all__ = ["as_svg"]


#: On a phone, which has some 340 for it, letters of 12 in a drawing of this width are still read.
_SLIM = 420
#: Up to here a chart as large as its column would have letters half as large again as the others.
_SMALL = 700


def as_svg(drawing: Drawing, lang: Lang) -> str:
    """The ``svg`` element. Labels carry both languages as attributes, which the page's script exchanges.

    Colours stand in presentation attributes as ``var(--NAME)`` of the page's palette: a content security policy that names the
    style sheet alone does not admit style attributes.
    """
    body = "".join(_drawn(drawing.shapes, lang))
    title = harmless(drawing.title.say(lang))
    return (
        f'<svg class="drawing{_sort(drawing)}" role="img" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" '
        f'stroke-linejoin="round" '
        f'aria-label="{escape(title)}"{_both(drawing.title, "-label")}>{body}</svg>'
    )


def _sort(drawing: Drawing) -> str:
    """A map takes all the room there is, a chart its own, a small one less; a tall one a page of paper, and a slim one fits a phone."""
    if drawing.width >= 1000:
        return ""
    tall = " tall" if drawing.height > 0.5 * drawing.width else ""
    small = " slim" if drawing.width <= _SLIM else " small" if drawing.width <= _SMALL else ""
    return f" chart{tall}{small}"


def _drawn(shapes: Sequence[Shape], lang: Lang) -> Iterator[str]:
    """Each shape; lines that follow each other and look alike are one path, which of a large map halves the bytes."""
    for look, run in groupby(shapes, _look):
        found = list(run)
        yield _path([s for s in found if isinstance(s, Line)]) if look else "".join(_shape(s, lang) for s in found)


def _look(shape: Shape) -> tuple[object, ...] | None:
    """What a line looks like; nothing of what stands for itself."""
    if not isinstance(shape, Line) or shape.told is not None:
        return None
    return (shape.stroke, shape.weight, shape.dashed, shape.arrow, shape.about)


def _path(lines: Sequence[Line]) -> str:
    """Lines of one look, and the heads of their arrows."""
    first = lines[0]
    at = "".join(f"M{_points(line.points)}" for line in lines)
    dashed = ' stroke-dasharray="6 4"' if first.dashed else ""
    drawn = (
        f'<path d="{at}" fill="none" {_paint("stroke", first.stroke)} stroke-width="{_n(first.weight)}"'
        f"{dashed}{_about(first.about)}/>"
    )
    return drawn + _heads(lines)


def _heads(lines: Sequence[Line]) -> str:
    """The heads of the arrows among lines of one colour."""
    at = "".join(f"M{_points(_head(line))}Z" for line in lines if line.arrow and len(line.points) > 1)
    return f'<path d="{at}" {_paint("fill", lines[0].stroke)}/>' if at else ""


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _shape(shape: Shape, lang: Lang) -> str:
    if isinstance(shape, Label):
        bold = (' font-weight="700"' if shape.bold else "") + (
            ' text-decoration="line-through"' if shape.struck else ""
        )
        return (
            f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}" {_paint("fill", shape.colour)}'
            f"{bold}{_anchor(shape)}{_both(shape.text)}{_about(shape.about)}>"
            f"{escape(harmless(shape.text.say(lang)))}</text>"
        )
    if isinstance(shape, Line):
        return _line(shape, lang)
    if isinstance(shape, Polygon):
        faint = "" if shape.opacity == 1 else f' opacity="{_n(shape.opacity)}"'
        drawn = f'points="{_points(shape.points)}" {_area(shape.fill, shape.stroke, shape.weight)}{faint}{_about(shape.about)}'
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
    """A line that says what it is; others are parts of a path."""
    dashed = ' stroke-dasharray="6 4"' if line.dashed else ""
    paint = f'fill="none" {_paint("stroke", line.stroke)} stroke-width="{_n(line.weight)}"{dashed}'
    drawn = _told("polyline", f'points="{_points(line.points)}" {paint}{_about(line.about)}', line.told, lang)
    return drawn + _heads([line])


def _head(line: Line) -> Sequence[Point]:
    """The corners of an arrow's head."""
    (ax, ay), (bx, by) = line.points[-2], line.points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    dx, dy, size = (bx - ax) / length, (by - ay) / length, 4.0 + line.weight
    return (
        (bx, by),
        (bx - dx * size * 1.5 - dy * size * 0.7, by - dy * size * 1.5 + dx * size * 0.7),
        (bx - dx * size * 1.5 + dy * size * 0.7, by - dy * size * 1.5 - dx * size * 0.7),
    )


def _told(tag: str, attributes: str, told: Text | None, lang: Lang) -> str:
    if told is None:
        return f"<{tag} {attributes}/>"
    return f"<{tag} {attributes}><title{_both(told)}>{escape(harmless(told.say(lang)))}</title></{tag}>"


def _area(fill: str | None, stroke: str | None, weight: float) -> str:
    painted = _paint("fill", fill) if fill else 'fill="none"'
    return painted + (f' {_paint("stroke", stroke)} stroke-width="{_n(weight)}"' if stroke else "")


def _paint(what: str, colour: str) -> str:
    return f'{what}="var(--{colour.replace(".", "-").replace("_", "-")})"'


def _anchor(label: Label) -> str:
    return "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'


def _about(what: str) -> str:
    return f' data-about="{escape(what)}"' if what else ""


def _both(text: Text, of: str = "") -> str:
    """Both forms, for the page's language; of what is the same in both, neither, but words say so if they are Chinese."""
    zh, en = escape(harmless(text.zh)), escape(harmless(text.en))
    if zh != en:
        return f' data-zh{of}="{zh}" data-en{of}="{en}"'
    return ' lang="zh-CN"' if not of and is_chinese(text.zh) else ""


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
