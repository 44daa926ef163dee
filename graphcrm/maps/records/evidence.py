"""Why we believe what a map shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow


@dataclass(frozen=True, slots=True)
class MapEvidence:
    """One report. What it says, and who gave it, stays with the account team."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="source observed_at")

    text: str = ""
    source: Text | None = None
    reported_by: Text | None = None
    observed_at: str = ""
