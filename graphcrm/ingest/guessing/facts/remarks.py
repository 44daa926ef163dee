"""Rows about people with what their remarks say in plain sentences, where no column says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import UNNAMED
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.flags import is_to_come
from graphcrm.ingest.guessing.texts.honours import without_honours
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.names_for_short import short_for
from graphcrm.ingest.guessing.texts.remarks import remarks_in
from graphcrm.model.dates import ORDERS, day_of
from graphcrm.model.tables import BY_NAME

__all__ = ["MORE", "whom", "with_remarks_read"]

_PEOPLE = frozenset({"reports_to", "influences", "influenced_by"})
_DAYS = frozenset({"left_on", "last_met", "next_due"})
#: Judgements: what they rest on is the remark, if nothing else in the row judges.
_JUDGED = frozenset({"stance", "leans_to", "roles", "veto", "influences", "influenced_by"})
#: Characters of sentences that are kept as evidence.
_LONGEST = 200

MORE = Text(
    "备注里没有直接写明的话未导入", "of remarks, what they do not say in plain sentences about somebody was left out"
)

_Rows = list[tuple[Row, int]]


def with_remarks_read(source: Source, rows: _Rows, drafts: Drafts) -> tuple[Source, _Rows]:
    """A source with its rows, each filled in with what its remarks say of somebody; whom they name must be in the list, too.

    Remarks that say more, or again what a column says, are told.
    """
    if source.section.of is not BY_NAME["people"] or not source.says("remarks"):
        return source, rows
    known, filled = cache(partial(_names, rows)), []
    for row, line in rows:
        if not row.get("remarks") and not row.get("veto"):
            filled.append((row, line))
            continue
        made, whole = _filled_in(row, known, source.section.date_order, source.today)
        filled.append((made, line))
        if not whole:
            drafts.leave_out(source.sheet.file, MORE, line)
    return source, filled


def _names(rows: _Rows) -> Mapping[str, Sequence[str]]:
    """The names of a list by organisation."""
    found: dict[str, dict[str, None]] = {}
    for row, _ in rows:
        if name := row.get("name") or " ".join(filter(None, (row.get("first_name"), row.get("last_name")))):
            found.setdefault(row.get("org", ""), {})[written(name).name] = None
    return {org: [*names] for org, names in found.items()}


def _filled_in(row: Row, known: Callable[[], Mapping[str, Sequence[str]]], order: str, today: str) -> tuple[Row, bool]:
    """A row with what its remarks say, and whether that is all they say; of most no name is asked for."""
    said, whole = row.get("remarks", ""), True
    filled = {name: value for name, value in row.items() if name != "remarks"}
    remarks, told = [*remarks_in(said)], dict[str, None]()
    if row.get("opportunity", UNNAMED) == UNNAMED and any(one.meaning == "opportunity" for one in remarks):
        filled = {name: value for name, value in filled.items() if name not in ("opportunity", "roles")}
    for one in remarks:
        value = one.value
        names = known().get(row.get("org", ""), ()) if one.who or one.meaning in _PEOPLE else ()
        if one.who and name_key(whom(one.who, names)) != name_key(row.get("name", "")):
            value = ""  # it is about somebody else
        elif one.meaning == "flags" and is_to_come(one.sentence, today):
            value = ""  # who leaves one day has not left
        elif one.meaning in _PEOPLE:
            value = whom(value, [name for name in names if name_key(name) != name_key(row.get("name", ""))])
        elif one.meaning in _DAYS:
            days = {day for o in (ORDERS if order == "ymd" else (order,)) if (day := day_of(value, o))}
            value = days.pop() if len(days) == 1 else ""
        if not value or filled.get(one.meaning, value) != value:
            whole = False
            continue
        filled[one.meaning] = value
        if one.meaning in _JUDGED:
            told[one.sentence] = None
    if filled.get("veto") and not filled.get("roles"):  # of what they have a veto in, only a role says
        del filled["veto"]
        whole = False
    if told and "evidence" not in row and _JUDGED.isdisjoint(row):
        filled["evidence"] = "; ".join(told)[:_LONGEST]
    return filled, whole


def whom(said: str, names: Sequence[str]) -> str:
    """The one of some names whom a remark names, whole or for short; "" for nobody, or several."""
    said = without_honours(said.strip())
    key = name_key(said)
    found = [name for name in names if name_key(name) == key]
    if not found and (part := short_for(said)):
        found = [name for name in names if part.search(name_key(name))]
    return found[0] if len(found) == 1 else ""
