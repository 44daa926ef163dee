"""Crossings and bends of the lines of 20 generated accounts, beside what Graphviz ``dot`` and ELK draw of the same.

All draw the same lines, each once, around cards of one size. The peers may put people on as many levels as saves crossings, and
as wide as it takes; our people stand in the lane of their rank in a picture with the shape of a screen. ``dot in lanes`` has to
keep the ranks, too, but each is one level: of sixty people 36 stand side by side. How many pairs of
straight lines between our places cross tells what of ours is due to them and what to the routing.
A peer that is not installed is named as such: ``dot`` comes with Graphviz (its lines are slanting: with level and upright ones it
breaks down), ELK with ``npm install elkjs`` in a folder that ``GRAPHCRM_ELK`` names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

from benchmarks.measure import Row
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from tests.maps.crowd import crowd

__all__ = ["rows"]

_SIZES = (13, 20, 28, 36, 60)
_ACCOUNTS = 20
_ELK = """
const elk = new (require(process.argv[1]))();
const graphs = JSON.parse(require("fs").readFileSync(0, "utf8"));
Promise.all(graphs.map((graph) => elk.layout(graph))).then((drawn) => console.log(JSON.stringify(drawn)));
"""

Line = tuple[Point, ...]
Pair = tuple[str, str]


def rows() -> Iterator[Row]:
    """Crossings, then bends, each summed over the accounts; the promise is the larger number of the free peers'."""
    models = [_once(crowd(_SIZES[k % len(_SIZES)], seed=k)) for k in range(_ACCOUNTS)]
    views = [people_layout(model).views[0] for model in models]
    ours = [list(dict.fromkeys(view.lines.values())) for view in views]
    pairs = [_pairs(model) for model in models]
    peers = {"dot": _dot(models, pairs), "ELK": _elk(models, pairs)}
    bound = {"dot in lanes": _dot(models, pairs, lanes=True)}
    straight = [[(view.at[a], view.at[b]) for a, b in ends] for view, ends in zip(views, pairs, strict=True)]
    for what, count in (("crossings", _crossings), ("bends", _bends)):
        found = {name: sum(map(count, lines)) for name, lines in peers.items() if lines}
        beside = found | {name: sum(map(count, lines)) for name, lines in bound.items() if lines}
        told = [
            f"{beside[name]:,} of {name}" if name in beside else f"{name} (not installed)" for name in peers | bound
        ]
        if count is _crossings:
            told.append(f"{sum(map(_pairs_crossing, straight)):,} pairs of straight lines between our places")
        most = float(max(found.values())) if found else None
        yield Row(f"{what} of {_ACCOUNTS} maps", sum(map(count, ours)), "", ", ".join(told), most)


def _pairs(model: MapModel) -> list[Pair]:
    """Who is joined by a line, in its direction; a reporting line runs from the boss, and influence derived from it along it."""
    ends = [_ends(e) for e in model.edges if e.source != e.target and not e.derived]
    return sorted(set(ends))


def _ends(e: MapEdge) -> Pair:
    return (e.target, e.source) if e.kind is LineKind.REPORTS_TO else (e.source, e.target)


def _once(model: MapModel) -> MapModel:
    """Without lines that say of two people what another says already: no account has them, and the peers draw one."""
    known = {(e.source, e.target, e.kind is LineKind.REPORTS_TO): e for e in reversed(model.edges)}
    return replace(model, edges=tuple(reversed(known.values())))


def _dot(models: Sequence[MapModel], pairs: Sequence[Sequence[Pair]], lanes: bool = False) -> list[list[Line]]:
    program = shutil.which("dot")
    return [_dot_lines(program, m, p, lanes) for m, p in zip(models, pairs, strict=True)] if program else []


