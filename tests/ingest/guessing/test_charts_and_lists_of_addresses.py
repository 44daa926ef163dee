"""Sheets that hold no table of columns: charts below a title, lists of addresses, grids of power and interest, remarks as “label: value”."""

import pytest

from tests.ingest.guessing.conftest import book
from tests.ingest.guessing.test_sheets_in_passing import people, table

CHART = """{title}
"Helen Strand, Managing Director"
"   Raj Patel, Chief Information Officer"
"      Mei Chen, Head of Infrastructure"
"      vacant, Procurement Lead"
"""


@pytest.mark.parametrize(
    "title", ["Meridian Rail - organisation as of Q1 2026", "Meridian Rail", "Org chart of Meridian Rail"]
)
def test_a_chart_below_a_title_names_everybody_and_the_seats_that_nobody_holds(tmp_path, look, title):
    found = look(table(tmp_path / "a.csv", CHART.format(title=title)), answers={"org:a": "Meridian Rail"})
    bosses = {"Raj Patel": "Helen Strand", "Mei Chen": "Raj Patel", "? Procurement Lead": "Raj Patel"}
    assert people(found, "reports_to") == bosses
    assert set(people(found, "title")) == {"Helen Strand", *bosses}


def test_a_chart_in_chinese_below_a_title(tmp_path, look):
    rows = "临江水务组织架构\n庞志远,总经理\n　　栾晓梅,信息部主任\n　　　　邢国栋,工程师\n　　　　空缺,采购经理\n"
    found = look(table(tmp_path / "a.csv", rows), answers={"org:a": "临江水务"})
    assert people(found, "reports_to") == {"栾晓梅": "庞志远", "邢国栋": "栾晓梅", "? 采购经理": "栾晓梅"}
