"""What we have with a supplier or a third party, in a sentence."""

from typing import Any

from graphcrm.analysis.suppliers.organisations import dealings
from graphcrm.i18n import Text
from tests.analysis.golden import edge, golden_snapshot


def said(*edges: dict[str, Any], contracts: list[dict[str, Any]] | None = None) -> Text | None:
    return dealings(golden_snapshot(edges=edges, rows={"contract": contracts or []}), "SUP")


def contract(start: str, **ends: str) -> dict[str, Any]:
    return {"id": f"K{start}", "from": "SUP", "to": "US", "start": start} | ends


def test_nothing_recorded_is_nothing_said() -> None:
    assert said() is None
    assert said(edge("PARTNERS_ON", "ADV", "HY-CORE"), edge("RECOMMENDS", "SUP", "US", level=1)) is None
    assert said(contracts=[contract("2026-07-01")]) is None, "a contract that has not begun"
    assert said(contracts=[contract("2020-01-01", to="HY")]) is None, "a contract with somebody else"


def test_contract_deals_and_recommendations_are_told() -> None:
    found = said(
        edge("PARTNERS_ON", "SUP", "HY-CORE"),
        edge("RECOMMENDS", "c5", "SUP", level=2),
        edge("RECOMMENDS", "ADV", "SUP", level=1),
        contracts=[contract("2025-03-01"), contract("2022-05-10")],
    )
    assert found is not None
    assert found.en == (
        "With us: under contract since 2022-05-10; partner on 新一代核心系统; recommended by 明见咨询, 郑总."
    )
    assert found.zh == "我方与其：自 2022-05-10 起有合同；联合拓展新一代核心系统；由明见咨询、郑总推荐。"
