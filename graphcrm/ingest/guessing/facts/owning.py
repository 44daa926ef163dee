"""Owners of organisations and opportunities: people of ours, who may be responsible for the people there, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.covering import cover
from graphcrm.ingest.guessing.facts.suppliers import supply
from graphcrm.ingest.guessing.laid import MARKS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.fields import shown

__all__ = ["own"]

_NOT_KEPT = Text(
    "我方负责人只记在联系人上：商机和组织的负责人未导入",
    "owners of ours are kept for people only: those of opportunities and organisations were left out",
)


def own(
    owned: Iterable[tuple[str, Row, Place]],
    facts: Sequence[tuple[Row, Place, list[str]]],
    people: Mapping[str, dict[str, str]],
    resolver: Resolver,
    asked: Asked,
) -> None:
    """Make the owners and contacts that rows of organisations, or of opportunities of them, name; ask whose owners they are.

    Rows of people of ours, among `facts`, say whom or which organisation they look after, those of suppliers whom they supply.
    """
    owned, at = list(owned), resolver.known.of["person"].org
    supplying = ((row, place, keys) for row, place, keys in facts if row.get("supplies_to"))
    supply((*owned, *((at[key], row, place) for row, place, keys in supplying for key in keys)), resolver)
    by_org: dict[str, list[dict[str, str]]] = {}
    for one in people.values():
        by_org.setdefault(one["org"], []).append(one)
    for org, row, place in (*owned, *cover(facts, people, resolver)):
        contacts = resolver.several(row.get("contact", ""), place, of=resolver.known.of["org"].name[org])
        owner = next(iter(resolver.several(row.get("owner", ""), place, ours=True)), "")
        known = (people.get(key) or resolver.made.get(key) for key in contacts)
        theirs = list(filter(None, known)) if row.get("contact") else by_org.get(org, [])
        free = [one for one in theirs if not one.get("owner") and one["id"] != owner]
        if owner and free and word_key(asked.ask(_about_owners(place.source.sheet.name, len(free)))) in MARKS:
            for one in free:
                one["owner"] = owner
        if owner and not (theirs and all(_owns(owner, one, resolver) for one in theirs)):
            resolver.drafts.leave_out(place.source.sheet.file, _NOT_KEPT, place.line)


def _about_owners(sheet: str, free: int) -> Question:
    words = Text(
        f"“{shown(sheet)}”里的负责人，是否也负责其中没有写责任人的联系人？yes：是",
        f"Are the owners in “{shown(sheet)}” also responsible for those contacts there who have no owner? yes: they are",
    )
    return Question(f"owner:{sheet}", words, ("yes", LEAVE_OUT), LEAVE_OUT, free, open=False)


def _owns(owner: str, one: Mapping[str, str], resolver: Resolver) -> bool:
    """Whether one of ours is the owner of somebody, by key or as a list writes it."""
    said = one.get("owner", "")
    return owner == said or resolver.known.of["person"].name[owner] in people_in(said)
