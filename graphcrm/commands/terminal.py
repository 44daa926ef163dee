"""What reaches a terminal: harmless text, widths that count Chinese characters double, tables without colour in a pipe."""

from __future__ import annotations

import codecs
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["harmless", "is_terminal", "portable", "table", "width"]

_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


def harmless(text: str, keep: str = "") -> str:
    """Text without control characters, bidirectional overrides and lone surrogates.

    >>> harmless("a\\x1b[31mb\\u202e")
    'a␛[31mb'
    """
    if text.isascii() and text.isprintable():
        return text
    out = []
    for char in text:
        code = ord(char)
        if char in keep:
            out.append(char)
        elif code < 0x20:
            out.append(" " if char in "\t\n\r" else chr(0x2400 + code))
        elif code == 0x7F or 0x80 <= code < 0xA0 or char in _BIDI or 0xD800 <= code < 0xE000:
            out.append("␡" if code == 0x7F else "")
        else:
            out.append(char)
    return "".join(out)


def portable(text: str, form: str) -> str:
    """A JSON or HTML document as standard output can carry it: pure ASCII where that is not UTF-8.

    JSON is UTF-8 by definition and the pages say that they are; the characters of another encoding would be misread.
    """
    if text.isascii() or form not in ("json", "html") or codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8":
        return text
    if form == "html":
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def is_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout.isatty()


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool], room: int | None = None
) -> str:
    """An aligned table; columns that do not fit `room` are shortened, the widest first."""
    cells = [[harmless(str(c)) for c in row] for row in [headings, *rows]]
    widths = [max(width(row[i]) for row in cells) for i in range(len(headings))]
    if room is not None:
        spare = 2 * (len(widths) - 1)
        while sum(widths) + spare > room and max(widths) > 8:
            widths[widths.index(max(widths))] -= 1
    lines = [_line(cells[0], widths, right), "  ".join("─" * w for w in widths)]
    lines += [_line(row, widths, right) for row in cells[1:]]
    return "\n".join(line.rstrip() for line in lines)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(_fit(c, w, r) for c, w, r in zip(row, widths, right, strict=True))


def _fit(text: str, room: int, right: bool) -> str:
    if width(text) > room:
        kept = ""
        for char in text:
            if width(kept + char) > room - 1:
                break
            kept += char
        text = kept + "…"
    pad = " " * (room - width(text))
    return pad + text if right else text + pad
