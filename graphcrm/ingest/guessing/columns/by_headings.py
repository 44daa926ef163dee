"""What headings say of all columns of a sheet: each has the likeliest meaning that its values allow and no other has better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import BEGINS, SAME, readings_beside
from graphcrm.ingest.guessing.columns.key_columns import is_key
from graphcrm.ingest.guessing.columns.weighing import weighed
from graphcrm.ingest.guessing.laid import ASK, Sheet, meanings_of
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.texts.heading_senses import is_before, is_of_rivals
from graphcrm.ingest.guessing.texts.sides import elsewhere
from graphcrm.ingest.guessing.texts.standing import is_about_private_life
from graphcrm.ingest.guessing.values import Look
from graphcrm.ingest.guessing.words import Shape, heading_key
from graphcrm.model.tables import Table

__all__ = ["by_headings"]

_LISTS = frozenset({"participants", "ours", "theirs", "email"})
#: Meanings that a heading names as a whole or not at all: an “entry date” is no day of observation.
_WHOLE = frozenset({"observed_at", "left_on", "reported_by", "source"})
#: When an opportunity closes, which is no day of a meeting with its contacts.
_CLOSES = "deal_due"
_NAME_IN_TWO = frozenset({"first_name", "last_name"})
#: Headings of a half of a name only beside the other half.
_HALVES = frozenset({"first", "last"})
#: “Person - ID” beside “Deal - Title”: the key of somebody, and no key of the deal.
_OF_SOMEBODY = re.compile(r"(?:person|contact)\s+-\s+\S", re.IGNORECASE)
#: What somebody is and where, which an “old title”, “原单位”, no longer says.
_HELD = frozenset({"title", "unit", "org", "grade", "reports_to", "function"})
#: What says how somebody stands to us, and not to a competitor.
_OF_US = frozenset({"stance", "knows"})


def by_headings(sheet: Sheet, looks: Sequence[Look], shape: Shape, of: Table) -> dict[str, Guess]:
    """What the headings say in a kind of table, by meaning; a further column of a list of people has its place behind the meaning."""
    taken: dict[str, Guess] = {}
    # beside a column for people's eyes stands the number as a machine keeps it, such as in cents
    raw = {heading_key(h.removesuffix("_formatted")) for h in sheet.headings if h.endswith("_formatted")}
    left = {}
    for place, heading in enumerate(sheet.headings):
        if not looks[place].filled or is_about_private_life(heading, sheet.said(place)) or heading_key(heading) in raw:
            continue
        if (name := sheet.meant.get(heading)) is not None:
            if name == ASK or (name in shape.meanings.values() and meaning(of, name) is not None):
                taken[f"{name}+{place}"] = Guess(
                    place, heading, name, sheet.layouts[-1][1], SAME if name != ASK else 0.0
                )
            continue
        left[place] = _weighed_readings(sheet, looks, shape, of, place)
    waiting = [*left]
    while waiting:
        for guess in left[waiting.pop(0)]:
            before = taken.get(guess.meaning)
            if before is None or guess.sure > before.sure or _names_what(before, guess):
                taken[guess.meaning] = guess
                if before is not None:
                    waiting.append(before.place)  # what it may mean otherwise
                break
            known_roles = guess.meaning == "roles" and guess.sure > SAME
            others = guess.meaning == "contact" and guess.sure >= SAME  # participants, and no “Primary Contact ID”
            if guess.meaning in _LISTS or known_roles or others:
                taken[f"{guess.meaning}+{guess.place}"] = guess
                break
    return _bosses_by_key(sheet, shape, _without_lone_halves(taken))


def _without_lone_halves(taken: dict[str, Guess]) -> dict[str, Guess]:
    """What headings say, without “First” and “Last” where no other column has the other half of the names: “Last” may be a visit."""
    if taken.keys() >= _NAME_IN_TWO:
        return taken
    return {m: g for m, g in taken.items() if m not in _NAME_IN_TWO or heading_key(g.heading) not in _HALVES}


def _bosses_by_key(sheet: Sheet, shape: Shape, taken: dict[str, Guess]) -> dict[str, Guess]:
    """Those to whom people report by their numbers, where some bear one name and another column has the number of each in the list."""
    name, key, boss = (taken.get(one) for one in ("name", "id", "reports_to"))
    if name is None or key is None or boss is None:
        return taken
    names, keys = sheet.said(name.place), set(sheet.said(key.place))
    if len(set(names)) == len(names) or set(sheet.said(boss.place)) <= keys:
        return taken
    read = {guess.place for guess in taken.values()}
    for place, heading in enumerate(sheet.headings):
        means = () if place in read or not (said := sheet.said(place)) or not keys.issuperset(said) else (heading,)
        for guess in (one for h in means for one in readings_beside(place, h, shape, sheet.headings)):
            if guess.meaning == "reports_to":
                return {**taken, "reports_to": guess}
    return taken


def _weighed_readings(sheet: Sheet, looks: Sequence[Look], shape: Shape, of: Table, place: int) -> Iterator[Guess]:
    """What a heading may mean in a kind of table as far as the values of its column allow it, the likeliest first."""
    heading = sheet.headings[place]
    for guess in readings_beside(place, heading, shape, sheet.headings):
        if guess.meaning in _WHOLE and guess.sure < BEGINS:
            continue
        if guess.meaning == "title" and guess.sure < SAME and elsewhere(heading):
            continue
        if guess.meaning in _HELD and is_before(heading):
            continue
        if guess.meaning in _OF_US and is_of_rivals(heading):
            continue
        if shape.table == "opportunities" and guess.meaning != "contact" and _OF_SOMEBODY.match(heading):
            continue
        if guess.meaning == "date" and guess.sure < BEGINS and _CLOSES in meanings_of(heading_key(heading)):
            continue
        if (found := weighed(guess, of, sheet.said(place), looks[place])).sure > 0:
            yield found


def _names_what(key: Guess, name: Guess) -> bool:
    """Whether of two columns that are as sure the first holds keys and the second names, which say more."""
    return key.meaning != "id" and key.sure == name.sure and is_key(key.heading) and not is_key(name.heading)
