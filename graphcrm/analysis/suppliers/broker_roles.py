"""In which role an organisation brokers: that of Gould & Fernandez (1989) in which most open paths run through its people."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graphcrm.analysis.groups.bridges import Role
from graphcrm.analysis.groups.brokerage import ROLES, open_two_paths
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation

__all__ = ["broker_roles"]


def broker_roles(situation: Situation) -> Mapping[str, Role]:
    """The role of every organisation of the graph with an open path through any of its people; the customer's tree is one.

    An organisation's people are those whose primary post is there. Somebody with a second post at the customer carries
    influence as one of the customer's, as in ``bridges``, and what is carried so counts for the organisation that sent them.
    Of equally many paths those of larger weight decide, then the order of the roles.
    """
    snapshot, context = situation.snapshot, situation.context
    if not situation.graph.people:
        return {}
    customer = context.account.id
    homes = [customer if (org := snapshot.people[p].org) in context.tree else org for p in situation.graph.people]
    sides = [
        customer if snapshot.index.belongs(p, context.tree) else home
        for p, home in zip(situation.graph.people, homes, strict=True)
    ]
    names = sorted({*homes, *sides})
    home, side = (np.array([names.index(label) for label in labels], dtype=np.intp) for labels in (homes, sides))
    paths = open_two_paths(situation.graph.W)
    counts, scores = paths.counts(side), paths.scores(side)
    found = {}
    for at, name in enumerate(names):
        numbers, weights = counts[home == at].sum(axis=0), ordinal(scores[home == at].sum(axis=0))
        best = min(range(len(ROLES)), key=lambda role: (-numbers[role], -weights[role], role))
        if numbers[best]:
            found[name] = Role(ROLES[best])
    return found
