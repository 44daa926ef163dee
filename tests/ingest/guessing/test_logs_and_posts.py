"""Logs that also tell of whoever was met, tables of departments with the posts of those who head them, maps of power and attitude."""

import pytest

from tests.ingest.guessing.conftest import US, attitudes, book, met, titles

LOG = [["日期", "客户名称", "拜访对象", "对象职务", "参与人（我方）", "方式", "客户态度", "待办", "截止"]]
LOG += [["2026-03-18", "东湖制药", "赵强", "信息科科长", "王伟、李娜", "上门", "支持", "补充案例", "2026-07-25"]]
LOG += [["2026-04-02", "东湖制药", "钱敏", "质量总监", "王伟", "电话", "中立", "", ""]]


def test_a_log_that_says_more_of_whoever_was_met_than_of_the_meeting_is_a_log(said):
    facts, _ = said({"记录": LOG})
    assert met(facts) == {("2026-03-18", *sorted(("赵强", "王伟", "李娜"))), ("2026-04-02", *sorted(("钱敏", "王伟")))}
    assert titles(facts)["赵强"] == "信息科科长"
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): 0}
    days = {key[1]: value["observed_at"] for key, value in facts.items() if key[0] == "stance"}
    assert days == {"赵强": "2026-03-18", "钱敏": "2026-04-02"}  # as of the day on which they were met
    assert [value["due"] for key, value in facts.items() if key[0] == "action"] == ["2026-07-25"]


def test_a_list_of_people_with_a_day_and_our_contact_stays_one(said):
    rows = [["联系人", "职务", "我方对接人", "更新日期", "态度"]]
    rows += [["赵强", "信息科科长", "王伟", "2026-03-18", "支持"], ["钱敏", "质量总监", "王伟", "2026-03-18", "中立"]]
    facts, _ = said({"名单": rows})
    assert met(facts) == set()
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): 0}


def test_what_lists_of_people_call_the_company_and_the_next_step_logs_do_too(said):
    rows = [["Date", "Compte", "Personnes rencontrées", "De notre côté", "Point d'action"]]
    rows += [["2026-04-14", "Papeteries Morel", "Claire Dufour", "Nadia Benali", "Envoyer une offre révisée"]]
    facts, _ = said({"Feuil1": rows})
    assert met(facts) == {("2026-04-14", "Claire Dufour", "Nadia Benali")}
    assert facts["person", "Claire Dufour"]["org"] == "Papeteries Morel"


def test_who_was_met_is_told_by_the_posts_behind_where_no_heading_says_it(said):
    rows = [["拜访日期", "客户", "见面人员", "职务", "态度变化", "我方参加"]]
    rows += [
        ["6月3日", "青峰水泥", "赵强", "生产副总", "中立", "王伟"],
        ["6月9日", "青峰水泥", "钱敏", "采购部长", "支持", "王伟"],
    ]
    facts, asked = said({"6月": rows}, **{"year:6月": "2026"})
    assert titles(facts)["赵强"] == "生产副总"
    assert attitudes(facts) == {("赵强", US): 0, ("钱敏", US): 2}
    assert {one for one in asked if one.startswith("year:")} == {
        "year:6月"
    }  # the meetings and the people are one sheet


def test_employees_beside_whoever_was_met_are_ours(said):
    rows = [["Datum", "Art", "Firma", "Ansprechpartner", "Funktion", "Mitarbeiter"]]
    rows += [["2026-06-03", "Besuch", "Kranich AG", "Uwe Stolze", "Produktionsleiter", "Katja Brems"]]
    rows += [["2026-06-10", "Telefonat", "Kranich AG", "Rita Falk", "Einkaufsleiterin", "Katja Brems"]]
    facts, _ = said({"Export": rows})
    assert met(facts) == {("2026-06-03", "Katja Brems", "Uwe Stolze"), ("2026-06-10", "Katja Brems", "Rita Falk")}
    assert facts["person", "Katja Brems"]["org"] == US
    assert titles(facts)["Uwe Stolze"] == "Produktionsleiter"


