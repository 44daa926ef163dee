"""Shape of the organisation: one root of our own, no parents in a circle, contacts between ours and theirs (E03)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed

__all__ = ["both_sides_took_part", "one_own_root", "parent_circles", "units_at_home"]


#: Members of a circle that are named.
_STEPS = 6


def one_own_root(world: World) -> Iterator[Breach]:
    """E03 for a second organisation of category our_company that has no parent."""
    ours = OrgCategory.OUR_COMPANY
    yield from _strange_houses(world, ours)
    roots = [i for i, (category, _, parent) in world.orgs.items() if category == ours and not parent]
    if len(roots) < 2:
        return
    first, ids = roots[0], world.rows("orgs")["id"]
    extra = set(roots[1:])
    rows = [row for row, i in enumerate(ids) if i in extra]
    if rows:
        text = Text(
            f"我方总部只能有一个，已有“{shown(first)}”；子公司请填写上级（parent）",
            f"our company has one root, which is “{shown(first)}”; give a subsidiary its parent",
        )
        yield Breach("E03", "orgs", rows, "category", lambda _row: text)


def _strange_houses(world: World, ours: OrgCategory) -> Iterator[Breach]:
    """E03 for an organisation of ours below one that is not: whatever it does would count as ours and as theirs."""
    ids = world.rows("orgs")["id"]
    rows = [
        row
        for row, i in enumerate(ids)
        if i and world.orgs[i][0] == ours and world.orgs[_top(world, i)][0] not in (ours, None)
    ]
    if rows:
        yield Breach(
            "E03",
            "orgs",
            rows,
            "parent",
            lambda row: Text(
                "我方组织的上级须是我方，“{top}”不是", "what is ours is below our own company, and “{top}” is not ours"
            ).format(top=shown(_top(world, ids[row]))),
        )


def units_at_home(world: World) -> Iterator[Breach]:
    """E03 for a person's unit that belongs to a house other than the organisation named beside it.

    A house is everything below one organisation without a parent: a post in another one is a MEMBER_OF row.
    """
    people, units = world.rows("people"), world.rows("units")
    if not people.has("unit"):
        return
    home = {k: p.get("org") for k, p in world.stored.props("unit").items()}
    home.update(zip(units["id"], units["org"], strict=True))
    orgs, named = people["org"], people["unit"]
    away = {
        (org, unit) for org, unit in set(zip(orgs, named, strict=True)) if unit and _is_away(world, org, home.get(unit))
    }
    if away:
        rows = [row for row, pair in enumerate(zip(orgs, named, strict=True)) if pair in away]
        yield Breach("E03", "people", rows, "unit", partial(_away, named, home, orgs))


def _away(units: Sequence[str], home: Mapping[str, str | None], orgs: Sequence[str], row: int) -> Text:
    return Text("部门“{unit}”属于“{its}”，不属于“{org}”", "the unit “{unit}” is of “{its}”, not of “{org}”").format(
        unit=shown(units[row]), its=shown(home[units[row]] or ""), org=shown(orgs[row])
    )


def _is_away(world: World, org: str | None, other: str | None) -> bool:
    return org in world.orgs and other in world.orgs and _top(world, org) != _top(world, other)


def _top(world: World, org: str) -> str:
    """The organisation at the head of a house; in a circle, which is an error of its own, wherever it is met again."""
    passed = {org}
    while (above := world.orgs[org][2]) in world.orgs and above not in passed:
        passed.add(above)
        org = above
    return org


def parent_circles(world: World) -> Iterator[Breach]:
    """E03 for organisations or units that are, over several steps, their own parent."""
    parents = {i: parent for i, (_, _, parent) in world.orgs.items()}
    yield from _circles(world, "orgs", parents)
    rows = world.rows("units")
    if rows.has("parent"):
        above = {k: p.get("parent") for k, p in world.stored.props("unit").items()}
        above.update(zip(rows["id"], rows["parent"], strict=True))
        yield from _circles(world, "units", above)


def _circles(world: World, name: str, parents: Mapping[str, str | None]) -> Iterator[Breach]:
    safe: set[str | None] = {None}
    circular: set[str] = set()
    for first in parents:
        path: dict[str, None] = {}
        node: str | None = first
        while node is not None and node not in safe and node not in path:
            path[node] = None
            node = parents.get(node)
        if node is not None and node in path:
            names = list(path)
            circular.update(names[names.index(node) :])
        safe.update(path)
    ids, up = world.rows(name)["id"], world.rows(name)["parent"]
    rows = [row for row, i in enumerate(ids) if i in circular and up[row] != i]
    if rows:
        yield Breach("E03", name, rows, "parent", lambda row: _circle(ids[row], parents))


def _circle(first: str, parents: Mapping[str, str | None]) -> Text:
    """The circle as it runs from one of its members."""
    way = [first]
    while (above := parents[way[-1]]) is not None and above != first and len(way) < _STEPS:
        way.append(above)
    steps = " → ".join(map(shown, (*way, first if above == first else "…")))
    return Text(f"上级关系成环：{steps}", f"the parents form a circle: {steps}")


def both_sides_took_part(world: World) -> Iterator[Breach]:
    """E03 for an interaction in which nobody of ours, or nobody else, took part."""
    rows = world.rows("interactions")
    memo: dict[tuple[str, ...], bool] = {}

    def one_sided(people: tuple[str, ...]) -> bool:
        sides = {world.is_ours(p) for p in people if p in world.employer}
        complete = all(p in world.employer for p in people) and None not in sides
        return complete and len(sides) == 1

    bad = []
    for row, people in enumerate(rows["participants"]):
        if people and memo.setdefault(people, one_sided(people) if people not in memo else memo[people]):
            bad.append(row)
    if bad:
        yield Breach(
            "E03",
            "interactions",
            bad,
            "participants",
            fixed(
                "参与人须至少有一位我方人员和一位外部人员",
                "an interaction needs one of our people and one from outside",
            ),
        )
