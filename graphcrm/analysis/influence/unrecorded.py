"""How it is said that nobody moves anybody: what a reading leaves out may well be recorded."""

from __future__ import annotations

from graphcrm.analysis.influence.counter_influence import counter_ties
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence

__all__ = ["no_influence", "no_path", "sure_enough"]


def no_influence(situation: Situation, then: Text | None = None) -> Text:
    """“No influence is recorded: …”; of confidence A where only such is heard, but counter-influence where there is nothing else."""
    if (which := sure_enough(situation)) is not None:
        none = Text("未录入置信度为 {which}的影响关系", "No influence of confidence {which} is recorded").format(
            which=which
        )
    elif counter_ties(situation):
        none = Text("除反向影响外未录入影响关系", "No influence but counter-influence is recorded")
    else:
        none = Text("未录入影响关系", "No influence is recorded")
    if then is None:
        return Text("{none}。", "{none}.").format(none=none)
    return Text("{none}：{then}", "{none}: {then}").format(none=none, then=then)


def no_path(situation: Situation) -> Text:
    """“no recorded path to a decider”, of somebody whom nothing that is heard leads to one."""
    if (which := sure_enough(situation)) is None:
        return Text("没有到任何决策者的已录入路径", "no recorded path to a decider")
    return Text("没有到任何决策者的、置信度为 {which}的路径", "no path of confidence {which} to a decider").format(
        which=which
    )


def sure_enough(situation: Situation) -> Text | None:
    """The grades that are heard, “B or better”; None where all are."""
    least = situation.graph.options.min_confidence
    if least is None or least == max(c.value for c in Confidence):
        return None
    return Text("A", "A") if least == Confidence.A.value else Text(f"{least} 及以上", f"{least} or better")
