"""Units written as paths, as directories of companies give them: “Acme/R&D/Software”, the company first."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.sheets.layouts.unit_levels import WITHIN

__all__ = ["root_of"]

_SIGNS = ("/", "\\", ">")
_SEVERAL, _MANY = 2, 3


def root_of(source: Source, rows: Sequence[tuple[Row, int]]) -> str:
    """Turn the units of a sheet that are paths into chains of units; gives what all begin with where no column names a company."""
    cells = [row["unit"] for row, _ in rows if row.get("unit")]
    sign = next((sign for sign in _SIGNS if any(sign in cell for cell in cells)), "") or _hyphen(cells)
    if not sign:
        return ""
    paths = [[part.strip() for part in cell.split(sign) if part.strip()] for cell in cells]
    firsts = {path[0] for path in paths if path}
    named = any("org" in names for names in source.meanings().values()) or "org" in source.section.fixed
    root = firsts.pop() if len(firsts) == 1 and len(paths) >= _SEVERAL and not named else ""
    whole = {tuple(path) for path in paths}
    if not root and not any(tuple(path[:-1]) in whole for path in paths if len(path) > 1):
        return ""  # “Sales/Marketing” is the name of one unit
    for row, _ in rows:
        if row.get("unit"):
            path = [part.strip() for part in row["unit"].split(sign) if part.strip()]
            row["unit"] = WITHIN.join(path[1:] if root else path)
    return root


def _hyphen(cells: Sequence[str]) -> str:
    """A hyphen where it stands between the units of all cells, which begin with the same company; "" where it belongs to names.

    >>> _hyphen(["华岳-信息部", "华岳-信息部-平台组", "华岳-采购部"]), _hyphen(["R-D", "R-D", "E-Commerce"])
    ('-', '')
    >>> _hyphen(["华岳", "华岳-信息部", "华岳-采购部"]), _hyphen(["IT", "R-D", "R-D-Lab"])
    ('-', '')
    """
    firsts = {cell.partition("-")[0].strip() for cell in cells}
    several = len({cell for cell in cells if "-" in cell}) >= _SEVERAL and len(set(cells)) >= _MANY
    return "-" if several and len(firsts) == 1 else ""
