"""``graphcrm list``: who and what is recorded, from the command line and from Python, in every format."""

import csv
import io
import json

import pytest

from graphcrm import Workspace
from graphcrm.asking.listing.kinds import LISTS, find_kind
from graphcrm.errors import UsageError
from graphcrm.store import open_store
from tests.commands.conftest import ROOT

DAY = "2026-06-30"


@pytest.fixture
def ws(sample):
    return Workspace(sample)


def table(name):
    with (ROOT / "datasets" / "huayue" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["people", "orgs", "units", "opportunities", "actions", "goals", "needs"])
def test_everything_that_was_imported_is_listed(ws, name):
    rows = ws.list(name, as_of=DAY).rows
    assert sorted(r["id"] for r in rows) == sorted(r["id"] for r in table(name))


def test_active_relations_are_listed_with_reporter_and_dates(ws):
    rows = ws.list("edges", as_of=DAY).rows
    one = next(r for r in rows if (r["kind"], r["from"], r["to"]) == ("INFLUENCES", "c6", "c3"))
    assert {k: one[k] for k in ("level", "domain", "confidence", "reported_by", "observed_at", "valid_to")} == {
        "level": 5, "domain": "technical", "confidence": "A", "reported_by": "u2", "observed_at": DAY, "valid_to": None,
    }  # fmt: skip
    then = ws.list("edges", as_of="2025-12-31").rows
    assert next(r["level"] for r in then if (r["kind"], r["from"], r["to"]) == ("INFLUENCES", "c6", "c3")) == 4


def test_an_account_lists_its_own(ws):
    people = ws.list("people", account="HY", as_of=DAY).rows
    assert {r["id"] for r in people} == {r["id"] for r in table("people") if r["org"] == "HY"}
    assert [r["id"] for r in people][:3] == ["c1", "c2", "c3"]
    assert [(r["id"], r["left_on"]) for r in people][-2:] == [("c11", None), ("e1", "2026-02-28")]
    assert {r["id"] for r in ws.list("opportunities", account="HYL", as_of=DAY).rows} == {"HYL-CORE"}
    assert {r["id"] for r in ws.list("units", account="HY", as_of=DAY).rows} == {
        r["id"] for r in table("units") if r["org"] == "HY"
    }
    tables = (("people", "org"), ("units", "org"), ("opportunities", "customer"))
    own = {"HYL"} | {r["id"] for name, column in tables for r in table(name) if r[column] == "HYL"}
    edges = ws.list("edges", as_of=DAY).rows
    theirs = [r for r in edges if {r["from"], r["to"]} & own]
    assert ws.list("edges", account="HYL", as_of=DAY).rows == theirs
    assert 0 < len(theirs) < len(edges)
    needs = [r for r in ws.list("needs", as_of=DAY).rows if r["holder"] in own]
    assert ws.list("needs", account="HYL", as_of=DAY).rows == needs
    assert needs
    account = ws.account("HY", as_of=DAY)
    assert account.list("people").rows == people
    assert account.list("needs").rows == ws.list("needs", account="HY", as_of=DAY).rows


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        ("王工", ["c6"]),
        ("WANG", ["c6"]),
        ("architect", ["c6"]),
        ("zhao", ["c9"]),
        ("科技部", ["c5", "e1"]),
        ("head zheng", ["c5"]),
        ("c11", ["c11"]),
        ("nobody", []),
    ],
)
def test_a_search_looks_at_id_names_and_title(ws, search, ids):
    assert [r["id"] for r in ws.list("people", account="HY", search=search, as_of=DAY).rows] == ids


def test_a_search_ignores_case_accents_and_knows_pinyin(shell, workspace):
    added = ("id=x1", "name=Öztürk", "org=HY", "title=Çağrı merkezi")
    assert shell("-w", workspace, "edit", "person", "x1", *added[1:])[0] == 0
    ws = Workspace(workspace)
    for search in ("ozturk", "OZTÜRK", "cagri", "x1"):
        assert [r["id"] for r in ws.list("people", search=search).rows] == ["x1"], search
    for search in ("wanggong", "wang gong"):
        assert [r["id"] for r in ws.list("people", account="HY", search=search, as_of=DAY).rows] == ["c6"], search
    ends = [(r["from"], r["to"]) for r in ws.list("edges", search="wanggong", as_of=DAY).rows]
    assert ends
    assert all("c6" in pair for pair in ends)


