"""From an empty folder to answers: what a newcomer types, and what every command leaves behind."""

import json
from pathlib import Path

import pytest

from graphcrm.commands.shell import run

ROOT = Path(__file__).parent.parent.parent
HUAYUE = ROOT / "datasets" / "huayue"
AT = ("--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30", "--no-derived")


def test_init_import_twice_and_ask(shell, tmp_path):
    w = tmp_path / "t.graphcrm"
    assert shell("init", "--workspace", w)[0] == 0
    code, out, _ = shell("--workspace", w, "import", HUAYUE, "--dry-run", "--today", "2026-06-30")
    assert code == 0
    assert "nothing written" in out
    assert json.loads(shell("history", "-w", w, "--format", "json")[1]) == []
    code, out, _ = shell("-w", w, "import", HUAYUE, "--today", "2026-06-30")
    assert code == 0
    assert "0 unchanged" in out
    code, out, _ = shell("-w", w, "import", HUAYUE, "--today", "2026-07-01")
    assert code == 0
    assert out.startswith("0 created, 0 updated")
    assert len(json.loads(shell("history", "-w", w, "--format", "json")[1])) == 1
    code, out, _ = shell("-w", w, "query", "key-influencers", *AT, "--format", "json")
    rows = json.loads(out)["rows"]
    assert [r["id"] for r in rows[:3]] == ["c2", "c4", "c3"]
    assert rows[0]["share_pct"] == pytest.approx(27.77, abs=0.1)


def test_dry_run_without_a_workspace_creates_none(shell, tmp_path):
    w = tmp_path / "none.graphcrm"
    assert shell("-w", w, "import", HUAYUE, "--dry-run", "--today", "2026-06-30")[0] == 0
    assert not list(tmp_path.iterdir())


def test_a_rejected_import_changes_nothing_and_names_the_place(shell, workspace, tmp_path):
    (tmp_path / "people.csv").write_text("id,name,org\nx1,甲,NOWHERE\n", encoding="utf-8")
    before = workspace.read_bytes()
    code, out, err = shell("-w", workspace, "import", tmp_path / "people.csv")
    assert code == 3
    assert "people.csv:2:org" in err
    assert "E01" in err
    assert "--accept-valid" in err
    assert workspace.read_bytes() == before
    code, out, _ = shell("-w", workspace, "import", tmp_path / "people.csv", "--format", "json")
    assert code == 3
    problem = json.loads(out)["problems"][0]
    assert (problem["code"], problem["line"], problem["column"]) == ("E01", 2, "org")
    assert problem["message_zh"]
    assert problem["message_en"]


def test_edit_history_undo_redo(shell, workspace):
    assert shell("-w", workspace, "edit", "person", "c6", "title=Chief architect", "--dry-run")[0] == 0
    code, out, _ = shell("-w", workspace, "edit", "person", "c6", "title=Chief architect")
    assert code == 0
    assert "1 updated" in out
    titles = [
        v["props"].get("title")
        for v in json.loads(shell("-w", workspace, "history", "c6", "--format", "json")[1])
        if v["kind"] == "person"
    ]
    assert titles[-1] == "Chief architect"
    assert shell("-w", workspace, "undo", "--dry-run")[0] == 0
    assert shell("-w", workspace, "edit", "person", "c6", "title=CTO")[0] == 0
    steps = (("undo", "Chief architect"), ("undo", "系统架构师"), ("redo", "Chief architect"), ("redo", "CTO"))
    for word, title in steps:
        assert shell("-w", workspace, word)[0] == 0
        assert _title(shell, workspace) == title
    assert shell("-w", workspace, "redo")[0] == 2


