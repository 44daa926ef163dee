"""The cards of the zipper: ours and the customer's, as high and wide as what they say and the picture allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphcrm.charts.lettering import broken, room, written
from graphcrm.charts.support import drawn, level
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Label, Shape
from graphcrm.i18n import Text
from graphcrm.rendering.width import width
from graphcrm.spoken import minus, per_cent

__all__ = ["TALL", "Cards", "Ours", "Theirs", "loses", "low_cards", "our_card", "slim_cards", "their_card"]


#: Where ours begin beside the names of the lanes, and from one column of the customer's cards to the next.
_LANE, _APART = 96.0, 22.0
#: Width of half a Chinese character of a title; what stands beside the words: on their cards, on ours, and on ours with what would be lost.
_HALF, _BESIDE, _EDGE, _PILL = 5.7, 40.0, 20.0, 72.0
#: Names in one column take no more than this, cards that hold long titles are no wider: the customer's, and ours.
_NAMES, _WIDEST, _OURS = 150.0, 350.0, 385.0
#: On a phone: columns of letters of a name and of a title, those of a title beside what would be lost; height of a line of each.
_SLIM_NAME, _SLIM_TITLE, _SLIM_LEFT = 15, 18, 9
_NAME_LINE, _TITLE_LINE = 14.5, 14.0


@dataclass(frozen=True, slots=True)
class Cards:
    """Widths of our cards and of the customer's, height of a card, from card to card, and where those of the customer begin.

    behind
        How far after its beginning a title stands behind the name on ours and on the customer's cards; 0: under it.
    edge, head
        Where ours begin, and how much of a lane its name takes above the cards.
    slim
        Whether names may take several lines above a title, as in a picture for a phone.
    """

    mine: float
    wide: float
    high: float
    step: float
    right: float
    behind: tuple[float, float] = (0.0, 0.0)
    edge: float = _LANE
    head: float = 0.0
    slim: bool = False

    @property
    def left(self) -> float:
        """Where ours end."""
        return self.edge + self.mine

    @property
    def second(self) -> float:
        """Where those of the customer begin that stand in a second column."""
        return self.right + self.wide + _APART

    def across(self, bricks: int) -> float:
        """Width of the picture."""
        return (self.right if bricks == 1 else self.second) + self.wide + 4


#: Cards with a title under the name, and with one beside it.
TALL, _LOW = Cards(268.0, 268.0, 35.0, 41.0, 718.0), Cards(290.0, 310.0, 20.0, 27.0, 686.0)


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our people, or a role that nobody of ours has (`empty`).

    loss
        Part of our reach that only they hold, 0..1; `knot`: so much that the account is a bow-tie.
    """

    key: str
    name: Text
    role: Text
    grade: int
    loss: float = 0.0
    knot: bool = False
    empty: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Theirs:
    """A person of the customer, or outside it."""

    key: str
    name: Text
    title: Text
    grade: int
    support: int | None
    about: str = ""


