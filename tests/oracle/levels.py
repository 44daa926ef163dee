"""The four relationship levels, line by line, and the checklist of the organisations."""

from datetime import date
from statistics import median

from tests.oracle import coverage, status, threads
from tests.oracle.picture import Picture
from tests.oracle.tables import Row as Line

Row = dict[str, object]
Lines = dict[str, tuple[bool, float | None, float | None]]
"""Name of a line -> met, value, threshold."""
TINY = 1e-12


def _least(value: float | None, threshold: float) -> tuple[bool, float | None, float | None]:
    return value is not None and value >= threshold - TINY, value, threshold


class Evidence:
    """Everything that the lines count."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        facts = self.facts = picture.facts
        self.account = facts.orgs[facts.account]
        self.kpi = coverage.kpi_block(picture)
        self.talk = {row["comm_level"]: row["status"] == "ok" for row in coverage.three_levels(picture)}
        self.own = [p for p in picture.people if facts.in_tree(p) and not facts.seat(p)]
        self.active = [p for p in self.own if picture.tie[p] >= 0.30 - TINY]
        self.events = [e for e in self.everything() if 0 <= (facts.as_of - (e.day("date") or date.max)).days <= 365]
        self.starts = self._contracts()

    def everything(self) -> list[Line]:
        facts = self.facts
        return [e for e in facts.tables["interactions"] if any(facts.in_tree(p) for p in e.items("participants"))]

    def is_ours(self, org: str | None) -> bool:
        """Whether an organisation is ours."""
        return org in self.facts.orgs and self.facts.category(str(org)) == "our_company"

    def _contracts(self) -> list[date | None]:
        found = []
        for row in self.facts.tables["contracts"]:
            ends = (row.text("from"), row.text("to"))
            start = row.day("start")
            both = any(e in self.facts.tree for e in ends) and any(self.is_ours(e) for e in ends)
            if both and (start is None or start <= self.facts.as_of):
                found.append(start)
        return found

    @property
    def tenure(self) -> float | None:
        """Years since the first contract."""
        starts = [s for s in self.starts if s is not None]
        return (self.facts.as_of - min(starts)).days / 365 if starts else None

    def two_way(self) -> float | None:
        """Part of the interactions that the customer started."""
        theirs = 0
        for e in self.events:
            by = e.text("initiated_by")
            theirs += self.facts.in_tree(by) if by else e.text("direction") == "theirs"
        return theirs / len(self.events) if self.events else None

    def executive_pairs(self) -> int:
        """Pairs of grade 4 and more with an active tie and two executive meetings."""
        picture, facts = self.picture, self.facts
        meetings = [
            set(e.items("participants")) for e in self.events if e.text("kind") in {"exec_visit", "exec_summit"}
        ]
        return sum(
            picture.ties.strength(i, p) >= 0.30 - TINY and sum({i, p} <= m for m in meetings) >= 2
            for i in picture.ties.our_people
            for p in picture.people
            if facts.in_tree(p) and (facts.grade(i) or 0) >= 4 and (facts.grade(p) or 0) >= 4
        )

    def information(self) -> float | None:
        """Median of the information score of key people's newest assessment, capped."""
        found = []
        for p in self.picture.keys:
            held = status.assessments(self.facts, p)
            if held:
                row = held[0]
                scores, _ = status.counted(row, status.evidenced(self.facts, row), status.angry(self.facts, p))
                found += [scores["information"]] if "information" in scores else []
        return median(found) if found else None

    def joint(self, kind: str) -> list[Line]:
        """Edges of a kind between an organisation of ours and one of the customer's."""
        found = []
        for row in self.facts.active(kind):
            ends = (row.text("from"), row.text("to"))
            if any(e in self.facts.tree for e in ends) and any(self.is_ours(e) for e in ends):
                found.append(row)
        return found

    def smaller(self, one: str, other: str) -> int | None:
        """The smaller of two figures of the account."""
        a, b = self.account.whole(one), self.account.whole(other)
        return None if a is None or b is None else min(a, b)

    def second(self) -> tuple[Lines, Lines]:
        """Musts and shoulds of preferred supply."""
        facts, account = self.facts, self.account
        must = {
            "active_contacts": _least(len(self.active), 5),
            "active_units": _least(len({facts.unit(p) for p in self.active} - {None}), 2),
            "covered": _least(self.kpi["covered"], 0.30),
            "supportive": _least(self.kpi["supportive"], 0.20),
            "operational_level": (self.talk["operational"], None, None),
            "management_level": (self.talk["management"], None, None),
        }
        repeated = len(self.starts) >= 2 or (self.tenure is not None and self.tenure >= 1)
        should = {
            "repeat_or_tenure": (repeated, len(self.starts), 2),
            "wallet_share": _least(account.number("wallet_share"), 0.25),
            "preferential": ("structural" in account.items("bonds"), None, None),
            "two_way": _least(self.two_way(), 0.30),
        }
        return must, should

    def third(self) -> tuple[Lines, Lines]:
        """Musts and shoulds of a partnership."""
        hostile, wallet = self.kpi["hostile"], self.account.number("wallet_share")
        must = {
            "executive_pair": _least(self.executive_pairs(), 1),
            "covered": _least(self.kpi["covered"], 0.60),
            "advocacy": _least(self.kpi["advocacy"], 0.40),
            "hostile": (hostile <= 0.15 + TINY, hostile, 0.15),
            "tenure": _least(self.tenure, 2),
        }
        joint = sum(e.text("kind") in {"joint_planning", "joint_innovation"} for e in self.events)
        plans = sum(e.text("kind") == "joint_planning" and e.yes("confirmed_in_writing") for e in self.events)
        either = (wallet is not None and wallet >= 0.5) or self.kpi["exclusive"] >= 0.15 - TINY
        should = {
            "joint_activities": _least(joint, 2),
            "information": _least(self.information(), 2),
            "wallet_or_exclusive": (either, wallet, 0.50),
            "threads": _least(threads.min_threads(self.picture), 2),
            "written_plan": _least(plans, 1),
        }
        return must, should

    def fourth(self) -> tuple[Lines, Lines]:
        """Musts and shoulds of an alliance."""
        allied = [
            r for r in self.joint("ALLIED_WITH") if r.yes("verified") and r.text("form") in {"formal", "joint_venture"}
        ]
        stakes = self.joint("HOLDS_EQUITY")
        ventures = [r for r in self.joint("ALLIED_WITH") if r.text("form") == "joint_venture"]
        goals = [
            g for g in self.facts.tables["goals"] if g.yes("agreed_by_both") and g.text("customer") in self.facts.tree
        ]
        must = {
            "alliance": _least(len(allied) + len(stakes), 1),
            "shareholder_level": (self.talk["shareholder"], None, None),
            "importance": _least(self.smaller("our_importance_to_them", "their_importance_to_us"), 4),
        }
        should = {
            "shared_goal": _least(len(goals), 1),
            "joint_investment": (bool(stakes or ventures), None, None),
            "exclusive": _least(self.kpi["exclusive"], 0.30),
            "switching_cost": _least(self.smaller("switching_cost_them", "switching_cost_us"), 4),
        }
        return must, should

    def recommended(self) -> int:
        """2 unless both matter to each other, leaving is costly and bargaining is balanced; 4 with a full strategic fit."""
        importance = self.smaller("our_importance_to_them", "their_importance_to_us")
        switching = self.smaller("switching_cost_them", "switching_cost_us")
        a, b = self.account.whole("bargaining_them"), self.account.whole("bargaining_us")
        if importance is None or switching is None or a is None or b is None:
            return 2
        if importance < 4 or switching < 3 or abs(a - b) > 1:
            return 2
        return 4 if self.account.whole("strategic_fit") == 5 else 3


