"""Accounts with a hidden decision chain planted in them: a true network, and what was recorded of it.

The truth is a chart, ties along it, informal ties all over, and one chain of two or three people without decision weight who
move the main decider past the chart. What is recorded errs as the method assumes that records err (rank confidence): levels are
off by one in a fifth of the reports, a tenth of the ties (never the planted ones: what nobody reported cannot be listed) is
missing, and beside every hundred true ties reported with confidence c stand 100·(1 − q_c)/q_c others that do not exist.

The background is *weak* (few informal ties, mostly of level 1 or 2: the planted chain dominates) or *strong* (three times as many,
with the levels that teams report, of which a quarter are 4 or 5, and drawn toward the top of the chart). The planted ties are of
level 4 or 5 and reported at first hand (A or B). With these figures the order by strength that was in use before finds about as
many as had been measured on other accounts, .94 and .61.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graphcrm.analysis.situation import Situation
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import Row, edge, snapshot_of

__all__ = ["BACKGROUNDS", "Background", "Planted", "planted"]

Pair = tuple[str, str]

_DAY = date(2026, 6, 30)
_DECISION_WEIGHTS = (0.5, 0.3, 0.2)
_CONFIDENCES = {"A": 0.30, "B": 0.45, "C": 0.25}
_FIRST_HAND = ("A", "B")
_MISSED = 0.10
_MISSTATED = 0.10
_UPWARD = 0.40
_PLANTED_LEVELS = (4, 4, 5)
_CHART_LEVEL = 3
_LEAST = 0.05


@dataclass(frozen=True)
class Background:
    """Informal ties per person, the weights of their levels 1 to 5, and how strongly they are drawn toward the top."""

    ties: float
    levels: tuple[float, ...]
    pull: float


BACKGROUNDS: Mapping[str, Background] = {
    "weak": Background(0.6, (0.35, 0.40, 0.20, 0.05, 0.0), 1.0),
    "strong": Background(1.8, (0.16, 0.28, 0.32, 0.18, 0.06), 2.0),
}


@dataclass(frozen=True)
class Planted:
    """`chain` ends with the main decider. `levels` are the true ties with their true levels, the chart's own included."""

    situation: Situation
    chain: tuple[str, ...]
    levels: Mapping[Pair, int]
    chart: frozenset[Pair]

    def strength(self, path: tuple[str, ...]) -> float:
        """``Π p(level)`` in truth, 0 if one of its ties does not exist."""
        product = 1.0
        for pair in pairwise(path):
            product *= DEFAULTS.p_influence(self.levels[pair]) if pair in self.levels else 0.0
        return product

    def is_hidden(self, path: tuple[str, ...]) -> bool:
        """Whether a path is a hidden chain in truth: by the rule for recorded ones, applied to the true ties."""
        informal = any(pair not in self.chart for pair in pairwise(path))
        unlisted = any(self.situation.weight_of(p) == 0 for p in path[:-1])
        return informal and unlisted and self.strength(path) >= _LEAST


