"""Hidden chains in the order of what they add: small graphs by hand, and properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.chain import decision_chain
from graphcrm.analysis.paths.hidden_chains import HiddenChain, hidden_chains
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import AS_OF, edge, golden_situation, snapshot_of

Ties = Mapping[tuple[str, str], tuple[int, str]]

LINES = [edge("REPORTS_TO", a, b) for a, b in (("c2", "c1"), ("c3", "c2"), ("c4", "c2"), ("c5", "c3"), ("c6", "c5"))]
#: Boss of each in the hand-made account; d decides, b is on the list as well.
CHART = {"b": "d", "m": "b", "x": "b", "y": "b", "z": "b"}


def account(ties: Ties, chart: Mapping[str, str] = CHART, more: Iterable[str] = (), ages: bool = False) -> Situation:
    """People a, b, d, m, w, x, y, z and `more`; with `ages` no two ties are of the same age, hence none equally strong."""
    people = sorted({*"abdmwxyz", *more, *(p for pair in ties for p in pair)})
    days = {pair: str(AS_OF - timedelta(days=7 * i if ages else 0)) for i, pair in enumerate(ties)}
    influence = [
        edge("INFLUENCES", u, v, level=level, confidence=letter, observed_at=days[u, v])
        for (u, v), (level, letter) in ties.items()
    ]
    rows = {
        "org": [
            {"id": "K", "name": "K", "category": "customer"},
            {"id": "US", "name": "US", "category": "our_company"},
        ],
        "person": [{"id": p, "name": p, "org": "K", "grade": 3} for p in people],
        "opportunity": [{"id": "O", "name": "O", "customer": "K", "stage": "s2", "status": "open"}],
        "edge": [
            *(edge("REPORTS_TO", low, high) for low, high in chart.items()),
            *influence,
            edge("ROLE_IN", "d", "O", roles=["decider"], decision_weight=0.7),
            edge("ROLE_IN", "b", "O", roles=["decider"], decision_weight=0.3),
        ],
    }
    return Situation.of(snapshot_of(rows), "K", "O", options=GraphOptions(derived=False))


def people(chains: Iterable[HiddenChain]) -> list[str]:
    return ["".join(c.path.people) for c in chains]


def test_an_end_of_a_chain_that_is_shown_adds_nothing() -> None:
    """By strength md (.81) comes first and xmd (.65) second; yet xmd says all that md says."""
    s = account({("x", "m"): (5, "A"), ("m", "d"): (5, "A")})
    found = hidden_chains(s, "d")
    assert people(found) == ["xmd"]
    hop = 0.85 * 0.95
    assert found[0].gain == pytest.approx(hop * (hop + hop * hop))
    assert found[0].adds == ("x", "m")
    assert found[0].p_hidden == pytest.approx(0.95**2)


def test_of_two_chains_that_overlap_the_second_counts_with_what_it_adds() -> None:
    """xmd and ymd share m, so that ymd adds y alone; zwd, weaker than both, adds two people and comes before it."""
    ties = {
        ("x", "m"): (5, "A"),
        ("y", "m"): (5, "B"),
        ("m", "d"): (5, "A"),
        ("z", "w"): (4, "A"),
        ("w", "d"): (4, "A"),
    }
    found = hidden_chains(account(ties), "d")
    assert people(found) == ["xmd", "zwd", "ymd"]
    strengths = [c.path.strength for c in found]
    assert strengths[2] > strengths[1], "by strength it would be the other way round"
    assert [c.adds for c in found] == [("x", "m"), ("z", "w"), ("y",)]
    assert found[2].gain == pytest.approx((strengths[2]) ** 0.5 * strengths[2])
    assert people(hidden_chains(account(ties), "d", top=1)) == ["xmd"]


def test_a_chain_that_is_strong_along_the_chart_comes_after_one_past_it() -> None:
    """xbd runs along the lines from b on (informality ½), zwd does not: it comes first with the same weights, or less."""
    ties = {("x", "b"): (5, "A"), ("b", "d"): (5, "A"), ("z", "w"): (4, "A"), ("w", "d"): (4, "A")}
    chart = {"b": "d", "w": "b", "z": "b"}
    found = hidden_chains(account(ties, chart), "d")
    assert people(found) == ["zwd", "xbd"]
    assert found[0].path.strength < found[1].path.strength
    assert [c.path.informality for c in found] == [1.0, 0.5]
    assert people(hidden_chains(account(ties, {**chart, "x": "b"}), "d")) == ["zwd"], "all along the chart: not hidden"


def test_whose_way_runs_along_the_chart_is_nothing_new() -> None:
    """m reports to d and moves him: only x, who moves m past the chart, is added, and only x counts."""
    found = hidden_chains(account({("x", "m"): (5, "A"), ("m", "d"): (5, "A")}, {"m": "d"}), "d")
    hop = 0.85 * 0.95
    assert [(c.path.people, c.adds) for c in found] == [(("x", "m", "d"), ("x",))]
    assert found[0].gain == pytest.approx(0.5 * hop * hop * hop)


def test_the_list_ends_before_a_chain_that_adds_less_than_a_third() -> None:
    """A tie of level l and confidence A gains (p_l · .95)² by itself: .652 for level 5, .183 for 3, and a third is .217."""
    assert people(hidden_chains(account({("x", "d"): (5, "A"), ("y", "d"): (3, "A")}), "d")) == ["xd"]
    assert people(hidden_chains(account({("x", "d"): (4, "A"), ("y", "d"): (3, "A")}), "d")) == ["xd", "yd"]


def test_what_is_no_likelier_than_not_is_not_listed_and_hides_nobody() -> None:
    """C is .50 and no more; the chain over it falls out, its end is listed all the same."""
    ties = {("x", "m"): (5, "C"), ("m", "d"): (5, "A")}
    assert people(hidden_chains(account(ties), "d")) == ["md"]
    assert people(hidden_chains(account({("m", "d"): (5, "C")}), "d")) == []


def test_equal_gains_come_by_id() -> None:
    ties = {(p, "d"): (4, "B") for p in "zyxw"}
    found = hidden_chains(account(ties, {"b": "d"}), "d")
    assert people(found) == ["wd", "xd", "yd"]
    assert len({c.gain for c in found}) == 1


def test_no_lines_no_weight_no_chain() -> None:
    ties = {("x", "m"): (5, "A"), ("m", "d"): (5, "A"), ("d", "z"): (5, "A")}
    assert hidden_chains(account(ties, {}), "d") == ()
    assert hidden_chains(account(ties), "z") == ()
    assert hidden_chains(account(ties), "d", top=0) == ()
    with pytest.raises(UsageError):
        hidden_chains(account(ties), "nobody")


def test_the_golden_account() -> None:
    """何顾问>王工>周CIO>林行长 takes 王工's golden path to its beginning, two of three hops informal; 李秘 has her own."""
    found = hidden_chains(golden_situation(edges=LINES), "c2")
    assert [c.path.people for c in found] == [("t1", "c6", "c3", "c2"), ("c8", "c2")]
    assert [c.adds for c in found] == [("t1", "c6"), ("c8",)]
    golden, w = 0.4199, 0.45 * 0.95
    assert found[0].gain == pytest.approx(2 / 3 * (golden * w) ** (1 / 3) * (golden + golden * w), abs=1e-4)
    assert found[0].p_hidden == pytest.approx(0.95 * 0.95 * 0.80, abs=0.01)
    said = found[1].sentence(golden_situation(edges=LINES))
    assert said.zh.endswith("按各环记录的可信度，确为隐性链的可能性约 80%。")
    assert said.en.endswith(
        "days old). Judged by its records, it is truly a hidden chain with a probability of about 80%."
    )


