"""Exports of chats, whose contacts are called by a remark of ours beside a nickname of their own: “王伟”, “华岳-王伟-信息总监”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MOSTLY, Body, Laid, meanings_of, own_column, texts
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = ["remarked_names"]

_SIGN = re.compile(r"\s*[-_—–/\uff0f|｜·]\s*")
#: Behind a Chinese name, which has no space within once it is longer than that of a family.
_NAMED = re.compile(r"(?<=[\u3400-\u9fff]{2})\s+")
_FEWEST = 2
#: Characters of what a company is called for short.
_SHORT = 2


def remarked_names(headings: Sequence[str], body: Body) -> Laid | None:
    """A table with a column of such remarks, with one for each part of them; None for one without.

    The name stands at the same place of each; what all remarks begin with is the account, of which the import asks. Remarks that
    all begin with a Chinese name are names as people write them: “王伟”, “王伟-采购”, “王伟 采购”; in front of the department may
    stand what the company is called for short.
    """
    said = [vocabulary("", "chat").get(word_key(h), "") for h in headings]
    places = [n for n, one in enumerate(said) if one == "remark"]
    if len(places) != 1 or "added" not in said:
        return None
    (place,) = places
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    cut = [[part for part in _SIGN.split(cells[place]) if part] for _, cells in rows]
    at = _place_of_names([parts for parts in cut if len(parts) > 1], len(cut))
    if at is not None:
        before = {parts[0] for parts in cut if at and len(parts) > at}
        holds = ("name", "title", *(("org",) if len(before) > 1 else ()))
    elif cut and all(parts and HAN.match(parts[0]) and is_person(_NAMED.split(parts[0])[0]) for parts in cut):
        firms = next((n for n, h in enumerate(headings) if "org" in meanings_of(heading_key(h))), place)
        at, holds, cut = 0, ("name",), [[_within_firm(cells[place], cells[firms])] for _, cells in rows]
    else:
        return None
    columns = {name: own_column(name, headings) for name in holds}
    gone = {place, *(n for n, one in enumerate(said) if one == "nickname")}
    made: list[list[Cell]] = []
    lines: list[int] = []
    told: list[Text] = []
    for (line, cells), parts in zip(rows, cut, strict=True):
        if len(parts) <= at:
            told.append(
                Text(
                    f"第 {line} 行的备注没有姓名，未导入", f"line {line} has no name in its remark and was not imported"
                )
            )
            continue
        own = {"name": parts[at], "title": " ".join(parts[at + 1 :]), "org": parts[0]}
        made.append([*("" if n in gone else cell for n, cell in enumerate(cells)), *(own[name] for name in columns)])
        lines.append(line)
    why = Text(
        f"“{shown(headings[place])}”一列写明姓名，昵称不是姓名",
        f"“{shown(headings[place])}” holds names; a nickname is no name",
    )
    heads = (*("" if n in gone else h for n, h in enumerate(headings)), *columns.values())
    meant = {column: name for name, column in columns.items()}
    return Laid("remarked names", why, heads, made, lines, meant, left_out=tuple(told))


def _within_firm(remark: str, firm: str) -> str:
    """A remark that begins with a name, “褚卫-盛达生产部”, with a sign behind the name and without the company's short name behind it.

    >>> _within_firm("褚卫-盛达生产部", "盛达纺织有限公司"), _within_firm("窦娟 锦程IT", "锦程家居"), _within_firm("王 伟", "华岳")
    ('褚卫-生产部', '窦娟-IT', '王 伟')
    """
    parts = _SIGN.split(remark, maxsplit=1)
    parts = parts if len(parts) > 1 else _NAMED.split(remark, maxsplit=1)
    if len(parts) == 1 or not is_person(parts[0]):
        return remark
    short = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(parts[1], firm, strict=False)))
    return f"{parts[0]}-{parts[1][short:].strip() or parts[1]}" if short >= _SHORT else "-".join(parts)


def _place_of_names(cut: Sequence[Sequence[str]], rows: int) -> int | None:
    """The place at which remarks hold a name, if it is one and the same; None if it is none or several."""
    if len(cut) < max(_FEWEST, MOSTLY * rows):
        return None
    found = []
    for at in range(min(map(len, cut))):
        parts = [one[at] for one in cut]
        if len(set(parts)) == 1 < len(parts):
            continue  # what all of them begin with is the account, however much its name sounds like a person's
        if sum(is_person(t) and not (is_office(t) or is_unit(t) or is_company(t)) for t in parts) >= MOSTLY * len(
            parts
        ):
            found.append(at)
    return found[0] if len(found) == 1 else None
