"""Sheets of kinds that were not looked at before the reading was made: what values, places and titles tell without a known word."""

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, met, titles


def roles(facts):
    return {key[1]: set(value["roles"]) for key, value in facts.items() if key[0] == "role_in"}


def bosses(facts):
    return {
        key[1]: value["reports_to"] for key, value in facts.items() if key[0] == "person" and value.get("reports_to")
    }


def units(facts):
    return {key[1]: value.get("unit") for key, value in facts.items() if key[0] == "person"}


def test_roles_that_several_rows_say_of_somebody_are_one_record(said):
    rows = [["Stage", "Who decides", "Who influences"], ["Need", "Ana Ruiz, Plant Manager", "Luis Gil, Engineer"]]
    rows += [["Spec", "Luis Gil", "Eva Sanz, Buyer"], ["Budget", "Eva Sanz", "Ana Ruiz"]]
    facts, _ = said({"Process": rows}, **{"org:Process (roles in columns)": "Aster"})
    both = {"decider", "influencer"}
    assert roles(facts) == {"Ana Ruiz": both, "Luis Gil": both, "Eva Sanz": both}
    assert titles(facts) == {"Ana Ruiz": "Plant Manager", "Luis Gil": "Engineer", "Eva Sanz": "Buyer"}
    rows = [
        ["Name", "Title", "Role", "Project"],
        ["Ana Ruiz", "CFO", "Decider", "TMS"],
        ["Ana Ruiz", "", "User", "TMS"],
    ]
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


def test_a_side_behind_the_word_for_those_who_were_there_is_one_and_so_is_whom_ours_met(said):
    rows = [["Fecha", "Asistentes cliente", "Asistentes Boreal"], ["13/02/2026", "Ana Ruiz (Gerente)", "Kim Salter"]]
    facts, _ = said({"Reuniones": rows})
    assert met(facts) == {("2026-02-13", "Ana Ruiz", "Kim Salter")}
    rows = [["销售", "客户", "本周见了谁", "时间"], ["王伟", "华岳", "赵强（IT总监）、钱敏", "2026-04-09"]]
    facts, _ = said({"周报": rows})
    assert met(facts) == {("2026-04-09", "王伟", "赵强", "钱敏")}


def test_a_form_with_two_labels_on_a_line_above_a_table_is_a_meeting_and_days_below_tell_the_order(said):
    rows = [
        ["会 议 纪 要"],
        ["会议主题", "需求澄清", "会议时间", "03/02/2026 9:30"],
        ["会议地点", "8 楼", "主持人", "赵强"],
    ]
    rows += [["甲方参会", "赵强(IT总监)、钱敏"], ["乙方参会", "王伟"], ["记录人", "王伟", "抄送", "孙丽"]]
    rows += [["议题", "结论", "谁", "完成日期"], ["接口", "再议", "钱敏", "25/02/2026"]]
    facts, asked = said({"纪要": rows})
    assert met(facts) == {("2026-02-03", "王伟", "赵强", "钱敏")}
    assert "date_order" not in asked


def test_a_heading_on_two_lines_with_merged_cells_has_groups_whatever_they_hold_and_two_columns_may_be_called_alike(
    said,
):
    rows = [["Who", "Company", "Opp A: Ticketing", "Opp B: Loyalty"], ["Who", "Company", "stance", "stance"]]
    rows += [["Ana Ruiz", "Aster", "for", "undecided"], ["Luis Gil", "Aster", "against", ""]]
    facts, _ = said({"Tracker": rows})
    levels = {(key[1], value["opportunity"]): value["level"] for key, value in facts.items() if key[0] == "stance"}
    assert levels == {
        ("Ana Ruiz", "Opp A: Ticketing"): 2, ("Ana Ruiz", "Opp B: Loyalty"): 0, ("Luis Gil", "Opp A: Ticketing"): -1,
    }  # fmt: skip


def test_a_post_below_a_name_in_the_head_of_a_column_is_the_post_and_a_line_of_attitudes_is_about_the_heads(said):
    rows = [["Activity", "Ana Ruiz\nDirector of Resources", "Luis Gil\nHead of ICT"], ["Tender", "A", "R"]]
    rows += [["Contract", "A/R", "C"], ["Sentiment to us", "Neutral", "Supportive"]]
    facts, _ = said({"RACI": rows}, **{"org:RACI (people)": "Aster"})
    assert titles(facts) == {"Ana Ruiz": "Director of Resources", "Luis Gil": "Head of ICT"}
    assert attitudes(facts) == {("Ana Ruiz", US): 0, ("Luis Gil", US): 2}


