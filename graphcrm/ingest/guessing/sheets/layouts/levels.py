"""Columns of levels: one for each level with a mark in it, or with the names of those who have it, become one column of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import (
    ASK,
    MARKS,
    MOSTLY,
    UNMARKED,
    Body,
    Laid,
    known_label,
    meanings_of,
    own_column,
    texts,
)
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.form_sentences import first_named, named_within, steps_in
from graphcrm.ingest.guessing.texts.heading_senses import role_asked
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.values import is_name, text
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.fields import shown
from graphcrm.spoken import joined

__all__ = ["element_of", "marked_levels", "named_levels", "role_lines"]

#: What columns may be levels of, and the words for it.
_OF = ("stance", "roles", "grade", "knows", "level")
_WISHED = "d"
#: How a register of engagement begins: nothing is said of an attitude.
_UNAWARE = frozenset({"unaware", "不知晓", "不知情", "不了解", "unwissend", "inconsciente", "non informé"})
_FEWEST, _NAMES, _HALF = 2, 0.6, 0.5
#: Elements of a method from which on a sheet is a form of it.
_ELEMENTS = 4
#: The letter of an element before its name: “E – Economic buyer”, “E 经济决策人”.
_LETTER = re.compile(r"^[A-Z](?:\s*[-–—:.)]\s*(?=\w{3})|\s+(?=[A-Z\u3400-\u9fff]))")
#: Which of several an element is for: “Champion (2nd)”.
_COUNTED = re.compile(
    r"\s*[(\uff08](?:\d(?:st|nd|rd|th|\.)?|[一二三]|主要?|次要?|main|secondary)[)\uff09]$", re.IGNORECASE
)
#: What forms of a method say of the people that they name.
_WHAT_THEY_ARE = frozenset({"title", "unit", "email"})
#: Lines from which on a list is no form with a line for each role.
_LONGEST = 500


def marked_levels(headings: Sequence[str], parts: Sequence[tuple[str, str]], body: Body) -> Laid | None:
    """Neighbouring columns that are called like levels of one thing and hold marks, as one column; None if there are none.

    `parts` is each heading as (the group above it, its own text).
    """

    @cache
    def column(place: int) -> tuple[str, ...]:
        return tuple(_now(text(cells[place])) if place < len(cells) else "" for _, cells in body)

    runs = list(_runs(parts, column))
    if not runs:
        return None
    told: list[Text] = []
    rows = [[*cells, *[""] * (len(headings) - len(cells))] for _, cells in body]
    names, meant, gone = list(headings), {}, set()
    for places, meaning in runs:
        group = parts[places[0]][0]
        known = meaning if meaning != "level" else ASK
        name = own_column(group or " | ".join(parts[n][1] for n in places), [h for h in headings if h])
        if meaning != "level" or not group:
            meant[name] = known
        names[places[0]] = name
        gone |= set(places[1:])
        for (line, _), cells in zip(body, rows, strict=True):
            said = [(n, " ".join(text(cells[n]).split())) for n in places]
            hit = [(n, t) for n, t in said if _now(t) not in UNMARKED]
            told += (_told(line, parts[n][1], t) for n, t in hit if _now(t) not in MARKS)
            cells[places[0]] = "; ".join(
                (meaning == "roles" and role_asked(parts[n][1])) or parts[n][1] for n, _ in hit
            )
    if any(_WISHED in map(word_key, texts(cells)) for _, cells in body):
        told.append(Text("“D”是期望的程度，未导入", "“D” is where somebody should stand one day; it was not imported"))
    kept = [n for n in range(len(names)) if n not in gone]
    heads = tuple(names[n] for n in kept)
    columns_told = joined([f"{parts[n][1]}" for places, _ in runs for n in places])
    why = (
        Text("每个级别一列、打勾表示，读作一列：", "a column for each level with marks in it, read as one: ")
        + columns_told
    )
    made: list[list[Cell]] = [[cells[n] for n in kept] for cells in rows]
    return Laid("levels", why, heads, made, [line for line, _ in body], meant, left_out=tuple(told))


def _now(said: str) -> str:
    """The key of a mark; of the letters of engagement matrices “C” marks where somebody stands, “D” where they should."""
    key = word_key(said)
    if key == _WISHED:
        return ""
    return "x" if "c" in key and set(key) - set(" /,&+") <= {"c", _WISHED} else key


def _told(line: int, level: str, said: str) -> Text:
    return Text(
        f"第 {line} 行“{shown(level)}”下的“{shown(said)}”读作勾选",
        f"line {line}: “{shown(said)}” under “{shown(level)}” was read as a mark",
    )


def _runs(parts: Sequence[tuple[str, str]], column: Callable[[int], Sequence[str]]) -> Iterator[tuple[list[int], str]]:
    """The longest runs of columns that are levels of one thing, with what that is."""
    start = 0
    while start < len(parts):
        best: tuple[list[int], str] = ([], "")
        for meaning in _OF:
            places = []
            for n in range(start, len(parts)):
                group, name = parts[n]
                if not _is_level(meaning, group, name) or not _marked(column(n), _HALF) or (group != parts[start][0]):
                    break
                places.append(n)
            if (
                len(places) >= _FEWEST
                and len(places) > len(best[0])
                and _marked([t for n in places for t in column(n)], MOSTLY)
            ):
                best = (places, meaning)
        if best[0]:
            yield best
        start = best[0][-1] + 1 if best[0] else start + 1


def _is_level(meaning: str, group: str, name: str) -> bool:
    """Whether a heading is a word for a level of something; digits, and words of any scale, only below a heading that says of what."""
    key = word_key(name)
    said = meanings_of(heading_key(group)) if group else frozenset()
    if meaning == "level":
        return bool(group) and key in vocabulary("", "level")
    words = vocabulary("people", "declared_level" if meaning == "knows" else meaning)
    if key.lstrip("+-").isdigit() and key not in words:
        return meaning in said and meaning in ("stance", "grade", "knows")
    known = bool(words.get(key)) or (meaning == "stance" and key in words and key in _UNAWARE)
    known = known or (meaning == "roles" and bool(role_asked(name)))  # “Champion?”
    return known and (not said or meaning in said) and (meaning not in ("grade", "knows") or bool(said))


def _marked(column: Sequence[str], share: float) -> bool:
    """Whether so large a share of what is filled in are marks; an empty column may be one of levels, an empty run is none."""
    filled = [t for t in column if t not in UNMARKED]
    return sum(t in MARKS for t in filled) >= share * len(filled) and (bool(filled) or share < MOSTLY)


def named_levels(headings: Sequence[str], body: Body) -> Laid | None:
    """Columns that are called like levels, with the names of those who have them below; a row for each name."""
    places = [n for n, h in enumerate(headings) if h]
    keys = [word_key(headings[n]) for n in places]
    meanings = [m for m in _OF[:2] if all(vocabulary("people", m).get(key) for key in keys)]
    if all(key in vocabulary("people", "influence") and key not in vocabulary("", "level") for key in keys):
        meanings.append("influence")  # the quadrants of power and interest
    if not meanings and all(is_unit(headings[n]) for n in places):
        meanings.append("unit")
    if len(places) < _FEWEST or not meanings:
        return None
    cells = [(line, n, t) for line, row in body for n, t in enumerate(texts(row)) if t and n in places]
    people = [is_name(written(one).name) for _, _, t in cells for one in people_in(t)]
    if not people or sum(people) < _NAMES * len(people) or any(word_key(t) in MARKS for _, _, t in cells):
        return None
    level = " | ".join(headings[n] for n in places)
    rows: list[list[Cell]] = [[t, headings[n]] for _, n, t in cells]
    heads = (own_column("name", [level]), level)
    why = Text(
        "每个级别一列，下面是人名，每个人名读作一行", "a column of names for each level, read as a row for each name"
    )
    meaning = meanings[0] if len(meanings) == 1 else ASK
    return Laid("names under levels", why, heads, rows, [n for n, _, _ in cells], {heads[0]: "name", level: meaning})


class _Form(NamedTuple):
    """Lines that each begin with a role and name who has it.

    rows
        The lines with their cells, without letters and labels in front.
    label, who
        The columns of the roles and of the people.
    method
        Whether the lines are the elements of a sales method.
    named
        The lines whose role is known.
    called
        The names of those who have a role, or are named with a post.
    remarks
        What lines say behind whom they name.
    """

    rows: list[tuple[int, list[str]]]
    label: int
    who: int
    method: bool
    named: frozenset[int]
    called: frozenset[str]
    remarks: Mapping[int, str]

    @property
    def hits(self) -> list[tuple[int, list[str]]]:
        """The lines that name people: of those without a known role the ones whose people have one elsewhere."""
        return [(line, cells) for line, cells in self.rows if self._names_people(line, cells)]

    def _names_people(self, line: int, cells: Sequence[str]) -> bool:
        if len(cells) <= self.who or not _person(cells[self.who]):
            return False
        return line in self.named or all(written(one).name in self.called for one in people_in(cells[self.who]))

    def unread(self, headings: Sequence[str]) -> list[int]:
        """Columns behind the roles whose headings are nobody's word for anything."""
        return [n for n in self._behind(headings) if not known_label(headings[n])]

    def others(self, headings: Sequence[str]) -> list[int]:
        """Columns behind the roles that say more of the people: in forms of a method what they are, all else is of the element."""
        behind = [n for n in self._behind(headings) if known_label(headings[n])]
        return [n for n in behind if not self.method or _WHAT_THEY_ARE & meanings_of(heading_key(headings[n]))]

    def beside(self, headings: Sequence[str]) -> list[int]:
        """Columns of a form of a method that say more than a role and who has it."""
        places = range(self.label + 1, len(headings)) if self.method else ()
        taken = {self.who, *self.others(headings)}
        return [n for n in places if headings[n] and n not in taken and any(cells[n] for _, cells in self.hits)]

    def within(self) -> Iterator[tuple[int, str, str]]:
        """(line, somebody, role) of whom sentences name behind elements of a method: who does what, or who they are."""
        posts: dict[str, str] = {}
        for _, cells in self.hits:
            for one in map(written, people_in(cells[self.who])):
                posts[one.name] = posts.get(one.name) or one.title
        for line, said in self._sentences():
            yield from ((line, one, "") for one in named_within(said))
            for step in filter(None, steps_in(said, posts)):
                yield line, f"{step.name} ({step.post})" if step.post else step.name, step.role

    def unread_within(self, found: Sequence[tuple[int, str, str]]) -> Iterator[Text]:
        """The lines with such sentences that say more."""
        steps = Counter(line for line, _, role in found if role)
        lines = {line for line, _, _ in found}
        for line, said in self._sentences():
            if line in lines and steps[line] < len([*steps_in(said, {})]):
                yield _in_part(line, said)

    def _sentences(self) -> Iterator[tuple[int, str]]:
        """What stands behind the elements that name nobody alone."""
        for line, cells in self.rows if self.method else ():
            if element_of(cells[self.label]) and (line, cells) not in self.hits and self.who < len(cells):
                yield line, cells[self.who]

    def _behind(self, headings: Sequence[str]) -> Iterator[int]:
        return (n for n, h in enumerate(headings) if n > self.label + 1 and n != self.who and h)


