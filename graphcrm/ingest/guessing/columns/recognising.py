"""Recognising what a sheet is about and what each of its columns means, by headings and by values, with the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import field, replace

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.asking_all import asked_of_all
from graphcrm.ingest.guessing.columns.by_headings import by_headings
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.crossings import of_matrix
from graphcrm.ingest.guessing.columns.heading_readings import SAME, object_of
from graphcrm.ingest.guessing.columns.keepers import keeper_of
from graphcrm.ingest.guessing.columns.kinds_of_rows import (
    is_of_companies,
    names_post_holders,
    tells_of_people,
    without_other_keys,
)
from graphcrm.ingest.guessing.columns.names_alone import names_alone
from graphcrm.ingest.guessing.columns.neighbours import beside_each_other, sides_beside_each_other
from graphcrm.ingest.guessing.columns.unsaid import by_values
from graphcrm.ingest.guessing.columns.whom_rows_name import (
    of_customers,
    of_main_contacts,
    of_people_met,
    of_respondents,
)
from graphcrm.ingest.guessing.laid import ASK, Sheet, meanings_of
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.texts.heading_senses import is_of_attendance, is_of_things
from graphcrm.ingest.guessing.texts.holding import are_offices
from graphcrm.ingest.guessing.texts.kinds_of_meetings import are_kinds
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import OURS, THEIRS, of_side, side_named
from graphcrm.ingest.guessing.texts.standing import is_about_private_life
from graphcrm.ingest.guessing.values import MANY, Look, look, text
from graphcrm.ingest.guessing.words import Shape, heading_key, shapes
from graphcrm.ingest.headings import column, table_of
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.tables import BY_NAME, Table, table
from graphcrm.spoken import joined

__all__ = ["ASK", "Recognised", "recognise"]

#: Meanings that stand in lists of every kind, so that they do not tell which one it is.
_ANYWHERE = frozenset({
    "next_step", "next_due", "deal_amount", "deal_currency", "deal_stage", "deal_status", "deal_due", "deal_competitors", "deal_owner",
})  # fmt: skip
#: A sheet of people without any of these is a list of something else.
_OF_PEOPLE = frozenset(
    {"title", "org", "unit", "grade", "email", "reports_to", "stance", "owner", "first_name", "knows"}
)
#: What lists of anything say.
_NAMED_AND_OWNED = frozenset({"id", "name", "owner", "buyer"})
#: What the list at the end of the minutes of a meeting says of each action.
_WHO_DOES_WHAT = frozenset({"type", "owner", "due"})
#: What lists of meetings say of each, and how it was held or what it was about.
_MET_WHEN = frozenset({"date", "theirs"})
_HOW = frozenset({"kind", "summary"})
#: What judgements say, which may be of several days.
_JUDGED = frozenset({"stance", "roles", "knows", "influence", "influenced_by", "influences", "trusts", "grade"})
#: A sheet of which less is recognised is not taken for anything.
_ENOUGH = 3.0
#: Headings of keys that only people have.
_KEYS = frozenset({"personid", "contactid", "工号", "联系人编号", "联系人id", "人员编号", "stakeholderid", "kontaktid"})
_NONE = Text("", "")
#: The number of a sheet or a title: “3-商机”, “02_Contacts”, “二、关键人”; that of an export: “Contacts_001”, “deals-1234-2”.
_NUMBERED = re.compile(
    r"^\W*(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:\s*[-–—_.、:)\uff09]\s*|\s+)(?=\D)|(?<=\w)[\s_-]+\d[\d_-]*$"
)
#: Headings of names that only opportunities have.
_OF_DEALS = re.compile(r"商机|销售机会|机会点|\bopp(ortunit(y|ies)|s)?\b|\bdeals?\b|verkaufschance", re.IGNORECASE)


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

    def is_of(self, table: str) -> bool:
        """Whether it is about a table."""
        return self.of is not None and self.of.name == table

    @property
    def lists_theirs(self) -> bool:
        """Whether it is a list of people who are not ours."""
        return self.is_of("people") and not (self.shape and self.shape.ours)


def recognise(sheet: Sheet, known_people: Collection[str] = (), ours: Collection[str] = ()) -> Recognised:
    """What a sheet is about. `known_people` are name keys from other sheets, so that a column of names is one, `ours` our people."""
    if matrix := of_matrix(sheet, known_people, ours):
        told = tuple(Guess(n, h, m, matrix.told, SAME) for n, (h, m) in enumerate(matrix.columns.items()))
        return Recognised(sheet, table(matrix.table), None, told, 100.0, matrix.why, matrix.fixed)
    looks = [look(sheet.column(n)) for n in range(len(sheet.headings))]
    native = _native(sheet, looks)
    if native is not None:
        return native
    best: Recognised | None = None
    known = frozenset(known_people)
    for shape in shapes():
        found = _as_shape(sheet, looks, shape, known)
        if found is not None and (best is None or _before(found, best)):
            best = found
    if best is not None and (best.score >= _ENOUGH or _has_posts(best)):
        return best
    if best is not None and best.lists_theirs and (alone := names_alone(sheet, best.guesses, looks)):
        return replace(best, guesses=alone)
    if all_asked := asked_of_all(sheet, looks):
        people = next(shape for shape in shapes() if shape.table == "people" and not shape.ours)
        return Recognised(sheet, BY_NAME["people"], people, all_asked)
    why = Text("没有认出这张表", "it was not recognised")
    return Recognised(sheet, None, None, tuple(_left(sheet, looks, n, why) for n in range(len(sheet.headings))))


#: What lists of contacts say of each, and none of meetings.
_OF_CONTACTS = frozenset({"email", "roles"})


def _before(one: Recognised, other: Recognised) -> bool:
    """Whether a reading of a sheet goes before another: as a log of meetings if it is one, else by what fits."""
    return (_is_log(one), one.score) > (_is_log(other), other.score)


def _is_log(found: Recognised) -> bool:
    """Whether each row is a meeting, whatever it says of whoever was met: a day, who of both sides, and how or what about.

    Who of ours was there may stand above all of them.

    How is told by its words; whoever stands in several rows, each of another day, was met on each of them; whoever took part met.
    """
    told = {g.meaning: g for g in found.guesses}
    if found.of is not BY_NAME["interactions"] or not told.keys() >= _MET_WHEN:
        return False
    if len(_OF_CONTACTS & {name for h in found.sheet.headings if h for name in meanings_of(heading_key(h))}) == len(
        _OF_CONTACTS
    ):
        return False  # contacts with their mail and their roles, and when each was last met
    if "ours" not in told:
        return bool(told.keys() & _HOW) and bool(found.shape and keeper_of(found.sheet, found.shape.meanings))
    if is_of_attendance(told["ours"].heading) and is_of_attendance(told["theirs"].heading):
        return True
    if not told.keys() & _HOW:
        return False
    topics = found.sheet.said(told["summary"].place) if "summary" in told else ()
    by_word = ("kind" in told and told["kind"].sure > SAME) or are_kinds(topics)
    return by_word or _on_several_days(found.sheet, told["theirs"].place, told["date"].place)


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
    elif is_about_private_life(heading, sheet.said(place)):
        why = Text("属于个人隐私，从不导入", "about private life; never imported")
    elif not why.en:
        why = Text("没有认出", "not recognised")
    return Guess(place, heading, "", why)


def _as_shape(sheet: Sheet, looks: Sequence[Look], shape: Shape, people: frozenset[str]) -> Recognised | None:
    """The sheet read as a kind of table; None if something that it needs is missing."""
    of = BY_NAME[shape.table]
    said = of_customers(sheet, looks, shape, of_main_contacts(sheet, shape, by_headings(sheet, looks, shape, of)))
    said = without_other_keys(sheet, shape, of_respondents(sheet, shape, said))
    by_place = beside_each_other(sheet, shape, of_people_met(sheet, shape, said, people))
    named = {g.meaning for g in by_place.values()}
    for guess in by_values(sheet, looks, shape, of, by_place, named, people):
        by_place[guess.place] = guess
        named.add(guess.meaning)
    by_place = sides_beside_each_other(sheet, shape, by_place)
    named |= {g.meaning for g in by_place.values()}
    titled = any(heading_key(_NUMBERED.sub("", title)) in shape.called for title in (sheet.name, *sheet.above))
    called = titled or shape.within.fullmatch(f"{object_of(sheet.headings)}?") is not None
    side = next(filter(None, map(side_named, (*sheet.above[-1:], sheet.name))), "")
    called = called or (shape.ours and side == OURS)
    lacks = [group for group in shape.needs if not any(m in named for m in group)]
    if (
        lacks
        and not _by_key(shape, by_place.values())
        and not _of_one_customer(shape, lacks, by_place.values(), called=called)
        and not _of_nobody_named(shape, lacks, by_place.values(), _columns(sheet, looks), called=called)
        and not _of_an_account(sheet, shape, named)
        and not (shape.table == "opportunities" and {"name", "customer"} <= {*sheet.meant.values()})  # as a layout says
    ):
        return None
    if shape.ours and (not called or side == THEIRS or _of_several(sheet, shape)):
        return None  # whose people they are cannot be told by headings; a project has people of several
    guesses = tuple(by_place.get(n) or _left(sheet, looks, n, _NONE) for n in range(len(sheet.headings)))
    why = Text("列：", "columns ") + joined([g.heading for g in guesses if g.meaning and g.meaning != ASK][:6])
    if titled:
        why = Text(f"表名“{shown(sheet.name)}”；", f"its name “{shown(sheet.name)}”; ") + why
    score = _score(sheet, looks, shape, guesses, named) + 3.0 * called
    return Recognised(sheet, of, shape, guesses, score, why)


def _of_one_customer(
    shape: Shape, lacks: Sequence[Collection[str]], guesses: Collection[Guess], *, called: bool
) -> bool:
    """Whether a list of opportunities, as a book about one customer has it, lacks nothing but whose they are, which is asked.

    That it is one says its name, if it is `called` so, the heading of what it lists, or that it names competitors.
    """
    named = {g.meaning for g in guesses}
    told = len(named & {"stage", "amount", "due", "status", "competitors"})
    lists = (
        called or "competitors" in named or any(g.meaning == "name" and _OF_DEALS.search(g.heading) for g in guesses)
    )
    return shape.table == "opportunities" and lists and told > 1 and all("customer" in group for group in lacks)


def _of_nobody_named(
    shape: Shape, lacks: Sequence[Collection[str]], guesses: Collection[Guess], columns: int, *, called: bool
) -> bool:
    """Whether a list of what is to be done lacks nothing but whom it is about, which is asked.

    It is called so, says how it goes, or says of each who does it until when and nothing else, as minutes of a meeting end.
    """
    named = {g.meaning for g in guesses}
    told = (
        called or "status" in named or (named == _WHO_DOES_WHAT and sum(g.meaning != "id" for g in guesses) == columns)
    )
    return shape.table == "actions" and told and all("target" in group for group in lacks)


def _of_an_account(sheet: Sheet, shape: Shape, named: Set[str]) -> bool:
    """Whether a form with a label on each line is about a customer and an opportunity there, as account plans begin, and names nobody."""
    form = any(layout == "cards" for layout, _ in sheet.layouts)
    told = len(named & _ANYWHERE - {"next_step", "next_due", "deal_owner"})
    return shape.table == "people" and not shape.ours and form and {"org", "opportunity"} <= named and told > 1


def _columns(sheet: Sheet, looks: Sequence[Look]) -> int:
    """How many columns have a heading, without those that number the rows."""
    return sum(bool(h) and one.number < 1 for h, one in zip(sheet.headings, looks, strict=True))


def _score(sheet: Sheet, looks: Sequence[Look], shape: Shape, guesses: Sequence[Guess], named: Set[str]) -> float:
    """How well a sheet fits a kind of table: by what was taken and what was left, and by what such a table needs or never has."""
    left = sum(not g.meaning and looks[g.place].filled > 0 for g in guesses)
    score = sum(g.sure for g in guesses if g.meaning not in _ANYWHERE) - 0.3 * left
    if any(meaning(BY_NAME[shape.table], name) is None for name in sheet.meant.values()):
        score -= 20.0  # a layout says what columns mean, of which one means nothing here
    if shape.table == "people" and _OF_PEOPLE.isdisjoint(named):
        roles = any(g.meaning == "roles" and g.sure > SAME for g in guesses)  # words that are roles in a decision
        reached = any(one.link >= MANY for one in looks)  # telephone numbers, or pages of people
        score += 2.0 if roles or reached or "name" in sheet.meant.values() else -2.0
    if shape.table == "people" and "roles" in named and "opportunity" not in named and _names_deals(guesses):
        score -= 5.0  # who has which role in which opportunity
    if shape.table == "people" and _JUDGED.isdisjoint(named) and _meets_again(sheet, guesses):
        score -= 10.0  # a list of meetings
    bare = named.isdisjoint(_OF_PEOPLE - {"owner"}) if shape.table == "people" else named <= _NAMED_AND_OWNED
    if shape.table in ("people", "orgs") and bare and any(is_of_things(g.heading) for g in guesses if not g.meaning):
        score -= 10.0  # a list of things, and who looks after each
    if shape.table == "opportunities" and "name" in named and not _each_once(sheet, guesses):
        score -= 5.0  # a list of what belongs to opportunities
    if shape.table == "actions" and tells_of_people(sheet, guesses):
        score -= 20.0  # people, and what is to be done next with each
    held = "title" in sheet.meant.values() or names_post_holders(sheet, guesses)
    if shape.table in ("opportunities", "orgs", "units") and held:
        score -= 20.0  # people, and how it stands with each
    if shape.table == "people" and is_of_companies(sheet, guesses):
        score -= 10.0  # companies, and who is known of each
    posts = (g for g in guesses if not g.meaning and of_side(g.heading, "knows") != "from")
    if shape.kind == EdgeKind.KNOWS and any(are_offices(sheet.said(g.place)) for g in posts):
        score -= 5.0  # a list of people with their posts, and who of ours knows them
    return score


def _names_deals(guesses: Sequence[Guess]) -> bool:
    """Whether a column that was not taken names opportunities in lists of roles: “Connected From”."""
    roles = next(shape for shape in shapes() if shape.table == "roles")
    left = (heading_key(g.heading) for g in guesses if not g.meaning)
    return any(roles.meanings.get(key) == "opportunity" and key in roles.exact | {*roles.inexact} for key in left)


def _meets_again(sheet: Sheet, guesses: Sequence[Guess]) -> bool:
    """Whether somebody stands in several rows, each of another day: rows are of what happened, and not of who there is."""
    place = {g.meaning: g.place for g in guesses if g.meaning in ("name", "observed_at")}
    return len(place) > 1 and _on_several_days(sheet, place["name"], place["observed_at"])


def _on_several_days(sheet: Sheet, who: int, day: int) -> bool:
    """Whether somebody of a column stands in several rows, each of another day."""
    days: dict[str, set[str]] = {}
    for row in sheet.rows:
        for one in people_in(text(row[who])) if text(row[day]) else ():
            days.setdefault(one, set()).add(text(row[day]))
    return any(len(some) > 1 for some in days.values())


def _each_once(sheet: Sheet, guesses: Collection[Guess]) -> bool:
    """Whether no two rows are about the same name of the same customer, and none leaves it to the row above."""
    places = [g.place for g in guesses if g.meaning in ("id", "name", "customer")]
    rows = [tuple(str(row[n]).strip() for n in places) for row in sheet.rows]
    return len(set(rows)) == len(rows) and all(map(any, rows))


def _has_posts(found: Recognised) -> bool:
    """Whether a sheet lists people's names with what they are, however little is known of its other columns."""
    named = {g.meaning: g for g in found.guesses}
    name, title = named.get("name"), named.get("title")
    people = found.of is BY_NAME["people"] and name is not None and name.sure >= SAME
    return people and title is not None and are_offices(found.sheet.said(title.place))


def _of_several(sheet: Sheet, shape: Shape) -> bool:
    """Whether a column of organisations names several of them; a side that a layout made of people beside each other is one, too.

    Customers of whom a list of ours says who looks after them are none of its own.
    """
    keys = {n: heading_key(h) for n, h in enumerate(sheet.headings)}
    places = [n for n, key in keys.items() if "org" in meanings_of(key) and shape.meanings.get(key) != "looks_after"]
    sides = [n for n, h in enumerate(sheet.headings) if sheet.meant.get(h) == "org"]
    named = (set(sheet.said(n)) for n in places)
    return any(len(one) > 1 for one in (*named, *(set(sheet.column(n)) for n in sides)))


def _by_key(shape: Shape, guesses: Collection[Guess]) -> bool:
    """Whether rows say something of people whom a key names that nothing else has, as lists of ratings do."""
    named = {g.meaning for g in guesses}
    key = next((heading_key(g.heading) for g in guesses if g.meaning == "id"), "")
    return (
        shape.table == "people"
        and not shape.ours
        and key in _KEYS
        and bool(named & {"stance", "roles", "knows", "influenced_by", "trusts", "reports_to"})
    )
