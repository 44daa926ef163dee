"""What a page carries: the redacted model as plain JSON values, with short names for cards and bounded full texts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graphcrm.i18n import Text
from graphcrm.maps.model import EdgeKind, Edition, Evidence, MapEdge, MapModel, MapName, MapPerson
from graphcrm.maps.positions import CARD, Layout, View
from graphcrm.maps.tree import formal_tree
from graphcrm.maps.wording import initials, search_terms, shorten
from graphcrm.rendering.width import width

__all__ = ["in_order", "numbering", "payload", "percent", "power", "tie_band"]

_EVIDENCE = 6
Pair = list[str] | str


def percent(part: float) -> str:
    """A fraction as whole per cent; what is above nothing but rounds to it says so.

    >>> percent(.2777), percent(.004), percent(0)
    ('28%', '<1%', '0%')
    """
    return "<1%" if 0 < part < 0.01 else f"{math.floor(part * 100 + 0.5)}%"


def power(share: float | None) -> int | None:
    """Power dots 1..5 from the share: the bands D, C, A and, in two halves, B.

    >>> [power(s) for s in (.005, .03, .07, .12, .3)]
    [1, 2, 3, 4, 5]
    """
    return None if share is None else 1 + sum(share >= limit for limit in (0.01, 0.05, 0.10, 0.15))


def tie_band(strength: float | None) -> int | None:
    """0 none, 1 weak, 2 moderate, 3 strong.

    >>> [tie_band(t) for t in (.05, .1, .3, .6)]
    [0, 1, 2, 3]
    """
    return None if strength is None else sum(strength >= limit for limit in (0.10, 0.30, 0.60))


def pair(text: Text) -> Pair:
    """Both languages, once if they are equal."""
    return text.zh if text.zh == text.en else [text.zh, text.en]


def _both(zh: str, en: str, columns: int = 0) -> Pair:
    """A pair from two texts of which either may be missing, cut to a width if one is given."""
    zh, en = zh or en, en or zh
    return pair(Text(shorten(zh, columns), shorten(en, columns)) if columns else Text(zh, en))


def in_order(model: MapModel) -> MapModel:
    """The model with people and edges in an order of their own, so that the order of the input leaves no trace."""
    edges = sorted(model.edges, key=lambda e: (str(e.kind), e.source, e.target, e.weight, repr(e)))
    return replace(model, people=tuple(sorted(model.people, key=lambda p: p.id)), edges=tuple(edges))


def numbering(model: MapModel) -> dict[str, int]:
    """Opaque number of each person, by id."""
    return {key: n for n, key in enumerate(sorted(p.id for p in model.people))}


def payload(model: MapModel, plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """The data block of a page, apart from the pyvis network.

    Parameters
    ----------
    model
        Redacted, cleaned and in order already.
    plan
        Positions.
    number
        `numbering` of the model.
    """
    tree = formal_tree([p for p in model.people if not p.outside], model.edges)
    gaps = {g.person: g for g in model.gaps}
    return {
        "kind": str(model.kind),
        "insight": model.edition is not Edition.CUSTOMER_SAFE,
        "internal": model.edition is Edition.INTERNAL,
        "mode": str(plan.mode),
        "card": list(CARD),
        "people": [_person(p, number, model, tree.boss.get(p.id), gaps.get(p.id) is not None) for p in model.people],
        "edges": [_edge(e, number) for e in model.edges],
        "paths": [
            _bare(
                people=[number[i] for i in p.people],
                strength=percent(p.strength),
                band=pair(p.band),
                bypass=None if p.informality is None else round(p.informality * (len(p.people) - 1)),
                text=pair(p.explanation) if p.explanation else None,
                formal=[number[i] for i in p.formal_alternative],
                formal_text=pair(p.formal_text) if p.formal_text else None,
            )
            for p in model.paths
        ],
        "gaps": [
            {"person": number[g.person], "severity": percent(g.severity), "reason": pair(g.reason)} for g in model.gaps
        ],
        "views": [_view(v, number) for v in plan.views],
        "removed": model.removed_notes,
    }


def _bare(**values: Any) -> dict[str, Any]:
    """Without what is empty or false: zero counts as a value."""
    return {k: v for k, v in values.items() if v not in (None, "", [], {}, False) or (v == 0 and v is not False)}


def _person(p: MapPerson, number: Mapping[str, int], model: MapModel, boss: str | None, gap: bool) -> dict[str, Any]:
    contacts = sorted(p.contacts, key=lambda c: (-c.strength, c.name))
    named = [MapName(c.name, c.name_en) for c in contacts] + [n for n in (p.owner, p.sponsor) if n]
    ours = [n.name for n in named] + [n.name_en for n in named]
    other_name = p.name_en if p.name_en != p.name else ""
    return _bare(
        id=number[p.id],
        name=p.name or "?",
        short=shorten(p.name, 22) or "?",
        name_en=other_name,
        short_en=shorten(other_name, max(0, 26 - width(shorten(p.name, 22)))) if other_name else "",
        title=_both(p.title, p.title_en),
        short_title=_both(p.title, p.title_en, 40),
        unit=_both(p.unit, p.unit_en, 120),
        org=_both(p.org, p.org_en, 120),
        outside=p.outside,
        category=p.org_category if p.outside else None,
        grade=p.grade,
        boss=None if boss is None else number[boss],
        roles=list(p.roles),
        support=p.support,
        support_at=p.support_at,
        stale=p.stale,
        why=_evidence(p.support_evidence),
        share=None if p.share is None else percent(p.share),
        share_order=None if p.share is None else _order(p, model),
        power=power(p.share),
        band=p.band,
        lo=p.rank_lo,
        hi=p.rank_hi,
        weight=percent(p.decision_weight) if p.decision_weight else None,
        tie=tie_band(p.tie),
        contacts=[
            _bare(
                name=_both(c.name, c.name_en, 80),
                mark=shorten(c.initials or initials(c.name, c.name_en), 4) or "?",
                band=tie_band(c.strength),
                last=c.last_contact,
                cooling=c.cooling,
            )
            for c in contacts
        ],
        last=max((c.last_contact for c in contacts), default=""),
        owner=_both(p.owner.name, p.owner.name_en, 80) if p.owner else None,
        sponsor=_both(p.sponsor.name, p.sponsor.name_en, 80) if p.sponsor else None,
        flags=sorted(p.flags | {"left"} if p.left else p.flags),
        left_on=p.left_on,
        summary=pair(p.summary) if p.summary else None,
        paths=[[pair(r.explanation), percent(r.contribution)] for r in p.top_paths[:4]],
        notes=[[n.text, n.private or n.restricted] for n in p.notes[:20]],
        circle=p.in_circle,
        listed=p.listed,
        gap=gap,
        find=search_terms(
            [p.name, p.name_en, p.title, p.title_en, p.unit, p.unit_en, p.org, p.org_en, *ours], [p.name, *ours]
        ),
    )


def _order(p: MapPerson, model: MapModel) -> int:
    """Place by share, 1 first: the table sorts by it, so that no decimal has to be in the page."""
    return 1 + sum((q.share or 0.0) > (p.share or 0.0) for q in model.people)


def _edge(e: MapEdge, number: Mapping[str, int]) -> dict[str, Any]:
    return _bare(
        kind="influences" if e.kind is EdgeKind.TRUSTS else str(e.kind),
        trust=e.kind is EdgeKind.TRUSTS,
        a=number[e.source],
        b=number[e.target],
        weight=math.floor(e.weight * 100 + 0.5) if e.kind is not EdgeKind.REPORTS_TO else None,
        level=e.level,
        confidence=e.confidence,
        derived=e.derived or e.kind is EdgeKind.TRUSTS,
        uncertain=e.uncertain,
        stale=e.stale,
        inversion=e.inversion,
        dotted=e.dotted,
        at=e.observed_at,
        domain=pair(e.domain) if e.domain else None,
        why=_evidence(e.evidence),
    )


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    rows = (
        _bare(
            text=shorten(e.text, 600),
            source=pair(e.source) if e.source else None,
            by=shorten(e.reported_by, 80),
            at=e.observed_at,
        )
        for e in evidence[:_EVIDENCE]
    )
    return [row for row in rows if row]


def _view(view: View, number: Mapping[str, int]) -> dict[str, Any]:
    return {
        "key": view.key,
        "at": [[number[i], round(x, 1), round(y, 1)] for i, (x, y) in sorted(view.at.items())],
        "lanes": [[lane.grade, round(lane.top, 1), round(lane.bottom, 1)] for lane in view.lanes],
        "regions": [
            {
                "name": _both(r.name, r.name_en, 60),
                "category": r.category,
                "box": [round(v, 1) for v in (r.left, r.top, r.right, r.bottom)],
            }
            for r in view.regions
        ],
        "stacked": sorted(number[i] for i in view.stacked),
        "more": [[number[i], n] for i, n in sorted(view.more.items())],
    }
