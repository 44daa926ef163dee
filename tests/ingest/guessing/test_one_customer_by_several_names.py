"""One customer by several names in one book: people of it are one each, and what is not certain is asked."""

import pytest

from graphcrm.ingest.guessing.references import orgs_for_short
from graphcrm.ingest.guessing.references.identities import Identities
from tests.ingest.guessing.conftest import US, book, told


@pytest.fixture
def plan(look, tmp_path):
    def plan(sheets, **answers):
        return look(book(tmp_path / "a.xlsx", sheets), our_company=US, **answers).plan

    return plan


def _people(plan):
    """Names of people by the name of their organisation, in order."""
    found = {}
    for kind, about, name, value in told(plan):
        if kind == "person" and name == "org":
            found.setdefault(value, []).append(about[0])
    return {org: sorted(names) for org, names in found.items() if org != US}


def _asked(plan, kind):
    return {q.id.removeprefix(f"{kind}:"): q.proposal for q in plan.questions if q.id.startswith(f"{kind}:")}


LIST = [
    ["Name", "Position", "Company"],
    ["Ann Lee", "CFO", "Novar Mobility S.A."],
    ["Bo Roe", "CTO", "Novar Mobility S.A."],
]


def _judged(*rows):
    return [["Stakeholder", "Account", "Attitude"], *rows]


def test_a_short_name_is_the_organisation_whose_name_alone_begins_with_it_unless_answered(plan):
    sheets = {"People": LIST, "Map": _judged(["Ann Lee", "Novar", "supporter"], ["Cy Fox", "Novar", "neutral"])}
    asked = plan(sheets)
    assert _asked(asked, "short") == {"Novar": "Novar Mobility S.A."}
    assert _people(asked) == {"Novar Mobility S.A.": ["Ann Lee", "Bo Roe", "Cy Fox"]}
    for answer, org in (("Novar", "Novar"), ("no", "Novar"), ("yes", "Novar Mobility S.A."), ("Kiln AG", "Kiln AG")):
        assert "Cy Fox" in _people(plan(sheets, **{"short:Novar": answer}))[org]


@pytest.mark.parametrize(
    ("other", "proposed"),
    [
        (["Cy Fox", "CEO", "Novar Foods plc"], "Novar Mobility S.A."),  # where Ann Lee is
        (["Ann Lee", "CFO", "Novar Foods plc"], "Novar"),
    ],
)
def test_which_of_two_a_short_name_means_is_told_by_the_people(plan, other, proposed):
    asked = plan({"People": [*LIST, other], "Map": _judged(["Ann Lee", "Novar", "supporter"])})
    assert _asked(asked, "short") == {"Novar": proposed}


@pytest.mark.parametrize(
    "more",
    [
        {"Map": _judged(["Di May", "Novar", "neutral"], ["Ann Lee", "Novar Mobility S.A.", "neutral"])},
        {"Accounts": [["Account name", "Industry"], ["Novar", "Rail"]], "Map": _judged(["Di May", "Novar", "neutral"])},
        {"Map": _judged(["Di May", "Novarium", "neutral"])},
    ],
    ids=["one column", "listed", "part of a word"],
)
def test_what_stands_beside_the_longer_name_is_another_organisation(plan, more):
    asked = plan({"People": LIST} | more)
    assert not _asked(asked, "short")
    assert {"Novar", "Novarium"} & _people(asked).keys()


def test_a_branch_is_proposed_for_no_short_name(plan):
    rows = [["Name", "Company"], ["Ann Lee", "Novar Deutschland GmbH"], ["Bo Roe", "Novar Deutschland GmbH"]]
    asked = plan({"People": rows, "Map": _judged(["Cy Fox", "Novar", "neutral"])})
    assert _asked(asked, "short") == {"Novar": "Novar"}


CARD = [
    ["客户名称", "浙江恒石化工集团有限公司", "客户简称", "恒石集团"],
    ["重点项目", "数字工厂", "项目金额", "300万元"],
]
CARD += [["当前阶段", "方案论证", "预计签约", "2026年9月"]]
CHART = [["单位", "部门", "姓名", "职务", "直接上级"], ["恒石集团", "集团领导", "田野", "总裁", ""]]
CHART += [["恒石集团", "集团领导", "麦秀兰", "财务总监", "田野"], ["恒石集团", "信息中心", "谷雨", "主任", "田野"]]
CHART += [["舟山公司", "生产部", "青禾", "部长", "田野"]]


