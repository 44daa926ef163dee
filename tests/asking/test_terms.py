"""The words of answers and tables can be looked up, in either language and however they are written."""

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.explaining import entries, explain
from graphcrm.asking.terms import TERMS, find_terms
from graphcrm.errors import UsageError
from graphcrm.model.codes import codes

#: Formats of columns that hold a measure.
MEASURES = {"share", "strength", "lean", "pct", "pp", "tenths", "number", "support", "cell"}
HEADINGS = {c.heading for q in catalogue().values() for group in q.groups for c in group if c.format in MEASURES}
ASKED = (
    "decision-influence share, band A, gap, bow-tie, T, Φ, κ, RAG, informality, hidden, veto, P(top 5), tiers, data grade, "
    "covered, supportive, advocacy, exclusive, hostile, unknown, blind, cut set, threads, confidence B, q, decay, ŵ, parity, fit"
)


@pytest.mark.parametrize("heading", sorted(HEADINGS, key=lambda h: (h.en, h.zh)), ids=lambda h: h.en)
def test_every_heading_of_a_measure_is_a_term_in_both_languages(heading):
    assert set(find_terms(heading.zh)) & set(find_terms(heading.en)), heading


@pytest.mark.parametrize("word", ASKED.split(", "))
def test_what_people_ask_for_is_found(word):
    assert explain(word)


def test_every_term_is_told_in_both_languages_under_a_name_of_its_own():
    for name in ("zh", "en"):
        names = [getattr(t.name, name) for t in TERMS]
        assert len(set(names)) == len(names)
    for t in TERMS:
        assert t.meaning.zh.endswith("。"), t.name
        assert t.meaning.en.endswith("."), t.name
        assert not any("\u4e00" <= c <= "\u9fff" for c in t.meaning.en), t.name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("BOW-TIE", "bow-tie"),
        ("bow tie", "bow-tie"),
        ("领结指数", "bow-tie"),
        ("Ŵ", "effective weight (ŵ)"),
        ("w", "effective weight (ŵ)"),
        ("Κ", "stubbornness (κ)"),
        ("Ｔ", "tie strength (T)"),
        ("φ", "lean (Φ)"),
        ("  Data   Grade ", "data grade"),
    ],
)
def test_case_accents_and_width_do_not_matter(word, name):
    assert [e.title.en for e in explain(word)] == [name]


def test_a_word_of_two_meanings_gets_both():
    assert {e.title.en for e in explain("weight")} == {"decision weight (r)", "effective weight (ŵ)"}


def test_codes_go_by_any_case_and_come_first():
    assert [e.code for e in entries() if e.code] == list(codes())
    (found,) = explain(" w04 ")
    assert (found.code, found.title) == ("W04", codes()["W04"].title)


@pytest.mark.parametrize(
    ("word", "near"), [("kapa", "kappa"), ("bowtye", "bow-tie"), ("W99", "W09"), ("影响份", "影响份额")]
)
def test_a_near_miss_is_suggested(word, near):
    with pytest.raises(UsageError) as caught:
        explain(word)
    assert near in caught.value.text.en
    assert near in caught.value.text.zh


@pytest.mark.parametrize("word", ["", "...", "qqqqqqqq"])
def test_nothing_like_it_leads_to_the_list(word):
    with pytest.raises(UsageError, match="Run graphcrm explain"):
        explain(word)
