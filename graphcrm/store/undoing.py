"""Which changes stand: undo goes back step by step, redo forward again, and history only ever grows.

An undo is a change that names the earlier one which it withdraws (`undoes`) and writes no rows of its own; a redo is the undo of
an undo. So the two stacks of undo and redo stand nowhere: they are read off the chain of changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import ChangeSet
from graphcrm.typed import typed

__all__ = ["Stacks", "is_undo", "redo_change", "stacks", "undo_change", "undone_after", "undone_changes"]


_UNKNOWN = Text("没有第 {number} 号改动；{history} 列出全部改动", "there is no change {number}; see `{history}`")
_NOTHING = Text("没有可撤销的改动", "there is no change to withdraw")
_NO_REDO = Text(
    "没有可恢复的改动：此前没有撤销，或撤销之后又有了新的改动（仍可按编号恢复：{redo} 编号）",
    "there is nothing to bring back: nothing was withdrawn, or something else was changed since (by number it still can be:"
    " `{redo} NUMBER`)",
)
_WITHDRAWN = Text(
    "第 {number} 号改动已经撤销；要恢复它：{redo}",
    "change {number} is undone already; `{redo}` brings it back",
)
_STANDS = Text(
    "第 {number} 号改动没有被撤销，无需恢复；要撤销它：{undo}",
    "change {number} stands, there is nothing to bring back; `{undo}` withdraws it",
)
_NO_CHANGE = Text(
    "第 {number} 号改动本身是撤销或恢复，针对的是第 {root} 号；请写该编号：{redo}",
    "change {number} is itself an undo or a redo, of change {root}; name that one: `{redo}`",
)
_REPLACED = Text(
    "第 {number} 号改动由第 {by} 号改动替换；请撤销后者：{undo}",
    "change {number} was replaced by change {by}; withdraw that one: `{undo}`",
)


class Entry(Protocol):
    """A change in the chain, as stored or as the seam shows it."""

    @property
    def number(self) -> int: ...
    @property
    def undoes(self) -> int | None: ...
    @property
    def rows(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Stacks:
    """Numbers of the ordinary changes that stand, oldest first, and of those that redo brings back, the last one first to come."""

    standing: tuple[int, ...]
    redoable: tuple[int, ...]


def undone_changes(undoes: Mapping[int, int | None]) -> frozenset[int]:
    """Numbers of the changes that are withdrawn, from ``{number: the earlier change it undoes}``.

    An undo that is itself undone withdraws nothing. A change only undoes earlier ones, so the newest is judged first.

    >>> sorted(undone_changes({1: None, 2: 1, 3: 2}))
    [2]
    """
    undone: set[int] = set()
    for number in sorted(undoes, reverse=True):
        target = undoes[number]
        if target is not None and number not in undone:
            undone.add(target)
    return frozenset(undone)


def undone_after(chain: Sequence[Entry], undoes: int | None) -> frozenset[int]:
    """Numbers of the changes that are withdrawn once one more follows these, which undoes `undoes`.

    Raises UsageError: there is no such change, or it is undone already.
    """
    undone = _undone(chain)
    if undoes is None:
        return undone
    if not 1 <= undoes <= len(chain):
        raise UsageError(_UNKNOWN.format(number=undoes, history=typed("history")))
    if undoes in undone:
        raise UsageError(_WITHDRAWN.format(number=undoes, redo=typed(f"redo {undoes}")))
    return undone_changes({**{entry.number: entry.undoes for entry in chain}, len(chain) + 1: undoes})


def is_undo(entry: Entry) -> bool:
    """Whether a change only withdraws another one (or brings it back) and writes nothing of its own."""
    return entry.undoes is not None and not entry.rows


def stacks(chain: Sequence[Entry]) -> Stacks:
    """What can be undone and redone after these changes, oldest first.

    An ordinary change (one that writes rows, even if it replaces another) leaves nothing to redo.
    """
    by_number = {entry.number: entry for entry in chain}
    withdrawals: Counter[int] = Counter()
    redoable: list[int] = []

    def withdraw(number: int, count: int, *, told: bool) -> None:
        """Withdraw a change once more, or (-1) once less; what it withdrew itself stands again, or no longer."""
        before = withdrawals[number] > 0
        withdrawals[number] += count
        after = withdrawals[number] > 0
        if before == after:
            return
        entry = by_number[number]
        ordinary = not is_undo(entry)
        if told and ordinary:
            if after:
                redoable.append(number)
            elif number in redoable:
                redoable.remove(number)
        if entry.undoes is not None:
            withdraw(entry.undoes, -1 if after else 1, told=told and not ordinary)

    for entry in chain:
        if entry.undoes is not None:
            withdraw(entry.undoes, 1, told=is_undo(entry))
        if not is_undo(entry):
            redoable.clear()
    standing = tuple(e.number for e in chain if not is_undo(e) and not withdrawals[e.number])
    return Stacks(standing, tuple(redoable))


def undo_change(chain: Sequence[Entry], number: int | None, *, author: str, at: str, day: str) -> ChangeSet:
    """The change set that withdraws a change: the newest that stands, or the one named.

    Naming an undo brings back what it withdrew, naming a redo withdraws it again.

    Raises UsageError: there is no such change, or it is withdrawn already.
    """
    now = stacks(chain)
    if number is None:
        if not now.standing:
            raise UsageError(_NOTHING)
        number = now.standing[-1]
    root = _root(chain, number)
    if number in _undone(chain) or (_restores(chain, number) and root not in now.standing):
        raise UsageError(_WITHDRAWN.format(number=root, redo=typed(f"redo {root}")))
    verb = "redo" if is_undo(chain[number - 1]) and root not in now.standing else "undo"
    return ChangeSet(author, f"{verb} {root}", at, day, undoes=number, after=len(chain))


def redo_change(chain: Sequence[Entry], number: int | None, *, author: str, at: str, day: str) -> ChangeSet:
    """The change set that brings back a withdrawn change: the one that was withdrawn last, or the one named.

    Raises UsageError: there is no such change, it stands, or (none named) an ordinary change was made since the last undo.
    """
    now = stacks(chain)
    if number is None:
        if not now.redoable:
            raise UsageError(_NO_REDO.format(redo=typed("redo")))
        number = now.redoable[-1]
    root = _root(chain, number)
    if root != number:
        raise UsageError(_NO_CHANGE.format(number=number, root=root, redo=typed(f"redo {root}")))
    undone = _undone(chain)
    if number not in undone:
        raise UsageError(_STANDS.format(number=number, undo=typed(f"undo {number}")))
    by = max(entry.number for entry in chain if entry.undoes == number and entry.number not in undone)
    if not is_undo(chain[by - 1]):
        raise UsageError(_REPLACED.format(number=number, by=by, undo=typed(f"undo {by}")))
    return ChangeSet(author, f"redo {number}", at, day, undoes=by, after=len(chain))


def _undone(chain: Sequence[Entry]) -> frozenset[int]:
    return undone_changes({entry.number: entry.undoes for entry in chain})


def _root(chain: Sequence[Entry], number: int) -> int:
    """The ordinary change that an undo or redo is about in the end; any other is its own."""
    if not 1 <= number <= len(chain):
        raise UsageError(_UNKNOWN.format(number=number, history=typed("history")))
    entry = chain[number - 1]
    while is_undo(entry):
        assert entry.undoes is not None
        entry = chain[entry.undoes - 1]
    return entry.number


def _restores(chain: Sequence[Entry], number: int) -> bool:
    """Whether a change is a redo: the undo of an undo, or of an undo of a redo …"""
    steps, entry = 0, chain[number - 1]
    while is_undo(entry):
        assert entry.undoes is not None
        steps, entry = steps + 1, chain[entry.undoes - 1]
    return steps > 0 and steps % 2 == 0
