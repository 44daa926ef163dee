"""Charts of posts beside names, letters below people of both sides, minutes whose customer a form names, reports of contacts of deals."""

import pytest

from tests.ingest.guessing.conftest import book, told


def of(found, kind, name):
    return {
        about[0] if len(about) == 1 else about: value
        for what, about, said, value in told(found.plan)
        if (what, said) == (kind, name)
    }


def test_in_a_chart_of_posts_beside_names_an_unknown_post_is_one_too(tmp_path, look):
    rows = [
        ["华晟重工组织架构（2026年9月）"],
        ["董事长", "王强"],
        ["", "总经理", "李明"],
        ["", "", "财务总监", "周敏"],
        ["", "董秘", "钱红"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"组织架构": rows}), answers={"org:组织架构": "华晟重工"})
    assert of(found, "person", "title") == {"王强": "董事长", "李明": "总经理", "周敏": "财务总监", "钱红": "董秘"}
    assert of(found, "person", "reports_to") == {"李明": "王强", "周敏": "李明", "钱红": "王强"}


def test_any_letters_below_people_are_a_matrix_and_its_legend_is_no_customer(tmp_path, look):
    rows = [
        ["Who knows whom – Aurora Insurance"],
        ["P = primary contact, S = secondary, N = no contact yet"],
        ["", "Tina Bruck (CEO)", "Max Orth (CFO)", "Lea Kuhn (CIO)"],
        ["Anders (our CEO)", "P", "", ""],
        ["Ruth (VP)", "S", "P", "N"],
    ]
    words = {f"word:declared_level:{letter}": level for letter, level in (("p", "4"), ("s", "2"))}
    found = look(book(tmp_path / "a.xlsx", {"Coverage": rows}), answers=words | {"our_company": "Boreal"})
    assert [q.proposal for q in found.questions if q.id == "org:Coverage"] == ["Aurora Insurance"]
    known, said = (
        {about[:2]: one for about, one in of(found, "knows", name).items()} for name in ("declared_level", "to")
    )
    assert known.keys() == said.keys(), "whether a letter is a relation at all says only what it stands for"
    assert known == {("Anders", "Tina Bruck"): 4, ("Ruth", "Tina Bruck"): 2, ("Ruth", "Max Orth"): 4}
    assert of(found, "person", "title") == {
        "Anders": "CEO",
        "Ruth": "VP",
        "Tina Bruck": "CEO",
        "Max Orth": "CFO",
        "Lea Kuhn": "CIO",
    }


def test_a_form_of_the_book_says_whom_minutes_are_about(tmp_path, look):
    rows = [
        ["Date", "Customer attendees", "Our attendees", "Topic", "Outcome"],
        ["2026-03-03", "Mia Frost (CFO), Dan Cole (IT)", "Kim", "budget", "very positive"],
        ["2026-04-14", "Dan Cole", "Kim", "contract", "mixed"],
    ]
    form = [["Customer", "Harbour Freight"], ["Industry", "Ports"]]
    found = look(book(tmp_path / "a.xlsx", {"Meetings": rows, "Info": form}), answers={"our_company": "Boreal"})
    assert of(found, "person", "org") == {
        "Mia Frost": "Harbour Freight",
        "Dan Cole": "Harbour Freight",
        "Kim": "Boreal",
    }
    assert sorted(of(found, "interaction", "outcome").values()) == [0, 1]


