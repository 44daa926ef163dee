"""Meetings: the rows of one as one, who was there, and whether it was one with somebody from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.activities import add_actions, is_to_do
from graphcrm.ingest.guessing.facts.describing import Describing
from graphcrm.ingest.guessing.facts.notes import says_how_they_stand
from graphcrm.ingest.guessing.facts.other_side import theirs
from graphcrm.ingest.guessing.facts.standing_of_meetings import CANCELLED, PLANNED, TASK, standing
from graphcrm.ingest.guessing.facts.who_was_there import who_was_there
from graphcrm.ingest.guessing.laid import MARKS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.kinds_of_meetings import kind_in
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.names_for_short import short_for
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.somebody import can_be_somebody, is_named
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.dates import day_of
from graphcrm.model.fields import shown

__all__ = ["people_met", "together", "took_place"]

#: How notes of a meeting begin that name who was met, and what stands between two of them.
_MET = re.compile(
    r"(?:(?:i|we) )?(?:met|saw|visited|(?:talked|spoke) (?:to|with)|(?:meeting|call|lunch|dinner) with|拜访了?|会见了?|约见了?|见了)\s*"
    r"(?:with )?(.{2,120}?)\s*(?:[:\uff1a;\uff1b。]|\s[-–—]\s|\.?$)",
    re.IGNORECASE,
)
_WITH_THEM = Text(
    "随未导入的会议，其“下一步”也未导入", "next steps of meetings that were left out were left out with them"
)
#: Characters of a summary, topic and minutes together.
_LONGEST = 500
_CUT = Text(f"会议纪要超过 {_LONGEST} 字的部分未导入", f"of minutes, what exceeds {_LONGEST} characters was left out")
_TASK = Text("没有写内容或日期的任务未导入", "tasks that do not say what is to be done, or by when, were left out")
_AND = re.compile(r"\s+(?:and|&|und|和|与)\s+|(?<=[)\uff09])(?:和|与|及)", re.IGNORECASE)


def together(rows: Iterable[tuple[Row, int]]) -> list[tuple[Row, int]]:
    """Rows about meetings, those of one meeting as one: the same key, or else the same day, kind and words about it."""
    found: dict[object, tuple[Row, int]] = {}
    for n, (row, line) in enumerate(rows):
        same = row.get("id") or (
            row.get("summary") and (row.get("date"), row.get("kind"), row["summary"], row.get("org"))
        )
        before, _ = found.setdefault(same or n, (dict(row), line))
        for name in ("ours", "theirs", "participants"):
            both = f"{before.get(name, '')};{row.get(name, '')}".split(";")
            before |= {name: ";".join(dict.fromkeys(filter(None, both)))} if any(both) else {}
        if (more := row.get("minutes", "")) not in before.get("minutes", ""):
            before["minutes"] = "; ".join(filter(None, (before.get("minutes"), more)))
    return list(found.values())


def _with_minutes(values: dict[str, str], row: Row, place: Place, resolver: Resolver) -> Row:
    """The row of a meeting with its minutes behind its topic, in its `values`, too; what there is no room for is told."""
    topic, minutes = row.get("summary", ""), row.get("minutes", "")
    if not minutes or minutes == topic:
        return row
    sign = "\uff1a" if HAN.search(topic) else ": "
    whole = f"{topic}{sign}{minutes}" if topic else minutes
    if len(whole) > _LONGEST:
        resolver.drafts.leave_out(place.source.sheet.file, _CUT, place.line)
        whole = f"{whole[: _LONGEST - 1]}…"
    values["summary"] = whole
    return row | {"summary": whole}


def took_place(values: dict[str, str], row: Row, place: Place, resolver: Resolver, describing: Describing) -> bool:
    """Note who was at a meeting, and what is to be done next; False for one that did not take place, or was no contact.

    What is to be done next is left out with such a meeting, which is told.
    """
    values["kind"] = values.get("kind") or kind_in(row.get("summary", "")) or "other"
    row = _with_minutes(values, row, place, resolver)
    held = _was_held(values, row, place, resolver, describing)
    if not held and row.get("next_step"):
        resolver.drafts.leave_out(place.source.sheet.file, _WITH_THEM, place.line)
    return held


def _was_held(values: dict[str, str], row: Row, place: Place, resolver: Resolver, describing: Describing) -> bool:
    known, drafts, file = resolver.known, resolver.drafts, place.source.sheet.file
    people = resolver.several(row.get("ours", ""), place, ours=True)
    met = row.get("theirs") or (
        "" if row.get("participants") else _met_by_notes(row.get("summary", ""), place, resolver)
    )
    people += theirs(met, row.get("org", ""), place, resolver)
    kind, status = values.get("kind", ""), standing(row, place.source)
    values.pop("status", None)
    to_do = is_to_do(row, kind, status)
    why = _TASK if kind == TASK else _not_held(status, row, place, describing)
    if why and not to_do:
        drafts.leave_out(file, why, place.line)
        return False
    people += who_was_there(row, place, resolver)
    orgs = known.of["person"].org
    if row.get("logged_by") and not any(orgs.get(one) in known.ours for one in people):
        people += resolver.several(row["logged_by"], place, ours=True)
    values["participants"] = ";".join(dict.fromkeys(people))
    ours = [one for one in people if orgs.get(one, "") in known.ours]
    if people and not ours and not known.our_company:
        resolver.our_name()  # it may be one of those who were there
    if len(ours) in (0, len(people)):
        drafts.no_contact[file].append(place.line)
        return False
    if row.get("remarks") or says_how_they_stand(row.get("summary", "")):
        describing.notes.append((row, [one for one in people if one not in ours], ours, place))
    if to_do:
        add_actions([one for one in people if one not in ours], ours, row, kind, status, place, describing)
        return False
    describing.next_step(next(one for one in people if one not in ours), ours, row, place)
    return True


def people_met(notes: str) -> str:
    """Whom notes begin with having met, as a list; "" for notes that begin otherwise.

    >>> people_met("met 王总(采购总监) and Peter Lang (CIO): roadmap"), people_met("拜访李娜、王伟：报价"), people_met("met the team: demo")
    ('王总(采购总监); Peter Lang (CIO)', '李娜; 王伟', '')
    """
    found = _MET.match(notes)
    some = people_in(_AND.sub("; ", found[1])) if found else []
    return "; ".join(some) if all(map(_is_somebody, some)) else ""


def _is_somebody(said: str) -> bool:
    name = written(said).name
    return can_be_somebody(name) and (is_named(said) or short_for(name) is not None)


def _met_by_notes(notes: str, place: Place, resolver: Resolver) -> str:
    """Whom the notes of a meeting name as met where no column does, once somebody has said that they are to be read so."""
    some, sheet = people_met(notes), place.source.sheet.name
    if not some:
        return ""
    words = Text(
        f"“{shown(sheet)}”没有写见的是谁，备注里写了（如“{shown(some, 60)}”）：是这些人吗？",
        f"No column of “{shown(sheet)}” says who was met, and its notes do (such as “{shown(some, 60)}”): are these the ones?",
    )
    answer = resolver.asked.once(
        f"met:{sheet}", lambda: Question(f"met:{sheet}", words, ("yes", LEAVE_OUT), open=False)
    )
    return some if word_key(answer) in MARKS else ""


def _not_held(status: str, row: Row, place: Place, describing: Describing) -> Text | None:
    """Why a meeting is none of those that took place, though those whom it names are there all the same; None if it is."""
    if CANCELLED in (row.get("outcome"), status):
        return Text("已取消的会议未导入", "meetings that were cancelled were left out")
    if not row.get("date"):
        return Text("没有日期的会议未导入", "meetings without a day were left out")
    if (day := day_of(row.get("date", ""))) and day > describing.options.today:
        return Text("还没有到的会议未导入", "meetings that are still to come were left out")
    if status == PLANNED:
        return Text("只有计划、没有写已进行的会议未导入", "meetings that were only planned were left out")
    return None
