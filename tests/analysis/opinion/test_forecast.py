"""Forecast: published values, decision rules, bands, and what unknown attitudes do to them."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.bands import LeanBand, lean_band
from graphcrm.analysis.opinion.forecast import DISCLAIMER, forecast
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import STANCES, THEIRS, edge, golden_situation


def rule(name: str, **changes: Any) -> Any:
    return golden_situation(opportunities={"HY-CORE": {"decision_rule": name}}, **changes)


def test_published_values() -> None:
    found = forecast(golden_situation())
    assert found.lean == pytest.approx(-0.0118, abs=5e-5)
    assert found.rule_value == found.lean
    assert found.band is LeanBand.OPEN
    assert [d.decider for d in found.deciders] == ["c2", "c3", "c4"]
    assert [d.equilibrium for d in found.deciders] == pytest.approx([-0.0001, 0.3550, -0.5910], abs=5e-5)
    assert [d.weight for d in found.deciders] == pytest.approx([0.5, 0.3, 0.2])
    assert [d.own for d in found.deciders] == pytest.approx([0, 1 / 3, -1])
    assert sum(d.contribution for d in found.deciders) == pytest.approx(found.lean)
    assert found.unknown == pytest.approx(0.0848, abs=6e-5)


def test_veto_takes_the_lowest_holder() -> None:
    veto = [edge("ROLE_IN", p, "HY-CORE", roles=["approver"], veto=True) for p in ("c3", "c7")]
    found = forecast(rule("veto", edges=veto))
    assert found.veto_holder == "c7"
    assert found.rule_value == pytest.approx(-0.7233, abs=5e-5)
    assert found.lean == pytest.approx(-0.0118, abs=5e-5)
    assert found.band is LeanBand.AGAINST
    assert "c7" not in [d.decider for d in found.deciders]  # counts without any decision weight
    only = forecast(rule("veto", edges=veto[:1]))
    assert (only.veto_holder, only.band) == ("c3", LeanBand.FAVOURABLE)


def test_a_veto_of_somebody_who_left_is_void() -> None:
    veto = [edge("ROLE_IN", p, "HY-CORE", roles=["approver"], veto=True) for p in ("c3", "c7")]
    found = forecast(rule("veto", edges=veto, people={"c7": {"flags": ["left"]}}))
    assert found.veto_holder == "c3"


def test_veto_rule_without_a_recorded_holder() -> None:
    found = forecast(rule("veto"))
    assert (found.veto_holder, found.rule_value) == (None, found.lean)
    assert "no veto holder recorded" in found.notes[-1].en


def test_majority_counts_weights_above_zero() -> None:
    assert forecast(rule("majority")).rule_value == pytest.approx(2 * 0.3 - 1)
    assert forecast(rule("majority", stances={"c4": 3})).rule_value == pytest.approx(1)
    assert forecast(rule("majority", stances=dict.fromkeys(STANCES))).rule_value == pytest.approx(-1)


def test_an_account_has_no_rule() -> None:
    deals = {o: {"name": o, "customer": "HY", "decision_rule": "majority"} for o in ("HY-CORE", "HY-MORE")}
    situation = golden_situation(opportunity=None, opportunities=deals)
    assert forecast(situation).rule_value == situation.lean


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (1, "favourable"),
        (0.3, "favourable"),
        (0.29, "slightly_favourable"),
        (0.1, "slightly_favourable"),
        (0.0999, "open"),
        (-0.0999, "open"),
        (-0.1, "slightly_against"),
        (-0.29, "slightly_against"),
        (-0.3, "against"),
        (-1, "against"),
    ],
)
def test_bands(value: float, band: str) -> None:
    assert lean_band(value) == band


def test_no_band_where_most_is_unknown() -> None:
    # c2 and c4 carry 43 % together; without c4 alone 15 % + 8 %.
    assert forecast(golden_situation(stances={"c4": None})).band is not None
    blind = forecast(golden_situation(stances={"c2": None, "c4": None}))
    assert blind.unknown > 0.4
    assert blind.band is None
    assert "insufficient knowledge" in blind.sentence.en
    assert [d.own for d in blind.deciders if d.decider == "c2"] == [None]


def test_stale_support_leans_but_hides_the_band() -> None:
    fresh, stale = (forecast(golden_situation(as_of=day)) for day in (date(2026, 12, 27), date(2026, 12, 28)))
    assert stale.unknown == pytest.approx(1)
    assert stale.band is None
    assert fresh.band is LeanBand.OPEN
    assert stale.lean == pytest.approx(fresh.lean, abs=1e-3)


def test_nobody() -> None:
    for name in ("weighted", "veto", "majority"):
        found = forecast(rule(name, people=dict.fromkeys(THEIRS)))
        assert (found.lean, found.rule_value, found.band, found.deciders) == (0, 0, None, ())
        assert found.unknown == 1


def test_sentence_always_says_what_it_is_not() -> None:
    found = forecast(golden_situation(), interval=(-0.2, 0.15), p_positive=0.44)
    assert found.sentence.zh == "当前倾向：未定（−1%，90% 区间 −20%~+15%；态度未知 8%）。"
    assert found.sentence.en == "Current lean: open (−1%, 90% interval −20% to +15%; 8% unknown)."
    assert found.notes[0] is DISCLAIMER
    assert (
        "by the majority rule: against (30% of the weight in favour; weighted −1%;"
        in forecast(rule("majority")).sentence.en
    )


def test_only_a_veto_holder_makes_a_veto() -> None:
    """Without one the value is that of the weights, and the sentence claims no rule that was not applied."""
    assert "veto" not in forecast(rule("veto")).sentence.en
    assert "否决" not in forecast(rule("veto")).sentence.zh
    holder = edge("ROLE_IN", "c4", "HY-CORE", roles=["approver"], veto=True)
    silent = edge("ROLE_IN", "c11", "HY-CORE", roles=["approver"], veto=True)
    assert (
        "Current lean by the veto rule (冯风控, own stance unknown): open (0%; weighted −1%;"
        in forecast(rule("veto", edges=[silent])).sentence.en
    )
    assert (
        "Current lean by the veto rule (吴CFO): against (−59%; weighted −1%;"
        in forecast(rule("veto", edges=[holder])).sentence.en
    )


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(THEIRS)), st.integers(-1, 2))
def test_more_support_never_lowers_any_opinion(person: str, level: int) -> None:
    for name in ("weighted", "majority"):
        low, high = (forecast(rule(name, stances={person: v})) for v in (level, level + 1))
        assert high.lean >= low.lean - 1e-12
        assert high.rule_value >= low.rule_value - 1e-12
        pairs = zip(low.deciders, high.deciders, strict=True)
        assert all(h.equilibrium >= b.equilibrium - 1e-12 for b, h in pairs)


def test_counter_influence_in_a_signed_graph() -> None:
    against = [edge("INFLUENCES", "c7", "c2", level=5, polarity=-1)]
    options = GraphOptions(derived=False, signed=True)
    found = forecast(golden_situation(edges=against, options=options))
    assert np.isfinite(found.lean)
    assert found.lean > forecast(golden_situation()).lean  # an opponent who repels helps
