"""What a workspace says about itself: the totals that the last change left behind, on one node.

The fields up to `checksum` are sealed by it; beside them the node carries what writers tell each other (see
:mod:`graphcrm.store.neo4j.lease`), which no answer depends on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, replace
from typing import Any

from graphcrm.i18n import Text
from graphcrm.store.damage import damaged
from graphcrm.store.neo4j.connection import Run
from graphcrm.store.sealing import texts_checksum
from graphcrm.store.totals import Scope, verified_scopes

__all__ = ["EMPTY", "Head", "head_of", "scopes_of", "write_head", "write_scopes"]

_HEAD = Text("工作区的汇总记录已损坏", "the workspace's record of its totals is damaged")


@dataclass(frozen=True, slots=True)
class Head:
    """Totals of a workspace; `sequence` is that of its newest version."""

    schema: int
    last_sequence: int
    changes: int
    change_sha256: str
    audits: int
    audit_sha256: str
    scopes: int
    scopes_checksum: int


EMPTY = Head(0, 0, 0, "", 0, "", 0, 0)


def head_of(properties: Mapping[str, Any]) -> Head:
    """The totals on a workspace's node, verified.

    Raises
    ------
    IntegrityError
        They are not what was written.
    """
    try:
        head = Head(**{name: properties[name] for name in Head.__dataclass_fields__})
    except KeyError as error:
        raise damaged(_HEAD) from error
    if texts_checksum(*astuple(head)) != properties.get("checksum"):
        raise damaged(_HEAD)
    return head


def write_head(run: Run, workspace: str, head: Head, mark: str) -> None:
    """Write the totals as the last thing in a transaction; `mark` is new with every write."""
    sealed = {**asdict(head), "checksum": texts_checksum(*astuple(head)), "mark": mark}
    run("MATCH (w:Graphcrm {root: $workspace}) SET w += $sealed", workspace=workspace, sealed=sealed)


def scopes_of(rows: Iterable[Mapping[str, Any]], head: Head) -> dict[str, Scope]:
    """The totals of every kind, verified.

    Raises
    ------
    IntegrityError
        One is not what was written, or one is missing.
    """
    stored = ((Scope(row["of_kind"], row["change"], row["rows"], row["total"]), row["checksum"]) for row in rows)
    try:
        return verified_scopes(stored, head.scopes, head.scopes_checksum)
    except KeyError as error:
        raise damaged(_HEAD) from error


def write_scopes(run: Run, workspace: str, scopes: Mapping[str, Scope], touched: Iterable[str], head: Head) -> Head:
    """Write the totals of the kinds touched; returns the head with the totals over all `scopes`."""
    rows = [
        {"of_kind": s.kind, "change": s.change, "rows": s.rows, "total": s.total, "checksum": s.checksum}
        for s in (scopes[kind] for kind in sorted(touched))
    ]
    run(
        "UNWIND $rows AS row MERGE (s:Graphcrm {workspace: $workspace, of_kind: row.of_kind}) SET s:Scope, s += row",
        workspace=workspace,
        rows=rows,
    )
    return replace(head, scopes=len(scopes), scopes_checksum=sum(scope.checksum for scope in scopes.values()))
