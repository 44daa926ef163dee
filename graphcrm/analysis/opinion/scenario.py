"""Changes of a what-if scenario, and the situation that they lead to.

A scenario is a hypothesis, so nothing of it is stored: people are given another attitude or stubbornness, leave, or an
influence appears or ends, and everything is computed anew from the changed picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.graph.influence import STRONGEST, InfluenceEdge, InfluenceGraph
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, Flag, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.faults import shown
from graphcrm.model.records import Edge
from graphcrm.settings import Settings
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined

__all__ = [
    "AddInfluence",
    "Change",
    "RemoveInfluence",
    "RemovePerson",
    "SetKappa",
    "SetSupport",
    "added_weight",
    "apply",
    "parse_change",
]


_OUTSIDE = frozenset({OrgCategory.THIRD_PARTY, OrgCategory.SUPPLIER, OrgCategory.PARTNER})
_KAPPA = (0.25, 4.0)
_UNKNOWN = frozenset({"", "null", "none", "unknown", "?", "未知"})


@dataclass(frozen=True, slots=True)
class SetSupport:
    """The person's support becomes `level` −1..3, or unknown (None)."""

    person: str
    level: int | None


@dataclass(frozen=True, slots=True)
class SetKappa:
    """The person's stubbornness becomes `kappa`, .25..4."""

    person: str
    kappa: float


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """The person leaves: theirs takes influence and vote along, ours the ties."""

    person: str


@dataclass(frozen=True, slots=True)
class AddInfluence:
    """`source` comes to move `target` with `level` 1..5, confirmed (confidence A), unless it does so more strongly already.

    Counter-influence of the two, in a signed graph, stays beside it.
    """

    source: str
    target: str
    level: int


@dataclass(frozen=True, slots=True)
class RemoveInfluence:
    """`source` no longer moves `target`."""

    source: str
    target: str


N = TypeVar("N", int, float)

Change = SetSupport | SetKappa | RemovePerson | AddInfluence | RemoveInfluence


#: What a Chinese keyboard gives for the marks between the parts.
_WIDE = str.maketrans("＝：＞", "=:>")
#: How each change is written.
_FORMS = {
    "set": Text("--set 人=支持度（−1 到 3，或 unknown）", "--set person=level (−1..3, or unknown)"),
    "kappa": Text("--kappa 人=固执度（0.25 到 4）", "--kappa person=stubbornness (0.25..4)"),
    "remove": Text("--remove 人，或 --remove u>v", "--remove person, or --remove u>v"),
    "add": Text("--add u>v：程度（1 到 5）", "--add u>v:level (1..5)"),
}


def parse_change(option: str, text: str) -> Change:
    """A change as the command line writes it.

    ``set p=level`` (level −1..3, or ``unknown``) · ``kappa p=value`` · ``remove p`` or ``remove u>v`` · ``add u>v:level``.

    Raises
    ------
    UsageError
        What is written does not have that form or is out of range.

    Examples
    --------
    >>> parse_change("set", "c4＝0"), parse_change("add", "c6>c2：3")
    (SetSupport(person='c4', level=0), AddInfluence(source='c6', target='c2', level=3))
    """
    text = text.translate(_WIDE)
    try:
        if option == "set":
            person, value = text.rsplit("=", 1)
            unknown = value.strip().casefold() in _UNKNOWN
            return SetSupport(_id(person), None if unknown else _within(int(value), -1, 3))
        if option == "kappa":
            person, value = text.rsplit("=", 1)
            return SetKappa(_id(person), _within(float(value), *_KAPPA))
        if option == "remove":
            if ">" not in text:
                return RemovePerson(_id(text))
            source, target = text.split(">")
            return RemoveInfluence(_id(source), _id(target))
        if option == "add":
            pair, value = text.rsplit(":", 1)
            source, target = pair.split(">")
            return AddInfluence(_id(source), _id(target), _within(int(value), 1, 5))
    except ValueError:
        pass
    said = Text("无法理解 --{option} {text}；写法：{form}", "cannot read --{option} {text}; write {form}")
    raise UsageError(said.format(option=option, text=shown(text), form=_FORMS.get(option) or joined(_FORMS.values())))


