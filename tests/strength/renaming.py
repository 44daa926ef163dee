"""Rename every column of every answer, exchange every two neighbours, drop every factor of a hundred: how many are noticed?

``python -m tests.strength.renaming [QUERY ...]`` says how far it has come, names everything that no test noticed (its exit code is 1 then)
and ends with a line a kind. The whole takes about half an hour of one core: the golden answers, which notice nearly everything, are
asked first, and the other tests only about what these let pass.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphcrm.asking.catalogue import catalogue
from tests.strength.workshop import ROOT, Workshop, workshop

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
_GOLDEN = "tests/golden/test_answers.py"
_HUNDRED = (
    "graphcrm/asking",
    "graphcrm/analysis",
    "graphcrm/rendering",
    "graphcrm/maps",
    "graphcrm/pages",
    "graphcrm/spoken.py",
)
_DRAWN = ("graphcrm/maps", "graphcrm/pages")


@dataclass(frozen=True)
class Fault:
    """A file with a fault in it, and the tests that should notice: a few first, more if they do not."""

    kind: str
    what: str
    file: str
    text: str
    tests: tuple[Sequence[str], ...]

    @property
    def where(self) -> str:
        """The query or the file that was spoilt."""
        return self.what.partition(":")[0]


def faults(names: Sequence[str]) -> Iterator[Fault]:
    """Every fault in the answers to some queries, or to all, with those in the rest of the package."""
    for query in catalogue().values():
        if names and query.name not in names:
            continue
        file = f"graphcrm/asking/answers/{query.answer}.py"
        text = (ROOT / file).read_text(encoding="utf-8")
        tests = ([f"{_GOLDEN}::test_the_answers_are_the_golden_ones[{query.name}]"], ["tests/asking", "tests/golden"])
        for group, columns in enumerate(query.contract):
            for column in columns:
                change = f"row[{column.name + '_'!r}] = row.pop({column.name!r})"
                spoilt = text + _BEHIND.format(group=group, change=change)
                yield Fault("columns renamed", f"{query.name}: {column.name}", file, spoilt, tests)
            for one, other in pairwise(c.name for c in columns):
                change = f"row[{one!r}], row[{other!r}] = row[{other!r}], row[{one!r}]"
                spoilt = text + _BEHIND.format(group=group, change=change)
                yield Fault("neighbours exchanged", f"{query.name}: {one} {other}", file, spoilt, tests)
    for file in () if names else _files():
        yield from _hundreds(file)


def _files() -> Iterator[str]:
    for place in _HUNDRED:
        path = ROOT / place
        for one in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield one.relative_to(ROOT).as_posix()


def _hundreds(file: str) -> Iterator[Fault]:
    """The file without one of its factors of a hundred, or with one share printed as it is."""
    text = (ROOT / file).read_text(encoding="utf-8")
    near = ["tests/maps"] if file.startswith(_DRAWN) else [_GOLDEN, "tests/rendering", "tests/asking"]
    rest = ["tests/rendering", "tests/asking", "tests/golden", "tests/analysis", "tests/maps", "tests/pages"]
    tests = tuple([one] for one in dict.fromkeys((*near, *rest)))
    for at, spoilt in (*_factors(text), *_formats(text)):
        what = f"{file}:{text.count(chr(10), 0, at) + 1}"
        yield Fault("hundreds dropped", what, file, spoilt, tests)


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


def noticed(shop: Workshop, fault: Fault) -> bool:
    """Whether any test fails over the fault."""
    with shop.spoilt(fault.file, fault.text):
        return any(shop.noticed(tests) for tests in fault.tests)


def main(names: list[str]) -> int:
    """Try every fault; 0 if all were noticed."""
    counts: dict[str, list[int]] = {}
    tried = list(faults(names))
    with workshop() as shop:
        if shop.noticed(
            sorted({test for fault in tried for tests in fault.tests for test in tests if "::" not in test})
        ):
            sys.exit("tests fail without any fault")
        for at, fault in enumerate(tried, 1):
            count = counts.setdefault(fault.kind, [0, 0])
            found = noticed(shop, fault)
            count[0] += found
            count[1] += 1
            if not found:
                print(f"not noticed: {fault.kind}: {fault.what}", flush=True)
            if at == len(tried) or tried[at].where != fault.where:
                print(f"{at} of {len(tried)} tried, up to {fault.where}", flush=True)
    for kind, (found, of) in counts.items():
        print(f"{kind}: {found} of {of} noticed")
    return 0 if all(found == of for found, of in counts.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
