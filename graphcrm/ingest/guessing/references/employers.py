"""Where the contacts of opportunities are employed: at their own organisation, which need not be the account of the opportunity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.references.whereabouts import Place
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.same_posts import differ
from graphcrm.ingest.guessing.words import OF_DEAL
from graphcrm.model.facts import Batch

__all__ = ["Employers", "is_of_deals"]

#: The layout that makes rows of the contacts of opportunities.
_CONTACTS = "contacts of opportunities"


class Employers:
    """Remembers the posts of those of whom the workspace, or a list of people, says where they are."""

    def __init__(self, known: Identities, existing: Mapping[str, Batch]) -> None:
        self.known = known
        rows = existing["person"].rows() if "person" in existing else ()
        self._titles = {key: str(props.get("title") or "") for key, props in rows}

    def note(self, person: str, row: Row, source: Source) -> None:
        """Remember the post of somebody whose organisation a row says."""
        if not is_of_deals(source) and not self._titles.get(person):
            self._titles[person] = row.get("title", "")

    def home_of(
        self, texts: Sequence[str], row: Row, account: str, place: Place, deal: Callable[[str, Row, Place], None]
    ) -> str:
        """Where those are whom a row names: of one of another organisation than the `account` its `deal` is made at once."""
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


def is_of_deals(source: Source) -> bool:
    """Whether a list of people is a report about opportunities: its organisations are their accounts."""
    if not (source.says("opportunity") and source.says("org")):
        return False
    said = (name for names in source.meanings().values() for name in names)
    return _CONTACTS in source.section.layouts or any(name.startswith(OF_DEAL) for name in said)
