"""Decision-influence share in words: the sentence that explains it by the paths it takes."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.spoken import about, joined, per_cent

__all__ = ["kappa_range", "share_sentence"]


def kappa_range(situation: Situation, person: str) -> tuple[float, float]:
    """Share of a person with everybody's stubbornness halved and doubled."""
    at = situation.graph.index[person]
    half, double = situation.share_by_stubbornness
    return float(half[at]), float(double[at])


def share_sentence(situation: Situation, draws: Draws, person: str) -> Text:
    """“{p} carries about {share} (90 % interval {lo}–{hi}) of the influence on this decision (rank …), mainly via {path} …”"""
    graph, people = situation.graph, situation.snapshot.people
    at = graph.index[person]
    share = float(situation.share[at])
    who = people[person]
    least, most = (per_cent(float(end[at])) for end in draws.share_interval())
    low, high = (int(end[at]) for end in draws.rank_interval())
    paths = situation.backward.best(at)
    if share <= 0 or not paths:
        return Text(
            "{p}:没有到任何决策者的已录入路径(计入可能未录入的关系,90%区间 {least}–{most},{low}–{high}位)。",
            "{p}: no recorded path to a decider (with ties that nobody recorded 90 % interval {least}–{most}, "
            "rank {low}–{high}).",
        ).format(p=who.name, least=least, most=most, low=low, high=high)
    parts = [p for p in paths[:2] if per_cent(p.contribution / share) not in ("0%", "<1%")] or paths[:1]
    named = [(_path(situation, p.nodes), per_cent(p.contribution / share)) for p in parts]
    mainly = joined(Text(f"{path.zh}({part})", f"{path.en} ({part})") for path, part in named)
    half, double = map(per_cent, kappa_range(situation, person))
    return Text(
        "{p}占本决策影响力的{share}(90%区间 {least}–{most});{rank}(90%区间 {low}–{high}位)。"
        "主要路径:{mainly};所列路径解释其 {explained}。{formal}固执度减半/加倍时为 {half}/{double}。",
        "{p} carries {share} of the influence on this decision (90 % interval {least}–{most}; {rank}, "
        "90 % interval {low}–{high}), mainly via {mainly}; the listed paths explain {explained} of it. {formal}"
        "With stubbornness halved/doubled: {half}/{double}.",
    ).format(
        p=_named(situation, person),
        share=about(share),
        least=least,
        most=most,
        rank=_rank(*situation.places[person]),
        low=low,
        high=high,
        mainly=mainly,
        explained=per_cent(sum(p.contribution for p in parts) / share),
        formal="" if situation.r[at] > 0 else Text("不在正式决策名单中。", "Not on the formal decision list. "),
        half=half,
        double=double,
    )


def _rank(best: int, worst: int) -> Text:
    """The rank of a share; of equal shares the places that they have in common."""
    if best == worst:
        return Text(f"第{best}位", f"rank {best}")
    return Text(f"并列第{best}–{worst}位", f"tied for ranks {best}–{worst}")


def _named(situation: Situation, person: str) -> Text:
    who = situation.snapshot.people[person]
    if situation.snapshot.is_seat(person):
        return Text(f"待确认席位“{who.name}”", f"The open seat “{who.name}”")
    return Text(f"{who.name}({who.title or who.id})", who.name)


def _path(situation: Situation, nodes: Sequence[int]) -> Text:
    """Names along a path; a path of one person is that person's own vote."""
    if len(nodes) == 1:
        return Text("本人的决策权重", "their own vote")
    names = ">".join(situation.snapshot.people[situation.graph.people[at]].name for at in nodes)
    return Text(names, names)
