"""An account without a tier counts as C: everything that a tier decides, on random accounts, against the second reading."""

import csv

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference
from tests.oracle.test_second_reading import same

#: Query, method of the reference, key of a row, columns that hang on the tier.
QUERIES = {
    "coverage": ("Q12", ("row", "level"), "required gap"),
    "coverage-gaps": ("Q13", ("id_or_unit",), "share_pct best_tie severity route"),
    "levels": ("Q14", ("comm_level",), "pairs days target_days status missing_counterpart"),
    "overdue": ("Q15", ("id",), "days_silent target_days ratio status"),
    "sponsor-gaps": ("Q17", ("id",), "sponsor problem"),
    "relationship-level": ("Q28", ("criterion",), "level value threshold met recommended"),
}


@pytest.fixture(scope="module", params=range(4))
def account(request, tmp_path_factory):
    """A folder with a random account from which the tiers are taken, and its snapshot."""
    folder = tmp_path_factory.mktemp(f"without_tier{request.param}")
    write_account(folder, request.param, size=10 + request.param)
    path = folder / "orgs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{**row, "tier": ""} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    (snapshot,) = snapshots_of(folder, AS_OF)
    return folder, snapshot


@pytest.mark.parametrize("name", QUERIES)
def test_an_account_without_a_tier_counts_as_c(account, name):
    folder, snapshot = account
    method, key, columns = QUERIES[name]
    ours = run(Ask(find_query(name), snapshot, {"account": ACCOUNT, "top": 1000})).rows
    mine, theirs = (
        {tuple(str(row[k]) for k in key): row for row in rows}
        for rows in (ours, getattr(Reference(folder, AS_OF, ACCOUNT, None), method)())
    )
    assert mine.keys() == theirs.keys()
    for place, row in mine.items():
        for column in columns.split():
            assert same(row[column], theirs[place][column]), f"{place}, {column}: not {theirs[place][column]}"
