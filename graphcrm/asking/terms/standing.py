"""Terms of where people and organisations stand: the contest, the six-dimension status, suppliers, what to find out."""

from __future__ import annotations

from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.asking.terms.term import Term, term
from graphcrm.settings import DEFAULTS
from graphcrm.spoken import signed

__all__ = ["STANDING"]


def _dimension(one: Dimension) -> Term:
    """A dimension of the status with what each of its scores stands for, unless a team has other words."""
    steps = [(signed(int(step)), text) for step, text in DEFAULTS.anchors[one.value].items()]
    zh = ",".join(f"{step} {text.zh}" for step, text in steps)
    en = ", ".join(f"{step} {text.en}" for step, text in steps)
    return term(
        one.zh,
        one.label.en,
        f"六维之一:{zh}。团队可另定措辞(graphcrm settings anchors)。",
        f"One of the six dimensions: {en}. A team may have other words (graphcrm settings anchors).",
    )


STANDING = (
    term(
        "对我方支持度",
        "support for us",
        "此人对我方的支持度,−1 到 3;未知不是中立。",
        "A person's support for us, −1 to 3; unknown is not neutral.",
    ),
    term(
        "对对手支持度",
        "support for them",
        "此人对对手的支持度,−1 到 3;有多个对手时取最高者,没有记录即未知。",
        "A person's support for a competitor, −1 to 3; the highest of several, unknown where none is recorded.",
    ),
    term(
        "对手关系",
        "their tie",
        "对手的人与此人的关系强度,只由已知的自报熟悉度和外部评分得出:对手的往来我方没有记录。",
        "Tie of the competitor's people to a person, by what is declared or scored elsewhere: their contacts are not logged here.",
    ),
    term(
        "此消彼长",
        "drift",
        "对我方的支持度低于半年前,或我方关系比一个季度前低 5 个百分点以上,而对手的支持度或关系上升。",
        "Support for us is lower than half a year ago, or our tie 5 points lower than a quarter ago, while the competitor rose in either.",
        "见缝插针",
    ),
    term(
        "倾向对手",
        "lean to them",
        "按影响份额加权的对对手的态度,−100% 到 +100%;未知按 0。",
        "Attitudes toward the competitor weighted by influence share, −100 % to +100 %; unknown counts as 0.",
    ),
    term(
        "倾向我方",
        "lean to us",
        "按影响份额加权的对我方的态度,−100% 到 +100%;未知按 0。",
        "Attitudes toward us weighted by influence share, −100 % to +100 %; unknown counts as 0.",
    ),
    term(
        "两者之差",
        "head to head",
        "倾向我方减去倾向对手。",
        "The lean toward us minus that toward the competitor.",
    ),
    term(
        "最低代价",
        "least cost",
        "对手使我方失去全部线路所须争取的人的代价之和;每人的代价为 1 + 对我方支持度 − 对对手的支持度,限于 0.25 到 4,我方每人 1.5。",
        "Sum of what it costs a competitor to neutralise the people whose loss leaves us without a route: 1 + support for us − support "
        "for them, within .25 and 4, and 1.5 for each of ours.",
        "hold",
        "cheapest cut",
    ),
    term(
        "人均支持度",
        "mean level",
        "已有记录的支持度的平均值。",
        "Mean of the support levels that are recorded.",
    ),
    term(
        "加权支持度",
        "weighted support",
        "影响份额乘以态度之和,未知按 0。",
        "Influence shares times attitudes, added up; unknown counts as 0.",
    ),
    term(
        "已知",
        "known",
        "其影响份额中态度有记录且不超过 180 天的部分。",
        "Part of the influence share whose stance is recorded and at most 180 days old.",
    ),
    *map(_dimension, Dimension),
    term(
        "综合分",
        "composite",
        "已知维度的加权平均,−1 到 3;没有近期证据的高分按 1 计。",
        "Weighted mean of the known dimensions, −1 to 3; high scores without fresh evidence count as 1.",
    ),
    term(
        "现状等级",
        "status level",
        "按评估表的门槛由六维得出的等级,−1 到 3;已知不足四维则不定级。",
        "Level by the gates of the rubric, −1 to 3; none with fewer than four known dimensions.",
    ),
    term(
        "目标级别",
        "target level",
        "最近一次评估给出的目标,−1 到 3。",
        "The target that was given last, −1 to 3.",
    ),
    term(
        "权力",
        "power",
        "一半看职级,一半看影响份额(15% 即满),0% 到 100%;未录职级则没有。",
        "Half by grade, half by influence share (15 % is full), 0 % to 100 %; none without a grade.",
    ),
    term(
        "兴趣",
        "interest",
        "一半看半年内就此商机的互动(4 次即满),一半看录入的关注度,0% 到 100%。",
        "Half by interactions on the opportunity in half a year (four are full), half by the interest that was recorded, 0 % to 100 %.",
    ),
    term(
        "总分",
        "total",
        "六项评分按权重合计,1 到 5;4.2 起为 A,3.5 起为 B,2.8 起为 C,以下为 D;任一项为 1 则最高为 C。",
        "The six scores by their weights, 1 to 5; A from 4.2, B from 3.5, C from 2.8, D below; a single 1 allows a C at best.",
    ),
    term(
        "份额变化",
        "share change",
        "影响份额与半年前之差。",
        "The influence share compared with half a year ago.",
    ),
    term(
        "影响(点)",
        "impact (points)",
        "答案能使倾向 Φ 变动的点数(0–100);态度未知者为其影响份额。",
        "Points of the lean Φ, 0 to 100, by which the answer could move it; of an unknown stance the influence share.",
        "value of information",
    ),
    term(
        "现在关系",
        "tie now",
        "我方此人与对方今天的关系强度 T。",
        "Strength T of the tie between the two today.",
    ),
    term(
        "90 天前关系",
        "tie 90 days ago",
        "90 天前按当时记录的关系强度 T。",
        "Strength T of the tie 90 days ago, as it was recorded then.",
    ),
    term(
        "平时间隔(天)",
        "usual gap (days)",
        "最近 12 次联系之间间隔的中位数;少于 5 次则没有。",
        "Median gap between the last twelve contacts; none with fewer than five.",
        "usual gap",
    ),
)
