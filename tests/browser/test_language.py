"""A switch of language leaves nothing of the other language behind, apart from names."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graphcrm.edition import Edition
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.page import render
from graphcrm.maps.strings import strings
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn, until
from tests.maps.sample import AS_OF, UNITS, sample

pytestmark = pytest.mark.browser

#: Everything a reader sees or hears: visible text, labels, placeholders, titles. Canvas text comes from the same labels.
WORDS = """() => {
  const out = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let n = walk.currentNode; n; n = walk.nextNode()) {
    const host = n.nodeType === 3 ? n.parentElement : n;
    if (host.closest('script, style, #static, #language, noscript, [hidden]')) continue;
    if (n.nodeType === 3) out.push(n.textContent);
    else for (const a of ['aria-label', 'placeholder', 'title', 'alt']) if (n.getAttribute(a)) out.push(n.getAttribute(a));
  }
  return out.map((t) => t.trim()).filter(Boolean);
}"""
SVG = "{http://www.w3.org/2000/svg}"
STATES = ["", "s=8", "s=41", "p=0", "g=1", "t=1"]


def names() -> list[str]:
    """What may stay as it is in either language: names of people, organisations and codes."""
    model = sample()
    keep = {t for p in model.people for t in (p.name, p.name_en, p.org, p.org_en)} | {
        c.name for p in model.people for c in p.contacts
    }
    keep |= {c.name_en for p in model.people for c in p.contacts} | {model.account.name, model.account.name_en}
    return sorted((k for k in keep if k), key=len, reverse=True)


def without_names(text: str) -> str:
    for name in names():
        text = text.replace(name, "")
    return text


def test_english_holds_no_chinese(open_map: Opener) -> None:
    page = open_map(sample(), "#l=zh").page
    for state in STATES:
        page.evaluate("s => { location.hash = s; }", f"{state}&l=zh")
        page.wait_for_selector("html[lang=zh-CN]")
        page.click("#language")
        left = [w for w in page.evaluate(WORDS) if re.search("[\u4e00-\u9fff]", without_names(w))]
        assert left == [], state
    assert page.get_attribute("html", "lang") == "en"


#: Texts in Chinese throughout that are not in an element that says so.
UNMARKED = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (n.parentElement.closest("script, style, #language")) continue;
    const chinese = /[\u3400-\u9fff]/.test(n.data) && !/[A-Za-z]/.test(n.data);
    if (chinese && !n.parentElement.closest("[lang]").lang.startsWith("zh")) found.push(n.data.trim());
  }
  return found;
}"""


def test_what_has_no_english_form_says_on_an_english_page_that_it_is_chinese(open_map: Opener) -> None:
    model = sample()
    page = open_map(
        replace(model, people=tuple(replace(p, name_en="", title_en="") for p in model.people)), "#l=en"
    ).page
    for state in STATES:
        page.evaluate("s => { location.hash = s; }", f"{state}&l=en")
        drawn(page, 100)
        assert page.evaluate(UNMARKED) == [], state
        assert violations(page) == [], state


