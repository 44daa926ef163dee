"""Chinese sheets as key-account teams keep them: registers, logs of visits, tenders; what lost a fact, or told a false one."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.sheets.layouts.met import people_met
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, met, titles


def seen(tmp_path, sheets, **answers):
    """What is said of a workbook, in English, with the warnings of its import."""
    found = guess(
        [book(tmp_path / "told.xlsx", sheets)], existing={}, options=options(answers={"our_company": US, **answers})
    )
    assert found.plan is not None
    return [one.en for one in found.said] + [p.text.en for p in found.plan.problems]


VISITS = [
    ["拜访日期", "客户名称", "拜访对象", "我方人员", "客户态度"],
    ["2026-06-03", "恒泰钢铁", "李建军（副总）、孙悦（设备部长）", "韩冰", "支持"],
    ["2026-06-09", "恒泰钢铁", "孙悦（设备部长）", "韩冰", "中立"],
    ["2026-06-10", "恒泰钢铁", "李建军（副总）、钱进（厂长）", "韩冰", "支持、反对"],
]


def test_one_attitude_beside_several_people_is_marked_and_as_many_as_people_are_theirs():
    heads, *rows = VISITS
    laid = people_met(heads, list(enumerate(rows, 2)))
    places = [laid.headings.index(one) for one in ("name", "stance", "of_several")]
    assert [tuple(row[n] for n in places) for row in laid.rows] == [
        ("李建军（副总）", "支持", "yes"), ("孙悦（设备部长）", "支持", "yes"), ("孙悦（设备部长）", "中立", ""),
        ("李建军（副总）", "支持", ""), ("钱进（厂长）", "反对", ""),
    ]  # fmt: skip


def test_a_company_alone_below_company_and_department_is_where_somebody_works_and_what_is_neither_is_told(
    said, tmp_path
):
    rows = [["姓名", "单位/部门", "职位"], ["何庆", "云州市大数据局/综合处", "处长"]]
    rows += [["白雪", "云州市大数据局/技术处", "副处长"], ["曹阳", "云州市财政局/预算科", "科长"]]
    rows += [["孔明", "云州市大数据局/应用处", "科长"], ["方圆", "云州市财政局/国库科", "科员"]]
    rows += [["付强", "正信监理有限公司", "总监理工程师"], ["齐放", "外聘", "顾问"]]
    facts, _ = said({"干系人": rows}, **{"org:干系人": "云州市大数据局"})
    where = {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"}
    assert where["付强"] == "正信监理有限公司"
    assert where["曹阳"] == "云州市财政局"
    assert "“单位/部门” holds neither for certain, left out: 外聘" in seen(tmp_path, {"干系人": rows})


def test_a_column_without_heading_is_told_by_its_letter(tmp_path):
    rows = [["姓名", "", "职务"], ["沈国栋", "只见过一次", "总经理"], ["吴敏", "每月例会", "主任", "在任"]]
    told = seen(tmp_path, {"人员": rows}, **{"org:人员": "江南水务"})
    assert "not imported, 1 column: B" in told
    assert "  columns left out: B" in told
    assert "columns without a heading were not imported: D" in told


def test_of_labels_in_two_languages_in_one_line_each_ends_where_the_next_begins(said):
    rows = [["Client 客戶：Harbour Rail Ltd 港灣鐵路   Project 項目：Depot Signalling"], ["Name 姓名", "Post 職位"]]
    rows += [["Chan Tai Man 陳大文", "Director 總監"], ["Wong Siu Ling 黃小玲", "Engineer 工程師"]]
    facts, _ = said({"Contacts": rows}, **{"org:Contacts": ""})
    assert {key[1] for key in facts if key[0] == "org"} == {"Harbour Rail Ltd 港灣鐵路"}
    assert titles(facts) == {"陳大文": "Director 總監", "黃小玲": "Engineer 工程師"}


def test_where_two_lists_differ_on_one_person_the_first_holds_and_it_is_told_and_posts_beside_managers_fill_gaps(
    said, tmp_path
):
    first = [
        ["姓名", "职务", "汇报对象"],
        ["安宁", "主任", "沈昊（副总裁）"],
        ["翟勇", "处长", "沈昊（副总裁）"],
        ["沈昊", "", ""],
    ]
    second = [["姓名", "职务", "汇报对象"], ["翟勇", "科员", "安宁"], ["安宁", "数字化中心主任", "沈昊"]]
    sheets = {"组织架构": first, "权力地图": second}
    facts, _ = said(sheets)
    people = {key[1]: (v.get("title"), v.get("reports_to")) for key, v in facts.items() if key[0] == "person"}
    assert people == {"安宁": ("主任", "沈昊"), "翟勇": ("处长", "沈昊"), "沈昊": ("副总裁", None)}
    told = [one for one in seen(tmp_path, sheets, **{f"org:{name}": "东岳重工" for name in sheets}) if "differ" in one]
    of = "of one person; the first is kept (behind ≠), the others are left out: 翟勇: "
    assert set(told) == {
        f"rows differ in “title” {of}科员 ≠ 处长 (1)",
        f"rows differ in “reports to” {of}安宁 ≠ 沈昊 (1)",
    }


def test_of_rows_that_differ_on_one_opportunity_or_organisation_it_is_told_which_holds(tmp_path):
    rows = [["姓名", "单位", "职务", "商机", "预计金额", "预计签约日期"]]
    rows += [["何庆", "云岭机场集团", "处长", "MES升级项目", "1200万元", "2026-09-30"]]
    rows += [["曹阳", "云岭机场集团", "科长", "MES升级项目", "1,500万元", "2026-09-30"]]
    orgs = [["公司名称", "行业"], ["云岭机场集团", "交通"], ["云岭机场集团", "航空"]]
    told = seen(tmp_path, {"干系人": rows, "客户": orgs})
    held = "the first is kept (behind ≠), the others are left out: "
    assert {one for one in told if "≠" in one} == {
        f"rows differ in “industry” of one organisation; {held}云岭机场集团: 航空 ≠ 交通 (1)",
        f"rows differ in “amount” of one opportunity; {held}MES升级项目: 15000000 ≠ 12000000 (1)",
    }


def test_who_took_part_met_and_has_nothing_to_do(said):
    rows = [
        ["日期", "客户参加人", "我方参加人", "事项"],
        ["2026-06-15", "龚伟（机电部经理）", "冯远、谢琳", "需求澄清会"],
    ]
    rows += [["2026-06-18", "卢静（采购主管）", "谢琳", "商务条款沟通"]]
    facts, _ = said({"周报": rows})
    assert met(facts) == {("2026-06-15", "冯远", "谢琳", "龚伟"), ("2026-06-18", "卢静", "谢琳")}
    assert {v["summary"] for key, v in facts.items() if key[0] == "interaction"} == {"需求澄清会", "商务条款沟通"}
    assert not [key for key in facts if key[0] == "action"]


def test_remarks_that_begin_with_a_name_are_one_person_of_a_department_without_the_companys_short_name(said):
    rows = [["备注名", "昵称", "企业", "职务", "添加人", "添加时间"]]
    rows += [["褚卫-盛达生产部", "清风", "盛达纺织有限公司", "部长", "倪超", "2025-11-02"]]
    rows += [["窦娟 锦程采购部", "小娟", "锦程家居", "主管", "倪超", "2026-01-15"]]
    facts, _ = said({"企业微信": rows})
    units = {key[1]: v["unit"] for key, v in facts.items() if key[0] == "person" and v.get("unit")}
    assert units == {"褚卫": "生产部", "窦娟": "采购部"}
    assert {key[1] for key in facts if key[0] == "person"} == {"褚卫", "窦娟", "倪超"}


TENDERS = [
    ["招标编号", "招标单位", "招标内容", "预算金额（万元）", "开标时间", "业主代表", "参与投标单位", "跟进人"],
    ["ZB-41", "市第一医院", "影像归档系统", "1,520", "2026-05-20 9:30", "郑晓东", "我司、万影科技", "彭飞"],
    ["ZB-55", "市疾控中心", "实验室信息系统", "310", "2026-07-15 14:00", "冯丽", "", "彭飞"],
]


def test_a_list_of_tenders_is_one_of_opportunities_and_we_are_no_competitor_of_ours(said):
    facts, asked = said({"招标项目表": TENDERS})
    deals = {
        key[1]: (v["customer"], v["amount"], v["currency"], v["due"])
        for key, v in facts.items()
        if key[0] == "opportunity"
    }
    assert deals == {
        "影像归档系统": ("市第一医院", 15_200_000, "CNY", "2026-05-20"),
        "实验室信息系统": ("市疾控中心", 3_100_000, "CNY", "2026-07-15"),
    }
    assert facts["opportunity", "影像归档系统"]["competitors"] == ("万影科技",)
    assert {key[1] for key in facts if key[0] == "org"} == {US, "市第一医院", "市疾控中心", "万影科技"}
    assert "decimal" not in asked
    assert {key[1]: v["org"] for key, v in facts.items() if key[0] == "person"} == {
        "郑晓东": "市第一医院", "冯丽": "市疾控中心", "彭飞": US,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("note", "answers", "currency"),
    [("※ 金額為未稅新台幣", {}, "TWD"), ("", {}, "CNY"), ("", {"currency:商機": "HKD"}, "HKD")],
)
def test_in_what_amounts_of_a_traditional_sheet_are_is_asked_and_a_note_proposes_it(said, note, answers, currency):
    rows = [["專案名稱", "客戶名稱", "預估金額(萬)", "預計決標日"], ["MES 升級案", "宏遠光電", "1,250", "2026-09-15"]]
    rows += [["冷鏈監控案", "大同食品", "480", "2026-10-31"], [note]]
    facts, asked = said({"商機": rows}, **answers)
    assert "currency:商機" in asked
    deals = {key[1]: (v["amount"], v["currency"]) for key, v in facts.items() if key[0] == "opportunity"}
    assert deals == {"MES 升級案": (12_500_000, currency), "冷鏈監控案": (4_800_000, currency)}


def test_a_heading_whose_second_line_says_how_it_is_and_why_is_one_and_yes_to_a_role_is_that_role(said, tmp_path):
    rows = [["姓名", "职务", "是否关键决策人", "关系现状", "", "我方对接人"], ["", "", "", "等级", "说明", ""]]
    rows += [
        ["沈国栋", "总经理", "是", "认识", "开工会上见过", "周婷"],
        ["马超群", "采购部长", "否", "熟悉", "每月例会", "周婷"],
    ]
    facts, asked = said({"决策链": rows}, **{"opportunity:Opportunity": "智慧管网二期"})
    assert {key[1:3]: v["declared_level"] for key, v in facts.items() if key[0] == "knows"} == {
        ("周婷", "沈国栋"): 1,
        ("周婷", "马超群"): 3,
    }
    assert {key[1:3]: v["roles"] for key, v in facts.items() if key[0] == "role_in"} == {
        ("沈国栋", "智慧管网二期"): ("decider",)
    }
    assert not [one for one in asked if one.startswith("word:")]
    reasons = [
        ["姓名", "影响力", "", "态度"],
        ["", "等级", "依据", ""],
        ["沈国栋", "高", "管钱", "支持"],
        ["马超群", "低", "", "反对"],
    ]
    facts, _ = said({"决策链": reasons})
    assert [v.get("evidence") for key, v in facts.items() if key[0] == "stance"] == [None, None]
    assert "  columns left out: 关系现状 / 说明" in seen(tmp_path, {"决策链": rows})


def test_a_line_of_labels_with_values_over_a_table_heads_nothing_and_an_opportunity_is_no_competitors(said):
    rows = [["商机：", "智能仓储", "客户：", "佳运物流"], [], ["竞争对手", "客户内部支持者", "对方销售", "优势"]]
    rows += [["速达软件", "钱坤（运营副总）", "马成", "价格低"], ["德优科技", "无", "", "品牌大"]]
    facts, _ = said({"竞争": rows}, **{"org:竞争": ""})
    assert {key[1]: v["category"] for key, v in facts.items() if key[0] == "org"} == {
        "速达软件": "competitor", "德优科技": "competitor", "佳运物流": "customer",
    }  # fmt: skip
    deals = {key[1]: (v["customer"], v["competitors"]) for key, v in facts.items() if key[0] == "opportunity"}
    assert deals == {"智能仓储": ("佳运物流", ("德优科技", "速达软件"))}
    assert attitudes(facts) == {("钱坤", "速达软件"): 2}


@pytest.mark.parametrize(
    ("above", "deal"),
    [("Chance: Lager 2027 – Kunde: Aster AG", {"Lager 2027": "Aster AG"}), ("Chance: Lager 2027", {})],
)
def test_competitors_below_an_opportunity_and_its_customer_are_its_own(said, above, deal):
    rows = [[above], [], ["Wettbewerber", "Stärke"], ["Kessler", "Preis"], ["Boreal", "wir"], ["Velaris", "Marke"]]
    facts, _ = said({"Wettbewerb": rows})
    made = {key[1]: v for key, v in facts.items() if key[0] == "opportunity"}
    assert {name: v["customer"] for name, v in made.items()} == deal
    assert all(v["competitors"] == ("Kessler", "Velaris") for v in made.values())
    assert not [key for key in facts if key[0] == "person"]
