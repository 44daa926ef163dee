"""Choose the method weights and fit P(a above b) on development networks, one left out at a time.

    python benchmarks/fit_superiors.py DIR [DIR …] [--write]

Each DIR is a data folder (``nodes.csv``, ``edges.csv``) of a name in `SETS`, or a folder of such folders. Only
``krackhardt`` ships with the project; the others are public but not ours to pass on (Cross & Parker 2004; the Enron
mail corpus with titles).

Prints three tables per kind of tie: the share of different-level pairs that each recipe of methods orders, the recipe
that would be chosen without each network and how it does there, and the coefficients with their cross-validated Brier
score. ``--write`` replaces the coefficients that the package ships. The recipes themselves live in the settings and are
changed by hand.
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

from graphcrm.analysis.network.scored import Scored, score_network
from graphcrm.analysis.network.settings import KIND_SETTINGS, Method, TieKind
from graphcrm.analysis.network.superiors import features
from graphcrm.analysis.network.ties import Floats, NetworkTies, prepare

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

RECIPES: dict[str, Mapping[Method, float]] = {
    **{method.value: {method: 1.0} for method in Method},
    "all five": dict.fromkeys(Method, 1.0),
    "divided attention": {Method.FJ: 1.0, Method.PAGERANK: 1.0},
    "received": {Method.HITS: 1.0, Method.STRENGTH: 1.0, Method.CONTACTS: 1.0},
    **{
        f"shipped: {kind.value}": KIND_SETTINGS[kind].weights
        for kind in KIND_SETTINGS
        if kind is not TieKind.INFLUENCES
    },
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

    def by(self, recipe: Mapping[Method, float]) -> Floats:
        """Consensus of a recipe per person, NaN for isolates."""
        total = sum(recipe.values())
        return self.scored.spread(
            np.sum([weight / total * self.scored.methods[m] for m, weight in recipe.items()], axis=0)
        )


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
        samples.append(Sample(folder.name, score_network(network, draws=1, seed=0, missing_rate=0.0), level))
    return samples


def ordered(score: Floats, level: Floats) -> float:
    """Share of the pairs of different level that the score orders; an equal score counts one half."""
    known = np.isfinite(score) & np.isfinite(level)
    score, level = np.round(score[known], 9), level[known]
    above = level[:, None] > level[None, :]
    right = (score[:, None] > score[None, :]) + 0.5 * (score[:, None] == score[None, :])
    return float(right[above].mean())


def by_source(values: Mapping[str, float], samples: Sequence[Sample]) -> dict[str, float]:
    """Mean over the tie types of each data set, so that a set with two surveys does not count twice."""
    sources = sorted({sample.source for sample in samples})
    return {s: float(np.mean([values[x.name] for x in samples if x.source == s])) for s in sources}


def choose(samples: Sequence[Sample]) -> None:
    """Print what each recipe orders, and the recipe that each network's absence would have chosen."""
    table = {
        name: {sample.name: ordered(sample.by(recipe), sample.level) for sample in samples}
        for name, recipe in RECIPES.items()
    }
    print(f"{'recipe':24}", *(f"{sample.name.replace('cross_parker_', ''):>22}" for sample in samples))
    for name, row in table.items():
        print(f"{name:24}", *(f"{value:22.3f}" for value in row.values()))
    means = {name: by_source(row, samples) for name, row in table.items()}
    for left in sorted({sample.source for sample in samples}):
        if len({sample.source for sample in samples}) == 1:
            print("  one data set only: nothing is left to choose on; see the halves of its people below")
            _halves(samples[0])
            return
        others = {name: np.mean([v for s, v in row.items() if s != left]) for name, row in means.items()}
        best = max(others, key=lambda name: (others[name], name))
        print(f"  without {left}: chosen {best} ({others[best]:.3f} on the others), {means[best][left]:.3f} on it")


def _halves(sample: Sample, repeats: int = 200) -> None:
    """Choose on a random half of the people with a level, measure on the other half."""
    rng = np.random.default_rng(0)
    titled = np.flatnonzero(np.isfinite(sample.level))
    scores = {name: sample.by(recipe) for name, recipe in RECIPES.items()}
    chosen: dict[str, int] = {}
    found = []
    for _ in range(repeats):
        half = rng.permutation(titled)[: len(titled) // 2]
        there, here = sample.level.copy(), np.full_like(sample.level, np.nan)
        here[half] = sample.level[half]
        there[half] = np.nan
        best = max(scores, key=lambda name: ordered(scores[name], here))
        chosen[best] = chosen.get(best, 0) + 1
        found.append(ordered(scores[best], there))
    print(f"  chosen on one half: {chosen}; on the other half {np.mean(found):.3f}")


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
    x = features(scored.pairs, scored.spread(scored.consensus), scored.spread(scored.methods[Method.CONTACTS]))
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
        choose(samples)
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
