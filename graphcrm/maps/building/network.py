"""The records of a map of contacts: people with their place in the network, and their ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graphcrm.analysis.network.communities import communities
from graphcrm.analysis.network.confidence import RankLevel
from graphcrm.analysis.network.explain import explain_confidence, explain_person
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.recorded import RecordedNetwork, recorded_network
from graphcrm.analysis.network.result import PersonRank, TieRank
from graphcrm.analysis.network.ties import prepare
from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.posts import post_of, unit_of
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.findings import MapKpi, Tone
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson
from graphcrm.model.choices import TieKind

__all__ = ["network_model"]


_TONES: Mapping[RankLevel, Tone] = {RankLevel.HIGH: "good", RankLevel.MEDIUM: "warn", RankLevel.LOW: "bad"}


def network_model(situation: Situation, code: str, edition: Edition) -> MapModel:
    """Everything that a map of contacts shows of the account of a situation; `code` is that of the kind.

    The rank, its interval and its confidence are those of ``graphcrm rank`` on the same ties.
    """
    snapshot, account = situation.snapshot, situation.context.account
    network = recorded_network(snapshot, account.id, untied=True)
    found = rank_network(network.people, network.ties, network.attributes) if network.ties else None
    chosen = found.together if found else None
    lines = tuple(_lines(network))
    place = {person: i for i, person in enumerate(network.people)}
    groups = communities(len(place), [(place[e.source], place[e.target], e.count + e.back) for e in lines])
    return MapModel(
        kind=code,
        account=MapName(account.name, account.name_en),
        as_of=snapshot.as_of.isoformat(),
        people=tuple(_people(situation, network, chosen, groups)),
        edges=lines,
        kpis=_kpis(network, chosen, len(lines), groups),
        texts=tuple(found.notes) if found else (),
        notices=(*_notices(chosen), *_instead(network, lines)),
        edition=edition,
    )


def _people(
    s: Situation, network: RecordedNetwork, chosen: TieRank | None, groups: tuple[int, ...]
) -> Iterable[MapPerson]:
    ranked: Mapping[str, PersonRank] = {row.id: row for row in chosen.people} if chosen else {}
    for person, group in zip(network.people, groups, strict=True):
        who, row = s.snapshot.people[person], ranked.get(person)
        post, unit = post_of(s, who), unit_of(s.snapshot.units.get(who.unit or ""))
        yield MapPerson(
            id=person,
            name=who.name,
            grade=who.grade or 1,
            name_en=who.name_en,
            title=post.zh,
            title_en=post.en,
            unit=unit.zh,
            unit_en=unit.en,
            rank=row.rank if row else None,
            rank_lo=row.rank_lo if row else None,
            rank_hi=row.rank_hi if row else None,
            community=group,
            summary=explain_person(chosen, row, lambda p: s.snapshot.people[p].name) if chosen and row else None,
        )


def _lines(network: RecordedNetwork) -> Iterable[MapEdge]:
    """A line for each two people with any tie that is no reporting line: what runs there and back over all types.

    Ties are merged, and read with or without a direction, as the rank reads them: counts of one type add up, of strengths that
    several report the greatest holds. With several types the weights of each are relative to its strongest, so that no type
    outweighs another by its unit alone.
    """
    size = len(network.people)
    merged = [prepare(ties, size, np.arange(size)) for ties in network.ties if ties.kind != TieKind.REPORTS_TO]
    there: dict[tuple[str, str], float] = {}
    one_way: dict[tuple[str, str], bool] = {}
    for ties in merged:
        unit = 1.0 if len(merged) == 1 else float(max(ties.weight, default=1.0))
        ends = (ties.taker, ties.giver) if ties.reversed else (ties.giver, ties.taker)
        for a, b, weight in zip(*ends, ties.weight, strict=True):
            pair = network.people[int(a)], network.people[int(b)]
            there[pair] = there.get(pair, 0.0) + float(weight) / unit
            one_way[pair] = one_way.get(pair, False) or ties.directed
    most = max((there[p] + there.get(p[::-1], 0.0) for p in there), default=1.0)
    for (a, b), count in sorted(there.items()):
        back = there.get((b, a), 0.0)
        if back and b < a:
            continue
        directed = one_way[a, b] or one_way.get((b, a), False)
        yield MapEdge(
            LineKind.CONTACTS,
            a,
            b,
            weight=(count + back) / most,
            count=count,
            back=back,
            mutual=not directed or bool(back),
        )


def _kpis(network: RecordedNetwork, chosen: TieRank | None, lines: int, groups: tuple[int, ...]) -> tuple[MapKpi, ...]:
    tied = sum(row.consensus is not None for row in chosen.people) if chosen else 0
    counts = [
        MapKpi(Text("人员", "People"), Text.of(f"{len(network.people):,}")),
        MapKpi(Text("有关系的人", "With ties"), Text.of(f"{tied:,}")),
        MapKpi(Text("连线", "Pairs with a tie"), Text.of(f"{lines:,}")),
        MapKpi(Text("圈子", "Communities"), Text.of(str(len({g for g in groups if groups.count(g) > 1})))),
    ]
    if chosen is not None:
        level = chosen.confidence.level
        counts.append(MapKpi(Text("排名可信度", "Confidence of the ranks"), level.label, _TONES[level]))
    return tuple(counts)


def _notices(chosen: TieRank | None) -> tuple[Text, ...]:
    """The confidence in words above the map, where the order is not to be relied on."""
    if chosen is None or chosen.confidence.level is not RankLevel.LOW:
        return ()
    return (explain_confidence(chosen),)


_RELATIONS = Text(
    "未导入往来数据：连线是录入的影响与信任。请导入网络（graphcrm network import）。",
    "No contacts are imported: the lines are recorded influence and trust. Import a network (graphcrm network import).",
)
_LOOSE = Text(
    "未导入往来数据，也未录入影响或信任：只见人，没有连线。请导入网络（graphcrm network import），或录入谁影响谁（INFLUENCES 关系）。",
    "No contacts are imported, and no influence or trust is recorded: people are shown without lines. Import a network "
    "(graphcrm network import), or record who influences whom (relations of kind INFLUENCES).",
)
_FORMAL = Text(
    "导入的网络只有汇报关系：只见人，没有连线。请导入谁与谁有往来（graphcrm network import）。",
    "The imported network holds reporting lines alone: people are shown without lines. Import who is in contact with whom "
    "(graphcrm network import).",
)


def _instead(network: RecordedNetwork, lines: Sequence[MapEdge]) -> tuple[Text, ...]:
    """What is drawn where no contacts are imported, and what to record."""
    if network.imported:
        return () if lines else (_FORMAL,)
    return (_RELATIONS if lines else _LOOSE,)
