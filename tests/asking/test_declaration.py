"""What a query's file may say: the shipped ones declare their answers, a team's own present them, and slips are named with their line."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import graphcrm.asking.answers
from graphcrm.asking import declaration
from graphcrm.asking.catalogue import catalogue, find_query
from graphcrm.asking.options import Kind
from graphcrm.asking.query import About
from graphcrm.edition import Access
from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.model.codes import codes
from graphcrm.resources import resource

SHIPPED = sorted(resource("queries").glob("*.toml"))
ANSWERS = {p.stem for p in Path(graphcrm.asking.answers.__file__).parent.glob("*.py")} - {"__init__"}
HEAD = 'zh = "我的问题"\nen = "My question"\nanswer = "kpi"\n'
COLUMNS = 'columns = ["covered", "lean"]\n'


def written(folder, text, name="mine"):
    """The query of a team's file."""
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return find_query(name, folder)


def refusal(read, *words):
    """Line and English sentence of a refusal that has these words in both languages."""
    with pytest.raises(InputError) as caught:
        read()
    (problem,) = caught.value.problems
    assert problem.code in codes()
    assert caught.value.exit_code == 3
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    assert caught.value.text.en == f"{where}: {problem.text.en}"
    assert caught.value.text.zh == f"{where}：{problem.text.zh}"
    for word in words:
        assert word in problem.text.zh
        assert word in problem.text.en
    return problem.line, problem.text.en


# -- what is shipped -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_is_valid_and_says_all_in_both_languages(path):
    query = declaration.read_query(path)
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (query.name, query.number, query.answer) == (path.stem, raw["number"], raw["answer"])
    assert query.groups == query.contract
    texts = [query.question, *(o.help for o in query.own), *(c.heading for g in query.groups for c in g)]
    assert all(t.zh.strip() and t.en.strip() for t in texts)
    assert [o.name for o in query.own] == list(raw.get("options", {}))


def test_every_answer_has_exactly_one_shipped_file():
    declared = [declaration.read_query(path).answer for path in SHIPPED]
    assert sorted(declared) == sorted(ANSWERS)


def test_numbers_are_distinct():
    numbers = [query.number for query in catalogue().values()]
    assert len(set(numbers)) == len(numbers)
    assert all(n[0] == "Q" and n[1:].isdecimal() and len(n) == 3 for n in numbers)


# -- a team's own ----------------------------------------------------------------------------------------------------------


def test_a_team_presents_an_answer_in_its_own_way(tmp_path):
    query = written(
        tmp_path,
        HEAD.replace("kpi", "coverage") + 'options = ["by", "top"]\n'
        'columns = ["gap", ["row", "谁", "who", "person"]]\n[defaults]\nby = "person"\ntop = 3\n',
    )
    shipped = find_query("coverage")
    assert query.columns == ("gap", "row")
    assert query.groups[0][1].heading.zh == "谁"
    assert query.groups[0][0] == next(c for c in shipped.groups[0] if c.name == "gap")
    assert query.contract == shipped.contract
    assert dict(query.defaults) == {"by": "person", "top": 3}
    assert [o.name for o in query.own] == ["by"]
    assert "mine" in catalogue(tmp_path)


def test_what_a_team_does_not_say_is_as_shipped(tmp_path):
    for name, shipped in catalogue().items():
        wanted = "\n".join(
            f'[[group]]\ncolumns = ["{group[0].name}"]' if len(shipped.groups) > 1 else f'columns = ["{group[0].name}"]'
            for group in shipped.groups
        )
        query = written(tmp_path, HEAD.replace("kpi", shipped.answer) + wanted, name)
        for what in ("own", "defaults", "restricted", "about", "contract"):
            assert getattr(query, what) == getattr(shipped, what), (name, what)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_copy_of_a_shipped_file_is_the_same_query(tmp_path, path):
    copy = written(tmp_path, path.read_text(encoding="utf-8"), path.stem)
    assert copy.source == tmp_path / path.name
    assert replace(copy, source=path) == declaration.read_query(path)


def test_a_copy_may_word_an_option_anew_and_leave_others_out(tmp_path):
    options = '[options.by]\ntype = "choice"\nzh = "按"\nen = "rows by"\n'
    shipped = next(o for o in find_query("coverage").own if o.name == "by")
    choices = "".join(f'{code} = ["{label.zh}", "{label.en}"]\n' for code, label in shipped.choices.items())
    query = written(
        tmp_path, HEAD.replace("kpi", "coverage") + f'columns = ["gap"]\n{options}[options.by.choices]\n{choices}'
    )
    assert query.own == (replace(shipped, help=Text("按", "rows by")),)


