"""Run as a script by the tests: one large import, which says how far it is and what came of it.

``worker.py URL PEOPLE TIES``
"""

from __future__ import annotations

import sys

from graphcrm.errors import GraphcrmError
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.store import open_store


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


def main(url: str, people: int, ties: int) -> int:
    try:
        with open_store(url) as store:
            receipt = store.apply(large(people, ties), progress=lambda done, total: print(done, flush=True))
    except GraphcrmError as error:
        print(error.text.en, flush=True)
        return error.exit_code
    print("receipt", receipt.created, receipt.unchanged, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
