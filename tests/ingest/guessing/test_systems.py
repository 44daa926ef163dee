"""Exports of known systems in the columns that their documentation gives; names and numbers are invented."""

import json
from pathlib import Path

import pytest

from graphcrm.ingest.guessing.words import MAPPINGS
from graphcrm.ingest.mapping import named_mappings
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options, write
from tests.ingest.guessing.conftest import book, export, stored, told

#: Every system whose exports are tested here; one that is added has to be added here too.
TESTED = {
    "salesforce", "hubspot", "dynamics", "altify", "closeplan", "suitecrm", "espocrm", "twenty", "linkedin", "fxiaoke", "xiaoshouyi",
    "qichacha", "tianyancha", "vcard", "icalendar", "followthemoney",
}  # fmt: skip

EXPORTS = Path(__file__).parent / "exports"
OURS = {"our_company": "Tidewater", "observed_at": "2026-06-12"}


def test_every_mapping_has_a_test():
    assert set(named_mappings()) == TESTED


@pytest.mark.parametrize("system", ["salesforce", "hubspot", "dynamics", "fxiaoke", "espocrm"])
def test_a_guess_says_whose_export_it_is(look, system):
    assert f"--mapping {system}" in " ".join(t.en for t in look(EXPORTS / system).said)


def edges(facts, kind):
    """(from, to) of the edges of a kind."""
    ends = {about: {} for k, about, *_ in facts if k == kind}
    for k, about, name, value in facts:
        if k == kind and name in ("from", "to"):
            ends[about][name] = value
    return {(e["from"], e["to"]) for e in ends.values()}


def of(facts, kind, name):
    """Values of a column by what they are about."""
    return {about[0] if len(about) == 1 else about: value for k, about, n, value in facts if k == kind and n == name}


# -- Salesforce: object reference (Account, Contact, Opportunity, OpportunityContactRole, User) ----------------------------


def test_salesforce_data_loader(mapped):
    plan = mapped("salesforce", EXPORTS / "salesforce", **OURS)
    facts = told(plan)
    assert of(facts, "org", "parent") == {"Meridian Lab": "Meridian Foods"}
    assert of(facts, "person", "reports_to") == {"Jose Diaz": "Ana Ruiz", "Okoro": "Ana Ruiz"}
    assert of(facts, "person", "owner") == {"Ana Ruiz": "Petra Wolff"}
    assert of(facts, "person", "org")["Petra Wolff"] == "Tidewater"
    assert of(facts, "person", "unit")["Jose Diaz"] == "IT"
    assert of(facts, "person", "keys")["Jose Diaz"] == ("salesforce:0035g00001DDDDDDDD",)
    assert of(facts, "opportunity", "stage") == {"ERP": "s2"}
    assert of(facts, "opportunity", "status") == {"ERP": "open", "Lab scales": "lost"}
    assert of(facts, "role_in", "roles") == {
        ("Ana Ruiz", "ERP"): ("decider",),
        ("Jose Diaz", "ERP"): ("technical_evaluator",),
    }
    assert set(of(facts, "role_in", "source").values()) == {"crm_import"}
    assert of(facts, "role_in", "observed_at")[("Ana Ruiz", "ERP")] == "2026-05-01"
    assert "Birthdate" in str([p.text.en for p in plan.problems if "private" in p.text.en])


def test_a_second_import_of_an_export_changes_nothing_and_a_smaller_one_takes_nothing_away(tmp_path, mapped):
    folder = EXPORTS / "salesforce"
    first = mapped("salesforce", folder, **OURS)
    again = mapped("salesforce", folder, existing=stored(first), **OURS)
    known = {(b.kind, k): p for b in first.change.batches for k, p in zip(b.keys, b.props, strict=True)}
    assert {
        (b.kind, k): p for b in again.change.batches for k, p in zip(b.keys, b.props, strict=True)
    }.items() <= known.items()
    heading, row = (
        ["Id", "LastName", "FirstName", "AccountId"],
        ["0035g00001DDDDDDDD", "Diaz", "Jose", "0015g00001AAAAAAAA"],
    )
    few = export(tmp_path / "few", {"Contact": [heading, row]})
    less = mapped("salesforce", few, existing=stored(first), **OURS)
    assert [(b.kind, *b.keys) for b in less.change.batches] == [("person", "0035g00001DDDDD")]
    assert less.change.batches[0].props[0] == known["person", "0035g00001DDDDD"], "title, unit, manager stay"