def organisation(picture: Picture) -> list[Row]:
    """What the relationship of the organisations is asked for: each thing met or not, and whether its element holds."""
    evidence = Evidence(picture)
    facts, account = picture.facts, evidence.account

    def at_the_top(event: Line) -> bool:
        """Somebody of grade 4 or 5 of each side was there, whether or not they still are."""
        high = [p for p in event.items("participants") if (facts.grade(p) or 0) >= 4]
        return any(facts.ours(p) for p in high) and any(facts.in_tree(p) for p in high)

    def of_kind(*kinds: str) -> list[Line]:
        return [e for e in evidence.events if e.text("kind") in kinds]

    venture = any(r.text("form") == "joint_venture" for r in evidence.joint("ALLIED_WITH"))
    partners = any(r.text("from") in facts.tree for r in facts.active("PARTNERS_ON"))
    praised = [r for kind in ("ENDORSES", "RECOMMENDS") for r in facts.active(kind) if evidence.is_ours(r.text("to"))]
    theirs = facts.tree | {p for p in facts.people if facts.in_tree(p)}
    praise = any(r.text("from") in theirs for r in praised)
    goals = [g for g in facts.tables["goals"] if g.yes("agreed_by_both") and g.text("customer") in facts.tree]
    plans = [e for e in of_kind("joint_planning") if e.yes("confirmed_in_writing")]
    meetings = [e for e in of_kind("exec_visit", "exec_summit", "regular_review") if at_the_top(e)]
    parts = {
        ("communication", "top_mechanism"): len(meetings) >= 2,
        ("matching", "strategy"): bool(goals),
        ("matching", "process"): bool(plans),
        ("matching", "levels"): bool(evidence.talk["management"] and evidence.talk["operational"]),
        ("joint", "joint_innovation"): bool(of_kind("joint_innovation")),
        ("joint", "joint_team"): partners or venture,
        ("identification", "values"): (account.whole("value_alignment") or 0) >= 4,
        ("identification", "brand"): praise,
    }

    def holds(element: str) -> bool:
        met = [met for (of, _), met in parts.items() if of == element]
        return any(met) if element == "joint" else all(met)

    return [{"asked": asked, "met": met, "holds": holds(element)} for (element, asked), met in parts.items()]


