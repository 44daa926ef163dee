"""Draw a map of a snapshot into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graphcrm.analysis.influence.uncertainty import DEFAULT_SEED, draw
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.maps.build import map_model
from graphcrm.maps.model import Edition, MapKind
from graphcrm.maps.page import render, write_page
from graphcrm.snapshot import Snapshot

__all__ = ["draw_map"]


def draw_map(
    snapshot: Snapshot,
    target: Path,
    *,
    kind: str = "influence",
    edition: str = "internal",
    account: str | None = None,
    opportunity: str | None = None,
    vendor: str | None = None,
    options: GraphOptions = GraphOptions(),
    seed: int = DEFAULT_SEED,
    lang: Literal["zh", "en"] = "en",
    theme: Literal["light", "dark"] = "light",
    pdf: bool = False,
) -> list[Path]:
    """Write the page (and a PDF beside it) and return the paths; the same snapshot gives the same bytes."""
    situation = Situation.of(snapshot, account, opportunity, vendor, options)
    chosen = next(e for e in Edition if e.code == edition)
    model = map_model(situation, draw(situation, seed=seed), MapKind(kind), chosen)
    write_page(target, render(model, lang, theme))
    if not pdf:
        return [target]
    from graphcrm.maps.pdf import write_pdf

    printed = target.with_suffix(".pdf")
    write_pdf(target, printed)
    return [target, printed]
