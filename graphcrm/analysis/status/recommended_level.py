"""Which relationship level is worth having with a customer (seed: no level is better than another).

A partnership (3) pays only where each is important to the other (≥ 4), leaving costs both (≥ 3) and neither has much the better
bargaining position (difference ≤ 1); an alliance (4) besides only where the strategies fit fully (5). Everything else, and
everything that is not known, leaves it at preferred supply (2).
"""

from __future__ import annotations

from graphcrm.analysis.status.level_lines import smaller
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.records import Org
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.spoken import joined

__all__ = ["Recommendation", "recommended_level"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A level 2..4 and why not another."""

    level: int
    why: Text


def recommended_level(account: Org, settings: Settings = DEFAULTS) -> Recommendation:
    """The level to aim at, by the six mutual figures of the account and its strategic fit.

    >>> from graphcrm.model.records import Org
    >>> recommended_level(Org("HY", "HY", "customer")).level
    2
    """
    rules = settings.relationship
    tests = (
        (
            Text("双方重要性", "importance to each other"),
            smaller(account.our_importance_to_them, account.their_importance_to_us),
            rules["importance"],
        ),
        (
            Text("双方转换成本", "switching cost of both"),
            smaller(account.switching_cost_them, account.switching_cost_us),
            rules["fit_switching"],
        ),
    )
    short = [name for name, value, limit in tests if value is not None and value < limit]
    unknown = [name for name, value, _ in tests if value is None]
    bargaining = Text("议价能力均衡", "balanced bargaining power")
    if account.bargaining_them is None or account.bargaining_us is None:
        unknown.append(bargaining)
    elif abs(account.bargaining_them - account.bargaining_us) > rules["fit_bargaining"]:
        short.append(bargaining)
    if short:
        return Recommendation(2, Text("不足：{what}", "too low: {what}").format(what=joined(short)))
    if unknown:
        return Recommendation(2, Text("未录入：{what}", "not recorded: {what}").format(what=joined(unknown)))
    if account.strategic_fit is not None and account.strategic_fit >= rules["fit_strategic"]:
        return Recommendation(
            4,
            Text(
                "彼此重要、转换成本高、议价均衡，且战略完全匹配",
                "each matters to the other and the strategies fit fully",
            ),
        )
    return Recommendation(
        3,
        Text("彼此重要、转换成本高、议价均衡", "each matters to the other, leaving is costly, bargaining is balanced"),
    )
