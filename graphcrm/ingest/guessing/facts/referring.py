"""References in columns of our tables: names, keys and mail addresses turned into ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from graphcrm.ingest.guessing.facts.deals import Deals, rivals
from graphcrm.ingest.guessing.meanings import is_people
from graphcrm.ingest.guessing.references.identities import KEY
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.model.fields import Field
from graphcrm.model.tables import BY_NAME, Table

__all__ = ["Referring"]

#: Columns of people of ours, who are made if they are in no list.
_OURS = frozenset({"owner", "reported_by", "assessor", "initiated_by", "reporter"})


@cache  # asked of each row
def _referring(table: str) -> tuple[Field, ...]:
    """The columns of a table that refer to records."""
    return tuple(field for field in BY_NAME[table].columns if field.refs)


class Referring:
    """Resolves what columns refer to; `people` are the rows of people by id."""

    def __init__(self, resolver: Resolver, deals: Deals, people: Mapping[str, Mapping[str, str]]) -> None:
        self.resolver, self.deals, self.people, self.known = resolver, deals, people, resolver.known

    def all(self, names: Iterable[str]) -> None:
        """Turn names, keys and mail addresses in the columns of records into ids."""
        for name in names:
            of = BY_NAME[name]
            for draft in list(self.resolver.drafts.rows(name)):
                self.row(of, draft.values, Place(draft.source, draft.line))

    def row(self, of: Table, values: dict[str, str], place: Place) -> None:
        for field in _referring(of.name):
            said = values.get(field.name)
            if not said or said == "*":
                continue
            if (
                field.name in ("org", "unit", "customer")
                and said in self.known.of["unit" if field.name == "unit" else "org"].name
            ):
                continue
            values[field.name] = self._reference(of, field.name, field.refs, said, values, place)

    def _reference(
        self, of: Table, name: str, refs: tuple[str, ...], said: str, values: Mapping[str, str], place: Place
    ) -> str:
        """The id, or the ids of a list, that a text stands for; "" if nobody knows."""
        if said.startswith("import:"):
            return said
        if name == "competitors":
            return ";".join(rivals(said, place, self.resolver))
        if name == "participants":
            return ";".join(self.resolver.several(said, place))
        for kind in filter(self.known.of.__contains__, refs):
            found = self.known.find(kind, said, values.get("org", ""))
            if len(found) == 1 and not (of.name == "people" and found[0] == values["id"]):
                if kind == "person" and not KEY.fullmatch(said) and (title := written(said).title):
                    self.resolver.titles.setdefault(found[0], title)
                return found[0]
        if "person" in refs and is_people(of, name):
            org = values.get("org", "")
            said = next(iter(people_in(said, self.resolver.people)), said)  # the others are told of in `describing`
            ours = place.source.section.ours or name in _OURS
            somebody = self.resolver.person(said, place, org=org, ours=ours, same=name == "reports_to")
            return (
                "" if name == "owner" and somebody == values.get("id") else somebody
            )  # as exports say of our own people
        if "org" in refs:
            return self.resolver.org(said, place, values)
        if "opportunity" in refs:
            return self.deals.key(said, values.get("org", "") or self._of_those_met(values) or self._main_org(), place)
        return said

    def _of_those_met(self, values: Mapping[str, str]) -> str:
        """The organisation of all of theirs who were at a meeting; "" if they are of several, or nobody is known."""
        orgs = {self.known.of["person"].org.get(one, "") for one in values.get("participants", "").split(";")}
        orgs -= {"", *self.known.ours}
        return orgs.pop() if len(orgs) == 1 else ""

    def _main_org(self) -> str:
        """The customer most people are of, or the first that is named; never one of us."""
        counts = Counter(v["org"] for v in self.people.values() if v.get("org") and v["org"] not in self.known.ours)
        others = (org for org in self.resolver.orgs if org not in self.known.ours)
        return counts.most_common(1)[0][0] if counts else next(others, "")