def test_boxes_that_empty_cells_set_apart_hang_below_the_one_that_is_much_nearer(said):
    rows = [["", "", "", "董事长\n应天长"], ["", "副总经理\n柏舟", "", "", "", "副总经理\n谷雨生"]]
    rows += [["部长\n滑铁成", "", "部长\n杭小雅", "", "主任\n赵强", "主任\n钱敏"]]
    facts, _ = said({"架构": rows})
    assert bosses(facts) == {
        "柏舟": "应天长",
        "谷雨生": "应天长",
        "滑铁成": "柏舟",
        "杭小雅": "柏舟",
        "赵强": "谷雨生",
        "钱敏": "谷雨生",
    }


def test_a_matrix_whose_columns_are_called_like_its_rows_is_one_whatever_the_names_look_like(said):
    people = [["姓名", "职务"], ["冼星", "总经理"], ["万里", "副总经理"], ["容若", "董秘"]]
    rows = [
        ["影响力打分（行→列，0-5分）"],
        ["", "冼星", "万里", "容若"],
        ["冼星", "-", 4, 2],
        ["万里", 1, "-", 0],
        ["容若", 3, 0, "-"],
    ]
    facts, asked = said({"影响": rows, "人员": people})
    levels = {key[1:3]: value["level"] for key, value in facts.items() if key[0] == "influences"}
    assert levels == {("冼星", "万里"): 4, ("冼星", "容若"): 2, ("万里", "冼星"): 1, ("容若", "冼星"): 3}
    assert "direction:影响" not in asked


def test_cards_beside_each_other_that_say_the_same_are_one_each(said):
    rows = [["关键人卡片"], ["姓名", "赵强", "", "姓名", "钱敏"], ["职务", "总经理", "", "职务", "科长"]]
    rows += [
        ["态度", "支持", "", "态度", "反对"],
        ["汇报给", "", "", "汇报给", "赵强"],
        ["爱好", "钓鱼", "", "爱好", "茶"],
    ]
    facts, _ = said({"卡片": rows})
    assert titles(facts) == {"赵强": "总经理", "钱敏": "科长"}
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): -1}
    assert bosses(facts) == {"钱敏": "赵强"}


def test_months_of_lights_are_attitudes_of_then_and_what_is_wished_is_none(said):
    rows = [
        ["姓名", "岗位", "1月", "2月", "目标"],
        ["赵强", "总经理", "黄", "绿", "绿"],
        ["钱敏", "经理", "红", "🟡", "绿"],
    ]
    for title in ("关键人跟踪 2026", "关键人支持度跟踪 2026"):
        facts, _ = said({"跟踪": [[title], *rows]})
        assert attitudes(facts).keys() == {("赵强", US), ("钱敏", US)}  # and none to “目标”


def test_letters_of_roles_in_any_order_and_signs_of_a_rating_are_read(said):
    rows = [["Name", "Title", "Role (E/U/T/C)", "Bewertung (++/+/o/-)"], ["Ana Ruiz", "CFO", "E", "+"]]
    rows += [["Luis Gil", "CIO", "T", "-"], ["Eva Sanz", "Lead", "C", "o"]]
    facts, _ = said({"People": rows})
    assert roles(facts) == {"Ana Ruiz": {"decider"}, "Luis Gil": {"technical_evaluator"}, "Eva Sanz": {"coach"}}
    assert attitudes(facts) == {("Ana Ruiz", US): 1, ("Luis Gil", US): -1, ("Eva Sanz", US): 0}


def test_a_list_of_units_with_their_people_further_in_says_who_is_where_and_below_whom(said):
    rows = [["组织架构"], ["总裁办"], ["", "总裁：赵强"], ["信息部"], ["", "部长：钱敏"], ["", "", "系统科科长：孙丽"]]
    facts, _ = said({"架构": rows})
    assert units(facts) == {"赵强": "总裁办", "钱敏": "信息部", "孙丽": "信息部"}
    assert titles(facts) == {"赵强": "总裁", "钱敏": "部长", "孙丽": "系统科科长"}
    assert bosses(facts) == {"孙丽": "钱敏"}


