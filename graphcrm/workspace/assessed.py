"""What an assessment comes to, said when it is recorded: level, composite, and what counts for less than it was given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graphcrm.analysis.status.six_dimensions import LEVELS, Cap, Dimension, Rating, rate_assessment
from graphcrm.i18n import Text
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.records import Assessment, Interaction
from graphcrm.settings import Settings
from graphcrm.spoken import joined
from graphcrm.workspace.changing import Existing

__all__ = ["assessed"]

_LEVEL = Text("{level} 级（{name}）", "level {level} ({name})")
_TOO_FEW = Text("只知道 {known}，不足以定级（需要 4 个）", "no level: {known} known, 4 are needed")
_BY_HAND = Text("人工调整，按评估表为 {gated}", "set by hand; the rubric gives {gated}")
_NONE = Text("无", "none")
_COMPOSITE = Text("综合 {c}", "composite {c}")
_CAPPED = {
    Cap.EVIDENCE: Text(
        "{dims}没有 {days} 天内有日期的证据，按 1 计", "no dated evidence within {days} days for {dims}: counted as 1"
    ),
    Cap.COMPLAINT: Text("有未关闭的严重投诉，{dims}按 1 计", "a severe complaint is open: {dims} counted as 1"),
}


def assessed(values: Mapping[str, Any], existing: Existing, settings: Settings) -> Text:
    """“level 2 (supports), composite 1.70; no dated evidence for guidance: counted as 1”, by the settings of the workspace."""
    found = Assessment.of("", values)
    rating = rate_assessment(found, _interactions(found, existing), settings)
    parts = [_level(rating)]
    if rating.composite is not None:
        parts.append(_COMPOSITE.format(c=f"{rating.composite + 0.0:.2f}"))
    notes = [Text("，", ", ").join(parts)]
    if rating.override is not None:
        notes.append(_BY_HAND.format(gated=_NONE if rating.gated is None else rating.gated))
    for cap, text in _CAPPED.items():
        dimensions = [d.label for d in Dimension if rating.capped.get(d) is cap]
        if dimensions:
            notes.append(text.format(dims=joined(dimensions), days=f"{settings.status['evidence_days']:g}"))
    return Text("；", "; ").join(notes)


def _level(rating: Rating) -> Text:
    if rating.level is None:
        n = len(rating.counted)
        known = Text(f"{n} 个维度", "1 dimension is" if n == 1 else f"{n} dimensions are")
        return _TOO_FEW.format(known=known)
    return _LEVEL.format(level=rating.level, name=LEVELS.get(rating.level, _NONE))


def _interactions(found: Assessment, existing: Existing) -> Iterator[Interaction]:
    """Interactions that the assessment may name as evidence, and complaints."""
    batch = existing.get("interaction")
    for key, text in zip(batch.keys, batch.props, strict=True) if batch is not None else ():
        if key in found.evidence or f'"{InteractionKind.COMPLAINT.value}"' in text:
            yield Interaction.of(key, json.loads(text))
