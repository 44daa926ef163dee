"""Sheets as people keep them give the same graph as the tables that say the same, fact by fact."""

from pathlib import Path

import pytest

from graphcrm.ingest.plan import plan_rows
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book, told

SEEN = {"source": "colleague_report", "reported_by": "pw", "observed_at": "2026-06-12"}

#: What all three layouts say, in our own tables.
OFFICIAL = {
    "orgs": [
        {"id": "MER", "name": "Meridian Foods SA", "category": "customer"},
        {"id": "ML", "name": "Meridian Lab SA", "category": "customer", "parent": "MER"},
        {"id": "US", "name": "Tidewater", "category": "our_company"},
        {"id": "LK", "name": "Lakeside Consulting", "category": "third_party", "subtype": "consultant"},
    ],
    "units": [
        {"id": "ex", "name": "Executive board", "org": "MER", "function": "general"},
        {"id": "it", "name": "IT", "org": "MER", "function": "it"},
        {"id": "qa", "name": "Quality", "org": "ML", "function": "quality"},
    ],
    "people": [
        {"id": "pw", "name": "Petra Wolff", "org": "US"},
        {"id": "sb", "name": "Sam Brook", "org": "US"},
        {"id": "a", "name": "Ana Ruiz", "org": "MER", "title": "CEO", "unit": "ex", "grade": 4, "owner": "sb"},
        {
            "id": "j",
            "name": "Jose Diaz",
            "org": "MER",
            "title": "CIO",
            "unit": "it",
            "grade": 4,
            "reports_to": "a",
            "owner": "pw",
        },
        {
            "id": "n",
            "name": "Nils Åberg",
            "org": "MER",
            "title": "Architect",
            "unit": "it",
            "grade": 2,
            "reports_to": "j",
            "owner": "pw",
        },
        {
            "id": "o",
            "name": "Oda O’Brien",
            "org": "ML",
            "title": "Head of quality",
            "unit": "qa",
            "grade": 3,
            "reports_to": "a",
        },
        {"id": "l", "name": "Lee Lake", "org": "LK"},
    ],
    "opportunities": [{"id": "op", "name": "ERP", "customer": "MER"}],
    "roles": [
        {"person": "a", "opportunity": "op", "roles": "decider", "confidence": "B", **SEEN},
        {"person": "j", "opportunity": "op", "roles": "approver;technical_evaluator", "confidence": "B", **SEEN},
    ],
    "edges": [
        {"kind": "STANCE", "from": "a", "to": "US", "level": 0, "confidence": "B", **SEEN},
        {"kind": "STANCE", "from": "j", "to": "US", "level": 2, "confidence": "B", **SEEN},
        {"kind": "STANCE", "from": "n", "to": "US", "level": 3, "confidence": "B", **SEEN},
        {"kind": "STANCE", "from": "o", "to": "US", "level": -1, "confidence": "B", **SEEN},
        {"kind": "INFLUENCES", "from": "n", "to": "j", "level": 5, "confidence": "A", **SEEN},
        {"kind": "INFLUENCES", "from": "j", "to": "a", "level": 4, "confidence": "B", **SEEN},
        {"kind": "INFLUENCES", "from": "l", "to": "a", "level": 3, "confidence": "C", **SEEN},
    ],
    "interactions": [
        {"date": "2026-06-02", "kind": "visit", "participants": "pw;sb;j;n", "summary": "Kick-off"},
        {"date": "2026-05-20", "kind": "call", "participants": "sb;a", "summary": "Budget"},
    ],
}
#: Five answers, the same for each layout but for the words of the opportunity.
ANSWERS = {
    "our_company": "Tidewater",
    "person:lee lake": "Lakeside Consulting (third_party/consultant)",
    "confidence": "B",
}


def split(row: str) -> list[str | None]:
    return [cell or None for cell in row.split("|")]


