"""Coverage: KPI block, traffic light, matrix, gaps, three levels, cadence."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from tests.oracle import scales
from tests.oracle.picture import Picture
from tests.oracle.routes import best_route, joined
from tests.oracle.shares import TINY, ranking

Row = dict[str, object]
Need = tuple[str, Callable[[set[str]], bool]]
"""How a requirement is written, and whether a set of covered columns meets it; ``director_ar`` is an ar of grade 3+."""

EXEC_AND_AR: Need = ("exec+ar", lambda has: {"exec", "ar"} <= has)
EXEC_OR_DIRECTOR: Need = ("exec|director_ar+ar", lambda has: bool(has & {"exec", "director_ar"}) and "ar" in has)
AR: Need = ("ar", lambda has: "ar" in has)
TWO: Need = ("two of ar,sr,fr,exec", lambda has: len(has & {"ar", "sr", "fr", "exec"}) >= 2)
AR_AND_ONE: Need = ("ar+one", lambda has: "ar" in has and len(has & set(scales.ROLE_COLUMNS)) >= 2)
THREE: Need = ("ar+sr+fr", lambda has: {"ar", "sr", "fr"} <= has)
AR_AND_SR: Need = ("ar+sr", lambda has: {"ar", "sr"} <= has)
SR_OR_AR: Need = ("sr|ar", lambda has: bool(has & {"sr", "ar"}))
FR_AND_SR: Need = ("fr|service+sr", lambda has: bool(has & {"fr", "service"}) and "sr" in has)
FR_OR_SERVICE: Need = ("fr|service", lambda has: bool(has & {"fr", "service"}))
SERVICE: Need = ("service", lambda has: "service" in has)
AR_AND_FINANCE: Need = ("ar+finance|legal", lambda has: "ar" in has and bool(has & {"finance", "legal"}))
EXEC: Need = ("exec", lambda has: "exec" in has)

BY_ROW: dict[str, dict[str, Need]] = {
    "decider": {"S": EXEC_AND_AR, "A": EXEC_OR_DIRECTOR, "B": AR, "C": AR},
    "key": {"S": TWO, "A": AR_AND_ONE, "B": AR},
    "technical": {"S": THREE, "A": AR_AND_SR, "B": SR_OR_AR, "C": AR},
    "operations": {"S": FR_AND_SR, "A": FR_OR_SERVICE, "B": SERVICE},
    "commercial": {"S": AR_AND_FINANCE, "A": AR, "B": AR, "C": AR},
    "top": {"S": EXEC, "A": EXEC},
}
UNIT_ROW = {
    **dict.fromkeys(("it", "engineering"), "technical"),
    **dict.fromkeys(("operations", "quality"), "operations"),
    **dict.fromkeys(("procurement", "finance", "legal"), "commercial"),
    **dict.fromkeys(("board", "general"), "top"),
}


def kpi_block(picture: Picture) -> dict[str, float]:
    """Shares of decision influence by what we have there; a stale stance is unknown here."""

    def total(condition: Callable[[str], bool]) -> float:
        return sum(picture.share[p] for p in picture.people if condition(p))

    def level(p: str) -> int:
        fresh = picture.fresh_level(p)
        return -99 if fresh is None else fresh

    return {
        "covered": total(lambda p: picture.tie[p] >= scales.ACTIVE),
        "supportive": total(lambda p: picture.tie[p] >= scales.ACTIVE and level(p) >= 1),
        "advocacy": total(lambda p: level(p) >= 2),
        "exclusive": total(lambda p: level(p) == 3),
        "hostile": total(lambda p: level(p) == -1),
        "unknown": total(lambda p: level(p) == -99),
        "blind": total(lambda p: picture.tie[p] < scales.LISTENING),
        "seats_pct": 100 * total(picture.facts.seat),
    }


def rag(picture: Picture) -> str:
    """Green: a recorded decider or approver supports; amber: a key person does; red: nobody."""

    def supports(p: str) -> bool:
        return (picture.fresh_level(p) or 0) >= 1

    if any(supports(p) and picture.facts.deciding(p) for p in picture.people):
        return "green"
    return "amber" if any(supports(p) for p in picture.keys) else "red"


# matrix ---------------------------------------------------------------------------------------------------------


def role_column(picture: Picture, ours: str) -> str:
    """Column of one of our people."""
    role = picture.facts.people[ours].text("role")
    return role if role in scales.ROLE_COLUMNS else "other"


def cells(picture: Picture, people: list[str]) -> dict[str, dict[str, object]]:
    """Per column: best tie, pairs with a tie of at least .10, newest contact."""
    found: dict[str, dict[str, object]] = {}
    for column in scales.ROLE_COLUMNS:
        pairs = [(i, p) for i in picture.ties.our_people if role_column(picture, i) == column for p in people]
        strengths = [picture.ties.strength(i, p) for i, p in pairs]
        days = [day for i, p in pairs if (day := picture.ties.last_contact(i, p)) is not None]
        found[column] = {
            "tie": max(strengths, default=0.0),
            "pairs": sum(t >= scales.LISTENING for t in strengths),
            "last": max(days, default=None),
        }
    return found


def covered_columns(picture: Picture, people: list[str]) -> set[str]:
    """Columns with an active tie to any of the people, and ``director_ar``."""
    has = set()
    for i in picture.ties.our_people:
        if any(picture.ties.strength(i, p) >= scales.ACTIVE for p in people):
            column = role_column(picture, i)
            has.add(column)
            if column == "ar" and (picture.facts.grade(i) or 0) >= 3:
                has.add("director_ar")
    return has


def person_need(picture: Picture, person: str) -> Need | None:
    """Requirement of a decider or approver, else of another key person."""
    row = "decider" if picture.facts.deciding(person) else "key" if person in picture.keys else None
    return BY_ROW[row].get(picture.facts.tier() or "") if row else None


def unit_need(picture: Picture, unit: str | None) -> Need | None:
    """Requirement of a unit, by its function."""
    function = picture.facts.units[unit].text("function") if unit else None
    row = UNIT_ROW.get(function or "")
    return BY_ROW[row].get(picture.facts.tier() or "") if row else None


def unit_groups(picture: Picture) -> dict[tuple[str | None, str | None], list[str]]:
    """The customer's people by unit and communication level."""
    groups: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for p in picture.people:
        if picture.facts.in_tree(p):
            groups[(picture.facts.unit(p), scales.level_of_grade(picture.facts.grade(p)))].append(p)
    return groups


