"""Random lives on both stores at once: the same receipts, facts, history; the graph in step after every change."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from graphcrm.model.facts import Batch, Fact, Version
from graphcrm.store import AuditEntry, open_store
from graphcrm.store.neo4j import applying, drawing, rows
from tests.contract.making import change
from tests.neo4j.conftest import Place

DAYS = [f"2026-0{month}-01" for month in range(1, 7)]
IDS = ["a", "b", "c", "周"]


def random_batch(chosen: random.Random) -> Batch:
    match chosen.randrange(3):
        case 0:
            facts = [
                Fact("person", key, {"id": key, "name": chosen.choice("xyz"), "reports_to": chosen.choice(["", *IDS])},
                     valid_to=chosen.choice(["", "", DAYS[4]]))
                for key in chosen.sample(IDS, 2)
            ]  # fmt: skip
            return Batch.of("person", facts, dated=False)
        case 1:
            facts = [
                Fact("org", key, {"id": key, "name": "O", "category": chosen.choice(["customer", "competitor"])})
                for key in chosen.sample(["o1", "o2"], 1)
            ]
            return Batch.of("org", facts, dated=False)
        case _:
            pairs = [(a, b) for a in IDS for b in IDS if a != b]
            facts = [
                Fact("influences", f"{a}\t{b}", {"from": a, "to": b, "level": chosen.randrange(1, 4)}, chosen.choice(DAYS),
                     chosen.choice(["", "", DAYS[3]]), chosen.choice(DAYS))
                for a, b in chosen.sample(pairs, 3)
            ]  # fmt: skip
            return Batch.of("influences", facts)


@pytest.mark.parametrize("seed", range(4))
def test_a_life_on_both_stores(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chosen = random.Random(seed)
    if seed % 2:  # every change in many small steps
        monkeypatch.setattr(applying, "AT_ONCE", 1)
        monkeypatch.setattr(drawing, "SLICE", 2)
        monkeypatch.setattr(rows, "PAGE", 2)

    def forget(version: Version) -> dict[str, Any] | None:
        if version.key == "a":
            return None
        return {**version.props, "name": "-"} if version.kind == "person" else dict(version.props)

    with open_store(tmp_path / "w", create=True) as embedded, open_store(place.url, create=True) as team:
        for step in range(10):
            numbers = [c.number for c in embedded.history()[0] if not c.undone]
            undoes = chosen.choice([None, *numbers[-2:]]) if numbers else None
            batches = [random_batch(chosen) for _ in range(chosen.randrange(2) if undoes else 1)]
            todo = change(*batches, day=chosen.choice(DAYS), undoes=undoes)
            assert team.apply(todo, dry_run=True) == embedded.apply(todo, dry_run=True)
            assert team.apply(todo) == embedded.apply(todo)
            if step == 7:
                entry = AuditEntry("t", "a", "erase")
                assert team.erase(forget, entry) == embedded.erase(forget, entry)
            for as_of in (None, DAYS[2], DAYS[5]):
                assert team.read(as_of) == embedded.read(as_of), (seed, step)
            assert team.history("b") == embedded.history("b"), "digests and all"
            assert team.audit() == embedded.audit()
            assert list(team.check().damage) == [], (seed, step)
        copy = tmp_path / "copy"
        team.backup(str(copy))
        with open_store(copy) as again:
            assert (again.read(), again.history("b"), again.audit()) == (team.read(), team.history("b"), team.audit())
