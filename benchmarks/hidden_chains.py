"""Are planted decision chains found, are listed ones true, and does P(hidden) mean what it says?

    python -m benchmarks.hidden_chains [--accounts 300] [--first 0] [--keep FILE]

Prints three tables: the planted chain among the first three (whole and with nobody before it, or as the end of a listed chain)
and the part of the listed chains that are hidden chains in truth, for the order in use and for two by strength; then P(hidden) of
chains and of people beside how often it came true. With ``--keep`` each account's outcome is a line of a file, and what stands
there is not computed again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.measure import Row
from benchmarks.planted import BACKGROUNDS, Planted, planted
from graphcrm.analysis.bands import LEAST_PATH
from graphcrm.analysis.influence.hidden import class_frequency, classify
from graphcrm.analysis.influence.share import influence_share
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.paths.chain import ChainPath, decision_chain
from graphcrm.analysis.paths.hidden_chains import hidden_chains
from graphcrm.analysis.paths.path_probability import path_probability

__all__ = ["Outcome", "outcomes", "rows"]

_FIRST = 3
_DRAWS = 200
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: Least part of the planted chains to be found, by background, and of the listed ones to be true.
_RECALL = {"weak": 0.90, "strong": 0.80}
_PRECISION = 0.85


@dataclass(frozen=True)
class Outcome:
    """One account. By order: `found` is 0, 1 (as the end of a listed chain) or 2 (itself), `listed` whether each is true.

    `chains` and `people` are pairs of a stated probability and whether it came true.
    """

    kind: str
    seed: int
    found: Mapping[str, int]
    listed: Mapping[str, Sequence[bool]]
    chains: Sequence[tuple[float, bool]]
    people: Sequence[tuple[float, bool]]


def outcome(kind: str, seed: int) -> Outcome:
    """What comes of one account."""
    account = planted(seed, kind)
    s, decider = account.situation, account.chain[-1]
    hidden = [p for p in decision_chain(s, decider, top=len(s.graph.people)).paths if p.hidden]
    several_first = sorted(hidden, key=lambda p: (len(p.people) < 3, -round(p.strength, 12), p.people))
    orders = {
        "by what they add": [c.path.people for c in hidden_chains(s, decider, _FIRST)],
        "by strength, several hops first": [p.people for p in several_first[:_FIRST]],
        "by strength": [p.people for p in hidden[:_FIRST]],
    }
    return Outcome(
        kind,
        seed,
        {name: _found(account.chain, listed) for name, listed in orders.items()},
        {name: [account.is_hidden(path) for path in listed] for name, listed in orders.items()},
        [(_probability(account, p), account.is_hidden(p.people)) for p in hidden],
        _people(account),
    )


def _found(chain: tuple[str, ...], listed: Sequence[tuple[str, ...]]) -> int:
    return max((1 + (path == chain) for path in listed if path[-len(chain) :] == chain), default=0)


def _probability(account: Planted, path: ChainPath) -> float:
    graph = account.situation.graph
    return path_probability((graph.edges[hop] for hop in pairwise(path.people)), LEAST_PATH, graph.snapshot.settings)


def _people(account: Planted) -> list[tuple[float, bool]]:
    """P(hidden) of those with a class by the record, and whether the true network puts them into the same class."""
    s = account.situation
    stated = class_frequency(s, draw(s, draws=_DRAWS, attitudes=False).shares)
    true = np.zeros_like(s.graph.W)
    for (u, v), level in account.levels.items():
        true[s.graph.index[u], s.graph.index[v]] = s.snapshot.settings.p_influence(level)
    recorded = classify(s, s.share)
    real = classify(s, influence_share(true, s.r, s.graph.kappa))
    return [(p, recorded[s.graph.index[who]] is real[s.graph.index[who]]) for who, p in stated.items()]


def outcomes(accounts: int, first: int = 0, keep: Path | None = None) -> Iterator[Outcome]:
    """Outcomes of so many accounts of each background; those in the file are read, the others computed and added."""
    known: dict[tuple[str, int], Outcome] = {}
    if keep is not None and keep.exists():
        for line in keep.read_text(encoding="utf-8").splitlines():
            read = Outcome(**json.loads(line))
            known[read.kind, read.seed] = read
    for kind in BACKGROUNDS:
        for seed in range(first, first + accounts):
            if (kind, seed) not in known:
                known[kind, seed] = outcome(kind, seed)
                if keep is not None:
                    with keep.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(asdict(known[kind, seed])) + "\n")
            yield known[kind, seed]


def rows(accounts: int = 200) -> Iterator[Row]:
    """Misses in place of hits, because a promise is a most: planted chains not found, listed chains that are not true."""
    done = list(outcomes(accounts))
    peer = "by strength, several hops first"
    for kind in BACKGROUNDS:
        mine = [o for o in done if o.kind == kind]
        missed, false = 1 - _recall(mine, "by what they add"), 1 - _precision(mine, "by what they add")
        yield Row(
            f"planted chain missed, {kind}", missed, "", f"{1 - _recall(mine, peer):.2f} {peer}", 1 - _RECALL[kind]
        )
        yield Row(
            f"listed chain not true, {kind}", false, "", f"{1 - _precision(mine, peer):.2f} {peer}", 1 - _PRECISION
        )
    for line in tables(done):
        print(line, flush=True)


def _recall(done: Sequence[Outcome], order: str, least: int = 1) -> float:
    return float(np.mean([o.found[order] >= least for o in done]))


def _precision(done: Sequence[Outcome], order: str) -> float:
    return float(np.mean([true for o in done for true in o.listed[order]]))


def tables(done: Sequence[Outcome]) -> Iterator[str]:
    """The printed tables."""
    yield f"{'background':11}{'order':33}{'accounts':>9}{'found':>7}{'itself':>8}{'listed':>8}{'true':>6}"
    for kind in BACKGROUNDS:
        mine = [o for o in done if o.kind == kind]
        for order in mine[0].found:
            listed = sum(len(o.listed[order]) for o in mine) / len(mine)
            yield (
                f"{kind:11}{order:33}{len(mine):9}{_recall(mine, order):7.2f}{_recall(mine, order, 2):8.2f}"
                f"{listed:8.1f}{_precision(mine, order):6.2f}"
            )
    pairs: dict[str, Callable[[Outcome], Sequence[tuple[float, bool]]]]
    pairs = {"P(hidden) of chains": lambda o: o.chains, "P(hidden) of people": lambda o: o.people}
    for name, of in pairs.items():
        yield f"\n{name:22}{'bin':>10}{'number':>8}{'stated':>8}{'true':>7}"
        for kind in BACKGROUNDS:
            yield from _reliability(kind, [pair for o in done if o.kind == kind for pair in of(o)])


def _reliability(kind: str, pairs: Iterable[tuple[float, bool]]) -> Iterator[str]:
    found = np.array([(p, true) for p, true in pairs], dtype=float).reshape(-1, 2)
    place = np.clip(np.digitize(found[:, 0], _BINS) - 1, 0, len(_BINS) - 2)
    for at, (low, high) in enumerate(pairwise(_BINS)):
        inside = found[place == at]
        if len(inside):
            yield f"{kind:22}{f'{low:.1f}–{high:.1f}':>10}{len(inside):8}{inside[:, 0].mean():8.2f}{inside[:, 1].mean():7.2f}"
    brier, base = float(np.mean((found[:, 0] - found[:, 1]) ** 2)), float(found[:, 1].mean())
    yield f"{kind:22}{'all':>10}{len(found):8}{found[:, 0].mean():8.2f}{base:7.2f}  Brier {brier:.3f} (base rate {base * (1 - base):.3f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=300, help="accounts of each background")
    parser.add_argument("--first", type=int, default=0, help="seed of the first account")
    parser.add_argument("--keep", type=Path, help="file with the outcomes, to go on with")
    chosen = parser.parse_args()
    for line in tables(list(outcomes(chosen.accounts, chosen.first, chosen.keep))):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
