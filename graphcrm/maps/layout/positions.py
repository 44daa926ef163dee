"""Where everybody stands: the same people stand in the same place from one meeting to the next.

Positions come from here and never from a simulation in the browser. They depend on grades, reporting lines, organisations and
ids, and on who has ever had to do with whom (`graphcrm.maps.pins`): a changed support, another strength, another day moves
nobody, nor do a few new ties. Places that people have chosen win over them, as far as there are cards.

=============  ===========================================================================================
people         drawn as
=============  ===========================================================================================
up to 60       cards on one screen
61 - 200       cards: an overview of the people who matter most, and one page per department
201 - 1,000    dots
1,001 - 2,000  dots, with a warning
above          refused (`UsageError`) with advice
=============  ===========================================================================================
"""

from __future__ import annotations

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.layout.cards import card_view, hops_of
from graphcrm.maps.layout.dots import dot_view
from graphcrm.maps.layout.ego_ways import near_ego
from graphcrm.maps.layout.pages import page_views
from graphcrm.maps.layout.views import Layout, Mode
from graphcrm.maps.records.model import MapModel

__all__ = ["has_places", "people_layout", "warned"]

_MAX_CARDS, _MAX_PAGES, _MAX_DOTS, _MAX_PEOPLE = 60, 200, 1000, 2000


def people_layout(model: MapModel) -> Layout:
    """Positions of a map, by the table of sizes above.

    Raises
    ------
    UsageError
        More than 2,000 people.
    """
    n = len(model.people)
    warning = warned(n)
    people = sorted(model.people, key=lambda p: p.id)
    if n <= _MAX_CARDS:
        return Layout(
            Mode.CARDS,
            (card_view("", people, model.edges, hops=hops_of(model), pins=model.pins, near=near_ego(model)),),
        )
    if n <= _MAX_PAGES:
        return Layout(Mode.PAGES, page_views(model, people, _MAX_CARDS))
    return Layout(Mode.DOTS, (dot_view(people, model.edges),), warning)


def has_places(people: int) -> bool:
    """Whether so many people are drawn as cards, whose places can be chosen."""
    return people <= _MAX_PAGES


def warned(people: int) -> Text | None:
    """What the reader of a map of so many people is told, if anything.

    Raises
    ------
    UsageError
        More than 2,000 people.
    """
    if people > _MAX_PEOPLE:
        raise UsageError(
            Text(
                "{n} 人超出一张图的上限（{most} 人）。请按部门汇总，或用 --from 只画某个人周围的网络。",
                "{n} people are more than one map can show ({most}). Aggregate by department, or draw the network round "
                "one person with --from.",
            ).format(n=f"{people:,}", most=f"{_MAX_PEOPLE:,}")
        )
    if people <= _MAX_DOTS:
        return None
    return Text(
        "{n} 人很多：图会慢，也难读。建议按部门汇总。",
        "{n} people are many: the map is slow and hard to read. Consider one map per department.",
    ).format(n=f"{people:,}")
