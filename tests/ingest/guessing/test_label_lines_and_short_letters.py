"""Deals that label lines name, letters that a legend explains, regions in titles, units in charts, and headlines of profiles."""

import pytest

from graphcrm.ingest.guessing.sheets.legends import pairs_in
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.titles import org_of_titles
from tests.ingest.guessing.conftest import attitudes, export, met, titles, told


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
    facts = {}
    for kind, about, name, value in told(plan):
        facts.setdefault((kind, *about), {})[name] = value
    assert titles(facts) == {"Priya Nair": "VP Supply Chain", "Tom Belling": "CIO", "Sara Quint": "Head of IT"}
    assert "org:Prospects" in {q.id for q in plan.questions}
    assert any("headlines that name no post" in p.text.en for p in plan.problems)
