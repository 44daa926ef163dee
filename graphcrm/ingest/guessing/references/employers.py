"""Where people are of whom a sheet says no organisation of their own: the contacts of an account, or all people of a whole sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graphcrm.ingest.guessing.references.whereabouts import Place, Whereabouts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.same_posts import differ, elsewhere
from graphcrm.ingest.guessing.words import OF_DEAL
from graphcrm.model.facts import Batch

__all__ = ["Employers", "is_of_deals"]

#: The layout that makes rows of the contacts of opportunities.
_CONTACTS = "contacts of opportunities"


class Employers:
    """Remembers the posts of those of whom the workspace, or a list of people, says where they are."""

    def __init__(
        self, resolver: Whereabouts, existing: Mapping[str, Batch], people: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.known, self._orgs, self._people = resolver.known, resolver.orgs, people
        rows = existing["person"].rows() if "person" in existing else ()
        self._titles = {key: str(props.get("title") or "") for key, props in rows}
        #: As the sheets before the one that is read have it: whom the people of each organisation report to, and where those are.
        self._source: Source | None = None
        self._managers: dict[str, set[str]] = {}
        self._above: dict[str, set[str]] = {}

    def note(self, person: str, row: Row, source: Source) -> None:
        """Remember the post of somebody whose organisation a row says."""
        if not is_of_deals(source) and not self._titles.get(person):
            self._titles[person] = row.get("title", "")

    def home_of(
        self, texts: Sequence[str], row: Row, account: str, place: Place, deal: Callable[[str, Row, Place], None]
    ) -> str:
        """Where those are whom a row names: of one of another organisation than the `account` its `deal` is made at once.

        Whom a sheet names that says of none where they are is of the same group where only one is called so.
        """
        if not place.source.says("org"):
            return self._in_group(texts, row, account, place.source) or account
        home = self._home_of(texts, row, account, place.source)
        if home:
            deal(account, row, place)
        return home or account

    def _home_of(self, texts: Sequence[str], row: Row, account: str, source: Source) -> str:
        """The organisation of the one whom a row about an opportunity of the `account` names, as it is known; "" if it is not.

        It is known of the key, or of the only one of the name, unless both have titles of which neither is part of the other.
        """
        if len(texts) != 1 or not row.get("opportunity") or not is_of_deals(source):
            return ""
        people, key = self.known.of["person"], row.get("id", "")
        found = self.known.find("person", key) if key else []
        if not found:
            found = [
                one
                for one in self.known.find("person", written(texts[0]).name or texts[0])
                if not (key and one in people.keyed) and not differ(row.get("title", ""), self._titles.get(one, ""))
            ]
        home = people.org.get(found[0], "") if len(found) == 1 and found[0] in self._titles else ""
        return "" if home == account or home in self.known.ours else home

    def _in_group(self, texts: Sequence[str], row: Row, org: str, source: Source) -> str:
        """The organisation above or below one where the only namesake of somebody is; "" if titles differ, or there is none."""
        people = self.known.of["person"]
        found = self.known.find("person", written(texts[0]).name or texts[0]) if len(texts) == 1 else []
        if len(found) != 1 or row.get("id") or found[0] not in self._people:
            return ""
        home, known = people.org.get(found[0], ""), self._people[found[0]]
        unit, called = (
            self.known.of["unit"].name.get(known.get("unit", ""), ""),
            self.known.of["org"].name.get(home, ""),
        )
        titles = row.get("title", ""), known.get("title", "")
        apart = (
            home in ("", org) or home in self.known.ours or differ(*titles) or elsewhere(*titles, f"{unit} {called}")
        )
        return (
            "" if apart or not (org in self._all_above(home, source) or home in self._all_above(org, source)) else home
        )

    def _all_above(self, org: str, source: Source) -> set[str]:
        """What an organisation belongs to as rows say it, and where those are whom its people report to."""
        if source is not self._source:
            self._source, self._managers, self._above = source, {}, {}
            for person in self._people.values():
                if manager := person.get("reports_to"):
                    self._managers.setdefault(person["org"], set()).add(manager)
        if org not in self._above:
            parent = self._orgs.get(org, {}).get("parent", "")
            found = (self.known.find("person", manager) for manager in self._managers.get(org, ()))
            homes = (self.known.of["person"].org.get(one[0], "") for one in found if len(one) == 1)
            self._above[org] = {parent, *self.known.find("org", parent)[:1], *homes} - {""}
        return self._above[org]


def is_of_deals(source: Source) -> bool:
    """Whether a list of people is a report about opportunities: its organisations are their accounts."""
    if not (source.says("opportunity") and source.says("org")):
        return False
    said = (name for names in source.meanings().values() for name in names)
    return _CONTACTS in source.section.layouts or any(name.startswith(OF_DEAL) for name in said)