@pytest.mark.parametrize(
    ("title", "english"), [("首席架构师", None), ("架构师", "Architect"), ("architect", "Architect")]
)
def test_the_english_form_of_a_title_goes_with_the_title(tmp_path, mapped, title, english):
    known = {"id": "c6", "name": "王工", "org": "HY", "title": "架构师", "title_en": "Architect", "grade": 2}
    tables = {"orgs": [{"id": "HY", "name": "华岳", "category": "customer"}], "people": [known]}
    first = plan_import([write(tmp_path / "first", tables)], existing={}, options=options())
    rows = [("Id", "LastName", "Title", "AccountId"), ("c6", "王工", title, "HY")]
    later = mapped("salesforce", export(tmp_path / "later", {"Contact": rows}), existing=stored(first), **OURS)
    (person,) = (json.loads(props) for props in stored(later)["person"].props)
    assert (person["title"], person.get("title_en"), person["grade"]) == (title, english, 2)


def test_a_judgement_without_a_day_keeps_the_day_of_its_first_import(mapped):
    first = mapped("altify", EXPORTS / "altify", observed_at="2026-06-12", our_company="Tidewater")
    undated = mapped("closeplan", EXPORTS / "closeplan", our_company="Tidewater", observed_at="2026-06-12")
    later = mapped(
        "closeplan", EXPORTS / "closeplan", existing=stored(undated), our_company="Tidewater", observed_at="2026-06-20"
    )
    for kind in ("stance", "role_in", "knows"):
        assert set(stored(later)[kind].observed_at) == {"2026-06-12"}, kind
        assert list(stored(later)[kind].props) == list(stored(undated)[kind].props)
    assert set(stored(first)["stance"].observed_at) == {"2026-05-01"}, "the day that the row says goes before any other"


def test_salesforce_report(tmp_path, mapped):
    """A report export: labels, a title above, notes below, no keys, “Last, First” nowhere but names in one column."""
    path = book(
        tmp_path / "report1718.xlsx",
        {
            "Contacts & Accounts": [
                ["Contacts & Accounts"],
                ["As of 2026-06-12 10:00:00 Europe/Lisbon • Generated by Petra Wolff"],
                [],
                ["First Name", "Last Name", "Title", "Account Name", "Email", "Reports To", "Contact Owner", "Phone"],
                ["Ana", "Ruiz", "CEO", "Meridian Foods", "ana@mer.example", "", "Petra Wolff", "1"],
                ["Jose", "Diaz", "CIO", "Meridian Foods", "j@mer.example", "Ana Ruiz", "Petra Wolff", "2"],
                ["Total", "2"],
                [],
                ["Confidential Information - Do Not Distribute"],
            ]
        },
    )
    facts = told(mapped("salesforce", path, **OURS))
    assert of(facts, "person", "reports_to") == {"Jose Diaz": "Ana Ruiz"}
    assert of(facts, "person", "owner") == {"Ana Ruiz": "Petra Wolff", "Jose Diaz": "Petra Wolff"}
    assert of(facts, "person", "org")["Ana Ruiz"] == "Meridian Foods"


def test_a_report_that_is_called_like_an_object_and_speaks_of_others_goes_by_its_headings(tmp_path, mapped):
    """“Opportunities with Contact Roles” is the name of a report type: its rows name people as contacts do, and no “Contact Name”."""
    headings = [
        "Opportunity Name  ↑",
        "Account Name",
        "First Name",
        "Last Name",
        "Title",
        "Role",
        "Primary",
        "Close Date",
    ]
    rows = [
        ["ERP", "Meridian Foods", "Ana", "Ruiz", "CEO", "Decision Maker", "1", "2026-11-30"],
        ["", "Meridian Foods", "Jose", "Diaz", "CIO", "Technical Buyer", "0", "2026-11-30"],
    ]
    facts = told(
        mapped("salesforce", export(tmp_path, {"Opportunities with Contact Roles": [headings, *rows]}), **OURS)
    )
    assert of(facts, "role_in", "roles") == {
        ("Ana Ruiz", "ERP"): ("decider",),
        ("Jose Diaz", "ERP"): ("technical_evaluator",),
    }
    assert of(facts, "person", "title") == {"Ana Ruiz": "CEO", "Jose Diaz": "CIO"}
    assert of(facts, "opportunity", "customer") == {"ERP": "Meridian Foods"}