NAMES = "abdmwxyz"
some_ties = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]),
    st.tuples(st.integers(2, 5), st.sampled_from("AB")),
    max_size=16,
)


@settings(max_examples=60, deadline=None)
@given(some_ties)
def test_every_chain_obeys_the_rule_and_adds_somebody(ties: Ties) -> None:
    s = account(ties)
    found = hidden_chains(s, "d", top=9)
    shown: set[str] = set()
    for chain in found:
        assert chain.path.hidden
        assert chain.path.people[-1] == "d"
        assert chain.adds
        assert shown.isdisjoint(chain.adds)
        assert set(chain.adds) <= set(chain.path.unlisted)
        assert chain.p_hidden > 0.5
        shown |= set(chain.adds)
    gains = [c.gain for c in found]
    assert gains == sorted(gains, reverse=True)
    assert all(g >= gains[0] / 3 - 1e-12 for g in gains)
    best = [p for p in decision_chain(s, "d", top=99).paths if p.hidden]
    assert not found or best, "whoever stands on a hidden chain has a best path"


@settings(max_examples=60, deadline=None)
@given(some_ties, st.permutations("aeghmw"))
def test_names_do_not_matter(ties: dict[Any, Any], order: list[str]) -> None:
    """With weights that all differ, renaming everybody renames the chains and moves no number."""
    others = [p for p in NAMES if p not in "bd"]
    new = dict(zip(others, (f"q{name}" for name in order), strict=True)) | {"b": "b", "d": "d"}
    before = hidden_chains(account(ties, ages=True), "d")
    renamed = {(new[u], new[v]): value for (u, v), value in ties.items()}
    chart = {new[low]: new[high] for low, high in CHART.items()}
    after = hidden_chains(account(renamed, chart, new.values(), ages=True), "d")
    assert [tuple(new[p] for p in c.path.people) for c in before] == [c.path.people for c in after]
    assert [(c.gain, c.p_hidden) for c in before] == [(c.gain, c.p_hidden) for c in after]


@settings(max_examples=40, deadline=None)
@given(some_ties)
def test_somebody_beside_the_account_changes_nothing(ties: Ties) -> None:
    """A person without ties, and one whom others move but who moves nobody."""
    before = hidden_chains(account(ties), "d")
    after = hidden_chains(account({**ties, ("x", "k"): (5, "A")}, more="c"), "d")
    assert [(c.path.people, c.gain, c.p_hidden) for c in before] == [(c.path.people, c.gain, c.p_hidden) for c in after]


@pytest.mark.parametrize(
    ("ties", "told"),
    [
        ({("x", "m"): (5, "B"), ("m", "y"): (5, "B"), ("y", "d"): (5, "B")}, ["xmyd"]),  # .8³ = .512
        ({("x", "d"): (5, "C")}, []),  # .5: as likely as not
    ],
)
def test_a_chain_is_told_that_is_likelier_than_not(ties: Ties, told: list[str]) -> None:
    assert people(hidden_chains(account(ties), "d")) == told
