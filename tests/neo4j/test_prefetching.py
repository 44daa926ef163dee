"""What is made ready ahead comes in order, ends when it should, and fails where it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from graphcrm.store.neo4j.prefetching import prefetched


def alive() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "graphcrm-prefetch"]


def test_everything_in_order() -> None:
    with prefetched(iter(range(1000))) as numbers:
        assert list(numbers) == list(range(1000))
    with prefetched(()) as nothing:
        assert list(nothing) == []
    assert alive() == []


def test_a_fault_is_raised_where_its_item_is_asked_for() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("two")

    with prefetched(items()) as numbers:
        assert next(numbers) == 1
        with pytest.raises(ValueError, match="two"):
            next(numbers)
    assert alive() == []


def test_the_thread_ends_although_not_all_was_taken() -> None:
    made = []

    def items() -> Iterator[int]:
        for number in range(1_000_000):
            made.append(number)
            yield number

    with prefetched(items()) as numbers:
        assert next(numbers) == 0
    assert alive() == []
    assert len(made) < 10, "only a little ahead"