def english(path: Path) -> Path:
    """A title and a day above, “Last, First”, signs for attitudes, words for levels, a total, a note, an empty row."""
    return book(
        path,
        {
            "Stakeholders": [
                ["Meridian Foods – who is who (P. Wolff, 12 June 2026)"],
                ["Export date: 2026-06-12"],
                [],
                split("Name|Position|Company|Dept.|Seniority|Reports to|Account manager|Attitude (-..+++)|Role in ERP|Birthday"),
                split("Ruiz, Ana|CEO|Meridian Foods SA|Executive board|C-level||Sam Brook|0|Decision Maker|1970-01-01"),
                split("Diaz, Jose|CIO|Meridian Foods SA|IT|C-Level|Ruiz, Ana|Petra Wolff|++|Approver, Technical Buyer|"),
                [],
                split("Åberg, Nils|Architect|Meridian Foods SA|IT|Manager|Diaz, Jose|Petra Wolff|+++||"),
                split("O’Brien, Oda|Head of quality|Meridian Lab SA|Quality|Head of|Ana Ruiz||-||"),
                ["Total: 4"],
                [],
                ["Source: our own notes"],
            ],
            "Who influences whom": [
                ["Influencer", "Influences", "How much", "How sure", "As of"],
                ["Nils Aberg", "Jose Diaz", "decisive", "certain", "12.06.2026"],
                ["Jose Diaz", "Ana Ruiz", "high", "likely", "12.06.2026"],
                ["Lee Lake", "Ana Ruiz", "medium", "hearsay", "12.06.2026"],
                ["Colours: green = sure"],
            ],
            "Visits": [
                ["Date", "Type", "From us", "Their side", "Subject"],
                ["2026-06-02 14:30", "On-site", "Petra Wolff, Sam Brook", "Diaz, Jose; Nils Åberg", "Kick-off"],
                ["20.05.2026", "Phone call", "Sam Brook", "Ana Ruiz", "Budget"],
            ],
        },
    )  # fmt: skip


def chinese(path: Path) -> Path:
    """A heading on two lines with merged groups, 中文 headings and words, titles in brackets, lists with 、, full-width digits."""
    return book(
        path,
        {
            "干系人": [
                ["客户关系表(Petra Wolff)", None, None, None, None, None, None, None, None],
                ["基本信息", None, None, None, None, "关系", None, None, "ERP项目中的角色"],
                ["姓名", "职务", "所在单位", "部门", "职级", "直属上级", "我方责任人", "对我方态度", None],
                ["Ana Ruiz", "CEO", "Meridian Foods SA", "Executive board", "高层", "", "Sam Brook", "中立", "决策者"],
                ["Jose Diaz（CIO）", "", "Meridian Foods SA", "IT", "４", "Ana Ruiz", "Petra Wolff", "支持", "批准者、技术把关"],
                ["Nils Åberg", "Architect", "Meridian Foods SA", "IT", "科室/项目经理", "Jose Diaz", "Petra Wolff", "支持并排他", ""],
                ["Oda O'Brien", "Head of quality", "Meridian Lab SA", "Quality", "部门负责人", "Ana Ruiz", "", "反对", ""],
                ["合计", "4 人"],
                ["注:颜色表示重要程度"],
            ],
            "影响关系": [
                ["影响者", "被影响者", "影响程度", "把握", "日期"],
                ["Nils Åberg", "Jose Diaz", "决定性", "确定", "2026年6月12日"],
                ["Jose Diaz", "Ana Ruiz", "高", "很可能", "2026/6/12"],
                ["Lee Lake", "Ana Ruiz", "中", "听说", "2026-06-12"],
            ],
            "拜访记录": [
                ["拜访日期", "方式", "我方参与人", "客户参与人", "内容"],
                ["2026-06-02", "上门拜访", "Petra Wolff、Sam Brook", "Jose Diaz、Nils Åberg", "Kick-off"],
                ["2026-05-20", "电话", "Sam Brook", "Ana Ruiz", "Budget"],
            ],
        },
        {"干系人": ["A1:I1", "A2:E2", "F2:H2", "I2:I3"]},
    )  # fmt: skip


def in_csv(path: Path) -> list[Path]:
    """Three CSV files: semicolons, a line for Excel above the heading, mail addresses in place of names, columns in any order."""
    path.mkdir()
    files = {
        "contacts": "sep=;\n"
        "E-mail;First name;Surname;Job title;Organisation;Department;Level;Line manager;Owner;Support;Deal;Buying role\n"
        "ana@mer.example;Ana;Ruiz;CEO;Meridian Foods SA;Executive board;4 - executive;;Sam Brook;neutral;ERP;decider\n"
        "jose@mer.example;Jose;Diaz;CIO;Meridian Foods SA;IT;4 - executive;ana@mer.example;Petra Wolff;supporter;ERP;"
        "approver|technical evaluator\n"
        "nils@mer.example;Nils;Åberg;Architect;Meridian Foods SA;IT;2 - manager;jose@mer.example;Petra Wolff;champion;;\n"
        "oda@ml.example;Oda;O’Brien;Head of quality;Meridian Lab SA;Quality;3;ana@mer.example;;opponent;;\n",
        "influence": "who;listens to;how much;how sure;since;reported by\n"
        "jose@mer.example;nils@mer.example;very high;A;12.06.2026;Petra Wolff\n"
        "ana@mer.example;jose@mer.example;strong;B;12.06.2026;Petra Wolff\n"
        "ana@mer.example;Lee Lake;often;C;12.06.2026;Petra Wolff\n",
        "meetings": "when;what;who was there;notes\n"
        "2026-06-02;visit;Petra Wolff, Sam Brook, jose@mer.example, nils@mer.example;Kick-off\n"
        "20.05.2026;call;Sam Brook & Ana Ruiz;Budget\n",
    }
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return [path / f"{name}.csv" for name in files]


