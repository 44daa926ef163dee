"""Heads of account plans, connections of a CRM, matrices of sellers and customers, and columns about competitors."""

import pytest

from tests.ingest.guessing.conftest import told

OURS = {"our_company": "Boreal"}


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def of(found, kind, name):
    """What is told of each record of a kind in one column; of relations by their ends."""
    return {one[1][:2]: one[3] for one in told(found.plan) if one[0] == kind and one[2] == name}


SHEET = """Blue Sheet
Account,Halden Foods AS
Single Sales Objective,Cold chain – 42 sites
Amount,€1.2m
Close date,31 March 2027

Buying Influence,Title,Role
Ingrid Solberg,COO,Economic Buyer
Petter Lunde,Quality Director,User Buyer
"""


def test_the_head_of_a_sales_plan_is_the_deal_and_nobody(tmp_path, look):
    found = look(table(tmp_path / "a.csv", SHEET))
    assert of(found, "opportunity", "customer") == {("Cold chain – 42 sites",): "Halden Foods AS"}
    assert of(found, "opportunity", "due") == {("Cold chain – 42 sites",): "2027-03-31"}
    assert of(found, "role_in", "roles") == {
        ("Ingrid Solberg", "Cold chain – 42 sites"): ("decider",),
        ("Petter Lunde", "Cold chain – 42 sites"): ("user",),
    }
    assert {*of(found, "person", "org")} == {("Ingrid Solberg",), ("Petter Lunde",)}


@pytest.mark.parametrize("label", ["甲方", "业主", "招标人", "建设单位"])
def test_whoever_orders_is_the_customer(tmp_path, look, label):
    rows = f"干系人登记册\n项目名称,智慧园区二期\n{label},滨海新区管委会\n\n姓名,职位,态度\n郭志强,副主任,支持\n林芳,科长,中立\n"
    found = look(table(tmp_path / "a.csv", rows), answers=OURS)
    assert of(found, "person", "org") == {("郭志强",): "滨海新区管委会", ("林芳",): "滨海新区管委会"}


CONNECTIONS = """Connected From,Role (From),Connected To,Role (To)
Contoso Retail Ltd,Customer,Opal POS rollout,Opportunity
Amy Winters,Decision Maker,Opal POS rollout,Opportunity
Amy Winters,{},Ben Hale,{}
"""


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("Manager", "Direct report", ("Ben Hale", "Amy Winters")),
        ("Direct report", "Manager", ("Amy Winters", "Ben Hale")),
        ("Manager", "", ("Ben Hale", "Amy Winters")),
        ("Colleague", "Colleague", None),
    ],
)
def test_connections_name_the_customer_and_who_reports_to_whom(tmp_path, look, one, other, line):
    answers = dict.fromkeys(("org:a", "org:a (ties)"), "Contoso Retail Ltd")
    found = look(table(tmp_path / "a.csv", CONNECTIONS.format(one, other)), answers=answers)
    assert of(found, "opportunity", "customer") == {("Opal POS rollout",): "Contoso Retail Ltd"}
    assert of(found, "person", "org")[("Amy Winters",)] == "Contoso Retail Ltd"
    assert [*of(found, "reports_to", "from")] == ([line] if line else [])


def test_columns_about_competitors_say_nothing_of_us(tmp_path, look):
    rows = (
        "姓名,单位,职务,对竞争对手的态度,与竞争对手关系\n张三,华岳银行,经理,支持,密切\n李四,华岳银行,总监,反对,一般\n"
    )
    found = look(table(tmp_path / "a.csv", rows), answers=OURS)
    assert {one[0] for one in told(found.plan)} == {"org", "person"}


@pytest.mark.parametrize(
    ("cells", "levels"), [(("5", "4", "1"), ("3", "2", "-1")), (("3", "2", "1"), ("0", "-1", "-1"))]
)
def test_a_legend_may_name_its_column_before_the_first_number(tmp_path, look, cells, levels):
    rows = "姓名,单位,职务,对我方态度\n" + "".join(
        f"张{n},华岳银行,经理,{cell}\n" for n, cell in zip("一二三", cells, strict=True)
    )
    found = look(
        table(tmp_path / "a.csv", rows + "\n说明：态度5=坚决支持，4=支持，3=中立，2=偏反对，1=坚决反对\n"), answers=OURS
    )
    assert [str(of(found, "stance", "level")[f"张{n}", "Boreal"]) for n in "一二三"] == [*levels]


