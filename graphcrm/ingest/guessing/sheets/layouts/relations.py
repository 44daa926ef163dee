"""Lists of relations in words: “Ana Ruiz | reports to | Luis Gil”, “王伟 | 李娜 | 同学 | 很近”; a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import USUAL, Body, Laid, level_code, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.heading_senses import is_wanted
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.people_in_cells import MOST_IN_A_ROW, people_in
from graphcrm.ingest.guessing.values import NOTHING, is_name
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.choices import History
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown

__all__ = ["HEADS", "MEANT", "people_of_relations", "relations", "tie_of"]

#: What words say of the first of two people, the other way round where it is said of the second.
_SAYS: dict[str, tuple[EdgeKind, bool]] = {
    "reports_to": (EdgeKind.REPORTS_TO, False),
    "manages": (EdgeKind.REPORTS_TO, True),
    "influences": (EdgeKind.INFLUENCES, False),
    "influenced_by": (EdgeKind.INFLUENCES, True),
    "trusts": (EdgeKind.TRUSTS, False),
    "trusted_by": (EdgeKind.TRUSTS, True),
    "conflict": (EdgeKind.CONFLICTS_WITH, False),
    **{history.value: (EdgeKind.SHARED_HISTORY, False) for history in History},
}
_LEVELLED = frozenset({EdgeKind.INFLUENCES, EdgeKind.TRUSTS})
#: Columns that only lists of people have.
_OF_PEOPLE = frozenset({"title", "unit", "email", "stance", "org"})
#: Who says so is none of the two.
_TELLS = frozenset({"reported_by", "source", "logged_by", "owner"})
_ENDS = frozenset({"from", "to"})
_LEVEL = frozenset({"level", "knows", "declared_level"})
#: The scale behind the word of a heading: “strength (1-5)”, “strength_1_5”.
_SCALE = re.compile(r"[\s_]*[(\uff08]?\d{1,2}\s*[-–~_至到]\s*\d{1,2}[)\uff09]?$")
#: A level by its number, which its word only explains.
_GRADED = re.compile(r"[A-Za-z]?\d\b")
#: The headings of relations that nobody wrote, and what they mean.
HEADS, MEANT = ("from", "relation", "to", "level", "history"), ("from", "kind", "to", "level", "history")
#: Share of relations that are understood from which on it is such a list, and the fewest of them.
_SHARE, _FEWEST = 0.6, 2
#: Share of the cells of a column of people that name one: somebody may report to the board.
_MOST = 0.8
#: Rows that are looked at to tell whether it is one.
_SAMPLE = 200


def relations(headings: Sequence[str], body: Body) -> Laid | None:
    """The table as who is tied to whom and how; None for any other. Relations whose words say no kind or no direction are told."""
    if any(_OF_PEOPLE & meanings_of(heading_key(h)) for h in headings if h):
        return None
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body[:_SAMPLE]]
    columns = [[cells[n] for _, cells in rows if cells[n]] for n in range(len(headings))]
    tying = [n for n, cells in enumerate(columns) if _are_relations(headings[n], cells)]
    if not tying:
        return None
    people = [n for n, cells in enumerate(columns) if _are_names(cells) and not _tells(headings[n])]
    how = next((n for n in tying if n not in people), None)
    if how is None or len(people) < _FEWEST:
        return None
    first = max((n for n in people if n < how), default=people[0])
    second = min((n for n in people if n > how), default=first)
    if second == first:  # “A | B | relation”
        first, second = people[0], people[1]
    level = next((n for n, h in enumerate(headings) if _are_levels(h, columns[n])), None)
    if level is None:  # below any heading, where all cells say how much
        free = [n for n, cells in enumerate(columns) if n not in (how, *people) and cells]
        level = next((n for n in free if all(word_key(cell) in vocabulary("", "level") for cell in columns[n])), None)
    made: list[list[Cell]] = []
    lines: list[int] = []
    left: list[Text] = []
    for line, row in body:
        cells = [*texts(row), *[""] * (len(headings) - len(row))]
        code = _code(cells[how])
        if code not in _SAYS:
            if cells[how]:
                left.append(_untold(line, cells[how]))
            continue
        kind, turned = _SAYS[code]
        said = (USUAL if level is None else cells[level]) if kind in _LEVELLED else ""
        history = code if kind is EdgeKind.SHARED_HISTORY else ""
        some, others = people_in(cells[first]), people_in(cells[second])
        if len(some) * len(others) > MOST_IN_A_ROW:
            left.append(_too_many(line))
            continue
        if nobody := next((one for one in (*some, *others) if not _names_one(one)), None):
            left.append(_nobody(line, nobody))
            continue
        for one, other in product(some, others):
            ends = (other, one) if turned else (one, other)
            made.append([ends[0], kind.value, ends[1], said, history])
            lines.append(line)
    why = Text("每行写明两人是什么关系", "each line says how two people are tied")
    meant = dict(zip(HEADS, MEANT, strict=True))
    return Laid("relations", why, HEADS, made, lines, meant, left_out=tuple(left)) if made else None


def _tells(heading: str) -> bool:
    """Whether a heading is of whoever says so, and not of one of the two, as “Who” may be."""
    means = meanings_of(heading_key(heading))
    return bool(_TELLS & means) and not means >= _ENDS


def tie_of(said: str) -> tuple[EdgeKind, bool, str] | None:
    """The kind of relation that a text says of the first of two people, whether the second is its source, and the history; or None.

    >>> tie_of("Former colleague"), tie_of("Influenced by"), tie_of("Account manager")
    ((<EdgeKind.SHARED_HISTORY: 'SHARED_HISTORY'>, False, 'former_colleague'), (<EdgeKind.INFLUENCES: 'INFLUENCES'>, True, ''), None)
    """
    code = vocabulary("", "relation").get(word_key(said), "")
    if code not in _SAYS:
        return None
    kind, turned = _SAYS[code]
    return kind, turned, code if kind is EdgeKind.SHARED_HISTORY else ""


def people_of_relations(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each of the people whom lines of relations name, with the post in the column behind the name; None without any."""
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    columns = [[cells[n] for _, cells in rows[:_SAMPLE] if cells[n]] for n in range(len(headings))]
    places = [n for n in range(len(headings) - 1) if _are_names(columns[n]) and _are_posts(columns[n + 1])]
    if len(places) < _FEWEST:
        return None
    found = {
        cells[n]: (cells[n + 1], line) for line, cells in reversed(rows) for n in places if cells[n] and cells[n + 1]
    }
    made: list[list[Cell]] = [[who, post] for who, (post, _) in found.items()]
    why = Text("关系两端的人及其职务", "those whom the relations tie, with their posts")
    meant = {"name": "name", "title": "title"}
    return Laid("people of relations", why, tuple(meant), made, [line for _, line in found.values()], meant)


