"""An invitation to a meeting: what it is about, when, and who is in it. Of a calendar file, without its descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.guessing.sheets.records import READERS
from graphcrm.ingest.guessing.texts.names import Written, name_key, written
from graphcrm.model.problems import Problem
from graphcrm.model.records import Person

__all__ = ["Invitation", "read_invitation", "recognised"]


_UNREAD = Text(
    "{why}。要的是会议邀请，即日历文件（.ics）",
    "{why}. What is read here is the invitation to a meeting, a calendar file (.ics)",
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """`at` is an ISO day, with the hour if it has one; `attendees` are in the order of the file, the organiser among them."""

    subject: str
    at: str
    attendees: Sequence[Written]


def read_invitation(path: Path, today: str) -> Invitation:
    """The next meeting of a calendar file from `today` on, else the last one that it has.

    Raises
    ------
    InputError
        The file cannot be read, or no meeting of it says who takes part.
    """
    try:
        rows = READERS[".ics"](path, None, lambda _told: None)["icalendar"]
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        why, line = (error.text, error.line) if isinstance(error, Unreadable) else (reason(error), None)
        raise InputError.of_file(Problem("E15", _UNREAD.format(why=why), file=str(path), line=line)) from error
    head, *events = [[str(cell) for cell in cells] for _, cells in rows]
    column = {name: at for at, name in enumerate(head)}
    found = sorted((e for e in events if e[column["ATTENDEE"]]), key=lambda e: e[column["DTSTART"]])
    if not found:
        raise InputError(
            Text(f"{path}：日程里没有参加人（ATTENDEE）", f"{path}: no event in it says who takes part (ATTENDEE)")
        )
    chosen = next((e for e in found if e[column["DTSTART"]][:10] >= today), found[-1])
    people = dict.fromkeys(written(one) for one in chosen[column["ATTENDEE"]].split("; "))
    return Invitation(chosen[column["SUMMARY"]], chosen[column["DTSTART"]], tuple(people))


def recognised(who: Written, people: Sequence[Person]) -> Sequence[Person]:
    """The one person with this mail address, else everybody with this name: several where somebody is recorded twice.

    >>> lin = Person("c2", "林行长", "HY", name_en="President Lin")
    >>> recognised(Written("president  LIN"), [lin]) == [lin], recognised(Written("林"), [lin])
    (True, [])
    """
    mail = who.email.lower()
    by_mail = [p for p in people if mail and p.email == mail]
    if len(by_mail) == 1:
        return by_mail
    key = name_key(who.name) if who.name else ""
    return [p for p in people if key and key in {name_key(n) for n in (str(p.name), p.name_en) if n}]