@pytest.fixture(scope="module")
def official():
    return told(plan_rows(OFFICIAL, existing={}, options=options()))


def without(facts, *columns):
    """Facts without columns, with apostrophes of one kind."""
    plain = str.maketrans("’", "'")

    def said(value):
        if isinstance(value, tuple):
            return tuple(map(said, value))
        return value.translate(plain) if isinstance(value, str) else value

    return {tuple(map(said, f)) for f in facts if f[2] not in columns}


@pytest.mark.parametrize("layout", [english, chinese])
def test_a_workbook_with_at_most_five_answers_is_the_official_graph(tmp_path, look, official, layout):
    found = look(layout(tmp_path / "kept.xlsx"), answers=ANSWERS)
    assert without(told(found.plan)) == without(official)
    assert len(ANSWERS) <= 5
    assert not [q.id for q in found.questions if not q.proposal and not q.answer]


def test_csv_files_with_mail_addresses_are_the_official_graph(tmp_path, look, official):
    found = look(*in_csv(tmp_path / "kept"), answers=ANSWERS | {"reported_by": "Petra Wolff"})
    assert without(told(found.plan), "email") == without(official)


def test_without_an_answer_nothing_is_made_up(tmp_path, look):
    found = look(english(tmp_path / "kept.xlsx"))
    facts = told(found.plan)
    assert not {f for f in facts if "Lee Lake" in str(f)}
    assert {f[3] for f in facts if f[0] == "stance" and f[2] == "confidence"} == {"E"}
    lee = next(q for q in found.questions if q.id == "person:lee lake")
    assert (lee.rows, lee.proposal, lee.candidates[-1]) == (1, "", "-")
    assert found.questions[0] == lee, "what costs facts is asked first"


def test_days_that_can_be_read_in_two_ways_are_asked_about_and_their_rows_wait_for_the_answer(tmp_path, look):
    rows = [
        ["Who", "listens to", "how much", "since"],
        ["Ana", "Bo", "3", "05.06.2026"],
        ["Bo", "Ana", "3", "2026-06-07"],
    ]
    path = book(tmp_path / "b.xlsx", {"Influence": rows, "People": [["Name", "Company"], ["Ana", "X"], ["Bo", "X"]]})
    found = look(path)
    assert {f[3] for f in told(found.plan) if f[0] == "influences" and f[2] == "observed_at"} == {"2026-06-07"}
    assert "date_order" in [q.id for q in found.questions]
    for order, day in (("dmy", "2026-06-05"), ("mdy", "2026-05-06")):
        facts = told(look(path, date_order=order).plan)
        assert {f[3] for f in facts if f[0] == "influences" and f[2] == "observed_at"} == {day, "2026-06-07"}


