"""Words for levels: what the guide says is what is read, and words of a sheet's own go before those of everybody."""

import re
import tomllib
from pathlib import Path

import pytest

from graphcrm.ingest.guessing.sheets.grids import Grid
from graphcrm.ingest.guessing.sheets.tables import find_tables
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.words import MAPPINGS, vocabulary, word_key
from graphcrm.ingest.mapping import read_mapping
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import account, options, write
from tests.ingest.guessing.conftest import book, told

GUIDE = Path(__file__).parents[3] / "docs" / "guide"


def rows_of_the_guide(name):
    """Cells of the table of words."""
    text = (GUIDE / name).read_text(encoding="utf-8")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def words(cell):
    return [w.strip() for w in re.split(r"[,、]", re.sub(r"[(（].*?[)）]", "", cell)) if w.strip()]


@pytest.mark.parametrize("name", ["import.md", "import.zh.md"])
def test_what_the_guide_says_of_attitudes_is_what_is_read(name):
    known = vocabulary("people", "stance")
    altify = read_mapping("altify").sheets[0].values["stance"]
    closeplan = read_mapping("closeplan").sheets[0].values["stance"]
    seen = 0
    for first, *cells in rows_of_the_guide(name):
        level = re.match(r"(?:attitude|态度) ([−\d]+)", first)
        for system, cell in zip((altify, {}, {}, closeplan, {}), cells if level else (), strict=False):
            for word in words(cell):
                assert {**known, **system}.get(word_key(word)) == level[1].replace("−", "-"), (first, word)
                seen += 1
    assert seen > 25


@pytest.mark.parametrize(
    ("cell", "name", "title", "other"),
    [
        ("王伟(CIO)", "王伟", "CIO", ""),
        ("李娜（财务总监）", "李娜", "财务总监", ""),
        ("Wang Wei (王伟)", "王伟", "", "Wang Wei"),
        ("王伟 (Wang Wei)", "王伟", "", "Wang Wei"),
        ("王伟 (retired 2024)", "王伟", "", ""),
        ("Diaz, Jose", "Jose Diaz", "", ""),
        ("Harper, Elaine (CEO)", "Elaine Harper", "CEO", ""),
        ("Sophie Renaud, Chargée de mission", "Sophie Renaud", "Chargée de mission", ""),
        ("Berg, Jan van der", "Jan van der Berg", "", ""),
        ("Renaud, sophie", "sophie Renaud", "", ""),
        ("Smith (Porto)", "Smith (Porto)", "", ""),
        ("Ana Ruiz <ana@mer.example>", "Ana Ruiz", "", ""),
        ("Jones, PhD", "Jones, PhD", "", ""),
        ("Li Wei, PMP", "Li Wei", "", ""),
        ("Li Wei, MSc, CFA", "Li Wei", "", ""),
        ("DIAZ, JOSE", "JOSE DIAZ", "", ""),
    ],
)
def test_names_as_they_are_written(cell, name, title, other):
    found = written(cell)
    assert (found.name, found.title, found.other_name) == (name, title, other)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("王 伟", "王伟"), ("O'Brien", "O’Brien"), ("ÖZTÜRK, Ali", "Ali Öztürk"),
        ("Dr. Ana Ruiz", "ana  ruiz"), ("Ａｎａ Ruiz", "Ana Ruiz"), ("王伟先生", "王伟")],
)  # fmt: skip
def test_names_that_are_the_same(one, two):
    assert name_key(one) == name_key(two)


def test_people_in_a_cell():
    assert people_in("Ana Ruiz、Bo Li; Cy Oz & Di Po\nEd Ra") == ["Ana Ruiz", "Bo Li", "Cy Oz", "Di Po", "Ed Ra"]
    known = frozenset({name_key("Jose Diaz")})
    assert people_in("Diaz, Jose, Ana Ruiz", known) == ["Diaz, Jose", "Ana Ruiz"]


def grid(*rows, merged=()):
    return Grid("f", "s", [(n, list(row)) for n, row in enumerate(rows, 1) if any(row)], merged=tuple(merged))


