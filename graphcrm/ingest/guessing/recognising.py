"""Recognising what a sheet is about and what each of its columns means, by headings and by values, with the reason."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.both_sides import other_side
from graphcrm.ingest.guessing.crossings import of_matrix
from graphcrm.ingest.guessing.laid import ASK, Sheet, tongues
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.names import is_person, name_key
from graphcrm.ingest.guessing.sides import elsewhere, of_side, sided_meaning
from graphcrm.ingest.guessing.values import Look, filled, look, text
from graphcrm.ingest.guessing.weighing import Guess, are_offices, are_people, by_values, weighed
from graphcrm.ingest.guessing.words import OF_DEAL, Shape, heading_key, shapes, vocabulary, word_key
from graphcrm.ingest.headings import column, is_private, table_of
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.tables import BY_NAME, Table, table
from graphcrm.spoken import joined

__all__ = ["ASK", "Recognised", "recognise"]

_BASE = re.compile(
    r"\s*[(\uff08\[:\uff1a,\uff0c]| (?=[-–+−]?\d)| (?:in|of|for|to|at|with|by|per|on|towards|from) ", re.IGNORECASE
)
#: “Manager's Name”, “Organization Name”: of what is named, and not the name of the row.
_WHOSE = re.compile(r"(.+?)(?:['’]s| /)?[ .](?:full ?)?names?", re.IGNORECASE)
#: A heading that speaks of our side names nobody of theirs.
_OUR_SIDE = re.compile(r"我方|我司|我们|\bour\b|\bunser", re.IGNORECASE)
#: “Reports To: Full Name”, “Account: Account Name”, “上级: 全名”: of whom or what, by name or key.
_OF_WHAT = re.compile(
    r"(?P<what>.+?)\s*(?::|\uff1a| - )\s*(?:(?P=what)[ -]?)?(?:(?:full |vollständiger )?name|id|全名|姓名|名称|名)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r" \d+ - ")
#: Beside a column of whom somebody moves, how much, and not how much they weigh at large.
_HOW_MUCH = re.compile(r"程度|力度|degree|strength|how much|level", re.IGNORECASE)
#: Questions, as the answers to a form have them for headings; numbers before and empty words behind say nothing.
_QUESTION = re.compile(
    r"(?:which|what|who|how|when|please|your?|welche\w*|wie|wer|quel\w*|qui|cómo|quién|cuál|请|您|你)\b.*|.*[?\uff1f]",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^\s*(?:q?\d{1,2}|[一二三四五六七八九十]+)\s*[.、:\uff1a)\uff09]\s*"
    r"|(?:是|为|如何|怎么?样|什么|多少|谁)*\s*[?\uff1f:\uff1a]*\s*$"
)
#: “ManagerEmail”, “Manager Employee ID”, “上级工号”: people named by an address or a key.
_KEY_OF = re.compile(r"(emailaddress|e?mail|(employee|user|person)?(id|no|number)|工号|编号|电子邮箱|邮箱)$")
_NAMED_BY_KEY = frozenset({"reports_to", "dotted_to"})
_LISTS = frozenset({"participants", "ours", "theirs", "email"})
#: Meanings that a heading names as a whole or not at all: an “entry date” is no day of observation.
_WHOLE = frozenset({"observed_at", "left_on", "reported_by", "source"})
#: Meanings that stand in lists of every kind, so that they do not tell which one it is.
_ANYWHERE = frozenset(
    {"next_step", "next_due", "deal_amount", "deal_currency", "deal_stage", "deal_status", "deal_due"}
)
#: A sheet of people without any of these is a list of something else.
_OF_PEOPLE = frozenset(
    {"title", "org", "unit", "grade", "email", "reports_to", "stance", "owner", "first_name", "knows"}
)
#: A sheet of which less is recognised is not taken for anything.
_ENOUGH = 3.0
#: Headings that name a manager, or who looks after somebody: whether they name people of the sheet tells which.
_CARER = re.compile(r"respons[aá]bi?le|verantwortlicher?|负责人|主管", re.IGNORECASE)
#: Headings of keys that only people have.
_KEYS = frozenset({"personid", "contactid", "工号", "联系人编号", "联系人id", "人员编号", "stakeholderid", "kontaktid"})
#: Headings of letters (“From”, “To”) that at the end of another say nothing.
_PREPOSITIONS = frozenset({"from", "to", "with", "von", "an", "de", "à"})
#: How sure a reading of a heading is.
_SAME, _BEGINS, _ENDS, _NEAR = 2.0, 1.6, 1.0, 0.8


_NONE = Text("", "")


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
        told = tuple(Guess(n, h, m, matrix.told, _SAME) for n, (h, m) in enumerate(matrix.columns.items()))
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
    of = BY_NAME[shape.table]
    taken: dict[str, Guess] = {}
    # beside a column for people's eyes stands the number as a machine keeps it, such as in cents
    raw = {heading_key(h.removesuffix("_formatted")) for h in sheet.headings if h.endswith("_formatted")}
    for place, heading in enumerate(sheet.headings):
        if not looks[place].filled or is_private(heading) or heading_key(heading) in raw:
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
            if guess.meaning == "title" and guess.sure < _SAME and elsewhere(heading):
                continue
            guess = weighed(guess, of, sheet.column(place), looks[place])
            before = taken.get(guess.meaning)
            if guess.sure > 0 and (before is None or guess.sure > before.sure):
                taken[guess.meaning] = guess
                break
            known_roles = guess.meaning == "roles" and guess.sure > _SAME
            if guess.sure > 0 and (guess.meaning in _LISTS or known_roles):
                taken[f"{guess.meaning}+{place}"] = guess
                break
    if (
        "last_name" in taken
        and "first_name" not in taken
        and (given := taken.get("name"))
        and not _holds(sheet, given.place, taken["last_name"].place)
    ):
        taken["first_name"] = replace(taken.pop("name"), meaning="first_name")  # 名字 beside 姓氏
    if {"first_name", "last_name"} <= taken.keys() and (whole := taken.get("name")):
        head, _, last = whole.heading.rpartition(" / ")
        if whole.sure < _SAME or last != whole.heading:  # what else is called by a name: “Company / Name”
            del taken["name"]
            meant = shape.meanings.get(heading_key(head), "")
            if meant and meant not in taken:
                taken[meant] = replace(whole, meaning=meant)
    if (
        (first := taken.get("first_name"))
        and not taken.keys() & {"name", "last_name"}
        and _are_whole(sheet, first.place)
    ):
        taken["name"] = replace(taken.pop("first_name"), meaning="name")
    if (boss := taken.get("reports_to")) and "owner" not in taken and _is_carer(sheet, boss, taken):
        taken["owner"] = replace(taken.pop("reports_to"), meaning="owner")
    if "opportunity" not in taken:  # amounts and stages of nothing
        taken = {name: g for name, g in taken.items() if not g.meaning.startswith(OF_DEAL)}
    by_place = {g.place: g for g in taken.values()}
    how_much = taken.get("influence")
    if how_much and "influences" in taken and "level" not in taken and _HOW_MUCH.search(how_much.heading):
        by_place[how_much.place] = replace(how_much, meaning="level", reason=Text("标题", "the heading"))
    if (post := taken.get("function")) and "title" not in taken and _are_posts(sheet, post.place):
        by_place[post.place] = replace(post, meaning="title")
    named = {g.meaning for g in by_place.values()}
    for guess in by_values(sheet, looks, shape, of, by_place, named, people):
        by_place[guess.place] = guess
        named.add(guess.meaning)
    if shape.table == "interactions":
        by_side = {n: g.meaning for n, g in by_place.items()}
        for place, side in other_side(sheet.headings, by_side, (sheet.name, *sheet.above, Path(sheet.file).stem)):
            if are_people(filled(sheet.column(place))):
                why = Text("与另一方的列成对", "beside a column of the other side")
                by_place[place] = Guess(place, sheet.headings[place], side, why, _BEGINS)
                named.add(side)
    found = {g.meaning: g for g in by_place.values()}
    if shape.table == "people" and {"owner", "name"} <= found.keys() and _repeats(sheet, found["name"].place):
        whose = found["owner"]
        if of_side(whose.heading, "people"):  # each of ours in the rows of one person
            by_place[whose.place] = replace(whose, meaning="known_by")
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
        roles = any(g.meaning == "roles" and g.sure > _SAME for g in guesses)  # words that are roles in a decision
        score += 2.0 if roles or "name" in sheet.meant.values() else -2.0
    words = joined([g.heading for g in guesses if g.meaning and g.meaning != ASK][:6])
    why = Text("列:", "columns ") + words
    if shape.table == "opportunities" and "name" in named and not _each_once(sheet, by_place.values()):
        score -= 5.0  # a list of what belongs to opportunities
    posts = (g for g in guesses if not g.meaning and of_side(g.heading, "knows") != "from")
    if shape.kind == EdgeKind.KNOWS and any(are_offices(filled(sheet.column(g.place))) for g in posts):
        score -= 5.0  # a list of people with their posts, and who of ours knows them
    if called:
        why = Text(f"表名“{shown(sheet.name)}”;", f"its name “{shown(sheet.name)}”; ") + why
    return Recognised(sheet, of, shape, guesses, score, why)


def _holds(sheet: Sheet, whole: int, part: int) -> bool:
    """Whether the cells of a column hold those of another, as whole names hold last names."""
    said = [(text(row[whole]).casefold(), text(row[part]).casefold()) for row in sheet.rows]
    both = [part in whole for whole, part in said if whole and part]
    return 2 * sum(both) > len(both)


def _repeats(sheet: Sheet, place: int) -> bool:
    """Whether cells of a column are equal."""
    said = filled(sheet.column(place))
    return len(set(said)) < len(said)


def _are_whole(sheet: Sheet, place: int) -> bool:
    """Whether a column headed like first names, without one of last names, holds whole names."""
    said = filled(sheet.column(place))
    return 2 * sum(is_person(one) and (" " in one or bool(HAN.match(one))) for one in said) > len(said)


def _is_carer(sheet: Sheet, boss: Guess, taken: Mapping[str, Guess]) -> bool:
    """Whether whoever a heading such as “Responsable” names is nobody of the sheet: no manager, but who looks after them."""
    names = [taken[m].place for m in ("name", "first_name", "last_name") if m in taken]
    if not _CARER.fullmatch(boss.heading.strip()) or not names:
        return False
    people = {name_key(" ".join(str(row[n]) for n in names)) for row in sheet.rows}
    return not any(name_key(one) in people for one in filled(sheet.column(boss.place)))


def _are_posts(sheet: Sheet, place: int) -> bool:
    """Whether a column headed “Function” says what people are, and not in most cells which function theirs is."""
    said, words = filled(sheet.column(place)), vocabulary("people", "function")
    return 2 * sum(bool(words.get(word_key(one))) for one in said) <= len(said)


def _each_once(sheet: Sheet, guesses: Collection[Guess]) -> bool:
    """Whether no two rows are about the same name of the same customer."""
    places = [g.place for g in guesses if g.meaning in ("id", "name", "customer")]
    rows = [tuple(str(row[n]).strip() for n in places) for row in sheet.rows]
    return len(set(rows)) == len(rows)


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
    if shape.ours or (named := sided_meaning(heading, shape.name, shape.meanings)) is None:
        yield from _unsided(place, heading, shape)
    elif named:
        yield Guess(place, heading, named, Text("标题写明是哪一方", "the heading says of which side"), _BEGINS)


def _unsided(place: int, heading: str, shape: Shape) -> Iterator[Guess]:
    """The meanings of a heading that names no side."""
    last = _ASIDE.sub("", heading.rsplit(" / ", 1)[-1]) or heading
    both = {shape.meanings.get(heading_key(part)) for part in tongues(last)}
    for one in dict.fromkeys((heading, last, *(tongues(last)[:1] if len(both) == 1 else ()))):
        key = heading_key(one)
        key = key if key in shape.meanings else key.removesuffix("s")  # “Contacts”
        if key in shape.meanings:
            sure = _BEGINS if key in shape.weak else _SAME
            yield Guess(place, heading, shape.meanings[key], Text("标题", "the heading"), sure)
    whom = _KEY_OF.sub("", heading_key(last))
    if shape.meanings.get(whom) in _NAMED_BY_KEY and whom != heading_key(last):
        yield Guess(place, heading, shape.meanings[whom], Text("标题", "the heading"), _BEGINS)
        return
    if (of := _OF_WHAT.fullmatch(heading)) and (named := shape.meanings.get(heading_key(of["what"]))):
        yield Guess(place, heading, named, Text("标题", "the heading"), _SAME)
        return
    if inside := shape.within.fullmatch(heading):
        for guess in _readings(place, inside[1], shape):  # “Contact: Title”, “Deal - Value”
            yield replace(guess, heading=heading)
        return
    whose = _WHOSE.fullmatch(heading)
    if whose and heading_key(whose[1]) in shape.meanings:
        yield Guess(place, heading, shape.meanings[heading_key(whose[1])], Text("标题", "the heading"), _SAME)
        return
    if (plain := _NUMBERED.sub(" ", last)) != last:
        for guess in _readings(place, plain, shape):  # “Organization 1 - Name”
            yield replace(guess, heading=heading)
        return
    for base in dict.fromkeys(heading_key(_BASE.split(one, maxsplit=1)[0]) for one in (last, heading)):
        if base in shape.meanings and base not in shape.exact:
            yield Guess(place, heading, shape.meanings[base], Text("标题的开头", "how the heading begins"), _BEGINS)
    if HAN.search(last):
        whole = heading_key(last)
        # 被 turns who does it into whom it is done to.
        ends = [
            k
            for k in shape.meanings.keys() - shape.exact
            if len(k) >= 2 and HAN.search(k) and re.search(rf"(?<!被){re.escape(k)}$", whole)
        ]
        if _OUR_SIDE.search(last):
            ends = [k for k in ends if shape.meanings[k] != "name" or shape.ours]
        if ends:
            best = max(sorted(ends), key=len)
            yield Guess(place, heading, shape.meanings[best], Text("标题的结尾", "how the heading ends"), _ENDS)
    else:
        words = re.sub(r"[^\w]+|_", " ", last).split()
        for n in (3, 2, 1):
            key = heading_key("".join(words[-n:]))
            if len(words) > n and key in shape.meanings and key not in _PREPOSITIONS | shape.exact:
                yield Guess(place, heading, shape.meanings[key], Text("标题的结尾", "how the heading ends"), _ENDS)
                break
    if _QUESTION.fullmatch(heading) and (asked := _asked_for(last, shape)):
        yield Guess(place, heading, asked, Text("问题里的词", "a word of the question"), _ENDS)
    key = heading_key(last)
    others = [k for k in shape.meanings if k not in shape.exact and (k != key or shape.meanings[k] != "influence")]
    near = difflib.get_close_matches(key[:60], others, 1, 0.86) if len(key) > 4 else []
    if near:
        why = Text(f"标题近似“{near[0]}”", f"the heading is like “{near[0]}”")
        yield Guess(place, heading, shape.meanings[near[0]], why, _NEAR)


def _asked_for(question: str, shape: Shape) -> str:
    """What the first words of a question that are a known heading mean; "" if none are."""
    if HAN.search(question):
        within = [k for k in shape.meanings if len(k) > 2 and k in heading_key(question)]
        return shape.meanings[max(within, key=len)] if within else ""
    words = re.findall(r"[\w-]+", question)
    for start in range(len(words)):
        for end in range(min(start + 3, len(words)), start, -1):
            if found := shape.meanings.get(heading_key("".join(words[start:end]))):
                return found
    return ""
