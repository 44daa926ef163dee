"""Change over time: what is different between two situations of one account.

People who came or went, seats that opened or were filled, reported relations that are new, gone or regraded, support that
moved, ties that changed their band, figures of the KPI block, ranks whose intervals do not overlap, and deciders who hang on a
single thread. The comparison is symmetric: ``diff(x, x)`` is empty, and ``diff(b, a)`` is ``diff(a, b)`` with before and after exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from graphcrm.analysis.bands import tie_band
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.coverage.tie import ties
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.uncertainty import Draws, draw
from graphcrm.analysis.opinion.support import supports
from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.threads import min_threads, threads
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.relationship_level import relationship_level
from graphcrm.dataclass import dataclass
from graphcrm.model.choice import Choice
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.settings import DEFAULT_SEED
from graphcrm.snapshot import Snapshot
from graphcrm.steps import steps

__all__ = ["KPI_FIGURES", "PRESENT", "VETO", "WEIGHT", "ChangeKind", "Difference", "diff"]


#: Figures of the KPI block that are compared.
KPI_FIGURES = (
    "covered", "supportive", "advocacy", "exclusive", "hostile", "unknown", "blind", "seats", "lean", "rag",
    "bow_tie", "min_threads", "level", "data_grade",
)  # fmt: skip
#: Value of a relation that has no level of its own, and of a seat that is open.
PRESENT = "present"
#: What stands beside the roles of a decision role.
WEIGHT, VETO = "weight=", "veto"
#: Relations of which there is one, whoever says so.
_SINGLE = frozenset({EdgeKind.REPORTS_TO, EdgeKind.OWNS})
#: Whose relations with an outsider are told beside those of people on the map.
_TOLD_WITH_OUTSIDERS = frozenset({OrgCategory.OUR_COMPANY, OrgCategory.COMPETITOR})
_DIGITS = 6

Value = float | int | str | None
#: What makes two reports versions of one: kind, ends, domain, opportunity, reporter.
Identity = tuple[str, str, str, str, str, str]


class ChangeKind(Choice):
    JOINED = "joined", "新加入", "joined"
    LEFT = "left", "离开", "left"
    SEAT = "seat", "待确认席位", "open seat"
    ADDED = "added", "新增关系", "relation added"
    REMOVED = "removed", "关系消失", "relation removed"
    LEVEL = "level", "程度变化", "level changed"
    SUPPORT = "support", "支持度变化", "support moved"
    TIE = "tie", "往来强弱变化", "tie band changed"
    KPI = "kpi", "指标变化", "figure changed"
    RANK = "rank", "排名明显变化", "rank moved"
    THREAD = "thread", "单线变化", "single thread"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different.

    item
        Ids: a person, two people, the opportunity or domain of a relation; for a figure its name.
    kind_of
        Kind of relation, "" for what is none.
    date
        Day of the change as far as it is recorded.
    source
        Who reported the newer state; for a tie, who of ours has it.
    """

    kind: ChangeKind
    item: tuple[str, ...]
    before: Value
    after: Value
    date: str | None = None
    source: str | None = None
    kind_of: str = ""


def diff(
    before: Situation, after: Situation, *, seed: int = DEFAULT_SEED, drawn: tuple[Draws, Draws] | None = None
) -> tuple[Difference, ...]:
    """Everything that is different, kind by kind in the order of :class:`ChangeKind`, then by item.

    Parameters
    ----------
    before, after : Situation
        The same account and vendor on two days (in either order), built with the same options.
    seed : int
        Of the draws that give the intervals of ranks.
    drawn : pair of Draws, optional
        These draws of both, for a caller who has them already.
    """
    span = tuple(sorted(s.snapshot.as_of.isoformat() for s in (before, after)))
    parts: tuple[Callable[[], Iterable[Difference]], ...] = (
        lambda: _people(before, after),
        lambda: _seats(before, after),
        lambda: _relations(before, after, span[0], span[1]),
        lambda: _support(before, after),
        lambda: _ties(before, after),
        lambda: _figures(before, after),
        lambda: _ranks(before, after, drawn or (draw(before, seed=seed), draw(after, seed=seed))),
        lambda: _threads(before, after),
    )
    found = [difference for part in steps(parts) for difference in part()]
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda d: (order.index(d.kind), d.kind_of, d.item, d.source or "")))


def _here(situation: Situation) -> frozenset[str]:
    """The customer's people who have not left, and whose names are known."""
    return _present(situation) - _open(situation)


def _present(situation: Situation) -> frozenset[str]:
    snapshot, tree = situation.snapshot, situation.context.tree
    return frozenset(p for p in snapshot.index.people(tree) if not snapshot.has_left(p))


def _open(situation: Situation) -> frozenset[str]:
    """The customer's open seats."""
    return frozenset(p for p in _present(situation) if situation.snapshot.is_seat(p))


