"""Workbooks and exports as other people have them, and facts with names in place of ids, so that two graphs can be compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graphcrm.ingest.guessing import guess as guessing
from graphcrm.ingest.guessing.columns.proposing import propose
from graphcrm.ingest.guessing.guess import Guessed, guess
from graphcrm.ingest.guessing.writing import as_toml
from graphcrm.ingest.mapping import read_mapping
from graphcrm.ingest.options import ImportPlan
from graphcrm.ingest.plan import plan_import
from graphcrm.model.facts import Batch
from tests.ingest.conftest import options

US = "Boreal"
NAMED = ("person", "org", "unit", "opportunity")


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Mapping[str, Sequence[str]] = {}) -> Path:
    """A workbook of rows as they stand."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged.get(name, ()):
            sheet.merged_cells.add(area)  # merge_cells would make every cell of it
    made.save(path)
    return path


def export(folder: Path, tables: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """CSV files of rows as they stand, in a folder."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        (folder / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8")
    return folder


def told(plan: ImportPlan) -> set[tuple[Any, ...]]:
    """What a plan says, with names in place of ids: (kind, what it is about, column, value)."""
    assert plan.change is not None, [(p.code, p.file, p.line, p.column, p.value, p.text.en) for p in plan.problems]
    rows = [
        (b.kind, k, json.loads(p), s)
        for b in plan.change.batches
        for k, p, s in zip(b.keys, b.props, b.observed_at, strict=True)
    ]
    names = {(kind, key): props.get("name", key) for kind, key, props, _ in rows if kind in NAMED}

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return tuple(sorted(str(named(v)) for v in value))
        found = [names[kind, value] for kind in NAMED if (kind, value) in names] if isinstance(value, str) else []
        return found[0] if found else value

    facts = set()
    for kind, key, props, seen in rows:
        about = tuple(named(part) for part in key.split("\t"))
        if kind == "interaction":
            about = (props["date"], named(props["participants"]))
        facts |= {
            (kind, about, name, value if name == "function" else named(value))
            for name, value in props.items()
            if name not in ("id", "name")
        }
        facts.add((kind, about, "observed_at", seen))
    return facts


def facts_of(plan: ImportPlan) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What a plan says of each record: its columns by (kind, what it is about)."""
    facts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for kind, about, name, value in told(plan):
        facts.setdefault((kind, *about), {})[name] = value
    return facts


def columns_of(facts, kind, *names):
    """What is told of each record of a kind, in the order of names of columns."""
    return {tuple(value.get(name) for name in names) for key, value in facts.items() if key[0] == kind}


def stored(plan: ImportPlan) -> dict[str, Batch]:
    """The plan's facts as a store gives them back: one batch a kind."""
    assert plan.change is not None
    found: dict[str, Batch] = {}
    for b in plan.change.batches:
        before = found.get(b.kind)
        columns = ("keys", "props", "valid_from", "valid_to", "observed_at")
        joined = [[*(getattr(before, c) if before else ()), *getattr(b, c)] for c in columns]
        found[b.kind] = Batch(b.kind, *joined)
    return found


@pytest.fixture(autouse=True)
def _read_again(tmp_path, monkeypatch):
    """Every mapping that is proposed in these tests is written down, and means the same when it is read.

    Sheets may have names, and columns that are left out headings, that no file can hold as they are.
    """

    def told(sheets):
        return [replace(one, name="", headings={}) for one in sheets if one.of]

    def proposed(found, *others):
        mapping = propose(found, *others)
        path = tmp_path / "proposed.toml"
        path.write_text(as_toml(mapping, found, "en"), encoding="utf-8")
        if any(section.of for section in mapping.sheets):
            assert told(read_mapping(path).sheets) == told(mapping.sheets)
        return mapping

    monkeypatch.setattr(guessing, "propose", proposed)


@pytest.fixture
def look():
    """Guess files with answers to the questions."""

    def run(*paths: Path, existing: Mapping[str, Batch] | None = None, **answers: str) -> Guessed:
        return guess(paths, existing=existing or {}, options=options(answers=answers.pop("answers", answers)))

    return run


@pytest.fixture
def mapped():
    """Plan an import by the mapping of a known system, or a file."""

    def run(
        mapping: str | Path, *paths: Path, existing: Mapping[str, Batch] | None = None, **answers: str
    ) -> ImportPlan:
        chosen = options(mapping=read_mapping(mapping), answers=answers.pop("answers", answers))
        return plan_import(paths, existing=existing or {}, options=chosen)

    return run


@pytest.fixture
def said(tmp_path):
    """Facts with names in place of ids, (kind, about) with a column each, after the questions whose people they are; and the plan."""

    def run(sheets, **answers):
        path = book(tmp_path / "a.xlsx", sheets)
        answers = {"our_company": US, **{f"org:{name}": "Aster" for name in sheets}, **answers}
        plan = guess([path], existing={}, options=options(answers=answers)).plan
        assert plan is not None
        assert plan.change is not None, [p.text.en for p in plan.problems]
        facts = facts_of(plan)
        return facts, {q.id for q in plan.questions}

    return run


def titles(facts):
    return {key[1]: value.get("title") for key, value in facts.items() if key[0] == "person"}


def attitudes(facts):
    return {key[1:3]: value["level"] for key, value in facts.items() if key[0] == "stance"}


def met(facts):
    return {(key[1], *sorted(key[2])) for key in facts if key[0] == "interaction"}
