"""Limits and bands at exactly their edges; rounding decides nothing, and a little more than it does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from graphcrm.analysis.bands import LEAST_PATH, LEAST_TIE, lean_band, path_band, share_band, tie_band, tie_band_label
from graphcrm.analysis.coverage.cadence import ContactStatus
from graphcrm.analysis.coverage.comm_levels import communication_levels
from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.coverage_matrix import coverage_by_person
from graphcrm.analysis.coverage.coverage_rules import roles_in_touch
from graphcrm.analysis.coverage.kpi import covered_people, kpi_block
from graphcrm.analysis.groups.key_players import key_players
from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most, is_active
from graphcrm.analysis.paths.routes import RouteStatus, access_routes
from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.leave_one_out import leave_one_out
from graphcrm.analysis.resilience.stress import stress
from graphcrm.analysis.resilience.threads import thread_hops
from graphcrm.analysis.situation import Situation
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import TIES, golden_situation, meeting

#: What rounding may take from a limit, and what is clearly less than it.
ROUNDED, LESS = 1e-13, 1e-9


def test_tolerance() -> None:
    assert TOLERANCE == 1e-12
    assert at_least(0.3 - ROUNDED, 0.3)
    assert not at_least(0.3 - LESS, 0.3)
    assert at_most(0.3 + ROUNDED, 0.3)
    assert not at_most(0.3 + LESS, 0.3)
    assert at_least(np.array([0.1, 0.3, 0.3 - ROUNDED]), 0.3).tolist() == [False, True, True]
    assert at_most(np.array([0.5, 0.3, 0.3 + ROUNDED]), 0.3).tolist() == [False, True, True]


def test_the_limit_of_an_active_tie_is_of_the_settings() -> None:
    assert DEFAULTS.tie["active"] == 0.30
    assert [is_active(t, DEFAULTS) for t in (0.30, 0.30 - ROUNDED, 0.30 - LESS)] == [True, True, False]
    assert is_active(np.array([0.31, 0.29]), DEFAULTS).tolist() == [True, False]


@pytest.mark.parametrize(
    ("band", "edges", "codes"),
    [
        (tie_band, (0.10, 0.30, 0.60), ("none", "weak", "moderate", "strong")),
        (share_band, (0.01, 0.05, 0.15), ("D", "C", "B", "A")),
        (path_band, (0.05, 0.15, 0.40), ("none", "long_shot", "feasible", "strong")),
        (lean_band, (0.10, 0.30), ("open", "slightly_favourable", "favourable")),
    ],
)
def test_an_edge_belongs_to_the_band_above(
    band: Callable[[float], str], edges: tuple[float, ...], codes: tuple[str, ...]
) -> None:
    assert band(0.0) == codes[0]
    assert band(1.0) == codes[-1]
    for edge, below, above in zip(edges, codes[:-1], codes[1:], strict=True):
        assert (band(edge), band(edge - ROUNDED), band(edge - LESS)) == (above, above, below), edge


def test_a_lean_against_us_is_banded_as_one_for_us() -> None:
    for edge, above, below in ((-0.10, "open", "slightly_against"), (-0.30, "slightly_against", "against")):
        assert (lean_band(edge + LESS), lean_band(edge + ROUNDED), lean_band(edge)) == (above, below, below)


def test_least_values_and_words() -> None:
    assert (LEAST_TIE, LEAST_PATH) == (0.10, 0.05)
    assert [tie_band_label(t).zh for t in (0.0, 0.1, 0.3, 0.6)] == ["无", "弱", "中", "强"]
    assert share_band(-0.2) == "D"


def tied(strength: float, kind: str | None = "call") -> Situation:
    """The golden account with one tie, of u3 to the decider c2; a contact of the day before is worth less than .30."""
    ties = dict.fromkeys(TIES, None) | {("u3", "c2"): strength}
    return golden_situation(ties=ties, interactions=[meeting("2026-06-29", "u3", "c2", kind=kind)] if kind else [])


SEEN: dict[str, Callable[[Situation], bool]] = {
    "covered": lambda s: "c2" in covered_people(s),
    "kpi": lambda s: kpi_block(s, ()).covered > 0,
    "gap": lambda s: "c2" not in {g.id_or_unit for g in coverage_gaps(s, ("c2",))},
    "role": lambda s: roles_in_touch(s, ["c2"]) > frozenset(),
    "level": lambda s: any(row.status is ContactStatus.OK for row in communication_levels(s)),
    "route": lambda s: access_routes(s, "c2").status is RouteStatus.IN_CONTACT,
    "thread": lambda s: ("u3", "c2") in thread_hops(s),
    "bow-tie": lambda s: bow_tie(s).person == "u3",
    "leaving": lambda s: any(row.id == "c2" and row.covered_loss != 0 for row in leave_one_out(s)),
    "stress": lambda s: stress(s, horizon=0, draws=1).covered > 0,
    "stress, threads": lambda s: stress(s, horizon=0, draws=1).lost["c2"] == 0,
    "set": lambda s: "c2" in getattr(key_players(s, 1, deciders=True, reachable=True), "members", ()),
}


@pytest.mark.parametrize("measure", SEEN)
def test_every_measure_takes_a_tie_of_exactly_the_limit_as_active(measure: str) -> None:
    seen = SEEN[measure]
    assert [seen(tied(0.30 - short)) for short in (0.0, ROUNDED, LESS)] == [True, True, False]


@pytest.mark.parametrize(("short", "blind"), [(0.0, False), (ROUNDED, False), (LESS, True)])
def test_a_tie_of_exactly_ten_per_cent_counts_as_one(short: float, blind: bool) -> None:
    situation = tied(0.10 - short, kind=None)
    role = situation.snapshot.people["u3"].role
    assert (kpi_block(situation, ()).blind > 1 - situation.share_of("c2") + LESS) == blind
    cells = next(row for row in coverage_by_person(situation, ("c2",)) if row.row == "c2").cells
    assert next(cell.pairs for of, cell in cells.items() if of == role) == (0 if blind else 1)
    assert any(("u3", "c2") in row.pairs for row in communication_levels(situation)) != blind
    assert (access_routes(situation, "c2").status is RouteStatus.ROUTES) != blind
    tie = situation.ties.between("u3", "c2")
    assert tie is not None
    assert tie.band == ("none" if blind else "weak")