def matrix(picture: Picture, by: str) -> list[Row]:
    """Coverage matrix by unit and level, or by person: deciders and approvers on record, and key persons (5.6 has a row for each)."""
    rows: list[Row] = []
    if by == "person":
        for p in ranking(
            {p: picture.share[p] for p in picture.people if picture.facts.deciding(p) or p in picture.keys}
        ):
            level = scales.level_of_grade(picture.facts.grade(p))
            rows.append(_matrix_row(picture, p, level, [p], person_need(picture, p)))
        return rows
    groups = unit_groups(picture)
    for unit, level in sorted(groups, key=lambda key: (key[0] or "", key[1] or "")):
        rows.append(_matrix_row(picture, unit, level, groups[(unit, level)], unit_need(picture, unit)))
    return rows


def _matrix_row(picture: Picture, row: str | None, level: str | None, people: list[str], need: Need | None) -> Row:
    has = covered_columns(picture, people)
    unreached = any(picture.tie[p] < scales.ACTIVE and picture.share[p] >= scales.GAP_SHARE - TINY for p in people)
    return {
        "row": row,
        "level": level,
        **cells(picture, people),
        "required": need[0] if need else None,
        "gap": unreached or (need is not None and not need[1](has)),
    }


def coverage_gaps(picture: Picture) -> list[Row]:
    """Most severe first: people, open seats among them, with share of at least .1 % (or a requirement) and no active tie; required units.

    A unit is listed if nobody covers it.
    """
    rows: list[tuple[float, str, Row]] = []
    for p in picture.people:
        need, share, tie = person_need(picture, p), picture.share[p], picture.tie[p]
        if tie < scales.ACTIVE and (share >= scales.GAP_SHARE - TINY or need is not None):
            rows.append(_gap(picture, p, share, tie, need, [p]))
    listed = {str(key) for _, key, _ in rows}
    for unit in sorted(u for u, row in picture.facts.units.items() if row.text("org") in picture.facts.tree):
        members = [p for p in picture.people if picture.facts.unit(p) == unit]
        need = unit_need(picture, unit)
        tie = max((picture.tie[p] for p in members), default=0.0)
        if need is not None and tie < scales.ACTIVE and not listed & set(members):
            rows.append(_gap(picture, unit, sum(picture.share[p] for p in members), tie, need, members))
    return [row for _, _, row in sorted(rows, key=lambda item: item[:2])]


def _gap(
    picture: Picture, key: str, share: float, tie: float, need: Need | None, people: list[str]
) -> tuple[float, str, Row]:
    severity = share * (1 - tie)
    route = best_route(picture, people[0]) if people == [key] else None
    owner = (picture.facts.owner(key) or picture.ties.best_contact(key)) if people == [key] else None
    return (
        -round(severity, 12),
        key,
        {
            "id_or_unit": key,
            "share_pct": 100 * share,
            "best_tie": tie,
            "required_role": need[0] if need else None,
            "severity": severity,
            "suggested_owner": owner,
            "route": joined(route[0]) if route else None,
        },
    )


