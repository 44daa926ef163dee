"""What to find out next, by how far the answer would move the decision (value of information).

    seat       an open post carries a share of the decision: who holds it? Such questions come first
    edge       s·|ΔΦ| of a tie that may be missing (:mod:`graphcrm.analysis.data.likely_ties`), of level 3 and confidence C, in the
               direction that moves Φ more
    uncertain  |ΔΦ| if a recorded influence did not exist, times 4q(1 − q): most for what is as likely as not
    stance     share of whoever's attitude is unknown or stale
    denied     somebody says that a reported influence does not exist: to be settled, without a number

Impacts are in points of Φ, 0..100. Everything is a question; nothing of it is stored as a fact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from graphcrm.analysis.coverage.open_seats import open_seats
from graphcrm.analysis.data.likely_ties import likely_ties
from graphcrm.analysis.influence.one_edge import OneEdge
from graphcrm.analysis.numbers import TOLERANCE, ordinal
from graphcrm.analysis.opinion.known_support import fresh_level
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Floats, Ints, Mask, Vector
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Confidence
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import span

__all__ = ["Question", "QuestionKind", "RankChange", "verify_next"]


_LEVEL = 3
#: Impacts that differ by less may be equal once they are rounded.
_EQUAL = 1e-9


_DISPUTED = Text("{u} 是否影响 {v}？有人说有，有人说没有", "does {u} influence {v}? Some say so, others deny it")
_ONLY_DENIED = Text("{u} 是否影响 {v}？有人否认，无人肯定", "does {u} influence {v}? It is denied, and nobody says so")


class QuestionKind(Choice):
    """What is asked, in the order in which equal impacts stand."""

    SEAT = "seat", "席位", "open seat"
    STANCE = "stance", "态度", "stance"
    EDGE = "edge", "可能缺的关系", "missing tie"
    UNCERTAIN = "uncertain", "存疑的关系", "uncertain tie"
    DENIED = "denied", "被否认的关系", "denied tie"


@dataclass(frozen=True, slots=True)
class RankChange:
    """Whose rank the answer would change, from which place to which; of several who share their places, from the best to the worst."""

    person: str
    before: int
    after: int
    before_worst: int
    after_worst: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `about` are one or two ids, source before target; `impact` in points of Φ; `ask_whom` of ours could tell.

    `disputed`: of a tie that is denied, that somebody else names it.
    """

    kind: QuestionKind
    about: tuple[str, ...]
    impact: float
    ask_whom: str | None
    change: RankChange | None = None
    disputed: bool = False

    def text(self, situation: Situation, here: Collection[str] = ()) -> Text:
        """The question in words: “Please find out: does {u} influence {v}? If so, {p} would move from place 5 to 3. Ask {who}.”

        Nobody who is `here` to read it is sent to himself.
        """
        people = situation.snapshot.people
        names = [people[p].name for p in self.about]
        asked = {
            QuestionKind.SEAT: Text("谁担任待确认席位“{u}”？", "who holds the open seat “{u}”?"),
            QuestionKind.STANCE: Text("{u} 现在持什么态度？", "where does {u} stand now?"),
            QuestionKind.EDGE: Text("{u} 是否影响 {v}？", "does {u} influence {v}?"),
            QuestionKind.UNCERTAIN: Text("{u} 是否真的影响 {v}？", "does {u} really influence {v}?"),
            QuestionKind.DENIED: _DISPUTED if self.disputed else _ONLY_DENIED,
        }[self.kind].format(u=names[0], v=names[-1])
        after = Text("", "")
        if self.change is not None:
            held = Text("若成立", "If so") if self.kind is QuestionKind.EDGE else Text("若不成立", "If not")
            after = Text("{held}，{p} 的排名由 {a} 变 {b}。", " {held}, {p} moves from place {a} to {b}.").format(
                held=held,
                p=people[self.change.person].name,
                a=span(str(self.change.before), str(self.change.before_worst)),
                b=span(str(self.change.after), str(self.change.after_worst)),
            )
        who = Text("", "")
        if self.ask_whom is not None and self.ask_whom not in here:
            who = Text("可问：{who}。", " Ask {who}.").format(who=people[self.ask_whom].name)
        stop = Text("", "") if self.kind is not QuestionKind.DENIED else Text("。", ".")
        return Text("请核实：", "Please find out: ") + asked + stop + after + who


