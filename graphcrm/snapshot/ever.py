"""Who has had to do with whom on any day: what lasts of ties and reporting lines that come, change and end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.model.edges import EdgeKind

if TYPE_CHECKING:
    from graphcrm.store.base import Store
    from graphcrm.store.checksums import Chunk

__all__ = ["EverTied", "ever_tied"]


_LINES = EdgeKind.REPORTS_TO.kind
_KINDS = (EdgeKind.INFLUENCES.kind, EdgeKind.TRUSTS.kind, EdgeKind.CONFLICTS_WITH.kind, _LINES, "tie")
#: Of an imported network these ties count, and reporting lines as such.
_NETWORK = frozenset({"influences", "trusts", "reports_to"})


@dataclass(frozen=True, slots=True, order=True)
class EverTied:
    """Two people, in the order of their ids, the day on which a tie of theirs was first seen, and whether one reported to the other."""

    first: str
    one: str
    other: str
    reports: bool = False


def ever_tied(store: Store) -> tuple[EverTied, ...]:
    """Every two people with a tie of influence, trust or conflict, or a reporting line, on any day, the oldest first.

    Ended ones are among it, what was taken back is not; a tie that was seen again is as old as before.
    """
    first: dict[tuple[str, str], EverTied] = {}

    def note(chunk: Chunk) -> Chunk:
        for kind, key, day, text in zip(chunk.kinds, chunk.keys, chunk.observed_at, chunk.props, strict=True):
            before = first.get((kind, key))
            if before is None:
                props = json.loads(text)
                if props.get("tie", "trusts") in _NETWORK:
                    one, other = sorted((props["from"], props["to"]))
                    first[kind, key] = EverTied(day, one, other, kind == _LINES or props.get("tie") == "reports_to")
            elif day < before.first:
                first[kind, key] = replace(before, first=day)
        return chunk

    (batches,), _ = store.read_days([None], _KINDS, note)
    return _oldest(first[kind, key] for kind, batch in batches.items() for key in batch.keys if (kind, key) in first)


def _oldest(found: Iterable[EverTied]) -> tuple[EverTied, ...]:
    oldest: dict[tuple[str, str, bool], EverTied] = {}
    for tie in found:
        if tie.one != tie.other:
            key = tie.one, tie.other, tie.reports
            oldest[key] = min(tie, oldest.get(key, tie))
    return tuple(sorted(oldest.values()))
