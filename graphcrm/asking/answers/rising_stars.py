"""Rising stars."""

from __future__ import annotations

from graphcrm.analysis.time.rising_stars import rising_stars
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import few


def answer(ask: Ask) -> Answer:
    """Junior people of the customer with enough signs of growing influence."""
    s = ask.situation
    days = s.snapshot.settings.star_days
    half_year, year, _ = (ask.ago(ago) for ago in days)
    # Whoever had a lower grade on any of these days was promoted since; an older promotion does not count.
    every = rising_stars(s, ask.at(half_year), year, [ask.ago(ago) for ago in days if ago <= days[-1]])
    found = ask.top(every)
    rows = [ask.row(star, our_tie=star.tie) for star in found]
    signals = few(s.snapshot.settings.stars["signals"])
    nothing = Text("没有人有{n}个以上的上升信号。", "Nobody shows {n} signs of growing influence.").format(n=signals)
    return Answer.of(rows, nothing=nothing, explain=[star.sentence(s.snapshot) for star in found])