def relationship(picture: Picture) -> tuple[list[Row], int | None]:
    """Rows of the query, and the level."""
    evidence = Evidence(picture)
    parts = (evidence.second(), evidence.third(), evidence.fourth())
    level: int | None = None
    if evidence.starts or evidence.everything() or any(picture.tie[p] > 0 for p in evidence.own):
        level = 1
        for at, (must, should) in enumerate(parts, 2):
            kept = sum(met for met, _, _ in should.values())
            if not all(met for met, _, _ in must.values()) or kept < len(should) / 2:
                break
            level = at
    best = evidence.recommended()
    partners = all(met for met, _, _ in parts[1][0].values())
    bow = threads.bow_tie(picture)
    cost, revenue = evidence.account.number("cost_to_serve"), evidence.account.number("annual_revenue")
    flags = []
    if parts[2][0]["alliance"][0] and not partners:
        flags.append("paper_alliance")
    if partners and bow is not None and bow >= 0.6 - TINY:
        flags.append("no_structure")
    if level is not None and level > best and cost is not None and revenue is not None and cost > 0.1 * revenue:
        flags.append("luxury")
    rows: list[Row] = [
        {
            "account": evidence.facts.account,
            "level": level,
            "criterion": name,
            "value": value,
            "threshold": threshold,
            "met": met,
            "next_level": None if level == 4 else (level or 0) + 1,
            "recommended": best,
            "flags": flags,
        }
        for part in parts
        for lines in part
        for name, (met, value, threshold) in lines.items()
    ]
    return rows, level
