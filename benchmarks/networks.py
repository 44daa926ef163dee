"""Who is found in a network of which nothing is known but ties? ``python -m benchmarks.networks [--folder DIR]``.

Every development network has a truth: levels, offices, leaders, standing. For each kind of tie the rule is chosen without the
network at hand (PageRank by presence, unless another rule orders the remaining networks better by a hundredth), and how it orders
that network stands beside the usual single scores. Then all ties of a network together, beside the best kind by itself and
PageRank on their union.

The networks are public but not ours to pass on. They are read from a folder with one folder for each (``nodes.csv``,
``edges.csv``, ``truth.csv``), given as DIR or in ``$GRAPHCRM_NETWORKS``.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np

from benchmarks.measure import NothingToMeasure, Row
from graphcrm.analysis.network.consensus import consensus
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.scored import Sampling, Scored, score_network
from graphcrm.analysis.network.scores import Scorer
from graphcrm.analysis.network.settings import KIND_SETTINGS, ScoringMethod, TieKind
from graphcrm.analysis.network.ties import NetworkTies, prepare
from graphcrm.arrays import Floats

__all__ = ["FOLDER", "rows"]

#: The environment variable with the folder.
FOLDER = "GRAPHCRM_NETWORKS"

_T, _C, _A = TieKind.TRUSTS, TieKind.COMMUNICATES, TieKind.AFFILIATES


@dataclass(frozen=True)
class Source:
    """A network: what its types of tie mean and where the truth stands.

    truth
        Column of `file` that grows with influence, or falls if `sign` is −1; or ids of those who stand out.
    spearman
        The truth is a number for everybody: rank correlation instead of the share of pairs of different level ordered right.
    """

    ties: Mapping[str, TieKind]
    truth: str | tuple[str, ...]
    file: str = "truth.csv"
    sign: int = 1
    spearman: bool = False


SOURCES: Mapping[str, Source] = {
    "krackhardt": Source({"asks_advice": _T, "friend": _T}, "level", "nodes.csv", -1),
    "cross_parker_consulting": Source({"info": _T, "value": _T}, "orglevel", "nodes.csv"),
    "cross_parker_manufacturing": Source({"info": _T, "aware": _T}, "orglevel", "nodes.csv", -1),
    "robins_bank": Source(dict.fromkeys(("asks_advice", "works_well_with", "confides_in", "friend_of"), _T), "level"),
    "webster": Source(
        {
            "works_with_reported": _T,
            "socialises_reported": _T,
            "works_with_observed": _A,
            "socialises_observed": _A,
        },
        "level",
    ),
    "french_elite": Source({"influenced_by": _T, "friend_of": _A}, "elite_votes", spearman=True),
    "eies": Source({"messages": _C, "knows_at_start": _T}, "citations", spearman=True),
    "congress": Source({"moves": TieKind.INFLUENCES}, "office"),
    "enron": Source({"emails": _C}, "level", "nodes.csv"),
    "mcfarland": Source({"speaks_to": _C}, "teacher"),
    "aucs": Source(dict.fromkeys(("work", "lunch", "coauthor", "leisure", "facebook"), _A), "level"),
    "bali": Source({"in_contact": _A}, "role_level"),
    "florentine": Source({"marriage": _A, "business": _A}, "wealth", spearman=True),
    "karate": Source({"together": _A}, "leader"),
    "mexican_elite": Source({"tied_to": _A}, "president"),
    "strike": Source({"talks_with": _A}, ("Bob", "Norm"), "nodes.csv"),
}

#: The rules between which a kind of tie may choose; the first is the one that another has to beat.
RULES: Mapping[str, Mapping[ScoringMethod, float]] = {
    "PageRank by presence": {ScoringMethod.PAGERANK: 1.0},
    "standing and number of correspondents": {ScoringMethod.HITS: 3.0, ScoringMethod.SHARED: 2.0},
    "both": {ScoringMethod.PAGERANK: 1.0, ScoringMethod.HITS: 1.0, ScoringMethod.SHARED: 1.0},
}
MARGIN = 0.01
#: The first edition: five methods weighed by hand, strengths of surveys as they are, counts as log(1 + count).
_SURVEY = {ScoringMethod.FJ: 4.0, ScoringMethod.PAGERANK: 4.0, ScoringMethod.STRENGTH: 1.0, ScoringMethod.CONTACTS: 1.0}
FIRST_EDITION: Mapping[TieKind, Mapping[ScoringMethod, float]] = {
    TieKind.TRUSTS: _SURVEY,
    TieKind.INFLUENCES: _SURVEY,
    TieKind.COMMUNICATES: {ScoringMethod.HITS: 4.0, ScoringMethod.CONTACTS: 4.0, ScoringMethod.STRENGTH: 1.0},
    TieKind.AFFILIATES: {ScoringMethod.PAGERANK: 1.0, ScoringMethod.STRENGTH: 1.0, ScoringMethod.CONTACTS: 1.0},
}
#: What is meant by influence and by trust is read by one rule.
FAMILIES = {
    TieKind.INFLUENCES: (TieKind.TRUSTS, TieKind.INFLUENCES),
    TieKind.TRUSTS: (TieKind.TRUSTS, TieKind.INFLUENCES),
}


@dataclass(frozen=True)
class Sample:
    """One type of tie of a network, scored, with the truth per person (NaN: not known)."""

    network: str
    kind: TieKind
    scored: Scored
    truth: Floats
    spearman: bool

    def right(self, score: Floats) -> float:
        """How well a score orders: whoever has none comes last."""
        return ordered(np.where(np.isfinite(score), score, -1e9), self.truth, self.spearman)

    def by(self, rule: Mapping[ScoringMethod, float]) -> float:
        """How well a rule orders."""
        columns = {method: values[:, None] for method, values in self.scored.methods.items()}
        return self.right(self.scored.spread(consensus(columns, rule)[:, 0]))


def ordered(score: Floats, truth: Floats, spearman: bool) -> float:
    """Share of the pairs of different level in order, equal scores counting one half; or Spearman's rank correlation."""
    known = np.isfinite(truth)
    score, truth = np.round(score[known], 9), truth[known]
    if spearman:
        from scipy.stats import spearmanr

        return float(spearmanr(truth, score).statistic)
    above = truth[:, None] > truth[None, :]
    right = (score[:, None] > score[None, :]) + 0.5 * (score[:, None] == score[None, :])
    return float(right[above].mean())


