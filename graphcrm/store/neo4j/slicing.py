"""Work on very many nodes, in slices that each fit a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, LiteralString

from graphcrm.store.neo4j.connection import Run

__all__ = ["Step", "Task", "Work", "as_work", "task_of", "through"]


#: A piece of work inside a transaction; it is given the properties of the workspace's node as the transaction found them.
Work = Callable[[Run, dict[str, Any]], object]
#: The same, if it does not look at them.
Task = Callable[[Run], object]
#: Carries a piece of work out: in a transaction of its own, or inside one that is under way.
Step = Callable[[Work], object]


def task_of(statement: LiteralString, **parameters: Any) -> Task:
    """A statement as a task."""
    return lambda run: run(statement, **parameters)


def as_work(task: Task) -> Work:
    """A task as a piece of work."""
    return lambda run, _: task(run)


def through(
    step: Step, statement: str, beyond: object, *, limit: int, too: Work | None = None, **parameters: Any
) -> Iterator[int]:
    """Run a statement again and again until less than a full slice is left; yields how much each slice did.

    Parameters
    ----------
    statement
        Does at most `$limit` things beyond the place `$beyond`, and returns how many and the place that it reached, so that no
        slice has to look for its beginning.
    too
        To be done in the same transaction as each slice.
    """
    count = limit
    while count == limit:
        count, beyond = _slice(step, statement, too, {"beyond": beyond, "limit": limit, **parameters})
        yield count


def _slice(step: Step, statement: str, too: Work | None, parameters: dict[str, Any]) -> tuple[int, object]:
    found: list[list[Any]] = []

    def work(run: Run, properties: dict[str, Any]) -> None:
        found.append(run(statement, **parameters)[0])
        if too is not None:
            too(run, properties)

    step(work)
    # A slice that was repeated because its outcome got lost did nothing the second time.
    count, reached = found[-1]
    return count, reached
