"""Exports as teams take them out of their systems: in other languages, with fields of their own, over several objects at once."""

import json

import pytest

from tests.ingest.guessing.conftest import export, stored, told
from tests.ingest.guessing.test_systems import edges, of

OURS = {"our_company": "Tidewater", "observed_at": "2026-06-12"}


def facts_of(look, folder, tables, **answers):
    """What is made of CSV files that are guessed."""
    return told(look(export(folder, tables), **OURS, **answers).plan)


def test_what_the_mapping_of_a_system_does_not_name_is_read_as_in_any_other_sheet(tmp_path, mapped):
    rows = [
        ("ID", "LASTNAME", "ACCOUNTID", "TITLE", "SUPPORT__C", "SHOE_SIZE__C"),
        ("0035g00001AAAA1AAA", "Berg", "Halvorsen", "CIO", "Supporter", "44"),
        ("0035g00001AAAA2AAA", "Nygaard", "Halvorsen", "CFO", "Enemy", "39"),
    ]
    plan = mapped("salesforce", export(tmp_path / "sf", {"Contact": rows}), **OURS)
    assert {about[0]: level for about, level in of(told(plan), "stance", "level").items()} == {"Berg": 2, "Nygaard": -1}
    assert [p.text.en for p in plan.problems if p.code == "W12"] == ["not imported, 1 column: SHOE_SIZE__C"]


def test_a_report_in_another_language_is_read_by_the_name_of_its_system(tmp_path, mapped):
    rows = [
        (
            "Accountname",
            "Vorname",
            "Nachname",
            "Position",
            "E-Mail",
            "Untersteht: Vollständiger Name",
            "Kontaktinhaber",
        ),
        ("Ziegler AG", "Käthe", "Möller", "Vorständin", "k@ziegler.example", "", "Jonas Reuter"),
        ("Ziegler AG", "Jörg", "Weiß", "Leiter IT", "j@ziegler.example", "Käthe Möller", "Jonas Reuter"),
    ]
    facts = told(mapped("salesforce", export(tmp_path / "sf", {"Bericht": rows}), **OURS))
    assert of(facts, "person", "reports_to") == {"Jörg Weiß": "Käthe Möller"}
    assert of(facts, "person", "owner") == {"Käthe Möller": "Jonas Reuter", "Jörg Weiß": "Jonas Reuter"}
    assert of(facts, "person", "title")["Jörg Weiß"] == "Leiter IT"


def test_a_report_of_people_says_what_the_deals_are_that_it_names(tmp_path, look):
    rows = [
        ("Account Name", "Full Name", "Title", "Opportunity Name", "Stage", "Amount Currency", "Amount", "Close Date"),
        ("Brightwater", "Margaret Osei", "COO", "Metering", "Negotiation/Review", "GBP", "780000.00", "30/11/2026"),
        ("Brightwater", "Callum Pryce", "Engineer", "Metering", "Negotiation/Review", "GBP", "780000.00", "30/11/2026"),
    ]
    facts = facts_of(look, tmp_path / "sf", {"report": rows})
    assert of(facts, "opportunity", "amount") == {"Metering": 780000}
    assert of(facts, "opportunity", "currency") == {"Metering": "GBP"}
    assert of(facts, "opportunity", "due") == {"Metering": "2026-11-30"}
    assert of(facts, "opportunity", "stage") == {"Metering": "s2"}
    assert of(facts, "opportunity", "customer") == {"Metering": "Brightwater"}


def test_headings_that_name_the_object_before_the_field(tmp_path, look):
    people = [
        ("Contact: Full Name", "Contact: Title", "Account: Account Name", "Reports To: Full Name"),
        ("Gwen Ferris", "COO", "Marlow", ""),
        ("Ishaan Rao", "IT Lead", "Marlow", "Gwen Ferris"),
    ]
    facts = facts_of(look, tmp_path / "sf", {"report": people})
    assert of(facts, "person", "title") == {"Gwen Ferris": "COO", "Ishaan Rao": "IT Lead"}
    assert of(facts, "person", "org") == {"Gwen Ferris": "Marlow", "Ishaan Rao": "Marlow"}
    assert of(facts, "person", "reports_to") == {"Ishaan Rao": "Gwen Ferris"}


