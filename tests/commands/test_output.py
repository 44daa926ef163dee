"""Where an answer goes: standard output, or a file in the format of its ending."""

import csv
import json

import pytest

pytestmark = pytest.mark.usefixtures("read_once")

AT = ("--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30")


@pytest.fixture
def ask(shell, sample):
    return lambda *words: shell("-w", sample, "query", "key-influencers", *AT, "--top", "3", *words)


@pytest.mark.parametrize("ending", ["csv", "json", "html", "txt"])
def test_the_ending_says_the_format(ask, tmp_path, ending):
    path = tmp_path / f"answer.{ending}"
    code, out, err = ask("-o", path)
    assert (code, out, err) == (0, f"{path} written\n", "")
    text = path.read_text(encoding="utf-8")
    form = "table" if ending == "txt" else ending
    printed = ask("--format", form, *(("--wide",) if form == "table" else ()))[1]
    assert text.removeprefix("\ufeff") == printed


@pytest.mark.parametrize(
    "words",
    [
        ("query", "kpi", *AT, "-o", "kpi.csv"),
        ("list", "people", "-o", "people.csv"),
        ("duplicates", "-o", "doubles.csv"),
        ("digest", "--owner", "u1", "--as-of", "2026-06-30", "-o", "digest.txt"),
        ("portfolio", "--as-of", "2026-06-30", "-o", "all.csv"),
        ("map", "grid", *AT, "-o", "grid.html"),
        ("report", "card", *AT, "--person", "c2", "--edition", "internal", "-o", "card.html"),
        ("export", "csv", "-o", "tables"),
        ("privacy", "export", "c6", "-o", "c6.json"),
        ("import", "--template", "empty.xlsx"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_was_written_is_said_where_no_answer_stands(shell, workspace, tmp_path, monkeypatch, words):
    """On standard output, since it carries nothing else; standard error has what is said beside it."""
    monkeypatch.chdir(tmp_path)
    code, out, err = shell("-w", workspace, *words)
    assert code == 0, err
    assert words[-1] in out
    assert "written" in out
    assert "written" not in err


def test_a_csv_file_carries_a_mark_for_excel_unless_told_otherwise(ask, tmp_path):
    for words, mark in ((), True), (("--no-bom",), False), (("--bom",), True):
        path = tmp_path / f"{len(words)}{mark}.csv"
        assert ask("-o", path, *words)[0] == 0
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == mark
    assert not ask("--format", "csv")[1].startswith("\ufeff")
    assert ask("--format", "csv", "--bom")[1].startswith("\ufeff")
    with (tmp_path / "0True.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["c2", "c4", "c3"]


def test_a_format_that_is_said_wins_over_the_ending(ask, tmp_path):
    path = tmp_path / "answer.csv"
    assert ask("-o", path, "--format", "json")[0] == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))["rows"]) == 3


def test_a_file_that_exists_stays_unless_forced(ask, tmp_path):
    path = tmp_path / "answer.json"
    path.write_text("mine", encoding="utf-8")
    code, _, err = ask("-o", path)
    assert code == 2
    assert "--force" in err
    assert path.read_text(encoding="utf-8") == "mine"
    assert ask("-o", path, "--force")[0] == 0
    assert json.loads(path.read_text(encoding="utf-8"))["query"] == "key-influencers"


def test_an_ending_that_says_no_format_is_refused_before_anything_is_read(shell, tmp_path):
    code, _, err = shell("-w", tmp_path / "none.graphcrm", "query", "kpi", "-o", tmp_path / "answer.docx")
    assert code == 2
    assert ".csv" in err
    assert not list(tmp_path.iterdir())


def test_a_shared_edition_leaves_out_who_said_it_in_every_format(shell, sample, tmp_path):
    asked = ("-w", sample, "query", "edges", *AT, "--explain", "--edition", "shared")
    for form in ("table", "csv", "json", "html"):
        full = shell(*asked[:-2], "--format", form, "--wide")[1]
        shown = shell(*asked, "--format", form, "--wide")[1]
        assert len(shown) < len(full), form
        assert "reporters" not in shown
        assert "reported by" not in shown


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "a fault in graphcrm (RuntimeError: oh)"), ("zh", "程序内部错误（RuntimeError: oh）")]
)
def test_a_fault_of_ours_is_no_finding(shell, workspace, monkeypatch, lang, said):
    """1 is what --fail-on says; a program that asks must be able to tell."""

    def fail(*_, **__):
        raise RuntimeError("oh")

    monkeypatch.setattr("graphcrm.workspace.rooms.Rooms.query", fail)
    code, _, err = shell("--lang", lang, "--workspace", workspace, "query", "kpi", "--account", "HY")
    assert code == 70
    assert said in err


@pytest.mark.parametrize(
    "words",
    [
        "map influence --account HY --as-of 2026-06-30 --force -o",
        "query kpi --account HY --as-of 2026-06-30 --force --format csv -o",
        "query kpi --account HY --as-of 2026-06-30 --force --anonymise --codes",
    ],
)
@pytest.mark.parametrize("ending", ["", "-wal"])
def test_no_output_takes_the_place_of_a_workspace(shell, workspace, words, ending):
    """Nor that of its log, which the next command would empty."""
    before = workspace.read_bytes()
    code, _, err = shell("-w", workspace, *words.split(), f"{workspace}{ending}")
    assert (code, "is a workspace" in err) == (2, True), err
    assert workspace.read_bytes()[:16] == before[:16]
    assert shell("-w", workspace, "store", "check")[0] == 0


@pytest.mark.parametrize("words", [("list", "people"), ("query", "kpi", *AT), ("privacy", "export", "c6")])
def test_the_name_of_a_file_cannot_turn_around_what_is_said_of_it(shell, sample, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = shell("-w", sample, *words, "-o", "\u202egnp.csv")
    assert code == 0
    assert "gnp.csv" in out + err
    assert "\u202e" not in out + err
