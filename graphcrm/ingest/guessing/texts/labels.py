"""Labels that a list puts on people, several in a cell, of which one says what their company is: “Customer; A”, “同事”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["kind_among"]

_BETWEEN = re.compile(r"\s*[;,|/\uff1b\uff0c、]\s*")


def kind_among(said: str) -> str:
    """What the company of somebody is by the labels of a cell; "" if none of them, or several that differ, say it.

    >>> kind_among("Customer;A"), kind_among("Competitor"), kind_among("VIP; Golf"), kind_among("Customer; Partner")
    ('customer', 'competitor', '', '')
    """
    kinds = set(_kinds(_BETWEEN.split(said)))
    return kinds.pop() if len(kinds) == 1 else ""


def _kinds(labels: Iterable[str]) -> Iterable[str]:
    words = vocabulary("people", "org_category")
    return filter(None, (words.get(word_key(label), "") for label in labels))
