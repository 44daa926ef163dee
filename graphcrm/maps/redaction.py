"""What each edition may show of a map: the access classes of its records, and what only a map knows.

``internal``
    Unchanged.
``shared``
    Without needs in confidence, what reports say, and names of reporters.
``customer-safe``
    Account, date, names, titles, units, ranks, reporting lines and formal roles of the customer's present people.
"""

from __future__ import annotations

from dataclasses import replace

from graphcrm.edition import banner
from graphcrm.i18n import Text
from graphcrm.maps.kinds.kind import CHART
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.model.choices import DecisionRole
from graphcrm.pages.redaction import may_travel, redacted

__all__ = ["classification", "owner_words", "redact"]


_CONFIDENTIAL = Text("机密", "CONFIDENTIAL")


def classification(model: MapModel) -> Text:
    """The classification line: the model's own words or the usual ones, and the edition."""
    return banner(model.edition, owner_words(model))


def owner_words(model: MapModel) -> Text:
    """The model's own words or the usual ones, without the edition."""
    return model.classification or (_CONFIDENTIAL if model.edition.insight else CHART)


def redact(model: MapModel) -> MapModel:
    """The model as its edition may see it; lines, paths and gaps go with the people who have to."""
    edition = model.edition
    kept = {p.id for p in model.people if may_travel(p, edition)}
    within = replace(
        model,
        people=tuple(p for p in model.people if p.id in kept),
        edges=tuple(e for e in model.edges if {e.source, e.target} <= kept),
        paths=tuple(p for p in model.paths if {*p.people, *p.formal_alternative} <= kept),
        gaps=tuple(g for g in model.gaps if g.person in kept),
        play=model.play if model.play and {*model.play.people} <= kept else None,
    )
    seen = redacted(within, edition)
    if not edition.insight:
        return replace(seen, people=tuple(_formal(p) for p in seen.people))
    return replace(seen, removed_needs=_needs(model) - _needs(seen))


def _formal(person: MapPerson) -> MapPerson:
    return replace(person, roles=tuple(r for r in person.roles if DecisionRole(r).formal))


def _needs(model: MapModel) -> int:
    return sum(len(p.needs) for p in model.people)
