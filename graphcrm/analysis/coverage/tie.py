"""Tie strength and warmth: how warm is our contact with a person, and is it cooling?

Energy of our person i toward external person v over the interactions up to the day of the snapshot:

    E = Σ a(kind) / max(1, √n_ext) · 2^(−Δ/90),   T_obs = 1 − exp(−E / 9)
    T = max(T_obs, external_score · 2^(−Δ/180), 0.5 · p(declared_level) · 2^(−Δ/180))

Contact counts for each of our participants and is diluted by the number of external ones. Messages count in pairs (see
:mod:`graphcrm.analysis.coverage.messages`) and give at most 4.5 of E. Declared relationships without logged evidence count half.
Ties whose communication stops for more than about eight times the usual gap have most likely decayed (Navarro, Miritello,
Canales & Moro 2017); bridges decay fastest (Burt 2000, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise, product
from typing import NamedTuple

from graphcrm.analysis.bands import tie_band, tie_band_label
from graphcrm.analysis.coverage.messages import message_energy
from graphcrm.analysis.order_statistics import median
from graphcrm.dataclass import dataclass
from graphcrm.graph.reports import combine
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge, Interaction
from graphcrm.settings import DEFAULTS
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import counted, in_days
from graphcrm.spoken import strength as said

__all__ = ["Tie", "TieStatus", "Ties", "best_tie_text", "declared_strength", "silence", "tie_text", "ties"]


_MASS_MAIL = 20
_YEAR = timedelta(days=365)
#: Strength by score and by declaration, and the level, of a pair of which nothing is declared.
_UNSAID = (0.0, 0.0, None)


def tie_text(strength: float) -> Text:
    """Our best tie as the end of a sentence.

    >>> tie_text(0.45).en, tie_text(0.064).en, tie_text(0.0).en
    ('our tie is moderate (T=45%)', 'our tie has almost faded (T=6%)', 'we have no tie')
    """
    if strength <= 0:
        return Text("我方尚无关系", "we have no tie")
    if tie_band(strength) == "none":
        return Text("我方关系几乎消失（{t}）", "our tie has almost faded ({t})").format(t=said(strength))
    return Text("我方关系{band}（{t}）", "our tie is {band} ({t})").format(
        band=tie_band_label(strength), t=said(strength)
    )


def best_tie_text(strength: float) -> Text:
    """The best of several ties, in a list of what is known of a row."""
    if strength <= 0:
        return Text("尚无关系", "no tie yet")
    return Text(f"最好关系 {said(strength)}", f"best tie {said(strength)}")


class _Day(NamedTuple):
    """The day on which ties are measured, and that of a year before, as dates of records are written."""

    now: date
    today: str
    year_ago: str

    @classmethod
    def of(cls, now: date) -> _Day:
        return cls(now, now.isoformat(), (now - _YEAR).isoformat())


class TieStatus(Choice):
    """Silent for no longer than usual, for more than three of the usual gaps, for more than eight; no contact on record."""

    ACTIVE = "active", "正常"
    COOLING = "cooling", "变冷"
    LAPSED = "lapsed", "推定中断", "presumed lapsed"
    NONE = "none", "无往来记录", "no recorded contact"


class Tie(NamedTuple):
    """Our tie to one external person. Strengths are in [0, 1); days are whole days at the day of the snapshot.

    observed, external, declared
        The three candidates of which `strength` is the largest.
    trust
        Level at which the person trusts this person of ours, 0 if not recorded.
    age
        Days since the last contact or, where there was none, since the newest row about the two was observed.
    usual_gap
        Median gap between the last twelve contact days; None with fewer than five of them.
    """

    ours: str
    person: str
    strength: float
    observed: float
    external: float
    declared: float
    declared_level: int | None
    trust: int
    last_contact: str | None
    days_silent: int | None
    age: int | None
    usual_gap: float | None
    contacts_12m: int

    @property
    def band(self) -> str:
        return tie_band(self.strength)

    def stage(self, support: int | None) -> int:
        """0 identified, 1 connected, 2 active, 3 trusted (trust ≥ 3), 4 influencing (and support ≥ 2)."""
        if self.band in ("none", "weak"):
            return 0 if self.band == "none" else 1
        if self.trust < 3:
            return 2
        return 4 if support is not None and support >= 2 else 3

    def sentence(self, snapshot: Snapshot, status: TieStatus) -> Text:
        """The explanation text, with the status that the tie has (:func:`graphcrm.analysis.time.cooling.tie_status`)."""
        return Text(
            "{ours}–{p}：关系{band}（{T}），{contact}{status}。", "{ours}–{p}: {band} tie ({T}); {contact}{status}."
        ).format(
            ours=snapshot.people[self.ours].name,
            p=snapshot.people[self.person].name,
            band=Text("无", "no") if self.band == "none" else tie_band_label(self.strength),
            T=said(self.strength),
            contact=self._contact(self.days_silent) if self.days_silent is not None else "",
            status=status.label,
        )

    def _contact(self, silent: int) -> Text:
        """How often and when last we were in contact."""
        gap = Text("", "")
        if self.usual_gap is not None:
            gap = Text(f"（平时约 {self.usual_gap:.0f} 天一次）", f" (usual gap {self.usual_gap:.0f})")
        return Text(
            f"近 12 个月接触 {self.contacts_12m} 次，已 {{days}}未联系{{gap}}，",
            f"{counted(self.contacts_12m, 'contact')} in 12 months; silent {{days}}{{gap}}; ",
        ).format(days=in_days(silent), gap=gap)


@dataclass(frozen=True)
class Ties:
    """Recorded ties of our people to some external people, by (our person, external person)."""

    by_pair: Mapping[tuple[str, str], Tie]

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[Tie, ...]]:
        found: dict[str, list[Tie]] = {}
        for tie in self.by_pair.values():
            found.setdefault(tie.person, []).append(tie)
        return {p: tuple(sorted(of, key=lambda t: (-t.strength, t.ours))) for p, of in found.items()}

    def of(self, person: str) -> tuple[Tie, ...]:
        """Ties to a person, strongest first."""
        return self._by_person.get(person, ())

    def between(self, ours: str, person: str) -> Tie | None:
        return self.by_pair.get((ours, person))

    def strength(self, ours: str, person: str) -> float:
        """T of a pair; 0 (not unknown) without events and declarations."""
        tie = self.by_pair.get((ours, person))
        return tie.strength if tie else 0.0

    def best(self, person: str) -> tuple[float, str | None]:
        """Strongest T to a person and who of ours has it; (0, None) without any."""
        known = self.of(person)
        return (known[0].strength, known[0].ours) if known and known[0].strength > 0 else (0.0, None)


def ties(snapshot: Snapshot, people: Collection[str]) -> Ties:
    """Compute the ties of ours to some people, as far as an interaction or a declaration is behind them.

    Our people who have left hold no ties; the ties to an external person who left are frozen at the leaving date. Nobody is
    tied to an open seat.
    """
    outside = frozenset(p for p in people if not (snapshot.is_ours(p) or snapshot.is_seat(p)))
    events = _events(snapshot, outside)
    declared = _declarations(snapshot, outside)
    trust = _trust(snapshot, outside)
    pairs = sorted(events.keys() | declared.keys())
    measure = _Measure(snapshot)
    return Ties({p: measure.tie(p, events.get(p, []), declared.get(p, []), trust.get(p, 0)) for p in pairs})


def _events(snapshot: Snapshot, people: Set[str]) -> dict[tuple[str, str], list[tuple[Interaction, int]]]:
    """Interactions of each pair with their number of external participants, oldest first."""
    today = snapshot.as_of.isoformat()
    found: dict[tuple[str, str], list[tuple[Interaction, int]]] = {}
    for event in snapshot.index.interactions(people):
        if event.date > today:
            continue
        known = [p for p in event.participants if p in snapshot.people]
        outside = [p for p in known if not snapshot.is_ours(p)]
        if event.kind == InteractionKind.MESSAGE and len(outside) > _MASS_MAIL:
            continue
        ours, theirs = filter(snapshot.works_for_us, known), [p for p in outside if p in people]
        for pair in product(ours, theirs):
            found.setdefault(pair, []).append((event, len(outside)))
    return found


def _declarations(snapshot: Snapshot, people: Set[str]) -> dict[tuple[str, str], list[Edge]]:
    found: dict[tuple[str, str], list[Edge]] = {}
    for mine, theirs, edge in snapshot.acquaintances(people):
        if snapshot.works_for_us(mine):
            found.setdefault((mine, theirs), []).append(edge)
    return found


def _trust(snapshot: Snapshot, people: Set[str]) -> dict[tuple[str, str], int]:
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in snapshot.index.edges(EdgeKind.TRUSTS, people):
        if edge.source in people and snapshot.is_ours(edge.target):
            groups.setdefault((edge.target, edge.source), []).append(edge)
    found = {}
    for pair, edges in groups.items():
        combined = combine(edges, snapshot.settings)
        if combined and combined.level:
            found[pair] = combined.level
    return found


class _Measure:
    """Ties of pairs: what is the same for many of them, the day and how contact fades, is worked out once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._day = _Day.of(snapshot.as_of)
        self._fades: dict[tuple[str, str], float] = {}

    def tie(
        self,
        pair: tuple[str, str],
        events: list[tuple[Interaction, int]],
        declarations: Sequence[Edge],
        trust: int,
    ) -> Tie:
        ours, person = pair
        day = self._frozen_at(person)
        events = [(e, n) for e, n in events if e.date <= day.today]
        external, declared, level = (
            declared_strength(self._snapshot, declarations, day.now) if declarations else _UNSAID
        )
        observed, days, silent, gap = 0.0, list[str](), None, None
        if events:
            observed = 1 - math.exp(-self._energy(events, day) / self._snapshot.settings.tie["scale"])
            days = sorted({e.date for e, _ in events})
            silent = days_between(days[-1], day.now)
            gap = _usual_gap(days, self._snapshot.settings.cooling)
        return Tie(
            ours=ours,
            person=person,
            strength=max(observed, external, declared),
            observed=observed,
            external=external,
            declared=declared,
            declared_level=level,
            trust=trust,
            last_contact=days[-1] if days else None,
            days_silent=silent,
            age=_newest(declarations, day.now) if silent is None else silent,
            usual_gap=gap,
            contacts_12m=sum(e.date > day.year_ago for e, _ in events),
        )

    def _frozen_at(self, person: str) -> _Day:
        left = self._snapshot.people[person].left_on
        return _Day.of(min(self._snapshot.as_of, date.fromisoformat(left))) if left else self._day

    def _energy(self, events: list[tuple[Interaction, int]], day: _Day) -> float:
        settings = self._snapshot.settings
        energy = 0.0
        messages = []
        for event, outside in events:
            if event.kind == InteractionKind.MESSAGE:
                messages.append((event, outside))
            else:
                fade = self._fades.get((event.date, day.today))
                if fade is None:
                    fade = 2 ** (-days_between(event.date, day.now) / settings.tie["half_life"])
                    self._fades[event.date, day.today] = fade
                energy += settings.tie_points[event.kind] / max(1.0, math.sqrt(outside)) * fade
        return energy + message_energy(messages, day.now, settings)


