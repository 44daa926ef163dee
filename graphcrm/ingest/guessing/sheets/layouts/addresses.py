"""Lists of recipients, as mail programs write them: “Ana Ruiz <ana@x.example>”, with a heading of any kind or without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MOSTLY, Body, Laid, meanings_of, own_column, texts
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["address_column", "address_lines"]

_ADDRESS = re.compile(r"([^<>]{1,80}?)\s*<\s*([^<>\s@]{1,64}@[^<>\s@]{1,200})\s*>")
_BETWEEN = " \t\n,;\uff0c\uff1b、"
_FEWEST = 2
#: Columns of mails and meetings, and of people whose addresses are read as they stand.
_OTHERWISE = frozenset({"date", "name", "last_name", "email"})
_SUBJECT = re.compile(r"subject|betreff|objet|asunto|oggetto|assunto|件名|主题|标题", re.IGNORECASE)
_WHY = Text("每人写作“姓名 <邮箱>”", "each person is written as “name <mail address>”")


def address_column(headings: Sequence[str], body: Body) -> Laid | None:
    """A table with one column of names with mail addresses, as a row for each of them; None for any other."""
    if any(meanings_of(heading_key(h)) & _OTHERWISE or _SUBJECT.fullmatch(h.strip()) for h in headings):
        return None
    rows = [(line, texts(cells)) for line, cells in body]
    places = [n for n in range(len(headings)) if _are_addresses([cells[n] for _, cells in rows if n < len(cells)])]
    if len(places) != 1:
        return None
    (place,) = places
    name, mail = own_column("name", headings), own_column("email", headings)
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, cells in rows:
        padded = [*cells, *[""] * (len(headings) - len(cells))]
        for who, address in _people(padded[place]):
            made.append([*padded[:place], "", *padded[place + 1 :], who, address])
            lines.append(line)
    heads = (*(h if n != place else "" for n, h in enumerate(headings)), name, mail)
    return Laid("addresses", _WHY, heads, made, lines, {name: "name", mail: "email"})


def address_lines(rows: Body) -> Laid | None:
    """A list without a heading, a line or a cell for each address or for several; None for anything else."""
    lines = [(line, [t for t in texts(cells) if t]) for line, cells in rows]
    above: list[str] = []
    while lines and not _are_addresses(lines[0][1]):
        above.append(" ".join(lines.pop(0)[1]))
        if len(above) > _FEWEST:
            return None
    if not all(_are_addresses(said) for _, said in lines):
        return None
    found = [(line, one) for line, said in lines for cell in said for one in _people(cell)]
    if len(found) < _FEWEST:
        return None
    made: list[list[Cell]] = [[*one] for _, one in found]
    meant = {"name": "name", "email": "email"}
    return Laid("addresses", _WHY, tuple(meant), made, [line for line, _ in found], meant, tuple(above))


def _are_addresses(cells: Sequence[str]) -> bool:
    """Whether cells are names with mail addresses and hold nothing else."""
    filled = [t for t in cells if t]
    return bool(filled) and sum(map(_is_list, filled)) >= MOSTLY * len(filled)


def _is_list(cell: str) -> bool:
    return "@" in cell and not _ADDRESS.sub("", cell).strip(_BETWEEN)


def _people(cell: str) -> list[tuple[str, str]]:
    """The names and addresses of a cell."""
    return [(found[1].strip(_BETWEEN).strip("\"'“” "), found[2]) for found in _ADDRESS.finditer(cell)]