def test_salesforce_report_in_japanese(tmp_path, mapped):
    headings = ["姓", "名", "役職", "取引先名", "部署", "上司", "取引先責任者 所有者"]
    rows = [
        ["田中", "太郎", "社長", "明和食品", "", "", "佐藤花子"],
        ["鈴木", "一郎", "部長", "明和食品", "情報部", "田中太郎", "佐藤花子"],
    ]
    facts = told(mapped("salesforce", export(tmp_path, {"report1": [headings, *rows]}), **OURS))
    assert of(facts, "person", "owner") == {"田中太郎": "佐藤花子", "鈴木一郎": "佐藤花子"}
    assert of(facts, "person", "reports_to") == {"鈴木一郎": "田中太郎"}


def test_salesforce_tree(tmp_path, mapped):
    """The tree format of the command line: references by @name."""
    fields = {
        "Account": {"Name": "Meridian Foods"},
        "Contact": {"LastName": "Ruiz", "FirstName": "Ana", "AccountId": "@Account1"},
        "Opportunity": {"Name": "ERP", "AccountId": "@Account1", "StageName": "Qualification"},
        "OpportunityContactRole": {
            "ContactId": "@Contact1",
            "OpportunityId": "@Opportunity1",
            "Role": "Economic Buyer",
        },
    }
    tree = {n: [{"attributes": {"type": n, "referenceId": f"{n}1"}, **values}] for n, values in fields.items()}
    (tmp_path / "data").mkdir()
    for name, records in tree.items():
        (tmp_path / "data" / f"{name}.json").write_text(json.dumps({"records": records}), encoding="utf-8")
    facts = told(mapped("salesforce", tmp_path / "data", **OURS))
    assert of(facts, "role_in", "roles") == {("Ana Ruiz", "ERP"): ("decider",)}
    assert of(facts, "opportunity", "customer") == {"ERP": "Meridian Foods"}


# -- HubSpot: exports of records, API -------------------------------------------------------------------------------------


def test_hubspot_exports(mapped):
    facts = told(mapped("hubspot", EXPORTS / "hubspot", **OURS))
    assert of(facts, "person", "org") == {
        "Ana Ruiz": "Meridian Foods",
        "Jose Diaz": "Meridian Foods",
        "Petra Wolff": "Tidewater",
    }
    assert of(facts, "role_in", "roles") == {
        ("Ana Ruiz", "ERP"): ("decider",),
        ("Jose Diaz", "ERP"): ("approver", "coach"),
    }
    assert of(facts, "opportunity", "due") == {"ERP": "2026-11-30"}
    assert of(facts, "person", "keys")["Ana Ruiz"] == ("hubspot:501",), (
        "a company and a contact may have the same number"
    )


@pytest.mark.parametrize(("role", "against"), [("BLOCKER", {-1}), ("END_USER", set())])
def test_hubspot_api_records(tmp_path, mapped, role, against):
    properties = {"firstname": "Ana", "lastname": "Ruiz", "company": "Meridian Foods", "hs_buying_role": role}
    records = {"results": [{"id": "51", "properties": properties}]}
    (tmp_path / "contacts.json").write_text(json.dumps(records), encoding="utf-8")
    facts = told(mapped("hubspot", tmp_path / "contacts.json", **OURS))
    assert of(facts, "person", "org") == {"Ana Ruiz": "Meridian Foods"}
    assert set(of(facts, "stance", "level").values()) == against


# -- Dynamics 365 ---------------------------------------------------------------------------------------------------------


