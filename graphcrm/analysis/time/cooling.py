"""Cooling ties: who has been silent for much longer than usual, and where a competitor warms meanwhile.

A tie cools when it has been silent for more than three usual gaps, and has presumably lapsed after eight (Navarro, Miritello, Canales &
Moro 2017). The usual gap is the median of the last twelve contacts; with fewer than five it is the target: the team's cadence plan
first, then that of key people, else that of the communication level; without a target nothing cools. Bridges that have been silent
for a quarter are listed as well (`bridges`).
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.contest.drift import Movement, Movements
from graphcrm.analysis.coverage.cadence import level_target, person_target
from graphcrm.analysis.coverage.tie import Tie, TieStatus, silence
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.opinion.side import OURS, AskedSide
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.records import comm_level
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import in_days, joined, per_cent

__all__ = ["Cooling", "CoolingStatus", "bridges", "cooling", "gap_target", "remark", "tie_status"]


def bridges(situation: Situation) -> frozenset[tuple[str, str]]:
    """Pairs of one of ours and a person of the graph: a tie of at least .10 that is a bridge, without a contact for 90 days (a setting).

    A contact of ours is whoever anybody of ours has a tie of at least .10 to. A tie is a bridge if none of our other contacts borders
    on that person in the influence graph, taken undirected. Bridges decay fastest, about nine in ten within a year (Burt 2000, 2002).
    """
    least = situation.snapshot.settings.cooling["bridge_days"]
    contacts = {p for p in situation.graph.people if at_least(situation.ties.best(p)[0], LEAST_TIE)}
    return frozenset(
        (tie.ours, person)
        for person in contacts
        if not situation.graph.neighbours[person] & (contacts - {person})
        for tie in situation.ties.of(person)
        if at_least(tie.strength, LEAST_TIE) and (tie.days_silent is None or tie.days_silent >= least)
    )


class CoolingStatus(Choice):
    COOLING = "cooling", "变冷"
    LAPSED = "lapsed", "推定中断", "presumed lapsed"
    BRIDGE = "bridge", "无旁路的沉默关系", "silent bridge"


@dataclass(frozen=True, slots=True)
class Cooling:
    """A tie of ours to watch.

    tie_now, tie_then
        T today, and T of the pair a quarter ago as it was recorded then.
    usual_gap
        Days, None with fewer than five contacts.
    competitor
        Which way the competitors' standing with the person moves.
    """

    ours: str
    person: str
    tie_now: float
    tie_then: float
    usual_gap: float | None
    days_silent: int | None
    status: CoolingStatus
    competitor: Movement
    share: float

    def sentence(self, snapshot: Snapshot, side: AskedSide = OURS) -> Text:
        """“{ours}–{p}: silent for 200 days (usually 20), T from 45 % to 12 %; presumed lapsed; a competitor is rising.”"""
        silent = Text("无联系记录", "no contact on record")
        if self.days_silent is not None:
            silent = Text("已 {n}未联系", "silent for {n}").format(n=in_days(self.days_silent))
        gap = Text("", "")
        if self.usual_gap is not None:
            gap = Text(f"（平时约 {self.usual_gap:.0f} 天一次）", f" (usually {self.usual_gap:.0f})")
        rival = Text("", "")
        if self.competitor is Movement.RISING:
            who = Text("对手", "a competitor") if side.is_ours else side.rivals
            rival = Text("；{who}在升温", "; {who} is rising").format(who=who)
        return Text(
            "{ours}–{p}：{silent}{gap}，T 由 {then} 到 {now}；{status}{rival}。",
            "{ours}–{p}: {silent}{gap}, T from {then} to {now}; {status}{rival}.",
        ).format(
            ours=snapshot.people[self.ours].name,
            p=snapshot.people[self.person].name,
            silent=silent,
            gap=gap,
            then=per_cent(self.tie_then),
            now=per_cent(self.tie_now),
            status=self.status.label,
            rival=rival,
        )


def cooling(situation: Situation, key_persons: Collection[str], moved: Movements) -> tuple[Cooling, ...]:
    """Ties to people of the graph that cool, have lapsed or are silent bridges, by descending share, then by ids.

    Parameters
    ----------
    key_persons : collection of ids
    moved : Movements
        How both sides moved with the people of the graph.
    """
    people = situation.graph.people
    watched = bridges(situation)
    found = []
    for person in people:
        for tie in situation.ties.of(person):
            status = tie_status(situation, tie, key_persons)
            if status in (TieStatus.COOLING, TieStatus.LAPSED):
                seen = CoolingStatus(status)
            elif (tie.ours, person) in watched:
                seen = CoolingStatus.BRIDGE
            else:
                continue
            found.append(
                Cooling(
                    tie.ours,
                    person,
                    tie.strength,
                    moved.ties_then.strength(tie.ours, person),
                    tie.usual_gap,
                    tie.days_silent,
                    seen,
                    moved.competitor(person),
                    situation.share_of(person),
                )
            )
    return tuple(sorted(found, key=lambda c: (-ordinal(c.share), c.person, c.ours)))


def remark(found: Collection[Cooling]) -> Text:
    """How many ties cool, have lapsed, or are silent bridges."""
    if not found:
        return Text("没有关系在变冷。", "No tie is cooling.")
    counted = [(status, sum(c.status is status for c in found)) for status in CoolingStatus]
    said = [status.label + Text(f" {n}", f" {n}") for status, n in counted if n]
    return Text("须留意的关系：{counts}。", "Ties to watch: {counts}.").format(counts=joined(said))


def tie_status(situation: Situation, tie: Tie, key_persons: Collection[str]) -> TieStatus:
    """Whether a tie cools: by the usual gap of the two, and without one by `gap_target`."""
    gap = gap_target(situation, tie.person, key_persons) if tie.usual_gap is None else tie.usual_gap
    return silence(tie.days_silent, gap, situation.snapshot.settings.cooling)


def gap_target(situation: Situation, person: str, key_persons: Collection[str]) -> int | None:
    """Most days between contacts by plan and tier of the account, where a person's own habit is not known; None without any."""
    if person in key_persons:
        return person_target(situation, person)
    grade = situation.snapshot.people[person].grade
    level = comm_level(grade)
    return None if level is None else level_target(situation, level, grade)
