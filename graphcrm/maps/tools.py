"""What the tool bar of a map can have beside search, table and the like, and the class of what each tool speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access, Edition

__all__ = ["NETWORK", "PEOPLE", "Tool", "tool_keys"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that ``visual/templates/map.html.j2`` has; a sort of line is a button that switches it off."""

    key: str
    access: Access = Access.INSIGHT


#: Of every map of people.
PEOPLE = (
    Tool("hidden"),
    Tool("reports_to", Access.OPEN),
    Tool("influences"),
    Tool("conflicts"),
    Tool("derived"),
    Tool("uncertain"),
    Tool("strength"),
    Tool("gaps"),
)


#: Of a network of contacts.
NETWORK = (Tool("contacts"), Tool("strength"))


def tool_keys(tools: Sequence[Tool], edition: Edition) -> list[str]:
    """What an edition's tool bar has."""
    return [t.key for t in tools if t.access in edition.admits]