def _are_posts(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(is_office, cells)) >= _SHARE * len(cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether nearly all cells look like names and most like those of people; words for relations do not."""
    said = [one for cell in cells for one in people_in(cell)]
    names = [written(one).name for one in said if _names_one(one)]
    words = vocabulary("", "relation")
    known = any(word_key(name) in words for name in names)
    nearly_all = bool(names) and len(names) >= _MOST * len(said)
    return nearly_all and not known and 2 * sum(map(is_person, names)) >= len(names)


def _names_one(said: str) -> bool:
    """Whether a text may be somebody's name, and is neither a post nor a department."""
    name = written(said).name
    return is_name(name) and not (is_office(name) or is_unit(name))


def _are_relations(heading: str, cells: Sequence[str]) -> bool:
    """Whether most cells say how two people are tied, and neither how they should be one day nor how closely, as “L3 信任” does."""
    if is_wanted(heading) or any(map(_GRADED.match, cells)):
        return False
    return len(cells) >= _FEWEST and sum(_code(cell) is not None for cell in cells) >= _SHARE * len(cells)


def _are_levels(heading: str, cells: Sequence[str]) -> bool:
    """Whether a column says how much, by its heading and by its cells."""
    words = vocabulary("", "level")
    filled = [cell for cell in cells if word_key(cell) not in NOTHING]
    known = sum(level_code(cell, words) is not None for cell in filled)
    meant = meanings_of(heading_key(_SCALE.sub("", heading[:60])))
    return bool(_LEVEL & meant) and bool(filled) and known >= _SHARE * len(filled)


@lru_cache(maxsize=10_000)
def _code(said: str) -> str | None:
    """What a text says of two people: by a known word, else by the longest one within it; None if it says nothing known."""
    words = vocabulary("", "relation")
    key = word_key(said)
    if key in words:
        return words[key]
    found = [word for word in words if len(word) > 1 and _holds(key, word)]
    longest = max(map(len, found), default=0)
    codes = {words[word] for word in found if len(word) == longest}
    return codes.pop() if len(codes) == 1 else None


def _holds(said: str, word: str) -> bool:
    return word in said and bool(HAN.search(word) or re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", said))


def _too_many(line: int) -> Text:
    return Text(
        f"第 {line} 行未导入：超过 {MOST_IN_A_ROW} 对人；请分成几行",
        f"line {line} was not imported: it ties more than {MOST_IN_A_ROW} pairs of people; make several lines of it",
    )


def _nobody(line: int, said: str) -> Text:
    return Text(
        f"第 {line} 行未导入：“{shown(said, 30)}”不是人名",
        f"line {line} was not imported: “{shown(said, 30)}” is nobody's name",
    )


def _untold(line: int, said: str) -> Text:
    return Text(
        f"第 {line} 行未导入：看不出“{shown(said, 30)}”是什么关系或从谁出发",
        f"line {line} was not imported: “{shown(said, 30)}” says no kind of relation, or not whose",
    )
