"""Load files with only what differs; what one of ours has to do."""

import csv
import io
import re
from datetime import date

import pytest

from graphcrm.errors import InputError, UsageError
from graphcrm.export.calendar import Entry, as_calendar
from graphcrm.export.crm import load_files
from graphcrm.export.crm_fields import read_fields
from tests.analysis.golden import edge, golden_snapshot
from tests.export.conftest import at

DAY = "2026-06-30"


@pytest.fixture
def keyed(ws):
    """Two people of the customer who have ids in Salesforce."""
    ws.edit("person", "c2", keys="salesforce:003A;hubspot:7")
    ws.edit("person", "c4", keys="salesforce:003B")
    return ws


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_contacts_carry_what_we_know(keyed, tmp_path):
    done = keyed.export("salesforce", tmp_path / "sf", as_of=DAY)
    people = {row["Id"]: row for row in rows(tmp_path / "sf" / "Contact.csv")}
    answer = {row["id"]: row for row in keyed.query("key-influencers", account="HY", as_of=DAY).rows}
    assert set(people) == {"003A", "003B"}
    assert people["003A"]["Influence__c"] == str(round(answer["c2"]["share_pct"]))
    assert people["003A"]["Influence_Band__c"] == answer["c2"]["band"]
    assert people["003B"]["Support__c"] == str(answer["c4"]["support"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", people["003A"]["Next_Contact__c"])
    assert any("no id in salesforce" in remark.en for remark in done.remarks)


def test_an_id_of_ours_is_never_said_to_be_one_of_the_crm(keyed, tmp_path):
    done = keyed.export("salesforce", tmp_path / "sf", as_of=DAY)
    assert not (tmp_path / "sf" / "OpportunityContactRole.csv").exists()
    said = next(remark for remark in done.remarks if "HY-CORE" in remark.en)
    assert "none of salesforce’s" in said.en
    assert "HY-CORE" in said.zh


def test_contact_roles_go_out_under_the_ids_of_the_crm(keyed, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[Role]\nrows = "roles"\nmatch = ["Deal", "ContactId"]\n'
        '[Role.fields]\nDeal = "opportunity"\nContactId = "key"\nIsPrimary = "primary"\n'
        '[Role.forms]\nDeal = "HY-[A-Z]+"\n'
    )
    keyed.export("salesforce", tmp_path / "sf", as_of=DAY, mapping=own)
    roles = rows(tmp_path / "sf" / "Role.csv")
    assert {r["Deal"] for r in roles} == {"HY-CORE"}
    assert {r["ContactId"] for r in roles} <= {"003A", "003B"}
    assert sum(r["IsPrimary"] == "true" for r in roles) <= 1


def test_only_what_differs_is_loaded(keyed, tmp_path):
    keyed.export("salesforce", tmp_path / "sf", as_of=DAY)
    now = tmp_path / "sf" / "Contact.csv"
    same = keyed.export("salesforce", as_of=DAY, against=[now], dry_run=True)
    assert (same.files, same.differences) == ((), ())
    text = now.read_text("utf-8-sig")
    support = next(row["Support__c"] for row in rows(now) if row["Id"] == "003B")
    old = tmp_path / "Contact.csv"
    changed = "\n".join(line.replace(f"003B,{support},", "003B,9,") for line in text.splitlines())
    old.write_text(changed, "utf-8")
    (one,) = keyed.export("salesforce", as_of=DAY, against=[old], dry_run=True).differences
    assert (one.file, one.row, one.field, one.before, one.after) == ("Contact", "003B", "Support__c", "9", support)


def test_hubspot_has_buying_roles(keyed, tmp_path):
    keyed.export("hubspot", tmp_path / "hs", as_of=DAY)
    (row,) = rows(tmp_path / "hs" / "contacts.csv")
    assert row["Record ID"] == "7"
    assert row["Buying Role"] in {
        "Decision Maker",
        "Budget Holder",
        "Influencer",
        "Champion",
        "End User",
        "Blocker",
        "Other",
    }


def test_a_teams_own_fields(keyed, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[Person]\nrows = "contacts"\nmatch = ["Mail"]\n[Person.fields]\nMail = "id"\nHaltung = "support"\n')
    keyed.export("salesforce", tmp_path / "o", as_of=DAY, mapping=own)
    assert rows(tmp_path / "o" / "Person.csv")[0].keys() == {"Mail", "Haltung"}
    for text, word in (
        ("[P]\nrows = 'x'\n", "rows"),
        ("[P]\nrows = 'contacts'\nmatch = ['A']\nfields = { B = 'id' }\n", "A"),
        ("[P]\nrows = 'contacts'\nmatch = ['A']\nfields = { A = 'supprt' }\n", "support"),
        ("[P", "TOML"),
        ("['../x']\nrows = 'contacts'\nmatch = ['A']\nfields = { A = 'id' }\n", "file"),
    ):
        own.write_text(text)
        with pytest.raises(InputError, match=word):
            read_fields("salesforce", own)


def test_those_who_left_or_objected_are_nobodys_contacts(keyed, tmp_path):
    keyed.edit("person", "c2", flags="objected")
    keyed.edit("person", "c4", left_on="2026-06-01")
    done = keyed.export("salesforce", tmp_path / "sf", as_of="2026-07-15")
    assert not any("Contact.csv" in str(path) for path in done.files)


_OWN = """
[Person]
rows = "contacts"
match = ["Id"]
fields = { Id = "id", Account = "account", Share = "influence_pct" }
[Role]
rows = "roles"
match = ["Id"]
fields = { Id = "id", Support = "support" }
"""


def test_everybody_is_one_contact_and_keeps_the_attitude_that_is_recorded(tmp_path):
    """Also who has posts at two customers; also who holds a role and is in no influence graph."""
    (own := tmp_path / "own.toml").write_text(_OWN)
    snapshot = golden_snapshot(
        orgs={"AA": {"name": "AA", "category": "customer"}},
        people={
            "a1": {"id": "a1", "name": "白", "org": "AA", "grade": 3},
            "s2": {"id": "s2", "name": "许", "org": "SUP"},
        },
        edges=[
            edge("MEMBER_OF", "c6", "AA", primary=False),
            edge("ROLE_IN", "s2", "HY-CORE", roles=["coach"]),
            edge("STANCE", "s2", "US", level=2),
        ],
    )
    found = load_files(snapshot, read_fields("hubspot", own), None, [])
    people, roles = (
        list(csv.DictReader(io.StringIO(found.files[f"{name}.csv"].lstrip("\ufeff")))) for name in ("Person", "Role")
    )
    assert sum(row["Id"] == "c6" for row in people) == 1
    assert {row["Account"] for row in people if row["Id"] in {"c6", "a1"}} == {"HY", "AA"}
    assert {row["Id"]: row["Support"] for row in roles}["s2"] == "2"


def test_the_calendar_of_one_of_ours(ws, tmp_path):
    ws.export("ics", tmp_path / "u1.ics", owner="u1", as_of=DAY)
    text = (tmp_path / "u1.ics").read_bytes().decode()
    days = re.findall(r"DTSTART;VALUE=DATE:(\d{8})", text)
    due = [a for a in ws.snapshot(DAY).actions.values() if a.owner == "u1"]
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert days == sorted(days)
    assert len(set(re.findall(r"UID:(\S+)", text))) == len(days)
    assert sum(f"UID:action-{a.id}@" in text for a in due) == len(due) > 0
    late = {row["id"] for row in ws.query("overdue", account="HY", as_of=DAY).rows if row["owner"] == "u1"}
    assert all(f"UID:contact-{person}@graphcrm" in text for person in late)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for nobody in ("nobody", "c2"):
        with pytest.raises(UsageError):
            ws.export("ics", tmp_path / "no.ics", owner=nobody)


def test_a_calendar_of_one_account_has_nothing_of_others(ws, tmp_path):
    ws.edit("org", "XX", name="Other", category="customer")
    ws.edit("person", "x1", name="Stranger", org="XX")
    ws.edit("action", "AX", target="x1", type="visit", owner="u1", due="2026-07-30")
    for account, named in ((None, True), ("HY", False), ("XX", True)):
        ws.export("ics", tmp_path / "u1.ics", owner="u1", account=account, as_of=DAY, force=True)
        text = (tmp_path / "u1.ics").read_bytes().decode()
        assert ("UID:action-AX@" in text, "UID:action-A01@" in text) == (named, False)
        assert ("UID:action-A04@" in text) == (account != "XX")


def test_text_of_a_calendar_ends_no_line(tmp_path):
    entry = Entry("x@y", date(2026, 12, 31), "王" * 60 + "; a,b\\c\nEND:VEVENT\x00")
    text = as_calendar([entry], "2026-07-01T09:30:00+00:00")
    assert text.split("\r\n").count("END:VEVENT") == 1
    assert "DTEND;VALUE=DATE:20270101" in text
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + "王" * 60 + "\\; a\\,b\\\\c\\nEND:VEVENT\r\n" in unfolded


@pytest.mark.parametrize(
    ("form", "more", "word"),
    [
        ("xslx", {}, "xlsx"),
        ("xlsx", {"edition": "secret"}, "internal"),
        ("ics", {}, "owner"),
        ("salesforce", {"edition": "shared"}, "salesforce"),
        ("json", {"account": "HYY"}, "HY"),
        ("json", {"edition": "customer-safe"}, "account"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(ws, tmp_path, form, more, word):
    with pytest.raises(UsageError) as refused:
        ws.export(form, tmp_path / "out", **more)
    assert word in refused.value.text.en
    assert not (tmp_path / "out").exists()


def test_files_are_not_written_over_unless_asked(ws, tmp_path):
    (tmp_path / "a.json").write_text("mine")
    with pytest.raises(UsageError):
        ws.export("json", tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "mine"
    ws.export("json", tmp_path / "a.json", force=True)
    assert (tmp_path / "a.json").read_text() != "mine"
    with pytest.raises(UsageError):
        ws.export("csv", tmp_path, force=True)


def test_one_account_alone(tmp_path, ws):
    ws.edit("org", "XX", name="Other", category="customer") if "XX" not in ws.snapshot().orgs else None
    ws.edit("person", "x1", name="Stranger", org="XX")
    ws.export("json", tmp_path / "hy.json", account="HY")
    text = (tmp_path / "hy.json").read_text()
    assert "Stranger" not in text
    assert '"XX"' not in text
    assert '"c2"' in text
    again = at(tmp_path / "again.graphcrm")
    again.import_tables(tmp_path / "hy.json")
    mine, theirs = (one.query("key-influencers", account="HY", as_of=DAY).rows for one in (ws, again))
    assert [(r["id"], round(r["share_pct"], 9)) for r in mine] == [(r["id"], round(r["share_pct"], 9)) for r in theirs]
