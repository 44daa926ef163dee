"""Answers about the sample account, asked once."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.ingest.options import ImportOptions
from graphcrm.ingest.plan import plan_import
from graphcrm.resources import resource
from graphcrm.snapshot import take
from graphcrm.store import open_store

AS_OF = "2026-06-30"
Answered = Callable[..., Result]


@pytest.fixture(scope="session")
def answered(tmp_path_factory):
    """Answers a query about the sample's opportunity; more parameters by name."""
    path = tmp_path_factory.mktemp("sample") / "sample.graphcrm"
    options = ImportOptions(today=AS_OF, author="test", at=f"{AS_OF}T12:00:00Z")
    with open_store(str(path), create=True) as store:
        plan = plan_import([resource("datasets", "huayue")], existing={}, options=options)
        assert plan.change is not None
        store.apply(plan.change)
        snapshot = take(store, date.fromisoformat(AS_OF))

    @cache
    def ask(name: str, **params: object) -> Result:
        params = {"account": "HY", "opportunity": "HY-CORE", "explain": True, **params}
        query = find_query(name)
        return run(Ask(query, snapshot, params, past=dict.fromkeys(query.days_back(), snapshot)))

    return ask
