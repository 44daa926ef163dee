"""Files of graph tools: GraphML, GEXF and GML by NetworkX, Pajek, and JSON as D3, NetworkX, Cytoscape and Sigma write it.

XML is looked at before NetworkX sees it: a document type, and with it every entity, is refused, and so is what is nested
deeper than any graph. Ids stay as they are written; of GML and Pajek, whose numbers only count the vertices, the label is the
id where all labels differ (as NetworkX reads them).
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell, Unusable
from graphcrm.ingest.encodings import encoding_of
from graphcrm.ingest.files import Unreadable, display, opened, unparsed
from graphcrm.ingest.gathering import MOST_COLUMNS
from graphcrm.ingest.graph_faults import as_unreadable, line_of, no_vertex
from graphcrm.ingest.jsonfile import constant, object_of, refusing, said_twice
from graphcrm.ingest.network_rows import Grid
from graphcrm.ingest.pajek import read_pajek
from graphcrm.model.fields import shown
from graphcrm.model.figures import whole_number
from graphcrm.parsing import not_xml

__all__ = ["read_graph"]

#: Largest file, in bytes; a graph takes some twenty times as much memory.
_LIMIT = 60 * 1024 * 1024
_DEEPEST = 200
#: What NetworkX's readers raise for files that are not what they say.
_FAULTS = (
    LookupError, ValueError, TypeError, AttributeError, ParseError, RecursionError, ArithmeticError, AssertionError,
)  # fmt: skip
_ENTITY = Text("XML 含有文档类型声明，不予读取", "the XML has a document type declaration; it is refused")
#: Elements, by that of the whole, of which NetworkX reads no more than so many, and what is said of others.
_REFUSED = {
    ("graphml", "graph"): (
        1,
        Text(
            "里面不止一个网络（或网络里套着网络）；请每个文件放一个",
            "it holds more than one graph, perhaps one within the other; use a file for each",
        ),
    ),
    ("gexf", "spell"): (
        0,
        Text(
            "不支持分多段时间的点和边（spells）；请不带时间再导出一次",
            "vertices and ties at several times (spells) are not supported; export it without them",
        ),
    ),
}
_GEXF = re.compile(rb"""(xmlns=["'])https?://(?:www\.)?gexf\.net/([\w.]+)""")
_NESTED = Unusable(Text("这里要的是一个值，不是列表或对象", "a single value is needed here, not a list or an object"))
_UNKNOWN_JSON = Text(
    'JSON 里没有网络：应为 {"nodes": […], "links": […]}',
    'the JSON holds no network: {"nodes": […], "links": […]} is one',
)

_Rows = Iterable[Mapping[str, Any]]


def read_graph(path: Path, form: str, encoding: str | None = None) -> tuple[Grid, Grid]:
    """People and ties of a file, of which somebody may have named the encoding; raises Unreadable."""
    if form == "json":
        people, ties = _json(_text(path, encoding))
    elif form == "pajek":
        people, ties = read_pajek(_text(path, encoding))
    else:
        people, ties = _by_networkx(path, form, encoding)
    file = display(path)
    return _grid(file, ("id",), people), _grid(file, ("source", "target"), ties, whole=True)


def _grid(file: str, first: Sequence[str], objects: _Rows, *, whole: bool = False) -> Grid:
    """Objects as rows; what is neither text, number nor yes or no is left out, or, of `whole` objects, no value (`Unusable`)."""
    rows = list(objects)
    nested = () if whole else (dict, list)
    names = dict.fromkeys(name for row in rows for name, value in row.items() if not isinstance(value, nested))
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
    return Grid(file, headings, cells, [0] * len(rows), loose=True)


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


def _by_networkx(path: Path, form: str, encoding: str | None) -> tuple[_Rows, _Rows]:
    import networkx as nx

    text = _text(path, encoding) if form == "gml" else ""
    data = b"" if form == "gml" else _bytes(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = _gml(text) if form == "gml" else _xml(data)
    except (nx.NetworkXException, *_FAULTS) as error:
        name = {"gml": "GML", "xml": "GraphML/GEXF"}[form]
        raise as_unreadable(name, text or data.decode("utf-8", "replace"), error) from error
    people = ({**data, "id": node} for node, data in graph.nodes(data=True))
    directed = {} if graph.is_directed() else {"directed": "false"}
    ties = ({**_own(data), **directed, "source": a, "target": b} for a, b, data in graph.edges(data=True))
    return people, ties


def _own(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Attributes of a tie without the number that a format gives it."""
    return {name: value for name, value in data.items() if name != "id"}


def _gml(text: str) -> Any:
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


def _xml(data: bytes) -> Any:
    import networkx as nx

    root = _root(data)
    if root == "graphml":
        return nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    if root == "gexf":
        return nx.read_gexf(io.BytesIO(_GEXF.sub(_namespace, data, count=1)))
    raise Unreadable(
        Text(
            f"这个 XML（<{shown(root)}>）既非 GraphML 也非 GEXF",
            f"this XML (<{shown(root)}>) is neither GraphML nor GEXF",
        )
    )


def _namespace(found: re.Match[bytes]) -> bytes:
    """The namespace under which every NetworkX reads a version of GEXF: Gephi has written it with and without “www”, and nodes and
    ties stand in 1.3, which older releases do not know, as they stood in 1.2."""
    version = b"1.1draft" if found[2].startswith(b"1.1") else b"1.2draft"
    return found[1] + b"http://www.gexf.net/" + version


def _root(data: bytes) -> str:
    """Name of the outermost element of well-formed XML without document type, whose ties have ends; raises Unreadable."""
    names: list[str] = []
    vertices: set[str] = set()
    ends: dict[str, int] = {}
    counted: Counter[str] = Counter()
    depth = 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        element = tag.rsplit(":", 1)[-1]
        if not names:
            names.append(element)
        if depth > _DEEPEST:
            raise Unreadable(Text("XML 嵌套太深", "the XML is nested too deeply"))
        if refused := _REFUSED.get((names[0], element)):
            counted[element] += 1
            if counted[element] > refused[0]:
                raise Unreadable(refused[1], parser.CurrentLineNumber)
        if element == "node" and "id" in attributes:
            vertices.add(attributes["id"])
        elif element == "edge":
            for side in ("source", "target"):
                if side in attributes:
                    ends.setdefault(attributes[side], parser.CurrentLineNumber)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise Unreadable(_ENTITY)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise unparsed("XML", not_xml(error)) from error
    for vertex, line in ends.items():
        if vertex not in vertices:
            raise no_vertex(vertex, line)
    return names[0]


def _json(text: str) -> tuple[_Rows, _Rows]:
    with refusing(text):
        document = json.loads(
            text, object_pairs_hook=object_of, parse_int=str, parse_float=str, parse_constant=constant
        )
        if fault := said_twice(document):
            raise Unreadable(fault)
        if isinstance(document, list):
            return [], [_flat(tie) for tie in document if isinstance(tie, dict)]
        for _ in range(2):
            inner = document.get("graph") or document.get("elements") if isinstance(document, dict) else None
            if isinstance(inner, dict) and (inner.get("nodes") or inner.get("edges") or inner.get("links")):
                document = inner
    if not isinstance(document, dict):
        raise Unreadable(_UNKNOWN_JSON)
    nodes = document.get("nodes") or []
    links = document.get("links", document.get("edges"))
    if isinstance(nodes, dict):
        nodes = [{"id": name, **(data if isinstance(data, dict) else {})} for name, data in nodes.items()]
    if (
        not isinstance(nodes, list)
        or not isinstance(links, list)
        or not all(isinstance(n, dict) for n in (*nodes, *links))
    ):
        raise Unreadable(_UNKNOWN_JSON)
    people = [_person(node) for node in nodes]
    undirected = {"directed": "false"} if document.get("directed") is False else {}
    ties = [{**_tie(link, people, nodes), **undirected} for link in links]
    known = {_cell(person["id"]) for person in people}
    for end in (_cell(tie.get(end)) for tie in ties if known for end in ("source", "target")):
        if isinstance(end, str) and end and end not in known:
            raise no_vertex(end, line_of(text, end))
    return people, ties


def _flat(one: Mapping[str, Any]) -> dict[str, Any]:
    """An object with what Cytoscape (data) and Sigma (attributes) keep one level below."""
    flat = dict(one)
    for below in ("data", "attributes", "metadata"):
        if isinstance(one.get(below), dict):
            flat = {**one[below], **flat}
    return flat


def _person(node: Mapping[str, Any]) -> dict[str, Any]:
    flat = _flat(node)
    ids = (flat.pop("id", None), flat.pop("key", None), flat.get("name"), flat.get("label"))
    return {**flat, "id": next((one for one in ids if one not in (None, "")), None)}


def _tie(
    link: Mapping[str, Any], people: Sequence[Mapping[str, Any]], nodes: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A tie; where nodes have no ids of their own its ends are places in the list of nodes, as D3 counts them."""
    flat = {**_own(_flat(link))}
    if "undirected" in flat:
        flat["directed"] = not flat.pop("undirected")
    if nodes and not any({"id", "key"} & _flat(node).keys() for node in nodes):
        for end in ("source", "target"):
            place = whole_number(str(flat.get(end)))
            if place is not None and place < len(people):
                flat[end] = people[place]["id"]
    return flat
