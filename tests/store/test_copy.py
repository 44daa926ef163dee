"""Moving a workspace: everything arrives, an interrupted copy goes on, and nothing else is ever written over."""

from __future__ import annotations

import os
import random
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import IntegrityError, InterruptedAfter, NotAStore, StoreUnavailable, UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, Fact, Version
from graphcrm.store import AuditEntry, Store, open_store
from graphcrm.store import copying as module
from graphcrm.store.copying import Copied, copy_store
from graphcrm.store.sqlite.store import SqliteStore
from tests.contract.making import change, people, ties
from tests.neo4j.shared import lines, shared_address, wipe

ENTRY = AuditEntry("2026-06-30T08:00", "tester", "store copy")


@pytest.fixture(params=["file", *lines("neo4j-")])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a store that exists and is empty, so that changes are applied one by one."""
    if request.param == "file":
        address = str(tmp_path / "copy.graphcrm")
        open_store(address, create=True).close()
        yield address
        return
    server = shared_address(request.param, monkeypatch)
    workspace = f"test-{uuid.uuid4().hex}"
    yield f"{server}?workspace={workspace}"
    wipe(server, workspace)


@pytest.fixture
def source(tmp_path: Path) -> str:
    return str(tmp_path / "original.graphcrm")


def fill(store: Store) -> None:
    """A history with everything that there is: versions, ends, undo, undo of an undo, unchanged imports, reads."""
    store.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
    store.apply(change(people(("a", "A"), ("b", "B2")), day="2026-02-01"))
    store.audit(AuditEntry("2026-02-02T10:00", "somebody", "query kpi", "HY"))
    store.apply(change(people(("a", "A")), action="import again"))
    store.apply(change(ties(("a", "b", 3, "2026-01-01", "2026-03-01"), ("a", "b", 4, "2026-03-01", ""))))
    store.apply(change(undoes=2))
    store.apply(change(undoes=4, action="undo 4"))
    store.apply(change(people(("c", "周\u2028'); DROP")), day="2026-03-03"))


def facts(store: Store) -> tuple[object, ...]:
    days = (None, "2025-01-01", "2026-01-15", "2026-02-15", "2026-03-15")
    return (store.history()[0], *(store.read(day) for day in days))


def versions(store: Store) -> list[Version]:
    return [v for key in ("a", "b", "c", "d") for v in store.history(key)[1]]


def test_everything_arrives(source: str, target: str) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    done = copy_store(source, target, ENTRY)
    assert (done.changes, done.already) == (6, 0)
    with open_store(source) as ours, open_store(target) as theirs:
        assert facts(ours) == facts(theirs)
        assert versions(ours) == versions(theirs)
        assert theirs.check().ok
        said = [(e.at, e.author, e.action, e.subject) for e in ours.audit()]
        # An import that changed nothing leaves only its entry, which is taken over as it is.
        assert said == [(e.at, e.author, e.action, e.subject) for e in theirs.audit()]
    assert copy_store(source, target, ENTRY).already == 6


def test_there_and_back(source: str, target: str, tmp_path: Path) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    back = str(tmp_path / "back.graphcrm")
    copy_store(source, target, ENTRY)
    copy_store(target, back, ENTRY)
    with open_store(source) as ours, open_store(back) as theirs:
        assert facts(ours) == facts(theirs)
        assert theirs.check().ok


def test_into_a_new_file(source: str, tmp_path: Path) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    new = str(tmp_path / "new.graphcrm")
    assert copy_store(source, new, ENTRY).already == 0
    with open_store(source) as ours, open_store(new) as theirs:
        assert facts(ours) == facts(theirs)
        assert ours.audit() == theirs.audit()
        ours.apply(change(people(("d", "D"))))
    done = copy_store(source, new, ENTRY)
    assert done == Copied(7, 8, 10, 6, done.days)
    with open_store(source) as ours, open_store(new) as theirs:
        assert facts(ours) == facts(theirs)


def test_an_interrupted_copy_goes_on(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    for rows in (4, 3):
        with pytest.raises(InterruptedAfter, match=r"copied to .* is stored; the same command goes on"):
            copy_store(source, target, ENTRY, progress=_interrupted(rows))
    reported: list[tuple[int, int]] = []
    done = copy_store(source, target, ENTRY, progress=lambda *step: reported.append(step))
    assert 0 < done.already < done.changes
    assert reported == sorted(reported)
    assert reported[-1][0] == reported[-1][1]
    with open_store(source) as ours, open_store(target) as theirs:
        assert facts(ours) == facts(theirs)
        said = [(e.at, e.author, e.action, e.subject) for e in ours.audit()]
        assert said == [(e.at, e.author, e.action, e.subject) for e in theirs.audit()]


@pytest.mark.parametrize("name", ["_read_rows", "_compare"])
def test_whoever_interrupts_a_copy_is_told_what_is_there(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """In a file that is made, everything from the first moment on; in one that was complete, nothing is new."""
    with open_store(source, create=True) as store:
        fill(store)
    target = str(tmp_path / "new.graphcrm")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, name, stop)
        for kind in (InterruptedAfter, KeyboardInterrupt):
            with pytest.raises(KeyboardInterrupt) as stopped:
                copy_store(source, target, ENTRY)
            assert type(stopped.value) is kind
    assert copy_store(source, target, ENTRY).already == 6
    with open_store(source) as store:
        store.apply(change(people(("e", "E"))))
    monkeypatch.setattr(SqliteStore, "apply", stop)
    with pytest.raises(KeyboardInterrupt) as stopped:
        copy_store(source, target, ENTRY)
    assert type(stopped.value) is KeyboardInterrupt


def _interrupted(rows: int) -> Callable[[int, int], None]:
    """Somebody presses Ctrl-C when so many rows are done."""

    def progress(done: int, total: int) -> None:
        if done >= rows:
            raise KeyboardInterrupt

    return progress


def test_something_else_is_left_alone(source: str, target: str) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    with open_store(target, create=True) as store:
        store.apply(change(people(("x", "X"))))
        before = facts(store), store.audit()
    with pytest.raises(UsageError, match="from change 1 on"):
        copy_store(source, target, ENTRY)
    with open_store(target) as store:
        assert (facts(store), store.audit()) == before


def test_a_copy_that_went_on_by_itself_is_left_alone(source: str, target: str) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    copy_store(source, target, ENTRY)
    with open_store(target) as store:
        store.apply(change(people(("x", "X"))))
        before = facts(store), store.audit()
    with pytest.raises(UsageError, match="more than"):
        copy_store(source, target, ENTRY)
    with open_store(source) as store:
        store.apply(change(people(("y", "Y"))))
    with pytest.raises(UsageError, match="from change 7 on"):
        copy_store(source, target, ENTRY)
    with open_store(target) as store:
        assert (facts(store), store.audit()) == before


def drop(*keys: str) -> Callable[[Version], dict[str, object] | None]:
    return lambda v: None if v.key in keys else dict(v.props)


@pytest.mark.parametrize(
    "rewrite",
    [
        drop("a"),
        drop("b"),
        drop("c"),
        drop("a\tb"),
        drop("a", "b"),
        drop("a", "b", "c", "a\tb"),
        lambda v: {"name": "erased"} if v.kind == "person" else dict(v.props),
        lambda v: {**v.props, "level": 1} if "level" in v.props else dict(v.props),
    ],
)
def test_what_was_erased_stays_erased(
    source: str, target: str, rewrite: Callable[[Version], dict[str, object] | None]
) -> None:
    """Rows that are missing or have become equal leave a history that no imports could have made; it is made nevertheless."""
    with open_store(source, create=True) as store:
        fill(store)
        store.erase(rewrite, AuditEntry("2026-05-01", "officer", "privacy erase"))
        store.apply(change(people(("d", "D"))))
    with pytest.raises(KeyboardInterrupt):
        copy_store(source, target, ENTRY, progress=_interrupted(4))
    copy_store(source, target, ENTRY)
    with open_store(source) as ours, open_store(target) as theirs:
        assert facts(ours) == facts(theirs)
        assert versions(ours) == versions(theirs)
        assert theirs.check().ok
        ours.apply(change(people(("e", "E"))))
    assert copy_store(source, target, ENTRY).already == 7
    with open_store(source) as ours, open_store(target) as theirs:
        assert facts(ours) == facts(theirs)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_history(tmp_path: Path, seed: int) -> None:
    """Random imports, undos and erasures, copied by replaying."""
    rng = random.Random(seed)
    folder = tmp_path / uuid.uuid4().hex
    folder.mkdir()
    source, target = str(folder / "a.graphcrm"), str(folder / "b.graphcrm")
    open_store(target, create=True).close()
    with open_store(source, create=True) as store:
        for number in range(rng.randint(1, 7)):
            live = [c.number for c in store.history()[0] if not c.undone]
            roll = rng.random()
            if live and roll < 0.25:
                store.apply(change(undoes=rng.choice(live)))
            elif roll < 0.4:
                gone, name = rng.choice("abc"), rng.choice([None, "erased"])
                store.erase(
                    lambda v, gone=gone, name=name: (  # type: ignore[misc]
                        dict(v.props) if gone not in v.key else None if name is None else {"name": name}
                    ),
                    AuditEntry(f"2026-05-0{number + 1}", "officer", "privacy erase"),
                )
            else:
                day = f"2026-0{rng.randint(1, 4)}-01"
                store.apply(change(*_rows(rng), day=day))
    copy_store(source, target, ENTRY)
    with open_store(source) as ours, open_store(target) as theirs:
        assert facts(ours) == facts(theirs)
        assert theirs.check().ok


def _rows(rng: random.Random) -> list[Batch]:
    names = [(key, rng.choice("XY")) for key in "abc" if rng.random() < 0.6]
    dated = [
        Fact("influences", f"{a}\t{b}", {"level": rng.randint(1, 2)}, start, rng.choice(["", "2026-06-01"]), start)
        for a in "abc"
        for b in "abc"
        for start in [f"2026-0{rng.randint(1, 2)}-01"]
        if a != b and rng.random() < 0.4
    ]
    return [people(*names), Batch.of("influences", dated)]


def test_the_same_place_is_refused(source: str, tmp_path: Path) -> None:
    open_store(source, create=True).close()
    link = tmp_path / "link.graphcrm"
    link.symlink_to(source)
    for other in (source, str(link), os.path.relpath(source)):
        with pytest.raises(UsageError, match="same workspace"):
            copy_store(source, other, ENTRY)


def test_only_workspaces_are_copied_and_written(source: str, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a workspace")
    with pytest.raises(StoreUnavailable):
        copy_store(source, str(tmp_path / "new"), ENTRY)
    assert not (tmp_path / "new").exists()
    open_store(source, create=True).close()
    with pytest.raises(NotAStore):
        copy_store(source, str(text), ENTRY)
    assert text.read_text() == "not a workspace"


def test_a_copy_that_differs_is_not_reported_as_done(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes to the copy at the very end."""
    with open_store(source, create=True) as store:
        fill(store)
    compare = module._compare

    def later(original: object, copy: Store, days: object) -> None:
        copy.apply(change(people(("x", "X"))))
        compare(original, copy, days)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_compare", later)
    with pytest.raises(IntegrityError, match="change 7"):
        copy_store(source, target, ENTRY)


