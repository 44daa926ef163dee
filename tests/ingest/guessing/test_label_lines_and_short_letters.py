"""Deals that label lines name, letters that a legend explains, regions in titles, units in charts, and headlines of profiles."""

import json

import pytest

from graphcrm.ingest.guessing.sheets.legends import pairs_in
from graphcrm.ingest.guessing.texts.headlines import headline_apart
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.somebody import strangers
from graphcrm.ingest.guessing.texts.titles import deal_of_titles, org_of_titles
from tests.ingest.guessing.conftest import attitudes, book, export, facts_of, met, titles, told


def roles(facts):
    return {key[1:3]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}


@pytest.mark.parametrize(
    "lines",
    [
        [["商机：数据中台二期", "预算：380万", "决标：2026/8/15"]],
        [["Deal", "数据中台二期"], ["Budget", "CNY 3.8m"], ["Close date", "2026-08-15"], ["Stage", "Proposal"]],
    ],
)
def test_lines_of_labels_above_people_tell_what_their_deal_is_worth_though_they_name_no_customer(said, lines):
    rows = [*lines, [], ["姓名", "职务", "决策角色"], ["蓝海燕", "副总", "决策者"], ["冉冉", "科长", "使用者"]]
    facts, _ = said({"决策链": rows})
    deal = facts["opportunity", "数据中台二期"]
    assert (deal["amount"], deal["due"], deal["customer"]) == (3_800_000, "2026-08-15", "Aster")
    assert roles(facts) == {("蓝海燕", "数据中台二期"): ("decider",), ("冉冉", "数据中台二期"): ("user",)}


def test_a_budget_without_an_amount_is_no_amount(said):
    rows = [["Deal", "Atlas"], ["Budget", "confirmed"], ["Close date", "2026-08-15"], ["Stage", "Proposal"], []]
    rows += [["Name", "Title", "Buying role"], ["Ana Ruiz", "CFO", "Economic Buyer"], ["Luis Gil", "CIO", "User"]]
    facts, _ = said({"Plan": rows})
    assert facts["opportunity", "Atlas"].get("amount") is None


@pytest.mark.parametrize(
    ("cell", "name", "title"),
    [
        ("Betriebsrat (Hr. Mertens)", "Hr. Mertens", "Betriebsrat"),
        ("Direction des achats (Mme Durand)", "Mme Durand", ""),
        ("采购部（李女士）", "李女士", "采购部"),
        ("Ana Ruiz (Frau Gil)", "Ana Ruiz", ""),
    ],
)
def test_somebody_addressed_in_brackets_behind_what_they_are_is_the_person(cell, name, title):
    one = written(cell)
    assert (one.name, one.title) == (name, title)


def test_a_region_in_a_title_is_no_customer():
    assert org_of_titles(["华东区·瑞丰药业 关键人台账（2026年5月更新）"]) == ("瑞丰药业", False)
    assert org_of_titles(["北方大区 关键人台账"]) == ("", False)


def test_a_stroke_within_what_a_sign_means_parts_no_legend():
    assert pairs_in("A = strong, B = ok, C = weak / none") == {"a": "strong", "b": "ok", "c": "weak / none"}
    assert pairs_in("A = strong / B = ok / C = weak") == {"a": "strong", "b": "ok", "c": "weak"}


def test_those_seen_in_a_log_of_visits_are_whom_it_calls_its_object(said):
    people = [["姓名", "职务", "单位"], ["沈若琳", "信息总监", "瑞丰药业"], ["倪昊", "架构师", "瑞丰药业"]]
    rows = [["日期", "对象", "我方", "纪要"], ["2026-05-06", "沈总、倪工", "徐蔚", "确认立项时间"]]
    facts, _ = said({"干系人": people, "拜访记录": rows})
    assert met(facts) == {("2026-05-06", "倪昊", "徐蔚", "沈若琳")}


def test_attitudes_in_japanese(said):
    rows = [["氏名", "役職", "態度"], ["高橋 健一", "部長", "好意的"], ["藤田 誠", "部長", "否定的"]]
    facts, _ = said({"名簿": rows})
    assert sorted(attitudes(facts).values()) == [-1, 1]