def read(folder: Path) -> tuple[list[str], list[NetworkTies], Floats]:
    """People, ties and truth of a network."""
    source = SOURCES[folder.name]

    def table(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    ids = [row["id"] for row in table("nodes.csv")]
    edges = [(e["src"], e["dst"], float(e["weight"] or 1), e["type"]) for e in table("edges.csv")]
    ties = [
        NetworkTies.of(kind, name, ids, [e[:3] for e in edges if e[3] == name]) for name, kind in source.ties.items()
    ]
    if isinstance(source.truth, tuple):
        return ids, ties, np.array([float(person in source.truth) for person in ids])
    known = {row["id"]: source.sign * float(row[source.truth]) for row in table(source.file) if row[source.truth]}
    return ids, ties, np.array([known.get(person, np.nan) for person in ids])


def samples(folder: Path) -> Iterator[Sample]:
    """The types of tie of a network."""
    ids, ties, truth = read(folder)
    for one in ties:
        scored = score_network(prepare(one, len(ids), np.arange(len(ids))), draws=1, sampling=Sampling(0, 0.0))
        yield Sample(folder.name, TieKind(one.kind), scored, truth, SOURCES[folder.name].spearman)


def peers(sample: Sample) -> Mapping[str, float]:
    """The usual single scores, by NetworkX."""
    graph = nx.DiGraph()
    graph.add_nodes_from(sample.scored.people.tolist())
    giver, taker = sample.scored.network.flow
    weight = sample.scored.both_ways(sample.scored.network.weight[:, None])[:, 0]
    graph.add_weighted_edges_from(zip(giver.tolist(), taker.tolist(), weight.tolist(), strict=True))
    damped = nx.DiGraph()
    damped.add_weighted_edges_from((a, b, float(np.log1p(w))) for a, b, w in graph.edges(data="weight"))
    found: dict[str, Mapping[int, float]] = {
        "PageRank": nx.pagerank(graph, weight=None, tol=1e-10, max_iter=1000),
        "PageRank, weighted": nx.pagerank(graph, tol=1e-10, max_iter=1000),
        "HITS": _authority(graph),
        "in-degree": dict(graph.in_degree()),
        "in-degree, raw": dict(graph.in_degree(weight="weight")),
        "in-degree, damped": dict(damped.in_degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph),
        "eigenvector": _eigenvector(graph),
    }
    size = sample.scored.network.size
    return {
        name: sample.right(np.array([values.get(i, np.nan) for i in range(size)])) for name, values in found.items()
    } | {"first edition": _first_edition(sample)}


def _first_edition(sample: Sample) -> float:
    """How the rules of the first edition order, with its reading of weights."""
    network, people = sample.scored.network, sample.scored.people
    giver, taker = (np.searchsorted(people, ends) for ends in network.flow)
    scorer = Scorer.of(len(people), giver, taker)
    weight = sample.scored.both_ways(network.weight[:, None])
    strength = np.log1p(weight) if KIND_SETTINGS[sample.kind].counted else weight
    share = scorer.attention(strength)
    scores = {
        ScoringMethod.FJ: scorer.fj_share(share, None, 1e-12),
        ScoringMethod.PAGERANK: scorer.pagerank(share, None, 1e-12),
        ScoringMethod.HITS: scorer.hits_authority(strength, None, 1e-13, 1000),
        ScoringMethod.STRENGTH: scorer.received(strength),
        ScoringMethod.CONTACTS: scorer.received(np.ones_like(strength)),
    }
    return sample.right(sample.scored.spread(consensus(scores, FIRST_EDITION[sample.kind])[:, 0]))


def _authority(graph: nx.DiGraph) -> Mapping[int, float]:
    values = np.linalg.eigh(nx.to_numpy_array(graph, weight="weight").T @ nx.to_numpy_array(graph, weight="weight"))[1][
        :, -1
    ]
    return dict(zip(graph, np.round(np.abs(values), 10), strict=True))


def _eigenvector(graph: nx.DiGraph) -> Mapping[int, float]:
    there = nx.to_numpy_array(graph, weight="weight")
    return dict(zip(graph, np.round(np.abs(np.linalg.eigh(there + there.T)[1][:, -1]), 10), strict=True))


@dataclass(frozen=True)
class Held:
    """A network that the choice had not seen."""

    kind: TieKind
    network: str
    rule: str
    ours: float
    pagerank: float
    single: str
    best: float
    peers: Mapping[str, float]


def held_out(found: Sequence[Sample]) -> Iterator[Held]:
    """Each kind and network with the rule that the others choose; several types of a network count as one."""
    for kind in dict.fromkeys(sample.kind for sample in found):
        family = [sample for sample in found if sample.kind in FAMILIES.get(kind, (kind,))]
        for network in dict.fromkeys(sample.network for sample in found if sample.kind is kind):
            rest = [sample for sample in family if sample.network != network]
            mine = [sample for sample in found if (sample.kind, sample.network) == (kind, network)]
            rule = chosen(rest)
            singles = [peers(sample) for sample in mine]
            means = {name: float(np.mean([one[name] for one in singles])) for name in singles[0]}
            single = max((name for name in means if name != "first edition"), key=means.__getitem__)
            ours = float(np.mean([sample.by(RULES[rule]) for sample in mine]))
            yield Held(kind, network, rule, ours, means["PageRank"], single, means[single], means)


def chosen(rest: Sequence[Sample]) -> str:
    """The rule for a kind: the first, unless another is better by the margin in the mean of the networks."""
    means = {}
    for name, rule in RULES.items():
        by_network: dict[str, list[float]] = {}
        for sample in rest:
            by_network.setdefault(sample.network, []).append(sample.by(rule))
        means[name] = np.mean([np.mean(values) for values in by_network.values()])
    first, *others = means
    best = max(others, key=lambda name: means[name])
    return best if means[best] >= means[first] + MARGIN else first


@dataclass(frozen=True)
class Joined:
    """A network of several types: all together, the best of them by itself, and PageRank on their union."""

    network: str
    together: float
    single: str
    best: float
    union: float


def joined(folder: Path) -> Joined:
    """All types of a network in one ranking."""
    ids, ties, truth = read(folder)
    found = rank_network(ids, ties, draws=1)
    assert found.together is not None
    spearman = SOURCES[folder.name].spearman

    def right(values: Mapping[str, float | None]) -> float:
        column = np.array([-1e9 if (v := values.get(person)) is None else v for person in ids], dtype=np.float64)
        return ordered(column, truth, spearman)

    alone = {one.name: right({p.id: p.consensus for p in one.people}) for one in found.types}
    graph = nx.DiGraph()
    for one in ties:
        giver, taker = prepare(one, len(ids), np.arange(len(ids))).flow
        graph.add_edges_from(zip(giver.tolist(), taker.tolist(), strict=True))
    union = {ids[i]: value for i, value in nx.pagerank(graph, tol=1e-10, max_iter=1000).items()}
    single = max(alone, key=alone.__getitem__)
    return Joined(
        folder.name, right({p.id: p.consensus for p in found.together.people}), single, alone[single], right(union)
    )


def folders(given: Path | None = None) -> list[Path]:
    """The folders of the development networks.

    Raises
    ------
    NothingToMeasure
        No folder is named, or networks are missing in it.
    """
    root = given or (Path(os.environ[FOLDER]) if FOLDER in os.environ else None)
    if root is None:
        raise NothingToMeasure(
            f"${FOLDER} names no folder with the development networks, which are not ours to pass on"
        )
    absent = [name for name in SOURCES if not (root / name / "edges.csv").is_file()]
    if absent:
        raise NothingToMeasure(f"{root} lacks {', '.join(absent)}")
    return [root / name for name in SOURCES]


def rows(given: Path | None = None, *, tables: bool = True) -> Iterator[Row]:
    """What is promised of networks that the choice had not seen; the tables are printed on the way."""
    found = [sample for folder in folders(given) for sample in samples(folder)]
    held = list(held_out(found))
    together = [joined(folder) for folder in folders(given) if len(SOURCES[folder.name].ties) > 1]
    if tables:
        _print(held, together)
    for kind in dict.fromkeys(one.kind for one in held):
        behind = [one.pagerank - one.ours for one in held if one.kind is kind]
        yield Row(
            f"held-out networks: {kind.value}, behind PageRank",
            float(np.mean(behind)),
            "",
            "unweighted PageRank",
            0.001,
        )
    behind = [one.peers["first edition"] - one.ours for one in held]
    yield Row("held-out networks, behind the first edition", float(np.mean(behind)), "", "its five methods", -0.01)
    behind = [one.best - one.together for one in together]
    yield Row(
        "ties together, behind the best kind alone", float(np.mean(behind)), "", "the best kind, known afterwards", 0.01
    )


def _print(held: Sequence[Held], together: Sequence[Joined]) -> None:
    print(
        f"{'kind':13} {'held-out network':27} {'rule chosen without it':38} {'ours':>6} {'PageRank':>9} {'best':>6}  single score"
    )
    for one in held:
        print(
            f"{one.kind.value:13} {one.network:27} {one.rule:38} {one.ours:6.3f} {one.pagerank:9.3f} {one.best:6.3f}  {one.single}"
        )
    for kind in dict.fromkeys(one.kind for one in held):
        mine = [one for one in held if one.kind is kind]
        means = [float(np.mean([getattr(one, name) for one in mine])) for name in ("ours", "pagerank", "best")]
        shipped = next(
            (name for name, rule in RULES.items() if rule == dict(KIND_SETTINGS[kind].weights)), "another rule"
        )
        print(f"{kind.value:13} {'mean':27} {'in use: ' + shipped:38} {means[0]:6.3f} {means[1]:9.3f} {means[2]:6.3f}")
    means = [float(np.mean([getattr(one, name) for one in held])) for name in ("ours", "pagerank", "best")]
    print(f"{'all':13} {'mean':66} {means[0]:6.3f} {means[1]:9.3f} {means[2]:6.3f}\n")
    names = list(held[0].peers)
    print(
        f"{'mean by kind':13} {'networks':>8} {'ours':>6}" + "".join(f" {name:>{max(6, len(name))}}" for name in names)
    )
    for which in (*dict.fromkeys(one.kind for one in held), None):
        mine = [one for one in held if which in (one.kind, None)]
        ours = float(np.mean([one.ours for one in mine]))
        cells = "".join(f" {np.mean([one.peers[n] for one in mine]):{max(6, len(n))}.3f}" for n in names)
        print(f"{which.value if which else 'all':13} {len(mine):8} {ours:6.3f}{cells}")
    print()
    print(f"{'network':27} {'together':>9} {'best kind':>10} {'union':>6}  which kind")
    for row in together:
        print(f"{row.network:27} {row.together:9.3f} {row.best:10.3f} {row.union:6.3f}  {row.single}")
    columns = [float(np.mean([getattr(row, name) for row in together])) for name in ("together", "best", "union")]
    print(f"{'mean':27} {columns[0]:9.3f} {columns[1]:10.3f} {columns[2]:6.3f}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help=f"the development networks (${FOLDER})")
    given = parser.parse_args(arguments).folder
    try:
        found = list(rows(given))
    except NothingToMeasure as why:
        print(f"networks left out: {why}")
        return 0
    for row in found:
        print(f"{row.name:52} {row.value:8.3f} ≤ {row.limit}  {'ok' if row.ok else 'MISSED'}")
    return 0 if all(row.ok for row in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
