"""Coverage matrix: the customer's units and levels, or its key persons, against our roles.

A cell holds the best tie of a role to anybody of the row, the number of pairs that know each other (T ≥ .10) and the
date of the last contact. A row has a gap where a role that the account's tier requires has no active tie (T ≥ .30), or where
nobody at all has one with a person of share ≥ .1 %, whatever is required, as in `coverage_gaps`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graphcrm.analysis.bands import LEAST_TIE, tie_band
from graphcrm.analysis.coverage.coverage_rules import (
    missing_items,
    our_role,
    person_rule,
    roles_in_touch,
    rule_label,
    unit_rule,
)
from graphcrm.analysis.coverage.tie import best_tie_text
from graphcrm.analysis.numbers import at_least, is_active
from graphcrm.analysis.opinion.known_support import share_where
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import CommLevel, OurRole
from graphcrm.model.records import comm_level
from graphcrm.settings import CoverageRule
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, some_of

__all__ = ["CoverageCell", "MatrixRow", "coverage_by_person", "coverage_by_unit", "level_order"]


_ORDER = {None: 3} | {level: place for place, level in enumerate(CommLevel)}


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """Best tie T in [0, 1), pairs with T ≥ .10, ISO date of the last contact (None without any)."""

    tie: float
    pairs: int
    last: str | None

    @property
    def band(self) -> str:
        """Tie band, for the colour."""
        return tie_band(self.tie)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: a unit (None: people without one) at a communication level (None: grade not recorded), or a person.

    `cells` has one entry per role of ours; `required` and `missing` are items as `coverage_rules` explains; `unreached` are the people
    who matter and with whom nobody has an active tie.
    """

    row: str | None
    level: CommLevel | None
    people: tuple[str, ...]
    share: float
    best_tie: float
    cells: Mapping[OurRole, CoverageCell]
    required: CoverageRule
    missing: CoverageRule
    unreached: tuple[str, ...]

    @property
    def gap(self) -> bool:
        return bool(self.missing or self.unreached)

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text."""
        unit, person = snapshot.units.get(self.row or ""), snapshot.people.get(self.row or "")
        place = joined([unit.name if unit else person.name if person else Text("未分配部门", "people without a unit")])
        level = self.level.label if self.level else Text("层级未知", "level unknown")
        if not self.required:
            verdict = Text("无覆盖要求", "no role is required")
        elif self.missing == self.required:
            verdict = Text("要求的全缺：{r}", "none of what is required: {r}").format(r=rule_label(self.required))
        elif self.missing:
            verdict = Text("缺：{m}（要求：{r}）", "missing {m} (required: {r})").format(
                m=rule_label(self.missing), r=rule_label(self.required)
            )
        else:
            verdict = Text("已满足：{r}", "covered: {r}").format(r=rule_label(self.required))
        if self.unreached and person is None:
            names = some_of([snapshot.people[p].name for p in self.unreached])
            verdict += Text("；无人与{names}保持有效往来", "; nobody of ours is in active contact with {names}").format(
                names=names
            )
        elif self.unreached and not self.missing:
            verdict += Text("，但无人与其保持有效往来", ", but nobody of ours is in active contact")
        return Text("{place}·{level}：{tie}，{verdict}。", "{place}, {level}: {tie}; {verdict}.").format(
            place=place, level=level, tie=best_tie_text(self.best_tie), verdict=verdict
        )


def level_order(level: CommLevel | None) -> int:
    """Shareholder first, an unknown level last."""
    return _ORDER[level]


def coverage_by_unit(situation: Situation) -> tuple[MatrixRow, ...]:
    """Rows by unit and communication level of the customer's own people.

    Ordered by unit id (people without a unit last), top level first. Units in which nobody is known
    make no row; `coverage_gaps` lists them.
    """
    groups: dict[tuple[str | None, CommLevel | None], list[str]] = {}
    for person in situation.graph.customers:
        who = situation.snapshot.people[person]
        groups.setdefault((who.unit, comm_level(who.grade)), []).append(person)
    ordered = sorted(groups, key=lambda g: (g[0] is None, g[0] or "", level_order(g[1])))
    return tuple(_row(situation, u, level, groups[u, level], unit_rule(situation, u)) for u, level in ordered)


def coverage_by_person(situation: Situation, key_persons: Collection[str]) -> tuple[MatrixRow, ...]:
    """One row per key person and recorded decider, largest share first."""
    rows = []
    for person in situation.rank_order:
        rule = person_rule(situation, person, key_persons)
        if rule or person in key_persons:
            level = comm_level(situation.snapshot.people[person].grade)
            rows.append(_row(situation, person, level, [person], rule))
    return tuple(rows)


def _row(
    situation: Situation, row: str | None, level: CommLevel | None, people: Iterable[str], rule: CoverageRule
) -> MatrixRow:
    members, settings = tuple(people), situation.snapshot.settings
    tie = {p: situation.ties.best(p)[0] for p in members}
    matter = [p for p in members if at_least(situation.share_of(p), settings.gaps["share"])]
    return MatrixRow(
        row=row,
        level=level,
        people=members,
        share=share_where(situation, members),
        best_tie=max(tie.values(), default=0.0),
        cells=_cells(situation, members),
        required=rule,
        missing=missing_items(rule, roles_in_touch(situation, members)),
        unreached=tuple(p for p in matter if not is_active(tie[p], settings)),
    )


def _cells(situation: Situation, people: Iterable[str]) -> dict[OurRole, CoverageCell]:
    best = dict.fromkeys(OurRole, 0.0)
    pairs = dict.fromkeys(OurRole, 0)
    last: dict[OurRole, str | None] = dict.fromkeys(OurRole, None)
    for person in people:
        for tie in situation.ties.of(person):
            role = our_role(situation, tie.ours)
            best[role] = max(best[role], tie.strength)
            pairs[role] += at_least(tie.strength, LEAST_TIE)
            if tie.last_contact:
                last[role] = max(last[role] or "", tie.last_contact)
    return {role: CoverageCell(best[role], pairs[role], last[role]) for role in OurRole}