@pytest.mark.parametrize("accounts", [True, False])
def test_a_key_beside_a_name_is_used_where_its_record_is_there_and_no_name_elsewhere(tmp_path, mapped, accounts):
    tables = {
        "people": [
            ("Id", "Name / First Name", "Name / Last Name", "Company / Id", "Company / Name"),
            ("t1", "Yara", "Haddad", "tc1", "Cedar Bank"),
        ],
        "opportunities": [
            ("Id", "Name", "Company / Id", "Stage", "Amount / Amount"),
            ("o1", "Core", "tc1", "PROPOSAL", "5"),
        ],
    }
    if accounts:
        tables["companies"] = [("Id", "Name", "Employees"), ("tc1", "Cedar Bank SAL", "40")]
    facts = told(mapped("twenty", export(tmp_path / "t", tables), **OURS))
    name = "Cedar Bank SAL" if accounts else "Cedar Bank"
    assert of(facts, "person", "org") == {"Yara Haddad": name}
    assert of(facts, "opportunity", "customer") == {"Core": name}


def test_given_names_beside_family_names_under_a_heading_for_whole_names(tmp_path, look):
    rows = [
        ("名字", "姓氏", "公司名称", "职位"),
        ("立群", "宋", "云帆制造", "主任"),
        ("洁", "孟", "云帆制造", "采购经理"),
    ]
    assert of(facts_of(look, tmp_path / "h", {"contacts": rows}), "person", "title") == {
        "宋立群": "主任",
        "孟洁": "采购经理",
    }


def test_a_directory_with_units_as_paths_and_managers_by_account(tmp_path, look):
    rows = [
        ("姓名", "帐号", "职务", "部门", "企业邮箱", "直属上级"),
        ("向晚晴", "XiangWanQing", "副总经理", "汇森家居有限公司/总经办", "x@huisen.example", ""),
        ("岳松", "YueSong", "采购总监", "汇森家居有限公司/供应链中心/采购部", "y@huisen.example", "XiangWanQing"),
    ]
    facts = facts_of(look, tmp_path / "w", {"成员": rows})
    assert of(facts, "person", "org") == {"向晚晴": "汇森家居有限公司", "岳松": "汇森家居有限公司"}
    assert of(facts, "person", "unit") == {"向晚晴": "总经办", "岳松": "采购部"}
    assert of(facts, "unit", "parent") == {"采购部": "供应链中心"}
    assert of(facts, "person", "reports_to") == {"岳松": "向晚晴"}


def test_a_unit_with_a_slash_in_its_name_is_one_unit(tmp_path, look):
    rows = [("Name", "Company", "Department"), ("Ana Ruiz", "Meridian", "Sales/Marketing"), ("Li Na", "Meridian", "IT")]
    assert of(facts_of(look, tmp_path / "u", {"people": rows}), "person", "unit")["Ana Ruiz"] == "Sales/Marketing"


def test_pairs_of_relations_in_an_address_book_name_the_manager_alone(tmp_path, look):
    heads = ("First Name", "Last Name", "Organization Name", "E-mail 1 - Label", "E-mail 1 - Value")
    heads += ("Relation 1 - Label", "Relation 1 - Value")
    rows = [
        heads,
        ("Beatriz", "Carvalho", "Sol", "Work", "b@sol.example ::: b2@sol.example", "Manager", "Duarte Pinto"),
        ("Duarte", "Pinto", "Sol", "Work", "d@sol.example", "Spouse", "Ana Pinto"),
    ]
    facts = facts_of(look, tmp_path / "g", {"contacts": rows})
    assert of(facts, "person", "reports_to") == {"Beatriz Carvalho": "Duarte Pinto"}
    assert of(facts, "person", "email") == {"Beatriz Carvalho": "b@sol.example", "Duarte Pinto": "d@sol.example"}
    assert "Ana Pinto" not in str(facts)


def test_contacts_that_are_called_by_their_company_first(tmp_path, look):
    tables = {
        "contacts": [
            ("Complete Name", "Related Company", "Job Position", "Email"),
            ("Fjordline, Astrid Nygaard", "Fjordline", "Director", "a@fjordline.example"),
        ],
        "leads": [
            ("Opportunity", "Customer", "Expected Revenue", "Stage", "Expected Closing"),
            ("Packaging", "Fjordline, Astrid Nygaard", "560000.00", "Proposition", "2026-11-11"),
        ],
    }
    facts = facts_of(look, tmp_path / "o", tables)
    assert of(facts, "person", "title") == {"Astrid Nygaard": "Director"}
    assert of(facts, "opportunity", "customer") == {"Packaging": "Fjordline"}
    assert of(facts, "opportunity", "amount") == {"Packaging": 560000}


