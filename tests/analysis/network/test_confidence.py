"""A ranking says low when there is nothing to rank by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.network.confidence import RankLevel
from graphcrm.analysis.network.explain import explain_confidence, explain_top
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.result import PersonRank, TieRank
from graphcrm.analysis.network.ties import NetworkTies


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
    assert ranked(kind, size, src, dst, weight).confidence.level is RankLevel.LOW


def test_a_large_random_network_is_of_low_confidence() -> None:
    src, dst, _ = drawn_by_lot(400, 0.02, 1)
    assert ranked("trusts", 400, src, dst).confidence.level is RankLevel.LOW


def test_random_mail_that_is_always_answered_is_of_low_confidence() -> None:
    src, dst, rng = drawn_by_lot(40, 0.1, 4)
    weight = rng.geometric(0.2, len(src))
    both = np.concatenate
    assert (
        ranked("communicates", 40, both([src, dst]), both([dst, src]), both([weight, weight])).confidence.level
        is RankLevel.LOW
    )


@pytest.mark.parametrize("kind", ["trusts", "influences", "communicates", "affiliates"])
@pytest.mark.parametrize("reach", [1, 3, 19])
def test_a_regular_network_ranks_nobody_above_another(kind: str, reach: int) -> None:
    """Everyone relies on the next `reach` people around a circle of 20; with 19 that is everybody on everybody."""
    src = np.repeat(np.arange(20), reach)
    dst = (src + np.tile(np.arange(1, reach + 1), 20)) % 20
    found = ranked(kind, 20, src, dst)
    assert found.confidence.level is RankLevel.LOW
    assert "everybody has the same score" in [reason.en for reason in found.confidence.reasons]
    assert {person.consensus for person in found.people} == {0.0}
    assert [person.id for person in found.people] == sorted(person.id for person in found.people)


def test_a_steep_hierarchy_is_certain_but_for_its_direction() -> None:
    """Everyone relies on everybody of a higher place: read the other way round, the order is turned round."""
    pairs = [(a, b) for a in range(20) for b in range(20) if b < a]
    found = ranked("trusts", 20, [a for a, _ in pairs], [b for _, b in pairs])
    assert [person.id for person in found.people] == [f"p{i:03}" for i in range(20)]
    assert found.confidence.evidence.readings.direction == -1
    assert found.confidence.level is RankLevel.MEDIUM
    assert len(found.confidence.reasons) == 1


def test_steps_without_direction_are_of_high_confidence() -> None:
    """Everyone is tied to all who stand high enough: the lower one stands, the higher the other must."""
    pairs = [(a, b) for a in range(30) for b in range(a + 1, 30) if a + b < 29]
    found = ranked("affiliates", 30, [a for a, _ in pairs], [b for _, b in pairs], draws=200)
    assert found.confidence.level is RankLevel.HIGH
    assert found.people[0].id == "p000"
    evidence = found.confidence.evidence
    assert evidence.kendall_w is not None
    assert evidence.median_width is not None
    for said in (found.confidence.reasons[0].zh, found.confidence.reasons[0].en):
        assert f"{evidence.kendall_w:.2f}" in said
        assert f"{round(100 * evidence.median_width)}%" in said.replace(" ", "")


@pytest.mark.parametrize("kind", ["trusts", "communicates", "affiliates"])
def test_a_star_says_low_first(kind: str) -> None:
    """One hub, and all others the same."""
    found = ranked(kind, 20, range(1, 20), [0] * 19)
    assert found.confidence.level is RankLevel.LOW
    assert "95% of the people have the same score" in [reason.en for reason in found.confidence.reasons]
    assert [(p.rank, p.rank_lo, p.tier) for p in found.people[1:]] == [
        (2, found.people[1].rank_lo, found.people[1].tier)
    ] * 19


@given(st.integers(0, 2**20), st.sampled_from(["trusts", "communicates", "affiliates"]), st.integers(8, 25))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_high_is_said_only_where_every_reading_agrees(seed: int, kind: str, size: int) -> None:
    rng = np.random.default_rng(seed)
    place = rng.random(size)
    held = rng.random((size, size)) < np.minimum(1, 1.5 * place[None, :] * (0.3 + place[:, None]))
    np.fill_diagonal(held, False)
    src, dst = np.nonzero(held)
    found = ranked(kind, size, src, dst, rng.geometric(0.2, len(src)))
    readings = found.confidence.evidence.readings
    if found.confidence.level is RankLevel.HIGH:
        assert min(v for v in (readings.counts, readings.direction, readings.kind, 1.0) if v is not None) >= 0.8


def test_the_top_of_a_small_group_without_direction_is_a_set() -> None:
    """Two hubs with the same circle, tied to each other."""
    src = [*[0] * 9, *[1] * 9, 0, *range(2, 10)]
    dst = [*range(2, 11), *range(2, 11), 1, *range(3, 11)]
    found = ranked("affiliates", 11, src, dst)
    assert set(found.top) == {"p000", "p001"}
    said = explain_top(found)
    assert said is not None
    assert said.en == "the 2 people at the top, in no order: p000, p001"
    assert ranked("trusts", 11, src, dst).top == ()
    assert explain_top(ranked("trusts", 11, src, dst)) is None


@given(st.integers(0, 2**20), st.sampled_from(["trusts", "communicates", "affiliates"]))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_no_number_depends_on_what_people_are_called(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    src, dst, _ = drawn_by_lot(14, 0.3, seed)
    weight = rng.geometric(0.3, len(src))
    turned = rng.permutation(14)
    there, here = ranked(kind, 14, src, dst, weight), ranked(kind, 14, turned[src], turned[dst], weight)
    renamed = {replace_id(p, f"p{turned[int(p.id[1:])]:03}") for p in there.people}
    assert {replace_id(p, p.id) for p in here.people} == renamed
    assert (there.confidence.level, there.confidence.reasons) == (here.confidence.level, here.confidence.reasons)


def replace_id(person: PersonRank, name: str) -> tuple[object, ...]:
    """Everything that is said of a person, under another name; scores to nine digits."""
    scores = tuple(None if v is None else round(v, 9) for v in (person.consensus, *person.methods.values()))
    return name, person.rank, person.rank_lo, person.rank_hi, person.tier, person.agree, scores


def test_mail_without_direction_is_of_low_confidence_and_a_survey_is_not() -> None:
    """Returned always, equally: a heavy core and a light rim."""
    rng = np.random.default_rng(0)
    pairs = [(a, b) for a in range(30) for b in range(a) if b < 6 or rng.random() < 0.05]
    src, dst = np.array(pairs).T
    weight = 40 - dst
    both = np.concatenate
    mail = ranked("communicates", 30, both([src, dst]), both([dst, src]), both([weight, weight]))
    assert mail.confidence.evidence.mail_rule
    assert mail.confidence.level is RankLevel.LOW
    survey = ranked("trusts", 30, both([src, dst]), both([dst, src]), both([weight, weight]))
    assert not survey.confidence.evidence.mail_rule


def test_low_confidence_is_said_in_words() -> None:
    found = ranked("trusts", 20, range(20), [*range(1, 20), 0])
    assert explain_confidence(found).en.startswith("Caution: no reliable order follows from t alone")
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
    assert found.together.confidence.level is RankLevel.LOW
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
