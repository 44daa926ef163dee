"""Columns in, one canonical orientation out."""

from __future__ import annotations

import numpy as np
import pytest

from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.settings import TieKind
from graphcrm.analysis.network.ties import Network, NetworkTies, prepare
from graphcrm.errors import GraphcrmError, InputError, UsageError


def prepared(kind: str, rows: list[tuple[int, int, float]], size: int = 5) -> Network:
    src, dst, weight = zip(*rows, strict=True)
    return prepare(NetworkTies(kind, "t", src, dst, weight), size, np.arange(size))


def listed(network: Network) -> list[tuple[int, int, float]]:
    return list(zip(network.giver.tolist(), network.taker.tolist(), network.weight.tolist(), strict=True))


def test_trust_points_at_the_influential_and_influence_away() -> None:
    assert listed(prepared("trusts", [(0, 1, 2)])) == [(0, 1, 2)]
    assert listed(prepared("influences", [(0, 1, 2)])) == [(1, 0, 2)]


def test_repeated_counts_add_up_and_repeated_strengths_do_not() -> None:
    rows = [(0, 1, 2.0), (0, 1, 3.0), (1, 0, 1.0)]
    assert listed(prepared("communicates", rows)) == [(0, 1, 5), (1, 0, 1)]
    assert listed(prepared("trusts", rows)) == [(0, 1, 3), (1, 0, 1)]


def test_an_undirected_pair_listed_both_ways_is_one_tie() -> None:
    assert listed(prepared("affiliates", [(3, 1, 4), (1, 3, 4)])) == [(1, 3, 4)]


def test_self_ties_are_counted_and_ties_of_weight_zero_do_not_exist() -> None:
    network = prepared("trusts", [(0, 0, 1), (1, 1, 2), (0, 1, 0), (1, 2, 1)])
    assert network.self_ties == 2
    assert listed(network) == [(1, 2, 1)]


@pytest.mark.parametrize(
    ("kind", "weights", "counts"),
    [
        ("communicates", [1, 2], True),
        ("communicates", [1, 1], False),
        ("communicates", [0.5, 2], False),
        ("affiliates", [7, 7], True),
        ("trusts", [1, 5], False),
    ],
)
def test_which_weights_are_counts(kind: str, weights: list[float], counts: bool) -> None:
    assert prepared(kind, [(0, 1, weights[0]), (1, 0, weights[0]), (2, 0, weights[1])]).counts is counts


@pytest.mark.parametrize("kind", ["communicates", "exchanges"])
@pytest.mark.parametrize("weight", [1, 3])
def test_contact_that_is_never_returned_is_a_list_of_pairs(kind: str, weight: float) -> None:
    network = prepared(kind, [(2, 1, weight), (1, 0, weight)])
    assert network.kind is TieKind.AFFILIATES
    assert network.note is not None
    assert listed(network) == [(0, 1, weight), (1, 2, weight)]


def test_returned_communication_keeps_its_direction() -> None:
    rows = [(2, 1, 1), (1, 2, 1)]
    assert prepared("communicates", rows).kind is TieKind.COMMUNICATES


@pytest.mark.parametrize(
    "ties",
    [
        NetworkTies("likes", "t", [0], [1]),
        NetworkTies("trusts", "t", [0, 1], [1]),
        NetworkTies("trusts", "t", [0], [1], [1.0, 2.0]),
        NetworkTies("trusts", "t", [0], [3]),
        NetworkTies("trusts", "t", [-1], [1]),
        NetworkTies("trusts", "t", [0.5], [1]),  # type: ignore[list-item]
        NetworkTies("trusts", "t", [0], [1], [-1.0]),
        NetworkTies("trusts", "t", [0], [1], [float("nan")]),
        NetworkTies("trusts", "t", [0], [1], [float("inf")]),
    ],
)
def test_columns_that_do_not_fit_are_refused_in_both_languages(ties: NetworkTies) -> None:
    with pytest.raises(InputError) as caught:
        rank_network(["a", "b", "c"], [ties])
    assert "t" in caught.value.text.en
    assert caught.value.text.zh != caught.value.text.en


def test_repeated_names_are_refused() -> None:
    with pytest.raises(InputError, match="more than once: a"):
        rank_network(["a", "a"], [])
    twice = NetworkTies("trusts", "advice", [0], [1])
    with pytest.raises(InputError, match="advice"):
        rank_network(["a", "b"], [twice, twice])
    with pytest.raises(InputError, match="not in the list of people: z"):
        NetworkTies.of("trusts", "advice", ["a", "b"], [("a", "z", 1.0)])


@pytest.mark.parametrize("options", [{"draws": 0}, {"seed": -1}, {"missing_rate": 1.0}, {"missing_rate": -0.1}])
def test_impossible_options_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(GraphcrmError) as caught:
        rank_network(["a", "b"], [], **options)  # type: ignore[arg-type]
    assert isinstance(caught.value, UsageError)
