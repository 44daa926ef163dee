"""Each letter goes through its states, and a champion has all that it takes."""

import pytest

from graphcrm.analysis.qualification.champion import champions, coaches
from graphcrm.analysis.qualification.check import State
from graphcrm.analysis.qualification.meddpicc import meddpicc
from graphcrm.analysis.qualification.views import miller_heiman, tas
from tests.analysis.golden import edge, golden_situation, meeting

GREEN, AMBER, RED, UNKNOWN = State.GREEN, State.AMBER, State.RED, State.UNKNOWN
AT = {"metrics": 0, "buyer": 1, "criteria": 2, "process": 3, "paper": 4, "pain": 5, "champion": 6, "competition": 7}
NOBODY = {"c2": None, "c3": None, "c4": None}


def state(letter, **changes):
    return meddpicc(golden_situation(**changes))[AT[letter]].state


def need(name="N", holder="c2", kind="business", **more):
    return {"id": name, "holder": holder, "kind": kind, "statement": "不停机", **more}


def needs(*rows):
    return {"rows": {"need": rows}}


def position(person, weight=3):
    told = {"reported_by": "u1", "observed_at": "2026-06-30", "confidence": "B"}
    return {"person": person, "criterion": "K1", "weight": weight, **told}


def known(*people):
    return {
        "rows": {
            "criterion": [{"id": "K1", "opportunity": "HY-CORE", "name": "价格"}],
            "position": [position(p) for p in people],
        }
    }


def roles(**steps):
    """Deciders with their steps, as further reports of their roles."""
    return {"weights": NOBODY, "edges": [
        edge("ROLE_IN", p, "HY-CORE", roles=["decider"], decision_weight=0.5, **({"step": s} if s else {})) for p, s in steps.items()
    ]}  # fmt: skip


