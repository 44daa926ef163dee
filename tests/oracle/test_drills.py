"""The N−1 drill on random accounts against the second reading, and the smallest cut against trying every set."""

import pytest

from graphcrm.analysis.resilience.threads import cut_off
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.graph.influence import GraphOptions
from tests.oracle import drills
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference


@pytest.fixture(scope="module", params=range(6))
def account(request, tmp_path_factory):
    """A random account with its snapshot, and the second reading's picture of one of its decisions."""
    seed = request.param
    folder = write_account(tmp_path_factory.mktemp(f"drill{seed}"), 70 + seed, size=8 + seed)
    (snapshot,) = snapshots_of(folder, AS_OF)
    deal, derived = ("O1", None)[seed % 2], seed % 3 != 0
    return snapshot, deal, derived, Reference(folder, AS_OF, ACCOUNT, deal, derived=derived).picture


def test_the_drill_agrees(account):
    snapshot, deal, derived, picture = account
    params = {"account": ACCOUNT, "opportunity": deal, "no_derived": not derived}
    ours = {(r["id"], r["event"]): r for r in run(Ask(find_query("drill"), snapshot, params)).rows}
    theirs = {(r["id"], r["event"]): r for r in drills.drill(picture)}
    assert ours.keys() == theirs.keys()
    for key, expected in theirs.items():
        for column, value in expected.items():
            found = ours[key][column]
            found = ";".join(found) if isinstance(found, list) else found
            if isinstance(value, float) and found is not None:
                assert found == pytest.approx(value, abs=2e-5), (key, column)
            else:
                assert found == value, (key, column)


def test_the_smallest_cut_is_one_of_the_smallest(account):
    snapshot, deal, derived, picture = account
    found = cut_off(Situation.of(snapshot, ACCOUNT, deal, options=GraphOptions(derived=derived)))
    assert found in drills.smallest_cut(picture)
