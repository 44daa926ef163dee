"""What a change set does to a workspace: the rows to write, the versions withdrawn or restored, the receipt, the link in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.errors import StoreChanged
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, ChangeSet, Receipt, canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.change_chain import Link, link_sha256
from graphcrm.store.checksums import Checksummed, checksummed, storable
from graphcrm.store.columns import Columns, Stored
from graphcrm.store.planning.comparing import Difference, compare
from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.state import State
from graphcrm.store.totals import RunningTotals
from graphcrm.store.undoing import is_undo, undone_after

__all__ = ["PlannedChange", "kinds_needed", "link_of", "plan_change"]


_OVERTAKEN = Text(
    "检查期间有别的写入改动了工作区；未写入任何内容，请重试",
    "somebody else changed the workspace while this was being checked; nothing was written, try again",
)


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change set worked out against what is stored.

    stored
        Versions of the kinds concerned as they are now.
    undone, switched
        Changes that are withdrawn afterwards; those that are withdrawn or restored by this one.
    steps
        For each batch what it changes, and how many rows the caller handed in for it.
    """

    change: ChangeSet
    state: State
    stored: Mapping[str, Stored]
    undone: frozenset[int]
    switched: frozenset[int]
    steps: Sequence[tuple[Difference, int]]

    @property
    def number(self) -> int:
        return len(self.state.links) + 1

    @property
    def rows(self) -> int:
        """How many versions it writes."""
        return sum(len(step.rows) for step, _ in self.steps)

    @property
    def given(self) -> int:
        """How many rows the caller handed in."""
        return sum(given for _, given in self.steps)

    @property
    def written(self) -> bool:
        """Whether there is anything to write but an audit entry."""
        return self.change.undoes is not None or self.rows > 0

    @property
    def link(self) -> Link:
        """Its link in the chain, without what is known only when its rows have their checksums."""
        return link_of(self.change, self.number)

    @property
    def receipt(self) -> Receipt:
        """A withdrawn or restored version counts as updated."""
        by_kind: dict[str, tuple[int, int, int]] = {}
        for kind, stored in sorted(self.stored.items()):
            count = sum(map(self.switched.__contains__, stored.changes)) if self.switched else 0
            if count:
                by_kind[kind] = (0, count, 0)
        for step, _ in self.steps:
            created, updated, unchanged = by_kind.get(step.rows.kind, (0, 0, 0))
            by_kind[step.rows.kind] = (created + step.created, updated + step.updated, unchanged + step.unchanged)
        created, updated, unchanged = (sum(column) for column in zip((0, 0, 0), *by_kind.values(), strict=True))
        return Receipt(
            change=self.number if self.written else None,
            created=created,
            updated=updated,
            unchanged=unchanged,
            closed=sum(step.closed for step, _ in self.steps),
            by_kind=by_kind,
            withdrawn=tuple(number for number in self._switched_ordinary() if number in self.undone),
            restored=tuple(number for number in self._switched_ordinary() if number not in self.undone),
        )

    def checksummed(self) -> Iterator[tuple[str, Checksummed]]:
        """The rows in slices, kind by kind, ready to be written; may be asked for more than once."""
        for rows, first in self._numbered():
            for part in checksummed(rows, self.number, first):
                yield rows.kind, part

    def outcome(self, written: RunningTotals) -> Outcome:
        """What the workspace says about itself when these rows are written."""
        entry = _audit_entry(self.change, self.receipt)
        totals = self.state.totals
        if not self.written:
            return Outcome.only_noted(totals, entry)
        link = replace(self.link, rows=written.rows, rows_sha256=written.sha256)
        link = replace(link, sha256=link_sha256(totals.change_sha256, link))
        scopes = {**self.state.scopes, **written.scopes}
        last = totals.last_sequence + written.rows
        return Outcome(scopes, written.scopes.keys(), [link], last, link.number, link.sha256, entry)

    def touched(self) -> dict[str, set[str]]:
        """Keys, by kind, of the facts that look different afterwards."""
        found = {kind: keys for kind, stored in self.stored.items() if (keys := stored.keys_of(self.switched))}
        for step, _ in self.steps:
            if len(step.rows):
                found.setdefault(step.rows.kind, set()).update(step.rows.keys)
        return found

    def stored_after(self) -> dict[str, Stored]:
        """The versions of the kinds concerned as they are when the change is written."""
        found = dict(self.stored)
        for rows, first in self._numbered():
            found[rows.kind] = found.get(rows.kind, Stored()).followed_by(rows, first, self.number)
        return found

    def _numbered(self) -> Iterator[tuple[Batch, int]]:
        """The rows of each kind with the sequence of the first."""
        first = self.state.totals.last_sequence + 1
        for step, _ in self.steps:
            yield step.rows, first
            first += len(step.rows)

    def _switched_ordinary(self) -> list[int]:
        """Those withdrawn or restored that are no undo themselves."""
        links = self.state.links
        return [number for number in sorted(self.switched) if not is_undo(links[number - 1])]


