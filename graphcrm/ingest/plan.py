"""Planning an import: read, fill, check, build. Nothing is written; the plan carries the change set, or says why there is none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from graphcrm.collector import collector_paused
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.ingest.building import Built, build_rows, contradictions, to_batches
from graphcrm.ingest.cleared import cleared, renamed
from graphcrm.ingest.filling import fill
from graphcrm.ingest.flagged import keep_flags
from graphcrm.ingest.gathering import Gathered, Gathering
from graphcrm.ingest.hints import Hints, hints_of
from graphcrm.ingest.jsonfile import add_objects
from graphcrm.ingest.log import Log
from graphcrm.ingest.merged import keep_merged
from graphcrm.ingest.options import ImportOptions, ImportPlan, Progress, TableCount
from graphcrm.ingest.resolving import resolve
from graphcrm.ingest.sources import read_paths
from graphcrm.ingest.understood import understood
from graphcrm.model.choices import Domain
from graphcrm.model.codes import codes
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.model.fields import FieldError, origin, parse_date, reporter, shown
from graphcrm.model.problems import Problem
from graphcrm.model.rules import NODE_TABLES, Breach, Stored, World, check
from graphcrm.model.rules.provenance import FILL_DAY
from graphcrm.model.rules.wording import fixed
from graphcrm.model.tables import TABLES, table

if TYPE_CHECKING:
    from graphcrm.ingest.guessing.sheets.grids import Grid

__all__ = [
    "ImportOptions",
    "ImportPlan",
    "TableCount",
    "checked",
    "gathering_of",
    "plan_grids",
    "plan_import",
    "plan_rows",
]

#: Optional cells of a person's row that stand for relations: nobody is lost for one of them.
_SHORTHAND = frozenset({"reports_to", "owner", "unit"})
#: Findings that mean nothing while a file is missing from the picture.
_NEED_EVERYTHING = frozenset({"E01", "W06", "W07"})


def plan_import(
    paths: Iterable[str | os.PathLike[str]],
    *,
    existing: Mapping[str, Batch],
    options: ImportOptions,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read and check files; the plan has a change set if nothing is wrong, or if the valid rows were asked for.

    Parameters
    ----------
    paths
        Folders of CSV files, single CSV files named after their table, workbooks, JSON documents, in any mixture.
    existing
        Latest version of every stored fact, by kind (``Store.read(as_of=None)``); empty for a new store.
    options
        Day and author of the import, what fills gaps, and whether valid rows are taken without the others.
    progress
        Told (done, total) bytes while files are read.

    Raises
    ------
    UsageError
        An option is not a value of its kind. Files never raise: whatever is wrong with them is among the problems.
    """
    options = checked(options)
    gathering = gathering_of(options)
    with collector_paused():
        if options.mapping is not None:
            from graphcrm.ingest.guessing.foreign import grids_of

            return plan_grids(gathering, grids_of(gathering, tuple(paths), progress), existing, options)
        read_paths(gathering, tuple(paths), progress)
        plan = _plan(gathering, existing, options, "import")
        return replace(plan, remarks=_remarks(plan, gathering, existing))


def gathering_of(options: ImportOptions) -> Gathering:
    """What is gathered with some options, still empty."""
    return Gathering(Log(options.listed), hints=hints_of(options.encoding, options.date_order, options.decimal))


def plan_grids(
    gathering: Gathering, grids: Iterable[Grid], existing: Mapping[str, Batch], options: ImportOptions
) -> ImportPlan:
    """The same for sheets that were not made for graphcrm: their rows become rows of our tables first."""
    from graphcrm.ingest.guessing.facts.currencies import ask_about_currencies
    from graphcrm.ingest.guessing.facts.translating import translate
    from graphcrm.ingest.guessing.foreign import sources_of
    from graphcrm.ingest.guessing.questions import Asked

    assert options.mapping is not None
    said = {"date_order": options.date_order, "decimal": options.decimal}
    asked = Asked({**options.answers, **{name: value for name, value in said.items() if value}})
    sources = sources_of(gathering, grids, options.mapping, options.today)
    drafts = translate(sources, options.mapping, existing, asked, options)
    ask_about_currencies(drafts, asked, options.currency)
    drafts.into(gathering)
    plan = _plan(gathering, existing, options, "import")
    return replace(plan, questions=asked.all(), remarks=_remarks(plan, gathering, existing))


