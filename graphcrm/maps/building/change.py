"""The change map: the map of people on two days at once, with the differences of Q35."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphcrm.analysis.influence.uncertainty import Draws, draw
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.time.changes import ChangeKind, Difference, diff
from graphcrm.asking.answers.changes import seen, sentence
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.graph.reports import agreed_level, counted_reports
from graphcrm.i18n import Text
from graphcrm.maps.building.edges import map_edges
from graphcrm.maps.building.model import people_model
from graphcrm.maps.building.people import map_people
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.changes import MapChange, MapChanges
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.findings import MapKpi, Tone
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge

__all__ = ["change_model"]


#: Relations that are lines of the map; who trusts is moved, so the line runs the other way round.
_LINES = {
    EdgeKind.INFLUENCES: (LineKind.INFLUENCES, 1),
    EdgeKind.TRUSTS: (LineKind.INFLUENCES, -1),
    EdgeKind.REPORTS_TO: (LineKind.REPORTS_TO, 1),
    EdgeKind.CONFLICTS_WITH: (LineKind.CONFLICTS, 1),
}
#: More days of history than this would make the page too large.
_MOST_DATES = 12
#: English of the kinds above their numbers, where it is not that of one change.
_COUNTED = {
    ChangeKind.SEAT: "Open seats",
    ChangeKind.ADDED: "Relations added",
    ChangeKind.REMOVED: "Relations removed",
    ChangeKind.LEVEL: "Levels changed",
    ChangeKind.SUPPORT: "Support levels moved",
    ChangeKind.TIE: "Tie bands changed",
    ChangeKind.RANK: "Ranks moved",
    ChangeKind.THREAD: "Single threads",
}
#: What becomes of a line whose only report came, went or has another level.
_FATES = {ChangeKind.ADDED: "came", ChangeKind.REMOVED: "gone", ChangeKind.LEVEL: "changed"}
_TONES: dict[ChangeKind, Tone] = {ChangeKind.LEFT: "warn", ChangeKind.REMOVED: "warn", ChangeKind.THREAD: "warn"}


def change_model(situation: Situation, draws: Draws, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """The later day, with whom and what only an earlier one had.

    Raises UsageError: ``--since`` is later than the day of the map, or ``--dates`` too many.
    """
    if asked.values.get("dates", 1) > _MOST_DATES:
        most = _MOST_DATES
        raise UsageError(Text(f"--dates 最多为 {most}", f"--dates may be {most} at most"))
    before = asked.before
    since, until = str(asked.values["since"]), situation.snapshot.as_of.isoformat()
    if before is None or since > until:
        raise UsageError(
            Text(f"--since {since} 晚于 {until}", f"--since {since} is later than the day of the map, {until}")
        )
    model = people_model(situation, draws, code, edition)
    here = {p.id for p in model.people}
    # Whoever or whatever is gone since any of the days is on the map of all of them, so that nobody moves.
    gone: dict[str, MapPerson] = {}
    drawn = [draw(then, seed=draws.seed) for then in (before, *asked.nearer)]
    for then, theirs in zip((before, *asked.nearer), drawn, strict=True):
        gone |= {p.id: p for p in map_people(then, theirs, without=here | gone.keys())}
    known = here | gone.keys()
    ask = Ask(find_query("changes"), situation.snapshot)
    days: list[MapChanges] = []
    removed: dict[tuple[LineKind, str, str], MapEdge] = {}
    for then, theirs in zip((before, *asked.nearer), drawn, strict=True):
        found = [d for d in diff(then, situation, drawn=(theirs, draws)) if seen(ask, d)]
        changes = tuple(_changes(ask, found, known, (then, situation)))
        day = then.snapshot.as_of.isoformat()
        days.append(MapChanges(day, changes, tuple(_kpis(day, found))))
        removed |= {(_sort(e), e.source, e.target): e for e in _removed(then, model.edges, changes, known)}
    first = days[0]
    return replace(
        model,
        people=(*model.people, *(replace(p, flags=p.flags | {"left"}) for p in gone.values())),
        edges=(*model.edges, *removed.values()),
        paths=(),
        play=None,
        kpis=first.kpis,
        changes=replace(first, nearer=tuple(days[1:])),
        # With several days these sentences follow the chosen one.
        texts=(*model.texts, *(c.sentence for c in first.changes if not c.people and not asked.nearer)),
    )


def _changes(
    ask: Ask, found: Sequence[Difference], known: set[str], days: tuple[Situation, Situation]
) -> Iterable[MapChange]:
    for d in found:
        ends = d.item[:2] if d.kind_of else d.item[:1]
        line: tuple[str, ...] = ()
        sort = LineKind.INFLUENCES
        became, steps = "", f"{d.before}→{d.after}" if d.kind is ChangeKind.LEVEL else ""
        if d.kind_of in _LINES and set(ends) <= known:
            sort, way = _LINES[EdgeKind(d.kind_of)]
            if sort is LineKind.REPORTS_TO:
                line = ends[::way]
            else:
                old, new = (_agreed(s, EdgeKind(d.kind_of), *ends) for s in days)
                fate = "came" if old is None else "gone" if new is None else "changed"
                line = ends[::way] if old != new else ()
                steps = f"{old}→{new}" if line and fate == "changed" else ""
                became = fate if line and fate != _FATES.get(d.kind) else ""
        yield MapChange(
            people=tuple(p for p in ends if p in known),
            kind=d.kind.value,
            sentence=sentence(ask, d),
            date=d.date or "",
            was=d.before if d.kind is ChangeKind.SUPPORT and isinstance(d.before, int) else None,
            line=line,
            steps=steps,
            sort=sort,
            became=became,
        )


def _agreed(situation: Situation, kind: EdgeKind, source: str, target: str) -> int | None:
    """The level on which the reports of a relation agree, the highest of its domains (below 0: against somebody); None without a tie.

    A line of the map is all the reports of it: a second one makes no new line, and with one of several the line is not gone.
    """
    parts: dict[tuple[str, int], list[Edge]] = {}
    for edge in situation.snapshot.index.edges(kind, [source]):
        if (edge.source, edge.target) == (source, target) and edge.level:
            parts.setdefault((edge.domain, edge.polarity), []).append(edge)
    confidence = situation.snapshot.settings.confidence
    levels = [
        sign * agreed_level(counted_reports(reports, confidence), confidence) for (_, sign), reports in parts.items()
    ]
    return max(levels, key=lambda level: (abs(level), level), default=None)


def _removed(
    before: Situation, now: Sequence[MapEdge], changes: Sequence[MapChange], known: set[str]
) -> Iterable[MapEdge]:
    """Lines that only the earlier day had, where a relation is gone; what was merely derived is not a loss."""
    here = {(_sort(e), e.source, e.target) for e in now}
    lost = {(c.sort, *c.line) for c in changes if c.became == "gone" or (c.kind == ChangeKind.REMOVED and not c.became)}
    for e in map_edges(before, known):
        if (
            (_sort(e), e.source, e.target) in lost
            and (_sort(e), e.source, e.target) not in here
            and {e.source, e.target} <= known
        ):
            yield replace(e, gone=True)


def _sort(e: MapEdge) -> LineKind:
    return LineKind.INFLUENCES if e.kind is LineKind.TRUSTS else e.kind


def _kpis(since: str, found: Sequence[Difference]) -> Iterable[MapKpi]:
    """Since when, and how many differences of each kind, as the answer counts them; figures stand below the map with their values."""
    yield MapKpi(Text("自", "Since"), Text(since, since))
    for kind in ChangeKind:
        number = sum(d.kind is kind for d in found)
        if number and kind is not ChangeKind.KPI:
            yield MapKpi(
                Text(kind.label.zh, _COUNTED.get(kind, kind.label.en.capitalize())),
                Text.of(f"{number:,}"),
                _TONES.get(kind, "plain"),
            )
    if not found:
        yield MapKpi(Text("变化", "Changes"), Text("0", "0"))
