"""Key people without a live sponsor."""

from __future__ import annotations

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.sponsors.sponsor_gaps import overdue_sponsors, sponsor_gaps
from graphcrm.analysis.sponsors.sponsors import no_demand, sponsor_demand, unrecorded
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_NOBODY = Text("没有缺少赞助人的关键人。", "No key person who may have a sponsor lacks a live one.")


def answer(ask: Ask) -> Answer:
    """Key people of grade 3 and above, by share, whose sponsor is missing or lapsed; who is alive but overdue is told beside them."""
    s = ask.situation
    keys, every_tier = key_persons(s), ask.get("all_tiers", False)
    found = ask.top(sponsor_gaps(s, keys, every_tier=every_tier))
    rows = [ask.row(gap, id=gap.person) for gap in found]
    demand = sponsor_demand(s, keys, every_tier=every_tier)
    return Answer.of(
        rows,
        nothing=_NOBODY if demand else no_demand(s.snapshot.settings),
        remarks=[one.late(s.snapshot) for one in overdue_sponsors(s, demand)],
        assumptions=() if demand else unrecorded(s, keys, every_tier=every_tier),
        explain=[gap.sentence(s.snapshot) for gap in found],
    )
