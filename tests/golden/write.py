"""Write the golden answers anew, all or those of some queries: ``python -m tests.golden.write [NAME ...]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace
from tests.golden.answers import answers, laid_out, place
from tests.workspace.questions import DAY, keep_scenarios


def main(names: list[str]) -> None:
    """Ask the shipped data set; say which files are other than before."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "sample.graphcrm")
        keep_scenarios(Path(workspace.url))
        workspace.import_tables(resource("datasets") / "huayue", today=DAY)
        for query in [find_query(name) for name in names] or catalogue().values():
            target, text = place(query.name), laid_out(answers(workspace, query))
            before = target.read_text(encoding="utf-8") if target.exists() else None
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{'same' if before == text else 'new' if before is None else 'CHANGED'}  {target.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
