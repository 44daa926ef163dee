"""Methods: the weights and limits by which analyses count, compare and propose. A team may change each of them."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.dataclass import dataclass
from graphcrm.model.rubrics import Rubrics, table

__all__ = ["Methods"]


@dataclass(frozen=True)
class Methods(Rubrics):
    """Tables of the settings of whole analyses; shares, ties and opinions are 0..1, days whole days."""

    roles: Mapping[str, float] = table(
        {
            "decider": 3,
            "approver": 3,
            "buyer": 1,
            "evaluator": 1,
            "technical_evaluator": 1,
            "user": 0.5,
            "initiator": 0,
            "influencer": 0,
            "gatekeeper": 0,
            "coach": 0,
        }
    )
    key_person: Mapping[str, float] = table({"weight": 0.10, "share": 0.05})
    circle: Mapping[str, float] = table({"share": 0.80})
    hidden: Mapping[str, float] = table(
        {
            "share": 0.02,
            "gap": 0.25,
            "figurehead_share": 0.05,
            "top_grade": 4,
            "gatekeeper_grade": 2,
            "gatekeeper_part": 0.60,
        }
    )
    carry: Mapping[str, float] = table({"-1": 0.3, "0": 0.6, "1": 0.8, "2": 0.95, "3": 1.0, "unknown": 0.5})
    circles: Mapping[str, float] = table({"modularity": 0.30, "stability": 0.60, "apart": 1.0})
    cadence: Mapping[str, float] = table({"overdue": 1.5, "pairs": 2})
    cooling: Mapping[str, float] = table({"contacts": 5, "last": 12, "cooling": 3, "lapsed": 8, "bridge_days": 90})
    gaps: Mapping[str, float] = table({"share": 0.001, "broad": 2})
    sponsor: Mapping[str, float] = table(
        {
            "parity": 0.35,
            "function": 0.25,
            "history": 0.20,
            "capability": 0.20,
            "fit": 0.50,
            "keep": 0.10,
            "line_boss": 0.05,
            "grade": 3,
            "many": 5,
        }
    )
    threads: Mapping[str, float] = table({"influence": 0.15})
    forecast: Mapping[str, float] = table({"unknown": 0.40})
    effort: Mapping[str, float] = table(
        {
            "-1": 5,
            "0": 3,
            "1": 2,
            "2": 1.5,
            "unknown": 1,
            "access": 2,
            "rival": 1,
            "rival_support": 2,
            "hold_share": 0.05,
        }
    )
    introductions: Mapping[str, float] = table({"support": 1, "difference": 0.3, "influence": 0.3})
    audit: Mapping[str, float] = table({"known": 0.80, "good": 0.60, "age_days": 180, "fresh": 0.80, "reporters": 2})
    criteria: Mapping[str, float] = table({"known": 0.40})
    white_space: Mapping[str, float] = table({"grade": 3, "deciders": 3, "competitor": 0.5})
    qualification: Mapping[str, float] = table({"much": 0.60, "some": 0.30, "pain": 0.05})
    findings: Mapping[str, float] = table({"new_days": 7, "due_days": 14, "questions": 3})
