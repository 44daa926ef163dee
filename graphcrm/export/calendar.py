"""What one of ours has to do, as a calendar (iCalendar, RFC 5545): contacts that are due and actions that are open, as whole days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from graphcrm.dataclass import dataclass

__all__ = ["Entry", "as_calendar"]

#: Octets of a line; longer ones are folded.
_LINE = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day: `uid` is the same whenever the same thing is written, so that a calendar replaces it."""

    uid: str
    day: date
    summary: str
    description: str = ""


def as_calendar(entries: Iterable[Entry], made_at: str) -> str:
    """The text of an .ics file; `made_at` is the moment, ISO, UTC."""
    stamp = made_at[:19].replace("-", "").replace(":", "") + "Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//graphcrm//export//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(entry.uid)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(entry.summary)}",
            *([f"DESCRIPTION:{_text(entry.description)}"] if entry.description else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _text(value: str) -> str:
    """A text in which nothing ends the line or the value.

    >>> _text("a, b; c\\nd")
    'a\\\\, b\\\\; c\\\\nd'
    """
    plain = "".join(c for c in value.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, each but the first with a blank before it, never within a character."""
    pieces, held, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _LINE:
            pieces.append(held)
            held, size = " ", 1
        held += char
        size += width
    return "\r\n".join([*pieces, held])
