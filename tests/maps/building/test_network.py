"""The map of an imported network: who is in contact with whom, ranked as `rank` does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.maps.kinds.registry import find_kind
from graphcrm.maps.records.asked import NOTHING
from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import INFLUENCES, edge, golden_situation

NAMES = ("Anna", "Bob", "Carl", "Dora", "Emil", "Fritz", "Gina")
MAIL = "src,dst,type,weight\n" + "".join(f"{name},Jan,mail,5\nJan,{name},mail,4\n" for name in NAMES)


def imported(folder: Path, edges: str, ties: dict[str, str]) -> Workspace:
    """A workspace with nothing but a network."""
    (folder / "e.csv").write_text(edges, encoding="utf-8")
    workspace = Workspace(str(folder / "w.graphcrm"))
    workspace.import_network(folder / "e.csv", ties=ties, name="Net")
    return workspace


def built(workspace: Workspace) -> MapModel:
    situation = Situation.of(workspace.snapshot())
    return find_kind("M10").build(situation, lambda: draw(situation), "network", Edition.INTERNAL, NOTHING)


def drawn(page: Path) -> dict[str, object]:
    block = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert block is not None
    found: dict[str, object] = json.loads(block[1])["map"]
    return found


def test_a_line_for_each_pair_with_what_runs_there_and_back(tmp_path: Path) -> None:
    model = built(imported(tmp_path, MAIL + "Anna,Bob,mail,18\n", {"mail": "communicates"}))
    lines = {(e.source, e.target): (e.count, e.back, e.mutual) for e in model.edges}
    assert lines["Anna", "Jan"] == (5, 4, True)
    assert lines["Anna", "Bob"] == (18, 0, False)
    assert len(lines) == 8
    assert max(e.weight for e in model.edges) == 1
    assert next(e.weight for e in model.edges if e.back) == pytest.approx(0.5)


def test_ties_without_direction_have_none_and_types_weigh_the_same(tmp_path: Path) -> None:
    edges = "src,dst,type,weight\na,b,mail,900\nb,a,mail,900\na,b,lunch,1\nb,c,lunch,1\n"
    model = built(imported(tmp_path, edges, {"mail": "communicates", "lunch": "affiliates"}))
    lines = {(e.source, e.target): (e.count, e.back, e.mutual) for e in model.edges}
    assert lines == {("a", "b"): (2, 1, True), ("b", "c"): (1, 0, True)}


def test_ties_are_read_as_the_rank_reads_them(tmp_path: Path) -> None:
    edges = (
        "src,dst,type,weight\n"
        "a,b,mail,3\nb,c,mail,2\n"  # each pair once: nobody knows who began
        "a,b,desk,4\nb,a,desk,4\n"  # one tie, listed both ways
        "a,c,says,2\na,c,says,1\n"  # the same tie twice: the greater holds
    )
    kinds = {"mail": "communicates", "desk": "affiliates", "says": "influences"}
    lines = {(e.source, e.target): (e.count, e.back, e.mutual) for e in built(imported(tmp_path, edges, kinds)).edges}
    assert lines == {("a", "b"): (2, 0, True), ("b", "c"): (pytest.approx(2 / 3), 0, True), ("a", "c"): (1, 0, False)}


def test_what_several_report_is_no_stronger_than_what_the_strongest_says() -> None:
    def line(*reports: tuple[str, int]) -> MapEdge:
        said = [edge("INFLUENCES", "c1", "c8", level=level, reported_by=who) for who, level in reports]
        situation = golden_situation(edges=said)
        model = find_kind("M10").build(situation, lambda: draw(situation), "network", Edition.INTERNAL, NOTHING)
        return next(e for e in model.edges if (e.source, e.target) == ("c1", "c8"))

    assert line(("u1", 3), ("u2", 3), ("u3", 1)) == line(("u1", 3))


def test_reporting_lines_are_no_contact(tmp_path: Path) -> None:
    edges = "src,dst,type\na,b,boss\nb,c,talk\nc,b,talk\n"
    model = built(imported(tmp_path, edges, {"boss": "reports_to", "talk": "communicates"}))
    assert [(e.source, e.target) for e in model.edges] == [("b", "c")]


@pytest.mark.parametrize(("edges", "circles"), [("a,b,mail\nc,d,mail\n", "2"), ("a,b,mail\nc,d,mail\ne,e,mail\n", "2")])
def test_two_are_a_circle_and_one_is_none(tmp_path: Path, edges: str, circles: str) -> None:
    model = built(imported(tmp_path, f"src,dst,type\n{edges}", {"mail": "affiliates"}))
    assert {k.label.en: k.value.en for k in model.kpis}["Communities"] == circles


def test_people_have_the_rank_that_rank_gives_and_low_confidence_stands_above(tmp_path: Path) -> None:
    workspace = imported(tmp_path, MAIL, {"mail": "communicates"})
    model = built(workspace)
    ranks = {row["id"]: (row["rank"], row["rank_lo"], row["rank_hi"]) for row in workspace.query("rank").rows}
    assert {p.id: (p.rank, p.rank_lo, p.rank_hi) for p in model.people} == ranks
    assert {p.community for p in model.people} == {0}
    assert "Caution" in model.notices[0].en
    assert [k.value.en for k in model.kpis] == ["8", "8", "7", "1", "low"]


@pytest.mark.parametrize("kind", ["influence", "formal"])
def test_a_map_of_influence_shows_the_contacts_where_there_is_no_decision(tmp_path: Path, kind: str) -> None:
    workspace = imported(tmp_path, MAIL, {"mail": "communicates"})
    workspace.map(kind, tmp_path / "m.html")
    page = drawn(tmp_path / "m.html")
    assert page["kind"] == "network"
    assert len(page["edges"]) == 7  # type: ignore[arg-type]
    assert "graphcrm rank" in (tmp_path / "m.html").read_text(encoding="utf-8").split("<script")[0]
    workspace.map(kind, tmp_path / "safe.html", edition="customer-safe")
    assert drawn(tmp_path / "safe.html")["kind"] == kind


def test_contacts_are_not_for_the_customer(tmp_path: Path) -> None:
    workspace = imported(tmp_path, MAIL, {"mail": "communicates"})
    workspace.map("network", tmp_path / "shared.html", edition="shared")
    with pytest.raises(UsageError, match="customer-safe"):
        workspace.map("network", tmp_path / "safe.html", edition="customer-safe")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "without lines.*graphcrm network import.*INFLUENCES"),
        ([("REPORTS_TO", "c3", "c2")], "without lines.*graphcrm network import.*INFLUENCES"),
        ([("REPORTS_TO", "c3", "c2"), ("TRUSTS", "c2", "c3")], "recorded influence and trust.*graphcrm network import"),
    ],
)
def test_what_is_drawn_for_want_of_contacts_and_what_to_record_stands_above(
    lines: list[tuple[str, str, str]], said: str
) -> None:
    said_nothing = dict.fromkeys(INFLUENCES)
    rows = [edge(kind, a, b, **({"level": 4} if kind == "TRUSTS" else {})) for kind, a, b in lines]
    situation = golden_situation(influences=said_nothing, edges=rows)
    model = find_kind("M10").build(situation, lambda: draw(situation), "network", Edition.SHARED, NOTHING)
    assert len(model.edges) == max(0, len(lines) - 1)
    assert model.people
    assert [bool(re.search(said, text.en)) for text in model.notices][-1:] == [True]


def test_an_imported_network_of_reporting_lines_alone_says_why_nobody_is_joined(tmp_path: Path) -> None:
    model = built(imported(tmp_path, "src,dst,type\na,b,boss\nc,b,boss\n", {"boss": "reports_to"}))
    assert not model.edges
    assert "reporting lines alone" in model.notices[-1].en


def test_imported_contacts_need_no_word_of_explanation(tmp_path: Path) -> None:
    model = built(imported(tmp_path, MAIL, {"mail": "communicates"}))
    assert not [text.en for text in model.notices if "network import" in text.en]
