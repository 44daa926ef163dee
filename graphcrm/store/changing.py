"""What every store makes of a change set: one batch a kind, its link in the chain, its entry in the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.errors import StoreChanged, UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, ChangeSet, Receipt, canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.chains import Link, storable
from graphcrm.store.rule import undone_changes

__all__ = ["audit_entry", "batch_by_kind", "link_of", "refuse_overtaken", "withdrawn_after"]

_UNKNOWN = Text("没有第 {number} 号变更可以撤销;graphcrm history 列出全部变更", "there is no change {number} to undo")
_OVERTAKEN = Text(
    "检查期间有别的写入改动了工作区;未写入任何内容,请重试",
    "somebody else changed the workspace while this was being checked; nothing was written, try again",
)
_UNDONE = Text(
    "第 {number} 号变更已经撤销过了;要恢复它,请撤销那次撤销",
    "change {number} is undone already; to bring it back, undo that undo",
)


def batch_by_kind(batches: Iterable[Batch]) -> dict[str, Batch]:
    """One batch a kind: what is said twice in two batches is said twice."""
    found: dict[str, Batch] = {}
    for batch in batches:
        before = found.get(batch.kind)
        if before is None:
            found[batch.kind] = batch
            continue
        if before.dated != batch.dated:
            raise ValueError(f"batches of {batch.kind!r} are dated and undated in one change set")
        found[batch.kind] = Batch(
            batch.kind,
            [*before.keys, *batch.keys],
            [*before.props, *batch.props],
            [*before.valid_from, *batch.valid_from],
            [*before.valid_to, *batch.valid_to],
            [*before.observed_at, *batch.observed_at],
            batch.dated,
        )
    return found


def refuse_overtaken(change: ChangeSet, links: Sequence[Link]) -> None:
    """Raise StoreChanged for a change that was made for a store with other changes than these."""
    if change.after is not None and change.after != len(links):
        raise StoreChanged(_OVERTAKEN)


def withdrawn_after(change: ChangeSet, links: Sequence[Link]) -> frozenset[int]:
    """Numbers of the changes that are withdrawn once this one follows those.

    Raises
    ------
    UsageError
        It would undo a change that does not exist or is undone already.
    """
    undoes = {link.number: link.undoes for link in links}
    undone = undone_changes(undoes)
    if change.undoes is None:
        return undone
    if not 1 <= change.undoes <= len(links):
        raise UsageError(_UNKNOWN.format(number=change.undoes))
    if change.undoes in undone:
        raise UsageError(_UNDONE.format(number=change.undoes))
    return undone_changes({**undoes, len(links) + 1: change.undoes})


def link_of(change: ChangeSet, number: int) -> Link:
    """A change's link in the chain, without what is known only when its rows are written."""
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


def audit_entry(change: ChangeSet, receipt: Receipt) -> AuditEntry:
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
