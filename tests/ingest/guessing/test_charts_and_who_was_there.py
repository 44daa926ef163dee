"""Charts of boxes with their departments, and lists of who was at which meeting, whose sides stand over or beside the names."""

import pytest

from tests.ingest.guessing.conftest import US, met, titles


def below(facts):
    people = {key[1]: value for key, value in facts.items() if key[0] == "person"}
    return {
        name: (said.get("title", ""), said.get("unit", ""), said.get("reports_to", "")) for name, said in people.items()
    }


TOP = [["", "行长 林峰"], ["副行长 周涛", "", "", "副行长 吴敏"]]
ABOVE = {"林峰": ("行长", "", ""), "周涛": ("副行长", "", "林峰"), "吴敏": ("副行长", "", "林峰")}


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (
            [["信息部 王建国", "", "", "财务部 赵强"]],
            {"王建国": ("", "信息部", "周涛"), "赵强": ("", "财务部", "吴敏")},
        ),
        (
            [["信息部", "", "", "财务部"], ["王建国（部长）", "", "", "赵强"]],
            {"王建国": ("部长", "信息部", "周涛"), "赵强": ("", "财务部", "吴敏")},
        ),
        (
            [["│", "", "", "↓"], ["└──", "", "", "|"], ["部长 王建国", "", "", "出纳 钱一"]],
            {"王建国": ("部长", "", "周涛"), "钱一": ("出纳", "", "吴敏")},
        ),
    ],
)
def test_boxes_name_the_department_or_stand_below_it_and_lines_drawn_between_them_say_nothing(said, rows, last):
    facts, _ = said({"架构": [*TOP, *rows]})
    assert below(facts) == ABOVE | last


def test_boxes_of_posts_before_names_are_people_and_what_is_nobody_is_told(look, tmp_path, said):
    rows = [["CEO Anna Kern"], ["CIO Ben Holt", "", "CFO Dora Pratt"], ["Controller Gia Noll", "", "as of last spring"]]
    facts, _ = said({"Org": rows})
    assert titles(facts) == {"Anna Kern": "CEO", "Ben Holt": "CIO", "Dora Pratt": "CFO", "Gia Noll": "Controller"}
    told = " ".join(one.en for one in look(tmp_path / "a.xlsx").said)
    assert "boxes that look like nobody were not imported: as of last spring" in told


def test_a_post_and_a_name_in_two_cells_of_a_chart_have_no_comma_of_their_own(said):
    rows = [["董事长", "陈立"], ["", "总经理", "林峰"], ["", "", "部长", "王建国"]]
    facts, _ = said({"架构": rows})
    assert below(facts) == {
        "陈立": ("董事长", "", ""),
        "林峰": ("总经理", "", "陈立"),
        "王建国": ("部长", "", "林峰"),
    }


PEOPLE = [["Name", "Company"], ["Ana Ruiz", "Aster"], ["Luis Gil", "Aster"]]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Date", "Topic", "Ana Ruiz", "Luis Gil", "Kim Salter (us)"],
            ["5 Mar 2026", "Start", "x", "", "x"],
            ["12 Mar 2026", "Review", "x", "x", "x"],
        ],
        [
            ["Topic", "Date", "Client", "", "Our attendees"],
            ["", "", "Ana Ruiz", "Luis Gil", "Kim Salter"],
            ["Start", "2026-03-05", "✓", "", "✓"],
            ["Review", "2026-03-12", "✓", "✓", "✓"],
        ],
        [
            ["Name", "Role", "2026-03-05", "2026-03-12"],
            ["Client"],
            ["Ana Ruiz", "CFO", "x", "x"],
            ["Luis Gil", "CIO", "", "x"],
            [US],
            ["Kim Salter", "Engineer", "x", "x"],
        ],
        [
            ["Participants", "2026-03-05", "2026-03-12"],
            ["[client] Ana Ruiz", "x", "x"],
            ["[client] Luis Gil", "", "x"],
            ["[us] Kim Salter", "x", "x"],
        ],
    ],
)
def test_who_was_there_stands_in_columns_or_rows_and_the_side_over_or_beside_the_names(said, rows):
    facts, _ = said({"Attendance": rows, "People": PEOPLE})
    assert met(facts) == {
        ("2026-03-05", "Ana Ruiz", "Kim Salter"),
        ("2026-03-12", "Ana Ruiz", "Kim Salter", "Luis Gil"),
    }
    assert facts["person", "Kim Salter"]["org"] == US


def test_days_without_a_year_have_the_month_first_in_chinese_lists(said):
    rows = [["周报 2026"], ["日期", "客户联系人", "我方人员", "内容"], ["3/2", "王建国", "刘洋", "讨论方案"]]
    facts, asked = said({"周报": rows})
    assert met(facts) == {("2026-03-02", "刘洋", "王建国")}
    assert "date_order" not in asked


def test_given_names_that_only_one_of_ours_has_head_the_side_of_ours(said):
    ours = [["Name", "Role"], ["Dora Pratt", "Account manager"], ["Sam Hill", "Engineer"]]
    rows = [["Contact", "Dora", "Sam"], ["Anna Kern", "strong", "weak"], ["Ben Holt", "", "medium"]]
    facts, asked = said({"Heat": rows, "Our team": ours})
    assert {key[1:3] for key in facts if key[0] == "knows"} == {
        ("Dora Pratt", "Anna Kern"),
        ("Sam Hill", "Anna Kern"),
        ("Sam Hill", "Ben Holt"),
    }
    assert "kind:Heat" not in asked
