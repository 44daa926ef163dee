"""Who really moves the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphcrm.analysis.bands import share_band
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.analysis.influence.tiers import share_tiers
from graphcrm.analysis.influence.triangulation import FIRST, triangulation
from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import decimal, joined, per_cent

#: Most tiers that are told, and most names of each; how many more there are is said.
_TIERS, _NAMES = 3, 12


def answer(ask: Ask) -> Answer:
    """People by decision-influence share, with intervals of share and rank, support, our best tie and the reasons for being key."""
    s = ask.situation
    if s.undecided:
        return Answer.of([_unranked(ask, person) for person in s.graph.people], remarks=[s.undecided])
    draws = ask.draws
    low, high = draws.rank_interval()
    least, most = draws.share_interval()
    first = draws.p_top(5)
    keys = key_persons(s)
    rows = []
    for person in s.rank_order:
        who, at = s.snapshot.people[person], s.graph.index[person]
        rows.append(
            ask.row(
                who,
                rank=s.places[person][0],
                id=person,
                unit=ask.path(who.unit) if who.unit else None,
                share_pct=100 * s.share[at],
                share_lo_pct=100 * least[at],
                share_hi_pct=100 * most[at],
                band=share_band(s.share[at]),
                rank_lo=low[at],
                rank_hi=high[at],
                p_top5=first[at],
                decision_weight=s.r[at],
                support=s.level_of(person),
                tie=s.T[at],
                owner=s.snapshot.owners.get(person),
                reasons=list(keys.get(person, ())),
            )
        )
    shown = ask.top(rows)
    explain = []
    if ask.get("explain"):
        compared = len(s.graph.people) > FIRST  # of fewer all are among the first five, by any method
        others = {t.id: t.sentence(s) for t in triangulation(s).people} if compared else {}
        explain = [_with(share_sentence(s, draws, row["id"]), others.get(row["id"])) for row in shown]
    return Answer.of(shown, explain=explain, assumptions=_assumptions(ask))


def _with(said: Text, more: Text | None) -> Text:
    return said if more is None else Text("{said}{more}", "{said} {more}").format(said=said, more=more)


def _unranked(ask: Ask, person: str) -> Mapping[str, Any]:
    """Somebody of a network that knows no decision: who it is, and nothing about a share or a rank."""
    who = ask.snapshot.people[person]
    known = {"id": person, "name": who.name, "title": who.title, "unit": who.unit}
    return dict.fromkeys(column.name for column in ask.query.contract[0]) | known


def _assumptions(ask: Ask) -> list[Text]:
    s, draws = ask.situation, ask.draws
    notes: list[Text] = []
    if not s.graph.people:
        return notes
    if s.graph.options.competitors:
        notes.append(Text("竞争对手的人也计为影响来源", "competitors' people count as sources of influence, too"))
    if not s.graph.edges:
        notes.append(no_influence(s, Text("份额等于正式权重", "shares equal formal roles")))
    robustness = draws.robustness
    if robustness is None and len(draws.people) > 1:
        notes.append(
            Text(
                "已录入的数据不能区分任何人的先后：排名对所有人都未定",
                "nothing recorded tells these people apart: every rank is open to each of them",
            )
        )
    notes.append(
        Text(
            "区间来自 {n} 次抽样（种子 {seed}；{missing}）", "intervals from {n} draws (seed {seed}; {missing})"
        ).format(n=len(draws.leans), seed=draws.seed, missing=draws.missing.sentence())
    )
    if robustness is not None and s.graph.edges:
        spearman, overlap = robustness
        notes.append(
            Text(
                f"排名与抽样的相关系数中位数 {decimal(spearman)}",
                f"median rank correlation of the draws with the ranking {decimal(spearman)}",
            )
            + (
                Text(f"，前五名重合 {per_cent(overlap)}", f", top-five overlap {per_cent(overlap)}")
                if len(draws.people) > FIRST
                else Text("", "")
            )
        )
    if draws.assumes_complete:
        notes.append(Text("区间假设数据完整", "the intervals assume complete data"))
    return [*notes, *_tiers(ask)]


def _tiers(ask: Ask) -> Iterator[Text]:
    """The first tiers of several people, nobody of them left unsaid."""
    tiers = [tier for tier in share_tiers(ask.situation, ask.draws) if len(tier) > 1]
    if not tiers:
        return
    said = [_named(ask, tier) for tier in tiers[:_TIERS]]
    zh, en = " | ".join(t.zh for t in said), " | ".join(t.en for t in said)
    more = len(tiers) - len(said)
    if more:
        zh, en = f"{zh} | 另有 {more} 档", f"{en} | and {more} more {'tier' if more == 1 else 'tiers'}"
    yield Text(
        f"并列档（区间重叠过半，或先后取决于固执度）：{zh}",
        f"tiers (intervals overlap by more than half, or the order depends on stubbornness): {en}",
    )


def _named(ask: Ask, tier: Sequence[str]) -> Text:
    said = joined(ask.name(person) for person in tier[:_NAMES])
    more = len(tier) - _NAMES
    return said + Text(f"及另外 {more} 人", f" and {more} more") if more > 0 else said
