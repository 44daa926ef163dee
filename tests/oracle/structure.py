"""How influence is built: tiers and inversions, brokers, structural holes, bridges, sets of people, circles."""

from itertools import combinations, pairwise, permutations
from math import comb, exp, log

import numpy as np
from scipy.optimize import linprog

from tests.oracle.paths import best_strengths
from tests.oracle.picture import Picture
from tests.oracle.shares import percentile, reach

Row = dict[str, object]
Edges = dict[str, dict[str, float]]
SAME_COST = 1e-9
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def department(picture: Picture, person: str) -> str:
    """Unit, or for somebody without one the organisation."""
    return picture.facts.unit(person) or str(picture.facts.org(person))


# tiers ------------------------------------------------------------------------------------------------------------


def weak_components(edges: Edges) -> list[list[str]]:
    """People who hang together in any direction; people without a tie are in none."""
    near: dict[str, set[str]] = {}
    for u in edges:
        for v in edges[u]:
            near.setdefault(u, set()).add(v)
            near.setdefault(v, set()).add(u)
    found, seen = [], set()
    for start in sorted(near):
        if start not in seen:
            reached, queue = {start}, [start]
            while queue:
                for other in near[queue.pop()] - reached:
                    reached.add(other)
                    queue.append(other)
            seen |= reached
            found.append(sorted(reached))
    return found


def levels(edges: Edges) -> dict[str, float]:
    """Trophic level h of everybody with a tie, min 0 in each weak component, by least squares."""
    found: dict[str, float] = {}
    for people in weak_components(edges):
        n = len(people)
        W = np.array([[edges.get(u, {}).get(v, 0.0) for v in people] for u in people])
        both, net = W.sum(axis=0) + W.sum(axis=1), W.sum(axis=0) - W.sum(axis=1)
        h = np.linalg.lstsq(np.diag(both) - W - W.T, net, rcond=None)[0]
        found |= {people[i]: float(h[i] - h.min()) for i in range(n)}
    return found


def incoherence(edges: Edges) -> float:
    """F0 = sum W (h_v - h_u - 1)^2 / sum W."""
    h = levels(edges)
    ties = [(u, v, w) for u in edges for v, w in edges[u].items()]
    return sum(w * (h[v] - h[u] - 1) ** 2 for u, v, w in ties) / sum(w for _, _, w in ties)


def tau_b(pairs: list[tuple[float, float]]) -> float | None:
    """Kendall's tau-b, pair by pair."""
    together = first = second = 0
    for (a, b), (c, d) in combinations(pairs, 2):
        x, y = (a > c) - (a < c), (b > d) - (b < d)
        together += x * y
        first += x != 0
        second += y != 0
    return together / (first * second) ** 0.5 if first and second else None


def agony(edges: Edges) -> float:
    """min over r of sum W max(0, r_u - r_v + 1), as it stands: a variable per person and one per tie."""
    people = sorted({*edges, *(v for u in edges for v in edges[u])})
    ties = [(u, v, w) for u in edges for v, w in edges[u].items()]
    n, m = len(people), len(ties)
    above = np.zeros((m, n + m))
    for row, (u, v, _) in enumerate(ties):
        above[row, people.index(u)] += 1
        above[row, people.index(v)] -= 1
        above[row, n + row] = -1
    cost = [0.0] * n + [w for _, _, w in ties]
    found = linprog(cost, A_ub=above, b_ub=-np.ones(m), bounds=[(None, None)] * n + [(0, None)] * m)
    return float(found.fun)


def hierarchy(picture: Picture) -> tuple[list[Row], list[Row], list[Row]]:
    """Tiers, inversions and the summary; three empty lists for fewer than three ties."""
    edges = picture.graph.as_edges()
    ties = [(u, v, w) for u in edges for v, w in edges[u].items()]
    if len(ties) < 3:
        return [], [], []
    h = levels(edges)
    tier: dict[str, float] = {}
    for people in weak_components(edges):
        top = max(h[p] for p in people)
        tier |= {p: round(top - h[p], 9) for p in people}
    grade = {p: picture.facts.grade(p) for p in picture.people}
    both = [p for p in picture.people if p in tier and grade[p] is not None]
    by_tier = percentile({p: tier[p] for p in both})
    by_grade = percentile({p: float(grade[p] or 0) for p in both})
    few = len(picture.people) < 8
    places: list[Row] = [
        {
            "id": p,
            "grade": grade[p],
            "tier": tier.get(p),
            "delta": None if few or p not in by_tier else float(by_tier[p] - by_grade[p]),
        }
        for p in picture.people
    ]
    turned: list[Row] = [
        {"from": u, "to": v, "grade_from": grade[u], "grade_to": grade[v], "weight": w}
        for u, v, w in ties
        if w >= 0.3 - 1e-12 and grade[u] is not None and grade[v] is not None and (grade[u] or 0) < (grade[v] or 0)
    ]
    whole: Row = {
        "incoherence": incoherence(edges),
        "tau_b": tau_b([(tier[p], float(grade[p] or 0)) for p in both]),
        "hierarchy": 1 - agony(edges) / sum(w for _, _, w in ties),
    }
    return places, turned, [whole]


