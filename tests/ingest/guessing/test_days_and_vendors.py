"""Columns that are days, periods, vendors or levels: attitudes then and now, attitudes to rivals, attendance, charts by level."""

import pytest

from tests.ingest.guessing.conftest import book, told

ANA, LUIS, EVA, JULIA = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Julia Keller"


def facts(found, kind, name):
    return {(*one[1], one[3]) for one in told(found.plan) if one[0] == kind and one[2] == name}


def stances(found):
    """Who thinks what of whom, and as of when."""
    assert found.plan.change is not None, [p.text.en for p in found.plan.problems]
    rows = [
        (key.split("\t")[0], day, props)
        for b in found.plan.change.batches
        if b.kind == "stance"
        for key, props, day in zip(b.keys, b.props, b.observed_at, strict=True)
    ]
    return {(who, day, int(props.partition('"level":')[2].partition(",")[0].strip(" }"))) for who, day, props in rows}


def test_attitudes_of_quarters_become_a_history_and_a_quarter_to_come_is_told(tmp_path, look):
    rows = [["Name", "Company", "Attitude Q4/25", "Attitude Q1/26", "Attitude Q2/26", "Attitude Q3/26"]]
    rows += [
        [ANA, "Acme", "neutral", "supporter", "champion", "champion"],
        [LUIS, "Acme", "opponent", "", "neutral", ""],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert stances(found) == {
        ("ana-ruiz", "2025-12-31", 0),
        ("ana-ruiz", "2026-03-31", 2),
        ("ana-ruiz", "2026-06-30", 3),
        ("luis-gil", "2025-12-31", -1),
        ("luis-gil", "2026-06-30", 0),
    }
    assert any("still to come" in p.text.en for p in found.plan.problems)


def test_quarters_below_a_common_heading_have_the_year_of_the_title_which_is_asked(tmp_path, look):
    rows = [
        ["2026年客户态度"],
        ["姓名", "单位", "支持度", ""],
        ["", "", "一季度", "二季度"],
        ["李爱民", "江城电力", "中立", "支持"],
    ]
    path = book(tmp_path / "a.xlsx", {"跟踪": rows}, {"跟踪": ["C2:D2", "A2:A3", "B2:B3"]})
    found = look(path)
    assert {(day, level) for _, day, level in stances(found)} == {("2026-03-31", 0), ("2026-06-30", 2)}
    (question,) = [q for q in found.questions if q.id.startswith("year:")]
    assert question.proposal == "2026"
    found = look(path, answers={question.id: "2025"})
    assert {day for _, day, _ in stances(found)} == {"2025-03-31", "2025-06-30"}


@pytest.mark.parametrize(
    "headings",
    [
        [["姓名", "单位", "对我方态度", "对友商A的态度"]],
        [["Name", "Company", "Attitude to us", "Attitude to 友商A"]],
        [["姓名", "单位", "对各厂商的支持度", ""], ["", "", "我方", "友商A"]],
    ],
    ids=["zh", "en", "group"],
)
def test_attitudes_to_rivals_are_attitudes_to_them(tmp_path, look, headings):
    rows = [*headings, ["李爱民", "江城电力", "支持", "反对"], ["刘志强", "江城电力", "中立", ""]]
    merged = {"态度": ["C1:D1", "A1:A2", "B1:B2"]} if len(headings) > 1 else {}
    found = look(book(tmp_path / "a.xlsx", {"态度": rows}, merged), our_company="华创")
    levels = {(one[0], one[1]): one[-1] for one in facts(found, "stance", "level")}
    assert levels == {("李爱民", "华创"): 2, ("李爱民", "友商A"): -1, ("刘志强", "华创"): 0}
    assert ("友商A", "competitor") in facts(found, "org", "category")


def test_a_list_with_a_column_for_each_day_is_a_meeting_for_each_day(tmp_path, look):
    rows = [["2026年例会签到表"], ["姓名", "单位", "3月5日", "4月20日 评审会", "5月6日"]]
    rows += [
        ["张磊", "华创", "√", "√", ""],
        ["李爱民", "江城电力", "√", "√", "√"],
        ["刘志强", "江城电力", "×", "√", "√"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"签到": rows}), our_company="华创")
    assert {one[:2] for one in facts(found, "interaction", "kind")} == {
        ("2026-03-05", ("张磊", "李爱民")),
        ("2026-04-20", ("刘志强", "张磊", "李爱民")),
    }
    assert {one[0]: one[-1] for one in facts(found, "interaction", "summary")} == {"2026-04-20": "评审会"}
    assert any("left out: 1 meeting" in p.text.en for p in found.plan.problems)
    assert any(q.id.startswith("year:") for q in found.questions)


