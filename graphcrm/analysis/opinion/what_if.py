"""What-if: the lean, the deciders' opinions, our coverage and our routes after a hypothetical change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graphcrm.analysis.coverage.kpi import covered_people
from graphcrm.analysis.opinion.forecast import Forecast, forecast
from graphcrm.analysis.opinion.known_support import share_where
from graphcrm.analysis.opinion.scenario import (
    AddInfluence,
    Change,
    RemoveInfluence,
    RemovePerson,
    SetKappa,
    SetSupport,
    added_weight,
    apply,
)
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.spoken import lean, points

__all__ = ["Scenario", "what_if"]


_LEVELS = {
    None: Text("未知", "unknown"),
    -1: Text("反对", "opposing"),
    0: Text("中立", "neutral"),
    1: Text("支持有限", "limited support"),
    2: Text("支持", "supporting"),
    3: Text("支持并排他", "exclusive support"),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """Result of some changes made together.

    code
        The changes as the command line writes them; empty for the situation as it is.
    words
        The same as people say it.
    lean, delta
        Φ after the changes, and its change.
    y
        Equilibrium opinion of each decider who is left, heaviest weight first.
    covered
        Share of decision influence that we reach, 0..1.
    threads
        Fewest person-disjoint routes to any decider, None if not asked for.
    forecast
        The whole forecast after the changes.
    """

    code: str
    words: Text
    lean: float
    delta: float
    y: Mapping[str, float]
    covered: float
    threads: int | None
    forecast: Forecast
    sentence: Text
    notes: tuple[Text, ...]


def what_if(
    situation: Situation,
    changes: Sequence[Change] = (),
    min_threads: Callable[[Situation], int | None] | None = None,
) -> Scenario:
    """Carry out all changes together and compare with the situation as it is.

    Parameters
    ----------
    situation : Situation
    changes : sequence of Change
        Their order does not matter.
    min_threads : callable, optional
        Fewest independent routes to any decider of a situation.

    Raises
    ------
    UsageError
        As `graphcrm.analysis.opinion.scenario.apply`.
    """
    after = apply(situation, changes) if changes else situation
    result = forecast(after)
    return Scenario(
        code="; ".join(_code(c) for c in changes),
        words=Text("；", "; ").join([_words(situation, c) for c in changes]),
        lean=after.lean,
        delta=after.lean - situation.lean,
        y={row.decider: row.equilibrium for row in result.deciders},
        covered=share_where(after, covered_people(after)),
        threads=min_threads(after) if min_threads else None,
        forecast=result,
        sentence=_sentence(situation, changes, result),
        notes=(*result.notes, *_remarks(situation, changes)),
    )


def _code(change: Change) -> str:
    match change:
        case SetSupport(person, level):
            return f"{person}={'unknown' if level is None else level}"
        case SetKappa(person, kappa):
            return f"kappa {person}={kappa:g}"
        case RemovePerson(person):
            return f"remove {person}"
        case AddInfluence(source, target, level):
            return f"add {source}>{target}:{level}"
        case RemoveInfluence(source, target):
            return f"remove {source}>{target}"


def _words(situation: Situation, change: Change) -> Text:
    people = situation.snapshot.people
    match change:
        case SetSupport(person, level):
            text = Text("{p} 由{a}变为{b}", "{p} moves from {a} to {b}")
            if level == situation.level_of(person):
                text = Text("{p} 仍为{b}", "{p} stays at {b}")
            return text.format(p=people[person].name, a=_LEVELS[situation.level_of(person)], b=_LEVELS[level])
        case SetKappa(person, kappa):
            return Text(
                "{p} 的固执度由 {now:g} 变为 {kappa:g}", "the stubbornness of {p} goes from {now:g} to {kappa:g}"
            ).format(p=people[person].name, now=people[person].kappa, kappa=kappa)
        case RemovePerson(person):
            return Text("{p} 离开", "{p} leaves").format(p=people[person].name)
        case AddInfluence(source, target, level):
            return Text("{u} 对 {v} 的影响达到 {level} 级", "{u} comes to influence {v} at level {level}").format(
                u=people[source].name, v=people[target].name, level=level
            )
        case RemoveInfluence(source, target):
            return Text("{u} 不再影响 {v}", "{u} no longer influences {v}").format(
                u=people[source].name, v=people[target].name
            )


def _sentence(situation: Situation, changes: Sequence[Change], after: Forecast) -> Text:
    if not changes:
        return after.sentence
    words = [_words(situation, c) for c in changes]
    what = Text("、", " and ").join(words)
    if not after.deciders:
        return Text("若 {what}，将没有可作决定的人。", "If {what}, nobody is left to decide.").format(what=what)
    before, now = lean(situation.lean), lean(after.lean)
    moves = Text("倾向由 {before} 变为 {now}", "the lean goes from {before} to {now}")
    if before == now:
        change = points(after.lean - situation.lean)
        moves = Text("倾向{change}，为 {now}", "the lean is {change}, at {now}").format(change=change, now=now)
    return Text("若 {what}，{moves}{band}。", "If {what}, {moves}{band}.").format(
        what=what,
        moves=moves.format(before=before, now=now),
        band=Text(f"（{after.band.zh}）", f" ({after.band.en})")
        if after.band
        else Text("（所知不足）", " (too little is known)"),
    )


def _remarks(situation: Situation, changes: Sequence[Change]) -> list[Text]:
    """What the reader should know about the changes themselves."""
    said = []
    for change in changes:
        if isinstance(change, AddInfluence):
            present = situation.graph.edges.get((change.source, change.target))
            least = added_weight(change, situation.snapshot.settings)
            if present and present.at_least(least) <= present.weight:
                pair = f"{change.source}>{change.target}"
                said.append(Text(f"{pair} 已有更强的影响，保持不变", f"{pair} is stronger already and stays as it is"))
        elif isinstance(change, SetSupport) and _wins_over(situation, change):
            said.append(
                Text("{p} 不得作为争取对象：仅为推演", "{p} must not be won over: a hypothesis, not an action").format(
                    p=situation.snapshot.people[change.person].name
                )
            )
    return said


def _wins_over(situation: Situation, change: SetSupport) -> bool:
    raised = (change.level or 0) > (situation.level_of(change.person) or 0)
    return raised and not situation.snapshot.may_be_target(change.person)
