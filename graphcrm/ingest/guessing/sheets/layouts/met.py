"""Lists of meetings that say of whoever was met what they are, where and how they stand to us: the people of such a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.texts.glued import is_called_by_post
from graphcrm.ingest.guessing.texts.holding import are_attitudes, are_offices, are_people
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import OURS, of_side, sided
from graphcrm.ingest.guessing.words import heading_key, shapes, vocabulary, word_key

__all__ = ["PEOPLE_MET", "people_met"]

#: What the people of a list of meetings are called beside it.
PEOPLE_MET = "people"

_BETWEEN = re.compile(r"\s+/\s+|\s*[;\uff1b、\n]\s*|\s*[,\uff0c]\s+|[\uff0c]|(?<=[\u3400-\u9fff]),(?=[\u3400-\u9fff])")
_STROKE = re.compile(r"\s*[/\uff0f、(\uff08+&]\s*")
#: What a meeting was about, which elsewhere may be the name of a deal: “Topic”.
_OF_MEETING = ("summary", "opportunity")
_TITLE, _UNIT, _ORG, _STANCE, _DAY, _OURS = "title", "unit", "org", "stance", "observed_at", "ours"
_SEVERAL = "of_several"
#: Words that what a cell says is said of each.
_EACH = re.compile(
    r"(?:(?:两人|两位|三人|大家|全部|全体)?(?:均|都|皆)为?|一致|全部)(?P<zh>.+)"
    r"|(?:both|all|everyone|everybody|each)(?:\s+of\s+them)?(?:\s+(?:is|are|was|were|seems?|seemed))?\s+(?P<en>.+)",
    re.IGNORECASE,
)


def people_met(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each person of theirs with the post in the column behind, the unit in one beside, the company and the attitude of the row.

    The attitude is as of the day of the meeting.

    As many posts, or attitudes, as people go to them in their order, or by the names that stand before them; other numbers are of
    nobody. One attitude of several people may be that of any of them: whether it is that of each is asked, unless it says so, “both
    supportive”. None for a list that says neither post nor unit.
    """
    meetings = next(one for one in shapes() if one.table == "interactions").meanings
    means = [meetings.get(heading_key(h), "") or _of_two(h, meetings) or _of_theirs(h) for h in headings]
    if "date" not in means or (who := _place_of_those_met(headings, means, body)) is None:
        return None
    named = {"name", "last_name"}
    if any(
        n != who and means[n] not in (_ORG, _OURS, *_OF_MEETING) and named & meanings_of(heading_key(h))
        for n, h in enumerate(headings)
    ):
        return None  # “客户名称” is where those were who were met
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    said = [(line, cells) for line, cells in rows if cells[who]]
    told = _told_of_them(headings, means, who, [cells for _, cells in said])
    people = [one for _, cells in said for one in people_in(cells[who]) if _is_named(one)]
    if not told.keys() & {_TITLE, _UNIT, _STANCE} or not are_people(people):
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, cells in said:
        some = people_in(cells[who])
        each = {what: _of_each(cells[told[what]], some) for what in (_TITLE, _STANCE) if what in told}
        shared = len(some) > 1 and _STANCE in told and not any(each[_STANCE])
        each |= {_STANCE: [cells[told[_STANCE]]] * len(some)} if shared else {}
        several = "yes" if shared and cells[told[_STANCE]] else ""
        for n, one in enumerate(some):
            if _is_named(one):
                said_of_one = (each[what][n] if what in each else cells[place] for what, place in told.items())
                made.append([one, *said_of_one, several])
                lines.append(line)
    why = Text("被拜访的人及其职务、部门", "those who were met, with their posts and units")
    heads = ("name", *told, _SEVERAL)
    return Laid("people met", why, heads, made, lines, {one: one for one in heads})


def _of_two(heading: str, meetings: Mapping[str, str]) -> str:
    """Those who were met, where a heading names their posts, too: “客户人员/职务”; "" for any other."""
    first, *others = _STROKE.split(heading)
    posts = bool(others) and all(_TITLE in meanings_of(heading_key(one)) for one in others)
    return "theirs" if posts and meetings.get(heading_key(first)) == "theirs" else ""


def _of_theirs(heading: str) -> str:
    """Those who were met, where a heading says that they are theirs: “Attendees (customer)”."""
    return "theirs" if of_side(heading, "meetings") == "theirs" else ""


