"""Words in a chart: names in as many lines as they take, legends that flow, and how much room a text needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Label, Line, Polygon, Shape
from graphcrm.i18n import Text
from graphcrm.pages.text import named
from graphcrm.rendering.width import clusters, width

__all__ = ["Sign", "broken", "hatch", "legend", "moved", "room", "written"]


#: Mean width of a small and of a capital letter at size 1; a Chinese character is as wide as high.
_LETTER, _CAPITAL = 0.55, 0.72
#: Between signs of a legend.
_AFTER = 16


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
    >>> broken("General management · Head", 18), broken("General management · Head", 20)
    (['General management', 'Head'], ['General management', 'Head'])
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
        lines.append(kept.rstrip().removesuffix(" ·").removesuffix(" ・"))
        rest = rest[len(kept) :].lstrip().removeprefix("· ").removeprefix("・ ")
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


def legend(
    signs: Sequence[Sign], left: float, top: float, right: float, *, flowing: bool = False
) -> tuple[list[Shape], float]:
    """The signs in as few lines of about as many as hold them, one below the other in columns; and where the last line ends.

    `flowing`: where there is room for one column alone they follow one another in lines, as on a phone.
    """
    shapes: list[Shape] = []
    places = _places([34 + room(sign.text, 11.5) + _AFTER for sign in signs], right - left, flowing)
    for sign, (x, line) in zip(signs, places, strict=True):
        y = top + 24 * line
        shapes += [moved(shape, left + x, y) for shape in sign.shapes]
        shapes.append(Label(left + x + 33, y + 12.5, sign.text, 11.5, "soft"))
    return shapes, top + 24 * max((line for _, line in places), default=0) + 22


def _places(widths: Sequence[float], wide: float, flowing: bool) -> list[tuple[float, int]]:
    """Where each sign begins, and in which line.

    >>> _places([50, 100, 50, 90], 210, True), _places([50, 50, 150], 190, True)
    ([(0, 0), (100, 0), (0, 1), (100, 1)], [(0.0, 0), (50.0, 0), (0.0, 1)])
    """
    lefts = _columns(widths, wide)
    if len(lefts) > 1 or not flowing:
        return [(lefts[i % len(lefts)], i // len(lefts)) for i in range(len(widths))]
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for one in widths:
        if x and x + one - _AFTER > wide:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += one
    return places


def _columns(widths: Sequence[float], wide: float) -> list[float]:
    """Where each column begins: all equally far from each other, if there is room for it.

    In one language words are shorter than in the other: in columns that does not look torn.

    >>> _columns([50, 100, 50], 400), _columns([50, 100, 50], 210), _columns([50, 100, 50, 90], 210)
    ([0, 100, 200], [0, 50, 150], [0, 100])
    """
    for lines in range(1, len(widths) + 1):
        count = -(-len(widths) // lines)
        most = [max(widths[k::count]) for k in range(count)]
        if sum(most) <= wide or count == 1:
            steps = [max(most)] * count if max(most) * count <= wide else most
            return [*accumulate(steps[:-1], initial=0)]
    return [0]


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape somewhere else."""
    if isinstance(shape, (Line, Polygon)):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


def hatch(box: Box, step: float) -> list[Line]:
    """Slanting lines that fill a rectangle from edge to edge."""
    lines = []
    reach = box.width + box.height
    at = step / 2
    while at < reach:
        # From the left or lower edge up to the upper or right edge, at 45 degrees.
        start = (box.x + max(0.0, at - box.height), box.y + min(at, box.height))
        end = (box.x + min(at, box.width), box.y + max(0.0, at - box.width))
        lines.append(Line((start, end), "alert", 1.1, about=box.about))
        at += step
    return lines
