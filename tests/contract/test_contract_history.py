"""Replay of past days, history, undo, the audit trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphcrm.errors import UsageError
from graphcrm.model.facts import Batch, Fact
from graphcrm.store import AuditEntry, Store
from tests.contract.making import change, people, said, ties


def tie(level: int, start: str, observed: str, end: str = "") -> Batch:
    return Batch.of("influences", [Fact("influences", "a\tb", {"level": level}, start, end, observed)])


def test_a_version_not_yet_seen_ends_nothing(store: Store) -> None:
    store.apply(change(tie(2, "2026-01-01", "2026-01-01")))
    store.apply(change(tie(5, "2026-02-01", "2026-04-01")))
    assert said(store, "2026-03-31", "influences") == {"a\tb": '{"level":2}'}
    assert said(store, "2026-04-01", "influences") == {"a\tb": '{"level":5}'}


def test_an_earlier_start_recorded_later_does_not_replace_what_came_after(store: Store) -> None:
    store.apply(change(tie(5, "2026-03-01", "2026-03-01")))
    store.apply(change(tie(1, "2026-01-01", "2026-01-01")))
    assert said(store, "2026-02-01", "influences") == {"a\tb": '{"level":1}'}
    assert said(store, "2026-03-01", "influences") == said(store, None, "influences") == {"a\tb": '{"level":5}'}


def test_an_ended_version_hides_the_one_before(store: Store) -> None:
    store.apply(change(tie(2, "2026-01-01", "2026-01-01"), day="2026-01-01"))
    store.apply(change(tie(4, "2026-02-01", "2026-02-01", "2026-03-01"), day="2026-02-01"))
    assert said(store, "2026-03-01", "influences") == {}, "the later version ended the earlier one at its own start"


def test_history_names_changes_and_versions_of_a_part(store: Store) -> None:
    store.apply(change(people(("a", "A"), ("ab", "AB"))))
    store.apply(change(ties(("a", "ab", 3, "2026-01-01", ""), ("ab", "x", 3, "2026-01-01", "")), action="log"))
    changes, versions = store.history("a")
    assert [(c.number, c.action, c.rows, c.undone, c.author, c.day) for c in changes] == [
        (1, "import", 2, False, "tester", "2026-01-10"),
        (2, "log", 2, False, "tester", "2026-01-10"),
    ]
    assert [(v.change, v.kind, v.key) for v in versions] == [(1, "person", "a"), (2, "influences", "a\tab")]
    assert versions[0].props == {"name": "A"}
    assert [v.key for v in store.history("a\tab")[1]] == ["a\tab"]
    assert store.history("nobody")[1] == []
    assert len({c.sha256 for c in changes}) == 2
    assert all(len(c.sha256) == 64 for c in changes)


def test_the_detail_of_a_change_is_kept(store: Store) -> None:
    step = change(people(("a", "A")))
    store.apply(type(step)(step.author, step.action, step.at, step.day, step.batches, detail={"files": ["人员.csv"]}))
    assert store.history()[0][0].detail == {"files": ["人员.csv"]}


def test_undo_withdraws_for_every_day_and_its_undo_brings_back(store: Store) -> None:
    store.apply(change(people(("a", "old"))))
    store.apply(change(people(("a", "new"), ("b", "B")), day="2026-02-01"))
    undo = store.apply(change(undoes=2, action="undo"))
    assert (undo.change, undo.updated, undo.by_kind) == (3, 2, {"person": (0, 2, 0)})
    assert said(store) == said(store, "2026-03-01") == {"a": '{"name":"old"}'}
    changes, versions = store.history("a")
    assert [c.undone for c in changes] == [False, True, False]
    assert [v.undone for v in versions] == [False, True]
    store.apply(change(undoes=3, action="undo"))
    assert said(store) == {"a": '{"name":"new"}', "b": '{"name":"B"}'}
    assert said(store, "2026-01-31") == {"a": '{"name":"old"}', "b": '{"name":"B"}'}
    assert [c.undone for c in store.history()[0]] == [False, False, True, False]


@pytest.mark.parametrize("number", [0, -1, 2, 99])
def test_undoing_what_is_not_there(store: Store, number: int) -> None:
    store.apply(change(people(("a", "A"))))
    with pytest.raises(UsageError, match=str(number)):
        store.apply(change(undoes=number))
    assert len(store.history()[0]) == len(store.audit()) == 1


def test_undoing_twice_is_refused(store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    store.apply(change(undoes=1))
    for dry in (True, False):
        with pytest.raises(UsageError, match="undone already"):
            store.apply(change(undoes=1), dry_run=dry)


def test_a_withdrawn_row_is_not_there_to_be_equal_to(store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    store.apply(change(undoes=1))
    assert store.read() == {}
    assert store.apply(change(people(("a", "A")))).created == 1
    assert said(store, "1990-01-01") == {"a": '{"name":"A"}'}


def test_an_undo_can_carry_its_replacement(store: Store) -> None:
    store.apply(change(people(("a", "wrong"))))
    store.apply(change(people(("a", "right")), undoes=1))
    assert said(store, "1990-01-01") == {"a": '{"name":"right"}'}
    store.apply(change(undoes=2))
    assert said(store) == {"a": '{"name":"wrong"}'}


def test_the_audit_trail_is_kept_in_order_and_shared(store: Store, again: Callable[[], Store]) -> None:
    entries = [AuditEntry(f"2026-01-0{i}", "周\udc80\0", "read", "a<b>", "{}") for i in range(1, 4)]
    for entry in entries:
        assert list(store.audit(entry)) == []
    store.apply(change(people(("a", "A"))))
    trail = again().audit()
    assert [(e.at, e.action, e.subject) for e in trail[:3]] == [(e.at, "read", "a<b>") for e in entries]
    assert trail[0].author.startswith("周"), "what cannot be stored is written as an escape"
    assert "\0" not in trail[0].author
    assert trail[3].action == "import"
    assert trail[3].author == "tester"


def test_everything_is_there_after_opening_again(store: Store, again: Callable[[], Store]) -> None:
    store.apply(change(people(("a", "A")), ties(("a", "b", 3, "2026-01-01", ""))))
    store.apply(change(undoes=1))
    other = again()
    assert (other.read(), other.history("a"), other.audit()) == (store.read(), store.history("a"), store.audit())
    other.apply(change(undoes=2))
    assert said(store) == {"a": '{"name":"A"}'}, "one sees what the other wrote"