def _dot_lines(program: str, model: MapModel, pairs: Sequence[Pair], lanes: bool) -> list[Line]:
    size = f"shape=box fixedsize=true width={CARD[0] / 72} height={CARD[1] / 72}"
    body = [f'"{p.id}";' for p in model.people] + [f'"{a}" -> "{b}";' for a, b in pairs]
    if lanes:
        body += [
            f'"{grade}" [style=invis]; {{ rank=same; "{grade}"; {" ".join(people)} }}'
            for grade in range(6)
            if (people := [f'"{p.id}";' for p in model.people if p.grade == grade])
        ]
        body.append(
            " -> ".join(f'"{g}"' for g in sorted({p.grade for p in model.people}, reverse=True)) + " [style=invis];"
        )
    graph = "\n".join([f"digraph {{ splines=polyline; node [{size}];", *body, "}"])
    drawn = subprocess.run([program, "-Tplain"], input=graph, text=True, capture_output=True, check=True).stdout
    lines = []
    known = {p.id for p in model.people}
    for words in (row.split() for row in drawn.splitlines() if row.startswith("edge ")):
        if words[1].strip('"') not in known:
            continue  # what keeps the lanes in their order
        numbers = [72 * float(word) for word in words[4 : 4 + 2 * int(words[3])]]
        lines.append(_straight(list(zip(numbers[::2], numbers[1::2], strict=True))[::3]))
    return lines


def _elk(models: Sequence[MapModel], pairs: Sequence[Sequence[Pair]]) -> list[list[Line]]:
    program, library = shutil.which("node"), Path(os.environ.get("GRAPHCRM_ELK", ".")) / "node_modules" / "elkjs"
    if not program or not library.exists():
        return []
    options = {"elk.algorithm": "layered", "elk.direction": "DOWN", "elk.edgeRouting": "ORTHOGONAL"}
    graphs = [
        {
            "id": "map",
            "layoutOptions": options,
            "children": [{"id": p.id, "width": CARD[0], "height": CARD[1]} for p in model.people],
            "edges": [{"id": f"{a}>{b}", "sources": [a], "targets": [b]} for a, b in ends],
        }
        for model, ends in zip(models, pairs, strict=True)
    ]
    command = [program, "-e", _ELK, str(library.resolve())]
    drawn = json.loads(
        subprocess.run(command, input=json.dumps(graphs), text=True, capture_output=True, check=True).stdout
    )
    return [[_section(section) for edge in graph["edges"] for section in edge["sections"]] for graph in drawn]


def _section(section: dict[str, dict[str, float]]) -> Line:
    points = [section["startPoint"], *section.get("bendPoints", []), section["endPoint"]]
    return _straight([(p["x"], p["y"]) for p in points])


def _straight(points: Sequence[Point]) -> Line:
    """Without points on the way between their neighbours."""
    kept: list[Point] = []
    for p in points:
        while len(kept) > 1 and any(abs(kept[-2][i] - kept[-1][i]) < 0.5 > abs(kept[-1][i] - p[i]) for i in (0, 1)):
            kept.pop()
        kept.append(p)
    return tuple(kept)


def _bends(lines: Sequence[Line]) -> int:
    """Places at which lines bend; lines of one boss share a trunk, and with it its bends."""
    return len({_place(point) for line in lines for point in line[1:-1]})


def _crossings(lines: Sequence[Line]) -> int:
    """Places at which lines cross: a trunk that several lines share is crossed once."""
    pairs = ((p, q) for a, b in combinations(lines, 2) for p in pairwise(a) for q in pairwise(b))
    return len({_meeting(p, q) for p, q in pairs if _cross(p, q)})


def _pairs_crossing(lines: Sequence[Line]) -> int:
    """Straight lines between places of a grid cross in great numbers at few places: pairs are counted."""
    return sum(_cross((a[0], a[1]), (b[0], b[1])) for a, b in combinations(lines, 2))


def _place(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _meeting(p: tuple[Point, Point], q: tuple[Point, Point]) -> tuple[int, int]:
    """Where two stretches that cross meet."""
    (ax, ay), (bx, by) = p
    first, second = ((bx - ax) * (y - ay) - (by - ay) * (x - ax) for x, y in q)
    part = first / (first - second)
    return _place((q[0][0] + (q[1][0] - q[0][0]) * part, q[0][1] + (q[1][1] - q[0][1]) * part))


def _cross(p: tuple[Point, Point], q: tuple[Point, Point]) -> bool:
    """Whether one stretch goes from one side of another to the other side; stretches that touch do not cross."""
    return _parts(p, q) and _parts(q, p)


def _parts(p: tuple[Point, Point], q: tuple[Point, Point]) -> bool:
    (ax, ay), (bx, by) = p
    first, second = ((bx - ax) * (y - ay) - (by - ay) * (x - ax) for x, y in q)
    least = 0.5 * max(abs(bx - ax), abs(by - ay))
    return (first > least and second < -least) or (first < -least and second > least)