def test_chinese_holds_no_english(open_map: Opener) -> None:
    page = open_map(sample()).page
    allowed = re.compile(r"PNG|SVG|Esc|Ctrl\+Z|IT|[A-E](?:–E)?|[hgt/]|κ|AR|HZ|LW|MC")
    evidence = {e.text for edge in sample().edges for e in edge.evidence} | {
        e.text for p in sample().people for e in p.support_evidence
    }
    evidence |= {n.text for p in sample().people for n in p.needs} | {"Arun Rao", "Lisa Wang"}
    for state in STATES:
        page.evaluate("s => { location.hash = s; }", f"{state}&l=en")
        page.wait_for_selector("html[lang=en]")
        page.click("#language")
        for words in page.evaluate(WORDS):
            rest = without_names(words)
            for own in sorted(evidence, key=len, reverse=True):
                rest = rest.replace(own, "") if own else rest
            assert not re.search("[A-Za-z]{2,}", allowed.sub("", rest)), (state, words)
    assert page.get_attribute("html", "lang") == "zh-CN"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_lead_in_the_language_of_the_page(open_map: Opener, tmp_path: Path, lang: str) -> None:
    """On cards the name in the reader's language is written large, whatever its length; elsewhere both, that one first."""
    first, other = ("Zhou Xiaowen", "周晓雯") if lang == "en" else ("周晓雯", "Zhou Xiaowen")
    page = open_map(render(sample(), lang)).page  # type: ignore[arg-type]
    assert page.inner_text("h1").startswith("Huaxin" if lang == "en" else "华芯")
    with page.expect_download() as waiting:
        page.click("#svg")
    waiting.value.save_as(tmp_path / "map.svg")
    bold = {t.text for t in ElementTree.parse(tmp_path / "map.svg").iter(f"{SVG}text") if t.get("font-weight") == "700"}
    for p in sample().people:
        assert ((p.name_en or p.name) if lang == "en" else p.name) in bold
    assert not bold & {p.name if lang == "en" else p.name_en for p in sample().people if p.name_en}
    page.fill("#search", "zhou xiaowen")
    assert page.inner_text("#found li").startswith(f"{first} {other}")
    page.keyboard.press("Escape")
    page.evaluate("l => { location.hash = `s=8&l=${l}`; }", lang)
    assert page.inner_text("#panel-name") == f"{first} {other}"
    page.evaluate("l => { location.hash = `t=1&l=${l}`; }", lang)
    assert f"{first} {other}" in page.locator("tbody th").all_inner_texts()
    page.evaluate("l => { location.hash = `p=0&l=${l}`; }", lang)
    steps = page.locator("#callout .link").all_inner_texts()
    assert steps
    assert all(bool(re.search("[\u4e00-\u9fff]", step)) == (lang == "zh") for step in steps)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_opens_in_the_language_asked_for(open_map: Opener, lang: str) -> None:
    page = open_map(render(sample(), lang, "dark")).page  # type: ignore[arg-type]
    assert page.inner_text("#gaps") == strings(True)["gaps"].say(lang)  # type: ignore[arg-type]
    assert page.get_attribute("html", "data-theme") == "dark"


def test_every_label_is_in_both_languages() -> None:
    for key, text in strings(True).items():
        assert text.zh, key
        assert text.en, key
        assert sorted(re.findall(r"\{\w+\}", text.zh)) == sorted(re.findall(r"\{\w+\}", text.en)), key
        if key != "language":
            assert not re.search("[\u4e00-\u9fff]", text.en), key


def test_forbidden_words_are_nowhere() -> None:
    for text in strings(True).values():
        assert not re.search(r"probability of winning|accurate|optimal person|\bwin rate", text.en, re.I)
        assert not re.search("赢单概率|中标概率|精准|最优人选", text.zh)


def test_numbers_are_whole_per_cents(open_map: Opener) -> None:
    for kind in KINDS:
        page = open_map(sample(kind), "#s=1").page
        assert not re.search(r"\d\.\d", page.inner_text("body").replace(AS_OF, ""))


def test_customer_safe_page_speaks_of_nothing_else(open_map: Opener) -> None:
    page = open_map(sample(edition=Edition.CUSTOMER_SAFE), "#s=3").page
    for state in ("", "#s=3", "#t=1"):
        page.goto(page.url.split("#")[0] + state)
        text = page.inner_text("body")
        for word in (
            "Support",
            "Influence",
            "Power",
            "Gap",
            "Coverage",
            "Conflict",
            "Share",
            "Coach",
            "Gatekeeper",
            "Confidential",
        ):
            assert word.lower() not in text.lower().replace("tool", ""), word
        assert UNITS["I"][1] in text


def test_a_theme_changes_no_word_and_another_language_all_that_is_read(open_map: Opener) -> None:
    """What only colours tell apart is not written anew: of 200 people that took a quarter of the time to the next picture."""
    page = open_map(sample(), "#l=en").page
    first = page.evaluate_handle("document.querySelector('#mirror [role=treeitem]')")
    page.click("#theme")
    assert page.evaluate("one => one.isConnected", first)
    said = first.evaluate("one => one.textContent")
    page.click("#language")
    until(page, "one => !one.isConnected", first)
    now = page.locator("#mirror [role=treeitem]").first.text_content()
    assert now
    assert now != said
