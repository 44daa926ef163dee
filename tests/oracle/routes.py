"""Influence paths, shadow circle, and the ways to reach somebody."""

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from tests.oracle import scales
from tests.oracle.paths import Path, best_path, best_to, simple_paths, strength
from tests.oracle.picture import Picture
from tests.oracle.shares import TINY, direct_share, explaining_paths, gaps, ranking

Row = dict[str, object]
SOURCE = ""
"""Stands before all our people; it is no hop."""


def joined(path: Iterable[str]) -> str:
    """Write a path as ``a>b>c``."""
    return ">".join(path)


# hidden influencers ---------------------------------------------------------------------------------------------


def hint(picture: Picture, person: str) -> str | None:
    """Role hint: gatekeeper, expert or adviser, the first that fits."""
    facts, share = picture.facts, picture.share[person]
    grade = facts.grade(person)
    if grade is not None and grade <= 2 and share > TINY:
        high = [d for d in picture.deciders if (facts.grade(d) or 0) >= 4 and d != person]
        if any(direct_share(picture.model, person, d) >= 0.60 * share - TINY for d in high):
            return "gatekeeper"
    technical = {v for (u, v), tie in picture.graph.ties.items() if u == person and "technical" in tie.domains}
    if len(technical) >= 2:
        return "expert"
    return None if facts.in_tree(person) else "adviser"


def hidden_class(picture: Picture, person: str, gap: float | None) -> str | None:
    """Outside before hidden before figurehead; None for everybody else. A seat is classed by what its post carries."""
    facts, share = picture.facts, picture.share[person]
    if not facts.in_tree(person):
        return "outside" if share >= 0.02 - TINY else None
    if gap is None:
        return None
    if picture.r[person] == 0 and share >= 0.02 - TINY and gap >= 0.25:
        return "hidden"
    if (facts.grade(person) or 0) >= 4 and gap <= -0.25 and share < 0.05 - TINY:
        return "figurehead"
    return None


def hidden_influencers(picture: Picture) -> list[Row]:
    """Rows of the query hidden-influencers, strongest share first."""
    small = len(picture.people) < 8
    by_gap = {} if small else {p: float(g) for p, g in gaps(picture.facts, picture.model).items()}
    rows: list[Row] = []
    for p in ranking(picture.share):
        kind = None if small else hidden_class(picture, p, by_gap.get(p))
        if (small and picture.r[p] > 0) or (not small and kind is None):
            continue
        paths = explaining_paths(picture.model, p, top=1) if picture.share[p] > TINY else []
        rows.append(
            {
                "id": p,
                "name": picture.facts.name(p),
                "org": picture.facts.org(p),
                "grade": picture.facts.grade(p),
                "share_pct": 100 * picture.share[p],
                "gap": by_gap.get(p),
                "class": kind,
                "hint": None if small else hint(picture, p),
                "main_path": joined(paths[0][0]) if paths else None,
                "support": picture.level(p),
                "tie": picture.tie[p],
            }
        )
    return rows


# influence paths ------------------------------------------------------------------------------------------------


def formal_pairs(picture: Picture) -> set[frozenset[str]]:
    """Pairs of people joined by an active reporting line."""
    members = set(picture.people)
    return {frozenset((a, b)) for a, b, _ in picture.facts.reporting() if {a, b} <= members}


def informality(picture: Picture, path: Path) -> float | None:
    """Part of the hops that no reporting line joins; None without any reporting line."""
    formal = formal_pairs(picture)
    hops = list(pairwise(path))
    if not formal or not hops:
        return None
    return sum(frozenset(hop) not in formal for hop in hops) / len(hops)


def chain_row(picture: Picture, rank: int, path: Path, value: float) -> Row:
    """One row of the query decision-chain."""
    share_of_informal = informality(picture, path)
    unlisted = [p for p in path[:-1] if picture.r[p] == 0]
    hops = list(pairwise(path))
    weakest = min(hops, key=lambda hop: (round(picture.graph.weight(*hop), 12), hop))
    is_hidden = (
        None
        if share_of_informal is None
        else value >= scales.PATH_MINIMUM - TINY and share_of_informal > 0 and bool(unlisted)
    )
    return {
        "rank": rank,
        "path": joined(path),
        "names": joined(picture.facts.name(p) for p in path),
        "strength": value,
        "band": scales.path_band(value),
        "informality": share_of_informal,
        "hidden": is_hidden,
        "unlisted": unlisted,
        "weakest_hop": joined(weakest),
        "weakest_conf": picture.graph.ties[weakest].grade,
    }


def decision_chain(picture: Picture, to: str, from_: str | None, top: int) -> list[Row]:
    """Paths to a decider: the best of every other person, or the best few of one."""
    edges = picture.graph.as_edges()
    if from_ is not None:
        found = list(islice(simple_paths(edges, from_, to), top)) if from_ != to else []
    else:
        best = [best_path(edges, p, to) for p in picture.people if p != to]
        found = [item for item in best if item is not None and item[1] >= scales.PATH_MINIMUM - TINY]
        found = sorted(found, key=lambda item: (-round(item[1], 12), item[0]))[:top]
    return [chain_row(picture, rank, path, value) for rank, (path, value) in enumerate(found, start=1)]


def shadow_circle(picture: Picture) -> list[str]:
    """Smallest prefix of the share ranking with at least 80 %; equal shares stand in it together, nobody without any."""
    circle: list[str] = []
    for p in ranking(picture.share):
        if picture.share[p] <= TINY:
            break
        full = sum(picture.share[q] for q in circle) >= scales.CIRCLE - TINY
        if full and picture.share[circle[-1]] - picture.share[p] > TINY:
            break
        circle.append(p)
    return circle


