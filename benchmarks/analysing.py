"""Every answer on an account of 300 people and 3,000 ties; the bootstrap; PageRank beside a dictionary graph."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import networkx as nx

from benchmarks.measure import Row, call_seconds, python
from graphcrm.analysis.influence.uncertainty import Draws, draw
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.known import Known
from graphcrm.asking.query import About
from graphcrm.asking.run import run
from graphcrm.graph.csr import CsrGraph
from graphcrm.snapshot import Snapshot
from graphcrm.workspace.door import Workspace

__all__ = ["rows"]


#: Of a large account the slowest answer is told, as of so many people and ties.
_MANY, _TIES = 2050, 20_000


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """CPU seconds of each deterministic answer, of all in one process, of 500 draws, and the ratio for PageRank."""
    snapshot = _account(root, scratch / "account", 330, 3300)
    situation = Situation.of(snapshot)
    size = f"{len(situation.graph.people)} people, {len(situation.graph.edges)} ties"
    yield Row(f"500 bootstrap draws ({size})", call_seconds(lambda: draw(situation)), "s", "—", 5.0)
    draws = draw(situation)
    for ask in _questions(situation):
        seconds = call_seconds(partial(_answer, ask, draws, Known()), 1)
        yield Row(f"{ask.query.name}, draws apart", seconds, "s", "—", 1.0)
    yield Row("all of them in one process, draws apart", sum(_together(situation, draws).values()), "s", "—", 5.0)
    yield Row("the same with 500 draws", sum(_together(situation).values()), "s", "—", 20.0)
    large = Situation.of(_account(root, scratch / "large", _MANY, _TIES))
    name, seconds = max(_together(large).items(), key=lambda item: item[1])
    size = f"{len(large.graph.people):,} people, {len(large.graph.edges):,} ties"
    yield Row(f"the slowest answer ({name}) of {size}", seconds, "s", "—", 10.0)
    yield _pagerank()


def _account(root: Path, data: Path, people: int, ties: int) -> Snapshot:
    store = data.with_suffix(".graphcrm")
    shape = ["--people", str(people), "--ties", str(ties), "--accounts", "1", "--seed", "1"]
    for command in (
        [str(root / "datasets" / "generate.py"), str(data), *shape],
        ["-m", "graphcrm", "--workspace", str(store), "import", str(data)],
    ):
        subprocess.run([python(), *command], check=True, capture_output=True)
    return Workspace(store).snapshot(date.today())


def _questions(situation: Situation) -> Iterator[Ask]:
    """All questions about an account or a decision; those that need somebody are about the first decider and one of ours."""
    snapshot, decider = situation.snapshot, situation.weights.deciders[0]
    ours = min(p for p in snapshot.people if snapshot.is_ours(p))
    about = {"to": decider, "person": decider, "owner": ours, "ours": ours}
    for query in catalogue().values():
        if query.about is not About.NETWORK and query.name != "changes":
            params = {o.key: about[o.key] for o in query.own if o.required or o.key in ("to", "person")}
            yield Ask(query, snapshot, params, past=dict.fromkeys(query.days_back(), snapshot))


def _answer(ask: Ask, draws: Draws | None, known: Known) -> None:
    """The answer to a question of which nothing is kept but what is known, and the draws if they are made already."""
    fresh = replace(ask, known=known)
    if draws is not None:
        fresh.__dict__["draws"] = draws
    run(fresh)


def _together(situation: Situation, draws: Draws | None = None) -> dict[str, float]:
    """CPU seconds of each answer where all share what they have in common, as ``query --all`` does."""
    known, spent = Known(), {}
    for ask in _questions(situation):
        start = time.process_time()
        _answer(ask, draws, known)
        spent[ask.query.name] = time.process_time() - start
    return spent


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
