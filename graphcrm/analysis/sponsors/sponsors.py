"""Executive sponsors: which of our executives should look after which key person.

Demand are the key persons of the customer's own organisations of grade ≥ 3, in accounts of tier S or A, whom one may ask to
win over; supply are our people of grade ≥ 3 with places left. The plan maximises

    Σ priority_k · (fit_sk + .10·[s sponsors k today]),   priority_k = share_k · tier factor

(S 1.5, A 1, B .5, C .25: never 0, so that the greater share goes first in every account)
over assignments in which everybody has at most one sponsor, nobody has more people than places, and every fit is at least
.50: an exact linear assignment with a sponsor's places as columns (Kuhn 1955). The bonus keeps a standing pair unless the
change gains more than .10.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from graphcrm.analysis.coverage.account_tier import tier_of
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.assignment import assign
from graphcrm.analysis.sponsors.sponsor_fit import SponsorFit, sponsor_fit
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import SponsorStatus, Tier
from graphcrm.model.edges import EdgeKind
from graphcrm.settings import Settings
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

__all__ = [
    "Pairings",
    "SponsorPlan",
    "SponsorProposal",
    "current_sponsors",
    "no_demand",
    "pairings",
    "sponsor_demand",
    "sponsor_plan",
    "sponsor_supply",
    "unrecorded",
]


_NO_TIER = Text(
    "客户级别未录入，按 C 处理：graphcrm edit org {account} tier=S 录入，graphcrm query sponsor-gaps --all-tiers 不论级别",
    "no tier of the account is recorded, C is taken: graphcrm edit org {account} tier=S records one,"
    " graphcrm query sponsor-gaps --all-tiers asks whatever it is",
)
_NO_DEMAND = Text(
    "没有须配置赞助人的关键人（客户级别 S、A，职级 {grade:g} 及以上，可接触）。",
    "No key person is to have a sponsor (grade {grade:g} or above, approachable, in an account of tier S or A).",
)
_NO_GRADES = Text("关键人都没有录入职级", "none of the key people has a grade recorded")
#: Breaks ties of the objective toward better fit, so that a person without influence gets a free place too.
_NUDGE = 1e-9


@dataclass(frozen=True, slots=True)
class SponsorProposal:
    """What the plan says about one key person.

    priority
        ``share · tier factor``.
    current
        Today's active sponsors, by id.
    chosen
        Fit of the proposed sponsor, None if there is none; `reason` then says why.
    second
        Fit of the next best sponsor, whether or not he has a place left; None without one.
    """

    target: str
    priority: float
    current: tuple[str, ...]
    chosen: SponsorFit | None
    second: SponsorFit | None
    reason: Text | None

    @property
    def sponsor(self) -> str | None:
        return self.chosen.sponsor if self.chosen else None

    def note(self, snapshot: Snapshot) -> Text | None:
        """Reason without a sponsor, else what to know about the proposed one; None without any remark."""
        said = [self.reason] if self.reason else list(self.chosen.notes) if self.chosen else []
        if self.chosen and self.current and self.chosen.sponsor not in self.current:
            now = joined(snapshot.people[p].name for p in self.current)
            said.append(Text("替换现任{now}", "replaces {now}").format(now=now))
        if not said:
            return None
        return Text("；", "; ").join(said)

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text."""
        name = snapshot.people[self.target].name
        if self.chosen is None:
            return Text("{k}：{why}。", "{k}: {why}.").format(k=name, why=self.reason)
        fit = self.chosen
        second = Text("", "")
        if self.second:
            second = Text("；次选 {who}（{fit}）", "; second best {who} ({fit})").format(
                who=snapshot.people[self.second.sponsor].name, fit=per_cent(self.second.fit)
            )
        return Text(
            "建议 {s} 对口 {k}：对等 {a}、对口 {b}、交往 {h}、能力意愿 {c}，匹配度 {f}{second}。",
            "{s} for {k}: parity {a}, function {b}, history {h}, capability {c}; fit {f}{second}.",
        ).format(
            s=snapshot.people[fit.sponsor].name,
            k=name,
            a=per_cent(fit.parity),
            b=per_cent(fit.function),
            h=per_cent(fit.history),
            c=per_cent(fit.capability),
            f=per_cent(fit.fit),
            second=second,
        )


