"""The shadow circle against the formal list."""

from __future__ import annotations

from graphcrm.analysis.influence.circle import CircleMember, decision_circle
from graphcrm.asking.ask import Answer, Ask
from graphcrm.model.choice import Choice


class Membership(Choice):
    BOTH = "both", "圈内且在名单", "in the circle and listed"
    UNLISTED = "unlisted", "圈内不在名单", "in the circle, not listed"
    NOMINAL = "nominal", "在名单不在圈内", "listed, not in the circle"

    @classmethod
    def of(cls, member: CircleMember) -> Membership:
        """Where a member stands."""
        return cls.NOMINAL if not member.in_circle else cls.BOTH if member.listed else cls.UNLISTED


def answer(ask: Ask) -> Answer:
    """Members of the circle and of the formal list by share; `circle` says which: both, unlisted or nominal."""
    s = ask.situation
    found = decision_circle(s)
    rows = [ask.row(m, circle=Membership.of(m)) for m in found.members]
    return Answer.of(ask.top(rows), remarks=[found.sentence(s.snapshot)])