@dataclass(frozen=True, slots=True)
class _Ties:
    """Ties that may be there or not: their ends, the weight that each would have, and what a change of Φ by one is worth."""

    u: Ints
    v: Ints
    to: Floats
    worth: Floats

    def only(self, kept: Mask) -> _Ties:
        return _Ties(self.u[kept], self.v[kept], self.to[kept], self.worth[kept])

    def bounds(self, one_edge: OneEdge) -> tuple[Floats, Floats]:
        """Between which two impacts the impact lies, and needs no knowledge of all indirect ways."""
        least, most = one_edge.bounds(self.u, self.v, self.to)
        return self.worth * least, self.worth * most

    def impacts(self, one_edge: OneEdge) -> Floats:
        return self.worth * np.abs(one_edge.gains(self.u, self.v, self.to))


def verify_next(situation: Situation, top: int | None = None) -> tuple[Question, ...]:
    """Seats by share, then the other questions by impact (ties by kind and ids), denied ties last; the first `top` of them.

    Questions whose answer would move nothing are not asked, apart from denied ties.
    """
    seats = [Question(QuestionKind.SEAT, (s.id,), 100 * s.share, s.ask_whom) for s in open_seats(situation)]
    stances = list(_stances(situation))
    missing, doubted = _first(situation, _missing(situation), _doubted(situation), [q.impact for q in stances], top)
    asked = (*missing, doubted)
    one_edge = OneEdge(situation, np.unique(np.concatenate([ends for ties in asked for ends in (ties.u, ties.v)])))
    others = [*stances, *_edges(situation, one_edge, missing), *_uncertain(situation, one_edge, doubted)]
    order = list(QuestionKind)
    ranked = sorted(
        (q for q in others if q.impact > TOLERANCE), key=lambda q: (-round(q.impact, 10), order.index(q.kind), q.about)
    )
    found = [*seats, *ranked, *_denied(situation)][:top]
    return tuple(_with_change(situation, one_edge, q) for q in found)


def _stances(situation: Situation) -> Iterator[Question]:
    for person in situation.graph.people:
        if fresh_level(situation, person) is None and not situation.snapshot.is_seat(person):
            impact = 100 * abs(situation.share_of(person))
            yield Question(QuestionKind.STANCE, (person,), impact, situation.ties.best(person)[1])


def _assumed(situation: Situation) -> float:
    """Weight of an edge of level 3 and confidence C."""
    settings = situation.snapshot.settings
    return settings.p_influence(_LEVEL) * settings.confidence[Confidence.C.value]


def _missing(situation: Situation) -> tuple[_Ties, _Ties]:
    """Pairs that may have a tie, from the smaller place to the larger and the other way round."""
    W, assumed, likely = situation.graph.W, _assumed(situation), likely_ties(situation)
    u, v = likely.ends
    worth = 100 * likely.values
    return _Ties(u, v, W[u, v] + assumed, worth), _Ties(v, u, W[v, u] + assumed, worth)


def _doubted(situation: Situation) -> _Ties:
    """Recorded influences, as if they did not exist."""
    graph = situation.graph
    found = []
    for (source, target), edge in graph.edges.items():
        recorded = [part.q for part in edge.parts if part.kind is EdgeKind.INFLUENCES]
        if recorded:
            found.append((graph.index[source], graph.index[target], max(recorded)))
    u, v = (np.array([one[end] for one in found], dtype=np.intp) for end in (0, 1))
    q = np.array([one[2] for one in found], dtype=float)
    return _Ties(u, v, np.zeros(len(found)), 400 * q * (1 - q))


