"""Head-to-head with a competitor."""

from __future__ import annotations

from graphcrm.analysis.contest.contest import chosen_rivals, contest
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.i18n import Text

_DEFENCE = Text(
    "只用于防守：看清该守住谁；不对第三方和须保持独立的人提出任何行动建议",
    "for our own defence: whom to keep; for third parties and people who must stay independent nothing is proposed",
)


def answer(ask: Ask) -> Answer:
    """A row per person, whose side they are on and how both sides' ties stand; and one with the two leans.

    A lean is null where nobody's stance is on record.
    """
    s = ask.situation
    found = contest(s, chosen_rivals(s, ask.get("competitor")), *ask.drift())
    people = [
        ask.row(c, share_pct=100 * c.share, state=Labelled.of(c.state.value, s.side.state(c.state)))
        for c in found.people
    ]
    known = found.known_us and found.known_them
    leans = {
        "lean_us": found.lean_us if found.known_us else None,
        "lean_them": found.lean_them if found.known_them else None,
        "head_to_head": found.head_to_head if known else None,
    }
    return Answer(
        (people, [leans]),
        remarks=[found.sentence(s.snapshot, s.side)],
        assumptions=[_DEFENCE],
        explain=[*(c.sentence(s.snapshot, s.side) for c in found.people), found.sentence(s.snapshot, s.side)],
    )
