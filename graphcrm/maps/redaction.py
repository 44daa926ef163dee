"""What each edition may show, decided when the file is built.

A page holds no value that its edition may not show: nothing is hidden by style sheets. The rules are allow-lists: a field
that nobody put on a list does not reach the edition.
"""

from __future__ import annotations

from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.maps.model import EdgeKind, Edition, Evidence, MapEdge, MapModel, MapPerson

__all__ = ["FORMAL_ROLES", "banner", "redact"]

#: Roles that the customer's own papers name. The others (coach, gatekeeper, influencer) are our judgement.
FORMAL_ROLES = frozenset({"initiator", "user", "technical_evaluator", "evaluator", "buyer", "decider", "approver"})

_BANNERS = {
    Edition.INTERNAL: Text("机密", "CONFIDENTIAL"),
    Edition.SHARED: Text("机密", "CONFIDENTIAL"),
    Edition.CUSTOMER_SAFE: Text("组织结构图", "Organisation chart"),
}


def banner(model: MapModel) -> Text:
    """The classification line: the model's own, or the edition's."""
    own = model.classification or _BANNERS[model.edition]
    return Text("{own} · {edition}", "{own} · {edition}").format(own=own, edition=model.edition.label)


def redact(model: MapModel) -> MapModel:
    """The model as its edition may see it.

    ``internal``
        Unchanged.
    ``shared``
        Without private and restricted notes, restricted evidence, and names of reporters.
    ``customer-safe``
        Account, date, names, titles, units, ranks, reporting lines and formal roles of the customer's present people.
        People of other organisations are left out: only their influence put them on the map.
    """
    if model.edition is Edition.INTERNAL:
        return model
    return _shared(model) if model.edition is Edition.SHARED else _customer_safe(model)


def _shared(model: MapModel) -> MapModel:
    people = tuple(
        replace(
            p,
            notes=tuple(n for n in p.notes if not (n.private or n.restricted)),
            support_evidence=_open_evidence(p.support_evidence),
        )
        for p in model.people
    )
    kept = sum(len(p.notes) for p in people)
    return replace(
        model,
        people=people,
        edges=tuple(replace(e, evidence=_open_evidence(e.evidence)) for e in model.edges),
        removed_notes=sum(len(p.notes) for p in model.people) - kept,
    )


def _open_evidence(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Evidence without reporters; of restricted evidence nothing but its kind and date remains."""
    return tuple(
        Evidence(text="" if e.restricted else e.text, source=e.source, observed_at=e.observed_at) for e in evidence
    )


def _customer_safe(model: MapModel) -> MapModel:
    people = tuple(
        MapPerson(
            id=p.id,
            name=p.name,
            name_en=p.name_en,
            grade=p.grade,
            title=p.title,
            title_en=p.title_en,
            unit=p.unit,
            unit_en=p.unit_en,
            roles=tuple(r for r in p.roles if r in FORMAL_ROLES),
        )
        for p in model.people
        if not p.outside and not p.left
    )
    kept = {p.id for p in people}
    lines = tuple(
        MapEdge(kind=EdgeKind.REPORTS_TO, source=e.source, target=e.target, dotted=e.dotted)
        for e in model.edges
        if e.kind is EdgeKind.REPORTS_TO and e.source in kept and e.target in kept
    )
    return MapModel(
        kind=model.kind,
        account=model.account,
        as_of=model.as_of,
        people=people,
        edges=lines,
        edition=model.edition,
        classification=model.classification,
    )