UNITS = [["上级部门", "部门", "负责人", "职务", "人数", "副职"], ["", "工程部", "赵强", "经理", 60, "孙丽"]]
UNITS += [["工程部", "管网科", "钱敏", "科长", 22, ""]]


def test_a_table_of_departments_tells_of_these_and_of_those_who_head_them(said):
    facts, _ = said({"组织": UNITS}, **{"org:组织 (people)": "Aster"})
    assert titles(facts) == {"赵强": "经理", "钱敏": "科长", "孙丽": "副职"}
    assert {name: facts["person", name]["unit"] for name in ("钱敏", "孙丽")} == {"钱敏": "管网科", "孙丽": "工程部"}
    assert (facts["unit", "管网科"]["parent"], facts["unit", "管网科"]["headcount"]) == ("工程部", 22)


def test_whose_departments_are_that_no_row_and_no_title_says_is_asked(said, look, tmp_path):
    rows = [["部门", "上级部门", "人数"], ["工程部", "", 60], ["管网科", "工程部", 22]]
    seen = look(book(tmp_path / "b.xlsx", {"部门表": rows}))
    assert [(q.id, q.rows) for q in seen.questions] == [("org:部门表", 2)]
    assert not seen.plan.problems  # nothing is refused for want of the answer
    facts, _ = said({"部门表": rows}, **{"org:部门表": "Aster"})
    assert facts["unit", "管网科"]["org"] == "Aster"


def test_the_title_over_departments_says_whose_they_are(said):
    rows = [["华岳电力集团组织架构"], [], ["部门", "上级部门", "人数"], ["工程部", "", 60], ["管网科", "工程部", 22]]
    facts, asked = said({"Sheet1": rows})
    assert facts["unit", "管网科"]["org"] == "华岳电力集团"
    assert "org:Sheet1" not in asked


def test_a_map_of_power_and_attitude_says_how_each_stands_and_who_is_a_key_person(said):
    grid = [
        ["影响力\\态度", "支持", "中立", "反对"],
        ["高", "赵强（信息总监）", "", "钱敏"],
        ["低", "", "孙丽、周杰", ""],
    ]
    facts, _ = said({"地图": grid})
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): -1, ("孙丽", US): 0, ("周杰", US): 0}
    assert {key[1] for key, value in facts.items() if value.get("flags")} == {"赵强", "钱敏"}
    turned = [
        ["", "Low influence", "High influence"],
        ["Opponents", "", "Declan Fry"],
        ["Supporters", "Petra Novak", ""],
    ]
    facts, _ = said({"Map": turned})
    assert attitudes(facts) == {("Declan Fry", US): -1, ("Petra Novak", US): 2}


def test_what_a_list_is_called_before_the_company_in_its_title_is_no_part_of_the_company(said):
    rows = [["Kontakte Nordwind Energie SE (Stand 10.06.2026)"], ["Vorname", "Nachname", "Funktion", "betreut durch"]]
    rows += [["Antje", "Kruse", "CFO", "Lars Boie"], ["Tim", "Wessel", "Leiter Einkauf", "Lars Boie"]]
    facts, _ = said({"Blatt1": rows})
    assert facts["person", "Antje Kruse"]["org"] == "Nordwind Energie SE"
    assert facts["person", "Antje Kruse"]["owner"] == "Lars Boie"


def test_where_people_sit_is_not_where_their_company_is(said):
    rows = [["Name", "Job title", "Location"], ["Moira Kane", "CEO", "Leeds"], ["Yusuf Demir", "Head of IT", "Hull"]]
    facts, _ = said({"People": rows})
    assert "region" not in facts["org", "Aster"]
    rows[2][2] = "Leeds"  # all of them sit where it is
    facts, _ = said({"People": rows})
    assert facts["org", "Aster"]["region"] == "Leeds"


def test_what_a_list_of_people_says_of_a_deal_in_words_of_lists_of_deals_is_said_of_the_deal(said):
    rows = [["姓名", "职务", "是否支持我司", "在谈项目", "项目金额（万）", "预计签约"]]
    rows += [["赵强", "总工程师", "支持", "能源平台", 320, "2026年9月"], ["钱敏", "处长", "中立", "", "", ""]]
    facts, _ = said({"关键人": rows})
    deal = facts["opportunity", "能源平台"]
    assert (deal["amount"], deal["due"]) == (3_200_000, "2026-09-30")
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): 0}