def test_dynamics_excel_and_web_api(tmp_path, mapped):
    facts = told(mapped("dynamics", EXPORTS / "dynamics", **OURS))
    assert of(facts, "person", "reports_to") == {"Jose Diaz": "Ana Ruiz"}
    assert of(facts, "person", "flags") == {"Jose Diaz": ("left",)}
    assert of(facts, "role_in", "roles") == {("Ana Ruiz", "ERP"): ("decider",)}
    key = "{8A1C2D3E-0000-4000-8000-00000000000A}"
    web = {
        "value": [
            {"contactid": key, "fullname": "Ana Ruiz", "jobtitle": "CEO", "_parentcustomerid_value": "Meridian Foods"}
        ]
    }
    (tmp_path / "contacts.json").write_text(json.dumps(web), encoding="utf-8")
    assert of(told(mapped("dynamics", tmp_path / "contacts.json", **OURS)), "person", "title") == {"Ana Ruiz": "CEO"}


def test_dynamics_annotations_name_what_a_lookup_refers_to(tmp_path, mapped):
    """With ``Prefer: odata.include-annotations`` a name stands beside each key (Microsoft, Web API, “Formatted values”)."""
    seen = "@OData.Community.Display.V1.FormattedValue"
    lookups = {"_parentcustomerid_value": ("5a", "Meridian Foods"), "_ownerid_value": ("9c", "Petra Wolff")}
    record = {"contactid": "8a1c", "fullname": "Ana Ruiz", "jobtitle": "CEO"}
    for name, (key, shown) in lookups.items():
        record |= {name: key, name + seen: shown}
    (tmp_path / "contacts.json").write_text(json.dumps({"value": [record]}), encoding="utf-8")
    facts = told(mapped("dynamics", tmp_path / "contacts.json", **OURS))
    assert of(facts, "person", "org") == {"Ana Ruiz": "Meridian Foods", "Petra Wolff": "Tidewater"}
    assert of(facts, "person", "owner") == {"Ana Ruiz": "Petra Wolff"}
    assert set(of(facts, "org", "category")) == {"Meridian Foods", "Tidewater"}, "no organisation is called by a key"


# -- relationship maps: Altify, ClosePlan ---------------------------------------------------------------------------------


def test_altify_attributes(mapped):
    facts = told(mapped("altify", EXPORTS / "altify", **OURS))
    levels = {about[0]: value for about, value in of(facts, "stance", "level").items()}
    assert levels == {"Ana Ruiz": 3, "Jose Diaz": -1, "Nils Berg": -1}
    assert {a[0]: v for a, v in of(facts, "stance", "subtype").items()} == {"Jose Diaz": "opposes"}
    assert {a[1]: v for a, v in of(facts, "knows", "declared_level").items()} == {"Ana Ruiz": 4, "Jose Diaz": 1}
    assert of(facts, "person", "flags") == {"Ana Ruiz": ("key_person",), "Jose Diaz": ("key_person",)}
    assert of(facts, "person", "change_style") == {"Ana Ruiz": "visionary", "Jose Diaz": "laggard"}
    assert {a[0]: v for a, v in of(facts, "role_in", "roles").items()} == {
        "Ana Ruiz": ("decider",),
        "Jose Diaz": ("approver",),
        "Nils Berg": ("user",),
    }


def test_closeplan_stakeholders(mapped):
    plan = mapped("closeplan", EXPORTS / "closeplan", **OURS)
    facts = told(plan)
    assert {a[0]: v for a, v in of(facts, "role_in", "roles").items()} == {
        "Ana Ruiz": ("approver",),
        "Jose Diaz": ("coach",),
    }
    assert edges(facts, "knows") == {("Petra Wolff", "Ana Ruiz")}
    assert list(of(facts, "knows", "declared_level").values()) == [3]
    assert {a[0]: v for a, v in of(facts, "stance", "level").items()} == {
        "Ana Ruiz": 3,
        "Jose Diaz": -1,
        "Nils Berg": 0,
    }
    asked = {q.id: q for q in plan.questions}
    assert "decider" in asked["word:roles:wizard"].candidates, "a word of this team is asked about"
    assert ("Nils Berg", "Meridian Foods") in of(facts, "person", "org").items(), "and its row is not lost"


