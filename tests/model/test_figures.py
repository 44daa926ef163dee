"""A word behind a number says how many zeros follow it."""

import pytest

from graphcrm.model.figures import in_full


@pytest.mark.parametrize(
    ("words", "zeros"),
    [
        ("千 k K", 3),
        ("万 萬", 4),
        ("百万 m M mio Mio. million", 6),
        ("千万", 7),
        ("亿 億", 8),
        ("bn billion", 9),
    ],
)
def test_zeros_by_a_word(words, zeros):
    for word in words.split():
        assert [in_full(f"12{word}"), in_full(f"1.2 {word}")] == [f"12{'0' * zeros}", f"12{'0' * (zeros - 1)}"], word
