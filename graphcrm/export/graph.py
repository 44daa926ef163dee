"""The graph of people and organisations for tools that draw and count: GraphML and GEXF, written by NetworkX.

Nodes are people and organisations with what is recorded of them; edges are all recorded relations and the ties of imported
networks, each with its type, so that ``graphcrm network import FILE --tie TYPE=KIND`` reads them again. Relations without a
direction say so (``directed`` is false), since the formats know only graphs that have directions throughout.
"""

from __future__ import annotations

import io
import re
from typing import Any

from graphcrm.export.content import Content, Row, signed
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.lists import join_items

__all__ = ["as_gexf", "as_graphml"]

#: What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What a vertex has of ours, what NetworkX writes as structure of GEXF, and what it cannot read as the name of an attribute.
_TAKEN = frozenset(
    {"node_kind", "id", "label", "viz", "start", "end", "spells", "slices", "parents", "pid", "self", "node_for_adding"}
)
#: What every person has who was given away before.
_OURS = ("node_kind", "person")
_NODES = {"people": "person", "orgs": "org", "units": "unit", "opportunities": "opportunity", "goals": "goal"}


def as_graphml(content: Content) -> bytes:
    """GraphML, UTF-8."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(_graph(content), out)
    return out.getvalue()


def as_gexf(content: Content) -> bytes:
    """GEXF 1.2, UTF-8, with names as labels; the type of a tie is its `kind`, since `type` says there whether it has a direction."""
    import networkx as nx

    out = io.BytesIO()
    graph = _graph(content)
    for *_, tie in graph.edges(data=True):
        tie["kind"] = tie.pop("type")
    nx.write_gexf(graph, out, version="1.2draft")
    return out.getvalue()


def _graph(content: Content) -> Any:
    import networkx as nx

    graph = nx.MultiDiGraph()
    given = content.attributes or {}
    for table, kind in _NODES.items():
        for row in content.rows(table):
            label = str(row.get("name") or row.get("statement") or row["id"])
            known = {name: value for name, value in row.items() if name not in ("id", "kind", "label")}
            brought = {_free(name): value for name, value in given.get(row["id"], {}).items() if (name, value) != _OURS}
            graph.add_node(_text(row["id"]))
            graph.nodes[_text(row["id"])].update(_plain({**brought, **known, "node_kind": kind, "label": label}))
    for row in content.rows("edges"):
        _add(graph, row, str(row["kind"]), mutual=EDGE_RULES[EdgeKind(row["kind"])].mutual)
    for row in content.rows("roles"):
        _add(graph, {**row, "from": row["person"], "to": row["opportunity"]}, EdgeKind.ROLE_IN.value)
    for tie in content.ties:
        _add(graph, signed(tie), str(tie["type"]), mutual=tie["tie"] == "affiliates")
    for row in content.rows("people"):
        for name, kind in (("reports_to", EdgeKind.REPORTS_TO), ("owner", EdgeKind.OWNS)):
            if row.get(name):
                ends = (row["id"], row[name]) if name == "reports_to" else (row[name], row["id"])
                _add(graph, {"from": ends[0], "to": ends[1]}, kind.value)
    return graph


def _free(name: str) -> str:
    """The name of an attribute that somebody brought, where neither we nor the formats mean something else by it."""
    return f"{name}_" if name in _TAKEN else name


def _add(graph: Any, row: Row, type_: str, *, mutual: bool = False) -> None:
    """A relation, unless an edition left out one of its ends."""
    source, target = _text(row["from"]), _text(row["to"])
    if source in graph and target in graph:
        more = {"kind", "type", "from", "to", "person", "sign", "tie", "id", "start", "end", "label"}
        known = {name: value for name, value in row.items() if name not in more}
        graph.add_edge(source, target, **_plain(known), type=_text(type_), **({"directed": False} if mutual else {}))


def _plain(row: Row) -> dict[str, Any]:
    """Values that the formats have: lists become texts with semicolons."""
    return {
        _text(name): _text(join_items(map(str, value)) if isinstance(value, list) else value)
        if isinstance(value, str | list)
        else value
        for name, value in row.items()
        if value is not None and not isinstance(value, dict)
    }


def _text(value: str) -> str:
    return _NO_XML.sub("", value)
