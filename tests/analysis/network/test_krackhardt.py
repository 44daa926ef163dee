"""Krackhardt's managers: does advice alone recover the chart?"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from graphcrm.analysis.network.chance import uneven_contacts
from graphcrm.analysis.network.confidence import RankLevel
from graphcrm.analysis.network.explain import (
    explain_confidence,
    explain_direction,
    explain_leading,
    explain_person,
    explain_residual,
    explain_superior,
)
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.result import NetworkRank
from graphcrm.analysis.network.settings import TieKind
from graphcrm.analysis.network.ties import NetworkTies, prepare

Reader = Callable[[str, str], NetworkTies]


@pytest.fixture(scope="module")
def advice(ids: list[str], krackhardt: Reader) -> NetworkRank:
    return rank_network(ids, [krackhardt("asks_advice", "trusts"), krackhardt("reports_to", "reports_to")])


def test_advice_orders_the_chart(advice: NetworkRank) -> None:
    """The president is above 20 people and the vice-presidents above 16: 36 pairs, at any distance."""
    assert advice.together is not None
    check = advice.together.chart["reports_to"]
    assert check.pairs == 36
    assert check.ordered is not None
    assert check.ordered >= 0.95
    assert advice.together.confidence.level is not RankLevel.LOW


def test_the_chart_does_not_take_part_in_the_ranking(advice: NetworkRank, ids: list[str], krackhardt: Reader) -> None:
    alone = rank_network(ids, [krackhardt("asks_advice", "trusts")])
    assert advice.together is not None
    assert alone.together is not None
    assert alone.together.people == advice.together.people
    assert [ranking.kind for ranking in advice.types] == [TieKind.TRUSTS]


def test_the_chart_alone_is_no_measure_of_influence(ids: list[str], krackhardt: Reader) -> None:
    found = rank_network(ids, [krackhardt("reports_to", "reports_to")])
    assert found.together is None
    assert found.types == ()
    assert "no tie type measures influence" in [note.en for note in found.notes]


def test_hubs_that_the_chart_does_not_show(advice: NetworkRank) -> None:
    assert {row.id for row in advice.residuals[:4]} >= {"1", "6"}
    assert sum(row.residual for row in advice.residuals) == pytest.approx(0, abs=1e-9)
    assert "more influence than formal rank" in explain_residual(advice.residuals[0]).en
    assert "(residual −" in explain_residual(advice.residuals[-1]).en


def test_friendship_brokers(ids: list[str], krackhardt: Reader) -> None:
    found = rank_network(ids, [krackhardt("friend", "affiliates")])
    assert found.together is not None
    assert [person.id for person in found.together.people[:2]] == ["17", "11"]


def test_types_are_ranked_separately_and_together(ids: list[str], krackhardt: Reader) -> None:
    found = rank_network(ids, [krackhardt("friend", "affiliates"), krackhardt("asks_advice", "trusts")])
    assert [ranking.name for ranking in found.types] == ["asks_advice", "friend"]
    assert found.together is not None
    assert found.together.kind is None
    assert found.together.leading == ("asks_advice",)
    leading = found.types[0].people
    assert [(p.id, p.consensus) for p in found.together.people] == [(p.id, p.consensus) for p in leading]
    readings = found.together.confidence.evidence.readings
    assert readings.types is not None
    assert readings.types < 0.8
    assert "order people differently" in explain_confidence(found.together).en
    said = explain_leading(found.together, found.types)
    assert said is not None
    assert said.en.startswith("together, asks_advice order people")
    assert explain_leading(found.types[0], found.types) is None


def test_ties_of_one_meaning_are_joined_by_how_much_more_uneven_than_chance_they_are(
    ids: list[str], krackhardt: Reader
) -> None:
    """PageRank on the union, against NetworkX: whom to ask is agreed on much more than whom to like."""
    ties = [krackhardt("friend", "trusts"), krackhardt("asks_advice", "trusts")]
    found = rank_network(ids, ties, draws=20)
    assert found.together is not None
    assert found.together.leading == ("asks_advice", "friend")
    weights = []
    for one in ties:
        network = prepare(one, len(ids), np.arange(len(ids)))
        weights.append(uneven_contacts(network) - 1)
    assert weights[1] > 3 * weights[0]
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(ids)))
    for one, weight in sorted(zip(ties, weights, strict=True), key=lambda pair: pair[1]):
        graph.add_weighted_edges_from((a, b, weight) for a, b in zip(one.src, one.dst, strict=True))
    oracle = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    order = sorted(range(len(ids)), key=lambda i: (-round(oracle[i], 9), ids[i]))
    assert [p.id for p in found.together.people] == [ids[i] for i in order]


def test_a_survey_that_reaches_few_does_not_lead(ids: list[str], krackhardt: Reader) -> None:
    few = NetworkTies.of("trusts", "advice_of_a_few", ids, [(ids[0], ids[1], 1.0), (ids[2], ids[1], 1.0)])
    found = rank_network(ids, [few, krackhardt("friend", "affiliates")], draws=20)
    assert found.together is not None
    assert found.together.leading == ("advice_of_a_few", "friend")


def test_order_of_input_changes_nothing(advice: NetworkRank, ids: list[str], krackhardt: Reader) -> None:
    rng = random.Random(1)
    names = rng.sample(ids, len(ids))
    place = {name: i for i, name in enumerate(names)}
    shuffled = []
    for ties in (krackhardt("reports_to", "reports_to"), krackhardt("asks_advice", "trusts")):
        rows = list(zip(ties.src, ties.dst, strict=True))
        rng.shuffle(rows)
        shuffled.append(
            NetworkTies(
                ties.kind,
                ties.name,
                [place[ids[a]] for a, _ in rows],
                [place[ids[b]] for _, b in rows],
                [1.0] * len(rows),
            )
        )
    assert repr(rank_network(names, shuffled)) == repr(advice)


def test_new_names_keep_the_scores(advice: NetworkRank, ids: list[str], krackhardt: Reader) -> None:
    renamed = {name: f"x{97 * i % 101:03}" for i, name in enumerate(ids)}
    found = rank_network([renamed[name] for name in ids], [krackhardt("asks_advice", "trusts")])
    assert advice.together is not None
    assert found.together is not None
    before = {renamed[p.id]: replace(p, id=renamed[p.id]) for p in advice.together.people}
    assert {p.id: p for p in found.together.people} == before


def test_which_direction_was_read_is_said_with_a_warning(advice: NetworkRank) -> None:
    (ranking,) = advice.types
    turned = ranking.confidence.evidence.readings.direction
    assert turned is not None
    assert turned < 0
    said = explain_direction(ranking)
    assert said is not None
    assert said.en.startswith(
        "“asks_advice” is read as src relying on dst: whoever is relied on (dst) ranks high; were it"
    )
    assert "相反" in said.zh
    assert "were the ties to run the other way" in explain_confidence(ranking).en


def test_seeds(advice: NetworkRank, ids: list[str], krackhardt: Reader) -> None:
    ties = [krackhardt("asks_advice", "trusts"), krackhardt("reports_to", "reports_to")]
    assert repr(rank_network(ids, ties)) == repr(advice)
    other = rank_network(ids, ties, seed=7)
    assert other.together is not None
    assert advice.together is not None
    assert other.together.people != advice.together.people
    assert [p.consensus for p in other.together.people] == [p.consensus for p in advice.together.people]


def test_explanations(advice: NetworkRank) -> None:
    assert advice.together is not None
    first = advice.together.people[0]
    text = explain_person(advice.together, first)
    assert text.en.startswith(f"From asks_advice alone {first.id} ranks 1 ({first.rank_lo}–{first.rank_hi}); ")
    assert text.en.endswith("4 of 4 methods agree; confidence medium.")
    assert text.zh.startswith(f"仅凭“asks_advice”数据：{first.id} 居第 1 位")
    assert "please verify" in explain_superior(advice.superiors[0]).en
