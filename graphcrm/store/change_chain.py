"""The chain of changes, the same in every store: every change carries a SHA-256 over itself, its rows and the change before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text
from graphcrm.model.facts import Change
from graphcrm.store.checksums import RowsHash, sha256_of
from graphcrm.store.damage import damaged
from graphcrm.store.undoing import undone_changes

__all__ = ["Link", "as_changes", "broken_chain", "compare_digests", "link_sha256", "verified_links"]


_DIGEST = Text("第 {number} 号变更的记录与其摘要不符", "the rows of change {number} do not agree with its digest")
_CHANGES = Text("变更链在第 {number} 个变更处断裂", "the chain of changes is broken at change {number}")


@dataclass(frozen=True, slots=True)
class Link:
    """A change as it is stored; `detail` is JSON text."""

    number: int
    at: str
    day: str
    author: str
    action: str
    undoes: int | None
    rows: int
    rows_sha256: str
    detail: str
    sha256: str = ""


def link_sha256(previous: str, link: Link) -> str:
    """SHA-256 over a change's columns, its rows' digest among them, and the change before."""
    undoes = "" if link.undoes is None else link.undoes
    return sha256_of(
        previous,
        link.number,
        link.at,
        link.day,
        link.author,
        link.action,
        undoes,
        link.rows,
        link.rows_sha256,
        link.detail,
    )


def compare_digests(links: Iterable[Link], digests: Mapping[int, RowsHash]) -> None:
    """See that the rows of every change, as they were read, are those that its link tells of."""
    empty = RowsHash()
    for link in links:
        if digests.get(link.number, empty).hexdigest() != link.rows_sha256:
            raise damaged(_DIGEST.format(number=link.number))


def broken_chain(number: int) -> IntegrityError:
    """The error for a chain of changes that does not hold at one of them."""
    return damaged(_CHANGES.format(number=number))


def verified_links(rows: Iterable[Link], changes: int, sha256: str) -> list[Link]:
    """All changes, oldest first, the chain verified up to the head that the totals name."""
    links: list[Link] = []
    previous = ""
    for link in rows:
        if link.number != len(links) + 1 or link.sha256 != link_sha256(previous, link):
            raise broken_chain(len(links) + 1)
        links.append(link)
        previous = link.sha256
    if len(links) != changes or previous != sha256:
        raise broken_chain(len(links))
    return links


def as_changes(links: Sequence[Link]) -> list[Change]:
    """Stored changes as the seam shows them."""
    undone = undone_changes({link.number: link.undoes for link in links})
    return [
        Change(
            number=link.number,
            at=link.at,
            day=link.day,
            author=link.author,
            action=link.action,
            undoes=link.undoes,
            rows=link.rows,
            sha256=link.sha256,
            undone=link.number in undone,
            detail=json.loads(link.detail),
        )
        for link in links
    ]
