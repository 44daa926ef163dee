"""Three-level communication: do shareholders, managers and operators of both sides talk, and often enough?

A pair is a person of the customer and a counterpart of ours (shareholder: grade 5; management: grade ≥ 3; operational:
anybody) who know each other (T ≥ .10) or were ever in contact. “Soldier to soldier, general to general”: so our side is never
more than one grade lower. A level is *ok* if one pair is within its target with T ≥ .30 — in tiers S and A two pairs in every
unit at the operational level —, *due* if that many are within 1.5 times the target, *overdue* beyond, *no link* if nobody
was ever in contact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.coverage.account_tier import tier_of
from graphcrm.analysis.coverage.cadence import ContactStatus, contact_status, level_target
from graphcrm.analysis.coverage.tie import Tie
from graphcrm.analysis.numbers import at_least, is_active
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import CommLevel, Tier
from graphcrm.model.records import comm_level
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import counted, few, in_days, joined, per_cent

__all__ = ["COUNTERPART_GRADE", "LevelRow", "communication_levels"]


#: Least grade of our side; None: anybody.
COUNTERPART_GRADE = {CommLevel.SHAREHOLDER: 5, CommLevel.MANAGEMENT: 3, CommLevel.OPERATIONAL: None}


@dataclass(frozen=True, slots=True)
class LevelRow:
    """Communication at one level.

    pairs
        (our person, their person), strongest tie first.
    days
        Whole days since the last contact of any pair, None if there never was one.
    target_days
        The tightest target of the people at this level; None if the tier asks for nothing, and then there is no status.
    missing_counterpart
        Their people at this level who have no counterpart of ours.
    reason
        Why the status is not "on time" although the last contact lies within the target; None where the days say it.
    """

    comm_level: CommLevel
    people: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    last_contact: str | None
    days: int | None
    target_days: int | None
    status: ContactStatus | None
    missing_counterpart: tuple[str, ...]
    reason: Text | None = None

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text."""
        names = [snapshot.people[p].name for p in self.missing_counterpart]
        missing = Text("；缺对口人：{names}", "; without a counterpart: {names}").format(names=joined(names))
        target = Text("目标 {n}", "target {n}").format(n=in_days(round(self.target_days))) if self.target_days else None
        n = len(self.pairs)
        # Where there never was a contact, the status would only say so once more.
        status = Text("，{status}", ", {status}").format(
            status=self.status.label if self.status else Text("不评价", "not rated")
        )
        return Text(
            "{level}：{pairs}，{last}，{target}{status}{reason}{missing}。",
            "{level}: {pairs}, {last}, {target}{status}{reason}{missing}.",
        ).format(
            level=self.comm_level.label,
            pairs=Text(f"{n} 对关系", counted(n, "pair")),
            reason=Text("（{why}）", " ({why})").format(why=self.reason) if self.reason else "",
            last=Text("对口之间无联系记录", "no contact of counterparts on record")
            if self.days is None
            else Text("最近联系在 {n}前", "last contact {n} ago").format(n=in_days(self.days)),
            target=target or Text("无频度要求", "no target"),
            status="" if self.status is ContactStatus.NO_LINK else status,
            missing=missing if names else "",
        )


def communication_levels(situation: Situation) -> tuple[LevelRow, ...]:
    """The three levels of the customer's own people, from the top; people without a grade belong to none."""
    return tuple(_row(situation, level) for level in CommLevel)


def _row(situation: Situation, level: CommLevel) -> LevelRow:
    grade = {p: situation.snapshot.people[p].grade for p in situation.graph.customers}
    people = tuple(p for p in situation.graph.customers if comm_level(grade[p]) is level)
    pairs = [tie for p in people for tie in situation.ties.of(p) if _is_pair(situation, level, tie)]
    silent = [tie.days_silent for tie in pairs if tie.days_silent is not None]
    targets = {p: level_target(situation, level, grade[p]) for p in people}
    known = [t for t in targets.values() if t is not None]
    paired = {tie.person for tie in pairs}
    status = _status(situation, level, people, pairs, targets)
    return LevelRow(
        comm_level=level,
        people=people,
        pairs=tuple((t.ours, t.person) for t in sorted(pairs, key=lambda t: (-t.strength, t.ours, t.person))),
        last_contact=max((t.last_contact for t in pairs if t.last_contact), default=None),
        days=min(silent, default=None),
        target_days=min(known) if known else (None if people else level_target(situation, level)),
        status=status,
        missing_counterpart=tuple(p for p in people if p not in paired),
        reason=_reason(situation, level, people, pairs, targets)
        if status in (ContactStatus.DUE, ContactStatus.OVERDUE)
        else None,
    )


