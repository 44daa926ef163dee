"""Value of information: exact changes of the lean, seats first, whom to ask, and how well missing ties are guessed."""

import numpy as np
import pytest

from graphcrm.analysis.data.likely_ties import holdout_auc, likely_ties
from graphcrm.analysis.data.verify_next import QuestionKind, verify_next
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.graph.undirected import undirected
from tests.analysis.golden import edge, golden_situation, meeting, snapshot_of, with_edges

SEAT = {"c1": {"flags": ["placeholder"], "title": "董事长"}}


def asked(s, kind):
    return {q.about: q for q in verify_next(s) if q.kind is kind}


def lean_with(s, pair, weight):
    return Situation(with_edges(s.graph, {pair: weight})).lean


def test_an_uncertain_tie_is_worth_what_its_loss_would_move():
    s = golden_situation()
    found = asked(s, QuestionKind.UNCERTAIN)
    assert found.keys() == s.graph.edges.keys()
    for pair, q in (("c6", "c3"), 0.95), (("c3", "c2"), 0.80), (("c7", "c4"), 0.50):
        moved = abs(lean_with(s, pair, 0) - s.lean)
        assert found[pair].impact == pytest.approx(100 * moved * 4 * q * (1 - q))
    assert found["c3", "c2"].ask_whom == "u3"


def test_a_missing_tie_is_worth_its_score_times_what_it_would_move():
    s = golden_situation()
    scores, index = likely_ties(s), s.graph.index
    found = asked(s, QuestionKind.EDGE)
    for (u, v), question in found.items():
        assert (u, v) not in s.graph.edges
        assert (v, u) not in s.graph.edges
        one, other = (abs(lean_with(s, pair, 0.45 * 0.5) - s.lean) for pair in ((u, v), (v, u)))
        assert one >= other - 1e-12
        assert question.impact == pytest.approx(100 * scores.of(index[u], index[v]) * one)


def test_the_rank_that_would_change_is_told():
    s = golden_situation()
    question = asked(s, QuestionKind.UNCERTAIN)["c8", "c2"]
    after = Situation(with_edges(s.graph, {("c8", "c2"): 0}))
    assert question.change.person == "c8"
    assert (question.change.before, question.change.after) == (s.places["c8"][0], after.places["c8"][0])
    assert "If not, 李秘 moves from place 6 to 13. Ask 高副总." in question.text(s).en
    assert "请核实：李秘是否真的影响林行长？" in question.text(s).zh


def test_unknown_and_stale_attitudes_are_worth_the_share():
    found = asked(golden_situation(), QuestionKind.STANCE)
    assert found["c1",].impact == pytest.approx(6.58, abs=0.1)
    assert found.keys() == {("c1",), ("c11",)}
    old = edge("STANCE", "c2", "US", level=0, observed_at="2025-12-31")
    stale = golden_situation(stances={"c2": None}, edges=[old])
    assert asked(stale, QuestionKind.STANCE)["c2",].impact == pytest.approx(27.77, abs=0.1)
    assert asked(stale, QuestionKind.STANCE)["c2",].ask_whom == "u3"


def test_seats_come_first_and_are_asked_once():
    s = golden_situation(people=SEAT)
    questions = verify_next(s)
    assert (questions[0].kind, questions[0].about) == (QuestionKind.SEAT, ("c1",))
    assert questions[0].impact == pytest.approx(6.58, abs=0.1)
    assert "who holds the open seat" in questions[0].text(s).en
    assert ("c1",) not in asked(s, QuestionKind.STANCE)
    assert verify_next(s, 1) == questions[:1]


@pytest.mark.parametrize("stances", [{}, dict.fromkeys(("c2", "c3", "c4", "c6"), 0)])
def test_the_first_questions_are_the_first_of_all(stances):
    """Also where several pairs are worth the same: of everybody of one unit, whatever is equal stays in order."""
    s = golden_situation(stances=stances)
    every = verify_next(s)
    assert sum(q.kind is QuestionKind.EDGE for q in every) > 10
    for top in range(len(every) + 2):
        assert verify_next(s, top) == every[:top]


def test_denied_ties_close_the_list():
    s = golden_situation(
        edges=[edge("INFLUENCES", "c6", "c3", level=0, reported_by="u2"), edge("INFLUENCES", "c9", "c1", level=0)]
    )
    last = verify_next(s)[-2:]
    assert [(q.kind, q.about, q.impact) for q in last] == [
        (QuestionKind.DENIED, ("c6", "c3"), 0),
        (QuestionKind.DENIED, ("c9", "c1"), 0),
    ]
    assert "others deny it" in last[0].text(s).en
    assert "It is denied, and nobody says so" in last[1].text(s).en


