"""Sheets of kinds that were read wrongly: told by what the cells hold, and by whose side a heading speaks of."""

import json

import pytest
from opencc import OpenCC

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.sheets.legends import explained
from graphcrm.ingest.guessing.texts.heading_senses import role_asked
from graphcrm.ingest.guessing.texts.phrases import phrases_in
from graphcrm.ingest.guessing.texts.sides import OURS, of_side
from tests.ingest.guessing.conftest import book, met, told


def people(found):
    """Each person that would come of it: name, title, organisation, manager."""
    return {r["name"]: r for r in rows_of(found, "person")}


def rows_of(found, kind):
    return [json.loads(p) for b in found.plan.change.batches if b.kind == kind for p in b.props]


def meanings(found, sheet=0):
    return {g.heading: g.meaning for g in found.sheets[sheet].guesses if g.meaning}


def ties(found, kind):
    return {about[:2] for of, about, name, _ in told(found.plan) if of == kind and name}


def written(path, *rows):
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


ORG = {"org:a": "Aster AG", "our_company": "Boreal"}


@pytest.mark.parametrize(
    ("cell", "name", "other"),
    [
        ("王伟 Wang Wei", "王伟", "Wang Wei"),
        ("Wang Wei 王伟", "王伟", "Wang Wei"),
        ("Wang Wei（王伟）", "王伟", "Wang Wei"),
        ("Amy 王伟", "王伟", ""),
        ("郎平章 Lang Pingzhang", "郎平章", "Lang Pingzhang"),
    ],
)
def test_a_name_in_two_scripts_is_one_person_of_the_chinese_name(tmp_path, look, cell, name, other):
    found = look(written(tmp_path / "a.csv", ["Name", "Title", "Company"], [cell, "CIO", "Aster AG"]))
    assert {n: r.get("name_en", "") for n, r in people(found).items()} == {name: other}


def test_whoever_stands_in_two_scripts_is_found_by_each_of_them(said):
    rows = [["姓名", "职务", "上级"], ["Kevin Zhao 赵凯", "CIO", "George Chen"], ["陈国栋 (George Chen)", "CEO", ""]]
    rows += [["Amy 刘爱梅", "采购经理", "Kevin Zhao"], ["孙立", "架构师", "赵凯"]]
    met_there = [["日期", "我方", "客户方"], ["2026-06-01", "王一鸣", "Amy、赵凯"]]
    facts, asked = said({"关键人": rows, "拜访记录": met_there})
    bosses = {
        key[1]: value["reports_to"] for key, value in facts.items() if key[0] == "person" and value.get("reports_to")
    }
    assert bosses == {"赵凯": "陈国栋", "刘爱梅": "赵凯", "孙立": "赵凯"}
    assert met(facts) == {("2026-06-01", "刘爱梅", "王一鸣", "赵凯")}
    assert not [one for one in asked if one.startswith("person:")]


def test_a_latin_name_alone_becomes_the_chinese_one_that_another_row_gives(said):
    sheets = {"a": [["Name", "Title"], ["Kevin Zhao", "CIO"]], "b": [["Name", "Title"], ["Kevin Zhao 赵凯", "CIO"]]}
    facts, _ = said(sheets)
    assert [key[1] for key in facts if key[0] == "person"] == ["赵凯"]


def test_people_with_their_posts_behind_a_comma_are_several(tmp_path, look):
    rows = [["Key people", "Company"], ["Ana Ruiz (CEO), Luis Gil (CIO)", "Aster AG"], ["Eva Sanz (CFO)", "Aster AG"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}))
    assert {n: r["title"] for n, r in people(found).items()} == {
        "Ana Ruiz": "CEO",
        "Luis Gil": "CIO",
        "Eva Sanz": "CFO",
    }


def test_rare_family_names_stand_in_columns_of_levels(tmp_path, look):
    rows = [["一级", "二级", "职务"], ["郎平章", "", "董事长"], ["", "苗圃", "总经理"], ["", "邬桐", "工程部部长"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    assert {n: r.get("reports_to") is not None for n, r in people(found).items()} == {
        "郎平章": False,
        "苗圃": True,
        "邬桐": True,
    }


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Sponsor on our side", "our_sponsor"),
        ("Who from our team knows them best?", "owner"),
        ("Our relationship owners", "owner"),
        ("我方认识的同事", "owner"),
        ("Assistant", None),
    ],
)
def test_names_below_a_heading_of_our_side_are_our_people(tmp_path, look, heading, meaning):
    rows = [["Name", "Title", heading], ["Ana Ruiz", "CEO", "Julia Keller"], ["Luis Gil", "CIO", "Tom Hart"]]
    assert meanings(look(book(tmp_path / "a.xlsx", {"a": rows}))).get(heading) == meaning


