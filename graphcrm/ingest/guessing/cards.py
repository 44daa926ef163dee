"""Cards: a label and a value on each line, person below person or person beside person, turned into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, texts
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.fields import shown

__all__ = ["cards"]

_LABELLED = re.compile(r"([^:\uff1a]{1,40}?)\s*[:\uff1a]\s*(.*)", re.DOTALL)
_AROUND = " :\uff1a"
_SHARE, _FEWEST = 0.6, 3
#: Lines that are looked at before a long file is taken apart.
_TRIED = 200

Pairs = list[tuple[str, str]]


def cards(rows: Body) -> Laid | None:
    """The records of a sheet of labels and values; None for a sheet that is none."""
    lines = [(line, texts(cells)) for line, cells in rows]
    if not _are_cards([cells for _, cells in lines[:_TRIED]]):
        return None
    across = _across(lines)
    return across or _below(lines)


def _pairs(cells: Sequence[str]) -> Pairs:
    """Labels with their values: “Name: Ruth”, “Name | Ruth”, “Name | Ruth | Title | CEO”; empty where the line is no such."""
    said = [t for t in cells if t]
    if not said:
        return []
    whole = _LABELLED.fullmatch(said[0])
    if whole and whole[2] and known_label(whole[1]):
        return [(whole[1].strip(), ", ".join((whole[2], *said[1:])))]
    found: Pairs = []
    places = [n for n, t in enumerate(cells) if t]
    n = 0
    while n < len(places):
        label = cells[places[n]].strip(_AROUND)
        value = places[n + 1] if n + 1 < len(places) else None
        if found and not known_label(label):
            return found if len(found) == 1 else []
        if value is not None and not known_label(cells[value]):
            found.append((label, cells[value]))
            n += 2
        else:
            found.append((label, ""))
            n += 1
    return found


def _are_cards(rows: Sequence[Sequence[str]]) -> bool:
    pairs = [p for p in map(_pairs, rows) if p]
    first = next((n for n, p in enumerate(pairs) if known_label(p[0][0]) and p[0][1]), len(pairs))
    pairs = pairs[first:]
    known = [p for p in pairs if known_label(p[0][0])]
    labels = {heading_key(label) for p in known for label, _ in p}
    valued = sum(any(value for _, value in p) for p in known)
    return len(labels) >= _FEWEST and len(known) >= _SHARE * len(pairs) and 2 * valued >= len(known)


def _across(lines: Sequence[tuple[int, list[str]]]) -> Laid | None:
    """Labels in the first column, a record in each other one."""
    known = [(line, cells) for line, cells in lines if cells and known_label(cells[0].strip(_AROUND))]
    width = max(len(cells) for _, cells in known) if known else 0
    wide = [n for n in range(1, width) if sum(n < len(cells) and bool(cells[n]) for _, cells in known) >= 2]
    labels = [heading_key(cells[0]) for _, cells in known]
    if (
        len(wide) < 2
        or len(set(labels)) < len(labels)
        or any(known_label(c[n]) for _, c in known for n in wide if n < len(c))
    ):
        return None
    first = known[0][0]
    table = [(line, cells) for line, cells in lines if line >= first and cells and cells[0]]
    heads = tuple(cells[0].strip(_AROUND) for _, cells in table)
    rows: list[list[Cell]] = [[cells[n] if n < len(cells) else "" for _, cells in table] for n in wide]
    why = Text("标签在第一列,每人一列", "labels in the first column, a column for each record")
    above = tuple("; ".join(filter(None, cells)) for line, cells in lines if line < first)
    return Laid("columns", why, heads, rows, [first] * len(rows), above=above)


def _below(lines: Sequence[tuple[int, list[str]]]) -> Laid:
    """Card below card: a new one begins with the label of the first, or after a gap with a label that is filled already."""
    records: list[tuple[int, dict[str, str]]] = []
    names: dict[str, str] = {}
    above: list[str] = []
    left: list[Text] = []
    first, before, last = "", 0, ""
    for line, cells in lines:
        pairs = _pairs(cells)
        if not pairs or (not known_label(pairs[0][0]) and (not records or not pairs[0][1])):
            said = " ".join(filter(None, cells))
            if not records:
                above.append(said)
            elif last and line - before == 1 and cells and not cells[0]:
                records[-1][1][last] += f"; {said}"  # a value on two lines
            else:
                left.append(
                    Text(f"第 {line} 行未导入:{shown(said, 40)}", f"line {line} was not imported: {shown(said, 40)}")
                )
            before = line
            continue
        for label, value in pairs:
            key = heading_key(label)
            names.setdefault(key, label)
            first = first or key
            again = bool(records) and key in records[-1][1]
            if not records or (again and (key == first or line - before > 1)):
                records.append((line, {}))
            card = records[-1][1]
            card[key] = "; ".join(filter(None, (card.get(key), value)))
            last = key
        before = line
    why = Text("一行一个标签和值,读作每张卡片一行", "a label and a value on each line, read as a row for each card")
    rows: list[list[Cell]] = [[card.get(key, "") for key in names] for _, card in records]
    told = tuple(left)
    return Laid("cards", why, tuple(names.values()), rows, [n for n, _ in records], above=tuple(above), left_out=told)
