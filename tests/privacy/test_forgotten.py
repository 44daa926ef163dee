"""Whoever is forgotten stands nowhere any more: on no day, in no version, in no file of any kind that is made afterwards."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import UsageError
from graphcrm.model.edges import EdgeKind
from graphcrm.store import open_store
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace
from tests.export.conftest import at
from tests.oracle.random_accounts import TODAY, write_account
from tests.workspace.conftest import refused

BOTH = pytest.mark.parametrize("pseudonymise", [False, True], ids=["erased", "pseudonymised"])
FORMS = ("csv", "json", "xlsx", "graphml", "gexf", "cypher")


def everything(ws, folder: Path) -> str:
    """What every export says, and every version of everything."""
    texts = []
    folder = Path(mkdtemp(dir=folder))
    for form in FORMS:
        target = folder / f"out.{form}"
        ws.export(form, target)
        for file in sorted(target.rglob("*")) if target.is_dir() else [target]:
            content = file.read_bytes()
            if form == "xlsx":
                with zipfile.ZipFile(io.BytesIO(content)) as book:
                    content = b"".join(book.read(name) for name in book.namelist())
            texts.append(content.decode("utf-8", "replace"))
    with open_store(ws.url) as store:
        for batch in store.read().values():
            texts += [*batch.keys, *batch.props]
        texts += [json.dumps(v.props, ensure_ascii=False) + v.key for one in people(ws) for v in store.history(one)[1]]
    return "\n".join(texts)


def people(ws) -> set[str]:
    with open_store(ws.url) as store:
        return set(store.read(None, ["person"])["person"].keys)


def stands(word: str, text: str) -> bool:
    """Whether an id or a name stands in a text by itself."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@BOTH
def test_nobody_finds_them_again(ws, tmp_path, pseudonymise):
    """One after another: a head of IT, an architect, a secretary, an adviser, and somebody of another account."""
    gone = [ws.snapshot().people[one] for one in ("c3", "c6", "c8", "t1", "h4")]
    before = everything(ws, tmp_path)
    assert all(stands(who.name, before) for who in gone)
    codes = []
    for who in gone:
        ws.edit("person", who.id, title="x")
        ws.undo()
        codes.append(ws.privacy_erase(who.id, pseudonymise=pseudonymise).code)
    text = everything(ws, tmp_path)
    for who in gone:
        for word in (who.id, who.name, who.name_en):
            assert not stands(word, text), word
        assert who.name.encode() not in Path(ws.url).read_bytes(), "nor in what the file has thrown away"
    assert all(stands(code, text) for code in codes) or not pseudonymise
    assert ws.check(None).ok


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(0, 10_000), which=st.integers(0, 9), pseudonymise=st.booleans())
def test_nobody_of_a_random_account(tmp_path_factory, seed, which, pseudonymise):
    folder = tmp_path_factory.mktemp("random")
    (folder / "tables").mkdir()
    write_account(folder / "tables", seed, 10, False)
    ws = at(folder / "w.graphcrm", TODAY.isoformat())
    ws.import_tables(folder / "tables", accept_valid=True)
    snapshot = ws.snapshot()
    theirs = sorted(p for p in snapshot.people if not snapshot.works_for_us(p))
    one = theirs[which % len(theirs)]
    ws.privacy_erase(one, pseudonymise=pseudonymise)
    assert not stands(one, everything(ws, folder))
    assert ws.check(None).ok
    again = at(folder / "again.graphcrm", TODAY.isoformat())
    ws.export("json", folder / "all.json")
    again.import_tables(folder / "all.json")
    assert again.snapshot() == ws.snapshot(), "what stays keeps the rules of the data model"


