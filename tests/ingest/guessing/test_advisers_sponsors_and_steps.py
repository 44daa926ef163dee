"""Books that bid teams keep by hand: advisers behind a post, a sponsor at the customer, sums below sums, who takes the next step."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book, told


def of(found, kind, name):
    return {about[0]: value for of_kind, about, column, value in told(found.plan) if (of_kind, column) == (kind, name)}


def read(tmp_path, rows, name="Sheet", **answers):
    path = book(tmp_path / "a.xlsx", {name: rows})
    return guess([path], existing={}, options=options(answers={"our_company": "Boreal", **answers}, today="2026-11-30"))


def test_whoever_is_a_partner_of_advisers_is_theirs(tmp_path):
    rows = [
        ["Customer", "Aster Foods plc"],
        [],
        ["Name", "Title", "Buying role"],
        ["Ana Ruiz", "CFO", "Approver"],
        ["Tom Dale", "Director, Risk Advisory", "User"],
        ["Ida Holt", "Partner, Calder Advisory", "Influencer"],
        ["Uwe Brandt", "顾问（正信咨询）", "Influencer"],
        ["Mia Falk", "External consultant (Nordlicht Advies)", "Influencer"],
    ]
    found = read(tmp_path, rows)
    assert of(found, "person", "org") == {
        "Ana Ruiz": "Aster Foods plc",
        "Tom Dale": "Aster Foods plc",
        "Ida Holt": "Calder Advisory",
        "Uwe Brandt": "正信咨询",
        "Mia Falk": "Nordlicht Advies",
    }
    assert of(found, "person", "title")["Ida Holt"] == "Partner"
    category = of(found, "org", "category")
    assert {name for name, said in category.items() if said == "third_party"} == {
        "Calder Advisory", "正信咨询", "Nordlicht Advies",
    }  # fmt: skip


def test_a_sponsor_at_the_customer_is_nobodys_company_and_a_weighted_sum_no_opportunity(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {
            "Contacts": [
                ["Name", "Title", "Company"],
                ["Ana Ruiz", "CFO", "Aster AG"],
                ["Tom Dale", "CIO", "Aster AG"],
            ],
            "Pipeline": [
                ["Opportunity", "Sponsor at customer", "Value (£)", "Stage"],
                ["Mill", "Ana Ruiz", 200, "Proposal"],
                ["Kiln", "Tom Dale", 100, "Lead"],
                ["Total", "", 300, ""],
                ["Weighted", "", 120, ""],
            ],
        },
    )
    found = guess([path], existing={}, options=options(answers={"our_company": "Boreal"}))
    assert of(found, "opportunity", "customer") == {"Mill": "Aster AG", "Kiln": "Aster AG"}
    assert {*of(found, "org", "category")} == {"Aster AG"}


def test_a_role_in_procurement_names_no_opportunity(tmp_path):
    found = read(tmp_path, [["Name", "Company", "Role in procurement"], ["Ana Ruiz", "Aster AG", "Approver"]])
    assert "procurement" not in of(found, "opportunity", "customer")


@pytest.mark.parametrize(
    ("deal", "customer", "named"),
    [
        ("华岳数据平台一期", "华岳电力有限公司", "华岳数据平台一期"),
        ("华岳机房维保", "华岳电力有限公司", "数据平台项目"),  # another one of theirs
        ("东岳数据平台一期", "东岳电力有限公司", "数据平台项目"),  # that of another customer
    ],
)
def test_roles_below_a_title_are_in_the_opportunity_that_the_book_lists_in_full(tmp_path, deal, customer, named):
    people = [["华岳电力有限公司数据平台项目干系人登记表"], ["姓名", "职务", "决策角色"], ["王伟", "处长", "决策者"]]
    deals = [["商机名称", "客户", "预计金额（万元）"], [deal, customer, 350]]
    path = book(tmp_path / "a.xlsx", {"干系人": people, "商机": deals})
    found = guess([path], existing={}, options=options(answers={"our_company": "Boreal"}))
    assert {about[1] for kind, about, *_ in told(found.plan) if kind == "role_in"} == {named}
    assert {*of(found, "opportunity", "customer")} == {deal, named}
    assert any(f"{named} (from “" in one.en for one in found.said)


def test_who_behind_the_next_step_takes_it(tmp_path):
    rows = [
        ["Name", "Title", "Company", "Next step", "Who", "By"],
        ["Ana Ruiz", "CFO", "Aster AG", "Send the price list", "Kim Salter", "2026-12-04"],
        ["Tom Dale", "CIO", "Aster AG", "", "Sam Reed", ""],
    ]
    found = read(tmp_path, rows)
    assert {*of(found, "action", "owner").values()} == {"Kim Salter"}
    assert not of(found, "person", "owner")


LOG = ["Date", "Customer", "Type", "Their people", "Our people", "Notes"]
MEETINGS = [
    ["2026-09-03", "Aster AG", "Meeting", "Ana Ruiz", "Kim Salter", "Roadmap"],
    ["2026-09-10", "Aster AG", "Call", "Tom Dale", "Kim Salter", "Prices"],
    ["2026-09-17", "Aster AG", "Call", "Ana Ruiz", "Sam Reed", "Terms"],
]


@pytest.mark.parametrize(
    ("headings", "steps", "states", "days"),
    [
        (  # of the step: it stands behind the day of that
            ["Follow-up", "Due", "Status"],
            [
                ["Send prices", "2026-09-18", "Done"],
                ["Book a room", "2026-12-04", "Open"],
                ["Call Ana", "2026-12-05", "Done"],
            ],
            {"Send prices": "done", "Book a room": "open", "Call Ana": "done"},
            3,
        ),
        (  # of the step: no row without one has a status
            ["Follow-up", "Due", "Status"],
            [["Send prices", "2026-09-18", "Done"], ["", "", ""], ["Call Ana", "2026-12-05", "Cancelled"]],
            {"Send prices": "done", "Call Ana": "cancelled"},
            3,
        ),
        (  # of the meeting, as a row without a step shows
            ["Follow-up", "Due", "Status"],
            [["Send prices", "2026-12-04", "Done"], ["", "", "Done"], ["Call Ana", "2026-12-05", "Cancelled"]],
            {"Send prices": None},
            2,
        ),
        (  # of the meeting: it was called off
            ["Follow-up", "Due", "Status"],
            [
                ["Send prices", "2026-12-04", "Done"],
                ["Book", "2026-12-05", "Done"],
                ["Call", "2026-12-05", "Cancelled"],
            ],
            {"Send prices": None, "Book": None},
            2,
        ),
        (  # of the meeting, before the step
            ["Status", "Follow-up", "Due"],
            [["Done", "Send prices", "2026-12-04"], ["", "", ""], ["Done", "Call Ana", "2026-12-05"]],
            {"Send prices": None, "Call Ana": None},
            3,
        ),
    ],
)
def test_a_status_right_behind_the_next_step_is_that_of_the_step(tmp_path, headings, steps, states, days):
    rows = [[*LOG, *headings], *([*met, *step] for met, step in zip(MEETINGS, steps, strict=True))]
    found = read(tmp_path, rows, "Meetings")
    status = of(found, "action", "status")
    assert {what: status.get(key) for key, what in of(found, "action", "type").items()} == states
    assert len([one for one in told(found.plan) if (one[0], one[2]) == ("interaction", "kind")]) == days


@pytest.mark.parametrize("kind", ["Cancelled", "已取消", "no show"])
def test_a_meeting_whose_kind_says_that_it_was_called_off_is_left_out_and_told(tmp_path, kind):
    off = ["2026-09-24", "Aster AG", kind, "Tom Dale", "Sam Reed", "Tom is ill"]
    found = read(tmp_path, [LOG, *MEETINGS, off], "Meetings")
    assert {about[0] for of_kind, about, *_ in told(found.plan) if of_kind == "interaction"} == {
        row[0] for row in MEETINGS
    }
    assert "meetings that were cancelled were left out (1)" in {p.text.en.strip() for p in found.plan.problems}
    assert not [q.id for q in found.plan.questions if q.id.startswith("word:")]


def test_a_contact_column_of_people_whom_other_lists_have_as_ours_is_that_of_the_owners(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {
            "Contacts": [
                ["Name", "Title", "Company", "BRL contact"],
                ["Ana Ruiz", "CFO", "Aster AG", "Kim Salter"],
                ["Tom Dale", "CIO", "Aster AG", "Sam Reed"],
            ],
            "Action plan": [
                ["Action", "With whom", "Owner", "Due", "Status"],
                ["Send prices", "Ana Ruiz", "Kim Salter", "2026-12-04", "Open"],
                ["Visit the site", "Tom Dale", "Sam Reed", "2026-12-11", "Open"],
            ],
        },
    )
    found = guess([path], existing={}, options=options(answers={"our_company": "Boreal"}))
    owners = of(found, "person", "owner")
    assert (owners["Ana Ruiz"], owners["Tom Dale"]) == ("Kim Salter", "Sam Reed")


def test_a_title_names_the_deal_beside_an_organisation_that_it_writes_out(tmp_path):
    rows = [
        ["Depot Renewal (DRN) – Aster Valley Rail Trust (AVRT)"],
        [],
        ["Name", "Position", "Organisation", "Role in procurement"],
        ["Ana Ruiz", "CFO", "AVRT", "SRO - final sign-off"],
        ["Tom Dale", "CIO", "AVRT", "Lead technical evaluator"],
        ["Ida Holt", "Clerk", "AVRT", "Evaluation panel chair"],
        ["Uwe Brandt", "Sales Manager", "Torvane", "Competitor"],
    ]
    found = read(tmp_path, rows)
    assert of(found, "opportunity", "customer") == {"Depot Renewal (DRN)": "Aster Valley Rail Trust"}
    assert of(found, "org", "category") == {"Aster Valley Rail Trust": "customer", "Torvane": "competitor"}
    assert of(found, "role_in", "roles") == {
        "Ana Ruiz": ("approver",),
        "Tom Dale": ("technical_evaluator",),
        "Ida Holt": ("evaluator",),
    }


def test_a_competitor_of_the_deal_is_whom_an_attitude_prefers(tmp_path):
    rows = [
        ["Deal", "Core hosting"],
        ["Customer", "Aster AG"],
        ["TCV", "£2.75m"],
        ["Stage", "Shortlisted (2 of 5)"],
        ["Up against", "Torvane"],
        [],
        ["Name", "Title", "Stance", "Buying role"],
        ["Ana Ruiz", "CFO", "Strongly for us", "Approver"],
        ["Tom Dale", "CIO", "Prefers Torvane", "Consultant to the customer"],
    ]
    found = read(tmp_path, rows)
    assert of(found, "opportunity", "competitors") == {"Core hosting": ("Torvane",)}
    levels = {
        about[:2]: value for kind, about, column, value in told(found.plan) if (kind, column) == ("stance", "level")
    }
    assert levels == {("Ana Ruiz", "Boreal"): 3, ("Tom Dale", "Boreal"): -1, ("Tom Dale", "Torvane"): 1}
    assert of(found, "role_in", "roles")["Tom Dale"] == ("influencer",)


def test_a_column_names_the_competitor_whom_somebody_leans_to(said):
    rows = [
        ["姓名", "职务", "对我方态度", "倾向竞争对手"],
        ["赵强", "部长", "反对", "华数云擎"],
        ["钱敏", "主任", "一般", ""],
    ]
    facts, _ = said({"竞争": rows})
    assert {key[1:3]: value["level"] for key, value in facts.items() if key[0] == "stance"} == {
        ("赵强", "Boreal"): -1,
        ("赵强", "华数云擎"): 1,
        ("钱敏", "Boreal"): 0,
    }
    assert facts["org", "华数云擎"]["category"] == "competitor"


def test_what_is_to_be_done_by_whom_and_until_when_in_one_cell(tmp_path):
    rows = [
        ["拜访日期", "客户名称", "拜访对象", "职务", "我方人员", "沟通内容", "后续行动/责任人/时间"],
        ["2026-07-03", "恒泰电力", "高志强", "生产制造部部长", "林晓", "方案沟通", "提交初步方案/张工/7月20日"],
        ["2026-07-08", "恒泰电力", "孙立群,何晓峰", "运营中心主任,设备主管", "周凯", "参观", "安排参观/周凯/8月底"],
        ["2026-07-09", "恒泰电力", "石磊", "MES项目组项目经理", "周凯", "接口", ""],
    ]
    found = read(tmp_path, rows, "拜访记录", **{"year:拜访记录": "2026"})
    keys = of(found, "action", "type")
    owners, due, target = (of(found, "action", name) for name in ("owner", "due", "target"))
    assert {(keys[k], owners[k], due[k], target[k]) for k in keys} == {
        ("提交初步方案", "张工", "2026-07-20", "高志强"),
        ("安排参观", "周凯", "2026-08-31", "孙立群"),
    }
    titles, units = of(found, "person", "title"), of(found, "person", "unit")
    assert (titles["孙立群"], titles["何晓峰"]) == ("运营中心主任", "设备主管")
    assert {one: unit for one, unit in units.items() if unit} == {
        "高志强": "生产制造部",
        "孙立群": "运营中心",
        "石磊": "MES项目组",
    }


def test_visits_that_are_planned_are_to_be_done(tmp_path):
    rows = [
        ["计划日期", "客户名称", "拜访对象", "拜访目的", "拜访人"],
        ["2026/10/9", "恒泰电力", "鲁平", "确认报价条款", "林晓"],
        ["2026/12/14", "恒泰电力", "陈芳", "汇报测算", "林晓"],
        ["2026/12/16", "恒泰电力", "陈芳", "", "林晓"],
    ]
    found = read(tmp_path, rows, "拜访计划")
    assert not of(found, "interaction", "kind")
    assert {*of(found, "action", "type").values()} == {"确认报价条款", "汇报测算"}
    assert {*of(found, "action", "due").values()} == {"2026-10-09", "2026-12-14"}
    told = {problem.text.en for problem in found.plan.problems}
    assert any("left out (1)" in text for text in told)


def test_lines_above_a_table_say_what_the_deal_in_its_title_is_worth(tmp_path):
    rows = [
        ["长河电力有限公司 智能巡检项目 客户决策链分析表"],
        ["填表人:周凯    项目金额:860万元    项目阶段:方案论证    预计签约:2026年12月25日"],
        ["姓名", "部门", "职务", "决策角色"],
        ["吴国栋", "运营部", "总经理", "决策者"],
        ["李梅", "信息部", "经理", "业务需求方"],
    ]
    found = read(tmp_path, rows)
    assert of(found, "opportunity", "amount") == {"智能巡检项目": 8_600_000}
    assert of(found, "opportunity", "due") == {"智能巡检项目": "2026-12-25"}
    assert of(found, "opportunity", "stage") == {"智能巡检项目": "s2"}
    assert of(found, "role_in", "opportunity") == {"吴国栋": "智能巡检项目", "李梅": "智能巡检项目"}
    assert not any("amount" in problem.text.en for problem in found.plan.problems)


def test_a_title_may_name_an_organisation_whose_name_holds_that_of_another(tmp_path):
    rows = [
        ["Aster Group – Kiln replacement"],
        ["Value: £2m | Stage: Tender"],
        ["Name", "Company", "Title", "Decision role"],
        ["Ana Ruiz", "Aster Group", "CFO", "Approver"],
        ["Luis Gil", "Aster", "CIO", "User"],
    ]
    found = read(tmp_path, rows)
    assert of(found, "opportunity", "amount") == {"Kiln replacement": 2_000_000}


@pytest.mark.parametrize(
    ("unit", "title", "org", "post", "units"),
    [
        ("External", "Consultant, Lorne Reid LLP", "Lorne Reid LLP", "Consultant", {"Finance"}),
        ("(extern)", "Consultant", "Aster", "Consultant", {"Finance"}),
        ("External Affairs", "Head", "Aster", "Head", {"Finance", "External Affairs"}),
    ],
)
def test_external_among_departments_is_none_and_the_firm_behind_the_post_is_a_third_party(
    said, unit, title, org, post, units
):
    rows = [["Name", "Title", "Dept"], ["Ana Ruiz", "CFO", "Finance"], ["Eva Kolm", title, unit]]
    facts, _ = said({"people": rows})
    assert (facts["person", "Eva Kolm"]["org"], facts["person", "Eva Kolm"]["title"]) == (org, post)
    assert {key[1] for key in facts if key[0] == "unit"} == units
    assert facts["org", org]["category"] == ("customer" if org == "Aster" else "third_party")


@pytest.mark.parametrize("others", [(), ("很关注付款账期", "要求本地化部署", "偏谨慎，罗斌的意见对他影响很大")])
def test_who_leaves_on_a_day_to_come_has_not_left_in_a_column_of_flags_or_of_remarks(tmp_path, others):
    remarks = ["2026年6月离职", "2027年3月离职", "已离职", *others]
    rows = [
        ["姓名", "公司", "职务", "备注"],
        *([f"王伟{n}", "华盛集团", "CFO", remark] for n, remark in zip("一二三四五六", remarks, strict=False)),
    ]
    flags = of(read(tmp_path, rows), "person", "flags")
    assert {who for who, value in flags.items() if "left" in value} == {"王伟一", "王伟三"}
