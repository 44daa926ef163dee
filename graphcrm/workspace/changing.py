"""Changing a workspace: plan against what is stored, wait for one's turn, plan anew if somebody else was quicker, apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text, default_lang
from graphcrm.spoken import counted
from graphcrm.typed import typed

if TYPE_CHECKING:
    from graphcrm.ingest.guessing.questions import Question
    from graphcrm.ingest.options import ImportPlan
    from graphcrm.model.facts import Batch, ChangeSet, Receipt
    from graphcrm.model.problems import Problem
    from graphcrm.store.base import Store

__all__ = ["Existing", "Outcome", "Planner", "Refused", "carry_out", "concluded", "receipt_text"]

#: The latest version of every stored fact, by kind.
Existing = Mapping[str, "Batch"]
#: Makes a plan that fits what is stored.
Planner = Callable[[Existing], "ImportPlan"]


@dataclass(frozen=True)
class Outcome:
    """What became of a change: the plan with its problems, and the receipt where something could be carried out.

    `said` are sentences about what was touched, before and after; they are what a person wants confirmed.
    """

    plan: ImportPlan
    receipt: Receipt | None = None
    dry_run: bool = False
    said: tuple[Text, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing stood in the way; warnings may have been given."""
        return self.plan.ok or self.receipt is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, warnings included."""
        return tuple(self.plan.problems)

    @property
    def change(self) -> int | None:
        """Number of the change, for undo; None if nothing was written."""
        return None if self.receipt is None or self.dry_run else self.receipt.change

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What a mapped import could not decide, and nobody has answered."""
        return tuple(q for q in self.plan.questions if not q.answer)

    @property
    def text(self) -> Text:
        """One line: what was created, updated, left alone and ended."""
        if self.receipt is None:
            return Text("没有可写入的内容", "there was nothing to write")
        return receipt_text(self.receipt, dry_run=self.dry_run)

    def __repr__(self) -> str:
        return f"<{self.text.say(default_lang())}>"


def receipt_text(receipt: Receipt, *, dry_run: bool = False) -> Text:
    """What a change, an undo or a redo did, and how it is taken back."""
    lead = Text("试运行，未写入：", "dry run, nothing written: ") if dry_run else Text("", "")
    body = Text(
        f"新增 {receipt.created}，更新 {receipt.updated}，不变 {receipt.unchanged}，结束 {receipt.closed}",
        f"{receipt.created} created, {receipt.updated} updated, {receipt.unchanged} unchanged, {receipt.closed} closed",
    )
    n = receipt.change
    if n is None or dry_run:
        return lead + body
    return _taken_back(receipt, body, n) + (Text("\n", "\n") + receipt.behind if receipt.behind else Text("", ""))


def _taken_back(receipt: Receipt, body: Text, n: int) -> Text:
    """What was done, and how it is taken back."""
    if receipt.withdrawn and not receipt.restored:
        redo = typed("redo")
        return body + Text(f"（改动 {n}；{redo} 可恢复）", f" (change {n}; {redo} brings it back)")
    if receipt.restored and not receipt.withdrawn:
        undo = typed(f"undo {max(receipt.restored)}")
        return body + Text(f"（改动 {n}；{undo} 可再撤销）", f" (change {n}; {undo} withdraws it again)")
    undo = typed(f"undo {n}")
    return body + Text(f"（改动 {n}，可用 {undo} 撤销）", f" (change {n}; {undo} withdraws it)")


class Refused(InputError):
    """A change breaks rules of the data model; nothing was written. `outcome` holds the plan with all its problems."""

    def __init__(self, outcome: Outcome) -> None:
        errors = [p for p in outcome.problems if p.code.startswith("E")]
        first = errors[0].text if errors else Text("", "")
        n = max(outcome.plan.errors, len(errors))
        why = Text(f"未写入任何内容：{n} 个错误。", f"nothing was written: {counted(n, 'error')}. ") + first
        super().__init__(why, outcome.problems)
        self.outcome = outcome


def carry_out(store: Store, plan: Planner, *, dry_run: bool = False) -> Outcome:
    """Plan against what is stored and apply the plan, all or nothing.

    What is wrong is told before anybody is waited for. Whoever then waited in vain, because others wrote meanwhile, plans anew in
    their turn, in which nobody can.

    Raises
    ------
    Refused
        The plan has errors.
    """
    seen = len(store.history()[0])
    made = plan(store.read(None))
    if made.change is None:
        return concluded(made)

    def ours() -> ChangeSet:
        nonlocal made
        now = len(store.history()[0])
        if now != seen:
            made = plan(store.read(None))
        if made.change is None:
            raise _NothingLeft
        return made.change if dry_run else replace(made.change, after=now)

    try:
        return Outcome(made, store.apply(ours, dry_run=dry_run), dry_run)
    except _NothingLeft:
        return concluded(made)


class _NothingLeft(Exception):
    """What was planned in turn has nothing to carry out."""


def concluded(plan: ImportPlan, *, dry_run: bool = False) -> Outcome:
    """The outcome of a plan that is not carried out.

    Raises
    ------
    Refused
        The plan has errors and holds no rows that could be taken.
    """
    outcome = Outcome(plan, None, dry_run)
    if not plan.ok and plan.change is None:
        raise Refused(outcome)
    return outcome