def test_names_below_a_heading_of_no_side_are_asked_about(tmp_path, look):
    rows = [
        ["Name", "Title", "Executive sponsor (Boreal)"],
        ["Ana Ruiz", "CEO", "Julia Keller"],
        ["Luis Gil", "CIO", "Tom Hart"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}))
    assert [q.id for q in found.questions if q.id.startswith("column:")] == ["column:a:Executive sponsor (Boreal)"]


def test_who_of_ours_knows_somebody_with_a_post_keeps_the_post(tmp_path, look):
    rows = [["Our contact", "Customer contact", "Customer contact's title", "Relationship strength"]]
    rows += [
        ["Julia Keller", "Ana Ruiz", "CEO", "4"],
        ["Tom Hart", "Ana Ruiz", "CEO", "2"],
        ["Tom Hart", "Luis Gil", "CIO", "1"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    assert {n: r.get("title") for n, r in people(found).items() if r.get("title")} == {
        "Ana Ruiz": "CEO",
        "Luis Gil": "CIO",
    }
    assert ties(found, "knows") == {("Julia Keller", "Ana Ruiz"), ("Tom Hart", "Ana Ruiz"), ("Tom Hart", "Luis Gil")}


def test_two_companies_beside_each_other_are_two_lists(tmp_path, look):
    rows = [["Topic", "Aster", "", "Boreal", ""], ["", "Name", "Title", "Name", "Title"]]
    rows += [
        ["IT", "Ana Ruiz", "CIO", "Julia Keller", "Account Director"],
        ["Finance", "Luis Gil", "CFO", "Tom Hart", "SVP Sales"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}, {"a": ["B1:C1", "D1:E1"]}), answers={"our_company": "Boreal"})
    assert {(about[0], value) for kind, about, name, value in told(found.plan) if (kind, name) == ("person", "org")} == {
        ("Ana Ruiz", "Aster"), ("Luis Gil", "Aster"), ("Julia Keller", "Boreal"), ("Tom Hart", "Boreal"),
    }  # fmt: skip
    assert [r["category"] for r in rows_of(found, "org") if r["name"] == "Boreal"] == ["our_company"]


def test_a_label_that_says_manager_says_who_the_value_is(tmp_path, look):
    heads = ["First Name", "Last Name", "Organization Name", "Relation 1 - Label", "Relation 1 - Value"]
    rows = [["Ana", "Ruiz", "Aster AG", "Manager", "Luis Gil"], ["Luis", "Gil", "Aster AG", "Assistant", "Eva Sanz"]]
    made = people(look(written(tmp_path / "a.csv", heads, *rows)))
    assert (made["Ana Ruiz"]["reports_to"], made["Luis Gil"].get("reports_to"), len(made)) == (
        made["Luis Gil"]["id"],
        None,
        2,
    )


def test_lists_within_companies_of_any_language_belong_to_them(tmp_path, look):
    data = {"客户": [{"客户名称": "天澜水务", "联系人": [{"姓名": "王伟", "职务": "总经理"}]}]}
    (tmp_path / "a.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    facts = told(look(tmp_path / "a.json").plan)
    assert ("person", ("王伟",), "org", "天澜水务") in facts


def test_an_amount_that_can_be_read_in_two_ways_is_left_out_alone(tmp_path, look):
    rows = [["Opportunity", "Account", "Amount", "Stage"], ["ERP", "Aster AG", '"240,000"', "Proposal"]]
    found = look(written(tmp_path / "a.csv", *rows))
    assert "decimal" in {q.id for q in found.questions}
    assert [(r["name"], r.get("amount")) for r in rows_of(found, "opportunity")] == [("ERP", None)]


def test_roles_in_no_named_deal_are_not_roles_in_the_deal_of_another_customer(tmp_path, look):
    rows = [
        ["Name", "Company", "Role"],
        ["Ana Ruiz", "Aster AG", "Decision maker"],
        ["Luis Gil", "Cirrus SA", "Influencer"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}))
    assert not rows_of(found, "role_in")
    assert not rows_of(found, "opportunity")
    assert [q.proposal for q in found.questions if q.id == "customer of:Opportunity"] == ["-"]


def test_whoever_has_no_role_names_no_opportunity_of_a_list_without_one(tmp_path, look):
    deals = [["Opportunity", "Account", "Contact", "Amount"], ["Kiln", "Aster AG", "Ana Ruiz", "300000"]]
    deals += [["Mill", "Cirrus SA", "Luis Gil", "200000"]]
    people = [
        ["Name", "Company", "Role"],
        ["Ana Ruiz", "Aster AG", "Decision maker"],
        ["Luis Gil", "Cirrus SA", "Influencer"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Deals": deals, "People": [*people, ["Bo Roe", "Delta", ""]]}))
    assert sorted(row["name"] for row in rows_of(found, "opportunity")) == ["Kiln", "Mill"]
    assert not [q.id for q in found.questions if "Opportunity" in q.id]


@pytest.mark.parametrize(
    ("answer", "deal"),
    [("", None), ("Opportunity (Aster)", ("Opportunity (Aster)", "Aster")), ("ERP", ("ERP", "Delta"))],
)
def test_whoever_is_beside_two_customers_that_decide_is_in_the_decision_that_was_answered(tmp_path, look, answer, deal):
    rows = [["Name", "Company", "Role"], ["Ida Holt", "Delta", "Influencer"]]
    rows += [["Ana Ruiz", "Aster", "Decision maker"], ["Luis Gil", "Cobalt", "Decision maker"]]
    listed = [["Opportunity", "Customer", "Amount"], ["ERP", "Norvane", 100]]
    path = book(tmp_path / "a.xlsx", {"People": rows, "Deals": listed})
    found = look(path, answers={"opportunity:Opportunity:Delta": answer})
    question = next(q for q in found.questions if q.id == "opportunity:Opportunity:Delta")
    assert (question.proposal, {*question.candidates}) == ("-", {"Opportunity (Aster)", "Opportunity (Cobalt)"})
    names = {row["id"]: row["name"] for kind in ("org", "person") for row in rows_of(found, kind)}
    deals = {row["id"]: (row["name"], names[row["customer"]]) for row in rows_of(found, "opportunity")}
    roles = {names[row["person"]]: deals[row["opportunity"]] for row in rows_of(found, "role_in")}
    own = {"Ana Ruiz": ("Opportunity (Aster)", "Aster"), "Luis Gil": ("Opportunity (Cobalt)", "Cobalt")}
    assert roles == own | ({"Ida Holt": deal} if deal else {})


def test_a_day_on_which_something_is_due_is_no_meeting(tmp_path, look):
    rows = [["行动", "客户对象", "我方责任人", "完成时限"], ["技术交流", "王伟", "李娜", "2026-05-20"]]
    found = look(book(tmp_path / "a.xlsx", {"计划": rows}), answers={"org:计划": "天澜水务"})
    assert not rows_of(found, "interaction")
    assert [r["due"] for r in rows_of(found, "action")] == ["2026-05-20"]


def test_how_much_somebody_moves_another_is_not_how_much_they_weigh(tmp_path, look):
    rows = [["谁", "影响谁", "影响程度"], ["王伟", "李娜", "强"], ["张军", "王伟", "中"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers={**ORG, "person:李娜": "Aster AG"})
    assert {about[:2]: value for kind, about, name, value in told(found.plan) if (kind, name) == ("influences", "level")} == {
        ("王伟", "李娜"): 4, ("张军", "王伟"): 3,
    }  # fmt: skip
    assert not any(r.get("flags") for r in rows_of(found, "person"))


def test_an_attitude_to_us_by_the_short_name_is_none_to_a_rival(tmp_path, look):
    rows = [["Name", "Company", "Attitude towards Boreal", "Attitude towards Altrax"]]
    rows += [["Ana Ruiz", "Aster AG", "Supportive", "Opposed"], ["Luis Gil", "Aster AG", "Neutral", "Supportive"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers={"our_company": "Boreal Systems GmbH"})
    assert ("Ana Ruiz", "Boreal Systems GmbH") in ties(found, "stance")
    assert {r["name"]: r["category"] for r in rows_of(found, "org")} == {
        "Aster AG": "customer", "Boreal Systems GmbH": "our_company", "Altrax": "competitor",
    }  # fmt: skip


def test_grades_that_are_posts_are_both(tmp_path, look):
    rows = [["部门", "人员", "职级"], ["信息部", "王伟", "部长"], ["信息部", "李娜", "工程师"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    assert {n: (r["title"], r["grade"]) for n, r in people(found).items()} == {
        "王伟": ("部长", 3),
        "李娜": ("工程师", 1),
    }


def test_products_of_ours_are_nobody(tmp_path, look):
    rows = [["Name", "Title", "Company", "Our solution", "Our product name"]]
    rows += [
        ["Ana Ruiz", "CEO", "Aster AG", "Nova Suite", "Blue Stack"],
        ["Luis Gil", "CIO", "Aster AG", "Iron Core", "Red Bay"],
    ]
    assert list(people(look(book(tmp_path / "a.xlsx", {"a": rows})))) == ["Ana Ruiz", "Luis Gil"]


def test_people_below_roles_beside_each_other_have_these_roles(tmp_path, look):
    rows = [["Deal", "Account", "Decision maker", "", "Champion", ""], ["", "", "Name", "Title", "Name", "Title"]]
    rows += [
        ["ERP", "Aster AG", "Ana Ruiz", "CEO", "Luis Gil", "CIO"],
        ["WMS", "Aster AG", "Eva Sanz", "CFO", "Luis Gil", "CIO"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}, {"a": ["C1:D1", "E1:F1"]}))
    assert {r["name"] for r in rows_of(found, "org")} == {"Aster AG"}
    assert {(about[:2], value) for kind, about, name, value in told(found.plan) if (kind, name) == ("role_in", "roles")} == {
        (("Ana Ruiz", "ERP"), ("decider",)), (("Eva Sanz", "WMS"), ("decider",)),
        (("Luis Gil", "ERP"), ("coach",)), (("Luis Gil", "WMS"), ("coach",)),
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["一级", "二级", "三级"], ["董事长 楼台", "", ""], ["", "总经理 许见山", ""], ["", "", "信息部部长 方知远"]],
        [["姓名", "单位", "职务", "上级", "态度"], ["陈国栋", "总经办", "总经理", "", "中立"], ["赵凯", "信息处", "处长", "陈总", "支持"]],
    ],
)  # fmt: skip
def test_sheets_in_traditional_characters_say_the_same(tmp_path, look, rows):
    traditional = OpenCC("s2t").convert
    for name, change in (("简", str), ("繁", traditional)):
        book(tmp_path / f"{name}.xlsx", {"a": [[change(cell) for cell in row] for row in rows]})
    one, other = (look(tmp_path / f"{name}.xlsx", answers=ORG) for name in ("简", "繁"))

    def simple(facts):
        return sorted(simplified(str(fact)) for fact in facts if fact[2] != "reported_by")

    assert simple(told(other.plan)) == simple(told(one.plan))
    assert {traditional(name) for name in people(one)} == set(people(other))


def test_a_log_of_visits_as_taiwan_keeps_it(said):
    rows = [["拜訪日期", "客戶名稱", "拜訪對象", "業務員", "方式", "談話重點"]]
    rows += [
        ["2026/6/3", "台北建設", "林志豪處長", "陳柏翰", "親訪", "規格"],
        ["2026/6/8", "台北建設", "黃雅琪", "蔡孟哲", "視訊", "預算"],
    ]
    facts, _ = said({"拜訪紀錄": rows})
    assert met(facts) == {("2026-06-03", "林志豪", "陳柏翰"), ("2026-06-08", "蔡孟哲", "黃雅琪")}
    assert sorted(value["kind"] for key, value in facts.items() if key[0] == "interaction") == ["video", "visit"]


@pytest.mark.parametrize("us", ["我方", "我司", "我公司", "本公司", "我们"])
def test_our_side_is_known_by_each_of_its_names(us):
    assert of_side(f"{us}人员", "meetings") == OURS
    assert role_asked(f"是否{us}教练") == "coach"
    assert phrases_in([f"坚定支持{us}"], {"支持": "2"}) == {f"坚定支持{us}": "2"}
    assert explained("stance", [f"是否支持{us}"])
