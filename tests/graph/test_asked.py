"""Who was asked: silence counts, denials are answers, documents are no opinions, and only questions that cover a tie do."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from statistics import mean

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphcrm.analysis.opinion.support import supports
from graphcrm.analysis.situation import Situation
from graphcrm.configuration import load_settings
from graphcrm.graph.influence import EdgePart, GraphOptions
from graphcrm.graph.reports import believed, combine
from graphcrm.model.records import Edge
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import AS_OF, PLAIN, edge, golden_snapshot

DERIVED = GraphOptions()
UNITS = [
    {"id": "IT", "name": "科技部", "org": "HY"},
    {"id": "ARCH", "name": "架构组", "org": "HY", "parent": "IT"},
    {"id": "FIN", "name": "财务部", "org": "HY"},
]
WORKS_IN = {"c5": {"unit": "ARCH"}}


def asked(*reporters, about="c5", kind="INFLUENCES", day=AS_OF, **rest):
    return [{"reporter": r, "about": about, "kind": kind, "date": str(day), **rest} for r in reporters]


def says(reporter, level=3, confidence="B", kind="INFLUENCES", **rest):
    ends = ("c5", "c1") if kind == "TRUSTS" else ("c1", "c5")
    return edge(kind, *ends, level=level, confidence=confidence, reported_by=reporter) | rest


def part(questions, *reports, options=PLAIN, **changes) -> EdgePart | None:
    """The tie c1 → c5 of the golden account, which records none."""
    rows = {"asked": questions, "unit": UNITS}
    snapshot = golden_snapshot(edges=reports, rows=rows, people=WORKS_IN, **changes)
    found = Situation.of(snapshot, "HY", "HY-CORE", options=options).graph.edges.get(("c1", "c5"))
    return found.parts[0] if found else None


def answers(questions, *reports, **changes):
    found = part(questions, *reports, **changes)
    return found and (found.q, found.k, found.named)


def test_silence_counts():
    assert answers(asked("u1", "u2", "u3"), says("u1")) == (pytest.approx(1.5 / 5), 3, 1)
    assert answers(asked("u1"), says("u1")) == (pytest.approx(1.5 / 3), 1, 1)
    five = [says(f"u{i}") for i in range(1, 6)]
    assert answers(asked("u1", "u2", "u3", "u4", "u5"), *five) == (pytest.approx(5.5 / 7), 5, 5)


@pytest.mark.parametrize(("letter", "g"), [("A", 1), ("B", 1), ("C", 0.625), ("E", 0.5), ("D", 0.3125)])
def test_who_is_less_sure_counts_for_less(letter, g):
    assert answers(asked("u1", "u2"), says("u1", confidence=letter)) == (pytest.approx((g + 0.5) / 4), 2, 1)


def test_who_speaks_up_unasked_is_one_of_the_k():
    assert answers(asked("u1", "u2"), says("u1"), says("u9")) == (pytest.approx(2.5 / 5), 3, 2)
    assert answers(asked("u2"), says("import:crm")) == (pytest.approx(1.5 / 4), 2, 1)


def test_a_denial_is_an_answer_and_halves_nothing():
    assert answers(asked("u1", "u2"), says("u1"), says("u2", level=0)) == (pytest.approx(1.5 / 4), 2, 1)
    assert answers(asked("u1"), says("u1"), says("u2", level=0)) == (pytest.approx(1.5 / 4), 2, 1)
    assert part(asked("u1"), says("u1"), says("u2", level=0)).disputed
    assert answers(asked("u1", "u2"), says("u2", level=0)) is None


def test_a_document_is_not_an_opinion():
    many = asked(*(f"u{i}" for i in range(9)))
    assert answers(many, says("u1", confidence="A", source="public_document")) == (0.95, 9, 1)
    assert answers(many, says("u1", confidence="A", source="meeting_note"))[0] == pytest.approx(1.5 / 11)
    assert answers(many, says("u1", confidence="B", source="public_document"))[0] == pytest.approx(1.5 / 11)
    assert answers(many, says("u1"), says("u2", 0, "A", source="public_document"))[0] == pytest.approx(1.5 / 11)


@pytest.mark.parametrize("about", ["c5", "ARCH", "IT", "*"])
def test_a_question_covers_a_person_a_unit_and_those_below_it_or_everybody(about):
    assert answers(asked("u2", about=about), says("u1"))[1:] == (2, 1)


@pytest.mark.parametrize("about", ["IT", "ARCH", "LEND"])
def test_a_question_about_a_unit_covers_whoever_has_any_post_there(about):
    """Whoever works for another customer and is seconded to this one is one of both units, whichever account is asked."""
    units = [*UNITS, {"id": "LEND", "name": "信贷部", "org": "GRP"}]
    orgs, people = {"GRP": {"name": "集团", "category": "customer"}}, {"c5": {"org": "GRP", "unit": "LEND"}}
    facts = {"rows": {"asked": asked("u1", "u2", about=about), "unit": units}, "orgs": orgs, "people": people}
    snapshot = golden_snapshot(edges=[says("u1"), edge("MEMBER_OF", "c5", "ARCH")], **facts)
    (found,) = Situation.of(snapshot, "HY", "HY-CORE", options=PLAIN).graph.edges["c1", "c5"].parts
    assert (found.q, found.k, found.named) == (pytest.approx(1.5 / 4), 2, 1)


@pytest.mark.parametrize(
    "question",
    [
        {"about": "c1"},
        {"about": "FIN"},
        {"kind": "TRUSTS"},
        {"kind": "STANCE"},
        {"domain": "technical"},
        {"day": AS_OF - timedelta(731)},
        {"day": AS_OF + timedelta(1)},
    ],
    ids=str,
)
def test_any_other_question_leaves_the_rule_of_reporters(question):
    assert answers(asked("u2", **question), says("u1")) == (pytest.approx(0.80), None, None)


def test_a_question_counts_for_two_years_and_from_its_day_on():
    assert answers(asked("u2", day=AS_OF - timedelta(730)), says("u1"))[1:] == (2, 1)
    assert answers(asked("u2", day=AS_OF + timedelta(1)), says("u1"), as_of=AS_OF + timedelta(1))[1:] == (2, 1)


def test_a_question_about_one_domain_covers_that_domain():
    technical = says("u1", domain="technical")
    assert answers(asked("u2", domain="technical"), technical)[1:] == (2, 1)
    assert answers(asked("u2", domain="financial"), technical)[1:] == (None, None)
    assert answers(asked("u2"), technical)[1:] == (2, 1)


def test_reliance_is_asked_of_whoever_relies():
    tie = says("u1", kind="TRUSTS")
    assert answers(asked("u2", kind="TRUSTS"), tie, options=DERIVED) == (pytest.approx(1.5 / 4), 2, 1)
    assert answers(asked("u2", kind="TRUSTS", about="c1"), tie, options=DERIVED) == (pytest.approx(0.80), None, None)


def test_who_spoke_and_is_not_heard_was_not_silent():
    reports = (says("u1"), says("u2", confidence="C"))
    least = GraphOptions(derived=False, min_confidence="B")
    assert answers(asked("u1", "u2", "u3"), *reports, options=least) == (pytest.approx(1.5 / 4), 2, 1)
    assert answers(asked("u2"), *reports, options=least) == (pytest.approx(0.80), None, None)


names = st.lists(st.sampled_from([f"u{i}" for i in range(1, 9)]), unique=True, min_size=1)


@given(names, names, st.sampled_from("ABCDE"))
@example(["u1"], ["u1"], "B")
def test_one_more_silent_colleague_lowers_and_one_more_who_names_it_raises(questioned, naming, letter):
    reports = [says(r, confidence=letter) for r in naming]
    before = answers(asked(*questioned), *reports)[0]
    assert answers(asked(*questioned, "v1"), *reports)[0] < before < 1
    assert answers(asked(*questioned), *reports, says("v1"))[0] > before


def test_a_team_may_weigh_answers_otherwise(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("[asked]\nprior = 0.5\nprior_weight = 4\nsure = 0.5\ndays = 30\n", encoding="utf-8")
    settings = load_settings(file)
    assert answers(asked("u2"), says("u1", confidence="C"), settings=settings)[0] == pytest.approx(3 / 6)
    old = asked("u2", day=AS_OF - timedelta(31))
    assert answers(old, says("u1", confidence="C"), settings=settings)[1] is None
    assert DEFAULTS.asked["days"] == 730


def standing(tmp_path, value):
    file = tmp_path / "config.toml"
    file.write_text(f"[asked]\nstanding = {value}\n", encoding="utf-8")
    return load_settings(file)


def test_whoever_is_named_for_many_is_likelier_to_be_named_rightly(tmp_path):
    """Two are asked about all 13; c1 is named by one for c5, by both for c7, by one for c8: of the other 11, 3 of 22 answers."""
    more = [
        edge("INFLUENCES", "c1", v, level=1, confidence="B", reported_by=r) for v, r in (("c7", "v1"), ("c7", "v2"))
    ]
    more.append(edge("INFLUENCES", "c1", "c8", level=1, confidence="A", reported_by="v2"))
    unasked = edge("INFLUENCES", "c1", "c9", level=1, confidence="A", reported_by="v3")
    questions = asked("v1", "v2", about="*")

    def q(value):
        return answers(questions, says("v1"), *more, unasked, settings=standing(tmp_path, value))[0]

    assert q(0) == pytest.approx((1 + 2 * 0.25) / 4)
    assert q(1) == pytest.approx((1 + 2 * 3 / 22) / 4)
    assert q(0.5) == pytest.approx((q(0) + q(1)) / 2)
    alone = answers(asked("v1", "v2"), says("v1"), *more, settings=standing(tmp_path, 1))
    assert alone[0] == pytest.approx((1 + 2 * 0.25) / 4), "asked about nobody else"


def perceived(random, reporters, tie):
    """Third parties see six of ten ties that are there, and one of ten that is not."""
    heard = [r for r in reporters if random.random() < (0.6 if tie else 0.1)]
    return [Edge("INFLUENCES", "a", "b", 3, "B", "", "", "", r, "general", None, {}) for r in heard]


def test_further_reporters_make_the_map_better_and_the_old_rule_makes_it_worse():
    """Synthetic perceptions whose truth is known, three of ten ties real: Brier score by number of reporters."""
    random, asking, hearing = Random(7), {}, {}
    ties = [random.random() < 0.3 for _ in range(6000)]
    for k in (1, 2, 3, 5, 8):
        reporters = [f"u{i}" for i in range(k)]
        with_silence, without = [], []
        for tie in ties:
            reports = perceived(random, reporters, tie)
            found, old = combine(reports, DEFAULTS, reporters), combine(reports, DEFAULTS)
            with_silence.append(((found.q if found else believed(0, k, DEFAULTS)) - tie) ** 2)
            without.append(((old.q if old else 0.0) - tie) ** 2)
        asking[k], hearing[k] = mean(with_silence), mean(without)
    assert all(after < before for before, after in pairwise(asking.values()))
    assert hearing[8] > hearing[3] > hearing[2]
    assert all(asking[k] < hearing[k] for k in asking)


def stance(reporter, level):
    return edge("STANCE", "c5", "US", level=level, reported_by=reporter)


def support_of(questions, *reports):
    snapshot = golden_snapshot(edges=reports, stances={"c5": None}, rows={"asked": questions, "unit": UNITS})
    return supports(snapshot, Situation.of(snapshot, "HY", "HY-CORE").context, "US", ["c5"])["c5"]


def test_attitudes_keep_their_level_and_show_how_far_answers_agree():
    views = [stance("u1", -1), stance("u2", 0), stance("u3", 2)]
    found = support_of(asked("u1", "u2", "u3", "u4", kind="STANCE"), *views)
    assert (found.level, found.spread, found.k, found.named) == (0, (-1, 2), 4, 3)
    assert found.answers.en == "3 of the 4 colleagues who were asked or spoke up could tell, from −1 to +2"
    assert (
        support_of(asked("u1", "u2", kind="STANCE"), *views[:1]).answers.en
        == "1 of the 2 colleagues who were asked or spoke up could tell"
    )
    alike = support_of(asked("u1", kind="STANCE"), stance("u1", 1), stance("u2", 1))
    assert alike.answers.en == "2 of the 2 colleagues who were asked or spoke up could tell, all alike"
    assert support_of(asked("u4"), *views).answers is None


def test_an_earlier_day_sees_the_questions_of_that_day():
    seen = str(date(2026, 1, 1))
    snapshot = {"as_of": date(2026, 2, 1)}
    assert answers(asked("u2"), says("u1", observed_at=seen), **snapshot)[1] is None
    assert answers(asked("u2", day="2026-01-15"), says("u1", observed_at=seen), **snapshot)[1] == 2
