"""Headings that say whose people a column names, tables of who decides what, plans of both sides, and words with two meanings."""

import json

import pytest

from graphcrm.ingest.guessing.references.identities import Namesakes
from graphcrm.ingest.guessing.texts.sides import sided
from tests.ingest.guessing.conftest import book, stored, told

CUSTOMER, US = "Nordwind Rail", "Tidewater"
ANSWERS = {"org:Sheet1": CUSTOMER, "org:Sheet1 (roles in columns)": CUSTOMER, "our_company": US}


def of(found, kind, name):
    return {one[1][0]: one[3] for one in told(found.plan) if one[0] == kind and one[2] == name}


@pytest.fixture
def bring(tmp_path, look):
    def run(*rows):
        return look(book(tmp_path / "a.xlsx", {"Sheet1": rows}), answers=ANSWERS)

    return run


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("乙方职务", ("ours", "职务")),
        ("甲方人员", ("theirs", "人员")),
        ("Vendor owner", ("ours", "owner")),
        ("Attendees (customer)", ("theirs", "Attendees")),
        ("Westerly winds", None),
        ("Department", None),
    ],
)
def test_a_heading_is_a_side_and_a_noun(heading, side):
    assert sided(heading) == side


@pytest.mark.parametrize(
    "heads",
    [
        ("甲方人员", "甲方职务", "乙方人员", "乙方职务"),
        ("Customer contact", "Customer role", "Our contact", "Our role"),
    ],
)
def test_the_post_of_ours_beside_a_pair_is_no_post_of_theirs(bring, heads):
    found = bring(heads, ("Ana Ruiz", "CIO", "Petra Wolff", "Sales director"), ("Luis Gil", "CFO", "Sam Brook", "CEO"))
    assert of(found, "person", "title") == {"Ana Ruiz": "CIO", "Luis Gil": "CFO"}
    assert of(found, "person", "org") == {
        "Ana Ruiz": CUSTOMER, "Luis Gil": CUSTOMER, "Petra Wolff": US, "Sam Brook": US,
    }  # fmt: skip
    assert of(found, "person", "owner") == {"Ana Ruiz": "Petra Wolff", "Luis Gil": "Sam Brook"}


@pytest.mark.parametrize("side", ["委员会职务", "Tags", "Steering committee role"])
def test_labels_and_posts_in_a_body_are_no_titles(bring, side):
    post = {"Tags": "Head of loud speaking", "委员会职务": "主任委员"}.get(side, "Chair")
    found = bring(("Name", "Company", side), ("Ana Ruiz", CUSTOMER, post), ("Luis Gil", CUSTOMER, post))
    assert of(found, "person", "title") == {}
    assert set(of(found, "person", "org")) == {"Ana Ruiz", "Luis Gil"}


def test_a_table_of_who_decides_gives_the_roles_of_each_decision_and_none_to_who_only_carries_out(bring):
    found = bring(
        ("决策事项", "谁拍板", "谁建议", "谁执行"),
        ("技术路线", "罗建平", "丁一鸣、白雪", "秦伟"),
        ("供应商入围", "丁一鸣", "白雪、财务共享中心", "秦伟"),
    )
    said = {(*one[1][:2], *one[3]) for one in told(found.plan) if one[0] == "role_in" and one[2] == "roles"}
    assert said == {
        ("罗建平", "技术路线", "decider"), ("丁一鸣", "技术路线", "influencer"), ("白雪", "技术路线", "influencer"),
        ("丁一鸣", "供应商入围", "decider"), ("白雪", "供应商入围", "influencer"),
    }  # fmt: skip


def test_beside_a_formatted_amount_the_number_of_a_machine_is_not_taken(bring):
    found = bring(
        ("Opportunity", "Customer", "value", "value_formatted", "Close date"),
        ("Fleet", CUSTOMER, "24000000", "$240,000.00", "2027-03-31"),
    )
    assert float(of(found, "opportunity", "amount")["Fleet"]) == 240_000


