"""What hand-kept books say in columns and lines of their own: goals, wishes, rivals, promises, posts that nobody is known to have."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, columns_of, facts_of, met, titles

TODAY = "2026-11-30"


@pytest.fixture
def read(tmp_path):
    """Facts of a book as of a day on which its meetings have been, by (kind, about), and its questions."""

    def run(sheets, **answers):
        path = book(tmp_path / "a.xlsx", sheets)
        answers = {"our_company": US, **{f"org:{name}": "Aster" for name in sheets}, **answers}
        plan = guess([path], existing={}, options=options(answers=answers, today=TODAY)).plan
        facts = facts_of(plan)
        return facts, {q.id: q for q in plan.questions}

    return run


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Cares about", "business"), ("Goals", "business"), ("业务目标", "business"), ("目标", "business"), ("顾虑", "business"),
     ("Personal goals", "other"), ("个人目标", "other")],
)  # fmt: skip
def test_what_somebody_cares_about_is_a_need(read, heading, kind):
    rows = [
        ["Name", "Title", heading],
        ["Ana Ruiz", "CIO", "no downtime"],
        ["Tom Dale", "CFO", "lower cost of ownership"],
    ]
    facts, _ = read({"Contacts": rows})
    assert columns_of(facts, "need", "holder", "kind", "statement") == {
        ("Ana Ruiz", kind, "no downtime"),
        ("Tom Dale", kind, "lower cost of ownership"),
    }


@pytest.mark.parametrize("ours", ["争取他的支持", "Make him a champion"])
def test_what_we_want_of_somebody_is_no_need_of_theirs(read, ours):
    rows = [["Name", "Title", "Goal"], ["Ana Ruiz", "CIO", ours], ["Tom Dale", "CFO", "lower cost of ownership"]]
    facts, _ = read({"Contacts": rows})
    assert columns_of(facts, "need", "statement") == set()
    facts, _ = read(
        {"Contacts": [["Name", "Title", "Cares about"], ["Ana Ruiz", "CIO", "获得更好的技术支持"], *rows[2:]]}
    )
    assert ("获得更好的技术支持",) in columns_of(facts, "need", "statement")


@pytest.mark.parametrize(
    ("headings", "now", "goals", "ours"),
    [
        (
            ["姓名", "我方对接人", "关系程度", "目标", "措施", "责任人", "完成时间"],
            "一般",
            ["密切", "保持"],
            ["周明", "林小雨"],
        ),
        (
            ["Name", "Owner", "Relationship strength", "Goal", "Measure", "Who", "By"],
            "weak",
            ["strong", "maintain"],
            ["Kim Dale", "Ann Lee"],
        ),
        (
            ["Name", "Betreuer", "Bekanntheitsgrad", "Ziel", "Maßnahme", "Wer", "Bis"],
            "gut",
            ["sehr gut", "halten"],
            ["Jan Ott", "Mia Ries"],
        ),
    ],
)
def test_how_well_somebody_should_be_known_is_no_need_and_what_is_done_for_it_is_the_next_step(
    read, headings, now, goals, ours
):
    rows = [["Ana Ruiz", ours[0], now, goals[0], "visit the works", ours[1], "2027-03-31"]]
    rows += [["Tom Dale", ours[0], now, goals[1], "talk on price", ours[0], "2027-04-30"]]
    facts, _ = read({"Plan": [headings, *rows]})
    assert columns_of(facts, "need", "statement") == set()
    assert columns_of(facts, "action", "target", "type", "owner", "due") == {
        ("Ana Ruiz", "visit the works", ours[1], "2027-03-31"),
        ("Tom Dale", "talk on price", ours[0], "2027-04-30"),
    }


@pytest.mark.parametrize(
    "heading",
    [["No", "Objective", "Owner", "Due", "Status"], ["序号", "目标", "责任人", "完成时间", "状态"]],
)
def test_goals_are_of_the_kind_that_they_say_or_that_is_asked(read, heading):
    rows = [
        heading,
        [1, "Raise our share of spend to 30%", "Kim Dale", "2027-03-31", "open"],
        [2, "Displace the competitor in Ulm", "Kim Dale", "2027-06-30", "open"],
        [3, "Win the first depot", "Kim Dale", "2027-09-30", "open"],
    ]
    people = [["Name", "Title", "Company"], ["Ana Ruiz", "CIO", "Aster AG"]]
    facts, asked = read({"Contacts": people, "Plan": rows})
    assert columns_of(facts, "goal", "customer", "kind", "statement", "due", "status") == {
        ("Aster AG", "share", "Raise our share of spend to 30%", "2027-03-31", "open"),
        ("Aster AG", "competition", "Displace the competitor in Ulm", "2027-06-30", "open"),
    }
    assert "profit" in asked["goal:Win the first depot"].candidates
    facts, _ = read({"Contacts": people, "Plan": rows}, **{"goal:Win the first depot": "hill"})
    assert ("hill", "Win the first depot") in columns_of(facts, "goal", "kind", "statement")


@pytest.mark.parametrize(
    ("phrase", "vendor", "level"),
    [
        ("Leans towards Norvane", "Norvane", 1),
        ("backs Norvane Ltd because of the price", "Norvane Ltd", 2),
        ("偏向华星通信", "华星通信", 1),
    ],
)
@pytest.mark.parametrize("heading", ["Stance", "Notes"])
def test_a_phrase_that_names_a_vendor_is_an_attitude_to_it(read, phrase, vendor, level, heading):
    rows = [
        ["Name", "Title", heading],
        ["Ana Ruiz", "CIO", phrase],
        ["Tom Dale", "CFO", "neutral"],
        ["Ida Holt", "COO", "neutral"],
    ]
    facts, asked = read({"Contacts": rows}, **{f"competitor:{vendor}": "yes"})
    assert attitudes(facts) == {("Ana Ruiz", vendor): level, ("Tom Dale", US): 0, ("Ida Holt", US): 0}
    assert facts["org", vendor]["category"] == "competitor"
    assert f"competitor:{vendor}" in asked
    facts, _ = read({"Contacts": rows}, **{f"competitor:{vendor}": "-"})
    assert attitudes(facts) == {("Tom Dale", US): 0, ("Ida Holt", US): 0}


def test_a_phrase_about_a_known_competitor_asks_nothing_and_one_about_a_colleague_is_none(read):
    people = [
        ["Name", "Title", "Company", "Notes"],
        ["Ana Ruiz", "CIO", "Aster AG", "prefers Norvane"],
        ["Tom Dale", "CFO", "Aster AG", "supports Ana"],
    ]
    deals = [
        ["Opportunity", "Customer", "Amount", "Stage", "Competitor"],
        ["Kiln", "Aster AG", 100, "Lead", "Norvane Systems"],
    ]
    facts, asked = read({"Contacts": people, "Pipeline": deals})
    assert attitudes(facts) == {("Ana Ruiz", "Norvane Systems"): 1}
    assert not any(one.startswith("competitor:") for one in asked)


@pytest.mark.parametrize(("us", "cells"), [("Us", (2, -1, 0)), ("我方", ("支持", "反对", "中立"))])
def test_columns_called_by_vendors_beside_ours_are_attitudes_to_each(read, us, cells):
    rows = [
        ["Name", "Title", us, "Norvane", "Castell"],
        ["Ana Ruiz", "CIO", *cells],
        ["Tom Dale", "CFO", *reversed(cells)],
    ]
    facts, _ = read({"Contacts": rows})
    assert attitudes(facts) == {
        ("Ana Ruiz", US): 2, ("Ana Ruiz", "Norvane"): -1, ("Ana Ruiz", "Castell"): 0,
        ("Tom Dale", US): 0, ("Tom Dale", "Norvane"): -1, ("Tom Dale", "Castell"): 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "who", "said", "levels"),
    [
        (("Date", "Attendees (customer)", "Our attendees", "Topic", "Attitude"), "Ana Ruiz, Tom Dale", "both for us",
         {"Ana Ruiz": 1, "Tom Dale": 1}),
        (("日期", "客户人员", "我方人员", "主题", "态度"), "王伟、李娜", "李娜中立，王伟支持", {"王伟": 2, "李娜": 0}),
        (("日期", "客户人员", "我方人员", "主题", "态度"), "王伟、李娜", "均支持", {"王伟": 2, "李娜": 2}),
    ],
)  # fmt: skip
def test_one_cell_says_the_attitude_of_each_who_was_met(read, headings, who, said, levels):
    rows = [
        headings,
        ["2026-11-03", who, "Kim Dale", "demo", said],
        ["2026-11-10", "Ida Holt", "Kim Dale", "call", "neutral"],
    ]
    facts, asked = read({"Meetings": rows}, **{"org:Meetings (people)": "Aster"})
    assert attitudes(facts) == {(one, US): level for one, level in {**levels, "Ida Holt": 0}.items()}
    assert "several:Meetings" not in asked


def test_whether_one_attitude_is_that_of_each_who_was_met_is_asked(read):
    rows = [
        ["Date", "Customer attendees", "Our attendees", "Topic", "Attitude"],
        ["2026-11-03", "Ana Ruiz, Tom Dale", "Kim Dale", "demo", "supportive"],
        ["2026-11-10", "Ida Holt", "Kim Dale", "call", "neutral"],
    ]
    facts, asked = read({"Meetings": rows}, **{"org:Meetings (people)": "Aster"})
    assert attitudes(facts) == {("Ida Holt", US): 0}
    assert "several:Meetings" in asked
    facts, _ = read({"Meetings": rows}, **{"org:Meetings (people)": "Aster", "several:Meetings": "yes"})
    assert attitudes(facts) == {("Ida Holt", US): 0, ("Ana Ruiz", US): 2, ("Tom Dale", US): 2}


def test_remarks_say_when_we_met_and_what_we_promised(read):
    rows = [
        ["Name", "Title", "Our contact", "Notes"],
        ["Ana Ruiz", "CIO", "Kim Dale", "Met her on 5 May 2026. We promised to send the offer by 2026-12-01."],
        ["王伟", "主任", "Kim Dale", "2026年5月6日拜访过；我方承诺2026-12-05前提供样机"],
    ]
    facts, _ = read({"Contacts": rows})
    assert met(facts) == {("2026-05-05", "Ana Ruiz", "Kim Dale"), ("2026-05-06", "Kim Dale", "王伟")}
    assert columns_of(facts, "action", "target", "type", "owner", "due") == {
        ("Ana Ruiz", "send the offer", "Kim Dale", "2026-12-01"),
        ("王伟", "提供样机", "Kim Dale", "2026-12-05"),
    }


@pytest.mark.parametrize("headings", [["Next step", "Due", "Status"], ["下一步行动", "完成时间", "状态"]])
def test_a_status_behind_the_next_step_with_somebody_is_that_of_the_step(read, headings):
    rows = [
        ["Name", "Title", "Our contact", *headings],
        ["Ana Ruiz", "CIO", "Kim Dale", "Send offer", "2026-12-05", "open"],
        ["Tom Dale", "CFO", "Kim Dale", "Talk about the price", "2026-11-20", "done"],
    ]
    facts, asked = read({"Contacts": rows})
    assert columns_of(facts, "action", "type", "status") == {("Send offer", "open"), ("Talk about the price", "done")}
    assert not any(one.startswith("word:") for one in asked)


@pytest.mark.parametrize(
    "said",
    ["Finance director (name?)", "Finance director – name unknown", "Finance director (tbc)", "财务总监（姓名待确认）"],
)
def test_a_post_whose_holder_nobody_knows_is_an_open_seat(read, said):
    rows = [["Name", "Title", "Stance"], ["Ana Ruiz", "CIO", "neutral"], [said, "", "unknown"]]
    facts, _ = read({"Contacts": rows})
    post = "财务总监" if "财" in said else "Finance director"
    assert titles(facts) == {"Ana Ruiz": "CIO", f"? {post}": post}
    assert facts["person", f"? {post}"]["flags"] == ("placeholder",)


@pytest.mark.parametrize(
    ("above", "deal"),
    [
        (["Opportunity: Kiln | EUR 1.200.000 | expected March 2027"], ("Kiln", 1_200_000, None)),
        (["Opportunity: Kiln (USD 450k, close date 2027-03-31)"], ("Kiln", 450_000, "2027-03-31")),
        (["华岳电力 窑炉改造项目 干系人分析（预算金额：680万元，预计签约时间：2027-04-15）"], ("窑炉改造项目", 6_800_000, "2027-04-15")),
    ],
)  # fmt: skip
def test_what_a_deal_is_worth_stands_in_the_line_over_its_people(read, above, deal):
    rows = [
        ["Customer: Aster AG"],
        above,
        ["Name", "Title", "Role in decision"],
        ["Ana Ruiz", "CIO", "Approver"],
        ["Tom Dale", "CFO", "User"],
    ]
    facts, _ = read({"People": rows})
    name, amount, due = deal
    assert {
        (key[1], value.get("amount"), value.get("due")) for key, value in facts.items() if key[0] == "opportunity"
    } == {(name, amount, due)}


@pytest.mark.parametrize(
    "above",
    [
        [["Customer: Aster Foods plc    Industry: Food"], ["Owner: Kim Dale    Region: North"]],
        [["客户名称：Aster Foods plc 行业：Food 客户负责人：Kim Dale"], ["地区：North"]],
    ],
)
def test_labels_in_one_cell_say_what_the_customer_is_and_who_looks_after_it(read, above):
    rows = [*above, [], ["Name", "Title", "Stance"], ["Ana Ruiz", "CIO", "neutral"], ["Tom Dale", "CFO", "neutral"]]
    facts, asked = read({"Account": rows}, **{"owner:Account (account)": "yes"})
    assert {(key[1], value.get("industry"), value.get("region")) for key, value in facts.items() if key[0] == "org"} == {
        ("Aster Foods plc", "Food", "North"), (US, None, None),
    }  # fmt: skip
    assert facts["person", "Ana Ruiz"]["org"] == "Aster Foods plc"
    assert facts["person", "Ana Ruiz"]["owner"] == "Kim Dale"
    assert "owner:Account (account)" in asked


@pytest.mark.parametrize(
    ("owner", "sponsor", "parent"),
    [("Account owner:", "Exec sponsor (us):", "Parent company:"), ("客户经理：", "我方高层：", "上级集团：")],
)
def test_the_head_of_a_plan_says_the_group_above_the_customer_and_a_sponsor_of_ours_owns_no_deal(
    read, owner, sponsor, parent
):
    rows = [["Account:", "Aster Foods plc", "", sponsor, "Ida Holt"], ["Opportunity:", "Line 4", "", owner, "Kim Dale"]]
    rows += [["Deal value:", "USD 1.2M", "", parent, "Cobalt Holdings"], []]
    people = [["Name", "Title", "Stance"], ["Ana Ruiz", "CIO", "neutral"], ["Tom Dale", "CFO", "neutral"]]
    facts, _ = read({"Plan": [*rows, *people]}, **{"owner:Plan (deal)": "yes"})
    assert facts["org", "Aster Foods plc"]["parent"] == "Cobalt Holdings"
    assert facts["person", "Ana Ruiz"]["owner"] == "Kim Dale"


@pytest.mark.parametrize(
    "head",
    [
        [["Account:", "Aster"], ["Opportunity:", "TMS"], ["Deal value:", "USD 2M"], []],
        [["Account: Aster"], ["Opportunity: TMS"], []],
    ],
)
def test_actions_of_a_plan_serve_its_one_opportunity_unless_they_are_about_somebody_elsewhere(read, head):
    people = [["Name", "Title", "Role"], ["Ana Ruiz", "CIO", "Approver"], ["Luis Gil", "CFO", "Economic buyer"], []]
    steps = [["ACTIONS"], ["#", "Action", "Owner", "Due"], [1, "Meet Ana Ruiz", "Tom Frey", "2026-12-01"]]
    steps += [[2, "Draft the offer", "Tom Frey", "2026-12-05"], [3, "Call Eva Lund", "Tom Frey", "2026-12-08"]]
    others = [["Name", "Company"], ["Eva Lund", "Cobalt"]]
    facts, _ = read({"Plan": [*head, *people, *steps], "Others": others})
    actions = [value for key, value in facts.items() if key[0] == "action"]
    made = {tuple(one.get(name) for name in ("type", "target", "opportunity")) for one in actions}
    assert made == {
        ("Meet Ana Ruiz", "Ana Ruiz", "TMS"),
        ("Draft the offer", "Aster", "TMS"),
        ("Call Eva Lund", "Eva Lund", None),
    }


def test_a_summary_of_a_meeting_says_how_those_who_were_met_stand(read):
    rows = [
        ["Date", "Customer attendees", "Our attendees", "Summary"],
        [
            "2026-11-03",
            "Ana Ruiz, Tom Falk",
            "Kim Dale",
            "Demo. Ana Ruiz supports us. Tom Falk wants a pilot in May; needs a quote",
        ],
        ["2026-11-10", "王伟", "Kim Dale", "介绍方案。反对我们；需要补充材料"],
    ]
    facts, _ = read({"Meetings": rows}, **{"org:Meetings": "Aster"})
    assert attitudes(facts) == {("Ana Ruiz", US): 2, ("王伟", US): -1}
    assert columns_of(facts, "need", "holder", "statement") == {("Tom Falk", "a pilot in May")}
    assert {value["summary"] for key, value in facts.items() if key[0] == "interaction"} == {row[3] for row in rows[1:]}


@pytest.mark.parametrize(
    ("heading", "words", "against"),
    [
        ("Buying Role", ["Budget Holder", "Blocker", "Champion"], {"Tom Dale"}),
        ("Rolle im Buying Center", ["Entscheider", "Coach", "Nutzer; Blockierer"], {"Eva Sanz"}),
        ("决策角色", ["决策者", "阻碍者", "教练"], {"Tom Dale"}),
        ("Buying Role", ["Budget Holder", "Gatekeeper", "Champion"], set()),
    ],
)
def test_a_blocker_among_roles_is_against_us_and_a_champion_a_coach_alone(read, heading, words, against):
    rows = [[name, "Aster AG", word] for name, word in zip(["Ana Ruiz", "Tom Dale", "Eva Sanz"], words, strict=True)]
    facts, asked = read({"People": [["Name", "Company", heading], *rows]})
    assert columns_of(facts, "stance", "from", "level") == {(name, -1) for name in against}
    assert len([key for key in facts if key[0] == "role_in"]) == 3
    assert not [key for key in asked if key.startswith("word:")]
    more = [["Name", "Company", heading, "Support"], *([*row, "neutral"] for row in rows)]
    assert {level for _, level in columns_of(read({"People": more})[0], "stance", "from", "level")} == {0}