def _is_pair(situation: Situation, level: CommLevel, tie: Tie) -> bool:
    least = COUNTERPART_GRADE[level]
    grade = situation.snapshot.people[tie.ours].grade
    counterpart = least is None or (grade is not None and grade >= least)
    return counterpart and (at_least(tie.strength, LEAST_TIE) or tie.last_contact is not None)


def _status(
    situation: Situation,
    level: CommLevel,
    people: Sequence[str],
    pairs: Sequence[Tie],
    targets: dict[str, int | None],
) -> ContactStatus | None:
    if people and all(target is None for target in targets.values()):
        return None
    if not people and level_target(situation, level) is None:
        return None
    if all(tie.days_silent is None for tie in pairs):
        return ContactStatus.NO_LINK
    in_time: list[str] = []
    nearly: list[str] = []
    for tie in pairs:
        target = targets[tie.person]
        if target is None or tie.days_silent is None:
            continue
        status = contact_status(tie.days_silent, target, situation.snapshot.settings)
        if status is not ContactStatus.OVERDUE:
            nearly.append(tie.person)
            if status is ContactStatus.OK and is_active(tie.strength, situation.snapshot.settings):
                in_time.append(tie.person)
    groups, needed = _groups(situation, level, people)
    for status, reached in ((ContactStatus.OK, in_time), (ContactStatus.DUE, nearly)):
        if all(sum(person in group for person in reached) >= needed for group in groups.values()):
            return status
    return ContactStatus.OVERDUE


def _groups(
    situation: Situation, level: CommLevel, people: Sequence[str]
) -> tuple[Mapping[str | None, Collection[str]], int]:
    """The groups of people, by unit where the tier asks for that, in each of which so many pairs are needed."""
    if level is not CommLevel.OPERATIONAL or tier_of(situation.context.account) not in (Tier.S, Tier.A):
        return {None: people}, 1
    units: dict[str | None, set[str]] = {}
    for person in people:
        units.setdefault(situation.snapshot.people[person].unit, set()).add(person)
    return units, int(situation.snapshot.settings.cadence["pairs"])


def _reason(
    situation: Situation,
    level: CommLevel,
    people: Sequence[str],
    pairs: Sequence[Tie],
    targets: Mapping[str, int | None],
) -> Text | None:
    """What is wanting where somebody was in contact within the target: the strength of the tie, or pairs in some units."""
    settings = situation.snapshot.settings
    recent = [t for t in pairs if t.days_silent is not None and t.days_silent <= (targets[t.person] or 0)]
    if not recent:
        return None
    groups, needed = _groups(situation, level, people)
    rare = [unit for unit, group in groups.items() if sum(t.person in group for t in recent) < needed]
    weak = [
        unit
        for unit, group in groups.items()
        if unit not in rare and sum(t.person in group and is_active(t.strength, settings) for t in recent) < needed
    ]
    least, plural = per_cent(settings.tie["active"]), "" if needed == 1 else "s"
    said = []
    if weak:
        said.append(
            Text(f"目标期内的关系低于 {least}", f"the ties within the target are below {least}")
            if needed == 1 and None in groups
            else Text(
                "{units}：目标期内达到 {t} 的关系不足{n}对",
                f"{{units}}: fewer than {{n}} tie{plural} of {{t}} within the target",
            ).format(units=_units(situation, weak), n=few(needed), t=least)
        )
    if rare:
        said.append(
            Text(
                "{units}：目标期内的联系不足{n}对", f"{{units}}: fewer than {{n}} pair{plural} within the target"
            ).format(units=_units(situation, rare), n=few(needed))
        )
    return Text("；", "; ").join(said)


def _units(situation: Situation, units: Iterable[str | None]) -> Text:
    known = situation.snapshot.units
    nowhere = Text("未分配部门", "people without a unit")
    ordered = sorted(units, key=lambda u: (u is None, u or ""))
    return joined(known[u].name if u is not None and u in known else u or nowhere for u in ordered)
