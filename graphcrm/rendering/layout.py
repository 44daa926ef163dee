"""Tables in plain text: aligned columns; where a screen is too narrow for them, cells on several lines or a record at a time.

Nothing is ever left out: what does not fit is broken over lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from graphcrm.dataclass import dataclass
from graphcrm.harmless import harmless
from graphcrm.rendering.width import width
from graphcrm.rendering.wrapping import pieces, wrap

__all__ = ["Laid", "laid_out", "paragraph"]


_GAP = "  "
#: A column of text is not made narrower than this, nor than its longest word up to the second.
_NARROW, _WORD = 8, 16
#: A heading of Chinese characters is not made narrower than this.
_HEADING = 4
#: A row of more lines than this reads better as a record.
_TALL = 5
#: Where less room than this is left beside its headings, a record puts its values below them.
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Laid:
    """A table as text, whether it is laid out otherwise than one line a row, whether as a block for each row, and the headings of
    what was left out of it."""

    text: str
    changed: bool = False
    blocks: bool = False
    without: tuple[str, ...] = ()


def laid_out(
    headings: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool], room: int | None = None
) -> Laid:
    """The table in at most `room` columns; without `room` one line a row, however long.

    Columns on the right hold numbers, which are never broken.
    """
    heads, *cells = [[harmless(cell) for cell in row] for row in (headings, *rows)]
    natural = [max(width(row[i]) for row in (heads, *cells)) for i in range(len(heads))]
    if room is None or _total(natural) <= room:
        return Laid(_grid(heads, cells, natural, right))
    widths = _widths(heads, cells, right, [min(w, room) for w in natural], room)
    if widths is not None:
        tallest = max((len(wrap(c, w)) for row in cells for c, w in zip(row, widths, strict=True)), default=1)
        if tallest <= _TALL:
            return Laid(_grid(heads, cells, widths, right), changed=True)
    return Laid(_records(heads, cells, room), changed=True, blocks=True)


def paragraph(text: str, room: int | None, mark: str = "") -> str:
    """A sentence on as many lines as it needs, the further ones indented as far as its mark is wide."""
    text = harmless(text)
    lines = [text] if room is None else wrap(text, room - width(mark))
    return "\n".join((mark if i == 0 else " " * width(mark)) + line for i, line in enumerate(lines))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _widths(
    heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], natural: Sequence[int], room: int
) -> list[int] | None:
    """Widths that fit: first headings are broken, then cells, the widest first; None where columns cannot be so narrow."""
    columns = [[row[i] for row in cells] for i in range(len(heads))]
    words = [
        min(w, max(_HEADING, *(width(piece.rstrip()) for piece in ["", *pieces(head, _HEADING)])))
        for head, w in zip(heads, natural, strict=True)
    ]
    unbroken = [
        min(w, max([word, *map(width, column)])) for w, word, column in zip(natural, words, columns, strict=True)
    ]
    least = [
        whole if numbers else min(whole, max(_NARROW, word, min(_longest_word(column), _WORD)))
        for whole, word, column, numbers in zip(unbroken, words, columns, right, strict=True)
    ]
    if _total(least) > room:
        return None
    widths = list(natural)
    for floor in (unbroken, least):
        while _total(widths) > room and (wider := [(w, i) for i, w in enumerate(widths) if w > floor[i]]):
            widths[max(wider)[1]] -= 1
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    return max((width(piece.rstrip()) for text in texts for piece in pieces(text)), default=0)


def _grid(heads: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[bool]) -> str:
    lines = _row(heads, widths, right, bottom=True)
    lines.append(_GAP.join("─" * w for w in widths))
    for row in cells:
        lines += _row(row, widths, right)
    return "\n".join(line.rstrip() for line in lines)


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool], *, bottom: bool = False) -> list[str]:
    broken = [(_evenly if bottom else wrap)(cell, w) for cell, w in zip(row, widths, strict=True)]
    tall = max(map(len, broken))
    if bottom:
        broken = [[""] * (tall - len(lines)) + lines for lines in broken]
    padded = zip_longest(*broken, fillvalue="")
    return [_GAP.join(_pad(c, w, r) for c, w, r in zip(line, widths, right, strict=True)) for line in padded]


def _evenly(heading: str, room: int) -> list[str]:
    """As few lines as a heading needs, and as even as they can be without breaking a word.

    >>> _evenly("影响份额", 6), _evenly("influence on", 11)
    (['影响', '份额'], ['influence', 'on'])
    """
    lines = wrap(heading, room)
    least = max((width(piece.rstrip()) for piece in pieces(heading, _HEADING)), default=0)
    while len(lines) > 1 and (widest := max(map(width, lines))) > least:
        narrower = wrap(heading, widest - 1)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _pad(text: str, room: int, right: bool) -> str:
    pad = " " * (room - width(text))
    return pad + text if right else text + pad


def _records(heads: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> str:
    """A block a row: its fields one below the other, a rule between the blocks."""
    label = max(map(width, heads), default=0) + len(_GAP)
    beside = room - label >= _BESIDE
    blocks = []
    for row in cells:
        lines: list[str] = []
        for head, cell in zip(heads, row, strict=True):
            if beside:
                first, *more = wrap(cell, room - label)
                lines += [_pad(head, label, right=False) + first, *(" " * label + line for line in more)]
            else:
                lines += [*wrap(head, room), *(_GAP + line for line in wrap(cell, room - len(_GAP)))]
        blocks.append("\n".join(line.rstrip() for line in lines))
    return f"\n{'─' * min(room, 40)}\n".join(blocks)
