"""Charts below a title, lists of addresses, grids of power and interest, and cells that hold what others put into columns."""

import pytest

from graphcrm.ingest.guessing.texts.names import written
from tests.ingest.guessing.conftest import book
from tests.ingest.guessing.test_sheets_in_passing import of, people, table, ties

CHART = """{title}
"Helen Strand, Managing Director"
"   Raj Patel, Chief Information Officer"
"      Mei Chen, Head of Infrastructure"
"      vacant, Procurement Lead"
"""


@pytest.mark.parametrize(
    "title", ["Meridian Rail - organisation as of Q1 2026", "Meridian Rail", "Org chart of Meridian Rail"]
)
def test_a_chart_below_a_title_names_everybody_and_the_seats_that_nobody_holds(tmp_path, look, title):
    found = look(table(tmp_path / "a.csv", CHART.format(title=title)), answers={"org:a": "Meridian Rail"})
    bosses = {"Raj Patel": "Helen Strand", "Mei Chen": "Raj Patel", "? Procurement Lead": "Raj Patel"}
    assert people(found, "reports_to") == bosses
    assert set(people(found, "title")) == {"Helen Strand", *bosses}


def test_a_chart_in_chinese_below_a_title(tmp_path, look):
    rows = "临江水务组织架构\n庞志远,总经理\n　　栾晓梅,信息部主任\n　　　　邢国栋,工程师\n　　　　空缺,采购经理\n"
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "临江水务"})
    assert people(found, "reports_to") == {"栾晓梅": "庞志远", "邢国栋": "栾晓梅", "? 采购经理": "栾晓梅"}


@pytest.mark.parametrize(
    "rows",
    [
        'Weekly report\nRecipient,Remark\n"""Ana Ruiz (CFO)"" <ana@iberia.example>",\nLuis Gil <luis@iberia.example>,on leave\n',
        "Ana Ruiz (CFO) <ana@iberia.example>\nLuis Gil <luis@iberia.example>\n",
        '"Ana Ruiz (CFO) <ana@iberia.example>; Luis Gil <luis@iberia.example>"\n',
        '收件人,备注\n"Ana Ruiz (CFO) <ana@iberia.example>, Luis Gil <luis@iberia.example>",周报\n',
    ],
)
def test_names_with_mail_addresses_are_people_under_any_heading(tmp_path, look, rows):
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "Iberia"})
    assert people(found, "email") == {"Ana Ruiz": "ana@iberia.example", "Luis Gil": "luis@iberia.example"}
    assert people(found, "title") == {"Ana Ruiz": "CFO"}


def test_senders_and_recipients_of_mails_stay_what_they_are(tmp_path, look):
    rows = "Date,To,Subject\n2026-03-02,Ana Ruiz <ana@iberia.example>,Offer\n2026-03-03,Luis Gil <luis@iberia.example>,Order\n"
    found = look(table(tmp_path / "a.csv", rows))
    assert all("addresses" not in [name for name, _ in one.sheet.layouts] for one in found.sheets)


def test_one_who_is_said_to_be_ours_in_a_list_of_theirs_is_ours(tmp_path, look):
    rows = "姓名,职务\n占伟,副总经理\n谷雨,我方项目经理\n"
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "九原矿业", "our_company": "澄源软件"})
    assert people(found, "org") == {"占伟": "九原矿业", "谷雨": "澄源软件"}


@pytest.mark.parametrize(
    "rows",
    [
        [["Power / interest grid"], ["", "Low interest", "High interest"], ["High power", "Ana Ruiz (CEO)", "Luis Gil (CIO), Eva Sol"],
         ["Low power", "Bo Berg", ""]],
        [["", "Interest: low", "Interest: high"], ["Influence: high", "Ana Ruiz (CEO)", "Luis Gil (CIO)"], ["", "", "Eva Sol"],
         ["Influence: low", "Bo Berg", ""]],
        [["权力/利益方格"], ["", "关注度低", "关注度高"], ["权力高", "Ana Ruiz (CEO)", "Luis Gil (CIO)、Eva Sol"],
         ["权力低", "Bo Berg", ""]],
    ],
)  # fmt: skip
def test_a_grid_of_power_and_interest_names_its_people(tmp_path, look, rows):
    found = look(book(tmp_path / "a.xlsx", {"Grid": rows}), answers={"org:Grid": "Iberia"})
    assert set(people(found, "org")) == {"Ana Ruiz", "Luis Gil", "Eva Sol", "Bo Berg"}
    assert people(found, "title") == {"Ana Ruiz": "CEO", "Luis Gil": "CIO"}
    assert set(people(found, "flags")) == {"Ana Ruiz", "Luis Gil", "Eva Sol"}


@pytest.mark.parametrize(
    "rows",
    [
        "Who,What we know\nMartha Lowe - CEO,likes short papers\nBen Ade - IT Manager,reports to: Martha Lowe; attitude: supporter\n"
        "Joy Tanaka - Buyer,reports to: Ben Ade; attitude: against us\n",
        "Name,Notes\nMartha Lowe (CEO),\nBen Ade (IT Manager),\"Boss: Martha Lowe, position towards us: supporter\"\n"
        "Joy Tanaka (Buyer),\"Boss: Ben Ade, position towards us: against us, note: new\"\n",
        "姓名,备注\nMartha Lowe-CEO,\nMartha Lowe (CEO),喜欢短文\nBen Ade (IT Manager),汇报给：Martha Lowe；态度：支持\n"
        "Joy Tanaka (Buyer),汇报给：Ben Ade，态度：反对\n",
    ],
)  # fmt: skip
def test_remarks_with_labels_are_columns(tmp_path, look, rows):
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "Oakfield"})
    bosses = people(found, "reports_to")
    assert (bosses["Ben Ade"], bosses["Joy Tanaka"]) == ("Martha Lowe", "Ben Ade")
    assert {k: v for (k, _), v in ties(found, "stance").items()} == {"Ben Ade": 2, "Joy Tanaka": -1}


