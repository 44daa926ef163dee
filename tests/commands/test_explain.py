"""``graphcrm explain`` says what a code or a term means, to people and to programs."""

import json

from graphcrm.asking.terms import TERMS
from graphcrm.model.explained import EXPLAINED
from graphcrm.model.problems import CODES


def test_a_code_comes_with_its_example_and_its_remedy(shell):
    for lang in ("zh", "en"):
        code, out, err = shell("explain", "e07", "--lang", lang)
        assert (code, err) == (0, "")
        told = EXPLAINED["E07"]
        for part in (CODES["E07"].say(lang), told.meaning.say(lang), told.remedy.say(lang), "REPORTS_TO,c9,c3,solid"):
            assert part in out


def test_what_cannot_be_seen_is_shown_in_the_example(shell):
    assert "x1,甲\\u202e,HY" in shell("explain", "W14")[1]
    assert "\u202e" not in shell("explain", "W14")[1]


def test_a_term_of_several_words_needs_no_quotes(shell):
    assert shell("explain", "cut", "set")[1] == shell("explain", "cut set")[1]
    assert "关键节点" in shell("explain", "cut", "set", "--lang", "zh")[1]


def test_without_a_word_everything_is_listed(shell):
    out = shell("explain")[1]
    assert all(f"\n{code}  " in out for code in CODES)
    assert all(t.name.en in out and t.name.zh in out for t in TERMS)
    rows = json.loads(shell("explain", "--format", "json")[1])
    assert [r["code"] for r in rows if r["kind"] == "code"] == list(CODES)
    assert len(rows) == len(CODES) + len(TERMS)


def test_programs_get_both_languages(shell):
    (row,) = json.loads(shell("explain", "W06", "--format", "json")[1])
    assert row["meaning"] == {"zh": EXPLAINED["W06"].meaning.zh, "en": EXPLAINED["W06"].meaning.en}
    assert row["example"] == dict(EXPLAINED["W06"].example)


def test_a_near_miss_is_suggested(shell):
    code, _, err = shell("explain", "bow-tye")
    assert code == 2
    assert "Did you mean bow-tie" in err
