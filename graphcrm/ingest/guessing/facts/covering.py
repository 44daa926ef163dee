"""Whom people of ours look after, as lists of ours say it: whoever is named gets them as the one who is responsible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.companies import companies_in
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in

__all__ = ["cover"]

_NOBODY = Text(
    "我方人员负责的对象在别处没有这个人或组织，未导入",
    "whom people of ours look after was left out where no list has that person or organisation",
)


def cover(
    facts: Sequence[tuple[Row, Place, list[str]]], people: Mapping[str, dict[str, str]], resolver: Resolver
) -> Iterable[tuple[str, Row, Place]]:
    """Make the people of ours who look after others the owners of those; give the organisations that they look after.

    Of several the first owns, as of several owners in one cell; an owner who is written beside the person stays.
    """
    if not any(row.get("looks_after") for row, _, _ in facts):
        return
    known = resolver.known
    about = {key: row for row, _, keys in facts for key in keys if known.of["person"].org[key] not in known.ours}
    for row, place, keys in facts:
        said = row.get("looks_after", "")
        if not said or not all(known.of["person"].org[key] in known.ours for key in keys):
            continue
        ours = "; ".join(known.of["person"].name[key] for key in keys)
        for text in dict.fromkeys((*people_in(said), *companies_in(said))):
            orgs = [key for key in known.find("org", text) if key not in known.ours]
            found = [key for key in known.find("person", written(text).name) if key in about]
            if len(found) == 1:
                owners = about[found[0]].get("owner", "")
                about[found[0]]["owner"] = f"{owners}; {ours}" if owners else ours
                people[found[0]]["owner"] = people[found[0]].get("owner") or ours
            elif len(orgs) == 1:
                yield orgs[0], {"owner": ours}, place
            else:
                resolver.drafts.leave_out(place.source.sheet.file, _NOBODY, place.line)
