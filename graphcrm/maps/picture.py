"""A map of people as a drawing, for documents that stand still: the same cards at the same places, the same lines.

Influence is drawn by effective weight, derived influence dashed; colour and sign of a card are support. Over the formal chart (M2)
inversions are orange and the shadow circle is outlined; between organisations (M6) run ties and relations. What only a page can show
(evidence, paths, filters) is in the interactive map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from graphcrm.charts.lettering import broken, room
from graphcrm.charts.support import drawn, level
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Polygon, Round, Shape
from graphcrm.i18n import Text
from graphcrm.maps.foot import foot
from graphcrm.maps.layout.views import CARD, CROWD, FOREGROUND, Layout, Mode, View
from graphcrm.maps.payload.people import mark_of
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.strings import COMMON
from graphcrm.pages.text import named, shorten

__all__ = ["people_picture"]

#: Signs of the states of a contest.
_STATE = {"ours": "✓", "ours_assumed": "✓?", "contested": "›‹", "theirs_assumed": "✕?", "theirs": "✕", "open": "○"}
#: Points of a page or slide that a picture gets, and the size in which names are to be read there.
_PAGE, _READ = (800.0, 340.0), 8.0
#: Sizes of names, and the largest beside which a title has room; mean widths of letters of titles and names at size 1.
_LEAST, _WITH_TITLE, _MOST, _LETTER, _BOLD = 15.0, 17.5, 21.0, 0.53, 0.57
#: Sizes of letters below the name, and of the figures on the lowest line where the map is shown small.
_FACTS, _LARGE = 12.5, 17.0
#: Room for the words of a card.
_INNER = CARD[0] - 34
#: A rival's people and ours have no attitude to us.
_APART = frozenset({"our_company", "competitor"})
_THREE_LINES = 0.8  # a name in three lines, in parts of the size of the others
_LANES = 0.95  # names of ranks, in parts of the size of names
_DOT = 6.0
_DECIDING = ("decider", "approver")
#: Of a crowd so many are named.
_FOREMOST = 14
_ONLY = Text(
    "{all} 人中标出影响最大的 {n} 人,只画与他们有关的影响",
    "Of {all} people the {n} with most influence are named, and only what concerns them is drawn",
)
_PALE = Text("淡线为较弱的影响", "Pale lines are the weaker influences")
_LEFT = Text("划去者已离职", "Whoever is struck out has left")


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
    half = (CARD[0] / 2, CARD[1] / 2) if plan.mode is not Mode.DOTS else (_DOT, _DOT)
    xs = [x for x, _ in view.at.values()] + [x for points in view.lines.values() for x, _ in points]
    ys = [y for _, y in view.at.values()] + [y for points in view.lines.values() for _, y in points]
    xs += [v for r in view.regions for v in (r.left, r.right)]
    ys += [v for r in view.regions for v in (r.top, r.bottom)]
    left, top = min(xs, default=0) - half[0], min(ys, default=0) - half[1] - 20
    right, bottom = max(xs, default=0) + half[0] + 12, max(ys, default=0) + half[1] + 16
    size = _size(right - left + 110, bottom - top)
    ranks = max((room(COMMON[f"rank.{lane.grade}"], size * _LANES) for lane in view.lanes), default=0)
    left -= ranks + 26 if ranks else 12
    foremost = _foremost(model) if plan.mode is Mode.DOTS else {}
    pale = _pale(model, view) if plan.mode is not Mode.DOTS else frozenset()
    shapes = [
        *_ground(view, (left, top, right, bottom), size),
        *_lines(model, view, plan.mode, foremost, pale),
        *_people(model, view, plan.mode, size),
        *_named(view, foremost, size),
    ]
    notes = [
        *([_ONLY.format(n=len(foremost), all=len(model.people))] if foremost and model.edition.insight else []),
        *([_PALE] if pale else []),
        *([_LEFT] if plan.mode is not Mode.DOTS and any(p.left and p.id in view.at for p in model.people) else []),
    ]
    below, bottom = foot(_levels(model, view), notes, (left, right), bottom, size, grey=model.kind == "formal")
    shapes += below
    return Drawing(right - left, bottom - top, title, tuple(_moved(s, -left, -top) for s in shapes))


def _levels(model: MapModel, view: View) -> set[str]:
    """The levels of support on the cards; none on the map of a contest, and for readers who may not know them."""
    if model.contest is not None or not model.edition.insight:
        return set()
    return {level(p.support) for p in model.people if p.id in view.at and _faced(p)}


def _faced(p: MapPerson) -> bool:
    """Of firms, of us and of a rival no support is asked."""
    return not (p.firm or p.org_category in _APART)


def _foremost(model: MapModel) -> Mapping[str, MapPerson]:
    """Of a crowd, who decides and who has the largest shares: they are named, and what moves them and what they move is drawn."""
    by_weight = sorted(model.people, key=lambda p: (not _decides(p), -(p.share or 0.0), p.id))
    return {p.id: p for p in by_weight[:_FOREMOST] if p.share or _decides(p)}


def _decides(p: MapPerson) -> bool:
    return any(role in _DECIDING for role in p.roles)


def _named(view: View, foremost: Mapping[str, MapPerson], size: float) -> Iterator[Shape]:
    """Names below dots, on a ground of their own; none lies on another."""
    taken: list[tuple[float, float, float, float]] = []
    for p in foremost.values():
        if p.id not in view.at:
            continue
        x, y = view.at[p.id]
        name = Text(shorten(named(p.name), 24), shorten(named(p.name_en or p.name), 24))
        half, top = room(name, size) / 2 + 3, y + _DOT + 2
        box = (x - half, top, x + half, top + size * 1.25)
        if any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3] for a in taken):
            continue
        taken.append(box)
        yield Box(x - half, top, 2 * half, size * 1.25, "surface", radius=3)
        yield Label(x, top + size * 0.98, name, size, "ink", bold=True, anchor="middle")


def _size(width: float, height: float) -> float:
    """Letters of names on a picture of this size: the smaller it is shown, the larger they are on it."""
    return min(_MOST, max(_LEAST, _READ / min(_PAGE[0] / width, _PAGE[1] / height)))


def _ground(view: View, edges: tuple[float, float, float, float], letters: float) -> Iterator[Shape]:
    left, above, right, below = edges
    end = right if view.bands_end is None else view.bands_end
    for i, lane in enumerate(view.lanes):
        if i % 2:
            top = max(above, lane.top)
            yield Box(left, top, end - left, min(below, lane.bottom) - top, fill="lane")
        named_at = left + 8, max(above, lane.top) + letters * 1.3
        yield Label(*named_at, COMMON[f"rank.{lane.grade}"], letters * _LANES, "soft", bold=True)
    for r in view.regions:
        yield Box(r.left, r.top, r.right - r.left, r.bottom - r.top, fill="region", stroke="frame", dashed=True)
        size = r.letters or min(15.0, letters * 0.8)
        most = int((r.right - r.left - 14) / (size * 0.55))
        name = Text(shorten(r.name, most), shorten(r.name_en or r.name, most))
        yield Label(r.left + 8, r.top + (size * 1.1 + 2 if r.letters else 19), name, size, "soft", bold=True)


def _pale(model: MapModel, view: View) -> frozenset[int]:
    """Of many lines of influence all but the strongest, by their place among the edges; what runs upwards over the chart is none."""
    plain = [
        (k, e)
        for k, e in enumerate(model.edges)
        if e.kind in (LineKind.INFLUENCES, LineKind.TRUSTS)
        and k in view.lines
        and not (e.inversion and model.kind == "formal")
    ]
    if len(plain) <= CROWD:
        return frozenset()
    plain.sort(key=lambda ke: (-_standing(ke[1]), ke[0]))
    return frozenset(k for k, _ in plain[FOREGROUND:])


def _standing(e: MapEdge) -> float:
    """What is derived, uncertain or stale stands behind what was reported of late."""
    return e.weight * (0.5 if e.derived else 1) * (0.6 if e.uncertain else 1) * (0.4 if e.stale else 1)


def _lines(
    model: MapModel, view: View, mode: Mode, foremost: Mapping[str, MapPerson], pale: frozenset[int]
) -> Iterator[Shape]:
    order = {LineKind.REPORTS_TO: 0, LineKind.CONFLICTS: 2}
    categories = {p.id: p.org_category for p in model.people}
    for k, e in sorted(enumerate(model.edges), key=lambda ke: (order.get(ke[1].kind, 1), ke[0] not in pale, ke[0])):
        if e.source not in view.at or e.target not in view.at or e.source == e.target:
            continue
        points = view.lines.get(k) or (view.at[e.source], view.at[e.target])
        if foremost and e.kind is LineKind.REPORTS_TO:
            yield Line(points, "line", 1.0, e.dotted)
        elif foremost and not {e.source, e.target} & foremost.keys():
            continue
        elif e.kind is LineKind.REPORTS_TO:
            yield Line(points, *(("org_strong", 2.2) if model.kind == "formal" else ("org", 1.25)), e.dotted)
        elif e.kind is LineKind.CONFLICTS:
            yield Line(points, "conflict", 1.6, True)
        elif e.kind is LineKind.RELATES:
            yield Line(points, "conflict" if e.hostile else "org_strong", 1.4, e.hostile)
        elif e.kind is LineKind.KNOWS:
            rival = categories[e.source] == "competitor"
            yield Line(points, "warn" if rival else "focus", 1 + e.weight * 3.6, rival)
        elif k in pale:
            yield Line(points, "influence_pale", 1.0, e.derived or e.uncertain, arrow=True)
        else:
            colour = "inversion" if e.inversion and model.kind == "formal" else "influence"
            yield Line(points, colour, _weight(e, mode), e.derived or e.uncertain, arrow=mode is not Mode.DOTS)


def _weight(e: MapEdge, mode: Mode) -> float:
    return (1.3 if mode is not Mode.DOTS else 0.5) + e.weight * (4.6 if mode is not Mode.DOTS else 1.5)


def _people(model: MapModel, view: View, mode: Mode, size: float) -> Iterator[Shape]:
    face = _Face.of(model)
    if mode is not Mode.DOTS:
        size = _common(model, view, size)
    for p in model.people:
        if p.id in view.at:
            x, y = view.at[p.id]
            yield from (
                _dot(p, x, y, face)
                if mode is Mode.DOTS
                else _card(p, x - CARD[0] / 2, y - CARD[1] / 2, model, face, size)
            )


def _dot(p: MapPerson, x: float, y: float, face: _Face) -> Iterator[Shape]:
    yield Round(x, y, _DOT, f"{face.colours}.{face.key(p)}", "frame", told=Text(p.name, p.name_en or p.name))


@dataclass(frozen=True)
class _Face:
    """What colour and sign of a card say: support, or on the map of a contest whose side somebody is on."""

    colours: str
    keys: Mapping[str, str]

    @classmethod
    def of(cls, model: MapModel) -> _Face:
        if model.contest is None:
            return cls("support", {p.id: level(p.support) for p in model.people})
        return cls("contest", {s.person: s.state for s in model.contest.standings})

    def key(self, p: MapPerson) -> str:
        return self.keys.get(p.id, "unknown")

    def of_card(self, part: str, p: MapPerson) -> str:
        """Palette name of tint or glyph."""
        return f"{part if self.colours == 'support' else f'{self.colours}_{part}'}.{self.key(p)}"

    def sign(self, p: MapPerson, x: float, y: float, size: float, colour: str) -> Iterator[Shape]:
        """What the strip of a card says, with its middle at a point; it grows with the names, as far as the strip holds it."""
        key, larger = self.key(p), min(1.4, size / _LEAST)
        if self.colours == "support":
            yield from drawn(key, x, y, larger, colour)
            return
        sign = _STATE.get(key, "?")
        large = 9 if len(sign) > 1 else 9 * larger  # two fill it
        yield Label(x, y + large * 0.44, Text(sign, sign), large, colour, bold=True, anchor="middle")


def _card(p: MapPerson, x: float, y: float, model: MapModel, face: _Face, size: float) -> Iterator[Shape]:
    insight = model.edition.insight
    words = x + (25 if insight else 12)
    faced = insight and _faced(p)
    decides = _decides(p)
    grey = model.kind == "formal"  # there influence is what has colour
    tint = "mute" if grey else face.of_card("tint", p) if faced else "card"
    if grey and (p.in_circle or p.listed):
        ring = (x - 5, y - 5, CARD[0] + 10, CARD[1] + 10)
        yield Box(*ring, None, "circle", 3 if p.in_circle else 1.2, 10, dashed=not (p.in_circle and p.listed))
    yield Box(
        x, y, CARD[0], CARD[1], tint, "ink" if decides else "card_line", 2.2 if decides else 1.0, 6, dashed=p.seat
    )
    if faced:
        yield Box(x, y, 17, CARD[1], "lane" if grey else f"{face.colours}.{face.key(p)}", radius=6)
        glyph = "ink" if grey else face.of_card("glyph", p)
        yield from face.sign(p, x + 8.5, y + CARD[1] / 2, size, glyph)
    facts = min(_LARGE, max(_FACTS, size * 0.85))
    zh, en = _name(p, size)
    lines = max(len(zh), len(en))
    size *= _THREE_LINES if lines > 2 else 1.0
    titled = size <= _WITH_TITLE and (lines == 1 or (lines == 2 and size <= _LEAST))
    lead = size * 0.99 if titled else size * 0.73 + (61.5 - facts * 0.73 - size * 0.73 * lines) / (lines + 1.5)
    across = int(_INNER / (_FACTS * _LETTER))
    post = p.beside_name
    either = (post.name or post.name_en, post.name_en or post.name)
    said = [broken(t, across, 2 if lines == 1 else 1) for t in either if t]
    dense = titled and max(map(len, said), default=0) > 1
    first = y + (2.5 + size * 0.98 if dense else 4.5 + size * 1.03 if lines == 1 else min(lead, size * 0.98))
    last = first + (lines - 1) * lead
    for i, (one, other) in enumerate(zip_longest(zh, en, fillvalue="")):
        yield Label(words, first + i * lead, Text(one, other), size, "soft" if p.left else "ink", True, struck=p.left)
    if titled:
        below = 1.12 if lines > 1 else 1.15 if dense else 1.35
        for i, (one, other) in enumerate(zip_longest(*said, fillvalue="")):
            yield Label(words, last + _FACTS * (below + i), Text(one, other), _FACTS, "soft")
    if not insight:
        roles = sorted((role for role in p.roles if f"role.{role}" in COMMON), key=lambda role: role not in _DECIDING)
        held = [COMMON[f"role.{role}"] for role in roles]
        if held:
            more = Text("", "") if len(held) == 1 else Text(f" +{len(held) - 1}", f" +{len(held) - 1}")
            yield Label(words, y + 60, held[0] + more, _FACTS, "ink", bold=True)
        else:
            yield Label(words, y + 60, _either(p.unit, p.unit_en, across), _FACTS, "soft")
    if insight and p.share is not None:
        share = f"{p.share:.0%}" if p.share >= 0.005 or p.share == 0 else "<1%"
        yield Label(x + 25, y + 61.5, Text(share, share), facts, "soft", bold=True)
    if insight and any(g.person == p.id for g in model.gaps):
        yield Round(x + CARD[0] - 15, y + 61.5 - facts * 0.36, facts * 0.52, stroke="alert", weight=1.5)
        yield Label(
            x + CARD[0] - 15, y + 61.5 - facts * 0.1, Text("!", "!"), facts * 0.72, "alert", bold=True, anchor="middle"
        )
    elif insight and p.contacts:
        best = max(p.contacts, key=lambda c: (c.strength, c.name))
        mark = mark_of(best)
        yield Label(x + CARD[0] - 8, y + 61.5, Text(mark, mark), facts, "ink", bold=True, anchor="end")


def _either(zh: str, en: str, most: int) -> Text:
    """What is written in one language alone stands in both."""
    return Text(shorten(zh or en, most), shorten(en or zh, most))


def _common(model: MapModel, view: View, size: float) -> float:
    """The size in which all names of a picture are written: the largest in which two lines hold each, else the smallest."""
    names = [name for p in model.people if p.id in view.at for name in (p.name, p.name_en or p.name)]
    sizes = (size, 0.92 * size, 0.84 * size)
    whole = (letters for letters in sizes if not any("…" in _lines_of(name, letters, 2)[-1] for name in names))
    return next(whole, sizes[-1])


def _name(p: MapPerson, size: float) -> tuple[list[str], list[str]]:
    """A name in both languages, in two lines, or in three where it would be cut."""
    for most in (2, 3):
        zh, en = (_lines_of(name, size, most) for name in (p.name, p.name_en or p.name))
        if "…" not in zh[-1] + en[-1]:
            break
    return zh, en


def _lines_of(name: str, size: float, most: int) -> list[str]:
    return broken(named(name), int(_INNER / (size * _BOLD)), most)


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    from dataclasses import replace

    if isinstance(shape, (Line, Polygon)):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)
