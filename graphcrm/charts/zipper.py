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

from graphcrm.charts.lettering import Sign, legend, written
from graphcrm.charts.support import LEVELS, level, sign_of
from graphcrm.charts.zipper_cards import TALL, Cards, Ours, Theirs, loses, low_cards, our_card, slim_cards, their_card
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import minus

__all__ = ["Pair", "zipper", "zipper_slim"]


#: More of the customer's people than this stand in two columns.
_MOST = 9
_TITLE = Text("对口拉链图", "Zipper")
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
#: Room between a tie and what is missing in spite of it, and between a line and a card that it passes.
_CLEAR = 2.0
#: A picture that would be higher than this, too high for a laptop, has lower cards.
_FITS = 640.0
#: What cards in two columns stand further apart, as far as the picture has room: lines run between them.
_AIR = 6.0


@dataclass(frozen=True, slots=True)
class _Lane:
    """A grade: who stands in it, where, and so many cards one below the other."""

    grade: int
    theirs: Sequence[Theirs]
    top: float
    high: float
    rows: float


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
    bricks = 2 if len(theirs) > _MOST else 1
    shapes, top = legend(_signs(ours, theirs, pairs), 0, 2, TALL.across(bricks))
    between = _between(theirs, pairs) if bricks > 1 else 0.0
    cards = _apart(TALL, between)
    lanes, bottom = _lanes(ours, theirs, more, bricks, cards, top + 32)
    if bottom > _FITS:
        cards = _apart(low_cards(ours, theirs), between)
        lanes, bottom = _lanes(ours, theirs, more, bricks, cards, top + 32)
    rows = sum(lane.rows for lane in lanes)
    if bricks > 1 and bottom < _FITS:
        cards = replace(cards, step=cards.step + min(_AIR, (_FITS - bottom) / rows))
        lanes, bottom = _lanes(ours, theirs, more, bricks, cards, top + 32)
    shapes += _joined(ours, theirs, pairs, more, lanes, cards, bricks)
    return Drawing(cards.across(bricks), bottom + 2, _TITLE, tuple(shapes))


def _between(theirs: Sequence[Theirs], pairs: Sequence[Pair]) -> float:
    """Width of the broadest tie that leads to a second column; the pale band of a sponsorship may run under cards."""
    second = {p.key for grade in _GRADES for i, p in enumerate([p for p in theirs if p.grade == grade]) if i % 2}
    widths = [_lead([p for p in pairs if p.theirs == key])[1] for key in second]
    return min(max(widths, default=0.0), _WIDTHS["strong"])


def _apart(cards: Cards, between: float) -> Cards:
    """So far apart that a line so broad runs between two of them and touches neither."""
    return replace(cards, step=max(cards.step, cards.high + between + 2 * _CLEAR))


def zipper_slim(
    ours: Sequence[Ours],
    theirs: Sequence[Theirs],
    pairs: Sequence[Pair],
    more: Mapping[int, tuple[int, int]],
) -> Drawing:
    """The same as wide as a phone: both sides and what joins them are seen at once, as high as it takes."""
    cards = slim_cards(ours, theirs)
    shapes, top = legend(_signs(ours, theirs, pairs), 0, 2, cards.across(1), flowing=True)
    lanes, bottom = _lanes(ours, theirs, more, 1, cards, top + 32)
    shapes += _joined(ours, theirs, pairs, more, lanes, cards, 1)
    return Drawing(cards.across(1), bottom + 2, _TITLE, tuple(shapes))


