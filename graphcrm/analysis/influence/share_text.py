"""Decision-influence share in words: the sentence that explains it by the paths it takes."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.influence.unrecorded import no_path
from graphcrm.analysis.numbers import TOLERANCE, at_least
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.spoken import about, arrows, joined, per_cent, span

__all__ = ["kappa_range", "share_sentence"]


def kappa_range(situation: Situation, person: str) -> tuple[float, float]:
    """Share of a person with everybody's stubbornness halved and doubled."""
    at = situation.graph.index[person]
    half, double = situation.share_by_stubbornness
    return float(half[at]), float(double[at])


def share_sentence(situation: Situation, draws: Draws, person: str) -> Text:
    """“{p} carries about {share} (90% interval {lo}–{hi}) of the influence on this decision (rank …), mainly via {path} …”"""
    graph, people = situation.graph, situation.snapshot.people
    at = graph.index[person]
    share = float(situation.share[at])
    who = people[person]
    least, most = (per_cent(float(end[at])) for end in draws.share_interval())
    low, high = (str(int(end[at])) for end in draws.rank_interval())
    paths = situation.backward.best(at)
    if share < -TOLERANCE:
        return Text(
            "{p} 的反向影响为本决策影响力的{share}：其看法使决策朝相反方向移动（90% 区间 {shares}，第 {ranks} 位）。",
            "{p} has counter-influence of {share} on this decision: it moves away from their own view (90% interval {shares}, "
            "rank {ranks}).",
        ).format(p=who.name, share=about(-share), shares=span(least, most), ranks=span(low, high))
    if share <= 0 or not paths:
        return Text(
            "{p}：{none}（计入可能未录入的关系，90% 区间 {shares}，第 {ranks} 位）。",
            "{p}: {none} (allowing for ties that nobody recorded, 90% interval {shares}, rank {ranks}).",
        ).format(p=who.name, none=no_path(situation), shares=span(least, most), ranks=span(low, high))
    parts = [p for p in paths[:2] if per_cent(p.contribution / share) not in ("0%", "<1%")] or paths[:1]
    named = [(_path(situation, p.nodes), per_cent(p.contribution / share)) for p in parts]
    mainly = joined(Text(f"{path.zh}（{part}）", f"{path.en} ({part})") for path, part in named)
    told = sum(p.contribution for p in parts) / share
    if len(named) == 1 and not at_least(told, 1.0):
        by = Text("主要路径：{paths}。", "mainly via {paths}.")
    elif at_least(told, 1.0):
        by = Text("全部经由：{paths}。", "all of it via {paths}.")
        mainly = named[0][0] if len(named) == 1 else mainly
    else:
        by = Text(
            "主要路径：{paths}；所列路径解释其{explained}。",
            "mainly via {paths}; these paths explain {explained} of it.",
        )
    said = Text(
        "{p}占本决策影响力的{share}（90% 区间 {shares}）；{rank}（90% 区间 {ranks} 位）。",
        "{p} carries {share} of the influence on this decision (90% interval {shares}; {rank}, 90% interval {ranks}), ",
    ).format(
        p=_named(situation, person),
        share=about(share),
        shares=span(least, most),
        rank=_rank(*situation.places[person]),
        ranks=span(low, high),
    )
    said += by.format(paths=mainly, explained=_part(told))
    if situation.r[at] <= 0:
        said += Text("不在{list}。", " Not on the {list}.").format(list=situation.weights.list_name)
    half, double = map(per_cent, kappa_range(situation, person))
    if (half, double) != (per_cent(share), per_cent(share)):
        said += Text(f"固执度减半/加倍时为 {half}/{double}。", f" With stubbornness halved/doubled: {half}/{double}.")
    return said


def _part(told: float) -> Text:
    """How much of a share some of its paths explain; what rounds to all of it is not all."""
    text = per_cent(told)
    return Text("几乎全部", "nearly all") if text == "100%" else Text(f" {text}", text)


def _rank(best: int, worst: int) -> Text:
    """The rank of a share; of equal shares the places that they have in common."""
    if best == worst:
        return Text(f"第 {best} 位", f"rank {best}")
    return Text(f"并列第 {best}–{worst} 位", f"tied for ranks {best}–{worst}")


def _named(situation: Situation, person: str) -> Text:
    who = situation.snapshot.people[person]
    if situation.snapshot.is_seat(person):
        return Text("待确认席位“{p}”", "The open seat “{p}”").format(p=who.name)
    return Text("{p}（{title}）" if who.title else "{p} ", "{p}").format(p=who.name, title=who.title)


def _path(situation: Situation, nodes: Sequence[int]) -> Text:
    """Names along a path; a path of one person is that person's own vote."""
    people = [situation.graph.people[at] for at in nodes]
    if len(people) == 1 and situation.snapshot.is_seat(people[0]):
        return Text("席位自身的决策权重", "its own vote")
    if len(people) == 1:
        return Text("本人的决策权重", "their own vote")
    return arrows(situation.snapshot.people[p].name for p in people)
