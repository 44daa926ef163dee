"""Patterns over many edges that usually mean a mistake or a bias: W04, W08, W09."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.levels import FEW_LEVELS
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed

__all__ = ["one_reporter", "same_direction", "suspicious_levels"]


#: Fewer edges than this are no map.
_FEW_EDGES = 2


def same_direction(world: World) -> Iterator[Breach]:
    """W04 for trust recorded in the same direction as influence: whoever trusts is, as a rule, the one influenced."""
    kinds = (EdgeKind.TRUSTS, EdgeKind.INFLUENCES)
    fewer, more = sorted(kinds, key=lambda kind: len(world.edge_rows.get(kind, ())))
    both = set(_directions(world, fewer)).intersection(_directions(world, more))
    both |= _stored_among(world, fewer, _directions(world, more)) | _stored_among(
        world, more, _directions(world, fewer)
    )
    if not both:
        return
    edges = world.rows("edges")
    starts, ends, levels = edges["from"], edges["to"], edges["level"]
    new = world.edge_rows.get(EdgeKind.TRUSTS) or world.edge_rows.get(EdgeKind.INFLUENCES, [])
    hit = [row for row in new if (starts[row], ends[row]) in both and levels[row] != 0]
    if hit:
        yield Breach(
            "W04",
            "edges",
            hit,
            "from",
            lambda row: Text(
                f"{shown(starts[row])} → {shown(ends[row])} 同方向既有信任又有影响；信任者通常是被影响者",
                f"both trust and influence run {shown(starts[row])} → {shown(ends[row])}; "
                "whoever trusts is usually the one influenced",
            ),
        )


def _directions(world: World, kind: EdgeKind) -> Iterator[tuple[Any, Any]]:
    """Pairs (from, to) of a kind in the import, without the reported denials."""
    starts, ends, levels = world.edge_columns(kind, "from", "to", "level")
    if 0 in levels:
        return ((a, b) for a, b, level in zip(starts, ends, levels, strict=True) if level != 0)
    return zip(starts, ends, strict=True)


def _stored_among(world: World, kind: EdgeKind, pairs: Iterator[tuple[Any, Any]]) -> set[tuple[Any, Any]]:
    """Those of some pairs between which the store has an edge of a kind."""
    stored = world.stored.keys(kind.kind)
    if not stored:
        return set()
    wanted = {f"{a}\t{b}": (a, b) for a, b in pairs}
    return {wanted[ends] for ends in (k.rsplit("\t", 3)[0] for k in stored) if ends in wanted}


def one_reporter(world: World) -> Iterator[Breach]:
    """W08 for an account all of whose influence edges (two or more) were reported by the same person."""
    starts, ends, who = world.edge_columns(EdgeKind.INFLUENCES, "from", "to", "reported_by")
    tops = {org: _top(world, org) for org in {None, *world.employer.values()}}
    account = {p: tops[world.employer.get(p)] for p in set(ends)}
    roots = list(map(account.__getitem__, ends))
    reporters: dict[str, set[Any]] = defaultdict(set)
    for root, reporter in set(zip(roots, who, strict=True)):
        reporters[root].add(reporter)
    alone = {root: reporter for root, (reporter, *others) in reporters.items() if reporter and not others}
    pairs: dict[str, set[tuple[str, str]]] = {root: set() for root in alone}
    for root, start, end in zip(roots, starts, ends, strict=True) if alone else ():
        if root in alone:
            pairs[root].add((start, end))
    for key in world.stored.keys(EdgeKind.INFLUENCES.kind) if alone else ():
        start, end, _, _, reporter = key.split("\t")
        root = account.get(end) or account.setdefault(end, tops[world.employer.get(end)])
        if root in alone:
            pairs[root].add((start, end))
            if reporter != alone[root]:
                del alone[root]
                if not alone:
                    break
    for root, reporter in sorted(alone.items()):
        if len(pairs[root]) >= _FEW_EDGES:
            sentence = fixed(
                f"“{shown(root)}”的影响关系（{len(pairs[root])} 条）全部来自“{shown(reporter)}”一人",
                f"all {len(pairs[root])} influence edges of “{shown(root)}” were reported by “{shown(reporter)}” alone",
            )
            among = world.edge_rows[EdgeKind.INFLUENCES][roots.index(root)]
            yield Breach("W08", "edges", [], "reported_by", sentence, among=among)


def _top(world: World, org: str | None) -> str:
    """The organisation above all others that one belongs to; "" for none."""
    seen = set()
    while org is not None and org not in seen:
        seen.add(org)
        above = world.orgs.get(org, (None, None, None))[2]
        if above is None:
            return org
        org = above
    return org or ""


def suspicious_levels(world: World) -> Iterator[Breach]:
    """W09 where more than 60 % of one reporter's levels are 5, or more than 70 % of stances are 2 or more."""
    graded: Counter[tuple[Any, Any]] = Counter()
    ties = (EdgeKind.INFLUENCES, EdgeKind.TRUSTS)
    for kind in ties:
        graded.update(zip(*world.edge_columns(kind, "reported_by", "level"), strict=True))
    for who, high, n in _shares({k: v for k, v in graded.items() if k[1] != 0}, 5):
        if high > 0.6 * n:
            yield Breach(
                "W09",
                "edges",
                [],
                "level",
                fixed(
                    f"“{shown(who)}”报告的 {n} 个程度中有 {high} 个是 5",
                    f"{high} of the {n} levels reported by “{shown(who)}” are 5",
                ),
                among=_reported(world, ties, who),
            )
    stances = Counter(zip(*world.edge_columns(EdgeKind.STANCE, "reported_by", "level"), strict=True))
    suspects = [(who, high, n) for who, high, n in _shares(stances, 2) if high > 0.7 * n]
    for who, high, n in suspects:
        yield Breach(
            "W09",
            "edges",
            [],
            "level",
            fixed(
                f"“{shown(who)}”报告的 {n} 个支持态度中有 {high} 个不低于 2",
                f"{high} of the {n} stances reported by “{shown(who)}” are 2 or more",
            ),
            among=_reported(world, (EdgeKind.STANCE,), who),
        )
    everybody = {("", level): 0 for _, level in stances}
    for (_, level), n in stances.items():
        everybody["", level] += n
    for _, high, n in () if suspects else _shares(everybody, 2):
        if high <= 0.7 * n:
            continue
        yield Breach(
            "W09",
            "edges",
            [],
            "level",
            fixed(f"{n} 个支持态度中有 {high} 个不低于 2", f"{high} of {n} stances are 2 or more"),
            among=world.edge_rows[EdgeKind.STANCE][0],
        )


def _reported(world: World, kinds: Sequence[EdgeKind], who: str) -> int:
    """The first row of these kinds that somebody reported."""
    reporters = world.rows("edges")["reported_by"]
    return next(row for kind in kinds for row in world.edge_rows.get(kind, ()) if reporters[row] == who)


def _shares(counted: Mapping[tuple[Any, Any], int], least: int) -> Iterator[tuple[str, int, int]]:
    """(reporter, rows of at least this level, rows) for everybody who reported enough to speak of a distribution."""
    everyone: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for (who, level), n in counted.items():
        if who is not None and level is not None:
            everyone[who] += n
            high[who] += n if level >= least else 0
    for who, n in sorted(everyone.items()):
        if n >= FEW_LEVELS:
            yield who, high[who], n
