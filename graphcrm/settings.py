"""Settings of a workspace: the tables that a team may change, with their defaults and what is allowed.

How a team changes them: :mod:`graphcrm.configuration`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphcrm.i18n import Text
from graphcrm.model.rubrics import Rubrics
from graphcrm.model.rubrics import setting_table as _table

__all__ = ["DEFAULTS", "CoverageRule", "Settings", "bounds"]

_POINTS = {
    5.0: "exec_visit exec_summit hq_visit reference_site",
    3.0: "visit regular_review tech_exchange workshop training joint_planning joint_innovation support_work",
    2.0: "exhibition meal_event team_event",
    1.5: "call video daily_contact",
    1.0: "message care info_share value_added praise survey other",
    0.0: "complaint dispute",
}

#: A coverage rule: every item must be covered; an item "a|b" is met by either role, "2 of a|b|c" by two of them.
CoverageRule = tuple[str, ...]


@dataclass(frozen=True)
class Settings(Rubrics):
    """Everything that a team may change. Levels are 1..5; shares 0..1; days are whole days."""

    currency: str = field(
        default="CNY",
        metadata={"about": Text("未写货币的金额所用的 ISO 4217 代码", "ISO 4217, of amounts that name none")},
    )
    influence: Mapping[str, float] = _table(
        Text("影响程度 1–5 换成的数 p", "The number p for levels 1 to 5 of influence"),
        {"1": 0.10, "2": 0.25, "3": 0.45, "4": 0.65, "5": 0.85},
    )
    trust: Mapping[str, float] = _table(
        Text("信任程度 1–5 换成的数 p", "The number p for levels 1 to 5 of trust"),
        {"1": 0.10, "2": 0.25, "3": 0.45, "4": 0.65, "5": 0.85},
    )
    confidence: Mapping[str, float] = _table(
        Text("置信度换成的存在概率 q", "How likely a relation of this grade of confidence exists, q"),
        {"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40},
    )
    decay: Mapping[str, float] = _table(
        Text("判断随时间打的折扣", "The discount for age of what was judged"),
        {"influence_half_life": 730, "trust_half_life": 365, "floor": 0.25},
        influence_half_life=Text("影响减半的天数", "days in which influence halves"),
        trust_half_life=Text("信任减半的天数", "days in which trust halves"),
        floor=Text("折扣的下限", "what is left however old it is"),
    )
    derived: Mapping[str, float] = _table(
        Text("从信任和汇报线推出的影响", "Influence that follows from trust and reporting lines"),
        {"trust_factor": 0.6, "reporting_confidence": 0.8, "other_domain": 0.5},
        trust_factor=Text("信任折成影响的倍数", "part of trust that counts as influence"),
        reporting_confidence=Text("由汇报线推出者的 q", "q of what follows from a reporting line"),
        other_domain=Text("领域不同时的系数", "factor where the domain is another"),
    )
    asked: Mapping[str, float] = _table(
        Text("记录了询问过谁时,一条关系怎样取信", "What is made of the answers where it is recorded who was asked"),
        {"prior": 0.25, "prior_weight": 2, "sure": 0.80, "days": 730, "standing": 0},
        prior=Text("尚无人回答时的存在概率", "how likely a tie is before anybody answers"),
        prior_weight=Text("先验抵几个人的回答", "how many answers that weighs as much as"),
        sure=Text("存在概率达到此值的回答按 1 计", "q from which on an answer counts in full"),
        days=Text("询问记录有效的天数", "days for which a question counts"),
        standing=Text(
            "先验中由此人被提到的频度决定的部分",
            "part of the prior that goes by how often somebody is named for others",
        ),
    )
    tie: Mapping[str, float] = _table(
        Text("我方与客户个人关系的强度 T", "The strength T of our tie to a person"),
        {
            "half_life": 90,
            "scale": 9,
            "message_cap": 4.5,
            "unpaired_cap": 0.9,
            "unpaired_points": 0.2,
            "pair_days": 6,
            "external_half_life": 180,
            "declared_half_life": 180,
            "declared_factor": 0.5,
            "active": 0.30,
        },
        half_life=Text("互动分值减半的天数", "days in which the points of an interaction halve"),
        scale=Text("多少分算强关系:T = 1 − exp(−分值/此数)", "points for a strong tie: T = 1 − exp(−points / this)"),
        message_cap=Text("邮件消息合计最多几分", "most points of all messages together"),
        unpaired_cap=Text("没有回音的消息合计最多几分", "most points of messages without an answer"),
        unpaired_points=Text("一条没有回音的消息几分", "points of a message without an answer"),
        pair_days=Text("多少天内算有来有往", "days within which a message counts as answered"),
        external_half_life=Text("外部系统评分减半的天数", "days in which a score of another system halves"),
        declared_half_life=Text("自报熟悉度减半的天数", "days in which a declared tie halves"),
        declared_factor=Text("自报熟悉度的倍数", "factor of a declared tie"),
        active=Text("T 达到多少算有效关系", "T from which a tie is active"),
    )
    tie_points: Mapping[str, float] = _table(
        Text("每种互动的分值", "Points of an interaction of this kind"),
        {kind: points for points, kinds in _POINTS.items() for kind in kinds.split()},
    )
    stale: Mapping[str, float] = _table(
        Text("多久以前的判断算过期", "How old what was judged may be"),
        {"stance_days": 180},
        stance_days=Text("支持态度过多少天算未知", "days until a stance counts as unknown"),
    )
    communication: Mapping[str, Mapping[str, int]] = _table(
        Text(
            "按客户级别和沟通层级,两次联系最多隔几天;没有的层级没有目标",
            "Most days between contacts, by tier and level; a level that is absent has no target",
        ),
        {
            "S": {"shareholder": 180, "management": 45, "operational": 14, "key_person": 30, "sponsor": 90},
            "A": {"shareholder": 365, "management": 90, "operational": 30, "key_person": 45, "sponsor": 180},
            "B": {"management": 180, "operational": 60, "key_person": 90},
            "C": {"management": 365, "operational": 120, "key_person": 180},
        },
    )
    coverage: Mapping[str, Mapping[str, CoverageRule]] = _table(
        Text(
            "按客户级别,客户的每一行须由我方哪些角色覆盖;a|b 任一即可,2 of a|b|c 须其中两个",
            "Which of our roles must cover which row of the customer, by tier; a|b: either, 2 of a|b|c: two of them",
        ),
        {
            "S": {
                "decider": ("exec", "ar"),
                "key_person": ("2 of ar|sr|fr|exec",),
                "technical": ("ar", "sr", "fr"),
                "operations": ("fr|service", "sr"),
                "commercial": ("ar", "finance|legal"),
                "top": ("exec",),
            },
            "A": {
                "decider": ("exec|director", "ar"),
                "key_person": ("ar", "1 of sr|fr|service|exec|finance|legal|other"),
                "technical": ("ar", "sr"),
                "operations": ("fr|service",),
                "commercial": ("ar",),
                "top": ("exec",),
            },
            "B": {
                "decider": ("ar",),
                "key_person": ("ar",),
                "technical": ("sr|ar",),
                "operations": ("service",),
                "commercial": ("ar",),
                "top": (),
            },
            "C": {
                "decider": ("ar",),
                "key_person": (),
                "technical": ("ar",),
                "operations": (),
                "commercial": ("ar",),
                "top": (),
            },
        },
    )
    sponsor_tier: Mapping[str, float] = _table(
        Text("安排高层赞助人时各级客户的优先程度", "Priority of accounts when sponsors are assigned"),
        {"S": 1.5, "A": 1.0, "B": 0.5, "C": 0.25},
    )
    attrition: Mapping[str, float] = _table(
        Text("联系人一年内离开的比例", "Part of the contacts that leaves within a year"),
        {"theirs": 0.28, "ours": 0.20},
        theirs=Text("客户的人", "people of the customer"),
        ours=Text("我方的人", "people of ours"),
    )
    noise: Mapping[str, float] = _table(
        Text(
            "已录入的内容与实情可能相差多少;区间由此抽样得出",
            "How far what is recorded may be from what is so; intervals are drawn from it",
        ),
        {"missing": 0.10, "level": 0.20, "support": 0.20, "stale": 0.50},
        missing=Text(
            "每条已录入的影响关系对应多少条无人录入的关系(关系少于人数时按人数计);两位以上同事被问到时由其回答估计",
            "ties that nobody recorded per recorded tie (per person where there are fewer ties than people); estimated "
            "instead where two or more colleagues were asked",
        ),
        level=Text(
            "影响等级偏差一级的概率,高低各半", "chance of a level of influence to be one off, to either side alike"
        ),
        support=Text("支持度偏差一级的概率,高低各半", "chance of a support level to be one off, to either side alike"),
        stale=Text("过期态度中已不成立的比例", "part of the stale attitudes that hold no longer"),
    )
    retention: Mapping[str, float] = _table(
        Text("个人记录可保存的月数", "Months for which personal records may be kept"),
        {"interactions": 36, "assessments": 24, "stances": 24, "left": 12},
        interactions=Text("互动", "interactions"),
        assessments=Text("关系评估", "assessments"),
        stances=Text("支持态度", "stances"),
        left=Text("离职者", "people who left"),
    )

    def p_influence(self, level: int) -> float:
        return self.influence[str(level)]

    def p_trust(self, level: int) -> float:
        return self.trust[str(level)]


DEFAULTS = Settings()

#: Closed ranges of a table or of one value; an open lower end of 0 is written as the smallest step that makes sense.
_RANGES: dict[str, tuple[float, float]] = {
    "influence": (0.01, 0.99),
    "trust": (0.01, 0.99),
    "confidence": (0.01, 0.99),
    "sponsor_tier": (0, 100),
    "attrition": (0, 1),
    "noise": (0, 1),
    "retention": (1, 1200),
    "tie_points": (0, 100),
    "status_weights": (0.01, 1),
    "supplier_weights": (0.01, 1),
    "gates": (-1, 3),
    "champion.support": (-1, 3),
    "champion.information": (-1, 3),
    "champion.share": (0, 1),
    "asked.prior": (0, 1),
    "asked.sure": (0.01, 1),
    "asked.standing": (0, 1),
    "asked.days": (1, 36_500),
}


def bounds(name: str, key: str = "") -> tuple[float, float]:
    """Smallest and largest number that a table of numbers takes, or one value of it.

    >>> bounds("confidence"), bounds("decay"), bounds("asked", "prior")
    ((0.01, 0.99), (0, 100000), (0, 1))
    """
    return _RANGES.get(f"{name}.{key}") or _RANGES.get(name, (0, 100_000))
