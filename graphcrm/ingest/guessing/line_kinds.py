"""Lines of a table that are no rows: comments, totals, legends, notes, and lines over the groups of people below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice, pairwise

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.both_sides import company_of
from graphcrm.ingest.guessing.companies import is_company
from graphcrm.ingest.guessing.grids import Row
from graphcrm.ingest.guessing.laid import meanings_of
from graphcrm.ingest.guessing.layouts.carrying import group_of
from graphcrm.ingest.guessing.names import is_person, written
from graphcrm.ingest.guessing.somebody import is_open_post
from graphcrm.ingest.guessing.values import is_total, text
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.ingest.heading_row import is_comment

__all__ = ["ORG", "UNIT", "is_alone", "without_totals"]

#: The columns that lines over groups of people become.
UNIT, ORG = "unit", "organisation"
_NOTE = re.compile(
    r"(note|remark|legend|source|generated|printed|exported|copyright|confidential|last updated|as of|page \d+).*"
    r"|(注|备注|说明|制表|填表|审核|导出|打印|数据来源|更新时间|图例)(人|日期|时间)?[:\uff1a].*|©.*|第 ?\d+ ?页.*",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"(legend|key|legende|leyenda|légende|图例|说明|注)\s*[:\uff1a]", re.IGNORECASE)
#: The line below the heading of a table in Markdown.
_RULE = re.compile(r":?-{3,}:?")
#: A line with nothing but this, or a word for such a unit, stands over the people of a unit.
_GROUP = re.compile(r".{1,20}(部|处|科|室|中心|分公司|department|abteilung)", re.IGNORECASE)
#: What is no name and no value: a colon or an equals sign within, a full stop at the end, the length of a sentence.
_SIGN = re.compile(r"[^\w\s\"'“„‘(\uff08\[【?]|[(\uff08].*[)\uff09]$")
_SENTENCE = re.compile(r"\S\s*[:=\uff1a\uff1d]\s*\S|[。.!\uff01]$|.{80}")


def without_totals(
    body: Sequence[Row], headings: Sequence[str], grouped: bool, titles: Collection[int]
) -> tuple[list[Row], list[Text], list[dict[str, str]]]:
    """The rows without comments, totals and notes, each of which is told, and what the lines over groups say of each row."""
    kept: list[Row] = []
    told: list[Text] = []
    groups: list[dict[str, str]] = []
    group: dict[str, str] = {}
    last, summed = len(body) - 1, False
    filled = [[t for t in map(text, cells) if t] for _, cells in body]
    few = 2 * sum(len(said) == 1 for said in filled) <= len(body)
    units = any("unit" in meanings_of(heading_key(h)) for h in headings)
    lines_of_units = _lines_of_units(body, filled) if len(headings) > 2 else frozenset()
    means = [meanings_of(heading_key(h)) for h in headings]
    who = next((n for n, m in enumerate(means) if "name" in m and not m & {"org", "unit", "customer"}), len(headings))
    who = next((n for n, h in enumerate(headings) if company_of(h)), who)
    names = [said for _, cells in body if not is_alone(cells) for said in map(text, cells[who : who + 1]) if said]
    whole = bool(names) and all(" " in name for name in names)
    orgs = any("org" in meanings_of(heading_key(h)) for h in headings)
    for n, ((line, cells), said) in enumerate(zip(body, filled, strict=True)):
        if not said:
            continue
        first = " ".join(said[0].split())
        alone = len(said) == 1 and len(headings) > 2
        after_gap = n > 0 and line - body[n - 1][0] > 1
        if is_comment(first, said[1:]) or all(map(_RULE.fullmatch, said)):
            why = Text("注释行", "a comment")
        elif is_total(first):
            why, summed = Text("合计行", "a line of totals"), True
        elif _LEGEND.match(first) and (alone or sum(map(bool, map(_SIGN.match, said[1:]))) * 2 >= len(said)):
            why = Text("图例", "a legend")
        elif alone and grouped and (found := group_of(first)):
            group = {found[0]: found[1]}
            continue
        elif alone and grouped and not orgs and is_company(first):
            group = {ORG: first}
            continue
        elif alone and (_GROUP.fullmatch(first) or line in lines_of_units):
            if grouped and not units:
                group = {UNIT: first}
                continue
            why = Text("分组标题", "a heading of a group")
        elif line in titles:
            why = Text("分组标题", "a heading of a group")
        elif alone and (
            summed
            or _NOTE.fullmatch(first)
            or (n == last and after_gap)
            or _SENTENCE.search(first)
            or (few and _SIGN.match(first))
            or ((few or whole) and any(map(text, cells[who : who + 1])) and not _may_be_somebody(first, whole))
        ):
            why = Text("附注", "a note")
        else:
            kept.append((line, cells))
            groups.append(group)
            continue
        short = first if len(first) <= 40 else first[:39] + "…"
        told.append(Text(f"第 {line} 行未导入({why.zh}):{short}", f"line {line} was not imported ({why.en}): {short}"))
    return kept, told, groups


def _may_be_somebody(said: str, whole: bool) -> bool:
    """Whether a text alone on a line may name somebody, or a post without a holder, and is no title within the table.

    Among `whole` names, of which each has a space, one word is none: “Objectives”.
    """
    name = written(said).name
    return is_person(name) or is_open_post(name) or (" " not in said and not whole)


def is_alone(cells: Sequence[Cell]) -> bool:
    """Whether exactly one cell of a row holds anything; a row of a table is told by its second."""
    return len(list(islice(filter(None, map(text, cells)), 2))) == 1


def _lines_of_units(body: Sequence[Row], filled: Sequence[Sequence[str]]) -> frozenset[int]:
    """Lines that hold one text alone and head the rows below: the first line is one, none follows another, some name a unit."""
    alone = [len(said) == 1 for said in filled]
    if not any(alone) or not alone[0] or alone[-1] or any(a and b for a, b in pairwise(alone)):
        return frozenset()
    heads = {line: said[0] for (line, _), said in zip(body, filled, strict=True) if len(said) == 1}
    functions = vocabulary("people", "function")
    named = any(functions.get(word_key(t)) or _GROUP.fullmatch(t) for t in heads.values())
    return frozenset(heads) if named else frozenset()
