"""What we want of somebody, and nobody of themselves: their support, or to know them better."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["are_our_goals"]

#: “争取支持”, “Make him a champion”, “Get sign-off”.
_OUR_GOAL = re.compile(
    r"(?:争取|获得|取得|赢得|拿到|转为|转变|发展|培养|变成|保持|维护|推动|巩固|建立|提升).{0,8}(?:支持|认可|关系|中立|教练|内线|态度|信任|好感)"
    r"|\b(?:get|gain|win|secure|make|turn|move|convert|keep|bring|build)\b.*\b(?:him|her|them|support(?:er|ive)?|champions?|coach|neutral|advocate"
    r"|sponsor|buy-?in|sign-?off|relationship|trust|on ?board)\b",
    re.IGNORECASE,
)
#: How well to know somebody where no level says it: as now, or better.
_CLOSER = re.compile(
    r"(?:继续)?(?:保持|维持|维护|巩固|加强|加深|深化|提升|建立)(?:联系|接触|现状|往来|沟通)?"
    r"|(?:maintain|keep|hold|deepen|intensify|improve|halten|pflegen|ausbauen|vertiefen|aufbauen|maintenir|renforcer|mantener|reforzar)"
    r"|(?:make|build|establish) contact|kontakt aufbauen|établir le contact|establecer contacto",
    re.IGNORECASE,
)


def are_our_goals(texts: Sequence[str]) -> bool:
    """Whether what stands below “目标”, “Goal” is what we want of people: one such sentence, or levels in half of the different cells.

    >>> are_our_goals(["密切", "保持", "降低成本"]), are_our_goals(["良好的服务", "降低成本"]), are_our_goals(["Make her a champion"])
    (True, False, True)
    """
    levels = vocabulary("edges", "declared_level").keys() | vocabulary("people", "stance").keys()
    said = {word_key(text): text for text in texts}
    ours = sum(key in levels or bool(_CLOSER.fullmatch(text)) for key, text in said.items())
    return any(map(_OUR_GOAL.search, texts)) or 0 < len(said) <= 2 * ours
