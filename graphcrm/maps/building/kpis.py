"""The numbers in the header of a map, and which of them are good or bad news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.analysis.coverage.coverage_gaps import Gap
from graphcrm.analysis.coverage.kpi import Kpi
from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most
from graphcrm.analysis.opinion.forecast import forecast
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.records.findings import MapKpi, Tone
from graphcrm.spoken import per_cent

__all__ = ["map_kpis"]

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
        MapKpi(
            Text("未覆盖关键人", "Key people uncovered"),
            Text.of(str(len(uncovered))),
            "bad" if uncovered else "good",
            Text(f"/ {len(keys)}", f"/ {len(keys)}"),
        ),
        MapKpi(Text("倾向", "Decision lean"), band.label if band else _TOO_LITTLE),
    )


def _seats(share: float) -> tuple[MapKpi, ...]:
    """What nobody we know holds; not shown where every post has its holder."""
    return (_share(Text("待确认席位", "Open seats"), share, "warn"),) if share > TOLERANCE else ()


def _share(label: Text, value: float, tone: Tone = "plain") -> MapKpi:
    return MapKpi(label, Text.of(per_cent(value)), tone)
