"""Attributes of GraphML and GEXF: what is declared of them, and whether a value is of its type.

NetworkX takes for granted that both are right: of most faults it says that something is missing, and of none where. What is declared
wrongly and never used is no fault, as it is none there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.graph_faults import LACKS, NO_NUMBER, UNDECLARED
from graphcrm.model.fields import shown

__all__ = ["Declared", "check_value"]

_NOT_WHOLE = Text("“{word}” 不是整数", "“{word}” is not a whole number")
_NOT_BOOLEAN = Text("“{word}” 既不是 true 也不是 false", "“{word}” is neither true nor false")
_NO_TYPE = Text(
    "“{word}” 不是属性的类型；应为 {words}",
    "“{word}” is no type of an attribute; {words} would be",
)
_BOOLEANS = frozenset({"true", "false", "True", "False", "0", "1"})
_TEXTS = {"graphml": {"string", "yfiles"}, "gexf": {"string", "liststring", "anyURI"}}


class Declared(NamedTuple):
    """An attribute as the file declares it, and the line on which it does; None for what it leaves out."""

    title: str | None
    sort: str | None
    line: int
    timed: bool = False


def _boolean(value: str) -> None:
    if value not in _BOOLEANS:
        raise ValueError(value)


def _plain(read: Callable[[str], object]) -> Callable[[str], object]:
    """A reader of numbers as every other format has them: Python also takes ``1_000`` and the digits of all scripts."""

    def checked(value: str) -> object:
        if "_" in value or not value.strip().isascii():
            raise ValueError(value)
        return read(value)

    return checked


_NUMBERS: Mapping[str, tuple[Callable[[str], object], Text]] = {
    **dict.fromkeys(("int", "integer", "long"), (_plain(int), _NOT_WHOLE)),
    **dict.fromkeys(("float", "double"), (_plain(float), NO_NUMBER)),
    "boolean": (_boolean, _NOT_BOOLEAN),
}


def check_value(whole: str, attribute: Declared | None, key: str, value: str | None, line: int) -> None:
    """Raise Unreadable for a value that NetworkX does not read, or that is of no declared attribute.

    Parameters
    ----------
    whole
        ``graphml`` or ``gexf``.
    attribute
        What is declared under `key`, if anything is.
    value
        The value; None for one that only the attribute can be at fault for.
    line
        Where it stands.
    """
    if attribute is None:
        raise Unreadable(UNDECLARED.format(word=shown(key)), line)
    if attribute.title is None:
        raise Unreadable(LACKS.format(key={"graphml": "attr.name", "gexf": "title"}[whole]), attribute.line)
    if attribute.sort is None:
        raise Unreadable(LACKS.format(key="type"), attribute.line)
    if attribute.sort in _TEXTS[whole]:
        return
    if attribute.sort not in _NUMBERS:
        words = ", ".join(("string", "integer" if whole == "gexf" else "int", "double", "boolean"))
        raise Unreadable(_NO_TYPE.format(word=shown(attribute.sort), words=words), attribute.line)
    read, fault = _NUMBERS[attribute.sort]
    if value is not None:
        try:
            read(value.lower() if whole == "graphml" else value)
        except ValueError as error:
            raise Unreadable(fault.format(word=shown(value)), line) from error
