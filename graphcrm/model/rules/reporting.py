"""Reporting lines and ownership: no cycle (E06), one solid line manager (E07), one primary owner (E03) at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from graphcrm.i18n import Text
from graphcrm.model.choices import ReportingLine
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.spans import FOREVER, Span, overlapping, spans

__all__ = ["one_line_manager", "one_primary_owner", "reporting_cycles"]


#: Steps that the search for cycles may take; only input made to be hostile needs more.
_BUDGET = 3_000_000
_MANAGERS = Text(
    "“{one}”同时有两个实线上级：{a} 与 {b}", "“{one}” has two solid line managers at the same time: {a} and {b}"
)
_OWNERS = Text(
    "“{one}”同时有两个主要责任人：{a} 与 {b}", "“{one}” has two primary owners at the same time: {a} and {b}"
)


def _dated_lines(world: World) -> list[Span]:
    """Solid lines subordinate → superior of REPORTS_TO edges, stored ones included."""
    return [s for s in spans(world, EdgeKind.REPORTS_TO) if (s.props or {}).get("line") != ReportingLine.DOTTED]


def _own_column(world: World, column: str) -> dict[str, tuple[str, int | None]]:
    """(value, row) by person of what stands in people's own rows; the row is None if only the store has it.

    It holds from the day of import on; what held earlier stands in dated edges.
    """
    rows = world.rows("people")
    known: dict[str, tuple[str, int | None]] = {}
    if world.stored.mentioning("person", f'"{column}"'):
        stored = world.stored.others("person", set(rows["id"]))
        known = {p: (props[column], None) for p, props in stored.items() if props.get(column)}
    if rows.has(column):
        new = enumerate(zip(rows["id"], rows[column], strict=True))
        known.update((p, (other, row)) for row, (p, other) in new if p and other and p != other)
    return known


def _own_spans(world: World, column: str, people: Collection[str]) -> list[Span]:
    """The same as spans, for some people only."""
    known = _own_column(world, column)
    return [Span(p, known[p][0], world.today, FOREVER, "people", known[p][1]) for p in people if p in known]


def one_line_manager(world: World) -> Iterator[Breach]:
    """E07 for the rows by which somebody has two solid line managers at the same time."""
    if _touched(world, EdgeKind.REPORTS_TO, "reports_to"):
        yield from _rivals(_with_own(world, _dated_lines(world), "reports_to"), "E07", "reports_to", _MANAGERS)


def one_primary_owner(world: World) -> Iterator[Breach]:
    """E03 for the rows by which somebody has two primary owners at the same time."""
    if _touched(world, EdgeKind.OWNS, "owner"):
        owners = [
            Span(s.target, s.source, s.start, s.end, s.table, s.row)
            for s in spans(world, EdgeKind.OWNS)
            if (s.props or {}).get("primary")
        ]
        yield from _rivals(_with_own(world, owners, "owner"), "E03", "owner", _OWNERS)


def _touched(world: World, kind: EdgeKind, column: str) -> bool:
    """Whether the import says anything about this relation; what is stored already was checked when it came."""
    return kind in world.edge_rows or world.rows("people").has(column)


def _with_own(world: World, dated: list[Span], column: str) -> list[Span]:
    """Dated spans, and what stands in the rows of the people whom they are about: one row alone rivals nothing."""
    return dated + _own_spans(world, column, sorted({s.source for s in dated})) if dated else []


def _rivals(lines: Iterable[Span], code: str, column: str, sentence: Text) -> Iterator[Breach]:
    by_person: dict[str, list[Span]] = defaultdict(list)
    for line in lines:
        by_person[line.source].append(line)
    about: dict[str, dict[int, Text]] = {"people": {}, "edges": {}}
    for person, several in by_person.items():
        if len(several) > 1:
            for a, b in overlapping(several):
                text = sentence.format(one=shown(person), a=shown(a.target), b=shown(b.target))
                for span in (a, b):
                    if span.row is not None:
                        about[span.table].setdefault(span.row, text)
    yield from _findings(about, code, column)


def _findings(about: dict[str, dict[int, Text]], code: str, column: str) -> Iterator[Breach]:
    for name, texts in about.items():
        if texts:
            yield Breach(code, name, sorted(texts), column if name == "people" else "to", texts.__getitem__)


def reporting_cycles(world: World) -> Iterator[Breach]:
    """E06 for the rows that close a cycle of solid lines which holds on some day."""
    if not _touched(world, EdgeKind.REPORTS_TO, "reports_to"):
        return
    dated = _dated_lines(world)
    pairs = [(p, boss) for p, (boss, _) in _own_column(world, "reports_to").items()]
    pairs += [(s.source, s.target) for s in dated if s.source != s.target]
    suspects = _entangled(pairs)
    if not suspects:
        return
    lines = [s for s in dated if s.source in suspects and s.target in suspects and s.source != s.target]
    core = [*(s for s in _own_spans(world, "reports_to", sorted(suspects)) if s.target in suspects), *lines]
    about: dict[str, dict[int, Text]] = {"people": {}, "edges": {}}
    for cycle in _cycles(core):
        names = " → ".join(shown(s.source) for s in cycle[:6]) + (" → …" if len(cycle) > 6 else "")
        text = Text(
            f"{names} → {shown(cycle[0].source)} 首尾相接成环",
            f"{names} → {shown(cycle[0].source)} is a cycle"
            if len(cycle) <= 6
            else f"{names} is a cycle of {len(cycle)} people",
        )
        for span in cycle:
            if span.row is not None:
                about[span.table].setdefault(span.row, text)
    yield from _findings(about, "E06", "reports_to")


def _entangled(pairs: list[tuple[str, str]]) -> set[str]:
    """People who could be part of a cycle, whenever the lines hold.

    They are what is left when everybody without a superior, and everybody without a subordinate, is taken away, again and
    again. Where nobody has two superiors, following the lines upward finds the circles at less cost.
    """
    above = dict(pairs)
    if len(above) == len(pairs):
        return _circles(above)
    up, down = defaultdict(list), defaultdict(list)
    for person, boss in pairs:
        up[person].append(boss)
        down[boss].append(person)
    left_up = {p: len(b) for p, b in up.items()}
    left_down = {b: len(p) for b, p in down.items()}
    ends = [*(up.keys() - down.keys()), *(down.keys() - up.keys())]
    gone = set(ends)
    while ends:
        person = ends.pop()
        for others, left in ((up.get(person, ()), left_down), (down.get(person, ()), left_up)):
            for other in others:
                left[other] -= 1
                if left[other] == 0 and other not in gone:
                    gone.add(other)
                    ends.append(other)
    return (up.keys() | down.keys()) - gone


def _circles(above: dict[str, str]) -> set[str]:
    done: set[str] = set()
    found: set[str] = set()
    for first in above:
        path: dict[str, None] = {}
        person = first
        while person in above and person not in done and person not in path:
            path[person] = None
            person = above[person]
        if person in path:
            names = list(path)
            found.update(names[names.index(person) :])
        done.update(path)
    return found


def _cycles(lines: list[Span]) -> Iterator[list[Span]]:
    """Cycles among lines that hold at the same time; a cycle is complete on the day when its last line begins."""
    steps = 0
    seen: set[frozenset[tuple[str, int | None, str]]] = set()
    for day in sorted({s.start for s in lines}):
        active = {s.source: s for s in lines if s.start <= day < s.end}
        steps += len(lines)
        done: set[str] = set()
        for first in active:
            path: dict[str, Span] = {}
            person = first
            while person in active and person not in done and person not in path:
                path[person] = active[person]
                person = active[person].target
                steps += 1
            if person in path:
                names = list(path)
                cycle = [path[n] for n in names[names.index(person) :]]
                mark = frozenset((s.source, s.row, s.table) for s in cycle)
                if mark not in seen:
                    seen.add(mark)
                    yield cycle
            done.update(path)
        if steps > _BUDGET:
            yield [s for s in lines if s.start > day]
            return
