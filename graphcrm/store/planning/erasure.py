"""What an erasure does, the one exception to append-only: what becomes of which version, and totals, digests and chain afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.model.facts import Version, canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.change_chain import Link, link_sha256
from graphcrm.store.checksums import RowsHash, row_checksum, storable
from graphcrm.store.columns import Columns, Stored
from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.state import State
from graphcrm.store.totals import Scope
from graphcrm.store.versions import versions_of

__all__ = ["Altered", "PlannedErasure", "Rewrite", "plan_erasure"]


#: Says of a version which properties it is to have, or None if it is to go.
Rewrite = Callable[[Version], Mapping[str, object] | None]


@dataclass(frozen=True, slots=True)
class Altered:
    """A version that is rewritten, with its new key, properties as text and checksum, or that goes (both None)."""

    kind: str
    before: str
    key: str
    sequence: int
    change: int
    props: str | None
    checksum: int | None


@dataclass(frozen=True, slots=True)
class PlannedErasure:
    """An erasure worked out: the versions concerned, all versions before and after, and what the workspace says afterwards."""

    altered: list[Altered]
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    outcome: Outcome

    def touched(self) -> dict[str, set[str]]:
        """Keys, by kind, of the facts that look different afterwards."""
        found: dict[str, set[str]] = {}
        for one in self.altered:
            found.setdefault(one.kind, set()).update((one.before, one.key))
        return found


def plan_erasure(
    state: State,
    stored: Mapping[str, Stored],
    rewrite: Rewrite,
    entry: AuditEntry,
    renamed: Mapping[str, str],
) -> PlannedErasure:
    """Work out what `rewrite` and `renamed` make of all versions that are stored."""
    altered: list[Altered] = []
    after: dict[str, Stored] = {}
    for kind, versions in stored.items():
        own = _altered(kind, versions, rewrite, renamed, state.undone)
        after[kind] = _without(versions, own) if own else versions
        altered.extend(own)
    if not altered:
        return PlannedErasure([], stored, stored, Outcome.only_noted(state.totals, entry))
    touched = {one.kind for one in altered}
    changes = {one.change for one in altered}
    scopes = {**state.scopes, **{kind: _counted(state.scopes[kind], after[kind]) for kind in sorted(touched)}}
    links, end = _chained(state, _digests(after, changes))
    totals = state.totals
    outcome = Outcome(scopes, touched, links, totals.last_sequence, totals.changes, end, entry)
    return PlannedErasure(altered, stored, after, outcome)


def _altered(
    kind: str, stored: Stored, rewrite: Rewrite, renamed: Mapping[str, str], undone: frozenset[int]
) -> list[Altered]:
    found = []
    for version, before in zip(versions_of(kind, stored, undone), stored.columns.props, strict=True):
        wanted = rewrite(version)
        props = None if wanted is None else storable(canonical(wanted))
        v = version
        key = "\t".join(renamed.get(part, part) for part in v.key.split("\t")) if renamed else v.key
        if props != before or key != v.key:
            dates = (v.valid_from, v.valid_to, v.observed_at)
            checksum = None if props is None else row_checksum(v.sequence, v.change, kind, key, *dates, props)[1]
            found.append(Altered(kind, v.key, key, v.sequence, v.change, props, checksum))
    return found


def _without(stored: Stored, altered: list[Altered]) -> Stored:
    """The versions of a kind as they are afterwards."""
    new = {one.sequence: one.props for one in altered}
    kept = [i for i, sequence in enumerate(stored.sequences) if new.get(sequence, "") is not None]
    sequences = [stored.sequences[i] for i in kept]
    old = stored.columns.at(kept)
    props = [new.get(sequence) or before for sequence, before in zip(sequences, old.props, strict=True)]
    keys = {one.sequence: one.key for one in altered}
    names = [keys.get(sequence, before) for sequence, before in zip(sequences, old.keys, strict=True)]
    columns = Columns(names, props, old.valid_from, old.valid_to, old.observed_at)
    return Stored(columns, sequences, [stored.changes[i] for i in kept])


def _counted(scope: Scope, stored: Stored) -> Scope:
    """The totals of a kind, counted anew."""
    total = sum(row_checksum(*row)[1] for row in _rows(scope.kind, stored))
    return replace(scope, rows=len(stored.sequences), total=total)


def _digests(after: Mapping[str, Stored], changes: set[int]) -> dict[int, tuple[int, str]]:
    """Of every change concerned how many rows are left, and their digest."""
    texts: dict[int, list[tuple[int, bytes]]] = {number: [] for number in changes}
    for kind, stored in after.items():
        for row in _rows(kind, stored):
            if row[1] in changes:
                texts[row[1]].append((row[0], row_checksum(*row)[0]))
    found = {}
    for number, rows in texts.items():
        digest = RowsHash()
        digest.add([text for _, text in sorted(rows)])
        found[number] = (len(rows), digest.hexdigest())
    return found


def _rows(kind: str, stored: Stored) -> zip[tuple[int, int, str, str, str, str, str, str]]:
    c = stored.columns
    kinds = [kind] * len(stored.sequences)
    return zip(
        stored.sequences, stored.changes, kinds, c.keys, c.valid_from, c.valid_to, c.observed_at, c.props, strict=True
    )


def _chained(state: State, digests: Mapping[int, tuple[int, str]]) -> tuple[list[Link], str]:
    """The changes whose place in the chain is another afterwards, and the end of the chain."""
    links = []
    previous = ""
    for link in state.links:
        if link.number in digests:
            rows, sha256 = digests[link.number]
            link = replace(link, rows=rows, rows_sha256=sha256)
        sha256 = link_sha256(previous, link)
        if sha256 != link.sha256:
            links.append(replace(link, sha256=sha256))
        previous = sha256
    return links, previous
