"""Chains across accounts: the sample's two banks share an adviser; on random workspaces every simple path is tried."""

from itertools import pairwise, permutations
from math import prod

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.across import across
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.errors import UsageError
from graphcrm.graph.influence import GraphOptions
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import edge, snapshot_of
from tests.commands.conftest import sample  # noqa: F401 - the imported workspace

PEOPLE = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "c1": "C", "t1": "T", "s1": "S", "x1": "A", "u1": "US", "r1": "R"}
ORGS = {"A": "customer", "B": "customer", "C": "customer", "T": "third_party", "S": "supplier"} | {
    "US": "our_company",
    "R": "competitor",
    "H": "other",
}


def workspace(ties, flags=None, knows=(), deciders=("b1",)):
    """Three customers, A below a holding that is none, an adviser, a supplier, and x1, who has a post at A and at B; b1 decides at B."""
    rows = {
        "org": [{"id": i, "name": i, "category": c, "parent": "H" if i == "A" else None} for i, c in ORGS.items()],
        "person": [{"id": p, "name": p, "org": o, "flags": (flags or {}).get(p, [])} for p, o in PEOPLE.items()],
        "opportunity": [{"id": "DEAL", "name": "DEAL", "customer": "B", "stage": "s2", "status": "open"}],
        "edge": [edge("INFLUENCES", u, v, level=level, polarity=sign) for (u, v), (level, sign) in ties.items()]
        + [edge("MEMBER_OF", "x1", "B"), *(edge("ROLE_IN", p, "DEAL", roles=["decider"]) for p in deciders)]
        + [edge("KNOWS", u, p, external_score=score, external_date="2026-06-30") for u, p, score in knows],
    }
    return Situation.of(snapshot_of(rows), "B", "DEAL", options=GraphOptions(derived=False))


def literal(situation, ties):
    """The best chain of everybody of A and C to b1, by trying all orders of people."""
    p, q = {1: 0.10, 2: 0.25, 3: 0.45, 4: 0.65, 5: 0.85}, situation.snapshot.settings.confidence["A"]
    w = {pair: p[level] * q for pair, (level, sign) in ties.items() if sign > 0 and not {"u1", "r1"} & set(pair)}
    found = {}
    for account, own in {"A": {"a1", "a2", "x1"}, "C": {"c1"}}.items():
        both = {"x1"} if account == "A" else set()
        others = set(PEOPLE) - {"u1", "r1", "b1"}
        for start in own:
            best = []
            middles = [m for n in range(len(others)) for m in permutations(sorted(others - {start} - (own - both)), n)]
            for path in ((start, *m, "b1") for m in middles):
                hops = list(pairwise(path))
                weights = [w.get(hop, 0.0) for hop in hops]
                if start not in both:
                    weights[0] = max(w.get(hops[0], 0.0), w.get(hops[0][::-1], 0.0))
                if (strength := prod(weights)) >= 0.01 - 1e-12:
                    best.append((-round(strength, 9), path))
            if best:
                found[account, start] = min(best)
    return found


PAIRS = st.tuples(st.sampled_from(sorted(PEOPLE)), st.sampled_from(sorted(PEOPLE))).filter(lambda p: p[0] != p[1])


#: Just above 1 %, and just below: .95³ × .1 × .25 × .65, and .95² × .1 × .1.
ABOVE = {("a1", "t1"): (1, 1), ("t1", "s1"): (2, 1), ("s1", "b1"): (4, 1)}
BELOW = {("a1", "t1"): (1, 1), ("t1", "b1"): (1, 1)}


@settings(max_examples=25, deadline=None)
@example(ABOVE)
@example(BELOW)
@given(st.dictionaries(PAIRS, st.tuples(st.integers(1, 5), st.sampled_from([1, 1, 1, -1])), max_size=16))
def test_every_chain_is_the_best_of_all_simple_paths(ties):
    situation = workspace(ties)
    found = across(situation)
    ours = {(c.account, c.people[0]): (-round(c.strength, 9), c.people) for c in found}
    assert (
        ours == pytest.approx(literal(situation, ties)) if not ours else ours.keys() == literal(situation, ties).keys()
    )
    for key, (strength, path) in literal(situation, ties).items():
        assert ours[key][0] == pytest.approx(strength, abs=2e-9)
        assert ours[key][1] == path
    assert [c.strength for c in found] == sorted((c.strength for c in found), reverse=True)


