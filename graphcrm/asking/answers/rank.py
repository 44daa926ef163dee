"""Influence in a bare network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphcrm.analysis.network.confidence import Level
from graphcrm.analysis.network.explain import explain_confidence, explain_person, explain_residual, tie_words
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.result import NetworkRank, PersonRank, TieRank
from graphcrm.analysis.network.ties import NetworkTies
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

_EDGES = {EdgeKind.INFLUENCES: "influences", EdgeKind.TRUSTS: "trusts", EdgeKind.REPORTS_TO: "reports_to"}


def answer(ask: Ask) -> Answer:
    """A row per person, by all ties together or by one type; `residual` is influence beyond what formal rank predicts."""
    found = ranking(ask)
    chosen = choose(found, ask)
    beyond = {r.id: r for r in found.residuals}
    shown = ask.top(chosen.people)
    rows = [{**_score(chosen, p, ask), "residual": beyond[p.id].residual if p.id in beyond else None} for p in shown]
    explain = []
    if ask.get("explain"):
        for person in shown:
            text = explain_person(chosen, person, ask.name)
            more = beyond.get(person.id)
            explain.append(text + Text(" ", " ") + explain_residual(more, ask.name) if more else text)
    return Answer.of(rows, remarks=[explain_confidence(chosen)], assumptions=notes(found, chosen), explain=explain)


def ranking(ask: Ask) -> NetworkRank:
    """Rank the imported network, or the recorded influence and trust edges where no network was imported."""
    snapshot = ask.snapshot
    account = ask.get("account")
    if account:
        known: Iterable[str] = snapshot.index.people(snapshot.tree(snapshot.org(account).id))
    else:
        known = (p for p in snapshot.people if snapshot.category(p) != OrgCategory.OUR_COMPANY)
    people = [p for p in known if not snapshot.has_left(p)]
    rows = _rows(snapshot, set(people), everywhere=not account)
    if not rows:
        raise UsageError(
            Text(
                "没有可排名的关系;请先导入网络(graphcrm network import)或影响关系",
                "there are no ties to rank; import a network (graphcrm network import) or influence edges first",
            )
        )
    if not account:
        linked = {end for ties in rows.values() for a, b, _ in ties for end in (a, b)}
        networked = {snapshot.people[p].org for p in linked}
        people = [p for p in people if snapshot.people[p].org in networked]
    ties = [NetworkTies.of(kind, name, people, found) for (name, kind), found in sorted(rows.items())]
    return rank_network(people, ties, _attributes(snapshot, people), seed=ask.seed, draws=ask.get("draws"))


def choose(found: NetworkRank, ask: Ask) -> TieRank:
    """The ranking that was asked for: one tie type, or all together."""
    wanted = ask.get("tie")
    if wanted is None:
        if found.together is None:
            raise UsageError(
                Text("只有汇报关系,无法衡量影响力", "there are only reporting lines; they do not measure influence")
            )
        return found.together
    for ranked in found.types:
        if ranked.name == wanted:
            return ranked
    text = Text("没有关系类型“{wanted}”;已有:{names}", "there is no tie type “{wanted}”; there are {names}")
    raise UsageError(text.format(wanted=wanted, names=joined(t.name for t in found.types)))


def notes(found: NetworkRank, chosen: TieRank) -> list[Text]:
    """What the reader should know about the numbers."""
    said = list(found.notes)
    said.append(
        Text(
            f"区间来自 {found.draws} 次重抽样(种子 {found.seed})",
            f"intervals from {found.draws} resamplings (seed {found.seed})",
        )
    )
    if found.self_ties:
        said.append(Text(f"已去除 {found.self_ties} 条自环", f"{found.self_ties} self-ties dropped"))
    if len(found.types) > 1:
        said.append(
            Text(
                "各关系类型也可单独排名(--tie):{names}", "each tie type is ranked by itself with --tie: {names}"
            ).format(names=joined(t.name for t in found.types))
        )
    for name, check in chosen.chart.items():
        if check.ordered is not None:
            said.append(
                Text(
                    "对照汇报线({name}):{pairs} 对上下级中 {share} 次序一致",
                    "against the reporting lines ({name}): {share} of {pairs} superior/subordinate pairs in order",
                ).format(name=tie_words(name), pairs=check.pairs, share=per_cent(check.ordered))
            )
    return said


def _rows(
    snapshot: Snapshot, people: set[str], *, everywhere: bool
) -> dict[tuple[str, str], list[tuple[str, str, float]]]:
    """NetworkTies among the people by their type and what it stands for; `everywhere`: they are most of the workspace."""
    rows: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
    for tie in snapshot.ties if everywhere else snapshot.index.ties(people):
        if tie.source in people and tie.target in people:
            rows.setdefault((tie.type, tie.tie), []).append((tie.source, tie.target, tie.weight))
    if rows:
        return rows
    for kind, name in _EDGES.items():
        for edge in snapshot.of(kind) if everywhere else snapshot.index.edges(kind, people):
            if edge.source in people and edge.target in people and edge.level != 0 and edge.polarity == 1:
                rows.setdefault((name, name), []).append((edge.source, edge.target, float(edge.level or 1)))
    return rows


def _attributes(snapshot: Snapshot, people: Sequence[str]) -> dict[str, list[float | None]]:
    """Numeric attributes of the nodes, and grades."""
    columns: dict[str, list[float | None]] = {}
    names = sorted({name for p in people for name in snapshot.people[p].attributes})
    for name in names:
        values = [_number(snapshot.people[p].attributes.get(name)) for p in people]
        if any(v is not None for v in values):
            columns[name] = values
    grades = [snapshot.people[p].grade for p in people]
    if any(g is not None for g in grades):
        columns["grade"] = [None if g is None else float(g) for g in grades]
    return columns


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _score(chosen: TieRank, row: PersonRank, ask: Ask) -> Mapping[str, Any]:
    return {
        "id": row.id,
        "name": ask.name(row.id),
        "consensus": row.consensus,
        "rank": row.rank,
        "rank_lo": row.rank_lo,
        "rank_hi": row.rank_hi,
        "tier": row.tier,
        **{method.value: value for method, value in row.methods.items()},
        "agreement": None if row.agree is None else _agreement(row.agree, row.of),
        "confidence": _confidence(chosen),
    }


def _agreement(agree: int, of: int) -> Labelled:
    return Labelled.of(f"{agree}/{of}", Text(f"{of} 种中 {agree} 种", f"{agree} of {of}"))


def _confidence(chosen: TieRank) -> Labelled | None:
    level = chosen.confidence.level
    return Labelled.of(level.value, level.text) if isinstance(level, Level) else None
