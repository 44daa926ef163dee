"""A question is found by what somebody wants to know, in either language."""

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.everyday import ALIKE
from graphcrm.asking.finding import find_questions
from graphcrm.errors import UsageError


def found(words):
    return [query.name for query in find_questions(catalogue().values(), words).queries]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("who blocks", "blockers"),
        ("who leaves", "bus-factor"),
        ("谁走了怎么办", "bus-factor"),
        ("怎么接触到老大", "route"),
        ("best way to reach someone", "route"),
        ("谁说了算", "key-influencers"),
        ("what changed", "changes"),
        ("Is this RELIABLE?", "audit"),
        ("数据准不准", "audit"),
        ("谁和谁是一个圈子", "factions"),
        ("赞助人", "sponsor-gaps"),
        ("Q07", "brokers"),
        ("key_influencers".replace("_", "-"), "key-influencers"),
        ("Ｂｒｏｋｅｒｓ", "brokers"),
    ],
)
def test_the_question_that_was_meant_comes_first(words, name):
    assert found(words)[0] == name


@pytest.mark.parametrize("words", ["who blocks", "谁反对"])
def test_opponents_are_found_by_columns_that_nobody_would_name(words):
    assert {"kpi", "factions", "forecast"} <= set(found(words))


def test_a_slip_is_read_as_what_it_looks_like_and_told():
    told = find_questions(catalogue().values(), "brokrs")
    assert told.queries[0].name == "brokers"
    assert told.instead == {"brokrs": ["brokers"]}
    assert not find_questions(catalogue().values(), "brokers").instead


def test_a_word_that_few_questions_have_counts_more():
    assert found("which vendor faction")[0] == "factions"


@pytest.mark.parametrize("words", ["", "  ", "who is the", "谁", "!?", "\u202e"])
def test_words_that_say_nothing_are_asked_for(words):
    with pytest.raises(UsageError, match="who blocks"):
        found(words)


def test_what_no_question_speaks_of_is_said():
    with pytest.raises(UsageError, match="xyzzy"):
        found("xyzzy")


def test_everyday_words_lead_somewhere():
    """A group of which no question has a word would be of no use."""
    for group in ALIKE:
        assert any(found(word) for word in group[:2]), group
