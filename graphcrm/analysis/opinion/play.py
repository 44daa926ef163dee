"""The playbook: what to do next with a person at a level of support, within professional limits; its words are a setting."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.choices import StanceSubtype
from graphcrm.settings import DEFAULTS, Settings

__all__ = ["play"]

_KEYS = {0: "neutral", 1: "limited", 2: "supports", 3: "exclusive", None: "unknown"}


def play(level: int | None, subtype: str | None = None, settings: Settings = DEFAULTS) -> Text:
    """The play for a support level −1..3 or None (unknown), and for −1 the kind of opposition.

    An opposition of unknown kind is treated as one of interest.

    >>> play(-1, "demanding").en
    'manage expectations, keep promises, confirm everything in writing'
    """
    against = subtype if subtype in (StanceSubtype.DISTRUST, StanceSubtype.DEMANDING) else "opposes"
    return settings.plays[_KEYS.get(level, against)]