def test_roles_of_contacts_in_an_export_are_in_a_deal_that_is_asked_about_or_told_as_left_out(tmp_path, mapped):
    contacts = [["Full Name", "Job Title", "Company Name", "Role"], ["Ilse Brandt", "CFO", "Fenwick", "Decision Maker"]]
    contacts += [["Paul Reger", "IT Manager", "Fenwick", "Influencer"]]
    deals = [
        ["Topic", "Account", "Est. Revenue", "Est. Close Date"],
        ["MES upgrade", "Fenwick", "450000", "2026-10-15"],
    ]
    folder = export(tmp_path / "e", {"Contacts": contacts, "Opportunities": deals})
    facts = told(mapped("dynamics", folder, our_company="Boreal"))
    assert {(about, value) for kind, about, name, value in facts if kind == "role_in" and name == "roles"} == {
        (("Ilse Brandt", "MES upgrade"), ("decider",)),
        (("Paul Reger", "MES upgrade"), ("influencer",)),
    }
    people = [[*contacts[0], "Opportunity"], [*contacts[1], "MES upgrade"], [*contacts[2], ""]]
    plan = mapped(
        "dynamics", export(tmp_path / "f", {"Contacts": people, "Opportunities": deals}), our_company="Boreal"
    )
    assert any("name no opportunity" in p.text.en for p in plan.problems)


