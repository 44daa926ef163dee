"""Scenarios under a name: kept beside the workspace, asked again, compared; what is known stays as it is to the byte."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from graphcrm.errors import InputError
from graphcrm.snapshot import take
from tests.workspace.conftest import refused
from tests.workspace.questions import DAY

HERE = {"account": "HY", "opportunity": "HY-CORE", "as_of": DAY, "no_derived": True}


def facts(ws):
    """All that the store knows but who read it: every version of every row as it is written, every change, the snapshot of a day."""
    with closing(sqlite3.connect(ws.url)) as file:
        written = [
            file.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("versions", "changes", "scopes")
        ]
    with ws.open() as store:
        found = take(store, date.fromisoformat(DAY), ws.settings)
    return written, repr([(k, v) for k, v in sorted(vars(found).items()) if not k.startswith("_")])


def test_saving_comparing_and_deleting_touches_no_fact(ws, shell):
    before = facts(ws)
    ws.save_scenario("peace", **HERE, set={"c4": 0})
    ws.save_scenario(
        "peace", force=True, **HERE, set={"c4": 0, "c2": 1}, remove="c8", add={"c6>c2": 3}, kappa={"c4": 3}
    )
    ws.what_if(scenario="peace", as_of=DAY)
    ws.scenarios(account="HY", as_of=DAY)
    words = ["--account", "HY", "--as-of", DAY, "--set", "c4=0"]
    assert shell("-w", ws.url, "query", "what-if", *words, "--save", "shell")[0] == 0
    assert shell("-w", ws.url, "scenario", "delete", "shell")[0] == 0
    ws.delete_scenario("peace")
    assert refused(lambda: ws.delete_scenario("peace")).endswith("“peace”. There is none.")
    assert facts(ws) == before
    assert ws.saved_scenarios == {}


def test_a_saved_scenario_is_asked_as_it_was_said(ws):
    given = {"set": {"c4": 0, "c2": 1}, "kappa": {"c1": 2}, "remove": ["c8", "c6>c3"], "add": {"c6>c2": 3}}
    kept = ws.save_scenario("everything", **HERE, **given)
    assert kept.rows == ws.what_if(**HERE, **given).rows
    assert ws.what_if(scenario="everything", **HERE).rows == kept.rows
    # Without a context it is asked of the decision that it was made for.
    alone = ws.what_if(scenario="everything", as_of=DAY, no_derived=True)
    assert (alone.context["opportunity"], alone.rows) == ("HY-CORE", kept.rows)


def test_a_scenario_put_upon_another_account_says_so(ws):
    ws.save_scenario("peace", **HERE, set={"t1": 0})
    ws.save_scenario("of the account", account="HY", as_of=DAY, set={"t1": 0})
    said = "the scenario “peace” was saved for Huayue Bank, Next-generation core banking; here it is put upon Leasing business platform"
    for name, account, told in (("peace", "HYL", True), ("peace", "HY", False), ("of the account", "HY", False)):
        notes = [note.en for note in ws.what_if(scenario=name, account=account, as_of=DAY).assumptions]
        assert (said in notes) is told, (name, account)


def test_a_scenario_is_built_on_another_one(ws):
    ws.save_scenario("peace", **HERE, set={"c4": 0})
    # Published: 吴 → 0 gives .1407, and 林 → 1 on top of it .2332.
    both = ws.save_scenario("peace and push", scenario="peace", as_of=DAY, no_derived=True, set={"c2": 1})
    assert both.rows[0]["lean"] == pytest.approx(0.2332, abs=1e-3)
    assert ws.saved_scenarios["peace and push"].said == {"set": ("c4=0", "c2=1")}


def test_scenarios_stand_side_by_side_with_the_situation_as_it_is(ws):
    ws.save_scenario("b", **HERE, set={"c4": 0, "c2": 1})
    ws.save_scenario("a", account="HY", as_of=DAY, set={"c6": 0})
    rows = ws.scenarios(**HERE).rows
    assert [r["scenario"] for r in rows] == ["as_is", "a", "b"]
    assert [r["lean"] for r in rows] == pytest.approx([-0.0118, -0.1084, 0.2332], abs=1e-3)  # published
    assert [r["delta"] for r in rows] == pytest.approx([0, -0.0966, 0.2450], abs=1e-3)
    named = ws.scenarios(**HERE, name=["b"]).rows
    assert named == [rows[0], rows[2]]


def test_scenarios_of_other_accounts_and_decisions_are_not_compared(ws):
    ws.save_scenario("ours", **HERE, set={"c4": 0})
    ws.save_scenario("of the other bank", account="HYL", as_of=DAY, set={"h3": 1})
    assert [r["scenario"] for r in ws.scenarios(**HERE).rows] == ["as_is", "ours"]
    assert [r["scenario"] for r in ws.scenarios(account="HYL", as_of=DAY).rows] == ["as_is", "of the other bank"]


def test_a_scenario_that_cannot_be_made_any_more_says_why(ws):
    ws.save_scenario("peace", **HERE, set={"c4": 0})
    file = ws.scenario_folder / "peace.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("c4", "c44"), encoding="utf-8")
    found = ws.scenarios(**HERE, explain=True)
    assert found.rows[1] == {"scenario": "peace", "changes": "c44=0"} | dict.fromkeys(
        ("lean", "delta", "y", "covered", "threads")
    )
    assert "“peace” cannot be made any more" in found.remarks[0].en
    assert "c44" in found.explain[1].zh


def test_a_scenario_about_somebody_who_went_says_where(ws):
    """Whoever left, left; an id that was merged is that of the record that it went into."""
    ws.save_scenario("gone", **HERE, remove="c6")
    ws.save_scenario("twice", **HERE, set={"c10": 2})
    ws.vacate("c6", date=DAY)
    ws.merge("c11", "c10")
    told = [t.en for t in ws.scenarios(**HERE).remarks]
    assert "the scenario “gone” cannot be made any more: Architect Wang (c6) has left" in told
    assert any(t.startswith("the scenario “twice”") and "It was merged into c11 (" in t for t in told)


def test_what_cannot_be_saved_is_refused_and_nothing_is_written(ws):
    assert "there is no change to save" in refused(lambda: ws.save_scenario("x", **HERE))
    refused(lambda: ws.save_scenario("x", **HERE, set={"c99": 1}), "c99")
    for name in ("../x", "a/b", "", " ", ".hidden", "a" * 65, "x\ny", "c:x"):
        refused(lambda name=name: ws.save_scenario(name, **HERE, set={"c4": 0}))
    assert not ws.scenario_folder.exists()
    ws.save_scenario("x", **HERE, set={"c4": 0})
    assert "--force" in refused(lambda: ws.save_scenario("x", **HERE, set={"c4": 1}))
    assert ws.saved_scenarios["x"].said == {"set": ("c4=0",)}


def test_near_misses_are_told(ws):
    assert "what-if --remove ID --save NAME" in refused(lambda: ws.what_if(**HERE, scenario="peace"))
    ws.save_scenario("peace", **HERE, set={"c4": 0})
    assert "Did you mean peace?" in refused(lambda: ws.what_if(**HERE, scenario="piece"))
    assert "Did you mean peace?" in refused(lambda: ws.delete_scenario("Peaces"))
    assert "Did you mean peace?" in refused(lambda: ws.scenarios(**HERE, name="peac"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("account = ", "not TOML"),
        ('set = ["c4=0"]', "account is missing"),
        ('account = "HY"\nset = ["c4=9"]', "peace.toml:2: cannot read --set c4=9"),
        ('account = "HY"\nsets = ["c4=0"]', "Did you mean set?"),
        ('account = "HY"\nset = "c4=0"', "peace.toml:2: set"),
    ],
)
def test_a_file_that_is_no_scenario_is_told_with_its_line(ws, text, says):
    ws.scenario_folder.mkdir()
    (ws.scenario_folder / "peace.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        ws.what_if(**HERE, scenario="peace")
    assert says in caught.value.text.en
    ws.what_if(**HERE)  # whoever names no scenario is not held up


def test_ids_of_any_script_survive(ws):
    ws.edit("person", 'o\'brien "x"', name="O", org="HY")
    ws.save_scenario("引号", account="HY", as_of="2026-07-20", set={'o\'brien "x"': 2})
    assert ws.saved_scenarios["引号"].said == {"set": ('o\'brien "x"=2',)}


def test_the_command_line_lists_and_deletes(ws, shell):
    code, out, err = shell("-w", ws.url, "scenario", "list")
    assert (code, out) == (0, "")
    assert "--save" in err
    words = ["query", "what-if", "--account", "HY", "--as-of", DAY, "--set", "c4=0", "--save", "peace"]
    assert shell("-w", ws.url, *words)[0] == 0
    assert shell("-w", ws.url, *words)[0] == 2
    assert shell("-w", ws.url, *words, "--force")[0] == 0
    assert "c4=0" in shell("-w", ws.url, "scenario", "list")[1]
    assert shell("-w", ws.url, "scenario", "delete", "peace")[0] == 0
    assert shell("-w", ws.url, "scenario", "delete", "peace")[0] == 2
