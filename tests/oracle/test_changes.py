"""What changed between two days, on random accounts, against the second reading of either day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.oracle import scales
from tests.oracle.facts import Facts
from tests.oracle.imported import snapshots_of
from tests.oracle.picture import Picture
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference
from tests.oracle.test_second_reading import same
from tests.oracle.threads import Network


@pytest.mark.parametrize(("seed", "deal"), [(9001, None), (9004, "O1"), (9005, "O1")])
def test_figures_people_and_ties_that_changed_agree(seed: int, deal: str | None, tmp_path: Path) -> None:
    folder, earlier = write_account(tmp_path, seed, size=8 + seed % 6), AS_OF - timedelta(days=300)
    before, after = snapshots_of(folder, earlier, AS_OF)
    query, params = find_query("changes"), {"account": ACCOUNT, "opportunity": deal}
    found: dict[str, dict[str, tuple[object, object]]] = defaultdict(dict)
    for row in run(Ask(query, after, {**params, "since": str(earlier)}, before)).rows:
        found[str(getattr(row["kind"], "value", row["kind"]))][str(row["item"])] = (row["before"], row["after"])

    then, now = (Reference(folder, day, ACCOUNT, deal) for day in (earlier, AS_OF))
    figures = [{("seats" if k == "seats_pct" else k): v for k, v in day.Q11().items()} for day in (then, now)]
    for day in figures:
        day["seats"] = float(str(day["seats"])) / 100
    agree(found["kpi"], *figures)
    people = sorted({*then.picture.people, *now.picture.people})
    agree(found["support"], *({p: day.facts.support(p).level for p in people} for day in (then, now)))
    agree(found["tie"], *({p: scales.tie_band(day.picture.ties.best(p)) for p in people} for day in (then, now)))
    threads = [single(day.picture) for day in (then, now)]
    assert threads[1] - threads[0] <= found["thread"].keys() <= threads[0] ^ threads[1]
    gone, come = (members(a.facts) - members(b.facts) for a, b in ((then, now), (now, then)))
    assert gone <= found["left"].keys() <= gone | (set(then.picture.people) - set(now.picture.people))
    assert come <= found["joined"].keys() <= come | (set(now.picture.people) - set(then.picture.people))
    assert not run(Ask(query, after, {**params, "since": str(AS_OF)}, after)).rows


def agree(found: Mapping[str, tuple[object, object]], then: Mapping[str, object], now: Mapping[str, object]) -> None:
    """What differs between both days, and nothing else, is told with both values."""
    assert found.keys() == {k for k in now if not same(then[k], now[k])}
    assert all(same(a, then[k]) and same(b, now[k]) for k, (a, b) in found.items())


def members(facts: Facts) -> set[str]:
    """The people of the customer, those who have left aside; whoever is only near an account may also be told to come or go."""
    return {p for p in facts.people if facts.in_tree(p) and not facts.left(p)}


def single(picture: Picture) -> set[str]:
    """The deciders to whom one route leads and no other."""
    network = Network(picture)
    return {d for d in picture.deciders if network.threads(d) == 1}
