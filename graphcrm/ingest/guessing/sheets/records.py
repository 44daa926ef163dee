"""Records of formats that are no tables, as rows: address cards (vCard), calendars (iCalendar), FollowTheMoney entities.

The readers are our own, since they take what few fields a mapping knows and nothing else: the libraries build whole object
models, keep recurring events and time zones that no interaction needs, and read private fields that must never be read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.encodings import encoding_of
from graphcrm.ingest.files import LIMIT, Unreadable, opened
from graphcrm.ingest.guessing.sheets.content_lines import components, tell_odd
from graphcrm.ingest.guessing.sheets.layouts.unit_levels import WITHIN
from graphcrm.ingest.guessing.sheets.recurring import MOST_DAYS, days_of
from graphcrm.ingest.jsonfile import object_of, refusing, said_twice
from graphcrm.model.fields import shown
from graphcrm.spoken import counted, joined

__all__ = ["READERS"]

#: Who is no participant: rooms and things, and those who declined.
_ABSENT = re.compile(r"CUTYPE=(ROOM|RESOURCE)|PARTSTAT=DECLINED", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?Z?)?")
_UNIVERSAL = re.compile(r"^((?:DTSTART|EXDATE|RECURRENCE-ID)[^:\r\n]*:)(\d{8}T\d{6}Z)", re.MULTILINE)
_MOST = 500_000
#: Participants of one event: no meeting has more, a list of addresses has, and who is on it has not met.
_MOST_PRESENT = 10_000
#: Schemas that are told at the most.
_TOLD = 10

Rows = list[tuple[int, list[Cell]]]
#: Told what was not read.
Tell = Callable[[Text], None]


#: A fold within a character of UTF-8, as programs make that count octets (RFC 5545, 3.1).
_SPLIT = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})")


def _text(path: Path, wanted: str | None) -> str:
    with opened(path, LIMIT["json"]) as stream:
        if wanted is None and _SPLIT.search(data := stream.read()):
            with suppress(UnicodeDecodeError):
                return _SPLIT.sub(rb"\1\3\2", data).decode("utf-8-sig")
        stream.seek(0)
        encoding = encoding_of(stream, wanted=wanted)
        return stream.read().decode(encoding)


def _sheet(records: Iterator[tuple[int, Mapping[str, str]]], headings: tuple[str, ...]) -> Rows:
    rows: Rows = [(0, [*headings])]
    for line, record in records:
        if len(rows) > _MOST:
            raise Unreadable(Text("文件太大；请拆分", "the file is too large; split it"))
        rows.append((line, [record.get(name, "") for name in headings]))
    return rows


#: Kinds of cards (RFC 6350, 6.1.4) that are people.
_PERSONAL = frozenset({"", "individual"})
_CARD = ("UID", "FN", "N", "ORG", "DEPARTMENT", "TITLE", "ROLE", "EMAIL")


def _cards(path: Path, encoding: str | None, tell: Tell) -> dict[str, Rows]:
    """One row for each card; birthdays, private addresses and telephone numbers are not read at all."""

    def each() -> Iterator[tuple[int, Mapping[str, str]]]:
        for line, properties in components(_text(path, encoding), frozenset({"VCARD"}), odd):
            made: dict[str, str] = {}
            emails: list[str] = []
            if any(name == "KIND" and value.casefold() not in _PERSONAL for name, _, value in properties):
                others.append(line)
                continue
            for name, params, value in properties:
                if name == "ORG":
                    org, _, unit = value.partition(";")
                    made |= {
                        "ORG": org.strip(),
                        "DEPARTMENT": WITHIN.join(p.strip() for p in unit.split(";") if p.strip()),
                    }
                elif name == "N" and "FN" not in made:
                    parts = [*value.split(";"), "", ""][:2]
                    made["N"] = " ".join(p.strip() for p in (parts[1], parts[0]) if p.strip())
                elif name == "EMAIL" and "HOME" in params.upper():
                    continue
                elif name == "EMAIL" and value:
                    emails.append(value)
                elif name in _CARD and value:
                    made.setdefault(name, value)
            yield line, made | {"EMAIL": ";".join(emails)}

    others: list[int] = []
    odd: list[tuple[int, str]] = []
    rows = _sheet(each(), _CARD)
    tell_odd(odd, tell)
    if others:
        tell(
            Text(
                f"{len(others)} 张名片不是人（KIND 为组、单位等；第一张在第 {others[0]} 行），未导入",
                f"{counted(len(others), 'card')} (the first in line {others[0]}) of groups, organisations and the like (KIND), "
                "which are no people; not imported",
            )
        )
    if len(rows) == 1:
        raise Unreadable(Text("里面没有名片（BEGIN:VCARD）", "there is no card in it (BEGIN:VCARD)"))
    return {"vcard": rows}


_EVENT = ("UID", "DTSTART", "SUMMARY", "ATTENDEE", "ORGANIZER", "CATEGORIES", "STATUS")


def _calendar(path: Path, encoding: str | None, tell: Tell) -> dict[str, Rows]:
    """One row for each time that an event took or takes place; descriptions are not read, since they hold texts of messages."""

    def each() -> Iterator[tuple[int, Mapping[str, str]]]:
        text = _text(path, encoding)
        zone = _zone(text)
        events = list(components(_in_zone(text, zone), frozenset({"VEVENT"}), odd))
        found.extend(line for line, _ in events)
        moved: dict[str, str] = {}
        for told in ({name: value for name, _, value in properties} for _, properties in events):
            if "RECURRENCE-ID" in told:
                moved[told.get("UID", "")] = f"{moved.get(told.get('UID', ''), '')},{told['RECURRENCE-ID']}"
        for line, properties in events:
            made: dict[str, str] = {}
            people: list[str] = []
            rules = {"EXDATE": next((moved.get(value, "") for name, _, value in properties if name == "UID"), "")}
            for name, params, value in properties:
                if name == "DTSTART":
                    made[name] = _begins(value, line)
                elif name in ("ATTENDEE", "ORGANIZER"):
                    people += [] if _ABSENT.search(params) else [_attendee(params, value)]
                elif name in ("RRULE", "EXDATE", "DTSTAMP"):
                    rules[name] = f"{rules.get(name, '')},{value}" if name == "EXDATE" else value
                elif name in _EVENT and value:
                    made.setdefault(name, value)
            if len(people) > _MOST_PRESENT:
                raise Unreadable(_crowd(len(people)), line)
            made["ATTENDEE"] = "; ".join(filter(None, people))
            if made.get("STATUS", "").upper() != "CANCELLED":
                days = days_of(made.get("DTSTART", ""), rules)
                once.extend([line] if days is None else ())
                often.extend([line] if days and len(days) > MOST_DAYS else ())
                yield from ((line, made | {"DTSTART": day}) for day in (days or [made.get("DTSTART", "")])[:MOST_DAYS])

    found: list[int] = []
    once: list[int] = []
    often: list[int] = []
    odd: list[tuple[int, str]] = []
    rows = _sheet(each(), _EVENT)
    tell_odd(odd, tell)
    if once:
        tell(
            Text(
                f"有 {len(once)} 个日程不按日、按周重复（第一个在第 {once[0]} 行），只读了第一次",
                f"of {counted(len(once), 'event')} (the first in line {once[0]}) with a rule of recurring other than by days or "
                "weeks only the first time was read",
            )
        )
    if often:
        tell(
            Text(
                f"有 {len(often)} 个日程重复超过 {MOST_DAYS} 次（第一个在第 {often[0]} 行），只读了前 {MOST_DAYS} 次",
                f"of {counted(len(often), 'event')} (the first in line {often[0]}) with more than {MOST_DAYS} times the first "
                f"{MOST_DAYS} were read",
            )
        )
    if len(rows) == 1 and found:
        raise Unreadable(
            Text("里面的日程都已取消，或没有日期", "every event in it was cancelled, or has no day"), found[0]
        )
    if len(rows) == 1:
        raise Unreadable(Text("里面没有日程（BEGIN:VEVENT）", "there is no event in it (BEGIN:VEVENT)"))
    return {"icalendar": rows}


def _crowd(present: int) -> Text:
    return Text(
        f"一个日程有 {present:,} 位参加人，最多 {_MOST_PRESENT:,} 位：这是群发名单，不是会面；请从文件中删去这个日程再导入",
        f"an event with {present:,} attendees, where at most {_MOST_PRESENT:,} are read: that is a mailing list and no meeting; "
        "take the event out of the file, and import again",
    )


def _begins(stamp: str, line: int) -> str:
    """Day and time at which an event of a line begins; raises Unreadable for what is none."""
    found = _STAMP.match(stamp)
    try:
        year, month, day = map(int, found.groups()[:3]) if found else (0, 0, 0)
        said = f"{date(year, month, day):%Y-%m-%d}"
    except ValueError as error:
        text = Text(f"“{shown(stamp)}”不是日期（DTSTART）", f"“{shown(stamp)}” is no day (DTSTART)")
        raise Unreadable(text, line) from error
    hour, minute = found.groups()[3:5] if found else ("", "")
    return said + (f" {hour}:{minute}" if hour else "")


def _zone(text: str) -> ZoneInfo | None:
    """The time zone that a calendar says it is kept in."""
    named = re.search(r"^X-WR-TIMEZONE:\s*(\S+)", text, re.MULTILINE)
    try:
        return ZoneInfo(named[1]) if named else None
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


def _in_zone(text: str, zone: ZoneInfo | None) -> str:
    """The text with stamps of universal time as the clocks of the calendar show them, so that each meeting has its own day."""

    def local(stamp: re.Match[str]) -> str:
        try:
            then = datetime.strptime(stamp[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            return stamp[0]
        return f"{stamp[1]}{then.astimezone(zone):%Y%m%dT%H%M%S}"

    return _UNIVERSAL.sub(local, text) if zone is not None else text


def _attendee(params: str, value: str) -> str:
    """A person as ``Name <address>``, or what there is of it."""
    name = re.search(r"CN=(\"[^\"]*\"|[^;:]*)", params, re.IGNORECASE)
    called = name[1].strip('" ').replace("\\", "") if name else ""
    if called.count(",") == 1:
        called = " ".join(part.strip() for part in reversed(called.split(",")))  # between people stands a comma
    address = re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)
    if called and "@" in address and "@" not in called:
        return f"{called.replace(';', ' ')} <{address}>"
    return called or address


_ENTITY = {
    "Company": ("id", "name", "country", "jurisdiction", "sector"),
    "Person": ("id", "name", "position", "country"),
    "Ownership": ("id", "owner", "asset", "percentage", "startDate", "endDate"),
    "Directorship": ("id", "director", "organization", "role", "startDate", "endDate"),
    "Membership": ("id", "member", "organization", "role", "startDate", "endDate"),
    "Employment": ("id", "employee", "employer", "role", "startDate", "endDate"),
}
_SAME = {"Organization": "Company", "PublicBody": "Company", "LegalEntity": "Company"}


def _entities(path: Path, encoding: str | None, tell: Tell) -> dict[str, Rows]:
    """A sheet for each schema that is known; an entity a line. Only what is public business of it is read."""
    found: dict[str, list[tuple[int, dict[str, str]]]] = {name: [] for name in _ENTITY}
    others: Counter[str] = Counter()
    for number, line in enumerate(_text(path, encoding).splitlines(), 1):
        if not line.strip():
            continue
        with refusing(line, number - 1):
            entity = json.loads(line, object_pairs_hook=object_of)
        try:
            schema, properties = entity["schema"], entity.get("properties", {})
            record = {"id": str(entity["id"])}
            for name in _ENTITY.get(_SAME.get(schema, schema), ()):
                values = properties.get(name, ())
                if isinstance(values, list) and values:
                    record[name] = str(values[0])
            if "role.pep" in properties.get("topics", ()):
                record["pep"] = "public_official"
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Unreadable(Text("不是 FollowTheMoney 实体", "this is no FollowTheMoney entity"), number) from error
        if fault := said_twice(entity):
            raise Unreadable(fault, number)
        if record.get("percentage", "%")[-1:] != "%":
            record["percentage"] += "%"
        if (known := _SAME.get(schema, schema)) in found:
            found[known].append((number, record))
        else:
            others[str(schema)] += 1
    if others:
        named = joined([shown(name) for name in sorted(others)[:_TOLD]])
        n = others.total()
        tell(
            Text(f"{n} 个其他类型的实体未导入：", f"{counted(n, 'entity', 'entities')} of other schemas not imported: ")
            + named
        )
    _where_they_work(found)
    made = {
        n: _sheet(iter(rows), (*_ENTITY[n], "pep", "organization") if n == "Person" else _ENTITY[n])
        for n, rows in found.items()
        if rows
    }
    if not made:
        raise Unreadable(Text("里面没有已知的实体", "it holds no entity that is known"))
    return made


def _where_they_work(found: Mapping[str, list[tuple[int, dict[str, str]]]]) -> None:
    """People get the organisation and the post of their first directorship, membership or employment: each of ours belongs to one."""
    works: dict[str, str] = {}
    posts: dict[str, str] = {}
    for schema, person, org in (
        ("Directorship", "director", "organization"),
        ("Membership", "member", "organization"),
        ("Employment", "employee", "employer"),
    ):
        for _, record in found[schema]:
            if not record.get(person) or not record.get(org):
                continue
            if works.setdefault(record[person], record[org]) == record[org]:
                posts.setdefault(record[person], record.get("role", ""))
    for _, record in found["Person"]:
        record["organization"] = works.get(record["id"], "")
        record.setdefault("position", posts.get(record["id"], ""))


#: Readers by the ending of the file: sheets by name, each with a heading and its rows.
READERS: Mapping[str, Callable[[Path, str | None, Tell], dict[str, Rows]]] = {
    ".vcf": _cards, ".vcard": _cards, ".ics": _calendar, ".ftm": _entities, ".ndjson": _entities, ".jsonl": _entities,
}  # fmt: skip
