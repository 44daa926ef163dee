"""One change set, entirely or not at all.

A change of ordinary size is one transaction: versions, totals, chain, audit entry and the browsable graph together. A large one
would not fit the server's memory, so its versions are written ahead in slices. They belong to a change that does not exist yet,
which no reader looks at; one small transaction then makes it exist. The browsable graph follows in slices after that; until it
has caught up, the workspace's `drawn` is smaller than its `changes`. If the writer is killed on the way, the next one takes away
versions of a change that never came to be, and completes the drawing of one that did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import Any

from graphcrm.acknowledged import Counting, change_named
from graphcrm.dataclass import dataclass
from graphcrm.errors import GraphcrmError, InterruptedAfter, StoreError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.model.facts import ChangeSet, Receipt
from graphcrm.store.base import AuditEntry, Made, Progress, made_now
from graphcrm.store.columns import Stored
from graphcrm.store.neo4j.altering import finish, forget, settle
from graphcrm.store.neo4j.chain_nodes import commit, note
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.drawing import SLICE, clear, drawing_tasks
from graphcrm.store.neo4j.lease import Lease, Overtaken
from graphcrm.store.neo4j.prefetching import prefetched
from graphcrm.store.neo4j.rows import create_versions
from graphcrm.store.neo4j.schema import Schema, define, missing_constraints
from graphcrm.store.neo4j.slicing import Task, as_work, through
from graphcrm.store.neo4j.state import GraphState, load, refuse_newer, steadily
from graphcrm.store.neo4j.totals_node import altered_kinds_of, drawn_of, totals_of
from graphcrm.store.planning.change import PlannedChange, kinds_needed, plan_change
from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.totals import RunningTotals

__all__ = [
    "UNDRAWN",
    "apply_change",
    "catch_up",
    "forget_altered",
    "is_stored",
    "redraw",
    "tidied",
    "would_change",
]


#: Rows up to which a change is a single transaction.
AT_ONCE = 20_000

_BEGIN = "MATCH (w:Graphcrm {root: $workspace}) SET w.writing = $kinds"
_SWEEP = """
UNWIND $kinds AS kind
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = kind AND v.sequence > $beyond
WITH v LIMIT $limit DELETE v RETURN count(*), max($beyond)
"""
_IS_STORED = "RETURN EXISTS { (c:Graphcrm {workspace: $workspace, number: $number}) WHERE c.sha256 = $sha256 }"
_SWEPT = "MATCH (w:Graphcrm {root: $workspace}) REMOVE w.writing"
_DRAWN = "MATCH (w:Graphcrm {root: $workspace}) SET w.drawn = $number"
#: Takes the lock on the node, so that whatever is being committed is there, or is not, when the next statement looks.
_QUIET = "MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $number REMOVE w.fence"

#: A clause about what an interruption leaves to the next writer.
UNDRAWN = Text(
    "，浏览用的图由下一次写入或 graphcrm store redraw 补画完整",
    ", and the next change, or `graphcrm store redraw`, completes the browsable graph",
)
_HALF_DRAWN = Text(
    "浏览用的图没有画完（{why}）；事实完好，查询结果不受影响。请再次运行 graphcrm store redraw，下一次写入也会画完",
    "the browsable graph is not drawn to its end ({why}). The facts are sound and no answer is affected; run `graphcrm store redraw`"
    " again, or let the next change complete it",
)
_BEHIND = Text(
    "改动 {number} 已写入，但浏览用的图还没有画到它（{why}）；查询结果不受影响。下一次写入会补画，也可运行 graphcrm store redraw",
    "change {number} is stored, but the browsable graph does not show it yet ({why}). No answer is affected; the next change draws it,"
    " and so does `graphcrm store redraw`",
)


def would_change(graph: Graph, schema: Schema, change: ChangeSet) -> Receipt:
    """The receipt that applying a change set would give."""

    def plan(state: GraphState) -> Receipt:
        planned = plan_change(change, state, load(graph, state, kinds_needed(change)))
        for _ in planned.checksummed():
            pass  # looks whether they could be stored
        return planned.receipt

    return steadily(graph, schema, plan)


def apply_change(
    graph: Graph, schema: Schema, lease: Lease, made: Made, progress: Progress | None, counting: Counting
) -> Receipt:
    """Apply a change set as the one writer, and say by `counting` when it counts."""
    catch_up(graph, schema, lease)
    change = made_now(made)

    def plan(state: GraphState) -> PlannedChange:
        return plan_change(change, state, load(graph, state, kinds_needed(change)))

    planned = steadily(graph, schema, plan)
    writing = _Writing(graph, lease, planned, progress, counting)
    if planned.rows <= AT_ONCE:
        behind = writing.at_once()
    else:
        with tidied(graph, lambda: _sweep(graph, lease)):
            behind = writing.ahead()
    return replace(planned.receipt, behind=behind)


def is_stored(run: Run, workspace: str, number: int, sha256: str) -> bool:
    """Whether a change is in the chain as it should be, when whatever is being committed has been."""
    run(_QUIET, workspace=workspace, number=number)
    return run(_IS_STORED, workspace=workspace, number=number, sha256=sha256) == [[True]]


@contextmanager
def tidied(graph: Graph, tidy: Callable[[], None]) -> Iterator[None]:
    """If the block fails what it wrote ahead is taken away; the next writer would do it too, until then it only takes up room."""
    try:
        yield
    except BaseException:
        if not graph.away:
            with suppress(GraphcrmError):
                tidy()
        raise


def catch_up(graph: Graph, schema: Schema, lease: Lease) -> None:
    """Complete what a killed writer left.

    Rows of a change that never was are taken away, as are those of an erasure that never was; an erasure that counts is
    completed; what is not drawn yet is drawn.
    """
    workspace = graph.address.workspace
    found = _properties(lease)
    refuse_newer(graph, schema, found)
    if found.get("writing") is not None:
        _sweep(graph, lease)
    if found.get("settling") is not None:
        settle(lease.step, workspace, found["settling"], altered_kinds_of(found))
        _redraw(graph, schema, lease, None)
        finish(lease.step, workspace)
        return
    if found.get("altering") is not None:
        forget_altered(graph, lease)
    if drawn_of(found) < totals_of(found).changes:
        state, stored = _everything(graph, schema)
        missed = _undrawn(state)
        touched = {kind: keys for kind, versions in stored.items() if (keys := versions.keys_of(missed))}
        tasks = drawing_tasks(workspace, stored, state.undone, touched, ())
        _draw(lease, workspace, tasks, len(state.links))


def _everything(graph: Graph, schema: Schema) -> tuple[GraphState, Mapping[str, Stored]]:
    """All versions, verified, and the state that they were read in."""
    return steadily(graph, schema, lambda state: (state, load(graph, state, None)))


def _undrawn(state: GraphState) -> frozenset[int]:
    """Changes that are not drawn yet, and those that they withdrew or brought back."""
    found = set(range(state.drawn + 1, len(state.links) + 1))
    targets = {link.number: link.undoes for link in state.links}
    # An undo of an undo brings back what the first one withdrew, so follow each to its end.
    while further := {target for number in found if (target := targets[number]) is not None} - found:
        found |= further
    return frozenset(found)


def redraw(graph: Graph, schema: Schema, lease: Lease, entry: AuditEntry | None, progress: Progress | None) -> None:
    """Take the browsable graph away and draw it anew from the versions; `entry`, if there is one, goes into the audit trail."""
    catch_up(graph, schema, lease)
    _redraw(graph, schema, lease, progress)
    if entry is not None:
        lease.step(lambda run, found: note(run, graph.address.workspace, totals_of(found), entry))


def forget_altered(graph: Graph, lease: Lease) -> None:
    """Take away what was written ahead for an erasure, unless it counts already."""
    workspace = graph.address.workspace
    found = _properties(lease)
    if found.get("altering") is not None and found.get("settling") is None:
        forget(lease.step, workspace, found["altering"], altered_kinds_of(found))
        finish(lease.step, workspace)


def _properties(lease: Lease) -> dict[str, Any]:
    """Properties of the workspace's node."""
    found: list[dict[str, Any]] = []
    lease.step(lambda run, properties: found.append(properties))
    return found[-1]


