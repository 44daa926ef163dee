"""Accounts on a real server: the sample account and random ones, each in a workspace of its own, imported once."""

from __future__ import annotations

import functools
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.resources import resource
from graphcrm.snapshot import Snapshot, take
from graphcrm.store import open_store
from graphcrm.store.base import AuditEntry
from graphcrm.store.copying import copy_store
from tests.neo4j.shared import lines, shared_address, wipe
from tests.oracle.random_accounts import ACCOUNT, AS_OF, TODAY, write_account

HUAYUE = Path(__file__).parents[2] / "datasets" / "huayue"
RANDOM = range(6)
#: People of the sample account who changed their place, one of them out of it, one into it, one of ours, one outsider.
MOVED = """\
kind,from,to,primary,source,reported_by,observed_at,valid_from,confidence
MEMBER_OF,c10,HYL-ENG,true,org_chart,u1,2026-05-04,2026-05-04,A
MEMBER_OF,h8,HY-IT,true,org_chart,u1,2026-05-04,2026-05-04,A
MEMBER_OF,c9,HY,true,org_chart,u1,2026-01-05,2026-01-05,A
MEMBER_OF,u2,USD,true,org_chart,u1,2026-05-04,2026-05-04,A
MEMBER_OF,u4,RIV,true,org_chart,u1,2026-05-04,2026-05-04,A
MEMBER_OF,s1,RV2,true,org_chart,u1,2026-05-04,2026-05-04,A
"""


@dataclass(frozen=True)
class Team:
    """One account in a workspace of the server."""

    url: str
    workspace: str
    file: str
    account: str
    opportunity: str
    days: Sequence[str]
    driver: neo4j.Driver

    def run(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of a shipped statement."""
        statement = resource("queries", f"{name}.cypher").read_text(encoding="utf-8")
        given = {
            "workspace": self.workspace,
            "account": self.account,
            "opportunity": None,
            "vendor": None,
            **parameters,
        }
        return [record.data() for record in self.driver.execute_query(statement, given).records]  # type: ignore[arg-type]

    def snapshot(self, day: str) -> Snapshot:
        return _snapshot(self.file, day)

    def situation(self, day: str, opportunity: str | None = None, *, derived: bool = True) -> Situation:
        return _situation(self.file, day, self.account, opportunity, derived)


@functools.cache
def _snapshot(file: str, day: str) -> Snapshot:
    """The Python side is the same for every line of servers."""
    with open_store(file) as store:
        return take(store, date.fromisoformat(day))


@functools.cache
def _situation(file: str, day: str, account: str, opportunity: str | None, derived: bool) -> Situation:
    return Situation.of(_snapshot(file, day), account, opportunity, options=GraphOptions(derived=derived))


@pytest.fixture(scope="package", params=lines())
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        yield shared_address(request.param, patch)


@dataclass(frozen=True)
class Account:
    """An account in a file, from where it is copied to the servers."""

    file: str
    where: tuple[str, str]
    days: Sequence[str]


@pytest.fixture(scope="session")
def account(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Account]:
    """Makes an account by its name, once."""
    return functools.cache(lambda name: _account(name, tmp_path_factory.mktemp(name)))


def _account(name: str, folder: Path) -> Account:
    file = str(folder / "w.graphcrm")
    if name in ("huayue", "moved"):
        source, today, where = HUAYUE, "2026-06-30", ("HY", "HY-CORE")
        days = ("2026-06-30", "2026-03-31")
    else:
        seed = int(name.removeprefix("random-"))
        write_account(folder, seed, size=10 + 2 * seed)
        source, today, where = folder, str(TODAY), (ACCOUNT, "O1")
        days = (str(AS_OF), "2025-11-30")
    with open_store(file, create=True) as store:
        plan = plan_import(
            [source], existing={}, options=ImportOptions(today=today, author="t", at=f"{today}T00:00:00")
        )
        assert plan.change is not None, plan.problems[:5]
        store.apply(plan.change)
        if name == "moved":
            (folder / "edges.csv").write_text(MOVED, encoding="utf-8")
            options = ImportOptions(today=today, author="t", at=f"{today}T01:00:00")
            plan = plan_import([folder / "edges.csv"], existing=store.read(None), options=options)
            assert plan.change is not None, plan.problems[:5]
            store.apply(plan.change)
    return Account(file, where, days)


@contextmanager
def _team(account: Account, server: str) -> Iterator[Team]:
    """An account in a workspace of its own."""
    workspace = f"test-{uuid.uuid4().hex}"
    url = f"{server}?workspace={workspace}"
    copy_store(account.file, url, AuditEntry("2026-06-30", "t", "store copy"))
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(server, auth=auth, notifications_min_severity="OFF") as driver:
        yield Team(url, workspace, account.file, *account.where, account.days, driver)
    wipe(server, workspace)


@pytest.fixture(scope="package", params=["huayue", "moved", *(f"random-{seed}" for seed in RANDOM)])
def team(request: pytest.FixtureRequest, server: str, account: Callable[[str], Account]) -> Iterator[Team]:
    """An account, in a database that holds others, too."""
    with _team(account(request.param), server) as made:
        yield made


@pytest.fixture(scope="package")
def sample_team(server: str, account: Callable[[str], Account]) -> Iterator[Team]:
    """The sample account."""
    with _team(account("huayue"), server) as made:
        yield made
