"""Why this result: the paths behind a share, hop by hop, with their evidence."""

from __future__ import annotations

from itertools import pairwise

from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled, labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, Source

_OWN_VOTE = Labelled.of("decision_weight", Text("本人决策权重", "their own decision weight"))


def answer(ask: Ask) -> Answer:
    """The four paths that carry most of a person's share; a row per hop, a row of its own for the person's own vote."""
    s, person = ask.situation, ask.params["person"]
    s.snapshot.person(person)
    graph = s.graph
    if person not in graph.index:
        raise UsageError(
            Text(
                f"{person} 不在影响图中，没有份额可解释",
                f"{person} is not in the influence graph: there is no share to explain",
            )
        )
    at = graph.index[person]
    share = float(s.share[at])
    rows = []
    for found in s.backward.best(at, ask.get("top")):
        path = [graph.people[i] for i in found.nodes]
        head = {"path": path, "contribution_pct": 100 * found.contribution / share if share else 0.0}
        hops = list(pairwise(path))
        if not hops:
            own = {
                "hop": ask.path(path[0]),
                "weight": s.weight_of(path[0]),
                "source": _OWN_VOTE,
                "date": None,
                "confidence": None,
            }
            rows.append({**head, **own})
        for pair in hops:
            edge = graph.edges[pair]
            part = edge.strongest
            newest = max(part.reports, key=lambda r: r.observed_at, default=None)
            rows.append(
                {
                    **head,
                    "hop": ask.path(*pair),
                    "weight": edge.weight,
                    "source": labelled(Source, newest.get("source")) if newest else part.kind,
                    "date": newest.observed_at or None if newest else None,
                    "confidence": labelled(Confidence, part.confidence),
                }
            )
    return Answer.of(rows, remarks=[share_sentence(s, ask.draws, person)], cut=True)
