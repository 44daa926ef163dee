"""Sheets as those who look after key accounts keep them: lines over groups, units and their heads, suppliers, tenders, call sheets."""

import pytest

from tests.ingest.guessing.conftest import US, book


def of(facts, column, kind="person"):
    return {key[1]: value[column] for key, value in facts.items() if key[0] == kind and value.get(column) is not None}


@pytest.mark.parametrize(
    ("bars", "owners"),
    [
        (("Account: Delfin Bank (Owner: Ivo Lang)", "Account: Porto Energia (Owner: Mia Senn)"), True),
        (
            ("Customer: Delfin Bank | Account Owner: Ivo Lang", "Customer: Porto Energia | Account Owner: Mia Senn"),
            True,
        ),
        (("Delfin Bank", "Porto Energia"), False),
    ],
)
def test_lines_over_groups_say_whose_the_people_below_are_and_who_looks_after_them(said, bars, owners):
    rows = [["Name", "Title", "Role"], [bars[0]], ["Carla Monti", "CFO", "Buyer"], ["Luca Gatti", "CTO", "User"]]
    rows += [[bars[1]], ["Ana Reis", "COO", "Buyer"], ["Total contacts: 3"]]
    facts, _ = said({"Accounts": rows})
    orgs = of(facts, "org")
    assert {name: orgs[name] for name in ("Carla Monti", "Luca Gatti", "Ana Reis")} == {
        "Carla Monti": "Delfin Bank",
        "Luca Gatti": "Delfin Bank",
        "Ana Reis": "Porto Energia",
    }
    assert set(orgs) == {"Carla Monti", "Luca Gatti", "Ana Reis"} | ({"Ivo Lang", "Mia Senn"} if owners else set())
    who = {"Carla Monti": "Ivo Lang", "Luca Gatti": "Ivo Lang", "Ana Reis": "Mia Senn"}
    assert of(facts, "owner") == (who if owners else {})
    assert not owners or orgs["Ivo Lang"] == US


def test_degrees_before_a_name_end_where_the_name_begins(said):
    rows = [["Name", "Title", "Reports to"], ["Dr. Ingrid Solheim", "CEO", ""], ["Dipl.-Ing. Uwe Kranz", "COO", ""]]
    rows += [["Jonas Berg", "Buyer", "Ingrid Solheim"], ["Marte Vik", "Planner", "Uwe Kranz"]]
    facts, asked = said({"People": rows})
    assert of(facts, "reports_to") == {"Jonas Berg": "Dr. Ingrid Solheim", "Marte Vik": "Dipl.-Ing. Uwe Kranz"}
    assert not [one for one in asked if one.startswith("person:")]


def test_what_a_person_at_the_head_of_tasks_does_is_no_company_where_others_have_posts(said):
    rows = [["Task", "Oliver Tann (CFO)", "Priya Nair (IT Director)", "Judy Wells (Key User)"]]
    rows += [["Requirements", "I", "A", "R"], ["Contract", "A", "C", "I"]]
    facts, _ = said({"RACI": rows}, **{"org:RACI (people)": "Aster"})
    assert of(facts, "title")["Judy Wells"] == "Key User"
    assert of(facts, "org") == dict.fromkeys(("Oliver Tann", "Priya Nair", "Judy Wells"), "Aster")


def test_who_is_in_charge_of_a_department_within_another_is_no_manager_of_its_head(said):
    rows = [["部门", "上级部门", "负责人", "职务", "分管领导"], ["信息中心", "", "王芳", "主任", "刘建国"]]
    rows += [["网络处", "信息中心", "张伟", "处长", "刘建国"]]
    facts, _ = said({"部门": rows}, **{"org:部门 (people)": "Aster", "person:刘建国": "Aster"})
    assert of(facts, "reports_to") == {"王芳": "刘建国"}
    assert of(facts, "parent", "unit") == {"网络处": "信息中心"}