def _id(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _within(value: N, low: float, high: float) -> N:
    if not low <= value <= high:
        raise ValueError(value)
    return value


def apply(situation: Situation, changes: Sequence[Change]) -> Situation:
    """The situation after all changes together; decision weights are renormalised over those who stay.

    Raises
    ------
    UsageError
        An unknown person, one who has no part in this decision, an attitude of an open seat, or two changes that contradict
        each other.
    """
    _check(situation, changes)
    snapshot = situation.snapshot
    gone = {c.person for c in changes if isinstance(c, RemovePerson)}
    people = {c.person: snapshot.people[c.person] for c in changes if isinstance(c, SetKappa | RemovePerson)}
    for change in changes:
        if isinstance(change, SetKappa):
            people[change.person] = replace(people[change.person], kappa=change.kappa)
        elif isinstance(change, RemovePerson):
            left = (*people[change.person].flags, Flag.LEFT.value)
            people[change.person] = replace(people[change.person], flags=left)
    stances = _stances(situation, changes)
    changed = snapshot.supposing(people, stances)
    after = Situation(_graph(situation, changed, changes).without(gone))
    if after.concerned <= situation.concerned and not any(map(snapshot.works_for_us, gone)):
        # Nobody of ours left, so our ties are what they were; they are the costly part of a situation.
        vars(after)["ties"] = situation.ties
    return after


def added_weight(change: AddInfluence, settings: Settings) -> float:
    """The weight that an added influence has by itself: p of its level · q of confidence A."""
    return min(STRONGEST, settings.p_influence(change.level) * settings.confidence[Confidence.A])


def _graph(situation: Situation, changed: Snapshot, changes: Sequence[Change]) -> InfluenceGraph:
    graph, settings = situation.graph, situation.snapshot.settings
    edges = dict(graph.edges)
    joined = set(graph.people)
    for change in changes:
        if isinstance(change, RemoveInfluence):
            edges.pop((change.source, change.target), None)
        elif isinstance(change, AddInfluence):
            pair = (change.source, change.target)
            present = edges.get(pair, InfluenceEdge(*pair, 0.0, ()))
            weight = present.at_least(added_weight(change, settings))
            joined.update(pair)
            if weight > present.weight:
                edges[pair] = InfluenceEdge(*pair, weight, ())
    return InfluenceGraph(changed, graph.context, graph.options, tuple(sorted(joined)), dict(sorted(edges.items())))


def _stances(situation: Situation, changes: Sequence[Change]) -> tuple[Edge, ...]:
    """Stances of the people concerned: of others a scenario knows nothing."""
    vendor, today = situation.context.vendor, situation.snapshot.as_of.isoformat()
    level = {c.person: c.level for c in changes if isinstance(c, SetSupport)}
    joined = {p for c in changes if isinstance(c, AddInfluence) for p in (c.source, c.target)}
    known = situation.snapshot.index.edges(EdgeKind.STANCE, situation.concerned | joined)
    kept = [e for e in known if not (e.source in level and e.target == vendor)]
    made = [
        Edge(EdgeKind.STANCE.value, person, vendor or "", value, "A", today, today, "", "", "general", None, {})
        for person, value in level.items()
        if value is not None
    ]
    return (*kept, *made)


def _check(situation: Situation, changes: Sequence[Change]) -> None:
    subjects: Counter[tuple[str, ...]] = Counter()
    gone = {c.person for c in changes if isinstance(c, RemovePerson)}
    for change in changes:
        if isinstance(change, AddInfluence | RemoveInfluence):
            _check_pair(situation, change)
            named: tuple[str, ...] = (change.source, change.target)
            subjects["edge", *named] += 1
        else:
            named = (change.person,)
            subjects[type(change).__name__, *named] += 1
            situation.snapshot.person(change.person)
            if change.person not in situation.graph.index and not (
                isinstance(change, RemovePerson) and situation.snapshot.works_for_us(change.person)
            ):
                situation.place_of(change.person)
            if isinstance(change, SetSupport) and situation.snapshot.is_seat(change.person):
                raise UsageError(
                    Text(
                        f"{change.person} 是待确认席位，没有态度；可先用 graphcrm edit fill 填入担任者",
                        f"{change.person} is an open seat and has no attitude; graphcrm edit fill names who holds it",
                    )
                )
        if not isinstance(change, RemovePerson) and gone & set(named):
            who = min(gone & set(named))
            raise UsageError(
                Text(f"同一推演中 {who} 既离开又被改变", f"{who} cannot leave and be changed in one scenario")
            )
    twice = next((key for key, n in subjects.items() if n > 1), None)
    if twice:
        what = ">".join(twice[1:])
        raise UsageError(Text(f"同一推演中 {what} 被改变两次", f"{what} is changed twice in one scenario"))


def _check_pair(situation: Situation, change: AddInfluence | RemoveInfluence) -> None:
    graph, snapshot = situation.graph, situation.snapshot
    ends = (change.source, change.target)
    for person in ends:
        snapshot.person(person)
    if change.source == change.target:
        raise UsageError(Text(f"{change.source} 不能影响自己", f"{change.source} cannot influence itself"))
    outside = [p for p in ends if p not in graph.index]
    if isinstance(change, RemoveInfluence):
        if ends not in graph.edges:
            raise UsageError(Text(f"没有 {ends[0]}>{ends[1]} 这条影响", f"there is no influence {ends[0]}>{ends[1]}"))
    elif len(outside) == 2 or any(snapshot.category(p) not in _OUTSIDE or snapshot.has_left(p) for p in outside):
        situation.place_of(outside[0])
