"""Long text on several lines: broken at spaces, after arrows and separators, and between Chinese characters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from graphcrm.rendering.width import clusters, width

__all__ = ["pieces", "wrap"]


#: A line may end after these; an ASCII comma or hyphen is not among them, since numbers and dates hold it.
_AFTER = frozenset(" >→;/|·；、，")
#: A name or a word of so many columns is not broken between its characters.
_TOGETHER = 12
#: No line begins with these, none ends with those.
_CLOSING = frozenset("、。，；：！？）】」』”’》％%,.;:!?)]>→…·/ ")
_OPENING = frozenset("（【「『“‘《([")


def pieces(text: str, together: int = _TOGETHER) -> list[str]:
    """What should stay on one line, in order; together they are the text. A piece that is wider than `together` is broken
    between Chinese characters.

    >>> pieces("c6>c3 王工(c6)")
    ['c6>', 'c3 ', '王工(c6)']
    """
    found: list[str] = []
    for part in _cut(clusters(text), _ends):
        found += [part] if width(part) <= together else _cut(clusters(part), lambda a, b: width(a) == width(b) == 2)
    return found


def _cut(found: list[str], may_end: Callable[[str, str], bool]) -> list[str]:
    """Clusters put together again, but for where a line may end between two of them."""
    parts: list[str] = []
    for before, after in pairwise(["", *found]):
        ends = before and after[0] not in _CLOSING and before[0] not in _OPENING and may_end(before, after)
        if parts and not ends:
            parts[-1] += after
        else:
            parts.append(after)
    return parts


def _ends(before: str, after: str) -> bool:
    return before[0] in _AFTER


def wrap(text: str, room: float, wide: Callable[[str], float] = width) -> list[str]:
    """Lines of at most `room` columns; only blanks at the breaks are left out, and a piece that is too long is cut.

    `wide` measures a text where it is not columns that count.

    >>> wrap("王工 → 周CIO → 林行长", 12)
    ['王工 →', '周CIO →', '林行长']
    """
    if wide(text) <= room:
        return [text]
    lines, line = [], ""
    for piece in pieces(text):
        parts = [piece] if wide(piece.rstrip()) <= room else clusters(piece)
        for part in parts:
            if wide((line + part).rstrip()) > room:
                lines.append(line.rstrip())
                line = ""
            line = line + part if line else part.lstrip()
    return [*lines, line.rstrip()] if line or not lines else lines
