"""Where every influence weight comes from."""

from __future__ import annotations

from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.graph.influence import EdgePart, InfluenceEdge
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, Domain
from graphcrm.spoken import counted, per_cent


def answer(ask: Ask) -> Answer:
    """One row per domain, trust or reporting line of a pair: its factors, the weight that they give, and the pair's.

    Of `k` colleagues who were asked about it or said something of it `named` name it; both empty if nobody is recorded as asked.
    """
    parts = [(edge, part) for edge in ask.situation.graph.edges.values() for part in edge.parts]
    rows = [
        ask.row(
            part,
            to=edge.target,
            domain=Domain(part.domain),
            confidence=labelled(Confidence, part.confidence),
            domain_factor=part.factor,
            weight=part.sign * part.weight,
            weight_together=edge.weight,
            reporters=[r.reported_by for r in part.reports],
            **{"from": edge.source},
        )
        for edge, part in parts
    ]
    return Answer.of(
        rows, nothing=no_influence(ask.situation), explain=[_sentence(ask, edge, part) for edge, part in parts]
    )


def _sentence(ask: Ask, edge: InfluenceEdge, part: EdgePart) -> Text:
    """Why the tie is believed as far as it is."""
    if not part.reports:
        why = Text("由汇报关系推导", "follows from the reporting line")
    elif part.k is None:
        n = len(part.reports)
        why = Text(f"{n} 人提到；未记录询问过谁", f"named by {counted(n, 'reporter')}; not recorded who was asked")
    elif part.k == 1:
        why = Text("只问过 1 人，他提到", "only 1 colleague was asked, who names it")
    else:
        verb = "names" if part.named == 1 else "name"
        why = Text(
            f"问过或主动说起的 {part.k} 人中 {part.named} 人提到",
            f"{part.named} of the {part.k} colleagues who were asked or spoke up {verb} it",
        )
    return Text("{u} → {v}：{why}（存在概率 {q}）。", "{u} → {v}: {why} (exists with probability {q}).").format(
        u=ask.name(edge.source), v=ask.name(edge.target), why=why, q=per_cent(part.q)
    )
