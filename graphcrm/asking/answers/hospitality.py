"""Hospitality by person, and its limit."""

from __future__ import annotations

from graphcrm.analysis.coverage.hospitality import hospitality
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_NOTHING = Text("近 {n:g} 天没有招待记录。", "No hospitality of the last {n:g} days is on record.")
_WHAT = Text(
    "招待指商务活动、团队活动，以及有费用的考察、样板点和展会；费用按全部参加者平摊，不同货币不相加",
    "hospitality is business and team events, and company visits, reference sites and exhibitions that cost us; the cost is split among "
    "everybody who took part, currencies are not added up",
)
_NO_LIMIT = Text(
    "未设限额：请按贵公司规定写入 config.toml 的 [hospitality] limit",
    "no limit is set: write your company's into config.toml, limit under [hospitality]",
)


def answer(ask: Ask) -> Answer:
    """A row per person and currency, whatever is amiss first."""
    found = ask.top(hospitality(ask.situation))
    rows = [ask.row(h, id=h.person, org=ask.snapshot.people[h.person].org, currency=h.currency or None) for h in found]
    rules = ask.snapshot.settings.hospitality
    notes = [_WHAT] if rules["limit"] else [_WHAT, _NO_LIMIT]
    return Answer.of(
        rows,
        nothing=_NOTHING.format(n=rules["days"]),
        assumptions=notes,
        explain=[h.sentence(ask.name(h.person)) for h in found],
    )
