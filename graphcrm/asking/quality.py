"""How good the data behind an answer are, and what they rest on: printed under every table, part of every JSON answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.order_statistics import median
from graphcrm.analysis.situation import Situation, once
from graphcrm.graph.reports import reported_q
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence

__all__ = ["data_quality", "who_was_asked"]


def who_was_asked(situation: Situation) -> list[Text]:
    """A note if ties of the graph rest on those who named them alone, because nobody is recorded as asked."""
    reported = [p for e in situation.graph.edges.values() for p in e.parts if p.reports]
    open_ = sum(p.k is None for p in reported)
    if not open_:
        return []
    if open_ == len(reported):
        return [Text("未记录询问过谁", "not recorded who was asked")]
    return [
        Text(
            f"已录 {len(reported)} 条关系中，有 {open_} 条未记录询问过谁",
            f"not recorded who was asked about {open_} of the {len(reported)} recorded ties",
        )
    ]


@once
def data_quality(situation: Situation) -> Mapping[str, Any]:
    """Counts of people and edges, share of recorded edges of confidence ≥ B, share of people with a known stance, age, grade.

    The percentages are 0–100; the median age of recorded edges is in days; all None where there is nothing to count.
    """
    from graphcrm.analysis.data.audit import audit

    graph = situation.graph
    parts = [p for e in graph.edges.values() for p in e.parts if not p.derived]
    known = [p for p in graph.people if p in situation.support]
    settings = graph.snapshot.settings
    least = settings.confidence[Confidence.B]
    sure = sum(at_least(reported_q((r.confidence for r in p.reports), p.disputed, settings), least) for p in parts)
    return {
        "people": len(graph.people),
        "edges": len(graph.edges),
        "edges_confident_pct": 100 * sure / len(parts) if parts else None,
        "stances_known_pct": 100 * len(known) / len(graph.people) if graph.people else None,
        "median_age_days": median(p.age for p in parts) if parts else None,
        "grade": audit(situation).grade,
    }