def low_cards(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> Cards:
    """Low cards whose titles begin where the longest name ends, and that are as wide as their titles ask for, up to a point."""
    behind = (_names([one.name for one in ours]), _names([one.name for one in theirs]))

    def asked(beside: float, name: float, title: Text) -> float:
        return beside + name + max(width(title.zh), width(title.en)) * _HALF + 1

    wide = max((asked(_BESIDE, behind[1], p.title) for p in theirs), default=0)
    mine = max((asked(_PILL if loses(p) else _EDGE, behind[0], p.role) for p in ours), default=0)
    return replace(_LOW, mine=min(_OURS, max(_LOW.mine, mine)), wide=min(_WIDEST, max(_LOW.wide, wide)), behind=behind)


def slim_cards(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> Cards:
    """Both sides on a phone, as high as the names and titles of up to three lines ask for."""
    said = [*((one.name, one.role, loses(one)) for one in ours), *((one.name, one.title, False) for one in theirs)]
    lines = (lines for one in said for lines in _slim_lines(*one))
    high = max((n * _NAME_LINE + (max(1, t) + foot) * _TITLE_LINE for n, t, foot in lines), default=28.5) + 7
    return Cards(118.0, 126.0, high, high + 6, 236.0, edge=0.0, head=22.0, slim=True)


def _slim_lines(name: Text, under: Text, beside: bool) -> list[tuple[int, int, bool]]:
    """Lines of a name and of a title on a phone, in Chinese and in English, and whether a line is left free under them.

    It is for what would stand `beside` a title that leaves no room for it.
    """
    both = ((name.zh, under.zh), (name.en, under.en))
    return [
        (len(broken(a, _SLIM_NAME, 3)), len(broken(b, _SLIM_TITLE, 3)) if b else 0, beside and width(b) > _SLIM_LEFT)
        for a, b in both
    ]


def _names(names: Sequence[Text]) -> float:
    return min(_NAMES, max((room(name, 12.5) for name in names), default=0.0)) + 12


def our_card(one: Ours, y: float, cards: Cards) -> Iterator[Shape]:
    x, top = cards.edge, y - cards.high / 2
    stroke, weight = ("warn", 3.0) if one.knot else ("frame", 1.0)
    if one.empty:
        stroke, weight = "alert", 1.4
    told = _whole(one.name, one.role)
    yield Box(x, top, cards.mine, cards.high, "card", stroke, weight, 6, one.empty, told=told, about=one.about)
    losing = loses(one)
    if cards.slim:
        yield from _stacked(one.name, one.role, x + 8, top, cards.high, one.about, one.empty, losing)
        if losing:
            yield from _lost(one, x + cards.mine - 46, top + cards.high - 10, 42, 15)
        return
    across, columns = cards.mine - (_PILL if losing else _EDGE), 28 if losing else 34
    yield from _words(one.name, one.role, x + 12, y, columns, one.about, (across, cards.behind[0]), one.empty)
    if losing:
        yield from _lost(one, x + cards.mine - 56, y, 48, min(24.0, cards.high - 4))


def _lost(one: Ours, x: float, y: float, wide: float, high: float) -> Iterator[Shape]:
    lost = Text.of(minus(f"-{per_cent(one.loss)}"))
    told = Text("离岗将失去 {p} 的触达", "{p} of our reach goes with them").format(p=per_cent(one.loss))
    yield Box(x, y - high / 2, wide, high, "mute", None, 1, 5, told=told, about=one.about)
    yield Label(x + wide / 2, y + 4.5, lost, 12, "warn" if one.knot else "soft", True, "middle", one.about)


def their_card(person: Theirs, x: float, y: float, cards: Cards) -> Iterator[Shape]:
    top, code = y - cards.high / 2, level(person.support)
    told = _whole(person.name, person.title)
    yield Box(x, top, cards.wide, cards.high, f"tint.{code}", "card_line", 1, 6, told=told, about=person.about)
    yield Box(x, top, 19, cards.high, f"support.{code}", "frame", 1, 6, about=person.about)
    yield from drawn(code, x + 9.5, y, about=person.about)
    if cards.slim:
        yield from _stacked(person.name, person.title, x + 24, top, cards.high, person.about)
        return
    yield from _words(person.name, person.title, x + 28, y, 33, person.about, (cards.wide - _BESIDE, cards.behind[1]))


def _whole(name: Text, under: Text) -> Text:
    """All of what a card may have to cut, for whoever points at it."""
    return Text("，", ", ").join([name, under]) if under.zh or under.en else name


def _stacked(
    name: Text, under: Text, x: float, top: float, high: float, about: str, plain: bool = False, beside: bool = False
) -> Iterator[Shape]:
    """A name and below it a title, in up to three lines each; `beside` the title stands something else."""
    like = Label(0, 0, name, 12, "alert" if plain else "ink", bold=True, about=about)
    low = Label(0, 0, under, 10.5, "soft", about=about)
    drawn = []
    for _, lines, foot in _slim_lines(name, under, beside):
        bottom = top + high - 3 - foot * _TITLE_LINE
        titles = max(1, lines) * _TITLE_LINE
        words = written(name, x, (top + 3 + bottom - titles) / 2, _SLIM_NAME, like, 3)
        drawn.append([*words, *written(under, x, bottom - titles / 2, _SLIM_TITLE, low, 3)])
    zh, en = drawn
    if zh == en:
        yield from zh
        return
    yield from (replace(s, text=Text(s.text.zh, "")) for s in zh if s.text.zh)
    yield from (replace(s, text=Text("", s.text.en)) for s in en if s.text.en)


def _words(
    name: Text,
    under: Text,
    x: float,
    y: float,
    columns: int,
    about: str,
    across: tuple[float, float],
    plain: bool = False,
) -> Iterator[Shape]:
    """A name with what stands under it, or so far behind it on a card so wide; a name of two lines has a card to itself."""
    like = Label(0, 0, name, 12.5, "alert" if plain else "ink", bold=True, about=about)
    wide, behind = across
    if behind:
        yield from written(name, x, y, columns, like, 1)
        behind = max(behind, room(name, 12.5) + 10)
        left = int((wide - behind) / _HALF)
        if left > 4:
            yield from written(under, x + behind, y, left, Label(0, 0, under, 11, "soft", about=about), 1)
        return
    if max(len(broken(t, columns)) for t in (name.zh, name.en)) > 1 or not (under.zh or under.en):
        yield from written(name, x, y, columns, like)
        return
    yield from written(name, x, y - 7.5, columns, like, 1)
    yield from written(under, x, y + 8.5, columns + 3, Label(0, 0, under, 11, "soft", about=about), 1)


def loses(one: Ours) -> bool:
    """Whether so much of our reach would go with somebody that it is written on the card."""
    return one.loss >= 0.01
