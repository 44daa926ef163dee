"""What other people's lists and systems do: calendars that recur, cards of old phones, records within records, lists of who was there."""

import json
from base64 import b64encode

import pytest

from graphcrm.ingest.guessing.sheets.records import READERS
from tests.ingest.guessing.conftest import book, told

ANA, LUIS, EVA, JULIA = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Julia Keller"


def facts(found, kind, name):
    return {(*one[1], one[3]) for one in told(found.plan) if one[0] == kind and one[2] == name}


def met(found):
    return {one[:2] for one in facts(found, "interaction", "kind")}


def of_person(found, name):
    return {one[0]: one[-1] for one in facts(found, "person", name)}


RULE = "RRULE:FREQ=WEEKLY;BYDAY=TU,TH\n"
EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
DTSTAMP:20260630T000000Z
DTSTART:20260505T090000
RRULE:FREQ=WEEKLY;BYDAY=TU,TH{rule}
EXDATE:20260507T090000
ORGANIZER;CN=Julia Keller:mailto:julia@nordwind.com
ATTENDEE;PARTSTAT=ACCEPTED;CN=Ana Ruiz:mailto:ana@iberia.es
ATTENDEE;PARTSTAT=DECLINED;CN=Luis Gil:mailto:luis@iberia.es
ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room1@nordwind.com
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID:20260512T090000
DTSTART:20260513T100000
ORGANIZER;CN=Julia Keller:mailto:julia@nordwind.com
ATTENDEE;CN=Ana Ruiz:mailto:ana@iberia.es
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (";COUNT=4", ["2026-05-05", "2026-05-13", "2026-05-14"]),
        (";UNTIL=20260514T235959Z", ["2026-05-05", "2026-05-13", "2026-05-14"]),
        (";INTERVAL=2;COUNT=3", ["2026-05-05", "2026-05-13", "2026-05-19"]),
    ],
)
def test_an_event_that_recurs_is_read_time_by_time_with_who_came(tmp_path, look, rule, days):
    path = tmp_path / "a.ics"
    path.write_text(EVENT.format(rule=rule), encoding="utf-8")
    answers = {"our_company": "Nordwind", "person:julia keller": "@ours", "person:ana ruiz": "Iberia SA (customer)"}
    found = look(path, answers=answers)
    assert met(found) == {(day, (ANA, JULIA)) for day in days}
    assert not any("luis" in q.id or "room" in q.id for q in found.questions)


def test_an_event_without_an_end_recurs_until_the_day_on_which_the_calendar_was_written(tmp_path, look):
    path = tmp_path / "a.ics"
    path.write_text(EVENT.format(rule="").replace("20260630", "20260515"), encoding="utf-8")
    found = look(path, answers={"person:julia keller": "@ours", "person:ana ruiz": "Iberia SA (customer)"})
    assert sorted(day for day, _ in met(found)) == ["2026-05-05", "2026-05-13", "2026-05-14"]


