"""Words for levels are the labels of the scales: support, influence and trust, grades."""

from __future__ import annotations

import pytest

from graphcrm.model.levels import GRADE_WORDS, LEVEL_WORDS

_SUPPORT = {
    -1: ("不认可", "反对", "opposes"),
    0: ("中立", "neutral"),
    1: ("支持有限", "limited support"),
    2: ("支持", "supports"),
    3: ("支持并排他", "supports exclusively"),
}
_INFLUENCE = {
    1: ("偶尔听取", "occasionally listened to"),
    2: ("有时参考", "sometimes considered"),
    3: ("经常采纳", "often adopted"),
    4: ("通常采纳", "usually followed"),
    5: ("几乎照办", "practically decisive"),
}
_TRUST = {
    1: ("polite only",),
    2: ("accepts facts",),
    3: ("shares working information",),
    4: ("shares internal concerns",),
    5: ("acts on advice without checking",),
}
_GRADES = {
    5: ("股东/董事会", "owner/board/shareholder"),
    4: ("高层管理", "c-level/general management"),
    3: ("部门负责人", "department head"),
    2: ("科室/项目经理", "section/project manager"),
    1: ("业务操作", "staff"),
}


@pytest.mark.parametrize(
    ("known", "scale"),
    [(LEVEL_WORDS, _SUPPORT), (LEVEL_WORDS, _INFLUENCE), (LEVEL_WORDS, _TRUST), (GRADE_WORDS, _GRADES)],
)
def test_a_label_stands_for_its_level(known: tuple[tuple[str, int], ...], scale: dict[int, tuple[str, ...]]) -> None:
    levels = dict(known)
    assert {word: levels.get(word) for words in scale.values() for word in words} == {
        word: level for level, words in scale.items() for word in words
    }


def test_no_label_stands_for_two_levels_and_a_part_for_that_of_its_whole() -> None:
    for known in (LEVEL_WORDS, GRADE_WORDS):
        levels = dict(known)
        assert len(levels) == len(known)
        wholes = [(word, level) for word, level in known if "/" in word]
        parts = [(part.strip(), level) for word, level in wholes for part in word.split("/")]
        assert {part: levels[part] for part, _ in parts if part in levels} == {p: n for p, n in parts if p in levels}