def test_an_original_that_may_only_be_read(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is made, and it is said that the original's audit trail knows nothing of it."""
    with open_store(source, create=True) as store:
        fill(store)

    def reading(address: str, *, create: bool = False) -> Store:
        store = open_store(address, create=create)
        if address == source:
            audit = store.audit
            monkeypatch.setattr(store, "audit", lambda entry=None: refuse() if entry else audit())
        return store

    def refuse() -> None:
        raise StoreUnavailable(Text("只读", "read-only"))

    monkeypatch.setattr(module, "open_store", reading)
    done = copy_store(source, target, ENTRY)
    assert done.unnoted is not None
    assert done.unnoted.en == "read-only"
    with open_store(source) as ours, open_store(target) as theirs:
        assert facts(ours) == facts(theirs)
        assert ENTRY in theirs.audit()
        assert ENTRY not in ours.audit()


def test_an_original_that_is_damaged_is_not_copied(source: str, tmp_path: Path) -> None:
    with open_store(source, create=True) as store:
        fill(store)
    content = Path(source).read_bytes()
    Path(source).write_bytes(content.replace(b'{"name":"B2"}', b'{"name":"B3"}'))
    with pytest.raises(IntegrityError):
        copy_store(source, str(tmp_path / "new.graphcrm"), ENTRY)
    assert not (tmp_path / "new.graphcrm").exists()


def test_the_command(source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from graphcrm.commands.shell import run

    with open_store(source, create=True) as store:
        fill(store)
    new = tmp_path / "new.graphcrm"
    assert run(["store", "copy", source, str(new), "--lang", "en"]) == 0
    assert "6 changes, 7 versions" in capsys.readouterr().out
    assert run(["store", "copy", source, str(new), "--lang", "en"]) == 0
    assert "equal" in capsys.readouterr().out
    assert run(["store", "copy", source, source]) == 2
    assert run(["store", "copy", str(tmp_path / "none"), str(tmp_path / "other")]) == 4
    assert run(["store", "copy", source, "neo4j://user:secret@host"]) == 2
    assert "secret" not in capsys.readouterr().err
