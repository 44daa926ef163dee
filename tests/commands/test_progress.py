"""The bar on a terminal: an estimate by the pace of late, and nothing in a pipe."""

import io
import sys

import pytest

from graphcrm.commands import progress
from tests.commands.conftest import ROOT


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def drawn(monkeypatch):
    """Draws at given moments; gives what a terminal got each time."""

    def draw(*moments, terminal=Terminal):
        clock = [0.0]
        monkeypatch.setattr(progress, "monotonic", lambda: clock[0])
        monkeypatch.setattr(progress, "language", lambda: "en")
        monkeypatch.setattr("sys.stderr", terminal())
        import sys

        got = []
        with progress.progress_bar() as told:
            for at, done, total in moments:
                clock[0] = at
                before = len(sys.stderr.getvalue())
                told(done, total)
                got.append(sys.stderr.getvalue()[before:])
        return got

    return draw


def test_the_estimate_goes_by_the_pace_of_late(drawn):
    quick = drawn((0.1, 900, 1000), (1.0, 901, 1000), (3.0, 902, 1000), (11.0, 906, 1000))
    assert quick[0] == ""
    assert "left" not in quick[1], "nothing is known of the pace yet"
    assert "90%" in quick[3]
    assert "about 4 min left" in quick[3], "906 of 1000 went by in 11 s, but most of them were there at first"


def test_nothing_in_a_pipe(drawn):
    assert drawn((2.0, 1, 10), (9.0, 5, 10), terminal=io.StringIO) == ["", ""]


def test_the_bar_is_gone_before_anything_is_said(shell, workspace, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, err = shell("--workspace", workspace, "import", ROOT / "datasets" / "huayue", "--today", "2026-06-30")
    assert (code, "█" in err, "W02" in err) == (0, True, True)
    for line in err.split("\n"):
        assert "█" not in line.rpartition("\r")[2], line


@pytest.mark.parametrize(
    "asked",
    [("query", "findings", "--account", "HY"), ("query", "seeding", "--account", "HY"), ("digest", "--owner", "u1")],
    ids=lambda words: words[1],
)
def test_long_questions_say_how_far_they_are(shell, sample, monkeypatch, asked):
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    silent = shell("--workspace", sample, *asked, "--as-of", "2026-06-30")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, out, err = shell("--workspace", sample, *asked, "--as-of", "2026-06-30")
    assert (code, out) == silent[:2]
    assert "█" not in silent[2]
    assert "█" in err
    assert "█" not in err.rpartition("\r")[2]
