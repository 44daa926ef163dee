"""KPI block: published values, traffic light, stale stances, bounds on arbitrary accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.coverage.kpi import Rag, kpi_block, rag
from tests.analysis.golden import STANCES, THEIRS, edge, golden_situation

KEYS = ("c1", "c2", "c3", "c4", "c6", "c8", "t1")
OURS = ("u1", "u2", "u3", "u4", "u5", "u6", "u7")


def test_published_values() -> None:
    block = kpi_block(golden_situation(), KEYS)
    assert block.covered == pytest.approx(0.5764, abs=5e-5)
    assert block.supportive == pytest.approx(0.2728, abs=5e-5)
    assert block.hostile == pytest.approx(0.1784, abs=5e-5)
    assert block.unknown == pytest.approx(0.0848, abs=6e-5)
    assert block.exclusive == pytest.approx(0.0966, abs=5e-5)
    assert block.advocacy == pytest.approx(0.0966 + 0.0292, abs=1e-4)
    assert block.lean == pytest.approx(-0.0118, abs=5e-5)
    assert block.rag is Rag.GREEN
    assert [p for p, _ in block.blind_spots] == ["c4", "t1"]


def test_blind_counts_ties_below_a_tenth() -> None:
    near = golden_situation(ties={("u1", "c4"): 0.10})
    far = golden_situation(ties={("u1", "c4"): 0.099})
    gap = kpi_block(far, KEYS).blind - kpi_block(near, KEYS).blind
    assert gap == pytest.approx(near.share_of("c4"))


def test_a_tie_of_exactly_thirty_per_cent_covers() -> None:
    base = kpi_block(golden_situation(), KEYS)
    with_tie = golden_situation(ties={("u1", "c4"): 0.30})
    assert kpi_block(with_tie, KEYS).covered - base.covered == pytest.approx(with_tie.share_of("c4"))


def test_stale_support_is_unknown_but_still_leans() -> None:
    fresh = golden_situation(as_of=date(2026, 12, 27))
    stale = golden_situation(as_of=date(2026, 12, 28))
    assert kpi_block(fresh, KEYS).unknown < 0.2
    block = kpi_block(stale, KEYS)
    assert block.unknown == pytest.approx(1.0)
    assert (block.supportive, block.advocacy, block.exclusive, block.hostile) == (0, 0, 0, 0)
    assert block.rag is Rag.RED
    assert abs(block.lean) > 1e-4


def test_traffic_light() -> None:
    assert rag(golden_situation(), KEYS) is Rag.GREEN
    no_decider = golden_situation(stances={"c3": 0})
    assert rag(no_decider, KEYS) is Rag.AMBER  # c6 supports
    assert rag(no_decider, ("c1", "c2")) is Rag.RED
    assert rag(golden_situation(stances=dict.fromkeys(STANCES)), KEYS) is Rag.RED


def test_account_context_looks_at_every_open_opportunity() -> None:
    won = golden_situation(opportunity=None, opportunities={"HY-CORE": {"status": "won"}})
    assert rag(won, ()) is Rag.RED
    assert rag(golden_situation(opportunity=None), ()) is Rag.GREEN


def test_a_buyer_is_no_decider() -> None:
    only_buyer = golden_situation(
        weights={"c2": None, "c3": None, "c4": None}, edges=[edge("ROLE_IN", "c3", "HY-CORE", roles=["buyer"])]
    )
    assert rag(only_buyer, ()) is Rag.RED
    assert rag(only_buyer, ("c3",)) is Rag.AMBER


def test_nobody_of_ours() -> None:
    block = kpi_block(golden_situation(people=dict.fromkeys(OURS)), KEYS)
    assert block.covered == block.supportive == 0
    assert block.blind == pytest.approx(1.0)


def test_empty_account() -> None:
    nobody = golden_situation(people=dict.fromkeys(THEIRS))
    block = kpi_block(nobody, ())
    assert block.covered == block.unknown == block.lean == 0
    assert block.rag is Rag.RED
    assert block.blind_spots == ()
    assert block.sentence(nobody.snapshot).en.endswith("unknown.")


def test_sentence() -> None:
    situation = golden_situation()
    text = kpi_block(situation, KEYS).sentence(situation.snapshot)
    assert (
        text.zh
        == "可触达的决策影响 58%；可触达且支持 27%、反对 18%、态度未知 8%；最大缺口：吴CFO（15%）、何顾问（9%）。"
    )
    assert "largest gaps 吴CFO (15%), 何顾问 (9%)" in text.en


def test_a_green_light_without_any_supportive_reach_is_explained() -> None:
    """周CIO decides and supports us, and no tie of ours reaches anybody: the sentence says what the light rests on."""
    unreached = golden_situation(stances=dict.fromkeys(STANCES) | {"c3": 2}, people=dict.fromkeys(OURS))
    block = kpi_block(unreached, KEYS)
    assert (block.rag, block.supportive) == (Rag.GREEN, 0)
    assert block.beyond == pytest.approx(unreached.share_of("c3"))
    said = block.sentence(unreached.snapshot)
    assert "0% within reach and supportive, 14% supportive beyond our reach" in said.en
    assert "可触达且支持 0%、支持但未触达 14%" in said.zh
    told = [replace(block, beyond=b).sentence(unreached.snapshot).en for b in (0.0049, 0.005)]
    assert ["beyond our reach" in text for text in told] == [False, True]


@settings(max_examples=40, deadline=None)
@given(
    stances=st.dictionaries(st.sampled_from(sorted(THEIRS)), st.none() | st.integers(-1, 3)),
    scores=st.dictionaries(
        st.tuples(st.sampled_from(["u1", "u3"]), st.sampled_from(sorted(THEIRS))), st.floats(0, 0.99)
    ),
)
def test_shares_nest(stances: dict[str, int | None], scores: dict[tuple[str, str], float]) -> None:
    block = kpi_block(golden_situation(stances=stances, ties=scores), KEYS)
    assert 0 <= block.supportive <= block.covered + 1e-12
    assert 0 <= block.exclusive <= block.advocacy + 1e-12
    assert block.advocacy <= block.supportive + block.beyond + 1e-12
    assert block.advocacy + block.hostile + block.unknown <= 1 + 1e-12
    assert block.covered + block.blind <= 1 + 1e-12
