"""Do intervals hold? Simulation-based calibration of the rank-confidence draws: ``python -m benchmarks.calibration``.

Accounts are made whose true ties, levels and attitudes are known; what a team would have recorded of them is derived with ties
missing, levels misstated, ties reported that do not exist (as many as their certainty allows) and attitudes unknown.
Of each figure two things are counted: how often its 90 % interval holds the truth, and where the truth stands among the draws
(uniform if the draws are right: Talts, Betancourt, Simpson, Vehtari & Gelman 2018; ties are parted at random). An interval of
ranks can only end at whole ranks, so it holds more than 90 % of its own draws: that is told beside it, as what it promises.

Accounts are made one by one from their number and written to a file, so that a run may be stopped and taken up again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import Row
from graphcrm.analysis.influence.share import influence_share
from graphcrm.analysis.influence.uncertainty import Draws, draw
from graphcrm.analysis.opinion.support import opinion
from graphcrm.analysis.ranks import rank_bounds
from graphcrm.analysis.situation import Situation
from graphcrm.graph.reports import believed
from graphcrm.settings import DEFAULTS, Settings
from tests.analysis.golden import DAY, edge, snapshot_of

__all__ = ["MISSING", "SIZES", "Account", "Reading", "account", "measured", "print_table", "results", "rows", "table"]

#: Part of the true ties that nobody recorded.
MISSING = (0.05, 0.10, 0.25)
#: Sizes of the accounts, in classes as the table shows them.
SIZES = ((10, 19), (20, 39), (40, 60))
#: How a recorded tie is graded; of those of a grade the part 1 − q does not exist.
_GRADES = {"A": 0.35, "B": 0.40, "C": 0.25}
_LEVELS = (0.15, 0.25, 0.30, 0.20, 0.10)
_SUPPORT = (0.25, 0.30, 0.20, 0.15, 0.10)
_OFF, _UNKNOWN = 0.20, 0.30
_FIGURES = ("share", "rank", "lean")
_BINS = 20

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Account:
    """A situation as recorded, and the truth: shares and opinions of its people in the situation's order."""

    situation: Situation
    missing: float
    share: Floats
    lean: float


