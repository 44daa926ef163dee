"""Going one step back or forward in the history of changes, and what that leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import joined
from graphcrm.store.undoing import is_undo
from graphcrm.workspace.actions import action_words
from graphcrm.workspace.changing import Existing, receipt_text

if TYPE_CHECKING:
    from graphcrm.model.facts import Change, ChangeSet, Receipt
    from graphcrm.store.base import Store

__all__ = ["Step", "take_step"]


#: What is said of a change that was withdrawn or brought back, or (dry run) would be.
_WITHDRAWN = (
    Text("已撤销改动 {number}（{what}）。", "change {number} ({what}) withdrawn."),
    Text("将撤销改动 {number}（{what}）。", "change {number} ({what}) would be withdrawn."),
)
_RESTORED = (
    Text("已恢复改动 {number}（{what}）。", "change {number} ({what}) brought back."),
    Text("将恢复改动 {number}（{what}）。", "change {number} ({what}) would be brought back."),
)
_NODES = ("org", "unit", "person", "opportunity", "goal")
_MOST = 10


@dataclass(frozen=True)
class Step:
    """What a step did. `loose` are ids that relations still name but nothing records any more: kept, and not used."""

    receipt: Receipt
    said: tuple[Text, ...]
    loose: tuple[str, ...]
    dry_run: bool

    @property
    def text(self) -> Text:
        """One line: what was created, updated, left alone and ended."""
        return receipt_text(self.receipt, dry_run=self.dry_run)

    @property
    def warning(self) -> Text | None:
        """A sentence about what is left loose."""
        if not self.loose:
            return None
        return Text(
            "注意：仍有关系引用 {n} 个已不存在的编号（{names}）；这些关系保留但不参与分析",
            "note: relations still refer to {n} ids that are no longer recorded ({names}); they are kept but not used",
        ).format(n=len(self.loose), names=joined(self.loose[:_MOST]))


def take_step(
    store: Store, make: Callable[[Sequence[Change]], ChangeSet], *, named: bool, dry_run: bool = False
) -> Step:
    """Apply the step that is made of the chain of changes, in its turn, in which nobody else can write.

    A step that names no change is not, once somebody wrote anything: the latest is no longer the one that was meant.

    Raises
    ------
    UsageError
        There is nothing to withdraw or to bring back.
    StoreChanged
        Others wrote meanwhile.
    """
    changes, _ = store.history()
    meant = make(changes)
    seen = len(changes)

    def ours() -> ChangeSet:
        nonlocal changes
        changes, _ = store.history()
        others = changes[seen:]
        if others and (named or all(map(is_undo, others))):
            return make(changes)
        return meant  # which the store refuses if others wrote

    receipt = store.apply(ours, dry_run=dry_run)
    said = [
        texts[dry_run].format(number=n, what=action_words(changes[n - 1].action))
        for numbers, texts in ((receipt.withdrawn, _WITHDRAWN), (receipt.restored, _RESTORED))
        for n in numbers
    ]
    return Step(receipt, tuple(said), () if dry_run else _loose(store.read(None)), dry_run)


def _loose(facts: Existing) -> tuple[str, ...]:
    known = {key for kind in _NODES if kind in facts for key in facts[kind].keys}
    ends = {
        end for kind in EdgeKind if kind.kind in facts for key in facts[kind.kind].keys for end in key.split("\t")[:2]
    }
    return tuple(sorted(end for end in ends if end and end not in known))
