"""A map of people as a list, for a phone: the same cards one below the other, and beside each the lines that run from it.

A map that is shrunk to a phone cannot be read, and one that is not must be moved sideways. Whom somebody moves, reports to or is in
conflict with is told as well by a short piece of the line and a name, and under it what two organisations are to each other. Lines
without a direction stand beside both ends.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from graphcrm.charts.lettering import Sign, broken, legend, written
from graphcrm.drawing.shapes import Drawing, Label, Line, Shape
from graphcrm.i18n import Text
from graphcrm.maps.foremost import by_weight
from graphcrm.maps.layout.ego_ways import standing
from graphcrm.maps.layout.views import CARD
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.still.card import cards
from graphcrm.maps.still.names import LEAST
from graphcrm.maps.still.picture import LEFT, foot, line, rivals_of, swatches
from graphcrm.maps.strings import COMMON, INSIGHT
from graphcrm.spoken import joined

__all__ = ["people_list"]


#: Width of the picture; where cards, and what stands beside them, begin; from card to card, and what a heading takes.
_WIDE, _CARD, _BESIDE, _STEP, _HEADING = 366.0, 7.0, 187.0, 78.0, 30.0
#: So many people are read one below the other; so many lines have room beside a card.
_MOST, _LINES = 24, 4
#: Length of a piece of a line, size of a name beside it, and from one to the next.
_PIECE, _SIZE, _APART = 26.0, 11.5, 16.0
#: So many columns of letters have room beside a piece.
_COLUMNS = int((_WIDE - _BESIDE - _PIECE - 8) / (_SIZE * 0.56))
_ONLY = Text("{all} 人中列出影响最大的 {n} 人", "Of {all} people the {n} with most influence are listed")
_SOME = Text("{all} 人中列出 {n} 人", "Of {all} people {n} are listed")
_Far = tuple[MapEdge, MapPerson]
"""A line and who is at its other end."""
_Piece = Callable[[MapEdge, float, float], Line]
"""Draws the beginning of a line from a point to the right."""

_WORDS = {
    LineKind.REPORTS_TO: "panel.reports_to",
    LineKind.INFLUENCES: "panel.influences",
    LineKind.TRUSTS: "panel.influences",
    LineKind.CONFLICTS: "panel.conflicts",
}
#: In this order in the legend.
_KINDS = (
    LineKind.REPORTS_TO,
    LineKind.INFLUENCES,
    LineKind.TRUSTS,
    LineKind.KNOWS,
    LineKind.CONFLICTS,
    LineKind.RELATES,
)


def people_list(model: MapModel, title: Text) -> Drawing:
    """The list; of more than 24 people those who decide and those with most influence, and all organisations.

    Parameters
    ----------
    model
        Redacted and cleaned.
    """
    chosen = by_weight(model)[:_MOST]
    listed = [*(p for p in model.people if p.firm), *(p for p in chosen if not p.firm)]
    beside = _beside(model)
    formal, rivals = model.kind == "formal", rivals_of(model)

    def piece(e: MapEdge, x: float, y: float) -> Line:
        return line(e, ((x, y), (x + _PIECE, y)), formal=formal, rival=e.source in rivals)

    signs = [*_signs((far for p in listed for far in beside.get(p.id, ())), formal, rivals, piece)]
    shapes, y = legend(signs, 0, 2, _WIDE, flowing=True) if signs else ([], 0.0)
    people = sum(not p.firm for p in model.people)
    notes = []
    if people > len(chosen):
        notes.append((_ONLY if model.edition.insight else _SOME).format(all=people, n=len(chosen)))
    if any(p.left for p in listed):
        notes.append(LEFT)
    if notes:
        shapes += written(joined(notes), 2, y + 16, 60, Label(0, 0, Text.of(""), _SIZE, "soft"))
        y += 32
    at: dict[str, tuple[float, float]] = {}
    for heading, group in _groups(listed):
        y += _HEADING if heading else 12
        if heading:
            shapes += written(heading, 2, y - 11, 48, Label(0, 0, heading, 12.5, "soft", bold=True), 1)
        for p in group:
            rows = [*_rows(beside.get(p.id, ()))]
            high = max(_STEP, len(rows) * _APART + 12)
            at[p.id] = _CARD + CARD[0] / 2, y + (high - _STEP + CARD[1]) / 2 + 3
            shapes += _lines(piece, rows, at[p.id][1])
            y += high + 6 * formal
    shapes += cards(model, at, LEAST)
    signs_below, y = foot(swatches(model, at, grey=formal), (), (0, _WIDE), y + 2, LEAST)
    return Drawing(_WIDE, y + 4, title, (*shapes, *signs_below))


def _signs(lines: Iterable[_Far], formal: bool, rivals: Collection[str], piece: _Piece) -> Iterator[Sign]:
    """What the lines mean, each by the one that stands foremost; trust moves people, too."""
    best: dict[str, MapEdge] = {}
    for e, _ in lines:
        key = _called(e, formal, e.source in rivals)
        if key not in best or (best[key].dotted, -standing(best[key])) > (e.dotted, -standing(e)):
            best[key] = e
    words = {**INSIGHT, **COMMON}
    for key, e in sorted(best.items(), key=lambda found: (_KINDS.index(found[1].kind), found[0])):
        yield Sign((piece(e, 0, 8.5),), words[key])


def _called(e: MapEdge, formal: bool, rival: bool) -> str:
    """The words for what somebody does along such a line, or for what it is."""
    if formal and e.inversion:
        return "line.inversion"
    if e.kind is LineKind.RELATES and e.hostile:
        return "line.hostile"
    if e.kind is LineKind.KNOWS and rival:
        return "line.rival"
    return _WORDS.get(e.kind, f"line.{e.kind.value}")


def _groups(people: Iterable[MapPerson]) -> Iterator[tuple[Text | None, Sequence[MapPerson]]]:
    """Those of the customer by their grade from above, then each organisation outside; whose share is larger comes first.

    The card of an organisation is a heading.
    """

    def group(p: MapPerson) -> tuple[bool, str, str, int]:
        return (True, p.org, p.org_en or p.org, 0) if p.outside else (False, "", "", -9 if p.firm else -p.grade)

    ordered = sorted(people, key=lambda p: (group(p), not p.firm, -(p.share or 0.0), p.id))
    for (outside, org, org_en, below), members in groupby(ordered, key=group):
        found = [*members]
        heading = Text(org, org_en) if outside else COMMON.get(f"rank.{-below}")
        yield None if found[0].firm else heading, found


def _beside(model: MapModel) -> Mapping[str, Sequence[_Far]]:
    """The lines that run from each person, in the order of their kinds, the strongest first."""
    people = {p.id: p for p in model.people}
    found: dict[str, list[_Far]] = {}
    for e in model.edges:
        if e.source == e.target or e.kind not in _KINDS:
            continue
        found.setdefault(e.source, []).append((e, people[e.target]))
        if e.kind is LineKind.CONFLICTS or (e.kind is LineKind.RELATES and e.mutual):
            found.setdefault(e.target, []).append((e, people[e.source]))

    def order(far: _Far) -> tuple[bool, float, int, str]:
        e, p = far
        return e.kind is not LineKind.REPORTS_TO, -standing(e), _KINDS.index(e.kind), p.id

    return {key: sorted(lines, key=order) for key, lines in found.items()}


def _rows(lines: Sequence[_Far]) -> Iterator[tuple[MapEdge | None, Text]]:
    """What stands beside a card, row by row: a line and the name at its other end, what the relation is, how many more there are."""
    shown = lines if len(lines) <= _LINES else lines[: _LINES - 1]
    for e, p in shown:
        yield e, Text(*(broken(name, _COLUMNS, 1)[0] for name in (p.name, p.name_en or p.name)))
        if e.relation:
            zh, en = (broken(said, _COLUMNS) for said in (e.relation.zh, e.relation.en))
            yield from ((None, Text(*row)) for row in zip_longest(zh, en, fillvalue=""))
    if len(shown) < len(lines):
        yield None, Text.of(f"+{len(lines) - len(shown)}")


def _lines(piece: _Piece, rows: Sequence[tuple[MapEdge | None, Text]], middle: float) -> Iterator[Shape]:
    """Pieces of lines with the names at their other ends."""
    y = middle - (len(rows) - 1) * _APART / 2
    for e, said in rows:
        if e:
            yield piece(e, _BESIDE, y)
        yield Label(_BESIDE + _PIECE + 8, y + 4.2, said, _SIZE, "ink" if e else "soft")
        y += _APART
