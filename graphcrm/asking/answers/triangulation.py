"""Does another method agree?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from graphcrm.analysis.influence.centralities import collective_influence, hits, pagerank, salsa, shapley
from graphcrm.analysis.influence.triangulation import RankingMethod, triangulation
from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.analysis.paths.current_flow import current_flow_betweenness
from graphcrm.asking.ask import Answer, Ask
from graphcrm.graph.undirected import undirected
from graphcrm.i18n import Text

_MORE = Text(
    "其他指标只作参考：HITS 在网络不连通时不稳，集体影响力是为大型稀疏网络设计的",
    "the further measures are for reference: HITS is unstable where a network falls apart, collective influence is made for large sparse "
    "networks",
)


def answer(ask: Ask) -> Answer:
    """Everybody's place by five methods, how well these agree, and with ``--more`` the scores of further ones."""
    s = ask.situation
    found = triangulation(s)
    rows = [ask.row(t, **{f"{method.value}_rank": t.ranks[method] for method in RankingMethod}) for t in found.people]
    more = list(_further(ask)) if ask.get("more") else []
    remarks = []
    if not (s.graph.W > 0).any():
        only = Text(
            "只有正式权重能区分人，其他方法没有依据。",
            "only formal weights tell people apart, the other methods have nothing to go by.",
        )
        remarks.append(no_influence(s, only))
    explain = [t.sentence(s) for t in found.people]
    agreement = [{"kendall_w": found.concordance}]
    return Answer((rows, agreement, more), remarks=remarks, assumptions=[_MORE] if more else [], explain=explain)


def _further(ask: Ask) -> Iterator[Mapping[str, Any]]:
    s = ask.situation
    positive = np.maximum(s.graph.W, 0.0)
    ties = undirected(positive)
    columns = {
        "dii": triangulation(s).scores[RankingMethod.DII],
        "pagerank": pagerank(positive),
        "hits": hits(positive),
        "salsa": salsa(positive),
        "shapley": shapley(ties),
        "collective_influence": collective_influence(ties),
        "current_flow": current_flow_betweenness(ties),
    }
    for person in s.rank_order:
        at = s.graph.index[person]
        yield {"id": person, "name": ask.name(person), **{name: values[at] for name, values in columns.items()}}
