"""Rename every column of every answer, exchange every two, drop every factor of a hundred: how many are noticed?

``python -m tests.strength.renaming [QUERY ...]`` says how far it has come, names everything that no test noticed (its exit code is 1 then)
and ends with a line a kind. What is done to rows is first put before the query's golden answers, all faults of a query in one process;
the other tests are asked about what these let pass, each in a copy with that fault. So is every dropped hundred, those first that stand
where the file stands.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.query import Query
from tests.strength.workshop import Workshop, workshop

#: What is done to the rows of one group, behind the answer's own code.
_BEHIND = """

from dataclasses import replace as _replace

_given = answer


def answer(ask):
    found = _given(ask)
    groups = [[dict(row) for row in rows] for rows in found.groups]
    for row in groups[{group}]:
        {change}
    return _replace(found, groups=tuple(groups))
"""
#: The order in which the tests are asked: those that notice most in the shortest time first.
_ANSWERS = (
    "tests/golden",
    "tests/test_doctests.py",
    "tests/rendering",
    "tests/asking",
    "tests/analysis",
    "tests/maps",
    "tests/pages",
    "tests/oracle",
)
#: And about rows that the golden answers do not tell from the right ones.
_OTHERS = (
    "tests/asking",
    "tests/oracle",
    "tests/rendering",
    "tests/maps",
    "tests/pages",
    "tests/analysis",
    "tests/golden",
)
_MAPS = (
    "tests/maps",
    "tests/pages",
    "tests/golden",
    "tests/test_doctests.py",
    "tests/rendering",
    "tests/asking",
    "tests/analysis",
)
_DRAWN = ("graphcrm/maps", "graphcrm/pages")
_HUNDRED = ("graphcrm/asking", "graphcrm/analysis", "graphcrm/rendering", *_DRAWN, "graphcrm/spoken.py")


@dataclass(frozen=True)
class Fault:
    """Text of a file with a fault in it; ``behind`` is what was added to the file, if it is nothing else."""

    kind: str
    what: str
    file: str
    text: str
    behind: str = ""


def of_rows(root: Path, query: Query) -> Iterator[Fault]:
    """What can be done to the rows of an answer: every column renamed, every two of a group exchanged."""
    file = f"graphcrm/asking/answers/{query.answer}.py"
    text = (root / file).read_text(encoding="utf-8")
    for group, columns in enumerate(query.contract):
        names = [column.name for column in columns]
        for name in names:
            behind = _BEHIND.format(group=group, change=f"row[{name + '_'!r}] = row.pop({name!r})")
            yield Fault("columns renamed", f"{query.name}: {name}", file, text + behind, behind)
        for one, other in combinations(names, 2):
            change = f"row[{one!r}], row[{other!r}] = row[{other!r}], row[{one!r}]"
            behind = _BEHIND.format(group=group, change=change)
            yield Fault("columns exchanged", f"{query.name}: {one} {other}", file, text + behind, behind)


def let_through(name: str, faults: Sequence[Fault]) -> list[int]:
    """Which of the faults in the rows of a query its golden answers do not notice, by their places.

    Raises
    ------
    Exception
        The golden answers are not those of the code without a fault.
    """
    from graphcrm.asking.catalogue import catalogue
    from graphcrm.workspace.door import Workspace
    from tests.commands.conftest import imported
    from tests.golden.answers import judged
    from tests.workspace.questions import keep_scenarios

    missed = []
    with TemporaryDirectory() as folder:
        workspace, query = Workspace(imported(Path(folder) / "sample.graphcrm")), catalogue()[name]
        keep_scenarios(Path(workspace.url))
        if told := judged(workspace, query):
            raise AssertionError(told)
        for at, fault in enumerate(faults):
            module = import_module(fault.file.removesuffix(".py").replace("/", "."))
            given = vars(module)["answer"]
            exec(compile(fault.behind, fault.what, "exec"), vars(module))
            try:
                found = judged(workspace, query)
            except Exception as error:  # a broken answer, or one that cannot be written
                found = str(error) or type(error).__name__
            finally:
                vars(module)["answer"] = given
            if found is None:
                missed.append(at)
    return missed


def of_hundreds(root: Path, file: str) -> Iterator[Fault]:
    """The file without one of its factors of a hundred, or with one share printed as it is."""
    text = (root / file).read_text(encoding="utf-8")
    for at, spoilt in (*_factors(text), *_formats(text)):
        yield Fault("hundreds dropped", f"{file}:{text.count(chr(10), 0, at) + 1}", file, spoilt)


def _files(root: Path) -> Iterator[str]:
    for place in _HUNDRED:
        path = root / place
        for one in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield one.relative_to(root).as_posix()


def _factors(text: str) -> Iterator[tuple[int, str]]:
    """Products with 100 and numbers of 100 by a name that multiplies or divides."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def span(node: ast.expr) -> tuple[int, int]:
        def offset(line: int, column: int) -> int:
            whole = text[starts[line - 1] :].encode()
            return starts[line - 1] + len(whole[:column].decode())

        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            for factor, kept in ((node.left, node.right), (node.right, node.left)):
                if _is_hundred(factor):
                    (start, end), (a, b) = span(node), span(kept)
                    yield start, f"{text[:start]}({text[a:b]}){text[end:]}"
        elif isinstance(node, ast.keyword) and node.arg in ("times", "divided") and _is_hundred(node.value):
            start, end = span(node.value)
            yield start, f"{text[:start]}1{text[end:]}"
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "times" and _is_hundred(value):
                    start, end = span(value)
                    yield start, f"{text[:start]}1{text[end:]}"