def test_tables_below_each_other_and_repeated_headings():
    first, second = find_tables(
        grid(
            ["Name", "Title"], ["Ana", "CEO"], ["Name", "Title"], ["Bo", "CIO"], ["", ""],
            ["Company", "Industry"], ["X", "Food"],
        )
    )  # fmt: skip
    assert ([r[0] for r in first.rows], first.lines) == (["Ana", "Bo"], [2, 4])
    assert (second.name, second.headings, second.rows) == ("s (2)", ("Company", "Industry"), [["X", "Food"]])


def test_what_is_merged_downwards_holds_in_every_row():
    (sheet,) = find_tables(
        grid(["Company", "Name", "Title"], ["X", "Ana", "CEO"], ["", "Bo", "CIO"], merged=[(2, 0, 3, 0)])
    )
    assert [row[0] for row in sheet.rows] == ["X", "X"]


def test_a_word_nobody_knows_is_asked_about_and_its_row_stays(tmp_path, look):
    people = [
        ["Name", "Company", "Level", "Attitude"],
        ["Ana", "X", "Grand vizier", "supports"],
        ["Bo", "X", "Staff", "lukewarm"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"People": people}))
    asked = {q.id: q for q in found.questions}
    assert asked["word:grade:grand vizier"].candidates == ("1", "2", "3", "4", "5", "-")
    assert asked["word:stance:lukewarm"].candidates == ("-1", "0", "1", "2", "3", "-")
    facts = told(found.plan)
    assert {a[0] for k, a, *_ in facts if k == "person"} == {"Ana", "Bo"}
    assert {a[0] for k, a, *_ in facts if k == "stance"} == {"Ana"}
    answered = told(
        look(tmp_path / "b.xlsx", answers={"word:stance:lukewarm": "1", "word:grade:grand vizier": "5"}).plan
    )
    assert ("person", ("Ana",), "grade", 5) in answered
    assert {(a[0], v) for k, a, n, v in answered if k == "stance" and n == "level"} == {("Ana", 2), ("Bo", 1)}


def test_words_of_a_mapping_go_before_those_of_everybody(tmp_path, mapped):
    path = book(tmp_path / "b.xlsx", {"P": [["Who", "Firm", "View"], ["Ana", "X", "supporter"]]})
    (tmp_path / "m.toml").write_text(
        '[P]\ntable = "people"\ncolumns = { Who = "name", Firm = "org", View = "stance" }\n[P.values.stance]\n3 = ["supporter"]\n',
        encoding="utf-8",
    )
    facts = told(mapped(tmp_path / "m.toml", path))
    assert {v for k, _, n, v in facts if k == "stance" and n == "level"} == {3}


def test_two_of_one_name_are_asked_about_and_two_rows_of_one_person_are_one(tmp_path, look):
    sheets = {
        "People": [
            ["Name", "Title", "Company", "Department", "E-mail", "Boss"],
            ["Li Wei", "CIO", "X", "IT", "li1@x.example", ""],
            ["Li Wei", "Buyer", "X", "Procurement", "li2@x.example", ""],
            ["Ana Ruiz", "CEO", "X", "", "ana@x.example", ""],
            ["Ana Ruiz", "Chair", "Y", "", "ana@x.example", ""],
            ["Bo Berg", "Clerk", "X", "IT", "", "Li Wei"],
        ]
    }
    found = look(book(tmp_path / "b.xlsx", sheets))
    (asked,) = [q for q in found.questions if q.id.startswith("which:person:")]
    assert len(asked.candidates) == 3
    facts = told(found.plan)
    assert sum(a == ("Ana Ruiz",) and n == "org" for _, a, n, _ in facts) == 1
    assert ("member_of", "Ana Ruiz", "Y") in {(k, a[0], a[1]) for k, a, *_ in facts if k == "member_of"}, (
        "one person in two accounts"
    )
    assert "Bo Berg" in {a[0] for k, a, *_ in facts if k == "person"}, "who has a manager nobody can tell is not lost"


