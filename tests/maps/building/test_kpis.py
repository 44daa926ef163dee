"""Which numbers of the header are good or bad news."""

from __future__ import annotations

import dataclasses

import pytest

from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.building.model import map_kpis
from graphcrm.maps.records.findings import MapKpi
from graphcrm.settings import DEFAULTS, Settings
from tests.analysis.golden import golden_situation


def kpis(settings: Settings = DEFAULTS, **shares: float) -> dict[str, MapKpi]:
    return header(golden_situation(settings=settings), **shares)


def header(s: Situation, **shares: float) -> dict[str, MapKpi]:
    keys = key_persons(s)
    block = dataclasses.replace(kpi_block(s, keys), **shares)  # type: ignore[arg-type]
    return {k.label.en: k for k in map_kpis(s, block, keys, coverage_gaps(s, keys))}


@pytest.mark.parametrize(("hostile", "tone"), [(0.0, "plain"), (0.15, "plain"), (0.1501, "bad"), (1.0, "bad")])
def test_a_partnership_bears_fifteen_per_cent_hostile(hostile: float, tone: str) -> None:
    """Relationship level 3: hostile ≤ .15."""
    assert kpis(hostile=hostile)["Hostile"].tone == tone


@pytest.mark.parametrize(("unknown", "tone"), [(0.0, "plain"), (0.20, "plain"), (0.2001, "warn"), (1.0, "warn")])
def test_grade_a_leaves_a_fifth_unknown(unknown: float, tone: str) -> None:
    """Data grade A: known-stance share ≥ 80 % of the influence."""
    assert kpis(unknown=unknown)["Unknown"].tone == tone


@pytest.mark.parametrize(("supportive", "tone"), [(0.2999, "plain"), (0.30, "good")])
def test_supportive_share_is_good_from_thirty_per_cent(supportive: float, tone: str) -> None:
    assert kpis(supportive=supportive)["Supportive reach"].tone == tone


def test_the_golden_header() -> None:
    """Golden KPI block: hostile 18 %, unknown 8 %; the CFO is the largest hostile, uncovered weight."""
    found = kpis()
    assert (found["Hostile"].value.en, found["Hostile"].tone) == ("18%", "bad")
    assert (found["Unknown"].value.en, found["Unknown"].tone) == ("8%", "plain")
    assert found["Key people uncovered"].tone == "bad"
    assert found["Stakeholders"].value.en == "13"
    assert found["Decision lean"].value.en == "open"


def test_of_nobody_it_is_no_good_news_that_nobody_is_uncovered() -> None:
    s = golden_situation()
    (found,) = (k for k in map_kpis(s, kpi_block(s, key_persons(s)), {}, ()) if k.label.en == "Key people uncovered")
    assert (found.value.en, found.tone, found.of) == ("—", "plain", None)


def test_the_header_leans_as_the_forecast_does() -> None:
    """By the rule of the decision: of the deciders only 周CIO (.3) leans our way, 2 · .3 − 1; and not at all where most is unknown."""
    majority = golden_situation(opportunities={"HY-CORE": {"decision_rule": "majority"}})
    assert header(majority)["Decision lean"].value.en == "against"
    unheard = golden_situation(stances=dict.fromkeys(("c2", "c3", "c4")))
    assert header(unheard)["Decision lean"].value == Text("所知不足", "insufficient knowledge")


def test_shares_are_whole_per_cents_in_both_languages() -> None:
    for name in ("Influence covered", "Supportive reach", "Hostile", "Unknown"):
        share = {"Influence covered": "covered", "Supportive reach": "supportive"}.get(name, name.lower())
        said = kpis(**{share: 0.284})[name].value
        assert (said.zh, said.en) == ("28%", "28%")


def test_what_a_partnership_bears_is_the_teams_setting() -> None:
    easy = dataclasses.replace(DEFAULTS, relationship={**DEFAULTS.relationship, "hostile": 0.20})
    assert (kpis()["Hostile"].tone, kpis(easy)["Hostile"].tone) == ("bad", "plain")


def test_what_is_there_but_rounds_to_nothing_is_no_zero() -> None:
    """As the KPI block and the portfolio say it: two outputs never show two figures for one."""
    assert kpis(hostile=0.004)["Hostile"].value.zh == "<1%"
    assert kpis(hostile=0.0)["Hostile"].value.zh == "0%"