@pytest.mark.parametrize(("times", "read"), [(499, 499), (500, 500), (501, 500), (9_000, 500)])
def test_an_event_that_recurs_for_years_is_read_five_hundred_times_and_what_is_left_is_told(tmp_path, times, read):
    path, said = tmp_path / "a.ics", []
    event = (
        EVENT.format(rule="").replace(RULE, f"RRULE:FREQ=DAILY;COUNT={times}\n").replace("EXDATE:20260507T090000\n", "")
    )
    path.write_text(event[: event.index("END:VEVENT")] + "END:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
    assert len(READERS[".ics"](path, None, said.append)["icalendar"]) == 1 + read
    assert [text.en for text in said] == [
        f"of {n} event (the first in line 2) with more than 500 times the first 500 were read"
        for n in [1]
        if times > read
    ]


def test_a_card_of_bytes_in_a_charset_is_text(tmp_path, look):
    card = "BEGIN:VCARD\nVERSION:2.1\nFN:J. Gross\nORG:Kern GmbH\n"
    card += "TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET={}:Gesch=E4fts=\nf=FChrer\nEND:VCARD\n"
    path = tmp_path / "a.vcf"
    path.write_text(card.format("Windows-1252"), encoding="utf-8")
    assert of_person(look(path), "title") == {"J. Gross": "Geschäftsführer"}
    path.write_text(card.format("UTF-8"), encoding="utf-8")
    found = look(path)
    assert found.plan is None
    assert [p.code for p in found.problems] == ["E15"]


def test_a_text_of_a_card_in_base64_is_read_and_a_picture_is_none(tmp_path, look):
    title = b64encode("Geschäftsführer".encode()).decode()
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:J. Gross\nORG:Kern GmbH\nTITLE;ENCODING=b;CHARSET=UTF-8:{title}\n"
    (tmp_path / "a.vcf").write_text(f"{card}PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\nEND:VCARD\n", encoding="utf-8")
    assert of_person(look(tmp_path / "a.vcf"), "title") == {"J. Gross": "Geschäftsführer"}


@pytest.mark.parametrize("agent", ["AGENT:\n", "AGENT:"])
def test_cards_of_agents_and_of_groups_are_no_people_of_the_file(tmp_path, look, agent):
    nested = f"{agent}BEGIN:VCARD\nVERSION:2.1\nFN:{EVA}\nORG:Vega AG\nEND:VCARD\n"
    cards = f"BEGIN:VCARD\nVERSION:2.1\nFN:{ANA}\n{nested}ORG:Kern GmbH\nEND:VCARD\n"
    cards += "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Key Buyers\nEND:VCARD\n"
    path = tmp_path / "a.vcf"
    path.write_text(cards, encoding="utf-8")
    found = look(path)
    assert of_person(found, "org") == {ANA: "Kern GmbH"}
    line = 11 + agent.count("\n")
    assert any(f"1 card (the first in line {line}) of groups" in p.text.en for p in found.plan.problems)
    path.write_text(cards.replace("END:VCARD\nORG", "ORG"), encoding="utf-8")
    assert [p.code for p in look(path).problems] == ["E15"]  # an agent's card that does not end has swallowed the rest


def test_cards_of_files_put_together_are_all_there(tmp_path, look):
    cards = [f"\ufeffBEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:Kern GmbH\nEND:VCARD\n" for name in (ANA, LUIS)]
    path = tmp_path / "a.vcf"
    path.write_text("".join(cards), encoding="utf-8")
    assert of_person(look(path), "org") == {ANA: "Kern GmbH", LUIS: "Kern GmbH"}


def test_records_within_a_record_belong_to_it(tmp_path, look):
    path = tmp_path / "tree.json"
    contact = {"attributes": {"type": "Contact"}, "FirstName": "Ana", "LastName": "Ruiz", "Title": "CEO"}
    deal = {"attributes": {"type": "Opportunity"}, "Name": "ERP", "StageName": "Negotiation", "CloseDate": "2026-09-30"}
    account = {"attributes": {"type": "Account"}, "Name": "Iberia SA"}
    account |= {"Contacts": {"records": [contact]}, "Opportunities": {"records": [deal]}}
    path.write_text(json.dumps({"records": [account]}), encoding="utf-8")
    found = look(path)
    assert facts(found, "person", "org") == {(ANA, "Iberia SA")}
    assert facts(found, "opportunity", "customer") == {("ERP", "Iberia SA")}
    people = [{"name": ANA, "title": "CEO"}, {"name": LUIS, "title": "CIO"}]
    path.write_text(json.dumps({"companies": [{"name": "Iberia SA", "contacts": people}]}), encoding="utf-8")
    assert of_person(look(path), "org") == {ANA: "Iberia SA", LUIS: "Iberia SA"}


def test_headings_and_words_in_traditional_characters_are_known(tmp_path, look):
    rows = [
        ["姓名", "公司", "職稱", "主管", "態度"],
        ["陳國強", "遠東銀行", "資訊長", "", "支持"],
        ["林美玲", "遠東銀行", "經理", "陳國強", "反對"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"聯絡人": rows}), our_company="北風")
    assert of_person(found, "title") == {"陳國強": "資訊長", "林美玲": "經理"}
    assert of_person(found, "reports_to") == {"林美玲": "陳國強"}
    assert {one[0]: one[-1] for one in facts(found, "stance", "level")} == {"陳國強": 2, "林美玲": -1}


def test_the_name_of_a_company_is_no_name_of_a_person(tmp_path, look):
    rows = [["First Name", "Last Name", "Job Title", "Company / Name"], ["Ana", "Ruiz", "CEO", "Iberia SA"]]
    found = look(book(tmp_path / "a.xlsx", {"people": rows}))
    assert facts(found, "person", "org") == {(ANA, "Iberia SA")}