def _redraw(graph: Graph, schema: Schema, lease: Lease, progress: Progress | None) -> None:
    workspace = graph.address.workspace
    # Facts that are damaged are noticed before anything is taken away.
    state, stored = _everything(graph, schema)
    everything = {kind: set(versions.columns.keys) for kind, versions in stored.items()}
    # How much there is to take away and to draw is known when it is done; about one thing a version each.
    total, done = 2 * sum(len(versions.sequences) for versions in stored.values()), 0

    def report(count: int) -> None:
        nonlocal done
        done = min(total, done + count)
        if progress is not None:
            progress(done, total)

    def drawing() -> Iterator[Task]:
        for task in drawing_tasks(workspace, stored, state.undone, everything, everything):
            yield task
            report(SLICE)

    try:
        lease.step(lambda run, _: run(_DRAWN, workspace=workspace, number=0))
        for count in clear(lease.step, workspace):
            report(count)
        if missing_constraints(graph, schema):
            define(graph, schema)
        _draw(lease, workspace, drawing(), len(state.links))
    except KeyboardInterrupt as stop:
        raise InterruptedAfter(_HALF_DRAWN.format(why=Text("已中断", "interrupted"))) from stop
    except StoreError as error:  # its own words would say that nothing was changed
        raise StoreUnavailable(_HALF_DRAWN.format(why=error.text)) from error
    report(total)


def _draw(lease: Lease, workspace: str, tasks: Iterator[Task], number: int) -> None:
    for task in tasks:
        lease.step(as_work(task))
    lease.step(lambda run, _: run(_DRAWN, workspace=workspace, number=number))


