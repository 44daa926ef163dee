"""How many ties nobody recorded: estimated from how often colleagues who were asked about the same people name the same ties.

If each of the k colleagues who were asked about a tie that exists names it with probability p, nobody names the part ``(1 − p)^k``:
to each recorded tie there are ``(1 − p)^k / (1 − (1 − p)^k)`` that are missing. p is estimated from the ties of which two or
more were asked, by the zero-truncated binomial likelihood, each tie counted by its certainty q (what one tells and the others
do not may be a rumour, which is no sign of deafness). The rate of the settings stands in for a few answers, and alone where it
is not recorded that two were asked about the same tie: a silence tells nothing of somebody who was not asked. This is capture
and recapture (Lincoln 1930, Petersen 1896); what everybody overlooks more easily than the rest it counts too low (Chao 1987).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphcrm.analysis.situation import Situation, once
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import counted, per_cent

__all__ = ["MissingTies", "missing_ties", "naming_rate"]


#: Answers for which the rate of the settings stands in.
_PRIOR = 2.0
#: Most missing ties per recorded one: who knows less than half should ask, not estimate.
_MOST = 1.0


@dataclass(frozen=True, slots=True)
class MissingTies:
    """`rate`: expected missing ties per recorded one, ≥ 0; `judged`: recorded ties about which two or more colleagues were asked,
    0 if the rate is assumed.
    """

    rate: float
    judged: int = 0

    def sentence(self) -> Text:
        """“… of ties assumed missing”, or estimated."""
        rate = per_cent(self.rate)
        if not self.judged:
            return Text(f"假设缺失的关系为已录入的 {rate}", f"missing ties assumed to be {rate} of the recorded ones")
        about = counted(self.judged, "tie")
        return Text(
            f"缺失的关系估计为已录入的 {rate}，依据多位同事对 {self.judged} 条关系的回答是否一致",
            f"missing ties estimated at {rate} of the recorded ones, from how far colleagues who were asked agree on {about}",
        )


@once
def missing_ties(situation: Situation) -> MissingTies:
    """Missing ties of a situation, by what was answered about its ties of influence."""
    assumed = situation.snapshot.settings.noise["missing"]
    edges = situation.graph.edges
    parts = [part for edge in edges.values() for part in edge.parts if part.kind is EdgeKind.INFLUENCES]
    answered = [(part.named, part.k, part.q) for part in parts if part.k is not None and part.named is not None]
    judged = [answer for answer in answered if answer[1] > 1]
    if not judged:
        return MissingTies(assumed)
    p = naming_rate(judged, assumed)
    missing = assumed * (len(edges) - len(answered))
    for _, k, q in answered:
        unnamed = (1 - p) ** k
        missing += q * unnamed / (1 - unnamed)
    return MissingTies(min(_MOST, missing / len(edges)), len(judged))


def naming_rate(judged: Iterable[tuple[int, int, float]], assumed: float) -> float:
    """Probability p of a colleague to name a tie that exists, in (0, 1].

    The root of ``Σ q (named − k p / (1 − (1 − p)^k)) + a (1 − p) − b p``, which falls in p; a and b are the answers that name a tie
    and that do not, standing for the assumed rate of missing ties.

    Parameters
    ----------
    judged
        Of each tie: how many named it, of how many who were asked, and its certainty q.

    >>> round(naming_rate([(2, 2, 1.0)] * 900 + [(1, 2, 1.0)] * 200, 0.1), 2)
    0.9
    """
    certain: defaultdict[tuple[int, int], float] = defaultdict(float)  # few different counts, however many ties
    for named, k, q in judged:
        certain[named, k] += q
    a, b = _PRIOR / (1 + assumed), _PRIOR * assumed / (1 + assumed)
    low, high = 0.0, 1.0
    for _ in range(50):
        p = (low + high) / 2
        score = a * (1 - p) - b * p + sum(q * (named - k * p / (1 - (1 - p) ** k)) for (named, k), q in certain.items())
        low, high = (p, high) if score > 0 else (low, p)
    return high
