"""What was recognised, in words: each sheet with its table, each column with its meaning and why, what is left over, what it makes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.recognising import ASK, Recognised
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.rows.reading import Source
from graphcrm.ingest.guessing.texts.roles_beside import remarks_beside
from graphcrm.ingest.guessing.texts.titles import title_of
from graphcrm.ingest.guessing.words import heading_key, shapes
from graphcrm.ingest.mapping import ForeignMapping, SheetMapping
from graphcrm.ingest.options import ImportPlan
from graphcrm.ingest.sheet import letters
from graphcrm.model.fields import shown
from graphcrm.model.tables import BY_NAME, table
from graphcrm.spoken import counted, joined

__all__ = ["sheets_told", "yield_told"]


def sheets_told(found: Sequence[Recognised], mapping: ForeignMapping) -> Iterator[Text]:
    """A heading line for each sheet, then a line for each column; columns that are not taken in one line."""
    for one in found:
        section = mapping.of(one.sheet.name, one.sheet.headings)
        place = _place(one)
        if section is None or section.of is None:
            heads = joined([shown(h, 30) for h in one.sheet.headings if h][:10])
            yield place + Text(" → 没有认出，未导入；列：", " → not recognised, not imported; columns: ") + heads
            yield from _above(one)
            yield from (Text("  ", "  ") + why for _, why in one.sheet.layouts)
            continue
        yield place + Text(f" → {section.of.zh}（{section.of.name}）", f" → {section.of.name}") + _why(one)
        yield from _above(one)
        yield from (Text("  ", "  ") + why for _, why in one.sheet.layouts if why != one.reason)
        yield from _columns(one, section, _read_beside(one, found, mapping))
        yield from (Text("  ", "  ") + told for told in one.sheet.left_out)
        if _is_no_log(one, section):
            yield Text(
                "  名称像会议或通话记录：各行读作对人的判断，不产生会议",
                "  it is called like a list of meetings: its rows are read as what is said of people, and no meeting comes of them",
            )


def _is_no_log(one: Recognised, section: SheetMapping) -> bool:
    """Whether a list of people with the day and the reporter of each row is called as lists of meetings are, as a call sheet is."""
    told = {name for names in section.columns.values() for name in names}
    words = {heading_key(word) for title in (one.sheet.name, *one.sheet.above) for word in _WORD.findall(title)}
    logs = (shape.called for shape in shapes() if shape.table == "interactions")
    return (
        section.of is BY_NAME["people"]
        and told >= {"observed_at", "reported_by"}
        and any(map(words.intersection, logs))
    )


def _above(one: Recognised) -> Iterator[Text]:
    """What stands above a table, which may be a form of which nothing else is read."""
    if any(one.sheet.above):
        above = joined([shown(title, 60) for title in one.sheet.above if title])
        yield Text("  标题行上方：", "  above the heading: ") + above


def _place(one: Recognised) -> Text:
    sheet = one.sheet
    n, line = len(sheet.rows), sheet.heading_line
    where = Text(f"，标题在第 {line} 行", f", heading on line {line}") if line > 1 else Text("", "")
    name = shown(sheet.name)
    return Text(f"{name}（{n} 行", f"{name} ({counted(n, 'row')}") + where + Text("）", ")")


def _why(one: Recognised) -> Text:
    return Text("：", ": ") + one.reason if one.reason.en else Text("", "")


def _read_beside(one: Recognised, found: Sequence[Recognised], mapping: ForeignMapping) -> frozenset[str]:
    """The headings of columns that say nothing in a table and whose cells another table of the same rows reads."""
    own = one.sheet.beside or one.sheet.name
    others = [
        o for o in found if o is not one and o.sheet.file == one.sheet.file and own in (o.sheet.beside, o.sheet.name)
    ]
    read = [
        {*other.sheet.said(guess.place)}
        for other in others
        if (section := mapping.of(other.sheet.name, other.sheet.headings)) is not None and section.of is not None
        for guess in other.guesses
        if section.columns.get(heading_key(guess.heading))
    ]
    said = {guess.heading: {*one.sheet.said(guess.place)} for guess in one.guesses if not guess.meaning}
    return frozenset(heading for heading, cells in said.items() if cells and any(cells <= one for one in read))


def _columns(one: Recognised, section: SheetMapping, elsewhere: Collection[str]) -> Iterator[Text]:
    assert section.of is not None
    left: list[str] = []
    taken = Source(one.sheet, section).meanings()
    for guess in one.guesses:
        names = section.columns.get(heading_key(guess.heading), ()) if guess.place in taken else ()
        labels = [m.label for m in (meaning(section.of, n) for n in names if n != ASK) if m]
        if ASK in names:
            yield _line(guess.heading, Text("要问", "to be asked"), guess.reason)
        elif labels:
            known = guess.meaning in names
            yield _line(
                guess.heading, joined(labels), guess.reason if known else Text("映射如此", "the mapping says so")
            )
            if "stance" in names:
                yield from _remarks(one.sheet.said(guess.place))
        elif guess.reason.en != _EMPTY and guess.heading not in elsewhere:
            left.append(f"{shown(guess.heading or letters(guess.place), 30)}")
    for key, value in section.fixed.items():
        known_as = meaning(section.of, key)
        label = known_as.label if known_as else Text(key, key)
        said = Text("  （整表）", "  (whole sheet) ") + label + Text(f" = {shown(value)}", f" = {shown(value)}")
        why = title_of(one.sheet, key, value)
        yield said + Text("（", " (") + why + Text("）", ")") if why.en else said
    if left:
        yield Text("  不导入的列：", "  columns left out: ") + joined(left)


def _remarks(cells: Sequence[str]) -> Iterator[Text]:
    """What cells say beside attitudes, which is left out."""
    found = [*filter(None, map(remarks_beside, cells))]
    if found:
        lead = Text(
            f"    态度旁的话不导入（{len(found)} 格）：",
            f"    said beside attitudes and left out ({counted(len(found), 'cell')}): ",
        )
        yield lead + joined([shown(remark, 40) for remark in dict.fromkeys(found)][:_REMARKS])


_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = "the column is empty"
#: Remarks beside attitudes that are told of one column.
_REMARKS = 5


def _line(heading: str, label: Text, why: Text) -> Text:
    lead = Text(f"  {shown(heading, 40)} → ", f"  {shown(heading, 40)} → ") + label
    return lead + Text("（", " (") + why + Text("）", ")") if why.en else lead


def yield_told(plan: ImportPlan) -> Text:
    """The rows that an import would make, by table."""
    made = []
    for name, count in plan.counts.items():
        of = table(name)
        if of is not None and count.rows:
            made.append(Text(f"{of.zh} {count.rows}", f"{count.rows} {name}"))
    if not made:
        return Text("不会产生任何行", "no rows come of it")
    return Text("会产生：", "rows that come of it: ") + joined(made)