# -- open source CRMs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("system", ["suitecrm", "espocrm", "twenty"])
def test_open_source_crms(mapped, system):
    facts = told(mapped(system, EXPORTS / system, **OURS))
    assert {p: o for p, o in of(facts, "person", "org").items() if p != "Petra Wolff"} == {
        "Ana Ruiz": "Meridian Foods",
        "Jose Diaz": "Meridian Foods",
    }
    assert of(facts, "person", "title") == {"Ana Ruiz": "CEO", "Jose Diaz": "CIO"}
    assert (of(facts, "opportunity", "stage"), of(facts, "opportunity", "amount")) == ({"ERP": "s2"}, {"ERP": 250000.0})
    if system == "espocrm":
        assert of(facts, "interaction", "participants") == {
            ("2026-06-02", ("Ana Ruiz", "Jose Diaz", "Petra Wolff")): ("Ana Ruiz", "Jose Diaz", "Petra Wolff")
        }
    if system == "suitecrm":
        assert of(facts, "person", "reports_to") == {"Jose Diaz": "Ana Ruiz"}


# -- 纷享销客、销售易、企查查、天眼查 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("system", ["fxiaoke", "xiaoshouyi"])
def test_chinese_crms(mapped, system):
    facts = told(mapped(system, EXPORTS / system, **OURS))
    assert of(facts, "org", "parent") == {"北辰包装": "北辰乳业集团"}
    assert of(facts, "org", "tier") == {"北辰乳业集团": "A", "北辰包装": "B"}
    assert of(facts, "person", "reports_to") == {"罗明": "韩雪"}
    assert {a[0]: v for a, v in of(facts, "stance", "level").items()} == {"韩雪": 2, "罗明": -1}
    assert of(facts, "role_in", "roles") == {("韩雪", "产线改造"): ("decider",), ("罗明", "产线改造"): ("user",)}
    assert (of(facts, "opportunity", "stage"), of(facts, "opportunity", "amount")) == (
        {"产线改造": "s2"},
        {"产线改造": 1200000.0},
    )
    assert of(facts, "unit", "function") == {("xinxibu",): "it"} or set(of(facts, "unit", "function").values()) == {
        "it"
    }


@pytest.mark.parametrize(
    ("system", "sheet", "heads"),
    [
        ("fxiaoke", "商机联系人", "商机名称,联系人,角色,态度,影响力,亲密度,最后修改时间"),
        ("xiaoshouyi", "机会联系人", "机会名称,联系人姓名,角色,支持程度,影响程度,关系程度,最后修改时间"),
    ],
)
def test_the_contacts_of_a_deal_say_more_than_their_roles(tmp_path, mapped, system, sheet, heads):
    """To whom of ours somebody is close stands nowhere: that is asked."""
    said = ["产线改造,韩雪,决策者,支持,高,密切,2026-05-20", "产线改造,罗明,使用者,中立,低,,2026-05-21"]
    contacts = export(tmp_path / "c", {sheet: [line.split(",") for line in (heads, *said)]})
    others = [path for path in (EXPORTS / system).glob("*.csv") if path.stem != "联系人"]
    people = [["联系人姓名", "客户名称"], ["韩雪", "北辰乳业集团"], ["罗明", "北辰乳业集团"]]
    known = export(tmp_path / "p", {"联系人": people})
    facts = told(mapped(system, *others, known, contacts, **OURS, known_by="Kim Ode"))
    assert of(facts, "person", "flags")["韩雪"] == ("key_person",)
    assert {a[0]: v for a, v in of(facts, "stance", "level").items()} == {"韩雪": 2, "罗明": 0}
    assert of(facts, "role_in", "roles") == {("韩雪", "产线改造"): ("decider",), ("罗明", "产线改造"): ("user",)}
    assert of(facts, "role_in", "observed_at") == {
        ("韩雪", "产线改造"): "2026-05-20",
        ("罗明", "产线改造"): "2026-05-21",
    }
    assert edges(facts, "knows") == {("Kim Ode", "韩雪")}


