"""Access routes: the best way to reach somebody, and who introduces whom.

Routes over the access graph (:mod:`graphcrm.analysis.paths.access`) of at most four hops, in order of strength; a route is kept
if it shares at most one intermediary with every route kept before, until enough are kept or 200 were tried. Its strength
is a plausibility product, not a probability of success. Nobody is asked for anything but a professional introduction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import islice, pairwise

from graphcrm.analysis.bands import LEAST_TIE, PathBand, path_band
from graphcrm.analysis.coverage.contact_barrier import contact_barrier, no_contact_with
from graphcrm.analysis.numbers import at_least, is_active, ordinal
from graphcrm.analysis.paths.access import AccessGraph, access_graph, may_introduce, willingness
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import about, arrows, per_cent
from graphcrm.spoken import strength as tie_strength

__all__ = [
    "MissingLink",
    "Route",
    "RouteHop",
    "RoutePlan",
    "RouteStatus",
    "access_routes",
    "best_route",
    "best_ways",
    "missing_link",
]


_TRIED = 200
_ASSUMED_LEVEL = 2


class RouteStatus(Choice):
    """Why there are routes, or none."""

    ROUTES = "routes", "有路线"
    IN_CONTACT = "in_contact", "已有直接联系", "already in contact"
    BARRED = "barred", "不给出路线", "no route is given"
    UNREACHABLE = "unreachable", "无法到达"


@dataclass(frozen=True, slots=True)
class RouteHop:
    """One step. `confidence` (A–E) belongs to influence hops; `age` in days is that of the last contact, or of the report.

    Both are None where nothing is recorded.
    """

    source: str
    target: str
    strength: float
    confidence: str | None
    age: int | None


@dataclass(frozen=True, slots=True)
class Route:
    """From one of our people to the target. `hostile` are intermediaries with support −1 toward us."""

    people: tuple[str, ...]
    hops: tuple[RouteHop, ...]
    strength: float
    hostile: tuple[str, ...]

    @property
    def band(self) -> PathBand:
        return path_band(self.strength)

    @property
    def first_mover(self) -> str:
        """Our person who takes the first step."""
        return self.people[0]

    @property
    def intermediaries(self) -> tuple[str, ...]:
        return self.people[1:-1]

    @property
    def carriers(self) -> tuple[str, ...]:
        """Who stands or falls with the route: its intermediaries, or our person on a direct one."""
        return self.intermediaries or (self.first_mover,)

    @property
    def weakest(self) -> RouteHop:
        """Weakest hop; of equal ones the first by ids."""
        return min(self.hops, key=lambda h: (ordinal(h.strength), h.source, h.target))

    @property
    def freshness(self) -> int | None:
        """Age in days of the oldest dated evidence on the route."""
        return max((h.age for h in self.hops if h.age is not None), default=None)

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{route}: strength {s}, {band}; the oldest evidence on it is {n} days old.”"""
        said = Text("{route}：强度 {s}，{band}", "{route}: strength {s}, {band}").format(
            route=arrows(snapshot.people[p].name for p in self.people), s=per_cent(self.strength), band=self.band.label
        )
        if self.freshness is None:
            return said + Text("；没有带日期的依据。", "; nothing on it is dated.")
        days = Text(f"{self.freshness} 天前", f"{self.freshness} {'day' if self.freshness == 1 else 'days'} old")
        return said + Text("；最旧的依据为 {days}。", "; the oldest evidence on it is {days}.").format(days=days)

    def asks(self, situation: Situation) -> tuple[Text, ...]:
        """What is asked of whom, one line per hop."""
        names = [situation.snapshot.people[p].name for p in self.people]
        topic = _topic(situation)
        if len(names) == 2:
            line = Text("{a} 就{topic}直接联系 {b}", "{a} contacts {b} directly about {topic}")
            return (line.format(a=names[0], b=names[1], topic=topic),)
        lines = []
        for step, (a, b) in enumerate(pairwise(names)):
            if step == 0:
                line = Text("{a} 请 {b} 就{topic}引荐 {c}", "{a} asks {b} to introduce us to {c} about {topic}")
            elif step < len(names) - 2:
                line = Text(
                    "{a} 向 {b} 引荐我方，并请其引荐 {c}",
                    "{a} introduces us to {b}, who is asked to introduce us to {c}",
                )
            else:
                line = Text("{a} 就{topic}向 {b} 引荐我方", "{a} introduces us to {b} about {topic}")
            after = names[step + 2] if step + 2 < len(names) else b
            lines.append(line.format(a=a, b=b, c=after, topic=topic))
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class MissingLink:
    """The contact from whom one more hop would open the shortest way: `ours`→`contact`→target with this strength."""

    ours: str
    contact: str
    strength: float


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """Answer about one target. `note` says why there are no routes; `missing` is given when nobody can be reached."""

    target: str
    status: RouteStatus
    routes: tuple[Route, ...]
    missing: MissingLink | None
    note: Text | None

    @property
    def alternatives(self) -> tuple[Route, ...]:
        """Routes after the first that are realistic and do not merely run over the people of routes before them.

        What is new may be an intermediary or, on a direct route, who of ours goes: another colleague who asks the same
        person to introduce us is no way around that person.
        """
        found: list[Route] = []
        used = set(self.routes[0].carriers) if self.routes else set()
        for route in self.routes[1:]:
            if route.band is not PathBand.NONE and not used.issuperset(route.carriers):
                found.append(route)
                used.update(route.carriers)
        return tuple(found)

    def sentence(self, situation: Situation) -> Text:
        """“Suggested route: … First step: … Weakest hop … Alternatives: …”, or why there is none."""
        if self.note is not None and not self.routes:
            return self.note
        people = situation.snapshot.people

        def named(ids: tuple[str, ...]) -> Text:
            return arrows(people[p].name for p in ids)

        best, others = self.routes[0], [named(r.people) for r in self.alternatives]
        start = Text("建议路线", "Suggested route")
        if best.band is PathBand.NONE:
            start = Text("没有可靠的路线，最好的一条", "No route is realistic; the best one")
        weak = Text("；薄弱环节：{hop}", "; weakest hop {hop}").format(
            hop=named((best.weakest.source, best.weakest.target))
        )
        which = "Alternative" if len(others) == 1 else "Alternatives"
        other = Text("；", "; ").join(others)
        return Text(
            "{start}：{route}（强度 {strength}，{band}）。第一步：{ask}{weak}。备选：{others}。",
            "{start}: {route} (strength {strength}, {band}). First step: {ask}{weak}. "
            f"{which}: {{others}}.",
        ).format(
            start=start,
            route=named(best.people),
            strength=per_cent(best.strength),
            band=best.band.label,
            ask=best.asks(situation)[0],
            weak=weak if len(best.hops) > 1 else "",
            others=other if others else Text("无", "none"),
        )


