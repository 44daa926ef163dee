"""Verify everything, and say what is wrong instead of stopping at the first fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text
from graphcrm.spoken import joined
from graphcrm.store.base import CheckReport, Misdrawn, Progress
from graphcrm.store.change_chain import compare_digests
from graphcrm.store.checksums import RowsHash, row_checksum
from graphcrm.store.columns import Stored
from graphcrm.store.damage import damaged
from graphcrm.store.neo4j.chain_nodes import read_audit
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.picture import LABELS, columns_of, draw, labels_of
from graphcrm.store.neo4j.rows import scan
from graphcrm.store.neo4j.schema import Schema, missing_constraints
from graphcrm.store.neo4j.state import GraphState, load, read_state, steadily
from graphcrm.store.totals import Tally

__all__ = ["check_store"]


_PAGE = 5_000
_MARK = "MATCH (w:Graphcrm {root: $workspace}) RETURN properties(w)"
_KINDS = """
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind IS NOT NULL AND v.sequence IS NOT NULL
RETURN v.kind, count(*)
"""
_BEYOND = """
MATCH (a:Graphcrm {workspace: $workspace}) WHERE a.entry > $audits RETURN count(*)
"""
_NODES = """
MATCH (n:Graphcrm {workspace: $workspace}) WHERE n.id > $after
WITH n ORDER BY n.workspace, n.id LIMIT $page
RETURN n.id, labels(n), properties(n)
"""
_RELATIONSHIPS = """
MATCH (a:Graphcrm {workspace: $workspace}) WHERE a.id > $after
WITH a ORDER BY a.workspace, a.id LIMIT $page
RETURN a.id, COLLECT {
  MATCH (a)-[r]->(b:Graphcrm) WHERE r.version IS NOT NULL AND b.workspace = $workspace
  RETURN [type(r), b.id, properties(r)]
}
"""

#: Nodes with a label of the graph that are none of its nodes: without an id that is a text, or part of the history.
_STRAY = """
MATCH (n:Graphcrm)
WHERE n.workspace = $workspace AND any(label IN labels(n) WHERE label IN $labels)
  AND (NOT coalesce(n.id >= '', false)
    OR n.sequence IS NOT NULL OR n.number IS NOT NULL OR n.entry IS NOT NULL OR n.of_kind IS NOT NULL)