def planted(seed: int, kind: str) -> Planted:
    """The account of a seed; the same seed and kind give the same account."""
    dice = random.Random(f"{kind}/{seed}")
    background = BACKGROUNDS[kind]
    people = [f"p{i:02}" for i in range(dice.randint(12, 40))]
    dice.shuffle(people)  # who stands where must not show in the order of the ids
    boss = {people[i]: people[(i - 1) // 4] for i in range(1, len(people))}
    chart = frozenset(pair for low, high in boss.items() for pair in ((low, high), (high, low)))
    listed = people[:3]
    ties = _informal(dice, people, chart, background)
    ties |= {(low, high): _level(dice, background) for low, high in boss.items() if dice.random() < _UPWARD}
    chain = _chain(dice, people, chart, listed)
    ties |= {pair: dice.choice(_PLANTED_LEVELS) for pair in pairwise(chain)}
    recorded = _recorded(dice, people, ties, frozenset(pairwise(chain)), lambda: _level(dice, background))
    lines = {(high, low): _CHART_LEVEL for low, high in boss.items()}
    exists = {p: dice.random() < DEFAULTS.derived["reporting_confidence"] for p in sorted(lines)}
    truth = {p: level for p, level in lines.items() if exists[p] and p not in recorded} | ties
    return Planted(_situation(people, boss, listed, recorded), chain, truth, chart)


def _level(dice: random.Random, background: Background) -> int:
    return dice.choices((1, 2, 3, 4, 5), background.levels)[0]


def _informal(
    dice: random.Random, people: list[str], chart: frozenset[Pair], background: Background
) -> dict[Pair, int]:
    """Ties off the chart; a target is the likelier the higher it stands, with the place to the power of −`pull` ÷ 2."""
    attraction = [(1 + place) ** (-background.pull / 2) for place in range(len(people))]
    found: dict[Pair, int] = {}
    while len(found) < round(background.ties * len(people)):
        pair = dice.choice(people), dice.choices(people, attraction)[0]
        if pair[0] != pair[1] and pair not in chart:
            found[pair] = _level(dice, background)
    return found


def _chain(dice: random.Random, people: list[str], chart: frozenset[Pair], listed: list[str]) -> tuple[str, ...]:
    """Two or three people of no weight and the main decider, no two in a row joined by the chart."""
    while True:
        inner = dice.sample([p for p in people if p not in listed], dice.choice((2, 2, 3)))
        chain = (*inner, listed[0])
        if not any(pair in chart for pair in pairwise(chain)):
            return chain


def _recorded(
    dice: random.Random, people: list[str], ties: Mapping[Pair, int], kept: frozenset[Pair], level: Callable[[], int]
) -> dict[Pair, tuple[int, str]]:
    """Level and confidence of what was reported, the ties that do not exist among them."""
    found: dict[Pair, tuple[int, str]] = {}
    for pair, really in sorted(ties.items()):
        letters = [c for c in _CONFIDENCES if pair not in kept or c in _FIRST_HAND]
        letter = dice.choices(letters, [_CONFIDENCES[c] for c in letters])[0]
        if pair in kept or dice.random() >= _MISSED:
            moved = really + dice.choices((-1, 0, 1), (_MISSTATED, 1 - 2 * _MISSTATED, _MISSTATED))[0]
            found[pair] = min(5, max(1, moved)), letter
    true = dict(found)
    for letter in _CONFIDENCES:
        q = DEFAULTS.confidence[letter]
        ends = [v for (_, v), (_, c) in true.items() if c == letter]
        wanted = len(ends) * (1 - q) / q
        for _ in range(int(wanted) + (dice.random() < wanted % 1)):
            end = dice.choice(ends)
            free = [u for u in people if u != end and (u, end) not in found and (u, end) not in ties]
            if free:
                found[dice.choice(free), end] = level(), letter
    return found


def _situation(
    people: list[str], boss: Mapping[str, str], listed: list[str], recorded: Mapping[Pair, tuple[int, str]]
) -> Situation:
    grades = [5, *[4] * 4, *[3] * 16, *[2] * 64]
    rows: dict[str, list[Row]] = {
        "org": [
            {"id": "K", "name": "K", "category": "customer"},
            {"id": "US", "name": "US", "category": "our_company"},
        ],
        "person": [{"id": p, "name": p, "org": "K", "grade": g} for p, g in zip(people, grades, strict=False)],
        "opportunity": [{"id": "O", "name": "O", "customer": "K", "stage": "s2", "status": "open"}],
        "edge": [
            *(edge("REPORTS_TO", low, high) for low, high in boss.items()),
            *(
                edge("INFLUENCES", u, v, level=level, confidence=letter, reported_by="")
                for (u, v), (level, letter) in recorded.items()
            ),
            *(
                edge("ROLE_IN", p, "O", roles=["decider"], decision_weight=w)
                for p, w in zip(listed, _DECISION_WEIGHTS, strict=True)
            ),
        ],
    }
    return Situation.of(snapshot_of(rows, _DAY), "K", "O")