def test_visits_of_fxiaoke_are_meetings_and_whether_somebody_decides_is_yes_or_no(tmp_path, mapped):
    tables = {
        "高级外勤对象": [
            [
                "外勤编号",
                "外勤类型",
                "客户名称",
                "联系人",
                "商机名称",
                "执行人",
                "计划开始时间",
                "签到时间",
                "外勤反馈",
            ],
            [
                "W1",
                "拜访",
                "北辰乳业集团",
                "韩雪;罗明",
                "产线改造",
                "吴桐",
                "2026-05-20 14:00",
                "2026-05-20 14:05",
                "需求访谈",
            ],
        ],
        "商机联系人": [
            ["商机名称", "客户名称", "联系人", "角色", "态度", "是否关键决策人"],
            ["产线改造", "北辰乳业集团", "韩雪", "影响者", "支持", "是"],
            ["产线改造", "北辰乳业集团", "罗明", "使用者", "中立", "否"],
        ],
        "联系人": [
            ["姓名", "客户名称", "职务", "负责人", "备注"],
            ["韩雪", "北辰乳业集团", "CIO", "吴桐", ""],
            ["罗明", "北辰乳业集团", "经理", "吴桐", "2026年2月已调离"],
        ],
    }
    others = [path for path in (EXPORTS / "fxiaoke").glob("*.csv") if path.stem != "联系人"]
    facts = told(mapped("fxiaoke", *others, export(tmp_path, tables), **OURS))
    meetings = {
        (about[0], about[1], value) for kind, about, name, value in facts if (kind, name) == ("interaction", "summary")
    }
    assert meetings == {("2026-05-20", ("吴桐", "罗明", "韩雪"), "需求访谈")}
    assert of(facts, "role_in", "roles")["韩雪", "产线改造"] == ("decider", "influencer")
    assert of(facts, "role_in", "roles")["罗明", "产线改造"] == ("user",)
    assert of(facts, "person", "flags")["罗明"] == ("left",)


@pytest.mark.parametrize("system", ["qichacha", "tianyancha"])
def test_company_registers(mapped, system):
    plan = mapped(system, EXPORTS / "register", **OURS)
    facts = told(plan)
    assert of(facts, "org", "parent") == {"北辰包装有限公司": "北辰乳业集团"}
    assert set(of(facts, "holds_equity", "share").values()) == {0.67}
    assert edges(facts, "holds_equity") == {("北辰乳业集团", "北辰包装有限公司")}
    assert of(facts, "person", "title") == {"韩雪": "董事长"}
    assert "010" not in str(facts)


# -- people's own data ----------------------------------------------------------------------------------------------------


def connections(path: Path) -> Path:
    path.write_text(
        'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/a,,Meridian Foods,CEO,17 Nov 2024\n"
        "Jose,Diaz,https://www.linkedin.com/in/j,j@mer.example,Meridian Foods,CIO,02 Jan 2025\n"
        "Kim,Noone,https://www.linkedin.com/in/k,,,,02 Jan 2025\n",
        encoding="utf-8",
    )
    return path


def test_linkedin_connections_of_one_of_ours(tmp_path, mapped):
    team = export(
        tmp_path / "t",
        {
            "people": [["id", "name", "org"], ["u1", "Petra Wolff", "US"]],
            "orgs": [["id", "name", "category"], ["US", "Tidewater", "our_company"]],
        },
    )
    before = stored(mapped("linkedin", team))
    plan = mapped("linkedin", connections(tmp_path / "Connections.csv"), existing=before, known_by="u1")
    facts = told(plan)
    assert edges(facts, "knows") == {("u1", "Ana Ruiz"), ("u1", "Jose Diaz")}
    assert of(facts, "person", "email") == {"Jose Diaz": "j@mer.example"}
    assert {q.id: q.rows for q in plan.questions if not q.answer}["org:Connections"] == 1, (
        "who works nowhere is asked about"
    )
    asked = mapped("linkedin", tmp_path / "Connections.csv", existing=before)
    assert "known_by" in {q.id for q in asked.questions}
    assert edges(told(asked), "knows") == set()


