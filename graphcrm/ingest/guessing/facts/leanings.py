"""Attitudes to a competitor whom a phrase about somebody names."""

from __future__ import annotations

from graphcrm.ingest.guessing.facts.remarks import MORE
from graphcrm.ingest.guessing.facts.third_parties import is_competitor
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.texts.leanings import Leaning, names_vendor
from graphcrm.model.choices import OrgCategory

__all__ = ["rival_called", "whom_somebody_leans_to"]


def rival_called(name: str, resolver: Resolver) -> str:
    """The id of the only competitor of this import that is called so, whole or as its name begins; "" for none, or several."""
    rivals = {
        key: row["name"] for key, row in resolver.orgs.items() if row.get("category") == OrgCategory.COMPETITOR.value
    }
    found = [key for key in resolver.known.find("org", name) if key in rivals]
    found = found or [key for key, called in rivals.items() if len(name) > 1 and called.startswith(name)]
    return found[0] if len(found) == 1 else ""


def whom_somebody_leans_to(said: Leaning, place: Place, resolver: Resolver) -> str:
    """The id of the competitor; "" for what is none, or of which that is asked.

    One that the import knows as a competitor, whole or as its name begins, is one; of any other that is asked, unless somebody is
    called so, or another organisation.
    """
    if known := rival_called(said.vendor, resolver):
        return known
    people = resolver.known.of["person"].name.values()
    others = resolver.known.find("org", said.vendor) or any(f"{name} ".startswith(f"{said.vendor} ") for name in people)
    if others or not names_vendor(said):
        if not place.source.says("leans_to"):  # of a word below a heading for attitudes it is asked what it stands for
            resolver.drafts.leave_out(place.source.sheet.file, MORE, place.line)
        return ""
    if not is_competitor(said.vendor, place.source.sheet.name, resolver):
        return ""
    return resolver.org(said.vendor, place, {"org_category": OrgCategory.COMPETITOR.value})
