"""Perception per vendor."""

from __future__ import annotations

from graphcrm.analysis.contest.vendor_perception import vendor_perception
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """How each unit sees us and every competitor; people without a unit stand for their organisation."""
    s = ask.situation
    found = ask.top(vendor_perception(s))
    rows = [ask.row(p) for p in found]
    return Answer.of(rows, explain=[p.sentence(s.snapshot) for p in found])
