"""GML before NetworkX reads it: where its vertices and ties stand, and what no network may hold, by line.

NetworkX says of most of it only that something is wrong. What is not understood here is left to it: tokens are parted as it parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.graph_faults import DEEP, DEEPEST, DIGITS, GRAPHS, LACKS, NESTED, Lines, no_vertex, twice
from graphcrm.model.fields import shown

__all__ = ["Looked", "looked_over"]

_TOKEN = re.compile(
    r'(?P<text>"[^"]*")|(?P<key>[A-Za-z]\w*)|(?P<real>[+-]?(?:\d*\.\d+|\d+\.\d*|INF)(?:[Ee][+-]?\d+)?)|(?P<whole>[+-]?\d+)'
    r"|(?P<open>\[)|(?P<close>\])|(?P<passed>#.*|\s+)|(?P<other>.)"
)
#: Digits of the longest number that Python reads.
_LONGEST = 4300
_DIFFERS = Text("{key} 在这里又有另一个值；请只留一个", "{key} has another value here than above; leave one of them")
_NEITHER = Text("{key} 应为 0 或 1，这里是“{value}”", "{key} is 0 or 1, and here it is “{value}”")
_NO_BLOCK = Text("{key} 后应为 [", "{key} wants a [ after it")
#: What a vertex and a tie say once, and what they have to say.
_ONCE = {"node": ("id", "label"), "edge": ("source", "target")}
_NEEDED = {"node": ("id",), "edge": ("source", "target")}


class Looked(NamedTuple):
    """Vertices by id with the line of each, and the ends of each tie with its line, in the order of the file."""

    vertices: dict[Any, int]
    ties: list[tuple[Any, Any, int]]

    def lines(self, names: list[Any]) -> Lines:
        """The same by the names under which the vertices were read, in their order."""
        called = dict(zip(self.vertices, names, strict=True))
        ties: dict[tuple[Any, Any], list[int]] = {}
        for source, target, line in self.ties:
            ties.setdefault((called[source], called[target]), []).append(line)
        return Lines(dict(zip(names, self.vertices.values(), strict=True)), ties)


def looked_over(text: str) -> Looked:
    """Look a text over of which the quotes are pairs.

    Raises
    ------
    Unreadable
        A second graph, a vertex that is there twice or has no id, a tie to one that is not there, what is nested too deeply, a number
        without end, and what is said of all of it twice and differently, such as `directed`.
    """
    looked, said = Looked({}, []), dict[str, str]()
    blocks: list[str] = []
    found: dict[str, tuple[Any, int]] = {}
    ends: dict[Any, int] = {}
    begins = graphs = 0
    for key, sort, value, line in _pairs(text):
        within = "/".join(blocks[-2:]) if len(blocks) <= 2 else ""
        if sort == "close":
            if within in ("graph/node", "graph/edge"):
                _keep(looked, ends, found, begins, _NEEDED[blocks[-1]])
            blocks = blocks[:-1]
        elif (key, within) in (("graph", ""), ("node", "graph"), ("edge", "graph")) and len(blocks) < 2:
            if sort != "open":
                raise Unreadable(_NO_BLOCK.format(key=key), line)
            graphs += key == "graph"
            if graphs > 1:
                raise Unreadable(GRAPHS, line)
            found, begins = {}, line
            blocks.append(key)
        else:
            if within == "graph" and key in ("directed", "multigraph"):
                _once_for_all(said, key, value, line)
            if within in ("graph/node", "graph/edge") and key in _ONCE[blocks[-1]]:
                if sort == "open" or key in found:
                    raise Unreadable(NESTED if sort == "open" else _DIFFERS.format(key=key), line)
                found[key] = _read(sort, value), line
            if sort == "open":
                blocks.append(key)
        if len(blocks) > DEEPEST:
            raise Unreadable(DEEP, line)
    for end, line in ends.items():
        if end not in looked.vertices:
            raise no_vertex(str(end).strip('"'), line)
    return looked


def _pairs(text: str) -> Iterator[tuple[str, str, str, int]]:
    """Keys with the sort, the text and the line of their value, and every bracket that closes; ends where that is no longer so."""
    key, line = "", 1
    for token in _TOKEN.finditer(text):
        sort, value = token.lastgroup or "", token[0]
        if sort in ("real", "whole") and len(value) > _LONGEST:
            raise Unreadable(DIGITS, line)
        if sort == "close" and not key:
            yield "", sort, value, line
        elif key and sort not in ("passed", "close", "other"):
            yield key, sort, value, line
            key = ""
        elif sort == "key":
            key = value
        elif sort != "passed":
            return
        line += value.count("\n")


def _read(sort: str, value: str) -> Any:
    """A value as NetworkX compares it: numbers by what they are, texts by what is written."""
    if sort == "whole":
        return int(value)
    return float(value) if sort == "real" else value


def _keep(
    looked: Looked, ends: dict[Any, int], found: dict[str, tuple[Any, int]], begins: int, needed: tuple[str, ...]
) -> None:
    """Keep a vertex or a tie that began on a line, and where the ends of a tie are named first."""
    for key in needed:
        if key not in found:
            raise Unreadable(LACKS.format(key=key), begins)
    first, line = found[needed[0]]
    if len(needed) > 1:
        second, below = found[needed[1]]
        looked.ties.append((first, second, begins))
        ends.setdefault(first, line)
        ends.setdefault(second, below)
    elif first in looked.vertices:
        raise twice(str(first).strip('"'), line)
    else:
        looked.vertices[first] = begins


def _once_for_all(said: dict[str, str], key: str, value: str, line: int) -> None:
    """NetworkX makes a list of two values, which counts as yes; so does every value that is neither 0 nor 1."""
    if value not in {"0", "1"}:
        raise Unreadable(_NEITHER.format(key=key, value=shown(value.strip('"'))), line)
    if said.setdefault(key, value) != value:
        raise Unreadable(_DIFFERS.format(key=key), line)
