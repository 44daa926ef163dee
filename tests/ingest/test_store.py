"""An import through a real store: everything is created once, and nothing by importing again."""

from __future__ import annotations

import json

import pytest

from graphcrm.ingest.plan import plan_import
from graphcrm.store import open_store
from tests.ingest.conftest import account, options, write


def test_importing_twice_changes_nothing(tmp_path):
    folder = write(tmp_path / "t", account())
    with open_store(tmp_path / "w.graphcrm", create=True) as workspace:
        first = plan_import([folder], existing=workspace.read(), options=options())
        receipt = workspace.apply(first.change)
        assert receipt.created == sum(len(b) for b in first.change.batches)
        assert receipt.updated == 0
        again = plan_import([folder], existing=workspace.read(), options=options())
        second = workspace.apply(again.change)
        assert (second.created, second.updated, second.unchanged) == (0, 0, receipt.created)
        kept = workspace.read()["person"]
        assert json.loads(kept.props[list(kept.keys).index("c2")])["reports_to"] == "c1"


FEWER = {
    "the same columns": (lambda row: row, []),
    "a list of names": (
        lambda row: {name: row.get(name) for name in ("id", "name", "org")},
        ["grade (5 rows)", "role (2 rows)", "title (1 row)", "unit (1 row)"],
    ),
    "one empty cell": (lambda row: row | {"title": None}, ["title (1 row)"]),
    "another title": (lambda row: row | {"title": "x"}, []),
}


@pytest.mark.parametrize("name", FEWER)
def test_values_that_a_list_no_longer_gives_are_told(tmp_path, name):
    tables = account()
    narrower, ended = FEWER[name]
    people = [row for row in tables["people"] if row["id"] != "t1"]
    with open_store(tmp_path / "w.graphcrm", create=True) as workspace:
        workspace.apply(plan_import([write(tmp_path / "t", tables)], existing={}, options=options()).change)
        fewer = write(tmp_path / "u", {"people": [narrower(row) for row in people]})
        plan = plan_import([fewer], existing=workspace.read(), options=options())
        told = [remark.en for remark in plan.remarks if "not given here end" in remark.en]
        assert [all(word in sentence for word in ended) for sentence in told] == [True] * bool(ended)
        workspace.apply(plan.change)
        again = plan_import([fewer], existing=workspace.read(), options=options())
        assert not [remark.en for remark in again.remarks if "not given here end" in remark.en]


@pytest.mark.parametrize(
    ("columns", "left"),
    [
        ("id,name,org\nc2,B,X\n", ["objected", "no_contact"]),
        ("id,name,org,flags\nc2,B,X,\n", None),
        ("id,name,org,flags\nc2,B,X,left\n", ["left"]),
    ],
    ids=["no column", "an empty cell", "another flag"],
)
def test_who_objected_is_not_forgotten_by_a_list_without_flags(tmp_path, columns, left):
    with open_store(tmp_path / "w.graphcrm", create=True) as workspace:
        for at, text in enumerate(("id,name,org,flags\nc2,B,X,objected;no_contact\nc3,C,X,\n", columns)):
            folder = tmp_path / str(at)
            folder.mkdir()
            (folder / "orgs.csv").write_text("id,name,category\nX,X AG,customer\n", "utf-8")
            (folder / "people.csv").write_text(text, "utf-8")
            made = plan_import([folder], existing=workspace.read(), options=options())
            workspace.apply(made.change)
        again = plan_import([folder], existing=workspace.read(), options=options())
        assert workspace.apply(again.change).change is None
        kept = workspace.read()["person"]
        assert json.loads(kept.props[list(kept.keys).index("c2")]).get("flags") == left
        told = [said.en for said in made.remarks if "what is recorded stays" in said.en]
        assert told == (
            [
                "people: the files have no column flags, and what is recorded stays: no_contact (1 person), objected (1 person)"
            ]
            if "flags" not in columns
            else []
        )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Kern Consulting", ["ADV 明见咨询 → Kern Consulting"]),
        (" 明见咨询 ", []),
        ("明見咨询", ["ADV 明见咨询 → 明見咨询"]),
    ],
)
def test_an_id_that_gets_another_name_is_told(tmp_path, name, told):
    with open_store(tmp_path / "w.graphcrm", create=True) as workspace:
        for called in ("明见咨询", name):
            file = tmp_path / "orgs.csv"
            file.write_text(f"id,name,category\nADV,{called},third_party\n", "utf-8")
            made = plan_import([file], existing=workspace.read(), options=options())
            if made.change:
                workspace.apply(made.change)
        said = [remark.en for remark in made.remarks if "another name" in remark.en]
        assert [one in sentence for sentence, one in zip(said, told, strict=True)] == [True] * len(told)
