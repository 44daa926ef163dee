"""Fifty small accounts, every query about each: what is said holds in both languages, is said once, and is written one way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.result import Result
from graphcrm.i18n import Text
from graphcrm.rendering.table import as_table
from graphcrm.snapshot import Snapshot
from tests.asking.folder import ACCOUNT, snapshots
from tests.asking.situations import SITUATIONS
from tests.asking.test_wording import answers, check, texts

HAN = r"[\u4e00-\u9fff]"
CHINESE = {
    "a number or a foreign word that touches a word": rf"{HAN}[\dA-Za-z+]|[\dA-Za-z%]{HAN}",
    "two spaces, one at a mark, or a tab": r"  |\t| [,;:。、)]|[(、。] ",
    "words that promise too much": r"(?<!不是)赢率|最优人选|准确无误",
}
ENGLISH = {
    "a per cent with a space": r"\d %",
    "one of many": r"(?<![\d.,–-])\b1 (?:\w+ )?(?!(?:is|was|has|across|adds)\b)(?:[a-z]+[^s\W]s|people)\b",
    "a verb of many with one": r"\b1 of (?:the )?\d+ \w+ (?:rank|name|agree|have)\b",
    "many of one": r"\b(?:[02-9]|\d\d+) (?:person|colleague|tie|pair|day|thread|reporter|contact|seat|point|draw|need|method)\b",
    "an article that does not fit": r"\ba [aeio](?!ne\b)\w+|\ban (?!heir|hour|honest)[^aeiouAEIOU\W\d]\w+",
    "words that promise too much": r"(?i)probability of winning|\baccurate|optimal person",
    "Chinese": HAN,
}


def ask_everything(now: Snapshot, before: Snapshot) -> Iterator[tuple[str, Result]]:
    """Every query about the account, and about the deal where there are several; about a person those who matter."""
    inside = [p for p, who in now.people.items() if who.org == ACCOUNT and not now.has_left(p)]
    first = [p for p in ("cio", "cfo", "boss", "ann", "p0", "a1", "z1") if p in inside]
    people = list(dict.fromkeys([*first, *inside]))[:3] or ["nobody"]
    yield from answers(now, before, {"account": ACCOUNT}, people)
    if len(now.opportunities) > 1:
        yield from answers(now, before, {"account": ACCOUNT, "opportunity": "O2"}, people)


def cells(result: Result) -> Iterator[Text]:
    """What people read in the tables."""
    groups = result.groups or [()] * len(result.query.groups)  # a refusal has none
    for columns, rows in zip(result.query.groups, groups, strict=True):
        for row in rows:
            for c in columns:
                form = FORMATS[c.format]
                yield Text(form.cell(row[c.name], result.names, "zh"), form.cell(row[c.name], result.names, "en"))


def look_through(place: str, text: Text, foreign: bool) -> None:
    """A sentence, or a cell, by the rules of each language."""
    for said, rules in ((text.zh, CHINESE), (text.en, ENGLISH)):
        for what, pattern in rules.items():
            wrong = None if foreign and what == "Chinese" else re.search(pattern, said)
            assert wrong is None, f"{place}: {what} ({wrong.group()}): {said}"


@pytest.fixture(scope="module", params=SITUATIONS)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[tuple[str, Result]]]:
    """A situation, and the answers about it."""
    name: str = request.param
    place: Path = tmp_path_factory.mktemp(name)
    return name, list(ask_everything(*snapshots(SITUATIONS[name], place)))


def test_sentences_keep_to_the_rules_of_their_language(asked: tuple[str, list[tuple[str, Result]]]) -> None:
    name, found = asked
    for query, result in found:
        for text in texts(result):
            check(f"{name}, {query}", text)
            look_through(f"{name}, {query}", text, foreign=name == "foreign_names")


def test_cells_keep_to_the_rules_of_their_language(asked: tuple[str, list[tuple[str, Result]]]) -> None:
    name, found = asked
    for query, result in found:
        for text in cells(result):
            if query == "card" and text.zh == text.en:
                continue  # it shows the name as it was recorded beside the English one
            look_through(f"{name}, {query}", text, foreign=name == "foreign_names")


def test_nothing_is_said_twice(asked: tuple[str, list[tuple[str, Result]]]) -> None:
    name, found = asked
    for query, result in found:
        for lang in ("zh", "en"):
            notes = [getattr(t, lang) for t in (*result.remarks, *result.assumptions)]
            clauses = [part.strip(" .。").lower() for note in notes for part in re.split(r"[;。]|(?<=\w)\. ", note)]
            twice = [part for part, n in Counter(clauses).items() if n > 1 and len(part) > 5]
            assert not twice, f"{name}, {query}: {twice}"


def test_remarks_and_rows_are_sentences_and_assumptions_are_notes(asked: tuple[str, list[tuple[str, Result]]]) -> None:
    name, found = asked
    for query, result in found:
        if result.context or result.groups:
            for text in (*result.remarks, *result.explain):
                assert text.zh.endswith(("。", "？")), f"{name}, {query}: {text.zh}"
                assert text.en.endswith((".", "?")), f"{name}, {query}: {text.en}"
            for text in result.assumptions:
                disclaimer = text.en.endswith("not a win probability.")
                assert disclaimer or not text.zh.endswith("。"), f"{name}, {query}: {text.zh}"


def test_the_rules_find_what_they_forbid() -> None:
    for rules, wrong in (
        (CHINESE, ("约占28%", "若  王", "预计赢率 40%")),
        (
            ENGLISH,
            (
                "about 28 %",
                "1 people",
                "1 of 5 methods rank P4",
                "2 day",
                "as a adviser",
                "an accurate figure",
                "王 leaves",
            ),
        ),
    ):
        assert all(re.search(pattern, said) for pattern, said in zip(rules.values(), wrong, strict=True))


def test_a_first_five_tells_nothing_among_five(asked: tuple[str, list[tuple[str, Result]]]) -> None:
    name, found = asked
    for query, result in found:
        if query == "triangulation" and 0 < len(result.groups[0]) <= 5:
            assert not any("top five" in text.en or "排进前五" in text.zh for text in result.explain), name


def test_what_is_said_of_a_whole_is_not_said_again_of_its_row(asked: tuple[str, list[tuple[str, Result]]]) -> None:
    name, found = asked
    for query, result in found:
        if result.groups and set(result.remarks) & set(result.explain):
            printed = as_table(result, "en", explain=True).text.splitlines()
            twice = [text.en for text in result.remarks if printed.count(text.en) > 1]
            assert not twice, f"{name}, {query}: {twice}"