def jaccard(picture: Picture) -> float:
    """Overlap of circle and formal list."""
    circle, formal = set(shadow_circle(picture)), set(picture.deciders)
    return len(circle & formal) / len(circle | formal)


def circle_rows(picture: Picture) -> list[Row]:
    """Everybody in the circle or on the formal list, by share."""
    circle = shadow_circle(picture)
    rows: list[Row] = []
    total = 0.0
    for p in ranking(picture.share):
        total += picture.share[p]
        if p in circle or picture.r[p] > 0:
            rows.append(
                {
                    "id": p,
                    "name": picture.facts.name(p),
                    "share_pct": 100 * picture.share[p],
                    "cumulative_pct": 100 * total,
                    "listed": picture.r[p] > 0,
                    "circle": p in circle,
                    "support": picture.level(p),
                    "tie": picture.tie[p],
                }
            )
    return rows


# access routes --------------------------------------------------------------------------------------------------


def toward_us(picture: Picture, person: str) -> int | None:
    """Support for our company, whichever vendor is asked about: the routes are ours."""
    facts = picture.facts
    asked = facts.category(facts.vendor) == "our_company"
    return picture.level(person) if asked else facts.stance(person, facts.us).level


def access_edges(picture: Picture, avoid: frozenset[str] = frozenset()) -> dict[str, dict[str, float]]:
    """Hops from our people (tie of at least .10) and between people (influence times willingness to carry)."""
    edges: dict[str, dict[str, float]] = {SOURCE: {}}
    for i in picture.ties.our_people:
        reached = {p: picture.ties.strength(i, p) for p in picture.people}
        edges[i] = {p: t for p, t in reached.items() if t >= scales.LISTENING - TINY and p not in avoid}
        if i not in avoid:
            edges[SOURCE][i] = 1.0
    for u, followers in picture.graph.as_edges().items():
        willing = scales.WILLINGNESS[toward_us(picture, u)]
        edges[u] = {v: w * willing for v, w in followers.items() if v not in avoid}
    return edges


def no_route(picture: Picture, target: str) -> bool:
    """No route is given to these, whatever it would be."""
    flags = picture.facts.flags(target)
    if picture.facts.left(target) or flags & {"no_contact", "objected", "placeholder"}:
        return True
    return picture.facts.tender_open() and bool(flags & {"independence_required", "public_official"})


def all_routes(picture: Picture, target: str, avoid: frozenset[str] = frozenset()) -> Iterator[tuple[Path, float]]:
    """Every admissible route of at most four hops, strongest first, from our person to the target."""
    edges = access_edges(picture, avoid)
    ours = set(picture.ties.our_people)

    def inside(p: str) -> bool:
        return p in ours or not picture.facts.no_intermediary(p)

    for path, value in simple_paths(edges, SOURCE, target, scales.MAX_HOPS + 1, inside):
        yield path[1:], value


def routes(picture: Picture, target: str, avoid: Iterable[str] = (), top: int = 3) -> list[tuple[Path, float]]:
    """Strongest routes that share at most one intermediary with every stronger one kept, of the first 200."""
    if no_route(picture, target) or target not in picture.people:
        return []
    kept: list[tuple[Path, float]] = []
    for path, value in islice(all_routes(picture, target, frozenset(avoid)), scales.PATHS_TRIED):
        between = set(path[1:-1])
        if len(kept) < top and all(len(between & set(other[1:-1])) <= 1 for other, _ in kept):
            kept.append((path, value))
    return kept


def route_row(picture: Picture, rank: int, path: Path, value: float) -> Row:
    """One row of the query route."""
    edges = access_edges(picture)
    hops = list(pairwise(path))
    weakest = min(hops, key=lambda hop: (round(strength(edges, hop), 12), hop))
    return {
        "rank": rank,
        "route": joined(path),
        "strength": value,
        "band": scales.path_band(value),
        "first_mover": path[0],
        "weakest_hop": joined(weakest),
        "hostile_on_route": [p for p in path[1:-1] if picture.level(p) == -1],
    }


def best_route(picture: Picture, target: str) -> tuple[Path, float] | None:
    """Strongest route, if one may be given."""
    found = routes(picture, target, top=1)
    return found[0] if found else None


def cheapest_missing_link(picture: Picture, target: str) -> tuple[str, float] | None:
    """Contact w with the greatest ``T_w`` times best strength w -> target after one more edge of level 2.

    Every missing edge is tried; willingness to carry counts as on any route, existence of the assumed edge as certain.
    """
    if no_route(picture, target):
        return None
    edges = access_edges(picture)
    members = [p for p in picture.people if p == target or not picture.facts.no_intermediary(p)]
    inner = {u: {v: w for v, w in edges[u].items() if v in members} for u in members}
    contacts = [w for w in members if w != target and picture.tie[w] >= scales.LISTENING - TINY]
    value = dict.fromkeys(contacts, 0.0)
    for a in members:
        for b in members:
            if a != b and b not in inner[a]:
                assumed = scales.STRENGTH[2] * scales.WILLINGNESS[toward_us(picture, a)]
                trial = {u: {**followers, **({b: assumed} if u == a else {})} for u, followers in inner.items()}
                best = best_to(trial, target)
                for w in contacts:
                    value[w] = max(value[w], picture.tie[w] * best.get(w, 0.0))
    winner = min(contacts, key=lambda w: (-round(value[w], 12), w), default=None)
    return None if winner is None else (winner, value[winner])
