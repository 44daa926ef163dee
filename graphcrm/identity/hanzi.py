"""Chinese names: family and given name apart, in pinyin."""

from __future__ import annotations

from functools import lru_cache

from graphcrm.folding import syllables

__all__ = ["family_and_given", "has_hanzi", "pinyin"]

_COMPOUND = frozenset({
    "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空",
    "长孙", "宇文", "轩辕", "端木", "南宫", "独孤", "申屠", "澹台", "淳于", "呼延", "闻人", "钟离",
})  # fmt: skip
#: Family names that are read otherwise than the same character elsewhere.
_AS_FAMILY = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "朴": "piao", "盖": "ge", "查": "zha", "区": "ou", "乐": "yue",
    "缪": "miao", "翟": "zhai", "万": "wan", "冼": "xian", "折": "she", "种": "chong", "召": "shao", "隗": "wei",
    "尉迟": "yuchi", "长孙": "zhangsun", "澹台": "tantai", "覃": "qin", "员": "yun", "华": "hua", "那": "na", "宁": "ning",
}  # fmt: skip


def has_hanzi(name: str) -> bool:
    """Whether any character is Chinese.

    >>> has_hanzi("周CIO"), has_hanzi("Zhou")
    (True, False)
    """
    return any("\u3400" <= c <= "\u9fff" for c in name)


def family_and_given(name: str) -> tuple[str, str]:
    """Family and given name of a Chinese name in simplified characters; a name of one character has no given name.

    >>> family_and_given("王伟"), family_and_given("欧阳若兰"), family_and_given("王")
    (('王', '伟'), ('欧阳', '若兰'), ('王', ''))
    """
    width = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return name[:width], name[width:]


@lru_cache(maxsize=200_000)
def pinyin(family: str, given: str) -> tuple[str, str]:
    """Both in pinyin without tones, syllables joined; rare readings of family names are known.

    >>> pinyin("王", "伟"), pinyin("单", "雄信"), pinyin("欧阳", "若兰")
    (('wang', 'wei'), ('shan', 'xiongxin'), ('ouyang', 'ruolan'))
    """
    return _AS_FAMILY.get(family) or "".join(syllables(family)), "".join(syllables(given))
