"""Enumerations of account planning: how a product stands in a unit, what became of a promise."""

from __future__ import annotations

from graphcrm.model.choice import Choice

__all__ = ["PotentialStatus", "PromiseStatus"]


class PotentialStatus(Choice):
    """How a product stands in a unit or organisation of the customer."""

    WON = "won", "已有", "ours already"
    OPEN = "open", "在谈", "being negotiated"
    COMPETITOR = "competitor", "对手占有", "held by a competitor"
    POTENTIAL = "potential", "有潜力", "potential"
    NONE = "none", "无需求", "no need"


class PromiseStatus(Choice):
    """What became of a promise; one without a status is open."""

    OPEN = "open", "进行中", "open"
    KEPT = "kept", "已兑现", "kept"
    BROKEN = "broken", "未兑现", "broken"
    DROPPED = "dropped", "已取消", "dropped"
