"""What an import tells people and programs, and what it leaves on disk."""

import json

import pytest

from graphcrm.model.codes import codes
from tests.ingest.guessing.conftest import book

PEOPLE = "id,name,org,grade\n"
EDGES = "kind,from,to,level,source,reported_by,observed_at\n"


def problems(out):
    return [(p["code"], p["line"], p["column"]) for p in json.loads(out)["problems"]]


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_its_own_advice_in_both_languages(code):
    assert codes()[code].advice.zh
    assert codes()[code].advice.en
    assert codes()[code].advice.zh != codes()[code].advice.en


def test_every_problem_comes_with_a_suggestion(shell, workspace, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE + "x1,甲,HYY,9\n", encoding="utf-8")
    code, out, _ = shell("-w", workspace, "import", file, "--format", "json")
    assert code == 3
    advice = {p["code"]: (p["suggestion_zh"], p["suggestion_en"]) for p in json.loads(out)["problems"]}
    assert "HY" in advice["E01"][0]
    assert "Did you mean" in advice["E01"][1]
    assert advice["E03"] == (codes()["E03"].advice.zh, codes()["E03"].advice.en)
    assert codes()["E03"].advice.en in shell("-w", workspace, "import", file)[2]
    assert codes()["E03"].advice.zh in shell("-w", workspace, "import", file, "--lang", "zh")[2]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("INFLUENCES,c6,c3,9,meeting_note,u1,2026-06-01", "level"),
        ("INFLUENCES,c6,c3,3,meeting_note,u1,2026-02-30", "observed_at"),
        ("INFLUENCES,c6,c3,3,gossip,u1,2026-06-01", "source"),
    ],
)
def test_a_cell_that_cannot_be_read_is_one_problem_and_not_also_missing(shell, workspace, tmp_path, row, column):
    file = tmp_path / "edges.csv"
    file.write_text(EDGES + row + "\n", encoding="utf-8")
    code, out, _ = shell("-w", workspace, "import", file, "--today", "2026-06-30", "--format", "json")
    assert code == 3
    assert problems(out) == [("E03", 2, column)]


def test_repeated_warnings_are_told_once_the_rare_ones_first(shell, workspace, tmp_path):
    file = tmp_path / "edges.csv"
    rows = [f"INFLUENCES,c{n},c3,4,meeting_note,u1,2026-06-01" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10)]
    rows.append("TRUSTS,c8,c3,1,meeting_note,u1,2026-06-01")
    file.write_text(EDGES + "\n".join(rows) + "\n", encoding="utf-8")
    words = ("-w", workspace, "validate", file, "--today", "2026-06-30")
    code, _, err = shell(*words)
    assert code == 0
    assert [line.split("  ")[1].split()[0] for line in err.splitlines()[:2]] == ["W04", "W01"]
    assert f"{file}:11:from  W04 " in err
    assert f"{file}:evidence  W01 ×9 (lines 2, 3, 4, 5, 6, 7, 8, 9 …) level ≥ 4" in err
    assert err.count("W01") == 1
    assert "row by row: --format csv or json" in err
    assert "W01 ×9（第 2、3、4、5、6、7、8、9 行 …） 程度≥4" in shell(*words, "--lang", "zh")[2]
    assert problems(shell(*words, "--format", "json")[1]).count(("W01", 10, "evidence")) == 1
    assert shell(*words, "--format", "csv")[1].count("W01,") == 9


def test_filled_in_provenance_names_the_first_line(shell, workspace, tmp_path):
    file = tmp_path / "edges.csv"
    file.write_text(EDGES + "INFLUENCES,c6,c1,3,meeting_note,u1,2026-06-01\nINFLUENCES,c6,c8,3,,u1,2026-06-01\n")
    code, out, _ = shell("-w", workspace, "import", file, "--today", "2026-06-30", "--format", "json")
    assert code == 0
    assert ("W13", 3, "source") in problems(out)


def test_programs_get_one_document_with_the_receipt(shell, workspace, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE + "x1,甲,HY,2\n", encoding="utf-8")
    receipts = []
    for _ in range(2):
        code, out, _ = shell("-w", workspace, "import", file, "--format", "json")
        assert code == 0
        assert json.loads(out)["ok"] is True
        receipts.append(json.loads(out)["receipt"])
    assert [(r["created"], r["unchanged"]) for r in receipts] == [(1, 0), (0, 1)]
    assert receipts[1]["change"] is None


def test_tables_without_rows_are_no_error(shell, tmp_path):
    w, templates = tmp_path / "w.graphcrm", tmp_path / "templates"
    assert shell("import", "--template", templates)[0] == 0
    code, out, err = shell("-w", w, "import", templates)
    assert (code, err) == (0, "")
    assert "nothing to import" in out
    assert not w.exists()
    assert json.loads(shell("-w", w, "import", templates, "--format", "json")[1])["ok"] is True


