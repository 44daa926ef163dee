"""How cells become values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.ingest.headings import column, is_private, table_of
from graphcrm.model import fields
from graphcrm.model.choices import Domain, Flag
from graphcrm.model.codes import codes
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import (
    DateOf,
    Field,
    FieldError,
    IntegerOf,
    ListOf,
    NumberOf,
    boolean,
    choice,
    clock,
    currency,
    identifier,
    integer,
    many,
    number,
    parse_date,
)
from graphcrm.model.levels import GRADE_WORDS, LEVEL_WORDS
from graphcrm.model.tables import TABLES, table

GOOD = [
    (parse_date, "2026-03-05", "2026-03-05"),
    (parse_date, "2026/3/5", "2026-03-05"),
    (parse_date, "2026年3月5日", "2026-03-05"),
    (parse_date, "2024-02-29", "2024-02-29"),
    (parse_date, "２０２６年３月５日", "2026-03-05"),
    (parse_date, "2026年3月5日 14:30", "2026-03-05"),
    (parse_date, "2026.3.5", "2026-03-05"),
    (parse_date, "20260305", "2026-03-05"),
    (parse_date, "5 March 2026", "2026-03-05"),
    (parse_date, "Mar 5, 2026 2:30 PM", "2026-03-05"),
    (parse_date, "46086", "2026-03-05"),
    (parse_date, "46086.604", "2026-03-05"),
    (DateOf("dmy"), "31.12.2025", "2025-12-31"),
    (DateOf("dmy"), "3/5/2026 14:30", "2026-05-03"),
    (DateOf("dmy"), "3/5/26", "2026-05-03"),
    (DateOf("dmy"), "20-Apr-26", "2026-04-20"),
    (DateOf("mdy"), "3/5/2026", "2026-03-05"),
    (boolean, "Y", True),
    (boolean, "ｎ", False),
    (boolean, "T", True),
    (identifier, "e\u0301", "é"),
    (identifier, "  a b ", "a b"),
    (identifier, "Q.Second@Acme.Example", "q.second@acme.example"),
    (identifier, "{62E2AF55-6D92-E511}", "{62E2AF55-6D92-E511}"),
    (NumberOf(0, 1e9, ""), "1.234.567,5", 1234567.5),
    (NumberOf(0, 1e9, ""), "0.125", 0.125),
    (NumberOf(0, 1e9, ","), "250.000", 250000.0),
    (NumberOf(0, 1e9, "."), "250.000", 250.0),
    (NumberOf(0.25, 4, ""), "1,234", 1.234),
    (NumberOf(0, 1e9, ""), "1 250 000", 1250000.0),
    (NumberOf(0, 1e9, ""), "¥12.50", 12.5),
    (IntegerOf(0, 10_000, ""), "1.234", 1234),
    (integer(-1, 5, LEVEL_WORDS), "支持并排他", 3),
    (integer(-1, 5, LEVEL_WORDS), "Limited Support", 1),
    (integer(1, 5, GRADE_WORDS), "部门负责人", 3),
    (parse_date, "2026-03-05T00:00:00", "2026-03-05"),
    (parse_date, "2026-03-05 14:30:00", "2026-03-05"),
    (parse_date, "2026-03-05T14:30:00.000Z", "2026-03-05"),
    (parse_date, "2026/3/5 9:05", "2026-03-05"),
    (parse_date, "2026-03-05T23:30:00+08:00", "2026-03-05"),
    (clock, "9:05", "09:05"),
    (clock, "23:59:59", "23:59:59"),
    (currency, "cny", "CNY"),
    (currency, "rmb", "CNY"),
    (boolean, "是", True),
    (boolean, "NO", False),
    (boolean, "1", True),
    (number(0), "1,234,567.5", 1234567.5),
    (number(), "-0", 0.0),
    (number(), "１２", 12.0),
    (integer(0, 9), "3.0", 3),
    (choice(Domain), "技术", "technical"),
    (choice(InteractionKind), "消息", "message"),
    (choice(EdgeKind), "influences", "INFLUENCES"),
    (many(choice(Flag)), "left;key_person;已离职", ("left", "key_person")),
    (many(identifier), "a;b; ;a", ("a", "b")),
    (fields.reporter, "import:x.csv", "import:x.csv"),
    (fields.origin, "调查", "survey"),
]
BAD = [
    (
        parse_date,
        [
            "",
            "2026-13-01",
            "2026-02-30",
            "26-01-01",
            "1899-12-31",
            "2201-01-01",
            "2026-03-05 25:00",
            "2026-03-05 13",
            "2026-03-05T13:00:00.000Zulu",
            "2026-3",
            "5.3.2026",
            "450",
            "03/05/2026",
            "2026-06-0¹",
            "2026-06-①",
            "2026-03-05T10:00:00+99:00",
        ],
    ),
    (clock, ["24:00", "1:60", "12", "12:5"]),
    (currency, ["元", "RMBX", "C1Y", ""]),
    (boolean, ["", "2", "ja"]),
    (DateOf("dmy"), ["12/31/2025", "3/5/026"]),
    (DateOf(), ["3/5/26", "20-Apr-26"]),
    (NumberOf(0, 1e9, ""), ["250.000", "1,000", "1.2.3", "1,23,456"]),
    (NumberOf(0, 1e9, "."), ["250.000,5", "12,5"]),
    (NumberOf(0, 1e9, "."), ["500²", "５００²", "1½", "3①"]),
    (number(0, 1), ["", "nan", "inf", "1.1", "-0.1", "0,5", "1_0", "0x1", "1e400", "50%", "--1"]),
    (integer(0, 5), ["6", "-1", "2.5", "9" * 5000, "1e1000", "two"]),
    (identifier, ["", "a;b", "a>b", "*", "x" * 129, "a\nb", "a\x00", "a\u200bb", "a\u202eb", "a\u00adb", "\u3000"]),
    (identifier, ["a\ufe0f", "a\u3164", "\u2800", "a\u034fb", "a\u17b4", "a\U000e0101"]),
    (fields.text(3), ["abcd"]),
    (fields.reporter, ["import:" + "x" * 300, "a>b", "import:a\tb"]),
    (fields.origin, ["gossip", "import:a\x1b"]),
    (ListOf(identifier, 2), ["a;b;c"]),
]


@pytest.mark.parametrize(("parse", "raw", "value"), GOOD)
def test_good(parse, raw, value):
    assert parse(raw) == value
    assert type(parse(raw)) is type(value)


@pytest.mark.parametrize(("parse", "raw"), [(p, raw) for p, some in BAD for raw in some])
def test_bad(parse, raw):
    with pytest.raises(FieldError) as caught:
        parse(raw)
    assert caught.value.text.zh
    assert caught.value.text.en
    assert str(caught.value) == caught.value.text.en


def test_a_near_choice_is_suggested():
    with pytest.raises(FieldError, match="technical"):
        choice(Domain)("tecnical")


@given(st.text(max_size=300))
def test_shown_is_short_and_printable(value):
    assert fields.shown(value).isprintable()
    assert len(fields.shown(value)) <= 60


def test_labels_are_unambiguous():
    """A code or label means one column, one table, one member."""
    for of in TABLES:
        words = [w for f in of.columns for w in {f.name, f.zh}]
        assert len(words) == len(set(words)), of.name
        assert set(of.key) <= {f.name for f in of.columns}
        for f in of.columns:
            assert column(of, f.name) is column(of, f.zh) is column(of, f"{f.name}|{f.zh}") is f
            assert not is_private(f.zh)
            assert not is_private(f.name)
            for member in f.choices or ():
                assert f.parse(member.zh) in (member.value, (member.value,)), (of.name, f.name, member)
        assert table(of.name) is table(of.zh) is table_of(f"{of.name}|{of.zh}") is of
    assert set(EDGE_RULES) == set(EdgeKind)


def test_headings():
    people = table("people")
    assert people is not None
    assert [column(people, h) for h in ("ID ", "\ufeffid", "Name", "姓名*", "reports to")] == [
        people.column(n) for n in ("id", "id", "name", "name", "reports_to")
    ]
    assert [column(people, h) for h in ("id|name", "", "|", "foo", "x" * 10_000)] == [None] * 5
    assert not any(
        map(is_private, ("third_party", "page", "usage", "message", "package", "stage", "essex", "region", "interface"))
    )


def test_every_code_has_its_text():
    assert sorted(codes()) == [f"E{n:02}" for n in range(1, 16)] + [f"W{n:02}" for n in range(1, 19)]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Product family",
            "Account health",
            "Child accounts",
            "Party ID",
            "ProductFamily",
            "account_health",
            "Health Score",
        ),
        *(
            "Deal age",
            "Sold-to party",
            "Net income",
            "Minor version",
            "客户健康度",
            "健康评分",
            "采购兴趣",
            "兴趣级别",
            "产品家族",
        ),
    ],
)
def test_columns_of_a_business_are_not_private(heading):
    assert not is_private(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Family",
        "Health",
        "Children",
        "Party",
        "Age",
        "Product owner's family",
        "Child name",
        "健康状况",
        "兴趣爱好",
        "Health of spouse",
    ],
)
def test_columns_about_private_life_are(heading):
    assert is_private(heading)


def test_an_ambiguous_number_is_told_in_both_readings():
    with pytest.raises(FieldError) as told:
        NumberOf(0, 1e9, "")("250.000")
    assert told.value.text.zh.startswith("“250.000”可以是 250，也可以是 250000：")
    assert told.value.text.en.startswith("“250.000” may be 250 or 250000:")


@pytest.mark.parametrize("nothing", [None, "", [], ()])
def test_what_is_not_there_is_a_dash(nothing):
    assert Field("n", "数", NumberOf(0, 1)).say(nothing, {}).en == "—"
