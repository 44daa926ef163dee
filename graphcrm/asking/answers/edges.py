"""Where every influence weight comes from."""

from __future__ import annotations

from graphcrm.asking.ask import Answer, Ask
from graphcrm.model.choices import Domain


def answer(ask: Ask) -> Answer:
    """One row per domain, trust or reporting line of a pair: its factors, the weight that they give, and the pair's."""
    rows = [
        {
            "from": edge.source,
            "to": edge.target,
            "kind": part.kind,
            "domain": Domain(part.domain),
            "level": part.level,
            "p": part.p,
            "confidence": part.confidence,
            "q": part.q,
            "age": part.age,
            "decay": part.decay,
            "domain_factor": part.factor,
            "weight": part.sign * part.weight,
            "weight_together": edge.weight,
            "derived": part.derived,
            "reporters": [r.reported_by for r in part.reports],
        }
        for edge in ask.situation.graph.edges.values()
        for part in edge.parts
    ]
    return Answer.of(ask.top(rows))
