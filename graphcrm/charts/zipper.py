"""The zipper: our people on the left, the customer's on the right, by grade, and how closely the two sides are joined.

A line is a tie, its width and tone the band; a broad band under it a sponsorship; red and dashed what is required and missing.
Lines run in the middle only, so that none passes under anybody. Many of the customer's people may stand in two columns like bricks:
to whoever stands in the second a short line leads between two of the first. Who alone holds so much that the account hangs on
them is outlined, with the part of our reach that would go with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import hypot

from graphcrm.charts.lettering import Sign, broken, legend, room, written
from graphcrm.charts.support import LEVELS, drawn, level, sign_of
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Shape
from graphcrm.i18n import Text
from graphcrm.rendering.width import width
from graphcrm.spoken import minus, per_cent

__all__ = ["Ours", "Pair", "Theirs", "zipper"]


_LANE = 96.0
#: More of the customer's people than this stand in two columns, so far apart.
_MOST, _APART = 9, 22.0
_GRADES: Mapping[int, Text] = {
    5: Text("股东与董事会", "Board"),
    4: Text("高层管理", "C-suite"),
    3: Text("部门负责人", "Heads"),
    2: Text("科室与项目", "Managers"),
    1: Text("业务操作", "Staff"),
    0: Text("未录职级", "No grade"),
}
_WIDTHS = {"weak": 1.6, "moderate": 3.0, "strong": 5.0}
_MISSING, _SPONSOR = ("alert", 2.2, True), ("path_glow", 13.0, False)
#: Room between a tie and what is missing in spite of it.
_CLEAR = 1.6
#: A picture that would be higher than this, too high for a laptop, has lower cards.
_FITS = 640.0
#: Width of half a Chinese character of a title; what stands beside the words: on their cards, on ours, and on ours with what would be lost.
_HALF, _BESIDE, _EDGE, _PILL = 5.7, 40.0, 20.0, 72.0
#: Names in one column take no more than this, cards that hold long titles are no wider.
_NAMES, _WIDEST = 150.0, 350.0


@dataclass(frozen=True, slots=True)
class _Cards:
    """Widths of our cards and of the customer's, height of a card, from card to card, and where those of the customer begin.

    behind
        How far after its beginning a title stands behind the name on ours and on the customer's cards; 0: under it.
    """

    mine: float
    wide: float
    high: float
    step: float
    right: float
    behind: tuple[float, float] = (0.0, 0.0)

    @property
    def left(self) -> float:
        """Where ours end."""
        return _LANE + self.mine

    def across(self, bricks: int) -> float:
        """Width of the picture."""
        return self.right + self.wide + 4 + (bricks - 1) * (self.wide + _APART)


#: Cards with a title under the name, and with one beside it.
_TALL, _LOW = _Cards(268.0, 268.0, 35.0, 41.0, 718.0), _Cards(290.0, 310.0, 22.0, 27.0, 686.0)


@dataclass(frozen=True, slots=True)
class _Lane:
    """A grade: who stands in it, where, and so many cards one below the other."""

    grade: int
    theirs: Sequence[Theirs]
    top: float
    high: float
    rows: float


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


@dataclass(frozen=True, slots=True)
class Pair:
    """One of ours and one of theirs.

    band
        Of the tie; ``none`` is not drawn.
    sponsor, missing
        Whether ours sponsors theirs; whether a required role is missing and this is who would fill it.
    """

    ours: str
    theirs: str
    band: str
    sponsor: bool = False
    missing: bool = False


def zipper(
    ours: Sequence[Ours],
    theirs: Sequence[Theirs],
    pairs: Sequence[Pair],
    more: Mapping[int, tuple[int, int]],
) -> Drawing:
    """Both sides in lanes by grade, 5 on top; 0 is no grade.

    Parameters
    ----------
    ours
        Any order; within a lane those stand higher whose people stand higher.
    theirs
        Within a lane in the order given.
    pairs
        Both ends must be among them.
    more
        People of a grade who are left out: those whom nothing joins to us, and those whom something does.
    """
    right: dict[str, float] = {}
    second: set[str] = set()
    left: dict[str, float] = {}
    bricks = 2 if len(theirs) > _MOST else 1
    cards = _TALL
    shapes, top = legend(_signs(ours, theirs, pairs), 0, 2, cards.across(bricks))
    lanes, bottom = _lanes(ours, theirs, more, bricks, cards, top + 32)
    if bottom > _FITS:
        cards = _low(ours, theirs)
        lanes, bottom = _lanes(ours, theirs, more, bricks, cards, top + 32)
    shapes += [
        Label(_LANE, top + 20, Text("我方", "Our people"), 13, "ink", bold=True),
        Label(cards.right, top + 20, Text("客户及相关方", "Customer and others"), 13, "ink", bold=True),
    ]
    for lane in lanes:
        for i, person in enumerate(lane.theirs):
            right[person.key] = lane.top + 6 + cards.step * (i / bricks + 0.5)
            second |= {person.key} if i % bricks else set()
    for n, lane in enumerate(lanes):
        here = (p for p in ours if p.grade == lane.grade)
        mine = sorted(here, key=lambda p: (_pull(p, pairs, right, lane.top), p.key))
        start = lane.top + 6 + cards.step * max(0.0, lane.rows - len(mine)) / 2
        for i, one in enumerate(mine):
            left[one.key] = start + cards.step * (i + 0.5)
        if n % 2 == 0:
            shapes.append(Box(0, lane.top, cards.across(bricks), lane.high, "lane"))
        name = _GRADES[lane.grade]
        shapes += written(name, 8, lane.top + 20, 13, Label(0, 0, name, 12, "soft", bold=True))
        if lane.grade in more:
            others = _left_out(*more[lane.grade], bool(lane.theirs))
            shapes.append(Label(cards.right, lane.top + lane.high - 9, others, 11.5, "soft"))
    shapes += _lines(ours, theirs, pairs, (cards.left + 1, left), (cards.right - 1, right))
    for one in ours:
        shapes += _our_card(one, left[one.key], cards)
    for person in theirs:
        x, at = cards.right, right[person.key]
        if person.key in second:
            x += cards.wide + _APART
            colour, weight, dashed = _lead([p for p in pairs if p.theirs == person.key])
            if colour:
                shapes.append(Line(((cards.right - 1, at), (x, at)), colour, weight, dashed, about=person.about))
        shapes += _their_card(person, x, at, cards)
    return Drawing(cards.across(bricks), bottom + 2, Text("对口拉链图", "Zipper"), tuple(shapes))


def _low(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> _Cards:
    """Low cards whose titles begin where the longest name ends, and that are as wide as their titles ask for, up to a point."""
    behind = (_names([one.name for one in ours]), _names([one.name for one in theirs]))
    longest = max((max(width(p.title.zh), width(p.title.en)) for p in theirs), default=0) * _HALF
    wide = min(_WIDEST, max(_LOW.wide, _BESIDE + behind[1] + longest + 1))
    return replace(_LOW, wide=wide, behind=behind)


def _names(names: Sequence[Text]) -> float:
    return min(_NAMES, max((room(name, 12.5) for name in names), default=0.0)) + 12


def _lanes(
    ours: Sequence[Ours],
    theirs: Sequence[Theirs],
    more: Mapping[int, tuple[int, int]],
    bricks: int,
    cards: _Cards,
    top: float,
) -> tuple[list[_Lane], float]:
    """The grades that there are, highest first, and where the last ends."""
    known = {p.grade for p in ours} | {p.grade for p in theirs} | more.keys()
    lanes: list[_Lane] = []
    for grade in (g for g in _GRADES if g in known):
        here = [p for p in theirs if p.grade == grade]
        rows = max((len(here) + bricks - 1) / bricks if here else 0, sum(p.grade == grade for p in ours))
        high = max(rows * cards.step + 12 + (22 if grade in more else 0), 30)
        lanes.append(_Lane(grade, here, top, high, rows))
        top += high
    return lanes, top


def _left_out(without: int, joined: int, beside: bool) -> Text:
    """Who is not drawn; `beside` others of the grade who are.

    >>> _left_out(2, 0, True).en, _left_out(1, 0, False).en, _left_out(2, 1, False).en
    ('2 more without a tie to us', '1 without a tie to us', '2 without a tie to us, 1 with a tie and less influence')
    """
    more = Text("另有 ", " more") if beside else Text("", "")
    parts = []
    if without:
        parts.append(Text("{m}{n} 人与我方没有关系", "{n}{m} without a tie to us").format(n=without, m=more))
    if joined:
        parts.append(Text("{m}{n} 人有关系而影响较小", "{n}{m} with a tie and less influence").format(n=joined, m=more))
    return Text("，", ", ").join(parts)


def _pull(one: Ours, pairs: Sequence[Pair], right: Mapping[str, float], top: float) -> float:
    """Mean height of the people somebody is joined to; whoever is joined to nobody comes where the lane begins."""
    at = [right[p.theirs] for p in pairs if p.ours == one.key]
    return sum(at) / len(at) if at else top


def _lines(
    ours: Sequence[Ours],
    theirs: Sequence[Theirs],
    pairs: Sequence[Pair],
    left: tuple[float, Mapping[str, float]],
    right: tuple[float, Mapping[str, float]],
) -> Iterator[Shape]:
    """Sponsorships under everything, then ties, the strongest last, and below a tie that is not enough what is missing."""
    mine, them = {p.key: p for p in ours}, {p.key: p for p in theirs}
    order = ("none", "weak", "moderate", "strong")

    def ends(pair: Pair) -> tuple[tuple[float, float], tuple[float, float]]:
        return (left[0], left[1][pair.ours]), (right[0], right[1][pair.theirs])

    for pair in (p for p in pairs if p.sponsor):
        yield Line(ends(pair), *_SPONSOR, told=_told(pair, mine, them, "sponsor"), about=_about(pair, mine, them))
    for pair in sorted(pairs, key=lambda p: (order.index(p.band), p.ours, p.theirs)):
        about = _about(pair, mine, them)
        if pair.band != "none":
            yield Line(ends(pair), *_tie(pair.band), told=_told(pair, mine, them, pair.band), about=about)
        if pair.missing:
            (x, y), (u, v) = ends(pair)
            apart = (_WIDTHS[pair.band] + _MISSING[1]) / 2 + _CLEAR if pair.band != "none" else 0.0
            down = apart * hypot(u - x, v - y) / (u - x)
            told = _told(pair, mine, them, "missing")
            yield Line(((x, y + down), (u, v + down)), *_MISSING, told=told, about=about)


def _tie(band: str) -> tuple[str, float, bool]:
    """Colour and width of a tie, and that it is not dashed."""
    return "org_strong" if band == "weak" else "influence", _WIDTHS[band], False


def _lead(pairs: Sequence[Pair]) -> tuple[str, float, bool]:
    """How the line to somebody in the second column looks: as the strongest that it goes on with; no colour without any."""
    if ties := [_tie(p.band) for p in pairs if p.band != "none"]:
        return max(ties, key=lambda tie: tie[1])
    if any(p.missing for p in pairs):
        return _MISSING
    return _SPONSOR if any(p.sponsor for p in pairs) else ("", 0.0, False)


def _about(pair: Pair, mine: Mapping[str, Ours], them: Mapping[str, Theirs]) -> str:
    return f"{mine[pair.ours].about} {them[pair.theirs].about}".strip()


def _told(pair: Pair, mine: Mapping[str, Ours], them: Mapping[str, Theirs], what: str) -> Text:
    return Text("{a} — {b}：{w}", "{a} — {b}: {w}").format(
        a=mine[pair.ours].name, b=them[pair.theirs].name, w=_MEANS[what]
    )


_MEANS = {
    "sponsor": Text("赞助人", "sponsor"),
    "missing": Text("要求而缺", "required and missing"),
    "weak": Text("弱关系", "weak tie"),
    "moderate": Text("中等关系", "moderate tie"),
    "strong": Text("强关系", "strong tie"),
}


def _our_card(one: Ours, y: float, cards: _Cards) -> Iterator[Shape]:
    x, top = _LANE, y - cards.high / 2
    stroke, weight = ("warn", 3.0) if one.knot else ("frame", 1.0)
    if one.empty:
        stroke, weight = "alert", 1.4
    told = _whole(one.name, one.role)
    yield Box(x, top, cards.mine, cards.high, "card", stroke, weight, 6, one.empty, told=told, about=one.about)
    losing = _loses(one)
    across, columns = cards.mine - (_PILL if losing else _EDGE), 28 if losing else 34
    yield from _words(one.name, one.role, x + 12, y, columns, one.about, (across, cards.behind[0]), one.empty)
    if losing:
        lost = Text.of(minus(f"-{per_cent(one.loss)}"))
        told = Text("离岗将失去 {p} 的触达", "{p} of our reach goes with them").format(p=per_cent(one.loss))
        pill = min(24.0, cards.high - 4)
        yield Box(x + cards.mine - 56, y - pill / 2, 48, pill, "mute", None, 1, 5, told=told, about=one.about)
        yield Label(x + cards.mine - 32, y + 4.5, lost, 12, "warn" if one.knot else "soft", True, "middle", one.about)


def _their_card(person: Theirs, x: float, y: float, cards: _Cards) -> Iterator[Shape]:
    top, code = y - cards.high / 2, level(person.support)
    told = _whole(person.name, person.title)
    yield Box(x, top, cards.wide, cards.high, f"tint.{code}", "card_line", 1, 6, told=told, about=person.about)
    yield Box(x, top, 19, cards.high, f"support.{code}", "frame", 1, 6, about=person.about)
    yield from drawn(code, x + 9.5, y, about=person.about)
    yield from _words(person.name, person.title, x + 28, y, 33, person.about, (cards.wide - _BESIDE, cards.behind[1]))


def _whole(name: Text, under: Text) -> Text:
    """All of what a card may have to cut, for whoever points at it."""
    return Text("，", ", ").join([name, under]) if under.zh or under.en else name


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


def _signs(ours: Sequence[Ours], theirs: Sequence[Theirs], pairs: Sequence[Pair]) -> list[Sign]:
    """The legend of what the picture has: lines, marks of ours, support of theirs."""

    def line(colour: str, weight: float, dashed: bool = False) -> Line:
        return Line(((0, 8.5), (26, 8.5)), colour, weight, dashed)

    drawn = {p.band for p in pairs}
    lines = {
        "strong": line("influence", 5) if "strong" in drawn else None,
        "moderate": line("influence", 3) if "moderate" in drawn else None,
        "weak": line("org_strong", 1.6) if "weak" in drawn else None,
        "sponsor": line("path_glow", 11) if any(p.sponsor for p in pairs) else None,
        "missing": line("alert", 2.2, True) if any(p.missing for p in pairs) else None,
    }
    found = [Sign((shape,), _MEANS[what]) for what, shape in lines.items() if shape]
    if any(one.knot for one in ours):
        knot = Text("领结：触达系于一人", "bow-tie: our reach hangs on one person")
        found.append(Sign((Box(1, 2, 24, 13, "card", "warn", 3, 3),), knot))
    if any(_loses(one) for one in ours):
        loss = Text("离岗将失去的触达", "reach that would go with them")
        found.append(Sign((Label(13, 12.5, Text.of(minus("-9%")), 11, "soft", True, "middle"),), loss))
    held = {level(p.support) for p in theirs}
    return [*found, *(sign_of(code) for code in LEVELS if code in held)]


def _loses(one: Ours) -> bool:
    """Whether so much of our reach would go with somebody that it is written on the card."""
    return one.loss >= 0.01
