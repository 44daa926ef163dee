"""The smallest set of people whose loss cuts us off from everybody who decides.

All deciders are taken for one target in the pruned access graph of :mod:`graphcrm.analysis.resilience.threads`, so that the smallest
set is a minimum cut (Menger 1927); it may hold people of ours and of theirs. A decider who is reached is no obstacle on the way to
another: whoever reaches one is not cut off. Of several smallest sets the one nearest to the deciders is given. For our own resilience:
it says whom we depend on.
"""

from __future__ import annotations

from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.paths.disjoint import RouteNet
from graphcrm.analysis.resilience.threads import thread_hops
from graphcrm.analysis.situation import Situation

__all__ = ["cut_off"]

#: No id is empty.
_DECISION = ""


def cut_off(situation: Situation) -> tuple[str, ...]:
    """The smallest set, by id; empty where no live thread leads to any decider as it is."""
    deciders = set(situation.weights.deciders)
    hops = [(u, _DECISION if v in deciders else v) for u, v in thread_hops(situation) if u not in deciders]
    inner = [p for p in situation.graph.people if p not in deciders and may_introduce(situation.snapshot, p)]
    return RouteNet(hops, situation.team, inner).routes_to(_DECISION).cut()
