"""Whose map of people it is by a Chinese title of one piece: “长河重工权力地图”, “权力地图（长河重工）”.

Nothing stands between the words of such a title. What is left before the words for the paper may be anything, a project or a region,
so that it is proposed only where it ends as organisations do, by their trade.
"""

from __future__ import annotations

import re

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.texts.companies import TRADES

__all__ = ["whose_map"]

_ABOUT = (
    r"(?:权[力利]|影响力?|利益相关[者方人]?|利益|关键人[物员]?|干系人|决策[链人者]?|关系|态度|支持度|组织|人脉|客户|联系人|对接人|人员|采购"
    r"|与|和|及|[-–—/·×、])"
)
_PAPER = r"(?:地图|图谱?|矩阵|方格|象限图?|分析表?|架构图?|网络图?|清单|名单|名册|登记[表册]|一览表?|台账|表)"
#: The words for such a paper: “权力利益矩阵”, “客户关系图”, “决策链”.
_MAP = rf"(?:{_ABOUT}+{_PAPER}{{1,3}}|决策链|通讯录|组织架构图?)"
_YEAR = r"(?:(?:19|20)\d{2}年?度?)?"
_NOBODY = r"我[方司们]?|本|贵|全|某|新|重点|核心|主要|目标|大型|传统|智慧|数字"
_WHOSE = (
    rf"(?P<whose>(?!{_NOBODY})[\u3400-\u9fff]{{2,10}}?{TRADES}"
    r"|[\u3400-\u9fff]{2,16}?(?:公司|集团|银行|大学|医院))"
)
_ASIDE = r"(?:[(\uff08][^()\uff08\uff09]*[)\uff09])?"
_TITLE = re.compile(rf"{_YEAR}{_WHOSE}{_YEAR}{_MAP}{_ASIDE}")
_BEHIND = re.compile(rf"{_YEAR}{_MAP}\s*[(\uff08]{_WHOSE}[)\uff09]")


def whose_map(title: str) -> str:
    """The organisation with which a title begins whose other words all say that it is a map or a list of people; "" for none.

    >>> whose_map("长河重工权力地图"), whose_map("2026年江城电力关键人关系图（初稿）"), whose_map("权力地图（长河重工）")
    ('长河重工', '江城电力', '长河重工')
    >>> whose_map("客户关系地图"), whose_map("采购部权力地图"), whose_map("数据平台干系人地图"), whose_map("王伟关系图")
    ('', '', '', '')
    """
    said = title.strip(" 《》“”\"'")
    plain = simplified(said)
    found = _TITLE.fullmatch(plain) or _BEHIND.fullmatch(plain)
    return said[found.start("whose") : found.end("whose")] if found else ""
