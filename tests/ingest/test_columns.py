"""What is done a column or a block at a time gives what is done cell by cell and row by row."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphcrm.ingest import csvfile
from graphcrm.ingest.encode import encode
from graphcrm.ingest.network import plan_network
from graphcrm.ingest.plan import plan_import
from graphcrm.model.facts import canonical
from tests.ingest.conftest import options

LAYOUT = csvfile.Layout("utf-8", ",", "\n")
#: What is known as a heading, and who is told of lines above it.
HEADING = (lambda cell: cell in ("id", "name", "org")), (lambda *_: None)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_fault_far_down_is_told_by_its_own_line(tmp_path, ending):
    rows = [*(f"c{n},n{n},HY" for n in range(3000)), "", "# of them", "c;,odd,HY", "c9999"]
    (tmp_path / "people.csv").write_text(ending.join(["id,name,org", *rows]), newline="")
    plan = plan_import([tmp_path], existing={}, options=options())
    assert [(p.code, p.line) for p in plan.problems if p.code in ("E03", "E15")] == [("E03", 3004), ("E15", 3005)]


def test_a_fault_far_down_a_network_is_told_by_its_own_line(tmp_path):
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\n" + "".join(f"a{n},b{n}\n" for n in range(1500)) + "a\n")
    plan = plan_network(ties, ties={"": "trusts"}, options=options(), existing={})
    assert [p.line for p in plan.problems if p.code == "E15"] == [1502]


def rows_of(text, gathered):
    """Rows and lines, and what is told of rows that have another number of cells."""
    told = []
    stream = io.BytesIO(text.encode())
    found = gathered(stream, lambda row, line, width: told.append((row, line, width)))
    return [(list(row), line) for row, line in found], told


def by_row(stream, odd):
    for rows, lines in csvfile.records(stream, lambda *_: None, odd, LAYOUT, *HEADING):
        yield from zip(rows, lines, strict=True)


def by_column(stream, odd):
    for columns, lines in csvfile._in_columns(stream, lambda *_: None, odd, LAYOUT, *HEADING):
        yield from zip(zip(*columns, strict=True), lines, strict=True)


LINE = st.lists(st.sampled_from(["a", "bb", "", " ", "#", "周"]), min_size=1, max_size=4).map(",".join)


@given(st.lists(st.tuples(st.one_of(st.just("a,b,c"), LINE), st.sampled_from(["\n", "\n", "\r\n", "\r"]))))
@example([("a,b,c", "\n")] * 9 + [("a,b", "\n"), ("a,b,c,d", "\n")])
@example([("a,b,c", "\n")] * 9 + [("", "\n"), ("a,b,c", "")])
def test_blocks_of_lines_hold_the_rows_that_a_reader_of_rows_finds(lines):
    text = "id,name,org\n" + "".join(line + ending for line, ending in lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csvfile, "_CHUNK", 3)
        patch.setattr(csvfile, "_BLOCK", 16)
        assert rows_of(text, by_column) == rows_of(text, by_row)


VALUE = st.one_of(st.none(), st.sampled_from(["", "p1", "周", 'a"b', "a\\b"]))


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(VALUE, min_size=n, max_size=n), max_size=4)))
def test_columns_are_written_as_each_row_would_be(table):
    names = ["d", "a", "c", "b"][: len(table)]
    count = len(table[0]) if table else 2
    columns = dict(zip(names, table, strict=True))
    columns |= {"flags": [("left",), ()] * 2, "level": [1, None, 2.5, 0]} if count == 4 else {}
    rows = [{name: list(v) if isinstance(v := c[n], tuple) else v for name, c in columns.items()} for n in range(count)]
    assert encode(columns, count, {"a", "b"}) == list(map(canonical, rows))
