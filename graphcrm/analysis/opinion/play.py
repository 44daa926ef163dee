"""The playbook: what to do next with a person at a level of support, within professional limits."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.i18n import Text
from graphcrm.model.choices import StanceSubtype

__all__ = ["PLAYS", "play"]

_OPPOSES = Text(
    "先弄清其反对背后的关切;请他所尊重的同行与之交流(graphcrm query introductions);不以个人手段孤立任何人",
    "understand the interest behind it; find a respected peer (graphcrm query introductions); never isolate by personal means",
)
#: By level, and for level −1 by subtype; an opposition of unknown kind is treated as one of interest.
PLAYS: Mapping[tuple[int | None, str | None], Text] = {
    (-1, StanceSubtype.DISTRUST.value): Text(
        "坚持拜访、争取一切业务交流机会,用事实和样板重建信任",
        "keep visiting, take every chance of professional exchange, rebuild trust with facts and references",
    ),
    (-1, StanceSubtype.DEMANDING.value): Text(
        "管理期望值、信守承诺、一切书面确认", "manage expectations, keep promises, confirm everything in writing"
    ),
    (-1, StanceSubtype.OPPOSES.value): _OPPOSES,
    (-1, None): _OPPOSES,
    (0, None): Text(
        "展现实力、增强信心:公司考察、样板点、技术交流;建立专业信任",
        "show strength and build confidence: company visit, reference site, technical exchange; earn professional trust",
    ),
    (1, None): Text(
        "帮助其取得一个具体的专业成果;把信任扩展到我方第二个人",
        "give them a concrete professional win; widen trust to a second person of ours",
    ),
    (2, None): Text(
        "请其做一件具体的事(一次会议、一次评审);公开地互惠",
        "ask for a specific act (a meeting, a review); reciprocate openly",
    ),
    (3, None): Text(
        "继续维持、发展为教练、帮助其成功;保护这段关系,补充一位接替联系人",
        "keep it up, develop a coach, help them succeed; protect the relationship, add a successor contact",
    ),
    (None, None): Text("先了解其态度,可问与其往来最多的同事", "find out first; ask the colleague who meets them most"),
}


def play(level: int | None, subtype: str | None = None) -> Text:
    """The play for a support level −1..3 or None (unknown), and for −1 the kind of opposition.

    >>> play(-1, "demanding").en
    'manage expectations, keep promises, confirm everything in writing'
    """
    return PLAYS.get((level, subtype if level == -1 else None), _OPPOSES)
