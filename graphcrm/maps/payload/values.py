"""Values as a page carries them: whole per cents and bands, never a decimal; the first few reports; nothing that says nothing."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import groupby
from typing import Any

from graphcrm.i18n import Text
from graphcrm.maps.records.edges import MapEdge, MapEvidence
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import both, pair
from graphcrm.pages.text import shorten

__all__ = ["bare", "evidence_rows", "in_order", "numbering", "percent", "power", "tie_band"]


def bare(**values: Any) -> dict[str, Any]:
    """Without what is empty or false: zero counts as a value.

    >>> bare(support=0, title="", stale=False, tie=None)
    {'support': 0}
    """
    return {k: v for k, v in values.items() if v or (v == 0 and v is not False)}


_MOST = 6


def evidence_rows(evidence: tuple[MapEvidence, ...]) -> list[dict[str, Any]]:
    """At most six reports; one of which nothing may be said is left out."""
    rows = (
        bare(
            text=pair(Text(shorten(Text.of(e.text).zh, 600), shorten(Text.of(e.text).en, 600))),
            source=pair(e.source) if e.source else None,
            by=both(e.reported_by.zh, e.reported_by.en, 80) if e.reported_by else None,
            at=e.observed_at,
        )
        for e in evidence[:_MOST]
    )
    return [row for row in rows if row]


#: The band B, 5–15 %, is wide: its upper half has a dot of its own.
_UPPER_B = 0.10


def percent(part: float) -> str:
    """A fraction as whole per cent; what is above nothing but rounds to it says so.

    >>> percent(.2777), percent(.004), percent(0)
    ('28%', '<1%', '0%')
    """
    return "<1%" if 0 < part < 0.01 else f"{math.floor(part * 100 + 0.5)}%"


def power(share: float | None) -> int | None:
    """Power dots 1..5 from the share: the bands D, C, A and, in two halves, B.

    >>> [power(s) for s in (.005, .03, .07, .12, .3)]
    [1, 2, 3, 4, 5]
    """
    from graphcrm.analysis.bands import SHARE_BANDS
    from graphcrm.analysis.numbers import at_least

    if share is None:
        return None
    limits = [_UPPER_B, *(low for low, _, _ in SHARE_BANDS if low > 0)]
    return 1 + sum(at_least(share, limit) for limit in limits)


def tie_band(strength: float | None) -> int | None:
    """0 none, 1 weak, 2 moderate, 3 strong.

    >>> [tie_band(t) for t in (.05, .1, .3, .6)]
    [0, 1, 2, 3]
    """
    from graphcrm.analysis.bands import TIE_BANDS
    from graphcrm.analysis.numbers import at_least

    return None if strength is None else sum(at_least(strength, low) for low, _, _ in TIE_BANDS if low > 0)


def in_order(model: MapModel) -> MapModel:
    """The model with people and edges in an order of their own, so that the order of the input leaves no trace."""
    edges: list[MapEdge] = []
    for _, alike in groupby(sorted(model.edges, key=_main), key=_main):
        several = list(alike)
        edges += sorted(several, key=repr) if len(several) > 1 else several
    return replace(model, people=tuple(sorted(model.people, key=lambda p: p.id)), edges=tuple(edges))


def _main(edge: MapEdge) -> tuple[str, str, str, float]:
    return edge.kind.value, edge.source, edge.target, edge.weight


def numbering(model: MapModel) -> dict[str, int]:
    """Opaque number of each person, by id."""
    return {key: n for n, key in enumerate(sorted(p.id for p in model.people))}