def _is_hundred(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (100, 100.0)


def _formats(text: str) -> Iterator[tuple[int, str]]:
    """Per cents of format strings: ``{share:.0%}``."""
    for found in re.finditer(r":(\+?\.\d)%\}", text):
        yield found.start(), f"{text[: found.start()]}:{found[1]}f}}%{text[found.end() :]}"


def unnoticed(shop: Workshop, faults: Sequence[Fault]) -> list[Fault]:
    """The faults over which no test fails, each in a copy that is otherwise whole."""
    missed = []
    for fault in faults:
        with shop.spoilt({fault.file: fault.text}):
            by = next((folder for folder in _asked(shop.folder, fault) if shop.noticed([folder])), None)
        if by is None:
            missed.append(fault)
        elif _fails_anyway(shop, by):
            sys.exit(f"tests fail without any fault: {by}")
    return missed


def _asked(root: Path, fault: Fault) -> Iterator[str]:
    """Folders of tests in the order in which they are asked about a fault."""
    beside = Path("tests", *Path(fault.file).parts[1:-1])
    if len(beside.parts) > 2 and (root / beside).is_dir():  # a part of a folder, quickly asked
        yield beside.as_posix()
    yield from _OTHERS if fault.behind else _MAPS if fault.file.startswith(_DRAWN) else _ANSWERS


@cache
def _fails_anyway(shop: Workshop, folder: str) -> bool:
    return shop.noticed([folder])


def main(names: list[str]) -> int:
    """Try every fault; 0 if all were noticed."""
    counts: dict[str, list[int]] = {}
    with workshop() as shop:

        def told(where: str, tried: Sequence[Fault], missed: Sequence[Fault]) -> None:
            for fault in tried:
                count = counts.setdefault(fault.kind, [0, 0])
                count[0] += fault not in missed
                count[1] += 1
            for fault in missed:
                print(f"not noticed: {fault.kind}: {fault.what}", flush=True)
            print(f"{where}: {len(tried) - len(missed)} of {len(tried)}", flush=True)

        for name in names or catalogue():
            faults = list(of_rows(shop.folder, catalogue()[name]))
            passed = [faults[at] for at in shop.done(let_through, name, faults)]
            told(name, faults, unnoticed(shop, passed))
        for file in () if names else _files(shop.folder):
            if hundreds := list(of_hundreds(shop.folder, file)):
                told(file, hundreds, unnoticed(shop, hundreds))
    for kind, (found, of) in counts.items():
        print(f"{kind}: {found} of {of} noticed")
    return 0 if all(found == of for found, of in counts.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
