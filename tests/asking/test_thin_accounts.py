"""How influence is built, asked of accounts that can hardly tell: a sentence instead of a number that pretends."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.known import Known
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.errors import UsageError
from graphcrm.snapshot import Snapshot
from tests.analysis.golden import DAY, INFLUENCES, OURS, STANCES, THEIRS, WEIGHTS, edge, golden_snapshot, meeting

pytestmark = pytest.mark.usefixtures("few_draws")

NOBODY_MOVES = dict.fromkeys(INFLUENCES)
#: What is left of the golden account.
THIN: Mapping[str, Mapping[str, Any]] = {
    "no roles": {"weights": dict.fromkeys(WEIGHTS)},
    "no grades": {"people": {p: {"grade": None} for p in THEIRS}},
    "no influence": {"influences": NOBODY_MOVES},
    "everyone unknown": {"stances": dict.fromkeys(STANCES)},
    "a single person": {"people": dict.fromkeys(p for p in THEIRS if p != "c2")},
    "two halves": {
        "influences": NOBODY_MOVES | {("c6", "c3"): (4, "A"), ("c3", "c2"): (4, "A"), ("c9", "c4"): (3, "B")}
    },
    "all against": {
        "influences": NOBODY_MOVES,
        "edges": [edge("INFLUENCES", u, v, level=3, polarity=-1) for u, v in INFLUENCES],
    },
    "only seats": {"people": {p: {"flags": ["placeholder"]} for p in THEIRS}},
    "a decider who left": {"people": {"c2": {"flags": ["left"]}}},
    "everyone hostile": {"stances": dict.fromkeys(THEIRS, -1)},
    "a vetoing unknown": {
        "opportunities": {"HY-CORE": {"decision_rule": "veto"}},
        "edges": [edge("ROLE_IN", "c11", "HY-CORE", roles=["approver"], veto=True)],
    },
    "sponsors without capacity": {"people": {u: {"sponsor_capacity": 0} for u in OURS}},
}
#: Whom a query asks about that must be told.
ABOUT = {"to": "c3", "person": "c3", "owner": "u1", "ours": "u3", "since": DAY}
NAMES = (
    "hierarchy",
    "brokers",
    "bridges",
    "ally-set",
    "factions",
    "triangulation",
    "fragmentation",
    "seeding",
    "influence-tree",
    "breadth",
    "stage-coverage",
)


#: What several questions about one account compute only once.
KNOWN = Known()


@cache
def account(thin: str) -> Snapshot:
    return golden_snapshot(**THIN[thin])


def asked(name: str, thin: str, **params: Any) -> Result:
    query = find_query(name)
    needed = {"to": "c2"} if name == "influence-tree" and thin != "a decider who left" else {}
    needed |= {"to": "c3"} if thin == "a decider who left" and name == "influence-tree" else {}
    known = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True, "explain": True, **needed, **params}
    return run(Ask(query, account(thin), known, known=KNOWN))


@pytest.mark.parametrize("thin", THIN)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("signed", [False, True])
def test_no_number_pretends(name: str, thin: str, signed: bool) -> None:
    result = asked(name, thin, **({"signed": True} if signed else {}))
    for row in result.rows:
        for value in row.values():
            assert not isinstance(value, float) or math.isfinite(value)
    said = [*result.remarks, *result.assumptions, *result.explain]
    assert said
    assert not any("nan" in text.en.split() or "None" in text.en for text in said)


@pytest.mark.parametrize("thin", [*THIN, "as it is"])
def test_every_query_answers_with_numbers_that_are_numbers_and_says_something(thin: str) -> None:
    """In both languages, without a row that says nothing of itself where it has none."""
    snapshot, known = golden_snapshot(**THIN.get(thin, {})), Known()
    for name, query in catalogue().items():
        here = {"account": "HY", "opportunity": "HY-CORE", "explain": True} | ABOUT
        if "c3" not in snapshot.people:
            here |= {"to": "c2", "person": "c2"}
        given = read_parameters(query, {k: v for k, v in here.items() if k in {o.key for o in query.options}})
        past = dict.fromkeys(query.days_back(), snapshot)
        try:
            result = run(
                Ask(query, snapshot, given, snapshot, past, known=known, replay=lambda days: [snapshot] * len(days))
            )
        except UsageError as refused:
            told = [refused.text]
        else:
            told = [*result.remarks, *result.assumptions, *result.explain]
            numbers = [value for row in result.rows for value in row.values() if isinstance(value, float)]
            assert all(map(math.isfinite, numbers)), f"{thin}, {name}"
            assert result.rows or result.remarks, f"{thin}, {name} says nothing"
        for text in told:
            assert text.zh, f"{thin}, {name}"
            assert not {"nan", "None", "inf"} & set(re.findall(r"\w+", text.en)), f"{thin}, {name}: {text.en}"


@pytest.mark.parametrize(
    ("name", "thin", "says"),
    [
        (
            "hidden-influencers",
            "no influence",
            "No influence is recorded: nobody can be told to matter more or less than the chart says.",
        ),
        (
            "fragmentation",
            "no influence",
            "No influence is recorded: there is no network that could break.",
        ),
        (
            "sponsor-gaps",
            "no grades",
            "No key person is to have a sponsor (grade 3 or above, approachable, in an account of tier S or A).",
        ),
        (
            "sponsor-gaps",
            "only seats",
            "No key person is to have a sponsor (grade 3 or above, approachable, in an account of tier S or A).",
        ),
        (
            "hierarchy",
            "no influence",
            "Fewer than 3 ties of influence: there is no hierarchy to speak of, so none is told.",
        ),
        (
            "hierarchy",
            "all against",
            "Fewer than 3 ties of influence: there is no hierarchy to speak of, so none is told.",
        ),
        ("brokers", "no influence", "No influence is recorded: nobody stands between others."),
        ("brokers", "a single person", "No influence is recorded: nobody stands between others."),
        ("bridges", "no influence", "Nobody carries influence between two who are not in touch."),
        ("ally-set", "no influence", "There is nobody to choose from."),
        ("ally-set", "a single person", "Fewer than 4 people: no sets; read the list instead."),
        ("ally-set", "only seats", "There is nobody to choose from."),
        (
            "factions",
            "a single person",
            "Fewer than 10 people or 12 pairs with a tie: too few for circles, so none are told.",
        ),
        (
            "factions",
            "two halves",
            "Fewer than 10 people or 12 pairs with a tie: too few for circles, so none are told.",
        ),
        ("fragmentation", "a single person", "Fewer than 4 people, or fewer than two would stay: nothing is computed."),
        ("seeding", "only seats", "There is nobody to tell first."),
    ],
)
def test_it_is_said_why_there_is_no_answer(name: str, thin: str, says: str) -> None:
    result = asked(name, thin)
    assert says in [text.en for text in result.remarks]
    told = {"hierarchy", "ally-set", "factions", "fragmentation", "hidden-influencers", "sponsor-gaps"}
    assert name not in told or not result.rows


def test_where_nobody_decides_by_role_or_grade_all_count_alike() -> None:
    notes = {thin: asked("forecast", thin).assumptions for thin in ("no roles", "no grades")}
    assumed = "decision roles not recorded — assumed from grade"
    assert assumed in [text.en for text in notes["no roles"]]
    assert not any(text.en.startswith(assumed) for text in notes["no grades"])
    both = golden_snapshot(**THIN["no roles"], **THIN["no grades"])
    result = run(Ask(find_query("forecast"), both, {"account": "HY", "opportunity": "HY-CORE"}))
    alike = f"{assumed}; nobody of grade 3 or above is recorded, so all of the customer's people count alike"
    assert alike in [text.en for text in result.assumptions]
    assert len({row["weight"] for row in result.groups[0]}) == 1


def test_whom_nobody_moves_decides_alone_and_whom_somebody_moves_does_not() -> None:
    said = {
        weight: run(
            Ask(
                find_query("decision-chain"),
                golden_snapshot(influences=NOBODY_MOVES | {("c6", "c2"): weight}),
                {"account": "HY", "opportunity": "HY-CORE", "no_derived": True, "to": "c2"},
            )
        ).remarks
        for weight in (None, (1, "D"))
    }
    assert [text.en for text in said[None]] == ["林行长 decides alone on record: no path leads to them."]
    assert [text.en for text in said[1, "D"]] == ["No path of influence to 林行长 is as strong as 5%."]


def test_nobody_of_whom_a_role_is_only_assumed_is_said_to_decide_alone() -> None:
    """Of an account of names alone twelve people each “decided alone on record”."""
    snapshot = golden_snapshot(influences=NOBODY_MOVES, opportunities={"HY-CORE": {"status": "lost"}})
    values = {"account": "HY", "no_derived": True}
    query = find_query("decision-chain")
    one = run(Ask(query, snapshot, values | {"to": "c2"}))
    each = run(Ask(query, snapshot, values | {"by_step": True}))
    assert [text.en for text in one.remarks] == ["On record no path of influence leads to 林行长."]
    assert sum("moved by nobody on record" in text.en for text in each.remarks) == 1
    assert not any("alone" in text.en for text in (*one.remarks, *one.assumptions, *each.remarks, *each.assumptions))


def test_without_grades_tiers_are_told_and_not_compared() -> None:
    result = asked("hierarchy", "no grades")
    assert {row["delta"] for row in result.groups[0]} == {None}
    assert result.groups[1] == ()
    assert result.groups[2][0]["tau_b"] is None
    assert "no grade is recorded: nothing to compare the tiers with" in [text.en for text in result.assumptions]


def test_all_against_is_a_network_only_where_counter_influence_counts() -> None:
    shares = {
        signed: asked("key-influencers", "all against", **({"signed": True} if signed else {}))
        for signed in (False, True)
    }
    assert min(row["share_pct"] for row in shares[False].rows) == 0
    assert min(row["share_pct"] for row in shares[True].rows) < 0
    said = [text.en for text in shares[True].assumptions]
    assert any(text.startswith("counter-influence counted: 20 ties are negative on balance") for text in said)
    worst = min(range(len(shares[True].rows)), key=lambda at: shares[True].rows[at]["share_pct"])
    assert "has counter-influence of about" in shares[True].explain[worst].en
    assert asked("bridges", "all against", signed=True).rows[0]["weighted_total"] == 0


def test_whoever_nobody_has_a_stance_toward_has_no_lean() -> None:
    query = find_query("contest")

    def said(snapshot: Snapshot) -> str:
        past = dict.fromkeys(query.days_back(), snapshot)
        return run(Ask(query, snapshot, {"account": "HY", "opportunity": "HY-CORE"}, past=past)).remarks[0].en

    unknown = "unknown (nobody's stance on record)"
    assert said(golden_snapshot()).endswith(f"the lean is −1.2% toward us, {unknown} toward them.")
    now = golden_snapshot()
    asked_of = {"account": "HY", "opportunity": "HY-CORE"}
    leans = run(Ask(query, now, asked_of, past=dict.fromkeys(query.days_back(), now))).groups[1]
    assert [(row["lean_us"] is None, row["lean_them"], row["head_to_head"]) for row in leans] == [(False, None, None)]
    shown = FORMATS["fine_lean"].cell(leans[0]["lean_us"], {}, "en")
    assert shown == "−1.2%"
    assert f"{shown} toward us" in said(now), "the sentence has the figure of the facts below it"
    backs = [edge("STANCE", "c4", "RIV", level=2)]
    assert said(golden_snapshot(**THIN["everyone unknown"], edges=backs)).endswith(
        f"the lean is {unknown} toward us, +10.2% toward them."
    )


def test_seats_that_are_to_be_managed_closely_are_told_as_seats() -> None:
    interest = [edge("ROLE_IN", p, "HY-CORE", roles=["decider"], interest=5) for p in ("c2", "c4")]
    met = [meeting(DAY, "u1", p, opportunity="HY-CORE") for p in ("c2", "c4") for _ in range(4)]

    def said(*seats: str) -> str:
        people = {p: {"flags": ["placeholder"]} for p in seats}
        weights = dict.fromkeys(WEIGHTS)
        snapshot = golden_snapshot(people=people, weights=weights, edges=interest, interactions=met)
        return run(Ask(find_query("grid"), snapshot, {"account": "HY", "opportunity": "HY-CORE"})).remarks[0].en

    assert said() == "To be managed closely: 吴CFO, 林行长."
    assert said("c4") == ("To be managed closely: 林行长; so are the open seats 吴CFO: find out first who holds them.")
    assert said("c2", "c4") == (
        "Only open seats are to be managed closely: 吴CFO, 林行长; find out first who holds them."
    )


def test_of_whom_no_power_or_interest_is_known_is_said() -> None:
    """A person without a grade has no power and no quadrant; the type counts what is known, and the note says so."""
    found = asked("grid", "no grades")
    assert {(row["power"], row["quadrant"]) for row in found.rows} == {(None, None)}
    assert {str(row["type"]) for row in found.rows} >= {"dependent", "non_stakeholder"}
    notes = [text.en for text in found.assumptions]
    assert any(
        "without a grade, whose power is unknown: no quadrant, and a type of what is known alone: 林行长, " in note
        for note in notes
    )
    told = [text.en for text in asked("grid", "no roles").assumptions]
    assert any(
        "whose interest is unknown (none declared, no interaction on this opportunity recorded)" in note
        for note in told
    )
    assert not any("without a grade" in note for note in told)


def test_who_stands_on_no_level_is_counted() -> None:
    notes = [text.en for text in asked("levels", "no grades").assumptions]
    assert "11 without a grade, who stand on no level: contact with them is not counted here" in notes
    one = run(Ask(find_query("levels"), golden_snapshot(people={"c9": {"grade": None}}), {"account": "HY"})).assumptions
    assert "1 without a grade, who stands on no level: contact with them is not counted here" in [
        text.en for text in one
    ]
    assert not any("without a grade" in text.en for text in asked("levels", "no roles").assumptions)


def test_that_only_counter_influence_is_recorded_is_said() -> None:
    counted = "graphcrm query key-influencers --signed counts it"
    said = f"only counter-influence is recorded (20 ties), and it is left out: {counted}"
    assert said in [text.en for text in asked("brokers", "all against").assumptions]
    assert said not in [text.en for text in asked("brokers", "all against", signed=True).assumptions]
    assert not any("counter" in text.en for text in asked("brokers", "no influence").assumptions)


def test_what_is_not_heard_is_not_said_to_be_unrecorded() -> None:
    """Of an account whose influence is likely at best, “no influence is recorded” and “decides alone on record” were said."""
    likely = golden_snapshot(influences={pair: (level, "B") for pair, (level, _) in INFLUENCES.items()})

    def said(name: str, **more: Any) -> list[str]:
        values = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True, **more}
        result = run(Ask(find_query(name), likely, values))
        return [text.en for text in (*result.remarks, *result.assumptions, *result.explain)]

    names = ("hidden-influencers", "fragmentation", "brokers", "triangulation", "edges", "key-influencers")
    for name in names:
        heard = [text for text in said(name, min_confidence="A") if text.startswith("No influence")]
        assert [text.startswith("No influence of confidence A is recorded") for text in heard] == [True], name
        assert not any(text.startswith("No influence") for text in said(name, min_confidence="B")), name
    assert "No path of influence of confidence A leads to 林行长." in said(
        "decision-chain", min_confidence="A", to="c2"
    )
    steps = said("decision-chain", min_confidence="A", by_step=True)
    assert "moved by nobody with confidence A: 林行长, 周CIO, 吴CFO" in steps
    assert not any("on record" in text for text in steps)
    shares = said("key-influencers", min_confidence="A", explain=True)
    assert any("no path of confidence A to a decider" in text for text in shares)
    assert not any("recorded path" in text for text in shares)
    told = [text.en for text in asked("brokers", "all against").remarks]
    assert told == ["No influence but counter-influence is recorded: nobody stands between others."]


def test_the_place_of_several_is_told_as_all_their_places() -> None:
    together = [meeting(DAY, "u1", "c6", "c3")]

    def said(**changes: Any) -> str:
        params = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True, "explain": True}
        return run(Ask(find_query("verify-next"), golden_snapshot(**changes), params)).explain[0].en

    assert said(influences=NOBODY_MOVES, interactions=together) == (
        "Please find out: does 王工 influence 周CIO? If so, 王工 moves from place 4–11 to 4. Ask 刘."
    )
    assert said(influences=NOBODY_MOVES | {("c6", "c3"): (4, "D")}) == (
        "Please find out: does 王工 really influence 周CIO? If not, 王工 moves from place 4 to 4–11. Ask 刘."
    )


def test_five_people_are_the_top_five_anyway() -> None:
    assert "the methods cannot be compared" in asked("triangulation", "a single person").explain[0].en


def test_coalitions_of_the_unknown_say_that_too_little_is_known() -> None:
    said = [t.en for t in asked("blockers", "everyone unknown").remarks]
    assert "insufficient knowledge" in said[0]
    assert said[1] == "Find out first where these stand: 林行长, 吴CFO."
    assert not any("insufficient" in t.en for t in asked("blockers", "no influence").remarks)


def test_the_loss_of_one_is_told_as_of_one() -> None:
    assert asked("drill", "a single person").remarks[0].en.startswith("Losing 高副总 alone would leave us")


def test_nobody_is_unknown_to_less_than_nothing_where_shares_are_negative() -> None:
    said = [t.en for t in asked("blockers", "all against").assumptions]
    (unknown,) = [text for text in said if text.endswith("count as neutral")]
    assert "(-" not in unknown
    assert unknown != "people of unknown stance (0% of the influence) count as neutral"


@pytest.mark.parametrize("name", ["sponsor-gaps", "sponsor-plan"])
def test_nobody_is_to_have_a_sponsor_for_want_of_records_and_it_is_said(name: str) -> None:
    no_tier, no_grade = "no tier of the account is recorded, C is taken", "none of the key people has a grade recorded"
    where = {"account": "HY", "opportunity": "HY-CORE"}

    def told(**changed: Any) -> list[str]:
        return [text.en for text in run(Ask(find_query(name), golden_snapshot(**changed), where)).assumptions]

    assert not any(text.startswith((no_tier, no_grade)) for text in told())
    assert any(text.startswith(f"{no_tier}: graphcrm edit org HY tier=S") for text in told(orgs={"HY": {"tier": None}}))
    assert no_grade in told(**THIN["no grades"])


def test_of_people_whom_nobody_may_ask_a_spread_message_is_a_hypothesis() -> None:
    """Of those who are named to hear first, too: only where the tool chooses, they are left out by themselves."""
    people = {
        "c3": {"flags": ["no_contact"]},
        "t1": {"flags": ["independence_required"]},
        "c8": {"flags": ["placeholder"]},
    }

    def said(*told: str) -> list[str]:
        values = {"account": "HY", "opportunity": "HY-CORE", "with": told}
        return [t.en for t in run(Ask(find_query("seeding"), golden_snapshot(people=people), values)).assumptions]

    hypothesis = "must not be asked to pass anything on: a hypothesis, not an action"
    assert f"周CIO, 何顾问 {hypothesis}" in said("c3", "c6", "t1", "c3")
    assert "not known who would hear, since the post is open: 李秘" in said("c8")
    assert not any(hypothesis in text or "would hear" in text for text in (*said("c6"), *said()))


def test_what_a_seat_has_nothing_of_is_not_estimated() -> None:
    seat = golden_snapshot(influences=NOBODY_MOVES, people={"c8": {"flags": ["placeholder"]}})
    (said,) = (t for t in run(Ask(find_query("forecast"), seat, {"account": "HY"})).assumptions if "open seat" in t.en)
    assert said.en.startswith("0% of the decision influence lies with one open seat (李秘)")
    assert said.zh.startswith("待确认席位（李秘）占决策影响的 0%：")
