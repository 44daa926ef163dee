"""Pajek's .net files: vertices, arcs and edges, as pairs, lists and matrices.

A reader of our own: NetworkX's turns arcs that stand before edges into edges, takes the third vertex of a list for a weight
and forgets the names of relations (``*Arcs :2 "advice"``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.graph_faults import LINE, UNCLOSED, twice
from graphcrm.model.fields import shown
from graphcrm.model.figures import whole_number

__all__ = ["read_pajek"]

_TWO_MODES = (
    "这是两类顶点的网络（例如人和活动），后一类不是人；请先投影成人与人的网络",
    "this is a network of two modes, such as people and events, and only the first are people; project it onto them first",
)
_WORD = re.compile(r'"((?:[^"\\]++|\\.)*+)"|(\[[\d\s,*-]+\])|(\S+)')
#: What the times are called at which a vertex or a tie is there (``[1-3,7-*]``), so that they are told as left out.
_TIMES = "time intervals"
#: Words that a line begins with before its times may follow.
_BEFORE_TIMES = 2
_RELATION = re.compile(r'\*\w+\s*:\s*(\d+)(?:\s+"([^"]*)")?')
#: Vertices that may be counted without a line of their own or of a tie; a number alone must not make a million people.
_UNLISTED = 10_000
#: What follows a vertex or tie are pairs such as ``ic Red``; of the first numbers only these are read.
_SECTIONS = frozenset({"*arcs", "*edges", "*arcslist", "*edgeslist", "*matrix"})


def read_pajek(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """People and ties. The label of a vertex is its id where all labels differ, else its number is.

    Raises
    ------
    Unreadable
        With the line: a section that nobody knows, a vertex that is not there or there twice, a quote that is not closed, a line
        that is none of its section.
    """
    section, relation, rows = "", "", 0
    labels: dict[str, str] = {}
    present: dict[str, str] = {}
    listed: dict[str, int] = {}
    ties: list[tuple[int, str, str, str, str, bool, str]] = []
    lines = text.splitlines()
    for line, raw in enumerate(lines, 1):
        words, times = _words(raw, line)
        if not words or words[0].startswith("%"):
            continue
        if raw.lstrip().startswith("*"):
            if section == "*matrix" and rows != len(labels):
                raise _no_square(len(labels), line)
            section, rows = words[0].split(":")[0].casefold(), 0
            named = _RELATION.match(raw.lstrip())
            relation = (named[2] or named[1]) if named else ""
            if section == "*vertices":
                if len(words) > 2 and words[2].isdigit():
                    raise _fault(*_TWO_MODES, line)
                _counted(labels, words, line, _UNLISTED + 2 * len(lines))
            elif section not in _SECTIONS and section != "*network":
                raise _fault(f"不认识的部分 {shown(words[0])}", f"the section {shown(words[0])} is not known", line)
        elif section == "*vertices":
            if words[0] not in labels:
                raise _unknown(words[0], line)
            if words[0] in listed:
                raise twice(words[0], line)
            listed[words[0]] = line
            labels[words[0]] = words[1] if len(words) > 1 else words[0]
            present |= {words[0]: times} if times else {}
        elif section in _SECTIONS:
            rows += 1
            if section == "*matrix" and len(words) != len(labels):
                raise _no_square(len(labels), line)
            ties += (
                (line, a, b, w, relation, section.startswith("*edges"), times)
                for a, b, w in _ties(section, words, rows, line)
            )
        else:
            raise _fault("应以 *Vertices 开头", "it should begin with *Vertices", line)
    if section == "*matrix" and rows != len(labels):
        raise _no_square(len(labels), len(lines))
    if not labels:
        raise _fault("没有 *Vertices", "there are no *Vertices", 1)
    unique = len(set(labels.values())) == len(labels)
    ids = labels if unique else {number: number for number in labels}
    people: list[dict[str, Any]] = [
        {"id": ids[n], "name": label, LINE: listed.get(n, 0)} for n, label in labels.items()
    ]
    for number, person in zip(labels, people, strict=True):
        person |= {_TIMES: present[number]} if number in present else {}
    return people, [_tie(ids, *tie) for tie in ties]


def _words(raw: str, line: int) -> tuple[list[str], str]:
    """The words of a line without quotes, and the times at which what it says is so.

    >>> _words('1 "Ana Ruiz" 0.1 [1-3, 7-*]', 1), _words("1 2 [4]", 1)
    ((['1', 'Ana Ruiz', '0.1'], '[1-3, 7-*]'), (['1', '2'], '[4]'))
    """
    words: list[str] = []
    times = ""
    for quoted, when, plain in _WORD.findall(raw):
        if when and len(words) >= _BEFORE_TIMES:
            times = when
        elif plain.startswith('"'):
            raise Unreadable(UNCLOSED, line)
        else:
            words.append(quoted or when or plain)
    return words, times


def _counted(labels: dict[str, str], words: list[str], line: int, most: int) -> None:
    number = whole_number(words[1]) if len(words) > 1 else None
    if number is None and len(words) > 1 and words[1].isdigit():
        number = most + 1
    if number is None:
        raise _fault("*Vertices 后应为顶点数", "*Vertices wants the number of vertices", line)
    if number > most:
        zh, en = (
            f"*Vertices 写的是 {number:,} 个顶点，文件里没有这么多",
            f"*Vertices counts {number:,}, and the file lists fewer",
        )
        raise _fault(zh, en, line)
    labels.update((str(n), str(n)) for n in range(1, number + 1))


def _ties(section: str, words: list[str], rows: int, line: int) -> Iterator[tuple[str, str, str]]:
    """(from, to, weight) of one line."""
    if section == "*matrix":
        yield from ((str(rows), str(n), word) for n, word in enumerate(words, 1) if word not in ("0", "0.0"))
    elif len(words) < 2:
        raise _fault("关系需要两个顶点", "a tie needs two vertices", line)
    elif section.endswith("list"):
        yield from ((words[0], word, "1") for word in words[1:])
    else:
        yield words[0], words[1], words[2] if len(words) > 2 else "1"


def _tie(
    ids: dict[str, str], line: int, a: str, b: str, weight: str, relation: str, undirected: bool, times: str
) -> dict[str, Any]:
    for number in (a, b):
        if number not in ids:
            raise _unknown(number, line)
    made = {"source": ids[a], "target": ids[b], "weight": weight, LINE: line}
    if relation:
        made["type"] = relation
    if times:
        made[_TIMES] = times
    return made | ({"directed": "false"} if undirected else {})


def _no_square(size: int, line: int) -> Unreadable:
    return _fault(f"矩阵应为 {size} 行 {size} 列", f"the matrix should be {size} by {size}", line)


def _unknown(number: str, line: int) -> Unreadable:
    return _fault(f"没有顶点 {shown(number)}", f"there is no vertex {shown(number)}", line)


def _fault(zh: str, en: str, line: int) -> Unreadable:
    return Unreadable(Text(zh, en), line)
