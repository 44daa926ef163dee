"""Whose people a list is about and which decision, where only its title says it: proposed, with the title told."""

import pytest

from graphcrm.ingest.guessing.texts.dated_titles import day_of_titles
from graphcrm.ingest.guessing.texts.posts import grade_of
from graphcrm.ingest.guessing.texts.titles import deal_of_titles, org_of_titles
from graphcrm.ingest.guessing.writing import as_toml
from tests.ingest.guessing.conftest import book, told

PEOPLE = [["Name", "Title", "Support", "Role"], ["Anna Berg", "CIO", "Supporter", "Decision maker"]]
DEAL = ["Opportunity", "Customer", "Status"]


@pytest.mark.parametrize(
    ("title", "org", "deal"),
    [
        ("Huayue Power – stakeholder map – Data platform deal", "Huayue Power", "Data platform deal"),
        ("Huayue Power Ltd | Data platform opportunity | updated 2026-05-01", "Huayue Power Ltd", "Data platform"),
        ("Stakeholder Map: Huayue Power", "Huayue Power", ""),
        ("华岳电力 数据平台项目 干系人地图", "华岳电力", "数据平台项目"),
        ("华岳电力集团-数据平台项目-关键人地图", "华岳电力集团", "数据平台项目"),
        ("华岳银行干系人", "华岳银行", ""),
        ("华岳银行总行组织架构（科技条线）", "华岳银行", ""),
        ("华岳医院HIS替换项目 决策流程及关键人", "华岳医院", "华岳医院HIS替换项目"),
        ("Buying-Center-Analyse: Nordstahl GmbH / Projekt MES-Ablösung", "Nordstahl GmbH", "Projekt MES-Ablösung"),
        ("Decision rights - Payroll transformation (Halden Group)", "Halden Group", ""),
        ("Stakeholder map – Aster Energy (EMEA)", "Aster Energy", ""),
        ("Project plan", "", ""),
        ("Project Status", "", ""),
        ("商机:核心系统", "", "核心系统"),
        ("Account: Aster AG", "Aster AG", ""),
        ("Draft – Huayue Power – stakeholder map", "Huayue Power", ""),
        ("Stakeholder map – IT department", "", ""),
        ("Kontakte - Vertrieb", "", ""),
        ("Stakeholder analysis", "", ""),
        ("Executive Sponsor Map – Aster Energy", "Aster Energy", ""),
        ("Account Plan 2026 – Aster", "Aster", ""),
        ("Account plan 2026 – Meridian Foods Ltd", "Meridian Foods Ltd", ""),
        ("Organigramm Bereich Technik – Rheintal AG", "Rheintal AG", ""),
        ("Stakeholders Halden Group; Colour key:", "Halden Group", ""),
        ("遠東電力 客戶關鍵人物表（業務一處）", "遠東電力", ""),
        ("Visit log Aster Energy", "Aster Energy", ""),
        ("Aster key contacts", "Aster", ""),
        ("拜访记录 华岳银行", "华岳银行", ""),
        ("Contacts EMEA", "", ""),
        ("Contacts export", "", ""),
        ("Stakeholder Map v2", "", ""),
        ("Decision makers IT", "", ""),
        ("Aster Energy", "", ""),
        ("Contacts 2026", "", ""),
        ("Confidential - do not forward", "", ""),
        ("Stakeholder map – Draft – 2026-05-01", "", ""),
        ("Prepared by Julia Keller – stakeholder map", "", ""),
    ],
)
def test_what_a_title_names(title, org, deal):
    assert (org_of_titles([title])[0], deal_of_titles([title])) == (org, deal)


def test_somebody_of_the_list_is_no_organisation():
    assert org_of_titles(["Stakeholder map – Anna Berg"]) == ("Anna Berg", False)
    assert org_of_titles(["Stakeholder map – Anna Berg"], {"anna berg"}) == ("", False)