def test_undo_and_redo_say_what_they_do_and_how_to_go_back(shell, workspace):
    assert shell("-w", workspace, "edit", "person", "c6", "title=CTO")[0] == 0
    assert shell("-w", workspace, "undo", "--dry-run")[1].splitlines() == [
        "change 2 (edit person) would be withdrawn.",
        "dry run, nothing written: 0 created, 1 updated, 0 unchanged, 0 closed",
    ]
    assert shell("-w", workspace, "undo")[1].splitlines() == [
        "change 2 (edit person) withdrawn.",
        f"0 created, 1 updated, 0 unchanged, 0 closed (change 3; graphcrm -w {workspace} redo brings it back)",
    ]
    assert f"2 is undone already; `graphcrm -w {workspace} redo 2`" in shell("-w", workspace, "undo", "2")[2]
    assert shell("-w", workspace, "redo", "--dry-run")[1].startswith("change 2 (edit person) would be brought back.")
    assert _title(shell, workspace) == "系统架构师"
    assert shell("-w", workspace, "redo", "2", "--lang", "zh")[1].splitlines() == [
        "已恢复改动 2（修改人员）。",
        f"新增 0，更新 1，不变 0，结束 0（改动 4；graphcrm -w {workspace} undo 2 可再撤销）",
    ]
    listed = [line.split() for line in shell("-w", workspace, "history")[1].splitlines()]
    assert listed[-1][-3:] == ["redo", "2", "3"], "a step has no rows of its own, and none are counted"
    code, _, err = shell("-w", workspace, "redo")
    assert (code, f"graphcrm -w {workspace} redo NUMBER" in err) == (2, True)


def _title(shell, workspace):
    rows = json.loads(shell("-w", workspace, "query", "key-influencers", "--account", "HY", "--format", "json")[1])[
        "rows"
    ]
    return next(r["title"] for r in rows if r["id"] == "c6")


def test_edit_a_relation_and_end_it(shell, workspace):
    words = ("edit", "edge", "STANCE", "c4", "US")
    code, _, err = shell(
        "-w", workspace, *words, "level=1", "observed_at=2026-07-01", "reported_by=u1", "source=meeting_note"
    )
    assert code == 0, err
    later = ("--account", "HY", "--opportunity", "HY-CORE", "--format", "json")
    rows = json.loads(shell("-w", workspace, "query", "key-influencers", *later, "--as-of", "2026-07-02")[1])["rows"]
    assert next(r["support"] for r in rows if r["id"] == "c4") == 1
    rows = json.loads(shell("-w", workspace, "query", "key-influencers", *later, "--as-of", "2026-06-30")[1])["rows"]
    assert next(r["support"] for r in rows if r["id"] == "c4") == -1
    code, _, err = shell("-w", workspace, *words, "--end", "2026-07-10", "reported_by=u1")
    assert code == 0, err


def test_edit_refuses_what_an_import_would_refuse(shell, workspace):
    code, _, err = shell("-w", workspace, "edit", "person", "c6", "grade=9")
    assert code == 3
    assert "grade" in err
    code, _, err = shell("-w", workspace, "edit", "person", "c6", "tittle=x")
    assert code == 2
    assert "title" in err


def test_assess_and_log(shell, workspace):
    code, _, err = shell(
        "-w", workspace, "assess", "c6", "--by", "u2", "--date", "2026-07-01", "acceptance=2", "information=2"
    )
    assert code == 0, err
    code, _, err = shell("-w", workspace, "log", "visit", "u1", "c4", "--date", "2026-07-01", "channel=onsite")
    assert code == 0, err
    asked = ("query", "key-influencers", "--account", "HY", "--format", "json", "--as-of")
    rows = json.loads(shell("-w", workspace, *asked, "2026-07-01")[1])["rows"]
    assert next(r["tie"] for r in rows if r["id"] == "c4") == pytest.approx(0.283, abs=0.002)
    code, _, err = shell("-w", workspace, "log", "visit", "u1", "nobody", "--date", "2026-07-01")
    assert code == 3
    assert "nobody" in err


def test_every_read_of_a_workspace_is_in_its_audit_trail(shell, workspace):
    from graphcrm.store import open_store

    shell("-w", workspace, "query", "card", "--person", "c6", "--account", "HY", "--as-of", "2026-06-30")
    with open_store(str(workspace)) as store:
        last = store.audit()[-1]
    assert (last.action, last.subject) == ("query card", "HY")


def test_the_same_question_gives_the_same_bytes(shell, workspace):
    asked = ("-w", workspace, "query", "forecast", *AT, "--format", "json")
    assert shell(*asked) == shell(*asked)
    assert shell(*asked)[1] != shell(*asked, "--seed", "7")[1]


