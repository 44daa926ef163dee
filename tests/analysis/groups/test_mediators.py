"""Conflicts between organisations, and who stands between them."""

from typing import Any

from graphcrm.analysis.groups.mediators import Mediation, mediations
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import edge, golden_situation, golden_snapshot


def found(*pairs: tuple[str, str], **changes: Any) -> list[tuple[str, str, tuple[tuple[str, int], ...]]]:
    conflicts = [edge("CONFLICTS_WITH", a, b, level=2) for a, b in pairs]
    rows: tuple[Mediation, ...] = mediations(golden_situation(edges=conflicts, **changes))
    return [(row.one, row.other, row.between) for row in rows]


def test_whoever_carries_influence_from_one_to_the_other_stands_between_them() -> None:
    """Of Adviser He's two-paths t1>c3>v and t1>c6>v those with v ≠ c3 (t1>c3 closes the path) lead to the bank: c3 two, c6 two."""
    weights = {"c3": 0.45 * 0.8, "c6": 0.45 * 0.95}  # of t1's influence on them
    assert weights["c6"] > weights["c3"]
    assert found(("ADV", "HY")) == [("ADV", "HY", (("c3", 2), ("c6", 2)))]
    assert found(("SUP", "HY")) == [("HY", "SUP", (("c9", 2), ("c7", 1)))]
    assert found(("ADV", "SUP")) == [("ADV", "SUP", ())]


def test_who_may_not_be_asked_does_not_mediate() -> None:
    assert found(("ADV", "HY"), people={"c3": {"flags": ["no_contact"]}}) == [("ADV", "HY", (("c6", 2),))]


def test_a_subsidiary_is_the_customer_and_a_stranger_is_nobody() -> None:
    more = {"HY-S": {"name": "sub", "category": "customer", "parent": "HY"}}
    assert found(("ADV", "HY-S"), orgs=more) == found(("ADV", "HY"))
    assert found(("HY", "HY-S"), orgs=more) == []
    assert found(("ADV", "RIV")) == [], "nobody of the competitor's is in the graph"


def test_it_is_said_with_the_bridges() -> None:
    def said(*edges: dict[str, Any]) -> list[str]:
        snapshot = golden_snapshot(edges=edges)
        known = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True}
        return [text.en for text in run(Ask(find_query("bridges"), snapshot, known)).remarks]

    assert said() == []
    assert said(edge("CONFLICTS_WITH", "SUP", "HY", level=1), edge("CONFLICTS_WITH", "ADV", "SUP", level=1)) == [
        "明见咨询 and 拓维数据设备 are in conflict: nobody on record stands between them.",
        "华岳银行 and 拓维数据设备 are in conflict: 赵运维 (2 open paths), 孙采购 (1 open path) could mediate.",
    ]
