"""A network of ties alone knows no decision: nobody gets a share in one, and the reader is told where to look."""

import json
import re
from pathlib import Path

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.query import About
from graphcrm.errors import UsageError
from graphcrm.reports.document import Words
from graphcrm.reports.kinds.registry import REPORTS
from graphcrm.reports.page import as_page
from graphcrm.workspace.door import Workspace

MAIL = "src,dst,type,weight\n" + "".join(
    f"{name},Jan,mail,5\nJan,{name},mail,4\n" for name in ("Anna", "Bob", "Carl", "Dora", "Emil", "Fritz", "Gina")
)
NEEDED = {"to": "Jan", "since": "2026-01-01", "set": "Jan=1", "person": "Jan", "ours": "Jan"}


def network(folder: Path, kind: str, nodes: str | None = None) -> Workspace:
    """A workspace that holds an imported network and nothing else."""
    (folder / "e.csv").write_text(MAIL, encoding="utf-8")
    if nodes is not None:
        (folder / "n.csv").write_text(nodes, encoding="utf-8")
    workspace = Workspace(str(folder / "w.graphcrm"))
    workspace.import_network(folder / "e.csv", folder / "n.csv" if nodes is not None else None, ties={"mail": kind})
    return workspace


@pytest.mark.parametrize("kind", ["communicates", "influences", "trusts", "affiliates"])
def test_nobody_is_ranked_by_a_share_of_no_decision(tmp_path, kind):
    found = network(tmp_path, kind).query("key-influencers")
    assert [row["id"] for row in found.rows] == ["Anna", "Bob", "Carl", "Dora", "Emil", "Fritz", "Gina", "Jan"]
    decided = {"rank", "share_pct", "band", "rank_lo", "rank_hi", "p_top5", "decision_weight", "reasons"}
    assert {row[name] for row in found.rows for name in decided} == {None}
    assert "graphcrm rank" in found.remarks[0].en
    assert "graphcrm rank" in found.remarks[0].zh
    assert not any("assumed" in note.en for note in found.assumptions)


@pytest.mark.parametrize("name", [name for name, query in catalogue().items() if query.about is About.DECISION])
def test_every_question_about_a_decision_points_to_rank_or_reads_records(tmp_path, name):
    query, workspace = catalogue()[name], network(tmp_path, "communicates")
    given = {key: value for key, value in NEEDED.items() if key in {option.key for option in query.options}}
    if query.undecided:
        shares = {c for c in query.columns if c.startswith("share")}
        found = workspace.query(name, **given)
        assert {row.get(c) for row in found.rows for c in shares} <= {None}
        assert not [said.en for said in (*found.remarks, *found.explain) if "%" in said.en]
    else:
        with pytest.raises(UsageError, match="graphcrm rank"):
            workspace.query(name, **given)


@pytest.mark.parametrize("code", list(REPORTS))
def test_every_report_says_where_to_look_and_shares_nothing_out(tmp_path, code):
    workspace = network(tmp_path, "influences")
    given = {"card": {"person": "Jan", "edition": "internal"}, "handover": {"ours": "Jan"}}.get(code, {})
    if code in ("card", "handover"):  # about one person's part in a decision; and Jan is none of ours
        with pytest.raises(UsageError, match="graphcrm rank" if code == "card" else "Jan"):
            workspace.document(code, **given)
        return
    document = workspace.document(code, **given)
    said = [b.text.en for s in document.sections for b in s.blocks if isinstance(b, Words)]
    assert sum("graphcrm rank" in text for text in said) == 1, "told whole in one section, the others refer to it"
    page = as_page(document, "en")
    assert not re.search(r"\d+% of (?:the |decision )?influence|Bars are shares", page)


def test_a_grade_makes_it_a_decision_again(tmp_path):
    graded = network(tmp_path, "influences", "id,grade\nAnna,4\n").query("key-influencers")
    assert [row["rank"] for row in graded.rows[:2]] == [1, 2]
    assert None not in [row["share_pct"] for row in graded.rows]
    assert not graded.remarks


def test_an_assessed_influence_makes_it_a_decision_again(tmp_path):
    workspace = network(tmp_path, "influences")
    workspace.edit(
        "edge", "INFLUENCES", "Anna", "Jan", level=4, source="survey", reported_by="Bob", observed_at="2026-05-01"
    )
    assert workspace.query("key-influencers").rows[0]["rank"] == 1


def test_rank_answers_instead(tmp_path):
    assert network(tmp_path, "communicates").query("rank").rows[0]["id"] == "Jan"


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if name not in ("card", "handover")])
def test_a_report_shows_no_share_of_no_decision(tmp_path, name):
    workspace = network(tmp_path, "trusts")
    workspace.report(name, tmp_path / "r.html", lang="en")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "graphcrm rank" in page
    assert "Stakeholders" in page
    shares = ("Influence covered", "Hostile", "Decision lean", 'class="drawing')
    assert not [word for word in shares if word in page]


def test_goals_need_no_decision(tmp_path):
    """They are told with the people whom they need, without a share."""
    workspace = network(tmp_path, "communicates")
    (account,) = (o.id for o in workspace.snapshot().orgs.values() if o.category == "customer")
    needed = {
        "kind": "NEEDED_FOR",
        "to": "G",
        "source": "survey",
        "reported_by": "import:test",
        "observed_at": "2026-01-01",
    }
    tables = {
        "goals": [{"id": "G", "kind": "hill", "customer": account, "statement": "first of all"}],
        "edges": [{**needed, "from": person} for person in ("Jan", "Anna")],
    }
    (tmp_path / "goals.json").write_text(json.dumps(tables), encoding="utf-8")
    workspace.import_tables(tmp_path / "goals.json", today="2026-06-30")
    found = workspace.query("goals", account=account, as_of="2026-06-30", explain=True)
    assert [(row["people"], row["share_pct"]) for row in found.rows] == [(["Anna", "Jan"], None)]
    assert found.explain[0].en == "first of all: needs Anna, Jan; in touch with 0, supported by 0; 0 actions under way."
