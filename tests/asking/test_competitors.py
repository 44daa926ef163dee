"""Competitors' people in the question of who moves a decision: never unless they are asked for."""

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import edge, golden_snapshot


def asked(name, **params):
    rival = {"id": "r9", "name": "Rival Rep", "org": "RIV", "grade": 3}
    snapshot = golden_snapshot(people={"r9": rival}, edges=[edge("INFLUENCES", "r9", "c2", level=5, confidence="A")])
    where = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True}
    return run(Ask(find_query(name), snapshot, where | params))


def test_somebody_of_a_competitor_has_a_share_only_on_request():
    def shares(**params):
        return {row["id"]: row["share_pct"] for row in asked("key-influencers", top=100, **params).rows}

    without, counted = shares(), shares(competitors=True)
    assert counted.keys() - without.keys() == {"r9"}
    assert counted["r9"] > 0
    assert counted["c2"] < without["c2"]  # who is moved by r9 has so much less of a voice


def test_the_answer_says_that_competitors_count_and_explains_them():
    said = "competitors' people count as sources of influence, too"
    assert said in [t.en for t in asked("key-influencers", competitors=True).assumptions]
    assert said not in [t.en for t in asked("key-influencers").assumptions]
    paths = [row["path"] for row in asked("explain", person="r9", competitors=True).rows]
    assert ["r9", "c2"] in paths
