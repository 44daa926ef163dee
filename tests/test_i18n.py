"""Every text exists in both languages, with the same placeholders."""

import ast
import re
from pathlib import Path

import pytest

from graphcrm.i18n import Text, default_lang
from graphcrm.model.choice import Choice
from graphcrm.model.tables import TABLES
from graphcrm.resources import resource
from tests.data_texts import data_texts

SOURCES = sorted(Path(__file__).parent.parent.joinpath("graphcrm").rglob("*.py"))


def literal_texts():
    """(place, zh, en) of every `Text("…", "…")` with literal arguments, and of every text in data files."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and len(node.args) == 2:
                zh, en = node.args
                if isinstance(zh, ast.Constant) and isinstance(en, ast.Constant):
                    yield f"{path.name}:{node.lineno}", zh.value, en.value
    yield from data_texts()


def test_no_literal_text_lacks_a_language():
    found = list(literal_texts())
    assert len(found) > 200
    for place, zh, en in found:
        assert bool(zh) == bool(en), place
        assert en == "中文" or not re.search(r"[\u4e00-\u9fff]", en), f"{place}: Chinese in the English text"


def written(node):
    """What of a text stands in the source; a figure for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "8" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_chinese_is_punctuated_as_chinese_is():
    """GB/T 15834: commas, colons, brackets and marks beside a Chinese character are full-width."""
    half = re.compile(r"[\u4e00-\u9fff”》）][,;:?!()]|[,;:?!()][\u4e00-\u9fff“《（]|^ ?\(8.*\)$|\}[,;:(]\{")
    named = re.compile(r"`[^`]*`|“[,;:?!()]”|exp\([^)]*\)|://\S*")  # a mark spoken of, code, formulas and addresses
    found = [(place, zh) for place, zh in chinese_texts() if half.search(named.sub("", zh))]
    assert not found


def chinese_texts():
    """(place, what stands in the source of a text's Chinese)."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and len(node.args) == 2:
                yield f"{path.name}:{node.lineno}", written(node.args[0])
    for place, zh, _ in data_texts():
        yield place, zh


def test_no_text_promises_too_much_and_per_cents_are_written_one_way():
    """Inputs are opinions: nothing is accurate, nobody optimal, and nothing is a probability of winning."""
    forbidden = re.compile(
        r"probability of winning|\baccurate(?!ly)|optimal person|\d %|最优人选|(?<!不是)赢率", re.IGNORECASE
    )
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                for said in map(written, node.args):
                    assert not forbidden.search(said), f"{path.name}:{node.lineno}: {said}"
    for place, *both in data_texts():
        for said in both:
            assert not forbidden.search(said), f"{place}: {said}"


def test_what_somebody_decides_as_is_called_one_thing():
    """决策者 and 批准者, as the roles are: a reader takes two words for two things."""
    other = re.compile("决策人|批准人|审批者|审批人")
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not other.search(written(node)), f"{path.name}: {written(node)}"
    known = [f"{place}: {zh}" for place, zh, _ in data_texts() if other.search(zh)]
    assert not known


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
