"""What is kept, what is computed anew, and what happens to an account that cannot be computed."""

import errno
import json
import os
import stat

import pytest

from graphcrm.errors import IntegrityError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.portfolio import kept
from graphcrm.portfolio.kept import Kept
from graphcrm.portfolio.task import Outcome
from graphcrm.rendering.document import as_json
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace
from tests.portfolio.conftest import DAY


def test_the_rows_are_those_of_the_query(ws):
    found = ws.portfolio(as_of=DAY)
    asked = ws.query("portfolio", as_of=DAY)
    assert as_json(found, explain=True) == as_json(asked, explain=True)
    assert len(found.rows) == 12
    assert found.computed == 12


def test_nothing_is_computed_twice(ws):
    first, second = ws.portfolio(as_of=DAY), ws.portfolio(as_of=DAY)
    assert (first.computed, second.computed) == (12, 0)
    assert second.holdings == first.holdings
    assert ws.portfolio(as_of="2026-07-01").computed == 12, "another day"
    assert ws.portfolio(as_of=DAY, no_derived=True).computed == 12, "another graph"
    assert ws.portfolio(as_of=DAY, account="HY").computed == 0


def test_only_the_account_whose_facts_changed_is_computed_again(known):
    before = known.portfolio(as_of=DAY)
    assert before.computed == 0
    person = next(p.id for p in known.snapshot(DAY).people.values() if p.org == "A3")
    known.edit("person", person, title="Head of everything")
    after = known.portfolio(as_of=DAY)
    assert after.computed == 1
    assert len(after.rows) == len(before.rows)


def test_settings_and_another_folder_begin_anew(ws, tmp_path):
    assert ws.portfolio(as_of=DAY).computed == 12
    assert ws.portfolio(as_of=DAY, cache=tmp_path / "own").computed == 12
    assert ws.portfolio(as_of=DAY, cache=tmp_path / "own").computed == 0
    (tmp_path / "config.toml").write_text("[stale]\nstance_days = 30\n")
    assert ws.portfolio(as_of=DAY).computed == 12
    with pytest.raises(UsageError, match="is not a folder"):
        ws.portfolio(as_of=DAY, cache=tmp_path / "config.toml")


def test_one_failure_is_listed_and_costs_no_other(ws, monkeypatch):
    import graphcrm.analysis.status.portfolio as measure

    whole = ws.portfolio(as_of=DAY, signed=False)
    computed = measure.holding

    def broken(situation):
        if situation.context.account.id == "A3":
            raise ZeroDivisionError("no such luck")
        return computed(situation)

    monkeypatch.setattr(measure, "holding", broken)
    assert ws.portfolio(as_of=DAY).failures == (), "what is kept is not computed"
    found = ws.portfolio(as_of=DAY, signed=True)
    assert [f.account.id for f in found.failures] == ["A3"]
    assert "no such luck" in found.failures[0].reason.en
    assert any("A3" in remark.en for remark in found.remarks)
    assert [row["account"] for row in found.rows] == [row["account"] for row in whole.rows]
    row = next(row for row in found.rows if row["account"] == "A3")
    assert row["covered"] is None
    monkeypatch.undo()
    assert ws.portfolio(as_of=DAY, signed=True).computed == 1, "a failure is tried again"


def test_it_tells_how_far_it_is(ws):
    told = []
    ws.portfolio(as_of=DAY, top=5, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(1, 6)]


def outcome(n):
    return Outcome(f"A{n}", f"key{n}", {"covered": n / 7, "values": []})


def test_half_a_line_is_passed_over_and_written_on(tmp_path):
    path = tmp_path / "kept.jsonl"
    kept = Kept(path)
    for n in range(3):
        kept.add(outcome(n))
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    for cut in range(1, len(path.read_bytes().splitlines()[-1]) + 1):
        broken = tmp_path / f"broken{cut}.jsonl"
        broken.write_bytes(path.read_bytes()[:-cut])
        again = Kept(broken)
        assert again.get("key1") == {"covered": 1 / 7, "values": []}
        again.add(outcome(5))
        once_more = Kept(broken)
        assert once_more.get("key5") == {"covered": 5 / 7, "values": []}
        assert once_more.get("key0") is not None


def test_a_line_that_is_damaged_is_passed_over(tmp_path):
    """A flipped bit may leave another number, or another account's key."""
    path, broken = tmp_path / "kept.jsonl", tmp_path / "broken.jsonl"
    kept = Kept(path)
    kept.add(outcome(1))
    written = path.read_bytes()
    for at in range(len(written) - 1):
        for bit in (1, 4):
            broken.write_bytes(written[:at] + bytes([written[at] ^ bit]) + written[at + 1 :])
            found = Kept(broken)
            assert found.get("key1") in (None, outcome(1).record)
            assert found.get("key0") is None


@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)])
def test_what_is_no_file_is_not_read(tmp_path, make):
    make(tmp_path / "kept.jsonl")
    with pytest.raises(UsageError, match="not an ordinary file"):
        Kept(tmp_path / "kept.jsonl")


def test_a_failure_is_not_kept(tmp_path):
    kept = Kept(tmp_path / "kept.jsonl")
    kept.add(Outcome("A", "key", None, Text("坏", "bad")))
    assert kept.get("key") is None
    assert not (tmp_path / "kept.jsonl").exists()


def test_the_file_does_not_grow_for_ever(tmp_path):
    path = tmp_path / "kept.jsonl"
    kept = Kept(path)
    for n in range(20):
        kept.add(outcome(n))
    kept.settle(["key18", "key19"])
    assert [json.loads(line)[0] for line in path.read_text().splitlines()] == ["key18", "key19"]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


@pytest.mark.parametrize("named", [False, True])
def test_a_full_disk_costs_what_is_kept_and_no_number(ws, found, monkeypatch, tmp_path, named):
    """The file beside the workspace was named by nobody; one that was is an error."""

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    told = []
    asked = Workspace(ws.url, caller=Caller("tester", told.append))
    monkeypatch.setattr(kept.os, "write", full)
    if named:
        with pytest.raises(UsageError, match="--cache"):
            asked.portfolio(as_of=DAY, cache=tmp_path)
        return
    assert asked.portfolio(as_of=DAY).rows == found.rows
    assert [text.en.startswith("what is computed is not kept: ") for text in told] == [True]


@pytest.mark.parametrize("text", ["7", "null", "{no object"])
@pytest.mark.parametrize("kind", ["person", "opportunity", "interaction"])
def test_a_row_that_is_none_of_its_kind_is_told_and_counts_as_no_other(ws, found, kind, text):
    """Its checksum is right, as somebody wrote it past the importer: it is named, and no fault of ours."""
    with ws.open() as store:
        batch = store.read(DAY, [kind])[kind]
        at = next(i for i, props in enumerate(batch.props) if '"HY' in props)
        key = batch.keys[at]
        row = Batch(kind, [key], [text], [""], [""], [""], dated=False)
        store.apply(ChangeSet("t", "x", "2026-06-01T09:00", "2026-06-01", (row,)))
    told = f"the {kind} “{key}” is not what"
    if kind != "interaction":  # whoever belongs to whom is known of all, or of nobody
        with pytest.raises(IntegrityError, match=told):
            ws.portfolio(as_of=DAY)
        return
    failed = {one.account.id: one.reason.en for one in ws.portfolio(as_of=DAY).failures}
    assert failed.keys() == {one.account.id for one in found.holdings}, "it names nobody, so it may be anybody's"
    assert all(told in reason for reason in failed.values())
