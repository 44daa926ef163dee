"""An account alone and the same account among twenty: every query and scenario gives the same rows."""

from datetime import date

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.known import Known
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.run import run
from graphcrm.model.choices import OrgCategory
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample  # noqa: F401 - the imported workspace
from tests.many_accounts import many_accounts
from tests.reading import FEW

pytestmark = pytest.mark.usefixtures("few_draws")

COPIES = 20
NEEDED = {
    "ours": "u1",
    "to": "c2",
    "since": "2025-12-31",
    "person": "c4",
    "owner": "u1",
    "set": ("c4=1", "c9=unknown"),
    "kappa": ("c2=2",),
    "remove": ("u1", "c6>c3"),
    "add": ("t1>c4:4",),
    "draws": FEW,
}


KNOWN = Known()


@pytest.fixture(scope="module")
def worlds(sample):  # noqa: F811
    """The sample in one copy and in twenty, half a year before, now, and half a year later; our people are the same."""
    days = date(2025, 12, 31), date(2026, 6, 30), date(2026, 12, 31)
    found = [Workspace(sample).snapshot(day) for day in days]
    return [[many_accounts(snapshot, copies) for snapshot in found] for copies in (1, COPIES)]


def asked(query, world, **where):
    earlier, now, later = world
    # On the day of the others no tie of the sample is cooling.
    now = later if query.name == "cooling" else now
    taken = {option.key for option in query.options}
    params = read_parameters(query, {name: value for name, value in (where | NEEDED).items() if name in taken})
    found = run(Ask(query, now, params, earlier, dict.fromkeys(query.days_back(), earlier), KNOWN))
    return found.groups, found.explain, found.remarks, found.assumptions, found.data_quality


def test_the_copies_crowd_around_the_account(worlds):
    alone, among = (world[1] for world in worlds)
    customers = [o for o in among.orgs.values() if o.category == OrgCategory.CUSTOMER]
    assert len(customers) == 2 * COPIES
    assert alone.ours == among.ours
    assert {p for p in among.people if "~" not in p} == {p for p in alone.people if "~" not in p}
    mine = [i for i in among.interactions if "u1" in i.participants]
    assert len(mine) == COPIES * len([i for i in alone.interactions if "u1" in i.participants])


@pytest.mark.parametrize("name", sorted(catalogue()))
@pytest.mark.parametrize("opportunity", [None, "HY-CORE"])
def test_an_account_is_the_same_among_others(worlds, name, opportunity):
    query = catalogue()[name]
    alone, among = (asked(query, world, account="HY", opportunity=opportunity, explain=True) for world in worlds)
    assert any(alone[0]) or name == "back-test", "the sample has no closed deal"
    if name in ("supplier-scorecard", "third-party-map"):
        # Every organisation that serves us is listed; the copies have theirs.
        alone, among = (
            [{c: v for c, v in row.items() if c != "quadrant"} for row in found[0][0] if "~" not in row["org"]]
            for found in (alone, among)
        )
    assert alone == among


def test_every_copy_is_the_account_again(worlds):
    """Copies share our contacts, so that their figures are those of the first, which is far from empty."""
    first, copy = (asked(catalogue()["kpi"], worlds[1], account=account)[0][0][0] for account in ("HY", "HY~7"))
    for figure in ("covered", "supportive", "hostile", "unknown", "blind", "lean", "bow_tie", "min_threads"):
        assert first[figure] == pytest.approx(copy[figure], abs=1e-6), figure
    assert 0.2 < first["covered"] < 1


def test_an_account_is_the_same_among_a_hundred(worlds):
    """Those that a portfolio rests on, in a workspace large enough that a look at the others would show."""
    crowd = [many_accounts(world, 100) for world in worlds[0]]
    for name in (
        "kpi",
        "coverage-gaps",
        "overdue",
        "single-threads",
        "levels",
        "audit",
        "portfolio",
        "decision-circle",
    ):
        query = catalogue()[name]
        alone, among = (asked(query, world, account="HY", explain=True) for world in (worlds[0], crowd))
        assert any(alone[0]), name
        assert alone == among, name