def test_columns_of_roles_beside_deals_name_people_of_each_deal(bring):
    found = bring(
        ("Customer", "Deal", "Close date", "Economic buyer", "Champion", "Owned by"),
        ("Kestrel Air", "Fleet", "2027-03-31", "Mona Field", "Raj Mehta, Zoe Hart", "Beth Cole"),
        ("Puffin Media", "CMS", "2027-01-31", "Olga Reid", "", "Beth Cole"),
    )
    said = {one[1][:2] for one in told(found.plan) if one[0] == "role_in" and one[2] == "roles"}
    assert said == {("Mona Field", "Fleet"), ("Raj Mehta", "Fleet"), ("Zoe Hart", "Fleet"), ("Olga Reid", "CMS")}
    assert {who: org for who, org in of(found, "person", "org").items() if org != US} == {
        "Mona Field": "Kestrel Air", "Raj Mehta": "Kestrel Air", "Zoe Hart": "Kestrel Air", "Olga Reid": "Puffin Media",
    }  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [
        ("Milestone", "Customer owner", "Vendor owner", "Due date", "Status"),
        ("行动事项", "客户责任人", "我方责任人", "计划完成日期", "状态"),
    ],
)
def test_a_plan_of_both_sides_is_actions_of_ours_with_theirs(bring, heads):
    found = bring(heads, ("Pilot", "Ned Flynn, Yara Haddad", "Chris Poe", "2026-12-03", "done"))
    lines = {}
    for kind, about, name, value in told(found.plan):
        if kind == "action":
            lines.setdefault(about, {})[name] = value
    assert {(one["target"], one["owner"], one["due"], one["type"]) for one in lines.values()} == {
        ("Ned Flynn", "Chris Poe", "2026-12-03", "Pilot"), ("Yara Haddad", "Chris Poe", "2026-12-03", "Pilot"),
    }  # fmt: skip
    assert {one["status"] for one in lines.values()} == {"done"}


def test_where_nobody_of_theirs_is_known_one_question_asks_of_all_who_were_met(tmp_path, look):
    rows = [("Date", "Attendees (customer)", "Attendees (us)"), ("2026-05-02", "Ana Ruiz, Luis Gil", "Petra Wolff")]
    path = book(tmp_path / "a.xlsx", {"Sheet1": rows})
    assert {q.id for q in look(path).questions} == {"org:Sheet1", "our_company"}
    found = look(path, answers=ANSWERS)
    assert of(found, "person", "org") == {"Ana Ruiz": CUSTOMER, "Luis Gil": CUSTOMER, "Petra Wolff": US}
    each = {"person:ana ruiz", "person:luis gil"}
    assert each <= {q.id for q in look(path, answers=ANSWERS | {"org:Sheet1": "-"}).questions}


@pytest.mark.parametrize(("boss", "meant"), [("Javier Soto", "owner"), ("Pilar Gil", "reports_to")])
def test_whom_responsable_names_tells_whether_it_is_a_manager(bring, boss, meant):
    found = bring(
        ("Nombre", "Cargo", "Empresa", "Responsable"),
        ("Pilar Gil", "Directora", "Levante", ""),
        ("Andrés Molina", "Jefe de TI", "Levante", boss),
    )
    assert set(of(found, "person", "title")) == {"Pilar Gil", "Andrés Molina"}  # whole names under “Nombre” alone
    assert [name for name in ("owner", "reports_to") if of(found, "person", name)] == [meant]


def test_headings_in_two_languages_are_the_heading_also_above_rows_in_two(bring):
    found = bring(
        ("姓名 Name", "职位 Title", "汇报对象 Reports to", "Owner 负责人"),
        ("David Zhang 张大卫", "CIO", "Helen Liu 刘海伦", "王强"),
        ("Helen Liu 刘海伦", "CEO", "", "王强"),
        ("Kevin Sun 孙凯", "IT Manager", "David Zhang 张大卫", "李娜"),
    )
    assert len(of(found, "person", "reports_to")) == 2
    assert len(of(found, "person", "owner")) == 3


def test_contacts_within_companies_of_any_name_are_theirs_and_so_are_their_addresses(tmp_path, look):
    def lead(name, who):
        return {"id": name, "display_name": name, "contacts": [
            {"id": f"c-{who}", "name": who, "title": "Head", "emails": [{"type": "office", "email": f"{who[:3]}@{name[:4]}.com"}]}
        ]}  # fmt: skip

    path = tmp_path / "close-leads.json"
    path.write_text(json.dumps([lead("Harbor Ltd", "Ellen Park"), lead("Pine Retail", "Lucy Hale")]), encoding="utf-8")
    found = look(path)
    assert of(found, "person", "org") == {"Ellen Park": "Harbor Ltd", "Lucy Hale": "Pine Retail"}
    assert not any(one[0] == "member_of" for one in told(found.plan))
    assert len(of(found, "person", "email")) == 2


def test_whether_somebody_is_a_manager_names_nobody(bring):
    found = bring(
        ("姓名", "单位", "职位", "是否此部门主管", "直属主管"),
        ("夏雨", CUSTOMER, "总经理", "是", ""),
        ("冬梅", CUSTOMER, "工程师", "否", "夏雨"),
    )
    assert set(of(found, "person", "org")) == {"夏雨", "冬梅"}
    assert of(found, "person", "reports_to") == {"冬梅": "夏雨"}


