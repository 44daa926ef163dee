"""Reports of contacts by deal, connections of a CRM, maps with a rival's column, lists of ties: what is read of each as a whole."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, facts_of


@pytest.fixture
def read(tmp_path):
    """Facts of a book by (kind, about), and its questions; nothing is answered but what our company is called."""

    def run(sheets, **answers):
        path = book(tmp_path / "a.xlsx", sheets)
        plan = guess(
            [path], existing={}, options=options(answers={"our_company": US, **answers}, today="2026-11-30")
        ).plan
        facts = facts_of(plan)
        return facts, {q.id: q for q in plan.questions}

    return run


def every(facts, kind):
    return {
        key[1:3] if kind in ("influences", "trusts", "conflicts_with", "role_in", "knows") else key[1]
        for key in facts
        if key[0] == kind
    }


def test_a_report_of_contacts_with_their_roles_is_no_log_of_meetings_and_a_deal_without_a_contact_is_one(read):
    rows = [
        [
            "Account Name ↑",
            "Opportunity Name ↑",
            "Stage",
            "Amount Currency",
            "Amount",
            "Close Date",
            "Opportunity Owner",
            "Next Step",
            "Full Name",
            "Title",
            "Contact: Reports To",
            "Contact Role",
            "Email",
            "Last Activity",
        ],
        [
            "Aster Mills",
            "Aster - Kiln",
            "Proposal",
            "USD",
            100,
            "12/22/2026",
            "Kim Dale",
            "-",
            "Ana Ruiz",
            "CIO",
            "-",
            "Decision Maker",
            "ana@aster.example",
            "11/24/2026",
        ],
        [
            "",
            "",
            "Proposal",
            "USD",
            100,
            "12/22/2026",
            "Kim Dale",
            "-",
            "Tom Falk",
            "Analyst",
            "Ana Ruiz",
            "Evaluator",
            "tom@aster.example",
            "11/17/2026",
        ],
        [
            "Holt County",
            "Holt - Routing",
            "Prospecting",
            "USD",
            "",
            "9/1/2027",
            "Kim Dale",
            "-",
            "",
            "",
            "-",
            "-",
            "",
            "",
        ],
    ]
    facts, _ = read({"Report": rows})
    assert every(facts, "opportunity") == {"Aster - Kiln", "Holt - Routing"}
    assert facts["opportunity", "Holt - Routing"]["customer"] == "Holt County"
    assert every(facts, "person") == {"Ana Ruiz", "Tom Falk", "Kim Dale"}
    assert facts["person", "Tom Falk"]["reports_to"] == "Ana Ruiz"
    assert every(facts, "role_in") == {("Ana Ruiz", "Aster - Kiln"), ("Tom Falk", "Aster - Kiln")}
    assert every(facts, "interaction") == set()


def test_connections_say_who_has_which_role_in_which_deal_and_a_currency_may_be_called_by_its_name(read):
    contacts = [
        ["Full Name", "Job Title", "Company Name"],
        ["Ana Ruiz", "CIO", "Aster S.A."],
        ["Tom Falk", "CFO", "Aster"],
    ]
    ties = [
        ["Connected From", "Connected To", "Role (To)", "Status"],
        ["Kiln", "Ana Ruiz", "Technical Buyer", "Active"],
        ["Kiln", "Tom Falk", "Economic Buyer", "Active"],
    ]
    deals = [
        ["Topic", "Account", "Est. Revenue", "Currency", "Sales Stage"],
        ["Kiln", "Aster S.A.", 100, "Polski złoty", "Propose"],
    ]
    facts, _ = read({"Active Contacts": contacts, "Stakeholders of deals": ties, "Open Opportunities": deals})
    assert every(facts, "role_in") == {("Ana Ruiz", "Kiln"), ("Tom Falk", "Kiln")}
    assert facts["opportunity", "Kiln"]["currency"] == "PLN"
    assert every(facts, "org") == {"Aster S.A."}  # “Aster” is the same


def test_the_time_of_the_last_activity_is_no_step_to_be_taken(read):
    rows = [
        [
            "First Name",
            "Last Name",
            "Email",
            "Contact owner",
            "Associated Company",
            "Last Activity Date",
            "Next Activity Date",
        ],
        ["Ana", "Ruiz", "ana@aster.example", "Kim Dale", "Aster", "2026-11-24 17:05", "2026-12-03 10:00"],
        ["Tom", "Falk", "tom@aster.example", "Kim Dale", "Aster", "2026-11-12 09:30", ""],
    ]
    facts, _ = read({"contacts": rows})
    assert every(facts, "action") == set()


PEOPLE = [
    ["Name", "Job title", "Dept", "Reports to", "View of us", "View of Norva", "Our lead"],
    ["Ana Ruiz", "CIO", "IT", "", "Neutral", "Neutral", "Kim Dale"],
    ["Tom Falk", "CFO", "Finance", "", "Champion", "Sceptical, thinks they are dear", "Kim Dale"],
    ["TBC (starts Feb)", "Head of Data", "IT", "Ana Ruiz", "", "", ""],
    ["Ida Holt", "Partner", "Ext. - Calder Consulting", "", "Neutral", "Uses them as a benchmark", "Kim Dale"],
]


def test_a_map_with_a_column_about_a_rival_an_open_seat_and_an_adviser_from_outside(read):
    deal = [
        ["Open deal", ""],
        ["Name", "Kiln"],
        ["Customer", "Aster plc"],
        ["Value", 100],
        ["Stage", "Proposal"],
        ["Competition", "Norva Systems"],
    ]
    facts, asked = read({"People": [["Aster plc - stakeholder map"], [], *PEOPLE], "Open deal": deal})
    assert attitudes(facts) == {
        ("Ana Ruiz", US): 0, ("Tom Falk", US): 3, ("Ida Holt", US): 0, ("Ana Ruiz", "Norva Systems"): 0, ("Tom Falk", "Norva Systems"): -1,
    }  # fmt: skip
    assert any(one.startswith("word:level:uses them") for one in asked)
    assert facts["person", "? Head of Data"]["flags"] == ("placeholder",)
    assert facts["person", "Ida Holt"]["org"] == "Calder Consulting"
    assert facts["org", "Calder Consulting"]["category"] == "third_party"
    assert "Ext. - Calder Consulting" not in every(facts, "unit")


def test_who_is_tied_to_whom_is_read_below_everyday_headings(read):
    people = [
        ["Name", "Title", "Company"],
        ["Ana Ruiz", "CIO", "Aster plc"],
        ["Tom Falk", "CFO", "Aster plc"],
        ["Ida Holt", "COO", "Aster plc"],
    ]
    ties = [
        ["Who", "Link", "To whom", "Strength", "Note"],
        ["Ana Ruiz", "influences", "Tom Falk", "strong", ""],
        ["Ida Holt", "trusts", "Ana Ruiz", "strong", ""],
        ["Tom Falk", "does not get on with", "Ida Holt", "", "old row"],
    ]
    facts, _ = read({"People": people, "Relationships": ties})
    assert every(facts, "influences") == {("Ana Ruiz", "Tom Falk")}
    assert every(facts, "trusts") == {("Ida Holt", "Ana Ruiz")}
    assert {tuple(sorted(one)) for one in every(facts, "conflicts_with")} == {("Ida Holt", "Tom Falk")}


def test_a_chinese_map_says_under_groups_who_takes_the_step_and_how_well_they_are_known(read):
    groups = ["客户信息", "", "", "", "", "", "", "行动", "", ""]
    heads = ["姓名", "部门", "职务", "直接上级", "支持度", "关系等级", "我方对接人", "下一步", "责任人", "完成时间"]
    people = [
        ["华岳轨道集团有限公司 客户关系地图"],
        groups,
        heads,
        ["王伟", "信息部", "部长", "", "支持", "铁杆", "陈晓", "汇报方案", "刘洋", "2026-12-05"],
        ["李娜", "采购部", "经理", "王伟", "中立", "熟悉", "陈晓", "确认时间表", "陈晓", "2026-12-08"],
        ["赵强", "华州市轨道设计院", "总工程师", "", "中立", "未接触", "陈晓", "", "", ""],
    ]
    form = [
        ["项目基本信息", ""],
        ["项目名称", "运维平台"],
        ["客户名称", "华岳轨道集团有限公司"],
        ["项目金额", "2,680万元"],
        ["当前阶段", "方案"],
        ["预计签约", "2027年3月底"],
        ["预计招标时间", "2027-01-20"],
        ["主要竞争对手", "远图智能"],
        ["我方项目负责人", "陈晓"],
        ["决策链说明", "集体决策"],
    ]
    facts, _ = read({"地图": people, "项目信息": form})
    assert {(v["type"], v["owner"]) for k, v in facts.items() if k[0] == "action"} == {
        ("汇报方案", "刘洋"),
        ("确认时间表", "陈晓"),
    }
    assert {(k[1], k[2], v["declared_level"]) for k, v in facts.items() if k[0] == "knows"} == {
        ("陈晓", "王伟", 5),
        ("陈晓", "李娜", 3),
    }
    assert facts["person", "赵强"]["org"] == "华州市轨道设计院"
    assert facts["org", "华州市轨道设计院"]["category"] == "third_party"
    deal = facts["opportunity", "运维平台"]
    assert (deal["amount"], deal["due"], deal["competitors"]) == (26_800_000, "2027-03-31", ("远图智能",))


def test_the_next_step_of_a_deal_without_a_contact_is_told_as_left_out(tmp_path):
    rows = [
        ["Account Name", "Opportunity Name", "Stage", "Next Step", "Full Name", "Title", "Contact Role", "Email"],
        ["Aster Mills", "Kiln", "Proposal", "", "Ana Ruiz", "CIO", "Decision Maker", "ana@aster.example"],
        ["Holt County", "Routing", "Prospecting", "Intro call", "", "", "", ""],
    ]
    path = book(tmp_path / "a.xlsx", {"Report": rows})
    plan = guess([path], existing={}, options=options(answers={"our_company": US}, today="2026-11-30")).plan
    assert any("without a name" in one.text.en for one in plan.problems)


@pytest.mark.parametrize("title", ["COMPETITORS", ""])
@pytest.mark.parametrize("margin", [0, 1])
@pytest.mark.parametrize(
    "heading",
    [
        ["Competitor", "Product", "Strength", "Weakness", "Sponsor at account"],
        ["竞争对手", "产品", "优势", "劣势", "内部支持者"],
    ],
)
def test_a_list_of_competitors_below_one_of_people_is_one_wherever_it_begins(read, title, margin, heading):
    people = [["Name", "Position", "Role", "Support"], ["Ana Ruiz", "CEO", "Approver", "0"]]
    people += [["Luis Gil", "CFO", "Economic buyer", "+"], ["Eva Sanz", "Buyer", "Gatekeeper", "+"]]
    firms = [["Cobalt Inc.", "Cobalt Cloud", "Price", "Slow", "Luis Gil"], ["PolarIQ", "Suite", "Brand", "Costly", ""]]
    rows = [["Account: Aster"], [], *people, [], *([[title]] if title else []), heading, *firms]
    facts, _ = read({"Plan": [[*[""] * margin, *row] for row in rows]})
    assert every(facts, "person") == {"Ana Ruiz", "Luis Gil", "Eva Sanz"}
    kinds = {key[1]: value["category"] for key, value in facts.items() if key[0] == "org"}
    assert kinds == {US: "our_company", "Aster": "customer", "Cobalt Inc.": "competitor", "PolarIQ": "competitor"}
