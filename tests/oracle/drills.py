"""Everybody in turn leaves or turns against us, and who stands most nearly where they stood: the second reading."""

from itertools import combinations
from math import sqrt

from tests.oracle import scales, threads
from tests.oracle.facts import Stance
from tests.oracle.picture import Picture
from tests.oracle.routes import routes
from tests.oracle.weights import decision_weights

Row = dict[str, object]
NONE = 1e-12


def drill(picture: Picture) -> list[Row]:
    """Rows of the query drill, in no order."""
    rows: list[Row] = []
    for row in threads.bus_factor(picture):
        person = str(row["id"])
        after = [p for p in picture.people if p != person]
        decides = decision_weights(picture.facts, after)
        now, then = threads.Network(picture), threads.Network(picture, [person])
        lost = [d for d in after if decides[d] > 0 and now.threads(d) and not then.threads(d)]
        rows.append(
            {
                "side": row["side"],
                "id": person,
                "event": "leaves",
                "lean_change": row["lean_change"],
                "covered_loss": row["covered_loss"],
                "supportive_loss": supportive(picture) - supportive(picture, without=person),
                "threads_change": row["threads_change"],
                "cut_off": ";".join(sorted(lost)),
                **worst(
                    {d: best(picture, d) for d in picture.deciders},
                    {d: best(picture, d, without=person) for d in picture.deciders if d != person},
                ),
                **stand_in(picture, person),
            }
        )
    for person in picture.people:
        if picture.level(person) == -1 or picture.facts.seat(person):
            continue
        before = picture.model.lean(picture.x)
        friendly = supportive(picture)
        stance, opinions = picture.stance[person], {**picture.x, person: -1.0}
        routes_before = {d: best(picture, d) for d in picture.deciders}
        picture.stance[person] = Stance(-1, 0)
        rows.append(
            {
                "side": "theirs",
                "id": person,
                "event": "turns",
                "lean_change": picture.model.lean(opinions) - before,
                "covered_loss": 0.0,
                "supportive_loss": friendly - supportive(picture),
                "threads_change": 0,
                "cut_off": "",
                **worst(routes_before, {d: best(picture, d) for d in picture.deciders}),
                "stand_in": None,
                "equivalence": None,
            }
        )
        picture.stance[person] = stance
    return rows


def supportive(picture: Picture, without: str | None = None) -> float:
    """Share of those who support us, freshly, and whom we reach actively, when somebody of ours or theirs has left."""
    model, ours = picture.model, None
    if without in picture.people:
        model = threads.model_without(picture, without)
    elif without is not None:
        ours = without
    tie = {p: picture.ties.best(p, without=ours) if ours else picture.tie[p] for p in model.people}
    return sum(model.share[p] for p in model.people if tie[p] >= scales.ACTIVE and (picture.fresh_level(p) or 0) >= 1)


def best(picture: Picture, target: str, without: str | None = None) -> float | None:
    """Strength of the best route; None where none is."""
    found = routes(picture, target, avoid=[without] if without else [], top=1)
    return found[0][1] if found else None


def worst(before: dict[str, float | None], after: dict[str, float | None]) -> Row:
    """The decider to whom the best route loses most."""
    losses = {d: (before[d] or 0.0) - (value or 0.0) for d, value in after.items()}
    hit = sorted((-round(loss, 12), d) for d, loss in losses.items() if loss > NONE)
    return {"decider": hit[0][1] if hit else None, "route_loss": losses[hit[0][1]] if hit else None}


def equivalence(weights: dict[tuple[str, str], float], i: str, j: str, others: list[str]) -> float | None:
    """Alikeness of the profiles of two people toward everybody else."""
    third = [k for k in others if k not in (i, j)]
    mine = [weights.get((i, k), 0.0) for k in third] + [weights.get((k, i), 0.0) for k in third]
    theirs = [weights.get((j, k), 0.0) for k in third] + [weights.get((k, j), 0.0) for k in third]
    longest = sqrt(sum(a * a for a in mine) + sum(b * b for b in theirs))
    if longest <= 1e-6:
        return None
    return max(0.0, 1 - sqrt(sum((a - b) ** 2 for a, b in zip(mine, theirs, strict=True))) / longest)


def stand_in(picture: Picture, person: str) -> Row:
    """Who is most like somebody in position."""
    facts = picture.facts
    if person in picture.people:
        weights = {pair: max(0.0, tie.weight) for pair, tie in picture.graph.ties.items()}
        fit = [p for p in picture.people if not facts.no_target(p)]
    else:
        weights = {(i, p): picture.ties.strength(i, p) for i in picture.ties.our_people for p in picture.people}
        fit = [i for i in picture.ties.our_people if any(threads.tied(picture, i, p) for p in picture.people)]
    found = {p: equivalence(weights, person, p, picture.people) for p in fit if p != person}
    order = sorted((-round(e, 9), p) for p, e in found.items() if e is not None and e > NONE)
    return {"stand_in": order[0][1] if order else None, "equivalence": found[order[0][1]] if order else None}


def smallest_cut(picture: Picture) -> list[tuple[str, ...]]:
    """Every smallest set without whom no decider is reached, by trying them all; deciders themselves stay."""
    network = threads.Network(picture)
    deciders = picture.deciders
    if not any(network.connected(d) for d in deciders):
        return [()]
    ours = [p for p in [*network.ours, *network.people] if p not in deciders]
    people = sorted(p for p in ours if p in network.ours or not picture.facts.no_intermediary(p))
    for size in range(1, len(people) + 1):
        found = [cut for cut in combinations(people, size) if not any(network.connected(d, cut) for d in deciders)]
        if found:
            return found
    raise AssertionError("our people together always are a cut")
