"""Cold starts beside ``import networkx``."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, processes_in_turns, python

__all__ = ["rows"]


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """``graphcrm --help``, a query on a workspace of 1,000 people and a map of 60."""
    run = [python(), "-m", "graphcrm"]
    many = [*run, "--workspace", _made(root, scratch / "thousand", people=1000, ties=5000, accounts=8)]
    few = [*run, "--workspace", _made(root, scratch / "sixty", people=68, ties=400, accounts=1)]
    promised = {
        "graphcrm --help": ([*run, "--help"], 0.35),
        "query, 1,000 people, cold": ([*many, "query", "key-influencers", "--account", "A0", "--format", "json"], 2.5),
        "map, 60 people, cold": (
            [*few, "map", "influence", "--account", "A0", "-o", str(scratch / "sixty.html"), "--force"],
            3.0,
        ),
    }
    for name, (command, most) in promised.items():
        ours, peer = processes_in_turns(command, [python(), "-c", "import networkx"])
        yield Row(name, ours.cpu / peer.cpu, "×", "import networkx", most)


def _made(root: Path, folder: Path, *, people: int, ties: int, accounts: int) -> str:
    """A workspace of generated accounts; ours are eight of the people, or one of fifty."""
    generate = [python(), str(root / "datasets" / "generate.py"), str(folder), "--people", str(people)]
    shape = ["--ties", str(ties), "--accounts", str(accounts), "--seed", "1"]
    subprocess.run([*generate, *shape], check=True, capture_output=True)
    store = f"{folder}.graphcrm"
    importing = [python(), "-m", "graphcrm", "--workspace", store, "import", str(folder)]
    subprocess.run(importing, check=True, capture_output=True)
    return store
