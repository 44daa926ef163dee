"""On a terminal an answer fits; what was laid out otherwise says how to see it whole."""

import pytest

from graphcrm.commands import printing
from graphcrm.rendering.width import width

AT = ("--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30")


@pytest.fixture
def terminal(monkeypatch):
    """Makes standard output a terminal of so many columns."""
    return lambda columns: monkeypatch.setattr(printing, "room", lambda: columns)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [80, 100, 140])
def test_no_line_is_wider_than_the_terminal(shell, workspace, terminal, columns, lang):
    terminal(columns)
    for words in (("query", "edges", *AT), ("query", "who-to-win", *AT, "--explain"), ("query",), ("history", "c6")):
        code, out, _ = shell("-w", workspace, "--lang", lang, *words)
        assert code == 0
        assert max(map(width, out.splitlines())) <= columns
        assert "…" not in " ".join(out.split()).replace(" … --wide", "")


def test_how_to_see_it_whole_is_said_only_where_something_was_laid_out(shell, workspace, terminal):
    hint = "one line a row: graphcrm query coverage-gaps … --wide, or --format csv"
    terminal(80)
    ask = ("-w", workspace, "query", "coverage-gaps", *AT)
    narrow = " ".join(shell(*ask)[1].split())
    assert hint in narrow
    wide = shell(*ask, "--wide")[1]
    assert hint not in wide
    assert max(map(width, wide.splitlines())) > 80
    terminal(200)
    assert shell(*ask)[1] == wide
    terminal(None)
    assert shell(*ask)[1] == wide


@pytest.mark.parametrize(
    ("columns", "without"),
    [
        (140, set()),
        (120, {"role of ours", "flags"}),  # of which nobody has any
        (80, {"role of ours", "flags", "left on", "function", "organisation"}),
    ],
)
def test_a_list_leaves_out_what_is_empty_then_what_matters_least(shell, workspace, terminal, columns, without):
    terminal(columns)
    said = " ".join(shell("-w", workspace, "--lang", "en", "list", "people", "--account", "HY")[1].split())
    assert "─── ───" in said, "a table, and no block for each"
    named = said.partition("(left out for this terminal: ")[2].partition(";")[0]
    assert set(filter(None, named.split(", "))) == without
