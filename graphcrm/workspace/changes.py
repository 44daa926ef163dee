"""Changing through the door: imports, single facts, assessments, interactions, and going back and forth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.workspace.base import Base, Day

if TYPE_CHECKING:
    from graphcrm.ingest.fixing import Fixed
    from graphcrm.ingest.options import ImportOptions, ImportPlan, Progress
    from graphcrm.model.facts import ChangeSet
    from graphcrm.workspace.changing import Existing, Outcome, Planner
    from graphcrm.workspace.editing import Row, Rows
    from graphcrm.workspace.steps import Step

__all__ = ["Answers", "Changes"]

#: Answers to the questions of an import: the file, or answers by question.
Answers = str | Path | Mapping[str, str]


class Changes(Base):
    """What writes into a workspace; everything is checked like an import and can be taken back."""

    def import_tables(
        self,
        *paths: str | Path,
        source: str | None = None,
        reported_by: str | None = None,
        observed_at: Day = None,
        currency: str | None = None,
        today: Day = None,
        mapping: str | Path | None = None,
        answers: Answers | None = None,
        as_person: str | None = None,
        encoding: str | None = None,
        date_order: str | None = None,
        decimal: str | None = None,
        accept_valid: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Outcome:
        """Import tables: folders, CSV files, workbooks, JSON documents; all or nothing unless `accept_valid`.

        `mapping` is a file that says what files of other people stand for (:meth:`guess` proposes one), or the name of a system
        whose exports are known; `answers` is the file of answered questions, or answers by question; `as_person` is whose contacts
        the files hold. `encoding`, `date_order` (``dmy``, ``mdy``) and `decimal` (``.``, ``,``) say what files leave open
        (:class:`graphcrm.ingest.hints.Hints`).

        Raises
        ------
        Refused
            There are errors; the problems are on it.
        """
        from graphcrm.ingest.plan import plan_import

        options = self._import_options(
            source,
            reported_by,
            observed_at,
            currency,
            today,
            accept_valid,
            mapping,
            answers,
            as_person,
            encoding,
            date_order,
            decimal,
        )
        return self._import(
            lambda existing: plan_import(paths, existing=existing, options=options, progress=progress), dry_run
        )

    def validate(
        self,
        *paths: str | Path,
        source: str | None = None,
        reported_by: str | None = None,
        observed_at: Day = None,
        currency: str | None = None,
        today: Day = None,
        mapping: str | Path | None = None,
        answers: Answers | None = None,
        as_person: str | None = None,
        encoding: str | None = None,
        date_order: str | None = None,
        decimal: str | None = None,
    ) -> ImportPlan:
        """Check files as an import would; nothing is written. Facts of the workspace count where there is one."""
        from graphcrm.ingest.plan import plan_import

        options = self._import_options(
            source,
            reported_by,
            observed_at,
            currency,
            today,
            False,
            mapping,
            answers,
            as_person,
            encoding,
            date_order,
            decimal,
        )
        if self.absent:
            return plan_import(paths, existing={}, options=options)
        with self.open() as store:
            return plan_import(paths, existing=store.read(None), options=options)

    def fix(
        self,
        *paths: str | Path,
        target: str | Path,
        mapping: str | Path | None = None,
        encoding: str | None = None,
        date_order: str | None = None,
        decimal: str | None = None,
    ) -> Fixed:
        """Write a corrected copy of files for what is safe to correct; the originals are never touched.

        Raises
        ------
        UsageError
            The target exists, or is one of the files.
        """
        from graphcrm.ingest.fixing import fix
        from graphcrm.ingest.hints import hints_of
        from graphcrm.ingest.mapping import read_mapping

        hints = hints_of(encoding, date_order, decimal)
        return fix(paths, target, mapping=None if mapping is None else read_mapping(mapping).renames(), hints=hints)

    def templates(self, target: str | Path, *, lang: Lang | None = None) -> Sequence[Path]:
        """Write the empty workbook (a name that ends in .xlsx), or empty tables with headings in both languages into a folder.

        Raises
        ------
        UsageError
            The workbook exists, or cannot be written.
        """
        if Path(target).suffix.casefold() == ".xlsx":
            return self._empty_workbook(Path(target), lang)
        from graphcrm.ingest.template import write_templates

        return write_templates(Path(target))

    def _empty_workbook(self, target: Path, lang: Lang | None) -> Sequence[Path]:
        from graphcrm.export.content import Content
        from graphcrm.export.workbook import workbook
        from graphcrm.files import write_whole

        if target.exists():
            raise UsageError(Text(f"{target} 已存在;请另取名字", f"{target} exists; choose another name"))
        said = lang or default_lang()
        write_whole(target, workbook(Content({}), "zh" if said == "zh" else "en", made_on=self.caller.today()))
        return (target,)

    def import_network(
        self,
        edges: str | Path,
        nodes: str | Path | None = None,
        *,
        ties: Mapping[str, str],
        columns: Mapping[str, str] = {},
        account: str = "NET",
        name: str | None = None,
        today: Day = None,
        encoding: str | None = None,
        dry_run: bool = False,
    ) -> Outcome:
        """Import an organisational network; `ties` says what each type of tie means, ``{"": kind}`` what all of them mean.

        `columns` names headings of the file that are none of the usual ones, by column: ``{"src": "Von"}``; `encoding` that of its text.

        Raises
        ------
        Refused
            There are errors; the problems are on it.
        """
        from graphcrm.ingest.network import plan_network

        options = self._import_options(today=today, encoding=encoding)
        called = name or Path(edges).resolve().parent.name
        return self._import(
            lambda existing: plan_network(
                edges,
                nodes,
                ties=ties,
                columns=columns,
                existing=existing,
                options=options,
                account=account,
                account_name=called,
            ),
            dry_run,
        )

    def edit(
        self,
        kind: str,
        /,
        *ends: str,
        end: Day = None,
        correct: bool = False,
        dry_run: bool = False,
        values: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Outcome:
        """Change one fact, checked like an import: ``edit("person", "c6", title="…")``, ``edit("edge", "STANCE", "c4", "US", level=0)``.

        `ends` is the id of a record, or kind and both ends of a relation (person and opportunity of a role). A new judgement
        without a date starts a new version today; `correct` rewrites the old one. `end` is the day from which a relation holds no more.
        Columns whose names are those of parameters go into `values`.

        Raises
        ------
        UsageError, Refused
            What was asked makes no sense, or breaks a rule of the data model.
        """
        from graphcrm.workspace import editing

        table = editing.table_of(kind)
        given = editing.assignments({**(values or {}), **more}, table)
        wanted = 1 if kind in editing.NODES else len(editing.PAIRS[kind][1])
        if len(ends) != wanted:
            names = ("id",) if kind in editing.NODES else editing.PAIRS[kind][1]
            raise UsageError(Text(f"edit {kind} 需要:{' '.join(names)}", f"edit {kind} needs {' '.join(names)}"))
        last = None if end is None else self._day(end, "--end").isoformat()

        def row(existing: Any) -> Row:
            if kind in editing.NODES:
                return editing.record(kind, ends[0], given, existing)
            today = self.caller.today().isoformat()
            return editing.relation(kind, ends, given, existing, today=today, end=last, correct=correct)

        return self._apply(f"edit {kind}", table.name, row, dry_run)

    def fill(
        self,
        seat: str,
        person: str | None = None,
        /,
        *,
        dry_run: bool = False,
        values: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Outcome:
        """Fill an open seat: ``fill("s1", "c12")``, ``fill("s1", "c44", name="…")``, ``fill("s1", name="…")``.

        From today on the holder has the seat's place in the chart, roles, lines and ties; an earlier day still shows the seat.
        With an id the holder is that person, who is made if not recorded yet; without one the seat becomes the person named.

        Raises
        ------
        UsageError, Refused
            There is no such open seat, nobody is named, somebody cannot hold it, or a rule of the data model is broken.
        """
        from graphcrm.workspace import editing, seats

        given = editing.assignments({**(values or {}), **more}, editing.table_of("person"))
        today = self.caller.today().isoformat()
        return self._carry_out(
            "edit fill", lambda existing: seats.fill_seat(seat, person, given, existing, today), dry_run
        )

    def vacate(self, person: str, /, *, seat: str | None = None, dry_run: bool = False) -> Outcome:
        """Somebody of theirs leaves today and the post stays open: a new seat with the roles, weight and lines of the post.

        `seat` is the id of the new seat; without one it is made from that of the person.

        Raises
        ------
        UsageError, Refused
            There is no such person of theirs, or a rule of the data model is broken.
        """
        from graphcrm.workspace import seats

        today = self.caller.today().isoformat()
        return self._carry_out("edit vacate", lambda existing: seats.vacate(person, seat, existing, today), dry_run)

    def assess(
        self,
        person: str,
        /,
        *,
        by: str,
        date: Day = None,
        vendor: str | None = None,
        dry_run: bool = False,
        **scores: Any,
    ) -> Outcome:
        """Record a six-dimension assessment, each dimension −1 to 3.

        Raises
        ------
        UsageError, Refused
            An unknown dimension, or a row that breaks a rule.
        """
        from graphcrm.workspace import editing

        day = self._day(date, "--date").isoformat()
        given = editing.assignments(scores, editing.ASSESSMENTS)

        def row(existing: Any) -> Row:
            return editing.assessment(person, by, day, vendor, given, existing)

        return self._apply("assess", editing.ASSESSMENTS.name, row, dry_run)

    def log(
        self, kind: str, people: Iterable[str], /, *, date: Day = None, dry_run: bool = False, **values: Any
    ) -> Outcome:
        """Log an interaction of ours and theirs; never the text of a message.

        Raises
        ------
        UsageError, Refused
            An unknown column, or a row that breaks a rule.
        """
        from graphcrm.workspace import editing

        day = self._day(date, "--date").isoformat()
        given = editing.assignments(values, editing.INTERACTIONS)
        who = tuple(people)

        def row(existing: Any) -> Row:
            return editing.interaction(kind, who, day, given, existing)

        return self._apply("log", editing.INTERACTIONS.name, row, dry_run)

    def undo(self, number: int | None = None, *, dry_run: bool = False) -> Step:
        """Withdraw a change: the latest that stands, so that a second undo goes one step further back; or one by its number.

        Raises
        ------
        UsageError
            There is no such change, or nothing to withdraw.
        """
        from graphcrm.store.undoing import undo_change

        return self._step(undo_change, number, dry_run)

    def redo(self, number: int | None = None, *, dry_run: bool = False) -> Step:
        """Bring back the change that was withdrawn last, or one by its number.

        Raises
        ------
        UsageError
            There is no such change, or nothing to bring back.
        """
        from graphcrm.store.undoing import redo_change

        return self._step(redo_change, number, dry_run)

    def _step(self, make: Callable[..., ChangeSet], number: int | None, dry_run: bool) -> Step:
        from graphcrm.workspace.steps import take_step

        who = {"author": self.caller.author, "at": self.caller.now(), "day": self.caller.today().isoformat()}
        with self.open() as store:
            return take_step(store, lambda changes: make(changes, number, **who), dry_run=dry_run)

    def _import_options(
        self,
        source: str | None = None,
        reported_by: str | None = None,
        observed_at: Day = None,
        currency: str | None = None,
        today: Day = None,
        accept_valid: bool = False,
        mapping: str | Path | None = None,
        answers: Answers | None = None,
        as_person: str | None = None,
        encoding: str | None = None,
        date_order: str | None = None,
        decimal: str | None = None,
    ) -> ImportOptions:
        from graphcrm.ingest.guessing.questions import read_answers
        from graphcrm.ingest.mapping import read_mapping
        from graphcrm.ingest.options import ImportOptions

        given = answers if isinstance(answers, Mapping) else {} if answers is None else read_answers(answers)
        return ImportOptions(
            today=self._day(today, "--today").isoformat(),
            author=self.caller.author,
            at=self.caller.now(),
            source=source,
            reported_by=reported_by,
            observed_at=None if observed_at is None else self._day(observed_at, "--observed-at").isoformat(),
            accept_valid=accept_valid,
            currency=currency or self.settings.currency,
            mapping=None if mapping is None else read_mapping(mapping),
            answers={**given, "known_by": as_person} if as_person else given,
            encoding=encoding,
            date_order=date_order,
            decimal=decimal,
        )

    def _import(self, plan: Planner, dry_run: bool) -> Outcome:
        """Plan and carry out; a workspace that is not there is made only when there is something to put into it."""
        from graphcrm.workspace.changing import carry_out, concluded

        if self.absent:
            first = plan({})
            if dry_run or first.change is None:
                return concluded(first, dry_run=dry_run)
            with self.open(create=True) as store:  # somebody else may have been quicker
                return carry_out(store, lambda existing: plan(existing) if existing else first)
        with self.open(create="://" in self.url and not dry_run) as store:
            return carry_out(store, plan, dry_run=dry_run)

    def _apply(self, action: str, name: str, row: Callable[[Existing], Row], dry_run: bool) -> Outcome:
        """Check a row, made of what is stored, like an import and apply it."""
        from graphcrm.model.tables import table
        from graphcrm.workspace.confirming import confirmation
        from graphcrm.workspace.editing import Rows

        of = table(name)
        assert of is not None

        def rows(existing: Existing) -> Rows:
            made = row(existing)
            return Rows({name: [made.values]}, confirmation(of, made, existing, dry_run=dry_run))

        return self._carry_out(action, rows, dry_run)

    def _carry_out(self, action: str, rows: Callable[[Existing], Rows], dry_run: bool) -> Outcome:
        """Check rows, made of what is stored, like an import and apply them, all or none."""
        from graphcrm.ingest.plan import plan_rows
        from graphcrm.workspace.changing import carry_out
        from graphcrm.workspace.handover import from_its_day

        options = self._import_options()
        said: tuple[Text, ...] = ()

        def plan(existing: Existing) -> ImportPlan:
            nonlocal said
            made = rows(existing)
            said = made.said
            planned = plan_rows(made.tables, existing=existing, options=options, command=action)
            return from_its_day(planned) if made.from_today else planned

        with self.open() as store:
            outcome = carry_out(store, plan, dry_run=dry_run)
        return replace(outcome, said=said)
