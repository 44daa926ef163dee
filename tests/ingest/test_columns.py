"""What is done a column or a block at a time gives what is done cell by cell and row by row."""

from __future__ import annotations

import pytest

from graphcrm.ingest.network import plan_network
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_fault_far_down_is_told_by_its_own_line(tmp_path, ending):
    rows = [*(f"c{n},n{n},HY" for n in range(3000)), "", "# of them", "c;,odd,HY", "c9999"]
    (tmp_path / "people.csv").write_text(ending.join(["id,name,org", *rows]), newline="")
    plan = plan_import([tmp_path], existing={}, options=options())
    assert [(p.code, p.line) for p in plan.problems if p.code in ("E03", "E15")] == [("E15", 3005), ("E03", 3004)]


def test_a_fault_far_down_a_network_is_told_by_its_own_line(tmp_path):
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\n" + "".join(f"a{n},b{n}\n" for n in range(1500)) + "a\n")
    plan = plan_network(ties, ties={"": "trusts"}, options=options(), existing={})
    assert [p.line for p in plan.problems if p.code == "E15"] == [1502]
