"""Organisations as a page carries them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.maps.payload.bare import bare
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair

__all__ = ["ecosystem_payload"]


def ecosystem_payload(model: MapModel, number: Mapping[str, int]) -> dict[str, Any]:
    """Organisations with their people, brokers with what they do; only people who are on the map."""
    found = model.ecosystem
    if found is None:
        return {"firms": [], "brokers": []}
    return {
        "firms": [
            bare(
                card=number[f.card],
                people=[number[p] for p in f.people if p in number],
                more=f.more or None,
                role=f.role,
            )
            for f in found.firms
            if f.card in number
        ],
        "brokers": [
            {"person": number[b.person], "counts": list(b.counts), "text": pair(b.sentence)}
            for b in found.brokers
            if b.person in number
        ],
    }