def test_under_a_code_the_graph_keeps_its_shape_on_every_day(ws):
    def told(day):
        rows = ws.key_influencers(account="HY", opportunity="HY-CORE", as_of=day).rows
        return [(round(r["share_pct"], 6), r["support"], r["tie"], r["grade"]) for r in rows]

    days = ("2026-03-31", "2026-06-30")
    before = [told(day) for day in days]
    code = ws.privacy_erase("c6", pseudonymise=True).code
    assert [sorted(told(day), key=str) for day in days] == [sorted(rows, key=str) for rows in before]
    who = ws.snapshot().people[code]
    assert (who.name, who.title, who.grade) == (code, "", 2) or who.title is None
    assert ws.snapshot("2026-03-31").index.edges(EdgeKind.INFLUENCES, [code])


def test_what_somebody_said_of_others_stays_under_a_code(ws):
    ws.edit(
        "edge", "INFLUENCES", "c2", "c3", level=2, reported_by="t1", source="meeting_note", observed_at="2026-06-01"
    )
    code = ws.privacy_erase("t1").code
    said = [e for e in ws.snapshot().of(EdgeKind.INFLUENCES) if (e.source, e.target) == ("c2", "c3")]
    assert code in {e.get("reported_by") or e.reported_by for e in said}


def test_texts_about_others_lose_the_name(ws):
    ws.log("visit", ["u3", "c2"], date="2026-06-20", summary="王工支持,wang 也在")
    ws.privacy_erase("c6")
    told = [i.summary for i in ws.snapshot().interactions if i.date == "2026-06-20" and i.summary]
    assert told
    assert "王工" not in told[0]


def test_a_dry_run_and_a_refusal_write_nothing(ws):
    before, trail = Path(ws.url).read_bytes(), len(ws.trail())
    would = ws.privacy_erase("c6", dry_run=True)
    assert {label.en: n for label, n in would.gone}["people"] >= 1
    assert "c6" in ws.snapshot().people
    refused(lambda: ws.privacy_erase("u3"), "u3", "--pseudonymise")
    refused(lambda: ws.privacy_erase("c66"), "c66")
    assert len(ws.trail()) == trail + 1, "the reading alone"
    assert Path(ws.url).read_bytes()[:16] == before[:16]


def test_the_trail_counts_and_names_nobody(ws):
    ws.privacy_erase("c6")
    last = ws.trail()[-1]
    assert (last.action, last.subject) == ("privacy erase", "")
    assert json.loads(last.detail)["gone"] > 30


def test_earlier_changes_can_still_be_undone(ws):
    ws.edit("person", "c7", title="x")
    ws.privacy_erase("c6")
    assert ws.snapshot().people["c7"].title == "x"
    ws.undo()
    assert ws.snapshot().people["c7"].title != "x"
    assert "c6" not in ws.snapshot().people


def test_files_beside_the_workspace_that_name_them_are_told(ws):
    folder = Path(ws.url).parent / "scenarios"
    folder.mkdir()
    (folder / "x.toml").write_text('set = ["c6=1"]\n', "utf-8")
    (folder / "y.toml").write_text('set = ["c2=1"]\n', "utf-8")
    assert [path.name for path in ws.privacy_erase("c6").elsewhere] == ["x.toml"]


def test_what_they_may_read_is_everything_that_names_them(ws):
    ws.edit("person", "c6", title="x")
    ws.undo()
    found = ws.privacy_export("c6")
    kinds = {fact["table"]["en"] for fact in found["facts"]}
    assert {"people", "influences", "interactions"} <= {kind.lower() for kind in kinds}
    assert [f["withdrawn"] for f in found["facts"] if f["values"].get("title", {}).get("value") == "x"] == [True]
    assert ws.trail()[-1].action == "privacy export"
    with pytest.raises(UsageError):
        ws.privacy_export("c66")


def test_who_objects_is_left_alone_until_that_is_withdrawn(ws):
    ws.privacy_object("c6")
    assert not ws.snapshot().may_be_target("c6")
    ws.undo()
    assert ws.snapshot().may_be_target("c6")