def test_what_a_title_names_is_proposed_with_the_title(tmp_path, look):
    title = "Huayue Power – stakeholder map – Data platform deal"
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": [[title], [], *PEOPLE]}))
    assert {k: found.mapping.sheets[0].fixed[k] for k in ("org", "opportunity")} == {
        "org": "? Huayue Power",
        "opportunity": "Data platform deal",
    }
    told = [t.en for t in found.said]
    assert f"  (whole sheet) org = ? Huayue Power (from “{title}”: please check)" in told
    assert f'org = "? Huayue Power"  # org: from “{title}”: please check' in as_toml(found.mapping, found.sheets, "en")
    asked = {q.id: q.proposal for q in found.questions}
    assert asked["opportunity:Data platform deal"] == "Data platform deal"
    assert asked["org:Sheet1"] == "Huayue Power"  # what stands before the kind of paper may be a project


@pytest.mark.parametrize(
    ("others", "whose"),
    [
        ({"Deals": [DEAL, ["Kiln", "Aster Marine plc", "Won"]]}, "? Aster Marine plc"),
        ({"Overview": [["Account name", "Aster Marine plc"], ["Turnover", "310"]]}, "Aster Marine plc"),
        ({"Deals": [DEAL, ["Kiln", "Aster Marine plc", "Won"], ["Depot", "Aster Foods AG", "Won"]]}, "? Aster"),
        ({"Deals": [DEAL, ["Kiln", "Asteroid AG", "Won"]]}, "? Aster"),
    ],
)
def test_a_title_may_name_by_its_first_word_the_one_customer_whom_the_book_names_in_full(tmp_path, look, others, whose):
    sheets = {"Relationship map": [["Aster – relationship map"], [], *PEOPLE], **others}
    found = look(book(tmp_path / "a.xlsx", sheets))
    assert next(one for one in found.mapping.sheets if one.name == "Relationship map").fixed["org"] == whose


@pytest.mark.parametrize(
    ("others", "whose"),
    [
        ({}, "? Aster"),
        ({"More deals": [DEAL, ["Depot", "Borea", "Won"]]}, None),
        ({"Contacts": [["Name", "Title", "Company"], ["Luis Gil", "CFO", "Borea"]]}, None),
        ({"Customers": [["Company", "Industry"], ["Borea", "Retail"]]}, None),
        ({"Competitors": [["Company", "Strengths"], ["Borea", "Price"]]}, "? Aster"),
    ],
)
def test_people_of_nowhere_are_of_the_customer_of_all_deals_if_no_list_names_another(tmp_path, look, others, whose):
    form = [["Account", "Aster"], ["Opportunity", "Kiln"], ["Amount", "$2.4M"], ["Close date", "2026-07-31"]]
    found = look(book(tmp_path / "a.xlsx", {"Deal": form, "Stakeholders": PEOPLE, **others}))
    assert next(one for one in found.mapping.sheets if one.name == "Stakeholders").fixed.get("org") == whose
    if whose:  # it goes in unanswered
        assert ("person", ("Anna Berg",), "org", "Aster") in told(found.plan)
        assert "org:Stakeholders" in {one.id for one in found.questions}


def test_columns_go_before_titles(tmp_path, look):
    rows = [[*PEOPLE[0], "Company", "Deal"], [*PEOPLE[1], "Aster AG", "TMS"]]
    found = look(
        book(tmp_path / "a.xlsx", {"Sheet1": [["Huayue Power – stakeholder map – Data platform deal"], [], *rows]})
    )
    assert not {"org", "opportunity"} & set(found.mapping.sheets[0].fixed)


def test_the_name_of_the_file_may_say_it_and_a_deal_without_roles_is_kept(tmp_path, look):
    rows = [["Name", "Title", "Support"], ["Anna Berg", "CIO", "Supporter"]]
    found = look(book(tmp_path / "Aster AG - contacts - TMS deal.xlsx", {"Sheet1": rows}))
    kinds = {b.kind: list(b.keys) for b in found.plan.change.batches}
    assert "aster-ag" in kinds["org"]
    assert kinds["opportunity"] == ["tms-deal"]


