"""The bow-tie index: does the whole account hang on one of our people?

``loss_i`` is the covered share (decision influence within an active tie, T ≥ .30) that is not covered any more without our
person i; the index is the largest loss over the covered share. From .6 on the account is a bow-tie, knotted in one person;
up to .3 it is a diamond, held by many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.coverage.contact_barrier import contact_barrier
from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most, is_active, ordinal
from graphcrm.analysis.paths.access import AccessGraph, access_graph
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import per_cent

__all__ = ["BowTie", "ContactLoss", "Handover", "Shape", "bow_tie", "contact_losses", "handovers", "heirs"]


class Shape(Choice):
    """Shape of our access: index ≥ .6, between, ≤ .3."""

    BOW_TIE = "bow_tie", "领结型", "bow-tie"
    MIXED = "mixed", "过渡型"
    DIAMOND = "diamond", "钻石型"


@dataclass(frozen=True, slots=True)
class Handover:
    """Who could take over a contact: another of ours with a tie of their own (T in 0..1), else the start of the best route.

    `heir` is None if there is neither, or if no contact may be suggested.
    """

    contact: str
    heir: str | None
    tie: float
    route: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactLoss:
    """Covered share lost without one of our people, 0..1, and whom only they hold, by descending share."""

    ours: str
    loss: float
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BowTie:
    """`index` in 0..1 and `person` whose loss weighs most; None if nothing is covered.

    `losses` are those of our people who are tied to the account, by descending loss.
    """

    index: float | None
    person: str | None
    covered: float
    losses: tuple[ContactLoss, ...]
    #: The settings of relationships, which say what a bow-tie and what a diamond is.
    rules: Mapping[str, float]

    @property
    def shape(self) -> Shape | None:
        if self.index is None:
            return None
        if at_least(self.index, self.rules["bow_tie"]):
            return Shape.BOW_TIE
        return Shape.DIAMOND if at_most(self.index, self.rules["diamond"]) else Shape.MIXED

    def sentence(self, snapshot: Snapshot) -> Text:
        """“If {i} leaves, {lost} of our reach is lost: the account hangs on one person.”"""
        if self.index is None or self.person is None or self.shape is None:
            if self.covered < -TOLERANCE:
                return Text("已触达者合计为反向影响。", "Those whom we reach carry counter-influence on balance.")
            return Text("目前没有任何有效触达。", "Nothing is covered yet.")
        if self.index <= TOLERANCE:
            return Text("任何一人离岗都不会使触达减少。", "No single departure of ours costs any reach.")
        return Text(
            "若 {i} 离岗，将失去 {lost} 的触达{so}。",
            "If {i} leaves, {lost} of our reach is lost{so}.",
        ).format(i=snapshot.people[self.person].name, lost=per_cent(self.index), so=_SO[self.shape])


#: What each shape comes to, as people say it.
_SO: Mapping[Shape, Text] = {
    Shape.BOW_TIE: Text("：客户系于一人", ": the account hangs on one person"),
    Shape.MIXED: Text("", ""),
    Shape.DIAMOND: Text("，其余由多人维系", "; several of ours hold the rest"),
}


def contact_losses(situation: Situation, ours: Iterable[str]) -> tuple[ContactLoss, ...]:
    """What is lost without each of some people of ours, largest loss first, ties by id."""
    settings = situation.snapshot.settings
    held: dict[str, list[str]] = {p: [] for p in ours}
    for person in situation.rank_order:
        holders = [t.ours for t in situation.ties.of(person) if is_active(t.strength, settings)]
        if len(holders) == 1 and holders[0] in held:
            held[holders[0]].append(person)
    losses = [ContactLoss(i, sum(map(situation.share_of, alone)), tuple(alone)) for i, alone in held.items()]
    return tuple(sorted(losses, key=lambda c: (-ordinal(c.loss), c.ours)))


def bow_tie(situation: Situation) -> BowTie:
    """Bow-tie index of a situation."""
    covered = float(situation.share @ is_active(situation.T, situation.snapshot.settings))
    losses, rules = contact_losses(situation, situation.team), situation.snapshot.settings.relationship
    if covered <= TOLERANCE or not losses:
        return BowTie(None, None, covered, losses, rules)
    return BowTie(losses[0].loss / covered, losses[0].ours, covered, losses, rules)


def handovers(situation: Situation, loss: ContactLoss) -> tuple[Handover, ...]:
    """Proposed heir for each contact that one of ours holds alone: highest T ≥ .10, else the start of the best route."""
    if not loss.contacts:
        return ()
    access = access_graph(situation, [loss.ours])
    return tuple(_handover(situation, access, loss.ours, contact) for contact in loss.contacts)


def _handover(situation: Situation, access: AccessGraph, leaving: str, contact: str) -> Handover:
    if contact_barrier(situation.snapshot, situation.context, contact) is not None:
        return Handover(contact, None, 0.0, ())
    other = next((t for t in situation.ties.of(contact) if t.ours != leaving), None)
    if other is not None and at_least(other.strength, LEAST_TIE):
        return Handover(contact, other.ours, other.strength, (other.ours, contact))
    route = next(access.routes(contact), None)
    return Handover(contact, None, 0.0, ()) if route is None else Handover(contact, route[0][0], 0.0, route[0])


def heirs(proposed: tuple[Handover, ...]) -> Mapping[str, tuple[str, ...]]:
    """Contacts by heir, in the order in which the heirs are first proposed."""
    found: dict[str, tuple[str, ...]] = {}
    for handover in proposed:
        if handover.heir is not None:
            found[handover.heir] = (*found.get(handover.heir, ()), handover.contact)
    return found
