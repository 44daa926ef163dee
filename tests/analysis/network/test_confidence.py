"""A ranking says low when there is nothing to rank by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.network import Level, NetworkTies, TieRank, explain_confidence, rank_network


def ranked(kind: str, size: int, src: object, dst: object, weight: object = None, draws: int = 40) -> TieRank:
    found = rank_network([f"p{i:03}" for i in range(size)], [NetworkTies(kind, "t", src, dst, weight)], draws=draws)  # type: ignore[arg-type]
    assert found.together is not None
    return found.together


def drawn_by_lot(size: int, density: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    held = rng.random((size, size)) < density
    np.fill_diagonal(held, False)
    return *np.nonzero(held), rng


@given(
    st.sampled_from(["trusts", "influences", "communicates", "affiliates"]),
    st.integers(8, 60),
    st.floats(0.03, 0.95),
    st.integers(0, 2**20),
    st.sampled_from(["none", "ordinal", "counts"]),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_random_network_is_of_low_confidence(kind: str, size: int, density: float, seed: int, weights: str) -> None:
    src, dst, rng = drawn_by_lot(size, density, seed)
    if kind == "affiliates":
        src, dst = src[src < dst], dst[src < dst]
    weight = {"none": None, "ordinal": rng.integers(1, 6, len(src)), "counts": rng.geometric(0.1, len(src))}[weights]
    assert ranked(kind, size, src, dst, weight).confidence.level is Level.LOW


def test_a_large_random_network_is_of_low_confidence() -> None:
    src, dst, _ = drawn_by_lot(400, 0.02, 1)
    assert ranked("trusts", 400, src, dst).confidence.level is Level.LOW


def test_random_mail_that_is_always_answered_is_of_low_confidence() -> None:
    src, dst, rng = drawn_by_lot(40, 0.1, 4)
    weight = rng.geometric(0.2, len(src))
    both = np.concatenate
    assert (
        ranked("communicates", 40, both([src, dst]), both([dst, src]), both([weight, weight])).confidence.level
        is Level.LOW
    )


@pytest.mark.parametrize("kind", ["trusts", "influences", "communicates", "affiliates"])
@pytest.mark.parametrize("reach", [1, 3, 19])
def test_a_regular_network_ranks_nobody_above_another(kind: str, reach: int) -> None:
    """Everyone relies on the next `reach` people around a circle of 20; with 19 that is everybody on everybody."""
    src = np.repeat(np.arange(20), reach)
    dst = (src + np.tile(np.arange(1, reach + 1), 20)) % 20
    found = ranked(kind, 20, src, dst)
    assert found.confidence.level is Level.LOW
    assert "everybody has the same score" in [reason.en for reason in found.confidence.reasons]
    assert {person.consensus for person in found.people} == {0.0}
    assert [person.id for person in found.people] == sorted(person.id for person in found.people)


def test_a_steep_hierarchy_is_of_high_confidence() -> None:
    """Everyone relies on everybody of a higher place."""
    pairs = [(a, b) for a in range(20) for b in range(20) if b < a]
    found = ranked("trusts", 20, [a for a, _ in pairs], [b for _, b in pairs])
    assert found.confidence.level is Level.HIGH
    assert [person.id for person in found.people] == [f"p{i:03}" for i in range(20)]


def test_mail_without_direction_is_of_low_confidence_and_a_survey_is_not() -> None:
    """Returned always, equally: a heavy core and a light rim."""
    rng = np.random.default_rng(0)
    pairs = [(a, b) for a in range(30) for b in range(a) if b < 6 or rng.random() < 0.05]
    src, dst = np.array(pairs).T
    weight = 40 - dst
    both = np.concatenate
    mail = ranked("communicates", 30, both([src, dst]), both([dst, src]), both([weight, weight]))
    assert mail.confidence.evidence.mail_rule
    assert mail.confidence.level is Level.LOW
    survey = ranked("trusts", 30, both([src, dst]), both([dst, src]), both([weight, weight]))
    assert not survey.confidence.evidence.mail_rule


def test_low_confidence_is_said_in_words() -> None:
    found = ranked("trusts", 20, range(20), [*range(1, 20), 0])
    assert explain_confidence(found).en.startswith("Caution: t does not support a reliable order")
    assert explain_confidence(found).zh.startswith("注意")


@pytest.mark.parametrize("size", [0, 1, 2, 7])
@pytest.mark.parametrize("kind", ["trusts", "communicates", "affiliates", "reports_to"])
def test_below_eight_people_nobody_is_ranked(size: int, kind: str) -> None:
    found = rank_network(
        [f"p{i}" for i in range(size)],
        [NetworkTies(kind, "t", range(1, size), [0] * max(size - 1, 0))],
        {"age": [1.0] * size},
    )
    if found.together is None:
        assert kind == "reports_to"
        return
    assert len(found.together.people) == size
    assert all(p.rank is p.rank_lo is p.rank_hi is p.tier is p.agree is None for p in found.together.people)
    assert found.together.confidence.level is Level.LOW
    if size > 1:
        assert found.together.people[0].id == "p0"
        assert found.together.people[0].consensus is not None
        assert found.superiors == ()


def test_isolates_are_listed_last_without_a_score() -> None:
    star = ranked("trusts", 15, range(1, 12), [0] * 11)
    assert [p.id for p in star.people[-3:]] == ["p012", "p013", "p014"]
    assert all(p.consensus is None and set(p.methods.values()) == {None} for p in star.people[-3:])
    assert star.people[0].id == "p000"
    assert all(p.rank for p in star.people[:-3])


def test_separate_islands_are_ranked_together() -> None:
    src = [*range(1, 10), *range(11, 20)]
    dst = [0] * 9 + [10] * 9
    for kind in ("trusts", "communicates", "affiliates"):
        assert {p.id for p in ranked(kind, 20, src, dst).people[:2]} == {"p000", "p010"}
