"""A day of a store is read once for all the questions that a folder of tests asks about it, which share what they compute.

Snapshots are frozen, and questions may be asked together; an answer that changed either would be found in the next. What reading
itself must notice (damage, other writers), and that an answer alone is that among others, is tested elsewhere, without this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial

import pytest

import graphcrm.snapshot
from graphcrm.analysis.influence.uncertainty import draw, drawn_hops
from graphcrm.asking.known import Known
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.snapshot import Snapshot, take_days
from graphcrm.store import Store
from graphcrm.workspace import together

#: So many readings, and so many situations, are held at most.
_MOST = 60
_read: dict[tuple[object, ...], list[Snapshot]] = {}
_shared, _shared_of_few = Known(), Known()
#: The number of draws where it is no matter how many there are.
FEW = 40


def _once(store: Store, days: Sequence[date], settings: Settings = DEFAULTS) -> list[Snapshot]:
    _, state = store.read_days([], kinds=())
    told = "" if settings == DEFAULTS else repr(settings)
    key = (state.totals.change_sha256, state.totals.scopes_checksum, *days, told)
    if max(len(_read), len(_shared.situations), len(_shared_of_few.situations)) > _MOST:
        _read.clear()
        for known in (_shared, _shared_of_few):
            for kept in (known.drawn, known.situations):  # they know days by where they lie in memory
                kept.clear()
    if key not in _read:
        _read[key] = take_days(store, days, settings)
    return list(_read[key])


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions of this test share what others have read of the same facts."""
    monkeypatch.setattr(graphcrm.snapshot, "take_days", _once)
    monkeypatch.setattr(together, "Together", partial(together.Together, known=_shared))


@contextmanager
def drawing_little() -> Iterator[None]:
    """Random draws are few, for tests that hold whatever their number; the golden answers are made of all of them."""
    with pytest.MonkeyPatch.context() as patch:
        for drawing in (draw, drawn_hops):
            patch.setitem(drawing.__kwdefaults__, "draws", FEW)
        patch.setattr(together, "Together", partial(together.Together, known=_shared_of_few))
        yield


@pytest.fixture
def few_draws(read_once: None) -> Iterator[None]:
    """Questions of this test draw little, and share that with others that do."""
    with drawing_little():
        yield
