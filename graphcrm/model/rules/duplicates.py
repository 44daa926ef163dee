"""People who may have been entered twice (W03)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphcrm.folding import fold
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.normal import normal_name
from graphcrm.model.rules.rows import Breach, World

__all__ = ["likely_duplicates"]


#: Longer names are compared for equality only.
_LONGEST = 40


def likely_duplicates(world: World) -> Iterator[Breach]:
    """W03 for a person of the same name in the same organisation, of nearly the same name with the same title, or of one key.

    Names are the same whatever their case, width, accents' composition, spaces, apostrophes, and with the family name first
    (:mod:`graphcrm.model.normal`); in one organisation also without their accents.
    """
    rows = world.rows("people")
    if not len(rows):
        return
    known = world.stored.others("person", set(rows["id"]))
    stored = [(k, p.get("name"), p.get("org"), p.get("title"), None) for k, p in known.items()]
    numbered = zip(rows["id"], rows["name"], rows["org"], rows["title"], range(len(rows)), strict=True)
    by_place: dict[tuple[str, str], str] = {}
    by_title: dict[str, list[tuple[str, str, int | None]]] = defaultdict(list)
    twin: dict[int, str] = {}
    for person, name, org, title, row in (*stored, *numbered):
        if not person or not name:
            continue
        name = normal_name(name)
        first = by_place.setdefault((fold(name), org), person)
        if row is not None and first != person:
            twin.setdefault(row, first)
        if title:
            by_title[title].append((name, person, row))
    for group in by_title.values():
        for row, other in _near_names(group):
            twin.setdefault(row, other)
    for row, other in _of_one_key(known, rows["id"], rows["keys"]):
        twin.setdefault(row, other)
    if twin:
        ids = rows["id"]
        yield Breach(
            "W03",
            "people",
            sorted(twin),
            "name",
            lambda row: Text(
                f"“{shown(ids[row])}”可能与“{shown(twin[row])}”是同一人",
                f"“{shown(ids[row])}” may be the same person as “{shown(twin[row])}”",
            ),
        )


def _of_one_key(
    known: Mapping[str, Mapping[str, Any]], ids: Sequence[str], keys: Sequence[Sequence[str] | None]
) -> Iterator[tuple[int, str]]:
    """Rows with a key of another system that somebody else has as well: there the two are one."""
    first: dict[str, str] = {}
    for person, props in known.items():
        for key in props.get("keys") or ():
            first.setdefault(key, person)
    for row, (person, some) in enumerate(zip(ids, keys, strict=True)):
        for key in some or ():
            if person and first.setdefault(key, person) != person:
                yield row, first[key]


def _near_names(group: list[tuple[str, str, int | None]]) -> Iterator[tuple[int, str]]:
    """Rows whose name is within one edit of an earlier one.

    Names within one edit share a pattern: the name with one character left out, at the same place (replaced) or as the
    whole of the other name (inserted, left out). So each name costs its length, however large the group is.
    """
    if len(group) < 2:
        return
    replaced: dict[tuple[int, str], str] = {}
    shorter: dict[str, str] = {}
    whole: dict[str, str] = {}
    for name, person, row in group:
        other = whole.get(name)
        if other is None:
            other = shorter.get(name)
            for i in range(len(name) if len(name) <= _LONGEST else 0):
                rest = name[:i] + name[i + 1 :]
                before = replaced.setdefault((i, rest), person)
                if other is None:
                    other = before if before != person else whole.get(rest)
                shorter.setdefault(rest, person)
            whole[name] = person
        if row is not None and other is not None and other != person:
            yield row, other
