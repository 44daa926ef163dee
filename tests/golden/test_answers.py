"""Every number and every word of every answer about the sample accounts stays what it is, unless somebody decides otherwise."""

import pytest

from graphcrm.asking.catalogue import catalogue
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample  # noqa: F401 - the imported workspace
from tests.golden.answers import difference, judged, laid_out, place, read
from tests.workspace.questions import keep_scenarios


@pytest.mark.parametrize("name", list(catalogue()))
def test_the_answers_are_the_golden_ones(sample, name):  # noqa: F811
    assert place(name).exists(), f"look at the answers, then keep them: python -m tests.golden.write {name}"
    keep_scenarios(sample)
    told = judged(Workspace(sample), catalogue()[name])
    assert told is None, f"{name}{told}\nif that is meant: python -m tests.golden.write {name}"


def test_every_golden_file_belongs_to_a_query():
    assert sorted(p.stem for p in place("x").parent.iterdir()) == sorted(catalogue())


def test_a_file_is_read_as_it_was_written(tmp_path, monkeypatch):
    row = {"id": "a", "share": 0.1}
    kept = {
        "query": "q",
        "columns": [["id", "share"], ["lean"]],
        "answers": [
            {"asked": {}, "assumptions": [["甲", "a"]], "explain": [], "groups": [[row, {**row, "id": None}], []]},
            {"asked": {"top": 1}, "refused": "no"},
            {"asked": {}, "groups": [[], [{"lean": {"c1": 1}}]]},
        ],
    }
    monkeypatch.setattr("tests.golden.answers.place", lambda name: tmp_path / name)
    (tmp_path / "q").write_text(laid_out(kept), encoding="utf-8")
    assert read("q") == kept


@pytest.mark.parametrize(
    ("kept", "found", "told"),
    [
        ({"a": [1, {"b": 78.5833}]}, {"a": [1, {"b": 78.5832}]}, None),
        ({"a": [1, {"b": 78.5833}]}, {"a": [1, {"b": 78.5831}]}, ".a[1].b: kept is 78.5833, found is 78.5831"),
        ({"a": [1, {"b": 0.5}]}, {"a": [1, {"b": 0.500002}]}, ".a[1].b: kept is 0.5, found is 0.500002"),
        ({"a": 0}, {"a": 1e-9}, ".a: kept is 0, found is 1e-09"),
        ({"a": 1}, {"a": True}, ".a: kept is 1, found is true"),
        ({"a": 1}, {"a": "1"}, '.a: kept is 1, found is "1"'),
        ({"a": None}, {"a": 0}, ".a: kept is null, found is 0"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, ': kept is {"a":1,"b":2}, found is {"b":2,"a":1}'),
        ([1, 2], [1], ": kept is [1,2], found is [1]"),
        ([], [], None),
    ],
)
def test_the_first_difference_is_told(kept, found, told):
    assert difference(kept, found) == told
