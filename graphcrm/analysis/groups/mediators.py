"""Who could mediate between two organisations that are in conflict: whoever carries influence from the people of one to those of the other.

Of the open two-paths a → v → b (:mod:`graphcrm.analysis.groups.brokerage`) those count whose ends belong to the two, in either
direction. The customer's tree is one organisation; people who may not be asked to introduce anybody are not asked for this either.
"""

from __future__ import annotations

from collections import defaultdict

from graphcrm.analysis.groups.brokerage import open_two_paths
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import counted, joined

__all__ = ["Mediation", "mediations"]


@dataclass(frozen=True, slots=True)
class Mediation:
    """A conflict of level 1..3 between two organisations (None: not graded), and who stands between them, most weight first."""

    one: str
    other: str
    level: int | None
    between: tuple[tuple[str, int], ...]

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{X} and {Y} are in conflict: {p} (2 open paths) could mediate”, or that nobody stands between them."""
        two = {"one": snapshot.orgs[self.one].name, "other": snapshot.orgs[self.other].name}
        if not self.between:
            return Text(
                "{one} 与 {other} 有冲突：没有已录入的人能居中协调。",
                "{one} and {other} are in conflict: nobody on record stands between them.",
            ).format(**two)
        people = joined(
            Text("{p}（{n}）", "{p} ({n})").format(
                p=snapshot.people[p].name, n=Text(f"{n} 条路径", counted(n, "open path"))
            )
            for p, n in self.between
        )
        return Text(
            "{one} 与 {other} 有冲突：可居中协调的有 {people}。",
            "{one} and {other} are in conflict: {people} could mediate.",
        ).format(people=people, **two)


def mediations(situation: Situation) -> tuple[Mediation, ...]:
    """Every conflict between two organisations that both have people in the influence graph, by their ids."""
    snapshot, context, people = situation.snapshot, situation.context, situation.graph.people
    tree, account = context.tree, context.account.id
    group = [account if snapshot.index.belongs(p, tree) else snapshot.people[p].org for p in people]
    conflicts: dict[tuple[str, str], int | None] = {}
    for edge in snapshot.index.edges(EdgeKind.CONFLICTS_WITH, {*group, *tree}):
        ends = {account if end in tree else end for end in (edge.source, edge.target)}
        if len(ends) == 2 and ends <= set(group):
            one, other = sorted(ends)
            conflicts[one, other] = max(filter(None, (conflicts.get((one, other)), edge.level)), default=None)
    if not conflicts:
        return ()
    paths = open_two_paths(situation.graph.W)
    found: dict[tuple[str, str], dict[str, list[float]]] = {pair: defaultdict(list) for pair in conflicts}
    for a, v, b, weight in zip(paths.a, paths.v, paths.b, paths.weight, strict=True):
        pair = min(group[a], group[b]), max(group[a], group[b])
        if pair in found and may_introduce(snapshot, people[v]):
            found[pair][people[v]].append(float(weight))
    return tuple(
        Mediation(
            *pair,
            level,
            tuple(
                (p, len(carried))
                for p, carried in sorted(found[pair].items(), key=lambda who: (-ordinal(sum(who[1])), who[0]))
            ),
        )
        for pair, level in sorted(conflicts.items())
    )
