"""Goals with a customer, as account plans list them: of which kind each is, by what it says, or asked."""

from __future__ import annotations

import re

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.model.choices import GoalKind
from graphcrm.model.fields import shown

__all__ = ["kind_of_goal"]

#: What goals of a kind speak of, where they speak of nothing that makes them one of another.
_SAYS = {
    GoalKind.SHARE: r"\bshare\b|\bspend(?:ing)?\b|\bwallet\b|\banteil|\bpart de marché|\bcuota\b|份额|占比|占有率|渗透率",
    GoalKind.PROFIT: r"\bprofit|\bmargins?\b|\bprice level|\bmarge\b|\brendite|\bmargen\b|盈利|利润|毛利|回款",
    GoalKind.COMPETITION: r"\bdisplac|\bcompetit|\boust|\bunseat|\brivals?\b|\bverdräng|\bwettbewerb|\bconcurren"
    r"|竞争|对手|友商|竞品|替换|替代|取代",
}
_PATTERNS = {kind: re.compile(said, re.IGNORECASE) for kind, said in _SAYS.items()}


def kind_of_goal(statement: str, said: str, asked: Asked) -> str:
    """The kind of a goal: as its row has `said`, as its words tell, which is proposed, or as was answered; "" while nobody knows."""
    if said:
        return said
    told = [kind.value for kind, pattern in _PATTERNS.items() if pattern.search(statement)]
    words = Text(
        f"目标“{shown(statement, 40)}”是哪一类（山头、份额、盈利、竞争）？",
        f"Of which kind is the goal “{shown(statement, 40)}” (a stronghold to win, share, profit, competition)?",
    )
    kinds = {kind.value: kind.label for kind in GoalKind}
    answer = asked.ask(
        Question(
            f"goal:{statement}", words, (*kinds, LEAVE_OUT), told[0] if len(told) == 1 else "", open=False, words=kinds
        )
    )
    return "" if answer == LEAVE_OUT else answer
