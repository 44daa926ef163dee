"""Ranks, agreement and likely superiors in bare networks of every kind of tie against the second reading."""

from __future__ import annotations

from random import Random

import pytest

from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.ties import NetworkTies
from tests.oracle.network import Network, middle_ranks

KINDS = ("trusts", "influences", "exchanges", "communicates", "affiliates")


def drawn(kind: str, seed: int) -> tuple[list[str], list[tuple[str, str, float]]]:
    """Five to thirty people, a few of whom receive most ties; some stand alone, some ties are said twice, some to oneself."""
    random = Random(f"{kind}/{seed}")
    ids = [f"n{i:02}" for i in range(random.randint(5, 30))]
    popular = [random.random() ** 3 + 0.05 for _ in ids]
    weights = random.choice(((1,), (1, 1, 2, 3, 10), (0.5, 1, 2.5)))
    some = range(random.randint(len(ids) // 2, 4 * len(ids)))
    return ids, [(random.choice(ids), random.choices(ids, popular)[0], float(random.choice(weights))) for _ in some]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", KINDS)
def test_a_network_is_read_as_it_is_written(kind: str, seed: int) -> None:
    ids, rows = drawn(kind, seed)
    (found,) = rank_network(ids, [NetworkTies.of(kind, "tie", ids, rows)], draws=20).types
    network = Network(kind, rows)
    near = pytest.approx
    evidence = found.confidence.evidence
    assert found.kind is not None
    assert (found.kind.value, evidence.people) == (network.kind, len(network.people))
    assert evidence.kendall_w == near(network.concordance(), abs=1e-9)
    assert evidence.incoherence == near(network.incoherence(), abs=1e-6)
    by_id = {row.id: row for row in found.people}
    assert [by_id[p].consensus for p in network.people] == near(list(network.consensus()), abs=1e-7)
    assert {row.id for row in found.people if row.consensus is None} == set(ids) - set(network.people)
    for method, values in network.scores().items():
        assert [{m.value: v for m, v in by_id[p].methods.items()}[method] for p in network.people] == near(
            list(values), abs=1e-7
        ), method
    if len(network.people) < 8:
        assert {row.rank for row in found.people} == {None}
        return
    middle = len(network.people) + 1 - middle_ranks(network.consensus())
    votes = [len(network.people) + 1 - middle_ranks(vote) for vote in network.voting()]
    for i, person in enumerate(network.people):
        row = by_id[person]
        assert row.rank is not None
        assert row.rank_lo is not None
        assert row.rank_hi is not None
        alike = [by_id[other].rank for j, other in enumerate(network.people) if middle[j] == middle[i]]
        assert set(alike) == {row.rank}
        assert row.rank + (len(alike) - 1) / 2 == middle[i]
        room = 0.1 * len(network.people)
        low, high = min(row.rank_lo, middle[i] - room), max(row.rank_hi, middle[i] + room)
        assert (row.agree, row.of) == (sum(low <= vote[i] <= high for vote in votes), len(votes))
    wanted = network.superiors()
    told = {p: [s for s in found.superiors if s.person == p] for p in network.people}
    for person, rows_of in told.items():
        assert [s.candidate for s in rows_of] == [row[0] for row in wanted[person]]
        assert [(s.p_superior, s.ties_ab, s.ties_ba) for s in rows_of] == [near(row[1:]) for row in wanted[person]]
