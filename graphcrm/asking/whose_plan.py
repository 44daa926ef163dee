"""Whose a plan is where another vendor is asked about: what somebody thinks of that vendor, and what we can do."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.opinion.side import AskedSide
from graphcrm.i18n import Text

__all__ = ["whose_level", "whose_plan", "whose_relationship"]

_PLAN = Text(
    "支持度、目标和倾向针对 {v}；责任人、路线和投入是我方的，没有打法",
    "support, targets and the lean are toward {v}; owners, routes and effort are ours, and there are no plays",
)
_RELATIONSHIP = Text(
    "这里说的是我方与客户的关系：没有 {v} 的联系和合同记录",
    "this is our own relationship: contacts and contracts of {v} are not on record",
)
_LEVEL = Text("关系层级是我方与客户的", "the level is that of our own relationship")


def whose_plan(side: AskedSide) -> Sequence[Text]:
    """What is said of a plan about another vendor; nothing of one about us."""
    return _of_another(side, _PLAN)


def whose_relationship(side: AskedSide) -> Sequence[Text]:
    """What is said of the relationship with an account, which is ours whichever vendor is asked about; nothing if it is us."""
    return _of_another(side, _RELATIONSHIP)


def whose_level(side: AskedSide) -> Sequence[Text]:
    """The same of a level of that relationship among figures that are about the vendor."""
    return _of_another(side, _LEVEL)


def _of_another(side: AskedSide, text: Text) -> Sequence[Text]:
    return () if side.is_ours else (text.format(v=side.name),)
