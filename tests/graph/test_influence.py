"""The influence graph: who belongs to it, how strong an edge is, several reporters, domains, derived edges."""

from datetime import date, timedelta

import pytest

from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.graph.reports import lower_median
from tests.analysis.golden import AS_OF, PLAIN, edge, golden_situation, golden_snapshot

Q = {"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40}
P = {1: 0.10, 2: 0.25, 3: 0.45, 4: 0.65, 5: 0.85}


def weight(*edges, pair=("c1", "c5"), options=PLAIN, opportunity="HY-CORE", **changes):
    snapshot = golden_snapshot(edges=edges, **changes)
    graph = Situation.of(snapshot, "HY", opportunity, options=options).graph
    found = graph.edges.get(pair)
    return found.weight if found else None


def influences(level, confidence="A", **rest):
    return edge("INFLUENCES", "c1", "c5", level=level, confidence=confidence, **rest)


@pytest.mark.parametrize("level", P)
@pytest.mark.parametrize("confidence", Q)
def test_weight_is_p_times_q(level, confidence):
    assert weight(influences(level, confidence)) == pytest.approx(P[level] * Q[confidence])


def test_age_fades_to_a_quarter():
    for days in (0, 365, 730, 100_000):
        seen = (AS_OF - timedelta(min(days, 40_000))).isoformat()
        expected = 0.25 + 0.75 * 2 ** (-min(days, 40_000) / 730)
        assert weight(influences(4, observed_at=seen)) == pytest.approx(0.65 * 0.95 * expected)


def test_another_domain_counts_half_and_general_always_counts():
    technical = {"HY-CORE": {"domain": "technical"}}
    assert weight(influences(4, domain="financial"), opportunities=technical) == pytest.approx(0.65 * 0.95 / 2)
    assert weight(influences(4, domain="technical"), opportunities=technical) == pytest.approx(0.65 * 0.95)
    assert weight(influences(4), opportunities=technical) == pytest.approx(0.65 * 0.95)
    assert weight(influences(4, domain="financial"), opportunity=None) == pytest.approx(0.65 * 0.95)


def test_reporters_combine_by_noisy_or_and_lower_median():
    two = [influences(5, "B", reported_by="u1"), influences(2, "C", reported_by="u2")]
    assert weight(*two) == pytest.approx(P[5] * (1 - 0.2 * 0.5))
    four = [influences(lv, "C", reported_by=f"u{i}") for i, lv in enumerate((1, 2, 4, 5), 1)]
    assert weight(*four) == pytest.approx(P[2] * (1 - 0.5**3))
    sure = [influences(3, "A", reported_by=f"u{i}") for i in (1, 2, 3)]
    assert weight(*sure) == pytest.approx(P[3] * 0.98)


def test_the_age_of_several_reports_is_that_of_the_newest():
    old = (AS_OF - timedelta(730)).isoformat()
    both = [influences(4, "A", reported_by="u1", observed_at=old), influences(4, "D", reported_by="u2")]
    assert weight(*both) == pytest.approx(0.65 * (1 - 0.05 * 0.75))


def test_a_denial_halves_certainty_and_alone_leaves_nothing():
    assert weight(influences(4, reported_by="u1"), influences(0, "D", reported_by="u2")) == pytest.approx(
        0.65 * 0.95 / 2
    )
    assert weight(influences(0)) is None
    graph = golden_situation(edges=[influences(4, reported_by="u1"), influences(0, reported_by="u2")]).graph
    assert graph.edges["c1", "c5"].disputed


def test_domains_combine_without_lending_certainty():
    rows = [influences(5, "A", domain="general"), influences(5, "D", domain="political")]
    expected = 1 - (1 - 0.85 * 0.95) * (1 - 0.85 * 0.25)
    assert weight(*rows) == pytest.approx(min(0.85, expected))
    rows = [influences(2, "A", domain="general"), influences(2, "D", domain="political")]
    assert weight(*rows) == pytest.approx(1 - (1 - 0.25 * 0.95) * (1 - 0.25 * 0.25))


def test_trust_and_reporting_are_turned_round_and_weaker():
    derived = GraphOptions()
    trust = edge("TRUSTS", "c5", "c1", level=4, confidence="B")
    assert weight(trust, options=derived) == pytest.approx(0.6 * 0.65 * 0.8)
    assert weight(trust) is None
    line = edge("REPORTS_TO", "c5", "c1")
    assert weight(line, options=derived) == pytest.approx(0.45 * 0.8)
    assert weight(edge("REPORTS_TO", "c5", "c1", line="dotted"), options=derived) == pytest.approx(0.25 * 0.8)
    assert weight(trust, line, options=derived) == pytest.approx(0.45 * 0.8)
    assert weight(line, options=derived, pair=("c5", "c1")) is None


@pytest.mark.parametrize(
    "row", [{"level": 1}, {"level": 0}, {"level": 5, "polarity": -1}, {"level": 5, "confidence": "D"}]
)
def test_what_was_said_explicitly_suppresses_what_would_be_derived(row):
    trust = edge("TRUSTS", "c5", "c1", level=5)
    said = edge("INFLUENCES", "c1", "c5", **row)
    found = weight(trust, said, options=GraphOptions())
    assert found is None or found == pytest.approx(P[row["level"]] * Q[row.get("confidence", "A")])
    assert weight(trust, said, options=GraphOptions(min_confidence="A")) in (None, pytest.approx(0.10 * 0.95))


def test_trust_ages_faster_than_influence():
    seen = (AS_OF - timedelta(365)).isoformat()
    assert weight(edge("TRUSTS", "c5", "c1", level=5, observed_at=seen), options=GraphOptions()) == pytest.approx(
        0.6 * 0.85 * 0.95 * (0.25 + 0.75 / 2)
    )


def test_counter_influence_only_when_asked_for():
    against = influences(4, polarity=-1)
    assert weight(against) is None
    assert weight(against, options=GraphOptions(derived=False, signed=True)) == pytest.approx(-0.65 * 0.95)


ORGS = {
    "HYS": {"name": "sub", "category": "customer", "parent": "HY"},
    "OTH": {"name": "other", "category": "other"},
    "CU2": {"name": "other customer", "category": "customer"},
}


def members(*edges, options=PLAIN, **people):
    orgs = [{"id": k, **v} for k, v in ORGS.items()]
    rows = {"org": orgs, "person": [{"id": p, "name": p, **row} for p, row in people.items()]}
    snapshot = golden_snapshot(edges=edges, rows=rows)
    return set(Situation.of(snapshot, "HY", "HY-CORE", options=options).graph.people)


def test_members_are_the_tree_and_outsiders_one_tie_away():
    tie = {"level": 3, "confidence": "B"}
    found = members(
        edge("INFLUENCES", "a2", "c1", **tie),
        edge("TRUSTS", "c1", "a3", **tie),
        edge("INFLUENCES", "a4", "a2", **tie),
        edge("INFLUENCES", "o1", "c1", **tie),
        edge("INFLUENCES", "k1", "c1", **tie),
        edge("INFLUENCES", "r1", "c1", **tie),
        edge("INFLUENCES", "a5", "c1", polarity=-1, **tie),
        edge("INFLUENCES", "a6", "c1", level=0),
        h1={"org": "HYS"},
        h2={"org": "HYS", "left_on": "2026-06-30"},
        a2={"org": "ADV"},
        a3={"org": "ADV"},
        a4={"org": "ADV"},
        a5={"org": "ADV"},
        a6={"org": "ADV"},
        o1={"org": "OTH"},
        k1={"org": "CU2"},
        r1={"org": "RIV"},
    )
    assert {"h1", "a2", "a3"} <= found
    assert not found & {"h2", "a4", "a5", "a6", "o1", "k1", "r1", "u1"}


def test_competitors_only_as_an_option():
    people = {"r1": {"org": "RIV"}}
    row = edge("INFLUENCES", "r1", "c1", level=3)
    assert "r1" not in members(row, **people)
    assert "r1" in members(row, options=GraphOptions(derived=False, competitors=True), **people)


def test_who_left_moves_nobody():
    graph = golden_situation(people={"c6": {"flags": ["left"]}}).graph
    assert "c6" not in graph.people
    assert not any("c6" in pair for pair in graph.edges)


@pytest.mark.parametrize(("least", "kept"), [("A", "A"), ("B", "AB"), ("C", "ABC"), ("D", "ABCD"), ("E", "ABCDE")])
def test_the_confidence_filter_goes_by_letter(least, kept):
    for letter in "ABCDE":
        found = weight(influences(4, letter), options=GraphOptions(derived=False, min_confidence=least))
        assert (found is not None) == (letter in kept)


def test_a_reporting_line_lets_suppose_what_is_likely_and_nothing_confirmed():
    """q = .8 is the grade B, under which the line is listed: .45·.8 = .36; trust that is confirmed stays, .6·.10·.95."""
    line, trust = edge("REPORTS_TO", "c5", "c1"), edge("TRUSTS", "c5", "c1", level=1)
    for least, alone, beside_trust in (("A", None, 0.057), ("B", 0.36, 0.36), (None, 0.36, 0.36)):
        options = GraphOptions(min_confidence=least)
        assert weight(line, options=options) == (None if alone is None else pytest.approx(alone))
        assert weight(trust, line, options=options) == pytest.approx(beside_trust)


@pytest.mark.parametrize(("level", "balance", "grade"), [(3, 0.504 - 0.4275, "B"), (5, 0.504 - 0.8075, "A")])
def test_what_a_signed_edge_rests_on_says_what_it_says_on_balance(level, balance, grade):
    """Two domains at .36 (B) and .225 (C) are 1 − .64·.775 = .504 together; what counts against them is stronger than either."""
    domains = [influences(3, "B"), influences(3, "C", domain="technical")]
    counter = influences(level, "A", polarity=-1, domain="political")
    signed = GraphOptions(derived=False, signed=True)
    graph = Situation.of(golden_snapshot(edges=[*domains, counter]), "HY", "HY-CORE", options=signed).graph
    found = graph.edges["c1", "c5"]
    assert found.weight == pytest.approx(balance)
    assert found.strongest.confidence == grade


def test_lower_median():
    assert lower_median([(1, 0.5), (5, 0.5)]) == 1
    assert lower_median([(1, 0.2), (5, 0.8)]) == 5
    assert lower_median([(3, 0.4)]) == 3


def test_the_day_decides_what_is_seen():
    later = influences(4, observed_at="2026-07-15")
    assert weight(later, as_of=date(2026, 8, 1)) == pytest.approx(0.65 * 0.95 * (0.25 + 0.75 * 2 ** (-17 / 730)))
