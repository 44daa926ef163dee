"""Bow-tie index, who holds which contact alone, and heirs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.resilience.bow_tie import BowTie, Shape, bow_tie, contact_losses, handovers, heirs
from graphcrm.analysis.situation import Situation
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import OURS, THEIRS, TIES, golden_situation, snapshot_of


def test_golden_bow_tie() -> None:
    found = bow_tie(golden_situation())
    assert found.index == pytest.approx(0.7304, abs=5e-5)
    assert (found.person, found.shape) == ("u3", Shape.BOW_TIE)
    assert found.covered == pytest.approx(0.5764, abs=5e-5)
    assert found.losses[0].contacts == ("c2", "c3")
    assert found.losses[1].contacts == ("c6", "c10")


def test_sentences() -> None:
    situation = golden_situation()
    assert bow_tie(situation).sentence(situation.snapshot).zh == "若高副总离岗，将失去 73% 的触达：客户系于一人。"
    nothing = golden_situation(ties=dict.fromkeys(TIES))
    found = bow_tie(nothing)
    assert (found.index, found.shape) == (None, None)
    assert found.sentence(nothing.snapshot).en == "Nothing is covered yet."
    only_against = replace(found, covered=-0.2)
    assert "counter-influence" in only_against.sentence(nothing.snapshot).en


def test_heirs_have_the_highest_tie_or_the_best_route() -> None:
    situation = golden_situation()
    loss = {c.ours: c for c in contact_losses(situation, OURS)}["u3"]
    proposed = handovers(situation, loss)
    assert [(h.contact, h.heir, h.tie) for h in proposed] == [("c2", "u2", 0.0), ("c3", "u5", pytest.approx(0.20))]
    assert proposed[0].route == ("u2", "c6", "c3", "c2")
    assert heirs(proposed) == {"u2": ("c2",), "u5": ("c3",)}
    barred = golden_situation(people={"c3": {"flags": ["no_contact"]}})
    loss = {c.ours: c for c in contact_losses(barred, OURS)}["u3"]
    assert [h.heir for h in handovers(barred, loss) if h.contact == "c3"] == [None]


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    found = bow_tie(Situation.of(snapshot_of(rows), "K"))
    assert (found.index, found.losses) == (None, ())


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(list(OURS)), st.sampled_from(list(THEIRS))), st.floats(0.01, 0.95), max_size=12
    )
)
def test_losses_equal_recomputation(ties: Any) -> None:
    changed = dict.fromkeys(TIES) | ties
    situation = golden_situation(ties=changed)

    def covered(gone: str | None) -> float:
        held = {p for (i, p), t in changed.items() if t is not None and t >= 0.30 and i != gone}
        return sum(situation.share_of(p) for p in held)

    found = bow_tie(situation)
    assert found.covered == pytest.approx(covered(None))
    for loss in found.losses:
        assert loss.loss == pytest.approx(covered(None) - covered(loss.ours), abs=1e-12)
    if found.index is not None:
        assert 0 <= found.index <= 1 + 1e-12


@pytest.mark.parametrize(
    ("index", "shape"),
    [(1, "bow_tie"), (0.6, "bow_tie"), (0.599, "mixed"), (0.301, "mixed"), (0.3, "diamond"), (0, "diamond")],
)
def test_shape_by_the_index(index: float, shape: str) -> None:
    assert BowTie(index, "u1", 0.5, (), DEFAULTS.relationship).shape == shape
