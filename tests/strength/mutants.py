"""Change the package in one place at a time, as somebody's slip would, and count how many changes a test notices.

``make mutants`` or ``python -m tests.strength.mutants [AREA ...] [--module TEXT] [--sample N] [--seed S]``. The changes are those of
cosmic-ray's operators: another comparison, another sign, a number that is one off, a condition turned round, a loop that never
runs, a decorator left out. Of every place in the code one change is drawn, and of the places a sample. Areas and their tests stand in
``pyproject.toml``; those that enter the changed function run first.

Not drawn is what cannot change what the program does: annotations, ``slots=True``, ``strict=True`` of pairs that are equally long, and what
is no Python. What else no test can notice stands with its reason in ``equivalent.toml`` and is not counted.
"""

from __future__ import annotations

import argparse
import ast
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from pathlib import Path

from tests.strength.entering import Entering, entering
from tests.strength.workshop import ROOT, Workshop, workshop

__all__ = ["Mutant", "changes", "main"]

#: Operators that need arguments or do nothing, and those that put “the same” for “equal” and the other way: members of enumerations,
#: None and short texts are both.
_LEFT_OUT = (
    "core/Variable",
    "core/ExceptionReplacer",
    "core/NoOp",
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("Is_Eq", "Eq_Is", "IsNot_NotEq", "NotEq_IsNot")),
)


@dataclass(frozen=True)
class Mutant:
    """One change: the n-th of an operator in a file of some text, on a line."""

    file: str
    source: str = field(repr=False)
    line: int
    operator: str
    occurrence: int

    def text(self) -> str:
        """The file with the change."""
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator

        changed = mutate_code(self.source, get_operator(self.operator)(), self.occurrence)
        assert changed is not None
        return str(changed)

    def parses(self) -> bool:
        """Whether the file is still Python."""
        try:
            ast.parse(self.text())
        except SyntaxError:
            return False
        return True

    def shown(self) -> tuple[str, str]:
        """The line before and after."""
        before, after = self.source.splitlines(), self.text().splitlines()
        at = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before) - 1)
        return before[at].strip(), after[at].strip() if len(before) == len(after) else "(left out)"


def changes(root: Path, file: str) -> Iterator[tuple[tuple[int, int], Mutant]]:
    """Every change of a file with its place: line and column."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    source = (root / file).read_text(encoding="utf-8")
    idle = _idle(source)
    tree = list(ast_nodes(get_ast(source)))
    for name in sorted(operator_names()):
        if name.startswith(_LEFT_OUT[:3]) or name in _LEFT_OUT:
            continue
        operator = get_operator(name)()
        places = [start for node in tree for start, _ in operator.mutation_positions(node)]
        for occurrence, place in enumerate(places):
            if not any(first <= place < last for first, last in idle):
                yield place, Mutant(file, source, place[0], name, occurrence)


def _idle(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Spans that do nothing: annotations, what only the type checker reads, lists of public names, markers of parameters."""
    found: list[ast.AST] = []
    markers: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.AnnAssign() | ast.arg() if node.annotation is not None:
                found.append(node.annotation)
            case ast.FunctionDef():
                found += [d for d in node.decorator_list if ast.unparse(d) in ("overload", "abstractmethod")]
                found += [node.returns] if node.returns is not None else []
                markers += _markers(source, node)
            case ast.keyword(arg="slots" | "strict"):
                found.append(node.value)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
                found.append(node)
    spans = markers
    for one in found:
        if isinstance(one, ast.expr | ast.stmt) and one.end_lineno is not None and one.end_col_offset is not None:
            at_sign = 1 if isinstance(one, ast.expr) and one.col_offset else 0
            spans.append(((one.lineno, one.col_offset - at_sign), (one.end_lineno, one.end_col_offset)))
    return spans


def _markers(source: str, function: ast.FunctionDef) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where ``*`` and ``/`` stand between parameters: a star that no default value contains."""
    if not function.args.kwonlyargs and not function.args.posonlyargs:
        return
    lines = source.splitlines()
    for line in range(function.lineno, function.body[0].lineno + 1):
        for found in re.finditer(r"(?<=[(, ])[*/](?=,)", lines[line - 1]):
            yield (line, found.start()), (line, found.end())


def drawn(root: Path, files: Sequence[str], sample: int | None, seed: str) -> list[Mutant]:
    """One change of each place, of a sample of all places."""
    chance = random.Random(seed)
    places = []
    for file in files:
        found = sorted(changes(root, file), key=lambda one: (one[0], one[1].operator))
        places += [[mutant for _, mutant in group] for _, group in groupby(found, key=lambda one: one[0])]
    chance.shuffle(places)
    chosen = filter(Mutant.parses, (chance.choice(at) for at in places))
    return list(islice(chosen, sample))


def _near(root: Path, mutant: Mutant, test: str) -> bool:
    """Whether a file of tests stands where the module stands, or imports it, or one from its package."""
    name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    beside = Path("tests", *Path(mutant.file).parts[1:-1])
    return Path(test).parent == beside or f"{name} import" in (root / test).read_text(encoding="utf-8")


def _equivalent() -> dict[tuple[str, str], str]:
    """Changes that no test can notice: file and changed line, with the reason."""
    listed = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text(encoding="utf-8"))
    return {(one["file"], one["after"]): one["reason"] for one in listed.get("mutant", [])}


def _tried(shop: Workshop, mutants: Sequence[Mutant], tests: Entering) -> tuple[int, int]:
    """How many were noticed, of how many; what was not is printed."""
    known = _equivalent()
    noticed = total = 0
    for mutant in mutants:
        before, after = mutant.shown()
        if (mutant.file, after) in known:
            continue
        turns = tests.turns(mutant.source, mutant.file, mutant.line, partial(_near, shop.folder, mutant))
        with shop.spoilt({mutant.file: mutant.text()}):
            found = any(shop.noticed(turn) for turn in turns)
        noticed += found
        total += 1
        if not found:
            print(f"  {mutant.file}:{mutant.line}  {before}  →  {after}", flush=True)
        if total % 10 == 0:
            print(f"  {noticed} of {total} so far", flush=True)
    return noticed, total


def _files(root: Path, places: Sequence[str]) -> Iterator[str]:
    for place in places:
        yield from (path.relative_to(root).as_posix() for path in sorted((root / place).rglob("*.py")))


def main(words: Sequence[str] | None = None) -> int:
    """Try the changes of some areas and print the share that was noticed in each."""
    areas = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]["areas"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="*", help=f"some of {', '.join(areas)}; all if none is named")
    parser.add_argument("--module", default="", help="only files whose path has this text")
    parser.add_argument("--sample", type=int, help="so many changes of each area; all if not given")
    parser.add_argument("--seed", type=int, default=1, help="another sample (default 1)")
    given = parser.parse_args(words)
    chosen = {name: areas[name] for name in given.areas or areas}
    missed = 0
    with workshop() as shop:
        files = {name: list(_files(shop.folder, area["code"])) for name, area in chosen.items()}
        tests = dict.fromkeys(test for area in chosen.values() for test in area["tests"])
        known = entering(shop, [file for of in files.values() for file in of], [*tests])
        for name, area in chosen.items():
            some = [file for file in files[name] if given.module in file]
            mutants = drawn(shop.folder, some, given.sample, f"{given.seed} {name}")
            noticed, total = _tried(shop, mutants, known.among(area["tests"]))
            missed += total - noticed
            print(f"{name}: {noticed} of {total} noticed ({noticed / max(total, 1):.0%})", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