def test_an_amount_and_what_is_expected_of_it(tmp_path, look):
    """The expected revenue of many systems is the amount times its probability."""
    rows = [
        ("Deal Name", "Account Name", "Expected Revenue", "Probability", "Amount", "Closing Date"),
        ("Line", "Malabar", "68250", "75", "91000", "2026-10-20"),
    ]
    assert of(facts_of(look, tmp_path / "z", {"deals": rows}), "opportunity", "amount") == {"Line": 91000}


def test_a_currency_by_its_name(tmp_path, look):
    rows = [("Topic", "Potential Customer", "Est. Revenue", "Currency", "Est. Close Date")]
    rows += [("Mill", "Baltic", "990000", "Euro", "2026-12-01"), ("Port", "Baltic", "5", "美元", "2026-12-01")]
    facts = facts_of(look, tmp_path / "d", {"Opportunities": rows})
    assert of(facts, "opportunity", "currency") == {"Mill": "EUR", "Port": "USD"}


def test_a_column_of_currencies_whatever_it_is_called(tmp_path, look):
    rows = [("Deal", "Account", "Amount", "In"), ("Line", "Malabar", "91000", "EUR"), ("Port", "Malabar", "5", "INR")]
    assert of(facts_of(look, tmp_path / "d", {"deals": rows}), "opportunity", "currency") == {
        "Line": "EUR",
        "Port": "INR",
    }


def test_departments_in_a_column_for_each_level_lie_one_below_the_other(tmp_path, look):
    rows = [
        ("姓名", "公司", "一级部门", "二级部门", "三级部门", "职位", "直属主管"),
        ("路遥远", "晨曦乳业", "总经办", "", "", "总经理", ""),
        ("毕胜", "晨曦乳业", "生产中心", "设备部", "电气组", "工程师", "路遥远"),
    ]
    facts = facts_of(look, tmp_path / "d", {"通讯录": rows})
    assert of(facts, "person", "unit") == {"路遥远": "总经办", "毕胜": "电气组"}
    assert of(facts, "unit", "parent") == {"设备部": "生产中心", "电气组": "设备部"}
    assert of(facts, "person", "reports_to") == {"毕胜": "路遥远"}


def test_activities_that_are_still_to_come_are_left_out_and_told(tmp_path, look):
    heads = ("Subject", "Activity Date", "Contact", "Company", "Assigned to user")
    tables = {
        "activities": [
            heads,
            ("Kick-off", "2026-03-03", "Elif Demir", "Anadolu", "Pia Lind"),
            ("Price", "2099-01-12", "Elif Demir", "Anadolu", "Pia Lind"),
        ],
        "contacts": [("Name", "Company", "Owner"), ("Elif Demir", "Anadolu", "Pia Lind")],
    }
    plan = look(export(tmp_path / "p", tables), **OURS).plan
    assert {about[0] for k, about, *_ in told(plan) if k == "interaction"} == {"2026-03-03"}
    assert any("still to come" in p.text.en for p in plan.problems)


def test_shareholders_of_a_register_are_recognised_by_their_headings(tmp_path, look):
    rows = [
        ("序号", "企业名称", "股东名称", "持股比例"),
        ("1", "江北精密", "江北控股有限公司", "68.5%"),
        ("2", "江北精密", "江北二期投资有限公司", "31.5%"),
    ]
    facts = facts_of(look, tmp_path / "q", {"股东信息": rows})
    assert set(of(facts, "holds_equity", "share").values()) == {0.685, 0.315}
    assert edges(facts, "holds_equity") == {("江北控股有限公司", "江北精密"), ("江北二期投资有限公司", "江北精密")}


