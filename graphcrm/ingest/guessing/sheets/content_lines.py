"""Content lines of address cards (RFC 6350) and calendars (RFC 5545): folded, quoted, and put together into components."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.model.fields import shown
from graphcrm.spoken import counted

__all__ = ["components", "tell_odd"]

_LINE = re.compile(
    r"(?P<name>[\w.-]+)(?P<params>(?:;[\w-]+(?:=(?:\"[^\"]*\"|[^;:,\"]*)(?:,[^;:,\"]*)*)?)*):(?P<value>.*)", re.DOTALL
)
_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_BYTES = re.compile(r";(?:ENCODING=)?(?:B|BASE64)(?=;|$)", re.IGNORECASE)
_UNESCAPED = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; a line that begins with a blank continues the one before."""
    held, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        line = line.removeprefix("\ufeff")  # files put together each begin with one
        if line[:1] in (" ", "\t") and held:
            held += line[1:]
            continue
        if held[-1:] == "=" and _QUOTED.search(held.partition(":")[0]):
            held = held[:-1] + line
            continue
        if held:
            yield first, held
        held, first = line, number
    if held:
        yield first, held


def _without_agents(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines without the cards of agents within cards (vCard 2.1, ``AGENT:`` above the agent's own ``BEGIN:VCARD``)."""
    depth, follows = 0, False
    for number, line in lines:
        plain = "".join(line.split()).upper()
        begins = plain == "BEGIN:VCARD"
        if depth:
            depth += begins - (plain == "END:VCARD")
        elif plain == "AGENT:BEGIN:VCARD" or (follows and begins):
            depth = 1
        else:
            yield number, line
        follows = plain == "AGENT:" and not depth


def components(
    text: str, kinds: frozenset[str], odd: list[tuple[int, str]]
) -> Iterator[tuple[int, list[tuple[str, str, str]]]]:
    """Each component of a kind: its line and its properties (name, parameters, value); what is nested in it is left out.

    `odd` gets the lines of a component that are no property, such as one that was folded without a blank.
    """
    inside: list[str] = []
    found: list[tuple[str, str, str]] = []
    start = 0
    for number, line in _without_agents(_unfolded(text)):
        parts = _LINE.fullmatch(line)
        if parts is None:
            if inside and inside[-1] in kinds and line.strip():
                odd.append((number, line))
            continue
        name, value = parts["name"].rsplit(".", 1)[-1].upper(), parts["value"].strip()
        if name == "BEGIN":
            if value.upper() in kinds:
                if kinds.intersection(inside):
                    raise _endless(value.upper(), start)
                found, start = [], number
            inside.append(value.upper())
        elif name == "END" and value.upper() in inside:
            while (ended := inside.pop()) != value.upper():
                if ended in kinds:
                    raise _endless(ended, start)
            if ended in kinds:
                yield start, found
        elif inside and inside[-1] in kinds:
            found.append((name, parts["params"], _unescaped(_plain(parts["params"], value, number))))
    if kinds.intersection(inside):
        raise _endless(next(kind for kind in inside if kind in kinds), start)


def tell_odd(odd: list[tuple[int, str]], tell: Callable[[Text], None]) -> None:
    """Say once which lines were left out because they are no property."""
    if odd:
        line, said = odd[0]
        tell(
            Text(
                f"{len(odd)} 行没有写成名称加冒号加值，未导入（第一个在第 {line} 行：“{shown(said)}”）",
                f"{counted(len(odd), 'line')} (the first is line {line}, “{shown(said)}”) not written NAME:VALUE; not imported",
            )
        )


def _endless(kind: str, line: int) -> Unreadable:
    """A file that was cut off, or put together of pieces, has lost what nobody would miss."""
    return Unreadable(
        Text(
            f"BEGIN:{kind} 没有对应的 END:{kind}，文件可能不完整",
            f"BEGIN:{kind} has no END:{kind}; the file may be cut off",
        ),
        line,
    )


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: _UNESCAPED.get(m[1], m[1]), value)


def _plain(params: str, value: str, line: int) -> str:
    """A value without the quoting of vCard 2.1, in which letters are bytes of a charset, nor the base64 of 3.0 if it is a text.

    Raises Unreadable: a quoted text is not in the charset that it names.
    """
    charset = re.search(r"CHARSET=\"?([\w-]+)", params, re.IGNORECASE)
    named = charset[1] if charset else "utf-8"
    if _BYTES.search(params):
        with suppress(ValueError, LookupError):  # a picture or a sound
            return base64.b64decode(value, validate=True).decode(named)
    if not _QUOTED.search(params):
        return value
    try:
        return quopri.decodestring(value.encode("ascii", "replace")).decode(named)
    except (LookupError, UnicodeError) as error:
        said = shown(charset[1] if charset else "UTF-8")
        text = Text(
            f"名片的文字不是它所说的编码 {said}", f"the text of a card is not in the charset that it names, {said}"
        )
        raise Unreadable(text, line) from error
