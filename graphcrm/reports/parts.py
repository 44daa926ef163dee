"""Parts that several reports have: the map, the bars of shares, the ways to the deciders, the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.asking.result import Result
from graphcrm.charts.shares import share_bars
from graphcrm.i18n import Text
from graphcrm.reports.document import Block, Evidence, Picture, Words
from graphcrm.reports.scene import Scene

__all__ = [
    "chains",
    "coverage_by_unit",
    "ecosystem_picture",
    "evidence",
    "formal_picture",
    "influence_picture",
    "perceived",
    "progress",
    "shares",
    "since",
]


#: So many people have their evidence in the appendix.
_MOST = 15
_TOP = Text("首页的数字", "the numbers at the top")
_EACH = Text("每人的份额、支持度与我方关系", "Share, support and our tie of each")
#: So many deciders have their paths told; on a wall more are not read.
_DECIDERS = 3


def influence_picture(scene: Scene) -> Sequence[Block]:
    """The map of influence; the chart alone where the readers may see no more, nothing where no decision is recorded."""
    if scene.edition.insight and scene.situation.undecided is not None:
        return []
    if not scene.edition.insight:
        said = Text("汇报关系；粗框为决策角色", "Reporting lines; a thick frame is a deciding role")
    else:
        said = Text(
            "箭头从影响者指向被影响者，越粗越强；虚线为推导或待核实。颜色与符号为支持度",
            "Arrows run from who moves to who is moved, the thicker the stronger; dashed ones are derived or uncertain. "
            "Colour and sign are support",
        )
    return [scene.picture("influence", said)]


def formal_picture(scene: Scene) -> Sequence[Block]:
    """Influence over the formal chart, where it runs upwards, and whom the circle has without the list."""
    if not scene.drawn:
        return []
    said = Text(
        "灰线为汇报关系，橙色箭头为下级影响上级；紫框为影子决策圈，虚线框表示不在正式名单或只在名单上",
        "Grey lines are reporting lines, orange arrows run from a lower rank to a higher one; purple frames are the shadow "
        "circle, dashed where somebody is not on the formal list, or on it only",
    )
    return [scene.picture("formal", said)]


def ecosystem_picture(scene: Scene) -> Sequence[Block]:
    """The organisations round the customer and what joins them; nothing where there is only the customer."""
    if not scene.drawn:
        return []
    said = Text(
        "带楼宇符号的卡片为一家组织；绿色箭头为影响，蓝线为我方关系，褐色虚线为对手关系，灰线为组织之间的关系，红色虚线为竞争或冲突",
        "Cards with a house are organisations; green arrows are influence, blue lines our ties, brown dashed ones a competitor's, "
        "grey ones relations between organisations, red dashed ones competition or conflict",
    )
    return [scene.picture("ecosystem", said)]


def shares(scene: Scene, top: int) -> Sequence[Block]:
    """Bars of the largest shares with their intervals; nothing where no decision is recorded to have a share in."""
    if scene.situation.undecided is not None:
        return []
    rows = scene.answers.rows("key-influencers", top=top)
    said = Text(
        "条为份额，细线为 90% 区间；颜色与符号为支持度",
        "Bars are shares, thin lines 90% intervals; colour and sign are support",
    )
    differ = scene.answers.tell_apart("key-influencers", ("share_pct", "support"), top=top)
    return [Picture(share_bars(rows), said, share_bars(rows, slim=True))] if rows and differ else []


def coverage_by_unit(scene: Scene) -> Sequence[Block]:
    """The coverage matrix of the account's units."""
    heading = Text(
        "按部门的覆盖矩阵：最强关系 · 联系对数 · 最近联系", "Coverage by unit: best tie · pairs in touch · last contact"
    )
    return scene.answers.table("coverage", heading, by="unit")


def perceived(scene: Scene) -> Sequence[Block]:
    """How each unit sees the vendors, where that is known at all."""
    return scene.answers.table("vendor-perception", where=lambda row: bool(row["known_pct"]), top=1000)


def chains(scene: Scene, top: int = 3) -> Sequence[Block]:
    """The strongest paths to the deciders with most formal weight."""
    s = scene.situation
    weight = {p: float(s.r[i]) for p, i in s.graph.index.items() if s.r[i] > 0}
    blocks: list[Block] = []
    for decider in sorted(weight, key=lambda p: (-weight[p], p))[:_DECIDERS]:
        name = s.snapshot.people[decider].name
        heading = Text("到{d}的实际路径", "Effective paths to {d}").format(d=name)
        blocks += scene.answers.table("decision-chain", heading, to=decider, top=top)
    return blocks


def progress(scene: Scene) -> Sequence[Block]:
    """Process, result and value beside last time, where its day is given, and the main competitor."""
    day = scene.given.get("since")
    if day is None:
        return scene.answers.table("progress", columns=("principle", "measure", "now", "competitor"))
    return scene.answers.table("progress", since=day)


def since(scene: Scene) -> Sequence[Block]:
    """What has changed since the last session, where its day is given."""
    day = scene.given.get("since")
    if day is None:
        return []
    heading = Text("自 {d} 以来的变化", "What changed since {d}").format(d=day)
    return scene.answers.table("changes", heading, since=day, top=15)


def _everybody(scene: Scene) -> Sequence[Block]:
    """Share, support and tie of each, of which the numbers at the top are sums."""
    return scene.answers.table(
        "key-influencers", _EACH, columns=("name", "share_pct", "support", "tie"), top=10_000, remarks=False
    )


def evidence(scene: Scene) -> Sequence[Evidence]:
    """What the numbers at the top are sums of; then what stands behind the shares of those who carry most.

    That is their paths, with source, date and confidence of every step; nobody's, where nothing tells anybody apart.
    """
    found = scene.answers.result("key-influencers", top=_MOST)
    if not isinstance(found, Result) or not scene.drawn:
        return ()
    entries = [Evidence("", _TOP, [*scene.answers.table("kpi"), *_everybody(scene)])]
    apart = scene.answers.tell_apart("key-influencers", ("share_pct", "support", "tie"), top=_MOST)
    for i, row in enumerate(found.groups[0] if apart else ()):
        person = str(row["id"])
        blocks: list[Block] = [Words(found.explain[i])] if i < len(found.explain) else []
        name = Text.of(scene.situation.snapshot.people[person].name)
        heading = Text("{n}的路径与依据", "Paths and evidence of {n}").format(n=name)
        blocks += scene.answers.table("explain", heading, person=person, remarks=False)
        entries.append(Evidence(person, name, blocks))
    return tuple(entries)
