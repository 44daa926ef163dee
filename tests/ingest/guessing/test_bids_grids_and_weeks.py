"""Lists of bids with their results, titles of papers before companies, grids of who knows whom, and weekly reports."""

from __future__ import annotations

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book


@pytest.mark.parametrize(
    "title",
    [
        "Buying Center Wessling Verpackung GmbH",
        "Stakeholder map Halden Marine Ltd",
        "Stakeholder analysis Halden Marine Ltd",
        "Buying committee: Ruvo S.p.A.",
    ],
)
def test_what_a_paper_is_called_is_no_part_of_the_company_behind_it(said, title):
    rows = [[title], ["Name", "Position", "Einfluss"], ["Jens Roth", "Einkaufsleiter", "hoch"]]
    facts, _ = said({"Blatt1": [*rows, ["Ilse Kamp", "Leiterin Produktion", "mittel"]]})
    assert facts["person", "Jens Roth"]["org"] == title.replace(":", "").split(" ", 2)[2]


def test_lists_of_bids_tell_their_result_who_won_who_decided_and_who_led_them(said):
    rows = [
        ["Tender", "Customer", "Our bid lead", "Award expected", "Value", "Result", "Winner", "Decided by"],
        ["Signalling", "Calloway Rail", "Kim Ferro", "30/06/2026", "£1.4m", "open", "", "Bea Lockhart"],
        ["Depot CCTV", "Calloway Rail", "Piet Smulders", "28/02/2026", "£260k", "lost", "Kestrel", "Imran Sheikh"],
        ["Ticketing", "Metro Avon", "Kim Ferro", "15/01/2026", "£900k", "won", "Boreal", "Hugh Menzies"],
    ]
    facts, _ = said({"Tenders": rows})
    deals = {key[1]: (one["status"], one.get("competitors")) for key, one in facts.items() if key[0] == "opportunity"}
    assert deals == {"Signalling": ("open", None), "Depot CCTV": ("lost", ("Kestrel",)), "Ticketing": ("won", None)}
    decided = {key[1:]: one["roles"] for key, one in facts.items() if key[0] == "role_in"}
    assert decided["Imran Sheikh", "Depot CCTV"] == ("decider",)
    assert len(decided) == 3
    assert facts["person", "Kim Ferro"]["org"] == facts["person", "Piet Smulders"]["org"] == "Boreal"


def test_chinese_lists_of_bids_tell_who_won(said):
    rows = [["招标项目", "招标单位", "预算(万元)", "开标日期", "投标结果", "中标单位", "投标负责人"]]
    rows += [["管网监测平台", "洛安热力", "620", "2026-03-15", "未中标", "海图软件", "方哲"]]
    rows += [["调度大屏", "启元铝业", "180", "2026-04-20", "中标", "", "柯然"]]
    facts, _ = said({"投标台账": rows})
    deals = {key[1]: (one["status"], one.get("competitors")) for key, one in facts.items() if key[0] == "opportunity"}
    assert deals == {"管网监测平台": ("lost", ("海图软件",)), "调度大屏": ("won", None)}


@pytest.mark.parametrize("remarks", [[], ["Comment", "", "lunch in May", "", ""]])
def test_grids_of_who_knows_whom_may_name_posts_in_brackets_and_have_remarks(said, remarks):
    rows = [
        ["Halden Marine", "Leah Brandt", "Kim Ferro", "Priya Nair (Support)"],
        ["Sigrid Halden (CEO)", 1, 0, 0],
        ["Ola Tveit (CFO)", 2, 0, 0],
        ["Marte Aas (VP Fleet)", 3, 5, 2],
        ["Petter Lunde (Head of IT)", "", 4, 4],
    ]
    rows = [[*row, *remarks[n : n + 1]] for n, row in enumerate(rows)]
    name = "Coverage (matrix)" if remarks else "Coverage"
    answers = {f"org:{name}": "Halden Marine", f"direction:{name}": "column"}
    facts, _ = said({"Coverage": [["Who knows whom at Halden Marine"], *rows]}, **answers)
    knows = {key[1:3]: one["declared_level"] for key, one in facts.items() if key[0] == "knows"}
    assert knows["Priya Nair", "Petter Lunde"] == 4
    assert len(knows) == 7
    assert facts["person", "Marte Aas"]["title"] == "VP Fleet"


def test_forms_of_a_method_tell_what_they_say_beside_roles_and_ask_about_no_colour(tmp_path):
    rows = [
        ["Opportunity:", "Fleet Insight", "Account:", "Halden Marine"],
        [],
        ["Element", "What we know", "Who", "Status"],
        ["Metrics", "Fuel -6 %", "Marte Aas", "green"],
        ["Economic Buyer", "Signs above 250k", "Ola Tveit", "amber"],
        ["Decision Criteria", "TCO first of all", "Petter Lunde", "amber"],
        ["Champion", "Presents to the board", "Marte Aas", "green"],
        ["Competition", "Kestrel", "", "amber"],
    ]
    found = guess([book(tmp_path / "a.xlsx", {"MEDDPICC": rows})], existing={}, options=options())
    told = "\n".join(one.en for one in found.said)
    assert "line 6 is no decision role and was not imported: Decision Criteria: TCO first of all: Petter Lunde" in told
    assert "line 4 is no decision role; of it only whom it names was read: Metrics: Fuel -6 %: Marte Aas" in told
    assert "columns that were not imported: What we know, Status" in told
    asked = {q.id for q in found.plan.questions}
    assert "competitor:Kestrel" in asked
    assert "competitor:amber" not in asked


def test_rows_that_say_something_only_in_columns_that_are_not_read_are_told(tmp_path):
    rows = [
        ["序号", "姓名", "职务", "态度", "备注"],
        [1, "傅明远", "总裁", "中立", ""],
        [2, "栾雪松", "副总裁", "支持", "分管生产"],
        ["填表人：毕成", "", "", "", "2026-04-02"],
        [4, "", "", "", ""],
    ]
    answers = {"our_company": "Boreal", "org:干系人": "远岭水泥"}
    found = guess([book(tmp_path / "a.xlsx", {"干系人": rows})], existing={}, options=options(answers=answers))
    told = [(p.text.en, p.line) for p in found.plan.problems if "only in columns" in p.text.en]
    assert told == [("rows that say something only in columns that are not imported were left out (1)", 4)]


@pytest.mark.parametrize(
    ("heading", "no", "yes"), [("Done?", "no", "yes"), ("Erledigt", "", "x"), ("是否完成", "否", "是")]
)
def test_what_is_said_to_be_done_is_no_open_action(said, heading, no, yes):
    rows = [["What", "With whom", "Who", "By when", heading]]
    rows += [["Invite to user day", "Giulia Ferri", "Kim Ferro", "2026-07-20", no]]
    rows += [["Send business case", "Giulia Ferri", "Piet Smulders", "2026-05-10", yes]]
    people = [["Name", "Title", "Company"], ["Giulia Ferri", "CEO", "Aster"], ["Paolo Neri", "COO", "Aster"]]
    facts, asked = said({"Contacts": people, "Actions": rows})
    actions = {one["type"]: one.get("status", "open") for key, one in facts.items() if key[0] == "action"}
    assert actions == {"Invite to user day": "open", "Send business case": "done"}
    assert not [one for one in asked if one.startswith("word:")]
