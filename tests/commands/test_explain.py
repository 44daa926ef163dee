"""``graphcrm explain`` says what a code or a term means, to people and to programs."""

import json

from graphcrm.asking.terms import TERMS
from graphcrm.model.codes import codes, explained


def test_a_code_comes_with_its_example_and_its_remedy(shell):
    for lang in ("zh", "en"):
        code, out, err = shell("explain", "e07", "--lang", lang)
        assert (code, err) == (0, "")
        told = explained()["E07"]
        for part in (
            codes()["E07"].title.say(lang),
            told.meaning.say(lang),
            told.remedy.say(lang),
            "REPORTS_TO,c9,c3,solid",
        ):
            assert part in out


def test_what_cannot_be_seen_is_shown_in_the_example(shell):
    assert "x1,甲\\u202e,HY" in shell("explain", "W14")[1]
    assert "\u202e" not in shell("explain", "W14")[1]


def test_a_term_of_several_words_needs_no_quotes(shell):
    assert shell("explain", "cut", "set")[1] == shell("explain", "cut set")[1]
    assert "关键节点" in shell("explain", "cut", "set", "--lang", "zh")[1]


def test_a_query_is_said_to_be_one_by_name_and_number(shell):
    for word in ("key-influencers", "Key_Influencers", "q01"):
        code, out, _ = shell("--lang", "en", "explain", word)
        assert (code, "Who really moves the decision" in out) == (0, True)
        assert "graphcrm query key-influencers --help" in out


def test_a_map_and_a_report_are_explained_by_their_numbers(shell):
    for word, name, asked in (("m1", "Influence map", "map influence"), ("R09", "handover report", "report handover")):
        out = shell("--lang", "en", "explain", word)[1]
        assert name in out
        assert f"graphcrm {asked} --help" in out


def test_without_a_word_everything_is_listed(shell):
    out = shell("explain")[1]
    assert all(f"\n{code}  " in out for code in codes())
    assert all(t.name.en in out and t.name.zh in out for t in TERMS)
    rows = json.loads(shell("explain", "--format", "json")[1])
    assert [r["code"] for r in rows if r["kind"] == "code"] == list(codes())
    assert len(rows) == len(codes()) + len(TERMS)


def test_programs_get_both_languages(shell):
    (row,) = json.loads(shell("explain", "W06", "--format", "json")[1])
    assert row["meaning"] == {"zh": explained()["W06"].meaning.zh, "en": explained()["W06"].meaning.en}
    assert row["example"] == dict(explained()["W06"].example)


def test_a_near_miss_is_suggested(shell):
    code, _, err = shell("explain", "bow-tye")
    assert code == 2
    assert "Did you mean bow-tie" in err


def test_codes_and_columns_of_what_is_recorded_are_explained(shell):
    assert shell("explain", "s2")[1].startswith("s2  running the bid\na value of the column stage of opportunities")
    code, out, _ = shell("explain", "阶段", "--lang", "zh")
    assert (code, "经营期（s0）、寻找与发掘商机（s1）" in out) == (0, True)
    assert shell("explain", "项目运作")[1].startswith("s2  running the bid")


def test_a_value_that_is_none_of_the_codes_is_refused_with_what_each_stands_for(workspace, shell):
    words = ("--workspace", workspace, "edit", "opportunity", "HY-CORE", "stage=bidding")
    assert "“bidding” is not one of s0 (account running), s1 (finding opportunities)" in shell(*words)[2]
    assert "“bidding”不在可选值之中：经营期（s0）、寻找与发掘商机（s1）" in shell(*words, "--lang", "zh")[2]
    assert "did you mean “running the bid”?" in shell(*words[:-1], "stage=run the bid")[2]