@pytest.mark.parametrize("post", ["Title", "Contact Title"])
def test_the_post_right_behind_the_contact_of_a_deal_is_theirs(tmp_path, look, post):
    rows = [
        ["Opportunity Name", "Account Name", "Contact Name", post, "Contact Role", "Amount", "Stage", "Close Date"],
        [
            "Fleet",
            "Rapid Cargo",
            "Owen Price",
            "Fleet Director",
            "Economic Decision Maker",
            "250000",
            "Negotiation",
            "2027-03-31",
        ],
        ["Depot", "Rapid Cargo", "Gwen Lloyd", "IT Manager", "Decision Maker", "40000", "Prospecting", "2027-06-30"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Report": rows}))
    assert of(found, "person", "title") == {"Owen Price": "Fleet Director", "Gwen Lloyd": "IT Manager"}


def test_a_public_body_in_a_grid_of_power_is_nobody(tmp_path, look):
    rows = [
        ["", "Low interest", "High interest"],
        ["High power", "Frank Ohm (CFO), Port Authority", "Heike Lorenz (COO)"],
        ["Low power", "Anke Voss (HR)", "Rolf Timm"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Grid": rows}), answers={"org:Grid": "Hafen Nord"})
    assert of(found, "person", "org").keys() == {"Frank Ohm", "Heike Lorenz", "Anke Voss", "Rolf Timm"}
    assert any("nobody's name" in line.en and "Port Authority" in line.en for line in found.said)


@pytest.mark.parametrize("short", ["Courtois", "Mme Courtois"])
def test_a_family_name_alone_is_whoever_else_bears_it_unless_somebody_says_no(tmp_path, look, short):
    lists = {
        "Contacts": [
            ["Name", "Title", "Company"],
            ["Hélène Courtois", "DGS", "Valmont"],
            ["Paul Roche", "Buyer", "Valmont"],
        ],
        "Map": [["Name", "Company", "Attitude"], [short, "Valmont", "supporter"]],
    }
    path = book(tmp_path / "a.xlsx", lists)
    assert set(of(look(path), "person", "org")) - {"Paul Roche"} == {"Hélène Courtois"}
    apart = look(path, answers={f"same:{short} @ Valmont": "no"})
    assert set(of(apart, "person", "org")) - {"Paul Roche"} == {"Hélène Courtois", short}


def test_a_list_of_lines_says_who_reports_to_whom_and_by_which(tmp_path, look):
    rows = [["下属", "上级", "关系类型"], ["刘洋", "陈浩", "直线"], ["马超", "刘洋", "直线"], ["马超", "周婷", "虚线"]]
    found = look(book(tmp_path / "a.xlsx", {"汇报关系": rows}), answers={"org:汇报关系": "北方铝业"})
    assert of(found, "person", "reports_to") == {"刘洋": "陈浩", "马超": "刘洋"}
    assert {about[:2]: line for about, line in of(found, "reports_to", "line").items()} == {("马超", "周婷"): "dotted"}
    more = [["Employee", "Manager", "Since"], ["Ana Ruiz", "Luis Gil", "2024"], ["Eva Sanz", "Luis Gil", "2023"]]
    other = look(book(tmp_path / "b.xlsx", {"a": more}))
    assert "  columns left out: Since" in [line.en for line in other.said], "what is said of another kind is told"


def test_a_title_behind_one_of_ours_is_theirs_no_more_than_their_own(tmp_path, look):
    rows = [
        ["Our executive", "Title", "Sponsors (customer)", "Customer title", "Account"],
        ["Olaf Berg", "CEO", "Ines Costa", "Chief Executive", "Porto Ferries"],
        ["Lena Maas", "CFO", "Rui Pinto", "Finance director", "Porto Ferries"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Plan": rows}), answers={"our_company": "Boreal"})
    assert of(found, "person", "title") == {"Ines Costa": "Chief Executive", "Rui Pinto": "Finance director"}


def test_in_a_grid_stand_people_by_family_name_and_post_below_how_high_support_is(tmp_path, look):
    rows = [
        ["", "高支持", "中立", "反对"],
        ["高影响", "张总(董事长)", "李总(CFO)、王工", "赵主任"],
        ["低影响", "小钱", "", "老周"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"图": rows}), answers={"org:图": "北方铝业", "our_company": "Boreal"})
    stances = {about[0]: level for about, level in of(found, "stance", "level").items()}
    assert stances == {"张总": 2, "小钱": 2, "李总": 0, "王工": 0, "赵主任": -1, "老周": -1}
    assert of(found, "person", "title")["张总"] == "董事长"


def test_remarks_below_headings_in_capitals_are_nobody_and_actions_below_them_are_actions(tmp_path, look):
    rows = [
        ["BLUE SHEET"],
        ["Name / Title", "Role", "Covered by"],
        ["Walter Engel, VP Manufacturing", "E", "Dana Whitlock"],
        ["Carla Mendez, Plant Manager", "U", "Dana Whitlock"],
        [],
        ["STRENGTHS", "RED FLAGS"],
        ["Carla Mendez trusts us since the Fargo project", "No access to the CFO"],
        [],
        ["POSSIBLE ACTIONS"],
        ["Action", "Buying influence", "Who", "When"],
        ["Arrange a call", "Walter Engel", "Dana Whitlock", "2026-12-15"],
        ["Line audit", "Carla Mendez", "Omar Lutz", "2027-01-20"],
    ]
    answers = {"org:a": "Harlan Foods", "opportunity": "Packaging", "our_company": "Boreal"}
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=answers)
    assert of(found, "person", "org") == {
        "Walter Engel": "Harlan Foods",
        "Carla Mendez": "Harlan Foods",
        "Dana Whitlock": "Boreal",
        "Omar Lutz": "Boreal",
    }
    assert sorted(of(found, "action", "due").values()) == ["2026-12-15", "2027-01-20"]
    assert [value for kind, _, name, value in told(found.plan) if (kind, name) == ("opportunity", "org")] != [
        "No access to the CFO"
    ]


def test_an_organisation_of_a_kind_that_is_asked_about_is_no_customer(tmp_path, look):
    rows = [
        ["Organisation", "Type", "Contact", "Attitude to us"],
        ["Axion", "Tender adviser", "Claire Nogent", "neutral"],
        ["Oberon", "Customer", "Ann Kubler", "supporter"],
        ["Certitec", "Certification body", "Omar Fassi", "neutral"],
        ["Kestrel", "", "Joel Pratt", "neutral"],
        ["Mallard Consulting", "Retained since spring", "Lara Quill", "neutral"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Parties": rows}), answers={"our_company": "Boreal"})
    kinds = {
        "Axion": "other",
        "Oberon": "customer",
        "Certitec": "third_party",
        "Kestrel": "customer",
        "Boreal": "our_company",
        "Mallard Consulting": "third_party",
    }
    assert of(found, "org", "category") == kinds
    adviser = look(
        tmp_path / "a.xlsx", answers={"our_company": "Boreal", "word:org_category:tender adviser": "third_party"}
    )
    assert of(adviser, "org", "category")["Axion"] == "third_party"


def test_headings_that_begin_with_what_they_are_of_say_it_of_people_and_of_their_deals(tmp_path, look):
    rows = [
        [
            "Person - ID",
            "Person - Name",
            "Person - Organization",
            "Person - Owner",
            "Deal - Title",
            "Deal - Value",
            "Deal - Status",
        ],
        ["11", "Gwyn Pryce", "Cymru Health Board", "Ed Solberg", "Bank app", "95000", "Open"],
        ["12", "Sian Vaughan", "Cymru Health Board", "Ed Solberg", "Bank app", "95000", "Open"],
        ["13", "Rhys Tudor", "Cymru Health Board", "Ed Solberg", "Payroll", "30000", "Lost"],
    ]
    answers = {f"opportunity:{deal}": deal for deal in ("Bank app", "Payroll")} | {
        "our_company": "Boreal",
        "currency:a": "GBP",
    }
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=answers)
    assert of(found, "opportunity", "amount") == {"Bank app": 95000, "Payroll": 30000}
    theirs = {who for who, org in of(found, "person", "org").items() if org == "Cymru Health Board"}
    assert theirs == {"Gwyn Pryce", "Sian Vaughan", "Rhys Tudor"}, "no post, though a board is one"
    assert not of(found, "person", "title")


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Opportunity", "Customer", "Result", "Date closed"],
            ["Kiln", "Aster", "Won", "2026-03-01"],
            ["Depot", "Aster", "Lost", "2026-02-01"],
        ],
        [
            ["商机", "客户", "结果", "实际结束日期"],
            ["Kiln", "Aster", "赢单", "2026-03-01"],
            ["Depot", "Aster", "丢单", "2026-02-01"],
        ],
    ],
)
def test_the_day_on_which_a_deal_was_won_or_lost_is_no_day_until_which_it_is_wanted(tmp_path, look, rows):
    found = look(book(tmp_path / "a.xlsx", {"a": rows}))
    assert of(found, "opportunity", "status") == {"Kiln": "won", "Depot": "lost"}
    assert of(found, "opportunity", "closed_on") == {"Kiln": "2026-03-01", "Depot": "2026-02-01"}
    assert not of(found, "opportunity", "due")


@pytest.mark.parametrize(
    ("corner", "title"), [("Influence \\ Interest", "Heat map"), ("", "Influence (vertical) × Interest (horizontal)")]
)
def test_levels_alone_are_of_the_axes_that_the_corner_or_the_title_of_a_grid_names(tmp_path, look, corner, title):
    people = [
        ["Name", "Company"],
        ["Ann Kubler", "Oberon"],
        ["Jorg Pfeil", "Oberon"],
        ["Frank West", "Oberon"],
        ["Silke Aman", "Oberon"],
    ]
    grid = [
        [title],
        [],
        [corner, "Low", "High"],
        ["High", "Ann Kubler", "Jorg Pfeil"],
        ["Low", "Frank West", "Silke Aman"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"People": people, "Grid": grid}))
    assert of(found, "person", "flags") == {"Ann Kubler": ("key_person",), "Jorg Pfeil": ("key_person",)}
    assert set(of(found, "org", "category")) == {"Oberon"}


@pytest.mark.parametrize("heads", [["ID", "Parent ID", "Shape Text"], ["ID", "ID parent", "Texte de la forme"]])
def test_shapes_of_a_chart_are_people_with_their_posts_below_the_name(tmp_path, look, heads):
    rows = [
        heads,
        ["1", "", "Helen Court\nDirector General"],
        ["2", "1", "Marc Dole\nCIO"],
        ["3", "2", "Nadia Slim\nHead of Infrastructure"],
    ]
    rows += [["4", "1", "(vacant)\nDeputy"]]
    found = look(book(tmp_path / "a.xlsx", {"Org Chart": rows}), answers={"org:Org Chart": "Oberon"})
    assert of(found, "person", "reports_to") == {
        "Marc Dole": "Helen Court",
        "Nadia Slim": "Marc Dole",
        "? Deputy": "Helen Court",
    }
    assert of(found, "person", "title")["Nadia Slim"] == "Head of Infrastructure"
    assert of(found, "person", "flags") == {"? Deputy": ("placeholder",)}


def test_family_names_over_a_matrix_of_tasks_are_its_people(tmp_path, look):
    rows = [["RACI – Metering project"], ["", "Kubler", "West"], ["Specification", "I", "C"], ["Award", "A", "R"]]
    answers = {f"word:roles:{letter}": "approver" if letter in "ar" else "-" for letter in "raci"} | {
        "org:RACI": "Oberon"
    }
    found = look(
        book(tmp_path / "a.xlsx", {"RACI": rows}), answers=answers | {"opportunity:Metering project": "Metering"}
    )
    assert set(of(found, "person", "org")) == {"Kubler", "West"}
