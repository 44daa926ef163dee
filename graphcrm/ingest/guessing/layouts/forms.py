"""Forms above a table: the minutes of a meeting, below which stands, say, what is to be done; the deal whose people are listed."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.layouts.cards import cards, is_form_line
from graphcrm.ingest.guessing.sides import sided
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["deal_above", "form_above"]

#: Lines of a form at least and at most, and cells of a line of the table below it.
_FEWEST, _MOST, _WIDE = 3, 40, 3
#: Who gets the minutes was not there for that.
_COPIED = frozenset({"抄送", "cc", "分发", "distribution", "verteiler"})
_THERE = frozenset({"participants", "ours", "theirs"})
#: What the form of a deal says.
_DEAL, _CUSTOMER, _OF_DEAL = frozenset({"opportunity"}), frozenset({"customer"}), frozenset({"amount", "due", "stage"})


def form_above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the table below a form that holds one meeting, and the meeting; None for a sheet without one.

    A form over a table of people says of what account they are, and is a title of theirs.
    """
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


def _above(rows: Body) -> tuple[int, Laid] | None:
    """The place of the first line that is too wide for a form, and the one record that the lines above it hold."""
    said = [texts(cells) for _, cells in rows[:_MOST]]
    wide = next((n for n, cells in enumerate(said) if sum(map(bool, cells)) >= _WIDE and not is_form_line(cells)), None)
    if wide is None or wide < _FEWEST:
        return None
    laid = cards(rows[:wide])
    return (wide, laid) if laid is not None and len(laid.rows) == 1 else None


def _of_side(heading: str) -> frozenset[str]:
    """What a heading of one side means without it: “客户参会”."""
    found = sided(heading)
    return meanings_of(heading_key(found[1])) if found else frozenset()
