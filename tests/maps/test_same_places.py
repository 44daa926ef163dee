"""The same person at the same place: on every map, of every day, and after a few more ties have become known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graphcrm.resources import resource
from graphcrm.snapshot.ever import ever_tied
from graphcrm.workspace.door import Workspace

DAY = "2026-06-30"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "w.graphcrm")
    found.import_tables(resource("datasets", "huayue"), today=DAY)
    return found


def places(ws: Workspace, kind: str = "influence", day: str = DAY, **asked: object) -> dict[str, list[float]]:
    """Where the cards of a map stand, by name."""
    target = Path(ws.url).with_name("map.html")
    ws.map(kind, target, account="HY", as_of=day, edition="internal", force=True, **asked)  # type: ignore[arg-type]
    told = re.search(r'id="data">(.*?)</script>', target.read_text(encoding="utf-8"))
    assert told is not None
    drawn = json.loads(told[1])["map"]
    names = {p["id"]: p["name"] for p in drawn["people"]}
    return {names[i]: [x, y] for i, x, y in drawn["views"][0]["at"]}


def ties(ws: Workspace) -> dict[tuple[str, str], str]:
    with ws.open() as store:
        return {(t.one, t.other): t.first for t in ever_tied(store) if not t.reports}


def test_on_every_map_of_every_day(ws: Workspace) -> None:
    start = places(ws)
    assert len(start) > 13
    for kind in ("formal", "contest"):
        assert places(ws, kind) == start
    assert places(ws, "change", since="2025-12-31") == start
    assert places(ws, day="2026-03-31") == start, "four ties and a dotted line were not known yet"
    assert places(ws, derived=False) == start


def test_a_tie_more_or_fewer_moves_nobody(ws: Workspace) -> None:
    start = places(ws)
    ws.edit("edge", "INFLUENCES", "c10", "c2", level=3, observed_at="2026-07-02", confidence="B", source="meeting_note")
    assert places(ws, day="2026-07-10") == start
    ws.edit("edge", "INFLUENCES", "c6", "c3", end="2026-07-15")
    assert places(ws, day="2026-07-20") == start


def test_ties_of_all_days(ws: Workspace) -> None:
    start = ties(ws)
    pair = ("c10", "c2")
    assert pair not in start
    new = {"level": 3, "confidence": "B", "source": "meeting_note"}
    ws.edit("edge", "INFLUENCES", "c10", "c2", observed_at="2026-07-02", **new)
    assert ties(ws) == {**start, pair: "2026-07-02"}
    ws.edit("edge", "INFLUENCES", "c10", "c2", observed_at="2026-08-02", **{**new, "level": 4})
    assert ties(ws)[pair] == "2026-07-02", "seen again, it is as old as before"
    ws.edit("edge", "INFLUENCES", "c10", "c2", end="2026-09-01")
    assert ties(ws)[pair] == "2026-07-02", "ended, it has been"
    for _ in range(3):
        ws.undo()
    assert ties(ws) == start, "taken back, it has never been"


def test_of_an_imported_network_influence_and_trust_count(tmp_path: Path) -> None:
    (tmp_path / "net.csv").write_text("src,dst,type\nb,a,advice\nb,c,mail\n", encoding="utf-8")
    ws = Workspace(tmp_path / "n.graphcrm")
    ws.create()
    ws.import_network(tmp_path / "net.csv", ties={"advice": "trusts", "mail": "communicates"}, today=DAY)
    with ws.open() as store:
        people = [tuple(p.rpartition(":")[2] for p in (t.one, t.other)) for t in ever_tied(store)]
    assert people == [("a", "b")]
