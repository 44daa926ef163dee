"""The library's front door: what it offers, and what it costs to open."""

import json
import subprocess
import sys
from datetime import date

import networkx as nx
import pytest

import graphcrm
from graphcrm.asking.catalogue import catalogue
from graphcrm.errors import (
    GraphcrmError,
    InputError,
    IntegrityError,
    NotAStore,
    StoreBusy,
    StoreError,
    StoreUnavailable,
    UsageError,
)
from graphcrm.i18n import Text
from tests.commands.conftest import sample  # noqa: F401 - the imported workspace

HEAVY = {
    "IPython", "jinja2", "neo4j", "networkx", "openpyxl", "pandas", "pyvis", "rapidfuzz", "rich", "scipy", "wcwidth",
}  # fmt: skip
#: What the queries need that cannot do without.
NEEDED = {
    "digest": ("--owner", "u1"),
    "handover": ("--ours", "u1"),
    "card": ("--person", "c4"),
    "changes": ("--since", "2026-03-31"),
    "decision-chain": ("--to", "c2"),
    "influence-tree": ("--to", "c2"),
    "explain": ("--person", "c6"),
    "route": ("--to", "c4"),
    "what-if": ("--set", "c4=1"),
}
#: The questions that solve a linear program, and have SciPy for it; they are asked last.
PROGRAMS = ("blockers", "hierarchy", "visit-plan")
DAY = date(2026, 6, 30)


def loaded_by(code, *words, heavy=frozenset(HEAVY)):
    """Heavy libraries that a fresh interpreter has loaded after some code."""
    ask = f"{code}\nimport sys\nprint(sorted({set(heavy)!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", ask, *words], capture_output=True, text=True, check=True)
    return set(eval(done.stderr.splitlines()[-1]))


def test_the_public_names_exist_and_are_all():
    assert sorted(graphcrm.__all__) == graphcrm.__all__ == dir(graphcrm)
    for name in graphcrm.__all__:
        assert getattr(graphcrm, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = graphcrm.Nothing


def test_importing_the_package_loads_no_library():
    assert loaded_by("import graphcrm") == set()
    assert loaded_by("import graphcrm\ngraphcrm.Workspace") == set()


def test_every_question_loads_numpy_and_little_else(sample):  # noqa: F811
    """One process asks them all, and says after which of them a library was there."""
    code = f"""
import json, sys
from graphcrm.commands.shell import run
for name, *words in json.loads(sys.argv[2]):
    assert run(["-w", sys.argv[1], "query", name, *words, "--as-of", "2026-06-30", "--format", "json"]) == 0, name
    if found := {HEAVY!r} & set(sys.modules):
        break
print(json.dumps([name, sorted(found), "numpy" in sys.modules]), file=sys.stderr)
"""
    about = {"network": (), "accounts": (), "decision": ("--account", "HY")}
    asked = [(q.name, *about[q.about], *NEEDED.get(q.name, ())) for q in catalogue().values()]
    asked.sort(key=lambda question: (question[0] in PROGRAMS, question[0]))
    command = [sys.executable, "-c", code, str(sample), json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stderr.splitlines()[-1]) == [PROGRAMS[0], ["scipy"], True]


def test_help_loads_click_alone():
    code = "import sys\nfrom graphcrm.commands.shell import run\nassert run(sys.argv[1:]) == 0"
    for words in (("--help",), ("query", "--help"), ("query", "key-influencers", "--help"), ("import", "--help")):
        assert loaded_by(code, *words, heavy=HEAVY | {"numpy", "sqlite3"}) == set(), words
    assert loaded_by(code, "--help", heavy={"pathlib", "traceback"}) == set()


def test_the_influence_graph_is_a_digraph_and_in_arrays_only_on_request(sample):  # noqa: F811
    workspace = graphcrm.Workspace(sample)
    graph = workspace.influence_graph("HY", "HY-CORE", as_of=DAY, derived=False)
    arrays = workspace.influence_graph("HY", "HY-CORE", as_of=DAY, derived=False, backend="arrays")
    assert isinstance(graph, nx.DiGraph)
    assert isinstance(arrays, graphcrm.CsrGraph)
    assert list(graph) == list(arrays)
    assert nx.pagerank(graph.reverse()) == pytest.approx(nx.pagerank(arrays.reverse()))
    with pytest.raises(UsageError, match="arrays"):
        workspace.influence_graph("HY", "HY-CORE", backend="array")


def test_the_exception_tree():
    assert [c.exit_code for c in (UsageError, InputError, StoreError, IntegrityError)] == [2, 3, 4, 5]
    for error in (StoreUnavailable, StoreBusy, NotAStore):
        assert issubclass(error, StoreError)
    assert issubclass(IntegrityError, GraphcrmError)
    assert str(UsageError(Text("错", "wrong"))) == "wrong"
