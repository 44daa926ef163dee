"""Who really moves the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.analysis.bands import share_band
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.analysis.influence.uncertainty import tiers
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """People by decision-influence share, with rank intervals, support, our best tie and the reasons for being key."""
    s = ask.situation
    if s.undecided:
        return Answer.of([_unranked(ask, person) for person in s.graph.people], remarks=[s.undecided])
    draws = ask.draws
    low, high = draws.rank_interval() if len(draws.people) else ((), ())
    first = draws.p_top(5)
    keys = key_persons(s)
    rows, explain = [], []
    order = s.rank_order
    for rank, person in enumerate(order, 1):
        who, at = s.snapshot.people[person], s.graph.index[person]
        rows.append(
            {
                "rank": rank,
                "id": person,
                "name": who.name,
                "title": who.title,
                "unit": who.unit,
                "grade": who.grade,
                "share_pct": 100 * s.share[at],
                "band": share_band(s.share[at]),
                "rank_lo": low[at],
                "rank_hi": high[at],
                "p_top5": first[at],
                "decision_weight": s.r[at],
                "support": s.level_of(person),
                "tie": s.T[at],
                "owner": s.snapshot.owners.get(person),
                "reasons": list(keys.get(person, ())),
            }
        )
    shown = ask.top(rows)
    if ask.get("explain"):
        explain = [share_sentence(s, row["id"], row["rank"], row["rank_lo"], row["rank_hi"]) for row in shown]
    return Answer.of(shown, explain=explain, assumptions=_assumptions(ask, low, high))


def _unranked(ask: Ask, person: str) -> Mapping[str, Any]:
    """Somebody of a network that knows no decision: who it is, and nothing about a share or a rank."""
    who = ask.snapshot.people[person]
    known = {"id": person, "name": who.name, "title": who.title, "unit": who.unit}
    return dict.fromkeys(column.name for column in ask.query.contract[0]) | known


def _assumptions(ask: Ask, low: object, high: object) -> list[Text]:
    s, draws = ask.situation, ask.draws
    notes = []
    if not s.graph.edges:
        notes.append(Text("未录入影响关系;份额等于正式权重", "no influence edges recorded; shares equal formal roles"))
    spearman, overlap = draws.robustness
    notes.append(
        Text(
            f"区间来自 {len(draws.leans)} 次抽样(种子 {draws.seed},假设缺失 {draws.missing_rate:.0%} 的关系);"
            f"排名与抽样的相关系数中位数 {spearman:.2f},前五名重合 {overlap:.0%}",
            f"intervals from {len(draws.leans)} draws (seed {draws.seed}, {draws.missing_rate:.0%} of ties assumed missing); "
            f"median rank correlation {spearman:.2f}, top-five overlap {overlap:.0%}",
        )
    )
    if draws.assumes_complete:
        notes.append(Text("区间假设数据完整", "the intervals assume complete data"))
    groups = tiers([s.graph.index[p] for p in s.rank_order], low, high) if len(draws.people) else ()  # type: ignore[arg-type]
    tied = [[ask.name(s.graph.people[at]) for at in tier] for tier in groups[:6]]
    if any(len(tier) > 1 for tier in tied):
        zh = ";".join("、".join(tier[:6]) for tier in tied[:3])
        en = "; ".join(", ".join(tier[:6]) for tier in tied[:3])
        notes.append(Text(f"并列档(区间重叠过半):{zh}", f"tiers (intervals overlap by more than half): {en}"))
    return notes
