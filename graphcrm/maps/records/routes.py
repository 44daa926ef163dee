"""The routes that a map shows to one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow

__all__ = ["MapRoute", "MapRoutes"]


@dataclass(frozen=True, slots=True)
class MapRoute:
    """A route from one of ours (the first of `people`) to the target; `asks` says what is asked of whom, hop by hop."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"people"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="people strength band asks")

    people: tuple[str, ...]
    strength: float  # product of the hops 0..1: plausibility, not a chance of success
    band: Text
    asks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRoutes:
    """Routes to `target`, strongest first; none where nobody is reached or none may be given."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"target"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="target routes")

    target: str = ""
    routes: tuple[MapRoute, ...] = ()
