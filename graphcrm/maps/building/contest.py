"""The contest map: the map of people, and of each whose side they are on, with the numbers of Q21 and Q22."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphcrm.analysis.contest.cheapest_cut import cut_lines
from graphcrm.analysis.contest.contest import Contest, chosen_rivals, contest
from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.model import people_model
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.contest import MapContest, MapCut, MapStanding
from graphcrm.maps.records.findings import MapKpi, Tone
from graphcrm.maps.records.model import MapModel
from graphcrm.spoken import lean, per_cent

__all__ = ["contest_model"]


_TONES: dict[str, Tone] = {"ours": "good", "theirs": "bad", "contested": "warn"}


def contest_model(situation: Situation, draws: Draws, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.model.people_model`; without what-if, which moves support and not the competitor's."""
    model = people_model(situation, draws, code, edition)
    s = situation
    rivals = chosen_rivals(s, asked.values.get("competitor"))
    found = contest(s, rivals, *(asked.past.get(days, s.snapshot) for days in s.snapshot.settings.drift_days))
    cuts = cut_lines(s)
    standings = tuple(
        MapStanding(
            c.id, c.state.name.lower(), c.support_them, min(1.0, c.tie_them), c.drift, c.sentence(s.snapshot, s.side)
        )
        for c in found.people
    )
    return replace(
        model,
        contest=MapContest(
            standings, tuple(MapCut(line.decider, line.cut, line.sentence(s.snapshot)) for line in cuts)
        ),
        kpis=tuple(_kpis(found, rivals)),
        paths=(),
        play=None,
        texts=(*model.texts, found.sentence(s.snapshot, s.side), *(line.sentence(s.snapshot) for line in cuts)),
    )


def _kpis(found: Contest, rivals: Sequence[str]) -> list[MapKpi]:
    """The decision by state, and the two leans."""
    blocks = [
        MapKpi(Text(state.zh, state.en.capitalize()), Text.of(per_cent(share)), _TONES.get(state.value, "plain"))
        for state, share in found.by_state.items()
    ]
    if rivals:
        us, them = (
            Text.of(lean(value)) if known else Text("未知", "unknown")
            for value, known in ((found.lean_us, found.known_us), (found.lean_them, found.known_them))
        )
        blocks.append(MapKpi(Text("倾向我方", "Lean to us"), us))
        blocks.append(MapKpi(Text("倾向对手", "Lean to them"), them))
    return blocks