def test_who_is_set_apart_by_a_key_is_asked_about_once():
    same, keyed, asked = Namesakes(), set(), []

    def apart(one):
        asked.append(one)
        return one in keyed

    for one in map(str, range(100)):
        assert not list(same.left(True, False, apart))
        same.add(one)
        keyed.add(one)
    assert asked == [str(n) for n in range(99)]
    assert list(same.left(False, False, lambda one: False)) == list(
        same.every
    )  # whoever has no key may still mean any of them
    keyed.remove("99")
    assert list(same.left(True, False, apart)) == ["99"]


def test_a_firm_whose_name_speaks_of_a_third_party_is_asked_about_and_is_no_silent_customer(tmp_path, look):
    rows = [
        ["单位", "姓名"],
        ["华岳银行", "王伟"],
        ["华岳银行", "李娜"],
        ["正信监理公司", "周明"],
        ["睿智咨询公司", "何洁"],
    ]
    path = book(tmp_path / "a.xlsx", {"干系人": rows})

    def kinds(**answers):
        found = look(path, answers=answers)
        asked = {q.id for q in found.questions if q.id.startswith("category:")}
        facts = [f for f in told(found.plan) if f[0] == "org" and f[2] in ("category", "subtype")]
        return asked, {(f[1][0], f[3]) for f in facts}

    questions = {"category:正信监理公司", "category:睿智咨询公司"}
    third = {(name, "third_party") for name in ("正信监理公司", "睿智咨询公司")}
    kept = {("华岳银行", "customer"), ("正信监理公司", "supervision")}
    assert kinds() == (questions, third | kept | {("睿智咨询公司", "consultant")})
    changed = kinds(**{"category:睿智咨询公司": "customer"})[1]
    assert changed == {("正信监理公司", "third_party"), ("睿智咨询公司", "customer")} | kept


@pytest.mark.parametrize("heads", [("Wir", "Kunde"), ("業務", "客户人员"), ("我们", "客户人员")])
def test_a_side_may_be_called_by_one_word(tmp_path, look, heads):
    rows = [["Datum", *heads, "Inhalt"], ["2026-05-04", "Ute Brandl", "Ana Ruiz", "Auftakt"]]
    people = [["Name", "Firma"], ["Ana Ruiz", "Aster AG"], ["Luis Gil", "Aster AG"]]
    found = look(book(tmp_path / "a.xlsx", {"Leute": people, "Termine": rows}), our_company="Boreal")
    assert {tuple(sorted(f[1][1])) for f in told(found.plan) if f[0] == "interaction"} == {("Ana Ruiz", "Ute Brandl")}


def test_sales_over_names_says_who_looks_after_somebody(tmp_path, look):
    rows = [
        ["姓名", "公司", "職稱", "業務"],
        ["王小明", "華岳銀行", "經理", "陳思遠"],
        ["李大同", "華岳銀行", "處長", "林怡君"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"名單": rows}), our_company="Boreal")
    owners = {(f[1][0], f[3]) for f in told(found.plan) if f[0] == "person" and f[2] == "owner"}
    owners |= {tuple(f[1][:2])[::-1] for f in told(found.plan) if f[0] == "owns"}
    assert owners >= {("王小明", "陳思遠"), ("李大同", "林怡君")}


def test_notes_that_begin_with_who_was_met_are_asked_about(tmp_path, look):
    people = [["Name", "Title", "Company"], ["王建国", "采购总监", "Aster"], ["Peter Lang", "CIO", "Aster"]]
    rows = [
        ["Date", "Our side", "Notes"],
        ["2026-05-04", "Ivy Zhao", "met 王总(采购总监) and Peter Lang (CIO): roadmap"],
    ]
    path = book(tmp_path / "a.xlsx", {"People": people, "Meetings": rows})

    def met(**answers):
        found = look(path, our_company="Boreal", answers={"our_company": "Boreal", **answers})
        assert "met:Meetings" in {q.id for q in found.questions}
        return {tuple(sorted(f[1][1])) for f in told(found.plan) if f[0] == "interaction"}

    assert met() == set()
    assert met(**{"met:Meetings": "yes"}) == {("Ivy Zhao", "Peter Lang", "王建国")}


