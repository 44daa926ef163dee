"""Counter-influence: what a signed reading says of itself.

With ``W = ŵ₊ − ŵ₋`` and ``D = Σ|W|`` the equilibrium stays uniquely solvable, but shares may be negative: whoever has a negative
share moves the decision away from their own view. The shares need not sum to one any more, and Σ|share| says how much influence
there is in all. Paths, circles and everything that rests on the undirected graph take what is positive in W.
"""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import counted, per_cent

__all__ = ["counter_note", "counter_ties"]


def counter_note(situation: Situation) -> Text | None:
    """The assumption under every signed answer: how many ties count against, and Σ|share|.

    Under an unsigned one it is told where nothing but counter-influence is recorded, else there is none.
    """
    graph = situation.graph
    if not graph.options.signed:
        count = 0 if graph.edges else counter_ties(situation)
        return _left_out(count) if count else None
    against = int((graph.W < 0).sum())
    total = per_cent(float(np.abs(situation.share).sum()))
    if not against:
        return Text(
            "计入反向影响：没有净值为负的影响关系，份额绝对值合计 {total}",
            "counter-influence counted: no tie is negative on balance; the absolute values of the shares sum to {total}",
        ).format(total=total)
    return Text(
        "计入反向影响：{count}净值为负，份额可为负，绝对值合计 {total}",
        "counter-influence counted: {count} negative on balance; shares may be negative, their absolute values sum to {total}",
    ).format(count=Text(f"{against} 条影响关系", f"{against} {'tie is' if against == 1 else 'ties are'}"), total=total)


def counter_ties(situation: Situation) -> int:
    """How many ties of counter-influence are recorded between people of the graph."""
    members = situation.graph.index
    recorded = situation.snapshot.index.edges(EdgeKind.INFLUENCES, members)
    ends = {(e.source, e.target) for e in recorded if e.polarity < 0 and e.level}
    return sum(a in members and b in members for a, b in ends)


def _left_out(count: int) -> Text:
    """How many ties of counter-influence a graph without any influence leaves out."""
    return Text(
        f"只录有反向影响（{count} 条），未计入；graphcrm query key-influencers --signed 会计入",
        f"only counter-influence is recorded ({counted(count, 'tie')}), and it is left out: "
        "graphcrm query key-influencers --signed counts it",
    )
