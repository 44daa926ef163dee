"""What the parsers of the standard library say of a text that is none, in both languages and apart from the place."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from xml.parsers import expat

from graphcrm.i18n import Text
from graphcrm.texts import read_texts

__all__ = ["NotParsed", "not_json", "not_utf8", "not_xml", "parse_toml"]


_QUOTED = re.compile(r""" "(?:[^"\\]|\\.)*+" | '[^']*+' """, re.VERBOSE)
_QUOTED_OR_BRACKET = re.compile(rf"{_QUOTED.pattern} | [][{{}}]", re.VERBOSE)
#: Levels of nesting below which no parser gives up.
_NESTED = 200
#: A key of a hundred parts (``a.a.a…``): taking one apart costs their number squared.
_LONG_KEY = re.compile(r"(?<![\w-])[\w-]++(?:\s*+\.\s*+[\w-]++){100}")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_COLUMN = Text("（第 {column} 列）", " (column {column})")
_NOT_UTF8 = Text(
    "第 {column} 个字节起不是 UTF-8 文字；请另存为 UTF-8", "byte {column} on is no UTF-8 text; save it as UTF-8"
)
_DEEP = Text("嵌套太深", "it is nested too deeply")
_LONG_NUMBER = Text("有一个数的位数太多", "a number has too many digits")
_MANY_PARTS = Text("键的分段太多", "a key of too many parts")


class NotParsed(ValueError):
    """A text that is not what it should be; `line` is where, if that is known."""

    def __init__(self, text: Text, line: int | None = None) -> None:
        super().__init__(text.en)
        self.text, self.line = text, line


def _said(message: str, column: int | None = None) -> Text:
    """A message with its translation; one that nobody has translated stands in brackets after a general word."""
    chinese = read_texts(Path(__file__).with_suffix(".toml"))
    longest = max((begin for begin in chinese if message.startswith(begin)), key=len, default="")
    text = Text(chinese.get(longest) or f"写法不对（{message}）", message)
    return text if column is None else text + _COLUMN.format(column=column)


def parse_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says, whoever wrote it.

    Raises
    ------
    NotParsed
        It is no TOML, nested deeper than Python goes, or holds a key or a number that could not have been written by hand.

    Examples
    --------
    >>> parse_toml("a.b = 1")
    {'a': {'b': 1}}
    """
    lines = enumerate(text.splitlines(), 1)
    line = next((at for at, one in lines if "." in one and _LONG_KEY.search(_QUOTED.sub("q", one))), None)
    if line is not None:
        raise NotParsed(_MANY_PARTS, line)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        message = str(error)[: place.start()] if place else str(error)
        if place is None or place[1] is None:
            raise NotParsed(_said(message), 1 + text.rstrip("\n").count("\n")) from error
        raise NotParsed(_said(message, int(place[2])), int(place[1])) from error
    except RecursionError as error:
        raise NotParsed(_DEEP, _line_of_depth(text)) from error
    except ValueError as error:
        raise NotParsed(_LONG_NUMBER, _line_of_digits(text)) from error


def _line_of_digits(text: str) -> int | None:
    """Where more digits stand together than Python takes for a number."""
    return next((at for at, one in enumerate(text.splitlines(), 1) if re.search(r"[\d_]{4300}", one)), None)


def _line_of_depth(text: str) -> int | None:
    """Where lists and objects are first nested deeper than anybody keeps anything."""
    depth = 0
    for found in _QUOTED_OR_BRACKET.finditer(text):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
        if depth > _NESTED:
            return 1 + text.count("\n", 0, found.start())
    return None


def not_utf8(data: bytes, error: UnicodeDecodeError) -> NotParsed:
    """The fault of bytes that were to be text in UTF-8."""
    before = data[: error.start]
    column = error.start - before.rfind(b"\n")
    return NotParsed(_NOT_UTF8.format(column=column), 1 + before.count(b"\n"))


def not_json(error: ValueError | RecursionError, text: str) -> NotParsed:
    """The fault of a text that was to be JSON."""
    if isinstance(error, json.JSONDecodeError):
        return NotParsed(_said(error.msg, error.colno), error.lineno)
    if isinstance(error, RecursionError):
        return NotParsed(_DEEP, _line_of_depth(text))
    return NotParsed(_LONG_NUMBER, _line_of_digits(text))


def not_xml(error: Exception) -> NotParsed:
    """The fault of bytes that were to be XML."""
    if isinstance(error, expat.ExpatError):
        return NotParsed(_said(expat.errors.messages[error.code], error.offset + 1), error.lineno)
    return NotParsed(_said("unknown encoding"))
