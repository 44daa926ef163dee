"""Bridge watch: ties that nothing else backs up, and that have been silent for a quarter.

A tie is a bridge if none of our other contacts borders on that person in the influence graph, taken undirected: whoever we know
there leads nowhere near. Bridges decay fastest, about nine in ten within a year (Burt 2000, 2002), so they are listed before they
have cooled.
"""

from __future__ import annotations

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation

__all__ = ["bridges"]


def bridges(situation: Situation) -> frozenset[tuple[str, str]]:
    """Pairs of one of ours and a person of the graph: a tie of at least .10 that is a bridge, without a contact for 90 days (a setting).

    A contact of ours is whoever anybody of ours has a tie of at least .10 to.
    """
    least = situation.snapshot.settings.cooling["bridge_days"]
    contacts = {p for p in situation.graph.people if at_least(situation.ties.best(p)[0], LEAST_TIE)}
    return frozenset(
        (tie.ours, person)
        for person in contacts
        if not situation.graph.neighbours[person] & (contacts - {person})
        for tie in situation.ties.of(person)
        if at_least(tie.strength, LEAST_TIE) and (tie.days_silent is None or tie.days_silent >= least)
    )
