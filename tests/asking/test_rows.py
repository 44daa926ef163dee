"""The contract of rows: an answer gives exactly what its query declares, in the declared types, or it is no answer at all."""

import tomllib
from functools import cache
from importlib import import_module

import pytest

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.run import BrokenAnswer, run
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample  # noqa: F401 - the imported workspace
from tests.golden.answers import PEOPLE, SINCE
from tests.workspace.questions import DAY

#: The sample has no closed deal: rows of the back-test are held against the declaration in its own tests.
QUERIES = [name for name in catalogue() if name != "back-test"]
#: Days on which the sample has rows where it has none on the day of the others.
LATER = {"cooling": "2026-12-31"}


@pytest.fixture(scope="module")
def ask(sample):  # noqa: F811
    """A question about the sample account, on snapshots that are taken once."""
    workspace = Workspace(sample)
    days = {day: workspace.snapshot(day) for day in (DAY, SINCE, *LATER.values())}

    def make(name):
        query = find_query(name)
        given = {"account": "HY", "as_of": DAY, "since": SINCE, "more": True, **PEOPLE["HY"]}
        takes = {o.key for o in query.options if o.required or o.key in ("account", "as_of", "to", "more")}
        now, before = days[LATER.get(name, DAY)], days[SINCE]
        params = read_parameters(query, {k: v for k, v in given.items() if k in takes})
        return Ask(query, now, params, before, dict.fromkeys(query.days_back(), before))

    return make


def declared(name):
    """Groups of columns as the file itself says them."""
    raw = tomllib.loads(find_query(name).source.read_text(encoding="utf-8"))
    return [group["columns"] for group in raw.get("group", [raw])]


@pytest.mark.parametrize("name", QUERIES)
def test_an_answer_has_the_rows_that_its_file_declares(answered, name):
    _, answer = answered(name)
    assert len(answer.groups) == len(declared(name))
    for columns, rows in zip(declared(name), answer.groups, strict=True):
        assert rows, "a group without rows would prove nothing"
        for row in rows:
            assert sorted(row) == sorted(column[0] for column in columns)


@pytest.fixture(scope="module")
def answered(ask):
    """The question and its answer, which is found once for all that is done to its rows."""

    @cache
    def make(name):
        question = ask(name)
        return question, import_module(f"graphcrm.asking.answers.{question.query.answer}").answer(question)

    return make


@pytest.fixture
def broken(answered, monkeypatch):
    """Runs a query whose rows were changed on the way."""

    def make(name, change):
        question, answer = answered(name)
        module = import_module(f"graphcrm.asking.answers.{question.query.answer}")
        groups = tuple(tuple(dict(row) for row in rows) for rows in answer.groups)
        changed = change(groups)
        with monkeypatch.context() as patched:
            patched.setattr(module, "answer", lambda question: Answer(groups if changed is None else changed))
            return run(question)

    return make


@pytest.mark.parametrize("name", QUERIES)
def test_every_column_is_missed_and_of_its_type(broken, name):
    for at, columns in enumerate(declared(name)):
        for column, _, _, form in columns:
            with pytest.raises(BrokenAnswer, match=rf"missing \['{column}'\]"):
                broken(name, lambda groups, at=at, column=column: groups[at][-1].__delitem__(column))
            with pytest.raises(BrokenAnswer, match=f"{column} is no {form}: "):
                broken(name, lambda groups, at=at, column=column: groups[at][-1].update({column: [[1]]}))


def test_a_column_more_is_an_error(broken):
    with pytest.raises(BrokenAnswer, match=r"kpi: columns that are not declared \['more'\], that are missing \[\]"):
        broken("kpi", lambda groups: groups[0][0].update(more=1))


def test_a_group_more_or_fewer_is_an_error(broken):
    with pytest.raises(BrokenAnswer, match="forecast gives 1 groups of rows, declared are 2"):
        broken("forecast", lambda groups: groups[:1])
    with pytest.raises(BrokenAnswer, match="kpi gives 2 groups of rows, declared are 1"):
        broken("kpi", lambda groups: (*groups, ()))


def test_a_value_of_a_neighbouring_type_is_an_error(broken):
    for column, value in (("covered", "79 %"), ("covered", True), ("min_threads", 1.5), ("rag", 3), ("level", "2")):
        with pytest.raises(BrokenAnswer, match=column):
            broken("kpi", lambda groups, column=column, value=value: groups[0][0].update({column: value}))
    with pytest.raises(BrokenAnswer, match="date"):
        broken("changes", lambda groups: groups[0][0].update(date="30.06.2026"))
    with pytest.raises(BrokenAnswer, match="listed"):
        broken("decision-circle", lambda groups: groups[0][0].update(listed=1))


def test_what_is_not_known_may_stand_in_every_column(broken):
    result = broken("kpi", lambda groups: groups[0][0].update(dict.fromkeys(groups[0][0])))
    assert set(result.rows[0].values()) == {None}


def test_a_broken_answer_is_a_fault_of_ours(broken):
    with pytest.raises(BrokenAnswer) as caught:
        broken("kpi", lambda groups: groups[0][0].clear())
    assert isinstance(caught.value, TypeError)


def test_a_team_sees_its_columns_of_rows_that_were_checked_whole(ask, tmp_path, monkeypatch):
    (tmp_path / "mine.toml").write_text(
        'zh = "a"\nen = "b"\nanswer = "kpi"\ncolumns = ["lean", "covered"]\n', encoding="utf-8"
    )
    shipped = ask("kpi")
    mine = Ask(find_query("mine", tmp_path), shipped.snapshot, shipped.params)
    whole = run(shipped).rows[0]
    assert [list(row.items()) for row in run(mine).rows] == [[(name, whole[name]) for name in ("lean", "covered")]]
    module = import_module("graphcrm.asking.answers.kpi")
    monkeypatch.setattr(module, "answer", lambda question: Answer(([{k: v for k, v in whole.items() if k != "rag"}],)))
    with pytest.raises(BrokenAnswer, match="rag"):
        run(mine)