def test_connections_are_known_to_whoever_brings_them(tmp_path, look):
    team = export(tmp_path / "t", {
        "orgs": [("id", "name", "category"), ("us", "Tidewater", "our_company")],
        "people": [("id", "name", "org"), ("u1", "Petra Wolff", "us")],
    })  # fmt: skip
    rows = [
        ("First Name", "Last Name", "Company", "Position", "Connected On"),
        ("Samir", "Belkacem", "Atlas", "CTO", "14 Mar 2024"),
    ]
    people = export(tmp_path / "l", {"Connections": rows})
    found = look(people, existing=stored(look(team).plan), known_by="u1", **OURS)
    assert edges(told(found.plan), "knows") == {("u1", "Samir Belkacem")}
    assert "known_by" in [q.id for q in look(people, **OURS).questions]


def test_entities_a_line_in_a_file_that_ends_in_json(tmp_path, mapped):
    entities = [
        {"id": "c1", "schema": "Company", "properties": {"name": ["Zenith Ports"]}},
        {"id": "p1", "schema": "Person", "properties": {"name": ["Anton de Wit"]}},
        {"id": "d1", "schema": "Directorship", "properties": {"director": ["p1"], "organization": ["c1"], "role": ["CEO"]}},
    ]  # fmt: skip
    (tmp_path / "entities.ftm.json").write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    facts = told(mapped("followthemoney", tmp_path / "entities.ftm.json"))
    assert of(facts, "person", "title") == {"Anton de Wit": "CEO"}


CALENDAR = """BEGIN:VCALENDAR
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
DTSTART:20260414T223000Z
ATTENDEE;CN=Petra Wolff:mailto:pw@tide.example
ATTENDEE;CN="Petrov, Ilya":mailto:ilya@volga.example
ATTENDEE;CN=Nina Holm:mailto:nina@gmail.com
END:VEVENT
END:VCALENDAR
"""


def test_who_was_invited_is_asked_about_once_a_domain_and_the_day_is_that_of_the_calendar(tmp_path, mapped):
    team = export(tmp_path / "t", {
        "orgs": [("id", "name", "category"), ("us", "Tidewater", "our_company")],
        "people": [("id", "name", "org", "email"), ("u1", "Petra Wolff", "us", "pw@tide.example")],
    })  # fmt: skip
    (tmp_path / "c.ics").write_text(CALENDAR, encoding="utf-8")
    plan = mapped("icalendar", tmp_path / "c.ics", existing=stored(mapped("linkedin", team)))
    facts = told(plan)
    assert {a for k, a, *_ in facts if k == "interaction"} == {("2026-04-15", ("Ilya Petrov", "u1"))}
    assert of(facts, "org", "category") == {"volga.example": "other"}, "nobody said that it is a customer"
    assert [q.id for q in plan.questions] == ["person:nina holm", "domain:volga.example"]


def test_roles_of_a_scorecard_stand_in_whichever_column_names_people(tmp_path, look):
    rows = [
        ("Opportunity:", "Solvang LIMS", "", ""),
        ("Account:", "Solvang Labs", "", ""),
        ("Element", "Score", "Who / what", "Evidence"),
        ("Metrics", "2", "cut release time by 30%", ""),
        ("Economic Buyer", "1", "Elise Thorsen (CFO)", "met once"),
        ("Champion", "3", "Mads Friis (Lab Director)", ""),
    ]
    facts = facts_of(look, tmp_path / "m", {"MEDDPICC": rows})
    assert of(facts, "role_in", "roles") == {
        ("Elise Thorsen", "Solvang LIMS"): ("decider",),
        ("Mads Friis", "Solvang LIMS"): ("coach",),
    }
    assert of(facts, "person", "org") == {"Elise Thorsen": "Solvang Labs", "Mads Friis": "Solvang Labs"}


def test_a_list_of_companies_with_a_main_contact_each_is_one_of_people(tmp_path, look):
    rows = [
        ("id", "display_name", "primary_contact_name", "primary_contact_first_name", "primary_contact_last_name",
         "primary_contact_title", "primary_contact_primary_email", "primary_opportunity_value"),
        ("lead_a1", "Brightwater Labs", "Noor Haddad", "Noor", "Haddad", "VP Engineering", "noor@brightwater.example", "24000"),
        ("lead_a2", "Copperline Inc", "Gus Ferro", "Gus", "Ferro", "COO", "gus@copperline.example", ""),
    ]  # fmt: skip
    found = look(export(tmp_path / "close", {"leads_flat": rows}), **OURS)
    facts = told(found.plan)
    assert of(facts, "person", "title") == {"Noor Haddad": "VP Engineering", "Gus Ferro": "COO"}
    assert set(of(facts, "person", "org").items()) >= {
        ("Noor Haddad", "Brightwater Labs"),
        ("Gus Ferro", "Copperline Inc"),
    }
    assert not of(facts, "person", "keys"), "the key of a row is that of the company"


