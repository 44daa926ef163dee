"""Signatures of mails, pasted one a cell: the name in the first line, below it post, company, telephone and mail address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MOSTLY, Body, Laid, own_column
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.values import is_email, is_name, text
from graphcrm.model.fields import shown

__all__ = ["signatures"]

_FEWEST, _LINES = 2, 3
_MAIL = re.compile(r"[^\s@<>,;:\uff1a]+@[^\s@<>,;]+\.[A-Za-z]{2,}")
#: What a name, a post or a company in a signature has to be told from: numbers, pages, labels.
_OTHER = re.compile(
    r"(?:[^:\uff1a]{1,12}[:\uff1a]\s*)?(?:[+\d][\d\s()/.-]{5,}|(?:https?://|www\.)\S+)|[-–—_=*]{2,}.*", re.IGNORECASE
)
_MEANT = ("name", "title", "unit", "org", "email")


def signatures(headings: Sequence[str], body: Body) -> Laid | None:
    """A table with a column of signatures, with a column for each part of them; None for one without.

    A company stands in a signature only where it is called like one; lines that are nothing of all this are told.
    """
    for place in range(len(headings)):
        cells = [text(row[place]) if place < len(row) else "" for _, row in body]
        signed = [_signed(cell) for cell in cells]
        filled = sum(map(bool, cells))
        if sum(map(bool, signed)) < max(_FEWEST, MOSTLY * filled):
            continue
        columns = {name: own_column(name, headings) for name in _MEANT}
        made: list[list[Cell]] = []
        for (_, row), one in zip(body, signed, strict=True):
            padded = [*row, *[""] * (len(headings) - len(row))]
            made.append([*padded[:place], "", *padded[place + 1 :], *(one.get(name, "") for name in _MEANT)])
        told = [
            Text(
                f"第 {line} 行未导入：{shown(one['rest'], 40)}", f"line {line}, not imported: {shown(one['rest'], 40)}"
            )
            for (line, _), one in zip(body, signed, strict=True)
            if one.get("rest")
        ]
        why = Text(f"“{shown(headings[place])}”一列是邮件签名", f"“{shown(headings[place])}” holds signatures of mails")
        heads = (*(h if n != place else "" for n, h in enumerate(headings)), *columns.values())
        meant = {column: name for name, column in columns.items()}
        return Laid("signatures", why, heads, made, [line for line, _ in body], meant, left_out=tuple(told))
    return None


def _signed(cell: str) -> dict[str, str]:
    """The parts of a signature; {} for a cell that is none."""
    if "@" not in cell or "\n" not in cell:
        return {}
    lines = [" ".join(line.split()) for line in cell.splitlines() if line.strip()]
    if len(lines) < _LINES or not (mail := _MAIL.search(cell)) or not is_name(written(lines[0]).name):
        return {}
    found = {"name": lines[0], "email": mail[0] if is_email(mail[0]) else ""}
    rest = []
    for line in lines[1:]:
        kind = "org" if is_company(line) else "title" if is_office(line) else "unit" if is_unit(line) else ""
        if _MAIL.search(line) or _OTHER.fullmatch(line):
            continue
        if kind and kind not in found:
            found[kind] = line
        else:
            rest.append(line)
    return found | ({"rest": "; ".join(rest)} if rest else {})
