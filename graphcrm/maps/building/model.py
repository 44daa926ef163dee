"""The records of a map of people, put together from the analyses of one situation."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.coverage.open_seats import seats_note
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.maps.building.edges import map_edges
from graphcrm.maps.building.kpis import map_kpis
from graphcrm.maps.building.paths import hidden_paths
from graphcrm.maps.building.people import map_people
from graphcrm.maps.building.play import map_play
from graphcrm.maps.records.findings import MapGap
from graphcrm.maps.records.model import MapModel, MapOpportunity
from graphcrm.maps.records.people import MapName

__all__ = ["map_head", "people_model"]


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
        play=map_play(s),
    )
