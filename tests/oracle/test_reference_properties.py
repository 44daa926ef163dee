"""The oracle against brute force and against itself on random accounts, and the random accounts against the rules."""

import csv
from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from tests.oracle import sponsors
from tests.oracle.evidence import combine, lower_median
from tests.oracle.paths import simple_paths, strength
from tests.oracle.random_accounts import ACCOUNT, AS_OF, TODAY, write_account
from tests.oracle.reference import Reference
from tests.oracle.scales import EXISTENCE
from tests.oracle.tables import Row, edge_key, read_folder, rows_in_force
from tests.oracle.threads import Network

SEEDS = [(1, 8), (2, 12), (3, 16), (4, 20)]


@pytest.fixture(scope="module", params=SEEDS, ids=str)
def reference(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """Random account seen through one opportunity."""
    seed, size = request.param
    folder = write_account(tmp_path_factory.mktemp("account"), seed, size)
    return Reference(folder, AS_OF, ACCOUNT, "O1" if seed % 2 else None, derived=seed != 2)


# the answers ----------------------------------------------------------------------------------------------------


def test_shares_are_a_distribution_that_gives_the_lean(reference: Reference) -> None:
    picture = reference.picture
    assert sum(picture.share.values()) == pytest.approx(1.0)
    assert min(picture.share.values()) >= -1e-12
    y = picture.model.opinions(picture.x)
    assert sum(picture.r[p] * y[p] for p in picture.people) == pytest.approx(picture.model.lean(picture.x))


def test_share_is_the_sum_over_walks(reference: Reference) -> None:
    """Tracing opinions backwards, step by step, ends where the shares say."""
    picture = reference.picture
    total = picture.model.weight.sum(axis=0)
    kappa = np.array([picture.model.kappa[p] for p in picture.people])
    at = np.array([picture.r[p] for p in picture.people])
    ended = np.zeros_like(at)
    for _ in range(5000):
        ended += at * kappa / (kappa + total)
        at = picture.model.weight @ (at / (kappa + total))
    assert ended == pytest.approx([picture.share[p] for p in picture.people], abs=1e-9)


def test_paths_are_all_simple_paths_in_order(reference: Reference) -> None:
    edges = reference.picture.graph.as_edges()
    people = reference.picture.people[:6]
    small = {u: {v: w for v, w in edges[u].items() if v in people} for u in people}
    source, target = people[0], people[-1]
    inner = [p for p in people if p not in (source, target)]
    brute = {
        (source, *middle, target)
        for size in range(len(inner) + 1)
        for middle in permutations(inner, size)
        if all(v in small[u] for u, v in zip((source, *middle), (*middle, target), strict=True))
    }
    found = list(simple_paths(small, source, target))
    assert {path for path, _ in found} == brute
    values = [value for _, value in found]
    assert values == sorted(values, reverse=True) == [strength(small, path) for path, _ in found]


def test_threads_are_the_smallest_cuts(reference: Reference) -> None:
    network = Network(reference.picture)
    for decider in reference.picture.deciders:
        threads, cut = network.minimum_cut(decider)
        assert len(cut) == threads
        assert not network.connected(decider, cut)
        if threads <= 3:
            assert tuple(cut) in network.all_minimum_cuts(decider)


def test_sponsor_assignment_is_optimal(reference: Reference) -> None:
    picture = reference.picture
    targets, people = sponsors.demand(picture), sponsors.supply(picture)
    slots = [s for s in people for _ in range(sponsors.capacity(picture, s))]
    worth = np.zeros((len(targets), len(slots) + len(targets)))
    for row, target in enumerate(targets):
        for at, sponsor in enumerate(slots):
            if sponsors.fit(picture, sponsor, target).barred is None:
                worth[row, at] = sponsors.pair_value(picture, sponsor, target)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    chosen, objective = sponsors.assignment(picture)
    assert objective == pytest.approx(worth[rows, columns].sum())
    load = Counter(chosen.values())
    assert all(load[s] <= sponsors.capacity(picture, s) for s in load)


def test_routes_keep_the_rules(reference: Reference) -> None:
    facts, picture = reference.facts, reference.picture
    for p in picture.people:
        for row in reference.Q06(p):
            path = str(row["route"]).split(">")
            assert path[0] in picture.ties.our_people
            assert 1 <= len(path) - 1 <= 4
            assert not any(facts.no_intermediary(q) for q in path[1:-1])


# the rules of evidence ------------------------------------------------------------------------------------------


def report(reporter: str, level: int, confidence: str, observed: str = "2026-01-01", **more: str) -> Row:
    """One INFLUENCES row."""
    cells = {"kind": "INFLUENCES", "from": "a", "to": "b", "level": str(level), "confidence": confidence}
    return Row("edges", cells | {"reported_by": reporter, "observed_at": observed} | more)


def test_noisy_or_lower_median_and_denial() -> None:
    found = combine((report("u1", 2, "B"), report("u2", 4, "B", "2026-03-01")))
    assert found is not None
    assert (found.level, found.q, found.observed) == (2, Fraction("0.96"), date(2026, 3, 1))
    capped = combine(tuple(report(u, 3, "A") for u in ("u1", "u2", "u3", "u4")))
    assert capped is not None
    assert capped.q == Fraction("0.98")
    assert capped.reporters == ("u1", "u2", "u3")
    disputed = combine((report("u1", 5, "B"), report("u2", 0, "A")))
    assert disputed is not None
    assert (disputed.level, disputed.q, disputed.disputed) == (5, Fraction("0.4"), True)
    assert combine((report("u1", 0, "A"),)) is None


def test_lower_median_takes_the_lower_of_two_halves() -> None:
    assert lower_median([(1, EXISTENCE["C"]), (5, EXISTENCE["C"])]) == 1
    assert lower_median([(1, EXISTENCE["D"]), (5, EXISTENCE["C"])]) == 5
    assert lower_median([(1, EXISTENCE["D"]), (2, EXISTENCE["D"]), (5, EXISTENCE["C"])]) == 2


def test_versions() -> None:
    old = report("u1", 2, "B", "2025-01-01")
    new = report("u1", 4, "B", "2026-03-01", valid_from="2026-02-01")
    late = report("u1", 5, "B", "2026-08-01", valid_from="2026-06-01")

    def levels(day: date) -> list[str]:
        return [row.cells["level"] for row in rows_in_force((late, new, old), edge_key, day)]

    assert levels(date(2024, 12, 31)) == []
    assert levels(date(2026, 2, 15)) == ["2"], "the new version was not yet observed and ends nothing"
    assert levels(date(2026, 6, 30)) == ["4"], "the late version was not yet observed"
    assert levels(date(2026, 8, 1)) == ["5"]


# the random accounts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seed", "size"), [*((seed, 8 + 2 * seed) for seed in range(12)), (305, 16)])
def test_random_accounts_are_valid(seed: int, size: int, tmp_path: Path) -> None:
    write_account(tmp_path, seed, size)
    tables = read_folder(tmp_path)
    people = {str(r.text("id")): str(r.text("org")) for r in tables["people"]}
    starts = Counter((edge_key(row), row.starts) for row in tables["edges"])
    assert max(starts.values()) == 1, "one row per key and start"
    managers: Counter[str | None] = Counter(r.text("id") for r in tables["people"] if r.text("reports_to"))
    for row in tables["edges"]:
        assert row.text("from") != row.text("to")
        assert row.starts < row.ends
        assert row.observed is None or row.observed < TODAY
        if row.text("kind") == "STANCE":
            assert row.text("to") in {"US", "RIV1", "RIV2"}
        if row.text("kind") in {"SPONSORS", "OWNS"}:
            assert people[str(row.text("from"))].startswith("US")
        managers[row.text("from")] += row.text("kind") == "REPORTS_TO" and row.text("line") == "solid"
    assert max(managers.values(), default=0) <= 1
    for row in tables["interactions"]:
        sides = {people[p].startswith("US") for p in row.items("participants")}
        assert sides == {True, False}


def test_random_accounts_repeat(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_account(tmp_path / name, 7, 12)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_random_accounts_are_varied(tmp_path: Path) -> None:
    """Every kind of fact occurs, and the answers that depend on it do too."""
    seen: Counter[str] = Counter()
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        write_account(folder, seed, 24)
        with (folder / "edges.csv").open(encoding="utf-8", newline="") as handle:
            seen.update(row["kind"] for row in csv.DictReader(handle))
        found = Reference(folder, AS_OF, ACCOUNT, "O1")
        seen.update(tie.grade + str(tie.derived) for tie in found.picture.graph.ties.values())
        seen.update(f"class {row['class']}" for row in found.Q02())
        seen["outsiders"] += sum(not found.facts.in_tree(p) for p in found.picture.people)
        seen["left"] += sum(found.facts.left(p) for p in found.facts.people)
        strangers = [p for p in found.picture.people if not found.facts.in_tree(p)]
        assert not {found.facts.org(p) for p in strangers} & {"OTHERCUST", "MISC"}
        assert not {found.facts.org(p) for p in found.picture.people} & {"RIV1", "US"}
        seen["second posts"] += sum(
            found.facts.in_tree(p) and not found.facts.org(p).startswith("ACC") for p in found.picture.people
        )
    kinds = {"INFLUENCES", "TRUSTS", "KNOWS", "STANCE", "REPORTS_TO", "SHARED_HISTORY", "CONFLICTS_WITH", "SPONSORS"}
    assert kinds <= seen.keys()
    assert seen["second posts"] >= 3
    assert {"class hidden", "class outside", "BTrue", "AFalse"} <= seen.keys()
    assert seen["outsiders"] > 5
    assert seen["left"] > 3
