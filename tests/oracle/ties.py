"""Tie strength of one of our people with somebody outside: energy of contacts, imported score, declaration."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp, sqrt
from statistics import median

from tests.oracle import scales
from tests.oracle.facts import Facts
from tests.oracle.tables import Row, edge_key, rows_in_force


@dataclass(frozen=True)
class Contact:
    """One interaction as one of our people and one outsider had it."""

    day: date
    kind: str
    direction: str
    crowd: int
    order: tuple[str, str]


def message_pairs(messages: Iterable[Contact]) -> tuple[list[date], list[Contact]]:
    """Match personal messages out and in, from the newest backwards.

    Every message, newest first, takes the newest unmatched older one of the other direction that is at most six days
    older; the pair is dated at the later of the two. A mutual message is a pair by itself.

    Returns
    -------
    tuple
        Dates of the pairs, and the messages that stay alone.
    """
    waiting = sorted(messages, key=lambda c: (c.day, c.order), reverse=True)
    pairs: list[date] = []
    alone: list[Contact] = []
    while waiting:
        newest = waiting.pop(0)
        if newest.direction == "mutual":
            pairs.append(newest.day)
            continue
        answers = [
            c
            for c in waiting
            if {c.direction, newest.direction} == {"ours", "theirs"} and (newest.day - c.day).days <= scales.PAIR_DAYS
        ]
        if answers:
            waiting.remove(answers[0])
            pairs.append(newest.day)
        else:
            alone.append(newest)
    return pairs, alone


def energy(contacts: Iterable[Contact], at: date) -> float:
    """Sum of points, halved every 90 days, the message part capped at 4.5 and its unanswered part at 0.9."""

    def fade(day: date) -> float:
        return float(2.0 ** (-(at - day).days / scales.ENERGY_HALF_LIFE))

    contacts = list(contacts)
    meetings = sum(
        scales.POINTS[c.kind] / max(1.0, sqrt(c.crowd)) * fade(c.day) for c in contacts if c.kind != "message"
    )
    messages = [c for c in contacts if c.kind == "message"]
    pairs, alone = message_pairs(c for c in messages if c.crowd == 1)
    alone += [c for c in messages if c.crowd > 1]
    unpaired = sum(scales.UNPAIRED_POINTS / max(1.0, sqrt(c.crowd)) * fade(c.day) for c in alone)
    paired = sum(scales.PAIR_POINTS * fade(day) for day in pairs)
    return meetings + min(scales.MESSAGE_CAP, paired + min(scales.UNPAIRED_CAP, unpaired))


def observed_strength(contacts: Iterable[Contact], at: date) -> float:
    """``1 - exp(-E/9)``."""
    return 1.0 - exp(-energy(contacts, at) / scales.ENERGY_SCALE)


@lru_cache(maxsize=20)
def contacts_of(interactions: tuple[Row, ...], our_people: frozenset[str]) -> dict[tuple[str, str], list[Contact]]:
    """Interactions per pair of one of our people and an outsider, on whichever day; mails to a crowd are ignored."""
    rows: dict[object, Row] = {}
    for row in interactions:
        key = (row.day("date"), row.text("time"), row.text("kind"), frozenset(row.items("participants")))
        rows[row.text("id") or key] = row
    found: dict[tuple[str, str], list[Contact]] = {}
    for row in rows.values():
        people = set(row.items("participants"))
        ours = people & our_people
        outsiders = people - ours
        day, kind = row.day("date"), str(row.text("kind"))
        if day is None or (kind == "message" and len(outsiders) > scales.MAIL_CROWD):
            continue
        order = (row.text("time") or "", row.text("id") or "")
        contact = Contact(day, kind, row.text("direction") or "ours", len(outsiders), order)
        for i in ours:
            for p in outsiders:
                found.setdefault((i, p), []).append(contact)
    return found


class Ties:
    """Ties of all our people with all outsiders."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._cache: dict[tuple[str, str], float] = {}
        self._known: dict[date, dict[frozenset[str | None], list[Row]]] = {}
        self._contacts = contacts_of(facts.tables["interactions"], frozenset(p for p in facts.people if facts.ours(p)))
        self.our_people = facts.our_people()

    def contacts(self, ours: str, person: str, at: date) -> list[Contact]:
        """Interactions of the two up to a date; mails to a crowd are ignored, and an open seat meets nobody."""
        if self.facts.seat(person):
            return []
        return [contact for contact in self._contacts.get((ours, person), []) if contact.day <= at]

    def _knows(self, ours: str, person: str, at: date) -> list[Row]:
        if at not in self._known:
            self._known[at] = {}
            for row in rows_in_force(self.facts.tables["edges"], edge_key, at):
                if row.text("kind") == "KNOWS":
                    self._known[at].setdefault(frozenset((row.text("from"), row.text("to"))), []).append(row)
        return self._known[at].get(frozenset((ours, person)), [])

    def strength_at(self, ours: str, person: str, at: date) -> float:
        """Tie strength on a date; nobody knows an open seat."""
        if self.facts.seat(person):
            return 0.0
        options = [observed_strength(self.contacts(ours, person, at), at)]
        for row in self._knows(ours, person, at):
            observed = row.observed or at
            score, declared = row.number("external_score"), row.whole("declared_level")
            if score is not None:
                days = max(0, (at - (row.day("external_date") or observed)).days)
                options.append(score * 2.0 ** (-days / scales.TIE_HALF_LIFE))
            if declared is not None:
                days = max(0, (at - observed).days)
                faded = 2.0 ** (-days / scales.TIE_HALF_LIFE)
                options.append(scales.DECLARED_FACTOR * scales.STRENGTH[declared] * faded)
        return max(options)

    def strength(self, ours: str, person: str) -> float:
        """Tie strength in the picture of `as_of`; frozen on the day somebody left."""
        if (ours, person) not in self._cache:
            at = self.facts.left_on(person) or self.facts.as_of
            self._cache[(ours, person)] = self.strength_at(ours, person, at)
        return self._cache[(ours, person)]

    def best(self, person: str, without: str | None = None) -> float:
        """Strongest tie of anybody of ours, perhaps without one of them."""
        return max((self.strength(i, person) for i in self.our_people if i != without), default=0.0)

    def best_contact(self, person: str) -> str | None:
        """Who of ours has the strongest tie, if anybody has one."""
        ranked = sorted(self.our_people, key=lambda i: (-self.strength(i, person), i))
        return ranked[0] if ranked and self.strength(ranked[0], person) > 0 else None

    def last_contact(self, ours: str, person: str) -> date | None:
        """Newest interaction of the two."""
        days = [c.day for c in self.contacts(ours, person, self.facts.as_of)]
        return max(days, default=None)

    def last_meeting(self, ours: str, person: str) -> date | None:
        """Newest interaction of the two that is more than a message."""
        days = [c.day for c in self.contacts(ours, person, self.facts.as_of) if c.kind != "message"]
        return max(days, default=None)

    def last_contact_of_anybody(self, person: str) -> date | None:
        """Newest interaction of anybody of ours with a person."""
        days = [day for i in self.our_people if (day := self.last_contact(i, person)) is not None]
        return max(days, default=None)

    def stage(self, ours: str, person: str, trust_level: int) -> int:
        """Stage 0 to 4 from tie, trust in our person, and support."""
        strength = self.strength(ours, person)
        if strength < scales.LISTENING:
            return 0
        if strength < scales.ACTIVE:
            return 1
        if trust_level < 3:
            return 2
        return 4 if (self.facts.support(person).level or 0) >= 2 else 3

    def usual_gap(self, ours: str, person: str) -> float | None:
        """Median gap in days between the last twelve contact days; None with fewer than five of them."""
        days = sorted({c.day for c in self.contacts(ours, person, self.facts.as_of)})[-12:]
        if len(days) < 5:
            return None
        return float(median((later - earlier).days for earlier, later in itertools.pairwise(days)))

    def cooling(self, ours: str, person: str, target_days: int | None) -> str | None:
        """Return 'cooling' after three usual gaps of silence, 'presumed_lapsed' after eight, else 'live'."""
        last = self.last_contact(ours, person)
        gap = self.usual_gap(ours, person)
        gap = target_days if gap is None else gap
        if last is None or gap is None:
            return None
        silent = (self.facts.as_of - last).days
        return "presumed_lapsed" if silent > 8 * gap else "cooling" if silent > 3 * gap else "live"
