"""A map of people as a drawing, for documents that stand still: the same cards at the same places, the same lines.

Influence is drawn by effective weight, derived influence dashed; colour and sign of a card are support. Over the formal chart (M2)
inversions are orange and the shadow circle is outlined; between organisations (M6) run ties and relations. What only a page can show
(evidence, paths, filters) is in the interactive map.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from math import cos, pi, sin

from graphcrm.charts.lettering import broken, moved, room
from graphcrm.charts.support import LEVELS, drawn, level
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.maps.foremost import foremost
from graphcrm.maps.layout.ego_ways import ego_ways, standing
from graphcrm.maps.layout.views import CARD, CROWD, FOREGROUND, Layout, Mode, Region, View
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.still.card import cards
from graphcrm.maps.still.face import Face, is_faced
from graphcrm.maps.still.firm import categories, category_of, house
from graphcrm.maps.still.names import read_size
from graphcrm.maps.still.relation import relation_labels
from graphcrm.maps.strings import COMMON, INSIGHT
from graphcrm.pages.text import named, shorten
from graphcrm.spoken import joined

__all__ = ["LEFT", "foot", "line", "people_picture", "rivals_of", "swatches"]


_LANES = 0.95  # names of ranks, in parts of the size of names
_ONLY = Text(
    "{all} 人中标出影响最大的 {n} 人，影响只画指向他们的",
    "Of {all} people the {n} with most influence are named, and of influence only what moves them is drawn",
)
_PALE = Text("淡线为较弱的影响", "Pale lines are the weaker influences")
_WAYS = Text("只画各人通往中心的最强影响", "Of influence only the strongest towards the middle is drawn")
LEFT = Text("划去者已离职", "Whoever is struck out has left")
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def people_picture(model: MapModel, plan: Layout, title: Text) -> Drawing:
    """The first view of a map.

    Parameters
    ----------
    model
        Redacted and cleaned.
    plan
        Its layout.
    """
    view = plan.views[0]
    crowd = plan.mode is Mode.DOTS
    left, top, right, bottom = _edges(view, (DOT, DOT) if crowd else (CARD[0] / 2, CARD[1] / 2))
    size = read_size(right - left + 110, bottom - top)
    ranks = max((room(COMMON[f"rank.{lane.grade}"], size * _LANES) for lane in view.lanes), default=0)
    left -= ranks + 26 if ranks else 12
    named_ones = foremost(model) if crowd else None
    pale = frozenset() if crowd else pale_ones(model, view)
    names = [*names_below(view, (named_ones or {}).values(), size)]
    right = max([right, *(s.x + s.width + 2 for s in names if isinstance(s, Box))])
    shapes = [*_ground(view, (left, top, right, bottom), size), *lines(model, view, plan.mode, named_ones, pale)]
    if crowd:
        columns = [*column_names(view, size * _LANES)]
        bottom = max([bottom, *(label.y + size * 0.5 for label in columns)])
        shapes += [*dots(model, view), *names, *columns]
    else:
        shapes += cards(model, view.at, size)
        shapes += relation_labels(dict(enumerate(model.edges)), view, size * 0.68, (left, right))
    notes = [
        *([_ONLY.format(n=len(named_ones), all=len(model.people))] if named_ones and model.edition.insight else []),
        *([_WAYS if model.ego else _PALE] if pale else []),
        *([LEFT] if not crowd and any(p.left and p.id in view.at for p in model.people) else []),
    ]
    signs = swatches(model, view.at, grey=model.kind == "formal" and not crowd)
    below, bottom = foot(signs, notes, (left, right), bottom, size)
    return Drawing(right - left, bottom - top, title, tuple(moved(s, -left, -top) for s in (*shapes, *below)))


def _edges(view: View, half: tuple[float, float]) -> Edges:
    """What the people, half so wide and high, the lines and the frames of a view take, with a margin."""
    xs = [x for x, _ in view.at.values()] + [x for points in view.lines.values() for x, _ in points]
    ys = [y for _, y in view.at.values()] + [y for points in view.lines.values() for _, y in points]
    xs += [v for r in view.regions for v in (r.left, r.right)]
    ys += [v for r in view.regions for v in (r.top, r.bottom)] + [c.bottom for c in view.columns]
    left, top = min(xs, default=0) - half[0], min(ys, default=0) - half[1] - 20
    return left, top, max(xs, default=0) + half[0] + 12, max(ys, default=0) + half[1] + 16


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour of cards in the legend, the sign on it with its middle at a point and so large, and what they mean."""

    fill: str
    sign: Callable[[float, float, float], Sequence[Shape]]
    text: Text


