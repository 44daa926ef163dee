"""Files of graph tools: GraphML, GEXF and GML by NetworkX, Pajek, JSON.

XML is looked over before NetworkX sees it. Ids stay as they are written; of GML and Pajek, whose numbers only count the vertices,
the label is the id where all labels differ (as NetworkX reads them).
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell, Unusable
from graphcrm.ingest.encodings import encoding_of
from graphcrm.ingest.files import Unreadable, display, opened
from graphcrm.ingest.gathering import MOST_COLUMNS
from graphcrm.ingest.graph_faults import LINE, NESTED, Lines, as_unreadable, unclosed
from graphcrm.ingest.graph_gml import looked_over as gml_looked_over
from graphcrm.ingest.graph_json import network_of
from graphcrm.ingest.graph_xml import looked_over
from graphcrm.ingest.network_rows import Grid
from graphcrm.ingest.pajek import read_pajek
from graphcrm.model.fields import shown

__all__ = ["read_graph"]

#: Largest file, in bytes; a graph takes some twenty times as much memory.
_LIMIT = 60 * 1024 * 1024
#: What NetworkX's readers raise for files that are not what they say.
_FAULTS = (
    LookupError, ValueError, TypeError, AttributeError, ParseError, RuntimeError, ArithmeticError, AssertionError,
)  # fmt: skip
_GEXF = re.compile(rb"""(xmlns=["'])https?://(?:www\.)?gexf\.net/([\w.]+)""")
#: Namespaces under which GraphML was written before 1.0, or by hand.
_GRAPHML = re.compile(rb"""(xmlns(?::\w+)?=["'])https?://graphml\.graphdrawing\.org/[\w./-]*(?=["'])""")
#: How GEXF writes the days between which a vertex or tie is there; NetworkX knows some of the forms, and no file that names none.
_GRAPH_OF_GEXF = re.compile(rb"""(<(?:\w+:)?graph)((?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*)""")
_FORM_OF_TIMES = re.compile(rb"""\s+timeformat\s*=\s*(?:"[^"]*"|'[^']*')""")
#: Attributes of GEXF of which each value holds for a time; what a tie weighs may, once.
_DYNAMIC = re.compile(rb"""(<(?:\w+:)?attributes\b[^>]*\bmode=["'])dynamic""")
_NESTED = Unusable(NESTED)

_Rows = Iterable[Mapping[str, Any]]
#: Told what is left out, and on which line.
Tell = Callable[[Text, int], None]


def read_graph(path: Path, form: str, encoding: str | None, tell: Tell) -> tuple[Grid, Grid]:
    """People and ties of a file, of which somebody may have named the encoding; raises Unreadable.

    `tell` hears what the file has and is left out, with its line.
    """
    people: _Rows
    ties: _Rows
    named = ["", ""]
    if form == "json":
        people, ties, *named = network_of(_text(path, encoding))
    elif form == "pajek":
        people, ties = read_pajek(_text(path, encoding))
    else:
        people, ties = _by_networkx(path, form, encoding, tell)
    file = display(path)
    nodes, links = _grid(file, ("id",), people), _grid(file, ("source", "target"), ties, whole=True)
    return replace(nodes, called=named[0]), replace(links, called=named[1])


def _grid(file: str, first: Sequence[str], objects: _Rows, *, whole: bool = False) -> Grid:
    """Objects as rows; what is neither text, number nor yes or no is left out, or, of `whole` objects, no value (`Unusable`)."""
    rows = list(objects)
    nested = () if whole else (dict, list)
    names = dict.fromkeys(name for row in rows for name, value in row.items() if not isinstance(value, nested))
    names.pop(LINE, None)
    headings = [*first, *(name for name in names if name not in first)]
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(
            Text(
                f"有 {len(headings):,} 种属性，最多 {MOST_COLUMNS:,} 种",
                f"there are {len(headings):,} different attributes; at most {MOST_COLUMNS:,}",
            )
        )
    cells = [
        [_NESTED if whole and isinstance(v, dict | list) else _cell(v) for v in map(row.get, headings)] for row in rows
    ]
    return Grid(file, headings, cells, [row.get(LINE, 0) for row in rows], loose=True)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str | Unusable) else str(value)


