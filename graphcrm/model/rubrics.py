"""Rubrics: the weights and thresholds by which people, relationships and suppliers are rated. A team may change each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.texts import read_texts

__all__ = ["Rubrics", "table"]


def table(default: Mapping[str, Any]) -> Any:
    """A table of the settings with what it holds unless a team changes it."""
    return field(default_factory=lambda: default)


@cache
def _words() -> Mapping[str, Any]:
    """The tables of sentences, in the form in which a team's own file holds them."""
    return read_texts(Path(__file__).with_suffix(".toml"))


@dataclass(frozen=True)
class Rubrics:
    """Tables of the settings by which somebody or something is rated; shares are 0..1, days whole days."""

    status_weights: Mapping[str, float] = table(
        {
            "acceptance": 0.20,
            "participation": 0.10,
            "information": 0.20,
            "guidance": 0.15,
            "project_support": 0.20,
            "rivals": 0.15,
        }
    )
    anchors: Mapping[str, Mapping[str, Text]] = field(default_factory=lambda: _words()["anchors"])
    status: Mapping[str, float] = table(
        {"enough": 4, "evidence_days": 180, "trend_days": 365, "trend": 0.5, "disputed": 2}
    )
    gates: Mapping[str, float] = table({"against": -0.25, "limited": 0.6, "supports": 1.5, "exclusive": 2.5})
    champion: Mapping[str, float] = table({"support": 2, "information": 2, "share": 0.05})
    plays: Mapping[str, Text] = field(default_factory=lambda: _words()["plays"])
    contest: Mapping[str, float] = table(
        {"tie_step": 0.05, "tie_days": 90, "support_days": 180, "hold_least": 0.25, "hold_most": 4, "hold_ours": 1.5}
    )
    relationship: Mapping[str, float] = table(
        {
            "days": 365,
            "active_contacts": 5,
            "active_units": 2,
            "covered": 0.30,
            "supportive": 0.20,
            "contracts": 2,
            "first_tenure": 1,
            "wallet": 0.25,
            "two_way": 0.30,
            "executive_pairs": 1,
            "executive_meetings": 2,
            "partner_covered": 0.60,
            "advocacy": 0.40,
            "hostile": 0.15,
            "tenure": 2,
            "joint_activities": 2,
            "information": 2,
            "partner_wallet": 0.50,
            "partner_exclusive": 0.15,
            "threads": 2,
            "written_plans": 1,
            "alliances": 1,
            "importance": 4,
            "shared_goals": 1,
            "exclusive": 0.30,
            "switching_cost": 4,
            "fit_switching": 3,
            "fit_bargaining": 1,
            "fit_strategic": 5,
            "bow_tie": 0.60,
            "diamond": 0.30,
            "values": 4,
            "luxury": 0.10,
        }
    )
    hospitality: Mapping[str, float] = table({"limit": 0, "days": 365})
    downturn: Mapping[str, float] = table({"satisfaction": 5})
    salience: Mapping[str, float] = table({"share": 0.15, "contacts": 4, "days": 180, "high": 0.5})
    supplier_weights: Mapping[str, float] = table(
        {
            "capital_qualification": 0.15,
            "people": 0.20,
            "reputation": 0.20,
            "service_system": 0.20,
            "scalability": 0.15,
            "complementarity": 0.10,
        }
    )
    supplier: Mapping[str, float] = table(
        {"A": 4.2, "B": 3.5, "C": 2.8, "months_A": 12, "months_B": 6, "months_C": 3, "months_D": 3, "high": 3}
    )
    attention: Mapping[str, float] = table({"share": 0.4, "risk": 0.3, "tie": 0.3})
    verify: Mapping[str, float] = table({"common": 0.4, "meetings": 0.3, "unit": 0.2, "history": 0.1, "days": 365})
    stars: Mapping[str, float] = table(
        {
            "signals": 2,
            "share": 0.01,
            "ties": 2,
            "neighbours": 2,
            "grade": 2,
            "share_days": 180,
            "ties_days": 365,
            "promoted_days": 730,
        }
    )
