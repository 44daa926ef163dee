"""Influence paths and the hidden decision chain: how a decision is really formed, and who on the way is not on the list.

A hop is *formal* if a reporting line joins its ends, in either direction; informality is the part of the hops that are
not. A path to a decider of strength ≥ .05 is a *hidden chain* if it leaves the reporting lines somewhere and at least one
of its people before the decider has no decision weight. Strengths are products of weights (see
:mod:`graphcrm.analysis.paths.paths`): plausibilities, not probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.bands import LEAST_PATH, PathBand, path_band
from graphcrm.analysis.influence.unrecorded import sure_enough
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.paths.bypass import bypass_ratio
from graphcrm.analysis.paths.formal_lines import formal_hops
from graphcrm.analysis.paths.paths import Hops, best_next, k_best_paths, path_costs, path_strength, trace
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import arrows, in_days, joined, per_cent

__all__ = ["Chain", "ChainPath", "Hop", "by_step", "decision_chain", "path_along"]


@dataclass(frozen=True, slots=True)
class Hop:
    """u moves v. `confidence` (A–E) and `age` in days are those of the strongest evidence.

    Both are None for an assumed edge, the age for one that follows from a reporting line. `formal` is None if no
    reporting lines are recorded.
    """

    source: str
    target: str
    weight: float
    confidence: str | None
    age: int | None
    formal: bool | None


@dataclass(frozen=True, slots=True)
class ChainPath:
    """A path of influence, the decider last.

    informality
        Part of the hops that no reporting line joins, 0..1; None without reporting lines.
    hidden
        Whether it is a hidden chain; None without reporting lines.
    unlisted
        People before the decider without decision weight, in the order of the path.
    """

    people: tuple[str, ...]
    hops: tuple[Hop, ...]
    strength: float
    informality: float | None
    hidden: bool | None
    unlisted: tuple[str, ...]

    @property
    def band(self) -> PathBand:
        return path_band(self.strength)

    @property
    def weakest(self) -> Hop:
        """Weakest hop; of equal ones the first by ids."""
        return min(self.hops, key=lambda h: (ordinal(h.weight), h.source, h.target))

    def sentence(self, situation: Situation) -> Text:
        """“Effective path to {d}: … {names} are not on the formal list. Weakest hop …”"""
        people = situation.snapshot.people
        weak = self.weakest
        hop = Text("仅一环", "One hop") if len(self.hops) == 1 else Text("最弱一环：{hop}", "Weakest hop {hop}")
        return Text(
            "到 {d} 的实际路径：{path}（强度 {strength}，{band}）；{list}。{hop}{evidence}。",
            "Effective path to {d}: {path} (strength {strength}, {band}); {list}. {hop}{evidence}.",
        ).format(
            d=people[self.people[-1]].name,
            path=arrows(people[p].name for p in self.people),
            strength=per_cent(self.strength),
            band=self.band.label,
            list=_listed(situation, [people[p].name for p in self.unlisted]),
            hop=hop.format(hop=arrows(people[p].name for p in (weak.source, weak.target))),
            evidence=_evidence(weak),
        )


def _listed(situation: Situation, unlisted: list[str]) -> Text:
    which = situation.weights.list_name
    if not unlisted:
        return Text("途中各人均在{list}", "everybody on it is on the {list}").format(list=which)
    verb = "is" if len(unlisted) == 1 else "are"
    return Text("其中 {names} 不在{list}", f"{{names}} {verb} not on the {{list}}").format(
        names=joined(unlisted), list=which
    )


def _evidence(hop: Hop) -> Text:
    if hop.confidence is None:
        return Text("（假设）", " (assumed)")
    grade = Confidence(hop.confidence).label
    if hop.age is None:
        return Text("（置信 {grade}，由汇报关系推定）", " (confidence {grade}, from the reporting line)").format(
            grade=grade
        )
    return Text("（置信 {grade}，{days}前）", " (confidence {grade}, {days} old)").format(
        grade=grade, days=in_days(hop.age)
    )


@dataclass(frozen=True, slots=True)
class Chain:
    """Paths to a decider, strongest first, with what is to be said about all of them.

    `bypass` is the ratio of :func:`~graphcrm.analysis.paths.bypass.bypass_ratio`; `step` the recorded step of the decider in
    the decision, None if not recorded; `moved` whether anybody at all is known to move the decider.
    """

    decider: str
    paths: tuple[ChainPath, ...]
    bypass: float | None
    step: int | None
    moved: bool
    notes: tuple[Text, ...]

    def alone(self, situation: Situation) -> bool:
        """Whether the decider decides alone on record: of whom we only assume it nothing is on record, and what is not heard may be."""
        every_report = sure_enough(situation) is None
        return (
            every_report and not self.moved and not situation.weights.assumed and situation.weight_of(self.decider) > 0
        )


def decision_chain(situation: Situation, to: str, source: str | None = None, top: int = 10) -> Chain:
    """Effective paths of influence to a decider.

    Parameters
    ----------
    to : str
        The decider; anybody of the graph may be asked about.
    source : str, optional
        The `top` best paths of this person, of whatever strength. Without it the best path of every other person, of
        strength ≥ .05.

    Raises
    ------
    UsageError
        Somebody who is not in the influence graph.
    """
    graph = situation.graph
    target = situation.place_of(to)
    costs, formal = path_costs(graph.W), formal_hops(graph)
    if source is None:
        distances, following = best_next(costs, target)
        near = np.flatnonzero((following >= 0) & at_least(np.exp(-distances), LEAST_PATH))
        found = [path_along(situation, formal, trace(following, int(v))) for v in near]
        found = sorted(found, key=lambda p: (-ordinal(p.strength), p.people))[:top]
    else:
        start = situation.place_of(source)
        found = [
            path_along(situation, formal, nodes) for nodes in islice(k_best_paths(Hops(costs), start, target), top)
        ]
    moved = bool((graph.W[:, target] > 0).any())
    notes = _notes(situation, to, source if moved and not found else None, formal is not None)
    return Chain(to, tuple(found), bypass_ratio(situation, to, source), _step(situation, to), moved, notes)


def by_step(chains: Iterable[Chain]) -> tuple[Chain, ...]:
    """Chains in the order of the recorded steps of their deciders; those without a step come last."""
    return tuple(sorted(chains, key=lambda chain: math.inf if chain.step is None else chain.step))


def path_along(situation: Situation, formal: NDArray[np.bool_] | None, nodes: tuple[int, ...]) -> ChainPath:
    """What is to be said about a path, given by the places of its people; `formal` is that of `formal_hops`."""
    graph = situation.graph
    hops = tuple(_hop(situation, formal, u, v) for u, v in pairwise(nodes))
    people = tuple(graph.people[v] for v in nodes)
    strength = path_strength(graph.W, nodes)
    unlisted = tuple(p for p in people[:-1] if situation.weight_of(p) == 0)
    if formal is None:
        return ChainPath(people, hops, strength, None, None, unlisted)
    informality = sum(not h.formal for h in hops) / len(hops)
    counts = at_least(strength, LEAST_PATH) and situation.weight_of(people[-1]) > 0
    return ChainPath(people, hops, strength, informality, counts and informality > 0 and bool(unlisted), unlisted)


def _hop(situation: Situation, formal: NDArray[np.bool_] | None, u: int, v: int) -> Hop:
    graph = situation.graph
    source, target = graph.people[u], graph.people[v]
    edge = graph.edges[source, target]
    along = None if formal is None else bool(formal[u, v])
    if not edge.parts:
        return Hop(source, target, edge.weight, None, None, along)
    best = edge.strongest
    return Hop(source, target, edge.weight, best.confidence, best.age if best.reports else None, along)


def _step(situation: Situation, person: str) -> int | None:
    deals = {deal.id for deal in situation.context.deals}
    rows = (e for e in situation.snapshot.index.edges(EdgeKind.ROLE_IN, deals) if e.source == person)
    return min((int(e.get("step")) for e in rows if e.get("step") is not None), default=None)


def _notes(situation: Situation, to: str, unreached: str | None, lines: bool) -> tuple[Text, ...]:
    """`unreached`: from whom no path leads here, though others move the decider."""
    people = situation.snapshot.people
    notes = []
    if unreached is not None:
        notes.append(Text("没有从 {who} 到 {d} 的已录入路径", "no recorded path leads from {who} to {d}"))
    if situation.weight_of(to) == 0:
        notes.append(Text("{d} 不在{list}", "{d} is not on the {list}"))
    if not lines:
        notes.append(Text("未录入汇报关系，非正式度未知", "no reporting lines are recorded: informality is not known"))
    who = people[unreached].name if unreached is not None else ""
    return tuple(note.format(d=people[to].name, who=who, list=situation.weights.list_name) for note in notes)
