"""The shipped statements as text and as plans: portable, parameters only, one workspace, no scan of everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.resources import resource
from tests.cypher.conftest import Team

FILES = sorted(resource("queries").glob("*.cypher"))
PARAMETERS = {"since": "2026-03-31", "to": "c4", "vendor": None}
#: What other Cypher engines do not know, or know differently.
NOT_PORTABLE = {
    "alternatives of labels": r"\([\w ]*:\w+\|",
    "quantified relationships": r"\)\s*[{+]\s*\d*\s*,?\s*\d*}?\s*\(|-\[[^\]]*\]->\s*[{+]",
    "SHORTEST": r"\bSHORTEST\b|shortestPath",
    "times with zones": r"\bdatetime\s*\(|\btime\s*\(|timezone|localdatetime",
    "plug-ins": r"\b(apoc|gds|db|dbms)\.",
    "writing": r"\b(CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|LOAD CSV)\b",
}


def code(path: Path) -> str:
    """A statement without its comments and texts."""
    lines = [line.split("//")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    return re.sub(r"'[^']*'", "''", "\n".join(lines))


def test_there_is_one_for_each_question_that_a_database_can_answer() -> None:
    assert {path.stem for path in FILES} == {
        "decision-circle", "kpi", "coverage", "coverage-gaps", "levels", "overdue", "sponsor-gaps", "single-threads", "route",
        "audit", "needs", "changes",
    }  # fmt: skip
    assert {path.stem for path in FILES} <= set(catalogue())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_text(path: Path) -> None:
    text, bare = path.read_text(encoding="utf-8"), code(path)
    zh, _, en = text.splitlines()[0].removeprefix("// ").partition(" / ")
    assert re.search("[\u4e00-\u9fff]", zh)
    assert en.isascii()
    for what, pattern in NOT_PORTABLE.items():
        assert not re.search(pattern, bare), what
    assert ";" not in bare, "one statement"
    assert max(map(len, text.splitlines())) <= 130, "lines"
    # Every parameter has its line for Neo4j Browser, and no line is left over.
    assert set(re.findall(r"\$(\w+)", bare)) == set(re.findall(r":param (\w+) =>", text))
    # Every pattern that does not start from something already found names the workspace.
    for start in re.findall(r"MATCH (?:path = )?\((\w*)((?::\w+)*)([^)]*)\)", bare):
        known = not start[1] or start[0] in ("p", "first")
        assert "workspace: $workspace" in start[2] or known, start


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_plan(sample_team: Team, path: Path) -> None:
    given = {
        "workspace": sample_team.workspace,
        "account": sample_team.account,
        "opportunity": sample_team.opportunity,
        "as_of": sample_team.days[0],
    }
    with sample_team.driver.session() as session:
        statement = "EXPLAIN " + path.read_text(encoding="utf-8")
        plan: Any = session.run(statement, {**given, **PARAMETERS}).consume().plan  # type: ignore[arg-type]
    operators = set(_operators(plan))
    assert operators
    assert not operators & {"AllNodesScan", "CartesianProduct"}, operators


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)