def _of_each(said: str, some: Sequence[str]) -> list[str]:
    """What a cell says of each of some people: in their order, by their names, or of all of them; of none, if it says anything else.

    >>> _of_each("支持，中立", ["王伟", "李娜"]), _of_each("李娜中立；王伟支持", ["王伟", "李娜"]), _of_each("均支持", ["王伟", "李娜"])
    (['支持', '中立'], ['支持', '中立'], ['支持', '支持'])
    >>> _of_each("Eva neutral, Ann: for", ["Ann Lee", "Eva Kay"]), _of_each("both supportive", ["Ann Lee", "Eva Kay"])
    (['for', 'neutral'], ['supportive', 'supportive'])
    >>> _of_each("支持", ["王伟", "李娜"])
    ['', '']
    """
    if len(some) > 1 and (each := _EACH.fullmatch(said)):
        return [each["zh"] or each["en"]] * len(some)
    parts = _BETWEEN.split(said)
    names = [re.escape(written(one).name or one) for one in some]
    called = [re.compile(rf"(?:{name}|{name.split(chr(92))[0]})\s*[:\uff1a–-]?\s*(.+)") for name in names]
    by_name = [next((found[1] for part in parts if (found := one.fullmatch(part))), "") for one in called]
    if len(some) > 1 and any(by_name) and sum(map(bool, by_name)) == len(parts):
        return by_name
    return parts if len(parts) == len(some) else [""] * len(some)


def _place_of_those_met(headings: Sequence[str], means: Sequence[str], body: Body) -> int | None:
    """The column of those who were met, by its heading, or else the only one of names right before posts, where another is of ours."""
    if "theirs" in means:
        return means.index("theirs")
    rows = [[*texts(cells), *[""] * (len(headings) - len(cells))] for _, cells in body]
    said = [[row[n] for row in rows if row[n]] for n in range(len(headings))]
    named = [
        n
        for n in range(len(headings) - 1)
        if not means[n]
        and not means[n + 1]
        and (_TITLE in meanings_of(heading_key(headings[n + 1])) or are_offices(said[n + 1]))
    ]
    found = [n for n in named if are_people(said[n])]
    return found[0] if len(found) == 1 and _OURS in means else None


def _told_of_them(
    headings: Sequence[str], means: Sequence[str], who: int, rows: Sequence[Sequence[str]]
) -> Mapping[str, int]:
    """The columns of post, unit and company of those who were met; a unit that stands elsewhere may be one of ours."""
    found: dict[str, int] = {}
    if (
        who + 1 < len(headings)
        and not means[who + 1]
        and _says_posts(headings[who + 1], [r[who + 1] for r in rows if r[who + 1]])
    ):
        found[_TITLE] = who + 1
    beside = (n for n in (who - 1, who + 1, who + 2) if 0 <= n < len(headings) and n not in found.values())
    units = (n for n in beside if "unit" in meanings_of(heading_key(headings[n])) and not _is_of_ours(headings[n]))
    if (unit := next(units, None)) is not None:
        found[_UNIT] = unit
    attitudes = [n for n, h in enumerate(headings) if not means[n] and _says_attitudes(h, [r[n] for r in rows if r[n]])]
    if len(attitudes) == 1:
        found |= {_STANCE: attitudes[0], _DAY: means.index("date")}
    return found | ({_ORG: means.index("org")} if "org" in means else {})


def _says_posts(heading: str, said: Sequence[str]) -> bool:
    some = [one for one in said if is_office(one)]
    return are_offices(said) or (_TITLE in meanings_of(heading_key(heading)) and 2 * len(some) > len(said))


def _says_attitudes(heading: str, said: Sequence[str]) -> bool:
    words = vocabulary("people", _STANCE)
    named = _STANCE in meanings_of(heading_key(heading)) and any(words.get(word_key(one)) for one in said)
    return named or are_attitudes(heading, said)


def _is_named(one: str) -> bool:
    """Whether somebody is called by the name, perhaps with the post; “王总” is looked for where the meeting is read."""
    return bool(written(one).title) or not is_called_by_post(one)


def _is_of_ours(heading: str) -> bool:
    side = sided(heading)
    return side is not None and side[0] == OURS
