"""Random accounts, from files to answers: how influence is built, against the second reading; also signed."""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.known import Known
from graphcrm.asking.run import run
from tests.oracle import audit, structure
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference

pytestmark = pytest.mark.usefixtures("few_draws")


@pytest.fixture(scope="module", params=range(8))
def account(request, tmp_path_factory):
    """A random account; every third one has counter-influence, read signed by both."""
    seed = request.param
    folder = write_account(tmp_path_factory.mktemp(f"structure{seed}"), 40 + seed, size=8 + 2 * seed)
    signed = seed % 3 == 0
    if signed:
        turn_some_against(folder)
    (snapshot,) = snapshots_of(folder, AS_OF)
    derived = seed % 2 == 0
    params = {"account": ACCOUNT, "opportunity": "O1", "no_derived": not derived, "signed": signed}
    picture = Reference(folder, AS_OF, ACCOUNT, "O1", derived=derived, signed=signed).picture

    known = Known()

    def ask(name, **more):
        return run(Ask(find_query(name), snapshot, {**params, **more}, known=known))

    return seed, picture, ask


def turn_some_against(folder: Path) -> None:
    """Every fourth influence row counts against."""
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys([*rows[0], "polarity"]))
    for at, row in enumerate(r for r in rows if r["kind"] == "INFLUENCES"):
        row["polarity"] = "-1" if at % 4 == 3 else ""
    with (folder / "edges.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def alike(ours, theirs, place):
    """Every value of the second reading is that of the first."""
    for column, value in theirs.items():
        mine = ours[column]
        if isinstance(value, float):
            assert mine == pytest.approx(value, abs=2e-5, rel=2e-5), (place, column)
        else:
            assert mine == value, (place, column)


def test_shares_and_leans_agree_also_signed(account):
    seed, picture, ask = account
    result = ask("key-influencers", top=1000)
    assert {r["id"]: r["share_pct"] / 100 for r in result.rows} == pytest.approx(picture.share, abs=1e-6)
    said = [t.en for t in result.assumptions if "counter-influence" in t.en]
    assert bool(said) == (seed % 3 == 0)
    if said and any(tie.weight < 0 for tie in picture.graph.ties.values()):
        total = sum(map(abs, picture.share.values()))
        assert f"sum to {100 * total:.0f}%" in said[0]
    assert ask("forecast").rows[-1]["lean"] == pytest.approx(picture.model.lean(picture.x), abs=1e-5)


def test_the_audit_counts_the_edges_of_the_graph_also_signed(account):
    seed, picture, ask = account
    found = {r["metric"]: r["value"] for r in ask("audit", top=1000).rows}
    for row in audit.rows(picture):
        expected = row["value"]
        assert found[row["metric"]] == (expected if expected is None else pytest.approx(expected, abs=2e-5)), (
            seed,
            row,
        )


def test_tiers_and_inversions_agree(account):
    seed, picture, ask = account
    found = ask("hierarchy", top=1000)
    for ours, theirs, key in zip(found.groups, structure.hierarchy(picture), ("id", "from", None), strict=True):
        if key is None:
            assert len(ours) == len(theirs)
            pairs = zip(ours, theirs, strict=True)
        else:
            mine = {(r[key], r.get("to")): r for r in ours}
            expected = {(r[key], r.get("to")): r for r in theirs}
            assert mine.keys() == expected.keys(), seed
            pairs = ((mine[k], expected[k]) for k in mine)
        for a, b in pairs:
            alike(a, b, (seed, a))
    tiers = [r["tier"] for r in found.groups[0] if r["tier"] is not None]
    assert tiers == sorted(tiers, reverse=True)
    weights = [r["weight"] for r in found.groups[1]]
    assert weights == sorted(weights, reverse=True)


def test_brokers_and_structural_holes_agree(account):
    seed, picture, ask = account
    ours, theirs = ask("brokers", top=1000).rows, structure.brokers(picture)
    assert [r["id"] for r in ours] == [r["id"] for r in theirs]
    for a, b in zip(ours, theirs, strict=True):
        alike(a, b, (seed, b["id"]))


def test_bridges_agree(account):
    seed, picture, ask = account
    ours, theirs = ask("bridges", top=1000).rows, structure.bridges(picture)
    assert [r["id"] for r in ours] == [r["id"] for r in theirs]
    for a, b in zip(ours, theirs, strict=True):
        alike(a, b, (seed, b["id"]))
        if a["z"] is not None:
            assert len(ours) >= 15
            assert a["dominant"]


@pytest.mark.parametrize(
    ("reachable", "basis", "deciders"),
    [
        (False, "decision", False),
        (True, "decision", False),
        (False, "share", False),
        (False, "uniform", True),
        (True, "share", True),
    ],
)
def test_ally_sets_agree(account, reachable, basis, deciders):
    seed, picture, ask = account
    if picture.graph.signed and basis == "share":
        basis = "uniform"  # negative shares are no weights of what is reached
    for k in (1, 2, 3) if basis == "decision" else (2,):
        rows = ask("ally-set", k=k, reachable=reachable, basis=basis, deciders=deciders).rows
        theirs = structure.ally_set(picture, k, reachable, basis, deciders)
        if theirs is None:
            assert rows == [], (seed, k)
            continue
        (ours,) = rows
        assert set(ours["members"]) == theirs["members"], (seed, k)
        assert ours["reach_pct"] == pytest.approx(theirs["reach_pct"], abs=1e-3)
        assert dict(zip(ours["members"], ours["marginal"], strict=True)) == pytest.approx(theirs["marginal"], abs=1e-5)
        other = tuple(ours["runner_up"])
        assert set(other) != theirs["members"]
        assert theirs["value"](other) == pytest.approx(theirs["runner_up_reach"], abs=1e-5), (seed, k)
        assert 0 <= ours["stability"] <= 1


def test_circles_are_described_alike(account):
    """Which circles there are is a matter of chance; what is said of them is not."""
    seed, picture, ask = account
    result = ask("factions", top=1000)
    if not result.groups[1]:
        pairs = sum(len(row) for row in structure.both_ways(picture).values()) / 2
        assert len(picture.people) < 10 or pairs < 12
        return
    (whole,) = result.groups[1]
    alike(whole, {"ei_index": structure.ei_index(picture)}, seed)
    circles = [r["members"] for r in result.groups[0]]
    if not circles:
        assert (whole["unit_ami"], whole["unit_nmi"]) == (None, None)
        return
    assert whole["modularity"] == pytest.approx(structure.modularity(picture, circles), abs=1e-5)
    assert whole["modularity"] >= 0.3 - 1e-6
    people = [p for circle in circles for p in circle]
    own = [at for at, circle in enumerate(circles) for _ in circle]
    ami, nmi = structure.agreement(own, [structure.department(picture, p) for p in people])
    alike(whole, {"unit_ami": ami, "unit_nmi": nmi}, seed)
    for row in result.groups[0]:
        assert len(row["members"]) > 1
        alike(row, structure.circle_row(picture, row["members"]), (seed, row["circle"]))
    for a, b in combinations(result.groups[0], 2):
        known = None not in (a["mean_support"], b["mean_support"])
        apart = known and abs(a["mean_support"] - b["mean_support"]) >= 1
        assert (str(b["circle"]) in a["opposed_to"]) == (str(a["circle"]) in b["opposed_to"]) == apart
