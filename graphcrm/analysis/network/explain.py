"""The sentences about a ranking of a bare network."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphcrm.analysis.network.confidence import RankLevel
from graphcrm.analysis.network.residuals import Residual
from graphcrm.analysis.network.result import PersonRank, TieRank
from graphcrm.analysis.network.settings import REVERSED_DIFFERS, TieKind
from graphcrm.analysis.network.superiors import Superior
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import decimal, joined, per_cent, span

__all__ = [
    "explain_confidence",
    "explain_direction",
    "explain_leading",
    "explain_person",
    "explain_residual",
    "explain_superior",
    "explain_top",
    "tie_words",
]


#: Kinds of tie that are no relation of ours, as they are called where a file has ties of one kind only.
_KINDS = {
    TieKind.EXCHANGES.value: Text("信息传递", "exchanges"),
    TieKind.COMMUNICATES.value: Text("通信", "communicates"),
    TieKind.AFFILIATES.value: Text("往来", "affiliates"),
}


def tie_words(name: str) -> Text:
    """What people call a type of tie: a relation of ours or a kind of tie by its label, the name in an imported file as it is."""
    return next((kind.label for kind in EdgeKind if kind.kind == name), _KINDS.get(name, Text(name, name)))


def _data(ranking: TieRank) -> Text:
    """What the ranking rests on: a type of tie as the import called it, or all of them."""
    if ranking.kind is None:
        return Text("全部关系的", "all types of tie")
    return Text("“{tie}”", "{tie}").format(tie=tie_words(ranking.name))


def explain_person(ranking: TieRank, row: PersonRank, name: Callable[[str], str] = str) -> Text:
    """One sentence about one person's place, or why there is none; `name` turns the id into what is printed."""
    level = ranking.confidence.level.label
    values: dict[str, object] = {"tie": _data(ranking), "p": name(row.id), "conf": level}
    if row.consensus is None:
        return Text("{tie}数据中 {p} 没有任何关系，不评分。", "{p} has no ties in {tie} and gets no score.").format(
            **values
        )
    if row.rank is None:
        return Text(
            "{tie}数据中有关系的人太少，{p} 只列出、不排名；可信度{conf}。",
            "Too few people have ties in {tie}: {p} is listed without a rank; confidence {conf}.",
        ).format(**values)
    return Text(
        "仅凭{tie}数据：{p} 居第 {rank} 位（{places}），{k}/{m} 种方法一致；可信度{conf}。",
        "From {tie} alone {p} ranks {rank} ({places}); {k} of {m} methods agree; confidence {conf}.",
    ).format(**values, rank=row.rank, places=span(str(row.rank_lo), str(row.rank_hi)), k=row.agree, m=row.of)


def explain_confidence(ranking: TieRank) -> Text:
    """The confidence in words, to be printed before a ranking of low confidence."""
    reasons = ranking.confidence.reasons
    joined = Text("；", "; ").join(reasons)
    if ranking.confidence.level is RankLevel.LOW:
        return Text(
            "注意：仅凭{tie}数据排不出可靠的次序：{why}。",
            "Caution: no reliable order follows from {tie} alone: {why}.",
        ).format(tie=_data(ranking), why=joined)
    return Text("{tie}数据的排名可信度{conf}：{why}。", "Confidence of the ranking by {tie} is {conf}: {why}.").format(
        tie=_data(ranking), conf=ranking.confidence.level.label, why=joined
    )


#: Which end of a tie stands out, and why, by kind.
_DIRECTION = {
    TieKind.TRUSTS: Text(
        "“{tie}”读作 src 依靠 dst：被依靠的人（dst）居前",
        "“{tie}” is read as src relying on dst: whoever is relied on (dst) ranks high",
    ),
    TieKind.INFLUENCES: Text(
        "“{tie}”读作 src 推动 dst：推动别人的人（src）居前",
        "“{tie}” is read as src moving dst: whoever moves others (src) ranks high",
    ),
    TieKind.EXCHANGES: Text(
        "“{tie}”读作 src 说自己向 dst 传递信息：得到信息的人（dst）居前",
        "“{tie}” is read as src saying that it passes information to dst: whoever is kept informed (dst) ranks high",
    ),
    TieKind.COMMUNICATES: Text(
        "“{tie}”读作 src 发给 dst 的记录：收到的人（dst）居前",
        "“{tie}” is read as a log of src writing to dst: whoever is written to (dst) ranks high",
    ),
    TieKind.AFFILIATES: Text("“{tie}”没有方向：两端同等", "“{tie}” has no direction: both ends count alike"),
}
_REVERSED = Text(
    "；若方向相反，次序大不相同（秩相关 {r}），请用一条熟知的关系核对",
    "; were it the other way, the order would be very different (rank correlation {r}): check one tie that you know",
)


def explain_direction(ranking: TieRank) -> Text | None:
    """Which direction of a type was read and why, and a warning where the other one gives a very different order."""
    if ranking.kind is None:
        return None
    said = _DIRECTION[ranking.kind].format(tie=tie_words(ranking.name))
    turned = ranking.confidence.evidence.readings.direction
    return said if turned is None or turned >= REVERSED_DIFFERS else said + _REVERSED.format(r=decimal(turned))


def explain_leading(ranking: TieRank, types: Sequence[TieRank]) -> Text | None:
    """Which types order people when all are read together, where not all of them do."""
    if not ranking.leading or len(ranking.leading) == len(types):
        return None
    return Text(
        "合并排名以{names}为准：说明谁依靠谁、谁推动谁；其余只是往来",
        "together, {names} order people: they say who relies on whom or moves whom; the others are contact only",
    ).format(names=joined(tie_words(name) for name in ranking.leading))


def explain_top(ranking: TieRank, name: Callable[[str], str] = str) -> Text | None:
    """Those at the top of a small group without direction, as a set, where the intervals do not part them."""
    if not ranking.top:
        return None
    return Text("居前的 {n} 人不分先后：{names}", "the {n} people at the top, in no order: {names}").format(
        n=len(ranking.top), names=joined(map(name, ranking.top))
    )


def explain_superior(row: Superior, name: Callable[[str], str] = str) -> Text:
    """One sentence about a boss candidate; an estimate, never stored as a fact."""
    return Text(
        "{candidate} 可能是 {person} 的上级（概率约 {p}）；请核实。",
        "{candidate} may be above {person} (probability about {p}); please verify.",
    ).format(candidate=name(row.candidate), person=name(row.person), p=per_cent(row.p_superior))


def explain_residual(row: Residual, name: Callable[[str], str] = str) -> Text:
    """One sentence about influence beyond, or short of, formal rank; `name` turns the id into what is printed."""
    if abs(row.residual) < 0.005:
        text = Text("{p} 的影响与其形式地位相符。", "{p} carries the influence that formal rank predicts.")
    elif row.residual > 0:
        text = Text(
            "{p} 的影响高于其形式地位（残差 +{r}）。",
            "{p} carries more influence than formal rank predicts (residual +{r}).",
        )
    else:
        text = Text(
            "{p} 的影响低于其形式地位（残差 {r}）。",
            "{p} carries less influence than formal rank predicts (residual {r}).",
        )
    return text.format(p=name(row.id), r=decimal(row.residual))
