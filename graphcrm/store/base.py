"""The store seam: eight methods that every store has, and nothing of SQL or Cypher in them.

:func:`open_store` picks the store from the address. Facts, change sets and receipts are defined in
:mod:`graphcrm.model.facts`, where the rule stands which version counts on a day. Whatever is read is verified: what is altered,
missing, doubled or foreign raises `IntegrityError` from whichever function meets it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, Change, ChangeSet, Receipt, Version
from graphcrm.store.checksums import Chunk
from graphcrm.store.columns import Columns, Stored, counting, sort_in
from graphcrm.store.state import State

__all__ = ["AuditEntry", "CheckReport", "Made", "Misdrawn", "Progress", "Store", "made_now"]


#: Called with (done, total) rows while something long is under way.
Progress = Callable[[int, int], None]
#: A change set, or what makes it.
Made = ChangeSet | Callable[[], ChangeSet]


def made_now(change: Made) -> ChangeSet:
    """The change set itself."""
    return change if isinstance(change, ChangeSet) else change()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did or read what, when. `subject` names the account, person or file concerned."""

    at: str
    author: str
    action: str
    subject: str = ""
    detail: str = ""


class Misdrawn(Text):
    """A sentence about a team's browsable graph alone: the facts are sound, and drawing it anew mends it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Result of a full verification: counts, and a sentence for everything that is wrong."""

    changes: int
    versions: int
    damage: Sequence[Text]

    @property
    def ok(self) -> bool:
        return not self.damage

    @property
    def only_misdrawn(self) -> bool:
        """Whether the facts are sound and nothing but the browsable graph is wrong, whose sentence names the cure."""
        return bool(self.damage) and all(isinstance(text, Misdrawn) for text in self.damage)


class Store(ABC):
    """A workspace's memory. Closing it is enough; every acknowledged change is already durable."""

    @abstractmethod
    def apply(self, change: Made, *, dry_run: bool = False, progress: Progress | None = None) -> Receipt:
        """Write a change set entirely or not at all; rows equal to what is stored are left alone.

        A function is asked for the set when nobody else can write any more, so that it may read this store and rely on what it finds;
        it is asked again if that was lost meanwhile.

        An unchanged set writes an audit entry and nothing else. With `dry_run` the receipt is computed and nothing written.

        Raises StoreChanged: the set says after how many changes it comes (`after`), and there are others by now.
        """

    @abstractmethod
    def scan(self, begin: Callable[[State], Callable[[Chunk], None]], kinds: Sequence[str] | None = None) -> None:
        """Hand every version of `kinds` (all if None) to what `begin` makes of the state, in chunks, each row verified.

        Versions of a kind come in the order in which they were written. What was gathered may be relied on only when this
        returns; where others write meanwhile it may begin anew.

        Raises IntegrityError: a row is damaged, missing, doubled or foreign.
        """

    def read(self, as_of: str | None = None, kinds: Sequence[str] | None = None) -> Mapping[str, Batch]:
        """The facts active on `as_of`, a batch a kind, sorted by key, every row verified while it is read.

        `as_of` None gives the latest version of everything (by valid_from, sequence), ended ones included, for validation;
        what was taken back is not among it. A kind without any is absent.
        """
        return self.read_days([as_of], kinds)[0][0]

    def read_days(
        self,
        days: Sequence[str | None],
        kinds: Sequence[str] | None = None,
        trim: Callable[[Chunk], Chunk] = lambda chunk: chunk,
    ) -> tuple[Sequence[Mapping[str, Batch]], State]:
        """What :meth:`read` gives of each of the days, in their order, and the state that all were read in, once.

        Days on which the same versions of a kind count have the same batch of it, so that whoever makes something of a batch need
        not do it again for each.
        `trim` is given each chunk once it is verified, and leaves away of its texts what need not be held.
        """
        found: dict[str, Stored] = {}
        states: list[State] = []

        def begin(state: State) -> Callable[[Chunk], None]:
            found.clear()
            states.append(state)
            return lambda chunk: sort_in(trim(chunk), found)

        self.scan(begin, kinds)
        live = {kind: found[kind].live(states[-1].undone) for kind in sorted(found)}
        picked: dict[tuple[str, tuple[int, ...]], Batch] = {}

        def counts(kind: str, columns: Columns, day: str | None) -> Batch:
            at = tuple(counting(columns, day))
            if (kind, at) not in picked:
                picked[kind, at] = columns.picked(kind, at)
            return picked[kind, at]

        every = ({kind: counts(kind, columns, day) for kind, columns in live.items()} for day in days)
        return [{kind: batch for kind, batch in batches.items() if len(batch)} for batches in every], states[-1]

    @abstractmethod
    def history(self, key: str | None = None, *, anywhere: bool = False) -> tuple[Sequence[Change], Sequence[Version]]:
        """The chain of changes, oldest first, and the versions concerned.

        With `key`: every version of facts with that key or whose key names it as one part; with `anywhere` also those of which
        a property is that text. Without: no versions.
        """

    @abstractmethod
    def erase(
        self,
        rewrite: Callable[[Version], Mapping[str, object] | None],
        entry: AuditEntry,
        renamed: Mapping[str, str] | None = None,
    ) -> int:
        """Rewrite or drop (None) stored versions, past ones included, and chain the changes anew; the one exception to append-only.

        For the rights of data subjects. `renamed` gives ids another form in the keys of versions that stay; nothing may have the new
        one yet. Returns how many versions were touched; the entry says why, without names.
        """

    @abstractmethod
    def audit(self, entry: AuditEntry | None = None) -> Sequence[AuditEntry]:
        """Append an entry to the audit trail, or without one return the trail, oldest first."""

    @abstractmethod
    def check(self, progress: Progress | None = None) -> CheckReport:
        """Verify everything: engine, every row's checksum, every scope's totals, the chain of changes and of audit entries."""

    @abstractmethod
    def backup(self, to: str) -> None:
        """A consistent copy in another place, never overwriting; verified before it is reported as done."""

    @abstractmethod
    def close(self) -> None:
        """Release the store."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
