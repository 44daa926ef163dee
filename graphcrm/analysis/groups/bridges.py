"""Bridges between organisations: which people broker between ours, theirs and third parties, in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.groups.brokerage import ROLES, open_two_paths, role_significance
from graphcrm.analysis.groups.department import department_name, department_of
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import OrgCategory

__all__ = ["FEWEST_FOR_Z", "Bridge", "Grouping", "Role", "bridges"]


#: Fewer people than this: a permutation test says nothing.
FEWEST_FOR_Z = 15


class Role(Choice):
    """How somebody stands between two others; the order settles which of equally frequent roles is dominant."""

    COORDINATOR = "coordinator", "协调人"
    ITINERANT = "itinerant", "外来顾问", "itinerant broker"
    GATEKEEPER = "gatekeeper", "守门人"
    REPRESENTATIVE = "representative", "对外代表"
    LIAISON = "liaison", "联络人"


class Grouping(Choice):
    """What people are grouped by; the customer's whole tree is one organisation."""

    ORGANISATION = "organisation", "组织"
    CATEGORY = "category", "组织类别", "category of organisation"
    DEPARTMENT = "department", "部门"


@dataclass(frozen=True, slots=True)
class Bridge:
    """One person: open two-paths per role, their weight together, the dominant role (None without a path) and its z.

    `carries` names the groups that most paths of the dominant role lead from and to; z is None for fewer than 15 people or where
    nothing varies.
    """

    id: str
    counts: Mapping[Role, int]
    weighted_total: float
    dominant: Role | None
    z: float | None
    carries: tuple[Text, Text] | None

    def sentence(self, situation: Situation) -> Text:
        """“{p} acts mainly as {role}, carrying influence from {A} to {B} ({k} open paths).”"""
        snapshot = situation.snapshot
        name = snapshot.people[self.id].name
        if self.dominant is None or self.carries is None:
            return Text(
                "{p} 不在任何两人之间传递影响（只发出或只接受影响，或两端本来相通）。",
                "{p} carries no influence between others (only a source or a receiver, or the two are in touch anyway).",
            ).format(p=name)
        k = self.counts[self.dominant]
        source, sink = self.carries
        paths = Text(f"{k} 条开放路径", f"{k} open {'path' if k == 1 else 'paths'}")
        said = Text(
            "{p} 主要充当{role}：把 {A} 的影响带给 {B}（{paths}）。",
            "{p} acts mainly as {role}, carrying influence from {A} to {B} ({paths}).",
        )
        if source == sink:
            said = Text(
                "{p} 主要充当{role}：在 {A} 的人之间传递影响（{paths}）。",
                "{p} acts mainly as {role}, carrying influence between people of {A} ({paths}).",
            )
        return said.format(p=name, role=self.dominant.label, A=source, B=sink, paths=paths)


def bridges(
    situation: Situation, grouping: Grouping = Grouping.ORGANISATION, *, seed: int, permutations: int = 500
) -> tuple[Bridge, ...]:
    """Everybody of the graph, those who carry most weight between others first, equal ones by id.

    People who look the same get the same z, and its random numbers do not depend on what anybody is called.
    """
    graph = situation.graph
    if not graph.people:
        return ()
    labels = [_group(situation, person, grouping) for person in graph.people]
    names = sorted(set(labels))
    group = np.array([names.index(label) for label in labels], dtype=np.intp)
    paths = open_two_paths(graph.W)
    counts, scores = paths.counts(group), paths.scores(group)
    rank = np.lexsort((np.arange(5)[None, :] + 0 * counts, -ordinal(scores), -counts), axis=1)
    role = rank[:, 0].astype(np.intp)
    z = _significance(situation, group, role, seed, permutations)

    def said(name: str) -> Text:
        return _group_name(situation, name, grouping)

    kinds, ends = paths.roles(group), np.searchsorted(paths.v, np.arange(len(group) + 1))
    found = []
    for at, person in enumerate(graph.people):
        own = slice(ends[at], ends[at + 1])
        acting = kinds[own] == role[at]
        led = Counter(zip(group[paths.a[own][acting]].tolist(), group[paths.b[own][acting]].tolist(), strict=True))
        most = min(led, key=lambda pair: (-led[pair], pair), default=None)
        found.append(
            Bridge(
                id=person,
                counts={Role(name): int(k) for name, k in zip(ROLES, counts[at], strict=True)},
                weighted_total=float(scores[at].sum()),
                dominant=Role(ROLES[role[at]]) if most else None,
                z=None if np.isnan(z[at]) else float(z[at]),
                carries=(said(names[most[0]]), said(names[most[1]])) if most else None,
            )
        )
    return tuple(sorted(found, key=lambda b: (-ordinal(b.weighted_total), b.id)))


def _significance(
    situation: Situation, group: NDArray[np.intp], role: NDArray[np.intp], seed: int, permutations: int
) -> NDArray[np.float64]:
    n = len(group)
    if n < FEWEST_FOR_Z:
        return np.full(n, np.nan)
    like = likeness(situation)
    order = like.people
    paths = open_two_paths(situation.graph.W[np.ix_(order, order)])
    found = np.empty(n)
    found[order] = role_significance(paths, group[order], role[order], np.random.default_rng(seed), permutations)
    return like.shared(found)


def _group(situation: Situation, person: str, grouping: Grouping) -> str:
    snapshot, context = situation.snapshot, situation.context
    if grouping is Grouping.DEPARTMENT:
        return department_of(snapshot, person)
    inside = snapshot.index.belongs(person, context.tree)
    if grouping is Grouping.CATEGORY:
        return OrgCategory.CUSTOMER.value if inside else snapshot.category(person) or ""
    return context.account.id if inside else snapshot.people[person].org


def _group_name(situation: Situation, group: str, grouping: Grouping) -> Text:
    if grouping is Grouping.CATEGORY:
        return OrgCategory(group).label if group else Text("其他", "other")
    name = department_name(situation.snapshot, group)
    return Text.of(name)