CARDS = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:1
FN:Ana Ruiz
ORG:Meridian Foods;Executive
  board
TITLE:CEO
BDAY:19700101
TEL;TYPE=home:+351 1
EMAIL;TYPE=work:ana@mer.example
EMAIL;TYPE=home:ana@home.example
ADR;TYPE=home:;;Rua 1;Porto;;;
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Diaz;Jose;;;
ORG:Meridian Foods
TITLE:CIO\\, interim
END:VCARD
"""


def test_vcard(tmp_path, mapped):
    (tmp_path / "cards.vcf").write_text(CARDS, encoding="utf-8", newline="\r\n")
    facts = told(mapped("vcard", tmp_path / "cards.vcf"))
    assert of(facts, "person", "title") == {"Ana Ruiz": "CEO", "Jose Diaz": "CIO, interim"}
    assert of(facts, "person", "unit") == {"Ana Ruiz": "Executive board"}
    assert of(facts, "person", "email") == {"Ana Ruiz": "ana@mer.example"}
    assert not any(word in str(facts) for word in ("1970", "351", "Rua", "home.example"))


EVENTS = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Lisbon:20260602T143000
SUMMARY:Kick-off
DESCRIPTION:secret text of an invitation
ORGANIZER;CN=Petra Wolff:mailto:pw@tide.example
ATTENDEE;CN="Ruiz, Ana";PARTSTAT=ACCEPTED:mailto:ana@mer.example
ATTENDEE:mailto:nils@mer.example
BEGIN:VALARM
DESCRIPTION:alarm
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20260604T090000Z
SUMMARY:Among ourselves
ORGANIZER;CN=Petra Wolff:mailto:pw@tide.example
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20260603
SUMMARY:Cancelled one
STATUS:CANCELLED
ORGANIZER;CN=Petra Wolff:mailto:pw@tide.example
ATTENDEE:mailto:ana@mer.example
END:VEVENT
END:VCALENDAR
"""


def test_icalendar(tmp_path, mapped):
    team = export(
        tmp_path / "t",
        {
            "people": [
                ["id", "name", "org", "email"],
                ["u1", "Petra Wolff", "US", "pw@tide.example"],
                ["c1", "Ana Ruiz", "MER", "ana@mer.example"],
            ],
            "orgs": [["id", "name", "category"], ["US", "Tidewater", "our_company"], ["MER", "Meridian Foods", "customer"]],
        },
    )  # fmt: skip
    (tmp_path / "cal.ics").write_text(EVENTS, encoding="utf-8")
    plan = mapped("icalendar", tmp_path / "cal.ics", existing=stored(mapped("linkedin", team)))
    facts = told(plan)
    [about] = {a for k, a, *_ in facts if k == "interaction"}
    assert about == ("2026-06-02", ("c1", "nils@mer.example", "u1"))
    assert of(facts, "interaction", "summary")[about] == "Kick-off"
    assert "secret" not in str(facts)
    assert "left out: 1 meeting without one of ours and one from outside" in [p.text.en for p in plan.problems]
    assert of(facts, "person", "org") == {"nils@mer.example": "MER"}, "whose domain is that of one organisation alone"
    assert next(q for q in plan.questions if q.id.startswith("person:")).proposal == "Meridian Foods"


def test_follow_the_money(tmp_path, mapped):
    entities = [
        {
            "id": "c1",
            "schema": "Company",
            "properties": {"name": ["Meridian Foods"], "country": ["pt"], "sector": ["food"]},
        },
        {"id": "c2", "schema": "Company", "properties": {"name": ["Meridian Lab"]}},
        {
            "id": "p1",
            "schema": "Person",
            "properties": {"name": ["Ana Ruiz"], "topics": ["role.pep"], "birthDate": ["1970-01-01"]},
        },
        {"id": "o1", "schema": "Ownership", "properties": {"owner": ["c1"], "asset": ["c2"], "percentage": ["80"]}},
        {
            "id": "d1",
            "schema": "Directorship",
            "properties": {"director": ["p1"], "organization": ["c2"], "role": ["Chair"]},
        },
        {"id": "a1", "schema": "Address", "properties": {"full": ["Rua 1"]}},
    ]
    (tmp_path / "e.ftm").write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    facts = told(mapped("followthemoney", tmp_path / "e.ftm"))
    assert set(of(facts, "holds_equity", "share").values()) == {0.8}
    assert edges(facts, "holds_equity") == {("Meridian Foods", "Meridian Lab")}
    assert edges(facts, "member_of") == {("Ana Ruiz", "Meridian Lab")}
    assert of(facts, "person", "flags") == {"Ana Ruiz": ("public_official",)}
    assert "1970" not in str(facts)


