"""What a column means because of those beside it: given names beside family names, how much beside whom, one side beside the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.activity_days import due_as_date
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import BEGINS, SAME
from graphcrm.ingest.guessing.columns.last_meetings import how_they_were_met_last
from graphcrm.ingest.guessing.columns.next_steps import (
    day_before_the_step,
    day_behind_the_step,
    how_the_step_with_them_stands,
    step_before_its_day,
    with_how_the_step_stands,
    with_whoever_is_to_act,
    with_whoever_takes_the_step,
)
from graphcrm.ingest.guessing.columns.of_deals import said_of_deals
from graphcrm.ingest.guessing.laid import ASK, Sheet, meanings_of
from graphcrm.ingest.guessing.texts.both_sides import companies_of_sides, other_side
from graphcrm.ingest.guessing.texts.holding import are_people, may_be_people
from graphcrm.ingest.guessing.texts.names import is_person, name_key
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import THEIRS, of_side, sided
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import Shape, heading_key, vocabulary, word_key
from graphcrm.model.edges import EdgeKind

__all__ = ["beside_each_other", "is_accompanying", "sides_beside_each_other"]

#: Beside a column of whom somebody moves, how much, and not how much they weigh at large.
_HOW_MUCH = re.compile(r"程度|力度|degree|strength|how much|level", re.IGNORECASE)
#: Headings of those who came along, beside a column of ours: they may be of either side.
_ACCOMPANYING = re.compile(
    r"(?:陪同|随同|同行|陪访)(?:人[员員]?|领导|者)?|accompanied by|accompanying|begleitet von", re.IGNORECASE
)
#: Headings that name a manager, or who looks after somebody: whether they name people of the sheet tells which.
_CARER = re.compile(r"respons[aá]bi?le|verantwortlicher?|负责人|主管", re.IGNORECASE)

#: The subject of a verb that is a heading, too; and those verbs, with the ends at which the subject and the other stand.
_SUBJECT = re.compile(r"who|person|people|name|wer|qui|quién|quien|chi|谁|人员|姓名", re.IGNORECASE)
_VERBS = (
    (
        re.compile(
            r"(?:influences|moves|sways|has influence on|beeinflusst|hat einfluss auf|influence|influye (?:en|a)|influenza"
            r"|影响|影响了?谁)(?: whom| who| wen| qui| a quién)?",
            re.IGNORECASE,
        ),
        ("from", "to"),
    ),
    (
        re.compile(
            r"(?:listens to|hört auf|écoute|escucha a|ascolta|听|听谁|听谁的)(?: whom| who| wen| qui)?", re.IGNORECASE
        ),
        ("to", "from"),
    ),
)
#: What is told of somebody beside the name.
_TOLD = frozenset({"id", "unit", "title", "email", "grade"})

_SPONSOR = re.compile(r"(?:executive |exec\.? )?sponsor|赞助人|(?:高层)?赞助人", re.IGNORECASE)


def beside_each_other(sheet: Sheet, shape: Shape, taken: Mapping[str, Guess]) -> dict[int, Guess]:
    """The columns by their places, of what headings alone say of each of them; `taken` by meaning."""
    taken = {**taken, **_mover_and_moved(sheet, shape)}
    if (
        "last_name" in taken
        and "first_name" not in taken
        and (given := taken.get("name"))
        and not _holds(sheet, given.place, taken["last_name"].place)
    ):
        taken["first_name"] = replace(taken.pop("name"), meaning="first_name")  # 名字 beside 姓氏
    if (
        "first_name" in taken
        and "last_name" not in taken
        and (family := taken.get("name"))
        and _are_bare(sheet, family.place)
        and not _holds(sheet, family.place, taken["first_name"].place)
    ):
        taken["last_name"] = replace(taken.pop("name"), meaning="last_name")  # Name beside Vorname
    if {"first_name", "last_name"} <= taken.keys() and (whole := taken.get("name")):
        head, _, last = whole.heading.rpartition(" / ")
        # “Buying Influence” holds no name of those in the rows
        apart = not _holds(sheet, whole.place, taken["last_name"].place)
        if whole.sure < SAME or last != whole.heading or apart:  # what else is called by a name: “Company / Name”
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
    taken |= _carer_unread(sheet, shape, taken)
    taken |= _sponsor_unread(sheet, shape, taken)
    if (whose := taken.get("owner")) and not taken.keys() & {"name", "last_name"} and _is_who(sheet, whose, taken):
        taken["name"] = replace(taken.pop("owner"), meaning="name")  # 负责人 beside 部门 and 职务
    # “Owner e-mail” tells of the owner, not of the person
    for whose in filter(None, map(taken.get, ("owner", "known_by"))):
        taken = {n: g for n, g in taken.items() if n not in _TOLD or not _tells_more(g.heading, whose.heading)}
    if (where := taken.get("org_region")) and _are_of_people(sheet, where, taken.get("org")):
        del taken["org_region"]
    taken |= _keys_of_bosses(sheet, shape, taken)
    taken = day_before_the_step(sheet, shape, due_as_date(sheet, shape, said_of_deals(sheet, taken)))
    taken |= step_before_its_day(sheet, taken)
    taken |= day_behind_the_step(sheet, taken)
    by_place = {g.place: g for g in taken.values()}
    how_much = taken.get("influence")
    if (
        how_much
        and "level" not in taken
        and _HOW_MUCH.search(how_much.heading)
        and _is_of_a_tie(sheet, how_much, taken)
    ):
        by_place[how_much.place] = replace(how_much, meaning="level", reason=Text("标题", "the heading"))
    post = taken.get("function") if shape.table == "people" and "title" not in taken else None
    if post and _are_posts(sheet, post.place):
        by_place[post.place] = replace(post, meaning="title")
    return by_place


def _are_of_people(sheet: Sheet, where: Guess, org: Guess | None) -> bool:
    """Whether places are those where people sit, and not where their company is: of one company they are several."""
    found: dict[str, set[str]] = {}
    for row in sheet.rows:
        if said := text(row[where.place]):
            found.setdefault(text(row[org.place]) if org else "", set()).add(said)
    return any(len(places) > 1 for places in found.values())


def sides_beside_each_other(sheet: Sheet, shape: Shape, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """The columns with those of our people and of theirs told apart, of which only one says whose they are."""
    by_place = dict(by_place)
    if shape.table == "interactions":
        ours = [n for n, g in by_place.items() if g.meaning == "ours"]
        for place in ours if len(ours) > 1 else ():
            if is_accompanying(by_place[place].heading):  # of whom, nobody says
                by_place[place] = replace(by_place[place], meaning="participants")
        by_side = {n: g.meaning for n, g in by_place.items()}
        for place, side in other_side(sheet.headings, by_side, (sheet.name, *sheet.above, Path(sheet.file).stem)):
            if may_be_people(sheet.said(place)):
                why = Text("与另一方的列成对", "beside a column of the other side")
                by_place[place] = Guess(place, sheet.headings[place], side, why, BEGINS)
        by_place = with_how_the_step_stands(sheet, with_whoever_is_to_act(sheet, _with_those_met(sheet, by_place)))
    found = {g.meaning: g for g in by_place.values()}
    if shape.table == "actions" and (owner := found.get("owner")):
        free = [
            n
            for n in range(len(sheet.headings))
            if n != owner.place and (n not in by_place or by_place[n].meaning == ASK)
        ]
        pairs = ((n, owner.place) for n in free if companies_of_sides(sheet.headings, sorted((n, owner.place))))
        if both := next((p for p in pairs if are_people(sheet.said(p[0]))), None):
            why = Text("双方各一列，哪一方是我方要问", "a column for each company; which of them is ours is asked")
            for place, side in zip(sorted(both), ("target", "owner"), strict=True):
                by_place[place] = Guess(place, sheet.headings[place], side, why, BEGINS)
    if shape.table == "people":
        by_place = _with_posts_of_theirs(sheet, by_place)
        by_place |= with_whoever_takes_the_step(sheet, by_place)
        by_place |= how_the_step_with_them_stands(sheet, by_place)
        by_place |= how_they_were_met_last(sheet, by_place)
    if shape.table == "people" and {"owner", "name"} <= found.keys():
        whose = found["owner"]  # each of ours in the rows of one person
        if of_side(whose.heading, "people") and _are_several(sheet, whose.place, found["name"].place):
            by_place[whose.place] = replace(whose, meaning="known_by")
    return by_place


def _sponsor_unread(sheet: Sheet, shape: Shape, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """A “Sponsor” of no side beside people whose heading says that they are theirs: whoever sponsors them is of ours."""
    name = taken.get("name")
    theirs = name is not None and (said := sided(name.heading)) is not None and said[0] == THEIRS
    if shape.table != "people" or shape.ours or not theirs or "our_sponsor" in taken:
        return {}
    read = {g.place for g in taken.values()}
    why = Text("赞助人，姓名列写明是客户的人", "a sponsor, and the names are said to be those of the customer")
    free = (n for n, h in enumerate(sheet.headings) if n not in read and _SPONSOR.fullmatch(h.strip()))
    place = next((n for n in free if are_people(sheet.said(n))), None)
    return {} if place is None else {"our_sponsor": Guess(place, sheet.headings[place], "our_sponsor", why, BEGINS)}


def _with_posts_of_theirs(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """The columns with “Customer title” as the post in place of a “Title” that stands right behind somebody of ours."""
    theirs = [n for n, h in enumerate(sheet.headings) if (said := sided(h)) and said[0] == THEIRS and _is_post(said[1])]
    post = next((g for g in by_place.values() if g.meaning == "title"), None)
    before = by_place.get(post.place - 1) if post else None
    if post is None or before is None or before.meaning not in ("owner", "known_by", "our_sponsor") or len(theirs) != 1:
        return dict(by_place)
    moved = replace(post, place=theirs[0], heading=sheet.headings[theirs[0]])
    return {n: g for n, g in by_place.items() if n != post.place} | {moved.place: moved}


def _is_post(noun: str) -> bool:
    return "title" in meanings_of(heading_key(noun))


def is_accompanying(heading: str) -> bool:
    """Whether a heading is of those who came along with somebody else of ours.

    >>> is_accompanying("同行人员"), is_accompanying("Accompanied by"), is_accompanying("拜访人")
    (True, True, False)
    """
    return bool(_ACCOMPANYING.fullmatch(heading.strip()))


def _is_of_a_tie(sheet: Sheet, how_much: Guess, taken: Mapping[str, Guess]) -> bool:
    """Whether a column says how much somebody is moved, and not how much they weigh at large.

    It does beside a column of whom they move; behind one of whom they listen to if it is filled nowhere else.
    """
    if "influences" in taken:
        return True
    whom = taken.get("influenced_by")
    if whom is None or how_much.place != whom.place + 1:
        return False
    told = [(bool(text(row[whom.place])), bool(text(row[how_much.place]))) for row in sheet.rows]
    return (False, True) not in told and (False, False) in told and (True, True) in told


def _mover_and_moved(sheet: Sheet, shape: Shape) -> dict[str, Guess]:
    """Who moves whom in a list such as “Who | influences | Strength”, or “Who | listens to”: the heading that is a verb tells."""
    if shape.table != "edges" or shape.kind != EdgeKind.INFLUENCES.value:
        return {}
    heads = [heading.strip() for heading in sheet.headings]
    who = [n for n, heading in enumerate(heads) if _SUBJECT.fullmatch(heading)]
    verbs = [(n, ends) for n, heading in enumerate(heads) for verb, ends in _VERBS if verb.fullmatch(heading)]
    if len(who) != 1 or len(verbs) != 1:
        return {}
    ((place, (subject, other)),) = verbs
    why = Text("谁影响谁，由动词标题得知", "a heading that is a verb says who moves whom")
    found = {subject: who[0], other: place}
    return {end: Guess(n, sheet.headings[n], end, why, SAME) for end, n in found.items()}


def _with_those_met(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """The columns of a list of meetings with its participants as theirs, where another column says that it names ours, and all of them."""
    there = [g for g in by_place.values() if g.meaning in ("ours", "theirs", "participants")]
    ours = [g.place for g in there if g.meaning == "ours" and sided(g.heading)]
    all_ = [g for g in there if g.meaning == "participants"]
    if len(there) != 2 or len(ours) != 1 or len(all_) != 1 or sided(all_[0].heading):
        return dict(by_place)
    us, met = ({name_key(one) for cell in sheet.said(n) for one in people_in(cell)} for n in (*ours, all_[0].place))
    if us & met or not may_be_people(sheet.said(all_[0].place)):
        return dict(by_place)
    why = Text("旁边一列写的是我方人员", "beside a column of ours")
    return {**by_place, all_[0].place: Guess(all_[0].place, all_[0].heading, "theirs", why, BEGINS)}


def _tells_more(heading: str, of: str) -> bool:
    """Whether a heading is another with something more behind it."""
    return len(heading) > len(of) and heading.casefold().startswith(of.casefold())


def _holds(sheet: Sheet, whole: int, part: int) -> bool:
    """Whether the cells of a column hold those of another, as whole names hold last names."""
    said = [(text(row[whole]).casefold(), text(row[part]).casefold()) for row in sheet.rows]
    both = [part in whole for whole, part in said if whole and part]
    return 2 * sum(both) > len(both)


def _are_bare(sheet: Sheet, place: int) -> bool:
    """Whether most names of a column are one word, as last names are and whole ones, beside a preferred first name, are not."""
    said = sheet.said(place)
    return 2 * sum(" " not in one and not HAN.match(one) for one in said) > len(said)


def _are_several(sheet: Sheet, place: int, of: int) -> bool:
    """Whether a cell of the second column stands beside different ones of the first; a row may stand twice."""
    pairs = {(text(row[of]), text(row[place])) for row in sheet.rows if text(row[place])}
    return len({one for one, _ in pairs}) < len(pairs)


def _are_whole(sheet: Sheet, place: int) -> bool:
    """Whether a column headed like first names, without one of last names, holds whole names."""
    said = sheet.said(place)
    return 2 * sum(is_person(one) and (" " in one or bool(HAN.match(one))) for one in said) > len(said)


def _is_carer(sheet: Sheet, boss: Guess, taken: Mapping[str, Guess]) -> bool:
    """Whether whoever a heading such as “Responsable” names is nobody of the sheet: no manager, but who looks after them."""
    names = [taken[m].place for m in ("name", "first_name", "last_name") if m in taken]
    if not _CARER.fullmatch(boss.heading.strip()) or not names:
        return False
    people = {name_key(" ".join(str(row[n]) for n in names)) for row in sheet.rows}
    return not any(name_key(one) in people for one in sheet.said(boss.place))


def _carer_unread(sheet: Sheet, shape: Shape, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """Whoever looks after those of a sheet below “Responsable”, beside a column of their managers; {} for a sheet without."""
    if shape.table != "people" or shape.ours or "owner" in taken:
        return {}
    read = {g.place for g in taken.values()}
    why = Text("人名，且都不是本表中的人", "people, and none of those of the sheet")
    free = (Guess(n, h, "owner", why, BEGINS) for n, h in enumerate(sheet.headings) if n not in read)
    carer = next((g for g in free if _is_carer(sheet, g, taken) and are_people(sheet.said(g.place))), None)
    return {"owner": carer} if carer else {}


def _keys_of_bosses(sheet: Sheet, shape: Shape, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """The column of keys by which a column of managers names people of the sheet: each key once; {} where managers are names."""
    boss = taken.get("reports_to")
    if shape.table != "people" or boss is None or "id" in taken or not (said := {*sheet.said(boss.place)}):
        return {}
    read = {g.place for g in taken.values()}
    why = Text("上级按此列的编号写出", "managers are named by its keys")
    for place, heading in enumerate(sheet.headings):
        keys = sheet.said(place)
        if place not in read and len({*keys}) == len(sheet.rows) and said <= {*keys} and not any(map(is_person, said)):
            return {"id": Guess(place, heading, "id", why, BEGINS)}
    return {}


def _is_who(sheet: Sheet, whose: Guess, taken: Mapping[str, Guess]) -> bool:
    """Whether those who are in charge are whom the rows are about: each once, with a post beside, and of no side."""
    said = sheet.said(whose.place)
    once = len(said) > 1 and len(set(said)) == len(said)
    return once and "title" in taken and not of_side(whose.heading, "people") and are_people(said)


def _are_posts(sheet: Sheet, place: int) -> bool:
    """Whether a column headed “Function” says what people are, and not in most cells which function theirs is."""
    said, words = sheet.said(place), vocabulary("people", "function")
    return 2 * sum(bool(words.get(word_key(one))) for one in said) <= len(said)