def test_a_report_of_deals_says_of_the_contact_of_each_what_post_and_role_they_have(said):
    rows = [["Account Name", "Opportunity Name", "Stage", "Amount", "Close Date", "Primary Contact"]]
    rows[0] += ["Contact: Title", "Contact Role", "Opportunity Owner"]
    rows += [["Solvay Ports", "Cranes", "Qualification", "180000", "2026-09-30", "Greta Holm"]]
    rows[1] += ["VP Operations", "Economic Buyer", "Ravi Menon"]
    rows += [["Marchetti SpA", "Cold chain", "Qualification", "9000", "2026-08-31", "Lucia Berti"]]
    rows[2] += ["CIO", "Technical Buyer", "Joan Park"]
    facts, _ = said({"report": rows})
    assert [titles(facts)[name] for name in ("Greta Holm", "Lucia Berti")] == ["VP Operations", "CIO"]
    roles = {key[1:3]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {("Greta Holm", "Cranes"): ("decider",), ("Lucia Berti", "Cold chain"): ("technical_evaluator",)}
    assert facts["opportunity", "Cranes"]["customer"] == "Solvay Ports"


@pytest.mark.parametrize(
    ("heads", "row", "summary"),
    [
        (("Subject", "Meeting notes"), ("Roadmap", "They want it in May"), "Roadmap: They want it in May"),
        (("主题", "会议纪要"), ("交流", "五月上线。"), "交流：五月上线。"),
        (("主题", "会议纪要"), ("交流", "字" * 600), "交流：" + "字" * 496 + "…"),
        (("主题", "会议纪要"), ("交流", ""), "交流"),
        (("拜访主题", "拜访结果"), ("方案", "同意试点"), "方案：同意试点"),
        (("拜访事由", "拜访纪要"), ("方案", "同意试点"), "方案：同意试点"),
    ],
)
def test_a_log_with_topics_and_minutes_keeps_both_and_remarks_of_done_are_how_the_step_stands(
    said, heads, row, summary
):
    rows = [["Date", "Their people", "Our people", *heads, "Next step", "Responsible", "Due", "Remarks"]]
    rows += [["2026-02-03", "Ana Ruiz", "Sam Reed", *row, "Send prices", "Sam Reed", "2026-02-10", "sent"]]
    rows += [["2026-03-03", "Ana Ruiz", "Sam Reed", "Prices", "Liked it", "Offer", "Sam Reed", "2026-12-10", ""]]
    facts, _ = said({"log": rows})
    assert {one["summary"] for key, one in facts.items() if key[0] == "interaction"} >= {summary}
    steps = {one["type"]: one.get("status", "open") for key, one in facts.items() if key[0] == "action"}
    assert steps == {"Send prices": "done", "Offer": "open"}


@pytest.mark.parametrize(
    ("line", "deal"), [("项目：平台二期", "平台二期"), ("Project: Depot", "Depot"), ("Visit log", None)]
)
def test_the_project_in_a_line_above_a_log_is_that_of_its_meetings_and_steps(said, line, deal):
    rows = [[line], ["Date", "Customer", "Their people", "Our people", "Subject", "Next step", "Responsible", "Due"]]
    rows += [["2026-01-03", "Lorne LLP", "Eva Kolm", "Sam Reed", "Design", "Send plans", "Sam Reed", "2026-02-10"]]
    rows += [["2026-02-03", "Aster", "Ana Ruiz", "Sam Reed", "Prices", "Send prices", "Sam Reed", "2026-02-10"]]
    rows += [["2026-03-03", "Aster", "Luis Gil", "Sam Reed", "Needs", "Send offer", "Sam Reed", "2026-12-10"]]
    facts, _ = said({"log": rows})
    assert {one.get("opportunity") for key, one in facts.items() if key[0] in ("interaction", "action")} == {deal}
    assert {one["customer"] for key, one in facts.items() if key[0] == "opportunity"} == ({"Aster"} if deal else set())
