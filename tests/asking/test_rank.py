"""Every score of `rank` stands under its own heading: in a network of counts no two of the methods order people the same."""

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
import scipy

from graphcrm.asking.catalogue import catalogue
from graphcrm.workspace.door import Workspace

#: How often each writes to each: nobody writes as much as anybody else, and not everybody to everybody.
COUNTS = {
    (a, b): 1 + (7 * i * i + 3 * i) % 11
    for i, (a, b) in enumerate(permutations("abcdefghijkl", 2))
    if (5 * i + i * i) % 7 in (1, 3)
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """The answer about the network."""
    folder = tmp_path_factory.mktemp("counted")
    lines = [f"{a},{b},mail,{count}" for (a, b), count in COUNTS.items()]
    (folder / "e.csv").write_text("\n".join(["src,dst,type,weight", *lines]), encoding="utf-8")
    workspace = Workspace(str(folder / "w.graphcrm"))
    workspace.import_network(folder / "e.csv", ties={"mail": "communicates"})
    return {row["id"]: row for row in workspace.query("rank", draws=20).rows}


def _pagerank(read):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((a, b, read(count)) for (a, b), count in COUNTS.items())
    return nx.pagerank(graph, tol=1e-12, max_iter=1000)


def _received(read):
    return {p: sum(read(count) for (_, b), count in COUNTS.items() if b == p) for p in "abcdefghijkl"}


ORACLES = {
    "pagerank": _pagerank(lambda count: 1),
    "pagerank_raw": _pagerank(lambda count: count),
    "pagerank_damped": _pagerank(np.log1p),
    "contacts": _received(lambda count: 1),
    "volume": _received(lambda count: count),
    "strength": _received(np.log1p),
}


@pytest.mark.parametrize("column", ORACLES)
def test_a_column_holds_the_normal_scores_of_the_method_that_it_names(rows, column):
    """Φ⁻¹((rank − ½)/n) of mid-ranks."""
    people = sorted(rows)
    ranks = scipy.stats.rankdata([round(ORACLES[column][person], 9) for person in people])
    assert [rows[person][column] for person in people] == pytest.approx(
        scipy.stats.norm.ppf((ranks - 0.5) / 12), abs=1e-5
    )


def test_every_heading_of_a_method_says_that_it_is_a_score():
    columns = {c.name: c.heading for c in catalogue()["rank"].groups[0]}
    for name in ("fj_share", "hits_authority", "shared_contacts", *ORACLES):
        assert "得分" in columns[name].zh, name
        assert "score" in columns[name].en, name


def test_no_two_methods_say_the_same_here(rows):
    """Otherwise two columns could be exchanged and nobody would see it."""
    columns = ["consensus", "fj_share", "hits_authority", "shared_contacts", *ORACLES]
    for one, other in combinations(columns, 2):
        assert any(row[one] != row[other] for row in rows.values()), (one, other)


def test_the_best_by_consensus_are_the_first(rows):
    scores = [row["consensus"] for row in sorted(rows.values(), key=lambda row: row["rank"])]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0 > scores[-1]


def test_a_place_that_does_not_move_is_said_once_and_a_kind_of_tie_in_the_readers_language(tmp_path):
    (tmp_path / "e.csv").write_text("src,dst,weight\n" + "".join(f"p{i},hub,1\n" for i in range(14)), encoding="utf-8")
    workspace = Workspace(str(tmp_path / "w.graphcrm"))
    workspace.import_network(tmp_path / "e.csv", ties={"": "communicates"})
    said = workspace.query("rank", explain=True, draws=50).explain[0]
    assert "hub ranks 1 (1); " in said.en
    assert said.en.startswith("From communicates alone")
    assert said.zh.startswith("仅凭“通信”数据：hub 居第 1 位（1），")
