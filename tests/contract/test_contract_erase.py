"""Erasure, verification and backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.errors import GraphcrmError, UsageError
from graphcrm.model.facts import Version
from graphcrm.store import AuditEntry, Store, open_store
from tests.contract.making import change, people, said, ties

ENTRY = AuditEntry("2026-06-01T10:00", "dpo", "privacy erase", "request 7")


def without_name(version: Version) -> dict[str, object] | None:
    if version.kind == "influences" and "p7" in version.key.split("\t"):
        return None
    return {"name": "erased"} if version.key == "p7" else dict(version.props)


@pytest.fixture
def filled(store: Store) -> Store:
    store.apply(change(people(*((f"p{i}", f"Zhou-{i}") for i in range(20)))))
    store.apply(change(ties(("p7", "p8", 3, "2026-01-01", ""), ("p8", "p9", 3, "2026-01-01", ""))))
    store.apply(change(people(("p7", "Zhou-seven")), day="2026-02-01"))
    store.apply(change(undoes=3))
    return store


def test_past_and_withdrawn_versions_are_rewritten_too(filled: Store) -> None:
    before = [c.sha256 for c in filled.history()[0]]
    assert filled.erase(without_name, ENTRY) == 3
    changes, versions = filled.history("p7")
    assert [v.props for v in versions] == [{"name": "erased"}, {"name": "erased"}]
    assert [v.undone for v in versions] == [False, True]
    assert list(said(filled, None, "influences")) == ["p8\tp9"]
    assert [c.rows for c in changes] == [20, 1, 1, 0]
    assert all(old != new for old, new in zip(before, [c.sha256 for c in changes], strict=True)), "chained anew"
    assert filled.audit()[-1] == ENTRY
    assert filled.check().ok


def test_erasing_again_touches_nothing(filled: Store) -> None:
    filled.erase(without_name, ENTRY)
    chain = filled.history()
    assert filled.erase(without_name, ENTRY) == 0
    assert filled.history() == chain


def test_life_goes_on_after_an_erasure(filled: Store) -> None:
    filled.erase(lambda version: None, ENTRY)
    assert filled.read() == {}
    assert filled.apply(change(people(("p1", "A")))).created == 1
    filled.apply(change(undoes=4))
    assert filled.check().ok
    assert filled.check().versions == 1


def test_an_error_while_deciding_changes_nothing(filled: Store) -> None:
    before = filled.read(), filled.history("p7"), filled.audit()

    def fail(version: Version) -> None:
        if version.kind == "influences":
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        filled.erase(fail, ENTRY)
    assert (filled.read(), filled.history("p7"), filled.audit()) == before


def test_half_a_character_in_a_rewritten_text_is_kept_as_an_escape(filled: Store) -> None:
    filled.erase(lambda version: {"name": "\ud800"} if version.key == "p1" else dict(version.props), ENTRY)
    assert filled.history("p1")[1][0].props == {"name": "\ud800"}
    assert filled.check().ok


def test_check_counts(filled: Store) -> None:
    seen: list[tuple[int, int]] = []
    report = filled.check(lambda done, total: seen.append((done, total)))
    assert (report.ok, report.changes, report.versions, list(report.damage)) == (True, 4, 23, [])
    assert seen[-1] == (23, 23)


def test_a_backup_is_the_same_store(filled: Store, tmp_path: Path) -> None:
    to = tmp_path / "copy of 工作区#1?.graphcrm"
    filled.backup(str(to))
    filled.apply(change(people(("later", "L"))))
    with open_store(str(to)) as copy:
        assert copy.check().ok
        assert len(said(copy)) == 20
        assert copy.history()[0] == filled.history()[0][:4]


def test_a_backup_never_overwrites(filled: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"precious")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    for to in (taken, link):
        with pytest.raises(UsageError, match="overwrite"):
            filled.backup(str(to))
    assert taken.read_bytes() == b"precious"
    with pytest.raises(GraphcrmError):
        filled.backup(str(tmp_path / "no such folder" / "b"))
    assert not list(tmp_path.glob("*.part*"))


def test_an_id_has_another_form_in_every_key_and_on_every_day(filled: Store) -> None:
    def coded(version: Version) -> dict[str, object]:
        return {"name": "P1"} if version.key == "p7" else dict(version.props)

    before = {day: len(filled.read(day)["person"]) for day in ("2026-01-15", "2026-02-15")}
    assert filled.erase(coded, ENTRY, {"p7": "P1"}) == 3
    assert {day: len(filled.read(day)["person"]) for day in before} == before
    assert said(filled)["P1"] == '{"name":"P1"}'
    assert "p7" not in said(filled)
    assert list(said(filled, None, "influences")) == ["P1\tp8", "p8\tp9"]
    assert filled.history("p7")[1] == []
    assert [v.key for v in filled.history("P1")[1]] == ["P1", "P1\tp8", "P1"]
    assert filled.check().ok
    filled.apply(change(undoes=2))
    assert said(filled, None, "influences") == {}
    assert filled.erase(coded, ENTRY, {"p7": "P1"}) == 0
