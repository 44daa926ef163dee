"""Activity, progress and handover on random accounts against a literal reading of R03, 000-24 and A16-c, made of the files themselves."""

from collections import defaultdict
from datetime import timedelta

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.result import run
from tests.analysis.golden import golden_snapshot
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference


@pytest.fixture(scope="module", params=range(6))
def account(request, tmp_path_factory):
    """A random account with its snapshot, the decision that is asked about, and the second reading's picture of it."""
    seed = request.param
    folder = write_account(tmp_path_factory.mktemp(f"activity{seed}"), 70 + seed, size=8 + seed)
    (snapshot,) = snapshots_of(folder, AS_OF)
    deal = ("O1", None)[seed % 2]
    return snapshot, deal, Reference(folder, AS_OF, ACCOUNT, deal).picture


def asked(name, snapshot, deal, **more):
    return run(Ask(find_query(name), snapshot, {"account": ACCOUNT, "opportunity": deal, **more}))


def ours_of(picture):
    """Everybody of our company, and of what belongs to it."""
    facts = picture.facts
    return {p for p, row in facts.people.items() if facts.category(str(row.text("org"))) == "our_company"}


def contacts(picture):
    """Interactions up to the day with one of ours and somebody of the map."""
    ours, theirs = ours_of(picture), set(picture.people)
    rows = [e for e in picture.facts.tables["interactions"] if e.day("date") <= AS_OF]
    return [e for e in rows if set(e.items("participants")) & ours and set(e.items("participants")) & theirs]


def test_the_mix_agrees(account):
    snapshot, deal, picture = account
    groups = defaultdict(list)
    for event in contacts(picture):
        groups[event.text("kind"), event.text("channel")].append(event)
    expected = {
        key: (
            len(events),
            sum(e.day("date") > AS_OF - timedelta(days=90) for e in events),
            len({p for e in events for p in e.items("participants")} & set(picture.people)),
            max(e.day("date") for e in events).isoformat(),
        )
        for key, events in groups.items()
    }
    rows, _ = asked("activity", snapshot, deal).groups
    assert {(r["kind"], r["channel"]): (r["contacts"], r["recent"], r["people"], r["last"]) for r in rows} == expected
    assert expected


def test_process_and_result_agree(account):
    snapshot, deal, picture = account
    late = [e for e in contacts(picture) if e.day("date") > AS_OF - timedelta(days=90)]
    share = picture.share
    expected = {
        "contacts": len(late),
        "met": len({p for e in late for p in e.items("participants")} & set(picture.people)),
        "covered": sum(share[p] for p in picture.people if picture.tie[p] >= 0.30 - 1e-12),
        "supportive": sum(share[p] for p in picture.people if (picture.level(p) or 0) >= 1),
        "hostile": sum(share[p] for p in picture.people if picture.fresh_level(p) == -1),
        "lean": sum(share[p] * picture.x[p] for p in picture.people),
    }
    found = {r["measure"]: r["now"] for r in asked("progress", snapshot, deal).rows}
    assert {name: float(found[name]) for name in expected} == pytest.approx(expected, abs=2e-5)


def test_what_one_of_ours_would_hand_over_agrees(account):
    snapshot, deal, picture = account
    for mine in sorted(ours_of(picture)):
        if picture.facts.left(mine):
            continue
        alone = set()
        for person in picture.people:
            strong = {u for u in picture.facts.our_people() if picture.ties.strength(u, person) >= 0.30 - 1e-12}
            if strong == {mine}:
                alone.add(person)
        rows, ((total),) = asked("handover", snapshot, deal, ours=mine).groups
        assert {r["id"] for r in rows} == alone
        assert total["covered_loss"] == pytest.approx(sum(picture.share[p] for p in alone), abs=2e-5)
        for row in rows:
            assert row["tie"] == pytest.approx(picture.ties.strength(mine, row["id"]), abs=2e-5)


def test_who_has_left_hands_over_what_they_held():
    """Domain.md 2.2: of ours, those who left appear in handover."""
    query = find_query("handover")
    here = {"account": "HY", "opportunity": "HY-CORE", "ours": "u1"}
    before = run(Ask(query, golden_snapshot(), here))
    after = run(Ask(query, golden_snapshot(people={"u1": {"flags": ["left"], "left_on": "2026-06-29"}}), here))
    assert before.rows == after.rows
    assert len(before.rows) > 1
    assert "has left" in after.assumptions[-1].en
