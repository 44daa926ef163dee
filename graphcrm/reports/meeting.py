"""The columns that a meeting reads of each answer. The whole answer stays one click away on the page.

A table on a wall holds seven or eight columns; ids, intervals of ranks and what a method needs for itself are left to the whole answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

#: By name of the query, a group of rows each; answers that are not named here are short enough.
MEETING: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        name: tuple(columns.split())
        for name, columns in {
            "bridges": "name org dominant weighted_total z",
            "brokers": "name decision_betweenness betweenness dependents support tie",
            "bus-factor": "side name covered_loss lean_change threads_change handover_to",
            "changes": "kind item before after date",
            "contest": "name share_pct state support_us support_them tie_us tie_them drift lean_us lean_them head_to_head",
            "cooling": "our_person name tie_now tie_90d_ago days_silent usual_gap status",
            "decision-chain": "names strength band hidden unlisted weakest_hop weakest_conf",
            "decision-circle": "name share_pct cumulative_pct circle support tie",
            "findings": "kind sentence severity owner first_seen state",
            "forecast": "decider weight own equilibrium contribution lean rule_value lo hi p_positive rule unknown_pct",
            "goals": "goal kind agreed due status people reached share_pct under_way",
            "hidden-influencers": "name org share_pct class hint p_hidden main_path support tie",
            "hierarchy": "name grade tier delta from to grade_from grade_to weight incoherence tau_b hierarchy",
            "key-influencers": "name title share_pct share_lo_pct share_hi_pct decision_weight support tie owner",
            "list actions": "due type target owner status goal cost currency result",
            "list opportunities": "name amount currency stage status due competitors",
            "list thirdparties": "org date trust info_share scope_clarity endorsement support next_review",
            "needs": "holder need kind horizon response owner status",
            "promises": "from to statement due status days owner",
            "rank": "name rank rank_lo rank_hi tier consensus",
            "relationship-level": "criterion value threshold met",
            "sponsor-plan": "target sponsor fit second_best second_fit note",
            "status": "name d1 d2 d3 d4 d5 d6 level caps target assessed_on",
            "supplier-scorecard": "org total grade quadrant dual_supply org_share_pct next_review",
            "third-party-map": "org subtype independence org_share_pct people_influenced endorsed tie advice_type",
            "who-to-win": "name share_pct support target gain_pp effort contest_state owner route play",
        }.items()
    }
)