def test_posts_behind_the_names_of_a_list_of_relations_are_theirs(said):
    rows = [["from_name", "from_title", "type", "to_name", "to_title", "strength_1_5"]]
    rows += [
        ["Ana Ruiz", "CTO", "influences", "Luis Gil", "CEO", 4],
        ["Eva Sanz", "Buyer", "influences", "Luis Gil", "CEO", 2],
    ]
    facts, _ = said({"Ties": rows}, **{"org:Ties (people)": "Aster"})
    assert titles(facts) == {"Ana Ruiz": "CTO", "Luis Gil": "CEO", "Eva Sanz": "Buyer"}
    levels = {key[1:3]: value["level"] for key, value in facts.items() if key[0] == "influences"}
    assert levels == {("Ana Ruiz", "Luis Gil"): 4, ("Eva Sanz", "Luis Gil"): 2}


def test_a_column_that_asks_who_supports_us_takes_a_yes_and_asks_about_a_no(said):
    rows = [["Customer team", "", "", "", "Our team"], ["Name", "Role", "Supports us?", "", "Name", "Role"]]
    rows += [
        ["Ana Ruiz", "Plant Director", "Y", "", "Kim Salter", "Consultant"],
        ["Luis Gil", "Buyer", "N", "", "Jo Mbeki", "VP Sales"],
    ]
    facts, asked = said({"Map": rows})
    assert attitudes(facts) == {("Ana Ruiz", US): 2}
    assert "word:stance:n" in asked
    assert titles(facts)["Kim Salter"] == "Consultant"


def test_attitudes_are_read_of_phrases_with_how_much_and_towards_whom(said):
    rows = [["成员", "现任职务", "倾向分析"], ["赵强", "董事长", "坚定支持我们"], ["钱敏", "总裁", "倾向对手（华云）"]]
    rows += [["孙丽", "CFO", "比较支持"], ["周杰", "CIO", "不清楚"]]
    facts, _ = said({"委员会": rows})
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): -1, ("孙丽", US): 1}


def test_a_numbered_title_over_a_table_of_another_kind_ends_the_one_above_and_one_over_people_is_a_unit(said):
    rows = [["姓名", "部门", "职务"], ["赵强", "信息部", "主任"], ["钱敏", "机电部", "部长"], ["三、竞争对手"]]
    facts, _ = said({"客户": [*rows, ["对手", "产品", "优势"], ["中控讯", "TOS", "价格低"]]})
    assert titles(facts) == {"赵强": "主任", "钱敏": "部长"}
    rows = [
        ["姓名", "职务", "手机"],
        ["一、信息中心"],
        ["赵强", "主任", "13511110001"],
        ["二、机电部"],
        ["钱敏", "部长", "13511110002"],
    ]
    facts, _ = said({"客户": rows})
    assert titles(facts) == {"赵强": "主任", "钱敏": "部长"}


def test_a_remark_behind_a_post_and_a_post_that_nobody_knows_are_no_part_of_the_name(said):
    rows = [
        ["Name", "Email"],
        ["Ana Ruiz (CFO) – met twice", "ana@aster.example"],
        ["Luis Gil (Plant Ops)", "luis@aster.example"],
    ]
    facts, _ = said({"People": rows})
    assert titles(facts) == {"Ana Ruiz": "CFO", "Luis Gil": None}


def test_whoever_is_in_charge_beside_a_post_is_whom_a_list_is_about(said):
    rows = [["环节", "部门", "负责人", "职务", "支持谁"], ["需求", "调度中心", "赵强", "主任", "我方"]]
    rows += [["评审", "信息部", "钱敏", "部长", "对手(华云)"]]
    facts, _ = said({"决策链": rows})
    assert titles(facts) == {"赵强": "主任", "钱敏": "部长"}
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): -1}


def test_weights_in_per_cent_are_weights(said):
    rows = [["姓名", "职务", "角色", "决策权重", "我方接口"], ["赵强", "院长", "决策者", "60%", "王伟"]]
    rows += [["钱敏", "科长", "使用者", "40%", "李娜"]]
    facts, _ = said({"干系人": rows})
    assert {key[1]: value["decision_weight"] for key, value in facts.items() if key[0] == "role_in"} == {
        "赵强": 60,
        "钱敏": 40,
    }


