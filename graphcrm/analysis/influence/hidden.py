"""Hidden influencers and figureheads: who matters more, or less, than the chart says.

With mid-rank percentiles ``pct(z)_v = (#{z < z_v} + ½(#{z = z_v} − 1)) / (n − 1)`` the gap of a person is
``pct(share) − pct(grade)``. Somebody of the customer without decision weight, with a share of at least 2 % and a gap of
+.25 or more is a *hidden* influencer; of grade ≥ 4 with a share below 5 % and a gap of −.25 or less a *figurehead*;
anybody of another organisation with a share of at least 2 % an *outside* influencer. Knowing who is really asked for advice
is itself a source of power (Krackhardt 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.coverage.tie import tie_text
from graphcrm.analysis.influence.unrecorded import no_path
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most, ordinal
from graphcrm.analysis.paths.paths import best_next, path_costs, trace
from graphcrm.analysis.situation import Situation, once
from graphcrm.arrays import Vector
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Domain
from graphcrm.spoken import about

__all__ = [
    "FEWEST",
    "Hidden",
    "HiddenClass",
    "Hint",
    "class_frequency",
    "classify",
    "gaps",
    "hanging_on_grade",
    "hidden_influencers",
    "percentile",
]


#: Fewer people than this: percentiles mean nothing.
FEWEST = 8


class HiddenClass(Choice):
    """Outside goes before hidden: another organisation's people have no place in the customer's chart."""

    HIDDEN = "hidden", "隐形影响者", "hidden influencer"
    OUTSIDE = "outside", "外部影响者", "outside influencer"
    FIGUREHEAD = "figurehead", "名义权力"


#: None first: the class of those who are in no class.
_CLASSES: tuple[HiddenClass | None, ...] = (None, *HiddenClass)


class Hint(Choice):
    """How the influence comes about: by guarding the door, by knowing the subject, by advising from outside."""

    GATEKEEPER = "gatekeeper", "守门"
    EXPERT = "expert", "专家"
    ADVISER = "adviser", "外脑"


@dataclass(frozen=True, slots=True)
class Hidden:
    """One person. In a graph of fewer than eight people `gap`, `kind` and `hint` are None.

    share, p_hidden
        0..1; `p_hidden` is the part of the random draws in which the person keeps this class, None without draws.
    gap
        In −1..1, None without a grade.
    main_path
        Strongest path to a decider, the person first; empty if the share is 0.
    tie
        Our best tie, 0..1.
    """

    id: str
    share: float
    gap: float | None
    kind: HiddenClass | None
    hint: Hint | None
    p_hidden: float | None
    main_path: tuple[str, ...]
    support: int | None
    tie: float
    listed: bool

    def sentence(self, situation: Situation) -> Text:
        """“{p} (grade {g}, not on the decision list) carries {share} of the influence as {hint}; {tie}.”"""
        who = situation.snapshot.people[self.id]
        grade = Text("职级未录入", "grade not recorded")
        if who.grade is not None:
            grade = Text(f"职级 {who.grade}", f"grade {who.grade}")
        listed = (
            Text("在决策名单上", "on the decision list")
            if self.listed
            else Text("不在决策名单", "not on the decision list")
        )
        role = self.hint or self.kind
        as_role = Text(f"（{role.zh}）", f" as {_article(role.en)}") if role else Text("", "")
        tie, share = tie_text(self.tie), about(self.share)
        if self.kind is HiddenClass.FIGUREHEAD and self.share > TOLERANCE:
            return Text(
                "{p}：{grade}，但对本决策的影响份额仅{share}（名义权力）；{tie}。",
                "{p} ({grade}) carries only {share} of the influence on this decision (a figurehead here); {tie}.",
            ).format(p=who.name, grade=grade, share=share, tie=tie)
        if self.share < -TOLERANCE:
            return Text(
                "{p}：{grade}、{listed}，反向影响为本决策影响力的{share}；{tie}。",
                "{p} ({grade}, {listed}) has counter-influence of {share} on this decision; {tie}.",
            ).format(p=who.name, grade=grade, listed=listed, share=about(-self.share), tie=tie)
        if self.share <= TOLERANCE:
            return Text(
                "{p}：{grade}、{listed}，{none}{role}；{tie}。",
                "{p} ({grade}, {listed}) has {none}{role}; {tie}.",
            ).format(
                p=who.name,
                none=no_path(situation),
                grade=grade,
                listed=listed,
                role=Text("（名义权力）", ": a figurehead here") if self.kind is HiddenClass.FIGUREHEAD else "",
                tie=tie,
            )
        return Text(
            "{p}：{grade}、{listed}，但影响份额{share}{role}；{tie}。",
            "{p} ({grade}, {listed}) carries {share} of the influence{role}; {tie}.",
        ).format(p=who.name, grade=grade, listed=listed, share=share, role=as_role, tie=tie)


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def percentile(values: Vector) -> Vector:
    """Mid-rank percentile of each value, in [0, 1]; of a single value 0.5; values that differ by rounding are equal."""
    if len(values) < 2:
        return np.full(len(values), 0.5)
    exact = ordinal(values)
    ordered = np.sort(exact)
    below = np.searchsorted(ordered, exact, side="left")
    equal = np.searchsorted(ordered, exact, side="right") - below
    return np.asarray((below + 0.5 * (equal - 1)) / (len(values) - 1))


def gaps(share: Vector, grades: Sequence[int | None]) -> Vector:
    """``pct(share) − pct(grade)``, shape (n,); grades are compared among those who have one, not-a-number for others."""
    graded = np.array([g is not None for g in grades], dtype=bool)
    found = np.full(len(share), np.nan)
    ranks = percentile(np.array([g for g in grades if g is not None], dtype=float))
    found[graded] = percentile(share)[graded] - ranks
    return found


def classify(situation: Situation, share: Vector) -> tuple[HiddenClass | None, ...]:
    """Class of everybody of the graph for a vector of shares: the recorded ones, or those of a random draw.

    None for those who are in no class, and for everybody in a graph of fewer than eight people or without any influence, where
    nobody is known to matter more or less than the chart says. An open seat is classed like
    anybody: its share and grade are those of the post, and an influential post off the list is one whose holder to find out.
    """
    return tuple(_CLASSES[number] for number in _numbers(situation, share).tolist())


def _numbers(situation: Situation, share: Vector, grades: Sequence[int | None] | None = None) -> NDArray[np.intp]:
    """The class of everybody as a place in `_CLASSES`, shape (n,), by the recorded grades or by others."""
    people = situation.graph.people
    if len(people) < FEWEST or not situation.graph.edges:
        return np.zeros(len(people), dtype=np.intp)
    recorded, inside = _standing(situation)
    grades = recorded if grades is None else grades
    rules = situation.snapshot.settings.hidden
    gap, enough = gaps(share, grades), at_least(share, rules["share"])
    high = np.array([(grade or 0) >= rules["top_grade"] for grade in grades])
    return np.select(
        [
            ~inside & enough,
            inside & (situation.r == 0) & enough & at_least(gap, rules["gap"]),
            inside & high & at_most(gap, -rules["gap"]) & ~at_least(share, rules["figurehead_share"]),
        ],
        [_CLASSES.index(kind) for kind in (HiddenClass.OUTSIDE, HiddenClass.HIDDEN, HiddenClass.FIGUREHEAD)],
        0,
    )


@once
def _standing(situation: Situation) -> tuple[Sequence[int | None], NDArray[np.bool_]]:
    """The grade of everybody, and who belongs to the customer: the same in all draws."""
    graph, inside = situation.graph, set(situation.graph.customers)
    return [graph.snapshot.people[p].grade for p in graph.people], np.array([p in inside for p in graph.people])


def class_frequency(situation: Situation, shares: NDArray[np.float64]) -> Mapping[str, float]:
    """How often each person who has a class keeps it in random draws; people who look the same do so equally often.

    Parameters
    ----------
    shares : array, shape (draws, n)
        A vector of shares per draw.

    Returns
    -------
    mapping
        Id to a part in 0..1; empty without draws.
    """
    if not len(shares):
        return {}
    wanted = _numbers(situation, situation.share)
    kept = np.sum([_numbers(situation, share) == wanted for share in shares], axis=0)
    often = likeness(situation).shared(kept / len(shares) * (wanted > 0))
    return {p: float(k) for p, k, kind in zip(situation.graph.people, often, wanted, strict=True) if kind}


def hanging_on_grade(situation: Situation) -> tuple[str, ...]:
    """Hidden influencers whom one grade more, and figureheads whom one grade less, would take out of their class; by share.

    The draws know of wrong ties and levels, of no wrong grade: of these people `p_hidden` is no surer than the grade is.
    """
    graph, share = situation.graph, situation.share
    recorded, _ = _standing(situation)
    kinds = classify(situation, share)
    step = {HiddenClass.HIDDEN: 1, HiddenClass.FIGUREHEAD: -1}
    found = []
    for person in situation.rank_order:
        at = graph.index[person]
        kind, grade = kinds[at], recorded[at]
        if kind not in step or grade is None:
            continue
        other = [*recorded[:at], min(5, max(1, grade + step[kind])), *recorded[at + 1 :]]
        if _CLASSES[_numbers(situation, share, other)[at]] is not kind:
            found.append(person)
    return tuple(found)


def hidden_influencers(situation: Situation, p_hidden: Mapping[str, float] | None = None) -> tuple[Hidden, ...]:
    """Hidden and outside influencers and figureheads by descending share.

    Parameters
    ----------
    p_hidden : mapping, optional
        Part of the random draws in which a person keeps the class: see `class_frequency`.

    Returns
    -------
    tuple of Hidden
        With fewer than eight people: everybody without decision weight, by share, without classes.
    """
    graph = situation.graph
    small = len(graph.people) < FEWEST
    gap = gaps(situation.share, [graph.snapshot.people[p].grade for p in graph.people])
    kinds = classify(situation, situation.share)
    path_of = _main_paths(situation)
    found = []
    for person in situation.rank_order:
        at = graph.index[person]
        if kinds[at] is None and (not small or situation.r[at] > 0):
            continue
        found.append(
            Hidden(
                id=person,
                share=float(situation.share[at]),
                gap=None if small or np.isnan(gap[at]) else float(gap[at]),
                kind=kinds[at],
                hint=None if small else hint(situation, person),
                p_hidden=(p_hidden or {}).get(person),
                main_path=path_of(at),
                support=situation.level_of(person),
                tie=float(situation.T[at]),
                listed=bool(situation.r[at] > 0),
            )
        )
    return tuple(found)


def hint(situation: Situation, person: str) -> Hint | None:
    """Role hint, the first that fits.

    Gatekeeper: grade ≤ 2, and at least 60 % of the share arrives over one direct edge to a decider of grade ≥ 4. Expert:
    moves at least two people in technical matters. Adviser: belongs to another organisation.
    """
    graph = situation.graph
    grade = graph.snapshot.people[person].grade
    if (
        grade is not None
        and grade <= graph.snapshot.settings.hidden["gatekeeper_grade"]
        and _guards_a_door(situation, person)
    ):
        return Hint.GATEKEEPER
    technical = {
        target
        for (source, target), edge in graph.edges.items()
        if source == person and any(part.domain == Domain.TECHNICAL for part in edge.parts)
    }
    if len(technical) >= 2:
        return Hint.EXPERT
    return None if person in graph.customers else Hint.ADVISER


def _guards_a_door(situation: Situation, person: str) -> bool:
    graph, people, rules = situation.graph, situation.snapshot.people, situation.snapshot.settings.hidden
    at = graph.index[person]
    share = float(situation.share[at])
    total = graph.kappa + np.abs(graph.W).sum(axis=0)
    stop = graph.kappa[at] / total[at]
    direct = [
        float(situation.r[d] * graph.W[at, d] / total[d] * stop)
        for d, decider in enumerate(graph.people)
        if d != at and (people[decider].grade or 0) >= rules["top_grade"]
    ]
    return share > TOLERANCE and at_least(max(direct, default=0.0), rules["gatekeeper_part"] * share)


def _main_paths(situation: Situation) -> Callable[[int], tuple[str, ...]]:
    """Strongest explaining path of anybody: ``r_d · Π W[u, v] / (κ_v + S_v)`` is largest; () for those without a path.

    One more node behind all deciders, reached with r_d, turns the choice of the decider into a part of the path.
    """
    graph = situation.graph
    n = len(graph.people)
    steps = np.zeros((n + 1, n + 1))
    steps[:n, :n] = np.maximum(graph.W, 0.0) / (graph.kappa + np.abs(graph.W).sum(axis=0))[None, :]
    steps[:n, n] = situation.r
    _, following = best_next(path_costs(steps), n)
    return lambda at: tuple(graph.people[v] for v in trace(following, at)[:-1]) if following[at] >= 0 else ()
