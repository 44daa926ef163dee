"""Networks in JSON, as D3, NetworkX, Cytoscape and Sigma write them; what is wrong is told with its place, such as ``links[2]``.

Places are counted from 0, as JSONPath (RFC 9535) counts them: a document may stand on one line, where a line tells nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.graph_faults import line_of, no_vertex
from graphcrm.ingest.jsonfile import constant, object_of, refusing, said_twice
from graphcrm.ingest.network_columns import is_directed
from graphcrm.model.fields import shown
from graphcrm.model.figures import whole_number

__all__ = ["JsonNetwork", "network_of", "placed"]

_UNKNOWN = Text(
    'JSON 里没有网络：应为 {"nodes": […], "links": […]}',
    'the JSON holds no network: {"nodes": […], "links": […]} is one',
)
_BOTH = Text(
    "links 和 edges 都有；只能用其中一个列出关系", "ties stand both in links and in edges; one list is to hold them all"
)
_YES_OR_NO = Text("directed 应为 true 或 false，这里是“{value}”", "directed is true or false, and here it is “{value}”")
_NO_OBJECT = Text("应为对象", "an object is needed here")
_HYPER = Text(
    "一条边连着两个以上的点；不支持超边（hyperedge），请拆成两两之间的边",
    "a tie joins more than two vertices; hyperedges are not supported, write them as ties between two each",
)
_Object = Mapping[str, Any]


class JsonNetwork(NamedTuple):
    """People and ties, and what the lists are called in which they stand."""

    people: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    nodes: str
    links: str


def placed(of: str, n: int, said: Text) -> Text:
    """What is wrong, behind its place in a list: ``links[2]``."""
    where = f"{of}[{n}]"
    return Text(f"{where}：", f"{where}: ") + said


def network_of(text: str) -> JsonNetwork:
    """The network of a document; raises Unreadable."""
    with refusing(text):
        document = json.loads(
            text, object_pairs_hook=object_of, parse_int=str, parse_float=str, parse_constant=constant
        )
        if fault := said_twice(document):
            raise Unreadable(fault)
    if isinstance(document, list):
        return JsonNetwork([], [_flat(tie) for tie in _objects(document, "$")], "", "$")
    for _ in range(2):
        inner = document.get("graph") or document.get("elements") if isinstance(document, dict) else None
        if isinstance(inner, dict) and any(inner.get(name) for name in ("nodes", "edges", "links", "hyperedges")):
            document = inner
    if not isinstance(document, dict):
        raise Unreadable(_UNKNOWN)
    if isinstance(document.get("hyperedges"), list) and document["hyperedges"]:
        raise Unreadable(placed("hyperedges", 0, _HYPER), line_of(text, "hyperedges"))
    called = "links" if "links" in document else "edges"
    if called == "links" and document.get("edges"):
        raise Unreadable(_BOTH, line_of(text, "edges"))
    nodes, links = document.get("nodes") or [], document.get(called)
    if isinstance(nodes, dict):
        nodes = [{"id": name, **(data if isinstance(data, dict) else {})} for name, data in nodes.items()]
    if not isinstance(nodes, list) or not isinstance(links, list):
        raise Unreadable(_UNKNOWN)
    people = [_person(node) for node in _objects(nodes, "nodes")]
    by_place = bool(nodes) and not any({"id", "key"} & _flat(node).keys() for node in nodes)
    undirected = _direction(document, text)
    ties = [{**_tie(link, people if by_place else ()), **undirected} for link in _objects(links, called)]
    _check_ends(text, people, ties, called)
    return JsonNetwork(people, ties, "nodes", called)


def _direction(document: _Object, text: str) -> dict[str, str]:
    """What a document says of all its ties: nothing, or that they have no direction. Raises Unreadable where nobody can tell."""
    said = document.get("directed")
    directed = True if said is None else is_directed(str(said))
    if directed is None:
        raise Unreadable(_YES_OR_NO.format(value=shown(str(said))), line_of(text, "directed"))
    return {} if directed else {"directed": "false"}


def _objects(some: Iterable[Any], of: str) -> list[_Object]:
    """The objects of a list; raises Unreadable for anything else in it."""
    found = list(some)
    for n, one in enumerate(found):
        if not isinstance(one, dict):
            raise Unreadable(placed(of, n, _NO_OBJECT))
    return found


def _check_ends(text: str, people: Sequence[_Object], ties: Sequence[_Object], called: str) -> None:
    """Every end of a tie is one vertex, and among those that are listed; raises Unreadable."""
    known = {_id(person["id"]) for person in people}
    for n, tie in enumerate(ties):
        for end in (tie.get("source"), tie.get("target")):
            if isinstance(end, list):
                raise Unreadable(placed(called, n, _HYPER))
            if known and (name := _id(end)) and name not in known:
                fault = no_vertex(name)
                raise Unreadable(placed(called, n, fault.text), _line_below(text, called, name))


def _line_below(text: str, called: str, word: str) -> int | None:
    """The first line below the beginning of a list on which a word stands alone."""
    begins = re.search(rf'"{called}"\s*:\s*\[', text)
    start = begins.end() if begins else 0
    line = line_of(text[start:], word)
    return None if line is None else line + text.count("\n", 0, start)


def _id(value: Any) -> str:
    """An id as text; "" for none, and for what the checks of a cell refuse."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


def _flat(one: _Object) -> dict[str, Any]:
    """An object with what Cytoscape (data) and Sigma (attributes) keep one level below."""
    flat = dict(one)
    for below in ("data", "attributes", "metadata"):
        if isinstance(one.get(below), dict):
            flat = {**one[below], **flat}
    return flat


def _person(node: _Object) -> dict[str, Any]:
    flat = _flat(node)
    ids = (flat.pop("id", None), flat.pop("key", None), flat.get("name"), flat.get("label"))
    return {**flat, "id": next((one for one in ids if one not in (None, "")), None)}


def _tie(link: _Object, people: Sequence[_Object]) -> dict[str, Any]:
    """A tie; where nodes have no ids of their own its ends are places in the list of `people`, as D3 counts them."""
    flat = {name: value for name, value in _flat(link).items() if name != "id"}
    if "undirected" in flat:
        flat["directed"] = not flat.pop("undirected")
    for end in ("source", "target") if people else ():
        place = whole_number(str(flat.get(end)))
        if place is not None and place < len(people):
            flat[end] = people[place]["id"]
    return flat