def element_of(cell: str) -> str:
    """The element of a sales method that a cell names, as a key, without the letter before it; "" for anything else."""
    key = word_key(_LETTER.sub("", cell))
    return key if key in vocabulary("", "element") else ""


def role_lines(headings: Sequence[str], body: Body) -> Laid | None:
    """Lines of which each begins with a role and goes on with who has it, as forms of sales methods do; others are told.

    Of the other elements of a method those are people who are named with a post, or who have a role elsewhere. A table with
    headings of its own is none, unless its lines are the elements of a method.
    """
    form = _form_of(headings, body)
    if form is None:
        return None
    hits, unread, others = form.hits, form.unread(headings), form.others(headings)
    roles = [cells[form.label] for line, cells in hits if line in form.named]
    if len(roles) < _fewest(form.method) or (len(set(roles)) < len(roles) and not form.method):
        return None
    if not form.method and any(2 * sum(bool(cells[n]) for _, cells in hits) > len(hits) for n in unread):
        return None  # a table with columns of its own, which would be lost
    within = list(form.within())
    told = [
        _of_nobody(line, cells[form.label :])
        for line, cells in form.rows
        if (line, cells) not in hits and line not in {n for n, _, _ in within}
    ]
    told += form.unread_within(within)
    told += [_of_no_role(line, cells[form.label :]) for line, cells in hits if form.method and line not in form.named]
    if left := sorted({*unread, *form.beside(headings)}):
        told.append(Text("未导入的列：", "columns that were not imported: ") + joined([headings[n] for n in left]))
    made: list[list[Cell]] = [
        [cells[form.who], cells[form.label] if line in form.named else "", *(cells[n] for n in others)]
        for line, cells in hits
    ]
    made += [[who, role, *[""] * len(others)] for _, who, role in within]
    lines = [line for line, _ in hits] + [line for line, _, _ in within]
    heads, meant = ("name", "role", *(headings[n] for n in others)), {"name": "name", "role": "roles"}
    if form.remarks:
        remarks = own_column("remarks", heads)
        heads, meant = (*heads, remarks), meant | {remarks: "remarks"}
        made = [[*row, form.remarks.get(line, "")] for line, row in zip(lines, made, strict=True)]
    why = Text("每行是一个决策角色和担任者", "each line is a decision role and who has it")
    return Laid("roles and names", why, heads, made, lines, meant, left_out=tuple(told))