# brokers ----------------------------------------------------------------------------------------------------------


def all_best_paths(edges: Edges, source: str, target: str) -> list[tuple[str, ...]]:
    """Every path of least cost -ln w, by walking only where the cost still adds up."""
    cost: dict[str, float] = {target: 0.0}
    changed = True
    while changed:
        changed = False
        for u in edges:
            for v, w in edges[u].items():
                if v in cost and cost[v] - log(w) < cost.get(u, float("inf")) - 1e-15 and u != target:
                    cost[u] = cost[v] - log(w)
                    changed = True
    if source not in cost:
        return []
    found, open_ = [], [(source,)]
    while open_:
        path = open_.pop()
        here = path[-1]
        if here == target:
            found.append(path)
            continue
        for v, w in edges.get(here, {}).items():
            if v in cost and -log(w) + cost[v] <= cost[here] + SAME_COST:
                open_.append((*path, v))
    return found


def brokers(picture: Picture) -> list[Row]:
    """Betweenness by listing every best path between everybody."""
    edges, people = picture.graph.as_edges(), picture.people
    paths = {(s, t): all_best_paths(edges, s, t) for s, t in permutations(people, 2)}
    reachable = sum(picture.r[d] * sum(bool(paths[s, d]) for s in people if s != d) for d in people)
    rows: list[Row] = []
    for v in people:
        part = {
            ends: sum(v in path[1:-1] for path in found) / len(found)
            for ends, found in paths.items()
            if found and v not in ends
        }
        decisive = sum(picture.r[d] * value for (_, d), value in part.items())
        n = len(people)
        strongest: dict[str, float] = {}
        for (s, d), value in part.items():
            if value > 0 and picture.r[d] > 0:
                way = max(exp(sum(log(edges[a][b]) for a, b in pairwise(p))) for p in paths[s, d])
                strongest[s] = max(strongest.get(s, 0.0), way)
        order = sorted(strongest, key=lambda s: (-round(strongest[s], 12), s))
        constraint, size = holes(picture, v)
        rows.append(
            {
                "id": v,
                "decision_betweenness": decisive / reachable if reachable else 0.0,
                "betweenness": sum(part.values()) / ((n - 1) * (n - 2)) if n > 2 else 0.0,
                "constraint": constraint,
                "effective_size": size,
                "dependents": order[:5],
                "support": picture.level(v),
                "tie": picture.tie[v],
            }
        )
    return sorted(rows, key=lambda row: (-round(float(str(row["decision_betweenness"])), 12), str(row["id"])))


def both_ways(picture: Picture) -> dict[str, dict[str, float]]:
    """G_U: a_uv = w_uv + w_vu."""
    a: dict[str, dict[str, float]] = {p: {} for p in picture.people}
    for u, followers in picture.graph.as_edges().items():
        for v, w in followers.items():
            a[u][v] = a[u].get(v, 0.0) + w
            a[v][u] = a[v].get(u, 0.0) + w
    return a


def holes(picture: Picture, i: str) -> tuple[float | None, float | None]:
    """Burt's constraint and effective size of one person, sum by sum."""
    a = both_ways(picture)
    if not a[i]:
        return None, None

    def p(x: str, y: str) -> float:
        return a[x].get(y, 0.0) / sum(a[x].values())

    def m(x: str, y: str) -> float:
        return a[x].get(y, 0.0) / max(a[x].values())

    others = [q for q in picture.people if a[q]]
    constraint = sum((p(i, j) + sum(p(i, q) * p(q, j) for q in others if q not in (i, j))) ** 2 for j in a[i])
    size = sum(1 - sum(p(i, q) * m(j, q) for q in others if q not in (i, j)) for j in a[i])
    return constraint, size


# bridges ----------------------------------------------------------------------------------------------------------


def bridges(picture: Picture) -> list[Row]:
    """Gould and Fernandez' roles by looking at every triple."""
    edges, facts = picture.graph.as_edges(), picture.facts
    group = {p: "the customer" if facts.in_tree(p) else str(facts.org(p)) for p in picture.people}
    rows: list[Row] = []
    for v in picture.people:
        count, score = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0.0)
        for a in picture.people:
            for b in edges[v]:
                if v not in edges[a] or a == b or b in edges[a]:
                    continue
                one, own, other = group[a], group[v], group[b]
                if one == own == other:
                    role = "coordinator"
                elif one == other:
                    role = "itinerant"
                elif own == other:
                    role = "gatekeeper"
                elif one == own:
                    role = "representative"
                else:
                    role = "liaison"
                count[role] += 1
                score[role] += edges[a][v] * edges[v][b]
        most = min(ROLES, key=lambda role: (-count[role], -round(score[role], 12), ROLES.index(role)))
        total = sum(score.values())
        rows.append(
            {
                "id": v,
                "org": facts.org(v),
                **count,
                "weighted_total": total,
                "dominant": most if count[most] else None,
            }
        )
    return sorted(rows, key=lambda row: (-round(float(str(row["weighted_total"])), 12), str(row["id"])))


