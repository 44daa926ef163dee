"""Breadth: how many of the customer's people, units and functions are in active contact with us.

An active contact is one of the customer's own people with best T ≥ .30. The headcount of a unit is an estimate that is never
guessed: where it is missing, so is the ratio.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphcrm.analysis.coverage.kpi import covered_people
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import Function
from graphcrm.spoken import counted, few, joined

__all__ = ["Breadth", "UnitBreadth", "breadth"]


@dataclass(frozen=True, slots=True)
class UnitBreadth:
    """Active contacts and known people of a unit; `ratio` = active / headcount, None without a headcount."""

    unit: str
    active: int
    known: int
    headcount: int | None

    @property
    def ratio(self) -> float | None:
        return self.active / self.headcount if self.headcount else None


@dataclass(frozen=True, slots=True)
class Breadth:
    """Breadth of an account.

    active, known
        The customer's people in active contact, and those on the map.
    headcount
        Sum over the units, None unless every unit has one.
    units
        By id.
    functions
        Every function found at the customer, with whether anybody of it is in active contact.
    """

    active: int
    known: int
    headcount: int | None
    units: tuple[UnitBreadth, ...]
    functions: Mapping[Function, bool]
    #: Active contacts from which on a unit is broadly known.
    broad: float

    @property
    def known_ratio(self) -> float | None:
        """active / known, None if nobody is known."""
        return self.active / self.known if self.known else None

    @property
    def headcount_ratio(self) -> float | None:
        """active / headcount, None without a headcount."""
        return self.active / self.headcount if self.headcount else None

    @property
    def broad_units(self) -> tuple[str, ...]:
        """Units with enough active contacts: two, unless the settings say otherwise."""
        return tuple(u.unit for u in self.units if u.active >= self.broad)

    @property
    def unit_ratio(self) -> float | None:
        """Units with enough active contacts / all units, None without units."""
        return len(self.broad_units) / len(self.units) if self.units else None

    @property
    def function_ratio(self) -> float | None:
        """Functions in active contact / all functions found, None without any."""
        return sum(self.functions.values()) / len(self.functions) if self.functions else None

    def sentence(self) -> Text:
        """The explanation text."""
        absent = [f.label for f, covered in self.functions.items() if not covered]
        staff = Text(f"、估计人数 {self.headcount}", f" of an estimated {self.headcount}") if self.headcount else ""
        known = counted(self.known, "known person", "known people")
        broad, every = len(self.broad_units), len(self.units)
        units = Text("", "")
        if every:
            of, have = "unit" if every == 1 else "units", "has" if 1 in (broad, every) else "have"
            units = Text(
                f"；{broad}/{every} 个部门有{{n}}名以上活跃联系人",
                f"; {broad} of {every} {of} {have} {{n}} or more contacts",
            ).format(n=few(self.broad))
        return Text(
            "活跃联系人 {a}，已知 {k} 人{staff}{units}{gap}。",
            f"In active contact with {{a}} of {known}{{staff}}{{units}}{{gap}}.",
        ).format(
            a=self.active,
            k=self.known,
            staff=staff,
            units=units,
            gap=Text("；未触达职能：{f}", "; functions not reached: {f}").format(f=joined(absent)) if absent else "",
        )


def breadth(situation: Situation) -> Breadth:
    """Breadth over the customer's tree: its units and its own people who have not left; an open seat is nobody we know."""
    snapshot, tree = situation.snapshot, situation.context.tree
    covered = set(covered_people(situation))
    people = tuple(p for p in situation.graph.customers if not snapshot.is_seat(p))
    units, working_in = [], defaultdict[str, list[str]](list)
    for person in people:
        for place in set(snapshot.index.units_of(person)):
            working_in[place].append(person)
    for unit in sorted(snapshot.index.units(tree), key=lambda u: u.id):
        members = working_in[unit.id]
        units.append(UnitBreadth(unit.id, sum(p in covered for p in members), len(members), unit.headcount))
    counts = [u.headcount for u in units if u.headcount is not None]
    functions = {u.function for u in snapshot.index.units(tree) if u.function}
    functions |= {f for p in people if (f := snapshot.people[p].function)}
    reached = {snapshot.people[p].function for p in people if p in covered}
    return Breadth(
        broad=snapshot.settings.gaps["broad"],
        active=sum(p in covered for p in people),
        known=len(people),
        headcount=sum(counts) if counts and len(counts) == len(units) else None,
        units=tuple(units),
        functions={f: f.value in reached for f in Function if f.value in functions},
    )
