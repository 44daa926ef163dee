"""Which tests enter which functions, and what they cost: recorded once, so that a change is put before those first that can notice it.

In a copy every function notes that it was entered. A test that finds a value kept by an earlier one does not enter the function
again: what the tests that do enter it let pass is still put before all others.
"""

from __future__ import annotations

import ast
import builtins
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.strength.workshop import Workshop, run

__all__ = ["Entering", "entering", "marked"]

#: Where a process of marked code keeps what was entered.
_KEPT = "functions_entered"
#: Tests that compute longer are left out: they look at sizes and times. Those asked first compute no longer together than that.
_LONG, _FIRST = 10, 60


class Entering:
    """What each test costs in seconds of processor time, and which functions it enters."""

    def __init__(self, recorded: Mapping[str, tuple[float, frozenset[str]]]) -> None:
        self._recorded = {test: one for test, one in recorded.items() if one[0] <= _LONG}

    def among(self, tests: Sequence[str]) -> Entering:
        """The same of some folders, files or tests only."""
        return Entering({test: one for test, one in self._recorded.items() if test.startswith((*tests,))})

    def turns(self, source: str, file: str, line: int, near: Callable[[str], bool]) -> list[list[str]]:
        """The tests that enter the function around a line or, outside of functions, those of near files; others of these files, whose
        fixtures may enter it; all others."""
        around = [where for where, first, last in _functions(source, file) if first <= line <= last]
        close = {name for name in {*map(_file, self._recorded)} if near(name)}
        entering: list[str] = []
        spent = 0.0
        for test in self._most_particular_first(Path(file).stem, close):
            cost, entered = self._recorded[test]
            if around[-1] in entered if around else _file(test) in close:
                spent += cost
                if not entering or spent <= _FIRST:
                    entering.append(test)
        asked, files = {*entering}, {*map(_file, entering)}
        others = [test for test in self._recorded if test not in asked]
        beside = [test for test in others if _file(test) in files]
        return [turn for turn in (entering, beside, [test for test in others if _file(test) not in files]) if turn]

    def _most_particular_first(self, name: str, close: Collection[str]) -> list[str]:
        """Tests that have the name of the module in theirs, tests of near files, all others; those that enter few functions before those
        that enter many, and those of a file together."""
        least: dict[str, int] = {}
        for test, (_, entered) in self._recorded.items():
            least[_file(test)] = min(least.get(_file(test), len(entered)), len(entered))

        def turn(test: str) -> tuple[bool, bool, int, str, int]:
            file = _file(test)
            return (
                name not in test.replace("-", "_"),
                file not in close,
                least[file],
                file,
                len(self._recorded[test][1]),
            )

        return sorted(self._recorded, key=turn)


def _file(test: str) -> str:
    return test.partition("::")[0]


def _functions(source: str, file: str) -> Iterator[tuple[str, int, int]]:
    """Every function by its place, with its first line, decorators included, and its last; outer ones first."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            first = min(one.lineno for one in (node, *node.decorator_list))
            yield f"{file}:{node.lineno}", first, node.end_lineno or node.lineno


def marked(source: str, file: str) -> str:
    """The module with a note at the start of each function, behind its docstring."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            told = ast.parse(f"{_KEPT}.add({f'{file}:{node.lineno}'!r})").body
            at = 1 if ast.get_docstring(node, clean=False) is not None else 0
            node.body[at:at] = told
    kept = ast.parse(f"import builtins\n{_KEPT} = vars(builtins).setdefault({_KEPT!r}, set())").body
    at = next((n for n, one in enumerate(tree.body) if not _opens(one)), len(tree.body))
    tree.body[at:at] = kept
    return ast.unparse(ast.fix_missing_locations(tree))


def _opens(statement: ast.stmt) -> bool:
    """Whether it is the docstring of a module, or what must stand before all other code."""
    match statement:
        case ast.Expr(value=ast.Constant()) | ast.ImportFrom(module="__future__"):
            return True
    return False


def entering(shop: Workshop, files: Sequence[str], tests: Sequence[str]) -> Entering:
    """Run the tests once on a marked copy of some files.

    Raises
    ------
    RuntimeError
        A test fails, and does so without the marks, too.
    """
    with shop.spoilt({file: marked((shop.folder / file).read_text(encoding="utf-8"), file) for file in files}):
        recorded, failed = shop.done(_record, tests)
    if failed and shop.noticed(failed):
        raise RuntimeError(f"tests fail without any change, one of: {', '.join(failed)}")
    return Entering(recorded)


def _record(tests: Sequence[str]) -> tuple[dict[str, tuple[float, frozenset[str]]], list[str]]:
    """What each test costs and enters, and which fail."""
    recorded: dict[str, tuple[float, frozenset[str]]] = {}
    failed: list[str] = []
    entered: set[str] = vars(builtins).setdefault(_KEPT, set())

    class Recorder:
        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
            entered.clear()
            began = time.process_time()
            result = yield
            recorded[item.nodeid] = time.process_time() - began, frozenset(entered)
            return result

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                failed.append(report.nodeid)

    run(*tests, plugin=Recorder())
    return recorded, failed
