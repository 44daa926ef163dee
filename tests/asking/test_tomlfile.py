"""What is a number, a list or a text in a declaration, at the bounds of each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from graphcrm.asking.tomlfile import TomlFile
from graphcrm.errors import InputError
from graphcrm.i18n import Text

_MOST = int(sys.float_info.max)


def place(text: str = "") -> TomlFile:
    return TomlFile(Path("some.toml"), text)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(0, float), (-1.5, float), (_MOST, float), (-_MOST, float), ("", str), (False, bool), ([], list), ({}, dict)],
)
def test_a_value_of_its_type_is_taken(value: Any, kind: type) -> None:
    assert place().typed(value, kind, "key") is value


@pytest.mark.parametrize(
    ("value", "kind", "says"),
    [
        (True, float, "a number"),
        ("1", float, "a number"),
        (10 * _MOST, float, "a number"),
        (-10 * _MOST, float, "a number"),
        (1, str, "text"),
        (1, bool, "true or false"),
        ("a", list, "a list"),
        ([], dict, "a table"),
    ],
)
def test_a_value_of_another_type_is_refused(value: Any, kind: type, says: str) -> None:
    with pytest.raises(InputError, match=rf"some\.toml:2: key should be {says}"):
        place("\nkey = 1").typed(value, kind, "key")


@pytest.mark.parametrize(
    ("values", "like", "fits"),
    [
        ([], "names …", True),
        (["a", "b", "c"], "names …", True),
        (["a", "b"], "Chinese, English", True),
        (["a"], "Chinese, English", False),
        (["a", "b", "c"], "Chinese, English", False),
        (["a", 1], "Chinese, English", False),
        ("ab", "names …", False),
    ],
)
def test_a_list_of_texts_has_as_many_as_it_is_said_to_have(values: Any, like: str, fits: bool) -> None:
    if fits:
        assert place().texts(values, "key", Text.of(like)) == values
    else:
        with pytest.raises(InputError, match=r"some\.toml:2: key should have "):
            place("\nkey = 1").texts(values, "key", Text.of(like))
