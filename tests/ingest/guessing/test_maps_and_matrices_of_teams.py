"""Maps, matrices and lists as account teams draw them: boxes, grids, tasks, crossings, relations in words; small sheets, exact facts."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.writing import as_toml
from graphcrm.ingest.mapping import read_mapping
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book, met, told

ANA, LUIS, EVA, TOM = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Tom Beck"
TIES = ("reports_to", "influences", "trusts", "knows", "conflicts_with", "shared_history", "stance")


@pytest.fixture
def facts(tmp_path):
    """What sheets say after their questions about organisations are answered: facts with names in place of ids, and the questions."""

    def run(sheets, merged=(), **answers):
        path = book(tmp_path / "a.xlsx", sheets, dict.fromkeys(sheets, merged))
        answers = {"our_company": "Boreal", **{f"org:{name}": "Aster" for name in sheets}, **answers}
        found = guess([path], existing={}, options=options(answers=answers))
        assert found.plan is not None, [one.en for one in found.said]
        (tmp_path / "m.toml").write_text(as_toml(found.mapping, found.sheets, "en"), encoding="utf-8")
        plan = plan_import(
            [path], existing={}, options=options(mapping=read_mapping(tmp_path / "m.toml"), answers=answers)
        )
        assert plan.change is not None, [p.text.en for p in plan.problems]
        return Facts(plan)

    return run


class Facts:
    """What a plan says of people and of what ties them, each by name, and what it asks and tells."""

    def __init__(self, plan):
        self._said = told(plan)
        self.titles = {name: self._column("person", "title").get((name,), "") for (name,) in self._all("person")}
        self.orgs, self.units, self.flags = (
            {name: value for (name,), value in self._column("person", column).items()}
            for column in ("org", "unit", "flags")
        )
        self.ties = {(kind, *ends): level for kind in TIES for ends, level in self.of(kind).items()}
        self.met = {(day, *who) for day, who in self._all("interaction")}
        self.roles = {about[0]: roles for about, roles in self._column("role_in", "roles").items()}
        self.asked = {q.id for q in plan.questions}
        self.told = " ".join(p.text.en for p in plan.problems)

    def of(self, kind):
        """The ties of a kind: (from, to) with the level."""
        levels = self._column(kind, "declared_level") | self._column(kind, "level")
        said = {about[:2]: levels.get(about) for about in self._all(kind)}
        lines = self._column("person", "reports_to") if kind == "reports_to" else {}
        return said | {(who, boss): None for (who,), boss in lines.items()}

    def _all(self, kind):
        return {about for k, about, _, _ in self._said if k == kind}

    def _column(self, kind, column):
        return {about: value for k, about, name, value in self._said if (k, name) == (kind, column)}


def test_who_stands_in_the_box_above_is_the_manager(facts):
    rows = [["Aster org chart"], [f"CEO\n{ANA}"], [f"CFO\n{LUIS}", None, f"CIO\n{EVA}"]]
    rows += [["Controller\nJan Ott", "Treasurer\nPia Lund", f"Architect\n{TOM}"]]
    found = facts({"Chart": rows}, ["A2:C2", "A3:B3"])
    assert found.titles == {
        ANA: "CEO",
        LUIS: "CFO",
        EVA: "CIO",
        "Jan Ott": "Controller",
        "Pia Lund": "Treasurer",
        TOM: "Architect",
    }
    assert set(found.of("reports_to")) == {(LUIS, ANA), (EVA, ANA), ("Jan Ott", LUIS), ("Pia Lund", LUIS), (TOM, EVA)}


def test_of_boxes_without_spans_nobody_is_guessed(facts):
    rows = [["", f"CEO\n{ANA}"], [f"CFO\n{LUIS}", "", f"CIO\n{EVA}"], ["", f"Controller\n{TOM}"]]
    found = facts({"Chart": rows})
    assert set(found.of("reports_to")) == {(LUIS, ANA), (EVA, ANA)}
    assert "of 1 people it cannot be seen whose box is above theirs" in found.told


@pytest.mark.parametrize(
    "rows",
    [
        [["Keep satisfied", "Manage closely"], [f"{ANA} (CFO)", f"{LUIS} (COO)"], [], ["Monitor", "Keep informed"], ["", f"{EVA} (Buyer)"]],
        [[f"令其满意\n{ANA} (CFO)", f"重点管理\n{LUIS} (COO)"], ["监督", f"随时告知:{EVA} (Buyer)"]],
        [
            ["", "Low interest", "High interest"],
            ["High power", f"Keep satisfied\n{ANA} (CFO)", f"{LUIS} (COO)"],
            ["Low power", "", f"{EVA} (Buyer)"],
        ],
    ],
)  # fmt: skip
def test_grids_that_say_what_to_do_with_people(facts, rows):
    found = facts({"Grid": rows})
    assert found.titles == {ANA: "CFO", LUIS: "COO", EVA: "Buyer"}
    marked = {name for name, flags in found.flags.items() if "key_person" in flags}
    assert marked == {ANA, LUIS}


def test_tasks_with_posts_over_the_names_list_people_and_ask_for_letters(facts):
    rows = [["Task", "CIO", "Head of IT", "Vendor PM"], ["", ANA, LUIS, f"{EVA} (Boreal)"]]
    rows += [["Tender", "A", "R", "C"], ["Contract", "A/R", "I", "C"]]
    found = facts({"RACI": rows}, **{"org:RACI (people)": "Aster"})
    assert found.titles == {ANA: "CIO", LUIS: "Head of IT", EVA: "Vendor PM"}
    assert found.orgs == {ANA: "Aster", LUIS: "Aster", EVA: "Boreal"}
    assert {"word:roles:a", "word:roles:r", "opportunity"} <= found.asked
    assert found.roles == {}


def test_whoever_heads_a_table_of_tasks_is_who_is_called_so_in_a_list_of_the_book(tmp_path, look):
    people = [
        ["Name", "Title", "Company"],
        [ANA, "CFO", "Aster AG"],
        [LUIS, "CIO", "Aster AG"],
        [EVA, "", "Staff Union"],
    ]
    rows = [["Activity", ANA, LUIS, EVA], ["Tender", "A", "R", "C"], ["Contract", "R", "I", "C"]]
    for title in ([], [["Account: Aster AG"], []]):
        found = look(book(tmp_path / "RACI Aster.xlsx", {"People": people, "RACI": [*title, *rows]}))
        facts = told(found.plan)
        homes = [(fact[1][0], fact[3]) for fact in facts if fact[0] == "person" and fact[2] == "org"]
        assert sorted(homes) == sorted([(ANA, "Aster AG"), (LUIS, "Aster AG"), (EVA, "Staff Union")])


@pytest.mark.parametrize("name", ["Power map - Aster", "Power"])
def test_those_of_a_list_of_power_are_where_the_lists_of_the_book_say_it(tmp_path, look, name):
    people = [
        ["Name", "Title", "Company"],
        [ANA, "CFO", "Aster AG"],
        [LUIS, "CIO", "Aster AG"],
        [EVA, "", "Staff Union"],
    ]
    rows = [["Name", "Power", "Interest"], [ANA, 5, 3], [LUIS, 4, 4], [EVA, 2, 5]]
    found = look(book(tmp_path / "Stakeholders Aster.xlsx", {"People": people, name: rows}))
    homes = {(fact[1][0], fact[3]) for fact in told(found.plan) if fact[0] == "person" and fact[2] == "org"}
    assert homes == {(ANA, "Aster AG"), (LUIS, "Aster AG"), (EVA, "Staff Union")}
    assert not {q.id for q in found.questions if q.id.startswith(("org:", "which:"))}


def test_how_often_each_of_ours_met_whom(facts):
    rows = [["", "", "Our staff", "", ""], ["Client contact", "Position", TOM, "Pia Lund", "Total"]]
    rows += [[ANA, "CFO", 7, 0, 7], [LUIS, "CIO", 0, 12, 12], ["Total", "", 7, 12, 19]]
    found = facts({"Meetings Q1": rows}, **{"org:Meetings Q1 (matrix)": "Aster"})
    assert found.of("knows") == {(TOM, ANA): None, ("Pia Lund", LUIS): None}  # how often is not how well
    assert found.orgs == {ANA: "Aster", LUIS: "Aster", TOM: "Boreal", "Pia Lund": "Boreal"}


@pytest.mark.parametrize(
    ("rows", "org"),
    [
        (
            [["Aster Energy – influence matrix (row influences column)"], ["", ANA, LUIS], [ANA, "", 3], [LUIS, 1, ""]],
            "Aster Energy",
        ),
        ([["华岳银行 影响力矩阵（行影响列）"], ["", "陈伟", "李娜"], ["陈伟", "", 3], ["李娜", 2, ""]], "华岳银行"),
        (
            [
                ["Decision matrix Aster Energy"],
                ["", "Budget", "Vendor selection"],
                [ANA, "Approver", ""],
                [LUIS, "", "Decider"],
            ],
            "Aster Energy",
        ),
        ([["Influence matrix (row influences column) – Ana Ruiz"], ["", ANA, LUIS], [ANA, "", 3], [LUIS, 2, ""]], ""),
    ],
)
def test_the_title_of_a_matrix_proposes_whose_people_they_are(tmp_path, look, rows, org):
    plan = look(book(tmp_path / "a.xlsx", {"Sheet1": rows}), our_company="Boreal", **{"direction:Sheet1": "row"}).plan
    (question,) = (q for q in plan.questions if q.id.startswith(("org:", "person:")))
    assert (question.id, question.proposal) == ("org:Sheet1", org)
    assert (plan.change is not None) == bool(org)


def test_corner_and_line_above_tell_which_way_influence_goes(facts):
    rows = [["", "Influenced person", "", ""], ["Influencer", ANA, LUIS, EVA]]
    rows += [[ANA, "x", "H", "-"], [LUIS, "-", "x", "M"], [EVA, "L", "-", "x"]]
    found = facts({"Matrix": rows})
    assert found.of("influences") == {(ANA, LUIS): 4, (LUIS, EVA): 3, (EVA, ANA): 2}
    assert not {one for one in found.asked if one.startswith(("direction", "word:level"))}
    turned = [["", "影响者", "", ""], ["被影响者", ANA, LUIS, EVA], *rows[2:]]
    assert facts({"矩阵": turned}).of("influences") == {(LUIS, ANA): 4, (EVA, LUIS): 3, (ANA, EVA): 2}


def test_a_legend_on_a_sheet_of_its_own(facts):
    rows = [["Name", "Title", "Attitude"], [ANA, "CFO", "P"], [LUIS, "CIO", "Q"], [EVA, "Buyer", "R"]]
    found = facts({"People": rows, "Key": [["P", "supporter"], ["Q", "neutral"], ["R", "opponent"]]})
    assert {who: level for (who, _), level in found.of("stance").items()} == {ANA: 2, LUIS: 0, EVA: -1}


def test_relations_in_words_each_with_its_kind_and_direction(facts):
    rows = [
        ["Person 1", "Relationship", "Person 2", "Strength"],
        [ANA, "reports to", LUIS],
        [EVA, "influences", ANA, "strong"],
    ]
    rows += [[LUIS, "listens to", EVA, "weak"], [TOM, "trusts", EVA, "medium"], [LUIS, "ex-colleague of", TOM]]
    rows += [[ANA, "in conflict with", TOM], [EVA, "neighbour", TOM], [LUIS, "上级", TOM]]
    found = facts({"Ties": rows})
    assert found.ties == {
        ("reports_to", ANA, LUIS): None,
        ("influences", EVA, ANA): 4,
        ("influences", EVA, LUIS): 2,
        ("trusts", TOM, EVA): 3,
        ("shared_history", LUIS, TOM): None,
        ("conflicts_with", ANA, TOM): None,
    }
    assert "“neighbour” says no kind of relation" in found.told  # nobody's business
    assert "“上级” says no kind of relation, or not whose" in found.told  # it does not say whose


def test_elements_of_a_method_name_people_in_every_line(facts):
    rows = [["", "Element", "What we know", "Who", "Score"], ["M", "Metrics", "two days", f"{ANA}, VP Operations", 2]]
    rows += [["E", "Economic buyer", "", f"{LUIS} (CFO)", 1], ["P", "Paper process", "redlines", f"{EVA}, Buyer", 0]]
    rows += [
        ["C", "Champion", "sells for us", ANA, 3],
        ["C", "Competition", "Sartor", f"friend of theirs: {TOM} (IT Director)", 1],
    ]
    found = facts({"MEDDPICC": rows})
    assert found.titles == {ANA: "VP Operations", LUIS: "CFO", EVA: "Buyer", TOM: "IT Director"}
    assert found.roles == {LUIS: ("decider",), ANA: ("coach",)}


def test_visits_that_did_not_happen_and_the_posts_of_whom_was_met(facts):
    rows = [["实际时间", "拜访谁", "他的岗位", "带队", "随行", "落实情况"]]
    rows += [
        ["2026-03-04", "王伟、李娜", "信息部经理、采购主管", "赵强", "孙丽", "已完成,预算约300万"],
        ["", "陈国强", "生产副总", "赵强", "", "对方出差,改期"],
    ]
    found = facts({"拜访计划": rows}, **{"org:拜访计划 (people)": "Aster"})
    assert found.met == {("2026-03-04", "孙丽", "李娜", "王伟", "赵强")}
    assert {name: found.titles[name] for name in ("王伟", "李娜", "陈国强")} == {
        "王伟": "信息部经理",
        "李娜": "采购主管",
        "陈国强": "生产副总",
    }
    assert "meetings that were cancelled were left out" in found.told


def test_a_project_has_people_of_several_and_posts_of_its_own(facts):
    rows = [
        ["组别", "职责", "人员", "单位"],
        ["领导小组", "组长", "王伟(副总经理)", "华岳电力"],
        ["", "组员", "李娜(财务部部长)", "华岳电力"],
    ]
    rows += [["执行组", "项目经理", "赵强(高级工程师)", "Boreal"]]
    found = facts({"项目组": rows})
    assert found.orgs == {"王伟": "华岳电力", "李娜": "华岳电力", "赵强": "Boreal"}
    assert found.titles == {"王伟": "副总经理", "李娜": "财务部部长", "赵强": "高级工程师"}


def test_words_with_pictures_mentions_and_a_reason_behind(facts):
    rows = [
        ["关键人", "职务", "汇报给", "立场", "负责人"],
        ["王伟", "总经理", "", "🟢 支持", "@赵强"],
        ["李娜", "采购部部长", "@王伟", "反对(价格高)", "@赵强"],
    ]
    rows += [["陈国强", "主管", "@李娜", "支持,但反对涨价", ""]]
    found = facts({"表": rows})
    assert {who: level for (who, _), level in found.of("stance").items()} == {"王伟": 2, "李娜": -1}
    assert set(found.of("reports_to")) == {("李娜", "王伟"), ("陈国强", "李娜")}
    assert "word:stance:支持,但反对涨价" in found.asked  # it says both


def test_remarks_behind_names_of_a_chart_are_no_titles(facts):
    rows = [
        [f"{ANA} – CEO", ""],
        [f"    {LUIS} – CFO", "never met"],
        ["    TBC – Head of IT", "vacant since May"],
        [f"        {EVA} – Architect", ""],
    ]
    found = facts({"Chart": rows})
    assert {name: found.titles[name] for name in (ANA, LUIS, EVA)} == {ANA: "CEO", LUIS: "CFO", EVA: "Architect"}
    assert "a remark was not imported: never met" in found.told


def test_a_form_asks_of_our_side_and_of_theirs(facts):
    rows = [["Name & function", "Do they like us?", "Who influences them?", "Who on our side knows them?", "Left?"]]
    rows += [
        [f"{ANA}, CFO", "Yes, very much", "", TOM, "no"],
        [f"{LUIS}, Plant manager", "So-so", ANA, f"{TOM}, Pia Lund", "yes"],
    ]
    found = facts({"Makers": rows})
    assert {name: found.titles[name] for name in (ANA, LUIS)} == {ANA: "CFO", LUIS: "Plant manager"}
    assert set(found.of("knows")) == {(TOM, ANA), (TOM, LUIS), ("Pia Lund", LUIS)}
    assert set(found.of("influences")) == {(ANA, LUIS)}
    assert found.flags[LUIS] == ("left",)
    assert found.orgs[TOM] == "Boreal"


def test_quarters_without_a_year_wait_for_the_answer_and_stop_nothing(facts):
    rows = [["姓名", "职位", "一季度支持度", "二季度支持度"], ["王伟", "总经理", 1, 2], ["李秀英", "采购经理", -1, 0]]
    found = facts({"评估": rows})
    assert set(found.titles) == {"王伟", "李秀英"}
    assert found.of("stance") == {}
    assert "year:评估 (attitudes)" in found.asked


def test_little_is_needed_for_a_list_of_people(facts):
    found = facts(
        {"List": [["Name", "Mobile", "Notes"], [ANA, "+44 7700 900123", "CFO"], [LUIS, "+44 7700 900124", ""]]}
    )
    assert set(found.titles) == {ANA, LUIS}
    rows = [
        ["姓名", "现职", "主管领域", "决策影响度", "突破口", "备忘"],
        ["王伟", "副总经理", "采购", "★★★★", "降本", "茶"],
    ]
    rows += [["李秀英", "信息中心主任", "信息化", "★★★", "亮点工程", "书"]]
    assert facts({"分析": rows}).titles == {"王伟": "副总经理", "李秀英": "信息中心主任"}


def test_units_with_hyphens_behind_the_company_are_ways_down(facts):
    rows = [
        ["姓名", "部门", "职位"],
        ["王伟", "华岳-总经办", "总经理"],
        ["李娜", "华岳-信息部-平台组", "组长"],
        ["赵强", "华岳-信息部", "主任"],
    ]
    found = facts({"员工信息": rows}, **{"org:员工信息": "华岳"})
    assert found.orgs == dict.fromkeys(("王伟", "李娜", "赵强"), "华岳")
    assert found.units == {"王伟": "总经办", "李娜": "平台组", "赵强": "信息部"}


def test_the_letters_of_departments_are_nobodys_roles(tmp_path, look):
    rows = [["任务", "信息部", "采购部", "财务部"], ["需求确认", "R", "C", "I"], ["合同签订", "I", "R", "C"]]
    found = look(book(tmp_path / "a.xlsx", {"RACI": rows}))
    assert (found.plan, [one.of for one in found.sheets]) == (None, [None])


def test_a_grid_between_power_and_interest_has_several_people_in_a_cell(tmp_path, look):
    rows = [["", "利益低", "利益高"], ["权力高", "陈国栋、沈默", "赵凯"], ["权力低", "李小毛、周周", "孙立、刘爱梅"]]
    found = look(book(tmp_path / "a.xlsx", {"矩阵": rows}), answers={"org:矩阵": "Aster"})
    facts = told(found.plan)
    assert {f[1][0] for f in facts if f[0] == "person" and f[2] == "flags"} == {"陈国栋", "沈默", "赵凯"}
    assert len({f[1][0] for f in facts if f[0] == "person"}) == 7


@pytest.mark.parametrize("heading", ["Wer", "Responsable", "Verantwortlich", "责任人"])
def test_whoever_takes_the_next_step_was_not_there_for_that(said, heading):
    people = [["Nachname", "Vorname", "Funktion"], ["Brinkmann", "Heike", "Einkauf"], ["Yilmaz", "Deniz", "Leiter IT"]]
    rows = [["Datum", "Art", "Teilnehmer Kunde", "Teilnehmer Boreal", "nächster Schritt", heading, "Bis"]]
    rows += [["04.03.2026", "Telefon", "Brinkmann, Yilmaz", "Keller", "Angebot senden", "Vogt", "30.03.2026"]]
    facts, asked = said({"Kontakte": people, "Besprechungen": rows})
    assert met(facts) == {("2026-03-04", "Deniz Yilmaz", "Heike Brinkmann", "Keller")}
    (step,) = (value for key, value in facts.items() if key[0] == "action")
    assert (step["owner"], step["due"]) == ("Vogt", "2026-03-30")
    assert not [one for one in asked if one.startswith("word:kind")]
