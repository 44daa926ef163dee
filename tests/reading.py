"""A day of a store is read once for all the questions that a folder of tests asks about it.

Snapshots are frozen; an answer that changed one would be found in the next. What reading itself must notice (damage, other
writers) is tested elsewhere, without this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

import graphcrm.snapshot
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.snapshot import Snapshot, take_days
from graphcrm.store import Store

_MOST = 40
_known: dict[tuple[object, ...], list[Snapshot]] = {}


def _once(store: Store, days: Sequence[date], settings: Settings = DEFAULTS) -> list[Snapshot]:
    _, state = store.read_days([], kinds=())
    key = (state.totals.change_sha256, state.totals.scopes_checksum, *days, repr(settings))
    if key not in _known:
        if len(_known) >= _MOST:
            del _known[next(iter(_known))]
        _known[key] = take_days(store, days, settings)
    return list(_known[key])


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions of this test share what others have read of the same facts."""
    monkeypatch.setattr(graphcrm.snapshot, "take_days", _once)
