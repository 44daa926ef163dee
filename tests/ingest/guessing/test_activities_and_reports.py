"""What CRM systems export beside their records: lists of activities, done and to be done, and reports over several objects."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book, facts_of, met, titles, told

OURS = {"our_company": "Boreal"}

ACTIVITIES = [
    "Subject",
    "Type",
    "Done",
    "Due date",
    "Deal",
    "Contact person",
    "Organization",
    "Assigned to user",
    "Add time",
]


def actions(facts):
    found = (value for key, value in facts.items() if key[0] == "action")
    return {(one["type"], one["target"], one["owner"], one["due"], one.get("status", "open")) for one in found}


def activity(subject, kind, done, due, who="Ana Ruiz"):
    return [subject, kind, done, due, "Depot", who, "Aster AG", "Sam Reed", "2026-01-02 09:00:00"]


@pytest.mark.parametrize(("kind", "added"), [("Type", "Add time"), ("Task Type", "Create date"), ("类型", "创建时间")])
def test_an_activity_was_on_the_day_on_which_it_is_due_and_not_on_the_day_it_was_added(said, kind, added):
    rows = [
        [ACTIVITIES[0], kind, *ACTIVITIES[2:-1], added],
        activity("Kick-off", "Meeting", "Done", "2026-02-03"),
        activity("Intro", "Call", "Done", "2026-01-20"),
    ]
    facts, _ = said({"activities-14-2": rows})
    assert met(facts) == {("2026-02-03", "Ana Ruiz", "Sam Reed"), ("2026-01-20", "Ana Ruiz", "Sam Reed")}
    without = [
        row[:2] + row[3:] for row in rows
    ]  # in a list that does not say whether they were done it may be that of what follows
    facts, _ = said({"activities-14-2": without})
    assert {one[0] for one in met(facts)} == {"2026-01-02"}


@pytest.mark.parametrize(
    ("kind", "done", "due", "status"),
    [
        ("Task", "Done", "2026-02-03", "done"),
        ("Task", "To do", "2026-02-03", "open"),
        ("任务", "已完成", "2026-02-03", "done"),
        ("Call", "To do", "2031-02-03", "open"),
        ("拜访", "未开始", "2031-02-03", "open"),
    ],
)
def test_a_task_is_no_meeting_and_what_is_planned_is_to_be_done(said, kind, done, due, status):
    rows = [ACTIVITIES, activity("Send the offer", kind, done, due), activity("Intro", "Call", "Done", "2026-01-20")]
    facts, _ = said({"activities-14-2": rows})
    assert actions(facts) == {("Send the offer", "Ana Ruiz", "Sam Reed", due, status)}
    assert {one[0] for one in met(facts)} == {"2026-01-20"}


def tasks(name, status, day):
    people = [["Id", "Name", "Title", "Account", "Attitude"], ["C1", "Ana Ruiz", "CFO", "Aster AG", "positive"]]
    heads = ["WhoId", "Subject", "ActivityDate", "Status", "Assigned to"]
    rows = [["C1", "Review", "2026-02-20", "Completed", "Sam Reed"], ["C1", "Board pitch", day, status, "Sam Reed"]]
    return {"Contact": people, name: [heads, *rows]}


@pytest.mark.parametrize("status", ["In Progress", "Waiting on someone else", "Deferred", "Not Started"])
@pytest.mark.parametrize("day", ["2026-05-02", "2031-04-02"])
def test_a_task_that_is_going_on_or_was_put_off_is_to_be_done_and_nothing_was_observed_on_its_day(said, status, day):
    facts, _ = said(tasks("Task", status, day))
    assert met(facts) == {("2026-02-20", "Ana Ruiz", "Sam Reed")}
    assert actions(facts) == {("Board pitch", "Ana Ruiz", "Sam Reed", day, "open")}
    assert {one["observed_at"] for key, one in facts.items() if key[0] == "stance"} == {"2026-02-20"}


@pytest.mark.parametrize(("kind", "subject"), [("Task", ""), ("Call", "")])
def test_what_is_to_be_done_without_saying_what_is_told(tmp_path, look, kind, subject):
    rows = [ACTIVITIES, activity(subject, kind, "To do", "2026-02-03"), activity("Intro", "Call", "Done", "2026-01-20")]
    plan = look(book(tmp_path / "a.xlsx", {"activities": rows}), our_company="Boreal").plan
    left = {"Task": "tasks that do not say what is to be done", "Call": "meetings that were only planned"}[kind]
    assert [p.text.en for p in plan.problems if p.code == "W12" and p.text.en.startswith(left)]


def test_a_cousin_of_somebody_in_the_list_is_somebody_else(said):
    rows = [ACTIVITIES, activity("Intro", "Call", "Done", "2026-01-20", "Megan Holt")]
    rows += [activity("Budget", "Call", "Done", "2026-01-21", who) for who in ("Peter Holt", "Megen Holt")]
    facts, asked = said({"activities": rows})
    assert {key[1] for key in facts if key[0] == "person"} == {"Megan Holt", "Peter Holt", "Sam Reed"}
    assert [one for one in asked if one.startswith("person:")] == ["person:megen holt"]


def test_whoever_looks_after_somebody_does_so_if_the_row_stands_twice(said):
    rows = [["Name", "Title", "Company", "Our contact"], ["Ana Ruiz", "CFO", "Aster AG", "Sam Reed"]]
    rows += [["Ana Ruiz", "CFO", "Aster AG", "Sam Reed"], ["Luis Gil", "CIO", "Aster AG", "Tom Hart"]]
    facts, _ = said({"List": rows})
    owners = {key[1]: one.get("owner") for key, one in facts.items() if key[0] == "person"}
    assert (owners["Ana Ruiz"], owners["Luis Gil"]) == ("Sam Reed", "Tom Hart")
    facts, _ = said({"List": [*rows, ["Ana Ruiz", "CFO", "Aster AG", "Tom Hart"]]})
    assert {key[1:3] for key in facts if key[0] == "knows"} >= {("Sam Reed", "Ana Ruiz"), ("Tom Hart", "Ana Ruiz")}


@pytest.mark.parametrize(
    ("heading", "day", "meetings"),
    [
        ("最后跟进时间", "2026-03-05 16:20", 0),
        ("Last Contacted", "2026-03-05T09:12:44", 0),
        ("Last contacted", "2026-03-05 00:00:00", 1),
        ("最后跟进时间", "2026-03-05", 1),
        ("Last meeting", "2026-03-05 16:20", 1),
        ("上次见面时间", "2026-03-05 16:20", 1),
    ],
)
def test_the_minute_in_which_a_system_last_logged_something_is_no_meeting(said, heading, day, meetings):
    rows = [["Name", "Title", "Owner", heading], ["Ana Ruiz", "CEO", "Julia Keller", day]]
    assert len(met(said({"Contacts": rows})[0])) == meetings


def report(competitors=("Sartor", "Sartor"), steps=("", ""), owner="Opportunity Owner"):
    heads = ["Opportunity Name", "Account Name", "Stage", "Close Date", owner, "Primary Competitor", "Contact Name"]
    deal = ["Depot", "Aster AG", "Proposal", "12/18/2026", "Sam Reed"]
    people = [("Ruiz, Ana", "CFO", "Decision Maker"), ("Gil, Luis", "CIO", "Evaluator")]
    rows = [[*deal, rival, who, *of, step] for rival, (who, *of), step in zip(competitors, people, steps, strict=True)]
    return {"report1": [[*heads, "Title", "Role", "Next Step"], *rows]}


@pytest.mark.parametrize("heading", ["Opportunity Owner", "Deal owner", "商机负责人"])
def test_whoever_owns_an_opportunity_looks_after_its_contacts_only_if_somebody_says_so(said, heading):
    for answers, owner in (({}, None), ({"owner:report1": "yes"}, "Sam Reed")):
        facts, asked = said(report(owner=heading), **answers)
        owners = {key[1]: one.get("owner") for key, one in facts.items() if key[0] == "person"}
        assert owners == {"Ana Ruiz": owner, "Luis Gil": owner, "Sam Reed": None}
        assert "owner:report1" in asked


@pytest.mark.parametrize(("competitors", "rivals"), [(("Sartor", "Sartor"), ("Sartor",)), (("Sartor", "Kolm"), None)])
def test_competitors_are_those_of_the_opportunity_if_all_of_its_rows_name_them(said, competitors, rivals):
    facts, _ = said(report(competitors))
    (deal,) = (one for key, one in facts.items() if key[0] == "opportunity")
    assert deal.get("competitors") == rivals
    assert {one["category"] for key, one in facts.items() if key[:2] == ("org", "Sartor")} == (
        {"competitor"} if rivals else set()
    )


@pytest.mark.parametrize(
    ("steps", "made"),
    [
        (("Pricing call with Luis 12/4",) * 2, {("Pricing call with Luis 12/4", "Luis Gil", "2026-12-04")}),
        (("Send the FAQ by 11/20",) * 2, {("Send the FAQ by 11/20", "Aster AG", "2026-11-20")}),
        (("12/4 Ana meets Luis",) * 2, {("12/4 Ana meets Luis", "Aster AG", "2026-12-04")}),
        (
            ("Demo 12/4", "Offer 12/5"),
            {("Demo 12/4", "Ana Ruiz", "2026-12-04"), ("Offer 12/5", "Luis Gil", "2026-12-05")},
        ),
        (("Demo",) * 2, set()),
    ],
)
def test_the_next_step_of_an_opportunity_is_one_action_due_on_the_day_it_names(tmp_path, steps, made):
    found = guess(
        [book(tmp_path / "a.xlsx", report(steps=steps))], existing={}, options=options(today="2026-11-05", answers=OURS)
    )
    facts = facts_of(found.plan)
    assert {one[:2] + one[3:4] for one in actions(facts)} == made
    assert {one[2] for one in actions(facts)} <= {"Sam Reed"}
    assert ("next_due" in {q.id for q in found.questions}) is not bool(made)


@pytest.mark.parametrize(
    ("headings", "step", "whom", "due"),
    [
        (
            ["Deal name", "Associated Company", "Stage", "Deal owner", "Close date", "Next step"],
            "Call Luis by 26/11",
            "Luis Gil",
            "11-26",
        ),
        (
            ["Thema", "Firma", "Phase", "Zuständig", "Abschluss bis", "Nächster Schritt"],
            "Angebot V2 bis 3.12.",
            "Aster AG",
            "12-03",
        ),
        (
            ["商机名称", "客户名称", "销售阶段", "负责人", "预计成交日期", "下一步计划"],
            "11月25日前报价",
            "Aster AG",
            "11-25",
        ),
        (["Deal name", "Company", "Stage", "Owner", "Close date", "Next step"], "Offer", "", ""),
    ],
)
def test_what_a_list_of_opportunities_says_is_to_be_done_next_is_an_action_of_their_owner(
    tmp_path, headings, step, whom, due
):
    people = [["Name", "Company", "Title"], ["Ana Ruiz", "Aster AG", "CIO"], ["Luis Gil", "Aster AG", "CFO"]]
    deals = [headings, ["Kiln", "Aster AG", "Proposal", "Sam Reed", "2026-12-18", step]]
    path = book(tmp_path / "a.xlsx", {"People": people, "Deals": deals})
    found = guess([path], existing={}, options=options(today="2026-11-05", answers=OURS))
    facts = facts_of(found.plan)
    assert actions(facts) == ({(step, whom, "Sam Reed", f"2026-{due}", "open")} if due else set())
    assert ("next_due" in {q.id for q in found.questions}) is not bool(due)
    assert {one.get("opportunity") for key, one in facts.items() if key[0] == "action"} == ({"Kiln"} if due else set())


@pytest.mark.parametrize(
    ("remark", "fact", "also"),
    [
        ("Reports to Luis Gil. Met at the fair", ("person", "reports_to", "Luis Gil"), None),
        ("works for Luis", ("person", "reports_to", "Luis Gil"), None),
        ("Luis listens to her on anything technical", ("influences", "level", 3), None),
        ("reports into Luis", ("person", "reports_to", "Luis Gil"), None),
        ("Advises Luis Gil on vendors.", ("influences", "level", 3), None),
        ("Has the ear of Luis", ("influences", "level", 3), None),
        ("berät Hr. Gil beim Einkauf", ("influences", "level", 3), None),
        ("Advises us on prices, advises the board", None, None),
        ("Neutral, strictly by the book", ("stance", "level", 0), None),
        ("Against outsourcing; opposes us. User lead.", ("stance", "level", -1), None),
        ("Champion for us on the Depot deal", ("stance", "level", 3), {("role_in", "roles", ("coach",))}),
        ("Needs ISO 27001 before sign-off", ("need", "statement", "ISO 27001 before sign-off"), None),
        ("Decision maker for the payroll replacement (c. £650k)", ("role_in", "roles", ("decider",)), None),
        ("二期灌装线项目的拍板人", ("role_in", "roles", ("decider",)), None),
        ("Decision maker for the north", None, None),
        ("看重付款账期", ("need", "statement", "付款账期"), None),
        ("Left the company 31/08/2025 – successor unknown", ("person", "left_on", "2025-08-31"), None),
        ("skeptisch uns gegenüber, Golfer", ("stance", "level", -1), None),
        ("uns wohlgesonnen", ("stance", "level", 1), None),
        ("Positive towards us, replaced by Tom", ("stance", "level", 1), None),
        ("对我方有疑虑", ("stance", "level", -1), None),
        ("Unser Fürsprecher, sehr positiv", ("stance", "level", 2), None),
        ("berichtet an Hr. Gil; achtet auf Vergaberecht", ("person", "reports_to", "Luis Gil"), None),
        ("Anwenderin, Golferin. Vorgesetzter: Gil", ("person", "reports_to", "Luis Gil"), None),
        ("Manager: Luis Gil", ("person", "reports_to", "Luis Gil"), None),
        ("Gil hört auf sie", ("influences", "level", 3), None),
        ("seit 30.06.2025 im Ruhestand, Nachfolgerin Dr. Vahle", ("person", "left_on", "2025-06-30"), None),
        ("Retired since 31/08/2025, replaced by Tom", ("person", "left_on", "2025-08-31"), None),
        ("Left Oct 2025, replaced by Tom", ("person", "flags", ("left",)), None),
        ("Prüft die Anlage, unabhängig - nicht ansprechen!", ("person", "flags", ("no_contact",)), None),
        ("Positive about the plant. Positive", None, None),
        ("Hat Vetorecht bei Schutzthemen", None, None),
        ("Reports to Karl May", None, None),
        ("Sceptical about outsourcing, needs follow-up", None, None),
        ("Supporter of the new plant", None, None),
    ],
)
def test_remarks_are_read_where_they_say_something_of_somebody_in_plain_sentences(said, remark, fact, also):
    rows = [["Name", "Title", "Company", "Remarks"], ["Ana Ruiz", "CFO", "Aster AG", remark]]
    rows += [["Luis Gil", "CEO", "Aster AG", ""], ["Luis Hart", "CEO", "Corran", "Neutral"]]
    facts, asked = said({"List": rows})
    found = {
        (key[0], name, value) for key, one in facts.items() for name, value in one.items() if "Luis Hart" not in key
    }
    made = {
        one for one in found if one[:2] in {("person", "reports_to"), ("person", "left_on"), ("influences", "level")}
    }
    made |= {one for one in found if one[:2] == ("person", "flags") and not any(n == "left_on" for _, n, _ in found)}
    made |= {one for one in found if one[:2] in {("stance", "level"), ("need", "statement"), ("role_in", "roles")}}
    assert made == ({fact, *(also or ())} if fact else set())
    assert not [one for one in asked if one.startswith("person:")]


def test_what_remarks_say_otherwise_is_told_and_no_column_is_overruled(tmp_path, look):
    rows = [
        ["Name", "Title", "Company", "Attitude", "Notes (c)"],
        ["Ana Ruiz", "CFO", "Aster AG", "Supporter", "Opposes us"],
    ]
    rows += [
        ["Luis Gil", "CEO", "Aster AG", "Supporter", "Wants a pilot"],
        ["Eva Lang", "CIO", "Aster AG", "Supporter", "Golf"],
    ]
    plan = look(book(tmp_path / "a.xlsx", {"List": rows}), **OURS).plan
    assert {one[3] for one in told(plan) if one[0] == "stance" and one[2] == "level"} == {2}
    assert {one[3] for one in told(plan) if one[0] == "need" and one[2] == "statement"} == {"a pilot"}
    left = "of remarks, what they do not say in plain sentences about somebody was left out (2; lines 2, 4)"
    assert left in [problem.text.en for problem in plan.problems]


@pytest.mark.parametrize(
    ("remark", "role", "veto"),
    [
        ("trifft die Entscheidung, uns wohlgesonnen", "decider", None),
        ("Has the final say", "decider", None),
        ("由她拍板；有一票否决权", "decider", True),
        ("Decides. Has a veto on security", "decider", True),
        ("Anwenderin", "user", None),
        ("Coach", "coach", None),
        ("Decides quickly", None, None),
    ],
)
def test_remarks_say_who_decides_who_has_a_veto_and_who_uses(said, remark, role, veto):
    rows = [["Name", "Title", "Company", "Opportunity", "Remarks"], ["Ana Ruiz", "CFO", "Aster AG", "Depot", remark]]
    facts, _ = said({"List": [*rows, ["Luis Gil", "CEO", "Aster AG", "Depot", ""]]})
    roles = [(one["roles"], one.get("veto")) for key, one in facts.items() if key[0] == "role_in"]
    assert roles == ([((role,), veto)] if role else [])


@pytest.mark.parametrize(("beside", "level"), [("Promoter", 0), ("贬损者", 0), ("Active", None)])
def test_passive_is_between_promoters_and_detractors_and_no_attitude_alone(said, beside, level):
    rows = [["Name", "Title", "Company", "Attitude to us"], ["Ana Ruiz", "CFO", "Aster AG", "Passive"]]
    rows += [["Luis Gil", "CEO", "Aster AG", beside], ["Eva Lang", "CIO", "Aster AG", "Neutral"]]
    facts, _ = said({"List": rows})
    levels = {key[1]: one["level"] for key, one in facts.items() if key[0] == "stance"}
    assert levels.get("Ana Ruiz") == level


@pytest.mark.parametrize(
    ("note", "fact"),
    [
        ("Neutral, wants audit logs", ("stance", "Ana Ruiz", "level", 0)),
        ("Wants audit logs", ("need", "Ana Ruiz", "statement", "audit logs")),
        ("Luis is for us. Rainy", ("stance", "Luis Gil", "level", 2)),
        ("Luis Gil listens to Ana on prices", ("influences", "Ana Ruiz", "level", 3)),
        ("Ana reports to Luis", ("person", "Ana Ruiz", "reports_to", "Luis Gil")),
        ("Luis (head of IT) loved it", ("person", "Luis Gil", "title", "head of IT")),
        ("Ana = general counsel", ("person", "Ana Ruiz", "title", "general counsel")),
        ("Luis (UK) is fine", None),
        ("Eva is for us", None),
        ("Ana likes golf", None),
    ],
)
def test_notes_of_a_meeting_say_what_those_who_were_met_think_and_want_as_of_its_day(said, note, fact):
    rows = [[*ACTIVITIES, "Note"], [*activity("Intro", "Call", "Done", "2026-01-20"), note]]
    rows += [[*activity("Demo", "Call", "Done", "2026-01-21", "Luis Gil"), "Wants a pilot"]]
    rows += [[*activity("Offer", "Meeting", "Done", "2026-01-22", "Ana Ruiz, Luis Gil"), "Neutral"]]
    facts, _ = said({"activities": rows})
    found = {(key[0], one.get("holder", key[1]), n, v) for key, one in facts.items() for n, v in one.items()}
    judged = {one for one in found if one[2] in ("level", "statement", "reports_to", "title")} - {
        ("need", "Luis Gil", "statement", "a pilot"),
        ("need", "Ana Ruiz", "statement", "audit logs"),
    }
    assert judged == ({fact} - {("need", "Ana Ruiz", "statement", "audit logs")} if fact else set())
    assert fact is None or fact in found
    days = {key[0]: (one["observed_at"], key[-1]) for key, one in facts.items() if key[0] in ("stance", "influences")}
    assert set(days.values()) <= {("2026-01-20", "Sam Reed")}


@pytest.mark.parametrize(("title", "home"), [("Consultant", "Lorne LLP"), ("Plant manager", "Aster AG")])
def test_the_account_of_an_opportunity_overrules_no_employer_that_is_known_of_its_contact(look, tmp_path, title, home):
    rows = [
        ["Opportunity Name", "Account Name", "Stage", "Amount", "Contact Name", "Title", "Contact Role"],
        ["Depot", "Aster AG", "Proposal", "EUR 1,000.00", "Ana Ruiz", title, "Influencer"],
        ["Depot", "Aster AG", "Proposal", "EUR 1,000.00", "Luis Gil", "CIO", "Decision Maker"],
    ]
    contacts = [["Name", "Account Name", "Title"], ["Ana Ruiz", "Lorne LLP", "Consultant"]]
    facts = told(look(book(tmp_path / "a.xlsx", {"a report": rows, "contacts": contacts}), **OURS).plan)
    homes = {(about[0], value) for kind, about, name, value in facts if (kind, name) == ("person", "org")}
    assert homes == {("Ana Ruiz", "Lorne LLP"), ("Luis Gil", "Aster AG"), ("Ana Ruiz", home)}
    assert ("opportunity", ("Depot",), "customer", "Aster AG") in facts
    assert {about[0] for kind, about, *_ in facts if kind == "role_in"} == {"Ana Ruiz", "Luis Gil"}


@pytest.mark.parametrize(("mark", "people"), [("Generated By: Sam Reed", 1), ("Luis Gil", 4)])
def test_the_lines_at_the_foot_of_a_report_are_nobody(said, mark, people):
    rows = [["Name", "Title", "Account Name"], ["Ana Ruiz", "CFO", "Aster AG"], []]
    rows += [["Eva Kolm"], [mark], ["Ivo Maar"]]
    facts, asked = said({"report": rows})
    assert len(titles(facts)) == people
    assert ("org:report" in asked) == (people > 1)