def _form_of(headings: Sequence[str], body: Body) -> _Form | None:
    """The lines as a form of roles; None for a table with names of its own, and for lines that name nobody."""
    if len(body) > _LONGEST:
        return None
    rows = [(line, [*map(_unlabelled, texts(cells)), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    rows = [
        (line, [*(_COUNTED.sub("", _LETTER.sub("", cell)) for cell in cells[:2]), *cells[2:]]) for line, cells in rows
    ]
    words, elements = vocabulary("people", "roles"), vocabulary("", "element")
    named_by = [sum(n < len(cells) and word_key(cells[n]) in elements for _, cells in rows) for n in (0, 1)]
    label, method = int(named_by[1] > named_by[0]), max(named_by) >= _ELEMENTS
    if not method and any("name" in meanings_of(heading_key(h)) for h in headings if h):
        return None
    remarks = _sentences_apart(rows, label) if method else {}
    named = [(line, cells) for line, cells in rows if len(cells) > label and words.get(word_key(cells[label]))]
    who = _who(named, label, len(headings), _fewest(method))
    if who is None:
        return None
    people = (
        written(one) for _, cells in rows if len(cells) > who and _person(cells[who]) for one in people_in(cells[who])
    )
    called = {written(one).name for _, cells in named for one in people_in(cells[who])}
    called |= {one.name for one in people if one.title}
    posts = [n for n, h in enumerate(headings) if n > label + 1 and h and "title" in meanings_of(heading_key(h))]
    posted = [cells[who] for _, cells in rows if any(is_office(cells[n]) for n in posts if n < len(cells))]
    called |= {written(one).name for cell in posted if _person(cell) for one in people_in(cell)}
    return _Form(rows, label, who, method, frozenset(line for line, _ in named), frozenset(called), remarks)


def _sentences_apart(rows: Sequence[tuple[int, list[str]]], label: int) -> dict[int, str]:
    """What lines say behind somebody whom they name first, taken out of them, by line: “Ana Ruiz, CFO. Met twice”."""
    found = {}
    for line, cells in rows:
        place = next((n for n in range(label + 1, len(cells)) if cells[n]), 0)
        who, rest = first_named(cells[place]) if place else ("", "")
        if who:
            cells[place], found[line] = who, rest
    return found


def _of_nobody(line: int, cells: Sequence[str]) -> Text:
    """A line that is told with what it says, such as who competes: “Competition: SAP, Oracle”."""
    said = shown(": ".join(filter(None, cells)), 80)
    if any(map(_person, cells[1:])):
        return Text(
            f"第 {line} 行不是决策角色，未导入：{said}", f"line {line} is no decision role and was not imported: {said}"
        )
    return Text(f"第 {line} 行不是人员，未导入：{said}", f"line {line} names nobody and was not imported: {said}")


def _of_no_role(line: int, cells: Sequence[str]) -> Text:
    """A line of which nothing is read but whom it names, told with what it says."""
    said = shown(": ".join(filter(None, cells)), 80)
    return Text(
        f"第 {line} 行不是决策角色，只读取了其中的人员：{said}",
        f"line {line} is no decision role; of it only whom it names was read: {said}",
    )


def _in_part(line: int, said: str) -> Text:
    """A line of which nothing is read but whom it names and what it says that they do, told with what it says."""
    said = shown(said, 80)
    return Text(
        f"第 {line} 行只读取了其中的人员和他们的决策角色：{said}",
        f"of line {line} only whom it names and their decision roles were read: {said}",
    )


def _fewest(method: bool) -> int:
    """How many roles have to be filled; the elements of a sales method tell what a form is, even where one is known so far."""
    return 1 if method else _FEWEST


def _who(named: Sequence[tuple[int, Sequence[str]]], label: int, width: int, fewest: int) -> int | None:
    """The column behind the roles that names people."""
    most = max((len(cells) for _, cells in named), default=width)
    places = range(label + 1, most)
    return next((n for n in places if sum(n < len(c) and _person(c[n]) for _, c in named) >= fewest), None)


def _unlabelled(said: str) -> str:
    """Who a cell names without what stands before: “incumbent's friend: Ana Ruiz (CIO)”."""
    label, colon, rest = said.replace("\uff1a", ":").partition(":")
    return rest.strip() if colon and label and _person(rest.strip()) else said


def _person(said: str) -> bool:
    return all(is_name(written(one).name) for one in people_in(said)) and bool(said)