def test_what_is_too_old_is_let_go(ws):
    ws.vacate("c4")
    later = Workspace(ws.url, caller=Caller("tester", clock=lambda: datetime(2028, 7, 1, 12, tzinfo=UTC)))
    before = later.snapshot()
    would = later.privacy_retain(dry_run=True)
    assert "c4" in would.left
    assert later.snapshot() == before
    done = later.privacy_retain()
    after = later.snapshot()
    assert [s.observed_at for s in after.of(EdgeKind.STANCE) if s.observed_at < "2026-07-01"] == []
    assert [a.date for a in after.assessments if a.date < "2026-07-01"] == []
    assert [i.date for i in after.interactions] == [i.date for i in before.interactions], "kept for three years"
    assert "c4" not in after.people
    assert {after.people[code].name for code in done.codes} == set(done.codes)
    again = later.privacy_retain()
    assert (again.gone, again.left) == ([], [])


def test_one_who_was_recorded_twice_goes_twice(ws, tmp_path):
    ws.edit("person", "c66", name="王工程师", org="HY")
    ws.merge("c6", "c66")
    ws.privacy_erase("c6")
    assert not stands("c66", everything(ws, tmp_path))


def test_meetings_are_kept_for_three_years(ws):
    later = Workspace(ws.url, caller=Caller("tester", clock=lambda: datetime(2029, 5, 1, 12, tzinfo=UTC)))
    assert any(i.date < "2026-05-01" for i in later.snapshot().interactions)
    assert any(i.date >= "2026-05-01" for i in later.snapshot().interactions)
    later.privacy_retain()
    kept = later.snapshot().interactions
    assert kept
    assert all(i.date >= "2026-05-01" for i in kept)


@BOTH
def test_others_keep_their_names_and_addresses(ws, pseudonymise):
    """Two Annas, two of one family name, and the address of somebody else in a text."""
    ws.edit("person", "x1", name="Anna Weber", org="HY", email="anna.weber@hy.example")
    ws.edit("person", "x2", name="Anna Berg", org="HY")
    ws.edit("person", "x3", name="罗启明", org="HY")
    ws.edit("person", "x4", name="罗小红", org="HY")
    said = "Anna Berg 与罗总谈过;罗小红在;mail max@hy.example, anna.weber@hy.example; Weber 不在"
    ws.log("visit", ["u3", "c2"], date="2026-06-20", summary=said)
    for one in ("x1", "x3"):
        ws.privacy_erase(one, pseudonymise=pseudonymise)
    told = next(i.summary for i in ws.snapshot().interactions if i.date == "2026-06-20" and "Berg" in (i.summary or ""))
    assert "Anna Berg 与罗总谈过;罗小红在;mail max@hy.example, " in told
    assert "weber" not in told.lower()
    assert ws.snapshot().people["x2"].name == "Anna Berg"


def test_what_they_may_read_holds_texts_that_name_them(ws):
    ws.log("visit", ["u3", "c2"], date="2026-06-20", summary="王工支持")
    texts = [fact["values"].get("summary", {}).get("value") for fact in ws.privacy_export("c6")["facts"]]
    assert "王工支持" in texts


def test_the_command_asks_and_names_itself(ws, shell):
    """Nobody is at the terminal: what cannot be undone is refused without --yes."""
    code, out, err = shell("--workspace", ws.url, "privacy", "erase", "c6")
    assert (code, "would be erased (versions)" in out, "privacy erase c6 --yes" in err) == (2, True, True)
    code, out, err = shell("--workspace", ws.url, "privacy", "erase", "c6", "--dry-run", "--lang", "zh")
    assert (code, out.startswith("将删除（版本数）"), "\n将改写（版本数）" in out) == (0, True, True)
    ws.edit("person", "c7", left_on="2020-01-01")
    code, out, err = shell("--workspace", ws.url, "privacy", "retain")
    assert (code, "left long ago: c7" in out, "privacy retain --yes" in err) == (2, True, True)
    assert {"c6", "c7"} <= ws.snapshot().people.keys()
    code, out, err = shell("--workspace", ws.url, "privacy", "erase", "c6", "--yes")
    assert (code, out.startswith("erased (versions)"), "would" in out) == (0, True, False)
    assert shell("--workspace", ws.url, "privacy", "retain", "--yes")[0] == 0
    assert not {"c6", "c7"} & ws.snapshot().people.keys()
