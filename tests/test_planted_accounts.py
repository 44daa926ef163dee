"""The accounts on which hidden chains are measured are what they say, and a measurement can be taken up again."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.hidden_chains import outcome, outcomes, tables
from benchmarks.planted import BACKGROUNDS, planted
from graphcrm.settings import DEFAULTS

SEEDS = range(60)


@pytest.mark.parametrize("kind", BACKGROUNDS)
def test_the_planted_chain_is_hidden_in_truth_and_recorded_whole(kind: str) -> None:
    for account in (planted(seed, kind) for seed in SEEDS):
        s, chain = account.situation, account.chain
        assert account.is_hidden(chain)
        assert s.weight_of(chain[-1]) == 0.5
        assert all(s.weight_of(p) == 0 for p in chain[:-1])
        assert not any(pair in account.chart for pair in pairwise(chain))
        assert all(not s.graph.edges[pair].derived for pair in pairwise(chain))


@pytest.mark.parametrize("kind", BACKGROUNDS)
def test_reports_are_as_true_as_their_grade(kind: str) -> None:
    true = dict.fromkeys("ABC", 0)
    every = dict.fromkeys("ABC", 0)
    for account in (planted(seed, kind) for seed in SEEDS):
        for pair, tie in account.situation.graph.edges.items():
            if not tie.derived:
                every[tie.strongest.confidence] += 1
                true[tie.strongest.confidence] += pair in account.levels
    for letter, number in every.items():
        assert true[letter] / number == pytest.approx(DEFAULTS.confidence[letter], abs=0.06)


def test_the_strong_background_has_more_ties_and_the_same_seed_the_same_account() -> None:
    ties = {kind: sum(len(planted(seed, kind).levels) for seed in SEEDS) for kind in BACKGROUNDS}
    assert ties["strong"] > 1.4 * ties["weak"]
    one, again = planted(3, "strong"), planted(3, "strong")
    assert (one.chain, one.levels) == (again.chain, again.levels)
    assert list(one.situation.graph.edges) == list(again.situation.graph.edges)


def test_a_broken_chain_or_a_formal_one_is_not_hidden() -> None:
    account = planted(0, "weak")
    start, decider = account.chain[0], account.chain[-1]
    stranger = next(p for p in account.situation.graph.people if (p, decider) not in account.levels and p != decider)
    assert not account.is_hidden((stranger, decider))
    assert account.strength((start, *account.chain)) == 0.0
    formal = next(pair for pair in account.levels if pair in account.chart)
    assert not account.is_hidden(formal)


def test_what_stands_in_the_file_is_not_computed_again(tmp_path: Path) -> None:
    keep = tmp_path / "outcomes.jsonl"
    first = list(outcomes(2, 5, keep))
    assert first[0] == outcome("weak", 5)
    lines = keep.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    keep.write_text("\n".join(line.replace('"by strength": 0', '"by strength": 2') for line in lines[:3]) + "\n")
    again = list(outcomes(2, 5, keep))
    assert [o.seed for o in again] == [5, 6, 5, 6]
    assert all(o.found["by strength"] > 0 for o in again[:3])
    assert len(keep.read_text(encoding="utf-8").splitlines()) == 4
    assert any("by what they add" in line for line in tables(first))