def test_a_column_of_names_whose_heading_says_nothing_is_asked_about(tmp_path, look):
    people = [["Name", "Title", "Company", "Buddy"]]
    people += [[f"Pat Number{n}", "Clerk", "X", f"Pat Number{(n + 1) % 5}"] for n in range(5)]
    found = look(book(tmp_path / "b.xlsx", {"People": people}))
    assert "column:People:Buddy" in {q.id for q in found.questions}
    facts = told(look(tmp_path / "b.xlsx", answers={"column:People:Buddy": "trusts"}).plan)
    assert sum(k == "trusts" and n == "level" for k, _, n, _ in facts) == 5


def test_what_was_understood_is_said(tmp_path, look):
    people = [["Name", "Company", "Department"], ["Ana Ruiz", "X", "IT"], ["Bo Berg", "X", ""]]
    said = [t.en for t in look(book(tmp_path / "b.xlsx", {"People": people})).plan.remarks]
    assert said == [
        "understood: 2 people of 1 organisation, 0 of ours, 0 opportunities",
        "1 without a unit, 2 without a level, 2 without a contact of ours, who influences whom: 0, attitudes: 0, decision roles: 0",
        "what would help most: which opportunity it is about, whom those listen to who decide, who supports and who opposes",
    ]


def test_a_pipeline_without_names_of_deals_and_with_a_stage_that_ends(tmp_path, look):
    pipeline = [
        ["opportunity_id", "sales_agent", "account", "deal_stage", "close_date", "close_value"],
        ["Z063OYW0", "Petra Wolff", "Meridian", "Won", "2026-03-01", "1054"],
        ["1C1I7A6R", "Sam Brook", "Meridian", "Engaging", "", ""],
        ["EC4QE1BX", "Sam Brook", "", "Prospecting", "", ""],
    ]
    team = [["sales_agent", "manager"], ["Petra Wolff", "Sam Brook"], ["Sam Brook", "Ida Boss"]]
    found = look(book(tmp_path / "b.xlsx", {"Pipeline": pipeline, "Sales teams": team}), our_company="Tidewater")
    facts = told(found.plan)
    assert {a[0]: v for k, a, n, v in facts if k == "opportunity" and n == "status"} == {
        "Z063OYW0": "won",
        "1C1I7A6R": "open",
    }
    assert {a[0]: v for k, a, n, v in facts if k == "opportunity" and n == "stage"} == {
        "Z063OYW0": "s3",
        "1C1I7A6R": "s1",
    }
    assert {a[0]: v for k, a, n, v in facts if k == "person" and n == "org"} == dict.fromkeys(
        ("Petra Wolff", "Sam Brook", "Ida Boss"), "Tidewater"
    )
    asked = {q.id: q.rows for q in found.questions if not q.answer}
    assert asked == {"customer:Pipeline": 1, "currency:Pipeline": 1}, (
        "a deal of nobody, and what 1054 are, is asked about"
    )


def test_several_owners_and_managers_in_a_cell_and_an_entry_date(tmp_path, look):
    people = [
        ["Name", "Company", "Boss", "Our contact", "Entry date"],
        ["Ana Ruiz", "X", "", "Petra Wolff、Sam Brook", "2010-02-01"],
        ["Bo Berg", "X", "", "Sam Brook", "2011-02-01"],
        ["Cy Oz", "X", "Bo Berg; Ana Ruiz", "", "2012-02-01"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"People": people}), our_company="Tidewater")
    facts = told(found.plan)
    assert {a[0]: v for k, a, n, v in facts if k == "person" and n == "owner"} == {
        "Ana Ruiz": "Petra Wolff",
        "Bo Berg": "Sam Brook",
    }
    assert {a[:2] for k, a, *_ in facts if k == "knows"} == {("Sam Brook", "Ana Ruiz")}
    assert ("person", ("Cy Oz",), "reports_to", "Bo Berg") in facts
    assert {(a[:2], v) for k, a, n, v in facts if k == "reports_to" and n == "line"} == {
        (("Cy Oz", "Ana Ruiz"), "dotted")
    }
    assert "2010-02-01" not in str(facts)


