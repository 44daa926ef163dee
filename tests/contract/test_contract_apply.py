"""Applying change sets: receipts, idempotence, the undated rule, dry runs, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graphcrm.errors import InputError, StoreChanged
from graphcrm.model.facts import Batch, Fact, Receipt
from graphcrm.store import Store
from tests.contract.making import change, people, said, ties

#: Rows of a change that no store writes in one piece.
MANY = 21_000


def test_an_empty_store_says_nothing(store: Store) -> None:
    assert store.read() == {}
    assert store.history() == ([], [])
    assert list(store.audit()) == []
    assert store.check().ok


def test_a_first_import_creates(store: Store) -> None:
    receipt = store.apply(change(people(("b", "B"), ("a", "A")), ties(("a", "b", 3, "2026-01-01", ""))))
    assert receipt == Receipt(change=1, created=3, by_kind={"person": (2, 0, 0), "influences": (1, 0, 0)})
    read = store.read()
    assert sorted(read) == ["influences", "person"]
    assert list(read["person"].keys) == ["a", "b"], "sorted by key"
    assert list(read["person"].props) == ['{"name":"A"}', '{"name":"B"}']
    assert list(read["influences"].keys) == ["a\tb"]
    assert list(read["influences"].valid_from) == list(read["influences"].observed_at) == ["2026-01-01"]


def test_days_on_which_the_same_versions_count_share_a_batch(store: Store) -> None:
    store.apply(
        change(people(("a", "A")), ties(("a", "b", 3, "2026-01-01", "2026-03-01"), ("a", "c", 2, "2026-01-01", "")))
    )
    (january, february, march), _ = store.read_days(["2026-01-15", "2026-02-01", "2026-03-01"])
    assert january["influences"] is february["influences"]
    assert list(march["influences"].keys) == ["a\tc"]
    assert february["person"] is march["person"]


def test_only_the_kinds_asked_for(store: Store) -> None:
    store.apply(change(people(("a", "A")), ties(("a", "b", 3, "2026-01-01", ""))))
    assert list(store.read(kinds=["person"])) == ["person"]
    assert store.read(kinds=["nothing", "\ud800", ""]) == store.read(kinds=[]) == {}


def test_the_same_again_changes_nothing_but_the_trail(store: Store) -> None:
    batches = people(("a", "A")), ties(("a", "b", 3, "2026-01-01", ""))
    store.apply(change(*batches))
    before = store.read(), store.history("a")
    receipt = store.apply(change(*batches, day="2026-02-01"))
    assert receipt == Receipt(change=None, unchanged=2, by_kind={"person": (0, 0, 1), "influences": (0, 0, 1)})
    assert (store.read(), store.history("a")) == before
    assert len(store.audit()) == 2


def test_an_empty_change_set_only_leaves_a_trail(store: Store) -> None:
    assert store.apply(change()) == Receipt(change=None)
    assert store.history() == ([], [])
    assert [entry.action for entry in store.audit()] == ["import"]


def test_an_undated_fact_holds_since_ever_and_differs_from_the_day_of_the_change(store: Store) -> None:
    store.apply(change(people(("a", "old")), day="2026-01-10"))
    assert store.apply(change(people(("a", "new")), day="2026-03-01")).updated == 1
    assert said(store, "1990-01-01") == said(store, "2026-02-28") == {"a": '{"name":"old"}'}
    assert said(store, "2026-03-01") == said(store) == {"a": '{"name":"new"}'}


def test_two_undated_changes_on_one_day_the_later_counts(store: Store) -> None:
    store.apply(change(people(("a", "one"))))
    store.apply(change(people(("a", "two"))))
    assert store.apply(change(people(("a", "one")))).updated == 1
    assert said(store, "2026-01-10") == {"a": '{"name":"one"}'}


def test_replaying_all_imports_in_order_changes_nothing(store: Store) -> None:
    steps = [change(people(("a", "one")), day="2026-01-10"), change(people(("a", "two")), day="2026-02-10")]
    for step in steps:
        store.apply(step)
    assert [store.apply(step).change for step in steps] == [None, None]


def test_an_undated_row_has_no_start_of_its_own(store: Store) -> None:
    given = [Fact("person", "a", {"name": "A"}, valid_from="2026-01-01", observed_at="2026-01-02")]
    for _ in range(2):
        store.apply(change(Batch.of("person", given, dated=False)))
    read = store.read("1990-01-01")["person"]
    assert (list(read.valid_from), list(read.observed_at)) == ([""], [""])
    assert len(store.history("a")[1]) == 1


def test_an_undated_fact_can_end(store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    ended = Batch.of("person", [Fact("person", "a", {"name": "A"}, valid_to="2026-05-01")], dated=False)
    assert store.apply(change(ended, day="2026-05-01")) == Receipt(
        2, updated=1, closed=1, by_kind={"person": (0, 1, 0)}
    )
    assert said(store, "2026-04-30") == {"a": '{"name":"A"}'}
    assert said(store, "2026-05-01") == {}


def test_a_new_version_and_an_end(store: Store) -> None:
    store.apply(change(ties(("a", "b", 3, "2026-01-01", ""))))
    newer = store.apply(change(ties(("a", "b", 4, "2026-02-01", ""))))
    assert (newer.created, newer.updated, newer.closed) == (0, 1, 0)
    ended = store.apply(change(ties(("a", "b", 4, "2026-02-01", "2026-06-01"))))
    assert (ended.created, ended.updated, ended.closed) == (0, 1, 1)
    levels = {day: list(said(store, day, "influences").values()) for day in ("2025-12-31", "2026-01-31", "2026-05-31")}
    assert levels == {"2025-12-31": [], "2026-01-31": ['{"level":3}'], "2026-05-31": ['{"level":4}']}
    assert said(store, "2026-06-01", "influences") == {}
    assert len(said(store, None, "influences")) == 1, "without a day ended versions are there too"


def test_several_versions_of_one_fact_in_one_batch(store: Store) -> None:
    both = ties(("a", "b", 4, "2026-03-01", ""), ("a", "b", 3, "2026-01-01", ""))
    assert store.apply(change(both)) == Receipt(1, created=1, updated=1, by_kind={"influences": (1, 1, 0)})
    assert said(store, "2026-02-01", "influences") == {"a\tb": '{"level":3}'}
    assert said(store, None, "influences") == {"a\tb": '{"level":4}'}
    assert store.apply(change(both)).unchanged == 2


def test_the_same_row_twice_counts_once(store: Store) -> None:
    row = ("a", "b", 3, "2026-01-01", "")
    assert store.apply(change(ties(row, row), people(("a", "A"), ("a", "A")))).created == 2
    assert store.apply(change(ties(row), ties(row))).unchanged == 1


@pytest.mark.parametrize(
    "batches",
    [
        (ties(("a", "b", 3, "2026-01-01", ""), ("a", "b", 4, "2026-01-01", "")),),
        (ties(("a", "b", 3, "2026-01-01", "")), ties(("a", "b", 3, "2026-01-01", "2026-09-09"))),
        (people(("a", "A"), ("a", "B")),),
    ],
)
def test_contradicting_rows_are_refused_entirely(store: Store, batches: tuple[Batch, ...]) -> None:
    for dry in (True, False):
        with pytest.raises(InputError, match="twice"):
            store.apply(change(Batch.of("org", [Fact("org", "o", {})]), *batches), dry_run=dry)
    assert store.read() == {}
    assert list(store.audit()) == []


@pytest.mark.parametrize("dry", [True, False])
@pytest.mark.parametrize("text", ["nul \0 in it", "half \ud800 a character"])
def test_text_that_cannot_be_stored_is_refused_entirely(store: Store, text: str, dry: bool) -> None:
    for batch in (
        Batch("person", ["ok", text], ["{}", "{}"], ["", ""], ["", ""], ["", ""], dated=False),
        Batch("person", ["ok", "x"], ["{}", text], ["", ""], ["", ""], ["", ""], dated=False),
        Batch("tie", ["ok"], ["{}"], [text], [""], [""]),
    ):
        with pytest.raises(InputError):
            store.apply(change(people(("a", "A")), batch), dry_run=dry)
    assert store.read() == {}


def test_hostile_text_comes_back_as_it_was(store: Store) -> None:
    texts = [
        "'; DROP TABLE versions; --",
        "$x {name: 'y'}) DETACH DELETE n //",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "\u202egnp.exe\u2066",
        "\x1b[31m\x07",
        "周\U0001f600é\u0301\uffff",
        "%s %(x)s {0} ? :name",
        "\n\r\v\f\x1c\x85\u2028",
        "../../etc/passwd",
    ]
    facts = [Fact("person", text, {text: text, "n": [text]}) for text in texts]
    batch = Batch.of("person' OR 1=1", facts, dated=False)
    store.apply(change(batch))
    read = store.read()["person' OR 1=1"]
    assert dict(zip(read.keys, read.props, strict=True)) == dict(zip(batch.keys, batch.props, strict=True))
    assert list(read.keys) == sorted(texts)
    assert [version.props for version in store.history(texts[0])[1]] == [{texts[0]: texts[0], "n": [texts[0]]}]


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store, again: Callable[[], Store]) -> None:
    store.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
    before = store.read(), store.history("a"), store.audit()
    step = change(
        people(("a", "A2"), ("c", "C"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", "2026-02-02")), undoes=1
    )
    for planned in (step, change(people(("a", "A"))), change(people(("a", "A2")), day="2026-02-02")):
        dry = store.apply(planned, dry_run=True)
        assert (store.read(), store.history("a"), store.audit()) == before
    assert dry == again().apply(planned)


def test_progress_counts_up_to_the_rows_given(store: Store) -> None:
    batch = people(*((f"p{i}", "x") for i in range(MANY)))
    seen: list[tuple[int, int]] = []
    for _ in ("written", "left alone"):
        seen.clear()
        store.apply(change(batch), progress=lambda done, total: seen.append((done, total)))
        assert seen[-1] == (MANY, MANY)
        assert seen == sorted(seen)


def test_columns_of_different_length_are_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="length"):
        store.apply(change(Batch("person", ["a", "b"], ["{}"], [""], [""], [""])))
    assert store.check().ok


def test_an_error_in_the_middle_leaves_nothing_and_the_store_usable(store: Store) -> None:
    def stop(done: int, total: int) -> None:
        if done >= 5_000:
            raise KeyboardInterrupt

    batch = people(*((f"p{i}", "x") for i in range(MANY)))
    with pytest.raises(KeyboardInterrupt):
        store.apply(change(batch), progress=stop)
    assert store.read() == {}
    assert store.check().ok
    assert store.apply(change(people(("a", "A")))).change == 1


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_change_made_for_other_facts_is_refused(store: Store, dry_run: bool) -> None:
    store.apply(change(people(("a", "A"))))
    before = store.read(), store.history("a"), store.audit()
    for after in (0, 2):
        with pytest.raises(StoreChanged, match="somebody else changed the workspace"):
            store.apply(replace(change(people(("a", "A2"))), after=after), dry_run=dry_run)
    assert (store.read(), store.history("a"), store.audit()) == before
    assert store.apply(replace(change(people(("a", "A2"))), after=1), dry_run=dry_run).updated == 1


def test_dated_and_undated_rows_of_one_kind_in_one_change(store: Store) -> None:
    """As an export has them of lines some of which began on a day."""
    undated = Batch.of("reports_to", [Fact("reports_to", k, {}) for k in ("b\ta", "d\ta")], dated=False)
    dated = [Fact("reports_to", k, {"line": line}, "2026-01-01") for k, line in (("c\ta", "solid"), ("d\ta", "dotted"))]
    both = change(Batch.of("reports_to", dated), undated)
    assert store.apply(both) == Receipt(1, created=3, updated=1, by_kind={"reports_to": (3, 1, 0)})
    assert said(store, "2025-12-31", "reports_to") == {"b\ta": "{}", "d\ta": "{}"}
    assert said(store, "2026-01-01", "reports_to") == {
        "b\ta": "{}",
        "c\ta": '{"line":"solid"}',
        "d\ta": '{"line":"dotted"}',
    }
    assert store.check().ok
    only_dated = change(
        Batch.of("reports_to", dated), Batch.of("reports_to", [Fact("reports_to", "b\ta", {})], dated=False)
    )
    assert store.apply(only_dated).change is None
