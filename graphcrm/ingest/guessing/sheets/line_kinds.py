"""Lines of a table that are no rows: comments, totals, legends, notes, and lines over the groups of people below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import meanings_of
from graphcrm.ingest.guessing.sheets.grids import Row
from graphcrm.ingest.guessing.sheets.layouts.over_groups import group_of
from graphcrm.ingest.guessing.texts.both_sides import company_of
from graphcrm.ingest.guessing.texts.companies import called_as_company, is_company
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.sides import OURS, THEIRS, side_named
from graphcrm.ingest.guessing.texts.somebody import is_open_post
from graphcrm.ingest.guessing.values import is_number, is_total, text
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.ingest.heading_row import is_comment

__all__ = ["ORG", "UNIT", "is_alone", "without_totals"]

#: The columns that lines over groups of people become.
UNIT, ORG, SIDE = "unit", "organisation", "side"
_NOTE = re.compile(
    r"(note|remark|legend|source|generated|printed|exported|copyright|confidential|last updated|as of|page \d+).*"
    r"|(注|备注|说明|制表|填表|审核|导出|打印|数据来源|更新时间|图例)(人|日期|时间)?[:\uff1a].*|©.*|第 ?\d+ ?页.*",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"(legend|key|legende|leyenda|légende|图例|说明|注)\s*[:\uff1a]", re.IGNORECASE)
#: A month, a quarter or a year alone on a line, over the rows of that time.
_PERIOD = re.compile(
    r"(?:(?:20)?\d\d年?[-/. ]?)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?:20\d\d年?[ -]?)?(?:第?[一二三四1-4]季度|Q[1-4])"
    r"|20\d\d年度?"
)
#: The line below the heading of a table in Markdown.
_RULE = re.compile(r":?-{3,}:?")
#: A line with nothing but this, or a word for such a unit, stands over the people of a unit.
_GROUP = re.compile(r".{1,20}(部|处|科|室|中心|分公司|department|abteilung)", re.IGNORECASE)
#: What is no name and no value: a colon or an equals sign within, a full stop at the end, the length of a sentence.
_SIGN = re.compile(r"[^\w\s\"'“„‘(\uff08\[【?]|[(\uff08].*[)\uff09]$")
_SENTENCE = re.compile(r"\S\s*[:=\uff1a\uff1d]\s*\S|[。.!\uff01]$|.{80}")


#: Why a line is no row.
_COMMENT, _TOTALS, _HEAD = (
    Text("注释行", "a comment"),
    Text("合计行", "a line of totals"),
    Text("分组标题", "a heading of a group"),
)
_LEGENDS, _NOTES = Text("图例", "a legend"), Text("附注", "a note")
_SHOWN = 40
#: What a line that names a side says of those below it.
_SIDES = {OURS: "us", THEIRS: "client"}


def without_totals(
    body: Sequence[Row], headings: Sequence[str], grouped: bool, titles: Collection[int]
) -> tuple[list[Row], list[Text], list[dict[str, str]]]:
    """The rows without comments, totals and notes, each of which is told, and what the lines over groups say of each row."""
    lines = _Lines.of(body, headings, grouped, titles)
    kept: list[Row] = []
    told: list[Text] = []
    groups: list[dict[str, str]] = []
    group: dict[str, str] = {}
    summed = False
    for n, row in enumerate(body):
        if not lines.filled[n]:
            continue
        none = lines.is_no_row(n)
        if none is None and (over := lines.group(n)) is not None:
            group = over
        elif (why := none or lines.why_none(n, summed=summed)) is not None:
            summed = summed or why is _TOTALS
            told.append(_left_out(row[0], lines.first(n), why))
        else:
            kept.append(row)
            groups.append(group)
    return kept, told, groups


def _left_out(line: int, first: str, why: Text) -> Text:
    short = first if len(first) <= _SHOWN else first[: _SHOWN - 1] + "…"
    return Text(f"第 {line} 行未导入（{why.zh}）：{short}", f"line {line} was not imported ({why.en}): {short}")


class _Lines(NamedTuple):
    """The lines below a heading, with what has to be known of all of them to tell what one is.

    grouped
        Whether lines over groups of people may be read.
    titles
        Lines that stand over the same heading again.
    units, orgs
        Whether a column says of which unit, or of which organisation, the people are.
    who
        The column of names.
    few
        Whether at most half of the lines hold one cell.
    whole, people
        Whether each name has a space, and most are people's.
    heads, firms, sides
        Lines that hold one text alone and head the rows below, which name units or, in a list without a column of them, companies,
        or of which some name a side and nothing else: “Client”, “我方”.
    foot
        The lines at the end of a report.
    """

    body: Sequence[Row]
    filled: Sequence[Sequence[str]]
    wide: bool
    grouped: bool
    titles: Collection[int]
    units: bool
    orgs: bool
    who: int
    few: bool
    whole: bool
    people: bool
    heads: frozenset[int]
    firms: frozenset[int]
    sides: frozenset[int]
    foot: frozenset[int]

    @classmethod
    def of(cls, body: Sequence[Row], headings: Sequence[str], grouped: bool, titles: Collection[int]) -> _Lines:
        filled = [
            [t for cell in cells if cell and (t := cell.strip() if isinstance(cell, str) else text(cell))]
            for _, cells in body
        ]
        means = [meanings_of(heading_key(h)) for h in headings]
        who = next(
            (n for n, m in enumerate(means) if "name" in m and not m & {"org", "unit", "customer"}), len(headings)
        )
        who = next((n for n, h in enumerate(headings) if company_of(h)), who)
        heads = _lines_over_groups(body, filled) if len(headings) > 2 else {}
        sided = any(map(side_named, heads.values()))
        of_units = not sided and any(map(_is_of_unit, heads.values()))
        rows = [cells for (_, cells), said in zip(body, filled, strict=True) if len(said) > 1]
        names = [said for cells in rows for said in map(text, cells[who : who + 1]) if said]
        return cls(
            body,
            filled,
            wide=len(headings) > 2,
            grouped=grouped,
            titles=titles,
            units=any("unit" in m and any(map(text, _column(rows, n))) for n, m in enumerate(means)),
            orgs=any("org" in m for m in means),
            who=who,
            few=2 * sum(len(said) == 1 for said in filled) <= len(body),
            whole=bool(names) and all(" " in name for name in names),
            people=3 * sum(is_person(written(name).name) for name in names) > 2 * len(names),
            heads=frozenset(heads if of_units else ()),
            firms=frozenset(heads if not (of_units or sided) and _are_firms([*heads.values()], names) else ()),
            sides=frozenset(heads if sided else ()),
            foot=_foot(body, filled),
        )

    def first(self, n: int) -> str:
        """The first text of a line."""
        return " ".join(self.filled[n][0].split())

    def alone(self, n: int) -> bool:
        """Whether a line holds one text, where there is room for more."""
        return self.wide and len(self.filled[n]) == 1

    def group(self, n: int) -> dict[str, str] | None:
        """What a line over a group says of the rows below it; None for any other line."""
        if not self.grouped or not self.wide:
            return None
        if found := group_of(self.filled[n]):
            return found
        if not self.alone(n):
            return None
        first = self.first(n)
        if self.body[n][0] in self.sides:
            return {SIDE: _SIDES.get(side_named(first), first)}
        if not self.orgs and (is_company(first) or self.body[n][0] in self.firms):
            return {ORG: first}
        return {UNIT: first} if not self.units and self._heads_a_unit(n) else None

    def why_none(self, n: int, *, summed: bool) -> Text | None:
        """Why a line that heads no group is no row; None for a row. `summed` says that a line of totals stands above it."""
        if (self.alone(n) and (self._heads_a_unit(n) or _PERIOD.fullmatch(self.first(n)))) or self.body[n][
            0
        ] in self.titles:
            return _HEAD
        if self.alone(n) and self.body[n][0] in self.foot:
            return _NOTES
        if summed and _NOTE.fullmatch(self.first(n)):
            return _NOTES
        return _NOTES if self.alone(n) and (summed or self._is_note(n)) else None

    def is_no_row(self, n: int) -> Text | None:
        """Why a line is no row whatever stands around it: a comment, a sum, a legend."""
        first, said = self.first(n), self.filled[n]
        if is_comment(first, said[1:]) or all(map(_RULE.fullmatch, said)):
            return _COMMENT
        if is_total(first) or self._counts(n):
            return _TOTALS
        if not _LEGEND.match(first):
            return None
        signs = sum(map(bool, map(_SIGN.match, said[1:]))) * 2 >= len(said)
        return _LEGENDS if self.alone(n) or signs else None

    def _counts(self, n: int) -> bool:
        """Whether a line at the end, below a gap, counts: numbers behind what is nobody's name, in a table of people."""
        line, cells = self.body[n]
        said = text(cells[self.who]) if self.who < len(cells) else ""
        below_a_gap = n > 0 and line - self.body[n - 1][0] > 1 and all(len(one) < 2 for one in self.filled[n + 1 :])
        if not (below_a_gap and self.people and said and len(self.filled[n]) > 1):
            return False
        return not is_person(written(said).name) and all(is_number(one) for one in self.filled[n] if one != said)

    def _heads_a_unit(self, n: int) -> bool:
        return bool(_GROUP.fullmatch(self.first(n))) or self.body[n][0] in self.heads

    def _is_note(self, n: int) -> bool:
        """Whether a text alone on a line is a note: by its words, by where it stands, or since nobody can be called so."""
        first, (line, cells) = self.first(n), self.body[n]
        below_a_gap = n > 0 and n == len(self.body) - 1 and line - self.body[n - 1][0] > 1
        if below_a_gap or _NOTE.fullmatch(first) or _SENTENCE.search(first) or (self.few and _SIGN.match(first)):
            return True
        named = (self.few or self.whole) and any(map(text, cells[self.who : self.who + 1]))
        return named and not _may_be_somebody(first, self.whole)