@pytest.mark.parametrize("system", ["qichacha", "tianyancha"])
def test_batches_of_company_registers_leave_out_what_was_not_found(tmp_path, mapped, system):
    rows = [
        ["数据来自公开登记信息,仅供参考"],
        ["原文件导入名称", "系统匹配企业名称", "登记状态", "法定代表人", "统一社会信用代码", "所属城市", "电话", "企业（机构）类型",
         "国标行业门类"],
        ["北辰包装", "北辰包装有限公司", "存续", "韩雪", "91110000MA00000001", "北京市", "010", "有限责任公司", "制造业"],
        ["无此公司", "未匹配到相关企业", None, None, None, None, None, None, None],
    ]  # fmt: skip
    facts = told(mapped(system, book(tmp_path / "t.xlsx", {"批量查询-基础信息": rows}), **OURS))
    assert of(facts, "org", "industry") == {"北辰包装有限公司": "制造业"}
    assert of(facts, "org", "region") == {"北辰包装有限公司": "北京市"}
    assert not any("未匹配" in str(fact) for fact in facts)


def test_hubspot_exports_in_spanish_keep_english_associations(tmp_path, mapped):
    companies = [
        ["ID de registro", "Nombre de la empresa", "Ciudad", "Sector"],
        ["900", "Meridian Foods", "Porto", "Alimentos"],
    ]
    heads = ["ID de registro", "Nombre", "Apellidos", "Correo", "Cargo", "Propietario del contacto"]
    contacts = [
        [*heads, "Associated Company IDs (Primary)"],
        ["501", "Ana", "Ruiz", "ana@mer.example", "CEO", "Jo Keller", "900"],
    ]
    folder = export(tmp_path / "x", {"todas-las-empresas": companies, "todos-los-contactos": contacts})
    facts = told(mapped("hubspot", folder, **OURS))
    assert of(facts, "person", "org")["Ana Ruiz"] == "Meridian Foods"
    assert of(facts, "person", "owner") == {"Ana Ruiz": "Jo Keller"}
    assert of(facts, "org", "industry") == {"Meridian Foods": "Alimentos"}


def test_dynamics_decision_influence_and_account_roles(tmp_path, mapped):
    rows = [
        ["(Do Not Modify) Contact", "Full Name", "Job Title", "Company Name", "Role", "Decision influence label"],
        ["a1", "Ana Ruiz", "CEO", "Meridian Foods", "Decision Maker", "Decision maker"],
        ["a2", "Jose Diaz", "CIO", "Meridian Foods", "Employee", "Blocker"],
        ["a3", "Nils Berg", "Buyer", "Meridian Foods", "Employee", "Unknown"],
        ["a4", "Eva Sanz", "Buyer", "Meridian Foods", "3", None],
    ]
    path = book(tmp_path / "Active Contacts.xlsx", {"Active Contacts": rows})
    known = (MAPPINGS / "dynamics.toml").read_text(encoding="utf-8")
    with_deal = known.replace(
        'headings = ["Full Name", "Job Title"]\n',
        'headings = ["Full Name", "Job Title"]\nfixed = { opportunity = "ERP" }\n',
    )
    (tmp_path / "m.toml").write_text(with_deal, encoding="utf-8")
    facts = told(mapped(tmp_path / "m.toml", path, **OURS))
    roles = {about[0]: value for about, value in of(facts, "role_in", "roles").items()}
    assert roles == {"Ana Ruiz": ("decider",), "Jose Diaz": ("gatekeeper",), "Eva Sanz": ("influencer",)}