@pytest.mark.parametrize(
    ("legend", "letters"),
    [
        ("D = decides, A = approves, I = influences, U = uses", ["D", "A", "I", "U"]),
        ("E：拍板；P：审批；F：影响；Y：使用", ["E", "P", "F", "Y"]),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_headings_of_a_letter_are_the_roles_that_a_legend_explains(said, legend, letters, below):
    rows = [
        ["Name", "Position", *letters],
        ["Ana Ruiz", "CEO", "x", "x", "", ""],
        ["Luis Gil", "CIO", "", "", "x", "x"],
    ]
    facts, _ = said({"Buying Centre": [*rows, [], [legend]] if below else [[legend], *rows]})
    assert {key[0]: value for key, value in roles(facts).items()} == {
        "Ana Ruiz": ("approver", "decider"),
        "Luis Gil": ("influencer", "user"),
    }


def test_a_unit_before_a_post_and_a_name_is_where_somebody_of_a_chart_is(said):
    lines = [
        "董事长 — 尤建国",
        "　总经理 — 顾长河",
        "　　生产中心 — 副总 龙海波",
        "　　　一车间 — 主任 鲍强",
        "　　财务部 — 部长 卞秋云",
    ]
    facts, _ = said({"组织图": [["东岭机械集团组织架构（2026.3）"], *([line] for line in lines)]})
    people = {
        key[1]: (v.get("title"), v.get("unit"), v.get("reports_to")) for key, v in facts.items() if key[0] == "person"
    }
    assert people["龙海波"] == ("副总", "生产中心", "顾长河")
    assert people["鲍强"] == ("主任", "一车间", "龙海波")
    assert people["顾长河"] == ("总经理", None, "尤建国")
    assert len(people) == 5


def test_headlines_of_profiles_say_post_and_company_and_whoever_names_none_is_asked_about(look, tmp_path):
    rows = [["First Name", "Last Name", "Headline"], ["Priya", "Nair", "VP Supply Chain at Torvane Foods"]]
    rows += [["Tom", "Belling", "CIO @ Torvane Foods | Speaker"], ["Sara", "Quint", "Head of IT, Torvane Foods"]]
    rows += [["Max", "Ober", "Helping teams grow | Dad"]]
    plan = look(export(tmp_path / "e", {"Prospects": rows}), our_company="Boreal").plan
    facts = facts_of(plan)
    assert titles(facts) == {"Priya Nair": "VP Supply Chain", "Tom Belling": "CIO", "Sara Quint": "Head of IT"}
    assert "org:Prospects" in {q.id for q in plan.questions}
    assert any("headlines that name no post" in p.text.en for p in plan.problems)


def test_a_matrix_of_initials_is_of_the_people_whose_key_they_are_and_its_title_says_where_all_are(look, tmp_path):
    people = [["Key", "Name", "Role"], ["GS", "Graham Sutter", "COO"], ["IF", "Ines Falk", "VP Operations"]]
    matrix = [
        ["Who influences whom at Calder Freight plc (row influences column)"],
        ["", "GS", "IF"],
        ["GS", "", "2"],
        ["IF", "4", ""],
    ]
    plan = look(book(tmp_path / "a.xlsx", {"People": people, "Influence": matrix}), our_company="Boreal").plan
    facts = told(plan)
    assert {(about[:2], value) for kind, about, name, value in facts if kind == "influences" and name == "level"} == {
        (("Graham Sutter", "Ines Falk"), 2),
        (("Ines Falk", "Graham Sutter"), 4),
    }
    assert {about[0] for kind, about, name, _ in facts if kind == "person"} == {"Graham Sutter", "Ines Falk"}
    assert {about[0] for kind, about, *_ in facts if kind == "org"} >= {"Calder Freight plc"}


@pytest.mark.parametrize(
    ("title", "org"),
    [
        ("Who influences whom at Calder Freight plc", ("Calder Freight plc", True)),
        ("Incumbent suppliers @ Norvane Energy (share of IT spend)", ("Norvane Energy", False)),
        ("Wer kennt wen bei der Rottmann GmbH", ("Rottmann GmbH", True)),
        ("Decisions taken at board level", ("", False)),
    ],
)
def test_behind_at_stands_whose_people_a_title_is_about(title, org):
    assert org_of_titles([title]) == org


@pytest.mark.parametrize("body", ["Works council", "Betriebsrat", "Advisory board", "工会", "评标专家组", "Comité"])
def test_bodies_in_place_of_a_name_are_told_as_nobody(body):
    assert list(strangers([body, "Marit de Boer", "王伟", "Nora Board-Ek"])) == [body]


def test_whoever_stands_above_a_heading_with_the_post_heads_no_columns_and_deputies_are_people_of_a_unit(said):
    rows = [["Geschäftsführung", "", "Dr. Uwe Lüders (GF)", ""], ["Bereich", "Abteilung", "Leitung", "Stellvertretung"]]
    rows += [["Technik", "Entwicklung", "Jana Pohl", "Kai Timm"], ["", "Fertigung", "Rolf Aumann", "-"]]
    facts, _ = said({"Organigramm": [["Organigramm Aster KG"], *rows]})
    people = {key[1]: (value["title"], value["unit"]) for key, value in facts.items() if key[0] == "person"}
    assert people["Kai Timm"] == ("Stellvertretung", "Entwicklung")
    assert people["Rolf Aumann"] == ("Leitung", "Fertigung")


def test_organisations_beside_posts_in_one_column_are_no_departments(said):
    rows = [["Stakeholder", "Position / Organisation", "Influence"]]
    rows += [["Marit de Boer", "Director Infrastructure, Port of Velsen", "H"]]
    rows += [["Femke Smit", "Partner, Dijkstra Consulting", "M"], ["Joost Kamp", "Harbour master, Port of Velsen", "H"]]
    facts, _ = said({"Register": rows})
    assert {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"} == {
        "Marit de Boer": "Port of Velsen",
        "Femke Smit": "Dijkstra Consulting",
        "Joost Kamp": "Port of Velsen",
    }
    assert not [key for key in facts if key[0] == "unit"]


def test_who_takes_a_next_step_is_nobody_whom_the_row_is_about(look, tmp_path):
    rows = [
        ["客户", "拜访人(我司)", "客户参与", "下一步", "负责"],
        ["海川重工", "毕成", "段总、采购 邹莉", "提交报价", "何苗"],
    ]
    rows += [
        ["北辰电力", "毕成", "总工 闻亮", "安排演示", "毕成"],
        ["海川重工", "何苗", "信息中心 邵工", "答疑", "何苗"],
    ]
    guessed = look(book(tmp_path / "a.xlsx", {"周报": rows}), our_company="安澜软件")
    assert not any("name" in names for section in guessed.mapping.sheets for names in section.columns.values())


def test_the_due_day_of_an_activity_that_is_done_is_when_it_was(look, tmp_path):
    people = [
        ["Person - ID", "Person - Name", "Person - Organization"],
        ["1", "Amara Lind", "Norvane"],
        ["2", "Jon Ek", "Norvane"],
    ]
    done = ["Subject", "Type", "Due date", "Done", "Contact person", "Organization", "Assigned to user"]
    rows = [[f"Activity - {heading}" for heading in done]]
    rows += [["Demo", "meeting", "2026-05-12", "Done", "Jon Ek", "Norvane", "Tessa Boyle"]]
    rows += [["Call CFO", "call", "2026-07-20", "To do", "Amara Lind", "Norvane", "Nico Mora"]]
    plan = look(export(tmp_path / "e", {"people": people, "activities": rows}), our_company="Boreal").plan
    assert {about for kind, about, *_ in told(plan) if kind == "interaction"} == {
        ("2026-05-12", ("Jon Ek", "Tessa Boyle"))
    }


def test_what_a_reader_sees_beside_a_key_of_dynamics_is_read_without_its_mapping(look, mapped, tmp_path):
    seen = "@OData.Community.Display.V1.FormattedValue"
    one = {
        "contactid": "c1",
        "fullname": "Ilse Brandt",
        "jobtitle": "CFO",
        "_parentcustomerid_value": "a1",
        "statecode": 1,
    }
    one |= {
        f"_parentcustomerid_value{seen}": "Fenwick",
        f"_ownerid_value{seen}": "Nico Mora",
        f"statecode{seen}": "Inactive",
    }
    (tmp_path / "contacts.json").write_text(
        json.dumps({"value": [one, one | {"contactid": "c2", "fullname": "Paul Reger"}]})
    )
    facts = told(look(tmp_path / "contacts.json", our_company="Boreal").plan)
    assert {about: value for kind, about, name, value in facts if kind == "person" and name == "owner"} == {
        ("Ilse Brandt",): "Nico Mora",
        ("Paul Reger",): "Nico Mora",
    }
    assert ("org", ("Fenwick",), "category", "customer") in facts
    assert ("person", ("Ilse Brandt",), "flags", ("left",)) in told(
        mapped("dynamics", tmp_path / "contacts.json", our_company="Boreal")
    )


def test_a_project_in_quotation_marks_and_a_year_behind_a_deal():
    assert deal_of_titles(["Stakeholderregister – Projekt „Werk 4.0“ – Kunde: Rottmann GmbH"]) == "Projekt „Werk 4.0“"
    assert deal_of_titles(["Aster – stakeholder map – Harbour tender 2026"]) == "Harbour tender"


def test_a_day_behind_a_label_of_something_else_makes_no_meeting_of_a_list_of_people(said):
    above = [["Client : Aster AG", "Signature prévue : 30/05/2026"], []]
    people = [
        ["Nom", "Fonction", "Position"],
        ["Aline Courtois", "Directrice", "neutre"],
        ["Marc Delahaye", "DSI", "favorable"],
    ]
    people += [["Kim Ferro (us)", "AE", ""]]
    facts, _ = said({"Plan": [*above, *people]})
    assert not met(facts)
    facts, _ = said({"Plan": [["Attendance list, 12 May 2026"], [], *people]})
    assert met(facts) == {("2026-05-12", "Aline Courtois", "Kim Ferro", "Marc Delahaye")}


def test_attendance_with_sides_and_apologies_is_of_those_who_were_present(said):
    rows = [
        ["Attendance of the steering committee (Meridian Foods)"],
        ["P = present, A = apologies, D = delegate sent"],
    ]
    rows += [["Member", "Side", "Function", "14 Apr 2026", "12 May 2026"], ["Stellan Berg", "Client", "COO", "P", "P"]]
    rows += [
        ["Mei Tanaka", "Client", "CIO", "P", "D"],
        ["Kim Ferro", "Boreal", "AE", "P", "P"],
        ["Attendance", "", "", "3/3", "2/3"],
    ]
    facts, _ = said({"SteerCo": rows}, **{"org:SteerCo": "Meridian Foods"})
    assert met(facts) == {
        ("2026-04-14", "Kim Ferro", "Mei Tanaka", "Stellan Berg"),
        ("2026-05-12", "Kim Ferro", "Stellan Berg"),
    }
    assert {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"} == {
        "Stellan Berg": "Meridian Foods",
        "Mei Tanaka": "Meridian Foods",
        "Kim Ferro": "Boreal",
    }


def test_nobody_is_at_the_customer_whose_side_is_asked_about(look, tmp_path):
    rows = [
        ["Account: Meridian Foods"],
        ["Member", "Side", "Function"],
        ["Mei Tanaka", "Client", "CIO"],
        ["Kim Ferro", "Lumora", "AE"],
    ]
    plan = look(book(tmp_path / "a.xlsx", {"SteerCo": rows})).plan
    assert {about[0] for kind, about, *_ in told(plan) if kind == "person"} == {"Mei Tanaka"}
    assert "word:org_category:lumora" in {q.id for q in plan.questions}


def test_whoever_teams_call_a_rival_before_the_name_is_no_customer(said):
    facts, _ = said(
        {"联系人": [["姓名", "职务", "公司"], ["阮青", "主任", "云岭铜业"], ["鹿鸣", "市场总监", "友商瑞测"]]}
    )
    assert facts["org", "友商瑞测"]["category"] == "competitor"
    assert facts["org", "云岭铜业"]["category"] == "customer"


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("采购总监｜让采购更简单", ("采购总监", "")),
        ("前云岭铜业CIO，现独立顾问", ("", "")),
        ("ex-CFO at Torvane", ("", "")),
    ],
)
def test_headlines_say_no_post_that_somebody_had(headline, said):
    assert headline_apart(headline) == said