def test_a_denial_that_is_not_sure_enough_is_not_heard():
    """Nor is who names the tie: of two who say the opposite, only the surer one is left."""
    doubt = edge("INFLUENCES", "c6", "c3", level=0, reported_by="u2", confidence="C")
    denied = edge("INFLUENCES", "c9", "c1", level=0, confidence="A")
    named = edge("INFLUENCES", "c9", "c1", level=3, reported_by="u2", confidence="D")
    s = golden_situation(edges=[doubt, denied, named], options=GraphOptions(derived=False, min_confidence="B"))
    (left,) = asked(s, QuestionKind.DENIED).values()
    assert left.about == ("c9", "c1")
    assert "nobody says so" in left.text(s).en


def test_impacts_fall():
    impacts = [q.impact for q in verify_next(golden_situation())]
    assert impacts == sorted(impacts, reverse=True)
    assert min(impacts) > 0


@pytest.mark.parametrize(
    ("change", "pair", "score"),
    [
        ({"interactions": [meeting("2026-06-01", "u1", "c1", "c11")]}, ("c1", "c11"), 0.3),
        ({"interactions": [meeting("2025-06-29", "u1", "c1", "c11")]}, ("c1", "c11"), 0),
        ({"edges": [edge("SHARED_HISTORY", "c1", "c11")]}, ("c1", "c11"), 0.1),
        ({"people": {"c1": {"unit": "U"}, "c11": {"unit": "U"}}}, ("c1", "c11"), 0.2),
    ],
)
def test_what_makes_a_tie_likely(change, pair, score):
    base, found = (likely_ties(golden_situation(**c)) for c in ({}, change))
    index = golden_situation().graph.index
    u, v = (index[p] for p in pair)
    assert found.of(u, v) - base.of(u, v) == pytest.approx(score)
    assert found.of(v, u) == found.of(u, v)


def test_common_neighbours_count_by_their_degree():
    s = golden_situation()
    near = {p: {v for e in s.graph.edges if p in e for v in e} - {p} for p in s.graph.people}

    def ra(u, v):
        return sum(1 / len(near[z]) for z in near[u] & near[v])

    pairs = [(u, v) for u in near for v in near if u != v and v not in near[u]]
    most = max(ra(u, v) for u, v in pairs)
    scores, index = likely_ties(s), s.graph.index
    for u, v in pairs:
        assert scores.of(index[u], index[v]) == pytest.approx(0.4 * ra(u, v) / most)


def clusters(size):
    """Two groups in which everybody has ties, and meets, but for one pair each."""
    people = [{"id": f"{g}{n}", "name": f"{g}{n}", "org": "HY", "grade": 3} for g in "ab" for n in range(size)]
    ties = [
        edge("INFLUENCES", f"{g}{m}", f"{g}{n}", level=3)
        for g in "ab" for m in range(size) for n in range(m) if (m, n) != (1, 0)
    ]  # fmt: skip
    orgs = [{"id": "HY", "name": "HY", "category": "customer"}, {"id": "US", "name": "US", "category": "our_company"}]
    return Situation.of(snapshot_of({"org": orgs, "person": people, "edge": ties}), "HY")


def test_hidden_ties_are_found_again_where_people_cluster():
    assert holdout_auc(clusters(7), 1) > 0.95
    assert holdout_auc(clusters(3), 1) is None, "too few ties"
    assert holdout_auc(golden_situation(), 1) == holdout_auc(golden_situation(), 1)


@pytest.mark.parametrize("s", [golden_situation(), clusters(4)], ids=["golden", "clusters"])
def test_hidden_ties_are_weighed_against_every_pair_without_one(s):
    """Each round literally: a tenth of the ties taken out of the graph, all pairs scored anew, each compared with each."""
    tied = undirected(s.graph.W) > 0
    order = likeness(s).people
    pairs = np.sort(order[np.argwhere(np.triu(tied[np.ix_(order, order)], 1))], axis=1)
    rng, rounds = np.random.default_rng(5), []
    for _ in range(20):
        out = pairs[rng.choice(len(pairs), max(1, round(len(pairs) / 10)), replace=False)]
        ends = [(s.graph.people[u], s.graph.people[v]) for u, v in out]
        scores = likely_ties(Situation(with_edges(s.graph, dict.fromkeys([*ends, *(e[::-1] for e in ends)], 0))))
        those = [scores.of(u, v) for u, v in np.argwhere(np.triu(~tied, 1))]
        rounds += [np.mean([(a > b) + (a == b) / 2 for a in (scores.of(*pair) for pair in out) for b in those])]
    assert holdout_auc(s, 5) == pytest.approx(np.mean(rounds), abs=1e-12)


def test_of_nobody_nothing_is_asked():
    rows = {
        "org": [
            {"id": "HY", "name": "HY", "category": "customer"},
            {"id": "US", "name": "US", "category": "our_company"},
        ]
    }
    empty = Situation.of(snapshot_of(rows), "HY")
    assert verify_next(empty) == ()
    assert holdout_auc(empty, 1) is None