def test_an_import_of_our_own_tables_says_what_it_understood(tmp_path):
    existing, tables = {}, account()
    first = plan_import([write(tmp_path / "a", tables)], existing=existing, options=options())
    assert first.remarks[0].en.startswith("understood: ")
    assert "what would help most" in first.remarks[-1].en
    existing = {batch.kind: batch for batch in first.change.batches}
    deal = [{"id": "D9", "name": "Core", "customer": "HY"}]
    later = plan_import([write(tmp_path / "b", {"opportunities": deal})], existing=existing, options=options())
    assert later.remarks[0].en.startswith(f"the workspace has {len(tables['people'])} people; who influences whom: ")
    more = [{"id": "z1", "name": "Zoe", "org": "HY"}] * 2
    third = plan_import([write(tmp_path / "c", {"people": more})], existing=existing, options=options())
    said = [remark.en for remark in third.remarks]
    assert said[0] == "understood: 1 person of 1 organisation, 0 of ours (2 more are in the workspace), 0 opportunities"
    assert "with what was there: who influences whom: 2, attitudes: 1, decision roles: 1" in said


def test_whom_one_of_us_knows_has_a_contact_of_ours(tmp_path):
    """One is known, one has an owner, one is known by a colleague only."""
    tables = {
        "orgs": [
            {"id": "US", "name": "Us", "category": "our_company"},
            {"id": "X", "name": "X", "category": "customer"},
        ],
        "people": [
            {"id": "u", "name": "Uma", "org": "US"},
            {"id": "a", "name": "Ana Ruiz", "org": "X"},
            {"id": "b", "name": "Bo Berg", "org": "X"},
            {"id": "c", "name": "Cy Gold", "org": "X", "owner": "u"},
        ],
        "edges": [{"kind": "KNOWS", "from": "u", "to": "a"}, {"kind": "KNOWS", "from": "a", "to": "b"}],
    }
    said = plan_import([write(tmp_path / "a", tables)], existing={}, options=options()).remarks[1].en
    assert "1 without a contact of ours" in said


def test_whom_deciders_listen_to_is_asked_of_those_only_of_whom_it_is_not_recorded(tmp_path):
    """Of three who decide, one is influenced and one trusts somebody; that nobody is known to be heard by users is no question."""
    known = {"from": "e", "level": 3, "valid_from": "2026-01-01", "observed_at": "2026-01-01", "source": "survey"}
    known |= {"confidence": "B", "reported_by": "f"}
    tables = {
        "orgs": [{"id": "X", "name": "X", "category": "customer"}],
        "people": [{"id": one, "name": f"{one} Berg", "org": "X"} for one in "abcdef"],
        "opportunities": [{"id": "D", "name": "Core", "customer": "X"}],
        "roles": [
            {"person": one, "opportunity": "D", "roles": role}
            for one, role in zip("abcd", ("decider", "approver", "decider;user", "user"), strict=True)
        ],
        "edges": [{"kind": "INFLUENCES", "to": "a", **known}, {"kind": "TRUSTS", "to": "e", **known, "from": "b"}],
    }
    first = plan_import([write(tmp_path / "a", tables)], existing={}, options=options())
    assert "whom those listen to who decide (missing: 1)" in first.remarks[-1].en
    assert "拍板的人听谁的（缺 1 人）" in first.remarks[-1].zh
    assert first.change is not None, [str(p) for p in first.problems]
    existing = {batch.kind: batch for batch in first.change.batches}
    last = {"edges": [{"kind": "INFLUENCES", "to": "c", **known}]}
    later = plan_import([write(tmp_path / "b", last)], existing=existing, options=options())
    assert not any("listen" in remark.en for remark in later.remarks)


@pytest.mark.parametrize("name", ["headings", "words", "composed"])
def test_no_list_says_a_word_twice(name):
    lists = [tomllib.loads((MAPPINGS / f"{name}.toml").read_text(encoding="utf-8"))]
    for one in lists:
        below = one.values() if isinstance(one, dict) else one
        lists += [inner for inner in below if isinstance(inner, dict | list)]
        said = [word for word in one if isinstance(word, str)]
        assert len(said) == len(set(said)), {word for word in said if said.count(word) > 1}


def test_the_way_with_change_of_altify_is_read_without_its_mapping(tmp_path, look):
    rows = [
        ["Account Name", "Contact Name", "Title", "Adaptability to Change"],
        ["Aster", "Ana Ruiz", "CIO", "Visionary"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert {f[3] for f in told(found.plan) if f[2] == "change_style"} == {"visionary"}
