"""Ends and levels of edges: E01, E02, E08, E09, E11, and the range of `level` of each kind (E03, E13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import eq
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed, near, unknown

__all__ = ["edge_ends", "edge_levels", "owners_are_ours", "self_loops", "sellers_fit"]


#: Code for an end that is there but of the wrong kind, where it is not E01.
_WRONG_END = {
    (EdgeKind.INFLUENCES, "from"): "E08",
    (EdgeKind.INFLUENCES, "to"): "E08",
    (EdgeKind.TRUSTS, "from"): "E08",
    (EdgeKind.TRUSTS, "to"): "E08",
    (EdgeKind.STANCE, "to"): "E09",
    (EdgeKind.OWNS, "from"): "E11",
    (EdgeKind.SPONSORS, "from"): "E11",
}
Say = Callable[[int], Text]
#: A category that could not be read may be one of them, and is told where it stands.
_VENDORS = (OrgCategory.OUR_COMPANY, OrgCategory.COMPETITOR, None)
_STANCE = Text("支持态度只针对我方或竞争对手", "a stance is toward our company or a competitor")
_FIT = Text("契合度只针对我方或竞争对手", "what fits is our company or a competitor")


def edge_ends(world: World) -> Iterator[Breach]:
    """Ends of every edge: there (E01), of a kind that the edge allows (E01, E08, E09, E11), of the right company."""
    edges = world.rows("edges")
    for name, rows in world.edge_rows.items():
        kind = EdgeKind(name)
        if kind is EdgeKind.ROLE_IN:
            yield Breach(
                "E03",
                "edges",
                rows,
                "kind",
                fixed("决策角色请写入 roles（决策角色）表", "write decision roles into the table roles"),
            )
            continue
        rule = EDGE_RULES[kind]
        for column, allowed in (("from", rule.source), ("to", rule.target)):
            yield from _end(world, kind, column, allowed, rows)
        if kind is EdgeKind.STANCE:
            vendors = {i for i, (category, _, _) in world.orgs.items() if category not in _VENDORS}
            yield from _where(edges["to"], rows, vendors, "E09", "to", _not_a_vendor(world, edges["to"], _STANCE))
        elif kind in (EdgeKind.OWNS, EdgeKind.SPONSORS):
            outsiders = _outsiders(world, set(world.edge_columns(kind, "from")[0]))
            yield from _where(edges["from"], rows, outsiders, "E11", "from", _not_ours(edges["from"]))
        elif kind is EdgeKind.CONFLICTS_WITH:
            yield from _mixed_conflicts(world, rows)


def _end(world: World, kind: EdgeKind, column: str, allowed: tuple[str, ...], rows: list[int]) -> Iterator[Breach]:
    values, kind_of = world.rows("edges")[column], world.kind_of
    present = set(world.edge_columns(kind, column)[0])
    odd = {v for v in present if v is not None and kind_of.get(v) not in allowed}
    for code in ("E01", _WRONG_END.get((kind, column))):
        wrong = odd if code is None else {v for v in odd if (v in kind_of) == (code != "E01")}
        if wrong:
            yield Breach(
                code or "E01",
                "edges",
                [i for i in rows if values[i] in wrong],
                column,
                lambda row: unknown(world, values[row], allowed),
                lambda row: near(world, values[row], allowed),
            )
        if code is None:
            return
        odd = odd - wrong


def _where(values: list[str], rows: list[int], wrong: set[str], code: str, column: str, say: Say) -> Iterator[Breach]:
    hit = [i for i in rows if values[i] in wrong]
    if hit:
        yield Breach(code, "edges", hit, column, say)


def _not_ours(values: Sequence[str]) -> Say:
    def say(row: int) -> Text:
        return Text(
            "责任人和赞助人必须是我方人员，“{who}”不是",
            "owners and sponsors must be our own people, and “{who}” is not",
        ).format(who=shown(values[row]))

    return say


def sellers_fit(world: World) -> Iterator[Breach]:
    """E09 for a position about the fit of somebody who is neither our company nor a competitor."""
    values = world.rows("positions")["vendor"]
    buyers = {v for v in set(values) & world.orgs.keys() if world.orgs[v][0] not in _VENDORS}
    if buyers:
        rows = [row for row, v in enumerate(values) if v in buyers]
        yield Breach("E09", "positions", rows, "vendor", _not_a_vendor(world, values, _FIT))


def _outsiders(world: World, people: set[str]) -> set[str]:
    return {p for p in people if p in world.employer and world.is_ours(p) is False}


def _not_a_vendor(world: World, values: list[Any], why: Text) -> Say:
    def say(row: int) -> Text:
        label = OrgCategory(str(world.orgs[values[row]][0])).label
        return Text("“{who}”的类别是{label}；{why}", "“{who}” is of category {label}; {why}").format(
            who=shown(values[row]), label=label, why=why
        )

    return say


def _mixed_conflicts(world: World, rows: list[int]) -> Iterator[Breach]:
    edges, kind_of = world.rows("edges"), world.kind_of
    starts, ends = edges["from"], edges["to"]
    mixed = [i for i in rows if {kind_of.get(starts[i]), kind_of.get(ends[i])} == {"person", "org"}]
    if mixed:
        yield Breach(
            "E03",
            "edges",
            mixed,
            "to",
            fixed("冲突的两端须同为人员或同为组织", "a conflict is between two people or two organisations"),
        )


def owners_are_ours(world: World) -> Iterator[Breach]:
    """E11 for an owner, written in a person's row, who is not one of ours."""
    owners = world.rows("people")["owner"]
    wrong = _outsiders(world, set(owners) - {None})
    if wrong:
        yield Breach("E11", "people", [i for i, o in enumerate(owners) if o in wrong], "owner", _not_ours(owners))