def _column(rows: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [cells[place] for cells in rows if place < len(cells)]


def _may_be_somebody(said: str, whole: bool) -> bool:
    """Whether a text alone on a line may name somebody, or a post without a holder, and is no title within the table.

    Among `whole` names, of which each has a space, one word is none: “Objectives”.
    """
    name = written(said).name
    return is_person(name) or is_open_post(name) or (" " not in said and not whole)


def is_alone(cells: Sequence[Cell]) -> bool:
    """Whether exactly one cell of a row holds anything; a row of a table is told by its second."""
    found = 0
    for cell in cells:
        found += bool(cell and text(cell))
        if found > 1:
            break
    return found == 1


def _lines_over_groups(body: Sequence[Row], filled: Sequence[Sequence[str]]) -> dict[int, str]:
    """Lines that hold one text alone and head the rows below, with that text: the first line is one, and none follows another."""
    rows = [n for n, said in enumerate(filled) if len(said) != 1 or not (is_total(said[0]) or _NOTE.fullmatch(said[0]))]
    alone = [len(filled[n]) == 1 for n in rows]
    if not any(alone) or not alone[0] or alone[-1] or any(a and b for a, b in pairwise(alone)):
        return {}
    return {body[n][0]: filled[n][0] for n, single in zip(rows, alone, strict=True) if single}


def _foot(body: Sequence[Row], filled: Sequence[Sequence[str]]) -> frozenset[int]:
    """The lines at the end of a report, below a gap, each with one text: what it is called, who made it, in which company.

    One of them at least is a note by its words.
    """
    said = [n for n, cells in enumerate(filled) if cells]
    last = max((n for n in said if len(filled[n]) > 1), default=-1)
    below = [n for n in said if n >= last >= 0]
    begins = next((at for before, at in pairwise(below) if body[at][0] - body[before][0] > 1), len(body))
    foot = [n for n in below if n >= begins]
    return frozenset(body[n][0] for n in foot) if any(_NOTE.fullmatch(filled[n][0]) for n in foot) else frozenset()


def _are_firms(heads: Sequence[str], names: Sequence[str]) -> bool:
    """Whether lines over groups are called as companies are, one at least, or all in capitals, as none of the names below is."""
    capitals = len(heads) > 1 and all(map(str.isupper, heads)) and not any(map(str.isupper, names))
    return capitals or any(map(called_as_company, heads))


def _is_of_unit(said: str) -> bool:
    """Whether a text names a unit."""
    return bool(vocabulary("people", "function").get(word_key(said)) or _GROUP.fullmatch(said))