def _text(path: Path, wanted: str | None) -> str:
    with opened(path, _LIMIT) as stream:
        encoding = encoding_of(stream, lines_matter=False, wanted=wanted)
        return stream.read().decode(encoding)


def _by_networkx(path: Path, form: str, encoding: str | None, tell: Tell) -> tuple[_Rows, _Rows]:
    import networkx as nx

    text = _text(path, encoding) if form == "gml" else ""
    if fault := unclosed(text):
        raise fault
    data = b"" if form == "gml" else _bytes(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph, lines = _gml(text) if form == "gml" else _xml(data, tell)
    except (nx.NetworkXException, *_FAULTS) as error:
        name = {"gml": "GML", "xml": "GraphML/GEXF"}[form]
        raise as_unreadable(name, text or data.decode("utf-8", "replace"), error) from error
    people = ({**data, "id": node, LINE: lines.vertices.get(node, 0)} for node, data in graph.nodes(data=True))
    directed = {} if graph.is_directed() else {"directed": "false"}
    ties = (
        {**_own(data), **directed, "source": a, "target": b, LINE: lines.of_tie(a, b, directed=not directed)}
        for a, b, data in graph.edges(data=True)
    )
    return people, ties


def _own(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Attributes of a tie without the number that a format gives it."""
    return {name: value for name, value in data.items() if name != "id"}


def _gml(text: str) -> tuple[Any, Lines]:
    """The graph, and where its vertices and ties stand."""
    look = gml_looked_over(text)
    graph = _gml_graph(text)
    return graph, look.lines(list(graph)) if len(graph) == len(look.vertices) else Lines({}, {})


def _gml_graph(text: str) -> Any:
    """By labels if there are such that differ, else by numbers; several ties between the same two are nothing wrong."""
    import networkx as nx

    many = re.sub(r"\bgraph\s*\[", "graph [ multigraph 1", text, count=1)
    tries = ((text, "label"), (text, "id"), (many, "label"), (many, "id"))
    for written, label in tries[:-1]:
        try:
            return nx.parse_gml(written, label=label)
        except nx.NetworkXError as error:
            if not re.search("is duplicated|no 'label' attribute", str(error)):
                raise
    return nx.parse_gml(*tries[-1])


def _bytes(path: Path) -> bytes:
    with opened(path, _LIMIT) as stream:
        return stream.read()


def _xml(data: bytes, tell: Tell) -> tuple[Any, Lines]:
    """The graph, and where its vertices and ties stand."""
    import networkx as nx

    look = looked_over(data)
    for said, line in look.told:
        tell(said, line)
    if look.whole == "graphml":
        named = _GRAPHML.sub(rb"\1http://graphml.graphdrawing.org/xmlns", data)
        return nx.read_graphml(io.BytesIO(named), force_multigraph=True), look.lines
    if look.whole == "gexf":
        return _gexf(data, look.timed), look.lines
    raise Unreadable(
        Text(
            f"这个 XML（<{shown(look.whole)}>）既非 GraphML 也非 GEXF",
            f"this XML (<{shown(look.whole)}>) is neither GraphML nor GEXF",
        )
    )


def _gexf(data: bytes, timed: frozenset[str]) -> Any:
    """The graph without the attributes that hold for a time: NetworkX stumbles over those of which one end is open."""
    import networkx as nx

    read = _GRAPH_OF_GEXF.sub(
        _times_as_written, _DYNAMIC.sub(rb"\1static", _GEXF.sub(_namespace, data, count=1)), count=1
    )
    graph = nx.read_gexf(io.BytesIO(read))
    of_all = [kept for _, kept in graph.nodes(data=True)] + [kept for *_, kept in graph.edges(data=True)]
    for kept in of_all if timed else ():
        for title in timed & kept.keys():
            del kept[title]
    return graph


def _times_as_written(found: re.Match[bytes]) -> bytes:
    return found[1] + _FORM_OF_TIMES.sub(b"", found[2]) + b' timeformat="string"'


def _namespace(found: re.Match[bytes]) -> bytes:
    """The namespace under which every NetworkX reads a version of GEXF: Gephi has written it with and without “www”, and nodes and
    ties stand in 1.3, which older releases do not know, as they stood in 1.2."""
    version = b"1.1draft" if found[2].startswith(b"1.1") else b"1.2draft"
    return found[1] + b"http://www.gexf.net/" + version
