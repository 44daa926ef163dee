"""A column of attitudes that names vendors, whom somebody leans to; and levels that are asked about, offered in words."""

import pytest

from graphcrm.ingest.guessing.questions import write_questions
from tests.ingest.guessing.conftest import US, attitudes, book, told


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


@pytest.mark.parametrize(
    ("heading", "kind", "zh", "en"),
    [
        ("Attitude", "stance", "-1（不认可/反对）", "3 (supports exclusively)"),
        ("Level", "grade", "5（股东/董事会）", "1 (staff)"),
        ("Decision role", "roles", "user（使用者）", "user"),
        ("Account tier", "org_tier", "A（伙伴）", "S (strategic)"),
    ],
)
def test_numbers_and_codes_are_offered_with_what_they_stand_for(tmp_path, look, heading, kind, zh, en):
    rows = [["Name", "Company", "Title", heading], ["Ana Ruiz", "Acme Ltd", "CIO", "zebra"]]
    path = book(tmp_path / "a.xlsx", {"Contacts": rows})
    (question,) = [q for q in look(path).questions if q.id == f"word:{kind}:zebra"]
    assert zh in {one.zh for one in question.offered}
    assert en in {one.en for one in question.offered}
    assert zh in write_questions([question], {}, "zh")


@pytest.mark.parametrize("answer", ["2", "2 (supports)", "2（支持）", "supports", "支持"])
def test_a_number_may_be_answered_as_it_is_offered(tmp_path, look, answer):
    rows = [["Name", "Company", "Title", "Attitude"], ["Ana Ruiz", "Acme Ltd", "CIO", "zebra"]]
    path = book(tmp_path / "a.xlsx", {"Contacts": rows})
    (question,) = [q for q in look(path).questions if q.id == "word:stance:zebra"]
    assert question.refused(answer) is None
    found = look(path, answers={"word:stance:zebra": answer})
    assert {f[3] for f in told(found.plan) if f[0] == "stance" and f[2] == "level"} == {2}
