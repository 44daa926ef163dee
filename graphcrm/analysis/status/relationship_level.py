"""Relationship level of an account: transactional, preferred supply, partnership, alliance.

A level holds if all its *must* lines and at least half of its *should* lines hold, and all lower levels hold. Evidence is that of
a year, decision weights those of the account. The first level needs no more than any contract or contact; an account with neither
has no level at all. Higher is not better: which level is worth having is another question
(`recommended_level`).
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation, once
from graphcrm.analysis.status.level_lines import LevelLine, alliance_lines, partnership_lines, smaller, supply_lines
from graphcrm.analysis.status.relationship_facts import RelationshipFacts
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.records import Org
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.spoken import joined

__all__ = [
    "LEVEL_NAMES",
    "LevelFlag",
    "Recommendation",
    "RelationshipLevel",
    "holds",
    "of_account",
    "recommended_level",
    "relationship_level",
]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A level 2..4 and why not another."""

    level: int
    why: Text


def recommended_level(account: Org, settings: Settings = DEFAULTS) -> Recommendation:
    """The level to aim at, by the six mutual figures of the account and its strategic fit.

    A partnership (3) pays only where each is important to the other (≥ 4), leaving costs both (≥ 3) and neither has much the better
    bargaining position (difference ≤ 1); an alliance (4) besides only where the strategies fit fully (5). Everything else, and
    everything that is not known, leaves it at preferred supply (2).

    >>> from graphcrm.model.records import Org
    >>> recommended_level(Org("HY", "HY", "customer")).level
    2
    """
    rules = settings.relationship
    tests = (
        (
            Text("双方重要性", "importance to each other"),
            smaller(account.our_importance_to_them, account.their_importance_to_us),
            rules["importance"],
        ),
        (
            Text("双方转换成本", "switching cost of both"),
            smaller(account.switching_cost_them, account.switching_cost_us),
            rules["fit_switching"],
        ),
    )
    short = [name for name, value, limit in tests if value is not None and value < limit]
    unknown = [name for name, value, _ in tests if value is None]
    bargaining = Text("议价能力均衡", "balanced bargaining power")
    if account.bargaining_them is None or account.bargaining_us is None:
        unknown.append(bargaining)
    elif abs(account.bargaining_them - account.bargaining_us) > rules["fit_bargaining"]:
        short.append(bargaining)
    if short:
        return Recommendation(2, Text("不足：{what}", "too low: {what}").format(what=joined(short)))
    if unknown:
        return Recommendation(2, Text("未录入：{what}", "not recorded: {what}").format(what=joined(unknown)))
    if account.strategic_fit is not None and account.strategic_fit >= rules["fit_strategic"]:
        return Recommendation(
            4,
            Text(
                "彼此重要、转换成本高、议价均衡，且战略完全匹配",
                "each matters to the other and the strategies fit fully",
            ),
        )
    return Recommendation(
        3,
        Text("彼此重要、转换成本高、议价均衡", "each matters to the other, leaving is costly, bargaining is balanced"),
    )


LEVEL_NAMES = {
    1: Text("买卖关系", "transactional"),
    2: Text("供应关系/优先选择", "preferred supply"),
    3: Text("合作伙伴", "partnership"),
    4: Text("战略联盟", "alliance"),
}


class LevelFlag(Choice):
    PAPER = "paper_alliance", "有名无实的联盟", "paper alliance"
    UNSTRUCTURED = "no_structure", "有关系、缺结构", "relationship without structure"
    LUXURY = "luxury", "奢侈关系", "luxury relationship"


