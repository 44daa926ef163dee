"""The contacts that lists of opportunities name: a role that names no opportunity is in the one that names somebody as its contact."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import UNNAMED
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row

__all__ = ["DealContacts"]

_NO_ROLE = Text(
    "商机的联系人在该商机里没有写决策角色，是其联系人这一点未导入",
    "that somebody is the contact of an opportunity was left out where no decision role of theirs in it is told",
)


class DealContacts:
    """Who is named as a contact of which opportunities."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._rows: list[tuple[str, Row, Place]] = []
        #: Where each person is named, by opportunity.
        self._deals: dict[str, dict[str, Place]] = {}

    def note(self, deal: str, row: Row, place: Place) -> None:
        """Remember a row of an opportunity that names contacts."""
        if row.get("contact"):
            self._rows.append((deal, row, place))

    def resolve(self) -> None:
        """Find the people, once all lists of people are read."""
        known = self._resolver.known.of
        for deal, row, place in self._rows:
            of = known["org"].name[known["opportunity"].org[deal]]
            for key in self._resolver.several(row["contact"], place, of=of):
                self._deals.setdefault(key, {}).setdefault(deal, place)

    def with_deal(self, row: Row, keys: Sequence[str]) -> Row:
        """A row of people whose roles name no opportunity, with the only one of which they are contacts; as it is without one."""
        if row.get("opportunity") != UNNAMED or not row.get("roles"):
            return row
        named = [frozenset(self._deals.get(key, ())) for key in keys]
        if len({*named}) != 1 or len(named[0]) != 1:
            return row
        (deal,) = named[0]
        return row | {"opportunity": self._resolver.known.of["opportunity"].name[deal]}

    def tell(self) -> None:
        """Say whose being a contact is not kept, which the method has no role for."""
        drafts = self._resolver.drafts
        held = {(one.values["person"], one.values["opportunity"]) for one in drafts.rows("roles")}
        for key, deals in self._deals.items():
            for deal, place in deals.items():
                if (key, deal) not in held:
                    drafts.leave_out(place.source.sheet.file, _NO_ROLE, place.line)
