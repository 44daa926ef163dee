"""What is about the terminal itself: whether a person is looking, how wide it is, which characters it can carry."""

from __future__ import annotations

import codecs
import json
import sys

__all__ = ["is_terminal", "portable", "room"]


def is_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout.isatty()


def room() -> int | None:
    """Columns of the terminal; None in a pipe, where lines may be as long as they are."""
    if not is_terminal():
        return None
    from shutil import get_terminal_size  # with all that unpacks archives

    return get_terminal_size().columns


def portable(text: str, form: str) -> str:
    """A JSON or HTML document as standard output can carry it: pure ASCII where that is not UTF-8.

    JSON is UTF-8 by definition and the pages say that they are; the characters of another encoding would be misread.
    """
    if text.isascii() or form not in ("json", "html") or codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8":
        return text
    if form == "html":
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)
