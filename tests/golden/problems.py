"""What is said of bad data, kept in ``problems.txt``: of every column's values, and of rows that break the rules.

``python -m tests.golden.problems`` writes it anew. That is a decision: read what has changed before it is kept.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphcrm.ingest.plan import plan_import
from graphcrm.model.codes import explained
from graphcrm.model.fields import Field, FieldError
from graphcrm.model.tables import TABLES
from graphcrm.resources import resource
from tests.ingest.conftest import account, options
from tests.ingest.test_roundtrip import stored

__all__ = ["PLACE", "problems"]

PLACE = Path(__file__).parent / "problems.txt"

#: Values that somebody might write into any column: numbers at and beyond ends, dates that are none, words, lists, marks.
_VALUES = (
    "-1 0 0.5 1 3 4 5 6 10 11 100 101 1,200 1200 1201 9999999 1e400 nan 1.5.2 yes no 是 maybe A E 2026-02-30 "
    "2026-06-30 2026-06-31 30.06.2026 1899-12-31 2200-01-01 24:00 9:05 customer cusotmer c1 c1;c2 c1;;c2 u1>c1 a@b.example import:mail"
)
_LONG = ("x" * 129, "x" * 201, "x" * 501, "x" * 2001, "a\u202eb", "a\x07b")


def problems() -> str:
    """Everything that is said, a line each."""
    return "\n".join([*_of_columns(), "", *_of_rules()]) + "\n"


def _of_columns() -> Iterator[str]:
    """Of each kind of column: which columns are of it, and what it makes of each value."""
    alike: dict[str, list[tuple[str, Field]]] = {}
    for table in TABLES:
        for field in table.columns:
            alike.setdefault(repr(field.parse).partition(" at 0x")[0], []).append((f"{table.name}.{field.name}", field))
    for fields in alike.values():
        yield "columns: " + " ".join(name for name, _ in fields)
        yield from (f"  {_short(raw)}: {_read(fields[0][1], raw)}" for raw in (*_VALUES.split(), *_LONG))


def _read(field: Field, raw: str) -> str:
    try:
        return _short(repr(field.parse(raw)))
    except FieldError as error:
        return f"{_short(error.text.zh)} | {_short(error.text.en)}"


def _short(text: str) -> str:
    shown = ascii(text)[1:-1] if not text.isprintable() else text
    return shown if len(shown) < 160 else f"{shown[:60]}…({len(shown)})"


def _of_rules() -> Iterator[str]:
    """The examples of `graphcrm explain`, on the sample; then rows of ours, on a small account."""
    sample = stored(plan_import([resource("datasets", "huayue")], existing={}, options=options()))
    with tempfile.TemporaryDirectory() as place:
        for code, told in explained().items():
            folder = Path(place, code)
            folder.mkdir()
            for name, text in told.example.items():
                (folder / name).write_text(text, encoding="utf-8", newline="")
            yield from _said(code, folder, sample)
        for name, rows in _BROKEN.items():
            folder = Path(place, name)
            folder.mkdir()
            tables = account()
            for table, more in rows.items():
                tables[table] = [*tables.get(table, []), *more]
            for table, all_of_it in tables.items():
                with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(dict.fromkeys(key for row in all_of_it for key in row)))
                    writer.writeheader()
                    writer.writerows(all_of_it)
            yield from _said(name, folder, {})


def _said(name: str, folder: Path, existing: Any) -> Iterator[str]:
    for one in plan_import([folder], existing=existing, options=options()).problems:
        where = f"{Path(one.file).name}:{one.line} {one.column} {_short(one.value)}"
        said = f"{one.text.zh} | {one.text.en} || {one.advice.zh} | {one.advice.en}".replace(f"{folder}/", "")
        yield f"{name}: {one.code} {where}: {said}"


def _people(*pairs: str, **rest: Any) -> list[dict[str, Any]]:
    """People of the customer, ``a`` or ``a>boss``."""
    found = []
    for pair in pairs:
        one, _, boss = pair.partition(">")
        found.append({"id": one, "name": f"Name {one}", "org": "HY", "reports_to": boss, **rest})
    return found


_SEEN = {"source": "meeting_note", "reported_by": "u1", "observed_at": "2026-05-01"}


def _edges(*triples: str, **rest: Any) -> list[dict[str, Any]]:
    """Edges, ``KIND a b``."""
    return [dict(zip(("kind", "from", "to"), one.split(), strict=True)) | _SEEN | rest for one in triples]


#: Rows that break rules, each added to the small account.
_BROKEN: dict[str, dict[str, list[dict[str, Any]]]] = {
    "cycle of 6": {"people": _people("a>b", "b>c", "c>d", "d>e", "e>f", "f>a")},
    "cycle of 7": {"people": _people("a>b", "b>c", "c>d", "d>e", "e>f", "f>g", "g>a")},
    "own manager": {"people": _people("a>a")},
    "two cycles": {"people": _people("a>b", "b>a", "c>d", "d>c")},
    "names for ids": {"edges": _edges("INFLUENCES 陈董 c2", "INFLUENCES c2 Nobody", level=3)},
    "a name of two": {
        "people": [*_people("a", "b", name="Same Name"), *_people("c>Same Name")],
        "edges": _edges("TRUSTS a SUP", "TRUSTS SUP a", level=3),
    },
    "ends of other kinds": {
        "edges": _edges(
            "INFLUENCES HY c2", "TRUSTS c2 HY-IT", "KNOWS c1 u1", "STANCE c1 SUP", "STANCE c1 c2", "OWNS c1 c2", "SPONSORS c1 c2",
            "SUPPLIES c1 US", "ROLE_IN c1 c2", "CONFLICTS_WITH c1 HY", "CONFLICTS_WITH c1 u1", "HOLDS_EQUITY HY HY", "INFLUENCES c1 c1",
        )
    },
    "levels": {
        "edges": [
            *_edges("INFLUENCES c1 c2", level=0),
            *_edges("INFLUENCES c1 c2", level=6),
            *_edges("STANCE c1 US", level=4),
            *_edges("STANCE c2 US", level=-2),
            *_edges("STANCE c2 RV", level="strong supporter"),
            *_edges("TRUSTS c1 c2", level=""),
        ]
    },
    "dates": {
        "edges": [
            *_edges("INFLUENCES c1 c2", level=3, valid_from="2026-05-01", valid_to="2026-04-01"),
            *_edges("INFLUENCES c2 c1", level=3, valid_from="2027-01-01"),
            *_edges("TRUSTS c2 c1", level=3, observed_at="2027-01-01"),
            *_edges("TRUSTS c1 c2", level=3, observed_at=""),
        ]
    },
    "the same twice": {
        "people": _people("a", "a"),
        "edges": _edges("INFLUENCES c1 c2", "INFLUENCES c1 c2", level=3),
        "orgs": [{"id": "HY", "name": "Other", "category": "customer"}],
    },
    "organisations": {
        "orgs": [
            {"id": "P1", "name": "Parent", "category": "customer", "parent": "P2"},
            {"id": "P2", "name": "Parent", "category": "customer", "parent": "P1"},
            {"id": "P3", "name": "Lost", "category": "customer", "parent": "NONE"},
            {"id": "US2", "name": "Us again", "category": "our_company"},
        ]
    },
    "private columns": {"people": [{"id": "a", "name": "A", "org": "HY", "birthday": "1970-01-01", "hobbies": "golf"}]},
    "unknown columns": {"people": [{"id": "a", "name": "A", "org": "HY", "gradee": "3", "colour": "red"}]},
}  # fmt: skip


if __name__ == "__main__":
    PLACE.write_text(problems(), encoding="utf-8", newline="\n")
