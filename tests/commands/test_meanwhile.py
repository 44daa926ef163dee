"""Two people who change the same workspace at the same moment: the second one's change is checked against the first one's."""

import pytest

from graphcrm.errors import StoreChanged
from graphcrm.store import undoing
from graphcrm.store.sqlite.store import SqliteStore
from graphcrm.workspace import changing


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


@pytest.fixture
def overtaken(shell, workspace, tmp_path, meanwhile):
    """Runs an import that others overtake so many times; gives exit code, errors, and how often they did."""

    def importing(times):
        file = tmp_path / "people.csv"
        file.write_text("id,name,org,grade\nx9,Somebody New,HY,3\n", encoding="utf-8")
        numbers = iter(range(100))
        # Every change of the others reads the store too, so only every second reading is the import's own.
        busy = [None] * 2 * times
        busy[::2] = [lambda: shell("-w", workspace, "edit", "person", "c6", f"title=T{next(numbers)}")] * times
        busy[1::2] = [lambda: None] * times
        meanwhile(busy)
        code, _, err = shell("-w", workspace, "import", file)
        return code, err, next(numbers)

    return importing


def test_an_import_that_is_overtaken_again_and_again_gives_up_and_writes_nothing(
    shell, workspace, overtaken, monkeypatch
):
    monkeypatch.setattr(changing, "PATIENCE", 0)
    code, err, times = overtaken(20)
    assert code == StoreChanged.exit_code == 4
    assert "somebody else changed the workspace" in err
    assert times == changing.ATTEMPTS == 5
    assert "x9" not in shell("-w", workspace, "history", "x9")[1]


def test_of_many_who_write_at_once_each_has_its_turn(shell, workspace, overtaken):
    assert overtaken(9)[::2] == (0, 9)
    assert "x9" in shell("-w", workspace, "history", "x9")[1]


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
