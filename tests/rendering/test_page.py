"""A page says what it is about, holds no script, and escapes everything."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from graphcrm.asking.formats import FORMATS
from graphcrm.i18n import Text
from graphcrm.rendering.page import as_html
from graphcrm.spoken import note
from tests.rendering.test_programs import DECISIONS, NEEDED


class Read(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.cells, self.facts, self.text = [], [], {}, []
        self._open, self._term = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "!doctype"):
            self._open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self._open):
            self.cells[-1] += data
        if self._open[-1:] == ["dt"]:
            self._term = data
        if self._open[-1:] == ["dd"]:
            self.facts[self._term] = data
        self.text.append(data)

    def named(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize(
    ("lang", "language", "words", "names"),
    [
        ("zh", "zh-CN", ("客户", "商机", "日期", "数据等级 A"), ("华岳银行", "新一代核心系统")),
        (
            "en",
            "en",
            ("account", "opportunity", "as of", "data grade A"),
            ("Huayue Bank", "Next-generation core banking"),
        ),
    ],
)
def test_a_page_says_what_it_is_about(answered, lang, language, words, names):
    account, opportunity, day, grade = words
    bank, deal = names
    page = Read(as_html(answered("key-influencers"), lang))
    assert page.facts == {account: f"{bank} (HY)", opportunity: f"{deal} (HY-CORE)", day: "2026-06-30"}
    assert grade in page.text
    assert page.named("html") == [{"lang": language}]
    question = answered("key-influencers").query.question.say(lang)
    title = "".join(page.text).split("\n:root")[0]
    assert all(part in title for part in (question, f"{bank} (HY)", "HY-CORE", "2026-06-30"))


def test_another_vendor_is_named(answered):
    rival = dataclasses.replace(answered("kpi"), ours="somebody-else")
    assert "vendor" in Read(as_html(rival, "en")).facts
    assert "vendor" not in Read(as_html(answered("kpi"), "en")).facts


@pytest.mark.parametrize("name", DECISIONS)
def test_every_cell_of_every_answer_stands_on_its_page(answered, name):
    result = answered(name, **NEEDED.get(name, {}))
    page = Read(as_html(result, "zh", explain=True))
    expected = []
    for columns, rows in zip(result.query.groups, result.groups, strict=True):
        if rows:
            expected += [c.heading.zh for c in columns]
            forms = [FORMATS[c.format].among(row[c.name] for row in rows) for c in columns]
            expected += [
                form.cell(row[c.name], result.names, "zh")
                for row in rows
                for form, c in zip(forms, columns, strict=True)
            ]
    assert page.cells == expected
    said = "".join(page.text)
    assert all(text.zh in said for text in (*map(note, result.assumptions), *result.remarks, *result.explain))


def test_tables_are_accessible(answered):
    page = Read(as_html(answered("forecast"), "en"))
    assert len(page.named("table")) == len(page.named("caption")) == 2
    assert [c["id"] for c in page.named("caption")] == [d["aria-labelledby"] for d in page.named("div") if "role" in d]
    heads = [th["scope"] for th in page.named("th")]
    result = answered("forecast")
    assert heads.count("col") == sum(map(len, result.query.groups))
    assert heads.count("row") == len(result.rows)


def test_a_page_runs_nothing_and_asks_for_nothing(answered):
    page = as_html(answered("edges"), "en")
    read = Read(page)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in read.tags}
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on") or name in ("src", "href")]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in read.named("meta")
    assert not re.search(r"url\(|@import", page)


def test_what_people_wrote_is_text(answered):
    attack = "</style><script>alert(1)</script>\"' & \x1b\u202e"
    result = answered("kpi")
    hostile = dataclasses.replace(
        result,
        query=dataclasses.replace(result.query, question=Text(attack, attack)),
        names={"HY": attack},
        assumptions=[Text(attack, attack)],
        remarks=[Text(attack, attack)],
        groups=(tuple({**row, "data_grade": attack} for row in result.rows),),
    )
    page = as_html(hostile, "en")
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    read = Read(page)
    assert "</style><script>alert(1)</script>\"' & ␛" in read.cells
    for char in ("<script", "\x1b", "\u202e"):
        assert char not in hostile._repr_html_()


def test_the_same_answer_gives_the_same_bytes(answered):
    assert as_html(answered("kpi"), "zh") == as_html(answered("kpi"), "zh")


def test_an_answer_without_rows_says_so(answered):
    empty = dataclasses.replace(answered("kpi"), groups=((),))
    assert "(no rows)" in as_html(empty, "en")
    assert "<table" not in as_html(empty, "en")


def test_a_result_is_short_in_a_shell_and_a_table_in_a_notebook(answered, monkeypatch):
    monkeypatch.setenv("GRAPHCRM_LANG", "en")
    result = answered("key-influencers")
    said = "key-influencers HY · HY-CORE 2026-06-30: 13 rows × 18 columns; data grade A"
    assert repr(result) == str(result) == said
    page = Read(result._repr_html_())
    assert page.cells[:4] == ["rank", "id", "name", "title"]
    assert page.cells[18:21] == ["1", "c2", "President Lin"]
    assert len(page.cells) == 14 * 18
    assert "Who really moves the decision" in page.text
    assert any("data grade A" in text for text in page.text)


def test_a_notebook_keeps_names_and_numbers_on_one_line_and_scrolls(answered):
    """Else a title of five Chinese characters stands upright beside its eighteen columns."""
    html = answered("key-influencers")._repr_html_()
    cells = re.findall(r"<td style=\"([^\"]*)\">([^<]*)</td>", html)
    assert {"white-space:nowrap" in style for style, text in cells if len(text) <= 24} == {True}
    assert {"padding:" in style for style, _ in cells} == {True}, "a number on the right touched the text after it"
    assert html.index("overflow-x:auto") < html.index("<table>")


def test_a_notebook_counts_what_it_does_not_show(answered):
    result = answered("edges")
    for rows, said in ((60, None), (61, "1 more row: to_frame()"), (62, "2 more rows: to_frame()")):
        html = dataclasses.replace(result, groups=((tuple(result.rows) * 4)[:rows],))._repr_html_()
        assert html.count("<tr") == 61
        assert said in html if said else "to_frame" not in html
