"""Support: each person's recorded attitude toward a vendor, combined over reporters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graphcrm.graph.context import Context
from graphcrm.graph.reports import agreed_level, best_grade, counted_reports
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot, days_between

__all__ = ["Support", "competitor_supports", "opinion", "supports"]

_OPINION = {-1: -1.0, 0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0}


@dataclass(frozen=True, slots=True)
class Support:
    """Support level −1..3, its date, and whether it is older than the stale limit (180 days)."""

    level: int
    observed_at: str
    stale: bool
    subtype: str | None
    confidence: str
    reports: tuple[Edge, ...]

    @property
    def x(self) -> float:
        """Opinion in [−1, 1]."""
        return _OPINION[self.level]


def opinion(level: int | None) -> float:
    """Opinion of a support level: −1→−1, 0→0, 1→⅓, 2→⅔, 3→1; unknown → 0 (and counted as unknown elsewhere)."""
    return 0.0 if level is None else _OPINION[level]


def supports(
    snapshot: Snapshot, context: Context, vendor: str | None, people: Collection[str]
) -> Mapping[str, Support]:
    """Support of those among some people who have a recorded stance toward `vendor`.

    Stances for the context's opportunity go before general ones. Several reporters combine as edges do: at most three
    (highest q, newest, id), q-weighted lower median, the date of the newest. People without a stance are absent, and so are
    open seats: an attitude belongs to a person, not to a post.
    """
    stances = snapshot.index.edges(EdgeKind.STANCE, people)
    return _supports((e for e in stances if e.target == vendor), snapshot, context)


def _supports(stances: Iterable[Edge], snapshot: Snapshot, context: Context) -> Mapping[str, Support]:
    """Support of each person by stances toward one vendor."""
    wanted = context.opportunity.id if context.opportunity else None
    rows: dict[str, tuple[list[Edge], list[Edge]]] = {}
    for edge in stances:
        if edge.level is not None and edge.source in snapshot.people and not snapshot.is_seat(edge.source):
            own, general = rows.setdefault(edge.source, ([], []))
            if edge.opportunity is None:
                general.append(edge)
            elif edge.opportunity == wanted:
                own.append(edge)
    found = {}
    for person in sorted(rows):
        own, general = rows[person]
        if own or general:
            found[person] = _combined(own or general, snapshot)
    return found


def _combined(edges: list[Edge], snapshot: Snapshot) -> Support:
    counted = counted_reports(edges, snapshot.settings.confidence)
    level = agreed_level(counted, snapshot.settings.confidence)
    newest = max(counted, key=lambda e: e.observed_at)
    stale = days_between(newest.observed_at, snapshot.as_of) > snapshot.settings.stale["stance_days"]
    subtype = next((e.get("subtype") for e in counted if e.level == -1 and e.get("subtype")), None)
    return Support(
        level,
        newest.observed_at,
        stale,
        subtype if level == -1 else None,
        best_grade(counted),
        counted,
    )


def competitor_supports(snapshot: Snapshot, context: Context, people: Collection[str]) -> Mapping[str, int]:
    """Highest support of each of some people toward the opportunity's competitors, toward any competitor if it names none."""
    named = set(context.opportunity.competitors) if context.opportunity else set()
    toward: dict[str, list[Edge]] = {}
    for edge in snapshot.index.edges(EdgeKind.STANCE, people):
        rival = snapshot.orgs.get(edge.target)
        if edge.target in named if named else rival is not None and rival.category == OrgCategory.COMPETITOR:
            toward.setdefault(edge.target, []).append(edge)
    highest: dict[str, int] = {}
    for stances in toward.values():
        for person, support in _supports(stances, snapshot, context).items():
            highest[person] = max(highest.get(person, -1), support.level)
    return highest
