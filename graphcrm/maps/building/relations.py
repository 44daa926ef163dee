"""What organisations are to each other: one line for two that have anything to do with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.building.edges import map_evidence
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.model.edges import EDGE_RULES, EdgeKind
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
_PARTS = {EdgeKind.SUPPLIES: "spend_share", EdgeKind.HOLDS_EQUITY: "share"}

Ends = Callable[[str], str | None]
"""Where on the map an end of a relation is: the id of a card, None for nowhere."""
_Row = tuple[EdgeKind, str, str, Edge]


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
    found: dict[tuple[str, str], list[_Row]] = {}
    for kind in RELATIONS:
        for edge in s.snapshot.index.edges(kind, asked):
            if kind is EdgeKind.CONFLICTS_WITH and edge.source in s.snapshot.people:
                continue
            a, b = place(edge.source), place(edge.target)
            if a is not None and b is not None and a != b:
                found.setdefault((min(a, b), max(a, b)), []).append((kind, a, b, edge))
    for pair, rows in sorted(found.items()):
        yield _line(s, pair, rows)


def _line(s: Situation, pair: tuple[str, str], rows: Sequence[_Row]) -> MapEdge:
    """One line for all that is recorded between two cards; it has a direction if all of it has the same one."""
    directed = {(a, b) for _, a, b, _ in rows}
    one_way = len(directed) == 1 and not any(EDGE_RULES[kind].mutual for kind, *_ in rows)
    source, target = next(iter(directed)) if one_way else pair
    words = list(dict.fromkeys(_words(kind, edge) for kind, _, _, edge in rows))
    return MapEdge(
        LineKind.RELATES,
        source,
        target,
        mutual=not one_way,
        hostile=any(EDGE_RULES[kind].hostile for kind, *_ in rows),
        relation=Text("、", ", ").join(words),
        evidence=tuple(map_evidence(s, edge) for *_, edge in rows if edge.observed_at),
        observed_at=max(edge.observed_at for *_, edge in rows),
    )


def _words(kind: EdgeKind, edge: Edge) -> Text:
    part = edge.get(_PARTS.get(kind, ""))
    return Text(f"{kind.zh} {per_cent(part)}", f"{kind.en} {per_cent(part)}") if part else Text(kind.zh, kind.en)