def test_a_refused_import_makes_no_workspace(shell, tmp_path):
    w, file = tmp_path / "w.graphcrm", tmp_path / "people.csv"
    file.write_text(PEOPLE + "x1,甲,NOWHERE,2\n", encoding="utf-8")
    assert shell("-w", w, "import", file)[0] == 3
    edges = tmp_path / "ties.csv"
    edges.write_text("src,dst,type,weight\na,b,asks,1\n")
    assert shell("-w", w, "network", "import", edges)[0] == 3
    assert shell("-w", w, "network", "import", edges, "--tie", "asks=trusts", "--dry-run")[0] == 0
    assert not w.exists()
    assert shell("-w", w, "network", "import", edges, "--tie", "asks=trusts")[0] == 0
    assert w.exists()


def test_a_workspace_cut_to_nothing_is_not_taken_for_a_new_one(shell, tmp_path):
    w, file = tmp_path / "w.graphcrm", tmp_path / "orgs.csv"
    file.write_text("id,name,category\nC,丙,customer\n", encoding="utf-8")
    w.write_bytes(b"")
    assert shell("-w", w, "import", file)[0] == 5
    assert shell("-w", w, "validate", file)[0] == 5
    assert w.read_bytes() == b""
    assert shell("-w", w, "init")[0] == 0
    assert shell("-w", w, "import", file)[0] == 0


def test_validate_speaks_of_what_it_can_do(shell, workspace, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE + "x1,甲,HY,9\n", encoding="utf-8")
    code, _, err = shell("-w", workspace, "validate", file)
    assert code == 3
    assert "--accept-valid" not in err


def test_a_wrong_kind_of_id_is_named_in_good_english(shell, workspace, tmp_path):
    file = tmp_path / "edges.csv"
    file.write_text(EDGES + "INFLUENCES,HY,c3,3,meeting_note,u1,2026-06-01\n")
    err = shell("-w", workspace, "import", file, "--today", "2026-06-30")[2]
    assert "“HY” is the id of an organisation; a person is needed here" in err


def test_no_command_advises_an_option_that_it_does_not_have(shell, workspace, tmp_path):
    edges = tmp_path / "ties.csv"
    edges.write_text("src,dst,type,weight\na,b,asks,1\n")
    for words in (
        ("network", "import", edges),
        ("edit", "person", "c6", "grade=9"),
        ("log", "visit", "u1", "nobody", "--date", "2026-06-01"),
    ):
        code, _, err = shell("-w", workspace, *words)
        assert code == 3, words
        assert "--accept-valid" not in err, words
        assert "nothing was written" in err, words
    err = shell("-w", workspace, "network", "import", edges)[2]
    assert "Add --tie asks=trusts|influences|" in err


def test_an_event_without_an_id_is_the_same_whoever_is_named_first(shell, workspace, tmp_path):
    file = tmp_path / "interactions.csv"
    head = "date,kind,participants\n"
    file.write_text(head + "2026-06-05,visit,u1;c2\n2026-06-05,visit,c2;u1;c2\n")
    code, out, _ = shell("-w", workspace, "import", file, "--today", "2026-06-30", "--format", "json")
    assert (code, json.loads(out)["receipt"]["created"]) == (0, 1)


@pytest.mark.parametrize("command", ["import", "validate"])
def test_an_export_of_another_system_is_read_by_a_mapping(shell, workspace, tmp_path, command):
    file, mapping = tmp_path / "Contact.csv", tmp_path / "crm.toml"
    file.write_text("ContactId,LastName,Account\nx1,甲,HY\n", encoding="utf-8")
    mapping.write_text(
        '[Contact]\ntable = "people"\ncolumns = { ContactId = "id", LastName = "name", Account = "org" }'
    )
    assert shell("-w", workspace, command, file)[0] == 3
    assert shell("-w", workspace, command, file, "--mapping", mapping)[0] == 0
    mapping.write_text('[Contact]\ntable = "poeple"')
    code, _, err = shell("-w", workspace, command, file, "--mapping", mapping)
    assert (code, "did you mean “people”" in err) == (3, True)