@dataclass(frozen=True, slots=True)
class SponsorPlan:
    """Proposals by descending priority, ties by id; `objective` is the maximised sum."""

    proposals: tuple[SponsorProposal, ...]
    objective: float
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class Pairings:
    """Whom to find a sponsor for, who may be one, and what each pair is worth.

    fits
        By target and sponsor, those that a rule bars included.
    capacity
        Places of each sponsor, ≥ 1.
    """

    targets: tuple[str, ...]
    supply: tuple[str, ...]
    priority: Mapping[str, float]
    current: Mapping[str, tuple[str, ...]]
    fits: Mapping[str, Mapping[str, SponsorFit]]
    capacity: Mapping[str, int]
    #: What a pair that is there already counts for besides its fit.
    keep: float

    def worth(self, sponsor: str, target: str) -> float:
        """What a pair adds to the objective."""
        kept = self.keep if sponsor in self.current[target] else 0.0
        return self.priority[target] * (self.fits[target][sponsor].fit + kept)

    def objective(self, chosen: Mapping[str, str]) -> float:
        """What an assignment, target to sponsor, is worth."""
        return sum(self.worth(s, k) for k, s in chosen.items())

    def best(self, fixed: Mapping[str, str] = MappingProxyType({})) -> Mapping[str, str]:
        """The sponsor of each target in the best assignment that leaves the pairs in `fixed`, target to sponsor, as they are."""
        open_targets = [k for k in self.targets if k not in fixed]
        used = Counter(fixed.values())
        places = [s for s in self.supply for _ in range(min(self.capacity[s], len(self.targets)) - used[s])]
        value = np.full((len(open_targets), len(places)), -np.inf)
        for row, target in enumerate(open_targets):
            for column, sponsor in enumerate(places):
                if self.fits[target][sponsor].barred is None:
                    value[row, column] = self.worth(sponsor, target) + _NUDGE * self.fits[target][sponsor].fit
        given = zip(open_targets, assign(value), strict=True)
        return {**fixed, **{k: places[c] for k, c in given if c is not None}}


def pairings(situation: Situation, key_persons: Collection[str], *, every_tier: bool = False) -> Pairings:
    """All pairs of an account's key persons with our executives."""
    targets = sponsor_demand(situation, key_persons, every_tier=every_tier)
    supply = sponsor_supply(situation)
    factor = situation.snapshot.settings.sponsor_tier[tier_of(situation.context.account)]
    return Pairings(
        targets=targets,
        supply=supply,
        priority={k: situation.share_of(k) * factor for k in targets},
        current={k: current_sponsors(situation, k) for k in targets},
        fits={k: {s: sponsor_fit(situation, s, k) for s in supply} for k in targets},
        capacity={s: situation.snapshot.people[s].sponsor_capacity for s in supply},
        keep=situation.snapshot.settings.sponsor["keep"],
    )


def sponsor_demand(situation: Situation, key_persons: Collection[str], *, every_tier: bool = False) -> tuple[str, ...]:
    """Key persons who should have a sponsor, by id; `every_tier` also in accounts of tier B and C."""
    if not every_tier and tier_of(situation.context.account) not in (Tier.S, Tier.A):
        return ()
    snapshot = situation.snapshot
    own = set(situation.graph.customers) & set(key_persons)
    return tuple(
        sorted(
            p
            for p in own
            if (snapshot.people[p].grade or 0) >= snapshot.settings.sponsor["grade"] and snapshot.may_be_target(p)
        )
    )


def no_demand(settings: Settings) -> Text:
    """What is said where nobody is to have a sponsor."""
    return _NO_DEMAND.format(grade=settings.sponsor["grade"])


