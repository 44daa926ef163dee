"""Shape of the organisation: one root of our own, no parents in a circle, contacts between ours and theirs (E03)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed

__all__ = ["both_sides_took_part", "one_own_root", "parent_circles"]


def one_own_root(world: World) -> Iterator[Breach]:
    """E03 for a second organisation of category our_company that has no parent."""
    ours = OrgCategory.OUR_COMPANY
    roots = [i for i, (category, _, parent) in world.orgs.items() if category == ours and not parent]
    if len(roots) < 2:
        return
    first, ids = roots[0], world.rows("orgs")["id"]
    extra = set(roots[1:])
    rows = [row for row, i in enumerate(ids) if i in extra]
    if rows:
        text = Text(
            f"我方总部只能有一个,已有“{shown(first)}”;子公司请填写上级(parent)",
            f"our company has one root, which is “{shown(first)}”; give a subsidiary its parent",
        )
        yield Breach("E03", "orgs", rows, "category", lambda _row: text)


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
        yield Breach("E03", name, rows, "parent", fixed("上级关系成环", "the parents form a circle"))


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
