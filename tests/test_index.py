"""The indexes of a snapshot find what a scan of everything finds, in the same order."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import NetworkTie
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample  # noqa: F401 - the imported workspace
from tests.many_accounts import many_accounts


@pytest.fixture(scope="module")
def world(sample):  # noqa: F811
    found = many_accounts(Workspace(sample).snapshot(date(2026, 6, 30)), 4)
    people, random = list(found.people), Random(1)
    made = (NetworkTie("advice", "communicates", *random.choices(people, k=2), 1.0) for _ in range(60))
    itself = NetworkTie("advice", "communicates", people[0], people[0], 1.0)
    return replace(found, ties=(*made, itself))


def scans(s):
    """(what is asked, all records, the ids that a record names)"""
    yield s.index.people, s.people.values(), lambda p: {p.org}
    yield s.index.units, s.units.values(), lambda u: {u.org}
    yield s.index.children, s.orgs.values(), lambda o: {o.parent}
    yield s.index.opportunities, s.opportunities.values(), lambda o: {o.customer}
    yield s.index.interactions, s.interactions, lambda i: set(i.participants)
    yield s.index.assessments, s.assessments, lambda a: {a.person}
    yield s.index.needs, s.needs.values(), lambda n: {n.holder}
    yield s.index.actions, s.actions.values(), lambda a: {a.target}
    yield s.index.actions_for, s.actions.values(), lambda a: {a.goal, a.opportunity}
    yield s.index.ties, s.ties, lambda t: {t.source, t.target}
    yield s.index.contracts, s.contracts, lambda c: set(c.parties)
    yield s.index.evaluations, s.evaluations, lambda e: {e.org}
    for kind in EdgeKind:
        yield lambda ids, kind=kind: s.index.edges(kind, ids), s.of(kind), lambda e: {e.source, e.target}


@pytest.mark.parametrize("seed", range(20))
def test_an_index_finds_what_a_scan_finds(world, seed):
    random = Random(seed)
    known = [*world.people, *world.orgs, *world.orgs, *world.opportunities, *world.units, *world.goals, "nobody"]
    ids = set(random.sample(known, k=random.choice((0, 1, 2, 9, len(known) // 2))))
    for ask, records, named in scans(world):
        wanted = [r for r in records if named(r) & ids]
        if ask == world.index.people:
            wanted = [p.id for p in wanted]
        assert list(ask(ids)) == wanted
        assert list(ask(sorted(ids))) == wanted


def test_who_stands_at_both_ends_is_found_once(world):
    assert [t for t in world.index.ties([next(iter(world.people))]) if t.source == t.target] == [world.ties[-1]]


def test_every_index_finds_something(world):
    everything = [*world.people, *world.orgs, *world.opportunities, *world.units, *world.goals]
    assert all(ask(everything) for ask, records, _ in scans(world) if records)


def test_a_supposed_change_is_found_as_in_a_snapshot_made_anew(world):
    """People and stances differ; all other edges come from the indexes that are there already."""
    world.index.edges(EdgeKind.STANCE, ["c4"]), world.index.edges(EdgeKind.TRUSTS, ["c4"]), world.index.people(["HY"])
    stances = tuple(e for e in world.of(EdgeKind.STANCE) if e.source != "c4")
    stubborn = replace(world.people["c4"], kappa=3.0)
    after = world.supposing({"c4": stubborn}, stances)
    anew = replace(world, people={**world.people, "c4": stubborn}, edges={**world.edges, EdgeKind.STANCE: stances})
    assert after == anew
    assert world.people["c4"].kappa == 1.0
    assert not after.index.edges(EdgeKind.STANCE, ["c4"])
    assert world.index.edges(EdgeKind.STANCE, ["c4"])
    for kind in EdgeKind:
        assert after.index.edges(kind, ["c4", "c2"]) == anew.index.edges(kind, ["c4", "c2"])
    assert after.index.people(["HY"]) == anew.index.people(["HY"])
    assert after.tree("HY") == anew.tree("HY")