def unrecorded(situation: Situation, key_persons: Collection[str], *, every_tier: bool) -> tuple[Text, ...]:
    """What nobody recorded of the account and its key persons, where nobody is to have a sponsor for want of it."""
    account, people = situation.context.account, situation.snapshot.people
    own = set(situation.graph.customers) & set(key_persons)
    said = []
    if account and not account.tier and not every_tier:
        said.append(_NO_TIER.format(account=account.id))
    if own and all(people[p].grade is None for p in own):
        said.append(_NO_GRADES)
    return tuple(said)


def sponsor_supply(situation: Situation) -> tuple[str, ...]:
    """Our people of grade ≥ 3 with at least one place, by id."""
    people, least = situation.snapshot.people, situation.snapshot.settings.sponsor["grade"]
    return tuple(
        p for p in sorted(situation.snapshot.ours) if (people[p].grade or 0) >= least and people[p].sponsor_capacity > 0
    )


def current_sponsors(situation: Situation, person: str) -> tuple[str, ...]:
    """Active sponsors of a person who have not left, by id; a sponsorship without a status counts as active."""
    snapshot = situation.snapshot
    found = {
        e.source
        for e in snapshot.index.edges(EdgeKind.SPONSORS, [person])
        if e.target == person and e.get("status", SponsorStatus.ACTIVE) == SponsorStatus.ACTIVE
    }
    return tuple(sorted(p for p in found if p in snapshot.people and not snapshot.has_left(p)))


def sponsor_plan(situation: Situation, key_persons: Collection[str], *, every_tier: bool = False) -> SponsorPlan:
    """The best assignment of sponsors to the account's key persons.

    Of equally good assignments the one with the better fits is taken. People without a feasible sponsor, or whose feasible
    sponsors are all needed more elsewhere, are listed with the reason.
    """
    found = pairings(situation, key_persons, every_tier=every_tier)
    targets, priority, current, fits = found.targets, found.priority, found.current, found.fits
    chosen = found.best()
    proposals = [
        SponsorProposal(
            target=k,
            priority=priority[k],
            current=current[k],
            chosen=fits[k][chosen[k]] if k in chosen else None,
            second=_second(fits[k], chosen.get(k)),
            reason=None if k in chosen else _reason(situation, list(fits[k].values())),
        )
        for k in targets
    ]
    return SponsorPlan(
        proposals=tuple(sorted(proposals, key=lambda p: (-ordinal(p.priority), p.target))),
        objective=found.objective(chosen),
        notes=_load(situation, Counter(chosen.values())),
    )


def _second(fits: Mapping[str, SponsorFit], taken: str | None) -> SponsorFit | None:
    others = [f for s, f in fits.items() if s != taken and f.barred is None]
    return min(others, key=lambda f: (-ordinal(f.fit), f.sponsor), default=None)


def _reason(situation: Situation, fits: Sequence[SponsorFit]) -> Text:
    """Why a person has no sponsor: the rules that bar everybody, most frequent first, or that all places are taken."""
    if not fits:
        return Text(
            "没有合适的赞助人：我方无职级 {grade:g} 以上且有名额者",
            "no eligible sponsor: nobody of grade {grade:g} or more has a place",
        ).format(grade=situation.snapshot.settings.sponsor["grade"])
    if any(f.barred is None for f in fits):
        return Text(
            "合适的赞助人名额已用于更优先者", "every eligible sponsor's places went to people of higher priority"
        )
    counted = Counter(f.barred for f in fits if f.barred)
    rules = [rule.label for rule, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    return Text("没有合适的赞助人：{rules}", "no eligible sponsor: {rules}").format(rules=joined(rules))


def _load(situation: Situation, load: Mapping[str, int]) -> tuple[Text, ...]:
    names, most = {s: situation.snapshot.people[s].name for s in load}, situation.snapshot.settings.sponsor["many"]
    return tuple(
        Text(
            "{s} 将对口 {n} 人，超过 {most} 人难以兼顾",
            "{s} would sponsor {n} people; more than {most} is too many",
        ).format(s=names[s], n=n, most=f"{most:g}")
        for s, n in sorted(load.items())
        if n > most
    )
