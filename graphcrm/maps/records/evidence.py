"""Why we believe what a map shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow

__all__ = ["MapEvidence"]


@dataclass(frozen=True, slots=True)
class MapEvidence:
    """One report. The text of a `restricted` one stays with the account team, as who reported always does."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="text source observed_at")

    text: str = ""
    source: Text | None = None
    reported_by: str = ""
    observed_at: str = ""
    restricted: bool = False

    @property
    def withheld(self) -> tuple[str, ...]:
        return ("text",) if self.restricted else ()
