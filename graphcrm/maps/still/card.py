"""The card of a person on a map that stands still: support at its left, name and title, and on the lowest line what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from graphcrm.charts.lettering import broken
from graphcrm.drawing.shapes import Box, Label, Round, Shape
from graphcrm.i18n import Text
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.payload.people import mark_of
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import DECIDING, MapPerson
from graphcrm.maps.still.face import Face, is_faced
from graphcrm.maps.still.firm import category_of, side
from graphcrm.maps.still.names import INNER, LEAST, common_size, lines_of
from graphcrm.maps.strings import COMMON
from graphcrm.pages.text import shorten
from graphcrm.spoken import per_cent

__all__ = ["cards"]


#: The largest name beside which a title has room; the mean width of letters of titles at size 1.
_WITH_TITLE, _LETTER = 17.5, 0.53
#: Sizes of letters below the name, and of the figures on the lowest line where the map is shown small.
_FACTS, _LARGE = 12.5, 17.0
_THREE_LINES = 0.8  # a name in three lines, in parts of the size of the others
#: Width of the strip that says the support, and the heights of the lowest line of a card with and without figures.
_STRIP = 17.0
_LOWEST, _HELD = 61.5, 60.0
#: Columns of letters of a title.
_ACROSS = int(INNER / (_FACTS * _LETTER))


def cards(model: MapModel, at: Mapping[str, Point], size: float) -> Iterator[Shape]:
    """Everybody of whom it is known where the middle of the card is; names are of one size, `size` at most."""
    drawn = [p for p in model.people if p.id in at]
    drawing = _Cards(model, common_size(drawn, size))
    for p in drawn:
        x, y = at[p.id]
        yield from drawing.card(p, x - CARD[0] / 2, y - CARD[1] / 2)


class _Cards:
    """The cards of one map; a card is drawn from its upper left corner."""

    def __init__(self, model: MapModel, size: float) -> None:
        self._insight = model.edition.insight
        #: On the formal chart influence is what has colour.
        self._grey = model.kind == "formal"
        self._face = Face.of(model)
        self._alone: Collection[str] = {g.person for g in model.gaps if g.person}
        self._size = size
        self._facts = min(_LARGE, max(_FACTS, size * 0.85))

    def card(self, p: MapPerson, x: float, y: float) -> Iterator[Shape]:
        yield from self._ground(p, x, y)
        if self._insight:
            yield from self._strip(p, x, y)
        words = x + (25 if self._insight else 12)
        yield from self._name(p, words, y)
        if self._insight:
            yield from self._known(p, x, y)
        else:
            yield self._held(p, words, y)

    def _ground(self, p: MapPerson, x: float, y: float) -> Iterator[Shape]:
        tint = "card"
        if self._grey:
            tint = "mute"
        elif self._insight and is_faced(p):
            tint = self._face.of_card("tint", p)
        elif self._insight and not p.firm:
            tint = "mute"
        if self._grey and (p.in_circle or p.listed):
            ring = (x - 5, y - 5, CARD[0] + 10, CARD[1] + 10)
            wide, dashed = 3 if p.in_circle else 1.2, not (p.in_circle and p.listed)
            yield Box(*ring, None, "circle", wide, 10, dashed=dashed)
        unknown = self._insight and is_faced(p) and self._face.is_unknown(p)
        edge, wide = ("ink", 2.2) if p.decides else ("frame" if unknown else "card_line", 1.0)
        yield Box(x, y, CARD[0], CARD[1], tint, edge, wide, 6, dashed=p.seat or (unknown and not p.decides))

    def _strip(self, p: MapPerson, x: float, y: float) -> Iterator[Shape]:
        """What is not known has no colour, which would hide the edge of the card: a sign in the open, within a dashed edge."""
        middle = (x + _STRIP / 2, y + CARD[1] / 2)
        if not is_faced(p):
            yield Box(x, y, _STRIP, CARD[1], f"firm.{category_of(p.org_category)}", radius=6)
            yield from side(p, *middle, self._size / LEAST)
            return
        fill, glyph = ("lane", "ink") if self._grey else (self._face.colour(p), self._face.of_card("glyph", p))
        if self._grey or not self._face.is_unknown(p):
            yield Box(x, y, _STRIP, CARD[1], fill, radius=6)
        yield from self._face.sign(p, *middle, self._size, glyph)

    def _name(self, p: MapPerson, x: float, y: float) -> Iterator[Shape]:
        """The name, and below it the title where it has room."""
        zh, en = lines_of(p, self._size)
        lines = max(len(zh), len(en))
        size = self._size * (_THREE_LINES if lines > 2 else 1.0)
        titled = size <= _WITH_TITLE and (lines == 1 or (lines == 2 and size <= LEAST))
        title = _title(p, 2 if lines == 1 else 1) if titled else []
        dense = len(title) > 1
        free = _LOWEST - self._facts * 0.73 - size * 0.73 * lines
        lead = size * 0.99 if titled else size * 0.73 + free / (lines + 1.5)
        alone = 2.5 + size * 0.98 if dense else 4.5 + size * 1.03
        first = y + (alone if lines == 1 else min(lead, size * 0.98))
        for i, (one, other) in enumerate(zip_longest(zh, en, fillvalue="")):
            yield Label(x, first + i * lead, Text(one, other), size, "soft" if p.left else "ink", True, struck=p.left)
        below = 1.12 if lines > 1 else 1.15 if dense else 1.35
        for i, line in enumerate(title):
            yield Label(x, first + (lines - 1) * lead + _FACTS * (below + i), line, _FACTS, "soft")

    @staticmethod
    def _held(p: MapPerson, x: float, y: float) -> Shape:
        """For readers who may not know more: the decision roles, of which those come first that decide, or the unit."""
        roles = sorted((role for role in p.roles if f"role.{role}" in COMMON), key=lambda role: role not in DECIDING)
        if not roles:
            zh, en = p.unit or p.unit_en, p.unit_en or p.unit  # what is written in one language alone stands in both
            return Label(x, y + _HELD, Text(shorten(zh, _ACROSS), shorten(en, _ACROSS)), _FACTS, "soft")
        more = f" +{len(roles) - 1}" if len(roles) > 1 else ""
        return Label(x, y + _HELD, COMMON[f"role.{roles[0]}"] + Text(more, more), _FACTS, "ink", bold=True)

    def _known(self, p: MapPerson, x: float, y: float) -> Iterator[Shape]:
        """The share, and at the right that we have nobody there, or who of us knows the person best."""
        facts, right = self._facts, x + CARD[0]
        if p.share is not None:
            share = per_cent(p.share)
            yield Label(x + 25, y + _LOWEST, Text(share, share), facts, "soft", bold=True)
        if p.id in self._alone:
            yield Round(right - 15, y + _LOWEST - facts * 0.36, facts * 0.52, stroke="alert", weight=1.5)
            at = (right - 15, y + _LOWEST - facts * 0.1)
            yield Label(*at, Text("!", "!"), facts * 0.72, "alert", bold=True, anchor="middle")
        elif p.contacts:
            best = max(p.contacts, key=lambda c: (c.strength, c.name))
            mark = mark_of(best)
            yield Label(right - 8, y + _LOWEST, Text(mark, mark), facts, "ink", bold=True, anchor="end")


def _title(p: MapPerson, most: int) -> list[Text]:
    """What stands beside the name, in so many lines; what is written in one language alone stands in both."""
    post = p.beside_name
    either = (post.name or post.name_en, post.name_en or post.name)
    said = [broken(t, _ACROSS, most) for t in either if t]
    return [Text(one, other) for one, other in zip_longest(*said, fillvalue="")] if said else []