def test_given_names_and_initials_beside_a_comma_are_two_people(said):
    people = [
        ["Nachname", "Vorname", "Funktion", "Kürzel"],
        ["Thaler", "Vroni", "GF", "VT"],
        ["Ammann", "Beat", "CTO", "BA"],
    ]
    rows = [
        ["Datum", "Kunde dabei", "Von uns"],
        ["12.05.2026", "VT, BA", "Kim, Piet"],
        ["14.05.2026", "BA", "Kim Ferro"],
    ]
    rows += [["15.05.2026", "VT", "Piet Smulders"]]
    facts, _ = said({"Kontakte": people, "Besuche": rows})
    assert ("2026-05-12", "Beat Ammann", "Kim Ferro", "Piet Smulders", "Vroni Thaler") in met(facts)


def test_labels_with_a_gap_between_them_and_units_that_are_no_departments_are_read(said):
    rows = [["项目名称", "管网监测", "", "业主", "洛安热力"], ["预算(万元)", "620", "", "开标日期", "2026-07-15"]]
    rows += [["招标代理", "恒信招标", "", "我方负责人", "方哲"], [], ["评审关键人"], ["姓名", "职务", "打分倾向"]]
    facts, _ = said({"投标分析": [*rows, ["鲁正平", "副总经理", "支持我方"], ["甘露", "部长", "中立"]]})
    assert facts["opportunity", "管网监测"]["amount"] == 6_200_000
    lines = [
        "CEO: Paulina Okafor",
        "  COO: Stellan Berg",
        "    Plants – Plant Manager Rory Quayle",
        "    Logistics – Head Ines Duarte (acting)",
    ]
    facts, _ = said({"Org": [["Meridian Foods – leadership"], *([line] for line in lines), ["  Data platform team"]]})
    assert (facts["person", "Rory Quayle"]["unit"], facts["person", "Rory Quayle"]["reports_to"]) == (
        "Plants",
        "Stellan Berg",
    )
    assert len(titles(facts)) == 4


