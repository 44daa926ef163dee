"""Records of account planning: what a decision is measured by, what could be sold where, what was promised, what was accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.model.records import Named, Record, Stated

__all__ = ["Acceptance", "Criterion", "Position", "Potential", "Product", "Promise", "named_in"]


@dataclass(frozen=True, slots=True)
class Criterion(Named):
    """Something by which an opportunity is decided."""

    id: str
    opportunity: str
    name: str
    category: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Position(Record):
    """What a criterion weighs for a person (0..5), and how a vendor fits it in that person's eyes (−2..2); no vendor: ours."""

    id: str
    person: str
    criterion: str
    weight: float | None = None
    fit: int | None = None
    vendor: str | None = None
    reported_by: str = ""
    observed_at: str = ""
    confidence: str = "E"


@dataclass(frozen=True, slots=True)
class Product(Named):
    """Something that we sell."""

    id: str
    name: str
    name_en: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Potential(Record):
    """How a product stands in a unit or organisation of the customer; `vendor` supplies it at present."""

    id: str
    product: str
    unit: str
    status: str
    vendor: str | None = None
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Promise(Stated):
    """A promise of one side to the other; `giver` and `taker` are people or organisations."""

    id: str
    giver: str
    taker: str
    statement: str
    made_on: str
    due: str | None = None
    status: str = "open"
    evidence: tuple[str, ...] = ()
    statement_en: str = ""

    @classmethod
    def _completed(cls, key: str, props: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**props, "giver": props["from"], "taker": props["to"]}


@dataclass(frozen=True, slots=True)
class Acceptance(Record):
    """A finding that somebody lives with, for a reason and perhaps for a time; `id` is the key of the finding."""

    id: str
    reason: str
    by: str
    date: str
    until: str | None = None


def named_in(key: str) -> frozenset[str]:
    """What the key of a finding may name; an id may have a colon in it.

    >>> sorted(named_in("cooling:u1>c7")), "crm:7" in named_in("gap:crm:7")
    (['c7', 'u1'], True)
    """
    ids = key.partition(":")[2]
    return frozenset(re.split("[>;]", ids) + re.split("[:>;]", ids))
