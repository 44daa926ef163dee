"""The network that a workspace holds: who is in it, which ties it has, what is formally known of its people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphcrm.analysis.network.ties import NetworkTies
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot

__all__ = ["RecordedNetwork", "recorded_network"]


_EDGES = {EdgeKind.INFLUENCES: "influences", EdgeKind.TRUSTS: "trusts", EdgeKind.REPORTS_TO: "reports_to"}
_NOTHING = Text(
    "没有可排名的关系；请先导入网络（graphcrm network import）或影响关系",
    "there are no ties to rank; import a network (graphcrm network import) or influence edges first",
)


@dataclass(frozen=True, slots=True, eq=False)
class RecordedNetwork:
    """People, their ties by type, and what is formally known of them as numbers by name.

    imported
        Whether the ties are those of an imported network, not recorded influence, trust and reporting lines in its stead.
    """

    people: tuple[str, ...]
    ties: tuple[NetworkTies, ...]
    attributes: Mapping[str, Sequence[float | None]]
    imported: bool


def recorded_network(snapshot: Snapshot, account: str | None, *, untied: bool = False) -> RecordedNetwork:
    """The imported ties among the present people of an account, or of all networks; without any, the recorded influence,
    trust and reporting lines.

    Raises
    ------
    UsageError
        There is no such account, or there are no ties, unless people are asked for even if all of them are `untied`.
    """
    if account:
        known: Iterable[str] = snapshot.index.people(snapshot.tree(snapshot.org(account).id))
    else:
        known = (p for p in snapshot.people if snapshot.category(p) != OrgCategory.OUR_COMPANY)
    people = [p for p in known if not snapshot.has_left(p)]
    rows = _imported(snapshot, set(people), everywhere=not account)
    imported = bool(rows)
    rows = rows or _relations(snapshot, set(people), everywhere=not account)
    if not rows and not untied:
        raise UsageError(_NOTHING)
    if not account:
        linked = {end for ties in rows.values() for a, b, _ in ties for end in (a, b)}
        networked = {snapshot.people[p].org for p in linked}
        people = [p for p in people if snapshot.people[p].org in networked]
    ties = (NetworkTies.of(kind, name, people, found) for (name, kind), found in sorted(rows.items()))
    return RecordedNetwork(tuple(people), tuple(ties), _attributes(snapshot, people), imported)


_Rows = dict[tuple[str, str], list[tuple[str, str, float]]]
"""Ties by their type and what it stands for."""


def _imported(snapshot: Snapshot, people: set[str], *, everywhere: bool) -> _Rows:
    """Imported ties among the people; `everywhere`: they are most of the workspace."""
    rows: _Rows = {}
    for tie in snapshot.ties if everywhere else snapshot.index.ties(people):
        if tie.source in people and tie.target in people:
            rows.setdefault((tie.type, tie.tie), []).append((tie.source, tie.target, tie.weight))
    return rows


def _relations(snapshot: Snapshot, people: set[str], *, everywhere: bool) -> _Rows:
    """Recorded influence, trust and reporting lines among the people, by what they are called."""
    rows: _Rows = {}
    for kind, name in _EDGES.items():
        for edge in snapshot.of(kind) if everywhere else snapshot.index.edges(kind, people):
            if edge.source in people and edge.target in people and edge.level != 0 and edge.polarity == 1:
                rows.setdefault((name, name), []).append((edge.source, edge.target, float(edge.level or 1)))
    return rows


def _attributes(snapshot: Snapshot, people: Sequence[str]) -> dict[str, list[float | None]]:
    """Numeric attributes of the nodes, and grades."""
    columns: dict[str, list[float | None]] = {}
    names = sorted({name for p in people for name in snapshot.people[p].attributes})
    for name in names:
        values = [_number(snapshot.people[p].attributes.get(name)) for p in people]
        if any(v is not None for v in values):
            columns[name] = values
    grades = [snapshot.people[p].grade for p in people]
    if any(g is not None for g in grades):
        columns["grade"] = [None if g is None else float(g) for g in grades]
    return columns


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