def kinds_needed(change: ChangeSet) -> list[str] | None:
    """Kinds whose versions a change set is planned against; None for all of them.

    Whose versions an undo withdraws stands in the versions alone.
    """
    return None if change.undoes is not None else sorted({batch.kind for batch in change.batches})


def plan_change(change: ChangeSet, state: State, stored: Mapping[str, Stored]) -> PlannedChange:
    """Work out a change set against what is stored of the kinds that it needs.

    Raises
    ------
    StoreChanged
        It was made for a store with other changes.
    UsageError
        The change to be undone does not exist or is undone already.
    InputError
        The batches contradict themselves.
    """
    if change.after is not None and change.after != len(state.links):
        raise StoreChanged(_OVERTAKEN)
    undone = undone_after(state.links, change.undoes)
    steps: list[tuple[Difference, int]] = []
    for batch in _joined(change.batches):
        before = stored.get(batch.kind)
        live = Columns() if before is None else before.live(undone)
        new = {key for step, _ in steps if step.rows.kind == batch.kind for key in step.rows.keys}
        steps.append((compare(batch, live, change.day, new), len(batch)))
    return PlannedChange(change, state, stored, undone, state.undone ^ undone, steps)


def link_of(change: ChangeSet, number: int) -> Link:
    """A change's link in the chain, without what is known only when its rows have their checksums."""
    return Link(
        number=number,
        at=storable(change.at),
        day=storable(change.day),
        author=storable(change.author),
        action=storable(change.action),
        undoes=change.undoes,
        rows=0,
        rows_sha256="",
        detail=storable(canonical(change.detail)),
    )


def _joined(batches: Iterable[Batch]) -> list[Batch]:
    """One batch of dated and one of undated rows a kind, the undated first: what is said twice in two batches is said twice."""
    found: dict[tuple[str, bool], Batch] = {}
    for batch in batches:
        before = found.get((batch.kind, batch.dated))
        if before is None:
            found[batch.kind, batch.dated] = batch
            continue
        both = zip(before.columns, batch.columns, strict=True)
        keys, props, starts, ends, seen = ([*ours, *more] for ours, more in both)
        found[batch.kind, batch.dated] = Batch(batch.kind, keys, props, starts, ends, seen, batch.dated)
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    return sorted(found.values(), key=lambda batch: (kinds.index(batch.kind), batch.dated))


def _audit_entry(change: ChangeSet, receipt: Receipt) -> AuditEntry:
    """Counts only: the trail of who did what holds no facts about people."""
    counts = {
        "created": receipt.created,
        "updated": receipt.updated,
        "unchanged": receipt.unchanged,
        "closed": receipt.closed,
        "undoes": change.undoes,
    }
    subject = "" if receipt.change is None else f"change {receipt.change}"
    return AuditEntry(change.at, change.author, change.action, subject, canonical(counts))
