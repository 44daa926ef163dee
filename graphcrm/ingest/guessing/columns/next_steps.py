"""The next step in lists of meetings and of people: what is to be done, who of ours takes it, and by which day, by what stands beside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import BEGINS
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.texts.heading_senses import is_of_papers, is_to_come
from graphcrm.ingest.guessing.texts.holding import are_people, may_be_people
from graphcrm.ingest.guessing.texts.short_days import is_short_day
from graphcrm.ingest.guessing.values import is_date, text
from graphcrm.ingest.guessing.words import Shape, heading_key, shapes, vocabulary, word_key
from graphcrm.model.dates import ORDERS, day_of
from graphcrm.model.periods import with_year

__all__ = [
    "day_before_the_step",
    "day_behind_the_step",
    "how_the_step_with_them_stands",
    "step_before_its_day",
    "with_how_the_step_stands",
    "with_whoever_is_to_act",
    "with_whoever_takes_the_step",
]

_TAKER = re.compile(
    r"who|by whom|owner|responsible|assigned to|assignee|action by|wer|durch|respons[aá]bi?le|encargado"
    r"|verantwortlich(?:e[rn]?)?|zuständig|谁|谁做|谁来做|负责人|责任人|跟进人|执行人|落实人",
    re.IGNORECASE,
)
#: Columns before that of a day among which what is to be done is.
_NEAR = 3
#: The group of columns that stands over a heading: “行动 / 责任人”.
_GROUP = re.compile(r".* / ")


def with_whoever_is_to_act(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """The columns of a list of meetings with those who stand behind the next step as who takes it: they need not have been there."""
    place = {g.meaning: n for n, g in by_place.items()}
    step = place.get("next_step", len(sheet.headings))
    there = {n: g.meaning for n, g in by_place.items() if g.meaning in ("ours", "theirs", "participants")}
    if not any(n < step for n in there) or "next_owner" in place:
        return dict(by_place)
    behind = [n for n, meaning in there.items() if n > step and meaning != "theirs"]
    if not any(meaning != "theirs" for n, meaning in there.items() if n not in behind):
        behind = []  # the only ones of ours were there, too
    writer = place.get("logged_by", -1)
    if writer > step and ("ours" in there.values() or _is_taker(sheet.headings[writer])):
        behind.append(writer)
    free = [n for n in range(step + 1, len(sheet.headings)) if n not in by_place and _is_taker(sheet.headings[n])]
    takers = behind or [n for n in free if may_be_people(sheet.said(n))]
    if len(takers) != 1:
        return dict(by_place)
    why = Text("在“下一步”之后", "it stands behind the next step")
    return {**by_place, takers[0]: Guess(takers[0], sheet.headings[takers[0]], "next_owner", why, BEGINS)}


def with_how_the_step_stands(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """The columns of a list of meetings with a status right behind the next step as that of the step, and not of the meeting.

    Its words are those of what is to be done, and no row without a step has one. Unless some row has neither, it stands behind
    whoever takes the step, or its day, and never says that something was cancelled, or is planned, as meetings are.
    """
    place = {g.meaning: n for n, g in by_place.items()}
    if not {"next_step", "status"} <= place.keys() or "next_status" in place:
        return dict(by_place)
    step, status = place["next_step"], place["status"]
    told = {n for name, n in place.items() if name in ("next_due", "next_owner") and step < n < status}
    pairs = [(text(row[step]), text(row[status])) for row in sheet.rows]
    known, of_meetings = vocabulary("actions", "status"), vocabulary("interactions", "status")
    of_step = all(what and word_key(how) in known for what, how in pairs if how)
    of_either = any(of_meetings.get(word_key(how)) in ("cancelled", "postponed", "planned") for _, how in pairs)
    apart = any(not what and not how for what, how in pairs)
    if status != max({step, *told}) + 1 or not of_step or not (apart or (told and not of_either)):
        return dict(by_place)
    why = Text("在“下一步”之后", "it stands behind the next step")
    return {**by_place, status: Guess(status, sheet.headings[status], "next_status", why, BEGINS)}


def how_the_step_with_them_stands(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """How the next step with somebody stands: a status right behind it, its day or its taker, in words of what is to be done; else {}."""
    place = {g.meaning: n for n, g in by_place.items()}
    step = place.get("next_step")
    if step is None or "next_status" in place:
        return {}
    status = max(n for name, n in place.items() if name in ("next_step", "next_due", "next_owner") and n >= step) + 1
    if (
        status >= len(sheet.headings)
        or heading_key(_GROUP.sub("", sheet.headings[status])) not in _headings_of_status()
    ):
        return {}
    said, known = sheet.said(status), vocabulary("actions", "status")
    if not said or not all(word_key(how) in known for how in said):
        return {}
    why = Text("在“下一步”之后", "it stands behind the next step")
    return {status: Guess(status, sheet.headings[status], "next_status", why, BEGINS)}


@cache
def _headings_of_status() -> frozenset[str]:
    """The keys of headings under which plans say how far something is."""
    actions = next(shape for shape in shapes() if shape.name == "actions")
    return frozenset(key for key, meaning in actions.meanings.items() if meaning == "status")


def with_whoever_takes_the_step(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """Who of ours takes the next step with somebody: “Who”, “谁做” over names right behind it, beside the day; else {}."""
    step = next((n for n, g in by_place.items() if g.meaning == "next_step"), None)
    if step is None or any(g.meaning == "next_owner" for g in by_place.values()):
        return {}
    behind = range(step + 1, min(step + _NEAR, len(sheet.headings)))
    free = [n for n in behind if n not in by_place or by_place[n].meaning == ASK]
    takers = [n for n in free if _is_taker(sheet.headings[n]) and may_be_people(sheet.said(n))]
    why = Text("在“下一步”之后", "it stands behind the next step")
    return {n: Guess(n, sheet.headings[n], "next_owner", why, BEGINS) for n in takers[:1]}


def _is_taker(heading: str) -> bool:
    """Whether a heading says who does something, whatever group of columns stands over it."""
    return bool(_TAKER.fullmatch(_GROUP.sub("", heading).strip()))


def day_before_the_step(sheet: Sheet, shape: Shape, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """Of a list of meetings whose “When” stands behind the next step: the day of that, if other days stand before; so is “Who” there."""
    day, step = taken.get("date"), taken.get("next_step")
    if shape.table != "interactions" or day is None or step is None or day.place < step.place or "next_due" in taken:
        return {**taken}
    read = {g.place for g in taken.values()}
    free = (n for n in range(step.place) if n not in read and (said := sheet.said(n)) and all(map(is_date, said)))
    if (first := next(free, None)) is None:
        return {**taken}
    who = taken.get("participants")
    behind = {"next_owner": replace(who, meaning="next_owner")} if who and who.place > step.place else {}
    why = Text("值是日期，在“下一步”之前", "its values are days, and it stands before the next step")
    return {name: g for name, g in taken.items() if g is not who or not behind} | {
        **behind,
        "date": Guess(first, sheet.headings[first], "date", why, BEGINS),
        "next_due": replace(day, meaning="next_due"),
    }


def step_before_its_day(sheet: Sheet, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """What is to be done below any heading, right before the day of it or whoever does it: each day has it, in words; else {}."""
    day = taken.get("next_due")
    if day is None or "next_step" in taken:
        return {}
    read = {g.place for g in taken.values()}
    for place in range(day.place - 1, max(day.place - _NEAR, 0) - 1, -1):
        said = sheet.said(place)
        if not said or are_people(said) or all(map(_is_day, said)):
            continue
        steps = [text(row[place]) for row in sheet.rows if text(row[day.place])]
        if place in read or not all(steps) or 2 * sum(" " in one for one in steps) < len(steps):
            break
        why = Text("在“下一步的日期”之前", "it stands before the day of the next step")
        return {"next_step": Guess(place, sheet.headings[place], "next_step", why, BEGINS)}
    return {}


def day_behind_the_step(sheet: Sheet, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """The day by which the next step is to be done: days right behind it below a heading that looks ahead, “计划时间”; else {}."""
    step = taken.get("next_step")
    if step is None or "next_due" in taken:
        return {}
    read = {g.place for g in taken.values()}
    for place in range(step.place + 1, min(step.place + 1 + _NEAR, len(sheet.headings))):
        heading, said = sheet.headings[place], sheet.said(place)
        if place in read or not said or not all(map(_is_day, said)):
            continue
        if is_to_come(heading) and not is_of_papers(heading):
            why = Text("值是日期，在“下一步”之后", "its values are days, and it stands behind the next step")
            return {"next_due": Guess(place, heading, "next_due", why, BEGINS)}
    return {}


def _is_day(said: str) -> bool:
    """Whether a text is a day, perhaps without its year: “11月3日”, “3.16”."""
    return (
        is_date(said.partition(" ")[0])
        or is_date(said)
        or is_short_day(said)
        or day_of(with_year(said, "2000"), ORDERS[0]) is not None
    )