def _people(before: Situation, after: Situation) -> Iterator[Difference]:
    old, new = _here(before), _here(after)
    for person in sorted(old ^ new):
        org = (after if person in new else before).snapshot.people[person].org
        day = _moved_on(person, before.snapshot, after.snapshot)
        if person in new:
            yield Difference(ChangeKind.JOINED, (person,), None, org, date=day)
        else:
            yield Difference(ChangeKind.LEFT, (person,), org, None, date=day)


def _seats(before: Situation, after: Situation) -> Iterator[Difference]:
    old, new = _open(before), _open(after)
    for seat in sorted(old ^ new):
        was, now = (None, PRESENT) if seat in new else (PRESENT, None)
        yield Difference(ChangeKind.SEAT, (seat,), was, now, date=_moved_on(seat, before.snapshot, after.snapshot))


def _moved_on(person: str, before: Snapshot, after: Snapshot) -> str | None:
    """Day on which a person left or a seat ended, or on which a membership began, if it is recorded and lies between the two days."""
    first, last = sorted((before.as_of.isoformat(), after.as_of.isoformat()))
    days = {who.left_on for s in (before, after) if (who := s.people.get(person)) and who.left_on}
    for snapshot in (before, after):
        days |= {e.valid_from for e in snapshot.index.edges(EdgeKind.MEMBER_OF, [person]) if e.valid_from}
    return max((day for day in days if first < day <= last), default=None)


def _relations(before: Situation, after: Situation, first: str, last: str) -> Iterator[Difference]:
    """Reports of relations with the account, each reporter's on its own; stances are the matter of `_support`."""
    scope = _scope(before) | _scope(after)
    on_map = before.graph.index.keys() | after.graph.index.keys()
    old, new = _reports(before.snapshot, scope, on_map), _reports(after.snapshot, scope, on_map)
    for identity in sorted(old.keys() | new.keys()):
        one, other = old.get(identity), new.get(identity)
        present = other or one
        assert present is not None
        whole = False
        if one is not None and other is not None:
            whole = _beside(one) != _beside(other)
            if not whole and _value(one) == _value(other):
                continue
            kind = ChangeKind.LEVEL
            newest = max(one, other, key=lambda e: (_seen(e), e.valid_from))
            day: str | None = _seen(newest) or None
        else:
            kind = ChangeKind.ADDED if one is None else ChangeKind.REMOVED
            newest = present
            day = next((d for d in (_seen(newest), newest.valid_to) if first < d <= last), None)
        name, source, target, domain, opportunity, _ = identity
        rest = (part for part in (domain, opportunity) if part)
        yield Difference(
            kind,
            (source, target, *rest),
            None if one is None else _value(one, whole=whole),
            None if other is None else _value(other, whole=whole),
            date=day,
            source=newest.reported_by or None,
            kind_of=name,
        )


def _scope(situation: Situation) -> frozenset[str]:
    """The account's organisations, their people, and its opportunities."""
    snapshot, tree = situation.snapshot, situation.context.tree
    deals = (o.id for o in snapshot.index.opportunities(tree))
    return frozenset((*tree, *snapshot.index.people(tree), *deals))


def _reports(snapshot: Snapshot, scope: frozenset[str], on_map: Set[str]) -> Mapping[Identity, Edge]:
    """Relations of the account, and those of outsiders on its map with each other, with ours and with competitors' people, for they
    move its figures, too; what an outsider has with another customer is that customer's."""

    def told(person: str) -> bool:
        return person in on_map or (person in snapshot.people and snapshot.category(person) in _TOLD_WITH_OUTSIDERS)

    found: dict[Identity, Edge] = {}
    for kind in EdgeKind:
        if kind is EdgeKind.STANCE:
            continue
        for edge in snapshot.index.edges(kind, scope | on_map):
            if not (edge.source in scope or edge.target in scope or (told(edge.source) and told(edge.target))):
                continue
            domain = "" if edge.domain == "general" else edge.domain
            opportunity = "" if kind is EdgeKind.ROLE_IN else edge.opportunity or ""
            reporter = "" if kind in _SINGLE else edge.reported_by
            identity = (kind.value, edge.source, edge.target, domain, opportunity, reporter)
            known = found.get(identity)
            if known is None or (_seen(edge), edge.reported_by) > (_seen(known), known.reported_by):
                found[identity] = edge
    return found


def _seen(edge: Edge) -> str:
    """Day from which a report counts."""
    return max(edge.valid_from, edge.observed_at)


def _beside(edge: Edge) -> tuple[int, float | None, bool]:
    """What counts beside a level or roles: whether an influence is against somebody, weight and veto in a decision."""
    return edge.polarity if edge.level is not None else 1, edge.get("decision_weight"), bool(edge.get("veto"))


