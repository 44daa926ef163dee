"""Executive sponsors: who fits whom, and the best assignment, by trying every one."""

from dataclasses import dataclass
from functools import cache

from tests.oracle import scales
from tests.oracle.picture import Picture
from tests.oracle.shares import TINY

Row = dict[str, object]


@dataclass(frozen=True)
class Fit:
    """The four sub-scores, their weighted sum, and the rule that forbids the pair, if any."""

    parity: float
    function: float
    history: float
    capability: float
    fit: float
    barred: str | None


def function_score(one: str | None, other: str | None) -> float:
    """1 for the same function, less for neighbours, .3 for all others and for unknown ones."""
    if one is None or other is None:
        return scales.OTHER_FUNCTION
    return 1.0 if one == other else scales.NEIGHBOURS.get(frozenset((one, other)), scales.OTHER_FUNCTION)


def fit(picture: Picture, sponsor: str, target: str) -> Fit:
    """Fit of a sponsor for a key person."""
    facts = picture.facts
    person = facts.people[sponsor]
    above = (facts.grade(sponsor) or 0) - (facts.grade(target) or 0)
    parity = 1 - above / 3 if above >= 0 else max(0.0, 1 - 2 * -above / 3)
    function = function_score(facts.function(sponsor), facts.function(target))
    history = picture.ties.strength(sponsor, target)
    if facts.joined("SHARED_HISTORY", sponsor, target):
        history = max(history, 0.6)
    ability, willingness = person.whole("ability"), person.whole("willingness")
    capability = 0.5 if ability is None or willingness is None else (ability + willingness) / 10
    total = 0.35 * parity + 0.25 * function + 0.20 * history + 0.20 * capability
    owner = facts.owner(target)
    if owner is not None and (owner, sponsor, "solid") in facts.reporting():
        total -= scales.LINE_BOSS_PENALTY
    barred = None
    if above <= -2:
        barred = "grade"
    elif willingness is not None and willingness <= 1:
        barred = "willingness"
    elif facts.joined("CONFLICTS_WITH", sponsor, target):
        barred = "conflict"
    elif total < scales.FIT_MINIMUM - TINY:
        barred = "fit"
    return Fit(parity, function, history, capability, total, barred)


def demand(picture: Picture) -> list[str]:
    """Key persons of the customer of grade 3 or more, in an account of tier S or A, who may be a target."""
    if picture.facts.tier() not in {"S", "A"}:
        return []
    return [
        p
        for p in sorted(picture.keys)
        if picture.facts.in_tree(p) and (picture.facts.grade(p) or 0) >= 3 and not picture.facts.no_target(p)
    ]


def capacity(picture: Picture, person: str) -> int:
    """How many people one can sponsor."""
    value = picture.facts.people[person].whole("sponsor_capacity")
    return scales.SPONSOR_CAPACITY if value is None else value


def supply(picture: Picture) -> list[str]:
    """Our people of grade 3 or more with capacity left."""
    return [i for i in picture.ties.our_people if (picture.facts.grade(i) or 0) >= 3 and capacity(picture, i) > 0]


def priority(picture: Picture, target: str) -> float:
    """Share times the factor of the tier."""
    return picture.share[target] * scales.TIER_FACTOR[picture.facts.tier() or "C"]


def current_sponsors(picture: Picture, target: str) -> list[str]:
    """Active sponsors of a person."""
    return sorted(
        str(r.text("from"))
        for r in picture.facts.active("SPONSORS")
        if r.text("to") == target and r.text("status") == "active" and not picture.facts.left(str(r.text("from")))
    )


def pair_value(picture: Picture, sponsor: str, target: str) -> float:
    """Worth of a pair in the objective: fit, and .10 more for a pair that stands."""
    keep = scales.KEEP_BONUS if sponsor in current_sponsors(picture, target) else 0.0
    return priority(picture, target) * (fit(picture, sponsor, target).fit + keep)


def assignment(picture: Picture) -> tuple[dict[str, str], float]:
    """Best assignment and its objective; of equally good ones the one with the better fits."""
    targets, sponsors = demand(picture), supply(picture)
    allowed = {(s, t) for s in sponsors for t in targets if fit(picture, s, t).barred is None}
    value = {(s, t): pair_value(picture, s, t) for s, t in allowed}
    fits = {(s, t): fit(picture, s, t).fit for s, t in allowed}

    @cache
    def best(index: int, free: tuple[int, ...]) -> tuple[float, float, tuple[str | None, ...]]:
        if index == len(targets):
            return (0.0, 0.0, ())
        total, fitting, rest = best(index + 1, free)
        champion: tuple[float, float, tuple[str | None, ...]] = (total, fitting, (None, *rest))
        for at, sponsor in enumerate(sponsors):
            if free[at] and (sponsor, targets[index]) in allowed:
                left = (*free[:at], free[at] - 1, *free[at + 1 :])
                total, fitting, rest = best(index + 1, left)
                pair = (sponsor, targets[index])
                trial = (total + value[pair], fitting + fits[pair], (sponsor, *rest))
                if (round(trial[0], 12), round(trial[1], 12)) > (round(champion[0], 12), round(champion[1], 12)):
                    champion = trial
        return champion

    total, _, chosen = best(0, tuple(capacity(picture, s) for s in sponsors))
    return {t: s for t, s in zip(targets, chosen, strict=True) if s is not None}, total


def plan(picture: Picture) -> list[Row]:
    """Rows of the query sponsor-plan, by priority."""
    chosen, _ = assignment(picture)
    rows: list[Row] = []
    for target in sorted(demand(picture), key=lambda t: (-round(priority(picture, t), 12), t)):
        sponsor = chosen.get(target)
        found = fit(picture, sponsor, target) if sponsor else None
        fits = {s: fit(picture, s, target) for s in supply(picture) if s != sponsor}
        others = sorted((s for s in fits if fits[s].barred is None), key=lambda s: (-round(fits[s].fit, 12), s))
        note = None
        if sponsor is None:
            rules = {f.barred for f in fits.values()}
            note = "capacity" if None in rules else "no eligible sponsor: " + ",".join(sorted(filter(None, rules)))
        rows.append(
            {
                "target": target,
                "sponsor": sponsor,
                "fit": found.fit if found else None,
                "parity": found.parity if found else None,
                "function": found.function if found else None,
                "history": found.history if found else None,
                "capability": found.capability if found else None,
                "second_best": others[0] if others else None,
                "second_fit": fits[others[0]].fit if others else None,
                "note": note,
            }
        )
    return rows


def missing(picture: Picture) -> list[Row]:
    """Key persons without a sponsor, or whose sponsor has not met them for 180 days."""
    rows: list[Row] = []
    for target in sorted(demand(picture), key=lambda t: (-round(picture.share[t], 12), t)):
        sponsors = current_sponsors(picture, target)
        met = {s: picture.ties.last_meeting(s, target) for s in sponsors}
        silent = {s: (picture.facts.as_of - day).days for s, day in met.items() if day is not None}
        if any(days <= scales.SPONSOR_LAPSE for days in silent.values()):
            continue
        nearest = min(sponsors, key=lambda s: (s not in silent, silent.get(s, 0), s), default=None)
        rows.append(
            {
                "id": target,
                "name": picture.facts.name(target),
                "grade": picture.facts.grade(target),
                "share_pct": 100 * picture.share[target],
                "sponsor": nearest,
                "last_sponsor_contact": met[nearest] if nearest else None,
                "problem": "lapsed" if nearest else "none",
            }
        )
    return rows
