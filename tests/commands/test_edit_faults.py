"""What an edit says that is refused: the place in words of a command, which has no lines, and the command to use instead."""

from __future__ import annotations

import pytest

from tests.commands.conftest import sample  # noqa: F401 - the imported workspace


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("edge", "INFLUENCES", "c6", "c3", "level=9"), "edit edge level  E03"),
        (("person", "c6", "grade=9"), "edit person grade  E03"),
        (("edge", "ROLE_IN", "c6", "HY-CORE"), "graphcrm edit role PERSON OPPORTUNITY roles=…"),
    ],
)
def test_the_place_is_the_command_and_the_column(sample, shell, words, said):  # noqa: F811
    code, _, err = shell("--lang", "en", "edit", *words, "-w", str(sample), "--dry-run")
    assert code in (2, 3)
    assert said in err
    assert ":1:" not in err


def test_help_names_no_kind_that_is_refused(shell):
    code, out, _ = shell("--lang", "en", "edit", "edge", "--help")
    assert code == 0
    assert "SPONSORS" in out
    assert "ROLE_IN" not in out