def account(number: int, colleagues: int = 1, settings: Settings = DEFAULTS) -> Account:
    """The account of a number: its size, ties, levels, grades, attitudes and what was recorded of them.

    Each of the colleagues names a tie with the same probability, such that all of them together miss the part that is to be missed.
    """
    rng = np.random.default_rng([20240101, number])
    missing = MISSING[number % len(MISSING)]
    low, high = SIZES[number // len(MISSING) % len(SIZES)]
    n = int(rng.integers(low, high + 1))
    units = rng.integers(0, max(2, n // 6), n)
    true = {pair: _level(rng) for pair in _pairs(rng, units, int(n * rng.uniform(1.5, 3.5)), ())}
    reports = _reports(rng, true, units, missing ** (1 / colleagues), colleagues, settings)
    deciders = rng.choice(n, int(rng.integers(1, 5)), replace=False)
    weights = rng.dirichlet(np.full(len(deciders), 2.0))
    support = rng.choice([-1, 0, 1, 2, 3], n, p=_SUPPORT)
    unknown = rng.random(n) < _UNKNOWN
    known = {i: _misstated(rng, int(support[i]), -1, 3) for i in range(n) if not unknown[i]}
    x = np.where(unknown, rng.integers(-1, 2, n), [opinion(int(level)) for level in support])
    edges = [
        edge("INFLUENCES", _id(u), _id(v), level=level, confidence=grade, reported_by=who)
        for (u, v), level, grade, who in reports
    ]
    edges += [edge("STANCE", _id(i), "US", level=level) for i, level in known.items()]
    edges += [
        edge("ROLE_IN", _id(i), "DEAL", roles=["decider"], decision_weight=float(w))
        for i, w in zip(deciders, weights, strict=True)
    ]
    rows: dict[str, list[dict[str, Any]]] = {
        "org": [
            {"id": "K", "name": "K", "category": "customer"},
            {"id": "US", "name": "US", "category": "our_company"},
        ],
        "unit": [{"id": f"U{u}", "name": f"U{u}", "org": "K"} for u in range(int(units.max()) + 1)],
        "person": [{"id": _id(i), "name": _id(i), "org": "K", "unit": f"U{units[i]}"} for i in range(n)],
        "opportunity": [{"id": "DEAL", "name": "DEAL", "customer": "K", "stage": "s2", "status": "open"}],
        "edge": edges,
        "asked": [
            {"reporter": f"u{c}", "about": "*", "kind": "INFLUENCES", "date": DAY}
            for c in range(colleagues)
            if colleagues > 1
        ],
    }
    situation = Situation.of(snapshot_of(rows, settings=settings), "K", "DEAL")
    influence = np.zeros((n, n))
    for (u, v), level in true.items():
        influence[u, v] = settings.p_influence(level)
    share = influence_share(influence, situation.r, situation.graph.kappa)
    return Account(situation, missing, share, float(share @ x))


def _reports(
    rng: np.random.Generator, true: Mapping[Pair, int], units: Ints, missed: float, colleagues: int, settings: Settings
) -> list[tuple[Pair, int, str, str]]:
    """Ties, levels, grades and reporters; beside every q ties that are so, 1 − q told by as many in the same grades are not."""
    found: list[tuple[Pair, int, str, str]] = []
    rumours: list[tuple[tuple[int, ...], list[str]]] = []
    for pair, level in true.items():
        by = tuple(c for c in range(colleagues) if rng.random() >= missed)
        grades = [str(rng.choice(list(_GRADES), p=list(_GRADES.values()))) for _ in by]
        found += [(pair, _misstated(rng, level, 1, 5), g, f"u{c}") for c, g in zip(by, grades, strict=True)]
        if by:
            q = _existence(grades, colleagues, settings)
            rumours += [(by, grades)] * int(rng.poisson((1 - q) / q))
    for pair, (by, grades) in zip(_pairs(rng, units, len(rumours), true), rumours, strict=False):
        found += [(pair, _level(rng), g, f"u{c}") for c, g in zip(by, grades, strict=True)]
    return found


def _existence(grades: Sequence[str], colleagues: int, settings: Settings) -> float:
    """How likely a tie is of which somebody reports in each of the grades; several colleagues were all asked about it."""
    if colleagues > 1:
        return believed(
            sum(min(1.0, settings.confidence[g] / settings.asked["sure"]) for g in grades), colleagues, settings
        )
    return settings.confidence[grades[0]]


def measured(made: Account, draws: Draws, seed: int) -> dict[str, Any]:
    """How many truths of each figure lie in their 90 % intervals, and a histogram of where the truths stand among the draws."""
    best, worst = (places[:, 0] for places in rank_bounds(made.share[:, None]))
    drawn_best, drawn_worst = draws.drawn_places
    (low, high), (first, last) = draws.share_interval(), draws.rank_interval()
    least, most = draws.lean_interval()
    slack = 1e-6  # the draws are solved to 1e-8 a person
    held = {
        "share": (low - slack <= made.share) & (made.share <= high + slack),
        "rank": _part_inside(best, worst, first, last),
        "lean": np.array([least - slack <= made.lean <= most + slack]),
    }
    stands = {
        "share": (draws.shares.T, made.share),
        "rank": ((drawn_best + drawn_worst) / 2, (best + worst) / 2),
        "lean": (draws.leans[None, :], np.array([made.lean])),
    }
    rng = np.random.default_rng(seed)
    return {
        "n": len(made.share),
        "missing": made.missing,
        "of": {name: len(inside) for name, inside in held.items()},
        "held": {name: float(inside.sum()) for name, inside in held.items()},
        "promised": float(_part_inside(drawn_best, drawn_worst, first[:, None], last[:, None]).mean(axis=1).sum()),
        "stands": {name: _histogram(rng, *pair, slack) for name, pair in stands.items()},
    }


def _part_inside(best: Ints, worst: Ints, first: Ints, last: Ints) -> Floats:
    """The part of the places of a rank that lies in an interval."""
    inside: Floats = np.clip(np.minimum(worst, last) - np.maximum(best, first) + 1, 0, None) / (worst - best + 1)
    return inside


def _histogram(rng: np.random.Generator, drawn: Floats, truth: Floats, slack: float) -> list[int]:
    """Place of each truth among its draws, in 20 classes; among equal draws at random."""
    below = (drawn < truth[:, None] - slack).sum(axis=1)
    equal = (np.abs(drawn - truth[:, None]) <= slack).sum(axis=1)
    place = (below + rng.random(len(truth)) * (equal + 1)) / (drawn.shape[1] + 1)
    return [int(count) for count in np.bincount((place * _BINS).astype(int), minlength=_BINS)]


def _id(i: int) -> str:
    return f"p{i:02}"


def _level(rng: np.random.Generator) -> int:
    return int(rng.choice(5, p=_LEVELS)) + 1


def _misstated(rng: np.random.Generator, level: int, low: int, high: int) -> int:
    off = int(rng.choice([-1, 0, 1], p=[_OFF / 2, 1 - _OFF, _OFF / 2]))
    return min(high, max(low, level + off))


def _pairs(rng: np.random.Generator, units: NDArray[np.int64], count: int, taken: Iterable[Pair]) -> list[Pair]:
    """Different ordered pairs of people, three times as likely within a unit, some people more often than others."""
    n = len(units)
    chance = np.where(units[:, None] == units[None, :], 3.0, 1.0) * rng.gamma(2.0, 1.0, n)[:, None]
    np.fill_diagonal(chance, 0.0)
    for u, v in taken:
        chance[u, v] = 0.0
    chosen = rng.choice(n * n, min(count, n * (n - 1) // 2), replace=False, p=(chance / chance.sum()).ravel())
    return [(int(c) // n, int(c) % n) for c in chosen]


@dataclass(frozen=True)
class Reading:
    """Coverage of a figure over some accounts, and how far the places of the truths are from uniform."""

    label: str
    accounts: int
    held: Mapping[str, float]
    #: What the intervals of ranks hold of their own draws.
    promised: float
    #: Largest distance of the cumulative places from the diagonal, 0..1.
    uneven: Mapping[str, float]


def table(measurements: Sequence[Mapping[str, Any]]) -> Iterator[Reading]:
    """Over all accounts, by size, and by the part of the ties that is missing."""
    yield _reading("all", measurements)
    for low, high in SIZES:
        yield _reading(f"{low}–{high} people", [r for r in measurements if low <= r["n"] <= high])
    for missing in MISSING:
        yield _reading(f"{missing:.0%} missing", [r for r in measurements if r["missing"] == missing])


def _reading(label: str, some: Sequence[Mapping[str, Any]]) -> Reading:
    held, uneven = {}, {}
    for name in _FIGURES:
        total = sum(r["of"][name] for r in some)
        held[name] = sum(r["held"][name] for r in some) / max(1, total)
        places = np.sum([r["stands"][name] for r in some], axis=0) if some else np.zeros(_BINS)
        reached = np.cumsum(places) / max(1.0, float(np.sum(places)))
        uneven[name] = float(np.abs(reached - np.arange(1, _BINS + 1) / _BINS).max())
    promised = sum(r["promised"] for r in some) / max(1, sum(r["of"]["rank"] for r in some))
    return Reading(label, len(some), held, promised, uneven)


def results(
    count: int, into: Path | None, *, colleagues: int = 1, known: bool = False, settings: Settings = DEFAULTS
) -> list[dict[str, Any]]:
    """Measure the first accounts; those whose line stands in the file already are taken from there.

    known
        Tell the draws how much is missing; else they have to go by what colleagues agree on, or by the settings.
    """
    done = {}
    if into and into.exists():
        done = {r["number"]: r for r in map(json.loads, into.read_text().splitlines())}
    for number in (i for i in range(count) if i not in done):
        made = account(number, colleagues, settings)
        rate = made.missing / (1 - made.missing) if known else None
        done[number] = {"number": number, **measured(made, draw(made.situation, missing_rate=rate), number)}
        if into:
            with into.open("a") as file:
                file.write(json.dumps(done[number]) + "\n")
    return [done[i] for i in range(count)]


def rows(count: int) -> Iterator[Row]:
    """How far the intervals of the accounts are from holding what they promise; the whole tables are printed before."""
    for colleagues in (1, 3):
        print(f"Intervals, {count} made accounts, colleagues asked about everybody: {colleagues}", flush=True)
        found = results(count, None, colleagues=colleagues)
        print_table(found)
        whole = next(table(found))
        for name in _FIGURES:
            promised = whole.promised if name == "rank" else 0.9
            label = f"intervals of {name}s off their promise, {colleagues} asked"
            yield Row(label, abs(whole.held[name] - promised), "", f"{promised:.3f} held", 0.03)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--colleagues", type=int, default=1, help="how many were asked about everybody")
    parser.add_argument("--known", action="store_true", help="tell the draws how much is missing")
    parser.add_argument("--into", type=Path, help="file of results, a line per account, to be taken up again")
    parser.add_argument("--noise", nargs="*", default=[], help="settings of the noise model, as missing=0.2")
    given = parser.parse_args()
    noise = {**DEFAULTS.noise, **{k: float(v) for k, _, v in (pair.partition("=") for pair in given.noise)}}
    settings = replace(DEFAULTS, noise=noise)
    print_table(results(given.accounts, given.into, colleagues=given.colleagues, known=given.known, settings=settings))
    return 0


def print_table(measurements: Sequence[Mapping[str, Any]]) -> None:
    """A line over all accounts, then by size and by how much is missing."""
    names = "".join(f" {name:>7} {'uneven':>6}" for name in _FIGURES)
    print(f"{'90 % intervals that hold':24} {'accounts':>8}{names} {'ranks promise':>13}")
    for row in table(measurements):
        cells = "".join(f" {row.held[name]:7.3f} {row.uneven[name]:6.3f}" for name in _FIGURES)
        print(f"{row.label:24} {row.accounts:8}{cells} {row.promised:13.3f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
