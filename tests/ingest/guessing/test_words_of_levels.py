"""Words for attitudes and roles, of men and of women, in the languages that are read."""

import pytest

from graphcrm.ingest.guessing.words import vocabulary, word_key


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [
        (
            "stance",
            "3",
            "Muy a favor; très favorable; sehr dafür; molto favorevole; muito favorável; 坚决支持; 強く支持",
        ),
        ("stance", "-1", "Sceptic; Skeptikerin; sceptique; escéptica; scettico; cética; 怀疑; 懐疑的"),
        ("roles", "decider", "Decisora; décideuse; decisrice; Entscheiderin; tomadora de decisión"),
        ("roles", "buyer", "Compradora; acheteuse; Einkäuferin; acquirente; 采购员; 購買担当"),
        ("kind", "visit", "On-site visit; site meeting; Kundenbesuch; visite sur site; 訪問"),
    ],
)
def test_what_words_stand_for(column, code, said):
    words = vocabulary("interactions" if column == "kind" else "people", column)
    assert {one: words.get(word_key(one)) for one in said.split("; ")} == dict.fromkeys(said.split("; "), code)