def test_reporters_are_counted(ws):
    rows = {r["reporter"]: r for r in ws.list("reporters", as_of=DAY).rows}
    relations = [r for r in ws.list("edges", as_of=DAY).rows if r["reported_by"] == "u2"]
    assessed = [r for r in table("assessments") if r["assessor"] == "u2"]
    found = rows["u2"]
    assert found["reports"] == len(relations) + len(assessed)
    assert found["assessments"] == len(assessed)
    assert found["stances"] == sum(r["kind"] == "STANCE" for r in relations)
    assert found["roles"] == sum(r["kind"] == "ROLE_IN" for r in relations)
    assert found["relations"] + found["stances"] + found["roles"] == len(relations)
    assert found["confident"] == pytest.approx(
        sum(r["confidence"] in ("A", "B") for r in relations) / len(relations), abs=1e-5
    )
    assert found["last"] == max([r["observed_at"] for r in relations] + [r["date"] for r in assessed])
    counts = [r["reports"] for r in rows.values()]
    assert counts == sorted(counts, reverse=True)


def test_people_read_names_and_labels(shell, sample):
    at = ("-w", sample, "list", "edges", "--account", "HY", "--as-of", DAY, "--wide")
    out = shell(*at, "--search", "c6")[1]
    line = next(x for x in out.splitlines() if "Architect Wang (c6)" in x and "CIO Zhou (c3)" in x)
    assert line.startswith("influences ")
    assert "Liu (u2)" in line
    assert "colleague report" in line
    out = shell(*at, "--search", "c6", "--lang", "zh")[1]
    line = next(x for x in out.splitlines() if "王工 (c6)" in x and "周CIO (c3)" in x)
    assert line.startswith("影响 ")
    assert "同事反馈" in line
    assert out.splitlines()[0] == "关系 — 华岳银行 (HY) · 2026-06-30"
    out = shell("-w", sample, "list", "edges", "--account", "HY", "--as-of", DAY, "--top", "2", "--search", "role in")[
        1
    ]
    assert ", the first 2 are shown." in out
    assert "roles decider; decision weight 0.5; veto no; step 3" in shell(*at, "--search", "role")[1]


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_list_in_every_format(shell, sample, tmp_path, name, lang):
    at = ("-w", sample, "--lang", lang, "list", name, "--as-of", DAY)
    kind = LISTS[name]
    code, out, err = shell(*at, "--wide")
    assert (code, err) == (0, "")
    assert all(c.heading.say(lang) in out for c in kind.columns)
    found = json.loads(shell(*at, "--format", "json")[1])
    assert found["query"] == f"list {name}"
    assert found["columns"] == [c.name for c in kind.columns]
    assert "seed" not in found["params"]
    rows = list(csv.DictReader(io.StringIO(shell(*at, "--format", "csv")[1])))
    assert len(rows) == len(found["rows"]) > 0
    assert shell(*at, "-o", tmp_path / "l.html")[0] == 0
    assert kind.label.say(lang) in (tmp_path / "l.html").read_text(encoding="utf-8")
    assert shell(*at, "-o", tmp_path / "l.csv")[0] == 0
    assert (tmp_path / "l.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_cannot_be_listed_gets_near_misses(shell, sample, ws):
    code, out, err = shell("-w", sample, "list", "poeple")
    assert (code, out) == (2, "")
    assert "Did you mean people?" in err
    assert "people, orgs, units" in shell("-w", sample, "list", "xyz")[2]
    code, _, err = shell("-w", sample, "list", "people", "--account", "hy")
    assert code == 2
    assert "The id is HY" in err
    with pytest.raises(UsageError, match="Did you mean --account"):
        ws.list("people", acount="HY")
    with pytest.raises(UsageError, match="top"):
        ws.list("people", top="some")
    assert shell("list", "people", "--seed", "3")[0] == 2, "a list has no chance in it"


def test_kinds_have_other_names():
    assert find_kind("person") is find_kind("人员") is find_kind("People") is LISTS["people"]
    assert find_kind("organisations") is LISTS["orgs"]
    assert find_kind("Relations") is LISTS["edges"]


def test_one_row_is_one_row(ws):
    one = ws.list("people", as_of=DAY, account="HY", search="c6")
    assert ws.list("opportunities", as_of=DAY, account="HY").remarks[0].en == "1 row."
    assert one.remarks[0].en.startswith("1 of ")


def test_a_list_is_in_the_audit_trail(workspace):
    Workspace(workspace).list("people", account="HY", as_of=DAY)
    with open_store(str(workspace)) as store:
        last = store.audit()[-1]
    assert (last.action, last.subject) == ("list people", "HY")


def test_an_edition_shows_no_more_than_it_may(ws):
    rows = ws.list("edges", account="HY", edition="shared", as_of=DAY).rows
    assert rows
    assert all("reported_by" not in row for row in rows)
    assert (
        ws.list("edges", search="u2", edition="shared", as_of=DAY).rows != ws.list("edges", search="u2", as_of=DAY).rows
    )
    safe = ws.list("people", account="HY", edition="customer-safe", as_of=DAY)
    assert set(safe.rows[0]) == {"id", "name", "name_en", "title", "org", "unit", "grade", "function", "reports_to"}
    for name, edition in (("edges", "customer-safe"), ("reporters", "shared")):
        with pytest.raises(UsageError, match="edition"):
            ws.list(name, edition=edition)


def test_names_for_completion_are_no_reading(workspace):
    found = Workspace(workspace).names("person", "org")
    assert found["c6"] == {"name": "王工", "title": "系统架构师"}
    assert found["HY"] == {"name": "华岳银行", "category": "customer"}


def test_meetings_are_listed_the_latest_first_and_found_by_who_was_there(ws):
    everything = table("interactions")
    rows = ws.list("meetings", as_of=DAY).rows
    assert sorted(r["id"] for r in rows) == sorted(r["id"] for r in everything if r["date"] <= DAY)
    when = [(r["date"], r["time"] or "") for r in rows]
    assert when == sorted(when, reverse=True)
    own = {r["id"] for r in table("people") if r["org"] == "HYL"} | {"HYL-CORE"}
    theirs = {
        r["id"] for r in everything if own & {*r["participants"].split(";"), r["opportunity"]} and r["date"] <= DAY
    }
    assert {r["id"] for r in ws.list("interactions", account="HYL", as_of=DAY).rows} == theirs
    assert 0 < len(theirs) < len(rows)
    wang = {r["id"] for r in everything if "c6" in r["participants"].split(";") and r["date"] <= DAY}
    assert {r["id"] for r in ws.list("meetings", account="HY", search="王工", as_of=DAY).rows} == wang
    assert {r["id"] for r in ws.list("互动", search="wang gong", as_of=DAY).rows} >= wang


def test_what_was_said_in_a_meeting_is_for_the_team_alone(ws):
    shared = ws.list("meetings", edition="shared", as_of=DAY)
    assert "summary" not in shared.rows[0]
    word = next(r["summary"] for r in ws.list("meetings", as_of=DAY).rows if r["summary"])
    assert ws.list("meetings", search=word, as_of=DAY).rows
    assert not ws.list("meetings", search=word, edition="shared", as_of=DAY).rows


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "say what to list: people, orgs, "), ("zh", "请写明列什么：people（人员）、")]
)
def test_who_does_not_know_what_can_be_listed_is_told(shell, lang, said):
    code, out, err = shell("--lang", lang, "list")
    assert (code, out) == (2, "")
    assert said in err
    assert all(name in err for name in LISTS)


@pytest.mark.parametrize(
    ("called", "name"), [("accounts", "orgs"), ("客户", "orgs"), ("Visits", "meetings"), ("deals", "opportunities")]
)
def test_what_people_call_a_list_finds_it(called, name):
    assert find_kind(called).name == name
