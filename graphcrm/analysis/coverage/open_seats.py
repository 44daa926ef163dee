"""Open seats: the part of the decision that lies with posts whose holders nobody of ours knows.

A seat carries roles, decision weight, lines and ties like anybody, so an unknown approver keeps his weight instead of losing it
to the people we happen to know: shares and lean are those of the whole decision, and ``Σ share`` over the seats is the part of it
that no known person holds. What a seat thinks is never known, so it counts as unknown (0 in a point forecast); it is asked who it
is, not won over.

A seat that nobody influences never raises the share of anybody else, whatever its weight and whomever it influences: of the
decision weight it takes from all alike, and a trace of an opinion that comes to a seat ends there. Whoever does influence a seat
moves its weight as that of a known holder, and may gain.
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import about, joined

__all__ = ["OpenSeat", "open_seats", "seats_note", "seats_share", "who_could_tell"]


#: Seats that are named in a note.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A seat of the influence graph: its share and decision weight, 0..1, and who of ours could find out who holds it."""

    id: str
    share: float
    weight: float
    ask_whom: str | None

    def question(self, snapshot: Snapshot) -> Text:
        """“Who holds this post: {seat}?”"""
        return Text("谁担任此岗位：{seat}？", "Who holds this post: {seat}?").format(seat=snapshot.people[self.id].name)


def open_seats(situation: Situation) -> tuple[OpenSeat, ...]:
    """All open seats of a decision, largest share first, ties by id."""
    found = [
        OpenSeat(p, situation.share_of(p), situation.weight_of(p), who_could_tell(situation, p))
        for p in _seats(situation)
    ]
    return tuple(sorted(found, key=lambda s: (-ordinal(s.share), s.id)))


def seats_share(situation: Situation) -> float:
    """Share of the decision that open seats carry, 0..1 for a graph without counter-influence."""
    return float(sum(situation.share_of(p) for p in _seats(situation)))


def seats_note(situation: Situation) -> Text | None:
    """How much of the decision nobody we know holds; None without open seats.

    What else an answer says is about the whole decision, so this has to stand beside it.
    """
    seats = open_seats(situation)
    if not seats:
        return None
    named = joined(situation.snapshot.people[s.id].name for s in seats[:_NAMED])
    if len(seats) > _NAMED:
        named = Text("{named}等", "{named} and others").format(named=named)
    if len(seats) == 1:
        text = Text(
            "待确认席位（{named}）占决策影响的{share}：尚不知由谁担任，其态度按未知计",
            "{share} of the decision influence lies with one open seat ({named}): nobody knows yet who holds it, and its "
            "attitude counts as unknown",
        )
    else:
        text = Text(
            "{n} 个待确认席位（{named}）占决策影响的{share}：尚不知由谁担任，其态度按未知计",
            "{share} of the decision influence lies with {n} open seats ({named}): nobody knows yet who holds them, and their "
            "attitude counts as unknown",
        )
    return text.format(share=about(seats_share(situation)), n=len(seats), named=named)


def who_could_tell(situation: Situation, seat: str) -> str | None:
    """Who of ours could find out who holds a seat.

    The owner of the seat; else whoever has the strongest tie, of at least .10, to somebody who works beside it: its superiors,
    its subordinates, the people of its unit; ties by id. None if nobody does.
    """
    snapshot = situation.snapshot
    owner = snapshot.owners.get(seat)
    if owner is not None:
        return owner
    known = [situation.ties.best(p) for p in _beside(situation, seat)]
    able = [(-ordinal(strength), ours) for strength, ours in known if ours and at_least(strength, LEAST_TIE)]
    return min(able)[1] if able else None


def _beside(situation: Situation, seat: str) -> Collection[str]:
    snapshot = situation.snapshot
    unit = snapshot.people[seat].unit
    lines = snapshot.index.edges(EdgeKind.REPORTS_TO, [seat])
    beside = {p for e in lines for p in (e.source, e.target)}
    if unit is not None:
        beside |= {p for p in situation.graph.people if snapshot.people[p].unit == unit}
    return beside & set(situation.graph.people)


def _seats(situation: Situation) -> list[str]:
    return [p for p in situation.graph.people if situation.snapshot.is_seat(p)]
