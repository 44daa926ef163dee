"""Every form of a value, exactly: a table cell in both languages, CSV, JSON, a data frame, a spreadsheet."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.asking.form import UNKNOWN, SheetCell
from graphcrm.asking.formats import FORMATS, NOT_MET
from graphcrm.asking.labelled import Figure, Labelled
from graphcrm.asking.run import run
from graphcrm.asking.values import short
from graphcrm.i18n import Text
from graphcrm.model.choices import OurRole
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import golden_snapshot
from tests.schema import fits

NAMES = {"c1": "陈董", "c2": "林行长", "HY": "华岳银行", "same": "same"}
YES = Text("是", "yes")
ASK = Text("请高副总引荐", "ask for an introduction")
NAN, INFINITE = float("nan"), float("inf")
LISTED = ["decider", ASK]
CELL = {"tie": 0.625, "pairs": 2, "last": "2026-03-27"}
CELL_WRITTEN = '{"last": "2026-03-27", "pairs": 2, "tie": 0.625}'

#: format, value, cell zh, cell en, CSV (en), JSON, spreadsheet (en)
EXACTLY = [
    ("text", "c6>c3", "c6>c3", "c6>c3", "c6>c3", "c6>c3", SheetCell("c6>c3", "@")),
    ("text", OurRole.AR, "客户经理", "account manager", "ar", "ar", SheetCell("account manager", "@")),
    ("text", Labelled.of("both", Text("两者", "in both")), "两者", "in both", "both", "both", SheetCell("in both", "@")),
    ("text", YES, "是", "yes", "yes", {"zh": "是", "en": "yes"}, SheetCell("yes", "@")),
    ("text", "", "—", "—", "", "", SheetCell("", "@")),
    ("int", 1234, "1,234", "1,234", 1234, 1234, SheetCell(1234, "#,##0")),
    ("int", -3, "−3", "−3", -3, -3, SheetCell(-3, "#,##0")),
    ("int", 0, "0", "0", 0, 0, SheetCell(0, "#,##0")),
    ("money", 32000000, "32,000,000", "32,000,000", 32000000, 32000000, SheetCell(32000000, "#,##0")),
    ("money", 1234.5, "1,234.50", "1,234.50", 1234.5, 1234.5, SheetCell(1234.5, "#,##0")),
    ("number", 0.0234567891, "0.023", "0.023", 0.0234568, 0.0234568, SheetCell(0.0234568, "General")),
    ("number", 1.449, "1.4", "1.4", 1.449, 1.449, SheetCell(1.449, "General")),
    ("number", 99.7, "100", "100", 99.7, 99.7, SheetCell(99.7, "General")),
    ("number", -250.6, "−251", "−251", -250.6, -250.6, SheetCell(-250.6, "General")),
    ("number", -0.0, "0", "0", 0, 0, SheetCell(0, "General")),
    ("number", NAN, "—", "—", "", None, SheetCell(None, "General")),
    ("number", INFINITE, "—", "—", "", None, SheetCell(None, "General")),
    ("pct", 41.6, "42%", "42%", 41.6, 41.6, SheetCell(0.416, "0%")),
    ("pct", 0, "0%", "0%", 0, 0, SheetCell(0, "0%")),
    ("pct", 0.3, "<1%", "<1%", 0.3, 0.3, SheetCell(0.003, "0%")),
    ("pct", 1e-15, "0%", "0%", 0, 0, SheetCell(0, "0%")),
    ("pp", 15.6, "+16", "+16", 15.6, 15.6, SheetCell(15.6, "+0;-0;0")),
    ("pp", -2.6, "−3", "−3", -2.6, -2.6, SheetCell(-2.6, "+0;-0;0")),
    ("pp", 0.2, "0", "0", 0.2, 0.2, SheetCell(0.2, "+0;-0;0")),
    ("tenths", 15.64, "+15.6", "+15.6", 15.64, 15.64, SheetCell(15.64, "+0.0;-0.0;0")),
    ("tenths", -0.25, "−0.2", "−0.2", -0.25, -0.25, SheetCell(-0.25, "+0.0;-0.0;0")),
    ("tenths", 0.04, "0", "0", 0.04, 0.04, SheetCell(0.04, "+0.0;-0.0;0")),
    ("share", 0.416, "42%", "42%", 0.416, 0.416, SheetCell(0.416, "0%")),
    ("share", 1, "100%", "100%", 1, 1, SheetCell(1, "0%")),
    ("share", -0.001, "0%", "0%", -0.001, -0.001, SheetCell(-0.001, "0%")),
    ("strength", 0.004, "<1%", "<1%", 0.004, 0.004, SheetCell(0.004, "0%")),
    ("strength", 0.1 + 0.2, "30%", "30%", 0.3, 0.3, SheetCell(0.3, "0%")),
    ("lean", 0.214, "+21%", "+21%", 0.214, 0.214, SheetCell(0.214, "+0%;-0%;0%")),
    ("lean", -0.59, "−59%", "−59%", -0.59, -0.59, SheetCell(-0.59, "+0%;-0%;0%")),
    ("fine_lean", -0.0162, "−1.6%", "−1.6%", -0.0162, -0.0162, SheetCell(-0.0162, "+0.0%;-0.0%;0%")),
    ("fine_lean", 0.0004, "0%", "0%", 0.0004, 0.0004, SheetCell(0.0004, "+0.0%;-0.0%;0%")),
    ("change", 0.214, "+21%", "+21%", 0.214, 0.214, SheetCell(0.214, "+0.0%;-0.0%;0%")),
    ("change", -0.004, "−0.4%", "−0.4%", -0.004, -0.004, SheetCell(-0.004, "+0.0%;-0.0%;0%")),
    ("change", 0.0004, "0%", "0%", 0.0004, 0.0004, SheetCell(0.0004, "+0.0%;-0.0%;0%")),
    ("lean", -0.004, "0%", "0%", -0.004, -0.004, SheetCell(-0.004, "+0%;-0%;0%")),
    ("lean", 0.004, "0%", "0%", 0.004, 0.004, SheetCell(0.004, "+0%;-0%;0%")),
    ("support", 2, "+2", "+2", 2, 2, SheetCell(2, "+0;-0;0")),
    ("support", -1, "−1", "−1", -1, -1, SheetCell(-1, "+0;-0;0")),
    ("support", 0, "0", "0", 0, 0, SheetCell(0, "+0;-0;0")),
    ("figure", Figure.of(0.79, "share"), "79%", "79%", 0.79, 0.79, SheetCell(0.79, "0%")),
    ("figure", Figure.of(-0.0162, "lean"), "−2%", "−2%", -0.0162, -0.0162, SheetCell(-0.0162, "+0%;-0%;0%")),
    ("figure", 180, "180", "180", 180, 180, SheetCell(180, "#,##0")),
    ("figure", 0.5512, "0.55", "0.55", 0.5512, 0.5512, SheetCell(0.5512, "General")),
    ("figure", YES, "是", "yes", "yes", {"zh": "是", "en": "yes"}, SheetCell("yes", "@")),
    ("figure", OurRole.AR, "客户经理", "account manager", "ar", "ar", SheetCell("account manager", "@")),
    ("bool", True, "是", "yes", "true", True, SheetCell(True, "General")),
    ("bool", False, "否", "no", "false", False, SheetCell(False, "General")),
    ("date", "2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30", SheetCell(date(2026, 6, 30), "yyyy-mm-dd")),
    ("date", date(2026, 6, 30), "2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30", SheetCell(date(2026, 6, 30), "yyyy-mm-dd")),
    ("person", "c1", "陈董 (c1)", "陈董 (c1)", "c1", "c1", SheetCell("陈董 (c1)", "@")),
    ("person", "same", "same", "same", "same", "same", SheetCell("same", "@")),
    ("person", "c99", "c99", "c99", "c99", "c99", SheetCell("c99", "@")),
    ("people", ["c1", "c9"], "陈董、c9", "陈董, c9", "c1;c9", ["c1", "c9"], SheetCell("陈董, c9", "@")),
    ("people", [], "—", "—", "", [], SheetCell("", "@")),
    ("path", ["c1", "c2"], "陈董 → 林行长", "陈董 → 林行长", "c1;c2", ["c1", "c2"], SheetCell("陈董 → 林行长", "@")),
    ("ids", ["c1", "c2"], "c1>c2", "c1>c2", "c1;c2", ["c1", "c2"], SheetCell("c1>c2", "@")),
    ("list", LISTED, "decider；请高副总引荐", "decider; ask for an introduction", "decider;ask for an introduction",
     ["decider", {"zh": "请高副总引荐", "en": "ask for an introduction"}], SheetCell("decider; ask for an introduction", "@")),
    ("parts", [0.416, 0.002], "42%；<1%", "42%; <1%", "0.416;0.002", [0.416, 0.002], SheetCell("42%; <1%", "@")),
    ("roles", ["exec|director", "2 of ar|sr"], "高层/总监级客户经理；客户经理/解决方案中 2 个",
     "executive/director-grade account manager; 2 of account manager/solution lead", "exec|director;2 of ar|sr",
     ["exec|director", "2 of ar|sr"], SheetCell("executive/director-grade account manager; 2 of account manager/solution lead", "@")),
    ("roles", ["1 of ar|sr|fr|service|exec"], "另一角色", "a second role of ours", "1 of ar|sr|fr|service|exec",
     ["1 of ar|sr|fr|service|exec"], SheetCell("a second role of ours", "@")),
    ("cell", CELL, "62% · 2 · 2026-03-27", "62% · 2 · 2026-03-27", CELL_WRITTEN, CELL, SheetCell("62% · 2 · 2026-03-27", "@")),
    ("cell", {**CELL, "last": None}, "62% · 2 · —", "62% · 2 · —", CELL_WRITTEN.replace('"2026-03-27"', "null"),
     {**CELL, "last": None}, SheetCell("62% · 2 · —", "@")),
    ("leans", {"c1": 0.354972, "c9": -0.0001}, "陈董 +35%、c9 0%", "陈董 +35%, c9 0%", '{"c1": 0.354972, "c9": -0.0001}',
     {"c1": 0.354972, "c9": -0.0001}, SheetCell("陈董 +35%, c9 0%", "@")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "zh", "en", "csv", "json", "sheet"), EXACTLY)
def test_a_value_reads_exactly_like_this(name, value, zh, en, csv, json, sheet):
    form = FORMATS[name]
    assert form.accepts(value)
    assert form.cell(value, NAMES, "zh") == zh
    assert form.cell(value, NAMES, "en") == en
    assert same(form.csv(value, "en"), csv)
    assert same(form.json(value), json)
    assert form.sheet(value, NAMES, "en") == sheet
    assert fits(form.json(value), form.schema())


def same(found, expected):
    """Equal and of the same type: True is not 1, and a code is text and nothing more."""
    return found == expected and type(found) is type(expected)


def test_every_format_is_in_the_table():
    assert {name for name, *_ in EXACTLY} == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_known_is_nothing_to_programs_and_a_dash_to_people(name):
    form = FORMATS[name]
    assert form.accepts(None)
    assert [form.cell(None, {}, lang) for lang in ("zh", "en", "both")] == [UNKNOWN] * 3
    assert form.csv(None, "en") == ""
    assert form.json(None) is None
    assert form.frame(None, "en") is None
    assert form.sheet(None, {}, "en").value is None
    assert fits(None, form.schema())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 1), ("text", ["a"]), ("int", 1.5), ("int", True), ("int", "1"), ("number", "1"), ("number", True),
        ("share", "50%"), ("pct", True), ("lean", [0.1]), ("support", 1.5), ("support", "+1"), ("bool", 1), ("bool", "yes"),
        ("date", "2026-6-1"), ("date", "30.06.2026"), ("date", "20260630"), ("date", 20260630), ("person", 7),
        ("person", YES), ("people", "c1"), ("people", [1]), ("people", [YES]), ("path", "c1>c2"), ("ids", {"c1": 1}),
        ("list", "a"), ("list", [1]), ("roles", "ar"), ("cell", {"tie": 0.5}), ("cell", {**CELL, "more": 1}),
        ("cell", {**CELL, "tie": "0.5"}), ("cell", {**CELL, "pairs": 1.5}), ("cell", {**CELL, "last": "yesterday"}),
        ("leans", {"c1": "x"}), ("leans", {1: 0.5}), ("leans", [0.5]), ("figure", [1]), ("figure", True),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_not_taken(name, value):
    assert not FORMATS[name].accepts(value)


def test_both_languages_stand_side_by_side():
    assert FORMATS["text"].cell(YES, {}, "both") == "是 / yes"
    assert FORMATS["bool"].cell(False, {}, "both") == "否 / no"
    assert FORMATS["people"].cell(["c1", "c2"], NAMES, "both") == "陈董, 林行长"


def test_numbers_stand_on_the_right_and_are_never_broken():
    right = {name for name, form in FORMATS.items() if form.aligned([1])}
    assert right == {
        "int",
        "number",
        "money",
        "pct",
        "pp",
        "tenths",
        "share",
        "strength",
        "lean",
        "fine_lean",
        "change",
        "support",
        "figure",
    }
    assert not FORMATS["figure"].aligned([1, "two"])
    assert FORMATS["figure"].aligned([None, 0.5])


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1))
def test_numbers_below_each_other_have_the_same_digits_behind_the_point(values):
    """Tiers of 2 and of 0.00076 stood in one column."""
    shown = [FORMATS["number"].among(values).cell(value, {}, "en") for value in values]
    assert len({len(text.partition(".")[2]) for text in shown if text != UNKNOWN}) <= 1
    form = FORMATS["number"].among([2.0, 1.44, 0.00076, None])
    assert [form.cell(value, {}, "en") for value in (2.0, 1.44, 0.00076, None)] == ["2.00", "1.44", "<0.01", UNKNOWN]
    assert all(other.among([0.5]) is other for name, other in FORMATS.items() if name != "number")


def test_types_of_data_frames():
    kinds = {name: form.dtype for name, form in FORMATS.items() if form.dtype != "object"}
    assert kinds == {
        "int": "Int64", "support": "Int64", "bool": "boolean", "date": "datetime64[ns]",
        "number": "float64", "money": "float64",
        "pct": "float64", "pp": "float64", "tenths": "float64", "share": "float64", "strength": "float64", "lean": "float64",
        "fine_lean": "float64", "change": "float64",
    }  # fmt: skip
    assert FORMATS["list"].frame([ASK, "x"], "zh") == ["请高副总引荐", "x"]
    assert FORMATS["text"].frame(YES, "en") == "yes"


def test_the_formats_of_the_queries_are_known():
    used = {c.format for q in catalogue().values() for group in q.groups for c in group}
    assert used == set(FORMATS)


TEXTS = st.one_of(st.text(), st.builds(Text, st.text(), st.text()), st.sampled_from([OurRole.AR, OurRole.OTHER]))
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.floats())
DATES = st.one_of(st.dates(), st.dates().map(str))
VALUES = st.one_of(
    st.none(), TEXTS, NUMBERS, st.booleans(), DATES, st.lists(TEXTS), st.lists(st.text()),
    st.dictionaries(st.text(), st.one_of(st.none(), st.floats())),
    st.builds(Figure.of, st.floats(), st.sampled_from(["share", "lean", "pct", "number"])),
    st.fixed_dictionaries({"tie": st.floats(0, 1), "pairs": st.integers(0, 9), "last": st.one_of(st.none(), DATES)}),
)  # fmt: skip


@given(st.sampled_from(sorted(FORMATS)), VALUES, st.sampled_from(["zh", "en", "both"]))
def test_what_is_accepted_can_be_written_in_every_form(name, value, lang):
    form = FORMATS[name]
    if not form.accepts(value):
        return
    cell = form.cell(value, NAMES, lang)
    assert isinstance(cell, str)
    assert cell
    assert not (form.right and cell in ("-0", "-0%", "+0", "+0%", "nan", "inf"))
    assert isinstance(form.csv(value, lang), (str, int, float))
    assert fits(form.json(value), form.schema())
    assert isinstance(form.sheet(value, NAMES, lang), SheetCell)
    assert form.json(value) == form.json(value)  # NaN would not be itself


def test_a_threshold_that_is_just_missed_is_not_printed_as_if_it_were_met():
    """Golden supportive reach .2728 against .273: “27% of 27%, no” would contradict itself; the mark and a note say what it is."""
    rules = {**DEFAULTS.relationship, "supportive": 0.273}
    snapshot = golden_snapshot(settings=dataclasses.replace(DEFAULTS, relationship=rules))
    params = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True}
    found = run(Ask(find_query("relationship-level"), snapshot, params))
    shown = {
        str(row["criterion"]): FORMATS["figure"].cell(row["value"], {}, "en") for row in found.rows if not row["met"]
    }
    assert shown["supportive"] == "≈27%"
    assert NOT_MET in found.assumptions
    assert NOT_MET not in run(Ask(find_query("relationship-level"), golden_snapshot(), params)).assumptions


@pytest.mark.parametrize(
    ("decimals", "told"), [(1, "<0.1"), (2, "<0.01"), (3, "<0.001"), (9, "<0.000000001"), (12, "<0.000000000001")]
)
def test_what_is_less_than_the_last_digit_is_called_less_than_it(decimals, told):
    assert short(10.0 ** -(decimals + 1), decimals) == told
