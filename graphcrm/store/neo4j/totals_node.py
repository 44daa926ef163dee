"""What a workspace says about itself: the totals that the last change left behind, on one node.

`checksum` is over the totals; beside them the node carries what writers tell each other (see
:mod:`graphcrm.store.neo4j.lease`), which no answer depends on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple
from functools import cache
from typing import Any, get_type_hints

from graphcrm.i18n import Text
from graphcrm.store.checksums import texts_checksum
from graphcrm.store.damage import damaged
from graphcrm.store.neo4j.connection import Run
from graphcrm.store.totals import Scope, Totals, verified_scopes

__all__ = [
    "altered_kinds_of",
    "drawn_of",
    "format_now",
    "scopes_of",
    "totals_of",
    "well_typed",
    "write_scopes",
    "write_totals",
]


#: Takes the lock on the node, for which it waits until others have committed.
_FORMAT = "MATCH (w:Graphcrm {root: $workspace}) SET w.fence = '' REMOVE w.fence RETURN w.schema"
_TOTALS = Text("工作区的汇总记录已损坏", "the workspace's record of its totals is damaged")


def well_typed(row: object) -> bool:
    """Whether what was read for a row has the types of its columns, which a server keeps in no property and no checksum tells apart:
    "5" is written as 5 is.
    """
    kind: Any = type(row)
    return all(isinstance(getattr(row, name), of) for name, of in _types(kind).items())


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def totals_of(properties: Mapping[str, Any]) -> Totals:
    """The totals on a workspace's node, verified."""
    try:
        totals = Totals(**{name: properties[name] for name in Totals.__dataclass_fields__})
    except KeyError as error:
        raise damaged(_TOTALS) from error
    if not well_typed(totals) or texts_checksum(*astuple(totals)) != properties.get("checksum"):
        raise damaged(_TOTALS)
    return totals


def drawn_of(properties: Mapping[str, Any]) -> int:
    """The last change that the browsable graph shows; 0, so that all is drawn anew, where that is not known."""
    drawn = properties.get("drawn")
    return drawn if isinstance(drawn, int) and 0 <= drawn <= properties["changes"] else 0


def altered_kinds_of(properties: Mapping[str, Any]) -> list[str]:
    """The kinds that an erasure alters which is not completed yet; raises IntegrityError where it does not say which."""
    kinds = properties.get("altered_kinds")
    if not isinstance(kinds, list):
        raise damaged(_TOTALS)
    return kinds


def format_now(run: Run, workspace: str) -> object:
    """The format that the node names when whatever is being committed has been."""
    return run(_FORMAT, workspace=workspace)[0][0]


def write_totals(run: Run, workspace: str, totals: Totals, mark: str) -> None:
    """Write the totals as the last thing in a transaction; `mark` is new with every write."""
    columns = {**asdict(totals), "checksum": texts_checksum(*astuple(totals)), "mark": mark}
    run("MATCH (w:Graphcrm {root: $workspace}) SET w += $columns", workspace=workspace, columns=columns)


def scopes_of(rows: Iterable[Mapping[str, Any]], totals: Totals) -> dict[str, Scope]:
    """The totals of every kind, verified."""
    try:
        stored = [(Scope(row["of_kind"], row["change"], row["rows"], row["total"]), row["checksum"]) for row in rows]
    except KeyError as error:
        raise damaged(_TOTALS) from error
    if not all(well_typed(scope) for scope, _ in stored):
        raise damaged(_TOTALS)
    return verified_scopes(stored, totals.scopes, totals.scopes_checksum)


def write_scopes(run: Run, workspace: str, scopes: Mapping[str, Scope], touched: Iterable[str]) -> None:
    """Write the totals of the kinds touched."""
    rows = [
        {"of_kind": s.kind, "change": s.change, "rows": s.rows, "total": s.total, "checksum": s.checksum}
        for s in (scopes[kind] for kind in sorted(touched))
    ]
    run(
        "UNWIND $rows AS row MERGE (s:Graphcrm {workspace: $workspace, of_kind: row.of_kind}) SET s:Scope, s += row",
        workspace=workspace,
        rows=rows,
    )
