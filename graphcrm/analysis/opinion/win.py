"""Whom to win first: where one unit of effort moves the decision most, and whom to hold.

One level more of v changes the lean by exactly ``gain_v = share_v (x(level + 1) − x(level))``, because Φ is linear in the
opinions x; an unknown level is taken from 0 to 1. ``effort_v`` is a base by level (−1: 5, 0: 3, 1: 2, 2: 1.5, unknown: 1,
find out first) + 2 (1 − access), access being the better of our best tie and the strength of the best route, + 1 if a
competitor enjoys support of 2 or more; ``priority = gain / effort``. People at level 3 are held instead: what would be lost
if they came down one level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most, ordinal
from graphcrm.analysis.opinion.contest_state import ContestState, contest_state
from graphcrm.analysis.opinion.support import opinion
from graphcrm.analysis.paths.access import access_graph
from graphcrm.analysis.paths.routes import best_route
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import StanceSubtype
from graphcrm.model.edges import EdgeKind
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import lean, points, signed

__all__ = ["Conversion", "Hold", "conversion_effort", "hold_list", "play", "who_to_win", "within_budget"]


_KEYS = {0: "neutral", 1: "limited", 2: "supports", 3: "exclusive", None: "unknown"}


def play(level: int | None, subtype: str | None = None, settings: Settings = DEFAULTS) -> Text:
    """The play for a support level −1..3 or None (unknown), and for −1 the kind of opposition.

    An opposition of unknown kind is treated as one of interest.

    >>> play(-1, "demanding").en
    'manage expectations, keep promises, confirm everything in writing'
    """
    against = subtype if subtype in (StanceSubtype.DISTRUST, StanceSubtype.DEMANDING) else "opposes"
    return settings.plays[_KEYS.get(level, against)]


_EXCLUSIVE = 3


@dataclass(frozen=True, slots=True)
class Conversion:
    """One person, one level up.

    support, target
        Level now (None: unknown) and aimed at.
    gain
        ΔΦ; `priority` is gain per unit of `effort`.
    goals
        Ids of goals and opportunities that the person is needed for.
    competitor, contest_state
        Highest recorded support toward a competitor, None if unknown; whose side the person is on.
    owner
        Our person in charge.
    route
        Best route, our first mover first; empty if there is none.
    ally
        Supporter who moves this person most already, at an equilibrium opinion at least .3 higher; None without.
    """

    id: str
    share: float
    support: int | None
    target: int
    gain: float
    effort: float
    priority: float
    goals: tuple[str, ...]
    competitor: int | None
    contest_state: ContestState
    owner: str | None
    route: tuple[str, ...]
    ally: str | None
    play: Text | None

    def sentence(self, situation: Situation) -> Text:
        """“Moving {v} from {a} to {b} adds {g} to the lean; {u} can help …”"""
        people = situation.snapshot.people
        before = Text("未知", "unknown")
        if self.support is not None:
            before = Text(f" {signed(self.support)} ", signed(self.support))
        text = Text(
            "把 {v} 的支持度从{a}提到 {b}：{lean}{g}", "Moving the support of {v} from {a} to {b}: {lean} {g}"
        ).format(v=people[self.id].name, a=before, b=signed(self.target), lean=situation.side.lean, g=points(self.gain))
        if self.ally is not None:
            y, at = situation.y, situation.graph.index
            text += Text(
                "；可由 {u} 影响（现倾向 {yu} 对 {yv}）", "; {u} can help (their own leans: {yu} and {yv})"
            ).format(u=people[self.ally].name, yu=lean(y[at[self.ally]]), yv=lean(y[at[self.id]]))
        return text + Text("。", ".")


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody at level 3 with a share of at least 5 %; `cost` is the fall of Φ if they came down one level."""

    id: str
    share: float
    cost: float
    owner: str | None
    play: Text

    def sentence(self, snapshot: Snapshot) -> Text:
        """“Hold {p} (exclusive support): from +3 to +2 the lean would go {cost}.”"""
        return Text(
            "维持 {p}（支持并排他）：若由 +3 降到 +2，倾向{cost}。",
            "Hold {p} (exclusive support): from +3 to +2 the lean would go {cost}.",
        ).format(p=snapshot.people[self.id].name, cost=points(-self.cost))