def access_routes(situation: Situation, target: str, avoid: Collection[str] = (), top: int = 3) -> RoutePlan:
    """The best routes to a person; of somebody with whom we have an active tie (T ≥ .30) the note says so.

    Parameters
    ----------
    target : str
        Somebody of the influence graph. No route is given to those who left, are marked "no contact" or have objected,
        nor, while a tender is open, to those who must stay independent and to public officials.
    avoid : collection of str
        People of ours or theirs who must not be on a route.
    top : int
        Most routes.

    Raises
    ------
    UsageError
        Unknown ids, our own people, people outside the graph, or a target that is to be avoided.
    """
    snapshot = situation.snapshot
    snapshot.person(target)
    if target in {snapshot.person(p).id for p in avoid}:
        raise UsageError(Text(f"{target} 既是目标又要避开", f"{target} is both the target and to be avoided"))
    if target not in situation.graph.index and not (
        snapshot.has_left(target) and snapshot.index.belongs(target, situation.context.tree)
    ):
        situation.place_of(target)
    barred = no_contact_with(snapshot, situation.context, target)
    if barred is not None:
        return RoutePlan(target, RouteStatus.BARRED, (), None, barred)
    access = access_graph(situation, avoid)
    kept: list[Route] = []
    for people, strength in islice(access.routes(target), _TRIED):
        if len(kept) == top:
            break
        if all(len(set(people[1:-1]) & set(other.intermediaries)) <= 1 for other in kept):
            kept.append(_route(situation, access, people, strength))
    if kept:
        contact = is_active(access.direct(target), snapshot.settings)
        note = _in_contact(situation, access, target) if contact else None
        return RoutePlan(target, RouteStatus.IN_CONTACT if contact else RouteStatus.ROUTES, tuple(kept), None, note)
    link = missing_link(situation, target, avoid)
    return RoutePlan(target, RouteStatus.UNREACHABLE, (), link, _unreachable(situation, target, link, avoid))