def test_a_corrected_copy_is_written_told_and_checked(shell, workspace, tmp_path):
    file, copy = tmp_path / "people.csv", tmp_path / "corrected" / "people.csv"
    rows = ["x1, 甲 ,HY,３", "x2,乙,HY,３", "x3,丙,HY,9", *(f"y{n}, 丁{n},HY,1" for n in range(5))]
    file.write_text(PEOPLE + "\n".join(rows) + "\n", encoding="utf-8")
    before = file.read_bytes()
    code, out, err = shell("-w", workspace, "validate", file, "--fix", copy)
    assert (code, file.read_bytes()) == (3, before)
    assert f"{file}:grade ×2 (lines 2, 3): “３” → “3”" in out
    assert f"{file}:name ×6 (lines 2, 5, 6, 7, 8, 9): such as “ 甲 ” → “甲”" in out
    assert f"the copy is {copy}" in out
    assert "8 cells corrected" in out
    assert f"{copy}:4:grade  E03" in err
    assert "x1,甲,HY,3\n" in copy.read_text(encoding="utf-8")
    code, _, err = shell("-w", workspace, "validate", file, "--fix", copy)
    assert (code, "exists; choose another name" in err) == (2, True)
    code, out, _ = shell("-w", workspace, "validate", file, "--fix", tmp_path / "p" / "people.csv", "--format", "json")
    document = json.loads(out)
    assert document["files"] == [str(tmp_path / "p" / "people.csv")]
    assert document["corrections"][0] == {
        "file": str(file),
        "line": 2,
        "column": "name",
        "before": " 甲 ",
        "after": "甲",
    }
    assert [p["line"] for p in document["problems"]] == [4]


def test_a_file_that_cannot_be_read_has_no_copy(shell, workspace, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes(PEOPLE.encode() + b'x1,"a,HY,1\n')
    code, _, err = shell("-w", workspace, "validate", file, "--fix", tmp_path / "c" / "people.csv")
    assert code == 3
    assert "no copy was written" in err
    assert f"{file}:2" in err
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize("command", [["validate"], ["import", "--dry-run"]])
def test_programs_get_every_problem_and_people_a_page_of_them(shell, workspace, tmp_path, command):
    rows = "".join(f"p{n},Person {n},HY,{n}\n" for n in range(10, 130))
    (tmp_path / "people.csv").write_text("id,name,org,grade\n" + rows)
    name, *options = command
    _, out, _ = shell("-w", workspace, name, tmp_path / "people.csv", *options, "--format", "json")
    found = json.loads(out)
    assert [p["line"] for p in found["problems"] if p["code"] == "E03"] == list(range(2, 122))
    assert found["not_listed"] == {}
    _, out, err = shell("-w", workspace, name, tmp_path / "people.csv", *options, "--format", "csv")
    assert out.count("E03,") == 120
    assert "in all" not in err
    _, _, err = shell("-w", workspace, "--lang", "en", name, tmp_path / "people.csv", *options)
    assert "120 problems in all, 50 listed above" in err
    assert "--format csv" in err


def test_what_is_beyond_the_list_of_a_program_is_counted(shell, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("graphcrm.ingest.log.MOST_LISTED", 70)
    rows = "".join(f"p{n},Person {n},HY,{n}\n" for n in range(10, 130))
    (tmp_path / "people.csv").write_text("id,name,org,grade\n" + rows)
    found = json.loads(shell("-w", workspace, "validate", tmp_path / "people.csv", "--format", "json")[1])
    assert len(found["problems"]) == 70
    assert list(found["not_listed"].values()) == [50]
    _, _, err = shell("-w", workspace, "--lang", "en", "validate", tmp_path / "people.csv", "--format", "csv")
    assert "120 problems in all, 70 listed above" in err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_whoever_imports_a_list_of_their_own_is_told_of_guessing_and_once_of_the_tables(shell, tmp_path, lang):
    path = book(tmp_path / "mine.xlsx", {"Stakeholders": [["Name"], ["Ana"]], "Opportunity": [["Deal"], ["ERP"]]})
    code, _, err = shell("--lang", lang, "import", path)
    assert code == 3
    assert "graphcrm import --guess" in err.splitlines()[0]
    assert err.count("cadence") == 1
    meant = {"en": "did you mean “opportunities”? See whether", "zh": "是否指“opportunities”？请看其中"}[lang]
    assert meant in err
    (tmp_path / "mine.csv").write_text("Name\nAna\n", encoding="utf-8")
    assert "graphcrm import --guess" in shell("--lang", lang, "import", tmp_path / "mine.csv")[2]


def test_an_import_says_that_it_started_a_workspace(shell, tmp_path):
    """Whoever names no workspace, or a wrong one, sees where the facts went; a second import, and a trial, start none."""
    ask = ("-w", tmp_path / "w.graphcrm", "import", "datasets/huayue", "--today", "2026-06-30", "--lang", "en")
    assert "was started" not in shell(*ask, "--dry-run")[1]
    assert f"a new workspace was started: {tmp_path / 'w.graphcrm'}" in shell(*ask)[1].splitlines()
    assert "was started" not in shell(*ask)[1]