@pytest.mark.parametrize(
    ("heading", "where"), [("Account tier", "Company"), ("Customer class", "Customer"), ("客户等级", "公司")]
)
def test_the_tier_of_a_customer_in_a_list_of_people_is_that_of_the_organisation(tmp_path, look, heading, where):
    rows = [
        ["Name", where, "Title", heading],
        ["Ana Ruiz", "Acme Ltd", "CIO", ""],
        ["Luis Gil", "Acme Ltd", "CFO", "A"],
    ]
    rows += [["Eva Sanz", "Bolt Ltd", "CIO", "C"], ["Julia Keller", "Bolt Ltd", "CFO", "B"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    facts = told(found.plan)
    assert {f[1:] for f in facts if f[2] == "tier"} == {(("Acme Ltd",), "tier", "A"), (("Bolt Ltd",), "tier", "C")}
    assert not any(f[2] == "grade" for f in facts)
    assert any("“Bolt Ltd” has several tiers; “C” was kept and “B” left out" in p.text.en for p in found.plan.problems)


@pytest.mark.parametrize(
    ("heading", "important", "other", "kind"),
    [("客户级别", "重点客户", "合作伙伴", "partner"), ("Account tier", "A", "Competitor", "competitor")],
)
def test_a_class_that_says_what_an_organisation_is_besides_how_important_others_are(
    tmp_path, look, heading, important, other, kind
):
    rows = [
        ["Company", heading, "Parent"],
        ["Acme Ltd", important, ""],
        ["Bolt Ltd", other, ""],
        ["Coil Ltd", important, "Acme Ltd"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Accounts": rows}))
    facts = told(found.plan)
    assert {(f[1], f[3]) for f in facts if f[2] == "category" and f[3] != "our_company"} == {
        (("Acme Ltd",), "customer"),
        (("Bolt Ltd",), kind),
        (("Coil Ltd",), "customer"),
    }
    assert {(f[1], f[3]) for f in facts if f[2] == "tier"} == {
        (("Acme Ltd",), "A"),
        (("Coil Ltd",), "A"),
    }
    assert not [q.id for q in found.questions if q.id.startswith("word:")]


def test_who_left_is_read_in_remarks_beside_a_column_of_other_flags(tmp_path, look):
    rows = [
        ["Name", "Company", "Title", "Status", "Notes"],
        ["Ana Ruiz", "Acme Ltd", "CIO", "active", "Left company 12/2025 per LinkedIn"],
    ]
    rows += [
        ["Luis Gil", "Acme Ltd", "CFO", "active", "keen on golf"],
        ["Eva Sanz", "Acme Ltd", "COO", "do not contact", ""],
    ]
    facts = told(look(book(tmp_path / "a.xlsx", {"Contacts": rows})).plan)
    assert {f[1][0]: f[3] for f in facts if f[2] == "flags"} == {"Ana Ruiz": ("left",), "Eva Sanz": ("no_contact",)}


def test_a_tier_of_other_words_is_asked_about(tmp_path, look):
    rows = [["Name", "Company", "Title", "Account tier"], ["Ana Ruiz", "Acme Ltd", "CIO", "Tier 1"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert [q.id for q in found.questions if q.id.startswith("word:")] == ["word:org_tier:tier 1"]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), answers={"word:org_tier:tier 1": "S"})
    assert {f[3] for f in told(found.plan) if f[2] == "tier"} == {"S"}


def test_the_tier_that_a_list_of_people_names_reaches_an_organisation_of_the_workspace(tmp_path, look):
    rows = [["Name", "Company", "Title", "Account tier", "Industry"], ["Ana Ruiz", "Acme Ltd", "CIO", "A", ""]]
    recorded = look(book(tmp_path / "a.xlsx", {"Contacts": [[*row[:3]] for row in rows]}))
    rows += [["Luis Gil", "Acme Ltd", "CFO", "A", "Banking"], ["Eva Sanz", "Acme Ltd", "COO", "B", "Retail"]]
    found = look(book(tmp_path / "b.xlsx", {"Contacts": rows}), existing=stored(recorded.plan))
    said = {f[2]: f[3] for f in told(found.plan) if f[:2] == ("org", ("Acme Ltd",))}
    assert (said["tier"], said["industry"], said["category"]) == ("A", "Banking", "customer")
    left = " ".join(p.text.en for p in found.plan.problems)
    assert "has several tiers; “A” was kept and “B” left out" in left
    assert "has several industries; “Banking” was kept and “Retail” left out" in left


def test_a_post_that_several_may_be_called_by_is_asked_about(said):
    rows = [["Name", "Title", "Influenced by"], ["Ana Ruiz", "CEO", "Chair"], ["Bo Berg", "Chair", ""]]
    for title, proposed in (("Trust Chair", []), ("Deputy Chair", ["Bo Berg"])):
        facts, asked = said({"Register": [*rows, ["Cy Dahl", title, ""]]})
        assert [key[1] for key in facts if key[0] == "influences"] == proposed
        assert "person:chair" in asked
