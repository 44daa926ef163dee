"""The entries that the legend of a map can have, in groups, and the class of what each explains."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access, Edition

__all__ = ["COVERAGE", "POWER", "ROLES", "SUPPORT", "Group", "legend_groups", "lines", "marks"]


#: Entries that an organisation chart may have too.
_OPEN = frozenset({"roles", "reports_to", "dotted", "seat"})


@dataclass(frozen=True, slots=True)
class Group:
    """Heading `legend.KEY` among the strings; entries are drawn by `ENTRIES` in ``visual/map/legend.js``.

    An entry that nothing on the map needs is left out by the page.
    """

    key: str
    entries: tuple[str, ...]


SUPPORT = Group("support", ("support",))
ROLES = Group("role", ("roles",))
COVERAGE = Group("coverage", ("tie", "gap"))
POWER = Group("power", ("power",))


def lines(*own: str) -> Group:
    """The lines of every map of people, with a kind's own before those that are seldom."""
    return Group(
        "lines",
        ("reports_to", "dotted", "influences", "derived", "uncertain", "stale", "quiet", *own, "conflicts", "hidden"),
    )


def marks(*own: str) -> Group:
    """The marks of every map of people, then a kind's own."""
    return Group("marks", ("decider", "seat", "outside", "shield", "left", *own))


def legend_groups(groups: Sequence[Group], edition: Edition) -> list[list[object]]:
    """What an edition's legend explains: [key, entries], in order, without empty groups."""
    admitted = [
        (g.key, [e for e in g.entries if (Access.OPEN if e in _OPEN else Access.INSIGHT) in edition.admits])
        for g in groups
    ]
    return [[key, entries] for key, entries in admitted if entries]