def self_loops(world: World) -> Iterator[Breach]:
    """E02 for edges, contracts, reporting lines, parents and ownership that lead back to where they start."""
    pairs = (
        ("edges", "from", "to"),
        ("contracts", "from", "to"),
        ("promises", "from", "to"),
        ("people", "id", "owner"),
        ("orgs", "id", "parent"),
        ("units", "id", "parent"),
    )
    for name, start, end in pairs:
        rows = world.rows(name)
        if True not in map(eq, rows[start], rows[end]):
            continue
        loops = [i for i, (a, b) in enumerate(zip(rows[start], rows[end], strict=True)) if a == b and a is not None]
        if loops:
            yield Breach("E02", name, loops, end, partial(_loop, rows[end]))


def _loop(ends: Sequence[str], row: int) -> Text:
    one = shown(ends[row])
    return Text(f"两端是同一个编号“{one}”", f"both ends are the same id, “{one}”")


def edge_levels(world: World) -> Iterator[Breach]:
    """E03 for a level outside the range of its kind, E13 for a missing one; a polarity is −1 or 1."""
    edges = world.rows("edges")
    levels, polarity, subtypes = edges["level"], edges["polarity"], edges["subtype"]
    for name, rows in world.edge_rows.items():
        rule = EDGE_RULES[EdgeKind(name)]
        present = set(world.edge_columns(name, "level")[0])
        allowed = set(range(rule.level[0], rule.level[1] + 1)) if rule.level else set()
        wrong = present - allowed - {None}
        if wrong:
            yield Breach("E03", "edges", [i for i in rows if levels[i] in wrong], "level", _level_range(name, levels))
        if rule.level_required and None in present:
            missing = [i for i in rows if levels[i] is None]
            yield Breach("E13", "edges", missing, "level", fixed(f"{name} 必须给出程度", f"{name} needs a level"))
    zero = [i for i, p in enumerate(polarity) if p == 0] if edges.has("polarity") else []
    if zero:
        yield Breach("E03", "edges", zero, "polarity", fixed("正负只能是 −1 或 1", "a polarity is −1 or 1"))
    if edges.has("subtype"):
        odd = [i for i, s in enumerate(subtypes) if s is not None and levels[i] is not None and levels[i] != -1]
        if odd:
            yield Breach(
                "E03", "edges", odd, "subtype", fixed("子类只用于态度 −1", "a subtype belongs to a stance of −1")
            )


def _level_range(name: str, levels: Sequence[int | None]) -> Say:
    rule = EDGE_RULES[EdgeKind(name)]
    if rule.level:
        return partial(_outside, name, rule.level, levels)
    if name == EdgeKind.KNOWS:
        return fixed("KNOWS 没有 level；请用 declared_level", "KNOWS has no level; use declared_level")
    return fixed(f"{name} 没有程度", f"{name} has no level")


def _outside(name: str, of: tuple[int, int], levels: Sequence[int | None], row: int) -> Text:
    (low, high), said = of, levels[row]
    return Text(
        f"{name} 的程度应为 {low} 到 {high}，不是 {said}", f"the level of {name} is from {low} to {high}, not {said}"
    )
