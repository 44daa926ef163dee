"""What already runs where, so that a further line is led where it crosses least and enters no frame of strangers.

Positions are half columns (alley c is 2c, column c is 2c + 1), heights as in `graphcrm.maps.layout.streets`. Where two lines
meet in one street, one from above and one along it, it depends on their tracks whether they cross: that counts half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from graphcrm.maps.layout.grid import Cell, Frame

__all__ = ["Traffic"]


class Upright(Protocol):
    """A stretch up or down."""

    @property
    def where(self) -> float: ...
    @property
    def ends(self) -> tuple[int, int]: ...


Piece = tuple[str, int, int, int]
"""Along a street: ("along", street, from, to); up or down: ("down", position, from, to)."""


class Traffic:
    """The lines laid so far on a grid of so many lines and columns."""

    def __init__(self, lines: int, columns: int, frames: Sequence[Frame]) -> None:
        places = 2 * columns + 2
        self._upright = [
            [0] * places for _ in range(lines + 2)
        ]  # half crossings of a run along the street, by position
        self._along = [[0] * places for _ in range(lines + 2)]  # runs along the street over a position
        self._laid: dict[tuple[str, Piece], int] = defaultdict(int)
        #: Of each street, which positions lie inside a frame.
        self._inside: dict[int, list[tuple[int, int, Frame]]] = defaultdict(list)
        self._frames = frames
        for frame in frames:
            for street in range(frame.top + 1, frame.bottom + 1):
                self._inside[street].append((2 * frame.left, 2 * frame.right + 2, frame))

    def lay(self, net: str, way: Sequence[Upright], times: int = 1) -> None:
        """Count a way, or with -1 take it away; pieces that lines of one net share count once."""
        for piece in _pieces(way):
            before = self._laid[net, piece]
            self._laid[net, piece] = before + times
            if (before > 0) != (before + times > 0):
                self._count(piece, times)

    def _count(self, piece: Piece, times: int) -> None:
        kind, place, low, high = piece
        if kind == "along":
            for position in range(low + 1, high):
                self._along[place][position] += times
            return
        for height in range(low + low % 2, high + 1, 2):
            self._upright[height // 2][place] += times * (2 if low < height < high else 1)

    def crossings(self, way: Sequence[Upright]) -> float:
        """About how many lines a way crosses."""
        half = 0
        for kind, place, low, high in _pieces(way):
            if kind == "along":
                half += sum(self._upright[place][low + 1 : high])
                continue
            for height in range(low + low % 2, high + 1, 2):
                half += self._along[height // 2][place] * (2 if low < height < high else 1)
        return half / 2

    def trespasses(self, way: Sequence[Upright], ends: tuple[Cell, Cell]) -> int:
        """How many frames a way enters in which neither of its ends stands."""
        if not self._frames:
            return 0
        found = 0
        for kind, place, low, high in _pieces(way):
            if kind == "along":
                for left, right, frame in self._inside.get(place, ()):
                    found += low < right and left < high and not _holds(frame, ends)
                continue
            for frame in self._frames:
                between = 2 * frame.left < place < 2 * frame.right + 2
                found += between and low < 2 * frame.bottom + 1 and high > 2 * frame.top + 1 and not _holds(frame, ends)
        return found


def _holds(frame: Frame, ends: tuple[Cell, Cell]) -> bool:
    return any(frame.top <= r <= frame.bottom and frame.left <= c <= frame.right for r, c in ends)


def _pieces(way: Sequence[Upright]) -> Iterator[Piece]:
    for v in way:
        low, high = sorted(v.ends)
        yield "down", int(2 * v.where + 1), low, high
    for a, b in pairwise(way):
        low, high = sorted((int(2 * a.where + 1), int(2 * b.where + 1)))
        yield "along", a.ends[1] // 2, low, high
