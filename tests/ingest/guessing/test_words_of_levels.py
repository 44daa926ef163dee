"""Words for attitudes and roles, of men and of women, in the languages that are read."""

import pytest

from graphcrm.ingest.guessing.words import vocabulary, word_key
from tests.ingest.guessing.conftest import book, stored, told


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [
        (
            "stance",
            "3",
            "Muy a favor; très favorable; sehr dafür; molto favorevole; muito favorável; 坚决支持; 強く支持",
        ),
        ("stance", "-1", "Sceptic; Skeptikerin; sceptique; escéptica; scettico; cética; 怀疑; 懐疑的"),
        ("roles", "decider", "Decisora; décideuse; decisrice; Entscheiderin; tomadora de decisión"),
        ("roles", "buyer", "Compradora; acheteuse; Einkäuferin; acquirente; 采购员; 購買担当"),
        ("roles", "approver", "Executive sponsor; Sponsor; Steering committee; 指导委员会"),
        ("roles", "gatekeeper", "Legal; 法务; Legal & compliance"),
        ("roles", "buyer", "采购把关; 采购把关人; 商务把关人"),
        ("deal_stage", "s1", "RFI; Discovery; 初步接洽; 需求调研"),
        (
            "deal_stage",
            "s2",
            "RFP; POC; Pilot; Demo; Solution validation; Technical validation; Contracting; Commit; 招标; 试点",
        ),
        ("deal_stage", "s3", "签约; 合同签订; 验收"),
        ("deal_stage", "", "On hold; 搁置; 暂停"),
        ("deal_status", "open", "On hold; 搁置; 暂停"),
        ("kind", "visit", "On-site visit; site meeting; Kundenbesuch; visite sur site; 訪問"),
    ],
)
def test_what_words_stand_for(column, code, said):
    words = vocabulary("interactions" if column == "kind" else "people", column)
    assert {one: words.get(word_key(one)) for one in said.split("; ")} == dict.fromkeys(said.split("; "), code)


TITLED = [
    ["姓名", "单位", "职务"],
    ["周晓", "华岳银行", "总经理"],
    ["王工", "华岳银行", "科长"],
    ["李部", "华岳银行", "伙伴"],
]


@pytest.mark.parametrize(
    ("answer", "levels"),
    [
        ({}, {}),
        ({"grades": "-"}, {}),
        ({"grades": "yes"}, {"周晓": 4, "王工": 2}),
        ({"grades": "yes; 科长=1；伙伴=5"}, {"周晓": 4, "王工": 1, "李部": 5}),
        ({"grades": "总经理=-"}, {"王工": 2}),
        ({"grades": "处长=3"}, {}),
        ({"grades": "each", "grade:总经理": "5"}, {"周晓": 5, "王工": 2}),
    ],
)
def test_levels_of_titles_are_proposed_in_one_question_and_taken_when_it_is_answered(tmp_path, look, answer, levels):
    found = look(book(tmp_path / "a.xlsx", {"名单": TITLED}), answers=answer)
    people = {key[1]: value for key, value in ((f[:2], f[3]) for f in told(found.plan) if f[2] == "grade")}
    assert {one[0]: level for one, level in people.items()} == levels
    question = next(q for q in found.questions if q.id == "grades")
    assert ("总经理" in question.text.en, "伙伴" in question.text.en, question.rows) == (True, False, 2)


def test_a_level_that_a_list_or_the_workspace_says_is_not_asked_about(tmp_path, look):
    rows = [
        [*TITLED[0], "级别"],
        *([*row, level] for row, level in zip(TITLED[1:], ("高层", "科室", "员工"), strict=True)),
    ]
    first = look(book(tmp_path / "a.xlsx", {"名单": rows}))
    again = look(book(tmp_path / "b.xlsx", {"名单": TITLED}), existing=stored(first.plan))
    assert "grades" not in {q.id for q in (*first.questions, *again.questions)}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Completed", "done"),
        ("Erledigt", "done"),
        ("已完成", "done"),
        ("Terminée", "done"),
        ("100%", "done"),
        ("未完成", "open"),
        ("In Arbeit", "open"),
        ("Geschlossen", "closed"),
        ("Canceled", "cancelled"),
        ("已取消", "cancelled"),
        ("waiting for legal", "waiting for legal"),
    ],
)
@pytest.mark.parametrize("headings", ["Action With Owner Due Status", "行动 对象 负责人 截止日期 状态"])
def test_what_is_done_is_not_still_to_be_done(tmp_path, look, headings, said, status):
    people = [["Name", "Title", "Company"], ["Ana Ruiz", "CFO", "Aster Ltd"], ["Luis Gil", "CIO", "Aster Ltd"]]
    steps = [["Send the offer", "Ana Ruiz", "Tom Ray", "2026-12-01", said]]
    steps += [["Dinner", "Luis Gil", "Tom Ray", "2026-12-15", "open"]]
    sheets = {"Contacts": people, "Actions": [headings.split(), *steps]}
    found = look(book(tmp_path / "a.xlsx", sheets), our_company="Boreal")
    assert {f[3] for f in told(found.plan) if f[0] == "action" and f[2] == "status"} == {status, "open"}
