"""Tables as one JSON document, which an import takes as it is."""

from __future__ import annotations

import json

from graphcrm.export.content import Content
from graphcrm.model.tables import TABLES

__all__ = ["as_document"]


def as_document(content: Content) -> str:
    """``{"orgs": [{"id": …}, …], …}``, a row a line, columns in the order of the tables; tables without rows are left out."""
    tables = []
    for of in TABLES:
        order = [f.name for f in of.columns]
        rows = [{name: row[name] for name in order if name in row} for row in content.rows(of.name)]
        if rows:
            lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
            tables.append(f' "{of.name}": [\n  {lines}\n ]')
    return "{\n" + ",\n".join(tables) + "\n}\n"
