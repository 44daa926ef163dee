"""A named query, as its file declares it: question, options, columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from graphcrm.asking.options import ALWAYS, DECISION, EACH, EDITION, TOP, WHERE, Option
from graphcrm.dataclass import dataclass
from graphcrm.edition import Access, Edition
from graphcrm.i18n import Text
from graphcrm.settings import DEFAULTS, Settings

__all__ = ["LOOKS_BACK", "About", "Column", "Query"]


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


class About(StrEnum):
    """What is asked about: a decision of an account, all accounts beside each other, a network of ties, records as they are."""

    DECISION = "decision"
    ACCOUNTS = "accounts"
    NETWORK = "network"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: stable English name, heading in both languages, how it is printed, who may see it."""

    name: str
    heading: Text
    format: str
    access: Access = Access.INSIGHT


@dataclass(frozen=True)
class Query:
    """A named query. `groups` are the row groups of the answer; most answers have one.

    `undecided`: it answers also where no decision is recorded, since it shares nothing out or says itself that it cannot.
    `contract` are the columns that the answer itself gives, in their groups; a team's own file may show fewer of them.
    `looks_back`: by what the settings say with which days before its own the answer compares. `fail_on`: states of its rows at
    which a run may be told to fail, gravest first; each fails on those before it as well. `aside`: columns that a narrow terminal
    leaves out, the first of them first.
    """

    name: str
    question: Text
    answer: str
    about: str
    groups: tuple[tuple[Column, ...], ...]
    contract: tuple[tuple[Column, ...], ...]
    source: Path
    number: str = ""
    own: tuple[Option, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    restricted: bool = False
    undecided: bool = False
    looks_back: str | None = None
    fail_on: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All column names in order, each once."""
        return tuple(dict.fromkeys(c.name for group in self.groups for c in group))

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Every option that the query takes, the common ones first."""
        editions = {e.code: e.label for e in Edition if all(self.admitted(e))}
        edition = (replace(EDITION, choices=editions),) if len(editions) > 1 else ()
        if self.about == About.RECORDS:
            return (*WHERE, *edition, TOP, *self.own)
        of_decision = {About.DECISION: DECISION, About.ACCOUNTS: EACH}.get(About(self.about), ())
        return (*ALWAYS, *of_decision, *edition, TOP, *self.own)

    def days_back(self, settings: Settings = DEFAULTS) -> tuple[int, ...]:
        """So many days before its own the answer compares with, ascending."""
        return LOOKS_BACK[self.looks_back](settings) if self.looks_back else ()

    def fitting(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Those of some parameters that the query takes."""
        takes = {option.key for option in self.options}
        return {name: value for name, value in params.items() if name in takes}

    def admitted(self, edition: Edition) -> tuple[tuple[Column, ...], ...]:
        """The columns that an edition may show, in their groups; of a restricted query only the team's own shows any."""
        if self.restricted and Access.PRIVATE not in edition.admits:
            return tuple(() for _ in self.groups)
        return tuple(tuple(c for c in group if c.access in edition.admits) for group in self.groups)
