"""Forms above a table: the minutes of a meeting, below which stands, say, what is to be done; the deal whose people are listed."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.layouts.cards import cards, is_form_line
from graphcrm.ingest.guessing.layouts.levels import role_lines
from graphcrm.ingest.guessing.line_kinds import is_alone
from graphcrm.ingest.guessing.sides import sided
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key

__all__ = ["deal_above", "form_above"]

#: Lines of a form at least and at most, and cells of a line of the table below it.
_FEWEST, _MOST, _WIDE = 3, 40, 3
#: Lines that are elements of a method from which on a form is one of it.
_ELEMENTS = 4
#: Who gets the minutes was not there for that.
_COPIED = frozenset({"抄送", "cc", "分发", "distribution", "verteiler"})
_THERE = frozenset({"participants", "ours", "theirs"})
#: What the form of a deal says.
_DEAL, _CUSTOMER, _OF_DEAL = frozenset({"opportunity"}), frozenset({"customer"}), frozenset({"amount", "due", "stage"})


def form_above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the table below a form that holds one meeting or the roles of a method, and those; None for a sheet without one.

    A form over a table of people says of what account they are, and is a title of theirs.
    """
    if method := _method_above(rows):
        return method
    found = _above(rows)
    if found is None:
        return None
    wide, laid = found
    laid = replace(laid, headings=tuple("" if heading_key(h) in _COPIED else h for h in laid.headings))
    means = [meanings_of(heading_key(h)) | _of_side(h) for h in laid.headings]
    held = any("date" in some for some in means) and any(some & _THERE for some in means)
    return (wide, laid) if held else None


def deal_above(rows: Body) -> Laid | None:
    """The deal that a form above a table names with its customer and what it is worth, or until when; None for any other sheet.

    The form is a title of the table, too, which says of what account and deal its people are.
    """
    found = _above(rows)
    if found is None:
        return None
    means = [meanings_of(heading_key(h)) for h in found[1].headings]
    told = (any(some & kinds for some in means) for kinds in (_DEAL, _CUSTOMER, _OF_DEAL))
    return found[1] if all(told) else None


def _method_above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the table below a form of a sales method, and who has which role by it; a title right above the table is its own."""
    wide = _wide(rows)
    if wide is None:
        return None
    top = wide - sum(1 for _ in takewhile(lambda row: is_alone(row[1]), reversed(rows[:wide])))
    said = [texts(cells)[:1] for _, cells in rows[:top]]
    elements = vocabulary("", "element")
    if sum(bool(one) and word_key(one[0]) in elements for one in said) < _ELEMENTS:
        return None
    title = list(takewhile(lambda row: is_alone(row[1]), rows[:top]))
    laid = role_lines(("", ""), rows[len(title) : top])
    above = tuple(next(filter(None, texts(cells))) for _, cells in title)
    return None if laid is None else (top, replace(laid, above=above))


def _wide(rows: Body) -> int | None:
    """The place of the first line that is too wide for a form; None without one, or right at the top."""
    said = [texts(cells) for _, cells in rows[:_MOST]]
    wide = next((n for n, cells in enumerate(said) if sum(map(bool, cells)) >= _WIDE and not is_form_line(cells)), None)
    return None if wide is None or wide < _FEWEST else wide


def _above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the first line that is too wide for a form, and the one record that the lines above it hold."""
    wide = _wide(rows)
    if wide is None:
        return None
    laid = cards(rows[:wide])
    return (wide, laid) if laid is not None and len(laid.rows) == 1 else None


def _of_side(heading: str) -> frozenset[str]:
    """What a heading of one side means without it: “客户参会”."""
    found = sided(heading)
    return meanings_of(heading_key(found[1])) if found else frozenset()
