"""Recognising what a sheet is about and what each of its columns means, by headings and by values, with the reason."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.family_names import FAMILY_NAMES
from graphcrm.ingest.guessing.crossings import of_matrix
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.meanings import Meaning, is_people, meaning
from graphcrm.ingest.guessing.names import is_office, name_key, people_in
from graphcrm.ingest.guessing.values import MANY, Look, filled, look
from graphcrm.ingest.guessing.words import EVERY_OTHER, Shape, Vocabulary, heading_key, shapes, vocabulary, word_key
from graphcrm.ingest.headings import column, is_private, table_of
from graphcrm.model.dates import day_of
from graphcrm.model.fields import DateOf, Field, FieldError, shown
from graphcrm.model.tables import Table, table
from graphcrm.spoken import joined

__all__ = ["ASK", "Guess", "Recognised", "recognise"]

_BASE = re.compile(r"\s*[(\uff08\[:\uff1a,\uff0c]| (?:in|of|for|to|at|with|by|per|on|towards|from) ", re.IGNORECASE)
#: “Manager's Name”, “Organization Name”: of what is named, and not the name of the row.
_WHOSE = re.compile(r"(.+?)(?:['’]s| /)?[ .]names?", re.IGNORECASE)
#: A heading that speaks of our side names nobody of theirs.
_OUR_SIDE = re.compile(r"我方|我司|我们|\bour\b|\bunser", re.IGNORECASE)
_NUMBERED = re.compile(r" \d+ - ")
_SALUTATION = re.compile(r"(dr|prof|mr|mrs|ms|miss|herr|frau|sir|先生|女士)\b\.?", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_HANS = re.compile(r"[\u3400-\u9fff]+")
#: “ManagerEmail”, “Manager Employee ID”, “上级工号”: people named by an address or a key.
_KEY_OF = re.compile(r"(emailaddress|e?mail|(employee|user|person)?(id|no|number)|工号|编号|电子邮箱|邮箱)$")
_NAMED_BY_KEY = frozenset({"reports_to", "dotted_to"})
#: What counts people and names none.
_FEW_DIGITS = re.compile(r"\d{1,3}")
_LISTS = frozenset({"participants", "ours", "theirs", "email"})
#: Meanings that a heading names as a whole or not at all: an “entry date” is no day of observation.
_WHOLE = frozenset({"observed_at", "left_on", "reported_by", "source"})
#: Meanings that a heading alone does not settle, since the word is used for many things: the values must fit.
_BY_VALUES = frozenset(
    {
        "flags",
        "function",
        "domain",
        "status",
        "tier",
        "category",
        "org_category",
        "confidence",
        "source",
        "veto",
        "polarity",
        "influence",
    }
)
#: Meanings that stand in lists of every kind, so that they do not tell which one it is.
_ANYWHERE = frozenset({"next_step", "next_due"})
#: Meanings that name other people, where a column of nearly the same heading may hold levels.
_TIES = frozenset({"influenced_by", "influences", "trusts"})
_FAMILY = frozenset("".join(FAMILY_NAMES.values()))
#: Share of the cells from which on a column is one of offices.
_MOSTLY = 0.6
#: Cells that are shown with what they are read as.
_EXAMPLES = 7
#: The highest number of a scale of influence that is read as one; of a longer scale nobody says where high begins.
_HIGHEST = 5
_LEVELS = frozenset({"stance", "grade", "level", "knows", "declared_level", "roles", "stage", "kind"})
#: A sheet of people without any of these is a list of something else.
_OF_PEOPLE = frozenset(
    {"title", "org", "unit", "grade", "email", "reports_to", "stance", "owner", "first_name", "knows"}
)
#: A sheet of which less is recognised is not taken for anything.
_ENOUGH = 3.0
#: Headings of keys that only people have.
_KEYS = frozenset({"personid", "contactid", "工号", "联系人编号", "联系人id", "人员编号", "stakeholderid", "kontaktid"})
#: How sure a reading of a heading is.
_SAME, _BEGINS, _ENDS, _NEAR = 2.0, 1.6, 1.0, 0.8


_NONE = Text("", "")
#: What a list says that no table has a column for.
_HOMELESS = frozenset({("orgs", "owner"), ("opportunities", "owner"), ("opportunities", "contact")})
_NOT_KEPT = Text(";没有存放之处,不导入", "; there is no place for it, so it is not kept")
_MARKED = Text(
    ";高的记为重点,其余不记:影响多大由“谁影响谁”算出",
    "; high is marked as key person, the rest is not kept: influence is computed from who influences whom",
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column was taken for: a meaning, ``""`` for none, `ASK` if it has to be asked; and why."""

    place: int
    heading: str
    meaning: str
    reason: Text
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet with what it is about; `of` is None if nothing fits.

    `shape` says more: the kind of edge, whether people are ours; `fixed` what is so of each of its rows.
    """

    sheet: Sheet
    of: Table | None
    shape: Shape | None
    guesses: tuple[Guess, ...]
    score: float = 0.0
    reason: Text = _NONE
    fixed: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str) -> int | None:
        """Where the column of a meaning is."""
        return next((g.place for g in self.guesses if g.meaning == name), None)


def recognise(sheet: Sheet, known_people: Collection[str] = (), ours: Collection[str] = ()) -> Recognised:
    """What a sheet is about. `known_people` are name keys from other sheets, so that a column of names is one, `ours` our people."""
    if matrix := of_matrix(sheet, known_people, ours):
        told = tuple(Guess(n, h, m, why, _SAME) for n, (h, (m, why)) in enumerate(matrix.columns.items()))
        return Recognised(sheet, table(matrix.table), None, told, 100.0, matrix.why, matrix.fixed)
    looks = [look(sheet.column(n)) for n in range(len(sheet.headings))]
    native = _native(sheet, looks)
    if native is not None:
        return native
    best: Recognised | None = None
    for shape in shapes():
        found = _as_shape(sheet, looks, shape, frozenset(known_people))
        if found is not None and (best is None or found.score > best.score):
            best = found
    if best is not None and best.score >= _ENOUGH:
        return best
    why = Text("没有认出这张表", "it was not recognised")
    return Recognised(sheet, None, None, tuple(_left(sheet, looks, n, why) for n in range(len(sheet.headings))))


def _native(sheet: Sheet, looks: Sequence[Look]) -> Recognised | None:
    """A sheet that is named after one of our tables and has its columns."""
    of = table_of(sheet.name)
    if of is None:
        return None
    found = [column(of, h) for h in sheet.headings]
    if sum(f is not None for f in found) < 0.6 * sum(bool(h) for h in sheet.headings):
        return None
    if not all(f in found for f in of.columns if f.required):
        return None  # somebody else's sheet of the same name: a column that it has instead must not be lost
    why = Text("本程序自己的列", "a column of our own tables")
    guesses = [
        Guess(n, sheet.headings[n], f.name, why, 2.0) if f else _left(sheet, looks, n, Text("", ""))
        for n, f in enumerate(found)
    ]
    return Recognised(sheet, of, None, tuple(guesses), 100.0, Text("以表名命名", "named after the table"))


def _left(sheet: Sheet, looks: Sequence[Look], place: int, why: Text) -> Guess:
    """A column that is not taken."""
    heading = sheet.headings[place]
    if not looks[place].filled:
        why = Text("这一列是空的", "the column is empty")
    elif is_private(heading):
        why = Text("属于个人隐私,从不导入", "about private life; never imported")
    elif not why.en:
        why = Text("没有认出", "not recognised")
    return Guess(place, heading, "", why)


def _as_shape(sheet: Sheet, looks: Sequence[Look], shape: Shape, people: frozenset[str]) -> Recognised | None:
    """The sheet read as a kind of table; None if something that it needs is missing."""
    of = table(shape.table)
    assert of is not None
    taken: dict[str, Guess] = {}
    for place, heading in enumerate(sheet.headings):
        if not looks[place].filled or is_private(heading):
            continue
        if (name := sheet.meant.get(heading)) is not None:
            if name == ASK or (name in shape.meanings.values() and meaning(of, name) is not None):
                taken[f"{name}+{place}"] = Guess(
                    place, heading, name, sheet.layouts[-1][1], _SAME if name != ASK else 0.0
                )
            continue
        for guess in _readings(place, heading, shape):
            if guess.meaning in _WHOLE and guess.sure < _BEGINS:
                continue
            guess = _weighed(guess, of, sheet.column(place), looks[place])
            before = taken.get(guess.meaning)
            if guess.sure > 0 and (before is None or guess.sure > before.sure):
                taken[guess.meaning] = guess
                break
            if guess.sure > 0 and guess.meaning in _LISTS:
                taken[f"{guess.meaning}+{place}"] = guess
                break
    by_place = {g.place: g for g in taken.values()}
    named = {g.meaning for g in by_place.values()}
    for guess in _by_values(sheet, looks, shape, of, by_place, named, people):
        by_place[guess.place] = guess
        named.add(guess.meaning)
    if not all(any(m in named for m in group) for group in shape.needs) and not _by_key(shape, by_place.values()):
        return None
    none = Text("", "")
    guesses = tuple(by_place.get(n) or _left(sheet, looks, n, none) for n in range(len(sheet.headings)))
    score = sum(g.sure for g in guesses if g.meaning not in _ANYWHERE) - 0.3 * sum(
        not g.meaning and looks[g.place].filled > 0 for g in guesses
    )
    called = any(heading_key(title) in shape.called for title in (sheet.name, *sheet.above))
    if shape.ours and not called:
        return None  # whose people they are cannot be told by headings
    score += 3.0 * called
    if shape.table == "people" and not named & _OF_PEOPLE:
        score += 2.0 if "name" in sheet.meant.values() else -2.0
    words = joined([g.heading for g in guesses if g.meaning and g.meaning != ASK][:6])
    why = Text("列:", "columns ") + words
    if called:
        why = Text(f"表名“{shown(sheet.name)}”;", f"its name “{shown(sheet.name)}”; ") + why
    return Recognised(sheet, of, shape, guesses, score, why)


def _by_key(shape: Shape, guesses: Collection[Guess]) -> bool:
    """Whether rows say something of people whom a key names that nothing else has, as lists of ratings do."""
    named = {g.meaning for g in guesses}
    key = next((heading_key(g.heading) for g in guesses if g.meaning == "id"), "")
    return (
        shape.table == "people"
        and not shape.ours
        and key in _KEYS
        and bool(named & {"stance", "roles", "knows", "influenced_by", "trusts"})
    )


def _readings(place: int, heading: str, shape: Shape) -> Iterator[Guess]:
    """The meanings that a heading may have, the likeliest first."""
    last = heading.rsplit(" / ", 1)[-1]
    tongues = {shape.meanings.get(heading_key(part)) for part in _tongues(last)}
    for one in dict.fromkeys((heading, last, *(_tongues(last)[:1] if len(tongues) == 1 else ()))):
        key = heading_key(one)
        if key in shape.meanings:
            yield Guess(place, heading, shape.meanings[key], Text("标题", "the heading"), _SAME)
    whom = _KEY_OF.sub("", heading_key(last))
    if shape.meanings.get(whom) in _NAMED_BY_KEY and whom != heading_key(last):
        yield Guess(place, heading, shape.meanings[whom], Text("标题", "the heading"), _BEGINS)
        return
    whose = _WHOSE.fullmatch(heading)
    if whose and heading_key(whose[1]) in shape.meanings:
        yield Guess(place, heading, shape.meanings[heading_key(whose[1])], Text("标题", "the heading"), _SAME)
        return
    if (plain := _NUMBERED.sub(" ", last)) != last:
        for guess in _readings(place, plain, shape):  # “Organization 1 - Name”
            yield replace(guess, heading=heading)
        return
    base = heading_key(_BASE.split(last, maxsplit=1)[0])
    if base in shape.meanings:
        yield Guess(place, heading, shape.meanings[base], Text("标题的开头", "how the heading begins"), _BEGINS)
    if _HAN.search(last):
        whole = heading_key(last)
        ends = [k for k in shape.meanings if len(k) >= 2 and _HAN.search(k) and whole.endswith(k)]
        if _OUR_SIDE.search(last):
            ends = [k for k in ends if shape.meanings[k] != "name" or shape.ours]
        if ends:
            best = max(ends, key=len)
            yield Guess(place, heading, shape.meanings[best], Text("标题的结尾", "how the heading ends"), _ENDS)
    else:
        words = re.sub(r"[^\w]+|_", " ", last).split()
        for n in (3, 2, 1):
            key = heading_key("".join(words[-n:]))
            if len(words) > n and key in shape.meanings:
                yield Guess(place, heading, shape.meanings[key], Text("标题的结尾", "how the heading ends"), _ENDS)
                break
    key = heading_key(last)
    others = [k for k in shape.meanings if k != key or shape.meanings[k] != "influence"]
    near = difflib.get_close_matches(key[:60], others, 1, 0.86) if len(key) > 4 else []
    if near:
        why = Text(f"标题近似“{near[0]}”", f"the heading is like “{near[0]}”")
        yield Guess(place, heading, shape.meanings[near[0]], why, _NEAR)


def _tongues(heading: str) -> tuple[str, ...]:
    """The parts of a heading in two languages: “姓名 Name”; empty for one in one language."""
    han, other = " ".join(_HANS.findall(heading)), _HANS.sub(" ", heading).strip(" \t/|()\uff08\uff09-")
    return (han, other) if han and other else ()


def _weighed(guess: Guess, of: Table, cells: Sequence[Cell], seen: Look) -> Guess:
    """The guess in the light of the values: refused where they cannot be what the heading says."""
    found = meaning(of, guess.meaning)
    if found is None:
        return _with(guess, 0.0)
    texts = filled(cells)
    name = guess.meaning
    if name == "email":
        return _with(guess, guess.sure if seen.email >= 0.5 else 0.0)
    if name == "last_met" or (found.field is not None and isinstance(found.field.parse, DateOf)):
        # A bare number is a day only where the heading says so.
        days = sum(day_of(text) is not None for text in texts)
        return _with(guess, guess.sure if texts and max(seen.date, days / len(texts)) >= 0.5 else 0.0)
    if seen.date >= MANY or (seen.email >= MANY and not is_people(of, name)):
        return _with(guess, 0.0)
    if name == "title" and texts and all(map(_SALUTATION.fullmatch, texts)):
        return _with(guess, 0.0)  # how somebody is addressed, not what somebody is
    if name == "name" and of.name == "people" and seen.name < 0.3:
        return _with(guess, guess.sure - 1.0)
    if name == "participants" and texts and all(map(_FEW_DIGITS.fullmatch, texts)):
        return _with(guess, 0.0)  # how many there were
    if name in _TIES and 2 * sum(_is_level(t) for t in texts) >= len(texts):
        return _with(guess, 0.0)  # how much somebody moves others, not whom
    if name == "roles" and of.name == "people" and _are_offices(texts) and not _known_words(of, found, texts)[0]:
        return _with(guess, 0.0)  # what somebody is in the company, not in the decision
    if (of.name, name) in _HOMELESS:
        return replace(guess, reason=guess.reason + _NOT_KEPT)
    if name == "influence" and any(t.isdecimal() and int(t) > _HIGHEST for t in texts):
        return _with(guess, 0.0)
    if name in _LEVELS or name in _BY_VALUES:
        share, example = _known_words(of, found, texts)
        if name in _BY_VALUES and share < 0.5:
            return _with(guess, 0.0)
        if name in _LEVELS and share == 0 and seen.different > 30:
            return _with(guess, 0.0)
        why = Text(f",值:{example}", f"; values: {example}")
        if name == "influence":
            why += _MARKED
        return Guess(guess.place, guess.heading, name, guess.reason + why, guess.sure + 0.5 * (share >= 0.5))
    return guess


def _with(guess: Guess, sure: float) -> Guess:
    return Guess(guess.place, guess.heading, guess.meaning, guess.reason, sure)


def _is_level(text: str) -> bool:
    """Whether a cell says how much, by a word or by a mark up to ten."""
    return word_key(text) in vocabulary("", "level") or (text.isdecimal() and int(text) <= 2 * _HIGHEST)


def _known_words(of: Table, found: Meaning, texts: Sequence[str]) -> tuple[float, str]:
    """The share of cells whose every word stands for a code, and some of them."""
    if not texts or found.field is None:
        return 0.0, ""
    words = vocabulary(of.name, found.name) or vocabulary(
        "edges", "declared_level" if found.name == "knows" else found.name
    )
    good = sum(readable(text, words, found.field) for text in texts)
    return good / len(texts), ", ".join(_read_as(t, words) for t in list(dict.fromkeys(texts))[:_EXAMPLES])


def _read_as(text: str, words: Vocabulary) -> str:
    """“Board → 5” for a word that stands for a code, the cell itself for anything else."""
    code = words.get(word_key(text))
    told = shown(text, 24)
    return told if code is None or code == text else f"{told} → {code or '–'}"


def readable(text: str, words: Collection[str], field: Field) -> bool:
    """Whether a cell is known words, or values of the column as they stand."""
    if word_key(text) in words or EVERY_OTHER in words:
        return True
    try:
        field.parse(text)
    except FieldError:
        parts = [p for p in re.split(r"[;\uff1b,\uff0c、/]", text) if p.strip()]
        return len(parts) > 1 and all(word_key(p) in words for p in parts)
    return True


def _by_values(
    sheet: Sheet,
    looks: Sequence[Look],
    shape: Shape,
    of: Table,
    taken: dict[int, Guess],
    named: Collection[str],
    people: frozenset[str],
) -> Iterator[Guess]:
    """Columns whose heading says nothing but whose values do."""
    free = [n for n in range(len(looks)) if n not in taken and looks[n].filled and not is_private(sheet.headings[n])]
    for n in free:
        seen = looks[n]
        told = f"{seen.filled}"
        if of.name == "people" and "email" not in named and seen.email >= MANY:
            yield Guess(n, sheet.headings[n], "email", Text("值是电子邮箱", "its values are mail addresses"), 1.0)
            named = {*named, "email"}
        elif of.name == "people" and "title" not in named and _are_offices(filled(sheet.column(n))):
            yield Guess(n, sheet.headings[n], "title", Text("值是职务", "its values are offices"), 1.0)
            named = {*named, "title"}
        elif of.name == "interactions" and "date" not in named and seen.date >= MANY:
            yield Guess(n, sheet.headings[n], "date", Text("值是日期", "its values are days"), 1.0)
        elif (
            of.name == "people"
            and not {"name", "last_name"} & set(named)
            and seen.name >= MANY
            and heading_key(sheet.headings[n]) not in shape.meanings
            and _begin_as_names(filled(sheet.column(n)))
            and seen.different > 0.6 * seen.filled
        ):
            yield Guess(n, sheet.headings[n], "name", Text("值像人名", "its values look like names"), 1.0)
            named = {*named, "name"}
        elif people and (share := _share_of_people(sheet.column(n), people)) >= 0.6 and seen.different > 1:
            why = Text(
                f"{told} 格里 {share:.0%} 是别处出现的人名,但标题没有说明是什么关系",
                f"{share:.0%} of {told} cells are people known from elsewhere, but the heading does not say in what way",
            )
            yield Guess(n, sheet.headings[n], ASK, why, 0.0)


def _begin_as_names(texts: Sequence[str]) -> bool:
    """Whether Chinese texts begin with family names, as short words for anything else do not."""
    han = [text for text in texts if _HAN.match(text)]
    return sum(text[0] in _FAMILY for text in han) >= MANY * len(han)


def _are_offices(texts: Sequence[str]) -> bool:
    """Whether most cells say what somebody is in a company, such as “Head of IT” or “采购部经理”."""
    return len(texts) > 1 and sum(map(is_office, texts)) >= _MOSTLY * len(texts)


def _share_of_people(cells: Sequence[Cell], people: frozenset[str]) -> float:
    texts = filled(cells)
    hits = sum(all(name_key(p) in people for p in people_in(t, people)) for t in texts)
    return hits / len(texts) if len(texts) >= 3 else 0.0
