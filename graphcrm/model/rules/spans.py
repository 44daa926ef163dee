"""Periods: when each version of a dated fact holds, in the import and in the store together (E04, E05)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed
from graphcrm.model.tables import BY_NAME

__all__ = ["FOREVER", "Span", "dates", "edge_key", "overlapping", "spans"]


#: Later than every date.
FOREVER = "9999-12-31"
_NEEDED = ("from", "to", "domain", "opportunity", "reported_by", "level", "line", "primary")
_OBSERVED = (
    ("edges", "observed_at"),
    ("edges", "external_date"),
    ("roles", "observed_at"),
    ("assessments", "observed_at"),
    ("assessments", "date"),
    ("interactions", "date"),
    ("suppliers", "date"),
    ("thirdparties", "date"),
    ("asked", "date"),
    ("positions", "observed_at"),
    ("potential", "observed_at"),
    ("promises", "made_on"),
    ("accepted", "date"),
    ("orgs", "satisfaction_date"),
)
_PERIODS = (
    ("edges", "valid_from", "valid_to"),
    ("roles", "valid_from", "valid_to"),
    ("assessments", "valid_from", "valid_to"),
    ("edges", "start", "end"),
    ("contracts", "start", "end"),
    ("positions", "valid_from", "valid_to"),
    ("potential", "valid_from", "valid_to"),
    ("accepted", "date", "until"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A relation that holds within [start, end); `row` of `table` says so, or the store if `row` is None."""

    source: str
    target: str
    start: str
    end: str
    table: str = "edges"
    row: int | None = None
    props: Mapping[str, Any] | None = None

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def edge_key(props: Mapping[str, Any]) -> tuple[str, ...]:
    """What identifies an edge of a kind."""
    return tuple(props.get(name) or "" for name in BY_NAME["edges"].key[1:])


def spans(world: World, kind: EdgeKind, sources: Collection[str] | None = None) -> list[Span]:
    """Every version of the edges of a kind (of some sources only) with the period in which it holds.

    A version ends where the next version of the same key begins.
    """
    versions: dict[tuple[str, ...], dict[str, tuple[str, int | None, Mapping[str, Any]]]] = {}
    batch, stored = world.stored.batch(kind.kind), world.stored.props(kind.kind)
    for key, start, end in zip(batch.keys, batch.valid_from, batch.valid_to, strict=True):
        props = stored[key]
        if sources is not None and props["from"] not in sources:
            continue
        versions.setdefault(edge_key(props), {})[start] = (end, None, props)
    edges = world.rows("edges")
    columns = [edges[name] for name in _NEEDED]
    starts, ends, origins = edges["valid_from"], edges["valid_to"], edges["from"]
    for row in world.edge_rows.get(kind, ()):
        if sources is not None and origins[row] not in sources:
            continue
        props = dict(zip(_NEEDED, (c[row] for c in columns), strict=True))
        if props["from"] and props["to"]:
            versions.setdefault(edge_key(props), {})[starts[row] or ""] = (ends[row] or "", row, props)
    return [span for by_start in versions.values() for span in _in_turn(by_start)]


def _in_turn(by_start: Mapping[str, tuple[str, int | None, Mapping[str, Any]]]) -> Iterator[Span]:
    order = sorted(by_start)
    for start, following in zip(order, [*order[1:], FOREVER], strict=True):
        end, row, props = by_start[start]
        yield Span(props["from"], props["to"], start, min(end or FOREVER, following), "edges", row, props)


def overlapping(of_one: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pairs with different targets whose periods overlap: for each span the longest-lasting earlier rival, if any.

    One pass over the spans by start, keeping the longest-lasting one and the longest-lasting one with another target, so
    that a person with very many spans costs no more than sorting them.
    """
    found = []
    longest: Span | None = None
    rival: Span | None = None
    for span in sorted(of_one, key=lambda s: (s.start, s.end, s.target, s.row if s.row is not None else -1)):
        other = longest if longest is not None and longest.target != span.target else rival
        if other is not None and other.meets(span):
            found.append((other, span))
        if longest is None or span.end > longest.end:
            if longest is not None and longest.target != span.target:
                rival = longest
            longest = span
        elif span.target != longest.target and (rival is None or span.end > rival.end):
            rival = span
    return found


def dates(world: World) -> Iterator[Breach]:
    """E04 for what was observed after the day of import, E05 for a period that ends before it begins."""
    for name, column in _OBSERVED:
        values = world.rows(name)[column]
        late = {v for v in set(values) if v is not None and v > world.today}
        if late:
            rows = [i for i, v in enumerate(values) if v in late]
            yield Breach("E04", name, rows, column, _too_late(values, world.today))
    for name, start, end in _PERIODS:
        if not world.rows(name).has(end):
            continue
        starts, ends = world.rows(name)[start], world.rows(name)[end]
        pairs = {(a, b) for a, b in set(zip(starts, ends, strict=True)) if a is not None and b is not None and b <= a}
        if pairs:
            rows = [i for i, pair in enumerate(zip(starts, ends, strict=True)) if pair in pairs]
            yield Breach("E05", name, rows, end, fixed(f"{end} 必须晚于 {start}", f"{end} must be later than {start}"))


def _too_late(values: list[str], today: str) -> Callable[[int], Text]:
    def say(row: int) -> Text:
        return Text(f"{values[row]} 还没有到：今天是 {today}", f"{values[row]} has not come yet: today is {today}")

    return say
