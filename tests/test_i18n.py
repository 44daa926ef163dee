"""Every text exists in both languages, with the same placeholders."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from graphcrm.i18n import Text, default_lang
from graphcrm.model.choice import Choice
from graphcrm.model.tables import TABLES
from graphcrm.resources import resource
from tests.data_texts import data_texts

SOURCES = sorted(Path(__file__).parent.parent.joinpath("graphcrm").rglob("*.py"))


@cache
def nodes():
    """(file, node) of every string and every `Text(…)` in the sources, which are read once for all tests."""
    walked = ((path.name, node) for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return [(file, node) for file, node in walked if isinstance(node, ast.Constant | ast.JoinedStr) or is_text(node)]


def is_text(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"


def text_calls():
    """(file, place, arguments) of every `Text(…)` in the sources."""
    return [(file, f"{file}:{node.lineno}", node.args) for file, node in nodes() if is_text(node)]


def literal_texts():
    """(place, zh, en) of every `Text("…", "…")` with literal arguments, and of every text in data files."""
    for _, place, arguments in text_calls():
        if len(arguments) == 2 and all(isinstance(one, ast.Constant) for one in arguments):
            yield place, *(one.value for one in arguments)
    yield from data_texts()


def test_no_literal_text_lacks_a_language():
    found = list(literal_texts())
    assert len(found) > 200
    for place, zh, en in found:
        assert bool(zh) == bool(en), place
        assert en == "中文" or not re.search(r"[\u4e00-\u9fff]", en), f"{place}: Chinese in the English text"


def written(node, hole="8"):
    """What of a text stands in the source; `hole` for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else hole for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_chinese_is_punctuated_as_chinese_is():
    """GB/T 15834: commas, colons, brackets and marks beside a Chinese character are full-width."""
    half = re.compile(
        r"[\u4e00-\u9fff”》）][,;:?!()]|[,;:?!()][\u4e00-\u9fff“《（]|^ ?\(8.*\)$|\}[,;:(]\{|[\u4e00-\u9fff].*\w[,;:](?:$|\{)"
    )
    named = re.compile(r"`[^`]*`|“[,;:?!()]”|exp\([^)]*\)|://\S*")  # a mark spoken of, code, formulas and addresses
    found = [(place, zh) for place, zh in chinese_texts() if half.search(named.sub("", zh))]
    assert not found


def test_latin_words_and_figures_in_chinese_stand_between_blanks():
    """Beside what is filled in `Text.format` sets the blank; here what is written out."""
    joined = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
    named = re.compile(r"`[^`]*`|“[^”]*”|\{[^}]*\}|\d+年\d+月\d+日")  # what is quoted or filled in, and dates
    found = [(place, zh) for place, zh in chinese_texts(hole="\0") if joined.search(named.sub("\0", zh))]
    assert not found


def test_negative_numbers_have_a_minus_sign_except_where_they_are_typed():
    """What people read has U+2212; what stands in a cell or on a command line is told with the hyphen that one types there."""
    typed = {"edit.py", "guide.py", "template.py", "plan_columns.py"}
    negative = re.compile(r"(?<![\w=./`-])-\d")
    texts = [(place, said) for place, *both in data_texts() for said in both]
    for file, place, arguments in text_calls():
        if file not in typed:
            texts += [(place, written(argument)) for argument in arguments]
    assert not [(place, said) for place, said in texts if negative.search(said)]


def chinese_texts(hole="8"):
    """(place, what stands in the source of a text's Chinese)."""
    for _, place, arguments in text_calls():
        if len(arguments) == 2:
            yield place, written(arguments[0], hole)
    for place, zh, _ in data_texts():
        yield place, zh


def test_no_text_promises_too_much_and_per_cents_are_written_one_way():
    """Inputs are opinions: nothing is accurate, nobody optimal, and nothing is a probability of winning."""
    forbidden = re.compile(
        r"probability of winning|\baccurate(?!ly)|optimal person|\d %|最优人选|(?<!不是)赢率", re.IGNORECASE
    )
    for _, place, arguments in text_calls():
        for said in map(written, arguments):
            assert not forbidden.search(said), f"{place}: {said}"
    for place, *both in data_texts():
        for said in both:
            assert not forbidden.search(said), f"{place}: {said}"


def test_what_somebody_decides_as_is_called_one_thing():
    """决策者 and 批准者, as the roles are: a reader takes two words for two things."""
    other = re.compile("决策人|批准人|审批者|审批人")
    for file, node in nodes():
        assert not other.search(written(node)), f"{file}: {written(node)}"
    known = [f"{place}: {zh}" for place, zh, _ in data_texts() if other.search(zh)]
    assert not known


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("若 {p} 离开", {"p": "林行长"}, "若林行长离开"),
        ("若{p}离开", {"p": "Lin"}, "若 Lin 离开"),
        ("若 {p} 离开", {"p": "吴CFO"}, "若吴CFO 离开"),
        ("{p}{way}，{p}{way}", {"p": "Lin", "way": "反对"}, "Lin 反对，Lin 反对"),
        ("{name} {title}", {"name": "林行长", "title": "行长"}, "林行长 行长"),
        ("对 {v}；{n:,} 人", {"v": "（甲）", "n": 1200}, "对（甲）；1,200 人"),
        ("{a} ({b})", {"a": "林行长", "b": "c2"}, "林行长 (c2)"),
        ("倾向 {x}，“{q}”", {"x": "−2%", "q": ""}, "倾向 −2%，“”"),
        ("{{{n}}} 人", {"n": "三"}, "{三} 人"),
    ],
)
def test_a_blank_in_chinese_depends_on_what_is_filled_in(template, values, said):
    assert Text(template, template).format(**values).zh == said


def test_placeholders_are_the_same_in_both():
    for place, zh, en in literal_texts():
        names = [set(re.findall(r"{([a-z_]+)(?:[!:][^ }]*)?}", t)) for t in (zh, en)]
        assert names[0] == names[1], place


#: Every enumeration of the data model, wherever it stands.
KINDS = [kind for kind in Choice.__subclasses__() if kind.__module__.startswith("graphcrm.model.")]


@pytest.mark.parametrize("kind", KINDS)
def test_members_read_their_code_and_both_labels(kind):
    for member in kind:
        assert kind.read(member.value) is member
        assert kind.read(f" {member.zh} ") is member or kind.read(member.zh).zh == member.zh
        assert kind.read(member.label.zh).label == kind.read(member.label.en).label == member.label


def test_every_column_has_a_chinese_label_that_is_unique_in_its_table():
    for table in TABLES:
        labels = [f.zh for f in table.columns]
        assert len(labels) == len(set(labels)), table.name


def test_language_follows_the_environment():
    assert default_lang({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert default_lang({"LANG": "en_GB.UTF-8"}) == "en"
    assert default_lang({"LANG": "zh_CN.UTF-8", "GRAPHCRM_LANG": "en"}) == "en"
    assert default_lang({}) == "en"


def test_both_languages_are_joined_unless_equal():
    assert Text("姓名", "name").say("both") == "姓名 / name"
    assert Text("A", "A").say("both") == "A"


def test_data_folders_are_found():
    for name in ("queries", "visual", "datasets"):
        assert resource(name).is_dir()
