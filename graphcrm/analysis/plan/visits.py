"""A plan of visits: whom to see, in which order, by which way, with the hours or the money that there are.

A *conversion* (:mod:`graphcrm.analysis.opinion.win`) raises one person by one level of support and the lean by ``gain_v``; gains add
up, since Φ is linear in the attitudes. It takes its effort along the route that is used, ``base + rival + 2 (1 − strength)``. A route
that leads over others needs each of them to be *asked* first: one visit (effort 1) per person, however many they introduce us to, and
none where that person is visited anyway. So whom one sees decides whom else one can afford to see, and the best plan is an integer
programme (:mod:`graphcrm.analysis.plan.best_visits`). Beside it stand the two plans that people make by hand: by title, and by
priority (gain per effort), each taking whoever still fits by the strongest route.

Nobody is visited whom we may not address: those who may not be won over, and those with a barrier to contact (that of a live tender
among them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from graphcrm.analysis.coverage.contact_barrier import contact_barrier
from graphcrm.analysis.numbers import at_most, ordinal
from graphcrm.analysis.opinion.win import Conversion, conversion_effort, who_to_win
from graphcrm.analysis.paths.access import access_graph
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass

__all__ = [
    "ASK",
    "Approach",
    "Pick",
    "Visit",
    "VisitPlan",
    "Visitable",
    "by_priority",
    "by_title",
    "cost",
    "ordered",
    "visitable",
]


#: Ways to each person that are weighed against each other.
_ROUTES = 3
#: Effort of asking somebody to introduce us.
ASK = 1.0


@dataclass(frozen=True, slots=True)
class Approach:
    """A route, our first mover first, and the effort of a conversion along it."""

    people: tuple[str, ...]
    strength: float
    effort: float

    @property
    def between(self) -> tuple[str, ...]:
        """Who must be asked on the way."""
        return self.people[1:-1]


@dataclass(frozen=True, slots=True)
class Visitable:
    """Somebody who may be visited and can be reached; `ways` by strength, at least one."""

    conversion: Conversion
    grade: int
    ways: tuple[Approach, ...]

    @property
    def id(self) -> str:
        return self.conversion.id


#: Whom to win, and by which of the ways.
Pick = tuple[Visitable, Approach]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. `wins` is None where somebody is only asked to introduce us, to those in `opens`."""

    person: str
    route: tuple[str, ...]
    wins: Conversion | None
    opens: tuple[str, ...]
    effort: float
    total: float

    @property
    def owner(self) -> str:
        """Our person who goes: the owner, else who stands first on the route."""
        owner = self.wins.owner if self.wins else None
        return owner or self.route[0]


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """Visits in order; `gain` is ΔΦ if each succeeds, `effort` what all take."""

    steps: tuple[Visit, ...]

    @property
    def gain(self) -> float:
        return sum(step.wins.gain for step in self.steps if step.wins)

    @property
    def effort(self) -> float:
        return sum(step.effort for step in self.steps)

    @property
    def won(self) -> tuple[str, ...]:
        return tuple(step.person for step in self.steps if step.wins)


def visitable(situation: Situation) -> tuple[tuple[Visitable, ...], tuple[str, ...]]:
    """Who may be visited and can be reached, by id; and whom no route of .10 or more reaches yet."""
    snapshot, access = situation.snapshot, access_graph(situation)
    found, unreached = [], []
    for conversion in who_to_win(situation):
        person = conversion.id
        if contact_barrier(snapshot, situation.context, person) is not None:
            continue
        routes = tuple(islice(access.routes(person), _ROUTES))
        if not routes:
            unreached.append(person)
            continue
        ways = tuple(Approach(people, s, conversion_effort(situation, person, s)) for people, s in routes)
        found.append(Visitable(conversion, snapshot.people[person].grade or 0, ways))
    return tuple(sorted(found, key=lambda v: v.id)), tuple(unreached)


def cost(chosen: Iterable[Pick]) -> float:
    """Effort of some conversions together, everybody who must be asked included, each once."""
    picked = tuple(chosen)
    visited = {v.id for v, _ in picked}
    asked = {p for _, way in picked for p in way.between} - visited
    return sum(way.effort for _, way in picked) + ASK * len(asked)


def by_title(people: Sequence[Visitable], budget: float) -> tuple[Pick, ...]:
    """The highest grade first (then share, then id), whoever still fits, by the strongest way."""
    return _greedy(sorted(people, key=lambda v: (-v.grade, -ordinal(v.conversion.share), v.id)), budget)


def by_priority(people: Sequence[Visitable], budget: float) -> tuple[Pick, ...]:
    """The best gain per effort first, as `who-to-win` lists them, whoever still fits, by the strongest way."""
    return _greedy(sorted(people, key=lambda v: (-ordinal(v.conversion.priority), v.id)), budget)


def _greedy(people: Iterable[Visitable], budget: float) -> tuple[Pick, ...]:
    taken: list[Pick] = []
    for one in people:
        if at_most(cost([*taken, (one, one.ways[0])]), budget):
            taken.append((one, one.ways[0]))
    return tuple(taken)


def ordered(chosen: Iterable[Pick]) -> VisitPlan:
    """The visits in order: the best gain per effort first, whoever must be asked or seen on the way right before."""
    by_id = {v.id: (v, way) for v, way in chosen}
    ranked = sorted(by_id.values(), key=lambda c: (-ordinal(c[0].conversion.gain / c[1].effort), c[0].id))
    steps: list[Visit] = []
    done: set[str] = set()

    def visit(person: str, route: tuple[str, ...]) -> None:
        if person in done:
            return
        done.add(person)
        choice = by_id.get(person)
        way = choice[1].people if choice else route
        for at, between in enumerate(way[1:-1], 1):
            visit(between, way[: at + 1])
        opens = tuple(sorted(v.id for v, w in by_id.values() if person in w.between))
        wins = choice[0].conversion if choice else None
        total = (steps[-1].total if steps else 0.0) + (wins.gain if wins else 0.0)
        steps.append(Visit(person, way, wins, opens, choice[1].effort if choice else ASK, total))

    for one, way in ranked:
        visit(one.id, way.people)
    return VisitPlan(tuple(steps))