def test_store_check_and_backup(shell, workspace, tmp_path):
    code, out, _ = shell("-w", workspace, "store", "check")
    assert code == 0
    assert out.startswith("sound")
    copy = tmp_path / "copy.graphcrm"
    assert shell("-w", workspace, "store", "backup", copy)[0] == 0
    assert shell("-w", copy, "store", "check")[0] == 0
    code, _, err = shell("-w", workspace, "store", "backup", copy)
    assert code != 0
    assert "copy.graphcrm" in err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("query", "kpi"), 4),
        (("store", "check"), 4),
        (("query", "nonsense"), 2),
        (("import",), 2),
        (("query", "kpi", "--as-of", "yesterday"), 2),
        (("map", "influence"), 2),
        (("network", "import", "x.csv", "--tie", "a=b"), 2),
    ],
)
def test_exit_codes(shell, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    found, out, err = shell(*words)
    assert found == code
    assert out == ""
    assert err.startswith("Error: ")
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_damage_is_exit_code_five_from_any_command(shell, workspace):
    data = bytearray(workspace.read_bytes())
    at = data.find("周CIO".encode())
    data[at] ^= 1
    workspace.write_bytes(data)
    for words in (
        ("query", "kpi", "--account", "HY"),
        ("history",),
        ("import", HUAYUE),
        ("map", "formal", "-o", "x.html"),
    ):
        code, out, err = shell("-w", workspace, *words)
        if words[0] != "history":
            assert code == 5, words
            assert out == ""
            assert "Traceback" not in err
    assert shell("-w", workspace, "store", "check")[0] == 5
    assert run(["-w", str(workspace), "doctor"]) == 1


def test_a_question_outside_an_account_is_explained(shell, workspace):
    code, _, err = shell("-w", workspace, "query", "kpi")
    assert code == 2
    assert "--account" in err
    code, _, err = shell("-w", workspace, "query", "kpi", "--account", "HZ")
    assert code == 2
    assert "HY" in err
    code, _, err = shell("-w", workspace, "query", "kpi", "--account", "HY", "--to", "c2")
    assert code == 2
    assert "--to" in err


def test_hostile_text_is_harmless_in_every_format(shell, workspace):
    evil = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202ex"
    assert shell("-w", workspace, "edit", "person", "c6", f"name={evil}", f"name_en={evil}", "title=@SUM(1)")[0] == 0
    asked = ("-w", workspace, "query", "key-influencers", "--account", "HY", "--format")
    table = shell(*asked, "table")[1]
    assert "\u202e" not in table
    assert "\x1b" not in table
    lines = shell(*asked, "csv")[1].splitlines()
    cells = next(line for line in lines if "cmd" in line)
    assert "'=cmd" in cells
    assert "'@SUM" in cells
    page = shell(*asked, "html")[1]
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert json.loads(shell(*asked, "json")[1])["rows"]


def test_a_choice_is_taken_by_code_or_label(shell, workspace):
    for kind in ("visit", "拜访", "Visit"):
        code, out, err = shell("-w", workspace, "log", kind, "u1", "c4", "--date", "2026-07-01", "--dry-run")
        assert (code, out.splitlines()[-1][:24]) == (0, "dry run, nothing written"), err
    code, _, err = shell("-w", workspace, "--lang", "zh", "log", "拜见", "u1", "c4")
    assert code == 2
    assert "拜访（visit）" in err
    assert "Did you mean visit" in shell("-w", workspace, "log", "vist", "u1", "c4")[2]


def test_the_default_currency_comes_from_the_settings(shell, workspace, tmp_path):
    file = tmp_path / "opportunities.csv"
    file.write_text("id,name,customer,amount\nX1,Deal,HY,100\n", encoding="utf-8")

    def currency():
        return json.loads(shell("-w", workspace, "history", "X1", "--format", "json")[1])[-1]["props"]["currency"]

    assert shell("-w", workspace, "import", file)[0] == 0
    assert currency() == "CNY"
    (workspace.parent / "config.toml").write_text('currency = "EUR"\n', encoding="utf-8")
    assert shell("-w", workspace, "edit", "opportunity", "X1", "currency=")[0] == 0
    assert currency() == "EUR"
    assert shell("-w", workspace, "import", file, "--currency", "USD")[0] == 0
    assert currency() == "USD"
