"""What a store's rows become, once each: days on which the same versions count have the same batch, and share what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import malformed
from graphcrm.model.plan_records import Position
from graphcrm.model.records import Edge, Record

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch

__all__ = ["Made"]


T = TypeVar("T")
R = TypeVar("R", bound=Record)

#: The order of edges, after that of the opportunities that they are about.
_ORDER = itemgetter(*map(Edge._fields.index, ("source", "target", "domain", "reported_by")))


class Made:
    """Records and edges of batches. What it gives is shared: whoever changes a list or a mapping copies it before."""

    def __init__(self) -> None:
        #: With the batch, so that no other takes its id.
        self._made: dict[tuple[int, object], tuple[Batch, Any]] = {}
        #: The row that is being made into something.
        self._at = "…"

    def _once(self, batch: Batch, what: object, make: Callable[[], T]) -> T:
        if (id(batch), what) not in self._made:
            try:
                self._made[id(batch), what] = batch, make()
            except (TypeError, KeyError, ValueError, AttributeError) as error:
                raise malformed(batch.kind, self._at, str(error)) from error
        found: T = self._made[id(batch), what][1]
        return found

    def props(self, batch: Batch) -> Sequence[dict[str, Any]]:
        """The properties of each row."""
        return self._once(batch, "props", batch.decoded)

    def records(self, batch: Batch, record: type[R]) -> dict[str, R]:
        """A record of each row, by key."""

        def make() -> dict[str, R]:
            found = {}
            for key, props in zip(batch.keys, self.props(batch), strict=True):
                self._at = key
                found[key] = record.of(key, props)
            return found

        return self._once(batch, record, make)

    def edges(self, batch: Batch, kind: EdgeKind) -> tuple[Edge, ...]:
        """The edges of a kind, in their order."""
        return self._once(batch, kind, lambda: self._edges(batch, kind))

    def _edges(self, batch: Batch, kind: EdgeKind) -> tuple[Edge, ...]:
        made = Edge.all_of(kind.value, self.props(batch), batch.valid_from, batch.valid_to, batch.observed_at)
        made.sort(key=lambda e: e.opportunity or "")
        made.sort(key=_ORDER)
        return tuple(made)

    def positions(self, batch: Batch) -> tuple[Position, ...]:
        """Positions with the day on which they were observed, which the store keeps apart."""
        rows = zip(batch.keys, self.props(batch), batch.observed_at, strict=True)
        return self._once(
            batch, Position, lambda: tuple(Position.of(k, {**props, "observed_at": seen}) for k, props, seen in rows)
        )