@pytest.mark.parametrize(
    ("heading", "sign"), [("职务/部门", "/"), ("Title / Department", " / "), ("Funktion | Abteilung", " | ")]
)
def test_two_things_in_one_column_are_two(tmp_path, look, heading, sign):
    rows = f"Name,{heading}\nAna Ruiz,CFO{sign}Treasury\nLuis Gil,(已调离){sign}Treasury\n"
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "Iberia"})
    assert people(found, "title") == {"Ana Ruiz": "CFO"}
    assert people(found, "unit") == {"Ana Ruiz": "Treasury", "Luis Gil": "Treasury"}
    assert people(found, "flags") == {"Luis Gil": ("left",)}


def test_how_people_are_addressed_is_no_part_of_the_name(tmp_path, look):
    rows = "Salutation,Contact,Position\n"
    rows += (
        "Dr.,Dr. Astrid Vik,CEO\nMr,Mr. Petter Aas,Buyer\n,Dr. Ilse Rahn,CFO\n,Frau Ute Lang,CIO\n,王伟先生,总经理\n"
    )
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "Clinic"})
    assert set(people(found, "title")) == {"Astrid Vik", "Petter Aas", "Dr. Ilse Rahn", "Ute Lang", "王伟"}


@pytest.mark.parametrize(
    "said", ["left 03/2026", "left in March 2026", "2026年3月离职", "seit Mai 2025 ausgeschieden", "retired"]
)
def test_who_has_left_on_some_day_has_left(said):
    assert written(f"Jonas Lie ({said})").flag == "left"


@pytest.mark.parametrize("cell", ["占伟 Zhan Wei", "占伟/Zhan Wei", "占伟 (Zhan Wei)", "占伟（Zhan Wei）"])
def test_a_name_in_two_scripts_is_one_person(tmp_path, look, cell):
    found = look(
        table(tmp_path / "a.csv", f"姓名 Name,职务,上级\n{cell},副总经理,\n仝磊/Tong Lei,矿长,占伟\n"),
        answers={"org:a": "九原"},
    )
    assert people(found, "title") == {"占伟": "副总经理", "仝磊": "矿长"}
    assert people(found, "name_en") == {"占伟": "Zhan Wei", "仝磊": "Tong Lei"}
    assert people(found, "reports_to") == {"仝磊": "占伟"}


def test_two_people_in_two_scripts_stay_two(tmp_path, look):
    found = look(
        table(tmp_path / "a.csv", "Name,Title\n王伟/Ruth Ackermann,CIO\n李娜,CFO\n"), answers={"org:a": "九原"}
    )
    assert set(people(found, "org")) == {"王伟", "Ruth Ackermann", "李娜"}


@pytest.mark.parametrize(
    ("ours", "asked"), [("Corvus Systems", 0), ("Lumen", 2), ("", 0)], ids=["one of both", "neither", "not answered"]
)
def test_two_columns_of_companies_are_told_apart_by_what_ours_is_called(tmp_path, look, ours, asked):
    rows = "Date,Type,Attendees (Halden),Attendees (Corvus)\n"
    rows += "12 Jan 2026,Call,Ingrid Brekke,Mina Roy\n30-Apr-26,On-site visit,Ingrid Brekke,Mina Roy\n"
    found = look(table(tmp_path / "meetings.csv", rows), answers={"our_company": ours, "org:meetings": "Halden Paper"})
    meetings = {("2026-01-12", ("Ingrid Brekke", "Mina Roy")), ("2026-04-30", ("Ingrid Brekke", "Mina Roy"))}
    if asked == 0 and ours:
        assert set(of(found, "interaction", "kind")) == meetings
        assert people(found, "org") == {"Ingrid Brekke": "Halden Paper", "Mina Roy": "Corvus Systems"}
    assert sum(q.id.startswith("person:") for q in found.questions) == asked
    assert [q.candidates for q in found.questions if q.id == "our_company"] == [("Halden", "Corvus")]


@pytest.mark.parametrize(
    ("theirs", "other", "org"),
    [
        ("青岚银行客户方", "澄源项目组", "Corvus"),
        ("Halden – customer side", "Corvus team", "Corvus"),
        ("青岚银行客户方", "监理项目组", "青岚银行"),
        ("Halden", "Corvus team", "Halden"),
    ],
)
def test_the_team_beside_a_list_of_the_customers_people_is_ours_unless_it_is_a_third_ones(
    tmp_path, look, theirs, other, org
):
    rows = [
        [theirs, "", "", other, ""],
        ["Name", "Title", "", "Name", "Title"],
        ["Ana Ruiz", "CEO", "", "Tom Hale", "Sales"],
    ]
    rows += [["Luis Gil", "CIO", "", "Mina Roy", "Presales"]]
    customer = "青岚银行" if "青" in theirs else "Halden"
    answers = {"org:A": customer, f"org:{other}": customer, "our_company": "Corvus"}
    found = look(book(tmp_path / "a.xlsx", {"A": rows}), answers=answers)
    assert people(found, "org") == {"Ana Ruiz": customer, "Luis Gil": customer, "Tom Hale": org, "Mina Roy": org}
