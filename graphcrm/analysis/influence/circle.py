"""The shadow decision circle: who really decides, against who is listed as deciding.

The circle is the smallest prefix of the share ranking that holds at least 80 % of the decision influence, people of equal
share all together: which of them it takes is no matter of ids. The formal list are the people with a decision weight.
What they have in common is measured by Jaccard's coefficient.
"""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import SHOWN, per_cent, some_of

__all__ = ["CircleMember", "DecisionCircle", "decision_circle"]


_ALIKE = Text(
    "没有记录能区分这 {n} 人，份额相同，无从分出影子决策圈：{names}。请录入决策角色和谁影响谁。",
    "Nothing recorded tells {n} people of equal share apart, so there is no shadow circle among them: {names}. "
    "Record decision roles and who influences whom.",
)


@dataclass(frozen=True, slots=True)
class CircleMember:
    """A person of the circle or of the formal list.

    `share` and `cumulative` are in 0..1; `cumulative` runs over the whole ranking, people who are not shown included.
    """

    id: str
    share: float
    cumulative: float
    listed: bool
    in_circle: bool
    support: int | None
    tie: float


@dataclass(frozen=True, slots=True)
class DecisionCircle:
    """`members` by descending share. All other fields are ids in that order.

    unlisted, nominal
        In the circle but not on the list; on the list but not in the circle.
    share
        Share that the circle holds, 0..1.
    jaccard
        ``|circle ∩ formal| / |circle ∪ formal|``, None if both are empty.
    alike
        Whether all of the circle have the same share and it is only assumed that they decide: who is in it says nothing.
    list_name
        What to call the list.
    """

    members: tuple[CircleMember, ...]
    circle: tuple[str, ...]
    formal: tuple[str, ...]
    unlisted: tuple[str, ...]
    nominal: tuple[str, ...]
    share: float
    jaccard: float | None
    alike: bool
    list_name: Text

    def sentence(self, snapshot: Snapshot) -> Text:
        """Who is in the circle, and how it differs from the list."""
        if self.jaccard is None:
            return Text("没有可分析的人员。", "There is nobody to analyse.")
        if self.alike:
            return _ALIKE.format(n=len(self.circle), names=some_of([snapshot.people[p].name for p in self.circle]))

        def named(ids: tuple[str, ...]) -> Text:
            names = some_of([snapshot.people[p].name for p in ids])
            if len(ids) > SHOWN:
                return Text("{names}（共 {n} 人）", "{names} ({n} people)").format(names=names, n=len(ids))
            return names if ids else Text("无", "none")

        return Text(
            "影子决策圈：{circle}（{share} 的影响份额）；其中不在{list}：{unlisted}；名单内但不在圈内：{nominal}；"
            "两者重合 {jaccard}。",
            "Shadow circle: {circle} ({share} of the influence); not on the {list}: {unlisted}; listed but "
            "outside the circle: {nominal}; the two overlap by {jaccard}.",
        ).format(
            list=self.list_name,
            circle=named(self.circle),
            share=per_cent(self.share),
            unlisted=named(self.unlisted),
            nominal=named(self.nominal),
            jaccard=per_cent(self.jaccard),
        )


def decision_circle(situation: Situation, share: float | None = None) -> DecisionCircle:
    """Circle, formal list and their differences.

    Parameters
    ----------
    share : float, optional
        Part of the influence that the circle must hold, in (0, 1]; as the settings say, .80 unless they are changed.

    Returns
    -------
    DecisionCircle
        Empty for an empty graph. People without any share are never in the circle.
    """
    share = situation.snapshot.settings.circle["share"] if share is None else share
    members: list[CircleMember] = []
    circle: list[str] = []
    reached = 0.0
    full = False
    held = 0.0
    for person in situation.rank_order:
        own = situation.share_of(person)
        tied = full and situation.places[person] == situation.places[circle[-1]]
        inside = own > 0 and (tied or not full)
        reached += own
        if inside:
            circle.append(person)
            held = reached
            full = at_least(reached, share)
        listed = situation.weight_of(person) > 0
        if inside or listed:
            level, tie = situation.level_of(person), float(situation.T[situation.graph.index[person]])
            members.append(CircleMember(person, own, reached, listed, inside, level, tie))
    formal = tuple(m.id for m in members if m.listed)
    both = len(set(circle) & set(formal))
    either = len(members)
    return DecisionCircle(
        members=tuple(members),
        circle=tuple(circle),
        formal=formal,
        unlisted=tuple(p for p in circle if p not in formal),
        nominal=tuple(p for p in formal if p not in circle),
        share=held,
        jaccard=both / either if either else None,
        alike=situation.weights.assumed and len(circle) > 1 and len({situation.places[p] for p in circle}) == 1,
        list_name=situation.weights.list_name,
    )
