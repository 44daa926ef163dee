"""Brokerage roles against a network counted by hand, every triple of random ones, and permutations."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.groups.bridges import Grouping, Role, bridges
from graphcrm.analysis.groups.brokerage import ROLES, open_two_paths, role_significance
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, THEIRS, edge, golden_situation

KRACKHARDT = Path(__file__).parents[3] / "datasets" / "krackhardt"
#: A network of three groups counted by hand; R's ``sna::brokerage`` calls coordinator, itinerant, representative, gatekeeper and
#: liaison w_I, w_O, b_IO, b_OI and b_O.
FIXTURE_GROUPS = [0, 0, 1, 1, 2]
FIXTURE_TIES = [(0, 1), (1, 2), (2, 3), (3, 0), (1, 4), (4, 2), (2, 0), (4, 3)]
FIXTURE_COUNTS = {
    0: {"gatekeeper": 2},
    1: {"representative": 2},
    2: {"gatekeeper": 1, "liaison": 1, "itinerant": 1},
    3: {"liaison": 1},
    4: {"liaison": 1},
}


def matrix(n: int, ties: list[tuple[int, int]]) -> np.ndarray:
    W = np.zeros((n, n))
    for u, v in ties:
        W[u, v] = 0.5
    return W


def by_definition(W: np.ndarray, group: list[int]) -> np.ndarray:
    found = np.zeros((len(W), 5), dtype=int)
    for a, v, b in permutations(range(len(W)), 3):
        if W[a, v] > 0 and W[v, b] > 0 and not W[a, b] > 0:
            x, y, z = group[a], group[v], group[b]
            same = {(True, True): 0, (False, True): 2, (True, False): 3}
            role = same.get((x == y, y == z), 1 if x == z else 4)
            found[v, role] += 1
    return found


@given(st.integers(1, 8), st.integers(0, 10**6))
def test_counts_follow_the_definition(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    W = np.where(rng.random((n, n)) < 0.35, rng.random((n, n)), 0.0)
    np.fill_diagonal(W, 0.0)
    group = rng.integers(0, 3, n)
    paths = open_two_paths(W)
    assert paths.counts(group).tolist() == by_definition(W, group.tolist()).tolist()
    weights = sum(W[a, v] * W[v, b] for a, v, b in zip(paths.a, paths.v, paths.b, strict=True))
    assert paths.scores(group).sum() == pytest.approx(weights)


def test_all_five_roles_of_a_small_network() -> None:
    paths = open_two_paths(matrix(5, FIXTURE_TIES))
    counts = paths.counts(np.array(FIXTURE_GROUPS))
    for person, wanted in FIXTURE_COUNTS.items():
        found = {role: int(k) for role, k in zip(ROLES, counts[person], strict=True) if k}
        assert found == {role: k for role, k in wanted.items() if k}, person


#: Our roles in the order of sna's columns w_I, w_O, b_IO, b_OI, b_O.
SNA = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


@pytest.mark.parametrize(("network", "file"), [("asks_advice", "edges.csv"), ("friend", "friends.csv")])
def test_counts_are_those_of_sna(network: str, file: str) -> None:
    """``sna::brokerage`` (R package sna 2.7-1, raw.nli) on Krackhardt's managers by department, kept in sna_brokerage.csv."""
    nodes = {row["id"]: int(row["dept"]) for row in rows(KRACKHARDT / "nodes.csv")}
    people = sorted(nodes, key=int)
    ties = [(int(r["src"]) - 1, int(r["dst"]) - 1) for r in rows(KRACKHARDT / file) if r["type"] == network]
    counts = open_two_paths(matrix(len(people), ties)).counts(np.array([nodes[p] for p in people]))
    kept = {
        row["person"]: row for row in rows(Path(__file__).with_name("sna_brokerage.csv")) if row["network"] == network
    }
    assert len(kept) == 21
    for person, found in zip(people, counts, strict=True):
        ours = dict(zip(ROLES, map(int, found), strict=True))
        theirs = [int(kept[person][name]) for name in ("w_I", "w_O", "b_IO", "b_OI", "b_O")]
        assert [ours[role] for role in SNA] == theirs, person


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_golden_values() -> None:
    situation = golden_situation()
    found = {b.id: b for b in bridges(situation, seed=1)}
    assert (found["c3"].counts[Role.COORDINATOR], found["c3"].counts[Role.GATEKEEPER]) == (3, 2)
    assert (found["c6"].counts[Role.COORDINATOR], found["c6"].counts[Role.GATEKEEPER]) == (3, 2)
    assert found["c2"].counts[Role.COORDINATOR] == 13
    assert sum(found["t1"].counts.values()) == 0
    assert (found["t1"].dominant, found["t1"].z) == (None, None)
    assert found["c7"].sentence(situation).en == (
        "孙采购 acts mainly as gatekeeper, carrying influence from 拓维数据设备 to 华岳银行 (1 open path)."
    )
    assert {b.z for b in found.values()} == {None}, "fewer than 15 people"


def test_a_third_party_that_moves_things_inside_the_customer_is_an_itinerant() -> None:
    situation = golden_situation(edges=[edge("INFLUENCES", "c11", "t1", level=4)])
    found = {b.id: b for b in bridges(situation, seed=1)}["t1"]
    assert found.counts[Role.ITINERANT] == 2
    assert found.dominant is Role.ITINERANT


