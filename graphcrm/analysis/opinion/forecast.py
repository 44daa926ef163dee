"""Opinion forecast: where the decision leans, decider by decider, and what the decision rule makes of it.

    lean Φ = Σ r_d · y_d          (equilibrium opinions y of Friedkin & Johnsen)
    weighted  rule value = Φ
    veto      rule value = min over veto holders of y
    majority  rule value = 2·Σ r·1[y > 0] − 1

A projection of recorded attitudes, not a win probability: unknown attitudes enter as 0, and where they make up more than 40 %
of the decision no band is given.
"""

from __future__ import annotations

from graphcrm.analysis.bands import LeanBand, lean_band
from graphcrm.analysis.numbers import TOLERANCE, at_most, ordinal
from graphcrm.analysis.opinion.known_support import unknown_share
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Vector
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import DecisionRule
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import lean as say
from graphcrm.spoken import per_cent

__all__ = ["DISCLAIMER", "DeciderForecast", "Forecast", "decision_value", "forecast", "veto_holders"]


DISCLAIMER = Text("这是基于已录入态度的推演，不是赢率。", "A projection of recorded attitudes, not a win probability.")
_TOO_LITTLE = Text("所知不足，不作判断", "insufficient knowledge")


@dataclass(frozen=True, slots=True)
class DeciderForecast:
    """Weight r, own opinion x (None if unknown), equilibrium y, and ``r · y``; opinions in [−1, 1]."""

    decider: str
    weight: float
    own: float | None
    equilibrium: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a decision leans.

    deciders
        Heaviest weight first, ties by id; their contributions sum to `lean`.
    rule_value
        The decision's value by its rule; `band` (None if too much is unknown) is taken from it.
    veto_holder, veto
        Whose opinion sets the value under the veto rule; the same by name, with what is not known of it.
    unknown
        Share of people whose support is unknown or stale, 0..1.
    lo, hi, p_positive
        5–95 % interval of Φ and P(Φ > 0) from the rank-confidence draws, None where none were made.
    """

    deciders: tuple[DeciderForecast, ...]
    lean: float
    rule: DecisionRule
    rule_value: float
    veto_holder: str | None
    unknown: float
    band: LeanBand | None
    lo: float | None
    hi: float | None
    p_positive: float | None
    notes: tuple[Text, ...]
    veto: Text | None = None

    @property
    def sentence(self) -> Text:
        """The explanation text; :data:`DISCLAIMER`, the first of the notes, must always stand by it."""
        if not self.deciders:
            return Text("没有可作决定的人。", "There is nobody to decide.")
        interval = Text("", "")
        if self.lo is not None and self.hi is not None:
            interval = Text(
                f"，90% 区间 {say(self.lo)}~{say(self.hi)}", f", 90% interval {say(self.lo)} to {say(self.hi)}"
            )
        by_rule, weighted = self._by_rule()
        return Text(
            "{rule}当前倾向：{band}（{weighted}{f}{interval}；态度未知 {u}）。",
            "Current lean{rule}: {band} ({weighted}{f}{interval}; {u} unknown).",
        ).format(
            rule=by_rule,
            band=self.band.label if self.band else _TOO_LITTLE,
            weighted=weighted,
            f=say(self.lean),
            interval=interval,
            u=per_cent(self.unknown),
        )

    def _by_rule(self) -> tuple[Text, Text]:
        """By which rule, and what it gives beside the weighted lean; both empty where that is the rule."""
        value = say(self.rule_value)
        weighted = Text(f"{value}；加权 ", f"{value}; weighted ")
        if self.veto is not None:
            return Text("按一票否决（{who}），", " by the veto rule ({who})").format(who=self.veto), weighted
        if self.rule is DecisionRule.MAJORITY:
            favour = per_cent((1 + self.rule_value) / 2)
            return Text("按多数规则，", " by the majority rule"), Text(
                f"权重的 {favour} 倾向支持；加权 ", f"{favour} of the weight in favour; weighted "
            )
        return Text("", ""), Text("", "")


def forecast(
    situation: Situation, interval: tuple[float, float] | None = None, p_positive: float | None = None
) -> Forecast:
    """Point forecast of a context.

    Parameters
    ----------
    situation : Situation
        In account context the decision rule is "weighted".
    interval, p_positive
        From the rank-confidence draws, passed through.

    Notes
    -----
    A veto holder without decision weight counts; one who left does not. Without a recorded veto holder the value is Φ, with a
    note. Without people the lean is 0 and there is no band.
    """
    rows = []
    for person in sorted(situation.weights.deciders, key=lambda p: (-ordinal(situation.weight_of(p)), p)):
        weight, y = situation.weight_of(person), float(situation.y[situation.graph.index[person]])
        support = situation.support.get(person)
        rows.append(DeciderForecast(person, weight, support.x if support else None, y, weight * y))
    rule = situation.context.rule
    value, (holder, notes) = decision_value(situation, situation.y), _by_rule(situation, rule)
    unknown = unknown_share(situation)
    too_little = not at_most(unknown, situation.snapshot.settings.forecast["unknown"])
    low, high = interval if interval else (None, None)
    return Forecast(
        deciders=tuple(rows),
        lean=situation.lean,
        rule=rule,
        rule_value=value,
        veto_holder=holder,
        unknown=unknown,
        band=None if too_little else lean_band(value),
        lo=low,
        hi=high,
        p_positive=p_positive,
        notes=(DISCLAIMER, *situation.weights.notes, *notes),
        veto=_named(situation, holder) if holder else None,
    )


def _named(situation: Situation, holder: str) -> Text:
    text = Text("{p}", "{p}")
    if situation.level_of(holder) is None:
        text = Text("{p}，本人态度未知", "{p}, own stance unknown")
    return text.format(p=situation.snapshot.people[holder].name)


def decision_value(situation: Situation, y: Vector) -> float:
    """What the decision rule makes of equilibrium opinions `y` in the order of ``graph.people``; 0 without people."""
    rule = situation.context.rule
    if rule is DecisionRule.MAJORITY and len(y):
        return 2 * float(situation.r @ (y > TOLERANCE)) - 1
    holders = veto_holders(situation) if rule is DecisionRule.VETO else frozenset()
    return min((float(y[situation.graph.index[p]]) for p in holders), default=float(situation.r @ y))


def _by_rule(situation: Situation, rule: DecisionRule) -> tuple[str | None, list[Text]]:
    """Whose opinion sets the value, and what is to be said of the rule."""
    if not situation.graph.people:
        return None, [Text("图中无人", "there is nobody on the map")]
    if rule is DecisionRule.VETO:
        opinions = {p: float(situation.y[situation.graph.index[p]]) for p in veto_holders(situation)}
        if opinions:
            return min(opinions, key=lambda p: (ordinal(opinions[p]), p)), []
        return None, [Text("未录入有否决权的人，按加权计算", "no veto holder recorded: weighted instead")]
    return None, []


def veto_holders(situation: Situation) -> frozenset[str]:
    """Who of the graph has a veto in the opportunity; nobody in account context."""
    opportunity = situation.context.opportunity
    roles = situation.snapshot.index.edges(EdgeKind.ROLE_IN, [opportunity.id] if opportunity else [])
    return frozenset(e.source for e in roles if e.get("veto", False) and e.source in situation.graph.index)
