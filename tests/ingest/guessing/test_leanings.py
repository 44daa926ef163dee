"""A column of attitudes that names vendors: whom somebody leans to; whether a name is that of a vendor is asked."""

import pytest

from tests.ingest.guessing.conftest import US, attitudes


def test_whom_an_attitude_leans_to_may_be_a_vendor(said):
    rows = [["姓名", "职务", "倾向"], ["赵强", "部长", "华星通信"], ["钱敏", "主任", "我司"], ["孙丽", "经理", "中立"]]
    facts, _ = said({"竞争": rows})
    assert attitudes(facts) == {("赵强", "华星通信"): 1, ("钱敏", US): 1, ("孙丽", US): 0}
    assert facts["org", "华星通信"]["category"] == "competitor"


def test_whether_a_strange_word_is_a_vendor_is_asked(said):
    rows = [
        ["姓名", "职务", "倾向"],
        ["赵强", "部长", "看价格"],
        ["钱敏", "主任", "我司"],
        ["孙丽", "经理", "华星通信"],
    ]
    facts, asked = said({"竞争": rows})
    assert attitudes(facts) == {("钱敏", US): 1, ("孙丽", "华星通信"): 1}  # proposed, since firms are called so
    assert {"competitor:看价格", "competitor:华星通信"} <= asked
    facts, _ = said({"竞争": rows}, **{"competitor:华星通信": "-"})
    assert attitudes(facts) == {("钱敏", US): 1}


@pytest.mark.parametrize("said_of_one", ["待争取", "有保留"])
def test_a_word_for_an_attitude_that_nobody_knows_is_no_vendor(said, said_of_one):
    rows = [["姓名", "职务", "倾向"], ["赵强", "部长", said_of_one], ["钱敏", "主任", "我司"], ["孙丽", "经理", "中立"]]
    facts, asked = said({"竞争": rows})
    assert ("org", said_of_one) not in facts
    assert f"word:stance:{said_of_one}" in asked
