"""The draws of rank confidence against worlds made one by one from the method."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.oracle.draws import Worlds
from tests.oracle.random_accounts import ACCOUNT, AS_OF, TODAY, write_account
from tests.oracle.reference import Reference

WORLDS, DRAWS, RATE = 1500, 4000, 0.3
#: Two samples of one distribution are further apart in one case of a million (Kolmogorov and Smirnov).
APART = 2.7 * (1 / WORLDS + 1 / DRAWS) ** 0.5


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Largest difference of two samples' cumulative frequencies; what differs by rounding is equal."""
    one, other = np.sort(one.round(6)), np.sort(other.round(6))
    at = np.concatenate([one, other])
    below = [np.searchsorted(sample, at, side="right") / len(sample) for sample in (one, other)]
    return float(np.abs(below[0] - below[1]).max())


@pytest.mark.parametrize("seed", range(3))
def test_the_draws_are_those_of_the_method(seed: int, tmp_path: Path) -> None:
    write_account(tmp_path, seed, size=12)
    with open_store(str(tmp_path / "w.graphcrm"), create=True) as store:
        plan = plan_import(
            [tmp_path], existing={}, options=ImportOptions(today=str(TODAY), author="test", at=f"{TODAY}T00:00:00")
        )
        assert plan.change is not None
        store.apply(plan.change)
        situation = Situation.of(take(store, AS_OF), ACCOUNT, options=GraphOptions(derived=False))
    found = draw(situation, draws=DRAWS, missing_rate=RATE)
    picture = Reference(tmp_path, AS_OF, ACCOUNT, None, derived=False).picture
    assert list(found.people) == picture.people
    worlds = Worlds(picture, RATE, seed=seed)
    shares, leans = zip(*(worlds.world() for _ in range(WORLDS)), strict=True)
    theirs = np.array(shares)
    assert max(distance(found.shares[:, i], theirs[:, i]) for i in range(len(found.people))) < APART
    assert distance(found.leans, np.array(leans)) < APART
