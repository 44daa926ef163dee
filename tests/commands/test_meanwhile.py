"""Two people who change the same workspace at the same moment: the second one's change is checked against the first one's."""

import pytest

from graphcrm.errors import StoreBusy, StoreChanged
from graphcrm.store import undoing, waiting
from graphcrm.store.sqlite.store import SqliteStore


@pytest.fixture
def meanwhile(monkeypatch):
    """Runs something each time that a command has read what is stored and before it writes."""
    read = SqliteStore.read

    def interrupted_by(others):
        waiting = list(others)

        def reading(self, *args, **kwargs):
            found = read(self, *args, **kwargs)
            if waiting:
                waiting.pop(0)()
            return found

        monkeypatch.setattr(SqliteStore, "read", reading)

    return interrupted_by


def test_two_edits_that_are_each_right_cannot_be_wrong_together(shell, workspace, meanwhile):
    assert shell("-w", workspace, "edit", "person", "c7", "reports_to=")[0] == 0
    meanwhile([lambda: shell("-w", workspace, "edit", "person", "c8", "reports_to=c7")])
    code, _, err = shell("-w", workspace, "edit", "person", "c7", "reports_to=c8")
    assert code == 3
    assert "E06" in err


def test_two_people_who_change_two_columns_of_one_record_both_keep_theirs(shell, workspace, meanwhile):
    meanwhile([lambda: shell("-w", workspace, "edit", "person", "c6", "title=Architect")])
    assert shell("-w", workspace, "edit", "person", "c6", "grade=4")[0] == 0
    shown = shell("-w", workspace, "edit", "person", "c6")[2]
    assert "title=Architect" in shown
    assert "grade=4" in shown


def test_who_is_overtaken_plans_anew_once_while_nobody_else_can_write(
    shell, workspace, tmp_path, meanwhile, monkeypatch
):
    """Of many who write at once each has its turn: whoever waits is let in once, and need not be quicker than all others."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    file = tmp_path / "people.csv"
    file.write_text("id,name,org,grade\nx9,Somebody New,HY,3\n", encoding="utf-8")
    codes = []

    def others(value):
        codes.append(shell("-w", workspace, "edit", "person", "c6", f"title={value}")[0])

    # Every other reading is that of the others themselves: the import reads, they change; it reads in its turn, they wait in vain.
    meanwhile([lambda: others("T1"), lambda: None, lambda: others("T2"), lambda: None])
    assert shell("-w", workspace, "import", file)[0] == 0
    assert codes == [0, StoreBusy.exit_code]
    assert "x9" in shell("-w", workspace, "history", "x9")[1]


def test_what_is_wrong_by_the_time_of_its_turn_is_refused(shell, workspace, meanwhile):
    meanwhile([lambda: shell("-w", workspace, "edit", "person", "c7", "title=Architect")])
    code, out, _ = shell("-w", workspace, "edit", "person", "c7", "title=Architect")
    assert code == 0
    assert "1 unchanged" in out


@pytest.mark.parametrize(
    ("number", "others", "code"),
    [
        (["2"], ["edit", "person", "c7", "title_en=Theirs"], 0),
        ([], ["undo", "3"], 0),
        ([], ["edit", "person", "c7", "title_en=Theirs"], StoreChanged.exit_code),
    ],
)
def test_an_undo_that_is_overtaken_withdraws_what_was_meant(shell, workspace, monkeypatch, number, others, code):
    """Without a number that is the latest change, which somebody else's undo makes the one before, as if they had come in turn."""
    for value in ("title=Ours", "title=Ours too"):
        assert shell("-w", workspace, "edit", "person", "c6", value)[0] == 0
    make, meanwhile_ = undoing.undo_change, iter([others])

    def overtaken(chain, number, **who):
        made = make(chain, number, **who)
        for words in meanwhile_:
            assert shell("-w", workspace, *words)[0] == 0
        return made

    monkeypatch.setattr(undoing, "undo_change", overtaken)
    assert shell("-w", workspace, "undo", *number)[0] == code
