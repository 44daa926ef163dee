"""Words in a chart: names in as many lines as they take, legends that flow, and how much room a text needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Label, Line, Polygon, Shape
from graphcrm.i18n import Text
from graphcrm.pages.text import named
from graphcrm.rendering.width import clusters, width

__all__ = ["Sign", "broken", "hatch", "legend", "moved", "room", "written"]

#: Mean width of a small and of a capital letter at size 1; a Chinese character is as wide as high.
_LETTER, _CAPITAL = 0.55, 0.72


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of a legend: shapes within 26 by 16 units, and what they mean."""

    shapes: tuple[Shape, ...]
    text: Text


def room(text: Text, size: float) -> float:
    """Units that a text takes in whichever language takes more."""
    return max(_units(text.zh), _units(text.en)) * size


def _units(text: str) -> float:
    wide = max(0, width(text) - len(text))
    capitals = sum(map(str.isupper, text))
    return wide + capitals * _CAPITAL + max(0, width(text) - 2 * wide - capitals) * _LETTER


def broken(text: str, columns: int, most: int = 2) -> list[str]:
    """A text in at most so many lines of at most so many columns, cut only where even these do not hold it.

    Lines end at spaces where there are any, else between characters.

    >>> broken("Priya Raghunathan-Venkataraman", 16)
    ['Priya', 'Raghunathan-Ven…']
    >>> broken("王志远", 16)
    ['王志远']
    >>> broken("Huo Dongsheng", 12)
    ['Huo', 'Dongsheng']
    >>> broken("买买提·艾则孜·吐尔逊", 13)
    ['买买提·艾则', '孜·吐尔逊']
    """
    rest = named(text, columns * most + most)
    lines: list[str] = []
    while rest and len(lines) < most - 1 and width(rest) > columns:
        kept = ""
        for part in clusters(rest):
            if width(kept + part) > columns:
                break
            kept += part
        if rest[len(kept) : len(kept) + 1] in ("·", "・") and len(kept) > 1:  # the dot of a name ends what it follows
            kept = kept[:-1]
        at_space = kept.rfind(" ") if not rest[len(kept) :].startswith(" ") else len(kept)
        after = width(rest[at_space:].strip())
        if at_space > columns // 4 or (at_space > 0 and after <= columns * (most - len(lines) - 1)):
            kept = kept[:at_space]
        if not kept:
            break
        lines.append(kept.rstrip())
        rest = rest[len(kept) :].lstrip()
    return [*lines, named(rest, columns)] if rest else lines


def written(
    text: Text, x: float, y: float, columns: int, like: Label, most: int = 2, *, standing: bool = False
) -> list[Label]:
    """Labels as `like` for a text whose block of lines has its middle at `y`; `standing`: its last line stands on `y`."""
    if not (text.zh or text.en):
        return []
    zh, en = broken(text.zh, columns, most), broken(text.en, columns, most)

    def block(lines: Sequence[Text]) -> list[Label]:
        step = like.size * 1.2
        first = y - (len(lines) - 1) * step if standing else y - (len(lines) - 1) * step / 2 + like.size * 0.36
        return [replace(like, x=x, y=first + i * step, text=line) for i, line in enumerate(lines)]

    if len(zh) == len(en):
        return block([Text(a, b) for a, b in zip(zh, en, strict=True)])
    # Each language has its own middle: a name of one line does not stand higher because it takes two in the other.
    return [*block([Text(a, "") for a in zh]), *block([Text("", b) for b in en])]


def legend(signs: Sequence[Sign], left: float, top: float, right: float) -> tuple[list[Shape], float]:
    """The signs one after the other, in as many lines as they take; and where the last line ends."""
    shapes: list[Shape] = []
    x, y = left, top
    for sign in signs:
        wide = 34 + room(sign.text, 11.5) + 16
        if x > left and x + wide > right:
            x, y = left, y + 24
        shapes += [moved(shape, x, y) for shape in sign.shapes]
        shapes.append(Label(x + 33, y + 12.5, sign.text, 11.5, "soft"))
        x += wide
    return shapes, y + 22


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape somewhere else."""
    if isinstance(shape, (Line, Polygon)):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


def hatch(box: Box, colour: str, step: float) -> list[Line]:
    """Slanting lines that fill a rectangle from edge to edge."""
    lines = []
    reach = box.width + box.height
    at = step / 2
    while at < reach:
        # From the left or lower edge up to the upper or right edge, at 45 degrees.
        start = (box.x + max(0.0, at - box.height), box.y + min(at, box.height))
        end = (box.x + min(at, box.width), box.y + max(0.0, at - box.width))
        lines.append(Line((start, end), colour, 1.1, about=box.about))
        at += step
    return lines