@pytest.mark.parametrize(
    ("above", "day"),
    [
        (["Stakeholder map", "Stand: 20.11.2026"], "2026-11-20"),
        (["As of 20 Nov 2026"], "2026-11-20"),
        (["Aster AG – stakeholder map (updated 2026-11-20)"], "2026-11-20"),
        (["更新日期：2026年11月20日; 填表人：刘洋"], "2026-11-20"),
        (["客户关系图（截至2026-11-20）"], "2026-11-20"),
        (["干系人清单（2026年11月20日更新）"], "2026-11-20"),
        (["Date: 2026-11-20", "As of 2026-11-20"], "2026-11-20"),
        (["Due date: 2026-11-20"], ""),
        (["Kick-off 2026-11-20"], ""),
        (["Stand: 05.11.2026"], ""),
        (["As of 2026-12-24"], ""),
        (["As of 2026-11-20", "updated 2026-11-21"], ""),
    ],
)
def test_of_which_day_lines_above_a_table_say_that_it_is(above, day):
    assert day_of_titles(above, "", "2026-11-29") == day


def test_judgements_of_a_dated_paper_hold_as_of_its_day(tmp_path, look):
    rows = [["Stakeholder map Huayue Power"], ["Stand: 20.05.2026"], [], *PEOPLE]
    found = look(book(tmp_path / "a.xlsx", {"Map": rows}))
    days = {fact[3] for fact in told(found.plan) if fact[0] in ("stance", "role_in") and fact[2] == "observed_at"}
    assert days == {"2026-05-20"}
    assert "observed_at" not in {q.id for q in found.questions}
    assert "“Stand: 20.05.2026”: please check" in next(t.en for t in found.said if "2026-05-20" in t.en)


@pytest.mark.parametrize(
    "word", ["Vorhaben", "Initiative", "Programme", "Program", "Programm", "Proyecto", "Projet", "Projekt"]
)
def test_whatever_a_customer_calls_its_undertaking_a_title_names_the_opportunity(word):
    assert deal_of_titles([f"Nordwind Rail – {word} Atlas"]) == f"{word} Atlas"
    assert deal_of_titles([f"{word} Atlas: Stakeholder map"]) == f"{word} Atlas"
    assert deal_of_titles([f"{word} Management", f"{word} Board", f"{word} plan 2026"]) == ""


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        ("长河重工权力地图", "长河重工"),
        ("2026年江城电力影响力地图（初稿）", "江城电力"),
        ("东海造船权力/利益矩阵", "东海造船"),
        ("Power/interest grid – Contoso", "Contoso"),
        ("Power–interest matrix: Contoso", "Contoso"),
        ("Influence vs support: Contoso", "Contoso"),
        ("Mapa de poder Contoso", "Contoso"),
        ("Carte des acteurs Contoso", "Contoso"),
        ("Contoso – key players", "Contoso"),
    ],
)
def test_whose_map_of_power_it_is_is_proposed_of_its_title_and_asked(tmp_path, look, title, whose):
    rows = [[title], ["姓名", "职务", "影响力"], ["李娜", "总经理", "5"], ["赵敏", "财务总监", "4"]]
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    (question,) = [q for q in found.questions if q.id == "org:Sheet1"]
    assert question.proposal == whose
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": rows}), answers={"org:Sheet1": "Aster"})
    assert {fact[3] for fact in told(found.plan) if fact[0] == "person" and fact[2] == "org"} == {"Aster"}


@pytest.mark.parametrize(
    "title",
    [
        "权力地图", "权力/利益矩阵", "客户关系地图", "核心系统干系人地图", "华东区权力地图", "采购部权力地图", "李娜关系图", "整体决策链",
        "Power/interest grid", "Power–interest matrix", "Stakeholder power grid",
    ],
)  # fmt: skip
def test_a_title_that_says_only_what_map_it_is_gives_no_organisation(tmp_path, look, title):
    rows = [[title], ["姓名", "职务", "影响力"], ["李娜", "总经理", "5"], ["赵敏", "财务总监", "4"]]
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    (question,) = [q for q in found.questions if q.id == "org:Sheet1"]
    assert question.proposal == ""


@pytest.mark.parametrize(
    ("title", "grade"),
    [("資訊長", 4), ("财务长", 4), ("資訊處協理", 3), ("採購部副理", 2), ("襄理", 2), ("資訊處長", 3), ("船長", None)],
)
def test_posts_as_they_are_called_in_taiwan_have_a_level(title, grade):
    """Heads of a function at the top are 4, of a department 3, those between them and staff 2."""
    assert grade_of(title) == grade
