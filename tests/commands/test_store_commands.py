"""``graphcrm store``: upgrading a file, and what a file has nothing of."""

from pathlib import Path

import pytest

from graphcrm.errors import NotAStore
from graphcrm.store import migration, open_store
from graphcrm.store.sqlite import schema as sqlite_schema
from tests.contract.making import said
from tests.store.test_store_migration import AFTER_NEXT, NEXT


@pytest.fixture
def newer(monkeypatch):
    """This graphcrm has a format of its own, two steps later."""
    monkeypatch.setattr(sqlite_schema, "CURRENT", AFTER_NEXT)


def listed(path: Path) -> set[str]:
    return {p.name for p in path.parent.iterdir()}


def test_a_file_of_the_current_format_needs_nothing(shell, workspace):
    before = workspace.read_bytes()
    for words in ((), ("--dry-run",)):
        code, out, err = shell("--workspace", workspace, "store", "migrate", *words)
        assert (code, err) == (0, "")
        assert out == f"{workspace} has the current format 1; there is nothing to do\n"
    assert workspace.read_bytes() == before
    assert "已是当前格式 1" in shell("--workspace", workspace, "store", "migrate", "--lang", "zh")[1]


def test_a_dry_run_only_looks(shell, workspace, newer):
    before, names = workspace.read_bytes(), listed(workspace)
    code, out, err = shell("--workspace", workspace, "store", "migrate", "--dry-run")
    assert (code, err) == (0, "")
    assert out == (
        f"{workspace} has format 1; it would be backed up and then brought up to format 3 (--dry-run: nothing was changed)\n"
    )
    assert (workspace.read_bytes(), listed(workspace)) == (before, names)


def test_a_file_is_upgraded_and_told_where_its_backup_is(shell, workspace, newer):
    with open_store(workspace) as store:
        expected, trail = store.read(), list(store.audit())
    code, out, err = shell("--workspace", workspace, "store", "migrate")
    backup = Path(f"{workspace}.format1.backup")
    assert (code, err) == (0, "")
    assert out == f"{workspace} was brought up from format 1 to 3; the backup from before is {backup}\n"
    with pytest.raises(NotAStore, match="newer graphcrm"):
        open_store(workspace)
    with open_store(backup) as before:
        assert (before.read(), list(before.audit())) == (expected, trail)
        assert said(before)
    from graphcrm.store.sqlite.store import SqliteStore

    with SqliteStore.open(str(workspace), schema=AFTER_NEXT) as after:
        assert after.read() == expected
        assert after.check().ok
        note = after.audit()[-1]
        assert (note.action, note.detail) == ("store migrate", '{"from":1,"to":3}')
        assert len(after.audit()) == len(trail) + 1
    assert "nothing to do" in shell("--workspace", workspace, "store", "migrate")[1]


def test_what_cannot_be_upgraded_is_refused_untouched(shell, workspace, tmp_path, monkeypatch):
    foreign = tmp_path / "letter.txt"
    foreign.write_text("Dear Sir or Madam, " * 10)
    assert shell("--workspace", foreign, "store", "migrate")[0] == 4
    assert shell("--workspace", tmp_path / "nothing", "store", "migrate")[0] == 4
    assert not (tmp_path / "nothing").exists()
    monkeypatch.setattr(sqlite_schema, "CURRENT", sqlite_schema.Schema(9, NEXT.tables))
    before, names = workspace.read_bytes(), listed(workspace)
    for words in ((), ("--dry-run",)):
        code, _, err = shell("--workspace", workspace, "store", "migrate", *words)
        assert code == 4
        assert "too old" in err
    assert (workspace.read_bytes(), listed(workspace)) == (before, names)


def test_a_newer_and_a_damaged_file_are_refused(shell, workspace, newer, monkeypatch):
    data = bytearray(workspace.read_bytes())
    at = data.index(b'"name":"') + 8
    data[at] ^= 1
    workspace.write_bytes(data)
    names = listed(workspace)
    assert shell("--workspace", workspace, "store", "migrate")[0] == 5
    assert (workspace.read_bytes(), listed(workspace)) == (bytes(data), names)
    data[at] ^= 1
    workspace.write_bytes(data)
    assert shell("--workspace", workspace, "store", "migrate")[0] == 0
    monkeypatch.setattr(sqlite_schema, "CURRENT", NEXT)
    for words in ((), ("--dry-run",)):
        code, _, err = shell("--workspace", workspace, "store", "migrate", *words)
        assert code == 4
        assert "newer graphcrm" in err


def test_an_address_that_is_none(shell):
    for url, words in (("ftp://host/x", "unknown kind"), ("neo4j://u:secret@h", "must not carry a password")):
        code, _, err = shell("--workspace", url, "store", "migrate")
        assert code == 2
        assert words in err
        assert "secret" not in err
    with pytest.raises(Exception, match="unknown kind"):
        migration.migrate_store("ftp://host", None)


def test_a_file_has_no_graph_to_draw(shell, workspace):
    code, out, err = shell("--workspace", workspace, "store", "redraw")
    assert (code, out) == (2, "")
    assert "nothing to draw" in err
    assert "无需重画" in shell("--workspace", workspace, "store", "redraw", "--lang", "zh")[2]
