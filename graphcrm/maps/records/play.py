"""What the page of a map needs to play a scenario through: the numbers of the model, not only its results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.pages.redaction import allow

__all__ = ["MapPlay"]


@dataclass(frozen=True, slots=True)
class MapPlay:
    """The influence model of one decision; all tuples follow `people`.

    r, kappa, tie
        Decision weight (sum 1), stubbornness (> 0), our best tie.
    assumed
        What stands for `r`, the first that gives anybody weight, once all who have some are gone.
    level
        Support toward us, −1 … 3, None where unknown.
    fresh
        Whether that support is recent enough to count as known.
    edges
        (place of who moves, place of who is moved, effective weight).
    opinions
        Opinion x of each support level −1 … 3.
    active
        Tie from which on somebody counts as covered.
    removal
        Whether somebody's leaving can be played: not in the mixture of several opportunities, whose weights change one by one.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"people"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(
        insight="people r assumed kappa tie level fresh edges opinions active removal"
    )

    people: tuple[str, ...] = ()
    r: tuple[float, ...] = ()
    assumed: tuple[tuple[float, ...], ...] = ()
    kappa: tuple[float, ...] = ()
    tie: tuple[float, ...] = ()
    level: tuple[int | None, ...] = ()
    fresh: tuple[bool, ...] = ()
    edges: tuple[tuple[int, int, float], ...] = ()
    opinions: tuple[float, ...] = ()
    active: float = 0.3
    removal: bool = True