def _value(edge: Edge, *, whole: bool = False) -> Value:
    """What may change in a relation: its level, else what takes its place in that kind.

    With `whole`, where that changed, what counts beside it: a level below zero against somebody, ``approver;weight=0.2;veto``.
    """
    polarity, weight, veto = _beside(edge)
    if edge.level is not None:
        return edge.level * (polarity if whole else 1)
    for name in ("declared_level", "external_score", "status", "line", "history", "form", "share", "role"):
        value: Value = edge.get(name)
        if value is not None:
            return value
    held = list(edge.get("roles", ()))
    if whole and weight is not None:
        held.append(f"{WEIGHT}{weight:g}")
    if whole and veto:
        held.append(VETO)
    return ";".join(held) or PRESENT


def _support(before: Situation, after: Situation) -> Iterator[Difference]:
    # Whoever is on the map on one of the days had an attitude on the other, too, if one is recorded.
    people = before.concerned | after.concerned
    olds, news = (supports(s.snapshot, s.context, s.context.vendor, people) for s in (before, after))
    for person in sorted(olds.keys() | news.keys()):
        old, new = olds.get(person), news.get(person)
        if (old and old.level) == (new and new.level) or not _concerns(person, before, after):
            continue
        newest = max(
            (s for s in (old, new) if s), key=lambda s: (s.observed_at, sorted(r.reported_by for r in s.reports))
        )
        who = ";".join(sorted({report.reported_by for report in newest.reports}))
        yield Difference(
            ChangeKind.SUPPORT,
            (person,),
            None if old is None else old.level,
            None if new is None else new.level,
            date=newest.observed_at or None,
            source=who or None,
        )


def _concerns(person: str, *situations: Situation) -> bool:
    """Whether a person is on the account's map, or of its people and has not left, on either day."""
    return any(person in s.graph.index or person in _present(s) for s in situations)


def _ties(before: Situation, after: Situation) -> Iterator[Difference]:
    people = set(before.graph.people) | set(after.graph.people)
    olds, news = (ties(s.snapshot, people & s.snapshot.people.keys()) for s in (before, after))
    since = min(before.snapshot.as_of, after.snapshot.as_of).isoformat()
    for person in sorted(people):
        (old, _), (new, _) = olds.best(person), news.best(person)
        if tie_band(old) == tie_band(new):
            continue
        contacts = [t for known in (olds, news) for t in known.of(person) if t.last_contact]
        last = max(contacts, key=lambda t: (t.last_contact or "", t.ours), default=None)
        day = last.last_contact if last else None
        if (day or "") <= since:
            day = None  # A tie that cools by silence does so on no day.
        rose = (new > old) is (after.snapshot.as_of > before.snapshot.as_of)
        if rose and day is None:
            last = None  # No contact made it warmer: what was declared of it did, which stands among the relations.
        yield Difference(
            ChangeKind.TIE, (person,), tie_band(old), tie_band(new), date=day, source=last.ours if last else None
        )


def _figures(before: Situation, after: Situation) -> Iterator[Difference]:
    old, new = _block(before), _block(after)
    for name in KPI_FIGURES:
        if _settled(old[name]) != _settled(new[name]):
            yield Difference(ChangeKind.KPI, (name,), old[name], new[name])


def _settled(value: Value) -> Value:
    """A figure without the last digits, in which two ways to the same number differ; what is told keeps them."""
    return round(value, _DIGITS) if isinstance(value, float) else value


def _block(situation: Situation) -> Mapping[str, Value]:
    block = kpi_block(
        situation,
        key_persons(situation),
        bow_tie=bow_tie(situation).index,
        min_threads=min_threads(situation),
        level=relationship_level(situation).level,
        data_grade=audit(situation).grade,
    )
    return {name: getattr(block, name) for name in KPI_FIGURES}


def _ranks(before: Situation, after: Situation, drawn: tuple[Draws, Draws]) -> Iterator[Difference]:
    """People on both maps whose 5–95 % intervals of the rank do not overlap."""
    old, new = _intervals(before, drawn[0]), _intervals(after, drawn[1])
    for person in sorted(old.keys() & new.keys()):
        (rank, low, high), (now, now_low, now_high) = old[person], new[person]
        if high < now_low or now_high < low:
            yield Difference(ChangeKind.RANK, (person,), rank, now)


def _intervals(situation: Situation, draws: Draws) -> Mapping[str, tuple[int, float, float]]:
    if not situation.graph.people:
        return {}
    low, high = draws.rank_interval()
    return {p: (situation.places[p][0], float(low[i]), float(high[i])) for i, p in enumerate(draws.people)}


def _threads(before: Situation, after: Situation) -> Iterator[Difference]:
    """Deciders who have come to hang on one thread, or no longer do."""
    old, new = ({t.decider: t.number for t in threads(s)} for s in (before, after))
    for decider in sorted(old.keys() | new.keys()):
        if (old.get(decider) == 1) != (new.get(decider) == 1):
            yield Difference(ChangeKind.THREAD, (decider,), old.get(decider), new.get(decider))
