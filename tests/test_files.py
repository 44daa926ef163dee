"""Files that people write by hand, and that somebody may have written to do harm."""

from __future__ import annotations

import pytest

from graphcrm.files import parse_toml


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a" + ".a" * 500_000 + " = 1", "too many parts"),
        ("x = 1\ny = {" + "a ." * 500_000 + "a = 1}", r"at line 2"),
        ('"a".' * 250_000 + "a = 1", "too many parts"),
        ("[" + "a." * 500_000 + "a]", "too many parts"),
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a = " + "{a = " * 100_000, "nested too deeply"),
        ("a = " + "9" * 5000, "limit"),
        ("a = ]\n", "line 1"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_toml_that_would_cost_too_much_or_is_none(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_toml(text)


def test_dots_in_texts_and_remarks_are_no_parts_of_a_key() -> None:
    dots = "a." * 500
    assert parse_toml(f"# {'.' * 500}\nx = \"{dots}\"\n'{dots}' = [{'1.5, ' * 500}]") == {"x": dots, dots: [1.5] * 500}
