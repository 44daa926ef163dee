"""Support: each person's recorded attitude toward a vendor, combined over reporters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graphcrm.dataclass import dataclass
from graphcrm.graph.asked import SurveyQuestions
from graphcrm.graph.context import Context
from graphcrm.graph.reports import agreed_level, best_grade, counted_reports
from graphcrm.i18n import Text
from graphcrm.model.choices import AskedAbout, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import signed

__all__ = ["Support", "competitor_supports", "opinion", "rival_orgs", "supports"]


_OPINION = {-1: -1.0, 0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0}


@dataclass(frozen=True, slots=True)
class Support:
    """Support level −1..3, its date, and whether it is older than the stale limit (180 days).

    `spread` are the lowest and the highest level that anybody reports. Of `k` colleagues who were asked or reported one, `named`
    reported a level; both None if it is not recorded who was asked.
    """

    level: int
    observed_at: str
    stale: bool
    subtype: str | None
    confidence: str
    reports: tuple[Edge, ...]
    spread: tuple[int, int]
    k: int | None = None
    named: int | None = None

    @property
    def x(self) -> float:
        """Opinion in [−1, 1]."""
        return _OPINION[self.level]

    @property
    def answers(self) -> Text | None:
        """How many of those asked could tell, and how far they agree; None if it is not recorded who was asked."""
        if self.k is None:
            return None
        low, high = self.spread
        said = Text(
            f"问过或主动说起的 {self.k} 人中 {self.named} 人给出程度",
            f"{self.named} of the {self.k} colleagues who were asked or spoke up could tell",
        )
        if low == high:
            return said + Text("，一致", ", all alike") if self.named != 1 else said
        return said + Text(f"，由 {signed(low)} 到 {signed(high)}", f", from {signed(low)} to {signed(high)}")


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
    found, questions = {}, SurveyQuestions(snapshot)
    for person in sorted(rows):
        own, general = rows[person]
        if own or general:
            found[person] = _combined(own or general, snapshot, questions.reporters(person, AskedAbout.STANCE))
    return found


def _combined(edges: list[Edge], snapshot: Snapshot, asked: frozenset[str]) -> Support:
    counted = counted_reports(edges, snapshot.settings.confidence)
    level = agreed_level(counted, snapshot.settings.confidence)
    newest = max(counted, key=lambda e: e.observed_at)
    stale = days_between(newest.observed_at, snapshot.as_of) > snapshot.settings.stale["stance_days"]
    subtype = next((e.get("subtype") for e in counted if e.level == -1 and e.get("subtype")), None)
    levels, reporters = [e.level for e in edges if e.level is not None], {e.reported_by for e in edges}
    return Support(
        level,
        newest.observed_at,
        stale,
        subtype if level == -1 else None,
        best_grade(counted),
        counted,
        (min(levels), max(levels)),
        len(asked | reporters) if asked else None,
        len(reporters) if asked else None,
    )


def rival_orgs(snapshot: Snapshot, context: Context) -> frozenset[str]:
    """Whom the vendor asked about competes with: the competitors of the opportunity; every competitor if it names none.

    Nobody competes with himself, and a competitor does with us.
    """
    named = context.opportunity.competitors if context.opportunity else ()
    rivals = frozenset(named or (o.id for o in snapshot.orgs.values() if o.category == OrgCategory.COMPETITOR))
    vendor, ours = snapshot.orgs.get(context.vendor or ""), snapshot.our_company
    if vendor is None or ours is None or vendor.category == OrgCategory.OUR_COMPANY:
        return rivals
    return rivals - {vendor.id} | {ours.id}


def competitor_supports(
    snapshot: Snapshot, context: Context, people: Collection[str], rivals: Collection[str] | None = None
) -> Mapping[str, int]:
    """Highest support of each of some people toward some rivals, those of :func:`rival_orgs` if not given.

    People without such a stance are absent.
    """
    against = rival_orgs(snapshot, context) if rivals is None else rivals
    toward: dict[str, list[Edge]] = {}
    for edge in snapshot.index.edges(EdgeKind.STANCE, people):
        if edge.target in against:
            toward.setdefault(edge.target, []).append(edge)
    highest: dict[str, int] = {}
    for stances in toward.values():
        for person, support in _supports(stances, snapshot, context).items():
            highest[person] = max(highest.get(person, -1), support.level)
    return highest