# sets -------------------------------------------------------------------------------------------------------------


def ally_set(
    picture: Picture, k: int = 3, reachable: bool = False, basis: str = "decision", deciders: bool = False
) -> Row | None:
    """Best set of k by trying all, without members that add nothing; the best other one. What is reached is b of the basis."""
    if len(picture.people) < 4:
        return None
    best, r = best_strengths(picture.graph.as_edges()), picture.r
    b = {"decision": r, "share": picture.share, "uniform": dict.fromkeys(picture.people, 1.0)}[basis]
    candidates = [
        p
        for p in picture.people
        if (deciders or r[p] == 0)
        and not picture.facts.no_target(p)
        and (not reachable or picture.tie[p] >= 0.3 - 1e-12)
    ]

    def value(members: tuple[str, ...]) -> float:
        return round(reach(best, members, b), 12)

    def without_idle(members: tuple[str, ...]) -> tuple[str, ...]:
        kept = list(members)
        while True:
            idle = [m for m in kept if round(value(tuple(kept)) - value(tuple(x for x in kept if x != m)), 11) <= 0]
            if not idle:
                return tuple(kept)
            kept.remove(max(idle))

    if not candidates:
        return None
    sets = sorted(combinations(sorted(candidates), min(k, len(candidates))), key=lambda s: (-value(s), s))
    chosen = without_idle(sets[0])
    if not chosen:
        return None
    others = [(-value(s), without_idle(s)) for s in sets if without_idle(s) != chosen]
    return {
        "members": set(chosen),
        "reach_pct": 100 * value(chosen),
        "marginal": {m: value(chosen) - value(tuple(x for x in chosen if x != m)) for m in chosen},
        "runner_up_reach": -min(others)[0] if others else 0.0,
        "value": value,
    }


# circles ----------------------------------------------------------------------------------------------------------


def modularity(picture: Picture, circles: list[list[str]]) -> float:
    """Q = sum over circles of e_c / m - (K_c / 2m)^2."""
    a = both_ways(picture)
    m = sum(sum(row.values()) for row in a.values()) / 2
    inside = [sum(a[u].get(v, 0.0) for u, v in combinations(c, 2)) / m for c in circles]
    weight = [sum(sum(a[u].values()) for u in c) / (2 * m) for c in circles]
    return sum(e - k**2 for e, k in zip(inside, weight, strict=True))


def ei_index(picture: Picture) -> float | None:
    """(E - I) / (E + I) on weights over departments."""
    a, across, within = both_ways(picture), 0.0, 0.0
    for u, v in combinations(picture.people, 2):
        if department(picture, u) == department(picture, v):
            within += a[u].get(v, 0.0)
        else:
            across += a[u].get(v, 0.0)
    return (across - within) / (across + within) if across + within else None


def agreement(x: list[object], y: list[object]) -> tuple[float | None, float | None]:
    """AMI and NMI from the definitions: every cell, every size that it could have by chance."""
    n = len(x)

    def entropy(z: list[object]) -> float:
        return -sum(z.count(c) / n * log(z.count(c) / n) for c in set(z))

    pairs = list(zip(x, y, strict=True))
    shared = sum(
        pairs.count((a, b)) / n * log(n * pairs.count((a, b)) / (x.count(a) * y.count(b))) for a, b in set(pairs)
    )
    chance = 0.0
    for a in set(x):
        for b in set(y):
            p, q = x.count(a), y.count(b)
            for k in range(max(1, p + q - n), min(p, q) + 1):
                chance += k / n * log(n * k / (p * q)) * comb(p, k) * comb(n - p, q - k) / comb(n, q)
    both = entropy(x) + entropy(y)
    ami = (shared - chance) / (both / 2 - chance) if abs(both / 2 - chance) > 1e-12 else None
    return ami, 2 * shared / both if both > 1e-12 else None


def circle_row(picture: Picture, members: list[str]) -> Row:
    """What is to be said of a circle, apart from whom it is opposed to."""
    known = {p: max(0.0, picture.share[p]) for p in members if picture.level(p) is not None}
    weight = sum(known.values())
    names = [department(picture, p) for p in members]
    return {
        "departments": sorted(set(names), key=lambda d: (-names.count(d), d)),
        "share_pct": 100 * sum(picture.share[p] for p in members),
        "mean_support": sum(share * (picture.level(p) or 0) for p, share in known.items()) / weight
        if weight > 1e-12
        else None,
        "leader": min(members, key=lambda p: (-round(picture.share[p], 9), p)),
        "our_best_tie": max(picture.tie[p] for p in members),
    }
