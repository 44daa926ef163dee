"""The pairs of records that may be one person, the surest first.

The weights of name and circumstances add up with those of the prior to W bits, and ``P = 1 / (1 + 2^−W)``. The prior says how
many pairs are doubles before anything is known of them: one person in twenty is expected to be recorded twice, so of the
n(n−1)/2 pairs of n people ``λ = .1 / (n − 1)``. The larger the workspace, the more it takes.

Source: Fellegi, Sunter 1969; the prior as in Sadinle 2017, Bayesian Estimation of Bipartite Matchings for Record Linkage.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.identity.circumstances import Circumstances
from graphcrm.identity.frequencies import Frequencies
from graphcrm.identity.likeness import Evidence, compare_names
from graphcrm.identity.merging import VERDICT
from graphcrm.identity.pairing import pairs_worth_comparing
from graphcrm.identity.spelt import Spelt, spelt
from graphcrm.identity.verdicts import pair_key
from graphcrm.model.choices import Flag
from graphcrm.model.records import Person
from graphcrm.snapshot import Snapshot

__all__ = ["Candidate", "candidates", "kept_apart"]

#: The share of people who are expected to be recorded twice.
_DOUBLED = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records that may be one person.

    keep, merge
        The id that would stay, and the one that would go into it: of those who have not left the record with more filled in.
    bits
        The sum of the evidence, without the prior.
    probability
        In 0..1.
    evidence
        What speaks for it and against it, the names first.
    notes
        What somebody who merges them should know beside that.
    """

    keep: str
    merge: str
    bits: float
    probability: float
    evidence: tuple[Evidence, ...]
    notes: tuple[Text, ...] = ()


def kept_apart(snapshot: Snapshot) -> frozenset[str]:
    """Keys of the pairs that a team has said are two people, on the day of the snapshot."""
    day = snapshot.as_of.isoformat()
    return frozenset(
        key
        for key, one in snapshot.accepted.items()
        if key.startswith(f"{VERDICT}:") and not (one.until and one.until <= day)
    )


def candidates(snapshot: Snapshot, among: frozenset[str] | None = None, least: float = 0.0) -> Sequence[Candidate]:
    """Pairs of probability `least` and more, by (−probability, ids); of `among` only those with one of these people.

    Nobody of whom nothing may be kept is compared with anybody, nor is an open seat, whose holder is not known. Pairs that were
    kept apart are left out.
    """
    people = [p for p in snapshot.people.values() if not (p.has(Flag.DO_NOT_PROCESS) or p.has(Flag.PLACEHOLDER))]
    if len(people) < 2:
        return ()
    names = {p.id: _names(p) for p in people}
    common = Frequencies.of([counted for name in names[p.id] for counted in name.counted()] for p in people)
    beside = Circumstances(snapshot)
    prior = log2(2 * _DOUBLED / (len(people) - 1))
    apart = kept_apart(snapshot)
    found = []
    for one, other in pairs_worth_comparing(people, names):
        if (among is not None and among.isdisjoint((one, other))) or pair_key(one, other) in apart:
            continue
        a, b = snapshot.people[one], snapshot.people[other]
        evidence = (compare_names(names[one], names[other], (a.name, b.name), common), *beside.between(a, b))
        bits = sum(e.bits for e in evidence)
        probability = 1 / (1 + 2 ** -max(-500.0, bits + prior))
        if probability >= least:
            keep, merge = sorted((a, b), key=lambda p: _rank(snapshot, p))
            found.append(Candidate(keep.id, merge.id, bits, probability, evidence, tuple(_notes(keep, merge))))
    return sorted(found, key=lambda c: (-c.probability, -c.bits, c.keep, c.merge))


def _names(person: Person) -> tuple[Spelt, ...]:
    both = [*spelt(person.name), *(spelt(person.name_en) if person.name_en else ())]
    return tuple(dict.fromkeys(both))


def _rank(snapshot: Snapshot, person: Person) -> tuple[bool, int, int, str]:
    filled = sum(
        bool(getattr(person, name)) for name in ("name_en", "title", "unit", "grade", "function", "email", "reports_to")
    )
    return snapshot.has_left(person.id), -filled, len(person.id), person.id


def _notes(keep: Person, merge: Person) -> list[Text]:
    told = []
    for flag, words in (
        (Flag.OBJECTED, Text("已反对处理其信息", "has objected to processing")),
        (Flag.NO_CONTACT, Text("禁止联系", "must not be contacted")),
    ):
        if keep.has(flag) != merge.has(flag):
            who = (keep if keep.has(flag) else merge).id
            told.append(
                Text(f"{who} ", f"{who} ") + words + Text("，合并后同样适用", ", which holds for both once merged")
            )
    return told