def _frame(r: Region, *, hull: bool) -> Box:
    """The frame round an organisation: outside the lanes of ranks a plain one, a hull in the colour of its kind where there are none."""
    place = (r.left, r.top, r.right - r.left, r.bottom - r.top)
    if not hull:
        return Box(*place, "region", "frame", dashed=True)
    code = category_of(r.category)
    strong = code == "customer"
    return Box(*place, f"hull.{code}", f"firm.{code}", 2.6 if strong else 1.8, 14, dashed=not strong)


def swatches(model: MapModel, shown: Collection[str], *, grey: bool) -> Sequence[Swatch]:
    """The kinds of organisations and levels of support on the cards of those who are shown.

    No levels on the map of a contest, and nothing for readers who may not know it.

    Parameters
    ----------
    grey
        Cards have the signs of support without the colours.
    """
    if not model.edition.insight:
        return []
    found = [Swatch(f"firm.{code}", house, INSIGHT[f"category.{code}"]) for code in categories(model, shown)]
    if model.contest is not None:
        return found
    held = {level(p.support) for p in model.people if p.id in shown and is_faced(p)}
    for code in (code for code in LEVELS if code in held):
        fill, ink = ("lane", "ink") if grey else (f"support.{code}", f"glyph.{code}")
        found.append(Swatch(fill, partial(drawn, code, colour=ink), LEVELS[code]))
    return found


def _ground(view: View, edges: Edges, letters: float) -> Iterator[Shape]:
    """Lanes of ranks and frames of organisations, with their names."""
    left, above, right, below = edges
    end = right if view.bands_end is None else view.bands_end
    for i, lane in enumerate(view.lanes):
        if i % 2:
            top = max(above, lane.top)
            yield Box(left, top, end - left, min(below, lane.bottom) - top, fill="lane")
        named_at = left + 8, max(above, lane.top) + letters * 1.3
        yield Label(*named_at, COMMON[f"rank.{lane.grade}"], letters * _LANES, "soft", bold=True)
    for r in view.regions:
        yield _frame(r, hull=not view.lanes)
        size = r.letters or min(15.0, letters * 0.8)
        most = int((r.right - r.left - 14) / (size * 0.55))
        name = Text(shorten(r.name, most), shorten(r.name_en or r.name, most))
        yield Label(r.left + 8, r.top + (size * 1.1 + 2 if r.letters else 22), name, size, "soft", bold=True)


def foot(
    found: Sequence[Swatch], notes: Sequence[Text], sides: tuple[float, float], top: float, letters: float
) -> tuple[list[Shape], float]:
    """What colours and signs mean from the left, the notes at the right or, where they have no room there, below; and where it ends.

    Parameters
    ----------
    sides
        Left and right edge of the map.
    letters
        Size of its names; what is written here is a little smaller.
    """
    small = letters * 0.85
    shapes: list[Shape] = []
    left, right = sides[0] + 8, sides[1] - 8
    x, y = left, top + letters * 0.6
    for swatch in found:
        wide = letters * 1.95 + room(swatch.text, small)
        if x > left and x + wide > right:
            x, y = left, y + letters * 1.5
        shapes.append(Box(x, y - letters * 0.1, letters * 1.5, letters * 1.2, swatch.fill, "frame", 1, 3))
        shapes += swatch.sign(x + letters * 0.75, y + letters * 0.5, letters / 15)
        shapes.append(Label(x + letters * 1.95, y + letters * 0.8, swatch.text, small, "soft"))
        x += wide + letters
    if notes:
        said = joined(notes)
        y += letters * 1.5 if x > left and x + room(said, small) > right else 0
        shapes.append(Label(right, y + letters * 0.8, said, small, "soft", anchor="end"))
    return shapes, y + letters * 1.4 if shapes else top


#: Radius of a dot.
DOT = 6.0


def dots(model: MapModel, view: View) -> Iterator[Shape]:
    """Everybody, in the colour of the support; over the formal chart in the ring of the shadow circle, dashed as frames of cards are."""
    face = Face.of(model)
    for p in model.people:
        if p.id in view.at:
            if model.kind == "formal" and (p.in_circle or p.listed):
                yield _ring(*view.at[p.id], 2.2 if p.in_circle else 1.2, dashed=not (p.in_circle and p.listed))
            yield Round(*view.at[p.id], DOT, face.colour(p), "frame", told=Text(p.name, p.name_en or p.name))


def _ring(x: float, y: float, wide: float, *, dashed: bool) -> Line:
    radius = DOT + 4
    turns = [2 * pi * k / 24 for k in range(25)]
    return Line([(x + radius * cos(t), y + radius * sin(t)) for t in turns], "circle", wide, dashed)


def column_names(view: View, size: float) -> Iterator[Label]:
    """Names of departments below their dots, in two lines as wide as their columns at most."""
    for column in view.columns:
        most = int((column.right - column.left) / (size * 0.64))  # bold letters, and a gap to the next
        middle = (column.left + column.right) / 2
        rows = [_named(name, most) for name in (column.name, column.name_en or column.name)]
        for k, (zh, en) in enumerate(zip_longest(*rows, fillvalue="")):
            y = column.bottom + size * (0.5 + 1.1 * k)
            yield Label(middle, y, Text(zh, en), size, "soft", bold=True, anchor="middle")


