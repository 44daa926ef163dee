"""Next steps of opportunities: of their lists, and as reports over several objects say them once for each contact; each is one action."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.ingest.guessing.facts.describing import Describing
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.words import OF_DEAL

__all__ = ["steps_of_deals", "take_steps"]

_Fact = tuple[Row, Place, list[str]]
#: Letters of a name by which a text may call somebody.
_SHORTEST = 3


def steps_of_deals(facts: Sequence[_Fact], describing: Describing) -> list[_Fact]:
    """The rows about people, of those of an opportunity that say the same next step only the one whom it names with it.

    Where it names none of them, or several, it is about the customer, of whom the action is made here.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for n, (row, place, _) in enumerate(facts):
        if row.get("opportunity") and any(name.startswith(OF_DEAL) for name in row):
            groups.setdefault((place.source.sheet.file, place.source.sheet.name, row["opportunity"]), []).append(n)
    told = list(facts)
    for places in groups.values():
        rows = [facts[n] for n in places]
        people = {key: n for n, (_, _, keys) in zip(places, rows, strict=True) for key in keys}
        step, *others = {row.get("next_step", "") for row, _, _ in rows}
        if not step or others or len(people) < 2:
            continue
        called = [key for key in people if _calls(step, describing.resolver.known.of["person"].name[key])]
        whom = called[0] if len(called) == 1 else ""
        for n in places:
            if n != people.get(whom):
                row, place, keys = facts[n]
                told[n] = (
                    {name: said for name, said in row.items() if name not in ("next_step", "next_due")},
                    place,
                    keys,
                )
        if not whom:
            _of_customer(rows[0], describing)
    return told


def take_steps(listed: Sequence[tuple[str, Row, Place]], describing: Describing) -> None:
    """Make an action of the next step of each opportunity in a list, with the only one of the customer whom it names, else with that."""
    resolver, known = describing.resolver, describing.resolver.known.of
    people: dict[str, list[str]] = {}
    for key, org in known["person"].org.items() if listed else ():
        people.setdefault(org, []).append(key)
    for deal, row, place in listed:
        customer = known["opportunity"].org[deal]
        called = [key for key in people.get(customer, ()) if _calls(row["next_step"], known["person"].name[key])]
        ours = resolver.several(row.get("owner", ""), place, ours=True)
        said = row | {"opportunity": known["opportunity"].name[deal], "deal_due": row.get("due", "")}
        describing.next_step(called[0] if len(called) == 1 else customer, ours, said, place)


def _of_customer(fact: _Fact, describing: Describing) -> None:
    row, place, keys = fact
    resolver = describing.resolver
    ours = resolver.several(row.get("owner") or row.get("deal_owner", ""), place, ours=True)
    describing.next_step(resolver.known.of["person"].org.get(keys[0], ""), ours, row, place)


def _calls(step: str, name: str) -> bool:
    """Whether a text calls somebody by a part of the name.

    >>> _calls("Pricing call with Howard", "Howard Stein"), _calls("Call on price", "Price Al"), _calls("约王伟谈报价", "王伟")
    (True, False, True)
    """
    if name in step:
        return True
    parts = [part for part in name.split() if len(part) >= _SHORTEST and part.isalpha()]
    return any(re.search(rf"\b{re.escape(part)}\b", step) for part in parts)
