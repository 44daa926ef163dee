"""Going one step back or forward in the history of changes, and what that leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text, default_lang
from graphcrm.spoken import some_of
from graphcrm.store.undoing import is_undo
from graphcrm.typed import typed
from graphcrm.workspace.actions import action_words
from graphcrm.workspace.changing import receipt_text
from graphcrm.workspace.resting import Resting, resting_on

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
_LOOSE = Text(
    "注意：{still}有记录引用 {ids}已不存在的编号（{names}），引用保留但不参与分析；引用它们的改动见 {history}，可一并撤销",
    "note: records {still} refer to {ids} no longer recorded ({names}), which is kept but not used; {history}"
    " lists the changes, those that refer to them can be withdrawn, too",
)
_RESTS = Text(
    "第 {number} 号改动之后的改动以它为基础：{later}。请先撤销这些改动（从 {undo} 起），或以 {force} 仍只撤销它",
    "later changes rest on change {number}: {later}. Withdraw those first, from `{undo}` on, or this one alone with `{force}`",
)
_LATER = Text("{number}（{what}）", "{number} ({what})")
_MOST = 10


@dataclass(frozen=True)
class Step:
    """What a step did. `loose` are ids that other records still name but nothing records any more: kept, and not used."""

    receipt: Receipt
    said: tuple[Text, ...]
    loose: tuple[str, ...]
    dry_run: bool

    @property
    def text(self) -> Text:
        """One line: what was created, updated, left alone and ended."""
        return receipt_text(self.receipt, dry_run=self.dry_run)

    def __repr__(self) -> str:
        return f"<{' '.join(text.say(default_lang()) for text in (*self.said, self.text))}>"

    @property
    def warning(self) -> Text | None:
        """A sentence about what is left loose."""
        if not self.loose:
            return None
        n = len(self.loose)
        still = Text("此后将", "would") if self.dry_run else Text("仍", "still")
        ids = Text(f"{n} 个", "an id that is" if n == 1 else f"{n} ids that are")
        names = some_of(self.loose, _MOST)
        return _LOOSE.format(still=still, ids=ids, names=names, history=typed("history"))


def take_step(
    store: Store,
    make: Callable[[Sequence[Change]], ChangeSet],
    *,
    named: bool,
    force: bool = False,
    dry_run: bool = False,
) -> Step:
    """Apply the step that is made of the chain of changes, in its turn, in which nobody else can write.

    A step that names no change is not, once somebody wrote anything: the latest is no longer the one that was meant. `force`
    withdraws a change on which later ones rest.

    Raises
    ------
    UsageError
        There is nothing to withdraw or to bring back, or later changes rest on what would be withdrawn.
    StoreChanged
        Others wrote meanwhile.
    """
    changes, _ = store.history()
    seen = len(changes)

    def checked() -> tuple[ChangeSet, Resting]:
        step = make(changes)
        resting = resting_on(store, step)
        if resting.later and not force:
            raise UsageError(_refusal(resting, changes))
        return step, resting

    meant, resting = checked()

    def ours() -> ChangeSet:
        nonlocal changes, meant, resting
        changes, _ = store.history()
        others = changes[seen:]
        if others and (named or all(map(is_undo, others))):
            meant, resting = checked()
        return meant  # which the store refuses if others wrote

    receipt = store.apply(ours, dry_run=dry_run)
    said = [
        texts[dry_run].format(number=n, what=action_words(changes[n - 1].action))
        for numbers, texts in ((receipt.withdrawn, _WITHDRAWN), (receipt.restored, _RESTORED))
        for n in numbers
    ]
    return Step(receipt, tuple(said), resting.loose, dry_run)


def _refusal(resting: Resting, changes: Sequence[Change]) -> Text:
    """Which later changes rest on what would be withdrawn, and what to do about it."""
    number = min(resting.withdrawn)
    later = [_LATER.format(number=n, what=action_words(changes[n - 1].action)) for n in resting.later]
    undo, force = typed(f"undo {resting.later[-1]}"), typed(f"undo {number} --force")
    return _RESTS.format(number=number, later=some_of(later, _MOST), undo=undo, force=force)
