"""Ids and addresses end at their length, whatever they are made of: the longest is taken, and one character more is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphcrm.model.fields import FieldError
from graphcrm.model.ids import anybody, identifier, mail_address, system_key


@pytest.mark.parametrize(
    ("read", "start", "longest"),
    [
        (identifier, "", 128),
        (identifier, "{", 128),
        (identifier, "王", 128),
        (anybody, "", 128),
        (mail_address, "lin@bank.cn", 254),
        (system_key, "salesforce:", 200),
    ],
)
def test_the_longest_is_taken_and_one_character_more_is_refused(
    read: Callable[[str], str], start: str, longest: int
) -> None:
    long = start + "x" * (longest - len(start))
    assert read(long) == long
    with pytest.raises(FieldError):
        read(long + "x")


@pytest.mark.parametrize(
    ("read", "shortest"), [(identifier, "7"), (identifier, "王"), (mail_address, "a@b.c"), (system_key, "s:k")]
)
def test_the_shortest_is_taken_and_nothing_is_refused(read: Callable[[str], str], shortest: str) -> None:
    assert read(shortest) == shortest
    for less in ("", " ", shortest[1:] if ":" in shortest or "@" in shortest else "\u200b"):
        with pytest.raises(FieldError):
            read(less)


def test_everybody_is_no_id_but_may_stand_where_anybody_may() -> None:
    assert anybody("*") == "*"
    with pytest.raises(FieldError):
        identifier("*")
