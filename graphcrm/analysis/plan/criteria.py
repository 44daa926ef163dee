"""Decision criteria: by what a decision is made, who holds which criterion, where we lose.

A person p who gives any of an opportunity's criteria a weight spreads one vote over them, and the votes count by influence:

    h_pc = weight_pc / Σ_c weight_pc          w_c  = Σ_p share_p·h_pc / Σ_p share_p
    known = Σ_p share_p                       f_vc = Σ_p share_p·h_pc·fit_pvc / Σ_p share_p·h_pc

over those people, f_vc over those among them who say how vendor v fits c. Σ_c w_c = 1; w_c and known are 0..1, f −2..2. The gap is
our fit less the best fit of a rival. A single person's weights mean only what they mean beside each other: scaling them changes
nothing. Nobody with a weight, or only people without a share: no w. No recorded fit: no f, no gap.

Several reports of one weight or fit combine as those of an attitude do: of each reporter the surest, then the newest; at most three
reporters; their q-weighted lower median. A weight is said of the person and the criterion, whichever vendor its row is about. Open
seats, people who left and our own have no say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.opinion.side import OURS, AskedSide
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.graph.reports import counted_reports, lower_median
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.plan_records import Criterion, Position
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import about, decimal, joined, per_cent

__all__ = ["Criteria", "CriterionView", "decision_criteria", "decisions"]


_MOST_HOLDERS = 3


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion: its weight 0..1, our fit and the best rival's −2..2, and who holds it, most influence behind it first.

    `weight` is None where too little is known, a fit where nobody says it.
    """

    id: str
    name: str
    category: str
    weight: float | None
    our_fit: float | None
    rival: str | None
    rival_fit: float | None
    holders: tuple[str, ...]

    @property
    def gap(self) -> float | None:
        """Our fit less the rival's; negative where they fit better."""
        return None if self.our_fit is None or self.rival_fit is None else self.our_fit - self.rival_fit

    def sentence(self, snapshot: Snapshot, known: float, side: AskedSide = OURS) -> Text:
        """“{c} decides about {w} (known for {k}), minded most by {holders}; our fit {f}, {rival} {g}.”"""
        if self.weight is None:
            head = Text("{c}：权重尚不可知", "{c}: its weight cannot be told yet")
        elif self.weight <= 0:
            head = Text("{c}：有影响力的人都不看重（已知 {k}）", "{c}: nobody with influence minds it (known for {k})")
        else:
            head = Text("{c} 决定{w}（已知 {k}）", "{c} decides {w} (known for {k})")
        holders = joined(snapshot.people[p].name for p in self.holders)
        who = Text("，{h} 最看重", ", minded most by {h}").format(h=holders) if self.holders else Text("", "")
        return (
            head.format(c=self.name, w=about(self.weight or 0.0), k=per_cent(known)) + who + self._fits(snapshot, side)
        )

    def _fits(self, snapshot: Snapshot, side: AskedSide) -> Text:
        ours = Text("未知", "unknown") if self.our_fit is None else Text(f := decimal(self.our_fit), f)
        said = Text("；我方契合 {f}", "; our fit {f}")
        said = (said if side.is_ours else Text("；{side} 契合 {f}", "; fit of {side} {f}")).format(
            side=side.name, f=ours
        )
        if self.rival is None or self.rival_fit is None:
            return said + Text("。", ".")
        name = snapshot.orgs[self.rival].name
        return said + Text("，{rival} {g}。", ", {rival} {g}.").format(rival=name, g=decimal(self.rival_fit))


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of one opportunity, heaviest first; `known` is the part of the influence whose weights are recorded."""

    opportunity: str
    known: float
    rows: tuple[CriterionView, ...]
    #: How much must be known for weights to be printed.
    least: float

    @property
    def enough(self) -> bool:
        """Whether weights may be printed."""
        return at_least(self.known, self.least)

    @property
    def sentence(self) -> Text:
        """How much is known, and what to do about too little."""
        if not self.rows:
            return Text(
                "尚未登记决策标准：先问清按什么标准选。",
                "No decision criteria are recorded: ask first by what this is decided.",
            )
        known, least = per_cent(self.known), per_cent(self.least)
        if self.enough:
            return Text(f"已知 {known} 决策影响的权重。", f"Weights are recorded for {known} of the influence.")
        return Text(
            f"只知道 {known} 决策影响的权重，不足 {least}，不给出各条权重：请先询问。",
            f"Weights are recorded for {known} of the influence only, less than {least}, so none are shown: ask first.",
        )


def decisions(situation: Situation) -> tuple[Situation, ...]:
    """The situations that have criteria of their own: the opportunity asked about, else each open one of the account."""
    where = situation.context
    if where.opportunity is not None:
        return (situation,)
    return tuple(
        Situation.of(situation.snapshot, where.account.id, deal.id, where.vendor, situation.graph.options)
        for deal in where.open_opportunities
    )


def decision_criteria(situation: Situation) -> Criteria | None:
    """Criteria of the situation's opportunity; None in an account without a single one.

    Rows by descending weight, then by id; where too little is known, by id, so that their order tells nothing.
    """
    deal = situation.context.opportunity
    if deal is None:
        return None
    found = sorted(situation.snapshot.index.criteria([deal.id]), key=lambda c: c.id)
    heard = _heard(situation, found)
    votes = _votes(situation, found, heard)
    known, least = sum(situation.share_of(p) for p in votes), situation.snapshot.settings.criteria["known"]
    enough = at_least(known, least)
    rows = [_view(situation, c, votes, heard, known if enough else None) for c in found]
    return Criteria(deal.id, known, tuple(sorted(rows, key=lambda r: (-ordinal(r.weight or 0.0), r.id))), least)


#: Positions by (person, criterion).
_Heard = Mapping[tuple[str, str], Sequence[Position]]
#: h_pc by person and criterion.
_Votes = Mapping[str, Mapping[str, float]]


def _heard(situation: Situation, criteria: Iterable[Criterion]) -> _Heard:
    """What people of the graph are reported to think, by those whom the question wants to hear."""
    snapshot, options = situation.snapshot, situation.graph.options
    heard: dict[tuple[str, str], list[Position]] = {}
    for one in snapshot.index.positions([c.id for c in criteria]):
        known = one.person in situation.graph.index and not snapshot.is_seat(one.person)
        if known and options.hears(one.confidence):
            heard.setdefault((one.person, one.criterion), []).append(one)
    return heard


def _agreed(snapshot: Snapshot, rows: Iterable[Position], value: Callable[[Position], float | None]) -> float | None:
    """What the reporters who give a value agree on."""
    confidence = snapshot.settings.confidence
    given = counted_reports((row for row in rows if value(row) is not None), confidence)
    return lower_median([(value(row) or 0.0, confidence[row.confidence]) for row in given]) if given else None


def _votes(situation: Situation, criteria: Sequence[Criterion], heard: _Heard) -> _Votes:
    votes = {}
    for person in sorted({p for p, _ in heard}):
        rows = {c.id: heard.get((person, c.id), ()) for c in criteria}
        weights = {c: _agreed(situation.snapshot, of, lambda row: row.weight) or 0.0 for c, of in rows.items()}
        total = sum(weights.values())
        if total > 0:
            votes[person] = {c: weight / total for c, weight in weights.items()}
    return votes


def _view(situation: Situation, one: Criterion, votes: _Votes, heard: _Heard, known: float | None) -> CriterionView:
    behind = {p: situation.share_of(p) * of[one.id] for p, of in votes.items() if of[one.id] > 0}
    fits = {v: _fit(situation, one, v, behind, heard) for v in _vendors(situation, one, behind, heard)}
    rivals = {v: f for v, f in fits.items() if v != situation.context.vendor and f is not None}
    rival = min(rivals, key=lambda v: (-ordinal(rivals[v]), v), default=None)
    return CriterionView(
        id=one.id,
        name=one.name,
        category=one.category,
        weight=sum(behind.values()) / known if known else None,
        our_fit=fits.get(situation.context.vendor or ""),
        rival=rival,
        rival_fit=rivals[rival] if rival else None,
        holders=tuple(sorted(behind, key=lambda p: (-ordinal(behind[p]), p))[:_MOST_HOLDERS]),
    )


def _vendor(snapshot: Snapshot, row: Position) -> str | None:
    """Whom a position is about; without a vendor our company."""
    return row.vendor or (snapshot.our_company.id if snapshot.our_company else None)


def _vendors(situation: Situation, one: Criterion, behind: Iterable[str], heard: _Heard) -> list[str]:
    """Whose fit anybody speaks of: the vendor asked about and its rivals; another company of ours is neither."""
    snapshot, mine = situation.snapshot, situation.context.vendor
    root = snapshot.our_company.id if snapshot.our_company else None
    about = (_vendor(snapshot, row) for p in behind for row in heard.get((p, one.id), ()))
    named = {v for v in about if v is not None and v in snapshot.orgs}
    return sorted(v for v in named if v in (mine, root) or snapshot.orgs[v].category != OrgCategory.OUR_COMPANY)


def _fit(situation: Situation, one: Criterion, vendor: str, behind: Mapping[str, float], heard: _Heard) -> float | None:
    snapshot = situation.snapshot
    total = weight = 0.0
    for person, counts in behind.items():
        rows = [row for row in heard.get((person, one.id), ()) if _vendor(snapshot, row) == vendor]
        fit = _agreed(snapshot, rows, lambda row: row.fit)
        if fit is not None:
            total += counts * fit
            weight += counts
    return total / weight if weight > 0 else None
