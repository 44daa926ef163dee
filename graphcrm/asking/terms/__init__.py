"""The words of the field as they stand in answers and tables, in a sentence or two: what ``graphcrm explain TERM`` says."""

from __future__ import annotations

from graphcrm.asking.terms.ahead import AHEAD
from graphcrm.asking.terms.coverage import COVERAGE
from graphcrm.asking.terms.influence import INFLUENCE
from graphcrm.asking.terms.opinion import OPINION
from graphcrm.asking.terms.plan import PLAN
from graphcrm.asking.terms.readers import READERS
from graphcrm.asking.terms.spread import SPREAD
from graphcrm.asking.terms.standing import STANDING
from graphcrm.asking.terms.structure import STRUCTURE
from graphcrm.asking.terms.term import Term, plain
from graphcrm.asking.terms.weights import WEIGHTS

__all__ = ["TERMS", "Term", "find_terms", "plain"]

#: Every term, in the order in which a newcomer meets them.
TERMS: tuple[Term, ...] = (
    *INFLUENCE,
    *STRUCTURE,
    *SPREAD,
    *COVERAGE,
    *OPINION,
    *STANDING,
    *PLAN,
    *AHEAD,
    *WEIGHTS,
    *READERS,
)


def find_terms(word: str) -> tuple[Term, ...]:
    """The terms that a word, in either language, may mean: “weight” is that of a decider and that of a relation.

    >>> [t.name.en for t in find_terms("KAPPA")], [t.name.en for t in find_terms("权重")]
    (['stubbornness (κ)'], ['decision weight (r)', 'effective weight (ŵ)'])
    """
    wanted = plain(word)
    return tuple(t for t in TERMS if wanted in map(plain, t.words)) if wanted else ()
