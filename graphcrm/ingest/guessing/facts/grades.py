"""Levels of people whose rows say their title alone: one question about all titles, with what is proposed for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import MARKS
from graphcrm.ingest.guessing.questions import EACH, LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.posts import grade_of
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.fields import shown
from graphcrm.model.levels import GRADES
from graphcrm.spoken import joined

__all__ = ["grade_people"]

#: Titles that are named in the question for each level.
_NAMED = 8
_BETWEEN = re.compile(r"[;\uff1b\n]")
_EQUALS = re.compile(r"\s*(.+?)\s*[=:\uff1a\uff1d]\s*([1-5]|-)\s*")


def grade_people(drafts: Drafts, known: Identities, asked: Asked, waiting: Iterable[tuple[Row, Place]]) -> None:
    """Ask, once for all titles, which level those have whose rows say their title alone; without an answer they have none.

    `waiting` are rows of people whose organisation is asked about: their titles are in the question at once.
    """
    levels = _Levels()
    rows = [
        d for d in drafts.rows("people") if levels.lacks(d.values, d.source) and d.values.get("org") not in known.ours
    ]
    titles = Counter(d.values["title"] for d in rows)
    titles.update(row["title"] for row, place in waiting if levels.lacks(row, place.source))
    proposed = {title: grade_of(title) for title, _ in sorted(titles.items(), key=lambda one: (-one[1], one[0]))}
    if not any(proposed.values()):
        return
    answer = asked.ask(_about(proposed, titles))
    chosen = _each(proposed, titles, asked) if answer == EACH else _answered(answer, proposed, drafts)
    for draft in rows:
        if grade := chosen.get(draft.values["title"]):
            draft.values["grade"] = str(grade)


class _Levels:
    """Of which rows nothing says a level: a column of levels that cannot be read is asked about itself."""

    def __init__(self) -> None:
        self._said: dict[int, bool] = {}

    def lacks(self, values: Mapping[str, str], source: Source) -> bool:
        if id(source) not in self._said:
            self._said[id(source)] = source.says("grade") or source.section.ours
        return bool(values.get("title")) and not values.get("grade") and not self._said[id(source)]


def _about(proposed: Mapping[str, int | None], titles: Mapping[str, int]) -> Question:
    words = Text(
        "名单只写了职务，没有写职级，是否按职务定级？",
        "Rows say titles and no level; are these the levels of the titles? ",
    )
    words += _between(_level(grade, [t for t in proposed if proposed[t] == grade], titles) for grade in GRADES)
    words += Text(
        f"。填 yes 全部采用，“科长=1; VP=3”更改其中几个，{EACH} 逐个列出",
        f". Write yes for all, “VP=3; Manager=1” to change some of them, {EACH} to have them listed",
    )
    rows = sum(n for title, n in titles.items() if proposed[title])
    unanswered = Text("不填职级", "they have no level")
    return Question("grades", words, ("yes", EACH, LEAVE_OUT), rows=rows, unanswered=unanswered, later=True)


def _between(parts: Iterable[Text]) -> Text:
    """Texts that are not empty, with a semicolon between them."""
    return Text("；", "; ").join([part for part in parts if part.en])


def _level(grade: int, some: Sequence[str], titles: Mapping[str, int]) -> Text:
    if not some:
        return Text("", "")
    named = joined(
        [f"{shown(title, 30)}" + (f" ×{titles[title]}" if titles[title] > 1 else "") for title in some[:_NAMED]]
    )
    more = len(some) - _NAMED
    others = Text(f"等 {len(some)} 种", f" and {more} more") if more > 0 else Text("", "")
    return Text(f"{grade} ", f"{grade} ") + GRADES[grade] + Text("：", ": ") + named + others


def _each(proposed: Mapping[str, int | None], titles: Mapping[str, int], asked: Asked) -> Mapping[str, int | None]:
    """The level of each title, as it is answered one by one, else as it is proposed."""
    possible = (*map(str, GRADES), LEAVE_OUT)
    said = {}
    for title, grade in proposed.items():
        words = Text(f"“{shown(title)}”是哪一级？", f"Which level is “{shown(title)}”?")
        question = Question(f"grade:{title}", words, possible, str(grade or ""), titles[title], open=False)
        said[title] = asked.ask(question)
    return {title: int(answer) for title, answer in said.items() if answer.isdecimal()}


def _answered(answer: str, proposed: Mapping[str, int | None], drafts: Drafts) -> Mapping[str, int | None]:
    """The levels that are proposed, with what an answer changes; none where it leaves them out, or says something else."""
    if answer in ("", LEAVE_OUT):
        return {}
    by_key = {word_key(title): title for title in proposed}
    chosen = dict(proposed)
    for part in filter(None, map(str.strip, _BETWEEN.split(answer))):
        if word_key(part) in MARKS:
            continue
        change = _EQUALS.fullmatch(part)
        if change is None or word_key(change[1]) not in by_key:
            told = Text(
                f"问题 grades 的回答“{shown(part)}”看不懂：应为 yes，或用名单里的职务写成“职务=1”",
                f"the answer “{shown(part)}” to the question grades says nothing: write yes, or TITLE=1 with a title that is there",
            )
            drafts.leave_out(next(d.source.sheet.file for d in drafts.rows("people")), told)
            return {}
        chosen[by_key[word_key(change[1])]] = None if change[2] == LEAVE_OUT else int(change[2])
    return chosen