def _joined(
    ours: Sequence[Ours],
    theirs: Sequence[Theirs],
    pairs: Sequence[Pair],
    more: Mapping[int, tuple[int, int]],
    lanes: Sequence[_Lane],
    cards: Cards,
    bricks: int,
) -> Iterator[Shape]:
    """Headings, lanes, lines and cards; below the legend, the lanes being as high as they are."""
    right: dict[str, float] = {}
    second: set[str] = set()
    left: dict[str, float] = {}
    if lanes:
        y = lanes[0].top - 12
        yield Label(cards.edge, y, Text("我方", "Our people"), 13, "ink", bold=True)
        theirs_at, anchor = (cards.across(1) - 2, "end") if cards.slim else (cards.right, "start")
        yield Label(theirs_at, y, Text("客户及相关方", "Customer and others"), 13, "ink", True, anchor)
    for lane in lanes:
        for i, person in enumerate(lane.theirs):
            right[person.key] = lane.top + 6 + cards.head + cards.step * (i / bricks + 0.5)
            second |= {person.key} if i % bricks else set()
    for n, lane in enumerate(lanes):
        here = (p for p in ours if p.grade == lane.grade)
        mine = sorted(here, key=lambda p: (_pull(p, pairs, right, lane.top), p.key))
        start = lane.top + 6 + cards.head + cards.step * max(0.0, lane.rows - len(mine)) / 2
        for i, one in enumerate(mine):
            left[one.key] = start + cards.step * (i + 0.5)
        if n % 2 == 0:
            yield Box(0, lane.top, cards.across(bricks), lane.high, "lane")
        yield from _named(lane, more, cards)
    yield from _lines(ours, theirs, pairs, (cards.left + 1, left), (cards.right - 1, right))
    for one in ours:
        yield from our_card(one, left[one.key], cards)
    for person in theirs:
        x, at = cards.right, right[person.key]
        if person.key in second:
            x = cards.second
            colour, weight, dashed = _lead([p for p in pairs if p.theirs == person.key])
            if colour:
                yield Line(((cards.right - 1, at), (x, at)), colour, weight, dashed, about=person.about)
        yield from their_card(person, x, at, cards)


def _named(lane: _Lane, more: Mapping[int, tuple[int, int]], cards: Cards) -> Iterator[Shape]:
    """What a lane is called, beside the cards or above them, and who of it is not drawn."""
    name = _GRADES[lane.grade]
    like = Label(0, 0, name, 12, "soft", bold=True)
    yield from written(name, 4, lane.top + 13, 40, like) if cards.slim else written(name, 8, lane.top + 20, 13, like)
    yield from _others(lane, more, cards)


def _others(lane: _Lane, more: Mapping[int, tuple[int, int]], cards: Cards) -> Sequence[Label]:
    """Who of a lane is not drawn, below those of the customer who are: no line runs there."""
    if lane.grade not in more:
        return []
    others = _left_out(*more[lane.grade], bool(lane.theirs))
    like = Label(cards.right, lane.top + lane.high - 9, others, 11.5, "soft")
    if not cards.slim:
        return [like]
    return written(others, cards.right, like.y, 24, replace(like, size=10.0), 4, standing=True)


def _lanes(
    ours: Sequence[Ours],
    theirs: Sequence[Theirs],
    more: Mapping[int, tuple[int, int]],
    bricks: int,
    cards: Cards,
    top: float,
) -> tuple[list[_Lane], float]:
    """The grades that there are, highest first, and where the last ends."""
    known = {p.grade for p in ours} | {p.grade for p in theirs} | more.keys()
    lanes: list[_Lane] = []
    for grade in (g for g in _GRADES if g in known):
        here = [p for p in theirs if p.grade == grade]
        rows = max((len(here) + bricks - 1) / bricks if here else 0, sum(p.grade == grade for p in ours))
        lane = _Lane(grade, here, top, 0.0, rows)
        lines = len({label.y for label in _others(lane, more, cards)})
        high = max(cards.head + rows * cards.step + 12 + (13 * lines + 9 if lines else 0), 30)
        lanes.append(replace(lane, high=high))
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
    if any(loses(one) for one in ours):
        loss = Text("离岗将失去的触达", "reach that would go with them")
        found.append(Sign((Label(13, 12.5, Text.of(minus("-9%")), 11, "soft", True, "middle"),), loss))
    held = {level(p.support) for p in theirs}
    return [*found, *(sign_of(code) for code in LEVELS if code in held)]