def _newest(declarations: Iterable[Edge], now: date) -> int | None:
    return min((max(0, days_between(e.observed_at, now)) for e in declarations if e.observed_at), default=None)


def declared_strength(snapshot: Snapshot, declarations: Iterable[Edge], now: date) -> tuple[float, float, int | None]:
    """Strength by another system's score and by declaration, and the declared level, of the KNOWS rows of one pair."""
    settings = snapshot.settings
    external = declared = 0.0
    level: int | None = None
    for edge in declarations:
        score, when = edge.get("external_score"), edge.get("external_date") or edge.observed_at
        if score is not None and when and when <= snapshot.as_of.isoformat():
            age = max(0, days_between(when, now))
            external = max(external, score * 2 ** (-age / settings.tie["external_half_life"]))
        said = edge.get("declared_level")
        if said is not None:
            age = max(0, days_between(edge.observed_at, now)) if edge.observed_at else 0
            faded = 2 ** (-age / settings.tie["declared_half_life"])
            declared = max(declared, settings.tie["declared_factor"] * settings.p_influence(said) * faded)
            level = max(level or 0, said)
    return external, declared, level


def _usual_gap(days: list[str], rules: Mapping[str, float]) -> float | None:
    if len(days) < rules["contacts"]:
        return None
    dates = [date.fromisoformat(d).toordinal() for d in days[-int(rules["last"]) :]]
    return float(median(b - a for a, b in pairwise(dates)))


def silence(silent: int | None, gap: float | None, rules: Mapping[str, float] = DEFAULTS.cooling) -> TieStatus:
    """Status of a tie after so many days of silence where a gap is usual, by the settings of cooling.

    >>> [silence(*pair).value for pair in ((20, 7), (21, 7), (57, 7), (500, None), (None, 7))]
    ['active', 'active', 'lapsed', 'active', 'none']
    """
    if silent is None:
        return TieStatus.NONE
    if gap is None or silent <= rules["cooling"] * gap:
        return TieStatus.ACTIVE
    return TieStatus.LAPSED if silent > rules["lapsed"] * gap else TieStatus.COOLING
