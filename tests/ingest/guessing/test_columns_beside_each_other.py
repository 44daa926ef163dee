"""What a heading means because of what stands beside it: exports whose columns are told apart only together."""

import pytest

from tests.ingest.guessing.conftest import export, told
from tests.ingest.guessing.test_systems import of

OURS = {"our_company": "Tidewater", "observed_at": "2026-06-12"}


def facts_of(look, folder, tables):
    """What is made of CSV files that are guessed."""
    return told(look(export(folder, tables), **OURS).plan)


def test_a_name_beside_a_first_name_is_the_last_name(tmp_path, look):
    rows = [
        ("Anrede", "Vorname", "Name", "Firma", "Funktion", "Vorgesetzter"),
        ("Frau", "Marlies", "Hoppe", "Chemiepark", "Abteilungsleiterin", "Knut Seidel"),
        ("Herr", "Knut", "Seidel", "Chemiepark", "Geschäftsführer", ""),
    ]
    facts = facts_of(look, tmp_path / "cas", {"Adressen": rows})
    assert of(facts, "person", "reports_to") == {"Marlies Hoppe": "Knut Seidel"}
    assert set(of(facts, "person", "title")) == {"Marlies Hoppe", "Knut Seidel"}


def test_a_whole_name_beside_a_preferred_first_name_stays_whole(tmp_path, look):
    rows = [
        ("First Name", "Name", "Company", "Job Title"),
        ("Liz", "Elizabeth Chen", "Halvorsen", "CFO"),
        ("Bob", "Robert Grant", "Halvorsen", "CIO"),
    ]
    facts = facts_of(look, tmp_path / "hr", {"people": rows})
    assert of(facts, "person", "title") == {"Elizabeth Chen": "CFO", "Robert Grant": "CIO"}


def test_a_report_of_contacts_says_to_what_their_account_belongs(tmp_path, mapped):
    rows = [
        ("Last Name", "First Name", "Title", "Account Name", "Parent Account", "Opportunity Name", "Role", "Primary"),
        ("Maier", "Uli", "Engineer", "Rheintal AG", "Rheintal Holding", "Racks", "Decision Maker", "1"),
        ("Bürkle", "Sonja", "CEO", "Rheintal Holding", "Rheintal Holding", "Racks", "Evaluator", "0"),
    ]
    facts = told(mapped("salesforce", export(tmp_path / "sf", {"report": rows}), **OURS))
    assert of(facts, "org", "parent") == {"Rheintal AG": "Rheintal Holding"}
    roles = {str(about[0]): value for kind, about, name, value in facts if name == "roles"}
    assert roles == {"Uli Maier": ("decider",), "Sonja Bürkle": ("evaluator",)}


def test_customers_with_a_post_and_a_company_are_people_and_who_added_them_knows_them(tmp_path, look):
    rows = [
        ("客户名称", "添加人", "添加人账号", "添加人所属部门", "企业", "职务"),
        ("周海波", "陈思远", "chensy", "大客户部", "云帆重工", "设备部部长"),
        ("小鹿", "陈思远", "chensy", "大客户部", "云帆重工", "采购主管"),
        ("小鹿", "林一", "liny", "大客户部", "云帆重工", "采购主管"),
    ]
    facts = facts_of(look, tmp_path / "wecom", {"客户列表": rows})
    knowers = {tuple(sorted(filter(None, about))) for kind, about, *_ in facts if kind == "knows"}
    assert knowers == {("周海波", "陈思远"), ("小鹿", "陈思远"), ("小鹿", "林一")}
    assert not of(facts, "person", "owner")
    assert of(facts, "person", "title") == {"周海波": "设备部部长", "小鹿": "采购主管"}
    assert of(facts, "person", "unit") == {"周海波": "设备部"}  # of the post; whoever added them is of another


@pytest.mark.parametrize(
    ("remarks", "names"),
    [(("周海波-设备", "鹿鸣"), {"周海波-设备", "鹿鸣"}), (("认识多年", "鹿鸣"), {"平安是福", "小鹿"})],
)
def test_remarks_that_hold_a_name_for_each_customer_are_their_names(tmp_path, look, remarks, names):
    rows = [
        ("客户名称", "备注", "企业名称", "职务", "添加人"),
        ("平安是福", remarks[0], "云帆重工", "设备部部长", "陈思远"),
        ("小鹿", remarks[1], "云帆重工", "采购主管", "陈思远"),
    ]
    facts = facts_of(look, tmp_path / "wecom", {"客户列表": rows})
    assert {name for kind, about, *_ in facts if kind == "knows" for name in about if name} == {*names, "陈思远"}


def test_participants_of_a_deal_are_contacts_like_the_first_and_a_key_beside_it_is_nobody(tmp_path, look):
    rows = [
        (
            "Deal - Title",
            "Deal - Value",
            "Deal - Organization",
            "Deal - Contact person",
            "Deal - Participants",
            "Contact ID",
        ),
        ("Telemetry", "45000", "Skerry Lines", "Maeve Gunn", "Maeve Gunn, Rory Flett", "5501"),
    ]
    facts = facts_of(look, tmp_path / "pd", {"deals": rows})
    assert set(of(facts, "person", "org")) - {"Tidewater"} == {"Maeve Gunn", "Rory Flett"}


def test_a_deal_without_a_company_is_that_of_its_contact(tmp_path, look):
    people = [
        ("Name", "Job Title", "Organization", "Work Phone", "Organization ID"),
        ("Carys Bevan", "Engineer", "Gower", "", "7"),
    ]
    deals = [
        ("Name", "Primary Contact", "Value", "Expected Close Date"),
        ("Bearings", "Carys Bevan", "54000", "2026-10-31"),
    ]
    facts = facts_of(look, tmp_path / "capsule", {"contacts": people, "opportunities": deals})
    assert of(facts, "opportunity", "customer") == {"Bearings": "Gower"}
    assert set(of(facts, "person", "title")) == {"Carys Bevan"}