def test_a_table_right_below_another_is_one_of_its_own(tmp_path, look):
    rows = [["Contacts"], ["Name", "Company", "Title"], [ANA, "Iberia SA", "CEO"], [LUIS, "Iberia SA", "CIO"]]
    rows += [
        ["Meetings"],
        ["Date", "Type", "Our participants", "Their participants"],
        ["2026-05-02", "Visit", JULIA, ANA],
    ]
    found = look(book(tmp_path / "a.xlsx", {"CRM": rows}))
    assert of_person(found, "title") == {ANA: "CEO", LUIS: "CIO"}
    assert met(found) == {("2026-05-02", (ANA, JULIA))}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["签到表"],
            ["时间:2026年5月20日"],
            ["序号", "姓名", "单位", "签名"],
            ["1", "王建国", "江城电力", ""],
            ["2", "张磊", "华创", ""],
        ],
        [
            ["姓名", "单位", "首次入会时间"],
            ["王建国", "江城电力", "2026-05-20 14:00:00"],
            ["张磊", "华创", "2026-05-20 14:02:00"],
        ],
    ],
    ids=["signed", "joined"],
)
def test_a_list_of_who_was_there_is_a_meeting(tmp_path, look, rows):
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": rows}), our_company="华创")
    assert met(found) == {("2026-05-20", ("张磊", "王建国"))}
    assert of_person(found, "org") == {"王建国": "江城电力", "张磊": "华创"}


def test_where_a_column_says_who_came_only_those_were_there(tmp_path, look):
    rows = [["Workshop, 2 May 2026 – attendance list"], ["Name", "Company", "Attended"]]
    rows += [[ANA, "Iberia SA", "yes"], [LUIS, "Iberia SA", "no"], [JULIA, "Nordwind", "yes"]]
    found = look(book(tmp_path / "a.xlsx", {"List": rows}), our_company="Nordwind")
    assert {(*one[:2], one[-1]) for one in facts(found, "interaction", "kind")} == {
        ("2026-05-02", (ANA, JULIA), "workshop")
    }


def test_letters_of_people_and_tasks_make_no_deals_of_the_tasks_and_are_asked(tmp_path, look):
    rows = [
        ["Activity", f"{ANA} (CEO)", f"{LUIS} (CIO)", f"{EVA} (CFO)"],
        ["Approve budget", "A", "R", "C"],
        ["Sign contract", "A", "I", "R"],
    ]
    path = book(tmp_path / "a.xlsx", {"RACI": rows})
    assert {q.id for q in look(path).questions} >= {"word:roles:a", "word:roles:r", "word:roles:c", "word:roles:i"}
    answers = {
        "word:roles:a": "approver",
        "word:roles:r": "evaluator",
        "word:roles:c": "influencer",
        "word:roles:i": "-",
    }
    found = look(path, answers=answers | {"opportunity": "ERP", "org:RACI (people)": "Iberia SA"})
    assert set(facts(found, "person", "title")) == {(ANA, "CEO"), (LUIS, "CIO"), (EVA, "CFO")}
    assert {one[0]: one[-1] for one in facts(found, "role_in", "roles")} == {
        ANA: ("approver",),
        LUIS: ("evaluator",),
        EVA: ("evaluator", "influencer"),
    }
    assert {one[0] for one in facts(found, "opportunity", "customer")} == {"ERP"}


