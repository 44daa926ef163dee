"""The lines of the relationship levels 2 to 4: what each counts, from which number on it holds.

`value` and `threshold` are None where a line asks for something that is there or not.
"""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least, at_most
from graphcrm.analysis.status.relationship_facts import RelationshipFacts
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Bond, CommLevel

__all__ = ["LevelCriterion", "LevelLine", "alliance_lines", "partnership_lines", "smaller", "supply_lines"]


class LevelCriterion(Choice):
    ACTIVE_CONTACTS = "active_contacts", "有效联系人"
    ACTIVE_UNITS = "active_units", "有有效联系人的部门", "units with an active contact"
    COVERED = "covered", "已触达份额", "covered share"
    SUPPORTIVE = "supportive", "支持触达", "supportive reach"
    OPERATIONAL = "operational_level", "业务操作层沟通达标", "operational communication on time"
    MANAGEMENT = "management_level", "管理层沟通达标", "management communication on time"
    REPEAT = "repeat_or_tenure", "重复合同或满一年", "repeat contracts or a year of tenure"
    WALLET = "wallet_share", "钱包份额"
    PREFERENTIAL = "preferential", "书面的优先待遇", "written preferential treatment"
    TWO_WAY = "two_way", "客户发起的互动占比", "contacts that the customer started"
    EXECUTIVE = "executive_pair", "高层对口", "executive pair"
    ADVOCACY = "advocacy", "拥护份额", "share of advocates"
    HOSTILE = "hostile", "反对份额", "hostile share"
    TENURE = "tenure", "合作年数", "years of tenure"
    JOINT = "joint_activities", "联合活动"
    INFORMATION = "information", "关键人信息传递", "information from key people"
    WALLET_OR_EXCLUSIVE = "wallet_or_exclusive", "钱包份额或排他份额", "wallet share or exclusive share"
    THREADS = "threads", "到决策者的线路", "threads to every decider"
    PLAN = "written_plan", "书面的共同规划", "written joint plan"
    ALLIANCE = "alliance", "联盟或持股", "alliance or stake"
    SHAREHOLDER = "shareholder_level", "股东层沟通达标", "shareholder communication on time"
    IMPORTANCE = "importance", "双方重要性", "importance to each other"
    GOAL = "shared_goal", "双方认可的目标", "goal agreed by both"
    INVESTMENT = "joint_investment", "共同投资"
    EXCLUSIVE = "exclusive", "排他份额", "exclusive share"
    SWITCHING = "switching_cost", "双方转换成本", "switching cost of both"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One line of a level: a must or a should. Only the hostile share must not exceed its threshold; all others must reach theirs."""

    level: int
    criterion: LevelCriterion
    must: bool
    met: bool
    value: float | None = None
    threshold: float | None = None

    @property
    def label(self) -> Text:
        """What is asked for."""
        return self.criterion.label


def supply_lines(facts: RelationshipFacts) -> tuple[LevelLine, ...]:
    """Level 2, preferred supply."""
    rules, block, width = facts.rules, facts.kpi, facts.breadth
    tenure = facts.tenure is not None and at_least(facts.tenure, rules["first_tenure"])
    repeated = len(facts.contracts)
    return (
        _reaches(2, LevelCriterion.ACTIVE_CONTACTS, width.active, rules["active_contacts"]),
        _reaches(2, LevelCriterion.ACTIVE_UNITS, sum(u.active > 0 for u in width.units), rules["active_units"]),
        _reaches(2, LevelCriterion.COVERED, block.covered, rules["covered"]),
        _reaches(2, LevelCriterion.SUPPORTIVE, block.supportive, rules["supportive"]),
        LevelLine(2, LevelCriterion.OPERATIONAL, True, facts.talks(CommLevel.OPERATIONAL)),
        LevelLine(2, LevelCriterion.MANAGEMENT, True, facts.talks(CommLevel.MANAGEMENT)),
        LevelLine(
            2, LevelCriterion.REPEAT, False, repeated >= rules["contracts"] or tenure, repeated, rules["contracts"]
        ),
        _reaches(2, LevelCriterion.WALLET, facts.account.wallet_share, rules["wallet"], must=False),
        LevelLine(2, LevelCriterion.PREFERENTIAL, False, Bond.STRUCTURAL in facts.account.bonds),
        _reaches(2, LevelCriterion.TWO_WAY, facts.started_by_customer, rules["two_way"], must=False),
    )


def partnership_lines(facts: RelationshipFacts) -> tuple[LevelLine, ...]:
    """Level 3, partnership."""
    rules, block = facts.rules, facts.kpi
    wallet = facts.account.wallet_share
    enough = (wallet is not None and at_least(wallet, rules["partner_wallet"])) or at_least(
        block.exclusive, rules["partner_exclusive"]
    )
    return (
        _reaches(3, LevelCriterion.EXECUTIVE, facts.executive_pairs, rules["executive_pairs"]),
        _reaches(3, LevelCriterion.COVERED, block.covered, rules["partner_covered"]),
        _reaches(3, LevelCriterion.ADVOCACY, block.advocacy, rules["advocacy"]),
        LevelLine(
            3, LevelCriterion.HOSTILE, True, at_most(block.hostile, rules["hostile"]), block.hostile, rules["hostile"]
        ),
        _reaches(3, LevelCriterion.TENURE, facts.tenure, rules["tenure"]),
        _reaches(3, LevelCriterion.JOINT, facts.joint_activities, rules["joint_activities"], must=False),
        _reaches(3, LevelCriterion.INFORMATION, facts.information, rules["information"], must=False),
        LevelLine(3, LevelCriterion.WALLET_OR_EXCLUSIVE, False, enough, wallet, rules["partner_wallet"]),
        _reaches(3, LevelCriterion.THREADS, facts.threads, rules["threads"], must=False),
        _reaches(3, LevelCriterion.PLAN, facts.written_plans, rules["written_plans"], must=False),
    )


def alliance_lines(facts: RelationshipFacts) -> tuple[LevelLine, ...]:
    """Level 4, alliance."""
    rules, account = facts.rules, facts.account
    importance = smaller(account.our_importance_to_them, account.their_importance_to_us)
    switching = smaller(account.switching_cost_them, account.switching_cost_us)
    return (
        _reaches(4, LevelCriterion.ALLIANCE, facts.alliances, rules["alliances"]),
        LevelLine(4, LevelCriterion.SHAREHOLDER, True, facts.talks(CommLevel.SHAREHOLDER)),
        _reaches(4, LevelCriterion.IMPORTANCE, importance, rules["importance"]),
        _reaches(4, LevelCriterion.GOAL, len(facts.agreed_goals), rules["shared_goals"], must=False),
        LevelLine(4, LevelCriterion.INVESTMENT, False, facts.joint_investment),
        _reaches(4, LevelCriterion.EXCLUSIVE, facts.kpi.exclusive, rules["exclusive"], must=False),
        _reaches(4, LevelCriterion.SWITCHING, switching, rules["switching_cost"], must=False),
    )


def _reaches(
    level: int, criterion: LevelCriterion, value: float | None, threshold: float, *, must: bool = True
) -> LevelLine:
    """A line that holds from a number on; what is not known does not hold."""
    met = value is not None and at_least(float(value), threshold)
    return LevelLine(level, criterion, must, met, None if value is None else float(value), threshold)


def smaller(one: int | None, other: int | None) -> int | None:
    """The smaller of two; None if either is missing."""
    return None if one is None or other is None else min(one, other)
