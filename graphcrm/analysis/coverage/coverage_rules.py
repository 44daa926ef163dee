"""Which of our roles must be in touch with which people of the customer, and which of them are missing.

A rule is a list of items that must all be met: ``ar``; ``fr|service``, either of them; ``2 of ar|sr|fr|exec``, two
different ones. ``director`` stands for an account manager of grade 3 or more. A role is met by an active tie (T ≥ .30).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphcrm.analysis.coverage.account_tier import tier_of
from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.opinion.known_support import recorded_deciders
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.model.choices import Function, OurRole
from graphcrm.settings import CoverageRule
from graphcrm.spoken import joined

__all__ = [
    "DIRECTOR",
    "missing_items",
    "our_role",
    "person_rule",
    "roles_in_touch",
    "roles_of",
    "rule_label",
    "unit_rule",
]


DIRECTOR = "director"
_DIRECTOR_GRADE = 3
_DIRECTOR_LABEL = Text("总监级客户经理", "director-grade account manager")

#: Row of the requirement table by the function of a unit; other functions have no requirement.
_ROW = {
    Function.IT: "technical",
    Function.ENGINEERING: "technical",
    Function.OPERATIONS: "operations",
    Function.QUALITY: "operations",
    Function.PROCUREMENT: "commercial",
    Function.FINANCE: "commercial",
    Function.LEGAL: "commercial",
    Function.BOARD: "top",
    Function.GENERAL: "top",
}


def our_role(situation: Situation, ours: str) -> OurRole:
    """Role of one of our people; "other" where none is recorded."""
    role = situation.snapshot.people[ours].role
    return OurRole(role) if role else OurRole.OTHER


def roles_of(situation: Situation, ours: str) -> frozenset[str]:
    """What one of our people counts as: the role, with ``director`` for an account manager of grade ≥ 3."""
    role = our_role(situation, ours)
    directs = role is OurRole.AR and (situation.snapshot.people[ours].grade or 0) >= _DIRECTOR_GRADE
    return frozenset({role.value, DIRECTOR} if directs else {role.value})


def roles_in_touch(situation: Situation, people: Iterable[str]) -> frozenset[str]:
    """Our roles with an active tie to any of these people, as `roles_of` counts them."""
    found: set[str] = set()
    for person in people:
        for tie in situation.ties.of(person):
            if not is_active(tie.strength, situation.snapshot.settings):
                break
            found |= roles_of(situation, tie.ours)
    return frozenset(found)


def missing_items(rule: CoverageRule, roles: Collection[str]) -> CoverageRule:
    """The items of a rule that these roles do not meet.

    >>> missing_items(("exec|director", "ar", "2 of sr|fr|exec"), {"ar", "exec"})
    ('2 of sr|fr|exec',)
    """
    return tuple(item for item in rule if not _met(item, roles))


def _met(item: str, roles: Collection[str]) -> bool:
    count, separator, names = item.rpartition(" of ")
    needed = int(count) if separator else 1
    return len(set(names.split("|")) & set(roles)) >= needed


def rule_label(rule: CoverageRule) -> Text:
    """A rule in words.

    >>> rule_label(("exec|director", "2 of ar|sr|fr")).en
    'executive or director-grade account manager + 2 of account manager, solution lead, delivery lead'
    """
    items = [_item_label(item) for item in rule]
    return Text(" + ", " + ").join(items)


def _item_label(item: str) -> Text:
    count, separator, names = item.rpartition(" of ")
    labels = [_DIRECTOR_LABEL if name == DIRECTOR else OurRole(name).label for name in names.split("|")]
    if count == "1" and {OurRole.AR.value, *names.split("|")} == {role.value for role in OurRole}:
        return Text("其他任一角色", "any other role")
    if separator:
        return Text("{roles}中的 {n} 种", "{n} of {roles}").format(roles=joined(labels), n=count)
    return Text("或", " or ").join(labels)


def person_rule(situation: Situation, person: str, key_persons: Collection[str]) -> CoverageRule:
    """Requirement of a recorded decider or approver, else of another key person; () without one."""
    rules = situation.snapshot.settings.coverage[tier_of(situation.context.account)]
    if person in recorded_deciders(situation):
        return rules["decider"]
    return rules["key_person"] if person in key_persons else ()


def unit_rule(situation: Situation, unit: str | None) -> CoverageRule:
    """Requirement of a unit by its function; () without one."""
    found = situation.snapshot.units.get(unit) if unit else None
    row = _ROW.get(Function(found.function)) if found and found.function else None
    return situation.snapshot.settings.coverage[tier_of(situation.context.account)][row] if row else ()