def _remarks(plan: ImportPlan, gathering: Gathering, existing: Mapping[str, Batch]) -> tuple[Text, ...]:
    return (
        *plan.remarks,
        *renamed(plan.change, existing),
        *cleared(plan.change, existing),
        *understood(gathering.tables, existing),
    )


_EMPTIED = Text("；“{column}=”清空它", "; “{column}=” empties it")


def plan_rows(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    existing: Mapping[str, Batch],
    options: ImportOptions,
    command: str = "edit",
) -> ImportPlan:
    """The same for rows that a command made: ``{"edges": [{"kind": "KNOWS", "from": …}, …]}``.

    Values may be text or already typed. Problems name the command as their file; where there are several rows, the
    row's number as its line. A judgement without its reporter is recorded as the author's.
    """
    options = checked(options)
    gathering = Gathering(Log(), hints=Hints())
    for name, objects in tables.items():
        of = table(name)
        if of is None:
            raise UsageError(Text(f"没有表“{shown(name)}”", f"there is no table “{shown(name)}”"))
        rows = gathering.begin(of, command, options.author or command)
        add_objects(gathering, of, rows, objects, range(1, len(objects) + 1), name)
    plan = _plan(gathering, existing, options, command)
    alone = sum(map(len, tables.values())) == 1
    free = {f.name for t in TABLES if t.name in tables for f in t.columns if not f.required}
    kinds = gathering.tables["edges"]["kind"] if "edges" in gathering.tables else ()
    if any(kind is not None and EDGE_RULES[EdgeKind(kind)].level_required for kind in kinds):
        free.discard("level")
    return replace(plan, problems=tuple(_typed(problem, free, alone=alone) for problem in plan.problems))


def _typed(problem: Problem, free: Set[str], *, alone: bool) -> Problem:
    """A problem with what to do about it where there is no file; of a single row without a line. `free` columns may be empty."""
    if alone:
        problem = replace(problem, line=None)
    advice = codes()[problem.code].typed
    if advice is not None and problem.code == "E03" and problem.column in free:
        advice += _EMPTIED
    advice = advice and advice.format(column=problem.column)
    return replace(problem, suggestion=advice) if advice and problem.suggestion in (None, FILL_DAY) else problem


def checked(options: ImportOptions) -> ImportOptions:
    """The options, each read like a cell of its column."""
    wanted = (
        ("today", parse_date, options.today),
        ("source", origin, options.source),
        ("reported_by", reporter, options.reported_by),
        ("observed_at", parse_date, options.observed_at),
    )
    values: dict[str, Any] = {}
    for name, parse, value in wanted:
        try:
            values[name] = parse(value.strip()) if value else None
        except FieldError as error:
            label = name.replace("_", "-")
            raise UsageError(Text(f"--{label}：", f"--{label}: ") + error.text) from error
    if values["today"] is None:
        raise UsageError(Text("需要导入日（today）", "the day of import (today) is needed"))
    return replace(options, **values)


def _plan(gathering: Gathering, existing: Mapping[str, Batch], options: ImportOptions, action: str) -> ImportPlan:
    if options.accept_valid:
        gathering.spared = {"people": _SHORTHAND}
    gathering.settle()
    if action == "import":
        keep_merged(gathering, existing)
        keep_flags(gathering, existing)
    fill(gathering, options)
    world = World(gathering.tables, Stored(existing, options.today), options.today, options.stale_days)
    resolve(gathering, world)
    _tops(gathering)
    _one_general(gathering)
    for finding in check(world):
        if not (gathering.broken and finding.code in _NEED_EVERYTHING):
            gathering.report(gathering.tables[finding.table], finding)
    built = [build_rows(gathering.tables[t.name]) for t in TABLES if t.name in gathering.tables]
    for one in built:
        for finding in contradictions(one):
            gathering.report(one.rows, finding)
    if options.accept_valid:
        _reject_dependents(gathering, world)
        built = [build_rows(b.rows) if b.rows.table.name in gathering.given_up else b for b in built]
    return _finish(gathering, built, world.edge_rows, options, action)


