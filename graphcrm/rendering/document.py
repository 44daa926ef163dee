"""An answer as one JSON object, the same in every language, and the schema that it keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column, Query
from graphcrm.asking.result import Result
from graphcrm.asking.values import jsonable
from graphcrm.i18n import Text

__all__ = ["as_json", "document", "schema"]


_TEXTS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
        "required": ["zh", "en"],
    },
}


def as_json(result: Result, *, explain: bool = False) -> str:
    """The result contract as JSON."""
    return json.dumps(document(result, explain=explain), ensure_ascii=False, indent=1, allow_nan=False)


def document(result: Result, *, explain: bool = False) -> dict[str, Any]:
    """The result contract; `explain` holds a sentence per row, or those on the whole answer.

    Texts are objects of ``zh`` and ``en``; codes and ids are text; numbers have six significant digits.
    """
    found = {
        "query": result.query.name,
        "as_of": result.as_of,
        "context": jsonable(result.context),
        "params": jsonable(result.params),
        "columns": list(result.query.columns),
        "rows": [
            _row(columns, row) for columns, rows in zip(result.query.groups, result.groups, strict=True) for row in rows
        ],
        "assumptions": _texts(result.assumptions),
        "data_quality": jsonable(result.data_quality),
    }
    return found | {"explain": _texts(result.explain or result.remarks)} if explain else found


def schema(query: Query) -> dict[str, Any]:
    """JSON schema of the answers to a query."""
    rows = [
        {
            "type": "object",
            "properties": {c.name: FORMATS[c.format].schema() for c in columns},
            "required": [c.name for c in columns],
            "additionalProperties": False,
        }
        for columns in query.groups
    ]
    properties = {
        "query": {"const": query.name},
        "as_of": {"type": "string", "format": "date"},
        "context": {"type": "object"},
        "params": {"type": "object"},
        "columns": {"const": list(query.columns)},
        "rows": {"type": "array", "items": rows[0] if len(rows) == 1 else {"anyOf": rows}},
        "assumptions": _TEXTS,
        "data_quality": {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": query.question.en,
        "type": "object",
        "properties": properties | {"explain": _TEXTS},
        "required": list(properties),
        "additionalProperties": False,
    }


def _row(columns: Sequence[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    return {c.name: FORMATS[c.format].json(row.get(c.name)) for c in columns}


def _texts(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [{"zh": t.zh, "en": t.en} for t in texts]