@pytest.mark.parametrize(("letter", "changes", "expected"), [
    ("metrics", needs(need(our_response="方案")), GREEN),
    ("metrics", needs(need(our_response="方案", status="answered")), GREEN),
    ("metrics", needs(need()), AMBER),
    ("metrics", needs(need(kind="career", our_response="方案")), RED),
    ("metrics", needs(need(our_response="方案", status="done")), RED),
    ("metrics", {}, UNKNOWN),
    ("buyer", {}, GREEN),
    ("buyer", {"stances": {"c3": 0}}, AMBER),
    ("buyer", {"ties": {("u3", "c3"): 0.29}}, AMBER),
    ("buyer", {"weights": NOBODY, "edges": [edge("ROLE_IN", "c9", "HY-CORE", roles=["user"])]}, RED),
    ("buyer", {"weights": NOBODY}, UNKNOWN),
    ("criteria", known("c2", "c3", "c4", "c6"), GREEN),
    ("criteria", known("c2", "c4"), AMBER),
    ("criteria", known(), RED),
    ("criteria", {}, UNKNOWN),
    ("process", roles(c2=1, c3=2), GREEN),
    ("process", roles(c2=1, c3=None), AMBER),
    ("process", {}, RED),
    ("process", {"weights": NOBODY}, UNKNOWN),
    ("paper", {}, GREEN),
    ("paper", {"ties": {("u1", "c7"): 0.2}}, AMBER),
    ("paper", {"people": {"c7": {"function": "it"}}}, RED),
    (
        "paper",
        {"people": {"c7": {"function": "it"}, "t1": {"function": "legal"}}, "edges": [edge("MEMBER_OF", "t1", "HY")]},
        AMBER,
    ),
    ("paper", {"people": {"c7": {"function": "it"}}, "edges": [edge("ROLE_IN", "c9", "HY-CORE", roles=["gatekeeper"])]}, GREEN),
    ("pain", needs(need(explicit=True)), GREEN),
    ("pain", needs(need(holder="c7", explicit=True)), AMBER),
    ("pain", needs(need(holder="HY", explicit=True)), AMBER),
    ("pain", needs(need()), AMBER),
    ("pain", needs(need(explicit=True, status="closed")), RED),
    ("pain", needs(need(explicit=True, status="dropped")), RED),
    ("pain", {}, UNKNOWN),
    ("champion", {}, RED),
    ("champion", {"stances": dict.fromkeys(("c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "t1", "s1"))}, UNKNOWN),
    ("competition", {}, GREEN),
    ("competition", {"stances": {"c2": None, "c3": None}}, AMBER),
    ("competition", {"stances": {"c2": None, "c3": None, "c4": None, "c6": None}}, RED),
    ("competition", {"stances": dict.fromkeys(("c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "t1", "s1"))}, UNKNOWN),
])  # fmt: skip
def test_states(letter, changes, expected):
    assert state(letter, **changes) is expected


def helper(**changes):
    """c6 (share .097, support 3) with all that makes a champion, but for what a case takes away."""
    given = {
        "information": 3,
        "acceptance": 3,
        "evidence": ["纪要 2026-06-01"],
        "response": "邀请演讲",
        "level": 3,
        "person": "c6",
    }
    given |= changes
    assessed = {k: given[k] for k in ("information", "acceptance", "evidence") if given[k] is not None}
    person = given["person"]
    return golden_situation(
        stances={person: given["level"]},
        people={person: {"flags": given.get("flags", [])}},
        interactions=given.get("shared", ()),
        rows={
            "assessment": [{"person": person, "date": "2026-06-20", "assessor": "u2", **assessed}],
            "need": [
                need(holder=person, kind="career", **({"our_response": given["response"]} if given["response"] else {}))
            ],
        },
    )


def test_a_champion_has_all_that_it_takes():
    assert (coaches(helper()), champions(helper())) == (("c6",), ("c6",))


@pytest.mark.parametrize("lacks", [
    {"level": 1}, {"information": 1}, {"information": 2}, {"information": None}, {"evidence": ["纪要 2025-06-01"]},
    {"flags": ["independence_required"]}, {"flags": ["no_contact"]},
])  # fmt: skip
def test_who_is_no_coach(lacks):
    assert coaches(helper(**lacks)) == ()


@pytest.mark.parametrize("lacks", [{"acceptance": 2}, {"response": None}, {"person": "c5"}])
def test_a_coach_without_influence_advocacy_or_stake_is_just_a_coach(lacks):
    situation = helper(**lacks)
    assert len(coaches(situation)) == 1
    assert champions(situation) == ()
    assert meddpicc(situation)[AT["champion"]].state is AMBER


@pytest.mark.parametrize(("more", "coach"), [
    ({"direction": "theirs", "confirmed_in_writing": True}, True), ({"direction": "mutual", "confirmed_in_writing": True}, True),
    ({"direction": "ours", "confirmed_in_writing": True}, False), ({"direction": "theirs"}, False),
])  # fmt: skip
def test_what_he_shared_and_was_confirmed_is_verified(more, coach):
    shared = [meeting("2026-06-05", "u2", "c6", kind="info_share", **more)]
    assert bool(coaches(helper(information=2, shared=shared))) is coach


def test_bases_are_covered_known_or_uncovered():
    told = [
        edge("ROLE_IN", "c9", "HY-CORE", roles=["user"]),
        edge("ROLE_IN", "c8", "HY-CORE", roles=["technical_evaluator"]),
    ]
    states = [c.state for c in miller_heiman(golden_situation(edges=told))]
    assert states == [GREEN, GREEN, AMBER, RED]
    assert [c.state for c in miller_heiman(golden_situation(weights=NOBODY))] == [UNKNOWN] * 4


def test_the_same_facts_in_other_words():
    situation = golden_situation(**needs(need(explicit=True)))
    by_meddpicc = {c.name.en: c.state for c in meddpicc(situation)}
    by_tas = {c.name.en: (c.letter, c.state) for c in tas(situation)}
    assert by_tas["compelling event"] == ("1", by_meddpicc["identified pain"])
    assert by_tas["executive credibility"] == ("3", by_meddpicc["economic buyer"])
    assert sorted(s for _, s in by_tas.values()) == sorted(by_meddpicc.values())


def test_what_is_green_asks_nothing_and_names_what_it_rests_on():
    for check in meddpicc(golden_situation(**needs(need(explicit=True)))):
        assert (check.question is None) == (check.state is GREEN)
        assert bool(check.evidence) == (check.state in (GREEN, AMBER)) or check.state is RED


def test_at_most_five_ids_are_named():
    pain = meddpicc(golden_situation(**needs(*(need(f"N{n}", explicit=True) for n in range(6)))))[AT["pain"]]
    assert (pain.state, pain.evidence) == (GREEN, ("N0", "N1", "N2", "N3", "N4"))
