"""Opportunities and organisations of lists beside what was said of them before."""

from __future__ import annotations

from graphcrm.ingest.guessing.facts.agreeing import Agreeing
from graphcrm.ingest.guessing.facts.deals import Deals
from graphcrm.ingest.guessing.questions import Asked
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.texts.companies import companies_in

__all__ = ["Listed"]


class Listed:
    """Makes the records; one that several lists name is one, filled in from each."""

    def __init__(self, resolver: Resolver, asked: Asked, drafts: Drafts, agreeing: Agreeing, deals: Deals) -> None:
        self._resolver, self._asked, self._drafts = resolver, asked, drafts
        self._agreeing, self._deals = agreeing, deals
        #: File and sheet of the list that named an opportunity first.
        self._listed: dict[str, tuple[str, str]] = {}

    def opportunity(self, key: str, values: dict[str, str], place: Place) -> None:
        """An opportunity of a list; what another list has told already is filled in, and those who compete add up."""
        before, sheet = self._deals.rows.get(key), place.source.sheet
        if before is None or self._listed.get(key) == (sheet.file, sheet.name):
            self._listed[key] = (sheet.file, sheet.name)
            self._deals.rows.setdefault(key, self._drafts.add("opportunities", place.source, place.line, values))
            return
        rivals = (one for said in (before, values) for one in companies_in(said.get("competitors", "")))
        both = {"competitors": "; ".join(dict.fromkeys(rivals))}
        self._agreeing.fill_in("opportunities", before, values, place)
        before |= both if both["competitors"] else {}

    def org(self, key: str, values: dict[str, str], place: Place, *, keyed: bool) -> None:
        """An organisation of a list, `keyed` or found by its name; one that was mentioned before, or is ours, keeps what it is."""
        values.setdefault("category", "customer")
        known = self._resolver.known
        if known.find("org", self._resolver.our_name() if self._asked.answer("our_company") else "") == [key]:
            values["category"] = "our_company"
        before = self._resolver.orgs.get(key)
        if before is not None and keyed and key not in known.find("org", values["name"]):
            self._drafts.add("orgs", place.source, place.line, values)  # one key of two: the checks refuse it
        elif before is None:
            self._resolver.orgs[key] = self._drafts.add("orgs", place.source, place.line, values)
            if values["category"] == "our_company":
                known.ours.add(key)
            if values["category"] == "our_company" and not values.get("parent"):
                known.our_company = known.our_company or key
        else:
            self._agreeing.fill_in("orgs", before, values, place)
