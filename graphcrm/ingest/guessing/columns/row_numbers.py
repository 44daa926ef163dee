"""Numbers of rows taken for keys: several lists of a book that each count from 1 name another with each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.values import text

__all__ = ["without_row_numbers"]

_COUNTS = Text("各表都从 1 数起，只是行号", "it numbers the rows: several lists count from 1")


def without_row_numbers(found: Sequence[Recognised]) -> list[Recognised]:
    """Sheets whose rows are counted from 1, as those of another list of the same kind with other names are, without these keys.

    A list whose people report to such numbers keeps them.
    """
    names: dict[tuple[str, str], set[str]] = {}
    counted = [one for one in found if _counts_from_one(one)]
    for one in counted:
        for key, name in _numbered(one):
            names.setdefault((_table(one), key), set()).add(name)
    twice = {table for (table, _), said in names.items() if len(said) > 1}
    return [_unnumbered(one) if one in counted and _table(one) in twice else one for one in found]


def _table(one: Recognised) -> str:
    return one.of.name if one.of is not None else ""


def _counts_from_one(one: Recognised) -> bool:
    """Whether the keys of a list are 1, 2, 3 …, and nothing beside them refers to one."""
    key, boss = one.place("id"), one.place("reports_to")
    if key is None or one.place("name") is None:
        return False
    keys = [text(cell) for cell in one.sheet.column(key)]
    return keys == [str(n + 1) for n in range(len(keys))] and (boss is None or not {*keys} & {*one.sheet.said(boss)})


def _numbered(one: Recognised) -> Iterable[tuple[str, str]]:
    """The number and the name of each row."""
    key, name = one.place("id"), one.place("name")
    assert key is not None
    assert name is not None
    return ((text(row[key]), name_key(text(row[name]))) for row in one.sheet.rows if text(row[name]))


def _unnumbered(one: Recognised) -> Recognised:
    guesses = (replace(g, meaning="", reason=_COUNTS) if g.meaning == "id" else g for g in one.guesses)
    return replace(one, guesses=tuple(guesses))
