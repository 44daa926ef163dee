"""Sheets of kinds that were not looked at before the reading was made: what values, places and titles tell without a known word."""

from tests.ingest.guessing.conftest import titles


def roles(facts):
    return {key[1]: set(value["roles"]) for key, value in facts.items() if key[0] == "role_in"}


def units(facts):
    return {key[1]: value.get("unit") for key, value in facts.items() if key[0] == "person"}


def test_roles_that_several_rows_say_of_somebody_are_one_record(said):
    rows = [["Stage", "Who decides", "Who influences"], ["Need", "Ana Ruiz, Plant Manager", "Luis Gil, Engineer"]]
    rows += [["Spec", "Luis Gil", "Eva Sanz, Buyer"], ["Budget", "Eva Sanz", "Ana Ruiz"]]
    facts, _ = said({"Process": rows}, **{"org:Process (roles in columns)": "Aster"})
    both = {"decider", "influencer"}
    assert roles(facts) == {"Ana Ruiz": both, "Luis Gil": both, "Eva Sanz": both}
    assert titles(facts) == {"Ana Ruiz": "Plant Manager", "Luis Gil": "Engineer", "Eva Sanz": "Buyer"}
    rows = [["Name", "Title", "Role", "Project"], ["Ana Ruiz", "CFO", "Decider", "TMS"], ["Ana Ruiz", "", "User", "TMS"]]
    facts, _ = said({"People": rows})
    assert roles(facts) == {"Ana Ruiz": {"decider", "user"}}


def test_lines_over_groups_are_units_where_one_of_them_is_called_like_one(said):
    rows = [["姓名", "职务", "手机"], ["集团领导"], ["赵强", "董事长", "13511110001"], ["供应链中心"]]
    rows += [["钱敏", "总监", "13511110002"]]
    facts, _ = said({"通讯录": rows})
    assert units(facts) == {"赵强": "集团领导", "钱敏": "供应链中心"}


def test_names_that_were_stretched_to_the_width_of_others_are_closed(said):
    facts, _ = said({"通讯录": [["姓  名", "职  务"], ["于 化 龙", "总裁"], ["白 鹭洲", "主任"], ["康宁", "董事长"]]})
    assert titles(facts) == {"于化龙": "总裁", "白鹭洲": "主任", "康宁": "董事长"}
