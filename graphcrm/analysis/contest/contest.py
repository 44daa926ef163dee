"""The contest with a competitor, person by person, and the two leans side by side.

Everybody of the influence graph has a state by both attitudes (:mod:`graphcrm.analysis.opinion.contest_state`); the leans are
``Φ_us = Σ share·x_us`` and ``Φ_c = Σ share·x_c`` (unknown: 0), head to head ``Φ_us − Φ_c``. Meant for our own defence: who is to be
kept, not who is to be turned against anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphcrm.analysis.contest.drift import movements
from graphcrm.analysis.contest.rival_ties import rival_ties
from graphcrm.analysis.opinion.contest_state import ContestState, contest_state
from graphcrm.analysis.opinion.side import OURS, AskedSide
from graphcrm.analysis.opinion.support import competitor_supports, opinion, rival_orgs
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.near import ids_with_names
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import fine_lean, joined, per_cent, signed

__all__ = ["Contender", "Contest", "chosen_rivals", "contest"]


@dataclass(frozen=True, slots=True)
class Contender:
    """A person between us and them: support −1..3 (None: not recorded), best ties in [0, 1), the share in the decision."""

    id: str
    share: float
    state: ContestState
    support_us: int | None
    support_them: int | None
    tie_us: float
    tie_them: float
    drift: bool

    def sentence(self, snapshot: Snapshot, side: AskedSide = OURS) -> Text:
        """“{p}: contested (support +1 for us, +1 for them); cools toward us while they warm.”"""
        unknown = Text("未知", "unknown")
        levels = [unknown if s is None else Text(signed(s), signed(s)) for s in (self.support_us, self.support_them)]
        drift = Text("；对{side}变冷，同时{rivals}升温", "; cools toward {side} while {rivals} warms")
        drift = drift.format(side=side.name, rivals=side.rivals) if self.drift else Text("", "")
        return Text(
            "{p}：{state}（支持度：{side} {us}，{rivals} {them}）{drift}。",
            "{p}: {state} (support: {us} for {side}, {them} for {rivals}){drift}.",
        ).format(
            p=snapshot.people[self.id].name,
            state=side.state(self.state),
            side=side.name,
            rivals=side.rivals,
            us=levels[0],
            them=levels[1],
            drift=drift,
        )


_UNTOLD = Text("未知（无人的态度有记录）", "unknown (nobody's stance on record)")


@dataclass(frozen=True, slots=True)
class Contest:
    """Everybody of the influence graph by share, and the leans, each in [−1, 1]."""

    rivals: tuple[str, ...]
    people: tuple[Contender, ...]
    lean_us: float
    lean_them: float

    @property
    def known_us(self) -> bool:
        """Whether anybody's attitude to us is on record: else nothing is known of the lean toward us."""
        return any(person.support_us is not None for person in self.people)

    @property
    def known_them(self) -> bool:
        """The same of the competitors."""
        return any(person.support_them is not None for person in self.people)

    @property
    def head_to_head(self) -> float:
        """Φ_us − Φ_c, in [−2, 2]."""
        return self.lean_us - self.lean_them

    @property
    def by_state(self) -> Mapping[ContestState, float]:
        """Share of the decision in each state that occurs."""
        found: dict[ContestState, float] = {}
        for person in self.people:
            found[person.state] = found.get(person.state, 0.0) + person.share
        return {state: found[state] for state in ContestState if state in found}

    def sentence(self, snapshot: Snapshot, side: AskedSide = OURS) -> Text:
        """“Against {rivals}: ours 10 %, contested 5 % …; lean +1.2 % for us, −2.3 % for them.”"""
        if not self.rivals:
            return Text("未录入竞争对手。", "No competitor is recorded.")
        if not self.people:
            return Text("没有可分析的人员。", "There is nobody to analyse.")
        known = snapshot.orgs
        us = fine_lean(self.lean_us) if self.known_us else _UNTOLD
        them = fine_lean(self.lean_them) if self.known_them else _UNTOLD
        return Text(
            "对 {rivals}：按影响份额，{states}；倾向{side} {us}，倾向对手 {them}。",
            "Against {rivals}, by influence share: {states}; the lean is {us} toward {side}, {them} toward them.",
        ).format(
            side=side.name,
            rivals=joined(known[r].name if r in known else r for r in self.rivals),
            states=joined(
                side.state(state) + Text(f" {per_cent(s)}", f" {per_cent(s)}") for state, s in self.by_state.items()
            ),
            us=us,
            them=them,
        )


def chosen_rivals(situation: Situation, competitor: str | None = None) -> tuple[str, ...]:
    """One competitor, or those of the opportunity (all, if it names none), by id.

    Raises
    ------
    UsageError
        An unknown organisation, or one that is no competitor of the vendor asked about.
    """
    snapshot = situation.snapshot
    rivals = rival_orgs(snapshot, situation.context)
    if competitor is None:
        return tuple(sorted(rivals))
    found = snapshot.org(competitor)
    known = {o.id for o in snapshot.orgs.values() if o.category == OrgCategory.COMPETITOR} | rivals
    known -= {situation.context.vendor}
    if found.id not in known:
        names = {o: (snapshot.orgs[o].name, snapshot.orgs[o].name_en) for o in known if o in snapshot.orgs}
        listed = ids_with_names(sorted(names)[:5], names) if names else Text("无", "none")
        said = Text(
            "{name}（{id}）不是竞争对手；竞争对手有：{known}", "{name} ({id}) is no competitor; competitors: {known}"
        )
        raise UsageError(said.format(name=found.name, id=found.id, known=listed))
    return (found.id,)


def contest(situation: Situation, rivals: Collection[str], quarter: Snapshot, half_year: Snapshot) -> Contest:
    """States, ties and drift of everybody of the graph.

    Parameters
    ----------
    rivals : collection of ids
        As :func:`chosen_rivals` gives them; of several the highest support and the strongest tie count.
    quarter, half_year : Snapshot
        What was recorded on the days to which ties, and support, are compared (`Settings.drift_days`).
    """
    people = situation.rank_order
    theirs = competitor_supports(situation.snapshot, situation.context, people, rivals)
    held = rival_ties(situation.snapshot, rivals, people)
    moved = movements(situation, people, rivals, quarter, half_year)
    found = tuple(
        Contender(
            id=p,
            share=situation.share_of(p),
            state=contest_state(situation.level_of(p), theirs.get(p)),
            support_us=situation.level_of(p),
            support_them=theirs.get(p),
            tie_us=situation.ties.best(p)[0],
            tie_them=held.get(p, 0.0),
            drift=moved.drifts(p),
        )
        for p in people
    )
    against = sum(c.share * opinion(c.support_them) for c in found)
    return Contest(tuple(sorted(rivals)), found, situation.lean, float(against))