RETURN head([label IN labels(n) WHERE label IN $labels])
"""

_FOREIGN = Text(
    "有 {count} 条 {kind} 记录不属于任何变更", "{count} rows of {kind} belong to no change of this workspace"
)
_ENTRIES = Text("审计链之外还有 {count} 条记录", "there are {count} entries beyond the chain of audit entries")
_CONSTRAINTS = Text(
    "数据库缺少约束 {names}：同一编号可能写入两次，读写也很慢。请数据库管理员运行 graphcrm store redraw 重建",
    "the database lacks the constraints {names}: an id could be written twice, and everything takes long. The database's owner makes"
    " them anew with `graphcrm store redraw`",
)
_DRAWING = Text(
    "浏览用的图被改动过：{nodes} 个节点、{relationships} 个节点的关系与事实不符（第一处：{first}）。事实本身完好，查询结果不受影响；"
    "请运行 graphcrm store redraw 按事实重画",
    "the browsable graph was changed by hand: {nodes} nodes, and the relationships of {relationships}, differ from the facts"
    " (first: {first}). The facts themselves are sound and no answer is affected; `graphcrm store redraw` draws the graph anew",
)


def check_store(graph: Graph, schema: Schema, progress: Progress | None = None) -> CheckReport:
    """Verify all rows, all totals, both chains, and that the browsable graph shows what the facts say."""
    try:
        return steadily(graph, schema, lambda state: _Check(graph, schema, state, progress).strictly())
    except IntegrityError as error:
        try:
            state = read_state(graph, schema)
        except IntegrityError:
            return CheckReport(0, 0, (error.what,))
        return _Check(graph, schema, state, progress).report()


class _Check:
    def __init__(self, graph: Graph, schema: Schema, state: GraphState, progress: Progress | None) -> None:
        self.graph = graph
        self.schema = schema
        self.state = state
        self.progress = progress
        self.damage: list[Text] = []
        self.versions = 0
        self._facts: dict[str, Stored] | None = None

    def report(self) -> CheckReport:
        """All steps; damage in one does not keep the others from looking."""
        for step in (self._constraints, self._audit, self._kinds, self._rows, self._digests, self._drawing):
            self._attempt(step)
        return CheckReport(len(self.state.links), self.versions, tuple(self.damage))

    def strictly(self) -> CheckReport:
        """The report, if there is nothing to report; damage may be another writer's doing, so it is raised first."""
        report = self.report()
        if report.damage:
            raise damaged(report.damage[0])
        return report

    def _attempt(self, step: Callable[[], None]) -> None:
        try:
            step()
        except IntegrityError as error:
            if error.what not in self.damage:
                self.damage.append(error.what)

    def _read(self, statement: Any, **parameters: Any) -> list[list[Any]]:
        return self.graph.read(statement, workspace=self.graph.address.workspace, **parameters)

    def _constraints(self) -> None:
        if missing := missing_constraints(self.graph, self.schema):
            raise damaged(_CONSTRAINTS.format(names=joined(missing)))

    def _audit(self) -> None:
        read_audit(self.graph, self.state.totals)
        count = self._read(_BEYOND, audits=self.state.totals.audits)[0][0]
        if count:
            raise damaged(_ENTRIES.format(count=count))

    def _kinds(self) -> None:
        """Rows of kinds that no change wrote; those being written ahead are told by the workspace's node."""
        writing = self._read(_MARK)[0][0].get("writing") or ()
        for kind, count in self._read(_KINDS):
            if kind not in self.state.scopes and kind not in writing:
                self.damage.append(_FOREIGN.format(kind=kind, count=count))

    def _rows(self) -> None:
        total = sum(scope.rows for scope in self.state.scopes.values())
        faults: list[IntegrityError] = []
        for kind in sorted(self.state.scopes):
            tally = Tally()
            try:
                for chunk in scan(self.graph, kind, self.state.totals.changes, self.state.settling):
                    tally.add(chunk)
                    self.versions += len(chunk.keys)
                    if self.progress is not None:
                        self.progress(self.versions, max(total, self.versions))
                tally.compare(self.state.scopes, [kind])
            except IntegrityError as error:
                faults.append(error)
        self.damage.extend(error.what for error in faults)
        if not faults:
            self._facts = load(self.graph, self.state)

    def _digests(self) -> None:
        if self._facts is None:
            return
        rows: list[tuple[int, int, bytes]] = []
        for kind, loaded in self._facts.items():
            c = loaded.columns
            columns = (c.keys, c.valid_from, c.valid_to, c.observed_at, c.props)
            for sequence, change, *texts in zip(loaded.sequences, loaded.changes, *columns, strict=True):
                rows.append((sequence, change, row_checksum(sequence, change, kind, *texts)[0]))
        rows.sort()
        digests: dict[int, RowsHash] = {}
        for _, change, text in rows:
            digests.setdefault(change, RowsHash()).add([text])
        compare_digests(self.state.links, digests)

    def _drawing(self) -> None:
        # While a large change or erasure is being drawn the graph is behind, which is no damage: the next writer completes it.
        if self._facts is None or self.state.drawn != self.state.totals.changes or self.state.settling is not None:
            return
        nodes, relationships = self._expected()
        wrong_nodes = self._wrong_nodes(nodes)
        wrong_relationships = self._wrong_relationships(relationships)
        if wrong_nodes or wrong_relationships:
            first = (wrong_nodes or wrong_relationships)[0]
            said = _DRAWING.format(
                nodes=len(wrong_nodes), relationships=len(wrong_relationships), first=ascii(first)[1:-1]
            )
            self.damage.append(Misdrawn(said.zh, said.en))

    def _expected(self) -> tuple[dict[str, tuple[set[str], dict[str, Any]]], dict[str, list[Any]]]:
        nodes: dict[str, tuple[set[str], dict[str, Any]]] = {}
        relationships: dict[str, list[Any]] = {}
        for kind, loaded in (self._facts or {}).items():
            drawing = draw(kind, loaded, self.state.undone)
            for node in drawing.nodes:
                labels, props = nodes.setdefault(node.id, (set(), {}))
                labels.update(node.labels)
                props.update({name: value for name, value in node.props.items() if value is not None})
            for type_, found in drawing.relationships.items():
                for one in found:
                    relationships.setdefault(one.source, []).append([type_, one.target, one.props])
                    nodes.setdefault(one.source, (set(), {}))
                    nodes.setdefault(one.target, (set(), {}))
        return nodes, relationships

    def _wrong_nodes(self, expected: dict[str, tuple[set[str], dict[str, Any]]]) -> list[str]:
        """Ids of nodes that are missing, differ, or stand for nothing; labels and properties that others added are theirs."""
        ours = {label for kind in LABELS for label in labels_of(kind)}
        columns = {column for kind in LABELS for column in columns_of(kind)}
        wrong: list[str] = []
        seen: set[str] = set()
        after = ""
        while rows := self._read(_NODES, after=after, page=_PAGE):
            for name, labels, props in rows:
                seen.add(name)
                mine = ours.intersection(labels)
                if name not in expected:
                    # A node that stands for nothing is kept if others gave it a label or a relationship of theirs.
                    if mine:
                        wrong.append(name)
                elif mine != expected[name][0] or {k: v for k, v in props.items() if k in columns} != expected[name][1]:
                    wrong.append(name)
            after = rows[-1][0]
        strays = [label for (label,) in self._read(_STRAY, labels=sorted(ours))]
        return wrong + [name for name in expected if name not in seen] + strays

    def _wrong_relationships(self, expected: dict[str, list[Any]]) -> list[str]:
        wrong: list[str] = []
        seen: set[str] = set()
        after = ""
        while rows := self._read(_RELATIONSHIPS, after=after, page=_PAGE):
            for name, found in rows:
                seen.add(name)
                if sorted(map(_text, found)) != sorted(map(_text, expected.get(name, ()))):
                    wrong.append(name)
            after = rows[-1][0]
        return wrong + [name for name in expected if name not in seen]


def _text(relationship: list[Any]) -> str:
    type_, target, props = relationship
    return repr((type_, target, sorted((name, value) for name, value in props.items() if value is not None)))
