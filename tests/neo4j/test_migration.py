"""Workspaces of older and newer schemas on a server, with made-up schemas around the present one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphcrm.errors import GraphcrmError, IntegrityError, InterruptedAfter, NotAStore, StoreUnavailable
from graphcrm.store import AuditEntry, Store, open_store, waiting
from graphcrm.store.migration_report import MigrationReport
from graphcrm.store.neo4j import migration, rows
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.migration import migrate
from graphcrm.store.neo4j.schema import CURRENT, Schema
from graphcrm.store.neo4j.store import Neo4jStore
from tests.commands.conftest import shell  # noqa: F401
from tests.contract.making import change, people, said, ties
from tests.neo4j.conftest import Place

ENTRY = AuditEntry("2026-06-01T10:00", "owner", "store migrate")
RECOLOUR = "MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = $kind SET v.colour = 'red'"


def recolour(run: Run, workspace: str) -> None:
    run(RECOLOUR, workspace=workspace, kind="person")


NEXT = Schema(CURRENT.version + 1, CURRENT.constraints, CURRENT, recolour)
AFTER_NEXT = Schema(NEXT.version + 1, NEXT.constraints, NEXT, lambda run, workspace: None)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """A workspace of the present schema, and a client that knows no other."""
    with open_store(place.url, create=True) as made:
        made.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
        yield made


def contents(place: Place) -> list[list[object]]:
    """Every node of the workspace, without what writers tell each other."""
    return place.run(
        "MATCH (n:Graphcrm) WHERE n.workspace = $w OR n.root = $w"
        " RETURN labels(n), n {.*, fence: null, mark: null, holder: null, until: null, step: null, line: null, turn: null, since: null}"
        " ORDER BY n.root, n.kind, n.sequence, n.number, n.entry, n.of_kind, n.id"
    )


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_is_brought_up_with_a_backup_first(place: Place, store: Store, tmp_path: Path) -> None:
    expected, trail = store.read(), list(store.audit())
    done = migrate(place.url, ENTRY, str(tmp_path), schema=AFTER_NEXT)
    backup = tmp_path / f"graphcrm-{place.workspace}.format1.backup"
    assert done == MigrationReport(1, 3, str(backup), done=True)
    assert listed(tmp_path) == [backup.name]
    assert backup.stat().st_mode & 0o077 == 0, "a customer's whole data is for nobody else to read"
    with open_store(backup) as before:
        assert (before.read(), list(before.audit())) == (expected, trail)
        assert before.check().ok
    with Neo4jStore.open(place.url, schema=AFTER_NEXT) as after:
        assert after.read() == expected
        assert list(after.check().damage) == []
        assert [(entry.action, entry.detail) for entry in after.audit()][-1] == ("store migrate", '{"from":1,"to":3}')
        assert after.apply(change(people(("c", "C")))).created == 1
    assert place.run("MATCH (v:Version {workspace: $w, colour: 'red'}) RETURN count(v)") == [[2]]
    assert migrate(place.url, ENTRY, str(tmp_path), schema=AFTER_NEXT) == MigrationReport(3, 3, None, done=False)
    assert listed(tmp_path) == [backup.name]


def test_a_backup_never_overwrites(place: Place, store: Store, tmp_path: Path) -> None:
    name = f"graphcrm-{place.workspace}.format1.backup"
    (tmp_path / name).write_bytes(b"precious")
    (tmp_path / f"{name}2").symlink_to(tmp_path / "nowhere")
    assert migrate(place.url, ENTRY, str(tmp_path), schema=NEXT).backup == str(tmp_path / f"{name}3")
    assert (tmp_path / name).read_bytes() == b"precious"
    assert listed(tmp_path) == [name, f"{name}2", f"{name}3"]


def test_opening_never_brings_it_up(place: Place, store: Store, tmp_path: Path) -> None:
    before = contents(place)
    for create in (False, True):
        with pytest.raises(NotAStore, match="graphcrm store migrate"):
            Neo4jStore.open(place.url, schema=NEXT, create=create)
    assert migrate(place.url, ENTRY, str(tmp_path), schema=NEXT, dry_run=True) == MigrationReport(
        1, 2, None, done=False
    )
    assert (contents(place), listed(tmp_path)) == (before, [])


def test_a_step_that_fails_leaves_it_as_it_was(place: Place, store: Store, tmp_path: Path) -> None:
    def fail(run: Run, workspace: str) -> None:
        recolour(run, workspace)
        raise RuntimeError("no")

    before = contents(place)
    with pytest.raises(RuntimeError):
        migrate(place.url, ENTRY, str(tmp_path), schema=Schema(2, CURRENT.constraints, CURRENT, fail))
    assert contents(place) == before
    assert list(store.check().damage) == []
    assert store.apply(change(people(("c", "C")))).created == 1, "the lease was given back"


@pytest.mark.parametrize("committed", [False, True])
def test_whoever_interrupts_it_is_told_whether_it_is_done(
    place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    noting, write, begun = migration.note, Graph.write, []

    def last(*arguments: Any) -> None:
        noting(*arguments)
        begun.append(1)
        if not committed:
            raise KeyboardInterrupt

    def interrupted(graph: Graph, work: Any, **how: Any) -> Any:
        found = write(graph, work, **how)
        if begun and not how:
            raise KeyboardInterrupt
        return found

    with monkeypatch.context() as patch:
        patch.setattr(migration, "note", last)
        patch.setattr(Graph, "write", interrupted)
        with pytest.raises(KeyboardInterrupt) as stopped:
            migrate(place.url, ENTRY, str(tmp_path), schema=NEXT)
    assert isinstance(stopped.value, InterruptedAfter) == committed
    if committed:
        assert "interrupted; the upgrade is stored" in str(stopped.value)
    assert migrate(place.url, ENTRY, str(tmp_path), schema=NEXT).done == (not committed)
    with Neo4jStore.open(place.url, schema=NEXT) as after:
        assert list(after.check().damage) == []


def test_a_step_that_the_server_refuses_leaves_it_as_it_was(place: Place, store: Store, tmp_path: Path) -> None:
    def clash(run: Run, workspace: str) -> None:
        recolour(run, workspace)
        run("MATCH (v:Version {workspace: $workspace, kind: 'person'}) SET v.sequence = 1", workspace=workspace)

    before = contents(place)
    with pytest.raises(GraphcrmError):
        migrate(place.url, ENTRY, str(tmp_path), schema=Schema(2, CURRENT.constraints, CURRENT, clash))
    assert contents(place) == before


def test_without_a_backup_nothing_is_changed(place: Place, store: Store, tmp_path: Path) -> None:
    before = contents(place)
    with pytest.raises(StoreUnavailable):
        migrate(place.url, ENTRY, str(tmp_path / "no such folder"), schema=NEXT)
    assert contents(place) == before


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.props = '{}'",
        "MATCH (v:Version {workspace: $w, sequence: 2}) DELETE v",
        "MATCH (c:Change {workspace: $w, number: 1}) SET c.author = 'nobody'",
        "MATCH (a:Audit {workspace: $w, entry: 1}) SET a.author = 'nobody'",
        "MATCH (w:Graphcrm {root: $w}) SET w.schema = 0",
    ],
)
def test_a_damaged_workspace_is_not_touched(place: Place, store: Store, tmp_path: Path, statement: str) -> None:
    place.run(statement)
    before = contents(place)
    with pytest.raises(IntegrityError):
        migrate(place.url, ENTRY, str(tmp_path), schema=NEXT)
    assert (contents(place), listed(tmp_path)) == (before, [])


def test_too_old_and_newer_and_absent_are_refused_untouched(place: Place, store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="too old"):
        migrate(place.url, ENTRY, str(tmp_path), schema=Schema(9, CURRENT.constraints))
    with pytest.raises(NotAStore, match="too old"):
        Neo4jStore.open(place.url, schema=Schema(9, CURRENT.constraints))
    with pytest.raises(StoreUnavailable, match="no workspace"):
        migrate(f"{place.url}-x", ENTRY, str(tmp_path), schema=NEXT)
    assert listed(tmp_path) == []
    migrate(place.url, ENTRY, str(tmp_path), schema=AFTER_NEXT)
    before = contents(place)
    actions: list[Callable[[], Any]] = [
        lambda: open_store(place.url),
        lambda: open_store(place.url, create=True),
        lambda: migrate(place.url, ENTRY, str(tmp_path), schema=NEXT),
        lambda: migrate(place.url, ENTRY, str(tmp_path), schema=NEXT, dry_run=True),
    ]
    for action in actions:
        with pytest.raises(NotAStore, match="newer graphcrm"):
            action()
    assert contents(place) == before


def test_an_older_client_that_has_it_open_is_told_to_upgrade(place: Place, store: Store, tmp_path: Path) -> None:
    migrate(place.url, ENTRY, str(tmp_path), schema=NEXT)
    # What a newer graphcrm left half-done is not for an older one to tidy up.
    place.run(
        "MATCH (w:Graphcrm {root: $w}) SET w.writing = ['person'], w.altering = 'x', w.altered_kinds = ['person']"
    )
    assert isinstance(store, Neo4jStore)
    before = contents(place)
    actions: list[Callable[[], Any]] = [
        store.read,
        store.history,
        store.audit,
        store.redraw,
        lambda: store.audit(ENTRY),
        lambda: store.check(),
        lambda: store.apply(change(people(("c", "C")))),
        lambda: store.apply(change(people(("c", "C"))), dry_run=True),
        lambda: store.erase(lambda version: None, ENTRY),
        lambda: store.backup(str(tmp_path / "copy")),
    ]
    for action in actions:
        with pytest.raises(NotAStore, match="Upgrade graphcrm"):
            action()
    assert contents(place) == before


def test_two_clients_at_once(place: Place, store: Store, tmp_path: Path) -> None:
    """The second waits, sees that it is done, and neither copies nor changes anything."""
    together = threading.Barrier(2, timeout=30)
    outcomes: list[MigrationReport | GraphcrmError] = []

    def slow(run: Run, workspace: str) -> None:
        run("MATCH (v:Graphcrm {workspace: $workspace}) SET v.ran = coalesce(v.ran, 0) + 1", workspace=workspace)

    schema = Schema(2, CURRENT.constraints, CURRENT, slow)

    def client() -> None:
        together.wait()
        try:
            outcomes.append(migrate(place.url, ENTRY, str(tmp_path), schema=schema))
        except GraphcrmError as error:
            outcomes.append(error)

    clients = [threading.Thread(target=client) for _ in range(2)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    assert sorted(outcome.done for outcome in outcomes if isinstance(outcome, MigrationReport)) == [False, True]
    assert len(listed(tmp_path)) == 1
    assert place.run("MATCH (v:Version {workspace: $w}) RETURN DISTINCT v.ran") == [[1]]
    with Neo4jStore.open(place.url, schema=schema) as after:
        assert list(after.check().damage) == []
        assert len(after.audit()) == 2


def test_nobody_writes_between_the_backup_and_the_end(
    place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_to = migration.copy_to
    refused: list[GraphcrmError] = []

    def meanwhile(*arguments: Any) -> None:
        copy_to(*arguments)
        monkeypatch.setattr(waiting, "PATIENCE", 0.2)
        try:
            store.apply(change(people(("late", "L"))))
        except GraphcrmError as error:
            refused.append(error)

    monkeypatch.setattr(migration, "copy_to", meanwhile)
    migrate(place.url, ENTRY, str(tmp_path), schema=NEXT)
    assert [type(error).__name__ for error in refused] == ["StoreBusy"]


def test_what_a_killed_writer_left_is_tidied_up_first(
    place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PAGE", 2)
    place.run(
        "MATCH (w:Graphcrm {root: $w}) SET w.writing = ['person'], w.drawn = 0"
        " CREATE (:Graphcrm:Version {workspace: $w, kind: 'person', sequence: 99, change: 2, key: 'x', props: '{}',"
        " valid_from: '', valid_to: '', observed_at: '', checksum: 0})"
    )
    migrate(place.url, ENTRY, str(tmp_path), schema=NEXT)
    assert place.run("MATCH (v:Version {workspace: $w, sequence: 99}) RETURN count(v)") == [[0]]
    with Neo4jStore.open(place.url, schema=NEXT) as after:
        assert len(said(after)) == 2
        assert list(after.check().damage) == []


def test_the_command(place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: Any) -> None:  # noqa: F811
    monkeypatch.chdir(tmp_path)
    where = place.url
    code, out, err = shell("--workspace", where, "store", "migrate")
    assert (code, out, err) == (0, f"{where} has the current format 1; there is nothing to do\n", "")
    monkeypatch.setitem(migrate.__kwdefaults__, "schema", NEXT)
    code, out, _ = shell("--workspace", where, "store", "migrate", "--dry-run")
    assert (code, listed(tmp_path)) == (0, [])
    assert "has format 1; it would be backed up" in out
    code, out, _ = shell("--workspace", where, "store", "migrate")
    backup = tmp_path / f"graphcrm-{place.workspace}.format1.backup"
    assert code == 0
    assert out == f"{where} was brought up from format 1 to 2; the backup from before is {backup}\n"
    code, _, err = shell("--workspace", where, "store", "check")
    assert code == 4
    assert "newer graphcrm" in err