def test_the_sample_shares_an_adviser(sample):  # noqa: F811
    rows = Workspace(sample).across(account="HYL", as_of="2026-06-30").rows
    assert [(r["path"], r["link"], r["known_by"], r["starts_with"]) for r in rows[:2]] == [
        (["c6", "t1", "h2", "h1"], "t1", None, "u2"),
        (["c3", "t1", "h2", "h1"], "t1", None, "u3"),
    ]
    # t1→c6 against the influence, then t1→h2→h1 with it; each tie as the two accounts list it themselves.
    weight = {
        (r["from"], r["to"]): r["weight"]
        for account in ("HY", "HYL")
        for r in Workspace(sample).edges(account=account, as_of="2026-06-30").rows
    }
    product = weight["t1", "c6"] * weight["t1", "h2"] * weight["h2", "h1"]
    assert rows[0]["strength"] == pytest.approx(product, rel=1e-4)
    assert rows[0]["band"].value == "none"


def test_who_has_a_post_in_both_accounts_is_the_link():
    (chain,) = across(workspace({("x1", "b1"): (5, 1)}))
    assert (chain.account, chain.people, chain.link) == ("A", ("x1", "b1"), "x1")
    # Somebody of A who is moved by x1 knows x1; x1 then needs no second hop back to A.
    first, second = across(workspace({("x1", "b1"): (5, 1), ("x1", "a1"): (4, 1)}))
    assert (first.people, second.people, second.link) == (("x1", "b1"), ("a1", "x1", "b1"), "x1")


def test_it_says_who_of_ours_knows_the_link_and_whom_not_to_ask():
    ties = {("t1", "a1"): (4, 1), ("t1", "b1"): (4, 1)}
    (chain,) = across(workspace(ties, flags={"t1": ["independence_required"]}, knows=[("u1", "t1", 0.5)]))
    assert (chain.known_by, chain.barred) == ("u1", ("t1",))
    assert chain.tie == pytest.approx(0.5)
    assert (chain.weakest.source, chain.weakest.target) == ("t1", "a1")


def test_a_sentence_says_with_whom_at_the_end_no_contact_is_suggested():
    """As it does of a route: objected or no contact; while a tender is open, also independent people and officials."""
    for flag, said in {
        "objected": "b1 has objected to processing: no contact is suggested.",
        "no_contact": "b1 is marked “no contact”: no contact is suggested.",
        "public_official": None,
    }.items():
        snapshot = workspace({("t1", "a1"): (4, 1), ("t1", "b1"): (4, 1)}, flags={"b1": [flag]}).snapshot
        asked = run(Ask(find_query("across"), snapshot, {"account": "B"}))
        assert [r.en for r in asked.remarks] == ([said] if said else []), flag
        assert len(asked.rows) == 1


def test_it_begins_where_it_is_asked_to():
    ties = {("a1", "t1"): (4, 1), ("c1", "t1"): (5, 1), ("t1", "b1"): (4, 1)}
    s = workspace(ties)
    assert [c.people[0] for c in across(s)] == ["c1", "a1"]
    assert [c.people[0] for c in across(s, "A")] == ["a1"]
    assert [c.people[0] for c in across(s, "c1")] == ["c1"]
    assert across(s, "a2") == ()
    assert [c.people for c in across(s, to="t1")] == [("c1", "t1"), ("a1", "t1")]
    for wrong in ("B", "b1", "nobody"):
        with pytest.raises(UsageError, match=wrong):
            across(s, wrong)
    with pytest.raises(UsageError, match="r1"):
        across(s, to="r1")


def test_no_chain_begins_at_an_open_seat_or_goes_over_one_though_it_may_end_there():
    ties = {("t1", "a1"): (4, 1), ("t1", "b1"): (4, 1), ("a1", "s1"): (2, 1), ("s1", "b1"): (2, 1)}
    assert [c.people for c in across(workspace(ties))] == [("a1", "t1", "b1")]
    assert [c.people for c in across(workspace(ties, flags={"t1": ["placeholder"]}))] == [("a1", "s1", "b1")]
    assert across(workspace(ties, flags={"a1": ["placeholder"]})) == ()
    assert [c.people for c in across(workspace(ties, flags={"b1": ["placeholder"]}))] == [("a1", "t1", "b1")]
    # An open seat that decides, too, is where a chain ends, and leads on to no other decider.
    seat = workspace(ties, flags={"t1": ["placeholder"]}, deciders=("b1", "t1"))
    assert [c.people for c in across(seat)] == [("a1", "t1"), ("a1", "s1", "b1")]
    both = workspace({("x1", "b1"): (4, 1)}, flags={"x1": ["placeholder"]}, deciders=("b1", "x1"))
    assert [c.people for c in across(both)] == [("x1",)]