def test_an_option_that_must_be_given_stays(tmp_path):
    query = written(tmp_path, HEAD.replace("kpi", "card") + 'options = []\ncolumns = ["item", "value"]\n')
    assert [(o.name, o.required) for o in query.own] == [("person", True)]
    assert query.restricted


def test_a_default_of_no_value_is_none(tmp_path):
    query = written(tmp_path, HEAD + COLUMNS + "[defaults]\nno-derived = false\n")
    assert dict(query.defaults) == {}
    assert dict(written(tmp_path, HEAD + COLUMNS + "[defaults]\nno_derived = true\n").defaults) == {"no_derived": True}


def test_a_column_stays_with_the_team_and_others_may_join_it(tmp_path):
    columns = 'columns = [["reporters", "谁说的", "said by", "people"], "weight"]\nprivate = ["weight"]\n'
    query = written(tmp_path, HEAD.replace("kpi", "edges") + columns)
    assert [c.access for c in query.groups[0]] == [Access.PRIVATE, Access.PRIVATE]
    query = written(tmp_path, HEAD.replace("kpi", "edges") + columns.replace('"weight"]\nprivate', '"p"]\n#'))
    assert [c.access for c in query.groups[0]] == [Access.PRIVATE, Access.INSIGHT]


@pytest.mark.parametrize(
    ("column", "form"), [("covered", "strength"), ("covered", "lean"), ("lean", "share"), ("level", "support")]
)
def test_a_format_of_the_same_unit_may_be_chosen(tmp_path, column, form):
    query = written(tmp_path, HEAD + f'columns = [["{column}", "列", "column", "{form}"]]\n')
    assert query.groups[0][0].format == form


@pytest.mark.parametrize(
    ("column", "form"),
    [
        ("covered", "pct"),  # of another unit: 79 % would be printed as 1 %
        ("covered", "date"),
        ("covered", "text"),
        ("covered", "int"),
        ("level", "number"),
        ("rag", "person"),
        ("rag", "list"),
    ],
)
def test_a_format_that_would_lie_is_refused(tmp_path, column, form):
    def read():
        written(tmp_path, HEAD + f'columns = [["{column}", "列", "column", "{form}"]]\n')

    line, text = refusal(read, column, form)
    assert line == 4
    assert "there are " in text


