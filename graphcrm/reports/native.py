"""A drawing as shapes of a slide, grouped, in the light palette; the group says what the picture is where it cannot be seen."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Polygon, Round
from graphcrm.i18n import Lang
from graphcrm.rendering.width import width
from graphcrm.reports.deck import bare, clean, colour

__all__ = ["draw"]


_INCH = 914_400
#: The most that half a column of a label is wide, in parts of the size of its letters.
_LETTER = 0.66

#: Left, top, width, height in English metric units.
_Place = tuple[int, int, int, int]


def draw(slide: Any, drawing: Drawing, box: tuple[float, float, float, float], lang: Lang) -> None:
    """Draw into a box (left, top, width, height in inches), as large as its proportions allow, in the middle."""
    left, top, wide, high = box
    scale = min(wide / drawing.width, high / drawing.height)
    origin = (left + (wide - drawing.width * scale) / 2, top + (high - drawing.height * scale) / 2)
    pen = _Pen(_elsewhere(), scale, origin, lang)
    for shape in drawing.shapes:
        pen.put(shape)
    group = slide.shapes.add_group_shape()
    title = clean(drawing.title.say(lang))
    group.name = title
    group._element.nvGrpSpPr.cNvPr.set("descr", title)
    for number, made in enumerate(pen.made, group.shape_id + 1):
        made.nvSpPr.cNvPr.set("id", str(number))
        group._element.append(made)
    group._element.recalculate_extents()


def _elsewhere() -> Any:
    """The shapes of an empty slide: made there, a shape costs no look at all others, which of a large map takes minutes."""
    from pptx import Presentation

    deck = Presentation()
    return deck.slides.add_slide(deck.slide_layouts[6]).shapes


class _Pen:
    """Places shapes: points of the drawing become English metric units of the slide."""

    def __init__(self, shapes: Any, scale: float, origin: tuple[float, float], lang: Lang) -> None:
        self.shapes, self.scale, self.origin, self.lang = shapes, scale, origin, lang
        self.kinds: dict[tuple[object, ...], Any] = {}
        self.made: list[Any] = []

    def put(self, shape: Box | Round | Line | Polygon | Label) -> None:
        """One shape; what it tells becomes its alternative text."""
        if isinstance(shape, Label):
            self._label(shape)
            return
        if isinstance(shape, Box | Round):
            made = self._outline(shape)
        elif len(shape.points) > 1:
            made = self._path(shape)
        else:
            return
        if shape.told is not None:
            made.nvSpPr.cNvPr.set("descr", clean(shape.told.say(self.lang)))

    def _like(self, kind: tuple[object, ...], place: _Place, make: Callable[[_Place], Any]) -> Any:
        """A shape at a place: the first of its kind is made, all are copies of it, which cost a tenth."""
        if kind not in self.kinds:
            element = make(place)._element
            element.getparent().remove(element)
            self.kinds[kind] = element
        copy = deepcopy(self.kinds[kind])
        copy.x, copy.y, copy.cx, copy.cy = place
        self.made.append(copy)
        return copy

    def _outline(self, shape: Box | Round) -> Any:
        if isinstance(shape, Round):
            across = self._length(2 * shape.radius)
            place = (*self._at(shape.x - shape.radius, shape.y - shape.radius), across, across)
            bend = 0.0
        else:
            place = (*self._at(shape.x, shape.y), self._length(shape.width), self._length(shape.height))
            bend = min(0.5, shape.radius / max(1e-9, min(shape.width, shape.height)))
        dashed = isinstance(shape, Box) and shape.dashed
        kind = (type(shape), bend, shape.fill, shape.stroke, shape.weight, dashed)

        def make(place: _Place) -> Any:
            from pptx.enum.shapes import MSO_SHAPE

            form = MSO_SHAPE.ROUNDED_RECTANGLE if bend else MSO_SHAPE.RECTANGLE
            made = bare(self.shapes.add_shape(MSO_SHAPE.OVAL if isinstance(shape, Round) else form, *place))
            if bend:
                made.adjustments[0] = bend
            self._fill(made, shape.fill)
            self._stroke(made, shape.stroke, shape.weight, dashed=dashed)
            return made

        return self._like(kind, place, make)

    def _path(self, shape: Line | Polygon) -> Any:
        closed = isinstance(shape, Polygon)
        places = [self._at(x, y) for x, y in shape.points]
        left, top = (min(along) for along in zip(*places, strict=True))
        wide, high = max(x for x, _ in places) - left, max(y for _, y in places) - top
        look = (shape.fill, shape.opacity) if isinstance(shape, Polygon) else (shape.dashed, shape.arrow)
        kind = (type(shape), shape.stroke, shape.weight, *look)

        def make(_place: _Place) -> Any:
            builder = self.shapes.build_freeform(*places[0], scale=1.0)
            made = bare(builder.add_line_segments(places[1:2], close=closed).convert_to_shape())
            self._fill(made, shape.fill if isinstance(shape, Polygon) else None)
            if isinstance(shape, Polygon) and shape.fill and shape.opacity < 1:
                self._veil(made, shape.opacity)
            self._stroke(made, shape.stroke, shape.weight, dashed=isinstance(shape, Line) and shape.dashed)
            if isinstance(shape, Line) and shape.arrow:
                self._arrow(made)
            return made

        made = self._like(kind, (left, top, wide, high), make)
        (path,) = made.spPr.custGeom.pathLst.path_lst
        for operation in list(path):
            path.remove(operation)
        path.w, path.h = wide, high
        path.add_moveTo(places[0][0] - left, places[0][1] - top)
        for x, y in places[1:]:
            path.add_lnTo(x - left, y - top)
        if closed:
            path.add_close()
        return made

    def _label(self, label: Label) -> None:
        text = clean(label.text.say(self.lang))
        if not text.strip():
            return
        wide = width(text) * label.size * _LETTER + label.size
        left = {"start": label.x, "middle": label.x - wide / 2, "end": label.x - wide}[label.anchor]
        tall = label.size * 1.5
        place = (*self._at(left, label.y - label.size * 1.15), self._length(wide), self._length(tall))
        kind = (Label, label.anchor, label.bold, label.struck, label.size, label.colour)
        made = self._like(kind, place, lambda place: self._lettering(label, place))
        made.txBody.p_lst[0].r_lst[0].text = text

    def _lettering(self, label: Label, place: _Place) -> Any:
        """A box for the text of a label, which is still to come."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        box = self.shapes.add_textbox(*place)
        frame = box.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        # Wrapped in a box that is wide enough: some programs move a text that may not be wrapped to the middle of its box.
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        align = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
        paragraph.alignment = align[label.anchor]
        run = paragraph.add_run()
        run.font.bold = label.bold
        if label.struck:
            run.font._element.set("strike", "sngStrike")
        run.font.size = Pt(max(1, round(label.size * self.scale * 72, 1)))
        run.font.color.rgb = colour(label.colour)
        return box

    def _fill(self, made: Any, name: str | None) -> None:
        if name is None:
            made.fill.background()
        else:
            made.fill.solid()
            made.fill.fore_color.rgb = colour(name)

    def _stroke(self, made: Any, name: str | None, weight: float, *, dashed: bool) -> None:
        from pptx.enum.dml import MSO_LINE

        if name is None:
            made.line.fill.background()
            return
        made.line.color.rgb = colour(name)
        made.line.width = self._length(weight)
        if dashed:
            made.line.dash_style = MSO_LINE.DASH

    def _veil(self, made: Any, opacity: float) -> None:
        from pptx.oxml.ns import qn

        tint = made._element.spPr.find(qn("a:solidFill"))[0]
        tint.append(tint.makeelement(qn("a:alpha"), {"val": str(round(100_000 * opacity))}))

    def _arrow(self, made: Any) -> None:
        from pptx.oxml.ns import qn

        line = made.line._get_or_add_ln()
        line.append(line.makeelement(qn("a:tailEnd"), {"type": "triangle"}))

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return (
            round((self.origin[0] + x * self.scale) * _INCH),
            round((self.origin[1] + y * self.scale) * _INCH),
        )

    def _length(self, value: float) -> int:
        return max(1, round(value * self.scale * _INCH))
