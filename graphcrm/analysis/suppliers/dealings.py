"""What we have with an organisation beside the customer: since when under contract, on which deals together, who recommends it."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined

__all__ = ["dealings"]


def dealings(snapshot: Snapshot, org: str) -> Text | None:
    """A sentence; None where nothing of it is recorded.

    The contract is the first that has begun. Deals count while we develop them together (PARTNERS_ON), recommendations by whomever.
    """
    said = list(_said(snapshot, org))
    return None if not said else Text("我方与其：{said}。", "With us: {said}.").format(said=Text("；", "; ").join(said))


def _said(snapshot: Snapshot, org: str) -> Iterator[Text]:
    day = snapshot.as_of.isoformat()
    starts = [c.start for c in snapshot.contracts_with_us(frozenset({org})) if c.start and c.start <= day]
    if starts:
        yield Text(f"自 {min(starts)} 起有合同", f"under contract since {min(starts)}")
    together = sorted(e.target for e in snapshot.index.edges(EdgeKind.PARTNERS_ON, [org]) if e.source == org)
    if together:
        yield Text("联合拓展 {deals}", "partner on {deals}").format(deals=joined(_name(snapshot, d) for d in together))
    by = sorted(e.source for e in snapshot.index.edges(EdgeKind.RECOMMENDS, [org]) if e.target == org)
    if by:
        yield Text("由 {who} 推荐", "recommended by {who}").format(who=joined(_name(snapshot, w) for w in by))


def _name(snapshot: Snapshot, which: str) -> str:
    found = snapshot.people.get(which) or snapshot.orgs.get(which) or snapshot.opportunities.get(which)
    return found.name if found else which