def test_short_forms_of_address_are_no_part_of_a_name_and_two_things_in_a_cell_may_be_one(said):
    rows = [
        ["Person", "Funktion / Abteilung"],
        ["Hr. Uwe Kamp", "Werksleiter / Produktion"],
        ["Fr. Ina Rohde", "Leiterin / IT"],
    ]
    rows += [["M. Gilles Perret", "Meister / Technik"], ["M. Kranz", "Betriebsratsvorsitzender Leiter"]]
    facts, _ = said({"Analyse": rows})
    assert titles(facts) == {
        "Uwe Kamp": "Werksleiter", "Ina Rohde": "Leiterin", "Gilles Perret": "Meister", "M. Kranz": "Betriebsratsvorsitzender Leiter",
    }  # fmt: skip
    assert units(facts) == {"Uwe Kamp": "Produktion", "Ina Rohde": "IT", "Gilles Perret": "Technik", "M. Kranz": None}


def test_titles_within_a_table_of_people_are_nobody(said):
    rows = [
        ["Name", "Title", "Attitude"],
        ["Ana Ruiz", "CFO", "positive"],
        ["Luis Gil", "CIO", "negative"],
        ["Eva Sanz", "", ""],
    ]
    rows += [
        ["Objectives of the day"],
        ["1. Agree on a demo date"],
        ["Jo Mbeki", "Consultant", "neutral"],
        ["Kim Salter", "Buyer", ""],
    ]
    facts, _ = said({"Plan": rows})
    assert titles(facts).keys() == {"Ana Ruiz", "Luis Gil", "Eva Sanz", "Jo Mbeki", "Kim Salter"}


def test_who_says_so_is_neither_end_of_a_relation_and_managers_may_be_named_by_key_alone(said):
    rows = [["from", "to", "type", "strength", "source"], ["Ana Ruiz", "Luis Gil", "influences", 4, "Kim Salter"]]
    rows += [["Eva Sanz", "Luis Gil", "influences", 2, "Jo Mbeki"]]
    facts, _ = said({"Ties": rows})
    assert {key[1:3] for key in facts if key[0] == "influences"} == {("Ana Ruiz", "Luis Gil"), ("Eva Sanz", "Luis Gil")}
    people = [["编号", "姓名", "职务"], ["C01", "赵强", "总经理"], ["C02", "钱敏", "经理"]]
    facts, _ = said({"联系人": people, "汇报": [["联系人编号", "上级编号"], ["C02", "C01"]]})
    assert bosses(facts) == {"钱敏": "赵强"}


def test_numbers_below_nothing_are_attitudes_and_lights_may_be_letters(said):
    rows = [
        ["Nom", "Fonction", "Relation (-2 à +2)", "RAG"],
        ["Ana Ruiz", "PDG", "0", ""],
        ["Luis Gil", "Acheteur", "-1", ""],
    ]
    facts, _ = said({"Acteurs": rows}, **{"scale:Acteurs:Relation (-2 à +2)": "-2..2"})
    assert attitudes(facts) == {("Ana Ruiz", US): 0, ("Luis Gil", US): -1}
    rows = [["Name", "Title", "RAG"], ["Ana Ruiz", "CFO", "A"], ["Luis Gil", "CIO", "R"], ["Eva Sanz", "Buyer", "G"]]
    facts, _ = said({"People": rows})
    assert attitudes(facts) == {("Ana Ruiz", US): 0, ("Luis Gil", US): -1, ("Eva Sanz", US): 2}


def test_what_rows_of_one_person_say_of_a_decision_is_one_row_unless_they_contradict(tmp_path, said):
    heads = ["Name", "Company", "Opportunity", "Decision role", "Decision weight"]
    who = ["Ruth Kern", "Umbra", "Renewal"]
    facts, _ = said({"People": [heads, [*who, "Approver", ""], [*who, "User", "40%"]]})
    told = facts["role_in", "Ruth Kern", "Renewal"]
    assert (told["roles"], told["decision_weight"]) == (("approver", "user"), 40)
    rows = [heads, [*who, "Approver", "60%"], [*who, "User", "40%"]]
    answers = {"our_company": "Ours", "opportunity:Renewal": "Renewal"}
    plan = guess([book(tmp_path / "b.xlsx", {"People": rows})], existing={}, options=options(answers=answers)).plan
    assert plan is not None
    assert {p.code for p in plan.problems if p.is_error} == {"E14"}