def test_rows_of_one_meeting_are_one(tmp_path, look):
    rows = [["Meeting ID", "Date", "Type", "Subject", "Our participants", "Contact"]]
    rows += [
        ["M1", "2026-05-02", "Visit", "Kick-off", JULIA, ANA],
        ["M1", "2026-05-02", "Visit", "Kick-off", JULIA, LUIS],
    ]
    rows += [["M2", "2026-05-09", "Call", "Prices", JULIA, EVA]]
    people = [["Name", "Company"], [ANA, "Iberia SA"], [LUIS, "Iberia SA"], [EVA, "Iberia SA"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": people, "Meetings": rows}))
    assert {(one["date"], len(one["participants"])) for one in map(json.loads, props_of(found, "interaction"))} == {
        ("2026-05-02", 3),
        ("2026-05-09", 2),
    }


def props_of(found, kind):
    return [p for b in found.plan.change.batches if b.kind == kind for p in b.props]


def test_forms_of_sales_methods_with_columns_of_their_own(tmp_path, look):
    rows = [
        ["Element", "Who / what", "Status", "Next step"],
        ["Metrics", "2 M€ a year", "", ""],
        ["Economic Buyer", ANA, "", ""],
    ]
    rows += [["Champion", LUIS, "", ""], ["Competition", "Rivalo", "", ""]]
    answers = {"opportunity:Opportunity": "ERP", "org:MEDDPICC": "Iberia SA"}
    found = look(book(tmp_path / "a.xlsx", {"MEDDPICC": rows}), answers=answers)
    assert {one[0]: one[-1] for one in facts(found, "role_in", "roles")} == {ANA: ("decider",), LUIS: ("coach",)}
    rows = [["Name", "Company", "Title", "Role: E / T / U / C", "Rating –5 to +5"]]
    rows += [
        [ANA, "Iberia SA", "CEO", "E", "4"],
        [LUIS, "Iberia SA", "CIO", "T", "-3"],
        [EVA, "Iberia SA", "COO", "U", "0"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"Influences": rows}), answers={"opportunity:Opportunity": "ERP"})
    assert {one[0]: one[-1] for one in facts(found, "role_in", "roles")} == {
        ANA: ("decider",),
        LUIS: ("technical_evaluator",),
        EVA: ("user",),
    }
    assert {one[0]: one[-1] for one in facts(found, "stance", "level")} == {ANA: 2, LUIS: -1, EVA: 0}


def test_what_stands_behind_a_name_is_no_part_of_it(tmp_path, look):
    rows = [["Contact", "Company"], [f"{ANA}, +34 600 000 000", "Iberia SA"], [f"{LUIS} (ext. 204)", "Iberia SA"]]
    rows += [[f"{EVA} (External)", "Iberia SA"], ["李主任（李爱民）", "江城电力"], ["王伟 总经理", "江城电力"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert set(of_person(found, "org")) == {ANA, LUIS, EVA, "李爱民", "王伟"}
    assert of_person(found, "title") == {"王伟": "总经理"}


def test_a_question_in_chinese_and_a_column_of_attitudes_without_a_name(tmp_path, look):
    rows = [
        ["姓名", "单位", "他听谁的意见？", "第三列"],
        ["王建国", "江城电力", "李爱民", "支持"],
        ["李爱民", "江城电力", "", "中立"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"关键人": rows}), our_company="华创")
    assert {one[:2] for one in facts(found, "influences", "level")} == {("李爱民", "王建国")}
    assert {one[0]: one[-1] for one in facts(found, "stance", "level")} == {"王建国": 2, "李爱民": 0}
    rows[0][3] = "目标态度"
    assert not facts(look(book(tmp_path / "a.xlsx", {"关键人": rows})), "stance", "level")


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Ticket", "Subject", "Status", "Assignee", "Customer"],
            ["101", "Login fails", "Open", "Max Muster", "Iberia SA"],
            ["102", "Slow page", "Closed", "Eva Muster", "Banco Sur"],
        ],
        [
            ["ID", "Task", "Responsible", "Start", "Status"],
            ["1", "Design Review", "Max Muster", "2026-05-04", "open"],
            ["2", "Test Plan", "Eva Muster", "2026-05-11", "open"],
        ],
        [
            ["Feature", "Nordwind", "Rivalo", "Foo Systems"],
            ["Single sign-on", "x", "x", ""],
            ["Audit log", "x", "", "x"],
            ["Offline mode", "", "x", "x"],
        ],
        [
            ["Level 1", "Level 2", "Level 3"],
            ["Hardware", "Servers", "Blades"],
            ["Hardware", "Storage", "Disks"],
            ["Software", "Data", "Memory"],
        ],
        [["班次", "周一", "周二"], ["早班", "张磊", "陈静"], ["晚班", "陈静", "张磊"]],
        [
            ["Article", "Name", "Unit", "Price"],
            ["A1", "Power cable", "pc", "12.50"],
            ["A2", "Wall mount", "pc", "8.90"],
        ],
    ],
    ids=["tickets", "tasks", "features", "products", "shifts", "prices"],
)
def test_lists_of_other_things_make_no_people_and_no_attitudes(tmp_path, look, rows):
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert found.plan is None or (found.plan.change is None and not found.plan.counts)
