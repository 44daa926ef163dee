"""What was true on a date: people, organisations, active edges, stances, roles."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.oracle import scales
from tests.oracle.evidence import Evidence, combine
from tests.oracle.tables import Row, edge_key, read_folder, role_key, rows_in_force


@dataclass(frozen=True)
class Stance:
    """Support of a person for a vendor."""

    level: int | None
    days: int | None

    @property
    def stale(self) -> bool:
        """Unknown, or older than 180 days: the KPI block counts both as unknown."""
        return self.level is None or self.days is None or self.days > scales.STALE_DAYS

    @property
    def opinion(self) -> float:
        """Opinion x; unknown enters point forecasts as 0."""
        return 0.0 if self.level is None else scales.OPINION[self.level]


UNKNOWN = Stance(None, None)


class Facts:
    """The import files of a folder, seen on `as_of` for one account and, perhaps, one opportunity."""

    def __init__(self, folder: Path, as_of: date, account: str, opportunity: str | None, vendor: str | None) -> None:
        tables = read_folder(folder)
        self.tables = tables
        self.as_of = as_of
        self.account = account
        self.opportunity = opportunity
        self.orgs = {str(row.text("id")): row for row in tables["orgs"]}
        self.units = {str(row.text("id")): row for row in tables["units"]}
        self.people = {str(row.text("id")): row for row in tables["people"]}
        self.opportunities = {str(row.text("id")): row for row in tables["opportunities"]}
        self.edges = rows_in_force(tables["edges"], edge_key, as_of)
        self._by_kind: defaultdict[str | None, list[Row]] = defaultdict(list)
        for row in self.edges:
            self._by_kind[row.text("kind")].append(row)
        self.roles = rows_in_force(tables["roles"], role_key, as_of)
        self.us = next(
            i for i, row in self.orgs.items() if self.category(i) == "our_company" and not row.text("parent")
        )
        self.vendor = vendor or self.us
        self._stances: dict[tuple[str, str], Stance] = {}
        self.tree = self._tree(account)
        if opportunity is None and len(self.open_opportunities()) == 1:
            # The account's only open opportunity is what is meant.
            (self.opportunity,) = self.open_opportunities()

    def _tree(self, top: str) -> set[str]:
        """Return the account and every organisation below it."""
        tree = {top}
        for _ in self.orgs:
            tree |= {i for i, row in self.orgs.items() if row.text("parent") in tree}
        return tree

    # people -----------------------------------------------------------------------------------------------------

    def category(self, org: str) -> str:
        """Category of an organisation."""
        return str(self.orgs[org].text("category"))

    def org(self, person: str) -> str:
        """Organisation of a person."""
        return str(self.people[person].text("org"))

    def name(self, person: str) -> str:
        """Name of a person; a seat without one is called "? title"."""
        row = self.people[person]
        return row.text("name") or f"? {row.text('title') or person}"

    def seat(self, person: str) -> bool:
        """A post whose holder is not known."""
        return "placeholder" in self.people[person].items("flags")

    def grade(self, person: str) -> int | None:
        """Grade 1 to 5; None when not recorded."""
        return self.people[person].whole("grade")

    def unit(self, person: str) -> str | None:
        """Unit of a person; of somebody who belongs to the account by another post, the unit of that post."""
        if self.org(person) in self.tree or not self.in_tree(person):
            return self.people[person].text("unit")
        posts = [str(r.text("to")) for r in self.active("MEMBER_OF") if r.text("from") == person]
        return min((p for p in posts if p in self.units and self.units[p].text("org") in self.tree), default=None)

    def function(self, person: str) -> str | None:
        """Function of a person, else of the unit."""
        own = self.people[person].text("function")
        unit = self.people[person].text("unit")
        return own or (self.units[unit].text("function") if unit else None)

    def kappa(self, person: str) -> float:
        """Stubbornness, 1 by default."""
        value = self.people[person].number("kappa")
        return 1.0 if value is None else value

    def left_on(self, person: str) -> date | None:
        """Day of leaving when it is not in the future."""
        day = self.people[person].day("left_on")
        return day if day is not None and day <= self.as_of else None

    def left(self, person: str) -> bool:
        """Has left: by flag or by date."""
        return "left" in self.people[person].items("flags") or self.left_on(person) is not None

    def flags(self, person: str) -> set[str]:
        """Flags of a person, with the independence that the organisation implies."""
        flags = set(self.people[person].items("flags"))
        org = self.orgs[self.org(person)]
        if org.text("category") == "third_party" and org.text("subtype") in scales.INDEPENDENT_SUBTYPES:
            flags.add("independence_required")
        return flags

    def ours(self, person: str) -> bool:
        """Is one of our people, subsidiaries included."""
        return self.category(self.org(person)) == "our_company"

    def homes(self, person: str) -> set[str]:
        """The organisations of all posts of a person; of ours and of competitors only the primary one counts."""
        homes = {str(self.org(person))}
        if self.category(self.org(person)) not in ("our_company", "competitor"):
            for row in self.active("MEMBER_OF"):
                if row.text("from") == person:
                    place = str(row.text("to"))
                    homes.add(str(self.units[place].text("org")) if place in self.units else place)
        return homes

    def in_tree(self, person: str) -> bool:
        """Belongs to the customer itself, by any of the posts."""
        return not self.homes(person).isdisjoint(self.tree)

    def our_people(self) -> list[str]:
        """Our people who have not left."""
        return sorted(p for p in self.people if self.ours(p) and not self.left(p) and not self.seat(p))

    def no_intermediary(self, person: str) -> bool:
        """May not be asked to introduce anybody."""
        barred = {"independence_required", "no_contact", "objected", "placeholder"}
        return self.left(person) or bool(self.flags(person) & barred)

    def no_target(self, person: str) -> bool:
        """Is never a target of an action."""
        return self.no_intermediary(person) or "public_official" in self.flags(person)

    # edges ------------------------------------------------------------------------------------------------------

    def active(self, kind: str) -> list[Row]:
        """Active rows of one kind."""
        return self._by_kind[kind]

    def reporting(self) -> list[tuple[str, str, str]]:
        """Return active reporting lines as (who, boss, line)."""
        lines = [(str(r.text("from")), str(r.text("to")), r.text("line") or "solid") for r in self.active("REPORTS_TO")]
        lines += [(p, str(row.text("reports_to")), "solid") for p, row in self.people.items() if row.text("reports_to")]
        return lines

    def owner(self, person: str) -> str | None:
        """Our active primary owner of a person."""
        owners = [str(r.text("from")) for r in self.active("OWNS") if r.text("to") == person and r.yes("primary")]
        column = self.people[person].text("owner")
        owners += [column] if column else []
        return min((o for o in owners if not self.left(o)), default=None)

    def joined(self, kind: str, one: str, other: str) -> bool:
        """Is there an active edge of this kind between the two, in any direction."""
        return any({r.text("from"), r.text("to")} == {one, other} for r in self.active(kind))

    def asked(self, person: str, kind: str, domain: str) -> frozenset[str]:
        """Return who was asked this about a person, about a unit that the person belongs to, or about everybody."""
        covering = {"*", person}
        posts = [str(r.text("to")) for r in self.active("MEMBER_OF") if r.text("from") == person]
        for unit in (self.people[person].text("unit"), *posts):
            while unit and unit in self.units and unit not in covering:
                covering.add(unit)
                unit = self.units[unit].text("parent")
        return frozenset(
            str(row.text("reporter"))
            for row in self.tables["asked"]
            if row.text("about") in covering
            and row.text("kind") == kind
            and row.text("domain") in (None, domain)
            and 0 <= (self.as_of - (row.day("date") or self.as_of)).days <= scales.ASKED_DAYS
        )

    # stances ----------------------------------------------------------------------------------------------------

    def stance(self, person: str, vendor: str) -> Stance:
        """Support for a vendor: a stance for the opportunity goes before a general one; a seat has none."""
        if self.seat(person):
            return UNKNOWN
        if (person, vendor) not in self._stances:
            self._stances[(person, vendor)] = self._stance(person, vendor)
        return self._stances[(person, vendor)]

    def _stance(self, person: str, vendor: str) -> Stance:
        rows = [r for r in self.active("STANCE") if r.text("from") == person and r.text("to") == vendor]
        scopes = [self.opportunity, None] if self.opportunity else [None]
        for scope in scopes:
            found: Evidence | None = combine(
                tuple(r for r in rows if r.text("opportunity") == scope), zero_denies=False
            )
            if found is not None:
                return Stance(found.level, (self.as_of - found.observed).days)
        return UNKNOWN

    def support(self, person: str) -> Stance:
        """Support for our company, or for the vendor asked about."""
        return self.stance(person, self.vendor)

    def rivals(self, vendor: str | None = None) -> list[str]:
        """Competitors of the opportunity; every competitor when it names none. Of one of them: we and the others."""
        vendor = vendor or self.vendor
        named = self.opportunities[self.opportunity].items("competitors") if self.opportunity else ()
        rivals = set(named or (i for i in self.orgs if self.category(i) == "competitor"))
        if self.category(vendor) == "competitor":
            rivals = {self.us, *rivals} - {vendor}
        return sorted(rivals)

    def rival_support(self, person: str, vendor: str | None = None) -> int | None:
        """Highest support for a competitor; None when unknown for all."""
        levels = [self.stance(person, rival).level for rival in self.rivals(vendor)]
        return max((level for level in levels if level is not None), default=None)

    # opportunities ----------------------------------------------------------------------------------------------

    def is_open(self, opportunity: str) -> bool:
        """Was open on the date."""
        row = self.opportunities[opportunity]
        closed_on = row.day("closed_on")
        return (row.text("status") or "open") == "open" or (closed_on is not None and closed_on > self.as_of)

    def open_opportunities(self) -> list[str]:
        """Open opportunities of the account's tree."""
        return sorted(
            i for i, row in self.opportunities.items() if row.text("customer") in self.tree and self.is_open(i)
        )

    def context(self) -> list[str]:
        """Return the opportunity asked about, or all open ones of the account."""
        return [self.opportunity] if self.opportunity else self.open_opportunities()

    def tender_open(self) -> bool:
        """Is a tender under way in this context."""
        rows = [self.opportunities[i] for i in self.context()]
        return any(row.text("stage") == "s2" and row.yes("tender_open") for row in rows)

    def role_rows(self, opportunity: str) -> list[Row]:
        """Active decision roles of an opportunity."""
        return [row for row in self.roles if row.text("opportunity") == opportunity]

    def deciding(self, person: str) -> bool:
        """Is recorded as decider or approver in this context."""
        return any(
            row.text("person") == person and {"decider", "approver"} & set(row.items("roles"))
            for opportunity in self.context()
            for row in self.role_rows(opportunity)
        )

    def tier(self) -> str:
        """Tier of the account; one without a tier counts as C."""
        return self.orgs[self.account].text("tier") or "C"
