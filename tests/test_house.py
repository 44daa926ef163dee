"""Rules of the house that no linter knows."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import graphcrm

#: What is built up piece by piece while something is read or drawn, and given away when it is done.
UNDER_WORK = {
    "Asked", "Built", "Columns", "Drawing", "Known", "Namesakes", "Section", "Stored", "Styles", "Written", "_Use",
}  # fmt: skip


def test_values_are_frozen():
    thawed = set()
    for found in pkgutil.walk_packages(graphcrm.__path__, "graphcrm."):
        if not found.name.endswith("__main__"):
            for name, kind in vars(importlib.import_module(found.name)).items():
                if inspect.isclass(kind) and kind.__module__ == found.name and dataclasses.is_dataclass(kind):
                    # Python writes into errors where they were raised.
                    kept = kind.__setattr__ is not object.__setattr__ or issubclass(kind, BaseException)
                    thawed |= set() if kept else {name}
    assert thawed == UNDER_WORK


def test_no_trial_import_lies_beside_the_code():
    """`import --guess` writes its mapping and its questions where it is run."""
    root = Path(graphcrm.__path__[0]).parent
    assert [path.name for kind in ("mapping.toml", "questions.csv") for path in root.glob(f"*.{kind}")] == []


def test_no_file_holds_more_than_one_idea():
    """House rule 3: a file of more than 400 lines is to be split."""
    (root,) = map(Path, graphcrm.__path__)
    found = {
        path.relative_to(root).as_posix(): len(path.read_text("utf-8").splitlines()) for path in root.rglob("*.py")
    }
    assert {name: lines for name, lines in found.items() if lines > 400} == {}


def test_the_code_cites_only_what_its_reader_has():
    """Numbers of chapters (A19, S5.4, §7) belong to a text that is not in the repository: a module or a source is named instead."""
    (root,) = map(Path, graphcrm.__path__)
    cited = re.compile(r"\bA\d\d\b|\bS\d\.\d|§\d|domain\.md")
    found = [(path.name, line) for path in root.rglob("*.py") for line in path.read_text("utf-8").splitlines()]
    assert [(name, line) for name, line in found if cited.search(line)] == []


#: The rooms whose words every other room speaks.
SHARED = ("model", "snapshot", "graph", "analysis", "asking")


def test_a_word_that_every_room_speaks_means_one_thing():
    """Two classes of one name are found together by whoever looks for one of them."""
    (root,) = map(Path, graphcrm.__path__)
    homes: dict[str, list[str]] = {}
    for path in (path for room in SHARED for path in sorted((root / room).rglob("*.py"))):
        for name in re.findall(r"(?m)^class ([A-Z]\w*)", path.read_text("utf-8")):
            homes.setdefault(name, []).append(path.relative_to(root).as_posix())
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
