"""How Chinese is read, held against the tables that it was taken from."""

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from graphcrm.folding import read_aloud


def test_characters_and_phrases_are_read_as_in_the_tables_of_pypinyin():
    words = [*map(chr, [*PINYIN_DICT][::20]), *[*PHRASES_DICT][::40]]
    assert {word: read_aloud(word) for word in words} == {word: lazy_pinyin(word) for word in words}


def test_a_character_is_read_as_the_longest_phrase_says():
    assert read_aloud("重") == ["zhong"]
    assert read_aloud("重庆银行行长") == ["chong", "qing", "yin", "hang", "hang", "zhang"]
    assert read_aloud("李重庆、重阳") == ["li", "chong", "qing", "、", "chong", "yang"]


def test_what_is_not_chinese_stays_as_it_is():
    assert read_aloud("Ann Rao") == ["Ann Rao"]
    assert read_aloud("周 Ann王") == ["zhou", " Ann", "wang"]
    assert read_aloud("") == []