def _named(name: str, most: int) -> list[str]:
    """In two lines; a name that these do not hold either is cut in one, rather than torn within a word."""
    rows = broken(name, most)
    return [shorten(name, most)] if rows and "…" in rows[-1] else rows


def names_below(view: View, people: Iterable[MapPerson], size: float) -> Iterator[Shape]:
    """Names below dots, on a ground of their own; none lies on another."""
    taken: list[tuple[float, float, float, float]] = []
    for p in people:
        if p.id not in view.at:
            continue
        x, y = view.at[p.id]
        name = Text(shorten(named(p.name), 24), shorten(named(p.name_en or p.name), 24))
        half, top = room(name, size) / 2 + 3, y + DOT + 2
        box = (x - half, top, x + half, top + size * 1.25)
        if any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3] for a in taken):
            continue
        taken.append(box)
        yield Box(x - half, top, 2 * half, size * 1.25, "surface", radius=3)
        yield Label(x, top + size * 0.98, name, size, "ink", bold=True, anchor="middle")


#: What is drawn over what.
_ORDER = {LineKind.REPORTS_TO: 0, LineKind.CONFLICTS: 2}
_INFLUENCE = (LineKind.INFLUENCES, LineKind.TRUSTS)


def pale_ones(model: MapModel, view: View) -> frozenset[int]:
    """Of many lines of influence all but the strongest, by their place among the edges; what runs upwards over the chart is none."""
    plain = [
        (k, e)
        for k, e in enumerate(model.edges)
        if e.kind in _INFLUENCE and k in view.lines and not (e.inversion and model.kind == "formal")
    ]
    if (ways := ego_ways(model)) is not None:
        return frozenset(k for k, _ in plain if k not in ways)
    if len(plain) <= CROWD:
        return frozenset()
    plain.sort(key=lambda ke: (-standing(ke[1]), ke[0]))
    return frozenset(k for k, _ in plain[FOREGROUND:])


def lines(
    model: MapModel, view: View, mode: Mode, named_ones: Collection[str] | None, pale: Collection[int]
) -> Iterator[Shape]:
    """Of a crowd (`named_ones`, else None) only what concerns those whom it names, over the chart of who reports to whom.

    Of influence that is what moves them: what they move in their turn is half of all that is recorded.
    """
    rivals = rivals_of(model)
    for k, e in sorted(enumerate(model.edges), key=lambda ke: (_ORDER.get(ke[1].kind, 1), ke[0] not in pale, ke[0])):
        if e.source not in view.at or e.target not in view.at or e.source == e.target:
            continue
        points = view.lines.get(k) or (view.at[e.source], view.at[e.target])
        if named_ones is not None and e.kind is LineKind.REPORTS_TO:
            yield Line(points, "line", 1.0, e.dotted)
        elif (
            named_ones is not None
            and e.target not in named_ones
            and (e.kind in _INFLUENCE or e.source not in named_ones)
        ):
            continue
        elif k in pale and not model.ego:
            yield Line(points, "influence_pale", 1.0, e.derived or e.uncertain, arrow=True)
        elif k not in pale:
            yield line(e, points, formal=model.kind == "formal", rival=e.source in rivals, fine=mode is Mode.DOTS)


def rivals_of(model: MapModel) -> Collection[str]:
    """Who works for a competitor."""
    return {p.id for p in model.people if p.org_category == "competitor"}


def line(e: MapEdge, points: Sequence[tuple[float, float]], *, formal: bool, rival: bool, fine: bool = False) -> Line:
    """A line as it is drawn.

    Parameters
    ----------
    formal
        Over the chart of who reports to whom: what runs upwards stands out.
    rival
        From somebody of a competitor.
    fine
        Between dots, not cards.
    """
    if e.kind is LineKind.REPORTS_TO:
        return Line(points, *(("org_strong", 2.2) if formal else ("org", 1.25)), e.dotted)
    if e.kind is LineKind.CONFLICTS:
        return Line(points, "conflict", 1.6, True)
    if e.kind is LineKind.RELATES:
        return Line(points, "conflict" if e.hostile else "org_strong", 1.4, e.hostile)
    if e.kind is LineKind.KNOWS:
        return Line(points, "warn" if rival else "focus", 1 + e.weight * 3.6, rival)
    colour = "inversion" if e.inversion and formal else "influence"
    least, more = (0.5, 1.5) if fine else (1.3, 4.6)
    return Line(points, colour, least + e.weight * more, e.derived or e.uncertain, arrow=not fine)