#: What a team's file says, the line on which it goes wrong, what must be said about it.
SLIPS = {
    "a column": (COLUMNS.replace("covered", "coverd"), 4, "Did you mean covered?"),
    "a column below others": ('columns = [\n  "covered",\n  "leen",\n]\n', 6, "Did you mean lean"),
    "a column of four texts": ('columns = [["coverd", "a", "b", "share"]]\n', 4, "Did you mean covered?"),
    "a column that is far off": ('columns = ["zzzz"]\n', 4, "There are covered, supportive, advocacy,"),
    "a format": ('columns = [["covered", "a", "b", "shares"]]\n', 4, "Did you mean share?"),
    "too few words": ('columns = [["covered", "a", "b"]]\n', 4, "[name, zh, en, format]"),
    "too many words": ('columns = [["covered", "a", "b", "share", "c"]]\n', 4, "[name, zh, en, format]"),
    "a heading of another type": ('columns = [["covered", 1, "b", "share"]]\n', 4, "[name, zh, en, format]"),
    "a column of another type": ("columns = [5]\n", 4, "[name, zh, en, format]"),
    "an empty column": ("columns = [[]]\n", 4, "[name, zh, en, format]"),
    "columns of another type": ('columns = "covered"\n', 4, "columns should be a list"),
    "a column twice": ('columns = ["covered", "lean", "covered"]\n', 4, "the column covered stands twice"),
    "no column": ("columns = []\n", 4, "there is no column"),
    "columns left out": ("", None, "columns is missing"),
    "a key": (COLUMNS + 'defalts = "x"\n', 5, "there is no key “defalts”. Did you mean defaults?"),
    "an option": (COLUMNS + 'options = ["top", "buy"]\n', 5, "there is no option “buy”"),
    "an option of its own": (COLUMNS + '[options.mine]\ntype = "text"\n', 5, "there is no option “mine”"),
    "a look back": (COLUMNS + 'looks_back = "stars"\n', 5, "looks_back is a matter of the answer kpi"),
    "states to fail on": (COLUMNS + 'fail_on = ["red"]\n', 5, "fail_on is a matter of the answer kpi"),
    "a column put aside": (COLUMNS + 'aside = ["leen"]\n', 5, "there is no column “leen”. Did you mean lean?"),
    "options of another type": (COLUMNS + "options = 3\n", 5, "options should have [names …]"),
    "a default": (COLUMNS + "[defaults]\nseed = 1\ntopp = 3\n", 7, "there is no option “topp”. Did you mean top?"),
    "a default of another type": (COLUMNS + '[defaults]\ntop = "abc"\n', 6, "--top: “abc” should be a whole number"),
    "a default out of range": (
        COLUMNS + "[defaults]\ntop = 0\n",
        6,
        "--top: “0” should be a whole number of at least 1",
    ),
    "a default that is no choice": (
        COLUMNS + '[defaults]\nmin-confidence = "Z"\n',
        6,
        "should be one of A, B, C, D, E",
    ),
    "a default that is no day": (COLUMNS + '[defaults]\nas-of = "soon"\n', 6, "--as-of: “soon” is not a date"),
    "defaults of another type": (COLUMNS + "defaults = 3\n", 5, "defaults should be a table"),
    "a number of another type": (COLUMNS + "number = 7\n", 5, "number should be text"),
    "a subject": (COLUMNS + 'about = "networ"\n', 5, "Did you mean network?"),
    "another subject": (COLUMNS + 'about = "network"\n', 5, "about is a matter of the answer kpi"),
    "access that is no truth value": (COLUMNS + 'restricted = "yes"\n', 5, "restricted should be true or false"),
    "another access": (COLUMNS + "restricted = true\n", 5, "restricted is a matter of the answer kpi"),
    "a column of the team": (COLUMNS + 'private = ["lea"]\n', 5, "there is no column “lea”. Did you mean lean?"),
    "team of another type": (COLUMNS + 'private = "lean"\n', 5, "private should have [names …]"),
    "columns and groups": (COLUMNS + "[[group]]\n" + COLUMNS, 4, "write either columns or group"),
    "more groups than the answer has": (
        "[[group]]\n" + COLUMNS + "[[group]]\n" + COLUMNS,
        5,
        "groups of rows of the answer kpi: 1; here: 2",
    ),
    "a group without columns": ("[[group]]\n", None, "columns is missing"),
    "groups of another type": ("group = [1]\n", 4, "group should be a table"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_with_its_line(tmp_path, slip):
    text, expected, says = SLIPS[slip]
    line, said = refusal(lambda: written(tmp_path, HEAD + text))
    assert line == expected
    assert says in said


@pytest.mark.parametrize(
    ("head", "expected", "says"),
    [
        ("", None, "answer is missing"),
        ('# kpl\nzh = "kpl"\nen = "a"\nanswer = "kpl"\n', 4, "there is no answer “kpl”. Did you mean kpi?"),
        (
            'zh = "a"\nen = "b"\nanswer = "../../secret"\n',
            3,
            "there is no answer “../../secret”. There are accounts, across, activity, ally_set, audit, ",
        ),
        ('zh = "a"\nen = "b"\nanswer = ["kpi"]\n', 3, "answer should be text"),
        ('zh = 1\nen = "b"\nanswer = "kpi"\n', 1, "zh should be text"),
        ('zh = "a"\nanswer = "kpi"\n', None, "en is missing"),
        ('zh = "a"\nnot toml [\n', 2, "this is not TOML"),
    ],
)
def test_a_slip_in_the_head_is_named_with_its_line(tmp_path, head, expected, says):
    line, said = refusal(lambda: written(tmp_path, head + (COLUMNS if head else "")))
    assert line == expected
    assert said.startswith(says)


def test_an_option_stays_as_the_answer_takes_it(tmp_path):
    text = (resource("queries") / "rank.toml").read_text(encoding="utf-8").replace("least = 1", "least = 0")
    line, said = refusal(lambda: written(tmp_path, text, "rank"))
    assert said == "draws is a matter of the answer rank"
    assert text.splitlines()[line - 1] == "[options.draws]"


@pytest.mark.parametrize(
    ("good", "bad", "named"),
    [
        ('type = "choice"', "type = 1", "type = 1"),
        ('zh = "只看此细分的客户"', 'zh = ["a"]', 'zh = ["a"]'),
        ('type = "choice"\n', "", "[options.segment]"),
        ('potential = ["潜力", "potential"]', "potential = [1]", "potential = [1]"),
    ],
)
def test_a_slip_in_one_of_several_options_is_named_with_its_line(tmp_path, good, bad, named):
    text = (resource("queries") / "accounts.toml").read_text(encoding="utf-8")
    before, head, option = text.partition("[options.segment]")
    text = before + head + option.replace(good, bad, 1)
    line, _ = refusal(lambda: written(tmp_path, text, "accounts"))
    assert text.splitlines()[line - 1] == named


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "mine.toml").write_bytes(b'zh = "\xff"')
    assert refusal(lambda: find_query("mine", tmp_path))[1].startswith("this is not TOML")


def test_a_file_that_could_not_be_asked_for_is_refused(tmp_path):
    (tmp_path / "My Query.toml").write_text(HEAD + COLUMNS, encoding="utf-8")
    assert "a–z" in refusal(lambda: catalogue(tmp_path), "My Query")[1]


# -- what a declaration of the package may say --------------------------------------------------------------------------------


@pytest.fixture
def ship(tmp_path, monkeypatch):
    """Reads a file as if the package shipped it."""
    monkeypatch.setattr(declaration, "resource", lambda *parts: tmp_path)
    text = 'zh = "a"\nen = "b"\nanswer = "mine"\ncolumns = [["x", "列", "column", "share"]]\n'

    def read(more):
        (tmp_path / "mine.toml").write_text(text + more, encoding="utf-8")
        return declaration.read_query(tmp_path / "mine.toml")

    return read


def test_options_are_declared_once(ship):
    query = ship(
        'about = "network"\nrestricted = true\nprivate = ["x"]\n[options.how-many]\ntype = "whole"\nleast = 2\nzh = "几"\nen = "how many"\n'
        '[options.way]\ntype = "choice"\nrequired = true\nrepeat = true\nzh = "怎"\nen = "how"\n[options.way.choices]\na = ["甲", "A"]\n'
        '[options.effort]\ntype = "number"\nleast = 0.5\nabove = true\nzh = "力"\nen = "effort"\n[defaults]\nhow-many = 2\n'
    )
    many, way, effort = query.own
    assert (many.key, many.kind, many.least, many.above, many.repeat, many.required) == (
        "how_many", Kind.WHOLE, 2, False, False, False,
    )  # fmt: skip
    assert (way.kind, way.choices["a"].zh, way.repeat, way.required) == (Kind.CHOICE, "甲", True, True)
    assert (effort.kind, effort.least, effort.above) == (Kind.NUMBER, 0.5, True)
    assert (query.about, query.restricted, query.defaults) == (About.NETWORK, True, {"how_many": 2})
    assert query.groups[0][0].access is Access.PRIVATE


@pytest.mark.parametrize(
    ("more", "line", "says"),
    [
        ('options = ["a"]\n', 5, "options should be a table"),
        ("[options]\na = 3\n", 6, "a should be a table"),
        ('[options.A]\ntype = "text"\n', 5, "A is no name for an option of its own"),
        ('[options.top]\ntype = "text"\n', 5, "top is no name for an option of its own"),
        ('[options.a]\nzh = "a"\nen = "b"\n', 5, "type is missing"),
        ('[options.a]\ntype = "numbr"\nzh = "a"\nen = "b"\n', 6, "there is no type “numbr”. Did you mean number?"),
        ('[options.a]\ntype = "text"\nen = "b"\n', 5, "zh is missing"),
        ('[options.a]\ntype = "text"\nrequird = true\n', 7, "there is no key “requird”. Did you mean required?"),
        ('[options.a]\ntype = "text"\nzh = "a"\nen = "b"\nrequired = 1\n', 9, "required should be true or false"),
        ('[options.a]\ntype = "whole"\nzh = "a"\nen = "b"\nleast = true\n', 9, "least should be a number"),
        ('[options.way]\ntype = "choice"\nzh = "a"\nen = "b"\n', 5, "way: the type choice needs choices"),
        ('[options.way]\ntype = "text"\nzh = "a"\nen = "b"\nchoices = {x = ["a", "b"]}\n', 5, "way: the type choice"),
        ('[options.way]\ntype = "choice"\nzh = "a"\nen = "b"\nchoices = {xy = ["a"]}\n', 9, "xy should have [zh, en]"),
    ],
)
def test_a_slip_in_an_option_is_named_with_its_line(ship, more, line, says):
    found, said = refusal(lambda: ship(more))
    assert found == line
    assert said.startswith(says)


def test_a_shipped_column_has_all_four_words(ship, tmp_path):
    (tmp_path / "mine.toml").write_text('zh = "a"\nen = "b"\nanswer = "mine"\ncolumns = ["x"]\n', encoding="utf-8")
    assert refusal(lambda: declaration.read_query(tmp_path / "mine.toml")) == (
        4,
        "columns should have [name, zh, en, format]",
    )