def test_groups_by_category_and_department() -> None:
    units = [{"id": u, "name": u, "org": "HY"} for u in ("IT", "OPS")]
    inside = {"c3": "IT", "c5": "IT", "c6": "IT", "c9": "OPS", "c10": "OPS"}
    situation = golden_situation(rows={"unit": units}, people={p: {"unit": u} for p, u in inside.items()})
    total = {how: sum(sum(b.counts.values()) for b in bridges(situation, how, seed=1)) for how in Grouping}
    assert len(set(total.values())) == 1, "how people are grouped moves no path"
    by_unit = {b.id: b for b in bridges(situation, Grouping.DEPARTMENT, seed=1)}
    told = {role.value: k for role, k in by_unit["c9"].counts.items() if k}
    assert told == {"liaison": 1, "gatekeeper": 2, "representative": 1}, "s1 to c5; s1 and c5 to c10; c10 to c5"
    by_category = {b.id: b for b in bridges(situation, Grouping.CATEGORY, seed=1)}["c7"]
    assert "supplier" in by_category.sentence(situation).en


def test_equal_counts_are_settled_by_weight_and_then_by_order() -> None:
    ties = {("t1", "c1"): (1, "A"), ("c1", "c9"): (1, "A"), ("s1", "c1"): (5, "A"), ("c1", "s1"): (1, "A")}
    situation = golden_situation(influences=dict.fromkeys(INFLUENCES) | ties)
    found = {b.id: b for b in bridges(situation, seed=1)}["c1"]
    assert {role.value: k for role, k in found.counts.items() if k} == {"gatekeeper": 2, "liaison": 1}
    assert found.dominant is Role.GATEKEEPER
    tie = {("t1", "c1"): (5, "A"), ("c1", "s1"): (5, "A"), ("c2", "c1"): (1, "A"), ("c1", "c9"): None}
    found = {b.id: b for b in bridges(golden_situation(influences=dict.fromkeys(INFLUENCES) | tie), seed=1)}["c1"]
    assert {role.value: k for role, k in found.counts.items() if k} == {"liaison": 1, "representative": 1}
    assert found.dominant is Role.LIAISON, "the weightier of two"


def test_z_compares_with_shuffled_groups() -> None:
    """Sixteen people in two groups who only listen to their own: more coordination than chance."""
    rng = np.random.default_rng(5)
    group = np.repeat([0, 1], 8)
    W = np.where((group[:, None] == group[None, :]) & (rng.random((16, 16)) < 0.4), 0.5, 0.0)
    np.fill_diagonal(W, 0.0)
    paths = open_two_paths(W)
    z = role_significance(paths, group, np.zeros(16, dtype=np.intp), np.random.default_rng(1), 500)
    assert np.nanmin(z) > 1
    again = role_significance(paths, group, np.zeros(16, dtype=np.intp), np.random.default_rng(1), 500)
    assert again.tolist() == z.tolist()
    exact = np.array([paths.counts(np.random.default_rng(s).permutation(group))[:, 0] for s in range(2000)])
    expected = (paths.counts(group)[:, 0] - exact.mean(axis=0)) / exact.std(axis=0)
    assert z == pytest.approx(expected, abs=0.6)


def test_nothing_varies_where_everybody_is_of_one_group() -> None:
    W = matrix(3, [(0, 1), (1, 2)])
    z = role_significance(
        open_two_paths(W), np.zeros(3, dtype=np.intp), np.zeros(3, dtype=np.intp), np.random.default_rng(1), 500
    )
    assert np.isnan(z).all()


def test_z_is_told_from_fifteen_people_on_whatever_they_are_called() -> None:
    more = [{"id": f"x{i}", "name": "顾问", "org": "ADV"} for i in range(2)]
    ties = [edge("INFLUENCES", f"x{i}", "c5", level=3) for i in range(2)]
    found = {b.id: b for b in bridges(golden_situation(rows={"person": more}, edges=ties), seed=1)}
    assert found["c5"].z is not None
    assert found["x0"].z is None
    renamed = [{**row, "id": row["id"].replace("x", "a")} for row in more]
    other_ties = [edge("INFLUENCES", f"a{i}", "c5", level=3) for i in range(2)]
    other = {b.id: b for b in bridges(golden_situation(rows={"person": renamed}, edges=other_ties), seed=1)}
    assert other["c5"].z == found["c5"].z


def test_counter_influence_neither_carries_nor_closes() -> None:
    against = [edge("INFLUENCES", "c8", "c1", level=5, polarity=-1)]
    signed = golden_situation(edges=against, options=GraphOptions(derived=False, signed=True))
    assert [b.counts for b in bridges(signed, seed=1)] == [b.counts for b in bridges(golden_situation(), seed=1)]


def test_nobody_and_one() -> None:
    assert bridges(golden_situation(people=dict.fromkeys(THEIRS)), seed=1) == ()
    (alone,) = bridges(golden_situation(people=dict.fromkeys(p for p in THEIRS if p != "c2")), seed=1)
    assert alone.dominant is None
