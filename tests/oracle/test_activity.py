"""Activity, progress and handover on random accounts against a literal reading of the method, made of the files themselves."""

import csv
from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.analysis.golden import golden_snapshot
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference

STATUSES = ("", "open", "done", "closed", "cancelled", "dropped")


@pytest.fixture(scope="module", params=range(6))
def files(request, tmp_path_factory):
    """The number of a random account, and the folder of its files."""
    seed = request.param
    folder = write_account(tmp_path_factory.mktemp(f"activity{seed}"), 70 + seed, size=8 + seed)
    add_outcomes(folder, Random(seed))
    return seed, folder


@pytest.fixture(scope="module")
def account(files):
    """A random account with its snapshot, the decision that is asked about, and the second reading's picture of it."""
    seed, folder = files
    (snapshot,) = snapshots_of(folder, AS_OF)
    deal = ("O1", None)[seed % 2]
    return snapshot, deal, Reference(folder, AS_OF, ACCOUNT, deal).picture


def add_outcomes(folder, random):
    """Goals, and actions toward some people, with what became of them."""
    goals = [
        {
            "id": f"goal{n}",
            "kind": "hill",
            "customer": random.choice(("ACC", "ACC", "ACC-SUB", "OTHERCUST")),
            "statement": "goal",
            "agreed_by_both": random.choice(("true", "false")),
            "status": random.choice(STATUSES),
        }
        for n in range(6)
    ]
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        people = [row["id"] for row in csv.DictReader(file) if "do_not_process" not in row["flags"]]
    actions = [
        {"id": f"a{n}", "target": who, "type": "visit", "owner": "u1", "due": AS_OF, "status": random.choice(STATUSES)}
        for n, who in enumerate(random.sample(people, k=8))
    ]
    for name, rows in (("goals", goals), ("actions", actions)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def asked(name, snapshot, deal, **more):
    return run(Ask(find_query(name), snapshot, {"account": ACCOUNT, "opportunity": deal, **more}))


def ours_of(picture):
    """Everybody of our company, and of what belongs to it."""
    facts = picture.facts
    return {p for p, row in facts.people.items() if facts.category(str(row.text("org"))) == "our_company"}


def concerned(picture):
    """Everybody of the map and of the customer, whoever has left included."""
    return {*picture.people, *(p for p in picture.facts.people if picture.facts.in_tree(p))}


def contacts(picture):
    """Interactions up to the day with one of ours and somebody concerned: it took place, whoever has left since."""
    ours, theirs = ours_of(picture), concerned(picture)
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
            len({p for e in events for p in e.items("participants")} & concerned(picture)),
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
        "met": len({p for e in late for p in e.items("participants")} & concerned(picture)),
        "covered": sum(share[p] for p in picture.people if picture.tie[p] >= 0.30 - 1e-12),
        "supportive": sum(share[p] for p in picture.people if (picture.fresh_level(p) or 0) >= 1),
        "hostile": sum(share[p] for p in picture.people if picture.fresh_level(p) == -1),
        "lean": sum(share[p] * picture.x[p] for p in picture.people),
    }
    found = {r["measure"]: r["now"] for r in asked("progress", snapshot, deal).rows}
    assert {name: float(found[name]) for name in expected} == pytest.approx(expected, abs=2e-5)


def test_value_and_actions_agree(account):
    snapshot, deal, picture = account
    facts = picture.facts
    goals = [g for g in facts.tables["goals"] if g.text("customer") in facts.tree]
    toward = {*concerned(picture), *facts.tree}
    expected = {
        "reached": sum(g.text("status") in ("done", "closed") for g in goals),
        "agreed": sum(g.yes("agreed_by_both") and g.text("status") not in ("cancelled", "dropped") for g in goals),
        "actions": sum(
            a.text("target") in toward and a.text("status") in ("done", "closed") for a in facts.tables["actions"]
        ),
    }
    found = {r["measure"]: r["now"] for r in asked("progress", snapshot, deal).rows}
    assert {name: float(found[name]) for name in expected} == expected


def test_the_past_is_that_of_the_earlier_day_and_the_competitor_the_one_most_supported(files, account):
    (_, folder), (snapshot, deal, picture) = files, account
    day = AS_OF - timedelta(days=120)
    with open_store(str(folder / "w.graphcrm")) as store:
        earlier = take(store, day)
    params = {"account": ACCOUNT, "opportunity": deal, "since": str(day)}
    rows = run(Ask(find_query("progress"), snapshot, params, earlier=earlier)).rows
    then = Reference(folder, day, ACCOUNT, deal).picture
    before = {r["measure"]: r["before"] for r in rows}
    assert float(before["lean"]) == pytest.approx(sum(then.share[p] * then.x[p] for p in then.people), abs=2e-5)
    for row in rows:
        assert float(row["change"]) == pytest.approx(float(row["now"]) - float(row["before"]), abs=1e-9)

    def backing(rival):
        eyes = Reference(folder, AS_OF, ACCOUNT, deal, rival).picture
        behind = sum(eyes.share[p] for p in eyes.people if (eyes.fresh_level(p) or 0) >= 1)
        return round(behind, 9), round(sum(eyes.share[p] * eyes.x[p] for p in eyes.people), 9)

    most = max(map(backing, picture.facts.rivals()), default=None)
    theirs = {r["measure"]: r["competitor"] for r in rows}
    shown = None if theirs["supportive"] is None else (float(theirs["supportive"]), float(theirs["lean"]))
    assert shown == (None if most is None else pytest.approx(most, abs=2e-5))
    assert theirs["contacts"] is theirs["reached"] is None


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
    """Of ours, those who left appear in handover."""
    query = find_query("handover")
    here = {"account": "HY", "opportunity": "HY-CORE", "ours": "u1"}
    before = run(Ask(query, golden_snapshot(), here))
    after = run(Ask(query, golden_snapshot(people={"u1": {"flags": ["left"], "left_on": "2026-06-29"}}), here))
    assert before.rows == after.rows
    assert len(before.rows) > 1
    assert "has left" in after.assumptions[-1].en