# three levels ---------------------------------------------------------------------------------------------------


def _counterparts(picture: Picture, level: str, person: str) -> list[str]:
    """Return ours who may stand opposite a person of that level and have a tie or a contact."""
    wanted = scales.COUNTERPART_GRADES[level]
    return [
        i
        for i in picture.ties.our_people
        if (picture.facts.grade(i) or 0) >= wanted
        and (picture.ties.strength(i, person) >= scales.LISTENING or picture.ties.last_contact(i, person) is not None)
    ]


def level_target(picture: Picture, level: str) -> int | None:
    """Most days between contacts of a level: the shortest of the cadence plan, else the default of the tier."""
    tier = picture.facts.tier() or ""
    planned = [
        row.whole("max_days")
        for row in picture.facts.tables["cadence"]
        if row.text("tier") in {tier, None} and row.text("comm_level") in {level, None}
    ]
    return min((days for days in planned if days is not None), default=scales.CADENCE[level].get(tier))


def three_levels(picture: Picture) -> list[Row]:
    """Shareholder, management and operational communication against the cadence of the tier."""
    tier = picture.facts.tier() or ""
    rows: list[Row] = []
    for level in scales.LEVELS:
        people = [
            p
            for p in picture.people
            if picture.facts.in_tree(p) and scales.level_of_grade(picture.facts.grade(p)) == level
        ]
        pairs = [(i, p) for p in people for i in _counterparts(picture, level, p)]
        last = max((d for i, p in pairs if (d := picture.ties.last_contact(i, p)) is not None), default=None)
        target = level_target(picture, level)
        per_unit = level == "operational" and tier in {"S", "A"}
        rows.append(
            {
                "comm_level": level,
                "pairs": len(pairs),
                "last_contact": last,
                "days": _days(picture, last),
                "target_days": target,
                "status": _level_status(picture, people, pairs, target, per_unit),
                "missing_counterpart": [p for p in people if p not in {q for _, q in pairs}],
            }
        )
    return rows


def _days(picture: Picture, last: date | None) -> int | None:
    return None if last is None else (picture.facts.as_of - last).days


def _level_status(
    picture: Picture, people: list[str], pairs: list[tuple[str, str]], target: int | None, per_unit: bool
) -> str | None:
    if target is None:
        return None
    silent = {pair: _days(picture, picture.ties.last_contact(*pair)) for pair in pairs}
    dated = {pair: days for pair, days in silent.items() if days is not None}
    if not dated:
        return "no_link"
    in_time = {pair for pair, d in dated.items() if d <= target and picture.ties.strength(*pair) >= scales.ACTIVE}
    nearly = {pair for pair, d in dated.items() if d <= 1.5 * target}
    groups = [set(people)]
    if per_unit:
        groups = [{p for p in people if picture.facts.unit(p) == u} for u in {picture.facts.unit(p) for p in people}]
    enough = 2 if per_unit else 1
    for name, chosen in (("ok", in_time), ("due", nearly | in_time)):
        if all(sum(p in group for _, p in chosen) >= enough for group in groups):
            return name
    return "overdue"


# cadence --------------------------------------------------------------------------------------------------------


def contacts_due(picture: Picture) -> list[Row]:
    """Key persons who have been without contact for longer than the target; who may not be contacted is left out."""
    target = scales.CADENCE["key"].get(picture.facts.tier() or "")
    if target is None:
        return []
    rows: list[Row] = []
    for p in picture.keys:
        flags = picture.facts.flags(p)
        barred = {"no_contact", "objected", "placeholder"}
        if picture.facts.tender_open():
            barred |= {"independence_required", "public_official"}
        days = _days(picture, picture.ties.last_contact_of_anybody(p))
        if flags & barred or (days is not None and days <= target):
            continue
        rows.append(
            {
                "id": p,
                "name": picture.facts.name(p),
                "owner": picture.facts.owner(p),
                "days_silent": days,
                "target_days": target,
                "ratio": None if days is None else days / target,
                "tie": picture.tie[p],
                "share_pct": 100 * picture.share[p],
                "status": "overdue" if days is None or days > 1.5 * target else "due",
            }
        )
    return sorted(rows, key=lambda row: (-_ratio(row), str(row["id"])))


def _ratio(row: Row) -> float:
    ratio = row["ratio"]
    return float("inf") if ratio is None else float(str(ratio))
