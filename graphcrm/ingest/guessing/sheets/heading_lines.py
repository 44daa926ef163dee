"""Which line of a sheet is a heading, and what its columns are called: people write it on two lines, or over several sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.folding import HAN, simplified
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import known_label, texts
from graphcrm.ingest.guessing.sheets.grids import Row
from graphcrm.ingest.guessing.sheets.layouts.heads import headings_in
from graphcrm.ingest.guessing.sheets.layouts.over_groups import group_of
from graphcrm.ingest.guessing.sheets.layouts.within_cells import names_two
from graphcrm.ingest.guessing.sheets.line_kinds import is_alone
from graphcrm.ingest.guessing.texts.heading_senses import is_before, is_now, is_of_remarks, is_wanted
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.sides import OURS, THEIRS, side_named, side_over
from graphcrm.ingest.guessing.values import is_date, is_email, is_number
from graphcrm.ingest.guessing.words import heading_key, known_headings, vocabulary, word_key

__all__ = [
    "SURE",
    "WIDE",
    "begins",
    "heading_score",
    "headings_of",
    "is_aside",
    "is_data",
    "may_head_a_table",
    "names_below_sides",
    "names_in_groups",
]

#: Known headings in a row from which on it is one, and cells of one that is wide.
SURE, WIDE = 2, 4
#: Levels by which columns may be called in a heading.
_DIGIT = re.compile(r"[+-]?\d")
_DIGITS = re.compile(r"\d")
_WHO = re.compile(r"谁|(who|wer|quién|qui)\s", re.IGNORECASE)
#: What stands below a group of columns about one judgement: how it is, and what is said of it.
_OF_LEVELS = frozenset({"等级", "程度", "级别", "评级", "评分", "得分", "分值", "level", "score", "rating", "grade"})
_WHY = frozenset({"描述", "依据", "理由", "原因", "具体说明", "reason", "explanation"})
_COLONS = ":\uff1a"
#: Lines of a form one above the other.
_LINES = 2
#: Share of the headings that are known in the heading of a further table.
_MOSTLY, _SURELY = 0.5, 0.75
_LABELLED = re.compile(r"\S\s*[:\uff1a]\s*\S")
#: A line below a heading that only says on which scale it is, or in which unit: “(+2~-2)”, “（★）”, “(1-5分)”.
_ASIDE = re.compile(r"[(\uff08\[【][^()\uff08\uff09\[\]【】]*[)\uff09\]】]|[^\w\s]+")


def heading_score(cells: Sequence[Cell]) -> float:
    """How much a row looks like a heading: 2 for a known heading, ½ for another short text, −2 for what only data holds."""
    said = [t for t in texts(cells) if t]
    again = len({heading_key(t) for t in said}) < len(said) * 0.7
    if len(said) < 2 or (again and sum(map(known_label, said)) < _MOSTLY * len(said)):
        return 0.0  # the same columns for each of several sides are a heading, equal cells otherwise a row
    if len(said) % 2 == 0 and all((t[-1] in _COLONS) == (n % 2 == 0) for n, t in enumerate(said)):
        return 0.0  # labels with their values beside them: “商机： | 智能仓储 | 客户： | 佳运物流”
    known = known_headings()
    total = 0.0
    # words for levels are cells of a row, unless the row is one of headings otherwise
    sure = sum(map(known_label, said)) >= SURE or (known_label(said[0]) and all(map(is_date, said[1:])))
    levels = not sure and not _is_level(said[0])
    for one in said:
        if sure and (_DIGIT.fullmatch(one) or is_date(one)):
            continue  # a column for each level, or for each day
        if levels and not _asks_who(one) and (len(one) == 1 or _is_level(one)) and heading_key(one) not in known:
            total -= 0.5
        elif known_label(one) or _asks_who(one):
            total += 2
        elif is_data(one):
            total -= 2
        else:
            total += 0.5 if len(one) <= 60 else -1
    return total


def may_head_a_table(rows: Sequence[Row], n: int) -> bool:
    """Whether most cells of a row are known headings, or some are and rows as wide stand right below it until a gap."""
    said = texts(rows[n][1])
    keys = [key for one in said if (key := heading_key(one))]
    labels = sum(one[-1:] in (":", "\uff1a") for one in said if one)
    if len(keys) < SURE or _are_pairs(said) or 0 < labels < sum(map(bool, said)):
        return False
    if _known_share(keys) >= _MOSTLY:
        return True
    below = sum(map(bool, texts(rows[n + 1][1])))
    return len(keys) >= WIDE <= below and not any(map(is_data, filter(None, said))) and any(map(known_label, said))


def begins(rows: Sequence[Row], n: int) -> bool:
    """Whether a further table begins at a row, which a heading is, or a title right above one; below a gap, or with such a title."""
    gap = n > 0 and rows[n][0] - rows[n - 1][0] > 1
    titled = is_alone(rows[n][1])
    if n + 1 >= len(rows) or not (gap or titled):
        return False
    below = [key for t in texts(rows[n + titled][1]) if (key := heading_key(t))]
    known = sum(key in known_headings() for key in below)
    return known >= SURE and (known >= len(below) * (_MOSTLY if gap else _SURELY) or (gap and titled))


def names_in_groups(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a line below a heading is part of it: it names columns over which nothing stands, some of them as is known, no data.

    >>> over = ["Person", "", "Role"]
    >>> names_in_groups(over, ["Name", "Position", "Veto?"]), names_in_groups(over, ["Ana Ruiz", "CFO", "User"])
    (True, False)
    >>> names_in_groups(["姓名", "关系现状", "", "对接人"], ["", "等级", "说明", ""])
    True
    >>> names_in_groups(["Name", "Haltung", ""], ["", "Ist", "Soll"])
    True
    """
    said = [one for one in lower if one]
    apart = any(one and not over for over, one in zip([*upper, *[""] * len(lower)], lower, strict=False))
    if len(said) > 1 and not lower[0] and all(map(_judges, said)):
        return apart
    known = sum(map(known_label, said))
    named = any(is_data(one) or is_person(written(one).name) for one in said)
    return apart and known >= SURE and 3 * known >= len(said) and not named


