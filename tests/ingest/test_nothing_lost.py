"""What a file that is cut off, ambiguous or put together wrongly could lose without anybody noticing: it is refused, or told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphcrm.ingest.mapping import read_mapping
from graphcrm.ingest.network import plan_network
from graphcrm.ingest.options import ImportPlan
from graphcrm.ingest.plan import plan_import
from graphcrm.ingest.sheet import Styles
from graphcrm.model.facts import Batch, Fact
from tests.ingest.conftest import options

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{0}\nORG:Meridian Foods\nEND:VCARD\n"
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260602T143000\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n"
LINKS = '{{"directed": true, "nodes": [{{"id": "a"}}, {{"id": "b"}}], "links": [{{"source": "a", "target": "b"{0}}}]}}'
GEXF = (
    '<gexf xmlns="{0}" version="1.2"><graph defaultedgetype="directed"><nodes><node id="a" label="Ann"/><node id="b"/></nodes>'
    '<edges><edge id="0" source="a" target="b"/></edges></graph></gexf>'
)


def said(plan: ImportPlan, code: str) -> list[str]:
    """What is told under a code, in English."""
    return [p.text.en for p in plan.problems if p.code == code]


def mapped(system: str, path: Path) -> ImportPlan:
    """The plan by the mapping of a system, or of a file."""
    return plan_import(
        [path], existing={}, options=options(mapping=read_mapping(system), answers={"our_company": "US"})
    )


def network(path: Path, text: str, existing: dict[str, Batch] | None = None, **chosen: str) -> ImportPlan:
    """The plan of a network all of whose ties are of trust."""
    path.write_text(text, encoding="utf-8")
    return plan_network(path, ties={"": "trusts"}, options=options(), existing=existing, **chosen)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("c.vcf", CARD.format("Ana Ruiz").replace("END:VCARD\n", "") + CARD.format("Jose Diaz"), 1),
        ("c.vcf", CARD.format("Ana Ruiz") + CARD.format("Jose Diaz").replace("END:VCARD\n", ""), 6),
        ("c.ics", EVENT.replace("END:VEVENT\n", ""), 2),
    ],
)
def test_a_card_or_an_event_without_its_end_is_a_file_that_was_cut_off(tmp_path, name, text, line):
    (tmp_path / name).write_text(text)
    plan = mapped("vcard" if name == "c.vcf" else "icalendar", tmp_path / name)
    assert plan.change is None
    assert [(p.code, p.line, "cut off" in p.text.en) for p in plan.problems] == [("E15", line, True)]


def test_a_calendar_of_cancelled_events_is_not_said_to_hold_none(tmp_path):
    (tmp_path / "c.ics").write_text(EVENT.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"))
    assert said(mapped("icalendar", tmp_path / "c.ics"), "E15") == ["every event in it was cancelled, or has no day"]


def test_a_list_of_addresses_in_an_invitation_is_no_meeting(tmp_path):
    many = "".join(f"ATTENDEE:mailto:a{n}@x.com\n" for n in range(10_001))
    (tmp_path / "c.ics").write_text(EVENT.replace("SUMMARY", many + "SUMMARY", 1))
    plan = mapped("icalendar", tmp_path / "c.ics")
    assert plan.change is None
    (told,) = said(plan, "E15")
    assert "at most 10,000 are read" in told


def test_lines_of_json_are_called_what_they_are(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"name": "Ana Ruiz"}\n{"name": "Jose Diaz"}\n')
    (told,) = said(plan_import([tmp_path / "x.jsonl"], existing={}, options=options()), "E15")
    assert told.startswith("this is JSON Lines, an object a line, and no JSON document; ")
    assert "graphcrm import --guess" in told


@pytest.mark.parametrize(
    ("accounts", "contacts", "key"),
    [
        ("001A,Nova\n", "003A,Ann,Lee,001A\n003A,Zoe,Zed,001A\n", "003A"),
        ("001A,Nova\n001A,Other Corp\n", "003A,Ann,Lee,001A\n", "001A"),
    ],
)
def test_one_key_of_two_records_is_refused_and_the_same_one_twice_is_not(tmp_path, accounts, contacts, key):
    (tmp_path / "Account.csv").write_text("Id,Name\n" + accounts)
    (tmp_path / "Contact.csv").write_text("Id,FirstName,LastName,AccountId\n" + contacts)
    plan = mapped("salesforce", tmp_path)
    assert {(p.code, p.value) for p in plan.problems if p.code.startswith("E")} == {("E14", key)}
    (tmp_path / "Account.csv").write_text("Id,Name\n001A,Nova\n")
    (tmp_path / "Contact.csv").write_text("Id,FirstName,LastName,AccountId\n" + "003A,Ann,Lee,001A\n" * 2)
    assert mapped("salesforce", tmp_path).errors == 0


def test_keys_that_only_differ_in_case_are_two_as_salesforce_counts_them(tmp_path):
    """Its fifteen characters count up through digits, capitals and small letters: 26 contacts later one differs in case alone."""
    (tmp_path / "Account.csv").write_text("Id,Name\n0015g00001Cab0A,Nova\n0015g00001Cab0a,Orion\n")
    (tmp_path / "Contact.csv").write_text(
        "Id,FirstName,LastName,AccountId,ReportsToId\n0035g00001Cab0A,Ann,Lee,0015g00001Cab0A,\n"
        "0035g00001Cab0a,Ben,Oak,0015g00001Cab0a,0035g00001Cab0b\n0035g00001Cab0b,Zoe,Zed,0015g00001Cab0a,\n"
        "0035g00001Cab0B,Cyd,Fox,0015g00001Cab0A,0035g00001Cab0A\n"
    )
    plan = mapped("salesforce", tmp_path)
    assert plan.change is not None
    rows = {b.kind: dict(zip(b.keys, map(json.loads, b.props), strict=True)) for b in plan.change.batches}
    name = {key: props["name"] for kind in ("org", "person") for key, props in rows[kind].items()}
    assert {(p["name"], name[p["org"]]) for p in rows["person"].values()} == {
        ("Ann Lee", "Nova"), ("Ben Oak", "Orion"), ("Zoe Zed", "Orion"), ("Cyd Fox", "Nova"),
    }  # fmt: skip
    lines = {(p["name"], name[p["reports_to"]]) for p in rows["person"].values() if "reports_to" in p}
    assert lines == {("Ben Oak", "Zoe Zed"), ("Cyd Fox", "Ann Lee")}


def test_contacts_before_their_accounts_name_the_account_by_its_key(tmp_path):
    (tmp_path / "Contact.csv").write_text(
        "Id,FirstName,LastName,AccountId\n0035g00001Cab0A,Ann,Lee,0015g00001Cab0AAAA\n"
    )
    plan = mapped("salesforce", tmp_path)
    assert plan.change is not None
    assert "0015g00001Cab0A" in {key for b in plan.change.batches if b.kind == "org" for key in b.keys}


def test_whoever_is_their_own_manager_in_an_export_is_told_as_in_our_tables(tmp_path):
    (tmp_path / "Account.csv").write_text("Id,Name\n001A,Nova\n")
    (tmp_path / "Contact.csv").write_text("Id,FirstName,LastName,AccountId,ReportsToId\n003A,Ann,Lee,001A,003A\n")
    assert len(said(mapped("salesforce", tmp_path), "W15")) == 1


def test_a_line_may_be_folded_within_a_character(tmp_path):
    (tmp_path / "c.vcf").write_bytes(CARD.format("José Pérez").encode().replace(b"\xc3\xa9 ", b"\xc3\r\n \xa9 "))
    plan = mapped("vcard", tmp_path / "c.vcf")
    assert plan.change is not None
    assert "José Pérez" in {json.loads(p)["name"] for b in plan.change.batches if b.kind == "person" for p in b.props}


def test_what_a_mapping_names_and_a_sheet_does_not_have_is_told(tmp_path):
    (tmp_path / "x.csv").write_text("Wer,Firma\nAnn Lee,Nova\n")
    section = '[x]\ntable = "people"\ncolumns = { Wer = "name", Firm = "org" }\n'
    (tmp_path / "m.toml").write_text(section)
    assert "columns of the mapping that the sheet does not have: Firm" in said(
        mapped(str(tmp_path / "m.toml"), tmp_path / "x.csv"), "W12"
    )
    (tmp_path / "m.toml").write_text(section + "heading = 99\n")
    plan = mapped(str(tmp_path / "m.toml"), tmp_path / "x.csv")
    assert said(plan, "E15") == ["the mapping has the heading in line 99, where there is none"]


def test_a_workbook_beside_tables_in_a_folder_is_told(tmp_path):
    (tmp_path / "orgs.csv").write_text("id,name,category\nHY,Nova,customer\n")
    for name in ("more.xlsx", "~$more.xlsx", "notes.md"):
        (tmp_path / name).write_bytes(b"x")
    plan = plan_import([tmp_path], existing={}, options=options())
    assert [(Path(p.file).name, p.code) for p in plan.problems if p.code == "W12"] == [("more.xlsx", "W12")]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ('{"id": "n1", "name": "Ann", "name": "Bob", "org": "HY"}', "“name”"),
        ('{"id": "n1", "name": "Ann", "姓名": "Bob", "org": "HY"}', "“name”, “姓名”"),
    ],
)
def test_a_row_with_two_values_for_one_column_names_it(tmp_path, row, columns):
    (tmp_path / "d.json").write_text(f'{{"people": [{row}]}}', encoding="utf-8")
    [told] = said(plan_import([tmp_path / "d.json"], existing={}, options=options()), "E15")
    assert told.startswith(columns)


def test_a_member_of_a_circle_of_parents_names_the_circle(tmp_path):
    (tmp_path / "orgs.csv").write_text("id,name,category,parent\nA,a,customer,B\nB,b,customer,C\nC,c,customer,A\n")
    told = said(plan_import([tmp_path], existing={}, options=options()), "E03")
    assert told[0] == "the parents form a circle: A → B → C → A"


def test_a_network_leaves_alone_what_is_recorded_of_its_people_and_of_their_customer(tmp_path):
    org = {"id": "HY", "name": "Huayue", "category": "customer", "tier": "A"}
    person = {"id": "a", "name": "Ann Lee", "org": "HY", "title": "CIO", "reports_to": "c9"}
    existing = {
        "org": Batch.of("org", [Fact("org", "HY", org)], dated=False),
        "person": Batch.of("person", [Fact("person", "a", person)], dated=False),
    }
    path = tmp_path / "e.csv"
    plan = network(path, "src,dst\na,b\n", existing, account="HY", default_name="folder")
    assert plan.change is not None
    props = {(b.kind, k): json.loads(p) for b in plan.change.batches for k, p in zip(b.keys, b.props, strict=True)}
    assert props["org", "HY"] == org
    assert props["person", "a"] == person
    assert props["person", "b"] == {"id": "b", "name": "b", "org": "HY"}
    ours = {"org": Batch.of("org", [Fact("org", "HY", org | {"category": "our_company"})], dated=False)}
    assert network(path, "src,dst\na,b\n", ours, account="HY").change is None
    fresh = network(path, "src,dst\na,b\n", {}, account="HY", default_name="folder").change
    assert fresh is not None
    assert json.loads(fresh.batches[0].props[0])["name"] == "folder"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.json", LINKS.format(', "weight": [1]')),
        ("g.json", LINKS.format(', "weight": 1, "weight": 2')),
        ("g.net", "*Vertices 2\n*Matrix\n0 1\n0\n"),
        ("g.net", "*Vertices 2\n*Matrix\n0 1\n"),
        ("g.net", "*Vertices 2\n*Matrix\n0 1\n*Arcs\n1 2\n"),
        ("g.net", "*Vertices 2\n*Matrix\n0 1\n0 0\n0 0\n"),
    ],
)
def test_a_tie_that_is_half_said_is_refused(tmp_path, name, text):
    plan = network(tmp_path / name, text)
    assert plan.change is None
    assert plan.errors == 1


@pytest.mark.parametrize("host", ["http://gexf.net/1.2draft", "http://www.gexf.net/1.3", "https://gexf.net/1.3"])
def test_gephi_has_written_its_namespace_in_more_ways_than_one(tmp_path, host):
    plan = network(tmp_path / "g.gexf", GEXF.format(host))
    assert plan.change is not None, plan.problems


@pytest.mark.parametrize(
    "name", ["http://graphml.graphdrawing.org/xmlns/graphml", "https://graphml.graphdrawing.org/xmlns"]
)
def test_graphml_has_had_other_namespaces(tmp_path, name):
    two = '<node id="a"/><node id="b"/><edge source="a" target="b"/>'
    whole = f'<graphml xmlns="{name}"><graph edgedefault="directed">{two}</graph></graphml>'
    plan = network(tmp_path / "g.graphml", whole)
    assert plan.change is not None, plan.problems


def test_the_day_that_never_was_is_none():
    styles = Styles()
    assert [styles.moment(day) for day in (59, 60, 60.5, 61)] == ["1900-02-28", None, None, "1900-03-01"]


def test_days_behind_the_last_one_are_none():
    """Where days are counted from 1904 it has a smaller number, and in both calendars its last instant rounds up to the next day."""
    late, last = Styles(from_1904=True), 2_957_003
    assert [late.moment(day) for day in (last, last + 1, 2_958_465)] == ["9999-12-31", None, None]
    assert [late.moment(last + 0.9999999), Styles().moment(2_958_465.9999999)] == [None, None]
