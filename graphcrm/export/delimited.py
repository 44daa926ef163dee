"""Tables as a folder of CSV files, which is a folder that an import takes; the networks' ties beside them, in a folder of their own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphcrm.export.content import Content, signed
from graphcrm.model.fields import Field
from graphcrm.model.guarding import guarded
from graphcrm.model.lists import join_items
from graphcrm.model.tables import TABLES

__all__ = ["as_csv", "cell", "csv_files"]

#: A point and three digits, which elsewhere may be thousands.
_AMBIGUOUS = re.compile(r"-?\d{1,3}\.\d{3}")


def csv_files(content: Content) -> Mapping[str, str]:
    """Text by path, with a byte order mark, so that spreadsheets show Chinese. Tables without rows have no file."""
    files = {}
    for of in TABLES:
        rows = content.rows(of.name)
        columns = [f for f in of.columns if rows and (f.required or any(f.name in row for row in rows))]
        if columns:
            cells = ([cell(f, row.get(f.name)) for f in columns] for row in rows)
            files[f"{of.name}.csv"] = as_csv([f.name for f in columns], cells)
    if content.ties:
        files |= _network(content)
    return files


def cell(field: Field, value: Any) -> str:
    """A value as the text that its column reads as this value, harmless to a spreadsheet.

    >>> from graphcrm.model.tables import table
    >>> people = table("people")
    >>> cell(people.column("name"), "=cmd"), cell(people.column("kappa"), 1.125), cell(people.column("early_career"), True)
    ("'=cmd", '1.1250', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        text = repr(value)
        return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text
    return guarded(join_items(map(str, value)) if isinstance(value, list) else str(value))


def as_csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def _network(content: Content) -> Mapping[str, str]:
    """Ties and people as `network import` takes them."""
    columns = ("from", "to", "type", "weight", "first", "last")
    ties = [[_plain(signed(tie).get(name)) for name in columns] for tie in content.ties]
    ends = {end for tie in content.ties for end in (tie["from"], tie["to"])}
    given = content.attributes or {}
    names = sorted({name for person in ends for name in given.get(person, {})})
    people: list[Sequence[str]] = []
    for row in content.rows("people"):
        if row["id"] in ends or row["id"] in given:
            known = [_plain(row.get(name)) for name in ("id", "name", "title", "grade")]
            people.append([*known, *(_plain(given.get(row["id"], {}).get(name)) for name in names)])
    return {
        "network/edges.csv": as_csv(["src", "dst", *columns[2:]], ties),
        "network/nodes.csv": as_csv(["id", "name", "title", "grade", *names], people),
    }


def _plain(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)
