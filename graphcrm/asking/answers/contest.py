"""Head-to-head with a competitor."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.contest.contest import chosen_rivals, contest
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.i18n import Text

_DEFENCE = Text(
    "只用于防守：看清该守住谁；不对第三方和须保持独立的人提出任何行动建议",
    "for our own defence: whom to keep; for third parties and people who must stay independent nothing is proposed",
)
_BEFORE_ROUNDING = Text(
    "两者之差按未舍入的值计算，末位可能与所示两数之差差 0.1 个百分点",
    "the difference is taken before rounding: its last digit may be .1 off that of the two leans shown",
)


def answer(ask: Ask) -> Answer:
    """A row per person, whose side they are on and how both sides' ties stand; and one with the two leans.

    A lean is null where nobody's stance is on record.
    """
    s = ask.situation
    found = contest(s, chosen_rivals(s, ask.get("competitor")), *ask.drift())
    people = [ask.row(c, state=Labelled.of(c.state.value, s.side.state(c.state))) for c in found.people]
    known = found.known_us and found.known_them
    leans = {
        "lean_us": found.lean_us if found.known_us else None,
        "lean_them": found.lean_them if found.known_them else None,
        "head_to_head": found.head_to_head if known else None,
    }
    return Answer(
        (people, [leans]),
        remarks=[found.sentence(s.snapshot, s.side)],
        assumptions=[_DEFENCE, *([_BEFORE_ROUNDING] if known and _off(leans) else [])],
        explain=[*(c.sentence(s.snapshot, s.side) for c in found.people), found.sentence(s.snapshot, s.side)],
    )


def _off(leans: Mapping[str, float | None]) -> bool:
    """Whether the leans in tenths of per cents differ by another tenth than their difference says.

    >>> _off({"lean_us": 0.0014, "lean_them": -0.0014, "head_to_head": 0.0028})
    True
    >>> _off({"lean_us": -0.0162, "lean_them": -0.0232, "head_to_head": 0.007})
    False
    """
    us, them, both = (round(1000 * (leans[name] or 0.0)) for name in ("lean_us", "lean_them", "head_to_head"))
    return us - them != both
