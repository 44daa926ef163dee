"""The same network in every format that network tools write, and what each of them says differently."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.network import plan_network
from graphcrm.ingest.options import ImportPlan
from graphcrm.ingest.pajek import read_pajek
from graphcrm.ingest.plan import plan_import
from graphcrm.model.ids import identifier
from tests.ingest.conftest import options
from tests.ingest.test_network import made

Save = Callable[[nx.Graph, Path], Path]
#: Ids that a spreadsheet, or a careless reader, would take for numbers, dates or something else.
IDS = ("007", "1e5", "{3F2504E0-4F89-41D3-9A0C-0305E82C3301}", "王 伟", "1.0", "true", "O'Neil & <Son", "2026-01-05")


def graph(directed: bool = True) -> nx.Graph:
    """Three ties of different weights among people with names, of whom one is tied to nobody."""
    g = nx.DiGraph() if directed else nx.Graph()
    g.add_nodes_from((n, {"label": f"Name of {i}", "dept": "IT"}) for i, n in enumerate(IDS))
    g.add_edge(IDS[0], IDS[1], weight=2)
    g.add_edge(IDS[1], IDS[2], weight=1)
    g.add_edge(IDS[3], IDS[0], weight=7)
    return g


def graphml(g: nx.Graph, folder: Path) -> Path:
    nx.write_graphml(g, folder / "g.graphml")
    return folder / "g.graphml"


def gexf(g: nx.Graph, folder: Path) -> Path:
    nx.write_gexf(g, folder / "g.gexf", version="1.2draft")
    return folder / "g.gexf"


def gml(g: nx.Graph, folder: Path) -> Path:
    named = g.copy()
    for _, data in named.nodes(data=True):
        data["name"] = data.pop("label")
    nx.write_gml(named, folder / "g.gml")
    return folder / "g.gml"


def node_link(g: nx.Graph, folder: Path) -> Path:
    (folder / "g.json").write_text(json.dumps(nx.node_link_data(g, edges="links"), ensure_ascii=False), "utf-8")
    return folder / "g.json"


def cytoscape(g: nx.Graph, folder: Path) -> Path:
    nodes = [{"data": {"id": n, **d}} for n, d in g.nodes(data=True)]
    edges = [{"data": {"id": f"e{i}", "source": a, "target": b, **d}} for i, (a, b, d) in enumerate(g.edges(data=True))]
    whole = {"directed": g.is_directed(), "elements": {"nodes": nodes, "edges": edges}}
    if not g.is_directed():
        edges = [{"data": {**e["data"], "directed": False}} for e in edges]
        whole["elements"] = {"nodes": nodes, "edges": edges}
    (folder / "c.json").write_text(json.dumps(whole), "utf-8")
    return folder / "c.json"


def sheets(g: nx.Graph, folder: Path) -> Path:
    book = openpyxl.Workbook()
    ties, people = book.active, book.create_sheet("people")
    ties.append(["Source", "Target", "Weight", "Directed"])
    for a, b, d in g.edges(data=True):
        ties.append([a, b, d["weight"], g.is_directed()])
    people.append(["Id", "Label", "dept"])
    for n, d in g.nodes(data=True):
        people.append([n, d["label"], d["dept"]])
    book.save(folder / "g.xlsx")
    return folder / "g.xlsx"


FORMATS = [graphml, gexf, gml, node_link, cytoscape, sheets]


def read(path: Path, ties: dict[str, str] | None = None, **more: Any) -> ImportPlan:
    return plan_network(path, ties=ties or {"": "communicates"}, options=options(), **more)


def pairs(plan: ImportPlan) -> set[tuple[Any, ...]]:
    return {(t["from"], t["to"], t["weight"], t["tie"]) for t in made(plan, "tie").values()}


@pytest.mark.parametrize("save", FORMATS)
def test_every_format_says_the_same(tmp_path, save):
    plan = read(save(graph(), tmp_path))
    assert plan.problems == ()
    kind = "communicates"
    assert pairs(plan) == {(IDS[0], IDS[1], 2.0, kind), (IDS[1], IDS[2], 1.0, kind), (IDS[3], IDS[0], 7.0, kind)}
    people = made(plan, "person")
    assert {n: p["name"] for n, p in people.items()} == {n: f"Name of {i}" for i, n in enumerate(IDS)}
    assert all(p["attributes"]["dept"] == "IT" for p in people.values())


@pytest.mark.parametrize("save", FORMATS)
def test_a_graph_without_directions_is_never_read_as_one_with_them(tmp_path, save):
    plan = read(save(graph(directed=False), tmp_path), {"": "trusts"})
    assert {kind for *_, kind in pairs(plan)} == {"affiliates"}
    assert plan.notes["undirected"] == 3
    assert "undirected" in plan.remarks[0].en


def test_types_are_attributes_of_ties(tmp_path):
    g = nx.MultiDiGraph()
    g.add_edge("a", "b", relationship="advice", weight=2)
    g.add_edge("a", "b", relationship="lunch", weight=1)
    for save in (graphml, node_link):
        plan = read(save(g, tmp_path), {"advice": "trusts", "lunch": "affiliates"})
        assert {(t["type"], t["tie"], t["weight"]) for t in made(plan, "tie").values()} == {
            ("advice", "trusts", 2.0),
            ("lunch", "affiliates", 1.0),
        }
    assert read(node_link(g, tmp_path), {"advice": "trusts"}).by_code == {"E03": 1}


def test_gml_without_labels_and_with_equal_ones_goes_by_its_numbers(tmp_path):
    path = tmp_path / "g.gml"
    path.write_text('graph [ directed 1 node [ id 5 label "Li" ] node [ id 9 label "Li" ] edge [ source 5 target 9 ] ]')
    assert {n: p["name"] for n, p in made(read(path), "person").items()} == {"5": "Li", "9": "Li"}
    path.write_text("graph [ node [ id 5 ] node [ id 9 ] edge [ source 5 target 9 ] edge [ source 9 target 5 ] ]")
    assert set(made(read(path), "person")) == {"5", "9"}


PAJEK = """*Network n
*Vertices 4
1 "Anna Berg" 0.1 0.2 ellipse
2 "Bob"
3 Carl
4 "Dora"
*Arcs :1 "advice"
1 2 3
2 1
% remark
*Edges :2 "lunch"
1 3 2
*Arcslist :1 "advice"
4 1 2
*Matrix :3 "mail"
0 1 0 0
0 0 0 0
0 0 0 2.5
0 0 0 0
"""


def test_pajek_keeps_relations_arcs_and_edges_apart(tmp_path):
    path = tmp_path / "g.net"
    path.write_text(PAJEK)
    plan = read(path, {"advice": "trusts", "lunch": "communicates", "mail": "communicates"})
    assert {(t["type"], t["tie"], t["from"], t["to"], t["weight"]) for t in made(plan, "tie").values()} == {
        ("advice", "trusts", "Anna Berg", "Bob", 3.0),
        ("advice", "trusts", "Bob", "Anna Berg", 1.0),
        ("lunch", "affiliates", "Anna Berg", "Carl", 2.0),
        ("advice", "trusts", "Dora", "Anna Berg", 1.0),
        ("advice", "trusts", "Dora", "Bob", 1.0),
        ("mail", "communicates", "Anna Berg", "Bob", 1.0),
        ("mail", "communicates", "Carl", "Dora", 2.5),
    }


def test_pajek_times_are_no_weight_and_are_told(tmp_path):
    text = '*Vertices 2\n1 "Ana" [1-9]\n2 "Bob"\n*Arcs\n1 2 [1-3]\n*Edges\n2 1 4 [2, 5-*]\n'
    (tmp_path / "g.net").write_text(text)
    plan = read(tmp_path / "g.net")
    assert {t["weight"] for t in made(plan, "tie").values()} == {1.0, 4.0}
    told = [p for p in plan.problems if "time intervals" in f"{p.column} {p.text.en}"]
    assert {p.code for p in told} == {"W12"}


def test_pajek_as_networkx_writes_it(tmp_path):
    g = nx.DiGraph([("a", "b"), ("b", "c")])
    nx.write_pajek(g, tmp_path / "g.net")
    assert {(a, b) for a, b, *_ in pairs(read(tmp_path / "g.net"))} == {("a", "b"), ("b", "c")}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("*Vertices x\n", 1),
        ("*Vertices 1\n2 b\n", 2),
        ("1 2\n", 1),
        ("*Vertices 1\n*Arcs\n1 9\n", 3),
        ("*Foo\n", 1),
        ("*Vertices 2\n*Arcs\n1\n", 3),
        ('*Vertices 2\n1 "a"\n1 "b"\n', 3),
        ('*Vertices 2\n1 "a\n2 "b"\n', 2),
    ],
)
def test_broken_pajek_names_its_line(tmp_path, text, line):
    (tmp_path / "g.net").write_text(text)
    plan = read(tmp_path / "g.net")
    assert (plan.change, plan.problems[0].code, plan.problems[0].line) == (None, "E15", line)


MATRIX = ",a,b,c\na,0,2,\nc,1,0,0\nb,0,0,5\n"


def test_a_matrix_in_any_order_of_rows(tmp_path):
    (tmp_path / "m.csv").write_text(MATRIX)
    plan = read(tmp_path / "m.csv", {"": "trusts"})
    assert pairs(plan) == {("a", "b", 2.0, "trusts"), ("c", "a", 1.0, "trusts"), ("b", "c", 5.0, "trusts")}
    assert plan.notes["no_tie"] == 0


@pytest.mark.parametrize("nought", ["0.00", "0,000", " 0 ", "+0.", " "])
def test_noughts_with_decimals_are_no_ties_and_never_become_rows(tmp_path, nought):
    (tmp_path / "m.csv").write_text(MATRIX.replace(",0", f',"{nought}"'))
    plan = read(tmp_path / "m.csv", {"": "trusts"})
    assert pairs(plan) == {("a", "b", 2.0, "trusts"), ("c", "a", 1.0, "trusts"), ("b", "c", 5.0, "trusts")}
    assert (plan.notes["no_tie"], plan.by_code) == (0, {})
    (tmp_path / "m.csv").write_text(MATRIX.replace(",2", ",-"))
    assert read(tmp_path / "m.csv", {"": "trusts"}).by_code == {"E03": 1}  # a dash is no number


def test_matrices_of_a_workbook_are_types_by_the_names_of_their_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "advice"
    for sheet, value in ((book.active, 2), (book.create_sheet("lunch"), 1)):
        for row in (["", "a", "b"], ["a", None, value], ["b", 0, None]):
            sheet.append(row)
    book.create_sheet("notes").append(["written by hand"])
    book.save(tmp_path / "m.xlsx")
    plan = read(tmp_path / "m.xlsx", {"advice": "trusts", "lunch": "affiliates"})
    assert {(t["type"], t["tie"], t["weight"]) for t in made(plan, "tie").values()} == {
        ("advice", "trusts", 2.0),
        ("lunch", "affiliates", 1.0),
    }
    assert plan.by_code == {"W12": 1}


def test_something_that_is_no_matrix_is_told_as_a_list_without_its_columns(tmp_path):
    (tmp_path / "m.csv").write_text(",a,b\na,0,2\nx,1,0\n")
    assert read(tmp_path / "m.csv").by_code == {"E13": 1}


def test_gephi_has_a_column_for_the_direction_and_one_for_the_kind(tmp_path):
    head = "Source,Target,Type,Kind,Id,Label,timeset,Weight\n"
    (tmp_path / "e.csv").write_text(f"{head}a,b,Directed,advice,0,,,1\nb,c,Undirected,advice,1,,,2\n")
    plan = read(tmp_path / "e.csv", {"advice": "trusts"})
    assert pairs(plan) == {("a", "b", 1.0, "trusts"), ("b", "c", 2.0, "affiliates")}
    (tmp_path / "e.csv").write_text(f"{head}a,b,Directed,,0,,,1\n")
    assert pairs(read(tmp_path / "e.csv", {"": "trusts"})) == {("a", "b", 1.0, "trusts")}


def test_a_negative_weight_is_a_tie_against_somebody(tmp_path):
    (tmp_path / "e.csv").write_text("src,dst,type,weight\na,b,advice,-1\nb,c,moves,-2\nc,a,advice,1\n")
    plan = read(tmp_path / "e.csv", {"advice": "trusts", "moves": "influences"})
    assert {(t["from"], t["weight"], t.get("sign")) for t in made(plan, "tie").values()} == {
        ("a", 1, -1),
        ("b", 2, -1),
        ("c", 1, None),
    }
    assert plan.notes["negative"] == 2
    assert read(tmp_path / "e.csv", {"advice": "communicates", "moves": "influences"}).by_code == {"E03": 1}
    (tmp_path / "e.csv").write_text("src,dst,type,weight\na,b,advice,-1\na,b,advice,1\n")
    assert read(tmp_path / "e.csv", {"advice": "trusts"}).by_code == {"E14": 1}


def test_contact_of_which_nothing_is_returned_is_told(tmp_path):
    (tmp_path / "e.csv").write_text("source,target\na,b\nb,c\n")
    assert read(tmp_path / "e.csv").notes["one_way"] == 1
    (tmp_path / "e.csv").write_text("source,target\na,b\nb,a\n")
    assert read(tmp_path / "e.csv").notes["one_way"] == 0


def test_a_list_of_people_goes_before_what_the_graph_says(tmp_path):
    (tmp_path / "n.csv").write_text("id,name\n007,Bond\n")
    plan = read(graphml(graph(), tmp_path), nodes=tmp_path / "n.csv")
    assert made(plan, "person")["007"]["name"] == "Bond"
    assert made(plan, "person")["1e5"]["name"] == "Name of 1"


def test_the_places_of_d3_and_the_attributes_of_sigma(tmp_path):
    path = tmp_path / "g.json"
    path.write_text('{"nodes": [{"name": "Anna"}, {"name": "Bob"}], "links": [{"source": 1, "target": 0, "value": 3}]}')
    assert pairs(read(path)) == {("Bob", "Anna", 3.0, "communicates")}
    path.write_text(
        '{"nodes": [{"key": "7", "attributes": {"label": "Anna"}}, {"key": "8"}],'
        ' "edges": [{"key": "x", "source": "7", "target": "8", "undirected": true, "attributes": {"weight": 4}}]}'
    )
    assert pairs(read(path, {"": "trusts"})) == {("7", "8", 4.0, "affiliates")}
    assert made(read(path), "person")["7"]["name"] == "Anna"
    path.write_text('[{"source": "a", "target": "b"}]')
    assert pairs(read(path)) == {("a", "b", 1.0, "communicates")}


BOMB = '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)
HOSTILE: dict[str, tuple[str, bytes]] = {
    "entity bomb": ("g.graphml", (BOMB + "]><graphml>&j;</graphml>").encode()),
    "external entity": ("g.gexf", b'<!DOCTYPE gexf [<!ENTITY x SYSTEM "file:///etc/passwd">]><gexf>&x;</gexf>'),
    "document type only": ("g.graphml", b'<!DOCTYPE graphml SYSTEM "http://x/y.dtd"><graphml/>'),
    "deep XML": ("g.graphml", b"<graphml>" * 50_000),
    "deep XML, closed": ("g.graphml", b"<graphml>" * 5_000 + b"</graphml>" * 5_000),
    "cut XML": ("g.graphml", b"<graphml><graph>"),
    "no graph": ("g.graphml", b"<graphml/>"),
    "two graphs in one": (
        "g.graphml",
        b"<graphml>" + 2 * b'<graph edgedefault="directed"><node id="a"/></graph>' + b"</graphml>",
    ),
    "a graph within a vertex": (
        "g.graphml",
        b'<graphml><graph edgedefault="directed"><node id="a"><graph edgedefault="directed"/></node></graph></graphml>',
    ),
    "ties at several times": (
        "g.gexf",
        b'<gexf xmlns="http://www.gexf.net/1.2draft"><graph mode="dynamic"><nodes><node id="a"/><node id="b"/></nodes><edges>'
        b'<edge id="0" source="a" target="b"><spells><spell start="1" end="2"/></spells></edge></edges></graph></gexf>',
    ),
    "HTML": ("g.graphml", b"<html></html>"),
    "unknown encoding": ("g.graphml", b'<?xml version="1.0" encoding="x-mine"?><graphml/>'),
    "UTF-16 that is none": ("g.gexf", b"\xff\xfe<\0g\0e"),
    "no XML": ("g.gexf", b"source,target\na,b\n"),
    "empty": ("g.graphml", b""),
    "deep GML": ("g.gml", b"graph [ a [" * 30_000),
    "cut GML": ("g.gml", b'graph [ node [ id 1 label "a'),
    "huge number": ("g.gml", b"graph [ node [ id " + b"9" * 10_000 + b" ] ]"),
    "no GML": ("g.gml", b"hello"),
    "GML with NUL": ("g.gml", b"graph [\0]"),
    "deep JSON": ("g.json", b'{"nodes": ' + b"[" * 100_000),
    "JSON without a network": ("g.json", b'{"people": []}'),
    "nodes of lists": ("g.json", b'{"nodes": [[1]], "links": [[2]]}'),
    "links that are text": ("g.json", b'{"nodes": [], "links": "all"}'),
    "links without ends": ("g.json", b'{"nodes": [{"id": 1}], "links": [{"a": 1}]}'),
    "ends that are objects": ("g.json", b'{"nodes": [{"id": 1}], "links": [{"source": {"id": 1}, "target": 1}]}'),
    "NaN as a weight": ("g.json", b'{"nodes": [], "links": [{"source": 1, "target": 2, "weight": NaN}]}'),
    "number as a document": ("g.json", b"5"),
    "a million vertices too many": ("g.net", b"*Vertices 99999999999\n"),
    "a million vertices on no line": ("g.net", b"*Vertices 1000000\n"),
    "vertices without end": ("g.net", b"*Vertices " + b"9" * 5000),
    "a place without end": (
        "g.json",
        b'{"nodes": [{"name": "a"}], "links": [{"source": "' + b"9" * 5000 + b'", "target": "0"}]}',
    ),
    "nobody in JSON": ("g.json", b'{"nodes": [], "links": []}'),
    "nobody in GML": ("g.gml", b"graph [ ]"),
    "a heading alone": ("g.csv", b"source,target\n"),
    "half a zip": ("g.xlsx", b"PK\x03\x04" + b"\x14\0" * 40),
    "PDF": ("g.graphml", b"%PDF-1.7"),
    "old workbook": ("g.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(tmp_path, name):
    file, content = HOSTILE[name]
    (tmp_path / file).write_bytes(content)
    plan = read(tmp_path / file)
    assert plan.change is None
    assert plan.errors
    assert all(p.text.zh and p.text.en and len(p.text.en) < 600 for p in plan.problems)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_never_raise_and_leave_no_half(tmp_path, data):
    """Cut, with bytes exchanged, doubled or in another encoding: read whole, or refused with a sentence."""
    save = data.draw(st.sampled_from([*FORMATS, _pajek]))
    path = save(graph(), tmp_path)
    content = bytearray(path.read_bytes())
    damage = data.draw(st.sampled_from(["cut", "bytes", "twice", "encoding"]))

    def place() -> int:  # the length of a workbook is not the same from run to run
        return data.draw(st.integers(0, 9999)) * (len(content) - 1) // 9999

    if damage == "cut":
        content = content[: place()]
    elif damage == "bytes":
        for _ in range(data.draw(st.integers(1, 5))):
            content[place()] = data.draw(st.integers(0, 255))
    elif damage == "twice":
        content += content[place() :]
    elif path.suffix != ".xlsx":
        encoding = data.draw(st.sampled_from(["utf-16", "utf-16-le", "utf-32", "utf-7", "utf-8-sig"]))
        content = bytearray(content.decode().encode(encoding))
    path.write_bytes(content)
    plan = read(path)
    assert (plan.change is None) == bool(plan.errors)
    assert all(p.text.zh and p.text.en for p in plan.problems)


def _pajek(_graph: nx.Graph, folder: Path) -> Path:
    (folder / "g.net").write_text(PAJEK)
    return folder / "g.net"


def test_a_sheet_that_would_inflate_without_end_and_a_cell_that_would(tmp_path):
    path = sheets(graph(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for content in (b" " * 100_000_000, b"<worksheet><sheetData><row><c t='str'><v>" + b"x" * 100_000_000):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in (parts | {"xl/worksheets/sheet1.xml": content}).items():
                archive.writestr(name, data)
        plan = read(path)
        assert (plan.change, set(plan.by_code)) == (None, {"E15"})


def adjacency(g: nx.Graph, folder: Path) -> Path:
    nx.to_pandas_adjacency(g).to_csv(folder / "a.csv", encoding="utf-8-sig")  # see edge_list
    return folder / "a.csv"


def adjacency_sheet(g: nx.Graph, folder: Path) -> Path:
    nx.to_pandas_adjacency(g).to_excel(folder / "a.xlsx")
    return folder / "a.xlsx"


def pajek_by_networkx(g: nx.Graph, folder: Path) -> Path:
    nx.write_pajek(g, folder / "g.net")
    return folder / "g.net"


def edge_list(g: nx.Graph, folder: Path) -> Path:
    # With the mark of its encoding: a lone Greek letter is a Chinese name in another, and would be asked about.
    nx.to_pandas_edgelist(g).to_csv(folder / "e.csv", index=False, encoding="utf-8-sig")
    return folder / "e.csv"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_networks_are_the_same_in_every_format(tmp_path, data):
    """Directed, with whole weights, among people with any names."""
    # One script a name, as people have it; a mixture is taken for text that was read in a wrong encoding.
    scripts = st.sampled_from(["abcXYZ019 .@-'&<", "王伟李娜张建国欧阳", "АннаБорис", "ΑλεξηςΝικο"])
    name = scripts.flatmap(lambda letters: st.text(letters, min_size=1, max_size=12))
    names = data.draw(st.lists(name.map(str.strip).filter(bool).map(identifier), min_size=2, max_size=8, unique=True))
    people = st.sampled_from(names)
    drawn = data.draw(
        st.dictionaries(st.tuples(people, people).filter(lambda p: p[0] != p[1]), st.integers(1, 9), min_size=1)
    )
    g = nx.DiGraph()
    g.add_nodes_from((n, {"label": n, "dept": "x"}) for n in names)
    g.add_weighted_edges_from((a, b, w) for (a, b), w in drawn.items())
    expected = {(a, b, float(w), "trusts") for (a, b), w in drawn.items()}
    save = data.draw(st.sampled_from([*FORMATS, adjacency, adjacency_sheet, pajek_by_networkx, edge_list]))
    plan = read(save(g, tmp_path), {"": "trusts"})
    assert pairs(plan) == expected, plan.problems
    assert save is edge_list or set(made(plan, "person")) == set(names)


_HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<key id="w" for="edge" attr.name="weight" attr.type="double"/>\n'
_GRAPHML = (
    _HEAD + '<graph edgedefault="directed"><node id="a"/><node id="b"/>\n<edge source="a" target="{}">\n'
    '<data key="{}">{}</data></edge></graph></graphml>'
)
_GML = 'graph [\n node [ id 0 label "a" ]\n node [ id 1 label "b" ]\n edge [ source 0 target {} weight {} ]\n]\n'
_GEXF = (
    '<gexf version="1.2" xmlns="http://www.gexf.net/1.2draft"><graph><nodes>\n<node id="a"/></nodes><edges>\n'
    '<edge id="0" source="a" target="zz"/></edges></graph></gexf>'
)
_LINKS = '{{"nodes": [{{"id": "a"}}],\n"links": [{{"source": "a",\n"target": "{}"}}]}}'
_DYNAMIC = (
    '<gexf version="1.2" xmlns="http://www.gexf.net/1.2draft"><graph mode="dynamic" defaultedgetype="directed">\n'
    '<attributes class="node" mode="dynamic"><attribute id="t" title="post" type="string"/></attributes>'
    '<attributes class="edge" mode="dynamic"><attribute id="w" title="weight" type="float"/></attributes><nodes>\n'
    '<node id="a"><attvalues><attvalue for="t" value="CIO" start="2019"/></attvalues><nodes><node id="c"/></nodes></node>\n'
    '<node id="b"><slices><slice start="2019"/></slices></node></nodes><edges>\n<edge id="0" source="a" target="b"><attvalues>'
    '<attvalue for="w" value="2" start="2019"/><!--w--></attvalues></edge></edges></graph></gexf>'
)
_LATER = '\n<attvalue for="w" value="3" start="2020"/>'
SAID = {
    # name: file, content, line, what is said
    "a weight that is none": ("e.graphml", _GRAPHML.format("b", "w", "abc"), 5, "“abc” is not a number"),
    "a number as Python writes it": ("e.graphml", _GRAPHML.format("b", "w", "1_000"), 5, "“1_000” is not a number"),
    "digits of another script": (
        "e.gexf", _DYNAMIC.replace('target="b"', 'target="b" weight="٣"'), 5, "“٣” is not a number",
    ),
    "an attribute of nowhere": ("e.graphml", _GRAPHML.format("b", "q", 1), 5, "the attribute q is not declared"),
    "a vertex of nowhere": ("e.graphml", _GRAPHML.format("zz", "w", 1), 4, "there is no vertex zz"),
    "a type of nowhere": ("e.graphml", _GRAPHML.format("b", "w", 1).replace("double", "zorb"), 2, "“zorb” is no type of an attribute"),
    "no graph": ("e.graphml", _HEAD + "</graphml>", None, "it holds no graph"),
    "GEXF: a vertex of nowhere": ("e.gexf", _GEXF, 3, "there is no vertex zz"),
    "GML: a vertex of nowhere": ("e.gml", _GML.format(77, 1), 4, "there is no vertex 77"),
    "GML: a weight that is none": ("e.gml", _GML.format(1, "abc"), 4, "“abc” is not expected here"),
    "GML: cut": ("e.gml", _GML.format(1, 1)[:60], 4, "the file ends too early"),
    "GML: too many digits": ("e.gml", _GML.format(1, "9" * 5000), 4, "a number has too many digits"),
    "JSON: directed or not": (
        "e.json",
        '{"nodes": [{"id": "a"}, {"id": "b"}],\n"directed": "maybe",\n"links": [{"source": "a", "target": "b"}]}',
        2,
        "directed is true or false, and here it is “maybe”",
    ),
    "GML: directed or not": (
        "e.gml",
        _GML.format(1, 1).replace("graph [", 'graph [\n directed "no"'),
        2,
        "directed is 0 or 1, and here it is “no”",
    ),
    "JSON: a vertex of nowhere": ("e.json", _LINKS.format("zz"), 3, "there is no vertex zz"),
    "JSON: a place of nowhere": (
        "e.json", '{"nodes": [{"name": "a"}], "links": [{"source": 0, "target": 9}]}', 1, "links[0]: there is no vertex 9",
    ),
    "JSON: a vertex called like a label": (
        "e.json", '{"nodes": [{"id": "a", "dept": "zz"}],\n"edges": [{"source": "a", "target": "a"},\n{"source": "a", "target": "zz"}]}',
        3, "edges[1]: there is no vertex zz",
    ),
    "JSON: no id": ("e.json", '{"nodes": [{"id": "a"}, {"dept": "IT"}], "links": []}', None, "nodes[1]: the id is missing"),
    "JSON: no end": ("e.json", '{"nodes": [{"id": "a"}], "links": [{"source": "a"}]}', None, "links[0]: the id is missing"),
    "JSON: no object": ("e.json", '[{"source": "a", "target": "b"}, 5]', None, "$[1]: an object is needed here"),
    "JSON: a tie of three": (
        "e.json", '{"nodes": [], "links": [{"source": ["a", "b"], "target": "c"}]}', None, "links[0]: a tie joins more",
    ),
    "JSON: hyperedges": (
        "e.json", '{"graph": {"nodes": {"a": {}}, "edges": [],\n"hyperedges": [{"nodes": ["a"]}]}}', 2, "hyperedges[0]: a tie joins more",
    ),
    "GraphML: hyperedge": (
        "e.graphml", _GRAPHML.format("b", "w", 1).replace("\n<edge", "\n<hyperedge/>\n<edge"), 4, "hyperedges are not supported",
    ),
    "GraphML: with and without a direction": (
        "e.graphml", _GRAPHML.format("b", "w", 1).replace('target="b"', 'target="b" directed="false"'), 4, "with and without a direction",
    ),
    "GraphML: a vertex twice": (
        "e.graphml", _GRAPHML.format("b", "w", 1).replace("\n<edge", '\n<node id="a"/><edge'), 4, "the vertex a is there twice",
    ),
    "GraphML: no end": ("e.graphml", _GRAPHML.format("b", "w", 1).replace(' target="b"', ""), 4, "target is missing"),
    "GraphML: no id": ("e.graphml", _GRAPHML.format("b", "w", 1).replace(' id="b"', ""), 3, "id is missing"),
    "GraphML: a weight beyond all": ("e.graphml", _GRAPHML.format("b", "w", "1e400"), 4, "is not a number from"),
    "GraphML: a document type": ("e.graphml", "<!--\n--><!DOCTYPE x><graphml/>", 2, "document type"),
    "GML: no id": ("e.gml", _GML.format(1, 1).replace("id 1 ", ""), 3, "id is missing"),
    "GML: a quote that is not closed": ("e.gml", _GML.format(1, 1).replace('"b"', '"b'), 3, "the quotes are unbalanced"),
    "Pajek: a weight beyond all": ("e.net", "*Vertices 2\n1 a\n2 b\n*Arcs\n1 2 1e400\n", 5, "is not a number from"),
    "Pajek: more than anybody": ("e.net", "*Vertices 99999999999\n", 1, "the file lists fewer"),
    "GraphML: two values of one attribute": (
        "e.graphml", _GRAPHML.format("b", "w", "1</data><data key='w'>9"), 5, "the attribute w has two values here",
    ),
    "GraphML: an attribute that is declared twice": (
        "e.graphml", _GRAPHML.format("b", "w", 1).replace("<graph ", '\n<key id="w" for="edge" attr.name="type"/><graph '), 4,
        "the attribute w has two values here, or is declared twice",
    ),
    "GEXF: two values of one attribute": (
        "e.gexf", _DYNAMIC.replace('mode="dynamic"', 'mode="static"').replace("<!--w-->", '\n<attvalue for="w" value="3"/>')
        .replace(' start="2019"/>', "/>"), 6, "the attribute weight has two values here",
    ),
    "GEXF: no direction": (
        "e.gexf", _DYNAMIC.replace('target="b"', 'target="b" type="sideways"'), 5, "“sideways” does not say whether ties have a direction",
    ),
    "GraphML: no direction": (
        "e.graphml", _GRAPHML.format("b", "w", 1).replace('"directed"', '"forward"'), 3, "directed, undirected would",
    ),
    "JSON: ties in two lists": (
        "e.json", '{"nodes": [],\n"links": [{"source": "a", "target": "b"}],\n"edges": [{"source": "a", "target": "c"}]}',
        3, "ties stand both in links and in edges",
    ),
    "Pajek: people and events": ("e.net", "*Vertices 3 2\n1 a\n2 b\n3 gala\n*Edges\n1 3\n2 3\n", 1, "a network of two modes"),
    "GML: two graphs": ("e.gml", _GML.format(1, 1) * 2, 6, "more than one graph"),
    "GML: a graph that is none": ("e.gml", "Creator 1\ngraph 5\n", 2, "graph wants a ["),
    "GML: a vertex that is none": ("e.gml", _GML.format(1, 1).replace('node [ id 1 label "b" ]', "node 5"), 3, "node wants a ["),
    "GML: a vertex twice": ("e.gml", _GML.format(1, 1).replace("id 1", "id\n0"), 4, "the vertex 0 is there twice"),
    "GML: two ids": ("e.gml", _GML.format(1, 1).replace("id 1", "id 1\nid 2"), 4, "id has another value here than above"),
    "GML: an id that is a list": ("e.gml", _GML.format(1, 1).replace("id 1", "id [ x 1 ]"), 3, "a single value is needed here"),
    "GML: an end in two places": ("e.gml", _GML.format("0 target 1", 1), 4, "target has another value here"),
    "GML: an end that is text": ("e.gml", _GML.format('"1"', 1), 4, "there is no vertex 1"),
    "GML: nested without end": ("e.gml", "graph [\n" + "a [\n" * 5000 + "]" * 5001, 201, "nested too deeply"),
    "GML: a weight beyond all": ("e.gml", _GML.format(1, "+INF"), 4, "is not a number from"),
    "GraphML: an attribute without a name": (
        "e.graphml", _GRAPHML.format("b", "w", 1).replace('attr.name="weight" ', ""), 2, "attr.name is missing",
    ),
    "GraphML: neither yes nor no": (
        "e.graphml", _GRAPHML.format("b", "w", "maybe").replace("double", "boolean"), 5, "“maybe” is neither true nor false",
    ),
    "GraphML: a number without end": (
        "e.graphml", _GRAPHML.format("b", "w", "9" * 6000).replace("double", "long"), 5, "is not a whole number",
    ),
    "GEXF: a class of nowhere": (
        "e.gexf", _DYNAMIC.replace('<attributes class="node" mode="dynamic">', '<attributes class="graph"/>\n<attributes class="node">'),
        2, "“graph” is no class of attributes",
    ),
    "GEXF: a value of nothing": ("e.gexf", _DYNAMIC.replace('for="t" ', ""), 3, "for is missing"),
    "GEXF: no value": ("e.gexf", _DYNAMIC.replace('value="CIO" ', ""), 3, "value is missing"),
    "GEXF: no type": ("e.gexf", _DYNAMIC.replace('title="post" type="string"', 'title="post"'), 2, "type is missing"),
    "GEXF: no title": ("e.gexf", _DYNAMIC.replace('title="post" ', ""), 2, "title is missing"),
    "GEXF: no whole number": (
        "e.gexf", _DYNAMIC.replace('title="post" type="string"', 'title="post" type="integer"'), 3, "“CIO” is not a whole number",
    ),
    "GEXF: a default that is none": (
        "e.gexf", _DYNAMIC.replace('type="float"/>', 'type="float">\n<default>much</default></attribute>'), 3, "“much” is not a number",
    ),
    "GEXF: a weight that is none": (
        "e.gexf", _DYNAMIC.replace('target="b"', 'target="b" weight="CIO"'), 5, "“CIO” is not a number",
    ),
    "Graphviz": ("e.dot", "digraph g {\n a -> b\n}\n", None, "this is the format of Graphviz (DOT), which is not read; open it in Gephi"),
    "UCINET": ("e.dl", "dl n=2 format=fullmatrix\ndata:\n0 1\n1 0\n", None, "this is the format of UCINET (DL), which is not read"),
    "GDF": ("e.gdf", "nodedef>name VARCHAR\ns1\n", None, "the columns src, dst and weight"),
    "GEXF: a weight that changes": ("e.gexf", _DYNAMIC.replace("<!--w-->", _LATER), 6, "several weights over time"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_graph_that_cannot_be_read_is_told_in_our_words_with_the_line(tmp_path, name):
    file, content, line, says = SAID[name]
    (tmp_path / file).write_text(content, "utf-8")
    plan = read(tmp_path / file)
    [problem] = [p for p in plan.problems if p.is_error]
    assert (problem.line, says in problem.text.en) == (line, True), problem
    assert not {"float", "sys", "None", "EOF", "unhashable"} & set(problem.text.en.split())


@pytest.mark.parametrize(
    ("file", "content", "zh", "en"),
    [
        ("e.gdf", "nodedef>name VARCHAR\ns1\n", "GUESS (GDF) 格式", "format of GUESS (GDF)"),
        ("e.dot", "// who asks whom\ndigraph g {\n a -> b\n}\n", "Graphviz (DOT) 格式", "format of Graphviz (DOT)"),
        ("e.csv", "dl n=2 format=fullmatrix\ndata:\n0 1\n1 0\n", "UCINET (DL) 格式", "format of UCINET (DL)"),
        ("e.graphml", _GRAPHML.format("b", "w", 1), "graphcrm network import", "bring it with graphcrm network import"),
        (
            "e.net",
            "*Vertices 2\n1 a\n2 b\n*Edges\n1 2\n",
            "graphcrm network import",
            "bring it with graphcrm network import",
        ),
    ],
)
def test_a_network_among_tables_is_told_with_what_to_do(tmp_path, file, content, zh, en):
    (tmp_path / file).write_text(content, "utf-8")
    for problems in (
        guess([tmp_path / file], existing={}, options=options()).problems,
        plan_import([tmp_path / file], existing={}, options=options()).problems,
    ):
        [problem] = problems
        assert zh in problem.text.zh
        assert en in problem.text.en
        assert "network import" in problem.text.en


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("e.gexf", _DYNAMIC, {(3, "post"), (3, "pid"), (4, "slices")}),
        (
            "e.graphml",
            _GRAPHML.format("b", "w", 2)
            .replace('target="b"', 'target="b" targetport="p"')
            .replace("</edge>", "<desc>x</desc></edge>"),
            {(4, "ports"), (5, "descriptions")},
        ),
    ],
)
def test_what_a_graph_has_and_no_network_holds_is_told_with_its_line(tmp_path, name, content, told):
    (tmp_path / name).write_text(content, "utf-8")
    plan = read(tmp_path / name)
    assert pairs(plan) == {("a", "b", 2.0, "communicates")}
    notes = [(p.line, p.text.en) for p in plan.problems if p.code == "W12"]
    assert len(notes) == len(told)
    assert all(any(line == at and word in said for at, said in notes) for line, word in told), notes


@pytest.mark.parametrize(("first", "second", "line"), [("0", "1", 4), ("1", "0", 4), ("1", "1", None)])
def test_gml_that_says_twice_whether_ties_have_a_direction_is_refused_by_line(tmp_path, first, second, line):
    whole = f'# directed 7\ngraph [\n  directed {first}\n  directed {second}\n  node [ id 1 label "directed 0" directed 5 ]\n'
    path = tmp_path / "g.gml"
    path.write_text(
        f'{whole}  node [ id 2 label "b" directed 6 ]\n  edge [ source 1 target 2 directed 9 ]\n]\n', "utf-8"
    )
    told = [(p.line, p.text.en) for p in read(path).problems if p.code.startswith("E")]
    assert [found[0] for found in told] == ([line] if line else [])
    assert all("directed has another value here" in found[1] for found in told)


@pytest.mark.parametrize("form", ["", ' timeformat="double"', ' timeformat="dateTime"', ' timeformat="date"'])
def test_days_of_gexf_are_read_whatever_the_file_calls_their_form(tmp_path, form):
    """NetworkX knows some of the forms of GEXF 1.2, and stumbles over a file that names none."""
    path = tmp_path / "g.gexf"
    path.write_text(
        f'<gexf version="1.2" xmlns="http://www.gexf.net/1.2draft"><graph{form} defaultedgetype="directed"><nodes><node id="a"/>'
        '<node id="b"/></nodes><edges><edge id="0" source="a" target="b" start="2019-03-05"/></edges></graph></gexf>',
        "utf-8",
    )
    plan = read(path)
    assert [p for p in plan.problems if p.is_error] == []
    assert "2019-03-05" in str(plan.change)


def test_what_is_declared_wrongly_or_below_and_never_used_is_no_fault(tmp_path):
    (tmp_path / "g.gexf").write_text(
        '<gexf version="1.2" xmlns="http://www.gexf.net/1.2draft"><graph defaultedgetype="directed"><attributes class="edge">'
        '<attribute id="x" title="y" type="zorb"/><attribute id="z"/></attributes><nodes><node id="a"><attvalues>'
        '<attvalue for="d" value="IT"/></attvalues></node><node id="b"/></nodes><edges><edge id="0" source="a" target="b"/></edges>'
        '<attributes class="node"><attribute id="d" title="dept" type="string"/></attributes></graph></gexf>',
        "utf-8",
    )
    plan = read(tmp_path / "g.gexf")
    assert len(pairs(plan)) == 1, plan.problems


@pytest.mark.parametrize(("file", "content"), [
    ("g.gml", _GML.format(1, 1).replace('"b"', '"' + "b" * 300 + '"')),
    ("g.net", f"*Vertices 2\n1 a\n2 {'b' * 300}\n*Arcs\n1 2\n"),
])  # fmt: skip
def test_a_name_beyond_all_is_told_with_the_line_of_its_vertex(tmp_path, file, content):
    (tmp_path / file).write_text(content, "utf-8")
    told = [p for p in read(tmp_path / file).problems if p.is_error]
    assert 3 in {p.line for p in told if "at most 128" in p.text.en}, told


def test_a_long_name_of_pajek_costs_its_length_in_memory():
    tracemalloc.start()
    try:
        people, _ = read_pajek(f'*Vertices 1\n1 "{"b" * 500_000}"\n')
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(people[0]["name"]) == 500_000
    assert peak < 10 * 500_000
