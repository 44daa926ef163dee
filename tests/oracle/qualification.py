"""Checklists of the trade, read from the method."""

import re
from collections.abc import Iterable
from datetime import date

from tests.oracle import scales
from tests.oracle.evidence import counted
from tests.oracle.forecast import contest_state
from tests.oracle.picture import Picture
from tests.oracle.shares import TINY, ranking
from tests.oracle.tables import Row

Point = tuple[str, str]
"""Letter and state."""

BASES = {
    "E": {"decider", "approver"},
    "U": {"user"},
    "T": {"technical_evaluator", "buyer"},
    "C": {"coach"},
}


def state(good: bool, some: bool, recorded: bool) -> str:
    """Three steps, or unknown where nothing of the kind is recorded."""
    return "green" if good else "amber" if some else "red" if recorded else "unknown"


class Checklists:
    """The views of one context."""

    def __init__(self, picture: Picture, known: Iterable[tuple[float, int]]) -> None:
        """`known` are, of each opportunity, the share whose weights are recorded and how many criteria there are."""
        self.picture = picture
        self.facts = picture.facts
        self.known = list(known)

    def roles(self, person: str) -> set[str]:
        """Roles of a person in this context."""
        rows = [r for o in self.facts.context() for r in self.facts.role_rows(o) if r.text("person") == person]
        return {role for row in rows for role in row.items("roles")}

    def any_roles(self) -> bool:
        """Whether anybody here has a role."""
        return any(self.roles(p) for p in self.picture.people)

    def active(self, people: Iterable[str]) -> bool:
        """Whether any of them has an active tie."""
        return any(self.picture.tie[p] >= scales.ACTIVE - TINY for p in people)

    def needs(self) -> list[Row]:
        """Needs of the account's organisations and of the people of the decision."""
        holders = self.facts.tree | set(self.picture.people)
        return [r for r in self.facts.tables["needs"] if r.text("holder") in holders]

    def open_needs(self) -> list[Row]:
        """Those that are not settled."""
        return [r for r in self.needs() if (r.text("status") or "") not in scales.SETTLED]

    def meddpicc(self) -> list[Point]:
        """The eight letters."""
        picture, facts = self.picture, self.facts
        recorded, open_, roles = bool(self.needs()), self.open_needs(), self.any_roles()
        business = [r for r in open_ if r.text("kind") == "business"]
        buyers = [p for p in picture.people if self.roles(p) & BASES["E"]]
        good_buyers = [p for p in buyers if self.active([p]) and (picture.level(p) or 0) >= 1]
        with_criteria = [(known, n) for known, n in self.known]
        least, count = min(with_criteria, key=lambda pair: pair[0], default=(0.0, 0))
        stepped = {r.text("person") for o in facts.context() for r in facts.role_rows(o) if r.text("step") is not None}
        deciders = picture.deciders
        gates = [
            p
            for p in picture.people
            if self.roles(p) & {"gatekeeper", "buyer"}
            or (facts.in_tree(p) and facts.function(p) in {"legal", "procurement"})
        ]
        explicit = [r for r in open_ if r.yes("explicit")]
        pain = sum(picture.share.get(p, 0.0) for p in {str(r.text("holder")) for r in explicit})
        decided = [p for p in picture.people if contest_state(picture, p) != "unknown"]
        share = sum(picture.share[p] for p in decided)
        contest = "green" if share >= 0.6 - TINY else "amber" if share >= 0.3 - TINY else "red"
        return [
            ("M", state(any(r.text("our_response") for r in business), bool(business), recorded)),
            ("E", state(bool(good_buyers), bool(buyers), roles)),
            ("D", state(least >= 0.6 - TINY and count > 0, least > TINY, count > 0)),
            (
                "D",
                state(bool(deciders) and set(deciders) <= stepped, bool(set(deciders) & stepped), roles),
            ),
            ("P", state(self.active(gates), bool(gates), roles)),
            ("I", state(bool(explicit) and pain >= 0.05 - TINY, bool(open_), recorded)),
            (
                "C",
                state(
                    bool(self.champions()),
                    bool(self.coaches()),
                    any(picture.level(p) is not None for p in self.picture.people) or self._others_known(),
                ),
            ),
            ("C", contest if decided else "unknown"),
        ]

    def _others_known(self) -> bool:
        """Whether the support of anybody of the account who left is recorded."""
        return any(self.facts.support(p).level is not None for p in self.facts.people if self.facts.in_tree(p))

    def miller_heiman(self) -> list[Point]:
        """The four bases."""
        points = []
        for letter, roles in BASES.items():
            known = {p for p in self.picture.people if self.roles(p) & roles}
            if letter == "C":
                known |= set(self.coaches())
            points.append((letter, state(self.active(known), bool(known), self.any_roles())))
        return points

    def newest(self, person: str) -> Row | None:
        """Newest assessment toward the vendor; of one day that of the smaller assessor id."""
        rows = [
            r
            for r in self.facts.tables["assessments"]
            if r.text("person") == person
            and (r.text("vendor") or self.facts.us) == self.facts.vendor
            and (r.day("date") or date.max) <= self.facts.as_of
        ]
        return min(rows, key=lambda r: (-(r.day("date") or date.min).toordinal(), r.text("assessor")), default=None)

    def score(self, person: str, dimension: str) -> int | None:
        """A score of the newest assessment after its caps: without evidence of the 180 days before it 2 and 3 count as 1."""
        row = self.newest(person)
        value = row.whole(dimension) if row else None
        if row is None or value is None or value < 2:
            return value
        day = row.day("date") or date.min
        written = re.findall(r"\d{4}-\d{2}-\d{2}", row.text("evidence") or "")
        fresh = any(0 <= (day - date.fromisoformat(d)).days <= 180 for d in written)
        if not fresh or (dimension == "acceptance" and self.complaint(person, day)):
            return 1
        return value

    def complaint(self, person: str, day: date) -> bool:
        """An open severe complaint in which the person took part."""
        return any(
            r.text("kind") == "complaint"
            and r.text("severity") == "severe"
            and r.text("status") != "closed"
            and (r.day("date") or date.max) <= day
            and person in r.items("participants")
            for r in self.facts.tables["interactions"]
        )

    def coaches(self) -> list[str]:
        """Support of 2, information of 2, and a piece of information that was verified."""
        found = []
        for p in ranking(self.picture.share):
            information = self.score(p, "information")
            shared = any(
                r.text("kind") == "info_share"
                and r.yes("confirmed_in_writing")
                and r.text("direction") != "ours"
                and p in r.items("participants")
                and (r.day("date") or date.max) <= self.facts.as_of
                for r in self.facts.tables["interactions"]
            )
            verified = information == 3 or shared
            friendly = (self.picture.level(p) or 0) >= 2
            if friendly and (information or 0) >= 2 and verified and not self.facts.no_target(p):
                found.append(p)
        return found

    def champions(self) -> list[str]:
        """Coaches with share, who sell for us on evidence and have a stake."""
        found = []
        for p in self.coaches():
            stake = any(r.text("holder") == p and r.text("our_response") for r in self.open_needs())
            sells = self.score(p, "acceptance") == 3 or self.exclusive_on_evidence(p)
            if self.picture.share[p] >= 0.05 - TINY and sells and stake:
                found.append(p)
        return found

    def exclusive_on_evidence(self, person: str) -> bool:
        """Support of 3, and somebody whose report of 3 counts names evidence."""
        facts = self.facts
        rows = [r for r in facts.active("STANCE") if (r.text("from"), r.text("to")) == (person, facts.vendor)]
        own = [r for r in rows if facts.opportunity and r.text("opportunity") == facts.opportunity]
        heard = counted(own or [r for r in rows if r.text("opportunity") is None])
        on_evidence = any(r.whole("level") == 3 and r.text("evidence") for r in heard)
        return self.picture.level(person) == 3 and on_evidence
