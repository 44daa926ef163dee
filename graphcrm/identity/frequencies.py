"""How common a name is: the chance that somebody else, met at random, bears it too.

``p(x) = (n(x) + A·p₀(x)) / (n + A)``: the people of the workspace (n(x) of n bear the name, the two who are compared left
out) corrected by what is published, which counts as much as A = 500 people: a Dirichlet prior, so that a small workspace
leans on the tables and a large one on itself.

Sources: the hundred commonest family names of China, Ministry of Public Security, report on names of 2020 (shares of the
population; the first twenty are here); the commonest full names, the same ministry, 2007 (王伟 282 thousand, 张伟 291
thousand, of 93 and 88 million who bear the family name: some .003 of them bear the given name); frequently occurring
surnames of the census of 2010, U.S. Census Bureau.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from graphcrm.dataclass import dataclass
from graphcrm.identity.hanzi import pinyin

__all__ = ["Frequencies", "known_share"]

#: As how many people the published tables count.
_PRIOR = 500
_HAN_FAMILY = {
    "王": .0725, "李": .0719, "张": .0683, "刘": .0539, "陈": .0453, "杨": .0308, "黄": .0223, "赵": .0206, "吴": .0205,
    "周": .0190, "徐": .0144, "孙": .0138, "马": .0129, "朱": .0126, "胡": .0116, "郭": .0115, "何": .0106, "林": .0107,
    "高": .0101, "罗": .0093, "郑": .0093, "梁": .0084, "谢": .0072, "宋": .0070, "唐": .0069, "许": .0066, "韩": .0065,
    "邓": .0062, "冯": .0062, "曹": .0059, "彭": .0057, "曾": .0056, "肖": .0056, "田": .0054, "董": .0051, "潘": .0050,
    "袁": .0048, "蔡": .0046, "蒋": .0046, "余": .0043,
}  # fmt: skip
_COMMON_GIVEN = frozenset({
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "涛", "超", "明", "霞", "平",
    "刚", "鹏", "斌", "波", "辉", "婷", "雪", "玲", "红", "燕", "英", "华", "玉兰", "秀英", "桂英", "秀兰",
    "建华", "建国", "志强", "志伟", "海燕", "晓明", "小红", "文静", "婷婷", "丹丹", "春梅",
})  # fmt: skip
#: Words that stand where a given name would: “engineer Wang”, “President Lin”.
_CALLED = frozenset({
    "总", "工", "董", "局", "处", "科", "部", "行长", "局长", "院长", "部长", "处长", "科长", "主任", "主管",
    "经理", "总监", "书记", "老师", "博士", "教授", "秘书", "采购", "财务", "cio", "cfo", "ceo", "cto", "coo",
})  # fmt: skip
_LATIN_FAMILY = {
    "smith": .0083, "johnson": .0066, "williams": .0055, "brown": .0049, "jones": .0048, "garcia": .0040, "miller": .0039,
    "davis": .0038, "rodriguez": .0037, "martinez": .0036, "lee": .0024, "nguyen": .0015, "kim": .0010, "muller": .0080,
    "schmidt": .0060, "schneider": .0035, "fischer": .0030, "meier": .0030, "singh": .0080, "kumar": .0060, "patel": .0020,
}  # fmt: skip
#: What is in no table: rare family names, given names of one and of two characters, Latin ones; pinyin of one and more syllables.
_RARE = {"han_family": 0.0015, "han_given": 0.0004, "latin_family": 0.0004, "latin_given": 0.004}
_HAN_SINGLE = 0.0008
_PINYIN_GIVEN = (0.008, 0.0008)
_ONE_SYLLABLE = 5


@cache
def _pinyin_families() -> Mapping[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for family, share in _HAN_FAMILY.items():
        found[pinyin(family, "")[0]] += share
    return MappingProxyType(dict(found))


def known_share(kind: str, value: str) -> float:
    """What is published of a name: the share of people who bear it, in (0, 1).

    >>> known_share("han_family", "王"), known_share("han_given", "伟"), known_share("han_given", "若兰")
    (0.0725, 0.003, 0.0004)
    """
    if kind == "han_family":
        return _HAN_FAMILY.get(value, _RARE[kind])
    if kind == "latin_family":
        return max(_LATIN_FAMILY.get(value, 0.0), _pinyin_families().get(value, 0.0), _RARE[kind])
    if kind == "han_given":
        if value in _CALLED:
            return 0.05
        return 0.003 if value in _COMMON_GIVEN else _HAN_SINGLE if len(value) == 1 else _RARE[kind]
    if kind == "pinyin_family":
        return max(_pinyin_families().get(value, 0.0), _RARE["han_family"])
    if kind == "pinyin_given":
        return 0.05 if value in _CALLED else _PINYIN_GIVEN[len(value) > _ONE_SYLLABLE]
    return _RARE[kind]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Names of the people of a workspace, counted: (kind, name) to how many bear it, of how many."""

    counts: Mapping[tuple[str, str], int]
    people: int

    @classmethod
    def of(cls, names: Iterable[Iterable[tuple[str, str]]]) -> Frequencies:
        """Counted from each person's names, a person once a name."""
        counts: Counter[tuple[str, str]] = Counter()
        people = 0
        for mine in names:
            people += 1
            counts.update(set(mine))
        return cls(counts, people)

    def share(self, kind: str, value: str) -> float:
        """The chance that somebody else bears the name; in (0, 1)."""
        others = max(self.counts.get((kind, value), 0) - 2, 0)
        return (others + _PRIOR * known_share(kind, value)) / (max(self.people - 2, 0) + _PRIOR)
