"""The sentences about a ranking of a bare network."""

from __future__ import annotations

from collections.abc import Callable

from graphcrm.analysis.network.confidence import Level
from graphcrm.analysis.network.residuals import Residual
from graphcrm.analysis.network.result import PersonRank, TieRank
from graphcrm.analysis.network.superiors import Superior
from graphcrm.analysis.network.together import TOGETHER
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind

__all__ = ["explain_confidence", "explain_person", "explain_residual", "explain_superior", "tie_words"]


def tie_words(name: str) -> Text:
    """What people call a type of tie: a relation of ours by its label, the name in an imported file as it is."""
    return next((kind.label for kind in EdgeKind if kind.kind == name), Text(name, name))


def _data(ranking: TieRank) -> Text:
    """What the ranking rests on: a type of tie as the import called it, or all of them."""
    if ranking.name == TOGETHER:
        return Text("全部关系的", "the union of all ties")
    return Text(ranking.name, ranking.name)


def explain_person(ranking: TieRank, row: PersonRank, name: Callable[[str], str] = str) -> Text:
    """One sentence about one person's place, or why there is none; `name` turns the id into what is printed."""
    level = ranking.confidence.level.text
    values: dict[str, object] = {"tie": _data(ranking), "p": name(row.id), "conf": level}
    if row.consensus is None:
        return Text("{tie}数据中 {p} 没有任何关系,不评分。", "{p} has no ties in {tie} and gets no score.").format(
            **values
        )
    if row.rank is None:
        return Text(
            "{tie}数据中有关系的人太少,{p} 只列出、不排名;可信度{conf}。",
            "Too few people have ties in {tie}: {p} is listed without a rank; confidence {conf}.",
        ).format(**values)
    return Text(
        "仅凭{tie}数据:{p} 居第{rank}位({lo}–{hi}),{k}/{m} 种方法一致;可信度{conf}。",
        "From {tie} alone {p} ranks {rank} ({lo}–{hi}); {k} of {m} methods agree; confidence {conf}.",
    ).format(**values, rank=row.rank, lo=row.rank_lo, hi=row.rank_hi, k=row.agree, m=row.of)


def explain_confidence(ranking: TieRank) -> Text:
    """The confidence in words, to be printed before a ranking of low confidence."""
    reasons = ranking.confidence.reasons
    joined = Text(";".join(reason.zh for reason in reasons), "; ".join(reason.en for reason in reasons))
    if ranking.confidence.level is Level.LOW:
        return Text(
            "注意:仅凭{tie}数据排不出可靠的次序——{why}。", "Caution: {tie} does not support a reliable order – {why}."
        ).format(tie=_data(ranking), why=joined)
    return Text("{tie}数据的排名可信度{conf}:{why}。", "Confidence of the ranking by {tie}: {conf} – {why}.").format(
        tie=_data(ranking), conf=ranking.confidence.level.text, why=joined
    )


def explain_superior(row: Superior, name: Callable[[str], str] = str) -> Text:
    """One sentence about a boss candidate; an estimate, never stored as a fact."""
    return Text(
        "{candidate} 可能是 {person} 的上级(概率约{p});请核实。",
        "{candidate} may be above {person} (probability about {p}); please verify.",
    ).format(candidate=name(row.candidate), person=name(row.person), p=f"{row.p_superior:.0%}")


def explain_residual(row: Residual, name: Callable[[str], str] = str) -> Text:
    """One sentence about influence beyond, or short of, formal rank; `name` turns the id into what is printed."""
    if abs(row.residual) < 0.005:
        text = Text("{p} 的影响与其形式地位相符。", "{p} carries the influence that formal rank predicts.")
    elif row.residual > 0:
        text = Text(
            "{p} 的影响高于其形式地位(残差 +{r})。",
            "{p} carries more influence than formal rank predicts (residual +{r}).",
        )
    else:
        text = Text(
            "{p} 的影响低于其形式地位(残差 {r})。",
            "{p} carries less influence than formal rank predicts (residual {r}).",
        )
    return text.format(p=name(row.id), r=f"{row.residual:.2f}".replace("-", "−"))
