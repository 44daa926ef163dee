"""Who sits in between."""

from __future__ import annotations

from graphcrm.analysis.groups.structural_holes import structural_holes
from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.analysis.paths.brokers import brokers
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

#: Most dependents of a person that are listed.
_LISTED = 5


def answer(ask: Ask) -> Answer:
    """Everybody by decision betweenness, with the structural holes that their contacts span."""
    s = ask.situation
    holes = {h.id: h for h in structural_holes(s)}
    found = ask.top(brokers(s))
    rows = [
        ask.row(
            b,
            constraint=holes[b.id].constraint,
            effective_size=holes[b.id].effective_size,
            dependents=list(b.dependents[:_LISTED]),
        )
        for b in found
    ]
    remarks = []
    if not (s.graph.W > 0).any():
        remarks.append(no_influence(s, Text("没有任何中间人。", "nobody stands between others.")))
    elif found and not found[0].dependents:
        remarks.append(
            Text("没有人处在他人到决策者的路径上。", "Nobody stands on anybody else's path to the decision.")
        )
    both = Text("{way}{holes}", "{way} {holes}")
    explain = [both.format(way=b.sentence(s), holes=holes[b.id].sentence(s.snapshot)) for b in found]
    return Answer.of(rows, remarks=remarks, explain=explain)
