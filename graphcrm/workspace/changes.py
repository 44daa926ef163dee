"""Changing through the door: single facts, assessments, interactions, and going back and forth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.workspace.base import Day
from graphcrm.workspace.imports import Imports

if TYPE_CHECKING:
    from graphcrm.ingest.options import ImportPlan
    from graphcrm.model.facts import ChangeSet
    from graphcrm.workspace.changing import Existing, Outcome
    from graphcrm.workspace.editing import Row, Rows
    from graphcrm.workspace.steps import Step

__all__ = ["Changes"]


class Changes(Imports):
    """What writes into a workspace; everything is checked like an import and can be taken back."""

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

        `ends` is the id of a record, or kind and both ends of a relation (person and opportunity of a role). A relation that is new
        or judged anew without a date holds from today on; `correct` says that it was always so. `end` is the day from which it holds
        no more. What others report of it stands, and is told.
        Columns whose names are those of parameters go into `values`.

        Raises
        ------
        UsageError, Refused
            What was asked makes no sense, or breaks a rule of the data model.
        """
        from graphcrm.workspace import editing
        from graphcrm.workspace.beside import with_others

        table = editing.table_of(kind)
        given = editing.assignments({**(values or {}), **more}, table)
        wanted = 1 if kind in editing.NODES else len(editing.PAIRS[kind][1])
        if len(ends) != wanted:
            names = ("id",) if kind in editing.NODES else editing.PAIRS[kind][1]
            raise UsageError(Text(f"edit {kind} 需要：{' '.join(names)}", f"edit {kind} needs {' '.join(names)}"))
        last = None if end is None else self._day(end, "--end").isoformat()

        def row(existing: Any) -> Row:
            if kind in editing.NODES:
                return editing.record(kind, ends[0], given, existing)
            today = self.caller.today().isoformat()
            made = editing.relation(kind, ends, given, existing, today=today, end=last, correct=correct)
            return with_others(made, existing, today) if kind == "edge" and last is None else made

        return self._apply(f"edit {kind}", table.name, row, dry_run)

    def fill(
        self,
        seat: str,
        person: str | None = None,
        /,
        *,
        date: Day = None,
        dry_run: bool = False,
        values: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Outcome:
        """Fill an open seat: ``fill("s1", "c12")``, ``fill("s1", "c44", name="…")``, ``fill("s1", name="…")``.

        From the day on (today by default) the holder has the seat's place in the chart, roles, lines and ties; before it there is
        still the seat.
        With an id the holder is that person, who is made if not recorded yet; without one the seat becomes the person named.

        Raises
        ------
        UsageError, Refused
            There is no such open seat, nobody is named, somebody cannot hold it, or a rule of the data model is broken.
        """
        from graphcrm.workspace import editing, seats

        given = editing.assignments({**(values or {}), **more}, editing.table_of("person"))
        day = self._past_day(date)
        return self._carry_out(
            "edit fill", lambda existing: seats.fill_seat(seat, person, given, existing, day), dry_run, day
        )

    def vacate(self, person: str, /, *, date: Day = None, seat: str | None = None, dry_run: bool = False) -> Outcome:
        """Somebody of theirs leaves on a day, today by default, and the post stays open: a new seat with its roles, weight, lines.

        `seat` is the id of the new seat; without one it is made from that of the person.

        Raises
        ------
        UsageError, Refused
            There is no such person of theirs, or a rule of the data model is broken.
        """
        from graphcrm.workspace import seats

        day = self._past_day(date)
        return self._carry_out("edit vacate", lambda existing: seats.vacate(person, seat, existing, day), dry_run, day)

    def _past_day(self, date: Day) -> str:
        day, today = self._day(date, "--date").isoformat(), self.caller.today().isoformat()
        if day > today:
            raise UsageError(
                Text(
                    f"{day} 晚于今天 {today}：请在当天记录",
                    f"{day} is later than today, {today}: record it then",
                )
            )
        return day

    def assess(
        self,
        person: str,
        /,
        *,
        by: str,
        date: Day = None,
        vendor: str | None = None,
        dry_run: bool = False,
        values: Mapping[str, Any] | None = None,
        **scores: Any,
    ) -> Outcome:
        """Record a six-dimension assessment, each dimension −1 to 3: ``assess("c6", by="u2", acceptance=2, information=1)``.

        Raises
        ------
        UsageError, Refused
            No dimension or an unknown one, or a row that breaks a rule.
        """
        from graphcrm.workspace import editing

        given = editing.assignments({**(values or {}), **scores}, editing.ASSESSMENTS)
        if not given:
            said = Text(
                "评估需要至少一个维度，如 acceptance=2", "an assessment needs a dimension, such as acceptance=2"
            )
            raise UsageError(said)
        editing.refuse_twice(given, person=person, assessor=by, date=date, vendor=vendor)
        day = self._day(given.pop("date", date), "--date").isoformat()

        def row(existing: Any) -> Row:
            return editing.assessment(person, by, day, vendor, given, existing)

        return self._apply("assess", editing.ASSESSMENTS.name, row, dry_run)

    def log(
        self,
        kind: str,
        people: Iterable[str],
        /,
        *,
        date: Day = None,
        dry_run: bool = False,
        values: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Outcome:
        """Log an interaction: ``log("visit", ["u1", "c7"], date="2026-07-02", summary="…")``, never its text.

        Two of a kind with the same people on one day differ by their time. With the id of a recorded one that one is changed.

        Raises
        ------
        UsageError, Refused
            An unknown column, another one of the day without a time, or a row that breaks a rule.
        """
        from graphcrm.workspace import editing, interactions

        who = tuple(people)
        given = editing.assignments({**(values or {}), **more}, editing.INTERACTIONS)
        editing.refuse_twice(given, kind=kind, participants=who, date=date)
        on = given.pop("date", date)
        day, today = None if on is None else self._day(on, "--date").isoformat(), self.caller.today().isoformat()

        def row(existing: Any) -> Row:
            return interactions.interaction(kind, who, day, given, existing, today=today)

        return self._apply("log", editing.INTERACTIONS.name, row, dry_run)

    def undo(self, number: int | None = None, *, force: bool = False, dry_run: bool = False) -> Step:
        """Withdraw a change: the latest that stands, so that a second undo goes one step further back; or one by its number.

        `force` withdraws it even if later changes rest on it, which stay.

        Raises
        ------
        UsageError
            There is no such change, or nothing to withdraw, or later changes rest on it.
        """
        from graphcrm.store.undoing import undo_change

        return self._step(undo_change, number, dry_run, force)

    def redo(self, number: int | None = None, *, dry_run: bool = False) -> Step:
        """Bring back the change that was withdrawn last, or one by its number.

        Raises
        ------
        UsageError
            There is no such change, or nothing to bring back.
        """
        from graphcrm.store.undoing import redo_change

        return self._step(redo_change, number, dry_run, force=True)

    def _step(self, make: Callable[..., ChangeSet], number: int | None, dry_run: bool, force: bool) -> Step:
        from graphcrm.workspace.steps import take_step

        who = {"author": self.caller.author, "at": self.caller.now(), "day": self.caller.today().isoformat()}
        with self.open() as store:
            return take_step(
                store,
                lambda changes: make(changes, number, **who),
                named=number is not None,
                force=force,
                dry_run=dry_run,
            )

    def _apply(self, action: str, name: str, row: Callable[[Existing], Row], dry_run: bool) -> Outcome:
        """Check a row, made of what is stored, like an import and apply it."""
        from graphcrm.model.tables import BY_NAME
        from graphcrm.workspace.confirming import confirmation
        from graphcrm.workspace.editing import Rows

        def rows(existing: Existing) -> Rows:
            made = row(existing)
            return Rows(
                {name: [made.values]}, confirmation(BY_NAME[name], made, existing, self.settings, dry_run=dry_run)
            )

        return self._carry_out(action, rows, dry_run)

    def _carry_out(
        self, action: str, rows: Callable[[Existing], Rows], dry_run: bool, day: str | None = None
    ) -> Outcome:
        """Check rows, made of what is stored, like an import and apply them, all or none; records hold from `day` on, if one is given."""
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
            return planned if day is None else from_its_day(planned, day)

        with self.open() as store:
            outcome = carry_out(store, plan, dry_run=dry_run)
        return replace(outcome, said=said)
