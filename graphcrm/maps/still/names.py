"""How large names are written, and in how many lines: so that all of a picture are of one size, and can be read on a page."""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.charts.lettering import broken
from graphcrm.maps.layout.views import CARD
from graphcrm.maps.records.people import MapPerson
from graphcrm.pages.text import named

__all__ = ["INNER", "common_size", "lines_of", "read_size"]


#: Points of a page or slide that a picture gets, and the size in which names are to be read there.
_PAGE, _READ = (800.0, 340.0), 8.0
#: The smallest and the largest names; the mean width of their letters at size 1.
LEAST, _MOST, _BOLD = 15.0, 21.0, 0.57
#: Room for the words of a card.
INNER = CARD[0] - 34


def read_size(width: float, height: float) -> float:
    """Letters of names on a picture of this size: the smaller it is shown, the larger they are on it."""
    return min(_MOST, max(LEAST, _READ / min(_PAGE[0] / width, _PAGE[1] / height)))


def common_size(people: Iterable[MapPerson], size: float) -> float:
    """The size in which the names of all cards are written: the largest in which two lines hold each, else the smallest."""
    names = [name for p in people for name in (p.name, p.name_en or p.name)]
    sizes = (size, 0.92 * size, 0.84 * size)
    whole = (letters for letters in sizes if not any("…" in _broken(name, letters, 2)[-1] for name in names))
    return next(whole, sizes[-1])


def lines_of(p: MapPerson, size: float) -> tuple[list[str], list[str]]:
    """A name in both languages, in two lines, or in three where it would be cut."""
    for most in (2, 3):
        zh, en = (_broken(name, size, most) for name in (p.name, p.name_en or p.name))
        if "…" not in zh[-1] + en[-1]:
            break
    return zh, en


def _broken(name: str, size: float, most: int) -> list[str]:
    return broken(named(name), int(INNER / (size * _BOLD)), most)