def test_heads_of_units_within_units_are_in_theirs(said):
    rows = [
        ["處級", "部級", "課級", "主管", "職稱"],
        ["製造處", "", "", "李淑芬", "處長"],
        ["", "生產部", "", "蔡宗翰", "經理"],
    ]
    rows += [["", "", "一課", "許志豪", "課長"], ["資訊處", "", "", "鄭凱文", "資訊長"]]
    facts, _ = said({"組織": rows})
    assert of(facts, "unit") == {"李淑芬": "製造處", "蔡宗翰": "生產部", "許志豪": "一課", "鄭凱文": "資訊處"}
    assert of(facts, "parent", "unit") == {"生產部": "製造處", "一課": "生產部"}
    assert of(facts, "title")["許志豪"] == "課長"


def test_numbers_of_a_chart_say_who_reports_to_whom(said):
    rows = [
        ["Org structure Aster"],
        ["No.", "Name", "Title"],
        ["1", "Ana Reis", "COO"],
        ["1.1", "Rui Pinto", "Data Lead"],
    ]
    rows += [["1.2", "Joao Silva", "Plant Director"], ["1.2.1", "Ines Costa", "Shift Lead"]]
    facts, _ = said({"Org": rows})
    assert of(facts, "reports_to") == {"Rui Pinto": "Ana Reis", "Joao Silva": "Ana Reis", "Ines Costa": "Joao Silva"}
    rows = [["No.", "Name", "Title"], ["1", "Ana Reis", "COO"], ["2", "Rui Pinto", "Lead"], ["3", "Joao Silva", "Head"]]
    assert not of(said({"Org": rows})[0], "reports_to")


def test_suppliers_have_contacts_and_a_share_of_what_is_spent(said):
    rows = [
        ["Supplier list Aster AG"],
        ["Supplier", "Category", "Annual spend (EUR)", "Share of spend", "Contact", "E-mail"],
    ]
    rows += [
        ["Hexal AG", "MES", "420k", "35 %", "Jan Peters", "jan@hexal.example"],
        ["Cobra", "SCADA", "80k", "7 %", "", ""],
    ]
    facts, _ = said({"Suppliers": rows})
    assert of(facts, "org") == {"Jan Peters": "Hexal AG"}
    assert of(facts, "email") == {"Jan Peters": "jan@hexal.example"}
    assert of(facts, "category", "org") == {
        "Hexal AG": "supplier",
        "Cobra": "supplier",
        "Aster AG": "customer",
        **({US: "our_company"} if ("org", US) in facts else {}),
    }
    shares = {key[1]: value.get("spend_share") for key, value in facts.items() if key[0] == "supplies"}
    assert shares == {"Hexal AG": 0.35, "Cobra": 0.07}


def test_a_list_of_calls_says_who_of_us_spoke_with_whom(said):
    rows = [["Date", "Who (us)", "With whom"], ["2026-04-03", "Amy Hart", "Elena Soler"]]
    rows += [["2026-04-15", "Dan Cole", "Jordi Puig (CFO), Elena Soler"]]
    facts, _ = said({"Call log": rows})
    held = {(key[1], *sorted(key[2])) for key in facts if key[0] == "interaction"}
    assert held == {("2026-04-03", "Amy Hart", "Elena Soler"), ("2026-04-15", "Dan Cole", "Elena Soler", "Jordi Puig")}
    assert of(facts, "org") == {"Amy Hart": US, "Dan Cole": US, "Elena Soler": "Aster", "Jordi Puig": "Aster"}


TENDER = [["Tender:", "Smart metering", "Reference:", "T-17"], ["Issued by:", "Aster plc", "Deadline:", "30 June 2026"]]
DEAL = [
    ["Opportunity:", "Smart metering", "Customer:", "Aster plc", "Close date:", "30 June 2026", "Amount:", "GBP 3m"]
]


@pytest.mark.parametrize("form", [[*TENDER, ["Value:", "GBP 3m"]], DEAL])
def test_the_form_above_a_list_of_people_is_their_opportunity(said, form):
    rows = [*form, [], ["Name", "Position", "Role"], ["Grace Okafor", "Director", "Decision maker"]]
    facts, _ = said({"Panel": [*rows, ["Iqbal Rahman", "Engineer", "User"]]})
    deal = facts["opportunity", "Smart metering"]
    assert (deal["customer"], deal["due"], deal["amount"]) == ("Aster plc", "2026-06-30", 3_000_000)
    assert {key[1:3] for key in facts if key[0] == "role_in"} == {
        ("Grace Okafor", "Smart metering"),
        ("Iqbal Rahman", "Smart metering"),
    }


