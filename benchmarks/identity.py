"""Are doubles found, and is what is listed true? Precision and recall on made-up workspaces of which the truth is known.

    python -m benchmarks.identity [--workspaces 20] [--people 400]

Prints precision and recall of the pairs listed from several probabilities on, beside the rule of the import's warning W03 (the
same name in one organisation, or one edit away with the same title); the part found of each way to be written twice; and the
stated probability beside how often it is true.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.doubles import KINDS, Doubled, doubled
from benchmarks.measure import Row
from graphcrm.folding import fold
from graphcrm.identity.candidates import Candidate, candidates
from graphcrm.model.normal import normal, normal_name

__all__ = ["rows"]

_LEVELS = (0.05, 0.2, 0.5, 0.9)
#: Least recall and precision of what is listed without being asked for more.
_LISTED, _RECALL, _PRECISION = 0.2, 0.90, 0.70

Pair = tuple[str, str]


def rows(workspaces: int = 10, people: int = 400) -> Iterator[Row]:
    """Misses in place of hits, because a promise is a most."""
    made = [doubled(seed, people) for seed in range(workspaces)]
    began = time.process_time()
    found = [candidates(one.snapshot) for one in made]
    seconds = (time.process_time() - began) / workspaces
    for line in tables(made, found):
        print(line, flush=True)
    precision, recall = _rates(made, [_from(some, _LISTED) for some in found])
    theirs = _rates(made, [_by_rule(one) for one in made])
    yield Row("doubles missed", 1 - recall, "", f"{1 - theirs[1]:.2f} by the rule of W03", 1 - _RECALL)
    yield Row("listed, and no doubles", 1 - precision, "", f"{1 - theirs[0]:.2f} by the rule of W03", 1 - _PRECISION)
    yield Row(f"looking for doubles among {people} people", seconds, "s", "", None)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _from(some: Sequence[Candidate], least: float) -> set[Pair]:
    return {_pair(c.keep, c.merge) for c in some if c.probability >= least}


def _by_rule(one: Doubled) -> set[Pair]:
    """What W03 says, pair by pair."""
    from rapidfuzz.distance import Levenshtein

    people = list(one.snapshot.people.values())
    names = {p.id: normal_name(p.name) for p in people}
    found = set()
    for n, a in enumerate(people):
        for b in people[n + 1 :]:
            same = a.org == b.org and fold(names[a.id]) == fold(names[b.id])
            near = bool(a.title) and normal(a.title) == normal(b.title)
            if same or (near and Levenshtein.distance(names[a.id], names[b.id], score_cutoff=1) <= 1):
                found.add(_pair(a.id, b.id))
    return found


def _rates(made: list[Doubled], listed: list[set[Pair]]) -> tuple[float, float]:
    """Precision and recall over all workspaces."""
    true = sum(len(some & one.truth.keys()) for one, some in zip(made, listed, strict=True))
    return true / max(sum(map(len, listed)), 1), true / sum(len(one.truth) for one in made)


def tables(made: list[Doubled], found: list[Sequence[Candidate]]) -> Iterator[str]:
    """The printed tables."""
    yield f"{'listed':28}{'pairs':>7}{'precision':>11}{'recall':>8}"
    choices = [(f"probability ≥ {least:.0%}", [_from(some, least) for some in found]) for least in _LEVELS]
    for name, listed in (*choices, ("rule of W03", [_by_rule(one) for one in made])):
        precision, recall = _rates(made, listed)
        yield f"{name:28}{sum(map(len, listed)) / len(made):7.1f}{precision:11.3f}{recall:8.3f}"
    all_of: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for one, some in zip(made, found, strict=True):
        listed_ = _from(some, _LISTED)
        all_of.update(one.truth.values())
        got.update(kind for pair, kind in one.truth.items() if pair in listed_)
    yield f"\n{'written twice by':28}{'pairs':>7}{'found':>11}"
    yield from (f"{kind:28}{all_of[kind]:7}{got[kind] / max(all_of[kind], 1):11.2f}" for kind in KINDS)
    yield f"\n{'stated':>10}{'pairs':>7}{'true':>7}"
    pairs = [
        (c.probability, _pair(c.keep, c.merge) in one.truth)
        for one, some in zip(made, found, strict=True)
        for c in some
    ]
    for low, high in ((0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01)):
        inside = [true for p, true in pairs if low <= p < high]
        if inside:
            yield f"{low:5.0%}–{min(high, 1):4.0%}{len(inside):7}{sum(inside) / len(inside):7.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspaces", type=int, default=20)
    parser.add_argument("--people", type=int, default=400)
    given = parser.parse_args()
    for row in rows(given.workspaces, given.people):
        print(f"{row.name:44} {row.value:8.3f} {row.unit:3} {'ok' if row.ok else 'MISSED':7} beside {row.peer}")


if __name__ == "__main__":
    main()
