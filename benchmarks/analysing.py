"""Every answer on an account of 300 people and 3,000 ties; the bootstrap; PageRank beside a dictionary graph."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import networkx as nx

from benchmarks.measure import Row, call_seconds, python
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.query import About, Query
from graphcrm.asking.run import run
from graphcrm.graph.csr import CsrGraph
from graphcrm.workspace.door import Workspace

__all__ = ["rows"]


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """Seconds of each deterministic answer, of 500 draws, and the ratio for PageRank."""
    data, store = scratch / "account", scratch / "account.graphcrm"
    generate = [python(), str(root / "datasets" / "generate.py"), str(data), "--people", "330", "--ties", "3300"]
    subprocess.run([*generate, "--accounts", "1", "--seed", "1"], check=True, capture_output=True)
    subprocess.run(
        [python(), "-m", "graphcrm", "--workspace", str(store), "import", str(data)], check=True, capture_output=True
    )
    snapshot = Workspace(store).snapshot(date.today())
    situation = Situation.of(snapshot)
    size = f"{len(situation.graph.people)} people, {len(situation.graph.edges)} ties"
    yield Row(f"500 bootstrap draws ({size})", call_seconds(lambda: draw(situation)), "s", "—", 5.0)
    draws = draw(situation)
    decider = situation.weights.deciders[0]
    ours = min(p for p in snapshot.people if snapshot.is_ours(p))
    about = {"to": decider, "person": decider, "owner": ours, "ours": ours}
    for query in catalogue().values():
        if query.about is About.NETWORK or query.name == "changes":
            continue
        params = {o.key: about[o.key] for o in query.own if o.required or o.key in ("to", "person")}

        def ask(query: Query = query, params: Mapping[str, object] = params) -> object:
            fresh = Ask(query, snapshot, params, past=dict.fromkeys(query.days_back(), snapshot))
            fresh.__dict__["draws"] = draws
            return run(fresh)

        yield Row(f"{query.name}, draws apart", call_seconds(ask, 1), "s", "—", 1.0)
    yield _pagerank()


def _pagerank(n: int = 10_000, degree: int = 5) -> Row:
    chosen = random.Random(1)
    ends = sorted({(chosen.randrange(n), chosen.randrange(n)) for _ in range(n * degree)})
    ends = [(u, v) for u, v in ends if u != v]
    weights = [chosen.choice((0.1, 0.25, 0.45, 0.65, 0.85)) for _ in ends]
    ours = CsrGraph.from_edges([str(i) for i in range(n)], [u for u, _ in ends], [v for _, v in ends], weights)
    theirs = ours.to_networkx()
    nx.pagerank(theirs)  # loads SciPy
    ratio = call_seconds(lambda: nx.pagerank(ours), 5) / call_seconds(lambda: nx.pagerank(theirs), 5)
    return Row("nx.pagerank on our graph, 10,000 people", ratio, "×", "nx.pagerank on a dict graph", 1 / 15)