def _sweep(graph: Graph, lease: Lease) -> None:
    """Take away the versions that were written ahead for a change that never came to be."""
    workspace = graph.address.workspace
    found = _properties(lease)
    kinds = found.get("writing")
    if kinds is None:
        return
    last = totals_of(found).last_sequence
    for _ in through(lease.step, _SWEEP, last, limit=SLICE, workspace=workspace, kinds=kinds):
        pass
    lease.step(lambda run, _: run(_SWEPT, workspace=workspace))


@dataclass(frozen=True, slots=True)
class _Writing:
    """The writing of one planned change."""

    graph: Graph
    lease: Lease
    planned: PlannedChange
    progress: Progress | None
    counting: Counting

    def at_once(self) -> Text | None:
        """Everything in one transaction; what is to be said if the drawing, where it has its own, was not finished."""
        planned = self.planned
        totals = self._totals()
        parts = []
        for kind, part in planned.checksummed():
            totals.add(kind, part.texts, part.checksums)
            parts.append(part)
        outcome = planned.outcome(totals)
        drawn_with_it = sum(map(len, planned.touched().values())) <= AT_ONCE
        tasks = list(self._drawing()) if drawn_with_it else []

        def work(run: Run, properties: dict[str, Any]) -> None:
            for part in parts:
                create_versions(run, self.workspace, part.texts, part.checksums)
            commit(run, self.workspace, properties, outcome)
            if planned.written and drawn_with_it:
                for task in tasks:
                    task(run)
                run(_DRAWN, workspace=self.workspace, number=planned.number)

        # Progress is told before the writing begins: whoever stops it there stops it in time.
        done = 0
        for _, given in planned.steps:
            done += given
            self._report(done)
        self._commit(work, outcome)
        return None if drawn_with_it or not planned.written else self._draw(self._drawing())

    def ahead(self) -> Text | None:
        """Versions in slices that nobody sees yet, then the change, then the picture, which is being made ready meanwhile."""
        planned = self.planned
        kinds = [step.rows.kind for step, _ in planned.steps if len(step.rows)]
        self.lease.step(lambda run, _: run(_BEGIN, workspace=self.workspace, kinds=kinds))
        done = planned.given - planned.rows
        self._report(done)
        totals = self._totals()

        def work(run: Run, properties: dict[str, Any]) -> None:
            commit(run, self.workspace, properties, planned.outcome(totals))
            run(_SWEPT, workspace=self.workspace)

        with prefetched(self._drawing()) as tasks:
            # Closed whatever happens: no piece may be under way any more when what was written ahead is taken away.
            with prefetched(self._slices(totals)) as slices, closing(self.lease.side_by_side(slices)) as pieces:
                for _ in pieces:
                    done = min(done + SLICE, planned.given)
                    self._report(done)
            self._commit(work, planned.outcome(totals))
            return self._draw(tasks)

    def _commit(self, work: Callable[[Run, dict[str, Any]], object], outcome: Outcome) -> None:
        """Make the change exist; whoever lost the lease while the answer was on its way looks whether it does."""

        def there(run: Run) -> bool:
            return is_stored(run, self.workspace, outcome.changes, outcome.change_sha256)

        if self.planned.written:
            self.counting.what = change_named(self.planned.number, self.graph.address.shown)
            self.counting.counts = lambda: self.graph.write(there, soon=True)
        try:
            self.lease.step(work)
        except Overtaken:
            if not self.planned.written or not self.graph.write(there, soon=True):
                raise
        self.counting.counts = lambda: True

    def _draw(self, tasks: Iterator[Task]) -> Text | None:
        """Draw a change that is stored: whatever keeps us from it, it is, and the next writer completes the drawing."""
        number = self.planned.number
        self.counting.then = UNDRAWN
        try:
            _draw(self.lease, self.workspace, tasks, number)
        except StoreError as error:
            return _BEHIND.format(number=number, why=error.text)
        self.counting.then = Text("", "")
        return None

    @property
    def workspace(self) -> str:
        return self.graph.address.workspace

    def _slices(self, totals: RunningTotals) -> Iterator[Task]:
        """The versions in pieces that may be written in any order; `totals` are complete when the last one is made."""
        for kind, part in self.planned.checksummed():
            totals.add(kind, part.texts, part.checksums)
            for start in range(0, len(part.texts), SLICE):
                yield self._slice(part.texts[start : start + SLICE], part.checksums[start : start + SLICE])

    def _slice(self, texts: Sequence[bytes], checksums: Sequence[int]) -> Task:
        return lambda run: create_versions(run, self.workspace, texts, checksums)

    def _drawing(self) -> Iterator[Task]:
        planned, state = self.planned, self.planned.state
        touched = planned.touched()
        fresh = {kind for kind in touched if kind not in state.scopes}
        first = not state.links
        return drawing_tasks(self.workspace, planned.stored_after(), planned.undone, touched, fresh, first=first)

    def _totals(self) -> RunningTotals:
        return RunningTotals(self.planned.state.scopes, self.planned.number)

    def _report(self, done: int) -> None:
        if self.progress is not None:
            self.progress(done, self.planned.given)
