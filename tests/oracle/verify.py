"""What to find out next, by trying every answer."""

from collections.abc import Callable
from datetime import date
from itertools import combinations

from tests.oracle.evidence import grade_of
from tests.oracle.picture import Picture
from tests.oracle.shares import TINY, Equilibrium, weight_matrix

Row = dict[str, object]
Pair = tuple[str, str]

#: Of questions that are worth the same the first of these comes first.
ORDER = ("seat", "stance", "edge", "uncertain", "denied")


def with_more(picture: Picture, pair: Pair) -> float:
    """Lean with a further influence of level 3 and confidence C, which outweighs as much of what is recorded against it."""
    return lean_with(picture, pair, picture.graph.weight(*pair) + 0.45 * 0.5)


def lean_with(picture: Picture, pair: Pair, weight: float) -> float:
    """Lean if one influence had this weight."""
    weights = {p: tie.weight for p, tie in picture.graph.ties.items()} | {pair: weight}
    model = Equilibrium(picture.people, weight_matrix(picture.people, weights), picture.model.kappa, picture.r)
    return model.lean(picture.x)


def candidates(picture: Picture) -> dict[Pair, float]:
    """Pairs without a positive tie either way and with a score, by that score."""
    facts = picture.facts
    near: dict[str, set[str]] = {p: set() for p in picture.people}
    for (u, v), tie in picture.graph.ties.items():
        if tie.weight > 0:
            near[u].add(v)
            near[v].add(u)
    pairs = [(u, v) for u, v in combinations(picture.people, 2) if v not in near[u]]
    events = [
        set(e.items("participants"))
        for e in facts.tables["interactions"]
        if 0 <= (facts.as_of - (e.day("date") or date.max)).days <= 365
    ]
    parts: list[tuple[float, Callable[[str, str], float]]] = [
        (0.4, lambda u, v: sum(1 / len(near[z]) for z in near[u] & near[v])),
        (0.3, lambda u, v: sum({u, v} <= e for e in events)),
        (0.2, lambda u, v: float(facts.unit(u) is not None and facts.unit(u) == facts.unit(v))),
        (0.1, lambda u, v: float(facts.joined("SHARED_HISTORY", u, v))),
    ]
    score = dict.fromkeys(pairs, 0.0)
    for weight, measure in parts:
        values = {pair: measure(*pair) for pair in pairs}
        most = max(values.values(), default=0.0)
        if most > 0:
            for pair, value in values.items():
                score[pair] += weight * value / most
    return {pair: s for pair, s in score.items() if s > 0}


def questions(picture: Picture) -> list[Row]:
    """Every question with an impact, and the denied ties: seats first, then what moves most, equal ones by kind and ids."""
    facts = picture.facts
    base = picture.model.lean(picture.x)
    rows: list[Row] = []

    def add(kind: str, about: str, impact: float) -> None:
        if impact > TINY or kind in ("denied", "seat"):
            rows.append({"kind": kind, "about": about, "impact": impact})

    for p in picture.people:
        if facts.seat(p):
            add("seat", p, 100 * picture.share[p])
        elif picture.stance[p].stale:
            add("stance", p, 100 * abs(picture.share[p]))
    for (u, v), score in candidates(picture).items():
        one, other = (abs(with_more(picture, pair) - base) for pair in ((u, v), (v, u)))
        about = f"{u}>{v}" if one >= other - 1e-12 else f"{v}>{u}"
        add("edge", about, 100 * score * max(one, other))
    for u, v in picture.graph.ties:
        signs = (1, -1) if picture.graph.signed else (1,)
        said = [e for sign in signs for e in picture.graph.evidence("INFLUENCES", sign).get((u, v), {}).values()]
        if said:
            q = float(max(e.q for e in said))
            add("uncertain", f"{u}>{v}", 100 * abs(lean_with(picture, (u, v), 0.0) - base) * 4 * q * (1 - q))
    heard = (r for r in facts.active("INFLUENCES") if picture.graph.hears(grade_of(r)))
    denied = {(r.text("from"), r.text("to")) for r in heard if r.whole("level") == 0}
    for u, v in denied:
        if u in picture.people and v in picture.people:
            add("denied", f"{u}>{v}", 0.0)
    return sorted(rows, key=place)


def place(row: Row) -> tuple[bool, float, int, str]:
    """Where a question stands."""
    kind, impact = str(row["kind"]), row["impact"]
    assert isinstance(impact, float)
    return (kind != "seat", -round(impact, 10), ORDER.index(kind), str(row["about"]))
