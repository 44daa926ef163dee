"""Who is named on a map on which there are more people than names can be read: the same on the page, on paper and in reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.maps.network import dot_size
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

__all__ = ["by_weight", "foremost"]

#: So many are named, and in a network of ties the first of each community beside them.
_MOST = 14


def by_weight(model: MapModel) -> Sequence[MapPerson]:
    """Who decides, then key people, then the others by their shares, their places in a network of ties and their grades."""

    def weight(p: MapPerson) -> tuple[bool, bool, float, int, int, str]:
        rank = len(model.people) if p.rank is None else p.rank
        return not p.decides, "key_person" not in p.flags, -(p.share or 0.0), rank, -p.grade, p.id

    return sorted((p for p in model.people if not p.firm), key=weight)


def foremost(model: MapModel) -> Mapping[str, MapPerson]:
    """Those who are named among dots, by id, the first first.

    Parameters
    ----------
    model
        Redacted: who stands out only by what an edition withholds is not named there.

    Returns
    -------
    Mapping
        The first of `by_weight`, and the first of each community; but nobody whose dot is like all others and who neither decides nor
        is a key person, only because somebody has to come first.
    """
    order = by_weight(model)
    leaders = {p.community: p for p in reversed(order) if p.community is not None}
    named = {p.id for p in (*order[:_MOST], *leaders.values())}
    return {p.id: p for p in order if p.id in named and _stands_out(p)}


def _stands_out(p: MapPerson) -> bool:
    return p.decides or "key_person" in p.flags or p.rank is not None or dot_size(p.share) > dot_size(None)
