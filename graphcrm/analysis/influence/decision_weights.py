"""Decision weights: how much each person's own vote counts before anybody influences anybody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.dataclass import dataclass
from graphcrm.graph.influence import InfluenceGraph
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Opportunity
from graphcrm.spoken import joined

__all__ = ["DecisionWeights", "assumed_weights", "decision_weights"]


_ASSUMED = Text("未录入决策角色——按职级推定权重", "decision roles not recorded — assumed from grade")
_ALIKE = _ASSUMED + Text(
    "；无 3 级及以上人员，客户各人等权",
    "; nobody of grade 3 or above is recorded, so all of the customer's people count alike",
)


@dataclass(frozen=True, slots=True)
class DecisionWeights:
    """`r`, shape (n,), ≥ 0, sum 1 (all 0 only without people); `deciders` are the ids with r > 0.

    `notes` say which decision is meant and what was assumed; they stand under every answer and map.
    """

    r: NDArray[np.float64]
    deciders: tuple[str, ...]
    assumed: bool
    notes: tuple[Text, ...]

    @property
    def list_name(self) -> Text:
        """What to call those who decide: nobody has made a list of whom we only assume."""
        if self.assumed:
            return Text("按职级推定的名单", "list assumed from grade")
        return Text("正式决策名单", "formal decision list")


def decision_weights(graph: InfluenceGraph) -> DecisionWeights:
    """Normalised decision weights r of a context.

    Of an opportunity: the explicit `decision_weight` of its roles if any is given, else the sum of the settings' `roles` over a
    person's roles; weights of people outside the graph (left, or not connected) are dropped with a note. Nobody with a
    positive weight: ``r ∝ 2^(grade − 3)`` over the customer's people of grade ≥ 3, or uniform over the customer's people.
    Of an account: the amount-weighted mean over its open opportunities (equal weights, with a note, if an amount is missing
    or currencies differ); the grade rule if none is open.

    Returns
    -------
    DecisionWeights
        Over ``graph.people``.
    """
    context = graph.context
    if context.opportunity is not None:
        r, assumed, notes = _of_opportunity(graph, context.opportunity)
    elif not context.open_opportunities:
        (r, said), assumed = _by_grade(graph), True
        notes = [said]
    else:
        r, assumed, notes = _of_account(graph, context.open_opportunities)
    r.setflags(write=False)
    deciders = tuple(p for p, weight in zip(graph.people, r, strict=True) if weight > 0)
    if not graph.people:
        notes = [note for note in notes if note not in (_ASSUMED, _ALIKE)]
    return DecisionWeights(r, deciders, assumed, tuple(dict.fromkeys([*context.notes, *notes])))


def _of_opportunity(graph: InfluenceGraph, opportunity: Opportunity) -> tuple[NDArray[np.float64], bool, list[Text]]:
    rows = graph.snapshot.index.edges(EdgeKind.ROLE_IN, [opportunity.id])
    given = [e for e in rows if e.get("decision_weight") is not None]
    raw: dict[str, float] = {}
    # Influencers get none on purpose: their power arrives through edges.
    worth = graph.snapshot.settings.roles
    for edge in given or rows:
        weight = edge.get("decision_weight") if given else sum(worth.get(r, 0) for r in edge.get("roles", ()))
        raw[edge.source] = raw.get(edge.source, 0.0) + float(weight)
    people = graph.snapshot.people
    # A seat that is in no graph was filled: whoever holds the post has its weight.
    filled = {p for p in raw if p in people and graph.snapshot.is_seat(p) and graph.snapshot.has_left(p)}
    dropped = sorted(p for p, weight in raw.items() if weight > 0 and p not in graph.index and p not in filled)
    notes = []
    if dropped:
        notes.append(
            Text(
                "决策权重已剔除（已离职或不在影响图中）并重新归一：{names}",
                "decision weights dropped (left, or not in the influence graph) and renormalised: {names}",
            ).format(names=joined(people[p].name if p in people else p for p in dropped))
        )
    r = np.zeros(len(graph.people))
    for person, weight in raw.items():
        if person in graph.index:
            r[graph.index[person]] = weight
    total = r.sum()
    if total > 0:
        return r / total, False, notes
    r, said = _by_grade(graph)
    return r, True, [*notes, said]


def _by_grade(graph: InfluenceGraph) -> tuple[NDArray[np.float64], Text]:
    """Weights where no role is recorded, and what was assumed."""
    graded, alike = assumed_weights(graph)
    r, said = (graded, _ASSUMED) if graded.any() else (alike, _ALIKE)
    total = r.sum()
    return (r / total if total > 0 else r), said


def assumed_weights(graph: InfluenceGraph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What is assumed where nobody has weight by a role: the customer's people of grade 3 and above, else all of them alike."""
    graded, alike = np.zeros(len(graph.people)), np.zeros(len(graph.people))
    for person in graph.customers:
        grade = graph.snapshot.people[person].grade
        graded[graph.index[person]] = 2.0 ** (grade - 3) if grade is not None and grade >= 3 else 0.0
        alike[graph.index[person]] = 1.0
    return graded, alike


def _of_account(
    graph: InfluenceGraph, opportunities: Sequence[Opportunity]
) -> tuple[NDArray[np.float64], bool, list[Text]]:
    amounts = [o.amount for o in opportunities]
    notes: list[Text] = []
    comparable = all(a is not None for a in amounts) and len({o.currency for o in opportunities}) == 1
    if comparable and sum(a or 0 for a in amounts) > 0:
        weights = [float(a or 0) for a in amounts]
    else:
        weights = [1.0] * len(opportunities)
        if len(opportunities) > 1:
            notes.append(
                Text(
                    "商机金额缺失或币种不一，按等权合并",
                    "amounts missing or in different currencies: opportunities weighted equally",
                )
            )
    r = np.zeros(len(graph.people))
    assumed = True
    for weight, opportunity in zip(weights, opportunities, strict=True):
        own, guessed, said = _of_opportunity(graph, opportunity)
        r += weight * own
        assumed = assumed and guessed
        notes += said
    total = r.sum()
    return (r / total if total > 0 else r), assumed, notes
