"""Filling gaps: provenance of assessed rows, the days from and to which relations hold, the currency of amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graphcrm.i18n import Text
from graphcrm.ingest.gathering import Gathered, Gathering
from graphcrm.ingest.options import ImportOptions
from graphcrm.model.choices import Confidence
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.provenance import assessed
from graphcrm.model.tables import MONEY

__all__ = ["fill"]

_NAMES = {"source": Text("来源类型", "source"), "reported_by": Text("报告人", "reporter")}


def fill(gathering: Gathering, options: ImportOptions) -> None:
    """Fill what an import may fill in; sources made up from the file name are reported (W13)."""
    for rows in gathering.tables.values():
        _currency(rows, options.currency)
        if rows.table.name == "edges":
            _period(rows)
        mask = assessed(rows)
        if mask is None:
            continue
        if rows.table.name == "assessments":
            _put(rows, "reported_by", mask, rows["assessor"].__getitem__)
            _put(rows, "observed_at", mask, rows["date"].__getitem__)
        for name, given in (("source", options.source), ("reported_by", options.reported_by)):
            if given:
                _put(rows, name, mask, _always(given))
            else:
                filled = _put(rows, name, mask, _origin(rows))
                unread = rows.unread.get(name, set())
                _report(gathering, rows, name, [row for row in filled if row not in unread] if unread else filled)
        if options.observed_at:
            _put(rows, "observed_at", mask, _always(options.observed_at))
        _put(rows, "confidence", mask, _always(Confidence.E.value))
        if rows.table.name != "assessments":
            observed = rows["observed_at"]
            _put(rows, "valid_from", observed, observed.__getitem__)


def _period(rows: Gathered) -> None:
    """A relation holds from its start to its end; of a contract these are what was agreed, and the paper stays on record."""
    kinds = rows["kind"]
    for name, other in (("valid_from", "start"), ("valid_to", "end")):
        if other in rows.columns:
            given = rows[other]
            mask = [day is not None and kinds[row] != EdgeKind.CONTRACT for row, day in enumerate(given)]
            _put(rows, name, mask, given.__getitem__)


def _put(rows: Gathered, name: str, mask: Sequence[object], value: Callable[[int], Any]) -> list[int]:
    """Fill a column where it is empty and the mask holds; returns the rows."""
    column = rows.columns.get(name)
    if column is None:
        gaps = [row for row, wanted in enumerate(mask) if wanted]
        column = [None] * rows.count
    elif None not in column:
        return []
    else:
        gaps = [row for row, v in enumerate(column) if v is None and mask[row]]
    if gaps:
        if name in rows.columns and column is rows.columns[name]:
            column = list(column)
        for row in gaps:
            column[row] = value(row)
        rows.columns[name] = column
    return gaps


def _always(value: str) -> Callable[[int], str]:
    return lambda _row: value


def _origin(rows: Gathered) -> Callable[[int], str]:
    return lambda row: f"import:{rows.part(row).origin}"


def _report(gathering: Gathering, rows: Gathered, name: str, filled: list[int]) -> None:
    """One warning for each file and column."""
    of_file: dict[str, list[int]] = {}
    for row in filled:
        of_file.setdefault(rows.part(row).file, []).append(row)
    for file, some in of_file.items():
        word, as_ = _NAMES[name], shown(_origin(rows)(some[0]))
        text = Text(f"没有{word.zh}，记为 {as_}", f"no {word.en} is named; {as_} stands in")
        if len(some) > 1:
            text = Text(
                f"从这一行起有 {len(some)} 行没有{word.zh}，已补为 {as_}",
                f"no {word.en} is named in {len(some)} rows, from this line on; {as_} stands in",
            )
        gathering.log.say("W13", file, text, rows.place(some[0])[1], name)


def _currency(rows: Gathered, default: str) -> None:
    amounts = [f.name for f in rows.table.columns if f.parse is MONEY and f.name in rows.columns]
    if amounts:
        mask = [any(v is not None for v in values) for values in zip(*(rows[a] for a in amounts), strict=True)]
        _put(rows, "currency", mask, _always(default))
