"""The errors for a store that is not what was written, or not of a format that this graphcrm knows."""

from __future__ import annotations

from graphcrm.errors import IntegrityError, NotAStore
from graphcrm.i18n import Text

__all__ = ["damaged", "damaged_row", "newer", "placed", "too_old"]


_WHERE = Text("{where}：{what}", "{where}: {what}")
_ADVICE = Text(
    "。没有用它计算任何结果。请运行 graphcrm store check 查看详情，并恢复备份",
    ". Nothing was computed from it. Run `graphcrm store check` for details and restore a backup",
)
_ROW = Text("{kind} 的第 {sequence} 条记录已损坏", "row {sequence} of {kind} is damaged")
_NEWER = Text(
    "{where} 由更新版本的 graphcrm 写成（格式 {found}，本版本支持到 {known}）；未作任何改动，请升级 graphcrm",
    "{where} was written by a newer graphcrm (format {found}, this one knows up to {known}); it was left untouched."
    " Upgrade graphcrm",
)

_TOO_OLD = Text(
    "{where} 的格式 {found} 过旧，本版本不能升级它；请先用较早的 graphcrm 打开一次",
    "{where} has format {found}, which is too old for this graphcrm to bring up; open it once with an earlier one",
)


def damaged(what: Text, where: str = "") -> IntegrityError:
    """The error for damage: what is wrong, in which store, and what to do.

    Whoever finds it need not know where it is: whoever has the store in hand says so (:func:`placed`).
    """
    return IntegrityError((_WHERE.format(where=where, what=what) if where else what) + _ADVICE, what=what, where=where)


def damaged_row(kind: str, sequence: int) -> IntegrityError:
    """The error for a row that does not agree with its checksum."""
    return damaged(_ROW.format(kind=kind, sequence=sequence))


def placed(error: IntegrityError, where: str) -> IntegrityError:
    """The same damage with its place, unless that is said already."""
    return error if error.where else damaged(error.what, where)


def newer(where: str, found: int, known: int) -> NotAStore:
    """The error for a store of a later schema."""
    return NotAStore(_NEWER.format(where=where, found=found, known=known))


def too_old(where: str, found: int) -> NotAStore:
    """The error for a store of a schema that nothing leads up from."""
    return NotAStore(_TOO_OLD.format(where=where, found=found))
