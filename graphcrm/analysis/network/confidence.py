"""How far a ranking can be trusted: high, medium or low, always with the reasons."""

from __future__ import annotations

from dataclasses import field

from graphcrm.analysis.network.readings import Readings
from graphcrm.analysis.network.settings import (
    CHANCE_RATIO,
    HIGH_W,
    HIGH_WIDTH,
    LARGEST_TIE,
    LOW_W,
    LOW_WIDTH,
    MAIL_INCOHERENCE,
    MAIL_RECIPROCITY,
    MIN_RANKED,
    READINGS_AGREE,
)
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.spoken import decimal, per_cent

__all__ = ["RankConfidence", "RankEvidence", "RankLevel", "judge"]


class RankLevel(Choice):
    """Confidence in a ranking."""

    HIGH = "high", "高"
    MEDIUM = "medium", "中"
    LOW = "low", "低"


@dataclass(frozen=True, slots=True)
class RankEvidence:
    """What the judgement rests on.

    kendall_w
        Agreement of the methods, 0..1; None if undefined.
    median_width
        Median width of the rank intervals as a share of the people ranked; None if nobody is ranked.
    reciprocity, incoherence
        Of directed ties, 0..1; None for undirected ties and for several types together.
    chance_ratio, chance_limit, beyond_chance
        How uneven the received ties are compared with chance (1), up to where luck may explain it, and whether it is more.
    largest_tie
        The part of the people who have one and the same score.
    readings
        How far other readings of the same ties give the same order.
    mail_rule
        The network is mail without direction: returned almost always and without levels.
    """

    people: int
    kendall_w: float | None = None
    median_width: float | None = None
    reciprocity: float | None = None
    incoherence: float | None = None
    chance_ratio: float = 0.0
    chance_limit: float = CHANCE_RATIO
    beyond_chance: bool = False
    largest_tie: float = 0.0
    mail_rule: bool = False
    readings: Readings = field(default_factory=Readings)


@dataclass(frozen=True, slots=True)
class RankConfidence:
    """The level, the reasons in words, and the numbers behind them."""

    level: RankLevel
    reasons: tuple[Text, ...]
    evidence: RankEvidence


def judge(evidence: RankEvidence) -> RankConfidence:
    """Low if any ground for doubt applies; high if methods agree (W ≥ .8), intervals are narrow (≤ .2 n) and every other
    sensible reading of the ties gives much the same order (rank correlation ≥ .8); else medium.
    """
    doubts = _doubts(evidence)
    if doubts:
        return RankConfidence(RankLevel.LOW, doubts, evidence)
    w, width = evidence.kendall_w or 0.0, evidence.median_width or 0.0
    numbers = {"w": f"{w:.2f}", "width": per_cent(width)}
    reasons = [*_parted(evidence.readings)]
    if w >= HIGH_W and width <= HIGH_WIDTH and not reasons:
        reason = Text(
            "各方法一致（W={w}），排名区间窄（中位宽度为人数的 {width}）",
            "the methods agree (W = {w}) and the rank intervals are narrow (median {width} of the people)",
        )
        return RankConfidence(RankLevel.HIGH, (reason.format(**numbers),), evidence)
    if w < HIGH_W:
        reasons.append(Text("各方法只部分一致（W={w}）", "the methods agree in part (W = {w})"))
    if width > HIGH_WIDTH:
        reasons.append(
            Text(
                "排名区间较宽（中位宽度为人数的 {width}）", "the rank intervals are wide (median {width} of the people)"
            )
        )
    return RankConfidence(RankLevel.MEDIUM, tuple(reason.format(**numbers) for reason in reasons), evidence)


_PARTED = {
    "counts": Text(
        "次序取决于次数按原值、取对数还是只看有无（秩相关 {r}）",
        "the order depends on whether weights are taken as they are, damped, or as being there (rank correlation {r})",
    ),
    "direction": Text(
        "若方向相反，次序就不同（秩相关 {r}）",
        "were the ties to run the other way, the order would be another (rank correlation {r})",
    ),
    "kind": Text(
        "若关系另有含义，次序就不同（秩相关 {r}）",
        "were the ties of another kind, the order would be another (rank correlation {r})",
    ),
    "types": Text(
        "各类关系的次序不同（秩相关 {r}）", "the types of tie order people differently (rank correlation {r})"
    ),
}


def _parted(readings: Readings) -> list[Text]:
    """The other readings that order people differently."""
    found = ((text, getattr(readings, name)) for name, text in _PARTED.items())
    return [text.format(r=decimal(value)) for text, value in found if value is not None and value < READINGS_AGREE]


def _like_chance(evidence: RankEvidence) -> Text:
    """Ties are as concentrated as chance makes them, or more, but no more than chance can make them in so small a network."""
    if evidence.chance_ratio <= 1:
        return Text("关系分布不比随机更集中", "ties are no more concentrated than chance makes them")
    return Text(
        "关系集中程度为随机平均的 {ratio} 倍，在这样的网络里偶然也可能达到（超过 {limit} 倍才算）",
        "ties are {ratio} times as concentrated as chance makes them on average, which in such a network may be luck "
        "(up to {limit} times)",
    ).format(ratio=f"{evidence.chance_ratio:.1f}", limit=f"{evidence.chance_limit:.1f}")


def _doubts(evidence: RankEvidence) -> tuple[Text, ...]:
    if evidence.people == 0:
        return (Text("没有可用的关系", "there are no ties to judge by"),)
    if evidence.people < MIN_RANKED:
        return (
            Text(
                "有关系的仅 {n} 人，少于 {least} 人，不排名",
                "only {n} connected people, fewer than {least}: nobody is ranked",
            ).format(n=evidence.people, least=MIN_RANKED),
        )
    doubts = []
    if evidence.largest_tie == 1:
        doubts.append(Text("所有人得分相同", "everybody has the same score"))
    elif evidence.largest_tie > LARGEST_TIE:
        doubts.append(
            Text("{share} 的人得分相同", "{share} of the people have the same score").format(
                share=per_cent(evidence.largest_tie)
            )
        )
    elif not evidence.beyond_chance:
        doubts.append(_like_chance(evidence))
    if evidence.kendall_w is None:
        doubts.append(Text("各方法无从比较", "the methods cannot be compared"))
    elif evidence.kendall_w < LOW_W:
        shown = f"{evidence.kendall_w:.2f}"
        doubts.append(
            Text("各方法不一致（一致程度 {w}，满分 1）", "the methods disagree (agreement {w} of 1)").format(w=shown)
        )
    if evidence.median_width is not None and evidence.median_width > LOW_WIDTH:
        doubts.append(
            Text(
                "名次很不确定（每人的区间中位约占全部名次的 {width}）",
                "places are very uncertain (for most, by {width} of all places or more)",
            ).format(width=per_cent(evidence.median_width))
        )
    if evidence.mail_rule:
        doubts.append(
            Text(
                "邮件几乎总是互回（> {r}）且无层级（F₀ > {f}）",
                "mail is almost always returned (> {r}) and has no direction (F₀ > {f})",
            ).format(r=MAIL_RECIPROCITY, f=MAIL_INCOHERENCE)
        )
    return tuple(doubts)
