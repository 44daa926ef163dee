"""Effective paths to a decider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphcrm.analysis.influence.unrecorded import sure_enough
from graphcrm.analysis.paths.chain import Chain, by_step, decision_chain
from graphcrm.analysis.paths.paths import PRODUCT
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence
from graphcrm.spoken import some_of

_ALONE = Text("据现有记录，{d} 独自决定：没有通向其的影响路径。", "{d} decides alone on record: no path leads to them.")
_UNMOVED = Text("据现有记录，没有通向 {d} 的影响路径。", "On record no path of influence leads to {d}.")
_SURE = Text("没有置信度为 {which} 的影响路径通向 {d}。", "No path of influence of confidence {which} leads to {d}.")
_EACH_ALONE = Text("据现有记录独自决定：{names}", "deciding alone on record: {names}")
_EACH_UNMOVED = Text("据现有记录无人影响：{names}", "moved by nobody on record: {names}")
_EACH_SURE = Text("没有置信度为 {which} 的影响：{names}", "moved by nobody with confidence {which}: {names}")
_WEAK = Text("通向 {d} 的影响路径都弱于 5%。", "No path of influence to {d} is as strong as 5%.")
_STEP = Text("第 {n} 步：{d}", "Step {n}: {d}")
_NO_STEP = Text("未录入步骤：{names}", "no step recorded: {names}")


def answer(ask: Ask) -> Answer:
    """Best path of everybody to the decider, or the k best of one person with ``--from``; with ``--by-step`` to every decider."""
    s = ask.situation
    if ask.get("by_step") and not ask.get("to"):
        return _step_by_step(
            ask, by_step(decision_chain(s, d, ask.get("from"), ask.get("top")) for d in s.weights.deciders)
        )
    to = ask.get("to") or only_decider(ask)
    found = decision_chain(s, to, ask.get("from"), ask.get("top"))
    notes = list(found.notes)
    notes.append(PRODUCT)
    if found.bypass is not None:
        notes.append(
            Text(
                "到{d}的绕行比（非正式/正式）约 {ratio}", "bypass ratio to {d} (informal over formal) about {ratio}"
            ).format(d=s.snapshot.people[to].name, ratio=f"{found.bypass:.1f}")
        )
    return Answer.of(
        _rows(ask, found), nothing=no_path(ask, to), assumptions=notes, explain=[p.sentence(s) for p in found.paths]
    )


def no_path(ask: Ask, to: str) -> Text:
    """What to say of somebody to whom no path is strong enough to be shown: whether anybody at all is known to move them."""
    s = ask.situation
    # Of somebody whose weight is only assumed nothing is known of how the decision is made.
    alone = s.weight_of(to) > 0 and not s.weights.assumed
    if any(v == to for _, v in s.graph.edges):
        return _WEAK.format(d=ask.name(to))
    if (which := sure_enough(s)) is not None:
        return _SURE.format(which=which, d=ask.name(to))
    return (_ALONE if alone else _UNMOVED).format(d=ask.name(to))


def _step_by_step(ask: Ask, chains: Sequence[Chain]) -> Answer:
    """The chains of all deciders in the order of their steps; which step each has is said above."""
    which = sure_enough(ask.situation)
    said = [_STEP.format(n=c.step, d=ask.name(c.decider)) for c in chains if c.step is not None]
    kinds = (
        (_NO_STEP, [c for c in chains if c.step is None]),
        (_EACH_ALONE, [c for c in chains if c.alone(ask.situation)]),
        (
            _EACH_UNMOVED if which is None else _EACH_SURE,
            [c for c in chains if not c.moved and not c.alone(ask.situation)],
        ),
    )
    rest = [
        text.format(which=which, names=some_of([ask.name(c.decider) for c in these])) for text, these in kinds if these
    ]
    return Answer(
        ([row for chain in chains for row in _rows(ask, chain)],),
        remarks=[*said, *rest],
        assumptions=[*dict.fromkeys(note for chain in chains for note in chain.notes), PRODUCT],
        explain=[p.sentence(ask.situation) for chain in chains for p in chain.paths],
        cut=True,
    )


def _rows(ask: Ask, found: Chain) -> list[dict[str, Any]]:
    return [
        ask.row(
            p,
            rank=rank,
            path=p.people,
            names=[ask.name(who) for who in p.people],
            weakest_hop=ask.path(p.weakest.source, p.weakest.target),
            weakest_conf=labelled(Confidence, p.weakest.confidence),
        )
        for rank, p in enumerate(found.paths, 1)
    ]


def only_decider(ask: Ask) -> str:
    """Who decides if there is one, for a question that names nobody; refused otherwise."""
    deciders = ask.situation.weights.deciders
    if len(deciders) == 1:
        return deciders[0]
    if not deciders:
        raise UsageError(
            Text("没有可指的决策者：客户没有可分析的人员", "there is no decider: nobody of the customer is known")
        )
    heaviest = sorted(deciders, key=lambda d: (-ask.situation.weight_of(d), d))
    names = some_of([Text("{key} ({name})", "{key} ({name})").format(key=d, name=ask.name(d)) for d in heaviest])
    said = Text(
        "有决策权重的有 {n} 人，请用 --to 指定一位，权重大的在前：{names}",
        "{n} people have decision weight; name one with --to, the weightiest first: {names}",
    )
    raise UsageError(said.format(n=len(deciders), names=names))
