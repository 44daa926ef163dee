"""How many days before its own a question looks, as the settings say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphcrm.settings import Settings

__all__ = ["LOOKS_BACK"]


def _findings(settings: Settings) -> tuple[int, ...]:
    """The days on which findings are looked for again, and of each, as of today, those to which drift is compared."""
    moved = [day + back for day in (0, *settings.finding_days) for back in settings.drift_days]
    return tuple(sorted({*settings.finding_days, *moved}))


#: By what a declaration calls it (``looks_back``).
LOOKS_BACK: Mapping[str, Callable[[Settings], tuple[int, ...]]] = {
    "drift": lambda settings: settings.drift_days,
    "findings": _findings,
    "stars": lambda settings: settings.star_days,
}
