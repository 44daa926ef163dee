"""Sheets that are no heading above a row a person: columns of levels, matrices, cards, lists without a heading, indentation."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.sheets.layouts import outlines
from graphcrm.ingest.guessing.writing import as_toml
from graphcrm.ingest.mapping import read_mapping
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book
from tests.ingest.guessing.test_systems import EXPORTS

US = "我方"
PEOPLE = [["Name", "Title", "Company"], ["Ruth Ackermann", "CEO", "Aster AG"], ["Peter Lang", "CIO", "Aster AG"]]
PEOPLE += [["Tom Beck", "CFO", "Aster AG"]]
RUTH, PETER, TOM = "Ruth Ackermann", "Peter Lang", "Tom Beck"


@pytest.fixture
def bring(tmp_path):
    """Guess a file, write the mapping down, and import by what was written; gives the facts with names in place of ids."""

    def run(path, **answers):
        answers = answers.pop("answers", answers)
        found = guess([path], existing={}, options=options(answers=answers))
        assert found.plan is not None, [one.en for one in found.said]
        mapping = tmp_path / "m.toml"
        mapping.write_text(as_toml(found.mapping, found.sheets, "en"), encoding="utf-8")
        chosen = options(mapping=read_mapping(mapping), answers=answers)
        return Brought(found, plan_import([path], existing={}, options=chosen), mapping)

    return run


class Brought:
    def __init__(self, found, plan, mapping):
        self.found, self.plan, self.mapping = found, plan, mapping.read_text(encoding="utf-8")
        rows = [(b.kind, k, json.loads(p)) for b in plan.change.batches for k, p in zip(b.keys, b.props, strict=True)]
        names = {key: props["name"] for _, key, props in rows if "name" in props}
        self.people = {
            p["name"]: {n: names.get(v, v) if isinstance(v, str) else v for n, v in p.items()}
            for k, _, p in rows
            if k == "person"
        }
        self.ties = {
            (kind, *(names.get(part, part) for part in key.split("\t")[:2])): props.get(
                "level", props.get("declared_level")
            )
            for kind, key, props in rows
            if "\t" in key and kind not in ("role_in", "interaction")
        }
        self.roles = {
            tuple(names[part] for part in k.split("\t")[:2]): p["roles"] for kind, k, p in rows if kind == "role_in"
        }
        self.met = {
            (p["date"], *sorted(names[one] for one in p["participants"])) for k, _, p in rows if k == "interaction"
        }

    def asked(self, key):
        return any(q.id == key for q in self.plan.questions)

    def told(self, words):
        return any(words in p.text.en for p in self.plan.problems)


def attitudes(brought):
    return {who: level for (kind, who, _), level in brought.ties.items() if kind == "stance"}


def test_a_column_for_each_level_is_one_column(tmp_path, bring):
    rows = [["Name", "Company", "Champion", "Supporter", "Neutral", "Opponent"]]
    rows += [
        [RUTH, "Aster AG", "", "x", "", ""],
        [PETER, "Aster AG", "X", "", "", ""],
        [TOM, "Aster AG", "", "", "", "since May"],
    ]
    rows += [
        ["Iris Moor", "Aster AG", "", "", "x", ""],
        ["Uwe Kern", "Aster AG", "", "", "", "x"],
        ["Eva Graf", "Aster AG", "", "", "", ""],
    ]
    rows += [[f"Person No{chr(97 + n)}", "Aster AG", "x", "", "", "x" if n == 9 else ""] for n in range(10)]
    found = bring(book(tmp_path / "a.xlsx", {"Map": rows}))
    some = {RUTH: 2, PETER: 3, "Iris Moor": 0, "Uwe Kern": -1}
    assert some.items() <= attitudes(found).items()
    assert "Eva Graf" in found.people
    assert "Eva Graf" not in attitudes(found)
    assert 'layout = ["levels"]' in found.mapping
    assert found.asked("word:stance:champion; opponent")  # two marks: which of them is asked
    assert "Person Noj" in found.people
    assert "Person Noj" not in attitudes(found)


def test_a_text_among_marks_is_told(tmp_path, bring):
    rows = [
        ["姓名", "公司", "支持", "中立", "反对"],
        *[[f"王{c}", "华岳", "√", "", ""] for c in "一二三四五六七八九十"],
        ["李娜", "华岳", "五月起", "", ""],
    ]
    found = bring(book(tmp_path / "a.xlsx", {"干系人": rows}))
    assert attitudes(found)["李娜"] == 2
    assert found.told("line 12: “五月起” under “支持” was read as a mark")


def test_levels_below_two_headings_and_roles(tmp_path, bring):
    rows = [
        ["", "", "Attitude", "", "", "Influence", ""],
        ["Name", "Company", "positive", "neutral", "negative", "high", "low"],
    ]
    rows += [[RUTH, "Aster AG", "✓", "", "", "✓", ""], [PETER, "Aster AG", "", "", "✓", "", "✓"]]
    found = bring(book(tmp_path / "a.xlsx", {"Map": rows}))
    assert attitudes(found) == {RUTH: 1, PETER: -1}
    rows = [["", "", "Support", "", ""], ["Name", "Company", -1, 0, 3]]
    rows += [[RUTH, "Aster AG", "", "", "x"], [PETER, "Aster AG", "x", "", ""]]
    assert attitudes(bring(book(tmp_path / "c.xlsx", {"Map": rows}))) == {RUTH: 3, PETER: -1}
    rows = [
        ["Name", "Company", "Decision maker", "Approver", "User"],
        [RUTH, "Aster AG", "x", "", ""],
        [PETER, "Aster AG", "", "x", "x"],
    ]
    found = bring(book(tmp_path / "b.xlsx", {"Committee": rows}))
    assert found.roles == {(RUTH, "Opportunity"): ["decider"], (PETER, "Opportunity"): ["approver", "user"]}


def test_names_under_levels_are_people_of_that_level(tmp_path, bring):
    rows = [
        ["Champion", "Supporter", "Neutral", "Opponent"],
        [PETER, RUTH, "Uwe Kern", TOM],
        ["", "Eva Graf; Ina Moor", "", ""],
    ]
    found = bring(book(tmp_path / "a.xlsx", {"Map": rows}), answers={"org:Map": "Aster AG"})
    assert attitudes(found) == {PETER: 3, RUTH: 2, "Uwe Kern": 0, TOM: -1, "Eva Graf": 2, "Ina Moor": 2}
    assert {p["org"] for p in found.people.values()} == {"Aster AG"}


@pytest.mark.parametrize("ours_down", [True, False])
def test_who_knows_whom(tmp_path, bring, ours_down):
    cells = [["", RUTH, PETER, TOM], ["Julia Keller", 3, 5, ""], ["Max Roth", "", 2, 4]]
    sheet = cells if ours_down else [list(row) for row in zip(*cells, strict=True)]
    found = bring(book(tmp_path / "a.xlsx", {"Contacts": PEOPLE, "Relationship matrix": sheet}))
    ties = {("Julia Keller", RUTH): 3, ("Julia Keller", PETER): 5, ("Max Roth", PETER): 2, ("Max Roth", TOM): 4}
    assert {key[1:]: level for key, level in found.ties.items() if key[0] == "knows"} == ties
    assert found.people["Julia Keller"]["org"] == US


def test_which_way_influence_goes_is_asked_unless_the_title_says_it(tmp_path, bring):
    cells = [["", RUTH, PETER, TOM], [RUTH, "-", "H", ""], [PETER, "", "", "M"], [TOM, "L", "", ""]]
    path = book(tmp_path / "a.xlsx", {"Contacts": PEOPLE, "Influence": cells})
    assert not bring(path).ties
    assert bring(path).asked("direction:Influence")
    row = {("influences", RUTH, PETER): 4, ("influences", PETER, TOM): 3, ("influences", TOM, RUTH): 2}
    assert bring(path, answers={"direction:Influence": "row"}).ties == row
    column = {(kind, b, a): level for (kind, a, b), level in row.items()}
    assert bring(path, answers={"direction:Influence": "column"}).ties == column
    told = book(tmp_path / "b.xlsx", {"Contacts": PEOPLE, "Influence": [["Row influences column"], *cells]})
    assert bring(told).ties == row
    heard = book(tmp_path / "c.xlsx", {"Contacts": PEOPLE, "Influence": [["Row listens to column"], *cells]})
    assert bring(heard).ties == column


def test_what_a_matrix_is_about_is_asked_if_nothing_says_it(tmp_path, bring):
    cells = [["", RUTH, PETER], [RUTH, "", "x"], [TOM, "x", ""]]
    path = book(tmp_path / "a.xlsx", {"Contacts": PEOPLE, "Sheet2": cells})
    assert bring(path).asked("kind:Sheet2")
    assert not bring(path).ties
    answers = {"kind:Sheet2": "REPORTS_TO", "direction:Sheet2": "row"}
    assert bring(path, answers=answers).ties.keys() == {("reports_to", RUTH, PETER), ("reports_to", TOM, RUTH)}


def test_people_by_decisions_with_roles_in_the_cells(tmp_path, bring):
    cells = [["Person", "TMS renewal", "Data center"], [RUTH, "Decision maker", "Approver"], [PETER, "Evaluator", ""]]
    found = bring(book(tmp_path / "a.xlsx", {"Contacts": PEOPLE, "Roles": cells}))
    assert found.roles == {
        (RUTH, "TMS renewal"): ["decider"],
        (RUTH, "Data center"): ["approver"],
        (PETER, "TMS renewal"): ["evaluator"],
    }
    letters = [["Decision", RUTH, PETER], ["TMS renewal", "A", "R"], ["Data center", "I", "A"]]
    found = bring(
        book(tmp_path / "b.xlsx", {"Contacts": PEOPLE, "RACI": letters}), answers={"word:roles:a": "approver"}
    )
    assert found.roles == {(RUTH, "TMS renewal"): ["approver"], (PETER, "Data center"): ["approver"]}
    assert found.asked("word:roles:r")
    assert found.asked("word:roles:i")


def test_marks_of_our_people_beside_a_list_are_a_table_of_their_own(tmp_path, bring):
    rows = [["Name", "Company", "Julia Keller", "Max Roth"], [RUTH, "Aster AG", "x", ""], [PETER, "Aster AG", "x", "x"]]
    team = [["Name", "Title"], ["Julia Keller", "AM"], ["Max Roth", "SE"]]
    found = bring(book(tmp_path / "a.xlsx", {"Our team": team, "Contacts": rows}))
    assert found.ties.keys() == {
        ("knows", "Julia Keller", RUTH),
        ("knows", "Julia Keller", PETER),
        ("knows", "Max Roth", PETER),
    }
    assert found.people[RUTH]["org"] == "Aster AG"


def test_cards(tmp_path, bring):
    def card(*values):
        return [
            [f"{label}\uff1a", value] for label, value in zip(("姓名", "职务", "公司", "上级"), values, strict=True)
        ]

    rows = [["联系卡"], [], *card("王伟", "总经理", "华岳", ""), [], *card("李娜", "部长", "华岳", "王伟")]
    found = bring(book(tmp_path / "a.xlsx", {"卡片": rows}))
    assert {n: (p["title"], p.get("reports_to")) for n, p in found.people.items()} == {
        "王伟": ("总经理", None),
        "李娜": ("部长", "王伟"),
    }
    path = tmp_path / "b.txt"
    path.write_text(
        f"Name: {RUTH}\nTitle: CEO\nCompany: Aster AG\n\nName: Lang, Peter\nTitle: CIO\nCompany: Aster AG\n"
    )
    assert bring(path).people.keys() == {RUTH, PETER}
    across = [
        ["Name", RUTH, PETER],
        ["Title", "CEO", "CIO"],
        ["Company", "Aster AG", "Aster AG"],
        ["Reports to", "", RUTH],
    ]
    assert bring(book(tmp_path / "c.xlsx", {"Profiles": across})).people[PETER]["reports_to"] == RUTH
    form = [["Name", RUTH, "Title", "CEO"], ["Company", "Aster AG", "Attitude", "supportive"]]
    assert attitudes(bring(book(tmp_path / "d.xlsx", {"Form": form}))) == {RUTH: 2}


def test_lists_without_a_heading(tmp_path, bring):
    path = tmp_path / "team.csv"
    path.write_text(f"{RUTH},CEO,ra@aster.example,rosebud\n{PETER},CIO,pl@aster.example,xanadu\n")
    found = bring(path, answers={"org:team": "Aster AG"})
    assert {n: (p["title"], p["email"]) for n, p in found.people.items()} == {
        RUTH: ("CEO", "ra@aster.example"),
        PETER: ("CIO", "pl@aster.example"),
    }
    assert found.asked("column:team:D")
    names = tmp_path / "names.txt"
    names.write_text(f"{RUTH}\n{PETER}\n{TOM}\n")
    assert bring(names, answers={"org:names": "Aster AG"}).people.keys() == {RUTH, PETER, TOM}
    rows = [["王伟", "总经理", "总经办"], ["李娜", "部长", "信息部"], ["赵敏", "采购经理", "采购部"]]
    found = bring(book(tmp_path / "a.xlsx", {"名单": rows}), answers={"org:名单": "华岳"})
    assert (found.people["李娜"]["unit"], found.people["李娜"]["title"]) == ("信息部", "部长")


def test_a_heading_in_words_that_nobody_knows_is_no_person(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Obiekt,Opis,Uwaga\nJan Kowalski,dom,las\nAnna Nowak,pole,most\n")
    assert guess([path], existing={}, options=options()).plan is None


@pytest.mark.parametrize(
    "text",
    [
        f"{RUTH}, CEO\n  {PETER}, CIO\n    Uwe Kern, Engineer\n  {TOM}, CFO\n",
        f"{RUTH} (CEO)\n- {PETER} (CIO)\n-- Uwe Kern (Engineer)\n- {TOM} (CFO)\n",
        f"1 {RUTH}, CEO\n1.1 {PETER}, CIO\n1.1.1 Uwe Kern, Engineer\n1.2 {TOM}, CFO\n",
        f"{RUTH} – CEO\n  {PETER} – CIO\n    Uwe Kern – Infra\n  {TOM} – CFO\n",
    ],
)
def test_an_indented_list_is_who_reports_to_whom(tmp_path, bring, text):
    path = tmp_path / "org.txt"
    path.write_text(text)
    found = bring(path, answers={"org:org": "Aster AG"})
    bosses = {name: person.get("reports_to") for name, person in found.people.items()}
    assert bosses == {RUTH: None, PETER: RUTH, "Uwe Kern": PETER, TOM: RUTH}
    assert found.people[TOM]["title"] == "CFO"


def test_a_line_of_one_cell_is_no_person_with_a_remark_and_not_read_as_one(monkeypatch):
    remarks = [(n, [f"# comment {n}"]) for n in range(9)]
    read = []
    monkeypatch.setattr(outlines, "person_of", lambda said: read.append(said) or (said, ""))
    assert outlines.outline([*remarks, (9, ["Name", "Title", "Company"])]) is None
    assert not read, "as many lines of remarks as a file holds would each be taken apart for nothing"


def test_a_column_further_right_is_a_level_further_down(tmp_path, bring):
    rows = [["王伟(总经理)"], ["", "李娜(部长)"], ["", "", "孙强(工程师)"], ["", "赵敏(经理)"]]
    found = bring(book(tmp_path / "a.xlsx", {"架构": rows}), answers={"org:架构": "华岳"})
    assert {n: p.get("reports_to") for n, p in found.people.items()} == {
        "王伟": None,
        "李娜": "王伟",
        "孙强": "李娜",
        "赵敏": "王伟",
    }
    table = [["Name", "Company"], [RUTH, "Aster AG"], [f"   {PETER}", "Aster AG"], [f"   {TOM}", "Aster AG"]]
    found = bring(book(tmp_path / "b.xlsx", {"Chart": table}))
    assert {n: p.get("reports_to") for n, p in found.people.items()} == {RUTH: None, PETER: RUTH, TOM: RUTH}


def test_tables_side_by_side(tmp_path, bring):
    rows = [
        ["Name", "Company", "", "Date", "Our people", "Their people"],
        [RUTH, "Aster AG", "", "2026-05-12", "Julia Keller", PETER],
    ]
    rows += [[PETER, "Aster AG", "", "", "", ""]]
    found = bring(book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert found.met == {("2026-05-12", "Julia Keller", PETER)}
    assert found.people.keys() == {RUTH, PETER, "Julia Keller"}
    spaced = [["Name", "Company", "", "Attitude", "Email"], [RUTH, "Aster AG", "", "neutral", "ra@aster.example"]]
    found = bring(book(tmp_path / "b.xlsx", {"Sheet1": spaced}))  # an empty column within one table
    assert attitudes(found) == {RUTH: 0}
    assert found.people[RUTH]["email"] == "ra@aster.example"


def test_groups_within_groups_are_filled_in_however_few_cells_are_empty_and_end_with_the_group_around_them(said):
    rows = [["Account", "Opportunity", "Name", "Title", "Role"], ["Aster AG", "Ticketing", RUTH, "CEO", "Decider"]]
    rows += [["", "", PETER, "CIO", "User"], ["", "Depot", "Ada Moss", "Planner", "User"]]
    rows += [["Calder SA", "Ledger", "Olaf Dietz", "CFO", "Decider"], ["Dunmore AG", "", "Jana Voss", "Buyer", "Buyer"]]
    facts, _ = said({"Report": rows})
    assert {key[1:3] for key in facts if key[0] == "role_in"} >= {(RUTH, "Ticketing"), (PETER, "Ticketing")}
    assert not any(key[1] == "Jana Voss" and key[2] != "Opportunity" for key in facts if key[0] == "role_in")


def test_what_is_written_once_for_a_group_holds_for_all_of_it(tmp_path, bring):
    rows = [
        ["Account Name  ↑", "Name", "Title"],
        ["Aster AG", RUTH, "CEO"],
        ["", PETER, "CIO"],
        ["Subtotal", "Count", 2],
    ]
    rows += [
        ["Boreal SE", "Olaf Dietz", "CEO"],
        ["", "Jana Voss", "CIO"],
        ["Subtotal", "Count", 2],
        ["Total", "Count", 4],
    ]
    found = bring(book(tmp_path / "a.xlsx", {"Contacts by Account": rows}))
    assert {n: p["org"] for n, p in found.people.items()} == {
        RUTH: "Aster AG",
        PETER: "Aster AG",
        "Olaf Dietz": "Boreal SE",
        "Jana Voss": "Boreal SE",
    }
    assert 'layout = ["carried down"]' in found.mapping
    path = tmp_path / "b.csv"
    path.write_text(
        f"Name,Title,Email\nAccount Name: Aster AG (2 records),,\n{RUTH},CEO,\n{PETER},CIO,\n"
        "Account Name: Boreal SE (1 record),,\nOlaf Dietz,CEO,\n"
    )
    assert {n: p["org"] for n, p in bring(path).people.items()} == {
        RUTH: "Aster AG",
        PETER: "Aster AG",
        "Olaf Dietz": "Boreal SE",
    }


def test_a_layout_that_the_mapping_no_longer_names_is_not_applied(tmp_path, bring):
    path = book(tmp_path / "a.xlsx", {"Map": [["Name", "Company", "Champion", "Neutral"], [RUTH, "Aster AG", "x", ""]]})
    found = bring(path)
    assert attitudes(found) == {RUTH: 3}
    edited = tmp_path / "m.toml"
    edited.write_text(found.mapping.replace('layout = ["levels"]\n', ""), encoding="utf-8")
    plan = plan_import([path], existing={}, options=options(mapping=read_mapping(edited)))
    assert "stance" not in {b.kind for b in plan.change.batches}


def test_full_width_marks_are_marks(tmp_path, bring):
    rows = [
        ["客户\uff1a华岳银行\uff08总行\uff09", "", ""],
        ["姓名", "上级", "听谁的"],
        ["王伟", "", ""],
        ["李娜", "王伟", "赵敏\uff0c王伟"],
        ["赵敏", "李娜", ""],
    ]
    found = bring(book(tmp_path / "a.xlsx", {"联系人": [*rows, ["备注\uff1a本表由销售部填写"]]}))
    assert found.ties.keys() >= {("influences", "赵敏", "李娜"), ("influences", "王伟", "李娜")}
    assert {n: p["org"] for n, p in found.people.items()} == {
        "王伟": "华岳银行",
        "李娜": "华岳银行",
        "赵敏": "华岳银行",
    }


def test_forms_of_sales_methods(tmp_path, bring):
    rows = [
        ["Account: Aster AG", "Opportunity: TMS renewal"],
        ["Element", "Who / what"],
        ["Metrics", "20% lower cost"],
        ["Economic Buyer", f"{RUTH} (CEO)"],
        ["Champion", PETER],
    ]
    found = bring(book(tmp_path / "a.xlsx", {"MEDDPICC": rows}))
    assert found.roles == {(RUTH, "TMS renewal"): ["decider"], (PETER, "TMS renewal"): ["coach"]}
    assert found.told("line 3 names nobody and was not imported: Metrics: 20% lower cost")


def test_ratings_by_key_of_people_in_another_sheet(tmp_path, bring):
    ratings = [["Person ID", "Attitude"], ["P1", "supportive"], ["P2", "against"]]
    people = [["Person ID", "Name", "Company"], ["P1", RUTH, "Aster AG"], ["P2", PETER, "Aster AG;Boreal SE"]]
    found = bring(book(tmp_path / "a.xlsx", {"Ratings": ratings, "Persons": people}))
    assert attitudes(found) == {RUTH: 2, PETER: -1}
    assert ("member_of", PETER, "Boreal SE") in found.ties


PAGE = """<html><head><meta charset='utf-8'></head><body><table><tr><th>Name<th>Company</tr>
<!-- <tr><td>no --><tr><td><b>Ruth</b> Ackermann<td>Aster&nbsp;AG</table>"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xls", PAGE),
        ("a.json", json.dumps([["Name", "Company"], [RUTH, "Aster AG"]])),
        ("a.jsonl", json.dumps({"name": RUTH, "company": "Aster AG"}) + "\n"),
    ],
)
def test_pages_that_are_called_xls_and_json_of_other_shapes(tmp_path, bring, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert {n: p["org"] for n, p in bring(path).people.items()} == {RUTH: "Aster AG"}


@pytest.mark.parametrize("folder", ["huayue", "kept", "krackhardt"])
def test_ordinary_tables_are_left_as_they_are(folder):
    found = guess([Path(__file__).parents[3] / "datasets" / folder], existing={}, options=options())
    assert found.sheets
    assert not [one.sheet.name for one in found.sheets if one.sheet.layouts]


@pytest.mark.parametrize("system", sorted(p.name for p in EXPORTS.iterdir()))
def test_exports_of_systems_are_left_as_they_are(system):
    found = guess([EXPORTS / system], existing={}, options=options())
    assert not [one.sheet.name for one in found.sheets if one.sheet.layouts]


def test_a_sheet_called_like_a_company_is_about_its_people(tmp_path, bring):
    sheets = {
        "Aster AG": [["Name", "Attitude"], [RUTH, "supportive"]],
        "华岳银行": [["姓名", "态度"], ["王伟", "反对"]],
    }
    found = bring(book(tmp_path / "a.xlsx", sheets))
    assert {n: p["org"] for n, p in found.people.items()} == {RUTH: "Aster AG", "王伟": "华岳银行"}
    blocks = [
        ["Name", "Title", "E-Mail"],
        ["Aster AG"],
        [RUTH, "CEO", "ra@aster.example"],
        ["Boreal SE"],
        ["Olaf Dietz", "CEO", ""],
    ]
    found = bring(book(tmp_path / "b.xlsx", {"Sheet1": blocks}))
    assert {n: p["org"] for n, p in found.people.items()} == {RUTH: "Aster AG", "Olaf Dietz": "Boreal SE"}


def test_cells_that_are_merged_over_two_lines_of_headings(tmp_path, bring):
    rows = [["序号", "姓名", "单位", "对我方态度", "", ""], ["", "", "", "支持", "中立", "反对"]]
    rows += [[1, "王伟", "华岳", "√", "", ""], [2, "李娜", "华岳", "", "√", ""], ["合计", 2, "", 1, 1, 0]]
    found = bring(book(tmp_path / "a.xlsx", {"表": rows}, {"表": ["A1:A2", "B1:B2", "C1:C2", "D1:F1"]}))
    assert attitudes(found) == {"王伟": 2, "李娜": 0}


def test_a_form_with_labels_nobody_knows_and_cards_below_a_name(tmp_path, bring):
    rows = [
        ["客户卡片"],
        ["姓名", "王伟", "性别", "男"],
        ["职务", "总经理", "部门", "总经办"],
        ["公司", "华岳", "星座", "天秤"],
    ]
    found = bring(book(tmp_path / "a.xlsx", {"卡": rows}))
    assert {n: (p["title"], p["org"]) for n, p in found.people.items()} == {"王伟": ("总经理", "华岳")}
    assert "gender" not in str(found.people)
    assert "男" not in str(found.people)
    rows = []
    for name, title, boss in ((RUTH, "CEO", ""), (PETER, "CIO", RUTH)):
        rows += [[name], ["Title", title], ["Company", "Aster AG"], ["Reports to", boss], ["Last met", ""], []]
    found = bring(book(tmp_path / "b.xlsx", {"Profiles": rows}))
    assert {n: (p["title"], p.get("reports_to")) for n, p in found.people.items()} == {
        RUTH: ("CEO", None),
        PETER: ("CIO", RUTH),
    }


def test_lines_of_names_and_arrows(tmp_path, bring):
    path = tmp_path / "list.txt"
    path.write_text(f"1. {RUTH} - CEO\n2. {PETER} - CIO\n3. {TOM} - CFO\n")
    found = bring(path, answers={"org:list": "Aster AG"})
    assert {n: p["title"] for n, p in found.people.items()} == {RUTH: "CEO", PETER: "CIO", TOM: "CFO"}
    sheets = {"Contacts": PEOPLE, "Influence": [[f"{RUTH} -> {PETER}"], [f"{PETER} → {TOM}"]]}
    found = bring(book(tmp_path / "a.xlsx", sheets))
    assert found.ties == {("influences", RUTH, PETER): 3, ("influences", PETER, TOM): 3}


def test_cells_that_excel_sets_further_in(tmp_path, bring):
    path = book(
        tmp_path / "a.xlsx", {"Chart": [[f"{RUTH} (CEO)"], [f"{PETER} (CIO)"], ["Uwe Kern (IT)"], [f"{TOM} (CFO)"]]}
    )
    made = openpyxl.load_workbook(path)
    for line, indent in ((2, 1), (3, 2), (4, 1)):
        made.active.cell(line, 1).alignment = Alignment(indent=indent)
    made.save(path)
    found = bring(path, answers={"org:Chart": "Aster AG"})
    assert {n: p.get("reports_to") for n, p in found.people.items()} == {
        RUTH: None,
        PETER: RUTH,
        "Uwe Kern": PETER,
        TOM: RUTH,
    }


def test_headings_like_those_of_a_matrix_are_no_matrix(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"row": "1", "column": "2", "cell": "x"}]')
    assert guess([path], existing={}, options=options()).plan is None


def test_sums_are_no_matrix(tmp_path):
    sums = [["Row Labels", "Jan", "Feb", "Grand Total"], [RUTH, 2, 1, 3], [PETER, 1, 4, 5], ["Grand Total", 3, 5, 8]]
    found = guess([book(tmp_path / "a.xlsx", {"Pivot": sums})], existing={}, options=options())
    assert not any(one.sheet.layouts for one in found.sheets)