@pytest.mark.parametrize(
    ("heading", "cells", "name", "value"),
    [
        ("Outcome", ["Wants TCO by June", "Demo went well"], "summary", "Wants TCO by June"),
        ("What happened", ["Coffee; budget frozen", "Depot walk-round"], "summary", "Coffee; budget frozen"),
        ("Outcome", ["positive", "negative"], "outcome", 1),
    ],
)
def test_sentences_of_what_came_out_of_meetings_are_summaries_and_words_say_how_they_went(
    said, heading, cells, name, value
):
    rows = [["Date", "Met", "From our side", heading], ["2026-05-04", "Greta Olin", "Kim Ferro", cells[0]]]
    facts, asked = said({"Touchpoints": [*rows, ["2026-05-11", "Ravi Menon", "Kim Ferro", cells[1]]]})
    assert {key[1]: one.get(name) for key, one in facts.items() if key[0] == "interaction"}["2026-05-04"] == value
    assert not [one for one in asked if one.startswith("word:")]


def test_a_column_that_says_no_more_than_reports_names_managers(said):
    rows = [["姓名", "岗位", "汇报"], ["廖志刚", "执行总裁", ""], ["田甜", "数字化总监", "廖总"]]
    facts, _ = said({"客户地图": rows})
    assert facts["person", "田甜"]["reports_to"] == "廖志刚"


def test_a_firm_in_the_place_of_its_people_is_nobody(said):
    assert list(strangers(["KPMG (adviser)", "Ana Ruiz", "Hans Meier"], "KPMG")) == ["KPMG (adviser)"]
    assert not strangers(["Hans Meier"], "Hans Meier")
    rows = [["Stakeholder", "Organisation", "Title"], ["Ana Ruiz", "Aster", "CEO"], ["KPMG", "KPMG", "Adviser"]]
    facts, _ = said({"People": rows})
    assert {key[1] for key in facts if key[0] == "person"} == {"Ana Ruiz"}
