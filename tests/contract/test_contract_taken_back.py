"""A version that takes back what was said: its fact is there on no day, and whoever looks for a mention finds both."""

from __future__ import annotations

from graphcrm.model.facts import NEVER, Batch, Fact
from graphcrm.store import Store
from tests.contract.making import change


def tie(level: int, end: str = "", by: str = "u") -> Batch:
    props = {"from": "a", "to": "b", "level": level, "reported_by": by}
    return Batch.of("influences", [Fact("influences", "a\tb", props, "2026-01-01", end, "2026-01-01")])


def test_what_is_taken_back_holds_on_no_day_until_that_is_undone(store: Store) -> None:
    store.apply(change(tie(3)))
    taken = store.apply(change(tie(3, NEVER)))
    assert [store.read(day) for day in ("2026-01-01", "2026-06-01", None)] == [{}, {}, {}]
    assert store.check().ok
    store.apply(change(undoes=taken.change))
    assert [len(store.read(day)["influences"]) for day in ("2026-01-01", "2026-06-01", None)] == [1, 1, 1]


def test_a_mention_is_found_in_properties_as_well(store: Store) -> None:
    store.apply(change(tie(3, by="zoë")))
    assert store.history("zoë")[1] == []
    assert [v.key for v in store.history("zoë", anywhere=True)[1]] == ["a\tb"]
    assert [v.key for v in store.history("a", anywhere=True)[1]] == ["a\tb"]
    assert store.history("zo", anywhere=True)[1] == []