@dataclass(frozen=True, slots=True)
class RelationshipLevel:
    """The level 1..4 (None: neither contract nor contact), and every line that it was read from, in the order of the rubric."""

    account: str
    level: int | None
    lines: tuple[LevelLine, ...]
    recommended: Recommendation
    flags: tuple[LevelFlag, ...]

    @property
    def next_level(self) -> int | None:
        """None on the highest level."""
        return None if self.level == 4 else (self.level or 0) + 1

    @property
    def missing(self) -> tuple[LevelLine, ...]:
        """Lines of the next level that do not hold."""
        return tuple(line for line in self.lines if line.level == self.next_level and not line.met)

    def sentence(self) -> Text:
        """“The account is on level 2 (preferred supply); missing for level 3: … Recommended level: 2 (too low: …)”"""
        if self.level is None:
            now = Text("与该客户既无合同也无往来，不定级", "There is neither a contract nor a contact, hence no level")
        else:
            now = Text(f"当前为 {self.level} 级", f"The account is on level {self.level}") + Text(
                f"（{LEVEL_NAMES[self.level].zh}）", f" ({LEVEL_NAMES[self.level].en})"
            )
        missing = Text("", "")
        if self.missing and self.level is not None:
            missing = Text("；距 {next} 级尚缺：{lines}", "; missing for level {next}: {lines}").format(
                next=self.next_level, lines=joined(line.label for line in self.missing)
            )
        flags = Text("", "")
        if self.flags:
            flags = Text("；提示：{flags}", "; note: {flags}").format(flags=joined(f.label for f in self.flags))
        best = self.recommended
        advice = Text("。建议层级 {rec}（{why}）。", ". Recommended level: {rec} ({why}).").format(
            rec=best.level, why=best.why
        )
        return now + missing + flags + advice


def holds(lines: Collection[LevelLine]) -> bool:
    """Whether the lines of one level carry it: every must line, and at least half of the should lines."""
    should = [line for line in lines if not line.must]
    return all(line.met for line in lines if line.must) and 2 * sum(line.met for line in should) >= len(should)


@once
def relationship_level(situation: Situation) -> RelationshipLevel:
    """The level of the account of a situation, whatever opportunity of it was asked about."""
    whole = of_account(situation)
    facts = RelationshipFacts(whole)
    by_level = {2: supply_lines(facts), 3: partnership_lines(facts), 4: alliance_lines(facts)}
    level: int | None = 1 if facts.in_business else None
    if level is not None:
        for number, lines in by_level.items():
            if not holds(lines):
                break
            level = number
    recommended = recommended_level(whole.context.account, whole.snapshot.settings)
    lines = tuple(line for number in by_level for line in by_level[number])
    return RelationshipLevel(
        whole.context.account.id, level, lines, recommended, _flags(facts, level, by_level[3], by_level[4], recommended)
    )


@once
def of_account(situation: Situation) -> Situation:
    """The situation of the account as a whole, toward us: contacts, contracts and goals are ours, whichever vendor is asked about.

    It is the given one where that is the same.
    """
    context = situation.context
    vendor = context.vendor if situation.side.is_ours else None
    whole = Situation.of(situation.snapshot, context.account.id, None, vendor, situation.graph.options)
    return situation if whole.context == context else whole


def _flags(
    facts: RelationshipFacts,
    level: int | None,
    partnership: Collection[LevelLine],
    alliance: Collection[LevelLine],
    recommended: Recommendation,
) -> tuple[LevelFlag, ...]:
    rules = facts.rules
    partners = all(line.met for line in partnership if line.must)
    allied = next(line.met for line in alliance if line.criterion == "alliance")
    lopsided = facts.bow_tie is not None and at_least(facts.bow_tie, rules["bow_tie"])
    account = facts.situation.context.account
    costly = (
        account.cost_to_serve is not None
        and account.annual_revenue is not None
        and account.cost_to_serve > rules["luxury"] * account.annual_revenue
    )
    raised = {
        LevelFlag.PAPER: allied and not partners,
        LevelFlag.UNSTRUCTURED: partners and lopsided,
        LevelFlag.LUXURY: level is not None and level > recommended.level and costly,
    }
    return tuple(flag for flag, holds_true in raised.items() if holds_true)
