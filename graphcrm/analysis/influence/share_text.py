"""Decision-influence share in words: its band, and the sentence that explains it by the paths it takes."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text

__all__ = ["BANDS", "kappa_range", "share_band", "share_sentence"]

#: Lower bound of each band, code and label.
BANDS = (
    (0.15, "A", Text("关键", "key")),
    (0.05, "B", Text("重要", "important")),
    (0.01, "C", Text("一般", "minor")),
    (0.0, "D", Text("微弱", "marginal")),
)


def share_band(share: float) -> str:
    """A ≥ 15 %, B 5–15 %, C 1–5 %, D < 1 %."""
    return next((code for low, code, _ in BANDS if share >= low), "D")


def kappa_range(situation: Situation, person: str) -> tuple[float, float]:
    """Share of a person with everybody's stubbornness halved and doubled."""
    at = situation.graph.index[person]
    half, double = situation.share_by_stubbornness
    return float(half[at]), float(double[at])


def share_sentence(situation: Situation, person: str, rank: int, low: int, high: int) -> Text:
    """“{p} carries about {share} of the influence on this decision (rank …), mainly via {path} …”"""
    graph, people = situation.graph, situation.snapshot.people
    at = graph.index[person]
    share = float(situation.share[at])
    who = people[person]
    paths = situation.backward.best(at)
    if share <= 0 or not paths:
        return Text(f"{who.name}:没有到任何决策者的已录入路径。", f"{who.name}: no recorded path to a decider.")
    named = [(">".join(people[graph.people[i]].name for i in p.nodes), p.contribution / share) for p in paths[:2]]
    covered = sum(p.contribution for p in paths) / share
    zh = "、".join(f"{path}({part:.0%})" for path, part in named)
    en = ", ".join(f"{path} ({part:.0%})" for path, part in named)
    formal = situation.r[at] > 0
    half, double = kappa_range(situation, person)
    return Text(
        f"{who.name}({who.title or who.id})约占本决策影响力的 {share:.0%}(第{rank}位,90%区间 {low}–{high}位)。主要路径:{zh};"
        f"这些路径解释其 {covered:.0%}。{'' if formal else '不在正式决策名单中。'}"
        f"固执度减半/加倍时为 {half:.0%}/{double:.0%}。",
        f"{who.name} carries about {share:.0%} of the influence on this decision (rank {rank}, 90 % interval {low}–{high}), "
        f"mainly via {en}; the listed paths explain {covered:.0%} of it. {'' if formal else 'Not on the formal decision list. '}"
        f"With stubbornness halved/doubled: {half:.0%}/{double:.0%}.",
    )
