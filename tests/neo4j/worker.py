"""Run as a script by the tests: one import, which says how far it is and what came of it.

``worker.py URL PEOPLE TIES [POINT]``: with a point, the import goes in many small steps, says ``at POINT`` when it is there, in
the middle of a transaction, and waits for a line of input, or for being killed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from graphcrm.errors import GraphcrmError
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.store import open_store

#: Where an import may die: while versions are written ahead, at the commit of the change, while the graph is drawn.
POINTS = ("ahead", "commit", "drawing")


def large(people: int, ties: int) -> ChangeSet:
    """An import of as many rows; always the same for the same numbers."""
    ids = [f"p{i}" for i in range(people)]
    empty = [""] * people
    who = Batch("person", ids, [f'{{"id":"{i}","name":"周 {i}"}}' for i in ids], empty, empty, empty, dated=False)
    pairs = [(ids[i % people], ids[(i * 7 + 1 + i // people) % people]) for i in range(ties)]
    props = [f'{{"from":"{a}","level":{i % 5 + 1},"to":"{b}"}}' for i, (a, b) in enumerate(pairs)]
    keys = [f"{a}\t{b}\t\t\t{i}" for i, (a, b) in enumerate(pairs)]
    day = ["2026-01-01"] * ties
    edges = Batch("influences", keys, props, day, [""] * ties, day)
    return ChangeSet("worker", "import", "2026-01-02T09:00", "2026-01-02", (who, edges))


def wait_at(point: str) -> None:
    """Make the import a large one, and stop it at this point."""
    from graphcrm.store.neo4j import applying, connection, drawing

    connection._RETRY = 2.0  # a server that is killed for good is not waited for
    applying.AT_ONCE, applying.SLICE, drawing.SLICE = 100, 100, 100  # type: ignore[misc]
    at = {"ahead": "create_versions", "commit": "commit", "drawing": "drawing_tasks"}[point]
    original = getattr(applying, at)
    calls = 0

    def wait() -> None:
        nonlocal calls
        calls += 1
        if calls == (1 if point == "commit" else 2):
            print(f"at {point}", flush=True)
            sys.stdin.readline()

    def stopping(*arguments: Any, **options: Any) -> Any:
        result = original(*arguments, **options)
        wait()
        return result

    def tasks(*arguments: Any, **options: Any) -> Iterator[Any]:
        for task in original(*arguments, **options):

            def then_wait(run: Any, task: Any = task) -> None:
                task(run)
                wait()

            yield then_wait

    setattr(applying, at, tasks if point == "drawing" else stopping)


def main(url: str, people: int, ties: int, point: str | None = None) -> int:
    if point is not None:
        wait_at(point)
    try:
        with open_store(url) as store:
            receipt = store.apply(large(people, ties), progress=lambda done, total: print(done, flush=True))
    except GraphcrmError as error:
        print(error.text.en, flush=True)
        return error.exit_code
    print("receipt", receipt.created, receipt.unchanged, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:5]))
