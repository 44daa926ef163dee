"""Levels of a scale: the labels, in both languages, that stand where a number belongs, and how many levels tell of a habit."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.i18n import Text

__all__ = ["ATTITUDES", "FEW_LEVELS", "GRADES", "GRADE_WORDS", "LEVEL_WORDS", "LISTENING"]


Words = tuple[tuple[str, int], ...]

#: What each attitude towards a vendor is called, how much somebody listens to another, and each grade where all five are named.
ATTITUDES = {
    -1: Text("不认可/反对", "opposes"),
    0: Text("中立", "neutral"),
    1: Text("支持有限", "limited support"),
    2: Text("支持", "supports"),
    3: Text("支持并排他", "supports exclusively"),
}
LISTENING = {
    1: Text("偶尔听取", "occasionally listened to"),
    2: Text("有时参考", "sometimes considered"),
    3: Text("经常采纳", "often adopted"),
    4: Text("通常采纳", "usually followed"),
    5: Text("几乎照办", "practically decisive"),
}
GRADES = {
    5: Text("股东/董事会", "owner/board"),
    4: Text("高层管理", "C-level/general management"),
    3: Text("部门负责人", "department head"),
    2: Text("科室/项目经理", "section/project manager"),
    1: Text("业务操作", "staff"),
}


def _words(labels: Mapping[int, Text], *others: tuple[int, str]) -> Words:
    """Each label with its level, in either language, and other words for it, which are separated by a bar."""
    called = [(word, level) for level, label in labels.items() for word in (label.zh, label.en)]
    called += [(word, level) for level, words in others for word in words.split("|")]
    return tuple((word.casefold(), level) for word, level in called)


#: Support, influence and trust in one column, since no label of one scale is one of another.
LEVEL_WORDS = (
    *_words(ATTITUDES, (-1, "不认可|反对|not accepting|opposing|not accepting / opposing")),
    *_words(LISTENING),
    *_words(
        {},
        (1, "polite only"),
        (2, "accepts facts"),
        (3, "shares working information"),
        (4, "shares internal concerns"),
        (5, "acts on advice without checking"),
    ),
)
#: Grades that can be compared across organisations.
GRADE_WORDS = _words(
    GRADES,
    (5, "股东|董事会|owner/board/shareholder|owner|board|shareholder"),
    (4, "c-level|general management"),
    (2, "科室经理|项目经理|section manager|project manager"),
)
#: Of fewer levels nobody can say that they are too high for the most part (W09).
FEW_LEVELS = 5