def names_below_sides(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a line below a heading names people and nothing else, several of them below one heading that says of which side.

    >>> names_below_sides(["日期", "客户参会", "", "我方参会"], ["", "王伟", "李娜", "刘洋"])
    True
    >>> names_below_sides(["日期", "客户参会", "我方参会"], ["", "王伟", "刘洋"])
    False
    """
    said = {n: one for n, one in enumerate(lower) if one}
    over = {n: next((one for one in reversed(upper[: n + 1]) if one), "") for n in said}
    several = len(set(over.values())) < len(over)
    return several and all(map(side_over, over.values())) and all(is_person(written(one).name) for one in said.values())


def headings_of(
    rows: Sequence[Row], place: int, spans: Sequence[tuple[int, int, int, int]] = ()
) -> tuple[list[str], int, list[tuple[str, str]]]:
    """The headings, how many rows stand above them, and each as group and name; a line of groups over the heading belongs to it.

    A heading on two lines is a group with a name in it: “Customer | (nothing)” over “Name | City” is “Customer Name”,
    “Customer City”. It is taken for one only where a group spans several names, or names a column that is else empty.
    A group of merged cells, in `spans`, ends with them; between groups of both sides, theirs says nothing of what stands in a column.
    """
    lower = headings_in(rows[place][1])
    while lower and not lower[-1]:
        lower.pop()
    line = rows[place][0]
    if place and rows[place - 1][0] == line - 1:
        upper = texts(rows[place - 1][1])
        used = [n for n, t in enumerate(upper) if t]
        first = next((n for n, t in enumerate(lower) if t), 0)  # a table may stand apart from the left edge
        merged = sum(bool(t) and t == below for t, below in zip(upper, lower, strict=False)) >= SURE
        if merged or (
            (len(used) >= 2 or (used and used[0] > first and known_label(upper[used[0]])))
            and not any(is_data(t) or _LABELLED.search(t) or _names_a_holder(t) for t in upper if t)
            and not _are_pairs(upper)
            and not _goes_on_as_form(upper, rows[:place])
        ):
            width = max(len(lower), len(upper))
            lower += [""] * (width - len(lower))
            group, made, parts = "", [], []
            ends = {left: right for top, left, _, right in spans if top == rows[place - 1][0]}
            sides = {side_named(one) for one in upper if one} >= {OURS, THEIRS}
            end = width
            for n in range(width):
                own = upper[n] if n < len(upper) else ""
                end = ends.get(n, width) if own else end
                group = own or (group if lower[n] and n <= end else "")
                if group and is_aside(lower[n]):
                    made.append(f"{group}{lower[n]}")
                    parts.append(("", made[-1]))
                    continue
                theirs = sides and side_named(group) == THEIRS and known_label(lower[n])
                made.append(lower[n] if theirs else _two_lines(group, lower[n]))
                parts.append((group, lower[n]))
            return made, place - 1, parts
    return lower, place, [("", name) for name in lower]


def _names_a_holder(said: str) -> bool:
    """Whether a text over headings is somebody with the post, who is no group of columns: “Dr. Ana Ruiz (CEO)”."""
    one = written(said)
    return bool(one.title) and " " in one.name and is_person(one.name) and not known_label(said)


def is_aside(said: str) -> bool:
    """Whether a text below a heading only says on which scale it is, or in what.

    >>> is_aside("(+2~-2)"), is_aside("★"), is_aside("2026"), is_aside("CIO (IT)")
    (True, True, False, False)
    """
    return bool(_ASIDE.fullmatch(said))


def _plain(said: str) -> str:
    return simplified(said).casefold()


def _judges(said: str) -> bool:
    """Whether a heading below another says only how that is, was or should be, or what is said of it."""
    of_when = is_now(said) or is_wanted(said) or is_before(said)
    return _plain(said) in _OF_LEVELS | _WHY or is_of_remarks(simplified(said)) or of_when


def _two_lines(group: str, name: str) -> str:
    """A name within a group; whichever of both is known by itself speaks alone, unless together they are known too."""
    if not group or not name or group == name:
        return group or name
    both = f"{group} {name}"
    if names_two(name):
        return name
    says_how = _plain(name) in _OF_LEVELS or is_now(name)
    if says_how and known_label(group) and heading_key(both) not in known_headings():
        return f"{group} ({name})"
    return both if heading_key(both) in known_headings() else f"{group} / {name}"


def _are_pairs(cells: Sequence[str]) -> bool:
    """Whether a line is of labels with their values beside them: “Account | Initech | Opportunity | Renewal”."""
    used = [n for n, t in enumerate(cells) if t]
    labels, values = used[::2], used[1::2]
    return (
        len(labels) == len(values)
        and all(value == label + 1 for label, value in zip(labels, values, strict=True))
        and all(cells[n][-1] in ":\uff1a" or known_label(cells[n]) or _is_value(cells[n + 1]) for n in labels)
        and not any(known_label(cells[n]) for n in values)
    )


def _goes_on_as_form(cells: Sequence[str], above: Sequence[Row]) -> bool:
    """Whether a line has labels where the line right above it has some, each with its value beside it and a gap behind: a form."""
    if len(above) < _LINES:
        return False
    used = [n for n, one in enumerate(cells) if one]
    before = [n for n, one in enumerate(texts(above[-_LINES][1])) if one]
    labels = used[::2]
    apart = all(n == 0 or not cells[n - 1] for n in labels) and used == sorted([*labels, *(n + 1 for n in labels)])
    known = [n for n in labels if known_label(cells[n]) or _is_value(cells[n + 1])] if apart else []
    return used == before and len(labels) > 1 and bool(known) and not any(known_label(cells[n + 1]) for n in labels)


def _is_value(said: str) -> bool:
    """Whether a text can only stand beside a label: a number or day, or a Chinese name."""
    return bool(_DIGITS.search(said)) or (bool(HAN.match(said)) and is_person(said))


def is_data(said: str) -> bool:
    """What no heading is: a day, a mail address, a number, a label with its value."""
    labelled = bool(group_of([said])) and not is_person(written(said).name)  # “IT: Omar Said” heads a column
    return is_date(said) or is_email(said) or is_number(said) or labelled


def _asks_who(said: str) -> bool:
    """Whether a text asks for somebody by what they do in a decision: “谁拍板”, “Who decides”."""
    return bool(_WHO.match(said)) and bool(vocabulary("people", "roles").get(word_key(said)))


def _is_level(said: str) -> bool:
    """Whether a text is a word for a level, as cells hold them below a heading."""
    key = word_key(said)
    return any(key in vocabulary("people", name) for name in ("stance", "roles", "level"))


def _known_share(keys: Sequence[str]) -> float:
    given = [key for key in keys if key]
    known = known_headings()
    return sum(key in known for key in given) / len(given) if given else 0.0
