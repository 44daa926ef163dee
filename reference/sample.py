"""Answers about the sample account, asked as anybody would ask them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from graphcrm.asking.options import Kind
from graphcrm.asking.query import About, Query
from graphcrm.asking.result import Result
from graphcrm.resources import resource
from graphcrm.workspace.account import Account
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace

__all__ = ["asked", "command", "sample_account"]

DAY = date(2026, 6, 30)
#: So many rows of every part of an answer are shown.
ROWS = 3
#: A value of every kind that fits the sample account.
VALUES: Mapping[Kind, str] = {
    Kind.PERSON: "c2",
    Kind.HOLDER: "c2",
    Kind.ORG: "HY",
    Kind.OPPORTUNITY: "HY-CORE",
    Kind.DAY: "2026-03-31",
    Kind.CHANGE: "c4=0",
    Kind.WHOLE: "3",
    Kind.NUMBER: "1",
    Kind.TEXT: "c2",
}
#: What an example gives besides what its query requires.
GIVEN: Mapping[str, Mapping[str, str]] = {
    "decision-chain": {"to": "c2"},
    "influence-tree": {"to": "c2"},
    "digest": {"owner": "u1"},
    "handover": {"ours": "u1"},
    "what-if": {"set": "c4=0"},
}


@contextmanager
def sample_account() -> Iterator[Account]:
    """The sample account with its decision, in a workspace that lasts as long as the block."""
    caller = Caller("reference", tell=lambda text: None, clock=lambda: datetime(2026, 6, 30, 12, tzinfo=UTC))
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "sample.graphcrm", caller=caller)
        workspace.import_tables(resource("datasets", "huayue"), today=DAY)
        yield workspace.account("HY", "HY-CORE", as_of=DAY)


def _given(query: Query) -> dict[str, str]:
    """What the example gives besides the context."""
    required = {o.key: next(iter(o.choices)) if o.choices else VALUES[o.kind] for o in query.own if o.required}
    return {**required, **GIVEN.get(query.name, {})}


def asked(account: Account, query: Query) -> Result:
    """The answer that the page shows."""
    return account.query(query.name, explain=True, top=ROWS, **_given(query))


def command(query: Query) -> str:
    """The command line of :func:`asked`."""
    where = ["--account", "HY", *(["--opportunity", "HY-CORE"] if query.about == About.DECISION else [])]
    given = [word for key, value in _given(query).items() for word in (f"--{key.replace('_', '-')}", value)]
    return shlex.join(
        ["graphcrm", "query", query.name, *where, *given, "--as-of", DAY.isoformat(), "--top", str(ROWS), "--explain"]
    )
