"""Findings and the digest on random accounts against the second reading: keys, shares at risk, states, and whose matter each is."""

import csv
from datetime import timedelta
from random import Random

import pytest

from graphcrm.workspace.door import Workspace
from tests.oracle.findings import findings, states
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.random_draft import TODAY
from tests.oracle.reference import Reference

WEEK = timedelta(days=7)


def missed(workspace, deal, day):
    rows = workspace.query("audit", account=ACCOUNT, opportunity=deal, as_of=day, top=1000).rows
    return [str(row["metric"]) for row in rows if row["ok"] is False]


def survey(workspace, folder, seed):
    """Two versions of the account's satisfaction, imported a while apart."""
    random, path = Random(seed), folder / "orgs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    surveys = []
    for ago in (random.choice((181, 300)), random.choice((2, 100, 170))):
        day, figure = AS_OF - timedelta(days=ago), random.choice((None, 60, 70, 74, 75, 80))
        held = random.choice((None, day, AS_OF - timedelta(days=320)))
        told = {"satisfaction": "" if figure is None else figure, "satisfaction_date": held or ""}
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [*rows[0], *(name for name in told if name not in rows[0])])
            table.writeheader()
            table.writerows(row | told if row["id"] == ACCOUNT else row for row in rows)
        workspace.import_tables(path, today=day)
        surveys.append((day, figure, held))
    return surveys


@pytest.fixture(scope="module", params=range(8))
def account(request, tmp_path_factory):
    """A random account in a workspace, some of its findings accepted, and what the second reading says of them."""
    seed = request.param
    folder = write_account(tmp_path_factory.mktemp(f"findings{seed}"), 300 + seed, size=7 + seed)
    workspace, deal = Workspace(folder / "w.graphcrm"), ("O1", "O2", None)[seed % 3]
    workspace.create()
    surveys = survey(workspace, folder, seed)
    workspace.import_tables(folder, today=TODAY)
    days = {
        day: findings(Reference(folder, day, ACCOUNT, deal), missed(workspace, deal, day), surveys)
        for day in (AS_OF, AS_OF - WEEK)
    }
    spans = ((-30, None), (-30, 1), (-30, 0), (0, 90), (1, 90), (-90, -60))
    keys = sorted(days[AS_OF])[:: max(1, len(days[AS_OF]) // len(spans))]
    accepted = {
        key: (AS_OF + timedelta(days=since), None if until is None else AS_OF + timedelta(days=until))
        for key, (since, until) in zip(keys, spans, strict=False)
    }
    with (folder / "accepted.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["key", "reason", "by", "date", "until"])
        rows.writerows([key, "agreed", "u1", since, until or ""] for key, (since, until) in accepted.items())
    workspace.import_tables(folder / "accepted.csv", today=TODAY)
    return workspace, deal, Reference(folder, AS_OF, ACCOUNT, deal), days, accepted


def found(account):
    workspace, deal, *_ = account
    rows = workspace.query("findings", account=ACCOUNT, opportunity=deal, as_of=AS_OF, top=1000).rows
    return {str(row["key"]): row for row in rows}


def test_keys_states_and_shares_at_risk_agree(account):
    *_, days, accepted = account
    rows, expected = found(account), states(days[AS_OF], days[AS_OF - WEEK], accepted, AS_OF)
    assert {key: str(row["state"]) for key, row in rows.items()} == expected
    at_risk = {key: row["severity"] for key, row in rows.items() if key in days[AS_OF]}
    assert at_risk == {k: risk if risk is None else pytest.approx(risk, abs=2e-5) for k, risk in days[AS_OF].items()}


def test_each_finding_has_the_owner_whom_it_concerns(account):
    facts = account[2].facts
    for key, row in found(account).items():
        kind, _, subject = key.partition(":")
        if kind in ("bow-tie", "cooling"):
            assert row["owner"] == subject.split(">")[0]
        elif kind in ("thread", "sponsor", "drift") and facts.owner(subject) is not None:
            assert row["owner"] == facts.owner(subject), key


def test_a_digest_lists_what_is_new_or_due(account):
    workspace, deal, reference, *_ = account
    if deal is not None:
        pytest.skip("a digest is about whole accounts")
    rows = found(account)
    for ours in reference.picture.ties.our_people:
        digest = workspace.query("digest", account=ACCOUNT, owner=ours, as_of=AS_OF, top=1000).rows
        own = {key: row for key, row in rows.items() if row["owner"] == ours}
        wanted = {
            k for k, r in own.items() if r["state"] == "new" or (r["state"] == "open" and k.startswith("promise:"))
        }
        assert {str(row["key"]) for row in digest} == wanted
