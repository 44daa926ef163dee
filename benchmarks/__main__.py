"""All benchmarks in one run and one table: ``python -m benchmarks`` (``--quick`` leaves out the large imports)."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import (
    accounts,
    analysing,
    calibration,
    hidden_chains,
    identity,
    importing,
    kernels,
    maps,
    networks,
    perceptions,
    portfolio,
    serving,
    startup,
)
from benchmarks.measure import Row
from tests.neo4j.server import Missing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the imports of 100,000 people")
    quick = parser.parse_args().quick
    root = Path(__file__).resolve().parent.parent
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for row in _all(root, Path(folder), quick):
            limit = "" if row.limit is None else f"≤ {row.limit:.3g}"
            verdict = "ok" if row.ok else "MISSED"
            print(f"{row.name:52} {row.value:10.3f} {row.unit:3} {limit:>9}  {verdict:7} beside {row.peer}", flush=True)
            missed += not row.ok
    print(f"\n{missed} of the promises missed" if missed else "\nevery promise kept")
    return 1 if missed else 0


def _all(root: Path, scratch: Path, quick: bool) -> Iterator[Row]:
    yield from startup.rows(root, scratch)
    yield from analysing.rows(root, scratch)
    yield from accounts.rows(root, scratch)
    yield from maps.rows(root, scratch)
    yield from portfolio.rows(root, scratch)
    if not quick:
        yield from kernels.rows()
    yield from hidden_chains.rows()
    yield from identity.rows()
    yield from perceptions.rows()
    yield from calibration.rows(300 if quick else 1000)
    try:
        yield from networks.rows()
    except networks.MissingNetworks as why:
        print(f"networks left out: {why}", flush=True)
    if not quick:
        yield from importing.rows(root, scratch, 100_000, 500_000)
        try:
            yield from serving.rows(root, scratch, 100_000, 500_000)
        except Missing as why:
            print(f"Neo4j left out: {why}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
