"""Terms of what may come: drills, plans of visits, blockers, looking back at what came true."""

from __future__ import annotations

from graphcrm.asking.terms.term import term

__all__ = ["AHEAD"]

AHEAD = (
    term(
        "支持触达损失",
        "supportive coverage lost",
        "既有有效联系、又支持我方的人所占影响份额减少多少。",
        "By how much the share of influence falls that lies with people who support us and with whom we have an active tie.",
        "supportive_loss",
    ),
    term(
        "路线减弱",
        "route weakened by",
        "我方到某决策者的最佳路线,其强度下降多少(0–100%);强度是可行性之积,不是成功率。",
        "By how much the strength of our best route to a decider falls (0–100%); a strength is a product of plausibilities, not a "
        "probability of success.",
        "route_loss",
    ),
    term(
        "结构等价",
        "structural equivalence",
        "两人在网络中位置的相似度:与第三者的往来逐条相同为 100%,毫无共同对象为 0。只说位置,不说能力或意愿。",
        "How alike two people are in position: 100% if their ties to everybody else are the same, 0 if they have nobody in common. It "
        "says nothing about ability or will.",
        "equivalence",
        "相似度",
        "stand-in",
        "替补",
    ),
    term(
        "工时与费用",
        "hours and money",
        "拜访计划的成本:精力(见该词)乘以每单位精力的工时或费用,单位由使用者给定。",
        "What a plan of visits takes: effort times the hours, or the money, that a unit of effort costs; the user says how many.",
        "hours",
        "money",
        "工时",
        "费用",
    ),
    term(
        "累计增益(点)",
        "gain so far (pp)",
        "做到这一步为止,倾向合计提高多少个百分点,假定每次争取都提升一级。",
        "By how many points the lean has risen up to this step, if every visit raised its person by one level.",
        "total_pp",
    ),
    term(
        "平均为正概率",
        "mean P(Φ > 0)",
        "某一倾向档位的各商机,当时倾向为正的概率的平均;可与赢单比例对照。",
        "Of the opportunities in a band of lean, the mean of the probabilities that the lean was positive; to be read beside the part won.",
        "mean_p_positive",
    ),
    term(
        "Brier 分",
        "Brier score",
        "所说概率与结果(赢 1、丢 0)之差的平方的平均,越小越好;基准是一律说赢单比例。满 30 个已结商机才计算。",
        "The mean squared difference of the stated probability and the outcome (1 won, 0 lost); less is better. The base rate always says "
        "the part that was won. Only from 30 decided opportunities on.",
        "brier",
        "Brier 基准",
        "Brier score of the base rate",
    ),
    term(
        "赢单比例",
        "part won",
        "某一倾向档位的已结商机中,赢单所占的比例。",
        "Of the decided opportunities in a band of lean, the part that was won.",
        "won_pct",
    ),
)
