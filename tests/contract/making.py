"""Short ways to say facts and changes in the tests of stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.model.facts import Batch, ChangeSet, Fact
from graphcrm.store import Store


def people(*names: tuple[str, str]) -> Batch:
    """Undated facts: (id, name)."""
    return Batch.of("person", [Fact("person", key, {"name": name}) for key, name in names], dated=False)


def ties(*rows: tuple[str, str, int, str, str]) -> Batch:
    """Dated facts: (from, to, level, valid_from, valid_to), observed on the day from which they hold."""
    return Batch.of(
        "influences",
        [Fact("influences", f"{a}\t{b}", {"level": level}, start, end, start) for a, b, level, start, end in rows],
    )


def change(*batches: Batch, day: str = "2026-01-10", undoes: int | None = None, action: str = "import") -> ChangeSet:
    """A change set of the tests' author at nine o'clock."""
    return ChangeSet("tester", action, f"{day}T09:00:00", day, batches, undoes)


def said(store: Store, as_of: str | None = None, kind: str = "person") -> Mapping[str, Any]:
    """Key -> properties text of what counts on a day."""
    batch = store.read(as_of).get(kind)
    return {} if batch is None else dict(zip(batch.keys, batch.props, strict=True))
