"""What a report rests on, in words: evidence is text as it was written, or the id of a recorded contact."""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.i18n import Text
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import some_of

__all__ = ["told_evidence"]

_KINDS = {kind.value: kind.label for kind in InteractionKind}
#: So many of those who took part are named.
_MOST = 4


def told_evidence(snapshot: Snapshot, reports: Iterable[Edge]) -> Text | None:
    """Each piece of evidence of some reports, None if there is none.

    Of a contact its day, its kind and with whom of the others it was, never its id; what no contact of the workspace has as its id is
    text like any other.
    """
    pieces = [_told(snapshot, piece) for report in reports for piece in report.get("evidence", ())]
    return Text("；", "; ").join(pieces) if pieces else None


def _told(snapshot: Snapshot, piece: str) -> str | Text:
    found = snapshot.index.interaction_by_id.get(piece)
    if found is None:
        return piece
    kind = _KINDS.get(found.kind, Text.of(found.kind))
    with_whom = [
        snapshot.people[p].name for p in found.participants if p in snapshot.people and not snapshot.is_ours(p)
    ]
    said = Text("{day} {kind}", "{kind} of {day}").format(day=found.date, kind=kind)
    if not with_whom:
        return said
    return said + Text("（与 {who}）", " with {who}").format(who=some_of(with_whom, _MOST))
