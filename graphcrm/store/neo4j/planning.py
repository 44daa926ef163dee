"""What a change set would do to a workspace: the receipt, the rows to write, the facts to draw anew. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from graphcrm.model.facts import ChangeSet, Receipt
from graphcrm.store.changing import batch_by_kind, refuse_overtaken, withdrawn_after
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.state import Loaded, State, load
from graphcrm.store.rule import Columns, Plan, plan
from graphcrm.store.sealing import Sealed, sealed

__all__ = ["Planned", "plan_change"]


@dataclass(slots=True)
class Planned:
    """A change worked out.

    rows
        How many versions it writes.
    facts
        The versions stored of the kinds concerned.
    toggled
        Changes whose versions it withdraws or brings back.
    undone
        Changes that are withdrawn afterwards.
    """

    number: int
    first: int
    steps: list[tuple[Plan, int]] = field(default_factory=list)
    by_kind: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    facts: dict[str, Loaded] = field(default_factory=dict)
    toggled: frozenset[int] = frozenset()
    undone: frozenset[int] = frozenset()
    undoing: bool = False

    @property
    def rows(self) -> int:
        return sum(len(step.rows) for step, _ in self.steps)

    @property
    def given(self) -> int:
        """How many rows the caller handed in."""
        return sum(given for _, given in self.steps)

    @property
    def written(self) -> bool:
        """Whether there is anything to write but an audit entry."""
        return self.undoing or self.rows > 0

    @property
    def receipt(self) -> Receipt:
        """A withdrawn or restored version counts as updated."""
        created, updated, unchanged = (sum(c) for c in zip((0, 0, 0), *self.by_kind.values(), strict=True))
        return Receipt(
            change=self.number if self.written else None,
            created=created,
            updated=updated,
            unchanged=unchanged,
            closed=sum(step.closed for step, _ in self.steps),
            by_kind=self.by_kind,
        )

    def sealed(self) -> Iterator[tuple[str, Sealed]]:
        """The rows in slices, kind by kind, ready to be written; may be asked for more than once.

        Raises
        ------
        InputError
            A row holds text that cannot be stored.
        """
        first = self.first
        for step, _ in self.steps:
            for part in sealed(step.rows, self.number, first):
                yield step.rows.kind, part
            first += len(step.rows)

    def touched(self) -> dict[str, set[str]]:
        """Keys, by kind, of the facts that look different afterwards."""
        found: dict[str, set[str]] = {}
        for kind, loaded in self.facts.items():
            if not self.toggled.isdisjoint(loaded.changes):
                marks = zip(loaded.columns.keys, loaded.changes, strict=True)
                found[kind] = {key for key, change in marks if change in self.toggled}
        for step, _ in self.steps:
            if len(step.rows):
                found.setdefault(step.rows.kind, set()).update(step.rows.keys)
        return found

    def facts_after(self) -> dict[str, Loaded]:
        """The versions of the kinds concerned as they are when the change is written."""
        first = self.first
        for step, _ in self.steps:
            rows, loaded = step.rows, self.facts.setdefault(step.rows.kind, Loaded())
            c = loaded.columns
            for target, column in (
                (c.keys, rows.keys),
                (c.props, rows.props),
                (c.valid_from, rows.valid_from),
                (c.valid_to, rows.valid_to),
                (c.observed_at, rows.observed_at),
            ):
                target.extend(column)
            loaded.sequences.extend(range(first, first + len(rows)))
            loaded.changes.extend([self.number] * len(rows))
            first += len(rows)
        return self.facts


def plan_change(graph: Graph, state: State, change: ChangeSet, each_page: Callable[[], None] | None = None) -> Planned:
    """Work out a change set against what is stored.

    Raises
    ------
    StoreChanged
        It was made for a store with other changes.
    UsageError
        The change to be undone does not exist or is undone already.
    InputError
        The batches contradict themselves.
    IntegrityError
        What the change builds on is damaged.
    """
    refuse_overtaken(change, state.links)
    undone = withdrawn_after(change, state.links)
    planned = Planned(len(state.links) + 1, state.head.last_sequence + 1, undone=undone, toggled=state.undone ^ undone)
    planned.undoing = change.undoes is not None
    batches = batch_by_kind(change.batches)
    # Whose versions an undo withdraws stands in the versions alone, so it reads them all.
    planned.facts = load(graph, state, None if planned.undoing else list(batches), each_page)
    for kind, loaded in planned.facts.items():
        count = sum(1 for number in loaded.changes if number in planned.toggled) if planned.toggled else 0
        if count:
            planned.by_kind[kind] = (0, count, 0)
    for kind, batch in batches.items():
        stored = planned.facts.get(kind)
        step = plan(batch, Columns() if stored is None else stored.live(planned.undone), change.day)
        planned.steps.append((step, len(batch)))
        before = planned.by_kind.get(kind, (0, 0, 0))
        planned.by_kind[kind] = (before[0] + step.created, before[1] + step.updated, before[2] + step.unchanged)
    return planned
