"""Going one step back or forward in the history of changes, and what that leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import EVERYBODY
from graphcrm.model.rules.rows import NODE_TABLES
from graphcrm.model.tables import BY_NAME, TABLES
from graphcrm.spoken import some_of
from graphcrm.store.undoing import is_undo
from graphcrm.typed import typed
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

    @property
    def warning(self) -> Text | None:
        """A sentence about what is left loose."""
        if not self.loose:
            return None
        n = len(self.loose)
        ids = "an id that is" if n == 1 else f"{n} ids that are"
        return Text(
            f"注意：仍有记录引用 {n} 个已不存在的编号（{{names}}），引用保留但不参与分析；引用它们的改动见 {{history}}，可一并撤销",
            f"note: records still refer to {ids} no longer recorded ({{names}}), which is kept but not used; {{history}}"
            " lists the changes, those that refer to them can be withdrawn, too",
        ).format(names=some_of(self.loose, _MOST), history=typed("history"))


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
    """Ids that an end of a relation, or a column of any record that names others, has, and no record."""
    known = {key for name in NODE_TABLES if (kind := BY_NAME[name].kind) in facts for key in facts[kind].keys}
    relations = [kind.kind for kind in EdgeKind if kind.kind in facts]
    named = {end for kind in relations for key in facts[kind].keys for end in key.split("\t")[:2]}
    for table in TABLES:
        fields = [f for f in table.columns if f.refs]
        for kind in relations if table.name == "edges" else [table.kind]:
            rows = facts[kind].decoded() if fields and kind in facts else []
            for field in fields:
                named.update(*([v] if isinstance(v, str) else v for row in rows if (v := row.get(field.name))))
    named -= known | {"", EVERYBODY}
    return tuple(sorted(end for end in named if not end.startswith("import:")))
