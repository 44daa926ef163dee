"""The digest of one of ours: of every account, or of the one that is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphcrm.analysis.findings import sources
from graphcrm.analysis.findings.sources import Day
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.known import Known
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.run import run
from graphcrm.errors import UsageError
from graphcrm.settings import DEFAULTS
from graphcrm.snapshot import Snapshot
from tests.asking.folder import ACCOUNT, DAY, Folder, snapshots


def a_promise_below_the_account(f: Folder) -> None:
    f.add("orgs", id="SUB", name="Tochter", category="customer", parent=ACCOUNT)
    f.people("boss", org="SUB", grade=4).deal("O1", customer="SUB").decides("boss")
    f.add("promises", id="P1", from_="u1", to="boss", statement="Zusage", made_on="2026-05-01", due=str(DAY))


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshots(a_promise_below_the_account, Path(tmp_path_factory.mktemp("child")), [DAY])[0]


def keys(now: Snapshot, **asked: Any) -> list[tuple[str, str]]:
    query = catalogue()["digest"]
    past = dict.fromkeys(query.days_back(), now)
    found = run(Ask(query, now, read_parameters(query, {"owner": "u1", **asked}), past=past))
    return [(row["account"], row["key"]) for row in found.rows]


def test_a_customer_below_another_has_its_own_digest(now: Snapshot) -> None:
    assert keys(now) == [(ACCOUNT, "promise:P1")]
    assert keys(now, account="SUB") == [("SUB", "promise:P1")]


def test_findings_and_digest_that_are_asked_together_look_once(now: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Day] = []
    monkeypatch.setattr(sources, "find", lambda day, find=sources.find: looked.append(day) or find(day))
    other, known = replace(now), Known()
    for name, params in (("findings", {"account": ACCOUNT}), ("digest", {"account": ACCOUNT, "owner": "u1"})):
        query = catalogue()[name]
        past = dict.fromkeys(query.days_back(), now) | {DEFAULTS.drift_days[1]: other}
        run(Ask(query, now, read_parameters(query, params), past=past, known=known))
    assert [day.half_year is other for day in looked] == [True, False]


def test_whoever_is_no_customer_has_none(now: Snapshot) -> None:
    with pytest.raises(UsageError, match="not a customer"):
        keys(now, account="RIV")
