"""Names that are searched for and abbreviated: whatever somebody typed, a first letter is one, or says that there is none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings

from graphcrm.pages.names import fold, initials, search_terms
from graphcrm.pages.text import NAMELESS, named, visible
from tests.pages.hostile import NAMES, hostile_names


def test_folding_unifies_what_people_type() -> None:
    assert fold("Ｓøren") == fold("soren")
    assert fold("STRAẞE") == "strasse"
    assert fold("ΣΊΣΥΦΟΣ") == fold("Σίσυφος")
    assert fold("陳\u0301") == "陳"


def test_search_line_has_pinyin_of_names_of_others() -> None:
    line = search_terms(["CIO", "Ärger"], ["王志远", "Li Wei", ""])
    assert "wangzhiyuan" in line
    assert "wzy" in line
    assert "arger" in line


@pytest.mark.parametrize(
    ("name", "name_en", "letters"),
    [
        ("王芳", "", "WF"),
        ("王芳", "Arun Rao", "AR"),
        ("Anna", "", "AN"),
        ("O'Brien", "", "OB"),
        ("Ludwig van Beethoven", "", "LB"),
        ("陳\u0301", "", "C"),
        ("王\u0301芳", "", "WF"),
        ("王芳", "\u200b", "WF"),  # an English name that nobody can see is none
        ("Иван Петров", "", "ИП"),
        ("x", "", "X"),
        ("Anna", "\u200b", "AN"),
        ("\u0301", "", NAMELESS),
        ("\u3164", "\u2060", NAMELESS),
        ("", "", NAMELESS),
        ("👩‍👩‍👧‍👦", "", NAMELESS),
    ],
)
def test_initials(name: str, name_en: str, letters: str) -> None:
    assert initials(name, name_en) == letters


@given(hostile_names(), hostile_names())
@settings(max_examples=300)
@example("陳\u0301", "陳\u0301")
def test_initials_are_letters_that_can_be_seen(name: str, name_en: str) -> None:
    found = initials(name, name_en)
    assert visible(found)
    assert found == NAMELESS or all(c.isalnum() for c in found)


@given(hostile_names(), hostile_names())
@settings(max_examples=300)
@example("陳\u0301", "\u0301")
def test_every_name_can_be_searched_for(name: str, other: str) -> None:
    line = search_terms([name, other], [name, other])
    assert not any(unicodedata.category(c)[0] == "M" or unicodedata.category(c) == "Cf" for c in line)
    assert "王" not in name or "wang" in line


@given(hostile_names())
@settings(max_examples=300)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_always_seen(name: str) -> None:
    assert visible(named(name, 22))
    assert visible(named(name))


def test_what_can_be_seen() -> None:
    for seen in ("a", "王", "é", "…", "👩", "1", "a\u0301", "\ue000"):
        assert visible(seen), seen
    for unseen in ("", " ", "\u3000", "\u0301", "\u200d\ufe0f", "\u3164\u115f\u1160\uffa0", "\u2800", "\x00", "\u00ad"):
        assert not visible(unseen), unseen
