"""How cost grows with size, ours beside peers, as pictures for the docs: ``python -m benchmarks.curves`` writes docs/pictures/speed.svg."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.kernels import igraph_of, random_graph
from benchmarks.measure import call_seconds
from graphcrm.drawing.shapes import Drawing, Label, Line, Round, Shape
from graphcrm.drawing.svg import as_svg
from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.csr import CsrGraph
from graphcrm.i18n import Lang, Text

#: Whatever takes longer is not asked of a larger graph.
_LONGEST = 0.3
_TIES = 5
_WIDE, _HIGH, _LEFT, _TOP, _ROOM = 330.0, 250.0, 52.0, 40.0, 160.0
_PEERS = {"graphcrm": "ours", "NetworkX": "networkx", "igraph": "igraph"}
_COLOURS = {
    "ink": "#1f2933",
    "soft": "#52606d",
    "line": "#d9e2ec",
    "ours": "#1d6fd1",
    "networkx": "#b4521e",
    "igraph": "#2e7d4f",
}


@dataclass(frozen=True)
class Panel:
    """Seconds of a call by number of people, of each peer."""

    title: Text
    sizes: Sequence[int]
    calls: dict[str, Callable[[Any], object]]
    curves: dict[str, list[tuple[int, float]]] = field(default_factory=dict)

    def measure(self) -> None:
        """Every peer is given its graph in its own form, as in :mod:`benchmarks.kernels`."""
        for size in self.sizes:
            graph = random_graph(size, _TIES * size)
            forms: dict[str, Callable[[CsrGraph], Any]] = {
                "graphcrm": lambda g: g,
                "NetworkX": CsrGraph.to_networkx,
                "igraph": lambda g: (igraph_of(g), g.cost.tolist(), g.weight.tolist()),
            }
            for peer, call in self.calls.items():
                known = self.curves.setdefault(peer, [])
                if not known or known[-1][1] < _LONGEST:
                    seconds = call_seconds(partial(call, forms[peer](graph)), 3)
                    known.append((size, seconds))
                    print(f"{self.title.en:30} {peer:10} {size:>9,} {seconds:.6f} s", flush=True)


def panels() -> list[Panel]:
    """What is drawn."""
    between = partial(nx.betweenness_centrality, weight="cost")
    lengths = partial(nx.single_source_dijkstra_path_length, source="0", weight="cost")
    rank = partial(nx.pagerank, tol=1e-9)
    large = (100, 1_000, 10_000, 100_000, 1_000_000)
    return [
        Panel(
            Text("按代价的中介中心性", "betweenness by cost"),
            (30, 100, 300, 1_000, 3_000),
            {"graphcrm": between, "NetworkX": between, "igraph": lambda g: g[0].betweenness(weights=g[1])},
        ),
        Panel(
            Text("PageRank", "PageRank"),
            large,
            {"graphcrm": rank, "NetworkX": rank, "igraph": lambda g: g[0].pagerank(weights=g[2])},
        ),
        Panel(
            Text("从一人出发的最短路长度", "lengths from one person"),
            large,
            {"graphcrm": lengths, "NetworkX": lengths, "igraph": lambda g: g[0].distances(0, weights=g[1])},
        ),
    ]


def drawing(found: Sequence[Panel]) -> Drawing:
    """The panels side by side, both axes in powers of ten."""
    shapes: list[Shape] = []
    for at, panel in enumerate(found):
        shapes += _panel(panel, at * _WIDE)
    x = _LEFT
    for peer, colour in _PEERS.items():
        shapes += [
            Line(((x, _HIGH - 8), (x + 20, _HIGH - 8)), colour, 2.4),
            Label(x + 26, _HIGH - 4, Text(peer, peer), 12),
        ]
        x += 110
    title = Text("耗时随规模的增长,单线程", "seconds by number of people, one thread")
    return Drawing(_WIDE * len(found), _HIGH, title, tuple(shapes))


def _panel(panel: Panel, left: float) -> Iterator[Shape]:
    every = [point for curve in panel.curves.values() for point in curve]
    people = [math.log10(size) for size, _ in every]
    lowest = math.floor(min(math.log10(s) for _, s in every))
    highest = math.ceil(max(math.log10(s) for _, s in every))
    wide = _WIDE - _LEFT - 24

    def place(size: float, seconds: float) -> tuple[float, float]:
        across = (math.log10(size) - min(people)) / (max(people) - min(people))
        return left + _LEFT + wide * across, _TOP + _ROOM * (highest - math.log10(seconds)) / (highest - lowest)

    yield Label(left + _LEFT, 20, panel.title, 14, "ink", bold=True)
    for power in range(lowest, highest + 1):
        y = place(10 ** people[0], 10.0**power)[1]
        yield Line(((left + _LEFT, y), (left + _LEFT + wide, y)), "line")
        yield Label(left + _LEFT - 6, y + 4, Text(_said(power), _said(power)), 11, "soft", anchor="end")
    for size in panel.sizes:
        count = f"{size:,}" if size < 1_000_000 else "1M"
        yield Label(place(size, 1.0)[0], _TOP + _ROOM + 18, Text(count, count), 11, "soft", anchor="middle")
    for peer, curve in panel.curves.items():
        points = [place(*point) for point in curve]
        yield from (Line(pair, _PEERS[peer], 2.4) for pair in pairwise(points))
        yield from (Round(x, y, 3.2, _PEERS[peer]) for x, y in points)


def _said(power: int) -> str:
    unit, exponent = ("s", 0) if power >= 0 else ("ms", 3) if power >= -3 else ("µs", 6)
    return f"{10 ** (power + exponent)} {unit}"


def written(found: Drawing, lang: Lang) -> str:
    """A picture that stands alone, on white: the colours that a page would give it are within."""
    colours = "".join(f"--{name}:{value};" for name, value in _COLOURS.items())
    head = f'<style>svg{{{colours}background:#fff;font-family:"Noto Sans CJK SC","Helvetica Neue",Arial,sans-serif}}</style>'
    svg = as_svg(found, lang).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return svg.replace(">", f">{head}", 1) + "\n"


def main() -> None:
    for name in ("betweenness", "distances", "pagerank"):
        loops(name, float("inf"))
    found = panels()
    for panel in found:
        panel.measure()
    pictures = Path(__file__).resolve().parent.parent / "docs" / "pictures"
    (pictures / "speed.svg").write_text(written(drawing(found), "en"), encoding="utf-8")
    (pictures / "speed.zh.svg").write_text(written(drawing(found), "zh"), encoding="utf-8")


if __name__ == "__main__":
    main()
