"""Messages as evidence of a tie: an answered message counts, unanswered mail never makes a tie.

A *pair* is a personal message out and one in, each with exactly one external participant, at most six days apart, matched
from the newest backwards and dated at the later; it gives one point, and a `mutual` message is a pair by itself. Every other
message gives 0.2 points, all of them together at most 0.9 of the energy; pairs and unpaired together at most 4.5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from graphcrm.model.contacts import Direction
from graphcrm.model.records import Interaction
from graphcrm.settings import Settings
from graphcrm.snapshot import days_between

__all__ = ["message_energy", "pair_messages"]


def pair_messages(personal: Sequence[Interaction], most_days: float) -> tuple[list[str], list[Interaction]]:
    """Dates of the pairs and the messages that found no partner, from personal messages oldest first."""
    pairs: list[str] = []
    single: list[Interaction] = []
    left = list(personal)
    while left:
        newest = left.pop()
        way = newest.direction or Direction.OURS
        if way == Direction.MUTUAL:
            pairs.append(newest.date)
            continue
        for at in range(len(left) - 1, -1, -1):
            earlier = left[at]
            if days_between(earlier.date, date.fromisoformat(newest.date)) > most_days:
                at = -1
                break
            other = earlier.direction or Direction.OURS
            if other not in (way, Direction.MUTUAL):
                break
        else:
            at = -1
        if at >= 0:
            left.pop(at)
            pairs.append(newest.date)
        else:
            single.append(newest)
    return pairs, single


def message_energy(messages: Sequence[tuple[Interaction, int]], now: date, settings: Settings) -> float:
    """Energy of the messages of one pair of people, at most ``message_cap``.

    messages
        Oldest first, each with its number of external participants.
    """
    if not messages:
        return 0.0
    half_life = settings.tie["half_life"]

    def faded(day: str) -> float:
        return float(2 ** (-days_between(day, now) / half_life))

    pairs, single = pair_messages([m for m, outside in messages if outside == 1], settings.tie["pair_days"])
    paired = settings.tie_points["message"] * sum(faded(day) for day in pairs)
    each = settings.tie["unpaired_points"]
    unpaired = each * sum(faded(m.date) for m in single)
    unpaired += each * sum(faded(m.date) / math.sqrt(outside) for m, outside in messages if outside > 1)
    return min(settings.tie["message_cap"], paired + min(settings.tie["unpaired_cap"], unpaired))
