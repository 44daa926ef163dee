"""Krackhardt's managers: does advice alone recover the chart?"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from graphcrm.analysis.network import (
    Level,
    NetworkRank,
    NetworkTies,
    TieKind,
    explain_person,
    explain_residual,
    explain_superior,
    rank_network,
)

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
    assert advice.together.confidence.level is not Level.LOW


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
    assert "−" in explain_residual(advice.residuals[-1]).en


def test_friendship_brokers(ids: list[str], krackhardt: Reader) -> None:
    found = rank_network(ids, [krackhardt("friend", "affiliates")])
    assert found.together is not None
    assert [person.id for person in found.together.people[:2]] == ["17", "11"]


def test_types_are_ranked_separately_and_together(ids: list[str], krackhardt: Reader) -> None:
    found = rank_network(ids, [krackhardt("friend", "affiliates"), krackhardt("asks_advice", "trusts")])
    assert [ranking.name for ranking in found.types] == ["asks_advice", "friend"]
    assert found.together is not None
    assert found.together.kind is None
    single = [{p.id: p.consensus for p in ranking.people} for ranking in found.types]
    for person in found.together.people:
        assert person.consensus == pytest.approx(np.mean([one[person.id] for one in single]))
        assert person.of == sum(len(ranking.used) for ranking in found.types)
    assert found.together.confidence.evidence.kendall_w is not None


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
    before = {renamed[p.id]: p.consensus for p in advice.together.people}
    assert {p.id: p.consensus for p in found.together.people} == pytest.approx(before, abs=1e-12)


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
    assert text.en.endswith("of 4 methods agree; confidence high.")
    assert text.zh.startswith(f"仅凭asks_advice数据:{first.id} 居第1位")
    assert "please verify" in explain_superior(advice.superiors[0]).en
