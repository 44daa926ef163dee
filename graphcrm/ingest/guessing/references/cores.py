"""What an organisation is called at its core: without the place before, the legal form behind; and what is short for what."""

from __future__ import annotations

import re

from graphcrm.folding import HAN, fold, simplified
from graphcrm.ingest.guessing.references.identities import org_key

__all__ = ["beginning_of", "beginnings", "is_branch", "is_short_of", "spells"]

_REGIONS = (
    r"北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    r"|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|华东|华北|华南|华中|西南|西北|东北"
    r"|深圳|广州|珠海|东莞|佛山|杭州|宁波|温州|南京|苏州|无锡|常州|南通|徐州|青岛|济南|烟台|大连|沈阳|长春|哈尔滨|武汉|成都|西安|厦门|福州|泉州|长沙"
    r"|合肥|郑州|洛阳|昆明|贵阳|南宁|南昌|太原|石家庄|唐山|兰州|西宁|银川|乌鲁木齐|海口|三亚|呼和浩特|拉萨"
)
_PLACE = re.compile(
    rf"(?:中国)?(?:[\u3400-\u9fff]{{2,6}}?(?:省|自治区))?(?:[\u3400-\u9fff]{{2,3}}(?<!超)市)?(?:(?:{_REGIONS})(?!银行|大学)市?)*"
)
_FORM = re.compile(r"(?:集团|控股|股份|有限责任|有限|总公司|分公司|公司|总部|本部)+$")
_BRANCH = re.compile(
    rf"{_REGIONS}|[省市县区]|分公司|[东南西北]部"
    r"|\b(?:europe|emea|apac|asia|africa|america|americas|nordics?|benelux|iberica|iberia|germany|deutschland|austria|osterreich"
    r"|schweiz|suisse|switzerland|france|espana|spain|portugal|italia|italy|nederland|netherlands|belgium|polska|poland|uk|usa|us"
    r"|canada|mexico|brasil|brazil|china|japan|korea|india|singapore|australia)\b"
)
#: Letters, and Chinese characters, of a short name at least.
_LETTERS, _CHARACTERS = 3, 2


def beginning_of(short: str) -> str:
    """What the names begin with that a short one may be the beginning of: its core, or its words; "" if it is too short for one.

    >>> beginning_of("Aster AG"), beginning_of("江苏恒石集团"), beginning_of("AB")
    ('aster ', '恒石', '')
    """
    if HAN.search(short):
        begin = _core(short)
        return begin if len(begin) >= _CHARACTERS else ""
    begin = org_key(short)
    return f"{begin} " if len(begin) >= _LETTERS else ""


def beginnings(name: str) -> frozenset[str]:
    """Texts of which one begins with what :func:`beginning_of` gives of each name that is short for a name.

    >>> sorted(beginnings("Aster Marine plc")), sorted(beginnings("江苏恒石化工有限公司"))
    (['aster marine'], ['恒石化工', '江苏恒石化工'])
    """
    whole = org_key(simplified(name))
    return frozenset({whole, whole[_place(whole) :]} if HAN.search(name) else {whole})


def is_short_of(short: str, name: str) -> bool:
    """Whether a name of an organisation is the beginning of a longer one: whole words of it, or in Chinese its distinctive core.

    >>> is_short_of("Aster", "Aster Marine plc"), is_short_of("Aster", "Asteroid AG"), is_short_of("Aster AG", "Aster")
    (True, False, False)
    >>> [is_short_of(short, "浙江恒石化工集团有限公司") for short in ("恒石集团", "恒石化工", "浙江公司")]
    [True, True, False]
    >>> is_short_of("东川集团", "东川市国资委"), is_short_of("上海电气", "上海电气风电集团股份有限公司")
    (False, True)
    """
    if HAN.search(short) or HAN.search(name):
        begin, whole = _core(short), org_key(simplified(name))
        place = _place(whole)
        starts = (0, place) if place < len(begin) else (place,)
        begins = any(whole.startswith(begin, n) for n in starts)
        return begins and len(begin) >= _CHARACTERS and org_key(short) != org_key(name)
    begin = beginning_of(short)
    return bool(begin) and org_key(name).startswith(begin)


def is_branch(short: str, name: str) -> bool:
    """Whether the longer name says a place more than the short one: that of a branch.

    >>> is_branch("Aster", "Aster Europe GmbH"), is_branch("Aster", "Aster Marine plc"), is_branch("华讯通信", "华讯通信集团江苏有限公司")
    (True, False, True)
    """
    begin, whole = _core(short) if HAN.search(short) else org_key(short), org_key(simplified(name))
    return bool(_BRANCH.search(whole.partition(begin)[2]))


def spells(short: str, name: str) -> bool:
    """Whether all letters of a short name stand in the long one in their order, as in “南网” of “南方电网” and “BTS” of “Bahn Technik Süd”.

    >>> spells("南网", "南方电网"), spells("BTS", "Bahn Technik Süd"), spells("Aster", "Kiln")
    (True, True, False)
    """
    letters = iter(fold(simplified(name)))
    return all(letter in letters for letter in fold(simplified(short)) if letter.isalnum())


def _core(name: str) -> str:
    """A short Chinese name without its place and legal form; "" where nothing is left."""
    plain = _FORM.sub("", org_key(simplified(name)))
    return plain[_place(plain) :]


def _place(name: str) -> int:
    """How many characters at the beginning of a name say where."""
    found = _PLACE.match(name)
    return found.end() if found else 0