def test_a_plan_with_marks_below_days_makes_nobody_of_its_tasks(tmp_path, look):
    rows = [
        ["Task", "2026-05-04", "2026-05-11", "2026-05-18"],
        ["Design review", "x", "x", ""],
        ["Test plan", "", "x", "x"],
    ]
    found = look(book(tmp_path / "plan.xlsx", {"Project plan": rows}))
    assert found.plan is None or not {"people", "interactions"} & set(found.plan.counts)


@pytest.mark.parametrize(
    "rows",
    [
        [["L1", "L2", "L3"], [f"{ANA} (CEO)", "", ""], ["", f"{LUIS} (CIO)", ""], ["", "", EVA]],
        [["Level 1", "Level 2", "Level 3"], [f"{ANA} (CEO)", f"{LUIS} (CIO)", EVA]],
    ],
    ids=["stairs", "paths"],
)
def test_a_chart_with_a_column_for_each_level_says_who_reports_to_whom(tmp_path, look, rows):
    found = look(book(tmp_path / "a.xlsx", {"Chart": rows}), answers={"org:Chart": "Acme"})
    assert {one[:2] for one in facts(found, "person", "reports_to")} == {(LUIS, ANA), (EVA, LUIS)}
    assert facts(found, "person", "title") == {(ANA, "CEO"), (LUIS, "CIO")}


def test_names_below_units_or_quadrants_belong_there(tmp_path, look):
    units = [["规划部", "采购部"], ["高明（部长）", "卢克（部长）"], ["方圆（主管）", ""]]
    found = look(book(tmp_path / "a.xlsx", {"鱼骨图": units}), answers={"org:鱼骨图": "天河机场"})
    assert facts(found, "person", "unit") == {("高明", "规划部"), ("方圆", "规划部"), ("卢克", "采购部")}
    quadrants = [["Manage closely", "Keep satisfied", "Keep informed", "Monitor"], [ANA, EVA, LUIS, JULIA]]
    found = look(book(tmp_path / "b.xlsx", {"Grid": quadrants}), answers={"org:Grid": "Acme"})
    assert facts(found, "person", "flags") == {(ANA, ("key_person",)), (EVA, ("key_person",))}


def test_answers_to_a_form_are_read_by_its_questions(tmp_path, look):
    rows = [
        [
            "Timestamp",
            "Your name",
            "Which stakeholder are you assessing?",
            "Which company does the stakeholder work for?",
        ]
    ]
    rows[0] += ["How supportive is he/she of us?", "How did you find out?"]
    rows += [["2026-06-02 10:12:33", JULIA, ANA, "Iberia SA", "Supporter", "Workshop"]]
    found = look(book(tmp_path / "a.xlsx", {"Form Responses 1": rows}), our_company="Nordwind")
    assert {one[0]: one[-1] for one in facts(found, "stance", "level")} == {ANA: 2}
    assert {one[0]: one[-1] for one in facts(found, "stance", "reported_by")} == {ANA: JULIA}
    assert {one[0]: one[-1] for one in facts(found, "person", "org")} == {ANA: "Iberia SA", JULIA: "Nordwind"}


