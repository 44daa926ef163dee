"""Repeated problems are told once, and nothing is lost by it."""

from hypothesis import given
from hypothesis import strategies as st

from graphcrm.i18n import Text
from graphcrm.model.problems import Problem, fold


def problem(code, line=None, said="x", file="edges.csv", column="level"):
    return Problem(code, Text(said, said), file, line, column)


PROBLEMS = st.lists(
    st.builds(
        problem,
        st.sampled_from(["E01", "E13", "W01", "W02", "W13"]),
        st.none() | st.integers(1, 60),
        st.sampled_from("abcdefg"),
        st.sampled_from(["edges.csv", "people.csv"]),
        st.sampled_from(["level", ""]),
    ),
    max_size=40,
)


def test_the_same_sentence_is_told_once_with_its_lines():
    (only,) = fold([problem("W01", n) for n in (9, 2, 5)])
    assert (only.count, only.lines, only.alike) == (3, (2, 5, 9), True)


def test_many_sentences_of_one_warning_are_one_and_of_an_error_are_told_each():
    said = [problem("W02", n, f"since {n}") for n in range(4)] + [problem("E01", n, f"no {n}") for n in range(4)]
    assert [(f.first.code, f.count, f.alike) for f in fold(said)] == [("E01", 1, True)] * 4 + [("W02", 4, False)]
    assert len(fold(said[:3])) == 3


def test_errors_come_first_and_rare_ones_before_frequent_ones():
    said = [problem("W01", n) for n in range(30)] + [
        problem("W04"),
        problem("E13", 1),
        problem("E13", 2),
        problem("E01", 3),
    ]
    assert [f.first.code for f in fold(said)] == ["E01", "E13", "W04", "W01"]


def test_other_files_and_columns_are_told_apart():
    assert len(fold([problem("W01", 1), problem("W01", 1, file="b.csv"), problem("W01", 1, column="evidence")])) == 3


@given(PROBLEMS)
def test_nothing_is_lost(problems):
    folds = fold(problems)
    assert sum(f.count for f in folds) == len(problems)
    assert {f.first for f in folds} <= set(problems)
    kept = {(f.first.code, f.first.file, f.first.column, n) for f in folds for n in f.lines}
    assert kept == {(p.code, p.file, p.column, p.line) for p in problems if p.line is not None}
    errors = [f.first.is_error for f in folds]
    assert errors == sorted(errors, reverse=True)
    assert {f.first.text for f in folds if f.first.is_error} == {p.text for p in problems if p.is_error}