def test_whoever_sells_is_of_ours_in_a_matrix_of_acquaintance(tmp_path, look):
    rows = "客户关系熟悉度表\n,张伟（客户经理）,李娜（售前）,高明（总监）\n陈建国,不熟,熟悉,\n林志远,熟悉,,\n周国平,,,熟悉\n"
    found = look(table(tmp_path / "a.csv", rows), answers=OURS | {"org:a": "华岳银行"})
    assert of(found, "person", "org") == {
        ("张伟",): "Boreal", ("李娜",): "Boreal", ("高明",): "Boreal",
        ("陈建国",): "华岳银行", ("林志远",): "华岳银行", ("周国平",): "华岳银行",
    }  # fmt: skip
    known = {("张伟", "陈建国"), ("张伟", "林志远"), ("李娜", "陈建国"), ("高明", "周国平")}
    assert {*of(found, "knows", "declared_level")} == known


def test_the_owner_of_an_account_in_french_owns_its_contact(tmp_path, look):
    rows = "Compte;Contact principal;Fonction;Propriétaire du compte\nMétro Lyon;Sophie Garnier;Directrice SI;Thomas Morel\n"
    found = look(table(tmp_path / "a.csv", rows), answers=OURS)
    assert of(found, "person", "owner") == {("Sophie Garnier",): "Thomas Morel"}


PIPELINE = """客户名称,项目名称,金额(万元),阶段,关键决策人,决策人态度
渝安汽车,MES二期,320,方案,郑总/生产副总,支持
黔能集团,智慧矿山,1500,投标,雷董事长、龚总工,雷中立
滇中水务,SCADA,85,投标,未接触,
"""


def test_deciders_of_a_pipeline_decide_there_and_think_what_stands_beside_them(tmp_path, look):
    found = look(table(tmp_path / "a.csv", PIPELINE), answers=OURS)
    assert of(found, "role_in", "roles") == {
        ("郑总", "MES二期"): ("decider",), ("雷董事长", "智慧矿山"): ("decider",), ("龚总工", "智慧矿山"): ("decider",),
    }  # fmt: skip
    assert of(found, "stance", "level") == {("郑总", "Boreal"): 2}
    assert any("雷中立" in problem.text.en for problem in found.plan.problems)


def test_what_somebody_is_interested_in_is_no_opportunity(tmp_path, look):
    rows = "Stakeholder,Org,Interest in project\nHannah Moss,City of Norwick,jobs\nTom Reed,City of Norwick,delivery\n"
    found = look(table(tmp_path / "a.csv", rows))
    assert {one[0] for one in told(found.plan)} == {"org", "person"}


def test_a_dated_plan_of_visits_is_what_whoever_is_responsible_does(tmp_path, look):
    rows = "客户拜访计划表（2026年12月）\n拜访客户：云岭铜业\n\n日期,拜访对象,拜访目的,方式,责任人\n"
    rows += (
        "2026-12-03,唐志国,介绍公司实力,上门,韩冰\n2026-12-05,魏东,方案交流,线上,贺强\n2026-12-09,谢军,测试,上门,贺强\n"
    )
    found = look(table(tmp_path / "a.csv", rows), answers=OURS | {"org:a": "云岭铜业"})
    assert sorted(of(found, "action", "owner").values()) == ["贺强", "贺强", "韩冰"]
    assert sorted(of(found, "action", "due").values()) == ["2026-12-03", "2026-12-05", "2026-12-09"]


def test_whom_somebody_supports_may_be_a_vendor(tmp_path, look):
    rows = "Name;Position;Company;Decision power;Supports\n"
    rows += (
        "Sally Finch;CFO;Orchard Health;Final approval;MedTec Ltd\nAmit Rao;CMO;Orchard Health;Strong influence;Us\n"
    )
    found = look(table(tmp_path / "a.csv", rows), answers=OURS | {"competitor:MedTec Ltd": "yes"})
    assert of(found, "stance", "level") == {("Sally Finch", "MedTec Ltd"): 2, ("Amit Rao", "Boreal"): 2}
    assert {about[0]: value for about, value in of(found, "role_in", "roles").items()} == {
        "Sally Finch": ("approver",),
        "Amit Rao": ("influencer",),
    }