def test_a_register_has_its_letters_and_its_interest(tmp_path, look):
    rows = [["Stakeholder", "Organization", "Role in project", "Interest (H/M/L)", "Current engagement (U/R/N/S/L)"]]
    rows += [[ANA, "Acme", "Decision maker", "H", "S"], [LUIS, "Acme", "", "M", "R"], [EVA, "Acme", "User", "L", "N"]]
    found = look(book(tmp_path / "a.xlsx", {"Register": rows}), answers={"opportunity:Opportunity": "ERP"})
    assert {one[0]: one[-1] for one in facts(found, "stance", "level")} == {ANA: 2, LUIS: -1, EVA: 0}
    assert {one[0]: one[-1] for one in facts(found, "role_in", "interest")} == {ANA: 4, EVA: 2}
    assert any("interest was left out" in p.text.en for p in found.plan.problems)


def test_people_beside_an_empty_column_of_a_matrix_are_in_it(tmp_path, look):
    people = [["Name", "Company"], [ANA, "Acme"], [LUIS, "Acme"], [EVA, "Acme"]]
    rows = [
        ["", f"{ANA} (CEO)", f"{LUIS} (CIO)", f"{EVA} (CFO)"],
        [ANA, "-", "", ""],
        [LUIS, "high", "-", ""],
        [EVA, "low", "", "-"],
    ]
    path = book(tmp_path / "a.xlsx", {"People": people, "Influence matrix": rows})
    found = look(path, answers={"direction:Influence matrix": "row"})
    assert {one[:2]: one[-1] for one in facts(found, "influences", "level")} == {(LUIS, ANA): 4, (EVA, ANA): 2}


MET = ["日期", "我方人员", "客户人员", "事项"]


@pytest.mark.parametrize(
    ("said", "question", "answer", "day"),
    [
        ("26/5/9", "date_order:ymd", "ymd", "2026-05-09"),
        ("26.5.9", "date_order:ymd", "ymd", "2026-05-09"),
        ("115/5/9", "date_order:roc", "roc", "2026-05-09"),
        ("05/09/2026", "date_order", "dmy", None),
        ("26.05.09", "date_order:short", "ymd", "2026-05-09"),
        ("09.05.26", "date_order:short", "dmy", "2026-05-09"),
        ("上周", "day:拜访:上周", "2026-05-09", "2026-05-09"),
        ("2026/13/45", "day:拜访:2026/13/45", "2026-05-09", "2026-05-09"),
    ],
)
def test_a_day_that_nobody_can_tell_is_asked_and_the_other_rows_are_read(said, question, answer, day, tmp_path, look):
    """Without an answer only that row waits; with one it is read (or, of 5 September, is still to come)."""
    people = [["姓名", "单位", "职务"], ["方知远", "海川能源", "部长"]]
    rows = [MET, [said, "王一鸣", "方知远", "需求"], ["2026-06-02", "王一鸣", "方知远", "汇报"]]
    path = book(tmp_path / "a.xlsx", {"名单": people, "拜访": rows})

    def days(found):
        return {one[0] for one in facts(found, "interaction", "observed_at")}

    found = look(path, our_company="Boreal")
    assert (days(found), question in {q.id for q in found.questions}) == ({"2026-06-02"}, True)
    assert any("without a day" in p.text.en for p in found.plan.problems)
    assert days(look(path, answers={"our_company": "Boreal", question: answer})) == {"2026-06-02", day} - {None}


def test_days_of_the_republic_that_say_so_are_read_without_a_question(tmp_path, look):
    rows = [MET, ["民國115年5月9日", "王一鸣", "方知远", "需求"], ["中华民国115年5月10日", "王一鸣", "方知远", "汇报"]]
    people = [["姓名", "单位", "职务"], ["方知远", "海川能源", "部长"]]
    found = look(book(tmp_path / "a.xlsx", {"名单": people, "拜访": rows}), our_company="Boreal")
    assert {one[0] for one in facts(found, "interaction", "observed_at")} == {"2026-05-09", "2026-05-10"}
