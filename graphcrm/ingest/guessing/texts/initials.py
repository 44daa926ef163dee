"""Initials of people that a line beside a table writes out: “JK = Jana Keller (AE), TW = Tom Weiss”, “Jana Keller (JK)”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from graphcrm.ingest.guessing.texts.names import is_person, written

__all__ = ["people_written_out"]

_SHORT = r"[^\W\d_]{1,4}"
_NAME = r"[^\W\d_][^()\uff08\uff09=:\uff1a,\uff0c;\uff1b、\n|]{1,40}?"
_EQUALS = re.compile(
    rf"(?<!\w)(?P<short>{_SHORT})\s*(?P<sign>[=\uff1d:\uff1a])\s*(?P<full>{_NAME})\s*(?=[(\uff08,\uff0c;\uff1b、\n|.。]|$)"
)
_BEHIND = re.compile(rf"(?P<full>{_NAME})\s*[(\uff08](?P<short>{_SHORT})[)\uff09]")


def people_written_out(lines: Sequence[str], shorts: Collection[str]) -> dict[str, str]:
    """The name of each of some initials that lines write out: behind “=”, or where they are the letters that its words begin with.

    >>> people_written_out(["Our team: JK = Jana Keller (AE), TW = Tom Weiss"], ["JK", "TW", "XY"])
    {'JK': 'Jana Keller', 'TW': 'Tom Weiss'}
    >>> people_written_out(["Jana Keller (JK), Tom Weiss (AE); LW：李伟", "HR: Eva Lang"], ["JK", "AE", "HR"])
    {'JK': 'Jana Keller'}
    """
    return {short: full for line in lines for short, full in _written_out(line) if short in shorts}


def _written_out(line: str) -> Iterator[tuple[str, str]]:
    for found in (*_EQUALS.finditer(line), *_BEHIND.finditer(line)):
        full, short = written(found["full"].strip()).name, found["short"]
        begin = "".join(word[0] for word in re.split(r"[\s-]+", full) if word)
        told = found.groupdict().get("sign") in ("=", "\uff1d")
        if full != short and is_person(full) and (told or begin.casefold() == short.casefold()):
            yield short, full
