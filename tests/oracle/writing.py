"""Import files are written."""

import csv
from pathlib import Path

Cells = dict[str, object]


def write_table(folder: Path, table: str, rows: list[Cells]) -> None:
    """Write one table; columns in the order in which they first occur."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        writer.writerows(rows)
