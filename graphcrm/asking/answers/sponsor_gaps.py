"""Key people without a live sponsor."""

from __future__ import annotations

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.sponsors.sponsor_gaps import sponsor_gaps
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_NOBODY = Text("没有缺少赞助人的关键人。", "No key person who may have a sponsor lacks a live one.")


def answer(ask: Ask) -> Answer:
    """Key people of grade 3 and above, by share, whose sponsor is missing or lapsed."""
    s = ask.situation
    found = ask.top(sponsor_gaps(s, key_persons(s), every_tier=ask.get("all_tiers", False)))
    rows = [
        {
            "id": gap.person,
            "name": ask.name(gap.person),
            "grade": gap.grade,
            "share_pct": 100 * gap.share,
            "sponsor": gap.sponsor,
            "last_sponsor_contact": gap.last_sponsor_contact,
            "problem": gap.problem,
        }
        for gap in found
    ]
    return Answer.of(rows, nothing=_NOBODY, explain=[gap.sentence(s.snapshot) for gap in found])