def test_a_report_by_opportunities_that_names_people_is_one_of_people(tmp_path, look):
    rows = [
        ("客户名  ↑", "业务机会名  ↑", "姓名", "职务", "角色", "主要", "阶段", "金额", "结束日期", "业务机会所有人"),
        (
            "华盛港务",
            "智慧闸口",
            "曹伟强",
            "信息部部长",
            "决策者",
            "是",
            "谈判/复审",
            "3200000",
            "2026-12-20",
            "陈思远",
        ),
        ("", "", "罗静怡", "采购主管", "评估者", "否", "谈判/复审", "3200000", "2026-12-20", "陈思远"),
        ("", "小计", "计数", "2", "", "", "", "", "", ""),
    ]
    facts = facts_of(look, tmp_path / "sf", {"报表": rows})
    roles = of(facts, "role_in", "roles")
    assert roles == {("曹伟强", "智慧闸口"): ("decider",), ("罗静怡", "智慧闸口"): ("evaluator",)}
    assert of(facts, "opportunity", "customer") == {"智慧闸口": "华盛港务"}


@pytest.mark.parametrize(
    "headings",
    [
        ("id", "name", "value", "currency", "contact_name", "company_name", "stage_name", "estimated_close_date"),
        ("id", "name", "expected_revenue", "", "", "partner_id/name", "stage_id/name", "date_deadline"),
        ("Datensatz-ID", "Deal-Name", "Betrag", "Währung", "Verknüpfter Kontakt", "Verknüpftes Unternehmen (Primär)",
         "Deal-Phase", "Abschlussdatum"),
    ],
)  # fmt: skip
def test_a_list_of_deals_is_one_whatever_its_customer_is_called(tmp_path, look, headings):
    deal = ("71", "Leitstand", "640000", "NOK", "Ingrid Hauge", "Fjord Aqua AS", "Proposal", "2026-11-15")
    kept = [n for n, heading in enumerate(headings) if heading]
    rows = [tuple(row[n] for n in kept) for row in (headings, deal)]
    facts = facts_of(look, tmp_path / "deals", {"export": rows})
    assert of(facts, "opportunity", "customer") == {"Leitstand": "Fjord Aqua AS"}
    assert of(facts, "opportunity", "amount") == {"Leitstand": 640000}
    assert of(facts, "opportunity", "due") == {"Leitstand": "2026-11-15"}


def test_of_a_key_and_a_name_beside_it_the_name_counts(tmp_path, look):
    rows = [
        ("Id", "Name", "Amount", "Sales account : Id", "Sales account : Name", "Deal stage", "Expected close date"),
        ("4401", "Monitoring", "39000", "881", "Lederwerk Kemper", "Negotiation", "2026-10-10"),
    ]
    facts = facts_of(look, tmp_path / "deals", {"Deals": rows})
    assert of(facts, "opportunity", "customer") == {"Monitoring": "Lederwerk Kemper"}


def test_the_day_on_which_a_contact_of_a_chat_was_added_is_that_of_the_tie(tmp_path, look):
    rows = [
        ("客户名称", "添加人", "添加人账号", "添加时间", "企业", "职务"),
        ("李娜", "刘洋", "liuyang", "2026-04-11 09:01", "华岳银行", "采购经理"),
        ("王伟", "张磊", "zhanglei", "2026-03-05 10:22", "华岳银行", "信息总监"),
    ]
    made = of(facts_of(look, tmp_path / "w", {"客户联系": rows}), "knows", "observed_at")
    assert sorted(made.values()) == ["2026-03-05", "2026-04-11"]
    judged = [(*row, said) for row, said in zip(rows, ("态度", "支持", "反对"), strict=True)]
    judged = of(facts_of(look, tmp_path / "j", {"客户联系": judged}), "stance", "observed_at")
    assert "2026-04-11" not in judged.values()  # nobody said so on the day on which they were added
