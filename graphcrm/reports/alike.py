"""Tables that tell nobody apart: where too little is recorded all their rows say the same, which one sentence says better.

The sentence gives the values, and what to record so that the rows come to differ. Only answers that measure people are read so: in
lists of gaps and findings who stands there is what they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.spoken import joined

__all__ = ["alike", "tells_apart"]


#: Fewer rows are read at a glance.
_FEWEST = 4
_ROLES = Text("决策角色", "decision roles")
_INFLUENCE = Text("谁影响谁", "who influences whom")
_CONTACT = Text("我方与谁有来往", "whom our people are in contact with")
_SUPPORT = Text("每个人的支持度", "where each person stands")
_RIVAL = Text("对手与谁有来往", "whom a competitor is in contact with")

#: What makes the rows of an answer differ, by its name.
_DIFFER: Mapping[str, Sequence[Text]] = MappingProxyType(
    {
        "bus-factor": (_CONTACT, _INFLUENCE),
        "contest": (_RIVAL, _SUPPORT, _CONTACT),
        "coverage-gaps": (_ROLES, _INFLUENCE),
        "cut-lines": (_CONTACT, _INFLUENCE),
        "decision-circle": (_ROLES, _INFLUENCE),
        "forecast": (_SUPPORT, _ROLES, _INFLUENCE),
        "key-influencers": (_ROLES, _INFLUENCE),
        "rank": (_INFLUENCE,),
        "single-threads": (_CONTACT, _INFLUENCE),
        "who-to-win": (_SUPPORT, _ROLES, _INFLUENCE),
    }
)
#: Columns that say who it is, and the running total, which grows from row to row by the same.
_WHO = frozenset({"id", "id_or_unit", "decider", "name", "title", "unit", "cumulative_pct"})

_SAME = Text(
    "{question}：{n} 行全都一样（{values}），分不出谁更重要。要分得出，请补录{wanted}。",
    "{question}: all {n} rows say the same ({values}), which tells nobody apart. To tell them apart, record {wanted}.",
)
_EMPTY = Text(
    "{question}：{n} 行全都空着。要有内容，请补录{wanted}。",
    "{question}: all {n} rows are empty. To fill them, record {wanted}.",
)
_VALUE = Text("{heading} {value}", "{heading} {value}")


def tells_apart(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether two rows differ in what is measured of those they are about, as people read it; few rows need not."""
    measured = [c for c in columns if c.name not in _WHO]
    return len(rows) < _FEWEST or any(
        _read(c, row, {}, "en") != _read(c, rows[0], {}, "en") for c in measured for row in rows
    )


def alike(
    name: str,
    question: Text,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
) -> Text | None:
    """The sentence to read instead of the rows of an answer; None where they tell people apart, or need not."""
    if name not in _DIFFER or tells_apart(columns, rows):
        return None
    known = [c for c in columns if c.name not in _WHO and rows[0].get(c.name) not in (None, "", [], ())]
    values = [
        _VALUE.format(heading=c.heading, value=Text(*(_read(c, rows[0], names, lang) for lang in ("zh", "en"))))
        for c in known
    ]
    said = _SAME if known else _EMPTY
    return said.format(question=question, n=len(rows), values=joined(values), wanted=joined(_DIFFER[name]))


def _read(column: Column, row: Mapping[str, Any], names: Mapping[str, str], lang: Lang) -> str:
    return harmless(FORMATS[column.format].cell(row.get(column.name), names, lang))
