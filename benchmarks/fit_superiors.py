"""Fit P(a above b) on development networks, one left out at a time.

    python benchmarks/fit_superiors.py DIR [DIR …] [--write]

Each DIR is a data folder (``nodes.csv``, ``edges.csv``) of a name in `SETS`, or a folder of such folders. Only
``krackhardt`` ships with the project; the others are public but not ours to pass on (Cross & Parker 2004; the Enron
mail corpus with titles).

Prints for each kind of tie the coefficients with their cross-validated Brier score. ``--write`` replaces the coefficients that
the package ships. They rest on the consensus, so they are fitted anew whenever its rules change (``benchmarks.networks``).
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from graphcrm.analysis.network.scored import Sampling, Scored, score_network
from graphcrm.analysis.network.settings import ScoringMethod, TieKind
from graphcrm.analysis.network.superiors import features
from graphcrm.analysis.network.ties import NetworkTies, prepare
from graphcrm.arrays import Floats

COEFFICIENTS = Path(__file__).parents[1] / "graphcrm" / "analysis" / "network" / "coefficients.json"


@dataclass(frozen=True)
class Source:
    """Which column tells the level, whether 1 is the top, and what each tie type means."""

    level: str
    top_is_one: bool
    kinds: Mapping[str, TieKind]


SETS = {
    "krackhardt": Source("level", True, {"asks_advice": TieKind.TRUSTS}),
    "cross_parker_consulting": Source("orglevel", False, {"info": TieKind.TRUSTS, "value": TieKind.TRUSTS}),
    "cross_parker_manufacturing": Source("orglevel", True, {"info": TieKind.TRUSTS, "aware": TieKind.TRUSTS}),
    "enron": Source("level", False, {"emails": TieKind.COMMUNICATES}),
}


@dataclass(frozen=True)
class Sample:
    """One tie type of one data set, scored; `level` grows upwards, NaN if unknown."""

    source: str
    scored: Scored
    level: Floats

    @property
    def name(self) -> str:
        """Data set and tie type."""
        return f"{self.source}:{self.scored.network.name}"


def load(folder: Path, *, undirected: bool) -> list[Sample]:
    """The tie types of a data folder; `undirected` forgets the directions."""
    source = SETS[folder.name]
    with (folder / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        nodes = list(csv.DictReader(file))
    with (folder / "edges.csv").open(encoding="utf-8-sig", newline="") as file:
        edges = list(csv.DictReader(file))
    ids = [node["id"] for node in nodes]
    level = np.array([float(node[source.level] or "nan") for node in nodes])
    level = -level if source.top_is_one else level
    samples = []
    for name, kind in source.kinds.items():
        rows = [(edge["src"], edge["dst"], float(edge["weight"])) for edge in edges if edge["type"] == name]
        ties = NetworkTies.of(TieKind.AFFILIATES if undirected else kind, name, ids, rows)
        network = prepare(ties, len(ids), np.arange(len(ids)))
        samples.append(Sample(folder.name, score_network(network, draws=1, sampling=Sampling(0, 0.0)), level))
    return samples


@dataclass(frozen=True)
class Pairs:
    """Regressors and outcome of all ordered pairs with a tie and known levels."""

    source: str
    a: np.ndarray
    b: np.ndarray
    x: Floats
    y: Floats

    def where(self, kept: np.ndarray) -> Pairs:
        """A subset."""
        return Pairs(self.source, self.a[kept], self.b[kept], self.x[kept], self.y[kept])


def pairs_of(sample: Sample) -> Pairs:
    """Outcome 1: a's level is higher than b's."""
    scored = sample.scored
    x = features(scored.pairs, scored.spread(scored.consensus), scored.spread(scored.methods[ScoringMethod.CONTACTS]))
    a, b = sample.level[scored.pairs.a], sample.level[scored.pairs.b]
    y = (a > b).astype(np.float64)
    return Pairs(sample.source, scored.pairs.a, scored.pairs.b, x, y).where(np.isfinite(a) & np.isfinite(b))


def fit(data: Sequence[Pairs], ridge: float = 1.0) -> Floats:
    """Logistic regression with slopes of at least 0; every data set weighs the same, whatever its number of pairs.

    A negative slope would say that the more people turn to somebody the lower they stand: it is what collinear
    regressors (contacts and consensus) do to each other. The most negative one is set to 0 and the rest fitted again.
    """
    slopes = [1, 2, 3]
    while True:
        beta = _newton(data, [0, *slopes], ridge)
        worst = min(slopes, key=lambda j: beta[j], default=0)
        if not slopes or beta[worst] >= 0:
            return beta
        slopes.remove(worst)


def _newton(data: Sequence[Pairs], columns: Sequence[int], ridge: float) -> Floats:
    """The coefficients of the columns used, 0 for the others, by Newton's method with a small ridge."""
    total = sum(len(one.y) for one in data)
    sources = {one.source: sum(len(o.y) for o in data if o.source == one.source) for one in data}
    x, y = np.vstack([one.x for one in data])[:, columns], np.concatenate([one.y for one in data])
    weight = np.concatenate([np.full(len(one.y), total / len(sources) / sources[one.source]) for one in data])
    penalty = ridge * np.eye(len(columns))
    penalty[0, 0] = 0.0
    beta = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (weight * (y - p)) - penalty @ beta
        step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + penalty, slope)
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    found = np.zeros(4)
    found[list(columns)] = beta
    return found


