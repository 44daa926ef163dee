"""Random lives of a store against a tiny model that reads the version rule off its definition."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from graphcrm.model.facts import Batch, Fact
from graphcrm.store import AuditEntry, open_store
from tests.contract.making import change

DAYS = [f"2026-0{month}-01" for month in range(1, 7)]
KEYS = st.sampled_from(["a", "b", "a\tb", "周"])
DAY = st.sampled_from(DAYS)
TIE = st.tuples(KEYS, st.integers(1, 2), st.sampled_from(["", *DAYS]), st.sampled_from(["", "", *DAYS]), DAY)


class Model:
    """Every version in a list; questions are answered by looking at all of them."""

    def __init__(self) -> None:
        self.versions: list[tuple[int, str, str, dict[str, Any], str, str, str]] = []
        self.undoes: list[int | None] = []

    def undone(self, number: int) -> bool:
        return any(u == number and not self.undone(i) for i, u in enumerate(self.undoes, 1) if i > number)

    def live(self, kind: str, key: str) -> list[tuple[int, int, dict[str, Any], str, str, str]]:
        return [
            (sequence, number, props, start, end, seen)
            for sequence, (number, its_kind, its_key, props, start, end, seen) in enumerate(self.versions)
            if (its_kind, its_key) == (kind, key) and not self.undone(number)
        ]

    def read(self, as_of: str | None) -> dict[tuple[str, str], tuple[dict[str, Any], str, str, str]]:
        found = {}
        for kind, key in {(version[1], version[2]) for version in self.versions}:
            visible = [v for v in self.live(kind, key) if as_of is None or (v[3] <= as_of and v[5] <= as_of)]
            if visible:
                _, _, props, start, end, seen = max(visible, key=lambda v: (v[3], v[0]))
                if as_of is None or not end or as_of < end:
                    found[kind, key] = (props, start, end, seen)
        return found

    def apply(self, rows: list[Fact], dated: bool, day: str, undoes: int | None) -> tuple[int, int, int, int]:
        number = len(self.undoes) + 1
        self.undoes.append(undoes)
        created = updated = unchanged = closed = 0
        for fact in rows:
            known = self.live(fact.kind, fact.key)
            if dated:
                fits = [v for v in known if v[3] == fact.valid_from]
                content = (dict(fact.props), fact.valid_from, fact.valid_to, fact.observed_at)
            else:
                fits = sorted((v for v in known if v[3] <= day), key=lambda v: (v[3], v[0]))
                content = (dict(fact.props), day if known else "", fact.valid_to, "")
            before = fits[-1] if fits else None
            if before and (before[2], before[4], before[5]) == (content[0], content[2], content[3]):
                unchanged += 1
                continue
            created, updated = (created, updated + 1) if known else (created + 1, updated)
            closed += bool(before and content[2] and not before[4])
            self.versions.append((number, fact.kind, fact.key, *content))
        if undoes is None and not created + updated:
            self.undoes.pop()
        return created, updated, unchanged, closed


class Life(RuleBasedStateMachine):
    """A store and its model live through the same changes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = str(Path(self.folder.name) / "w.graphcrm")
        self.store = open_store(self.path, create=True)
        self.model = Model()
        self.trail = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def both(self, rows: list[Fact], dated: bool, day: str) -> None:
        step = change(Batch.of("k", rows, dated=dated), day=day)
        dry = self.store.apply(step, dry_run=True)
        receipt = self.store.apply(step)
        expected = self.model.apply(rows, dated, day, None)
        assert dry == receipt
        assert (receipt.created, receipt.updated, receipt.unchanged, receipt.closed) == expected
        assert receipt.change == (len(self.model.undoes) if receipt.created + receipt.updated else None)
        assert self.store.apply(step, dry_run=True).change is None, "the same again changes nothing"
        self.trail += 1

    @rule(rows=st.lists(TIE, max_size=4, unique_by=lambda row: (row[0], row[2])))
    def dated(self, rows: list[tuple[str, int, str, str, str]]) -> None:
        self.both([Fact("k", key, {"level": n}, start, end, seen) for key, n, start, end, seen in rows], True, DAYS[0])

    @rule(rows=st.dictionaries(KEYS, st.tuples(st.integers(1, 2), st.sampled_from(["", "", DAYS[3]]))), day=DAY)
    def undated(self, rows: dict[str, tuple[int, str]], day: str) -> None:
        self.both([Fact("k", key, {"n": n}, valid_to=end) for key, (n, end) in rows.items()], False, day)

    @precondition(lambda self: any(not self.model.undone(i) for i in range(1, len(self.model.undoes) + 1)))
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        possible = [i for i in range(1, len(self.model.undoes) + 1) if not self.model.undone(i)]
        number = data.draw(st.sampled_from(possible))
        self.model.apply([], True, DAYS[0], number)
        assert self.store.apply(change(undoes=number)).change == len(self.model.undoes)
        self.trail += 1

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    @rule()
    def look(self) -> None:
        self.store.audit(AuditEntry("t", "a", "read"))
        self.trail += 1

    @invariant()
    def the_same_answers(self) -> None:
        for as_of in (None, "2025-12-31", *DAYS[::2], "2026-12-31"):
            read = {
                (kind, fact[0]): fact[1:]
                for kind, b in self.store.read(as_of).items()
                for fact in zip(b.keys, b.props, b.valid_from, b.valid_to, b.observed_at, strict=True)
            }
            expected = self.model.read(as_of)
            assert read.keys() == expected.keys()
            for key, (props, *dates) in expected.items():
                assert read[key] == (Batch.of("k", [Fact("k", "x", props)]).props[0], *dates)
        changes, _ = self.store.history()
        assert [c.undone for c in changes] == [self.model.undone(c.number) for c in changes]
        assert len(self.store.audit()) == self.trail

    @invariant()
    def nothing_is_damaged(self) -> None:
        report = self.store.check()
        assert list(report.damage) == []
        assert (report.changes, report.versions) == (len(self.model.undoes), len(self.model.versions))


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=30, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