def _tops(gathering: Gathering) -> None:
    """Nobody is their own manager: whoever is written so, as HR systems write the head of a company, is the top (W15)."""
    rows = gathering.tables.get("people")
    if rows is None or not rows.has("reports_to"):
        return
    managers = rows["reports_to"]
    tops = [row for row, (one, manager) in enumerate(zip(rows["id"], managers, strict=True)) if one and one == manager]
    if tops:
        text = fixed(
            "此人被写成自己的上级，视为组织图的最高层",
            "this person is written as their own manager, and taken as the top",
        )
        gathering.report(rows, Breach("W15", "people", tops, "reports_to", text))
        for row in tops:
            managers[row] = None


def _one_general(gathering: Gathering) -> None:
    """An edge without a domain is about general management: said or not, it is one key, and one version follows the other."""
    rows = gathering.tables.get("edges")
    if rows is not None and rows.has("domain") and Domain.GENERAL in (domains := rows["domain"]):
        domains[:] = [None if one == Domain.GENERAL else one for one in domains]


def _reject_dependents(gathering: Gathering, world: World) -> None:
    """E01 for rows that name something whose own row was rejected, and so on until nothing more falls."""
    fallen: set[str] = set()
    while True:
        lost = _lost_ids(gathering, world) - fallen
        if not lost:
            return
        fallen |= lost
        for rows in gathering.tables.values():
            for field in (f for f in rows.table.columns if f.refs and f.name in rows.columns):
                column = rows.columns[field.name]
                named = set(chain.from_iterable(filter(None, column))) if field.many else set(column)
                if lost.isdisjoint(named):
                    continue
                hit = [
                    row
                    for row, v in enumerate(column)
                    if v is not None
                    and row not in rows.rejected
                    and (not lost.isdisjoint(v) if field.many else v in lost)
                ]
                text = fixed("所引用的那一行未被接受", "it refers to a row that was rejected")
                gathering.report(rows, Breach("E01", rows.table.name, hit, field.name, text))


def _lost_ids(gathering: Gathering, world: World) -> set[str]:
    lost: set[str] = set()
    for t in TABLES:
        if t.name in NODE_TABLES and t.name in gathering.tables:
            rows = gathering.tables[t.name]
            ids = rows["id"]
            gone = {ids[row] for row in rows.rejected} - {None}
            if gone:
                kept = {i for row, i in enumerate(ids) if row not in rows.rejected}
                lost |= gone - kept - set(world.stored.keys(t.kind))
    return lost


def _finish(
    gathering: Gathering,
    built: Sequence[Built],
    edge_rows: Mapping[str, Sequence[int]],
    options: ImportOptions,
    action: str,
) -> ImportPlan:
    report = gathering.log.report()
    counts = {b.rows.table.name: _count(gathering, b.rows) for b in built}
    change = None
    if not gathering.broken and (report.errors == 0 or options.accept_valid):
        batches = tuple(batch for b in built for batch in to_batches(b, edge_rows))
        if batches:
            detail = {
                "files": list(gathering.log.files),
                "rows": {name: n.rows for name, n in counts.items()},
                "rejected": sum(n.rejected for n in counts.values()),
            }
            change = ChangeSet(options.author, action, options.at, options.today, batches, detail=detail)
    notes = {"copies": sum(len(b.copies - b.rows.rejected) for b in built)}
    return ImportPlan.of(change, report, counts, notes, tuple(gathering.remarks))


def _count(gathering: Gathering, rows: Gathered) -> TableCount:
    lost = gathering.lost.get(rows.table.name, 0)
    return TableCount(rows.count + lost, len(rows.rejected) + lost)
