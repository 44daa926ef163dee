"""Influence in a bare network."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.network.explain import (
    explain_confidence,
    explain_direction,
    explain_leading,
    explain_person,
    explain_residual,
    explain_top,
    tie_words,
)
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.recorded import recorded_network
from graphcrm.analysis.network.result import NetworkRank, TieRank
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.spoken import joined, per_cent


def answer(ask: Ask) -> Answer:
    """A row per person, by all ties together or by one type; `residual` is influence beyond what formal rank predicts."""
    found = ranking(ask)
    chosen = choose(found, ask)
    beyond = {r.id: r for r in found.residuals}
    shown = ask.top(chosen.people)
    rows = [
        ask.row(
            p,
            agreement=None if p.agree is None else _agreement(p.agree, p.of),
            confidence=chosen.confidence.level,
            residual=beyond[p.id].residual if p.id in beyond else None,
            **{method.value: value for method, value in p.methods.items()},
        )
        for p in shown
    ]
    explain = []
    if ask.get("explain"):
        for person in shown:
            text = explain_person(chosen, person, ask.name)
            more = beyond.get(person.id)
            if more and person.rank is not None:  # too few to be ranked are too few to be called more than their rank
                text = Text("{said}{more}", "{said} {more}").format(said=text, more=explain_residual(more, ask.name))
            explain.append(text)
    return Answer.of(rows, remarks=[explain_confidence(chosen)], assumptions=notes(found, chosen, ask), explain=explain)


def ranking(ask: Ask) -> NetworkRank:
    """Rank the imported network, or the recorded influence and trust edges where no network was imported."""
    network = recorded_network(ask.snapshot, ask.get("account"))
    return rank_network(network.people, network.ties, network.attributes, seed=ask.seed, draws=ask.get("draws"))


def choose(found: NetworkRank, ask: Ask) -> TieRank:
    """The ranking that was asked for: one tie type, or all together."""
    wanted = ask.get("tie")
    if wanted is None:
        if found.together is None:
            raise UsageError(
                Text("只有汇报关系，无法衡量影响力", "there are only reporting lines; they do not measure influence")
            )
        return found.together
    for ranked in found.types:
        if ranked.name == wanted:
            return ranked
    text = Text("没有关系类型“{wanted}”；已有：{names}", "there is no tie type “{wanted}”; there are {names}")
    raise UsageError(text.format(wanted=wanted, names=joined(t.name for t in found.types)))


def _read(found: NetworkRank, chosen: TieRank) -> Sequence[TieRank]:
    """The types that a ranking reads."""
    return [one for one in found.types if one.name in chosen.leading] if chosen.kind is None else [chosen]


def notes(found: NetworkRank, chosen: TieRank, ask: Ask) -> list[Text]:
    """What the reader should know about the numbers."""
    said = list(found.notes)
    others = [explain_leading(chosen, found.types), explain_top(chosen, ask.name)]
    said += [text for text in (*map(explain_direction, _read(found, chosen)), *others) if text]
    said.append(
        Text(
            f"区间来自 {found.draws} 次重抽样（种子 {found.seed}）",
            f"intervals from {found.draws} resamplings (seed {found.seed})",
        )
    )
    if found.self_ties:
        said.append(Text(f"已去除 {found.self_ties} 条自环", f"{found.self_ties} self-ties dropped"))
    if len(found.types) > 1:
        said.append(
            Text(
                "各关系类型也可单独排名（--tie）：{names}", "each tie type is ranked by itself with --tie: {names}"
            ).format(names=joined(t.name for t in found.types))
        )
    for name, check in chosen.chart.items():
        if check.ordered is not None:
            said.append(
                Text(
                    "对照汇报线（{name}）：{pairs} 对上下级中 {share} 次序一致",
                    "against the reporting lines ({name}): of the {pairs} superior/subordinate pairs {share} are in order",
                ).format(name=tie_words(name), pairs=check.pairs, share=per_cent(check.ordered))
            )
    return said


def _agreement(agree: int, of: int) -> Labelled:
    return Labelled.of(f"{agree}/{of}", Text(f"{of} 种中 {agree} 种", f"{agree} of {of}"))
