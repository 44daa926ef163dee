"""What is over is over everywhere: in either language, in any case, whether done, closed, cancelled or dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.reports.document import Facts, Table
from graphcrm.workspace.door import Workspace
from tests.reports.conftest import ROOT, TODAY

OVER = ("done", "Closed", "cancelled", "dropped", "完成", "已关闭", "取消", "放弃")
ACTIONS = "id,target,type,owner,due,cost,currency,status"
NEEDS = "id,holder,kind,statement,owner,status"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with an action and a need of c1 for every way to be over, and one of each that is open."""
    place = tmp_path_factory.mktemp("over")
    rows = [*enumerate(OVER), ("open", "open")]
    actions = [f"X{n},c1,visit,u2,2026-08-01,1000,CNY,{status}" for n, status in rows]
    needs = [f"M{n},c1,business,need {n},u2,{status}" for n, status in rows]
    (place / "actions.csv").write_text("\n".join([ACTIONS, *actions]), "utf-8")
    (place / "needs.csv").write_text("\n".join([NEEDS, *needs]), "utf-8")
    found = Workspace(place / "w.graphcrm")
    for folder in (ROOT / "datasets" / "huayue", place):
        found.import_tables(folder, today=TODAY)
    return found


def test_a_handover_holds_what_is_open(workspace: Workspace) -> None:
    document = workspace.document("handover", "HY", "HY-CORE", as_of=TODAY, ours="u2", edition="internal")
    tables = {b.result.query.name: b.rows for s in document.sections for b in s.blocks if isinstance(b, Table)}
    assert [row["id"] for row in tables["list actions"]] == ["Xopen"]
    assert [row["need"] for row in tables["needs"]] == ["need open", "参与行业标准编写"]


def test_a_brief_holds_needs_that_are_open(workspace: Workspace, tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\nDTSTART:20260703T090000Z\nSUMMARY:x\nATTENDEE;CN=陈董:mailto:c@x.example\nEND:VEVENT\n"
    (tmp_path / "m.ics").write_text(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n", "utf-8")
    (facts,) = workspace.brief(tmp_path / "m.ics", as_of=TODAY, edition="internal").sections[0].blocks
    assert isinstance(facts, Facts)
    assert {label.en: value.en for label, value in facts.pairs}["Needs"] == "need open (response: —)"


def test_a_card_holds_actions_that_are_open(workspace: Workspace) -> None:
    card = workspace.query("card", account="HY", person="c1", as_of=TODAY)
    days = [row["item"] for row in card.rows if str(row["section"]) == "action"]
    assert days == ["2026-08-01", "2026-09-18"], "Xopen and A03"


def test_what_was_done_counts_in_either_language(workspace: Workspace) -> None:
    """Of the sample A06 and A07 were done, for 14,000; here also done, Closed, 完成 and 已关闭 at 1,000 each."""
    (money,) = workspace.query("activity", account="HY", as_of=TODAY).groups[1]
    assert money["actions_cost"] == 18_000
    measures = {row["measure"]: row["now"] for row in workspace.query("progress", account="HY", as_of=TODAY).rows}
    assert measures["actions"] == 6
