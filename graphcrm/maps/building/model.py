"""The records of a map of people, put together from the analyses of one situation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from graphcrm.analysis.coverage.coverage_gaps import Gap, coverage_gaps
from graphcrm.analysis.coverage.kpi import Kpi, kpi_block
from graphcrm.analysis.coverage.open_seats import seats_note
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.decision_weights import assumed_weights
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most
from graphcrm.analysis.opinion.forecast import forecast
from graphcrm.analysis.opinion.known_support import fresh_level
from graphcrm.analysis.opinion.support import opinion
from graphcrm.analysis.paths.formal_lines import formal_route
from graphcrm.analysis.paths.hidden_chains import HiddenChain, hidden_chains
from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.edges import map_edges
from graphcrm.maps.building.people import map_people
from graphcrm.maps.records.findings import MapGap, MapKpi, MapPath, Tone
from graphcrm.maps.records.model import MapModel, MapOpportunity
from graphcrm.maps.records.people import MapName
from graphcrm.maps.records.play import MapPlay
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import counted, per_cent

__all__ = ["MOST", "hidden_paths", "map_head", "map_kpis", "map_play", "people_model", "without_influence"]


def map_head(s: Situation, code: str, edition: Edition) -> MapModel:
    """What stands at the top and at the foot of every picture of a situation: account, decision, numbers, notes."""
    keys = key_persons(s)
    grade = audit(s).grade
    account, deal = s.context.account, s.context.opportunity
    return MapModel(
        kind=code,
        account=MapName(account.name, account.name_en),
        as_of=s.snapshot.as_of.isoformat(),
        people=(),
        opportunity=MapOpportunity(deal.name, deal.name_en, deal.amount, deal.currency or "", deal.due or "")
        if deal
        else None,
        data_grade=grade,
        kpis=map_kpis(s, kpi_block(s, keys, data_grade=grade), keys, coverage_gaps(s, keys)),
        texts=(*s.weights.notes, *filter(None, [seats_note(s)])),
        edition=edition,
    )


def people_model(situation: Situation, draws: Draws, code: str, edition: Edition) -> MapModel:
    """Everything that a map of people shows of a situation; `code` is that of the kind.

    People who left are shown struck through and take part in nothing; our own and competitors' people are not on the map.
    """
    s = situation
    paths = tuple(hidden_paths(s))
    on_path = {p for path in paths for p in path.people}
    people = tuple(replace(p, on_path=p.id in on_path) for p in map_people(s, draws))
    known = {p.id for p in people}
    return replace(
        map_head(s, code, edition),
        people=people,
        edges=tuple(map_edges(s, known)),
        paths=paths,
        gaps=tuple(
            MapGap(g.id_or_unit, min(1.0, max(0.0, g.severity)), g.sentence(s.snapshot))
            for g in coverage_gaps(s, key_persons(s))
            if not g.is_unit and g.id_or_unit in known
        ),
        notices=tuple(filter(None, [without_influence(s)])),
        play=map_play(s),
    )


_NONE = Text(
    "份额只是决策权重。请录入谁影响谁（INFLUENCES 关系）。",
    "shares are decision weights alone. Record who influences whom (relations of kind INFLUENCES).",
)
_REPORTING = Text(
    "图中的影响都由汇报线推定。请录入谁影响谁（INFLUENCES 关系）。",
    "all that is drawn follows from reporting lines. Record who influences whom (relations of kind INFLUENCES).",
)


def without_influence(s: Situation) -> Text | None:
    """What a map of influence shows where none is recorded, nor any trust, and what to record; None where there is some."""
    kinds = {part.kind for edge in s.graph.edges.values() for part in edge.parts}
    if len(s.graph.people) < 2 or kinds - {EdgeKind.REPORTS_TO}:
        return None
    return no_influence(s, _REPORTING if kinds else _NONE)


#: A browser solves the model anew at every change; beyond so many people that takes too long.
MOST = 200


def map_play(s: Situation) -> MapPlay | None:
    """None where there are more people than a browser can play through, or none."""
    people = s.graph.people
    if not 0 < len(people) <= MOST:
        return None
    u, v = np.nonzero(s.graph.W)
    return MapPlay(
        people=tuple(people),
        r=tuple(map(float, s.r)),
        assumed=tuple(tuple(map(float, weights)) for weights in assumed_weights(s.graph)),
        kappa=tuple(map(float, s.graph.kappa)),
        tie=tuple(map(float, s.T)),
        level=tuple(s.level_of(p) for p in people),
        fresh=tuple(fresh_level(s, p) is not None for p in people),
        edges=tuple((int(a), int(b), float(s.graph.W[a, b])) for a, b in zip(u, v, strict=True)),
        opinions=tuple(opinion(level) for level in range(-1, 4)),
        active=float(s.snapshot.settings.tie["active"]),
        removal=len(s.context.deals) < 2,
    )


def hidden_paths(s: Situation) -> Iterable[MapPath]:
    """The hidden chains to each decider in the order of what they add, deciders by weight; none to assumed deciders."""
    deciders = sorted(s.weights.deciders, key=lambda d: (-s.weight_of(d), d)) if not s.weights.assumed else []
    for decider in deciders:
        for chain in hidden_chains(s, decider):
            yield _path(s, chain)


def _path(s: Situation, chain: HiddenChain) -> MapPath:
    path = chain.path
    formal = _formal_alternative(s, path.people)
    return MapPath(
        people=path.people,
        strength=min(1.0, path.strength),
        band=path.band.label,
        informality=path.informality,
        explanation=chain.sentence(s),
        formal_alternative=formal,
        formal_text=_steps(s, path.people[0], formal) if formal else None,
    )


def _formal_alternative(s: Situation, people: tuple[str, ...]) -> tuple[str, ...]:
    """The formal route of the first on a path who has one; an outsider has none. () if it is but a part of the path."""
    routes = (formal_route(s.graph, person, people[-1]) for person in people[:-1])
    found = next((route for route in routes if route), ())
    return () if set(pairwise(found)) <= set(pairwise(people)) else found


def _steps(s: Situation, start: str, formal: tuple[str, ...]) -> Text:
    n = len(formal) - 1
    steps = counted(n, "step")
    if formal[0] == start:
        return Text(f"正式路线 {n} 步", f"the formal route takes {steps}")
    return Text(f"从 {{p}} 起的正式路线 {n} 步", f"the formal route from {{p}} takes {steps}").format(
        p=s.snapshot.people[formal[0]].name
    )


#: Supportive share from which on it is good news.
_SUPPORTIVE = 0.30
_TOO_LITTLE = Text("所知不足", "insufficient knowledge")


def map_kpis(s: Situation, block: Kpi, keys: Mapping[str, tuple[Text, ...]], gaps: Sequence[Gap]) -> tuple[MapKpi, ...]:
    """The KPI block in whole per cents, with the key people without adequate coverage and where `forecast` says the decision leans.

    Where no decision is recorded there is nothing to have a share in: only how many people there are.
    """
    people = MapKpi(Text("相关人", "Stakeholders"), Text.of(f"{len(s.graph.people):,}"))
    if s.undecided:
        return (people,)
    # What a partnership bears, and what the best data leave unknown.
    hostile, unknown = s.snapshot.settings.relationship["hostile"], 1 - s.snapshot.settings.audit["known"]
    band = forecast(s).band
    uncovered = [p for p in keys if any(g.id_or_unit == p for g in gaps)]
    return (
        people,
        _share(Text("已触达影响力", "Influence covered"), block.covered),
        _share(
            Text("支持触达", "Supportive reach"),
            block.supportive,
            "good" if at_least(block.supportive, _SUPPORTIVE) else "plain",
        ),
        _share(Text("反对", "Hostile"), block.hostile, "plain" if at_most(block.hostile, hostile) else "bad"),
        _share(Text("态度未知", "Unknown"), block.unknown, "plain" if at_most(block.unknown, unknown) else "warn"),
        *_seats(block.seats),
        _uncovered(len(uncovered), len(keys)),
        MapKpi(Text("倾向", "Decision lean"), band.label if band else _TOO_LITTLE),
    )


def _uncovered(gaps: int, keys: int) -> MapKpi:
    """How many key people are not covered; of nobody that is no good news."""
    label = Text("未覆盖关键人", "Key people uncovered")
    if not keys:
        return MapKpi(label, Text.of("—"))
    return MapKpi(label, Text.of(str(gaps)), "bad" if gaps else "good", Text.of(f"/ {keys}"))


def _seats(share: float) -> tuple[MapKpi, ...]:
    """What nobody we know holds; not shown where every post has its holder."""
    return (_share(Text("待确认席位", "Open seats"), share, "warn"),) if share > TOLERANCE else ()


def _share(label: Text, value: float, tone: Tone = "plain") -> MapKpi:
    return MapKpi(label, Text.of(per_cent(value)), tone)
