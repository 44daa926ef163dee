"""Undo goes back step by step, redo forward again: random sequences against a stack, on every store."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.errors import StoreChanged, UsageError
from graphcrm.model.facts import Receipt
from graphcrm.store import Store, open_store
from graphcrm.store.undoing import redo_change, stacks, undo_change
from tests.contract.making import change, people, said, ties

#: What happens, and a number that says to which key or change.
Step = tuple[str, int]
STEPS = st.lists(st.tuples(st.sampled_from(["change", "undo", "redo", "undo one", "redo one"]), st.integers(0, 99)))


def undo(store: Store, number: int | None = None, *, dry_run: bool = False) -> Receipt:
    return _step(store, undo_change, number, dry_run=dry_run)


def redo(store: Store, number: int | None = None, *, dry_run: bool = False) -> Receipt:
    return _step(store, redo_change, number, dry_run=dry_run)


def _step(store: Store, make: Callable[..., object], number: int | None, *, dry_run: bool) -> Receipt:
    step = make(store.history()[0], number, author="tester", at="2026-01-10T09:00", day="2026-01-10")
    return store.apply(step, dry_run=dry_run)  # type: ignore[arg-type]


class Model:
    """Two stacks, and what each ordinary change said."""

    def __init__(self) -> None:
        self.saying: dict[int, tuple[str, int]] = {}
        self.standing: set[int] = set()
        self.redoable: list[int] = []
        self.length = 0

    def change(self, key: str) -> int:
        self.length += 1
        self.saying[self.length] = (key, self.length)
        self.standing.add(self.length)
        self.redoable.clear()
        return self.length

    def undo(self, number: int | None) -> int | None:
        chosen = max(self.standing, default=None) if number is None else number
        if chosen is not None:
            self.length += 1
            self.standing.remove(chosen)
            self.redoable.append(chosen)
        return chosen

    def redo(self, number: int | None) -> int | None:
        chosen = (self.redoable[-1] if self.redoable else None) if number is None else number
        if chosen is not None:
            self.length += 1
            self.standing.add(chosen)
            if chosen in self.redoable:
                self.redoable.remove(chosen)
        return chosen

    def read(self) -> dict[str, str]:
        """The newest change that stands speaks for its key."""
        return {key: f'{{"level":{level}}}' for n, (key, level) in sorted(self.saying.items()) if n in self.standing}


def live(store: Store, steps: list[Step]) -> None:
    """Take every step in the store and in the model, and compare after each."""
    model = Model()
    for what, n in steps:
        withdrawn = sorted(model.saying.keys() - model.standing)
        standing = sorted(model.standing)
        if what == "change":
            key = f"a\tb{n % 3}"
            number = model.change(key)
            receipt = store.apply(change(ties(("a", f"b{n % 3}", number, "2026-01-01", ""))))
            assert (receipt.withdrawn, receipt.restored) == ((), ())
        elif what.startswith("undo"):
            chosen = model.undo(None if what == "undo" or not standing else standing[n % len(standing)])
            if chosen is None:
                with pytest.raises(UsageError, match="no change to withdraw"):
                    undo(store)
                continue
            receipt = undo(store, None if what == "undo" else chosen)
            assert (receipt.withdrawn, receipt.restored, receipt.updated) == ((chosen,), (), 1)
        else:
            chosen = model.redo(None if what == "redo" or not withdrawn else withdrawn[n % len(withdrawn)])
            if chosen is None:
                with pytest.raises(UsageError, match="nothing to bring back"):
                    redo(store)
                continue
            receipt = redo(store, None if what == "redo" else chosen)
            assert (receipt.withdrawn, receipt.restored, receipt.updated) == ((), (chosen,), 1)
        assert receipt.change == model.length, "history only grows"
        assert said(store, None, "influences") == model.read()
        chain = store.history()[0]
        assert stacks(chain).standing == tuple(sorted(model.standing))
        assert stacks(chain).redoable == tuple(model.redoable)
    assert len(store.history()[0]) == model.length


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_any_sequence_on_a_file(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "w.graphcrm", create=True) as store:
        live(store, steps)
        assert store.check().ok


@pytest.mark.parametrize("seed", [1, 2])
def test_long_sequences_on_every_store(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    names = ["change", "change", "undo", "undo", "redo", "undo one", "redo one"]
    live(store, [(chance.choice(names), chance.randrange(100)) for _ in range(40)])
    assert store.check().ok


def test_two_undos_go_two_steps_back_and_two_redos_forward(store: Store) -> None:
    for name in ("one", "two", "three"):
        store.apply(change(people(("a", name)), day=f"2026-0{len(name)}-01"))
    names = []
    for step in (undo, undo, redo, redo):
        step(store)
        names.append(json.loads(said(store)["a"])["name"])
    assert names == ["two", "one", "two", "three"]
    assert [c.action for c in store.history()[0][3:]] == ["undo 3", "undo 2", "redo 2", "redo 3"]


def test_a_new_change_leaves_nothing_to_redo_but_by_number(store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    undo(store)
    store.apply(change(people(("b", "B"))))
    with pytest.raises(UsageError, match="graphcrm redo NUMBER"):
        redo(store)
    assert redo(store, 1).restored == (1,)
    assert said(store) == {"a": '{"name":"A"}', "b": '{"name":"B"}'}


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store) -> None:
    store.apply(change(people(("a", "A"), ("b", "B"))))
    dry = undo(store, dry_run=True)
    assert (dry.change, dry.withdrawn, dry.updated) == (2, (1,), 2)
    assert len(store.history()[0]) == 1
    assert undo(store) == dry
    dry = redo(store, dry_run=True)
    assert (dry.change, dry.restored) == (3, (1,))
    assert redo(store) == dry


def test_the_number_of_an_undo_means_the_undo_of_it(store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    undo(store)
    assert undo(store, 2).restored == (1,), "withdrawing the undo brings the change back"
    assert store.history()[0][-1].action == "redo 1"
    assert undo(store, 3).withdrawn == (1,), "withdrawing the redo withdraws it again"
    assert store.history()[0][-1].action == "undo 1"
    assert redo(store).restored == (1,)
    for number, why in ((2, "undone already"), (99, "no change 99"), (0, "no change 0")):
        with pytest.raises(UsageError, match=why):
            undo(store, number)


@pytest.mark.parametrize(
    ("number", "why"), [(1, "change 1 stands"), (2, "itself an undo or a redo, of change 1"), (9, "no change 9")]
)
def test_what_cannot_be_brought_back(store: Store, number: int, why: str) -> None:
    store.apply(change(people(("a", "A"))))
    undo(store)
    redo(store)
    with pytest.raises(UsageError, match=why):
        redo(store, number)


def test_a_replacement_is_one_step(store: Store) -> None:
    store.apply(change(people(("a", "wrong"))))
    store.apply(change(people(("a", "right")), undoes=1))
    with pytest.raises(UsageError, match="replaced by change 2"):
        redo(store, 1)
    receipt = undo(store)
    assert (receipt.withdrawn, receipt.restored) == ((2,), (1,))
    assert said(store) == {"a": '{"name":"wrong"}'}
    receipt = redo(store)
    assert (receipt.withdrawn, receipt.restored) == ((1,), (2,))
    assert said(store) == {"a": '{"name":"right"}'}
    assert stacks(store.history()[0]).redoable == (), "what it replaces is not a step of its own"


def test_a_change_withdrawn_in_two_ways_comes_back_in_two_steps(store: Store) -> None:
    """Only a caller of `apply` can do so: what `undo` makes is withdrawn in one way at most."""
    store.apply(change(people(("a", "A"))))
    for number in (1, 2, 1, 3):
        store.apply(change(undoes=number))
    with pytest.raises(UsageError, match="undone already"):
        undo(store, 1)
    assert stacks(store.history()[0]).redoable == (1,)
    assert redo(store).restored == ()
    assert redo(store).restored == (1,)
    assert said(store) == {"a": '{"name":"A"}'}


def test_what_somebody_else_did_meanwhile_is_not_undone_by_accident(store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    step = undo_change(store.history()[0], None, author="tester", at="2026-01-10T09:00", day="2026-01-10")
    store.apply(change(people(("b", "B"))))
    with pytest.raises(StoreChanged):
        store.apply(step)
    assert len(said(store)) == 2
