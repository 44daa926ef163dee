"""Graphs for other tools: read again by NetworkX, and by our own import of networks; Cypher whose texts end no quotes."""

import io
import re
from dataclasses import replace

import networkx as nx
import pytest

from graphcrm.export.content import Content
from graphcrm.export.cypher import as_cypher, literal
from graphcrm.export.graph import as_gexf, as_graphml
from tests.export.conftest import at

PEOPLE = [
    {"id": "a", "name": 'Anna "A" <b> & \x07', "org": "O", "flags": ["left", "no_contact"], "grade": 4},
    {"id": "b", "name": "王 伟", "org": "O", "reports_to": "a"},
]
CONTENT = Content(
    {
        "orgs": [{"id": "O", "name": "Org", "category": "customer"}],
        "people": PEOPLE,
        "edges": [
            {"kind": "INFLUENCES", "from": "a", "to": "b", "level": 3, "reported_by": "u1"},
            {"kind": "INFLUENCES", "from": "a", "to": "b", "level": 4, "reported_by": "u2"},
            {"kind": "CONFLICTS_WITH", "from": "a", "to": "b", "level": 2},
            {"kind": "TRUSTS", "from": "a", "to": "nobody", "level": 2},
        ],
    },
    [{"type": "mail", "tie": "communicates", "from": "b", "to": "a", "weight": 2.0, "sign": -1}],
)


@pytest.mark.parametrize(("write", "read"), [(as_graphml, nx.read_graphml), (as_gexf, nx.read_gexf)])
def test_another_tool_reads_it(write, read):
    graph = read(io.BytesIO(write(CONTENT)))
    assert set(graph) == {"O", "a", "b"}
    assert graph.nodes["b"]["label"] == "王 伟"
    assert graph.nodes["a"]["flags"] == "left;no_contact"
    types = sorted(str(d.get("type")) for _, _, d in graph.edges(data=True))
    assert len(types) == 5
    assert {d["weight"] for _, _, d in graph.edges(data=True) if "weight" in d} >= {-2.0}


@pytest.mark.parametrize(("form", "write"), [("graphml", as_graphml), ("gexf", as_gexf)])
def test_our_own_import_takes_it(tmp_path, form, write):
    """In GEXF “type” of a tie is directed, undirected or mutual (GEXF 1.2, edge types), so that ours has another name there."""
    path = tmp_path / f"g.{form}"
    path.write_bytes(write(CONTENT))
    kinds = {"INFLUENCES": "influences", "CONFLICTS_WITH": "trusts", "REPORTS_TO": "reports_to", "mail": "trusts"}
    plan = at(tmp_path / "w.graphcrm").import_network(path, ties=kinds, dry_run=True).plan
    assert plan.errors == 0
    assert plan.notes["undirected"] == 1
    assert plan.notes["negative"] == 1
    assert plan.notes["merged"] == 1


@pytest.mark.parametrize("write", [as_graphml, as_gexf])
def test_what_a_network_calls_its_attributes_is_no_structure_of_a_format(write):
    """A network that was given away and brought back has our attributes; others have those that GEXF means something by."""
    names = [
        "node_kind",
        "label",
        "id",
        "viz",
        "start",
        "end",
        "spells",
        "slices",
        "parents",
        "pid",
        "node_for_adding",
        "self",
        "age",
    ]
    brought = {"a": {name: f"its {name}" for name in names}, "b": {"node_kind": "person"}}
    given = write(replace(CONTENT, attributes=brought))
    graph = (nx.read_graphml if write is as_graphml else nx.read_gexf)(io.BytesIO(given))
    assert {f"its {name}" for name in names} <= set(map(str, graph.nodes["a"].values()))
    assert [graph.nodes[n]["node_kind"] for n in "ab"] == ["person", "person"]
    assert "node_kind_" not in graph.nodes["b"]


@pytest.mark.parametrize("text", ["O'Neil", "a\\", "\\'", "'}) DETACH DELETE (n) //", "a\nb\tc", "\u2028x", "王", "`"])
def test_no_text_ends_its_quotes(text):
    said = literal(text)
    assert re.fullmatch(r"'(?:[^'\\\n\r]|\\.)*'", said), said
    back = re.sub(
        r"\\(u[0-9a-f]{4}|.)",
        lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(
            m[1], chr(int(m[1][1:], 16)) if m[1][0] == "u" and len(m[1]) == 5 else m[1]
        ),
        said[1:-1],
    )
    assert back == text


def test_statements_merge_nodes_first_and_name_only_what_is_there():
    lines = as_cypher(CONTENT).splitlines()
    assert all(line.endswith(";") for line in lines)
    merged = [n for n, line in enumerate(lines) if "MERGE (n:" in line]
    related = [n for n, line in enumerate(lines) if "MERGE (a)-[" in line]
    assert max(merged) < min(related)
    assert any(
        "MERGE (a)-[r:INFLUENCES {key: row.key}]->(b)" in line and "u1" in line and "u2" in line for line in lines
    )
    assert "nobody" not in as_cypher(CONTENT)
