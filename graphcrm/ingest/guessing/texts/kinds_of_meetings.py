"""What kind of contact a meeting was, as its topic says where nothing else does: “Kick-off”, “方案交流”."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.contacts import InteractionKind

__all__ = ["are_kinds", "kind_in"]

_KINDS = frozenset(kind.value for kind in InteractionKind)


def kind_in(topic: str) -> str:
    """The kind of contact that a topic is a word for; "" for any other, and for what was none.

    >>> kind_in("Kick-off"), kind_in("技术交流"), kind_in("Pricing"), kind_in("cancelled")
    ('visit', 'tech_exchange', '', '')
    """
    kind = vocabulary("interactions", "kind").get(word_key(topic), "")
    return kind if kind in _KINDS else ""


def are_kinds(topics: Sequence[str]) -> bool:
    """Whether at least half of the different topics of a column are words for kinds of contact.

    >>> are_kinds(["Kick-off", "Workshop", "Pricing"]), are_kinds(["Roadmap", "Pricing", "Workshop"]), are_kinds([])
    (True, False, False)
    """
    different = {word_key(topic): topic for topic in topics}.values()
    return bool(different) and 2 * sum(bool(kind_in(topic)) for topic in different) >= len(different)
