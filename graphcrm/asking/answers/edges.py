"""Where every influence weight comes from."""

from __future__ import annotations

from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """One row per part of an edge: level, p, confidence, q, age, decay, domain factor, ŵ of the edge, reporters."""
    rows = [
        {
            "from": edge.source,
            "to": edge.target,
            "kind": part.kind,
            "level": part.level,
            "p": part.p,
            "confidence": part.confidence,
            "q": part.q,
            "age": part.age,
            "decay": part.decay,
            "domain_factor": part.factor,
            "weight": edge.weight,
            "derived": part.derived,
            "reporters": [r.reported_by for r in part.reports],
        }
        for edge in ask.situation.graph.edges.values()
        for part in edge.parts
    ]
    return Answer.of(ask.top(rows))
