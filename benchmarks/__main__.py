"""All benchmarks in one run and one table: ``python -m benchmarks [PART…]``; ``--quick`` leaves out what takes minutes.

``--json FILE`` keeps what was measured, with the machine and the versions it was measured on.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
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
    packs,
    perceptions,
    portfolio,
    routing,
    serving,
    startup,
)
from benchmarks.measure import NothingToMeasure, Row, machine
from tests.neo4j.server import Missing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these: {', '.join(_PARTS)}")
    parser.add_argument("--quick", action="store_true", help="leave out the kernels and the imports of 100,000 people")
    parser.add_argument("--json", type=Path, help="where to keep the results")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(_PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    chosen = given.parts or [name for name in _PARTS if not (given.quick and name in _LONG)]
    root = Path(__file__).resolve().parent.parent
    where = machine()
    print(", ".join(f"{name} {value}" for name, value in where.items()), end="\n\n", flush=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for part in chosen:
            scratch = Path(folder, part)
            scratch.mkdir(exist_ok=True)
            try:
                for row in _PARTS[part](root, scratch, given.quick):
                    limit = "" if row.limit is None else f"≤ {row.limit:.3g}"
                    verdict = "" if row.limit is None else "ok" if row.ok else "MISSED"
                    print(
                        f"{row.name:52} {row.value:10.4g} {row.unit:3} {limit:>9}  {verdict:7} beside {row.peer}",
                        flush=True,
                    )
                    found.append(row)
            except (NothingToMeasure, Missing) as why:
                print(f"{part} left out: {why}", flush=True)
    missed = sum(not row.ok for row in found)
    print(f"\n{missed} of the promises missed" if missed else "\nevery promise kept")
    if given.json:
        results = {"machine": where, "rows": [{**asdict(row), "ok": row.ok} for row in found]}
        given.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if missed else 0


Part = Callable[[Path, Path, bool], Iterator[Row]]
#: What can be measured, by name: a function of the checkout, a folder for what is made, and whether it should be quick.
_PARTS: Mapping[str, Part] = {
    "startup": lambda root, scratch, quick: startup.rows(root, scratch),
    "analysing": lambda root, scratch, quick: analysing.rows(root, scratch),
    "accounts": lambda root, scratch, quick: accounts.rows(root, scratch),
    "maps": lambda root, scratch, quick: maps.rows(root, scratch),
    "routing": lambda root, scratch, quick: routing.rows(),
    "packs": lambda root, scratch, quick: packs.rows(root, scratch),
    "portfolio": lambda root, scratch, quick: portfolio.rows(root, scratch),
    "spark": lambda root, scratch, quick: portfolio.on_spark(root, scratch),
    "kernels": lambda root, scratch, quick: kernels.rows(root, scratch),
    "hidden-chains": lambda root, scratch, quick: hidden_chains.rows(),
    "identity": lambda root, scratch, quick: identity.rows(),
    "perceptions": lambda root, scratch, quick: perceptions.rows(),
    "calibration": lambda root, scratch, quick: calibration.rows(300 if quick else 1000),
    "networks": lambda root, scratch, quick: networks.rows(),
    "importing": lambda root, scratch, quick: importing.rows(root, scratch, 100_000, 500_000),
    "serving": lambda root, scratch, quick: serving.rows(root, scratch, 100_000, 500_000),
}
_LONG = frozenset({"kernels", "importing", "serving"})


if __name__ == "__main__":
    raise SystemExit(main())