def conversion_effort(situation: Situation, person: str, access: float) -> float:
    """Effort of one level more of somebody to whom our access is so strong, 0 to 1."""
    rules, level = situation.snapshot.settings.effort, situation.level_of(person)
    rival = situation.competitor.get(person)
    close_to_rival = rival is not None and rival >= rules["rival_support"]
    base = rules["unknown" if level is None else str(level)]
    return base + rules["access"] * (1 - access) + rules["rival"] * close_to_rival


def who_to_win(situation: Situation) -> tuple[Conversion, ...]:
    """Everybody below level 3 whose conversion moves the decision, highest priority first, ties by id.

    Left out are people who must stay independent, are public officials, are marked "no contact", have objected or left. The playbook is
    ours: where another vendor is asked about nothing is to be played.
    """
    snapshot, ours = situation.snapshot, situation.side.is_ours
    access = access_graph(situation)
    goals = _goals(situation)
    found = []
    for person in situation.graph.people:
        level = situation.level_of(person)
        share = situation.share_of(person)
        if level == _EXCLUSIVE or share <= TOLERANCE or not snapshot.may_be_target(person):
            continue
        target = 1 if level is None else level + 1
        gain = share * (opinion(target) - opinion(level))
        route = best_route(situation, person, access)
        tie = situation.ties.best(person)[0]
        rival = situation.competitor.get(person)
        effort = conversion_effort(situation, person, max(tie, route.strength if route else 0.0))
        stance = situation.support.get(person)
        found.append(
            Conversion(
                id=person,
                share=share,
                support=level,
                target=target,
                gain=gain,
                effort=effort,
                priority=gain / effort,
                goals=goals.get(person, ()),
                competitor=rival,
                contest_state=contest_state(level, rival),
                owner=snapshot.owners.get(person),
                route=route.people if route else (),
                ally=_ally(situation, person),
                play=play(level, stance.subtype if stance else None, snapshot.settings) if ours else None,
            )
        )
    return tuple(sorted(found, key=lambda c: (-ordinal(c.priority), c.id)))


def within_budget(conversions: Iterable[Conversion], budget: float) -> tuple[Conversion, ...]:
    """In the order given, those whose effort still fits into the units of effort that are left."""
    taken, left = [], budget
    for conversion in conversions:
        if at_most(conversion.effort, left):
            taken.append(conversion)
            left -= conversion.effort
    return tuple(taken)


def hold_list(situation: Situation) -> tuple[Hold, ...]:
    """Whom to hold: level 3 with a share of at least 5 %, the costliest loss first, ties by id; exclusions as above."""
    snapshot = situation.snapshot
    step = opinion(_EXCLUSIVE) - opinion(_EXCLUSIVE - 1)
    found = [
        Hold(
            p,
            situation.share_of(p),
            situation.share_of(p) * step,
            snapshot.owners.get(p),
            play(_EXCLUSIVE, None, snapshot.settings),
        )
        for p in situation.graph.people
        if situation.level_of(p) == _EXCLUSIVE
        and at_least(situation.share_of(p), snapshot.settings.effort["hold_share"])
        and snapshot.may_be_target(p)
    ]
    return tuple(sorted(found, key=lambda h: (-ordinal(h.cost), h.id)))


def _goals(situation: Situation) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for edge in situation.snapshot.index.edges(EdgeKind.NEEDED_FOR, situation.graph.people):
        found.setdefault(edge.source, set()).add(edge.target)
    return {person: tuple(sorted(goals)) for person, goals in found.items()}


def _ally(situation: Situation, person: str) -> str | None:
    graph, y = situation.graph, situation.y
    at = graph.index[person]
    moving = graph.W[:, at]
    allies = [
        (-ordinal(float(moving[u])), graph.people[u])
        for u in np.flatnonzero(moving > 0)
        if (situation.level_of(graph.people[u]) or 0) >= 1
        and at_least(float(y[u] - y[at]), situation.snapshot.settings.introductions["difference"])
        and situation.snapshot.may_be_target(graph.people[u])
    ]
    return min(allies)[1] if allies else None
