"""Cross-organisation brokers."""

from __future__ import annotations

from graphcrm.analysis.groups.bridges import FEWEST_FOR_Z, Grouping, Role, bridges
from graphcrm.analysis.groups.mediators import mediations
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_READING = Text(
    "读法：客户方的守门人是外部影响的入口；第三方的外来顾问在客户内部牵线；联络人连接另外两个组织",
    "how to read it: a gatekeeper of the customer's lets outside influence in; a third party's itinerant broker moves things inside the "
    "customer; a liaison connects two other organisations",
)


def answer(ask: Ask) -> Answer:
    """Everybody with the open two-paths that run through them, by role; those who carry most weight first."""
    s = ask.situation
    found = ask.top(bridges(s, Grouping(ask.get("by", Grouping.ORGANISATION)), seed=ask.seed))
    rows = [ask.row(b, org=s.snapshot.people[b.id].org, **{role.value: b.counts[role] for role in Role}) for b in found]
    notes = [_READING]
    if len(s.graph.people) < FEWEST_FOR_Z:
        notes.append(
            Text(
                "少于 {n} 人：不作显著性检验（z 为空）", "fewer than {n} people: no test of significance (z is empty)"
            ).format(n=FEWEST_FOR_Z)
        )
    remarks = []
    if not any(b.dominant for b in found):
        remarks.append(
            Text("没有人在互不相通的两人之间传递影响。", "Nobody carries influence between two who are not in touch.")
        )
    remarks += [conflict.sentence(s.snapshot) for conflict in mediations(s)]
    return Answer.of(rows, remarks=remarks, assumptions=notes, explain=[b.sentence(s) for b in found])
