"""Rows that a system has deleted and exports all the same: a column says so, and they are told, not imported.

SugarCRM and SuiteCRM export ``deleted``, Salesforce ``IsDeleted`` (Data Loader, Export All), 纷享销客 生命状态 with 作废 for what is void.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.spoken import counted

__all__ = ["deleted_rows", "told_of_deleted"]

#: Headings of a mark of deletion, as heading keys.
_MARKS = frozenset({
    "deleted", "isdeleted", "recorddeleted", "deletedflag", "gelöscht", "eliminado", "supprimé",
    "已删除", "是否删除", "是否已删除", "删除标记",
})  # fmt: skip
#: States of a record, by heading key, in which it is void.
_STATES = {"生命状态": frozenset({"作废", "已作废", "invalid"}), "lifestatus": frozenset({"作废", "invalid"})}


def deleted_rows(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """The places of the rows that a column marks as deleted.

    >>> sorted(deleted_rows(["Name", "Deleted"], [["Ana", "0"], ["Luis", "1"], ["Eva", ""]]))
    [1]
    >>> sorted(deleted_rows(["姓名", "生命状态"], [["王伟", "正常"], ["李娜", "作废"]]))
    [1]
    """
    keys = [heading_key(h) for h in headings]
    marks = [n for n, key in enumerate(keys) if key in _MARKS]
    states = [(n, _STATES[key]) for n, key in enumerate(keys) if key in _STATES]
    if not marks and not states:
        return frozenset()
    return frozenset(
        n
        for n, cells in enumerate(rows)
        if any(_is_yes(cells[m]) for m in marks if m < len(cells))
        or any(text(cells[m]).casefold() in void for m, void in states if m < len(cells))
    )


def told_of_deleted(lines: Sequence[int]) -> Text:
    """How many rows were left out, and the line of the first."""
    return Text(
        f"{len(lines)} 行在原系统里已删除或作废（第一行是第 {lines[0]} 行），未导入",
        f"{counted(len(lines), 'row')} (the first in line {lines[0]}) marked as deleted in the system they come from; not imported",
    )


def _is_yes(cell: Cell) -> bool:
    said = text(cell)
    return said == "1" or vocabulary("", "boolean").get(word_key(said)) == "true"
