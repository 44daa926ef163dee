"""A column of attitudes that names vendors, whom somebody leans to; and levels that are asked about, offered in words."""

import pytest

from graphcrm.ingest.guessing.questions import write_questions
from tests.ingest.guessing.conftest import US, attitudes, book, told


def test_whom_an_attitude_leans_to_may_be_a_vendor(said):
    rows = [["姓名", "职务", "倾向"], ["赵强", "部长", "华星通信"], ["钱敏", "主任", "我司"], ["孙丽", "经理", "中立"]]
    facts, _ = said({"竞争": rows})
    assert attitudes(facts) == {("赵强", "华星通信"): 1, ("钱敏", US): 1, ("孙丽", US): 0}
    assert facts["org", "华星通信"]["category"] == "competitor"


@pytest.mark.parametrize("heading", ["倾向竞争对手", "Leaning towards", "Prefers competitor", "Favours"])
@pytest.mark.parametrize("deal", ["项目", "Opportunity"])
def test_whom_somebody_leans_to_is_said_of_the_name_behind_the_deal(said, heading, deal):
    rows = [["客户", deal, "姓名", "职务", heading], ["江海", "CRM", "赵强", "部长", ""]]
    rows += [["江海", "CRM", "钱敏", "主任", "Corvid Systems"]]
    facts, asked = said({"名单": rows})
    assert attitudes(facts) == {("钱敏", "Corvid Systems"): 1}
    assert not {one for one in asked if one.startswith("person:")}


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


@pytest.mark.parametrize(
    ("headings", "by"),
    [
        (["Who", "Their job", "Mood", "By", "When"], "Sam Reed"),
        (["By", "Who", "What they do", "Mood", "When"], "Sam Reed"),
        (["跟谁聊的", "他是干嘛的", "态度", "谁打的", "什么时候"], "Sam Reed"),
    ],
)
@pytest.mark.parametrize("sheet", ["Sheet1", "Calls"])
def test_a_call_sheet_in_everyday_words_says_who_says_so_and_when(tmp_path, look, headings, by, sheet):
    cells = [
        ["Ana Ruiz", "Chief Financial Officer", "positive", by, "2026-03-03"],
        ["Luis Gil", "Head of IT", "neutral", by, "2026-03-05"],
    ]
    places = [0, 1, 2, 3, 4] if headings[0] != "By" else [3, 0, 1, 2, 4]
    path = book(tmp_path / "a.xlsx", {sheet: [headings, *([one[n] for n in places] for one in cells)]})
    found = look(path, answers={f"org:{sheet}": "Acme", f"org:{sheet} (people)": "Acme", "our_company": US})
    facts = told(found.plan)
    assert {(f[1][0], f[3]) for f in facts if f[0] == "stance" and f[2] == "observed_at"} == {
        ("Ana Ruiz", "2026-03-03"),
        ("Luis Gil", "2026-03-05"),
    }
    assert {f[3] for f in facts if f[0] == "stance" and f[2] == "reported_by"} == {by}
    assert {f[3] for f in facts if f[0] == "person" and f[2] == "org" and f[1] == (by,)} == {US}
    assert any("no meeting comes of them" in text.en for text in found.said) == (sheet == "Calls")


def test_by_over_days_and_when_over_words_are_read_as_neither(tmp_path, look):
    rows = [["Who", "Their job", "By", "When"], ["Ana Ruiz", "Chief Financial Officer", "2026-12-01", "Monday"]]
    found = look(book(tmp_path / "a.xlsx", {"Sheet1": [*rows, ["Luis Gil", "Head of IT", "2026-12-02", "Tuesday"]]}))
    assert found.mapping.sheets[0].columns.get("by", ()) == ("next_due",)
    assert found.mapping.sheets[0].columns.get("when", ()) == ()


@pytest.mark.parametrize(
    ("heading", "cells", "role"),
    [
        ("Attitude", ("Supporter (coach)", "Neutral", "Supporter"), "coach"),
        ("态度", ("支持（教练）", "中立", "支持"), "coach"),
        ("态度", ("支持（守门人）", "中立", "支持"), "gatekeeper"),
    ],
)
@pytest.mark.parametrize("with_roles", [False, True])
def test_a_role_beside_an_attitude_is_kept_with_it(tmp_path, look, heading, cells, role, with_roles):
    rows = [["Name", "Company", "Title", heading]]
    rows += [
        [name, "Acme Ltd", "CIO", one] for name, one in zip(["Ana Ruiz", "Luis Gil", "Eva Sanz"], cells, strict=True)
    ]
    if with_roles:
        rows = [[*row, one] for row, one in zip(rows, ["Decision role", "User", "Decider", ""], strict=True)]
    answers = {"our_company": US, "opportunity:Opportunity": "Line 4"}
    facts = told(look(book(tmp_path / "a.xlsx", {"Contacts": rows}), answers=answers).plan)
    assert {f[1][0]: f[3] for f in facts if f[0] == "stance" and f[2] == "level"} == {
        "Ana Ruiz": 2,
        "Luis Gil": 0,
        "Eva Sanz": 2,
    }
    roles = {f[1][0]: set(f[3]) for f in facts if f[0] == "role_in" and f[2] == "roles"}
    assert roles == ({"Ana Ruiz": {role, "user"}, "Luis Gil": {"decider"}} if with_roles else {"Ana Ruiz": {role}})


@pytest.mark.parametrize(
    ("heading", "cells", "remark"),
    [
        ("Attitude", ("Supporter (coach; new since May)", "Neutral", "Supporter"), "new since May"),
        ("态度", ("支持（预算紧）", "中立", "支持"), "预算紧"),
    ],
)
def test_what_else_stands_beside_an_attitude_is_told_as_left_out(tmp_path, look, heading, cells, remark):
    rows = zip(["Ana Ruiz", "Luis Gil", "Eva Sanz"], cells, strict=True)
    sheet = [["Name", "Company", heading], *([name, "Acme Ltd", one] for name, one in rows)]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": sheet}), our_company=US)
    told_of = [said.en.strip() for said in found.said if "beside attitudes" in said.en]
    assert told_of == [f"said beside attitudes and left out (1 cell): {remark}"]


@pytest.mark.parametrize(
    "rivals",
    [
        [["竞争对手", "优势"], ["远拓", "价格"], ["Sartor", "服务"]],
        [["单位", "类别"], ["远拓", "竞争对手"], ["Sartor", "竞争对手"], ["江海", "客户"]],
    ],
)
def test_who_leans_to_a_competitor_that_another_sheet_names_is_against_us(tmp_path, look, rivals):
    rows = [["姓名", "单位", "职务", "态度"], ["赵强", "江海", "部长", "倾向远拓"], ["钱敏", "江海", "主任", "支持"]]
    rows += [["孙丽", "江海", "经理", "leans to Sartor"], ["周敏", "江海", "经理", "倾向华云"]]
    found = look(book(tmp_path / "a.xlsx", {"人员": rows, "竞争": rivals}), our_company=US)
    levels = {f[1][:2]: f[3] for f in told(found.plan) if f[0] == "stance" and f[2] == "level"}
    assert levels == {
        ("赵强", US): -1, ("赵强", "远拓"): 1, ("钱敏", US): 2, ("孙丽", US): -1, ("孙丽", "Sartor"): 1
    }  # fmt: skip
    assert [q.id for q in found.questions if q.id.startswith("word:stance:")] == ["word:stance:倾向华云"]
