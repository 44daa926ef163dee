"""Names that are searched for and abbreviated."""

from __future__ import annotations

from graphcrm.pages.names import fold, search_terms


def test_folding_unifies_what_people_type() -> None:
    assert fold("Ｓøren") == fold("soren")
    assert fold("STRAẞE") == "strasse"


def test_search_line_has_pinyin_of_names_of_others() -> None:
    line = search_terms(["CIO", "Ärger"], ["王志远", "Li Wei", ""])
    assert "wangzhiyuan" in line
    assert "wzy" in line
    assert "arger" in line
