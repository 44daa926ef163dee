"""Patterns over many edges that usually mean a mistake or a bias: W04, W08, W09."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Finding, World
from graphcrm.model.rules.wording import fixed

__all__ = ["one_reporter", "same_direction", "suspicious_levels"]

#: Fewer edges than this are no map and no distribution.
_FEW_EDGES = 2
_FEW_LEVELS = 5


def same_direction(world: World) -> Iterator[Finding]:
    """W04 for trust recorded in the same direction as influence: whoever trusts is, as a rule, the one influenced."""
    edges = world.rows("edges")
    starts, ends, levels = edges["from"], edges["to"], edges["level"]
    trusts = world.edge_rows.get(EdgeKind.TRUSTS, [])
    influences = world.edge_rows.get(EdgeKind.INFLUENCES, [])
    pairs: dict[EdgeKind, set[tuple[Any, Any]]] = {}
    for kind, rows in ((EdgeKind.TRUSTS, trusts), (EdgeKind.INFLUENCES, influences)):
        pairs[kind] = {(starts[row], ends[row]) for row in rows if levels[row] != 0}
    if not any(pairs.values()):
        return
    for kind, known in pairs.items():
        known.update(tuple(key.split("\t", 2)[:2]) for key in world.stored.keys(kind.kind))  # type: ignore[arg-type]
    both = pairs[EdgeKind.TRUSTS] & pairs[EdgeKind.INFLUENCES]
    hit = [row for row in (trusts or influences) if both and (starts[row], ends[row]) in both and levels[row] != 0]
    if hit:
        yield Finding(
            "W04",
            "edges",
            hit,
            "from",
            lambda row: Text(
                f"{shown(starts[row])} → {shown(ends[row])} 同方向既有信任又有影响;信任者通常是被影响者,请核对方向",
                f"both trust and influence run {shown(starts[row])} → {shown(ends[row])}; "
                "whoever trusts is usually the one influenced, so check the direction",
            ),
        )


def one_reporter(world: World) -> Iterator[Finding]:
    """W08 for an account all of whose influence edges (two or more) were reported by the same person."""
    edges = world.rows("edges")
    rows = world.edge_rows.get(EdgeKind.INFLUENCES, [])
    if not rows:
        return
    counted = Counter((edges["to"][row], edges["reported_by"][row]) for row in rows)
    for key in world.stored.keys(EdgeKind.INFLUENCES.kind):
        parts = key.split("\t")
        counted[parts[1], parts[-1]] += 1
    reporters: dict[str, set[Any]] = defaultdict(set)
    total: Counter[str] = Counter()
    root: dict[Any, str] = {}
    for (person, reporter), n in counted.items():
        if person not in root:
            root[person] = _root(world, person)
        reporters[root[person]].add(reporter)
        total[root[person]] += n
    new = {root[edges["to"][row]] for row in rows}
    for account in sorted(new):
        who = next(iter(reporters[account]))
        if len(reporters[account]) == 1 and who and total[account] >= _FEW_EDGES:
            sentence = fixed(
                f"“{shown(account)}”的影响关系({total[account]} 条)全部来自“{shown(who)}”一人;请找第二个人核对",
                f"all {total[account]} influence edges of “{shown(account)}” were reported by “{shown(who)}” alone; "
                "ask a second person",
            )
            yield Finding("W08", "edges", [], "reported_by", sentence)


def _root(world: World, person: str | None) -> str:
    org: str | None = world.employer.get(person or "")
    seen = set()
    while org is not None and org not in seen:
        seen.add(org)
        above = world.orgs.get(org, (None, None, None))[2]
        if above is None:
            return org
        org = above
    return org or ""


def suspicious_levels(world: World) -> Iterator[Finding]:
    """W09 where more than 60 % of one reporter's levels are 5, or more than 70 % of stances are 2 or more."""
    edges = world.rows("edges")
    levels, reporters = edges["level"], edges["reported_by"]
    graded = [r for k in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS) for r in world.edge_rows.get(k, ())]
    for who, high, n in _shares([r for r in graded if levels[r] != 0], levels, reporters, 5):
        if high > 0.6 * n:
            yield Finding(
                "W09",
                "edges",
                [],
                "level",
                fixed(
                    f"“{shown(who)}”报告的 {n} 个程度中有 {high} 个是 5",
                    f"{high} of the {n} levels reported by “{shown(who)}” are 5",
                ),
            )
    stances = world.edge_rows.get(EdgeKind.STANCE, [])
    suspects = [(who, high, n) for who, high, n in _shares(stances, levels, reporters, 2) if high > 0.7 * n]
    for who, high, n in suspects:
        yield Finding(
            "W09",
            "edges",
            [],
            "level",
            fixed(
                f"“{shown(who)}”报告的 {n} 个支持态度中有 {high} 个不低于 2",
                f"{high} of the {n} stances reported by “{shown(who)}” are 2 or more",
            ),
        )
    known = [levels[row] for row in stances if levels[row] is not None]
    high = sum(v >= 2 for v in known)
    if not suspects and len(known) >= _FEW_LEVELS and high > 0.7 * len(known):
        yield Finding(
            "W09",
            "edges",
            [],
            "level",
            fixed(f"{len(known)} 个支持态度中有 {high} 个不低于 2", f"{high} of {len(known)} stances are 2 or more"),
        )


def _shares(rows: list[int], levels: list[Any], reporters: list[Any], least: int) -> Iterator[tuple[str, int, int]]:
    """(reporter, rows of at least this level, rows) for everybody who reported enough to speak of a distribution."""
    counted = Counter((reporters[row], levels[row]) for row in rows)
    everyone: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for (who, level), n in counted.items():
        if who is not None and level is not None:
            everyone[who] += n
            high[who] += n if level >= least else 0
    for who, n in sorted(everyone.items()):
        if n >= _FEW_LEVELS:
            yield who, high[who], n
