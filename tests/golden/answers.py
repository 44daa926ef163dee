"""Whole answers about the sample accounts, kept in ``answers/NAME.json``: columns are named once, every row is a line.

``python -m tests.golden.write`` writes them anew. That is a decision: read what has changed before it is kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from graphcrm.asking.query import Query
from graphcrm.errors import UsageError
from graphcrm.rendering.document import document
from graphcrm.workspace.door import Workspace
from tests.workspace.questions import DAY, Question, sensible

__all__ = ["answers", "difference", "judged", "laid_out", "place", "read"]

#: From where the sample accounts are asked; the numbers of the first are published with the method.
CONTEXTS: Sequence[Mapping[str, Any]] = (
    {"account": "HY", "opportunity": "HY-CORE", "as_of": DAY, "no_derived": True},
    {"account": "HY", "as_of": DAY},
    {"account": "HY", "as_of": "2026-03-31"},
    {"account": "HY", "as_of": DAY, "vendor": "RIV", "min_confidence": "B"},
    {"account": "HYL", "as_of": DAY},
)
#: And where a query has nothing to say then: after a summer without meetings, of the facts in ``further/`` as well.
MORE: Mapping[str, Sequence[Mapping[str, Any]]] = {"cooling": ({"account": "HY", "as_of": "2026-09-30"},)}
FURTHER: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "back-test": ({"as_of": "2026-07-31"},),  # deals that were won or lost
    "rank": ({"account": "NET", "as_of": "2026-07-31"},),
    "blockers": (
        {"account": "HYL", "opportunity": "HYL-CORE", "as_of": DAY},
    ),  # somebody against us whom a holder of a veto listens to
}
#: About whom, by account, where a query must be told.
PEOPLE: Mapping[str, Mapping[str, str]] = {
    "HY": {"to": "c2", "person": "c6", "owner": "u1", "ours": "u1"},
    "HYL": {"to": "h3", "person": "h4", "owner": "u10", "ours": "u10"},
}
SINCE = "2025-12-31"

Kept = dict[str, Any]


def place(name: str) -> Path:
    """The file of a query."""
    return Path(__file__).parent / "answers" / f"{name}.json"


def answers(workspace: Workspace, query: Query) -> Kept:
    """What is kept of a query: its answers in every context; in the first also cut to one row, and with each option of its own."""
    return {**_about(query), "answers": list(_answers(workspace, query))}


def judged(workspace: Workspace, query: Query) -> str | None:
    """Where the query first answers otherwise than is kept, and how; nothing is asked after that."""
    kept = read(query.name)
    asked = len(list(_given(query))) + len(FURTHER.get(query.name, ()))
    told = difference({**kept, "answers": len(kept["answers"])}, {**_about(query), "answers": asked})
    pairs = zip(kept["answers"], _answers(workspace, query), strict=True)
    return told or _first(difference(one, other, f".answers[{at}]") for at, (one, other) in enumerate(pairs))


def _about(query: Query) -> Kept:
    return {"query": query.name, "columns": [[c.name for c in group] for group in query.groups]}


def _answers(workspace: Workspace, query: Query) -> Iterator[Kept]:
    for given in _given(query):
        yield _answer(workspace, query, given)
    for given in FURTHER.get(query.name, ()):
        yield _answer(_further(workspace.url), query, given)


@cache
def _further(url: str) -> Workspace:
    """A copy of the workspace, with the facts in ``further/`` and a network of letters that were counted."""
    further = Workspace(Path(mkdtemp()) / "further.graphcrm")
    with Workspace(url).open() as store:
        store.backup(further.url)
    here = Path(__file__).parent
    further.import_tables(here / "further", today="2026-07-31")
    further.import_network(here / "further_network" / "edges.csv", ties={"mails": "communicates"}, today="2026-07-31")
    return further


def _given(query: Query) -> Iterator[dict[str, Any]]:
    takes = {option.key for option in query.options}
    known = {"since": SINCE}
    first = {}
    for context in (*CONTEXTS, *MORE.get(query.name, ())):
        people = known | dict(PEOPLE[context["account"]])
        needed = {o.key: people[o.key] for o in query.own if o.required or o.key == "to"}
        given = {key: value for key, value in (context | needed).items() if key in takes}
        first = first or given
        yield given
    if "top" in takes:
        yield first | {"top": 1}
    for option in query.own:
        for value in () if option.key in first else sensible(option):
            params = Question(query.name, ((option.name, value),)).params
            yield first | {key: str(one) if isinstance(one, date) else one for key, one in params.items()}


def _answer(workspace: Workspace, query: Query, given: Mapping[str, Any]) -> Kept:
    try:
        result = workspace.query(query.name, **given, explain=True)
    except UsageError as error:
        return {"asked": dict(given), "refused": error.text.en}
    found = document(result, explain=True)
    rows = iter(found["rows"])
    groups = [[next(rows) for _ in group] for group in result.groups]
    about = {key: found[key] for key in ("as_of", "context", "params", "data_quality")}
    said = {key: [[t["zh"], t["en"]] for t in found[key]] for key in ("assumptions", "explain")}
    if result.explain and result.remarks:
        said["remarks"] = [[t.zh, t.en] for t in result.remarks]
    return {"asked": dict(given), **about, **said, "groups": groups}


def laid_out(kept: Kept) -> str:
    """A file: one line for what was asked and found about the whole, one for every row and every sentence."""
    lines = [f'{{"query": {_line(kept["query"])},', f'"columns": {_line(kept["columns"])},', '"answers": [']
    for answer in kept["answers"]:
        parts = []
        for key, value in answer.items():
            if key == "groups":
                rows = [",\n  ".join(_line(list(row.values())) for row in group) for group in value]
                parts.append('"groups": [' + ", ".join(f"[\n  {group}]" if group else "[]" for group in rows) + "]")
            elif key in ("assumptions", "explain", "remarks"):
                parts.append(f'"{key}": [' + ",".join(f"\n  {_line(text)}" for text in value) + "]")
            else:
                parts.append(f'"{key}": {_line(value)}')
        lines.append(" {" + ",\n ".join(parts) + "},")
    return "\n".join([*lines[:-1], lines[-1].removesuffix(",")]) + "\n]}\n"


def read(name: str) -> Kept:
    """What is kept of a query, its rows with the names of their columns."""
    kept: Kept = json.loads(place(name).read_text(encoding="utf-8"))
    for answer in kept["answers"]:
        if "groups" in answer:
            pairs = zip(kept["columns"], answer["groups"], strict=True)
            answer["groups"] = [[dict(zip(columns, row, strict=True)) for row in rows] for columns, rows in pairs]
    return kept


def difference(kept: Any, found: Any, at: str = "") -> str | None:
    """Where two documents first differ, and how; of the six digits that numbers have, the last may be rounded either way."""
    if isinstance(kept, Mapping) and isinstance(found, Mapping) and list(kept) == list(found):
        return _first(difference(kept[key], found[key], f"{at}.{key}") for key in kept)
    if isinstance(kept, list) and isinstance(found, list) and len(kept) == len(found):
        return _first(difference(a, b, f"{at}[{n}]") for n, (a, b) in enumerate(zip(kept, found, strict=True)))
    if _number(kept) and _number(found) and not (isinstance(kept, int) and isinstance(found, int)):
        largest = max(abs(kept), abs(found), 1e-9)
        same = abs(kept - found) <= 1.01 * 10.0 ** (math.floor(math.log10(largest)) - 5)
    else:
        same = not isinstance(kept, Mapping | list) and type(kept) is type(found) and kept == found
    return None if same else f"{at}: kept is {_line(kept)[:300]}, found is {_line(found)[:300]}"


def _first(differences: Iterator[str | None]) -> str | None:
    return next((one for one in differences if one), None)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