@pytest.mark.parametrize(
    "lines",
    [
        [["Account", "Aster AG"], ["Opportunity", "TMS"], ["Metrics", "-8 %"], ["Economic Buyer", "Vera Lund (CFO)"],
         ["Decision Criteria", "price"], ["Champion", "Max Orr (IT Lead)"], ["Competition", "Siegel (incumbent), Corvid"]],
        [["客户：Aster AG", "", "商机：TMS"], ["项目", "内容", "人员"], ["M 指标", "-8 %", ""], ["E 经济决策人", "", "Vera Lund(CFO)"],
         ["D 决策标准", "价格", ""], ["C 内部支持者", "", "Max Orr(IT Lead)"], ["C 竞争对手", "Siegel(报价低)、Corvid", ""]],
    ],
)  # fmt: skip
def test_a_whole_sheet_may_be_a_form_whose_competition_is_asked_about(tmp_path, look, lines):
    path = book(tmp_path / "a.xlsx", {"Deal": lines})
    found = look(path, our_company="Boreal", answers={"competitor:Siegel": "yes", "competitor:Corvid": "-"})
    assert {"competitor:Siegel", "competitor:Corvid"} <= {q.id for q in look(path).questions}
    facts = told(found.plan)
    assert {(f[1][0], f[3]) for f in facts if f[0] == "person" and f[2] == "org"} == {
        ("Vera Lund", "Aster AG"),
        ("Max Orr", "Aster AG"),
    }
    assert {(f[1], f[3]) for f in facts if f[2] == "roles"} == {
        (("Vera Lund", "TMS"), ("decider",)), (("Max Orr", "TMS"), ("coach",)),
    }  # fmt: skip
    assert {(f[1][0], f[3]) for f in facts if f[2] == "category" and f[3] != "our_company"} == {
        ("Siegel", "competitor"), ("Aster AG", "customer"),
    }  # fmt: skip


def test_what_stands_behind_the_competition_of_a_form_with_headings_is_no_company_and_named_rivals_are_taken(
    look, tmp_path
):
    lines = [["Deal review – TMS"], [], ["Account", "Aster AG", "", "Deal owner", "Tom Frey"]]
    lines += [["Opportunity", "TMS", "", "Stage", "RFP"], ["Amount", "$2M", "", "Competitors", "Siegel"], []]
    lines += [["MEDDICC", "Status", "What we know", "Gap", "Action", "Owner", "Due"]]
    lines += [["Metrics", "Green", "-8 %", "", "", "", ""], ["Economic buyer", "Red", "Vera Lund", "", "", "", ""]]
    lines += [["Champion", "Green", "Max Orr", "", "", "", ""], ["Decision criteria", "Red", "price", "", "", "", ""]]
    lines += [["Competition", "Amber", "Siegel, Corvid", "Price war", "Battlecard", "Tom Frey", "2026-03-11"]]
    questions = {q.id: q.proposal for q in look(book(tmp_path / "a.xlsx", {"Deal": lines})).questions}
    asked = {one: usual for one, usual in questions.items() if one.startswith("competitor:")}
    assert asked == {"competitor:Siegel": "yes", "competitor:Corvid": ""}


def test_actions_that_name_nobody_of_theirs_are_about_the_only_customer_and_asked_about_once_or_line_by_line(
    tmp_path, look
):
    actions = [["#", "Action", "Owner", "Due", "Status"], [1, "Send offer", "Tom Frey", "2026-07-01", "open"]]
    actions += [[2, "Show the plant", "Tom Frey", "2026-08-01", "open"]]
    people = [["Name", "Company", "Title"], ["Ana Ruiz", "Aster", "CIO"], ["Luis Gil", "Aster", "CFO"]]
    path = book(tmp_path / "a.xlsx", {"People": people, "Actions": actions})

    def targets(**answers):
        found = look(path, answers={"our_company": "Boreal", **answers})
        return sorted((f[3]) for f in told(found.plan) if f[0] == "action" and f[2] == "target"), found

    none, found = targets()
    question = next(q for q in found.questions if q.id == "target:Actions")
    assert (none, question.proposal, question.rows) == (["Aster", "Aster"], "Aster", 2)
    assert set(question.candidates) == {"Ana Ruiz", "Luis Gil", "each", "-"}
    assert targets(**{"target:Actions": "-"})[0] == []
    assert targets(**{"target:Actions": "Ana Ruiz"})[0] == ["Ana Ruiz", "Ana Ruiz"]
    some, found = targets(**{"target:Actions": "each", "target:Actions:3": "Luis Gil"})
    assert some == ["Luis Gil"]
    assert "target:Actions:2" in {q.id for q in found.questions}


def test_a_heading_over_the_values_of_a_form_is_no_opportunity(tmp_path, look):
    lines = [["Aster AG 选矿项目 MEDDPICC"], ["项目", "说明"], ["M 指标", "+1 %"], ["E 经济购买者", "关山(副总裁)"]]
    lines += [["D 决策标准", "价格"], ["I 痛点", "能耗"], ["C 拥护者", "丁香(主任)"]]
    asked = {q.id for q in look(book(tmp_path / "a.xlsx", {"评估": lines}), our_company="Boreal").questions}
    assert ("opportunity:选矿项目" in asked, "opportunity:说明" in asked) == (True, False)
