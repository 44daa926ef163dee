"""Run as a script by the tests: writes change after change and says which ones were acknowledged.

``worker.py PATH NAME COUNT ROWS``: COUNT changes (0: until killed) of ROWS people named after NAME.
"""

from __future__ import annotations

import sys
from itertools import count

from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.store import open_store


def main(path: str, name: str, changes: int, rows: int) -> None:
    with open_store(path) as store:
        for number in range(changes) if changes else count():
            keys = [f"{name}-{number}-{row}" for row in range(rows)]
            empty = [""] * rows
            batch = Batch("person", keys, ['{"name":"x"}'] * rows, empty, empty, empty, dated=False)
            store.apply(ChangeSet(name, f"{name}-{number}", "2026-01-01T00:00", "2026-01-01", [batch]))
            print(f"{name}-{number}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
