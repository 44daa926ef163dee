"""The one exception to append-only: rewrite or drop versions, with what the workspace then says about itself, and redraw them.

Few versions are altered in one transaction; many in slices, all or none for a reader (:mod:`graphcrm.store.neo4j.altering`).

The server keeps what was removed for a while in its transaction logs (``db.tx_log.rotation.retention_policy``) and in backups;
no client can reach there, so an administrator has to see to them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graphcrm.acknowledged import Counting
from graphcrm.dataclass import dataclass
from graphcrm.errors import StoreError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.base import AuditEntry
from graphcrm.store.neo4j.altering import begin, finish, settle, turn, write_ahead
from graphcrm.store.neo4j.applying import UNDRAWN, catch_up, forget_altered, is_stored, tidied
from graphcrm.store.neo4j.chain_nodes import commit
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.drawing import drawing_tasks
from graphcrm.store.neo4j.lease import Lease
from graphcrm.store.neo4j.schema import Schema
from graphcrm.store.neo4j.slicing import Step, as_work
from graphcrm.store.neo4j.state import GraphState, load, steadily
from graphcrm.store.planning.erasure import PlannedErasure, Rewrite, plan_erasure

__all__ = ["erase"]


#: Versions up to which an erasure is a single transaction.
AT_ONCE = 5_000

_TURNED = "RETURN EXISTS { (w:Graphcrm {root: $workspace}) WHERE w.settling = $token }"
_ERASURE = Text("删除", "the erasure")
_UNSETTLED = Text(
    "删除已写入，但旧内容还没有全部移走（{why}）；请排除原因后运行 graphcrm store redraw，下一次写入也会完成它",
    "the erasure is stored, but old content is not all taken away yet ({why}); see to the cause and run `graphcrm store redraw`, or let"
    " the next change complete it",
)


def erase(
    graph: Graph,
    schema: Schema,
    lease: Lease,
    rewrite: Rewrite,
    entry: AuditEntry,
    renamed: Mapping[str, str],
    counting: Counting,
) -> int:
    """Rewrite or drop versions as the one writer, and say by `counting` when that counts; returns how many were touched.

    Raises StoreUnavailable: among others where it counts and what follows from it could not be done; the message says so.
    """
    catch_up(graph, schema, lease)

    def plan(state: GraphState) -> _Erasure:
        stored = load(graph, state, None)
        planned = plan_erasure(state, stored, rewrite, entry, renamed)
        return _Erasure(graph.address.workspace, planned, state.undone, secrets.token_hex(8))

    erasure = steadily(graph, schema, plan)
    count = len(erasure.planned.altered)
    if not count:
        lease.step(erasure.commit)
        return 0
    counting.what, counting.counts = _ERASURE, lambda: graph.write(erasure.counts, soon=True)
    if count <= AT_ONCE:
        lease.step(lambda run, properties: erasure.carry_out(lambda work: work(run, properties)))
    else:
        with tidied(graph, lambda: forget_altered(graph, lease)):
            erasure.begin(lease.step)
        counting.counts, counting.then = lambda: True, UNDRAWN
        try:
            erasure.end(lease.step)
        except StoreError as error:  # its own words would say that nothing was changed
            raise StoreUnavailable(_UNSETTLED.format(why=error.text)) from error
    return count


@dataclass(frozen=True, slots=True)
class _Erasure:
    """The carrying out of a planned erasure."""

    workspace: str
    planned: PlannedErasure
    undone: frozenset[int]
    token: str

    def carry_out(self, step: Step) -> None:
        """Do it piece by piece, each by `step`; inside one transaction it may be done anew, if that is repeated."""
        self.begin(step)
        self.end(step)

    def begin(self, step: Step) -> None:
        """Until it counts."""
        planned = self.planned
        rows = [[one.kind, one.sequence, one.props, one.checksum, one.key] for one in planned.altered]
        begin(step, self.workspace, self.token, planned.touched())
        write_ahead(step, self.workspace, self.token, rows, planned.outcome.links)
        step(self._turn)

    def end(self, step: Step) -> None:
        """What follows from it, which the next writer would do too."""
        planned, touched = self.planned, self.planned.touched()
        settle(step, self.workspace, self.token, touched)
        for task in drawing_tasks(self.workspace, planned.after, self.undone, touched, (), before=planned.before):
            step(as_work(task))
        finish(step, self.workspace)

    def counts(self, run: Run) -> bool:
        """Whether the turn has come, when whatever is being committed has been."""
        last = self.planned.outcome.links[-1]
        settled = is_stored(run, self.workspace, last.number, last.sha256)
        return settled or run(_TURNED, workspace=self.workspace, token=self.token) == [[True]]

    def commit(self, run: Run, properties: dict[str, Any]) -> None:
        """Make it count; the changes whose place in the chain is another have been written ahead."""
        commit(run, self.workspace, properties, replace(self.planned.outcome, links=()))

    def _turn(self, run: Run, properties: dict[str, Any]) -> None:
        self.commit(run, properties)
        turn(run, self.workspace)
