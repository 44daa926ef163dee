"""Importing through the door: tables, files of other people, networks; checks, corrected copies and templates."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from graphcrm.configuration import on_server
from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, page_lang
from graphcrm.workspace.base import Base, Day

if TYPE_CHECKING:
    from graphcrm.ingest.fixing import Fixed
    from graphcrm.ingest.options import ImportOptions, ImportPlan, Progress
    from graphcrm.workspace.changing import Outcome, Planner

__all__ = ["Answers", "Imports", "Reading"]


_STARTED = Text("新建了工作区 {where}", "a new workspace was started: {where}")
#: Answers to the questions of an import: the file, or answers by question.
Answers = str | Path | Mapping[str, str]


class Reading(TypedDict, total=False):
    """How files are read, and what fills their gaps.

    source, reported_by, observed_at, currency
        What is taken where a row says none.
    today
        Day of the import.
    mapping
        File that says what files of other people stand for (:meth:`graphcrm.Workspace.guess` proposes one), or the name of a system
        whose exports are known.
    answers
        Answers to the questions of such an import.
    as_person
        Whose contacts the files hold.
    encoding, date_order, decimal
        What files leave open (:class:`graphcrm.ingest.hints.Hints`): the name of an encoding, ``dmy`` or ``mdy``, ``.`` or ``,``.
    every
        List all problems of a file (10,000 at most) in place of 50.
    """

    source: str | None
    reported_by: str | None
    observed_at: Day
    currency: str | None
    today: Day
    mapping: str | Path | None
    answers: Answers | None
    as_person: str | None
    encoding: str | None
    date_order: str | None
    decimal: str | None
    every: bool


class Imports(Base):
    """What brings files into a workspace, all or nothing."""

    def import_tables(
        self,
        *paths: str | Path,
        accept_valid: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
        **reading: Unpack[Reading],
    ) -> Outcome:
        """Import tables: folders, CSV files, workbooks, JSON documents; all or nothing unless `accept_valid`.

        How they are read is said by name, such as ``today="2026-06-30"`` (:class:`Reading`).

        Raises
        ------
        Refused
            There are errors; the problems are on it.
        """
        from graphcrm.ingest.plan import plan_import

        options = self._import_options(accept_valid=accept_valid, **reading)
        return self._import(
            lambda existing: plan_import(paths, existing=existing, options=options, progress=progress), dry_run
        )

    def validate(self, *paths: str | Path, **reading: Unpack[Reading]) -> ImportPlan:
        """Check files as an import would; nothing is written. Facts of the workspace count where there is one."""
        from graphcrm.ingest.plan import plan_import

        options = self._import_options(**reading)
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
        if Path(target).is_file():
            raise UsageError(
                Text(
                    "{target} 是文件：请写新文件夹的名字，或以 .xlsx 结尾的新文件名",
                    "{target} is a file: name a folder, or a new file that ends in .xlsx",
                ).format(target=target)
            )
        from graphcrm.ingest.template import write_templates

        return write_templates(Path(target))

    def _empty_workbook(self, target: Path, lang: Lang | None) -> Sequence[Path]:
        from graphcrm.export.content import Content
        from graphcrm.export.workbook import workbook
        from graphcrm.files import write_whole

        if os.path.lexists(target):
            raise UsageError(Text(f"{target} 已存在；请另取名字", f"{target} exists; choose another name"))
        write_whole(target, workbook(Content({}), page_lang(lang), made_on=self.caller.today()))
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
        every: bool = False,
    ) -> Outcome:
        """Import an organisational network; `ties` says what each type of tie means, ``{"": kind}`` what all of them mean.

        `columns` names headings of the file that are none of the usual ones, by column: ``{"src": "Von"}``; `encoding` that of its text.

        Raises
        ------
        Refused
            There are errors; the problems are on it.
        """
        from graphcrm.ingest.network import plan_network

        options = self._import_options(today=today, encoding=encoding, every=every)
        folder = Path(edges).absolute().parent.name
        return self._import(
            lambda existing: plan_network(
                edges,
                nodes,
                ties=ties,
                columns=columns,
                existing=existing,
                options=options,
                account=account,
                account_name=name or "",
                default_name=folder,
            ),
            dry_run,
        )

    def _import_options(
        self,
        *,
        accept_valid: bool = False,
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
        every: bool = False,
    ) -> ImportOptions:
        from graphcrm.ingest.guessing.questions import read_answers
        from graphcrm.ingest.log import LISTED, MOST_LISTED
        from graphcrm.ingest.mapping import read_mapping
        from graphcrm.ingest.options import ImportOptions

        settings = self.settings
        given = answers if isinstance(answers, Mapping) else {} if answers is None else read_answers(answers)
        return ImportOptions(
            today=self._day(today, "--today").isoformat(),
            author=self.caller.author,
            at=self.caller.now(),
            source=source,
            reported_by=reported_by,
            observed_at=None if observed_at is None else self._day(observed_at, "--observed-at").isoformat(),
            accept_valid=accept_valid,
            currency=currency or settings.currency,
            stale_days=int(settings.stale["stance_days"]),
            mapping=None if mapping is None else read_mapping(mapping),
            answers={**given, "known_by": as_person} if as_person else given,
            encoding=encoding,
            date_order=date_order,
            decimal=decimal,
            listed=MOST_LISTED if every else LISTED,
        )

    def _import(self, plan: Planner, dry_run: bool) -> Outcome:
        """Plan and carry out; a workspace that is not there is made only when there is something to put into it."""
        from graphcrm.workspace.changing import carry_out, concluded

        if self.absent:
            first = plan({})
            if dry_run or first.change is None:
                return concluded(first, dry_run=dry_run)
            with self.open(create=True) as store:  # somebody else may have been quicker
                outcome = carry_out(store, lambda existing: plan(existing) if existing else first)
            return replace(outcome, said=(_STARTED.format(where=self.url), *outcome.said))
        with self.open(create=on_server(self.url) and not dry_run) as store:
            return carry_out(store, plan, dry_run=dry_run)
