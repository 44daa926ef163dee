"""Sponsors of ours, juries of tenders, political status and how competitors stand: what sheets say beside the deciders."""

import pytest

from tests.ingest.guessing.conftest import told

OURS = {"our_company": "Boreal"}
PEOPLE = "Name,Title,Company,{}\nHelen Marsh,CEO,Kestrel plc,{}\nRavi Shah,CIO,Kestrel plc,{}\n"


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def of(found, kind, name):
    """What is told of each record of a kind in one column; of relations by their ends."""
    return {one[1][:2]: one[3] for one in told(found.plan) if one[0] == kind and one[2] == name}


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Our Executive Sponsor", "active"),
        ("Sponsor chez nous", "active"),
        ("Unser Sponsor", "active"),
        ("我方高层赞助人", "active"),
        ("高层对口人", "active"),
        ("Proposed sponsor", "proposed"),
        ("拟任赞助人", "proposed"),
    ],
)
def test_a_sponsor_of_ours_sponsors_and_does_not_own(tmp_path, look, heading, status):
    found = look(table(tmp_path / "a.csv", PEOPLE.format(heading, "Paul Trent (COO)", "Marta Diaz")), answers=OURS)
    assert of(found, "sponsors", "status") == {
        ("Paul Trent", "Helen Marsh"): status,
        ("Marta Diaz", "Ravi Shah"): status,
    }
    assert not of(found, "owns", "primary")
    assert not {about for kind, about, *_ in told(found.plan) if kind == "knows"}
    assert of(found, "person", "org")[("Paul Trent",)] == "Boreal"


def test_a_sponsor_of_no_side_is_asked_about(tmp_path, look):
    found = look(table(tmp_path / "a.csv", PEOPLE.format("Executive Sponsor", "Paul Trent", "Marta Diaz")))
    (asked,) = [q for q in found.questions if "Executive Sponsor" in q.text.en]
    assert "our_sponsor" in asked.candidates
    assert not of(found, "sponsors", "status")


def test_a_post_before_a_chinese_name_is_none_of_it(tmp_path, look):
    found = look(
        table(tmp_path / "a.csv", "姓名,职务,单位,我方高层赞助人\n周国平,总经理,华岳银行,董事长李卫\n"), answers=OURS
    )
    assert of(found, "sponsors", "status") == {("李卫", "周国平"): "active"}
    assert of(found, "person", "title")[("李卫",)] == "董事长"


@pytest.mark.parametrize(
    ("cells", "flags"),
    [(("Inner Circle", "Outside"), {"Helen Marsh": ("key_person",)}), (("CPC member", "Outside"), {})],
)
def test_political_status_is_influence_and_never_a_party(tmp_path, look, cells, flags):
    found = look(table(tmp_path / "a.csv", PEOPLE.format("Political Status", *cells)))
    assert {about[0]: value for about, value in of(found, "person", "flags").items()} == flags


JURY = """{},,,
姓名,单位,职务,评委身份
郑浩,临江港务集团,信息部部长,业主代表
马超,临江港务集团,采购处处长,业主代表
孙涛,海事大学,教授,技术专家
"""


@pytest.mark.parametrize(
    ("title", "answers", "flagged"),
    [("评标委员会名单", {}, True), ("评审小组名单", {}, False), ("评标委员会名单", {"independent:a": "-"}, False)],
)
def test_a_jury_is_independent_and_its_experts_buy_nothing(tmp_path, look, title, answers, flagged):
    found = look(table(tmp_path / "a.csv", JURY.format(title)), answers=answers)
    assert of(found, "org", "category") == {("临江港务集团",): "customer", ("海事大学",): "other"}
    assert {q.id for q in found.questions if q.id.startswith(("independent", "category"))} >= {"category:海事大学"}
    marked = {about for about, value in of(found, "person", "flags").items() if value == ("independence_required",)}
    assert marked == ({("郑浩",), ("马超",), ("孙涛",)} if flagged else set())


def test_people_of_other_lists_are_of_no_jury(tmp_path, look):
    found = look(table(tmp_path / "a.csv", JURY.format("项目干系人名单")))
    assert of(found, "org", "category") == {("临江港务集团",): "customer", ("海事大学",): "customer"}
    assert not of(found, "person", "flags")


def test_how_a_competitor_stands_is_no_part_of_its_name(tmp_path, look):
    rows = "Competitor,Strengths\nNortel Systems (front runner),installed base\nBlueWave (new),price\nHexa (UK),team\n"
    found = look(table(tmp_path / "Competitors.csv", rows))
    assert {about[0] for about in of(found, "org", "category")} == {"Nortel Systems", "BlueWave", "Hexa (UK)"}


@pytest.mark.parametrize(
    ("word", "role"), [("Décideur final", "decider"), ("Letztentscheider", "decider"), ("Signataire", "approver")]
)
def test_last_deciders_decide(tmp_path, look, word, role):
    found = look(table(tmp_path / "a.csv", f"Name,Title,Company,Buying Role\nAna Ruiz,CEO,Kestrel plc,{word}\n"))
    assert [*of(found, "role_in", "roles").values()] == [(role,)]


def test_a_programme_of_sponsors_says_who_sponsors_whom_and_met_when(tmp_path, look):
    rows = "Sponsor,Account,Customer executive,Customer title,Last meeting\nPaula Stone,Harbor Rail,Ed Munoz,COO,2026-05-02\n"
    found = look(table(tmp_path / "a.csv", rows), answers=OURS)
    assert of(found, "sponsors", "status") == {("Paula Stone", "Ed Munoz"): "active"}
    assert of(found, "person", "org") == {("Paula Stone",): "Boreal", ("Ed Munoz",): "Harbor Rail"}
    assert [*of(found, "interaction", "date").values()] == ["2026-05-02"]


def test_a_title_of_both_sides_names_no_organisation(tmp_path, look):
    rows = "我方-客户 高层对口矩阵\n我方高层,对口客户高层,客户职务\n李国华,孙大同,集团董事长\n王磊,周敏,总裁\n"
    found = look(table(tmp_path / "a.csv", rows), answers=OURS | {"org:a": "华岳银行"})
    assert of(found, "person", "org") == {
        ("李国华",): "Boreal", ("王磊",): "Boreal", ("孙大同",): "华岳银行", ("周敏",): "华岳银行",
    }  # fmt: skip


def test_a_plan_of_actions_names_its_subject_and_its_end(tmp_path, look):
    rows = "行动计划跟踪表\n客户：华东石化\n序号,事项,目标对象,我方责任人,截止,状态\n"
    rows += "1,安排参观,吕国强,范晓,2026-12-10,进行中\n2,摸清预算,佟林,范晓,2026-12-15,未开始\n"
    found = look(table(tmp_path / "a.csv", rows), answers=OURS | {"org:a": "华东石化"})
    assert sorted(of(found, "action", "due").values()) == ["2026-12-10", "2026-12-15"]
    assert {*of(found, "action", "owner").values()} == {"范晓"}