def test_a_short_name_on_a_card_is_that_of_its_customer(plan):
    asked = plan({"概况": CARD, "架构": CHART})
    assert not _asked(asked, "short")
    assert _people(asked) == {"浙江恒石化工集团有限公司": ["田野", "谷雨", "麦秀兰"], "舟山公司": ["青禾"]}


def test_whoever_stands_once_in_each_sheet_of_one_group_is_one_unless_titles_differ(plan):
    chain = [["决策链分析——数字工厂"], ["姓名", "职务", "态度"], ["谷雨", "信息中心主任", "支持"]]
    chain += [["青禾", "生产部长", "中立"], ["麦总", "财务总监", "反对"]]
    asked = plan({"概况": CARD, "架构": CHART, "决策链": chain})
    assert _people(asked) == {"浙江恒石化工集团有限公司": ["田野", "谷雨", "麦秀兰"], "舟山公司": ["青禾"]}
    assert _asked(asked, "same") == {"麦总 @ 浙江恒石化工集团有限公司": "yes"}

    chain[3][1] = "安环部长"
    assert _people(plan({"概况": CARD, "架构": CHART, "决策链": chain}))["浙江恒石化工集团有限公司"].count("青禾") == 1


@pytest.mark.parametrize(
    ("short", "title", "proposed"),
    [
        ("R. Menon", "CIO", {"R. Menon @ Aster": "yes"}),
        ("R. Menon", "", {"R. Menon @ Aster": "yes"}),
        ("R. Menon", "Head of Legal", {}),
        ("S. Menon", "CIO", {}),
    ],
)
def test_an_initial_beside_one_whole_name_is_that_person_if_no_title_speaks_against_it(plan, short, title, proposed):
    judged = [["Stakeholder", "Title", "Account", "Attitude"], [short, title, "Aster", "supporter"]]
    sheets = {"Map": judged, "People": [["Name", "Position", "Company"], ["Dr Rajiv Menon", "CIO", "Aster"]]}
    asked = plan(sheets)
    assert _asked(asked, "same") == proposed
    assert len(_people(asked)["Aster"]) == 1 + (not proposed)
    if proposed:
        assert len(_people(plan(sheets, **{f"same:{short} @ Aster": "no"}))["Aster"]) == 2


def test_looking_for_namesakes_in_a_group_takes_as_long_as_its_lists(plan, monkeypatch):
    """Those of a holding stand again in a sheet that says of none where they are: nobody's manager is looked for again for each."""
    looks = []
    find = Identities.find
    monkeypatch.setattr(Identities, "find", lambda self, *more: (looks.append(1), find(self, *more))[1])

    def looked_for(n):
        names = [f"Ann{'abcdefghij'[k // 10 % 10]} Lee{'abcdefghij'[k % 10]}{'klm'[k // 100]}" for k in range(n)]
        rows = [
            [name, ("Aster AG", "Boreal Werke AG")[k % 2], "Engineer", names[max(k - 2, 0)] * (k > 1)]
            for k, name in enumerate(names)
        ]
        people = [["Name", "Company", "Title", "Reports to"], *rows]
        judged = [
            ["Boreal Werke AG – attitudes"],
            ["Name", "Title", "Attitude"],
            *([one, "Engineer", "neutral"] for one in names),
        ]
        looks.clear()
        assert len(told(plan({"People": people, "Attitudes": judged}))) > n
        return len(looks)

    assert looked_for(200) < 3 * looked_for(100)


@pytest.mark.parametrize("pattern", ["Stadtwerke {}dorf GmbH", "江苏恒石{}有限公司"])
def test_names_that_begin_alike_are_not_compared_each_with_each(plan, monkeypatch, pattern):
    compared = []
    monkeypatch.setattr(orgs_for_short, "is_short_of", lambda *names: compared.append(names))
    firms = [pattern.format(a + b) for a in "阿贝达法佳" for b in "安博辰东尔"]
    plan({"People": [["Name", "Company"], *([f"Ann Lee{chr(97 + n)}", firm] for n, firm in enumerate(firms))]})
    assert len(compared) <= len(firms)