def best_route(situation: Situation, target: str, access: AccessGraph | None = None) -> Route | None:
    """Strongest route to somebody of the graph, a direct tie included; None if there is none or none may be given.

    Parameters
    ----------
    access : AccessGraph, optional
        The access graph, if it is at hand.
    """
    if contact_barrier(situation.snapshot, situation.context, target) is not None:
        return None
    graph = access or access_graph(situation)
    found = next(graph.routes(target), None)
    return None if found is None else _route(situation, graph, *found)


def best_ways(situation: Situation) -> Callable[[str], tuple[str, ...] | None]:
    """Tells of anybody the people on the best route, our first mover first; None where no route leads there."""
    access = access_graph(situation)

    def way_to(person: str) -> tuple[str, ...] | None:
        found = best_route(situation, person, access)
        return found.people if found else None

    return way_to


def missing_link(situation: Situation, target: str, avoid: Collection[str] = ()) -> MissingLink | None:
    """The cheapest missing link to somebody whom no route reaches: greatest T_w · (best strength w→target).

    One edge of level 2 may be assumed, wherever it helps most. That is always the edge w→target itself: going on to
    somebody else first multiplies by a weight below one and by another's willingness of at most one, which
    ``ŵ(w, a) · g(w) · p₂ · g(a) < g(w) · p₂`` never makes up for. None if none of ours has a tie of .10 to anybody who
    may introduce.
    """
    snapshot = situation.snapshot
    p = snapshot.settings.p_influence(_ASSUMED_LEVEL)
    found = []
    for person in situation.graph.people:
        if person == target or person in avoid or not may_introduce(snapshot, person):
            continue
        tie = next((t for t in situation.ties.of(person) if t.ours not in avoid), None)
        if tie is not None and at_least(tie.strength, LEAST_TIE):
            strength = tie.strength * p * willingness(situation, person)
            found.append((-ordinal(strength), person, tie.ours, strength))
    if not found:
        return None
    _, contact, ours, strength = min(found)
    return MissingLink(ours, contact, strength)


def _route(situation: Situation, access: AccessGraph, people: tuple[str, ...], strength: float) -> Route:
    hops = []
    for source, target in pairwise(people):
        edge = situation.graph.edges.get((source, target))
        confidence = age = None
        if edge is None:
            tie = situation.ties.between(source, target)
            age = tie.age if tie else None
        elif edge.parts:
            best = edge.strongest
            confidence, age = best.confidence, best.age if best.reports else None
        hops.append(RouteHop(source, target, access.strength(source, target), confidence, age))
    hostile = tuple(p for p in people[1:-1] if situation.level_of(p) == -1)
    return Route(people, tuple(hops), strength, hostile)


def _topic(situation: Situation) -> Text:
    deal = situation.context.opportunity
    if deal is None:
        return Text("双方合作", "our cooperation")
    return Text("“{deal}”", "“{deal}”").format(deal=deal.name)


def _in_contact(situation: Situation, access: AccessGraph, target: str) -> Text:
    tie = next(t for t in situation.ties.of(target) if t.ours in access.ours)
    people = situation.snapshot.people
    return Text(
        "已与 {t} 有直接联系：{ours}（{T}）。",
        "Already in contact with {t}: {ours} ({T}).",
    ).format(t=people[target].name, ours=people[tie.ours].name, T=tie_strength(tie.strength))


def _unreachable(situation: Situation, target: str, link: MissingLink | None, avoid: Collection[str]) -> Text:
    people = situation.snapshot.people
    name = people[target].name
    faint = next((t for t in situation.ties.of(target) if t.ours not in avoid and t.strength > 0), None)
    if link is None and faint is not None:
        return Text(
            "目前无法到达 {t}：{ours} 与其关系太弱（{T}），请先恢复联系。",
            "{t} cannot be reached: the tie of {ours} is too weak ({T}); renew it first.",
        ).format(t=name, ours=people[faint.ours].name, T=tie_strength(faint.strength))
    if link is None:
        return Text(
            "目前无法到达 {t}：我方与客户尚无可请求引荐的联系，请先建立第一个联系。",
            "{t} cannot be reached: we have no contact yet who could introduce us; establish a first one.",
        ).format(t=name)
    return Text(
        "目前无法到达 {t}。最省力的补链：{link}（经 {ours}，若成立强度{strength}），请先核实两人是否有往来。",
        "{t} cannot be reached. Cheapest missing link: {link} (through {ours}; strength {strength} if it exists); find out "
        "whether the two are in touch.",
    ).format(
        t=name,
        link=arrows((people[link.contact].name, name)),
        ours=people[link.ours].name,
        strength=about(link.strength),
    )
