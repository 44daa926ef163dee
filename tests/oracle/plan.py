"""Account planning: criteria, white space, promises, read from the method."""

from collections.abc import Hashable
from datetime import date
from fractions import Fraction

from tests.oracle import scales
from tests.oracle.evidence import counted, grade_of
from tests.oracle.picture import Picture
from tests.oracle.routes import best_route
from tests.oracle.shares import TINY, ranking
from tests.oracle.tables import Row as Line
from tests.oracle.tables import rows_in_force

Row = dict[str, object]


def position_key(row: Line) -> Hashable:
    """Key of the table ``positions``."""
    return (row.text("person"), row.text("criterion"), row.text("vendor"), row.reporter)


def weighted_lower_median(values: list[tuple[float, Fraction]]) -> float:
    """Smallest value at which at least half of the weight is reached."""
    total = sum((weight for _, weight in values), Fraction(0))
    reached = Fraction(0)
    for value, weight in sorted(values):
        reached += weight
        if 2 * reached >= total:
            return value
    raise ValueError("no values")


def agreed(rows: list[Line], column: str) -> float | None:
    """What reporters agree on: the surest, newest row of each, at most three of them, their q-weighted lower median."""
    given = [row for row in rows if row.number(column) is not None]
    best: list[Line] = []
    for row in sorted(
        given,
        key=lambda r: (
            -scales.EXISTENCE[grade_of(r)],
            -(r.observed or date.min).toordinal(),
            r.reporter,
            r.text("vendor") or "",
        ),
    ):
        if row.reporter not in {other.reporter for other in best}:
            best.append(row)
    heard = counted(best)
    if not heard:
        return None
    return weighted_lower_median([(row.number(column) or 0.0, scales.EXISTENCE[grade_of(row)]) for row in heard])


def criteria_of(picture: Picture, opportunity: str, weakest: str | None) -> tuple[float, list[Row]]:
    """Known share and rows of the criteria of one opportunity; weights are left out where less than 40 % is known."""
    facts = picture.facts
    ids = sorted(str(r.text("id")) for r in facts.tables["criteria"] if r.text("opportunity") == opportunity)
    active = rows_in_force(facts.tables["positions"], position_key, facts.as_of)
    active = [r for r in active if weakest is None or grade_of(r) <= weakest]
    people = [p for p in picture.people if not facts.seat(p)]

    def said(person: str, criterion: str) -> list[Line]:
        return [r for r in active if (r.text("person"), r.text("criterion")) == (person, criterion)]

    weight = {(p, c): agreed(said(p, c), "weight") or 0.0 for p in people for c in ids}
    voters = [p for p in people if sum(weight[p, c] for c in ids) > 0]
    h = {(p, c): weight[p, c] / sum(weight[p, d] for d in ids) for p in voters for c in ids}
    known = sum(picture.share[p] for p in voters)

    def fit(criterion: str, vendor: str) -> float | None:
        top = bottom = 0.0
        for p in voters:
            rows = [r for r in said(p, criterion) if (r.text("vendor") or facts.us) == vendor]
            value = agreed(rows, "fit")
            if value is not None:
                top += picture.share[p] * h[p, criterion] * value
                bottom += picture.share[p] * h[p, criterion]
        return top / bottom if bottom > TINY else None

    rows: list[Row] = []
    for c in ids:
        others = [o for o in facts.orgs if o != facts.vendor and (o == facts.us or facts.category(o) == "competitor")]
        fits = {o: f for o in others if (f := fit(c, o)) is not None}
        rival = min(fits, key=lambda o: (-round(fits[o], 12), o), default=None)
        ours = fit(c, facts.vendor)
        held = {p: picture.share[p] * h[p, c] for p in voters if h[p, c] > 0}
        enough = known >= 0.40 - TINY
        rows.append(
            {
                "criterion": c,
                "weight_pct": 100 * sum(held.values()) / known if enough else None,
                "known_pct": 100 * known,
                "our_fit": ours,
                "rival": rival,
                "rival_fit": fits[rival] if rival else None,
                "gap": ours - fits[rival] if rival and ours is not None else None,
                "holders": sorted(held, key=lambda p: (-round(held[p], 12), p))[:3],
            }
        )
    return known, sorted(rows, key=lambda r: (-round(float(str(r["weight_pct"] or 0)), 9), str(r["criterion"])))


def white_space(picture: Picture, own_currency: str = "CNY") -> list[Row]:
    """Every product in every unit or organisation of the account, by attractiveness within a currency."""
    facts = picture.facts
    places = {u for u, row in facts.units.items() if row.text("org") in facts.tree} | facts.tree
    active = rows_in_force(facts.tables["potential"], lambda r: (r.text("product"), r.text("unit")), facts.as_of)
    rows: list[tuple[tuple[object, ...], Row]] = []
    for row in active:
        place, status = str(row.text("unit")), row.text("status")
        if place not in places:
            continue
        there = [
            p
            for p in ranking(picture.share)
            if place in {facts.unit(p), *facts.homes(p)} and ((facts.grade(p) or 0) >= 3 or picture.r[p] > 0)
        ]
        known = [p for p in there if not facts.seat(p)][:3]
        shown = known or [p for p in there if facts.seat(p)][:3]
        reach = max((picture.tie[p] for p in known), default=None)
        route = best_route(picture, known[0]) if known else None
        amount = row.number("amount")
        currency = (row.text("currency") or own_currency) if amount is not None else None
        attracts = (amount or 0.0) * {"potential": 1.0, "competitor": 0.5}.get(str(status), 0.0)
        step = None
        if status not in ("won", "none"):
            step = "find_out" if reach is None else "propose" if reach >= scales.ACTIVE - TINY else "introduced"
        rows.append(
            (
                (currency is None, currency != own_currency, currency or "", -attracts, row.text("product"), place),
                {
                    "product": row.text("product"),
                    "unit": place,
                    "status": status,
                    "vendor": row.text("vendor"),
                    "amount": amount,
                    "currency": currency,
                    "deciders": shown,
                    "reach": reach,
                    "route": list(route[0]) if route else None,
                    "owner": facts.owner(shown[0]) if shown else None,
                    "next": step,
                },
            )
        )
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def promises(picture: Picture) -> list[Row]:
    """Promises between ours and the account or the outsiders of its decision."""
    facts = picture.facts
    concerned = set(picture.people) | facts.tree | {p for p in facts.people if facts.in_tree(p)}
    rows: list[Row] = []
    for row in facts.tables["promises"]:
        sides = (str(row.text("from")), str(row.text("to")))
        made, due, status = row.day("made_on"), row.day("due"), row.text("status") or "open"
        if made is None or made > facts.as_of or not concerned & set(sides):
            continue
        mine = [s for s in sides if s in facts.people and s in facts.our_people()]
        owners = [facts.owner(s) for s in sides if s in facts.people]
        rows.append(
            {
                "id": row.text("id"),
                "from": sides[0],
                "to": sides[1],
                "made_on": made,
                "due": due,
                "status": status,
                "days": (due - facts.as_of).days if due and status == "open" else None,
                "owner": next(iter([*mine, *[o for o in owners if o]]), None),
            }
        )
    running = [r for r in rows if r["status"] == "open"]
    settled = [r for r in rows if r["status"] != "open"]
    running.sort(key=lambda r: (str(r["due"] or "9999"), str(r["id"])))
    return [*running, *sorted(settled, key=_latest_first)]


def _latest_first(row: Row) -> tuple[int, str]:
    made = row["made_on"]
    assert isinstance(made, date)
    return (-made.toordinal(), str(row["id"]))
