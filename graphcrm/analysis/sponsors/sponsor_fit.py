"""Fit of one of our executives as sponsor of a key person, by four principles.

    fit = .35·parity + .25·function + .20·history + .20·capability

parity (地位对等)
    ``1 − (g_s − g_k)/3`` if the sponsor is at least of the same grade, else ``1 − 2(g_k − g_s)/3``; never below 0.
function (业务对口)
    1 for the same function, less for neighbouring ones, .3 for all others and where one is not recorded.
history (历史交往)
    The tie T of the two, at least .6 with a shared professional history.
capability (能力意愿)
    (ability + willingness)/10; .5 where one is not recorded.

Less .05 if the sponsor is the solid-line manager of the person's owner: a sponsor should be somebody else than the account
manager's boss. A pair is barred if the sponsor is two grades or more below, is unwilling (willingness ≤ 1), is in conflict
with the person, or fits with less than .50.
"""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Function
from graphcrm.model.edges import EdgeKind

__all__ = ["Barred", "SponsorFit", "function_score", "sponsor_fit"]


_F = Function
_NEIGHBOURS = {
    frozenset(pair): score
    for score, pairs in {
        0.8: (
            (_F.IT, _F.ENGINEERING),
            (_F.IT, _F.OPERATIONS),
            (_F.SALES, _F.PROCUREMENT),
            (_F.SALES, _F.MARKETING),
        ),
        0.6: (
            (_F.GENERAL, _F.SALES),
            (_F.GENERAL, _F.FINANCE),
            (_F.GENERAL, _F.IT),
            (_F.FINANCE, _F.PROCUREMENT),
        ),
    }.items()
    for pair in pairs
}
_OTHER = 0.3
_SHARED_HISTORY = 0.6
_UNRECORDED = 0.5


class Barred(Choice):
    GRADE = "grade", "职级低两级以上", "two grades or more below"
    WILLINGNESS = "willingness", "意愿不足", "not willing"
    CONFLICT = "conflict", "与对方有冲突", "in conflict with the person"
    FIT = "fit", "匹配度不足", "fit too low"


@dataclass(frozen=True, slots=True)
class SponsorFit:
    """The four sub-scores in 0..1, their weighted sum, the rule that bars the pair (None: possible), and notes."""

    sponsor: str
    target: str
    parity: float
    function: float
    history: float
    capability: float
    fit: float
    barred: Barred | None
    notes: tuple[Text, ...]


def function_score(one: str | None, other: str | None) -> float:
    """How close two functions are: 1 the same, .8 or .6 neighbours, else .3.

    >>> function_score("it", "operations"), function_score("hr", "it"), function_score(None, None)
    (0.8, 0.3, 0.3)
    """
    if one is None or other is None:
        return _OTHER
    return 1.0 if one == other else _NEIGHBOURS.get(frozenset((Function(one), Function(other))), _OTHER)


def sponsor_fit(situation: Situation, sponsor: str, target: str) -> SponsorFit:
    """Fit of `sponsor` (ours) for `target` (theirs); both need a grade."""
    snapshot = situation.snapshot
    mine, theirs = snapshot.people[sponsor], snapshot.people[target]
    above = (mine.grade or 0) - (theirs.grade or 0)
    parity = max(0.0, 1 - above / 3 if above >= 0 else 1 + 2 * above / 3)
    function = function_score(mine.function, theirs.function)
    history = situation.ties.strength(sponsor, target)
    if _joined(situation, EdgeKind.SHARED_HISTORY, sponsor, target):
        history = max(history, _SHARED_HISTORY)
    notes = []
    capability = _UNRECORDED
    if mine.ability is None or mine.willingness is None:
        notes.append(Text("能力或意愿未录入，按 0.5 计", "ability or willingness not recorded: counted as 0.5"))
    else:
        capability = (mine.ability + mine.willingness) / 10
    rules = snapshot.settings.sponsor
    scores = {"parity": parity, "function": function, "history": history, "capability": capability}
    fit = sum(rules[name] * score for name, score in scores.items())
    if sponsor in snapshot.superiors(snapshot.owners.get(target)):
        fit -= rules["line_boss"]
        notes.append(
            Text("是责任人的直接上级，匹配度减 {by:g}", "is the owner's line manager: fit reduced by {by:g}").format(
                by=rules["line_boss"]
            )
        )
    barred: Barred | None = None
    if above <= -2:
        barred = Barred.GRADE
    elif mine.willingness is not None and mine.willingness <= 1:
        barred = Barred.WILLINGNESS
    elif _joined(situation, EdgeKind.CONFLICTS_WITH, sponsor, target):
        barred = Barred.CONFLICT
    elif not at_least(fit, rules["fit"]):
        barred = Barred.FIT
    return SponsorFit(sponsor, target, parity, function, history, capability, fit, barred, tuple(notes))


def _joined(situation: Situation, kind: EdgeKind, one: str, other: str) -> bool:
    return any({e.source, e.target} == {one, other} for e in situation.snapshot.index.edges(kind, [other]))
