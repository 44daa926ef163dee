"""Influence and hierarchy in a bare network: only ties, no grades and no roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcrm.analysis.network.chance import unevenness
from graphcrm.analysis.network.chart import check_against, heights
from graphcrm.analysis.network.confidence import RankEvidence, judge
from graphcrm.analysis.network.intervals import affordable_draws
from graphcrm.analysis.network.residuals import Residual, attribute_columns, influence_beyond_rank
from graphcrm.analysis.network.result import NetworkRank, TieRank
from graphcrm.analysis.network.scored import Sampling, Scored, score_network
from graphcrm.analysis.network.settings import (
    KIND_SETTINGS,
    MAIL_INCOHERENCE,
    MAIL_RECIPROCITY,
    MIN_RANKED,
    SMALL_GROUP,
    TieKind,
)
from graphcrm.analysis.network.superiors import best_candidates
from graphcrm.analysis.network.table import largest_tie, median_width, person_rows, top_set
from graphcrm.analysis.network.ties import Network, NetworkTies, prepare, sums
from graphcrm.analysis.network.together import combine
from graphcrm.analysis.ranks import kendall_w
from graphcrm.arrays import Floats
from graphcrm.errors import InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.settings import DEFAULT_SEED

__all__ = ["incoherence", "rank_network", "reciprocity"]


def rank_network(
    ids: Sequence[str],
    ties: Sequence[NetworkTies],
    attributes: Mapping[str, Sequence[float | None]] | None = None,
    *,
    seed: int = DEFAULT_SEED,
    draws: int = 500,
    missing_rate: float = 0.10,
) -> NetworkRank:
    """Rank the people of a bare network by influence, with intervals, confidence and likely superiors.

    Each tie type is scored by several methods (`Method`); the consensus is the weighted mean of the normal scores of those that
    the kind of tie is ordered by, fixed in the settings. Several types are ranked each and together. Reporting lines
    measure formal structure: they are never ranked, but compared with the ranking, and stand in for attributes where
    none are given.

    Parameters
    ----------
    ids
        People, unique; isolates are listed without a score.
    ties
        Tie types with different names; `src` and `dst` are positions in `ids`.
    attributes
        Formal attributes by name (status, seniority …), a number or None per person, for the influence beyond rank.
    seed, draws, missing_rate
        Of the resampling: counts as Poisson, other ties dropped with probability `missing_rate` (0 ≤ rate < 1).

    Raises
    ------
    InputError
        Repeated ids or tie names, columns that do not fit.
    UsageError
        draws < 1, a negative seed, or a missing rate outside [0, 1).

    Examples
    --------
    >>> ring = NetworkTies("trusts", "asks_advice", src=range(8), dst=[*range(1, 8), 0])
    >>> rank_network("abcdefgh", [ring], draws=20).together.confidence.level.value
    'low'
    """
    _check_options(seed, draws, missing_rate)
    names = _check_ids(ids)
    size = len(names)
    place = np.empty(size, dtype=np.int64)
    order = sorted(range(size), key=names.__getitem__)
    place[order] = np.arange(size)
    names = [names[i] for i in order]
    networks = [prepare(one, size, place) for one in ties]
    _check_names(networks)
    networks.sort(key=lambda network: network.name)

    charts = [network for network in networks if network.kind is TieKind.REPORTS_TO]
    ranked = [network for network in networks if network.kind is not TieKind.REPORTS_TO]
    made = affordable_draws(draws, sum(len(network.weight) for network in ranked))
    notes: list[Text] = []
    residuals: tuple[Residual, ...] = ()
    if made < draws:
        text = Text(
            "网络很大：重抽样 {made} 次而非 {asked} 次", "very large network: {made} resamplings instead of {asked}"
        )
        notes.append(text.format(made=made, asked=draws))
    if missing_rate == 0 and any(not network.counts for network in ranked):
        notes.append(Text("缺失率为 0：假定数据完整", "missing rate 0: assumes complete data"))
    scored = [score_network(network, draws=made, sampling=Sampling(seed, missing_rate)) for network in ranked]
    types = tuple(_tie_rank(names, one, charts) for one in scored)
    if not types:
        notes.append(Text("没有可衡量影响的关系类别", "no tie type measures influence"))
        together = None
    else:
        together = types[0] if len(types) == 1 else combine(names, scored, types, charts, made)
        columns = attribute_columns(attributes or {}, size)
        columns = {name: column[order] for name, column in columns.items()}
        residuals, problem = _residuals(names, together, columns, charts)
        notes.extend([problem] if problem else [])
    lost = sum(network.self_ties for network in networks)
    if lost:
        notes.append(Text("已去除 {n} 条自环", "{n} self-ties dropped").format(n=lost))
    notes.extend(network.note for network in ranked if network.note)
    return NetworkRank(types, together, residuals, lost, seed, made, missing_rate, tuple(notes))


def _tie_rank(names: Sequence[str], scored: Scored, charts: Sequence[Network]) -> TieRank:
    network = scored.network
    column = scored.spread(scored.consensus)
    rows, low, high = person_rows(
        names,
        column,
        {method: scored.spread(values) for method, values in scored.methods.items()},
        scored.drawn,
        [scored.spread(scored.methods[method]) for method in scored.voting],
    )
    back, levels, chance = reciprocity(network), incoherence(network), unevenness(network)
    directionless = (back or 0) > MAIL_RECIPROCITY and (levels or 0) > MAIL_INCOHERENCE
    evidence = RankEvidence(
        people=len(scored.people),
        kendall_w=kendall_w([scored.methods[method] for method in scored.voting]),
        median_width=median_width(low, high),
        reciprocity=back,
        incoherence=levels,
        chance_ratio=chance.ratio,
        chance_limit=chance.threshold,
        beyond_chance=chance.beyond_chance,
        largest_tie=largest_tie(scored.consensus),
        readings=scored.readings,
        mail_rule=KIND_SETTINGS[network.kind].mail_rule and directionless,
    )
    ranked = len(scored.people) >= MIN_RANKED
    small = not network.directed and len(scored.people) <= SMALL_GROUP
    return TieRank(
        name=network.name,
        kind=network.kind,
        people=rows,
        used=scored.used,
        confidence=judge(evidence),
        superiors=best_candidates(names, scored.pairs, scored.p_above) if ranked else (),
        chart={chart.name: check_against(chart, column) for chart in charts},
        self_ties=network.self_ties,
        ties=len(network.weight),
        top=top_set(rows) if small else (),
    )


def _residuals(
    names: Sequence[str], together: TieRank, columns: Mapping[str, Floats], charts: Sequence[Network]
) -> tuple[tuple[Residual, ...], Text | None]:
    """On the attributes; where none are given, on the heights in the charts."""
    if not columns:
        columns = {chart.name: heights(chart) for chart in charts}
    found = {row.id: row.consensus for row in together.people}
    score = np.array([np.nan if found[name] is None else found[name] for name in names], dtype=np.float64)
    return influence_beyond_rank(names, score, columns)


def _check_options(seed: int, draws: int, missing_rate: float) -> None:
    if draws < 1:
        raise UsageError(Text("抽样次数须至少为 1：{n}", "draws must be at least 1, not {n}").format(n=draws))
    if seed < 0:
        raise UsageError(Text("随机种子不能为负：{n}", "the seed must not be negative: {n}").format(n=seed))
    if not 0 <= missing_rate < 1:
        raise UsageError(
            Text("缺失率须在 [0, 1) 内：{n}", "the missing rate must lie in [0, 1), not {n}").format(n=missing_rate)
        )


def _check_ids(ids: Sequence[str]) -> list[str]:
    names = list(ids)
    repeated = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if repeated:
        raise InputError(
            Text("人员编号重复：{ids}", "ids given more than once: {ids}").format(ids=", ".join(repeated[:5]))
        )
    return names


def _check_names(networks: Sequence[Network]) -> None:
    names = [network.name for network in networks]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise InputError(
            Text("关系类别名称重复：{names}", "tie types given more than once: {names}").format(
                names=", ".join(repeated)
            )
        )


def reciprocity(network: Network) -> float | None:
    """Share of the directed ties that are returned, 0..1; None for undirected ties or no ties."""
    if not network.directed or len(network.giver) == 0:
        return None
    there = network.giver * network.size + network.taker
    back = network.taker * network.size + network.giver
    return float(np.isin(there, back).mean())


def incoherence(network: Network) -> float | None:
    """Trophic incoherence F₀ = Σ w(h_v − h_u − 1)² / Σ w of the ties u → v, 0 (strict levels) to 1 (circular).

    The levels solve ``(diag(u) − W − Wᵀ) h = in − out``; the system is symmetric, positive semidefinite and consistent,
    so conjugate gradients from 0 need no treatment of components. None for undirected ties or no ties.

    References
    ----------
    MacKay, Johnson & Sansom 2020, How directed is a directed network?, Royal Society Open Science 7, 201138.
    """
    if not network.directed or len(network.giver) == 0:
        return None
    source, target, size = network.giver, network.taker, network.size
    weight = np.log1p(network.weight) if network.counts else network.weight
    weight = weight / weight.max()
    out, into = sums(source, weight, size), sums(target, weight, size)

    def apply(h: Floats) -> Floats:
        """(diag(u) − W − Wᵀ) h."""
        drop = weight * (h[target] - h[source])
        return sums(target, drop, size) - sums(source, drop, size)

    levels = np.zeros(size)
    rest = into - out
    step, error = rest.copy(), float(rest @ rest)
    goal = 1e-20 * error
    for _ in range(2 * size):
        if error <= goal or error == 0:
            break
        image = apply(step)
        length = error / float(step @ image)
        levels += length * step
        rest = rest - length * image
        error, before = float(rest @ rest), error
        step = rest + error / before * step
    return float((weight * (levels[target] - levels[source] - 1) ** 2).sum() / weight.sum())
