"""What organisations are to each other: one line for two that have anything to do with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.building.evidence import map_evidence
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.spoken import per_cent

__all__ = ["RELATIONS", "Ends", "relations"]

#: In the order in which several between the same two are named.
RELATIONS = (
    EdgeKind.COMPETES_WITH,
    EdgeKind.CONFLICTS_WITH,
    EdgeKind.SUPPLIES,
    EdgeKind.CONTRACT,
    EdgeKind.PARTNERS_ON,
    EdgeKind.ALLIED_WITH,
    EdgeKind.SUPERVISES,
    EdgeKind.CERTIFIES,
    EdgeKind.CONSULTS_FOR,
    EdgeKind.TENDERS_FOR,
    EdgeKind.HOLDS_EQUITY,
    EdgeKind.ENDORSES,
    EdgeKind.RECOMMENDS,
)
_HOSTILE = frozenset({EdgeKind.COMPETES_WITH, EdgeKind.CONFLICTS_WITH})
_MUTUAL = _HOSTILE | {EdgeKind.ALLIED_WITH, EdgeKind.CONTRACT}
_PARTS = {EdgeKind.SUPPLIES: "spend_share", EdgeKind.HOLDS_EQUITY: "share"}

Ends = Callable[[str], str | None]
"""Where on the map an end of a relation is: the id of a card, None for nowhere."""


@dataclass
class _Between:
    """What is recorded between two cards; `directed` holds each direction that any of it has."""

    words: list[Text] = field(default_factory=list)
    rows: list[Edge] = field(default_factory=list)
    directed: set[tuple[str, str]] = field(default_factory=set)
    hostile: bool = False
    both_ways: bool = False


def relations(s: Situation, ids: Iterable[str], place: Ends) -> Iterable[MapEdge]:
    """Lines between the cards of organisations (or of a person who endorses one), each with what it stands for.

    Parameters
    ----------
    ids
        The organisations, opportunities and people whose relations are asked for.
    place
        Where each end stands.
    """
    asked = frozenset(ids)
    found: dict[tuple[str, str], _Between] = {}
    for kind in RELATIONS:
        for edge in s.snapshot.index.edges(kind, asked):
            if kind is EdgeKind.CONFLICTS_WITH and edge.source in s.snapshot.people:
                continue
            a, b = place(edge.source), place(edge.target)
            if a is None or b is None or a == b:
                continue
            between = found.setdefault((min(a, b), max(a, b)), _Between())
            words = _words(kind, edge)
            if words not in between.words:
                between.words.append(words)
            between.rows.append(edge)
            between.hostile |= kind in _HOSTILE
            between.both_ways |= kind in _MUTUAL
            between.directed |= set() if kind in _MUTUAL else {(a, b)}
    for pair, between in sorted(found.items()):
        one_way = not between.both_ways and len(between.directed) == 1
        source, target = next(iter(between.directed)) if one_way else pair
        yield MapEdge(
            LineKind.RELATES,
            source,
            target,
            mutual=not one_way,
            hostile=between.hostile,
            relation=Text("、".join(w.zh for w in between.words), ", ".join(w.en for w in between.words)),
            evidence=tuple(map_evidence(s, row) for row in between.rows if row.observed_at),
            observed_at=max(row.observed_at for row in between.rows),
        )


def _words(kind: EdgeKind, edge: Edge) -> Text:
    part = edge.get(_PARTS.get(kind, ""))
    return Text(f"{kind.zh} {per_cent(part)}", f"{kind.en} {per_cent(part)}") if part else Text(kind.zh, kind.en)
