"""Nobody reads a code or a sentence of the other language: every query and list, on the sample, in Chinese and in English."""

import csv
import re

import pytest

from graphcrm import Workspace
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.listing.kinds import LISTS
from graphcrm.rendering.delimited import as_csv
from graphcrm.rendering.page import as_html
from graphcrm.rendering.table import as_table, cells
from graphcrm.resources import resource
from tests.commands.conftest import sample  # noqa: F401

NEEDED = {
    "route": [{"to": "c2"}],
    "card": [{"person": p} for p in ("c2", "c4", "c6", "c10", "t1")],
    "explain": [{"person": p} for p in ("c2", "c6")],
    "decision-chain": [{"to": p} for p in ("c2", "c4")],
    "influence-tree": [{"to": "c2"}],
    "triangulation": [{"more": True}],
    "what-if": [
        {"set": ("c4=0",), "remove": ("c6",), "add": ("c5>c2:4",), "kappa": ("c2=2",)},
        {"set": ("c4=unknown",), "remove": ("c5>c3",)},
        {},
    ],
    "coverage": [{}, {"by": "person"}],
    "needs": [{}, {"person": "HY"}],
    "changes": [{"since": "2025-12-31"}],
    "digest": [{"owner": "u1"}],
    "handover": [{"ours": "u1"}],
}
#: Names that are the same in every language.
INTERNATIONAL = {"PageRank", "HITS authority", "HITS 权威"}
CASES = [(name, params) for name in catalogue() for params in NEEDED.get(name, [{}])]
CASES += [(f"list {name}", {}) for name in LISTS]

_CODE = re.compile(r"(?<![\w-])[a-z]+(?:_[a-z0-9]+)+(?![\w-])")
_HOP = re.compile(r"[a-z]\d+>[a-z]\d+")
_CHINESE = re.compile("[\u3001-\u3003\u4e00-\u9fff\uff01-\uff5e\u3008-\u3011]")


@pytest.fixture(scope="module")
def data():
    """Everything that somebody wrote in Chinese into the sample, longest first."""
    found = set()
    for path in resource("datasets", "huayue").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                found |= {part for cell in row for part in (cell, *cell.split(";")) if _CHINESE.search(part)}
    return sorted(found, key=len, reverse=True)


@pytest.fixture(scope="module")
def english():
    """English names of the sample."""
    found = set()
    for name in ("people", "orgs", "opportunities", "products"):
        with resource("datasets", "huayue", f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["name_en"] for row in csv.DictReader(file)}
    return found


@pytest.fixture(scope="module")
def answer(sample):  # noqa: F811
    """Answers a query from a workspace with the sample, once."""
    workspace = Workspace(sample)
    done = {}

    def ask(name, params):
        case = name, str(params)
        if name.startswith("list "):
            done[case] = workspace.list(name.removeprefix("list "), as_of="2026-06-30")
        if case not in done:
            where = {} if catalogue()[name].about in ("network", "accounts") else {"opportunity": "HY-CORE"}
            done[case] = workspace.query(name, account="HY", as_of="2026-06-30", explain=True, **where, **params)
        return done[case]

    return ask


@pytest.fixture
def result(answer, request):
    return answer(*request.param)


every_query = pytest.mark.parametrize("result", CASES, indirect=True, ids=lambda case: case[0])


def without(text, data):
    """A text without what people wrote into the sample."""
    for written in data:
        text = text.replace(written, "x")
    return text


@every_query
def test_english_has_no_chinese_but_the_data(result, data):
    for text in (as_table(result, "en", explain=True).text, as_html(result, "en", explain=True)):
        bare = re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", "", text, flags=re.S)
        assert [line for line in without(bare, data).splitlines() if _CHINESE.search(line)] == []


@every_query
def test_lists_have_the_marks_of_their_language(result, data):
    for text in (*result.remarks, *result.assumptions, *result.explain):
        assert ", " not in without(text.zh, data), text.zh
        assert "、" not in without(text.en, data)


@every_query
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_cell_holds_a_code(result, lang):
    for columns, rows in zip(result.query.groups, result.groups, strict=True):
        for row in cells(result, columns, rows, lang):
            for column, cell in zip(columns, row, strict=True):
                assert not _CODE.search(cell) or column.name == "key", f"{column.name}: {cell}"
                assert not _HOP.search(cell) or column.format == "ids" or column.name == "key", (
                    f"ids of a path in {column.name}: {cell}"
                )
    said = [t.say(lang) for t in (*result.remarks, *result.assumptions, *result.explain)]
    assert [line for line in said if _CODE.search(line)] == []


@every_query
def test_a_cell_in_chinese_says_no_english_label(result, english):
    """Where the two languages differ at all, the Chinese cell is not the English one."""
    for columns, rows in zip(result.query.groups, result.groups, strict=True):
        for zh, en in zip(cells(result, columns, rows, "zh"), cells(result, columns, rows, "en"), strict=True):
            for column, one, other in zip(columns, zh, en, strict=True):
                # The key of a finding is typed back as it stands.
                if one == other and re.search("[a-z]{3}", one) and column.name != "key":
                    assert one in english, f"{column.name}: {one}"


@pytest.mark.parametrize("name", catalogue())
def test_every_heading_is_in_both_languages(name):
    for column in (c for group in catalogue()[name].groups for c in group):
        heading = column.heading
        assert not _CODE.search(heading.en), column.name
        assert not _CHINESE.search(heading.en), column.name
        assert _CHINESE.search(heading.zh) or heading.zh in INTERNATIONAL, column.name


def test_types_of_tie_are_said_in_words_and_people_by_name(answer):
    found = answer("rank", {})
    assert found.remarks[0].en.startswith("Caution: no reliable order follows from all types of tie alone")
    assert found.remarks[0].zh.startswith("注意：仅凭全部关系的数据")
    assert found.explain[0].zh.startswith("仅凭全部关系的数据：王工居第 1 位")
    likely = answer("hierarchy-rank", {})
    assert likely.explain[0].en.startswith("President Lin may be above Chairman Chen ")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_confidence_is_a_letter_with_its_word_and_a_letter_in_a_file(answer, lang):
    """The same in answers, in lists and in a history: who reads “B” in one and “likely” in another must look it up."""
    words = {
        "A": {"zh": "A 证实", "en": "A confirmed"},
        "B": {"zh": "B 很可能", "en": "B likely"},
        "C": {"zh": "C 可能", "en": "C possible"},
        "D": {"zh": "D 存疑", "en": "D doubtful"},
    }
    for name, column in (
        ("edges", "confidence"),
        ("list edges", "confidence"),
        ("explain", "confidence"),
        ("decision-chain", "weakest_conf"),
    ):
        found = answer(name, NEEDED.get(name, [{}])[0])
        written = list(csv.DictReader(as_csv(found, lang).splitlines()))
        columns = [c for c in found.query.groups[0] if c.name == column]
        read = [cell for (cell,) in cells(found, columns, found.rows, lang)]
        graded = [(row[column], cell) for row, cell in zip(written, read, strict=True) if row[column]]
        assert graded
        assert [cell for _, cell in graded] == [words[letter][lang] for letter, _ in graded], name
