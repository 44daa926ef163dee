"""Attitudes to a competitor whom a phrase about somebody names."""

from __future__ import annotations

from graphcrm.ingest.guessing.facts.remarks import MORE
from graphcrm.ingest.guessing.facts.third_parties import is_competitor
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.texts.leanings import Leaning, names_vendor
from graphcrm.model.choices import OrgCategory

__all__ = ["whom_somebody_leans_to"]


def whom_somebody_leans_to(said: Leaning, place: Place, resolver: Resolver) -> str:
    """The id of the competitor; "" for what is none, or of which that is asked.

    One that the import knows as a competitor, whole or as its name begins, is one; of any other that is asked, unless somebody is
    called so, or another organisation.
    """
    rivals = {
        key: row["name"] for key, row in resolver.orgs.items() if row.get("category") == OrgCategory.COMPETITOR.value
    }
    known = [key for key in resolver.known.find("org", said.vendor) if key in rivals]
    known = known or [key for key, name in rivals.items() if name.startswith(said.vendor)]
    if len(known) == 1:
        return known[0]
    people = resolver.known.of["person"].name.values()
    others = resolver.known.find("org", said.vendor) or any(f"{name} ".startswith(f"{said.vendor} ") for name in people)
    if others or not names_vendor(said):
        if not place.source.says("leans_to"):  # of a word below a heading for attitudes it is asked what it stands for
            resolver.drafts.leave_out(place.source.sheet.file, MORE, place.line)
        return ""
    if not is_competitor(said.vendor, place.source.sheet.name, resolver.asked):
        return ""
    return resolver.org(said.vendor, place, {"org_category": OrgCategory.COMPETITOR.value})
