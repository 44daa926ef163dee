"""Reporting lines and ownership: no cycle (E06), one solid line manager (E07), one primary owner (E03) at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphcrm.i18n import Text
from graphcrm.model.choices import Line
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Finding, World
from graphcrm.model.rules.spans import FOREVER, Span, overlapping, spans

__all__ = ["one_line_manager", "one_primary_owner", "reporting_cycles", "solid_lines"]

#: Steps that the search for cycles may take; only input made to be hostile needs more.
_BUDGET = 3_000_000
#: With no more different days than this, looking at every day costs less than cutting off chain ends first.
_FEW_DAYS = 3


def solid_lines(world: World) -> list[Span]:
    """Solid lines subordinate → superior, from the rows of people and from REPORTS_TO edges, stored ones included.

    What stands in a person's row holds from the day of import on; earlier managers stand in dated edges.
    """
    lines = _from_people(world, "reports_to")
    lines += [s for s in spans(world, EdgeKind.REPORTS_TO) if (s.props or {}).get("line") != Line.DOTTED]
    return lines


def _from_people(world: World, column: str) -> list[Span]:
    rows = world.rows("people")
    new = set(rows["id"])
    made = [
        Span(p, b, world.today, FOREVER, "people", row)
        for row, (p, b) in enumerate(zip(rows["id"], rows[column], strict=True))
        if p and b and p != b
    ]
    stored = world.stored.props("person") if world.stored.mentioning("person", f'"{column}"') else {}
    made += [
        Span(p, props[column], world.today, FOREVER, "people")
        for p, props in stored.items()
        if props.get(column) and p not in new
    ]
    return made


def one_line_manager(world: World) -> Iterator[Finding]:
    """E07 for the rows by which somebody has two solid line managers at the same time."""
    return _rivals(
        solid_lines(world),
        "E07",
        "reports_to",
        Text(
            "“{one}”同时有两个实线上级:{a} 与 {b}", "“{one}” has two solid line managers at the same time: {a} and {b}"
        ),
    )


def one_primary_owner(world: World) -> Iterator[Finding]:
    """E03 for the rows by which somebody has two primary owners at the same time."""
    owners = [
        Span(s.target, s.source, s.start, s.end, s.table, s.row)
        for s in spans(world, EdgeKind.OWNS)
        if (s.props or {}).get("primary")
    ]
    return _rivals(
        [*_from_people(world, "owner"), *owners],
        "E03",
        "owner",
        Text("“{one}”同时有两个主要责任人:{a} 与 {b}", "“{one}” has two primary owners at the same time: {a} and {b}"),
    )


def _rivals(lines: Iterable[Span], code: str, column: str, sentence: Text) -> Iterator[Finding]:
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


def _findings(about: dict[str, dict[int, Text]], code: str, column: str) -> Iterator[Finding]:
    for name, texts in about.items():
        if texts:
            yield Finding(code, name, sorted(texts), column if name == "people" else "to", texts.__getitem__)


def reporting_cycles(world: World) -> Iterator[Finding]:
    """E06 for the rows that close a cycle of solid lines which holds on some day."""
    lines = [s for s in solid_lines(world) if s.source != s.target]
    core = _entangled(lines)
    about: dict[str, dict[int, Text]] = {"people": {}, "edges": {}}
    for cycle in _cycles(core):
        names = " → ".join(shown(s.source) for s in cycle[:6]) + (" → …" if len(cycle) > 6 else "")
        text = Text(
            f"实线汇报成环:{names} → {shown(cycle[0].source)}",
            f"solid reporting lines form a cycle: {names} → {shown(cycle[0].source)}"
            if len(cycle) <= 6
            else f"solid reporting lines form a cycle of {len(cycle)} people: {names}",
        )
        for span in cycle:
            if span.row is not None:
                about[span.table].setdefault(span.row, text)
    yield from _findings(about, "E06", "reports_to")


def _entangled(lines: list[Span]) -> list[Span]:
    """The lines that could be part of a cycle, whenever they hold: what is left when chain ends are cut off one by one."""
    if len({s.start for s in lines}) <= _FEW_DAYS:
        return lines
    up, down = defaultdict(list), defaultdict(list)
    for n, line in enumerate(lines):
        up[line.source].append(n)
        down[line.target].append(n)
    left_up = {p: len(ns) for p, ns in up.items()}
    left_down = {p: len(ns) for p, ns in down.items()}
    ends = [p for p in up.keys() | down.keys() if p not in up or p not in down]
    dead = bytearray(len(lines))
    while ends:
        person = ends.pop()
        for mine, other, left in ((up, "target", left_down), (down, "source", left_up)):
            for n in mine.get(person, ()):
                if not dead[n]:
                    dead[n] = 1
                    far = getattr(lines[n], other)
                    left[far] -= 1
                    if left[far] == 0:
                        ends.append(far)
    return [line for line, gone in zip(lines, dead, strict=True) if not gone]


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