def _first(
    situation: Situation, missing: tuple[_Ties, _Ties], doubted: _Ties, others: Sequence[float], top: int | None
) -> tuple[tuple[_Ties, _Ties], _Ties]:
    """Those that may be among the first `top` questions: of tens of thousands of pairs few are asked about."""
    if top is None:
        return missing, doubted
    one_edge = OneEdge(situation)
    there, back, doubts = (ties.bounds(one_edge) for ties in (*missing, doubted))
    sure = np.concatenate([np.maximum(there[0], back[0]), doubts[0], others])
    if not 0 < top < len(sure):
        return missing, doubted
    least = float(np.partition(sure, -top)[-top]) - _EQUAL
    kept = np.maximum(there[1], back[1]) >= least
    return (missing[0].only(kept), missing[1].only(kept)), doubted.only(doubts[1] >= least)


def _edges(situation: Situation, one_edge: OneEdge, missing: tuple[_Ties, _Ties]) -> Iterator[Question]:
    people, (forth, turned) = situation.graph.people, missing
    there, back = (ties.impacts(one_edge) for ties in missing)
    # Of two directions that move the lean alike the one from the smaller id.
    for u, v, impact, other, worth in zip(forth.u, forth.v, there, back, turned.worth, strict=True):
        pair = (u, v) if impact >= other - TOLERANCE * worth else (v, u)
        about = people[pair[0]], people[pair[1]]
        yield Question(QuestionKind.EDGE, about, float(impact if pair == (u, v) else other), None)


def _uncertain(situation: Situation, one_edge: OneEdge, doubted: _Ties) -> Iterator[Question]:
    people = situation.graph.people
    for u, v, impact in zip(doubted.u, doubted.v, doubted.impacts(one_edge), strict=True):
        yield Question(QuestionKind.UNCERTAIN, (people[u], people[v]), float(impact), None)


def _denied(situation: Situation) -> Iterator[Question]:
    """Influences between people of the graph of which somebody who is heard says that they do not exist."""
    graph = situation.graph
    edges = situation.snapshot.index.edges(EdgeKind.INFLUENCES, graph.people)
    heard = [e for e in edges if graph.options.hears(e.confidence)]
    named = {(e.source, e.target) for e in heard if e.level}
    for pair in sorted({(e.source, e.target) for e in heard if e.level == 0}):
        source, target = pair
        if source in graph.index and target in graph.index and source != target:
            yield Question(QuestionKind.DENIED, pair, 0.0, None, disputed=pair in named)


def _with_change(situation: Situation, one_edge: OneEdge, question: Question) -> Question:
    """A question about a tie with whom to ask, and with whose rank it would change."""
    if len(question.about) == 1:
        return question
    who = _closest(situation, question.about)
    u, v = (situation.graph.index[p] for p in question.about)
    change = None
    if question.kind in (QuestionKind.EDGE, QuestionKind.UNCERTAIN):
        to = situation.graph.W[u, v] + _assumed(situation) if question.kind is QuestionKind.EDGE else 0.0
        change = _rank_change(situation, one_edge.shares(u, v, to), question.about[0])
    return replace(question, ask_whom=who, change=change)


def _closest(situation: Situation, people: Iterable[str]) -> str | None:
    """Who of ours has the strongest tie to any of some people, ties by id; None without any."""
    known = [situation.ties.best(p) for p in people]
    able = [(-ordinal(strength), ours) for strength, ours in known if ours is not None]
    return min(able)[1] if able else None


def _rank_change(situation: Situation, shares: Vector, source: str) -> RankChange | None:
    """The one whose influence is in question if any place of theirs moves, else of those whose best place moves whoever has the largest
    share; None if nobody's does.
    """
    ranked, moved = np.sort(shares), []
    better = len(shares) - np.searchsorted(ranked, shares + TOLERANCE, "right")
    as_good = len(shares) - np.searchsorted(ranked, shares - TOLERANCE, "left")
    places = zip((1 + better).tolist(), as_good.tolist(), strict=True)
    for person, after in zip(situation.graph.people, places, strict=True):
        before = situation.places[person]
        if after[0] != before[0] or (person == source and after != before):
            moved.append((person != source, -ordinal(situation.share_of(person)), person, before, after))
    if not moved:
        return None
    _, _, person, before, after = min(moved)
    return RankChange(person, before[0], after[0], before[1], after[1])
