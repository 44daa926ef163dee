"""Every sentence and label of a map page beside those of the shell, in both languages; most stand in ``strings.toml``.

The keys of `COMMON` are in every edition. `INSIGHT` speaks of support, power, coverage and hidden paths: it is left out of
a page that shows none of these, so a customer-safe file does not even hold the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graphcrm.analysis.groups.bridges import Role
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence
from graphcrm.pages.strings import SHELL
from graphcrm.texts import read_texts

__all__ = ["CHART", "COMMON", "INSIGHT", "strings"]


_WRITTEN = read_texts(Path(__file__).with_suffix(".toml"))
_SHARED = (
    "decision",
    "grade.data",
    "notices",
    "notices.whole",
    "search",
    "search.none",
    "search.n",
    "help.search",
    "help.table",
)

COMMON: Mapping[str, Text] = _WRITTEN["common"]

INSIGHT: Mapping[str, Text] = {
    **_WRITTEN["insight"],
    **{f"broker.{role.value}": Text(role.zh, role.en.capitalize()) for role in Role},
    **{f"confidence.{grade.value}": grade.label for grade in Confidence},
}

#: Of a page with a chart.
CHART: Mapping[str, Text] = {
    **SHELL,
    **{key: COMMON[key] for key in _SHARED},
    "grade.thin": INSIGHT["grade.thin"],
    **_WRITTEN["chart"],
}


def strings(insight: bool) -> dict[str, Text]:
    """All labels of a page; without `insight` only what an organisation chart needs."""
    return {**SHELL, **COMMON, **INSIGHT} if insight else {**SHELL, **COMMON}