def test_roles_that_name_no_deal_are_in_one_of_the_own_company(said):
    people = [["客戶", "姓名", "職稱", "決策角色"], ["宏遠半導體", "林志明", "總經理", "決策者"]]
    people += [["永盛光電", "李淑芬", "廠長", "使用者"]]
    deals = [
        ["商機名稱", "客戶", "預計結案日", "關鍵決策者", "競爭廠商"],
        ["MES導入案", "宏遠半導體", "2026/9/30", "林志明", "研華科技"],
    ]
    deals += [["能源平台", "永盛光電", "2026/12/15", "李淑芬", ""]]
    facts, _ = said({"關鍵人物": people, "商機": deals})
    roles = {key[1:3]: {*value["roles"]} for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {("林志明", "MES導入案"): {"decider"}, ("李淑芬", "能源平台"): {"decider", "user"}}
    assert of(facts, "due", "opportunity") == {"MES導入案": "2026-09-30", "能源平台": "2026-12-15"}


def test_roles_in_no_named_deal_are_none_of_those_of_another_company_unless_they_advise(said):
    rows = [["Konto", "Name", "Rolle"], ["Aurich Stahl AG", "Thomas Brinkmann", "Entscheider"]]
    rows += [["Aurich Stahl AG", "Birgit Meyer", "Beeinflusser"], ["Aurich Stahl AG", "Jens Ott", "Nutzer"]]
    rows += [["Delmenhof KG", "Can Kaya", "Einkäufer"], ["Holm Consulting GmbH", "Ines Holm", "Beeinflusser"]]
    facts, _ = said({"Kontakte": rows})
    roles = {key[1] for key in facts if key[0] == "role_in"}
    assert roles == {"Thomas Brinkmann", "Birgit Meyer", "Jens Ott", "Ines Holm"}
    assert of(facts, "org")["Can Kaya"] == "Delmenhof KG"
    facts, _ = said({"Kontakte": rows}, **{"customer of:Opportunity": "Aurich Stahl AG"})
    assert "Can Kaya" in {key[1] for key in facts if key[0] == "role_in"}


def test_what_is_left_out_is_told_with_the_line_of_the_first(tmp_path, look):
    from tests.ingest.guessing.conftest import book

    rows = [
        ["Date", "Our participants", "Customer participants"],
        ["2026-04-03", "Amy Hart", ""],
        ["2026-04-04", "Dan Cole", ""],
    ]
    rows += [["", "Amy Hart", "Ana Reis"]]
    plan = look(book(tmp_path / "a.xlsx", {"Log": rows}), our_company=US, **{"org:Log": "Aster"}).plan
    lines = {p.line for p in plan.problems if p.code == "W12" and "left out" in p.text.en}
    assert lines == {2, 4}


def test_the_channel_says_what_kind_of_contact_it_was_where_nothing_else_does(said):
    rows = [["Date", "Our participants", "With whom", "Channel"], ["2026-04-03", "Amy Hart", "Elena Soler", "Visit"]]
    rows += [["2026-04-05", "Amy Hart", "Elena Soler", "Teams"], ["2026-04-07", "Amy Hart", "Elena Soler", "Phone"]]
    facts, asked = said({"Log": rows})
    held = {key[1]: (value["kind"], value["channel"]) for key, value in facts.items() if key[0] == "interaction"}
    assert held == {
        "2026-04-03": ("visit", "onsite"),
        "2026-04-05": ("video", "online"),
        "2026-04-07": ("call", "phone"),
    }
    assert not [one for one in asked if one.startswith("word:")]


@pytest.mark.parametrize("heading", ["Bidder", "投标单位"])
def test_those_who_bid_beside_us_are_competitors_in_that_opportunity(said, heading):
    rows = [["Opportunity: Smart metering", "Customer: Aster plc"], [heading, "Price", "Rank"], ["Itron", "2.9m", "2"]]
    facts, _ = said({"Bids": [*rows, [US, "2.8m", "1"]]})
    assert facts["opportunity", "Smart metering"]["competitors"] == ("Itron",)
    assert of(facts, "category", "org") == {"Itron": "competitor", "Aster plc": "customer", US: "our_company"}


def test_an_account_plan_on_one_sheet_is_read_whole(said):
    rows = [["Key Account Plan"], ["Account name:", "Ostara Health"], ["Industry:", "Healthcare"], [], ["Contacts"]]
    rows += [
        ["Name", "Role", "Power H/M/L"],
        ["Dana Cole", "CEO", "H"],
        ["Rafi Amin", "CIO", "M"],
        [],
        ["Opportunities"],
    ]
    rows += [["Name", "Value", "Phase", "Key decision maker"], ["EHR archive", "EUR 1.2m", "Proposal", "Rafi Amin"]]
    facts, _ = said({"Plan": rows}, **{"org:Plan": "Ostara Health", "customer:Opportunities": "Ostara Health"})
    assert facts["org", "Ostara Health"]["industry"] == "Healthcare"
    assert of(facts, "flags") == {"Dana Cole": ("key_person",)}
    assert facts["opportunity", "EHR archive"]["customer"] == "Ostara Health"
    assert facts["role_in", "Rafi Amin", "EHR archive"]["roles"] == ("decider",)


def test_lines_in_capitals_over_groups_are_companies_and_a_title_of_all_of_them_is_none(said):
    rows = [["Key contacts – all accounts"], ["Name", "Title", "Influence"], ["OSTARA"], ["Dana Cole", "CEO", "High"]]
    rows += [["LUMEN"], ["Owen Price", "CIO", "High"], ["Exported by Nora Finch"]]
    facts, _ = said({"Contacts": rows})
    assert of(facts, "org") == {"Dana Cole": "OSTARA", "Owen Price": "LUMEN"}


def test_a_role_is_in_the_only_opportunity_that_names_somebody_as_its_contact(said):
    people = [["Name", "Title", "Account", "Buying role"], ["Ana Ruiz", "CFO", "Aster", "Decision maker"]]
    people += [["Luis Gil", "CIO", "Aster", "Champion"], ["Eva Sanz", "COO", "Aster", "User"]]
    deals = [["Opportunity", "Account", "Primary contact", "Stage"], ["CRM", "Aster", "Ana Ruiz", "s1"]]
    deals += [["ERP", "Aster", "Luis Gil", "s2"], ["MES", "Aster", "Luis Gil", "s2"]]
    facts, asked = said({"Contacts": people, "Opportunities": deals})
    assert {key[1:3] for key in facts if key[0] == "role_in"} == {("Ana Ruiz", "CRM")}
    assert "opportunity:Opportunity" in asked  # in which the others have their roles is not said


def test_an_owner_of_an_opportunity_who_does_not_own_all_contacts_there_is_told(look, tmp_path):
    people = [["Name", "Title", "Account", "Owner"], ["Ana Ruiz", "CFO", "Aster", "Kim Salter"]]
    people += [["Luis Gil", "CIO", "Cerant", "Kim Salter"], ["Eva Sanz", "COO", "Cerant", "Jan Ott"]]
    deals = [["Opportunity", "Account", "Stage", "Deal owner"], ["CRM", "Aster", "s1", "Jan Ott"]]
    deals += [["ERP", "Umbra", "s2", "Kim Salter"], ["MES", "Aster", "s2", "Kim Salter"]]
    deals += [["TMS", "Cerant", "s2", "Jan Ott"]]
    plan = look(book(tmp_path / "a.xlsx", {"Contacts": people, "Opportunities": deals}), our_company=US).plan
    said = [p.text.en for p in plan.problems if "owners of ours" in p.text.en]
    assert len(said) == 1
    assert said[0].endswith("(3; lines 2, 3, 5)")  # she owns all contacts of the third
