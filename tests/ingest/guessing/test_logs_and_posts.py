"""Logs that also tell of whoever was met, tables of departments with the posts of those who head them, maps of power and attitude."""

from tests.ingest.guessing.conftest import US, attitudes, met, titles

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