def errors(train: Sequence[Pairs], test: Sequence[Pairs]) -> tuple[float, float]:
    """Mean squared error on `test` of the fit on `train`, and of always saying the base rate of `train`."""
    beta, base = fit(train), np.mean([one.y.mean() for one in train])
    x, y = np.vstack([one.x for one in test]), np.concatenate([one.y for one in test])
    return float(((1 / (1 + np.exp(-x @ beta)) - y) ** 2).mean()), float(((base - y) ** 2).mean())


def cross_validate(data: Sequence[Pairs], folds: int = 5) -> tuple[float, float, str]:
    """Brier score and that of the base rate, leaving out one data set at a time, or a fifth of the people of a single
    one.
    """
    sources = sorted({one.source for one in data})
    if len(sources) > 1:
        found = [errors([o for o in data if o.source != s], [o for o in data if o.source == s]) for s in sources]
        for source, (brier, base) in zip(sources, found, strict=True):
            print(f"  Brier without {source}: {brier:.4f} (base rate {base:.4f})")
        return float(np.mean([f[0] for f in found])), float(np.mean([f[1] for f in found])), "network"
    found = []
    for fold in range(folds):
        touched = [(one.a % folds == fold) | (one.b % folds == fold) for one in data]
        train = [one.where(~t) for one, t in zip(data, touched, strict=True)]
        found.append(errors(train, [one.where(t) for one, t in zip(data, touched, strict=True)]))
    return float(np.mean([f[0] for f in found])), float(np.mean([f[1] for f in found])), "people"


def main(arguments: Sequence[str]) -> int:
    """Read the folders, print the tables, write the coefficients if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--write", action="store_true", help="replace the shipped coefficients")
    options = parser.parse_args(arguments)
    folders = {f.name: f for given in options.folders for f in (given, *sorted(given.glob("*"))) if f.name in SETS}
    missing = sorted(set(SETS) - set(folders))
    if missing:
        parser.error(f"no data folder for: {', '.join(missing)}")
    fitted = {}
    for kind in (TieKind.TRUSTS, TieKind.COMMUNICATES, TieKind.AFFILIATES):
        undirected = kind is TieKind.AFFILIATES
        chosen = [name for name in SETS if undirected or kind in SETS[name].kinds.values()]
        samples = [sample for name in chosen for sample in load(folders[name], undirected=undirected)]
        print(f"\n== {kind.value}")
        data = [pairs_of(sample) for sample in samples]
        beta = fit(data)
        brier, base, left_out = cross_validate(data)
        count = sum(len(one.y) for one in data)
        print(f"  coefficients {np.round(beta, 3).tolist()}, {count} pairs, Brier {brier:.4f} (base rate {base:.4f})")
        fitted[kind.value] = {
            **dict(zip(("alpha", "beta", "gamma", "delta"), np.round(beta, 4).tolist(), strict=True)),
            "fitted": date.today().isoformat(),
            "data": [sample.name for sample in samples],
            "pairs": count,
            "brier": round(brier, 4),
            "brier_base": round(base, 4),
            "left_out": left_out,
        }
    if options.write:
        COEFFICIENTS.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
