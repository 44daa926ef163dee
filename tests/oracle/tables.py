"""Import files as rows of text, and which version of a row is in force on a date."""

import csv
import io
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

TABLES = (
    "orgs", "units", "people", "edges", "opportunities", "roles", "interactions", "cadence", "asked",
    "criteria", "positions", "products", "potential", "promises", "needs", "assessments", "suppliers", "contracts", "goals",
    "actions",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Row:
    """One line of a file: its cells without surrounding blanks, and the file it came from; no two lines are the same."""

    table: str
    cells: dict[str, str]

    def text(self, column: str) -> str | None:
        """Return the cell; None when empty or absent."""
        return self.cells.get(column) or None

    def items(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list cell."""
        return _items(self.cells.get(column) or "")

    def number(self, column: str) -> float | None:
        """Return the cell as a real number."""
        value = self.text(column)
        return None if value is None else float(value)

    def whole(self, column: str) -> int | None:
        """Return the cell as a whole number."""
        value = self.text(column)
        return None if value is None else int(value)

    def day(self, column: str) -> date | None:
        """Return the cell as a date: 2026-03-05, 2026/3/5 or 2026年3月5日."""
        value = self.text(column)
        return None if value is None else _day(value)

    def yes(self, column: str) -> bool:
        """Return whether the cell says yes; an empty cell does not."""
        return (self.text(column) or "").lower() in {"true", "yes", "1", "是"}

    @property
    def reporter(self) -> str:
        """Who reported the row."""
        return self.text("reported_by") or f"import:{self.table}.csv"

    @cached_property
    def observed(self) -> date | None:
        """When it was observed."""
        return self.day("observed_at")

    @cached_property
    def starts(self) -> date:
        """First day of validity; a row without any date always was valid."""
        return self.day("valid_from") or self.observed or date.min

    @cached_property
    def ends(self) -> date:
        """First day after its validity."""
        return self.day("valid_to") or date.max


@cache
def _items(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


@cache
def _day(value: str) -> date:
    year, month, day = re.split(r"[-/年月]", value.rstrip("日"))
    return date(int(year), int(month), int(day))


def read_folder(folder: Path) -> dict[str, tuple[Row, ...]]:
    """Read the tables that stand in a folder; a table without a file is empty."""
    found: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        path = Path(folder) / f"{table}.csv"
        found[table] = _rows(table, path.read_bytes()) if path.exists() else ()
    return found


@lru_cache(maxsize=100)
def _rows(table: str, content: bytes) -> tuple[Row, ...]:
    """The rows of a file, which is read again for every day on which it is looked at."""
    lines = io.StringIO(content.decode("utf-8-sig"), newline="")
    return tuple(Row(table, {k: (v or "").strip() for k, v in cells.items()}) for cells in csv.DictReader(lines))


@lru_cache(maxsize=100)
def rows_in_force(rows: tuple[Row, ...], key: Callable[[Row], Hashable], as_of: date) -> tuple[Row, ...]:
    """Return the versions that hold on `as_of`.

    Versions observed later than `as_of` are not seen at all. Among the others a version ends at its own ``valid_to`` or
    where the next version of the same key starts, whichever comes first; it holds from its start up to, but not on,
    its end.
    """
    seen = [row for row in rows if row.observed is None or row.observed <= as_of]
    versions: dict[Hashable, dict[date, Row]] = {}
    for row in seen:
        versions.setdefault(key(row), {})[row.starts] = row  # the same row twice is one row
    in_force = []
    for of_key in versions.values():
        for row in of_key.values():
            later = [start for start in of_key if start > row.starts]
            if row.starts <= as_of < min([row.ends, *later]):
                in_force.append(row)
    return tuple(in_force)


def edge_key(row: Row) -> Hashable:
    """Key of the table ``edges``; a missing domain is the general one."""
    return (
        row.text("kind"),
        row.text("from"),
        row.text("to"),
        row.text("domain") or "general",
        row.text("opportunity"),
        row.reporter,
    )


def role_key(row: Row) -> Hashable:
    """Key of the table ``roles``."""
    return (row.text("person"), row.text("opportunity"))
