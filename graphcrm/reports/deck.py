"""An empty deck in our colours and fonts, and what stands on every slide of it: title, line, foot, number.

python-pptx (MIT) has its home here, in :mod:`graphcrm.reports.native` and in :mod:`graphcrm.reports.slide_tables`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.letters import BOLD, ems
from graphcrm.rendering.visual import palette
from graphcrm.rendering.wrapping import wrap

__all__ = [
    "BODY",
    "FOOT",
    "FOOT_WIDE",
    "HEADED",
    "HEADING",
    "HEIGHT",
    "MARGIN",
    "ROOM",
    "WIDTH",
    "Deck",
    "Frame",
    "TextLine",
    "bare",
    "clean",
    "colour",
    "kept",
    "lines_of",
    "need_slides",
    "tall",
]


_MISSING = Text(
    "幻灯片需要 python-pptx:pip install 'graphcrm[office]'", "slides need python-pptx: pip install 'graphcrm[office]'"
)
#: Inches: size of a slide, its margin, the width and the end of its body.
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55
BODY = WIDTH - 2 * MARGIN
_TOP, _BOTTOM = 1.15, 6.95
#: What the body of an empty slide holds.
ROOM = _BOTTOM - _TOP
#: What the heading of a further section takes on a slide, and the letters of it, in points.
HEADED, HEADING = 0.75, 20
#: Letters of the foot, in points, and its width: one line, with the class that must not be cut at its end.
FOOT, FOOT_WIDE = 10, BODY - 0.8
#: Height of a line, in parts of the size of its letters.
_LEADING = 1.25
_NOT_XML = re.compile("[\ufffe\uffff]")
_ZIPPED = (1980, 1, 1, 0, 0, 0)
#: What the theme of python-pptx says, and what ours says instead: no Chinese in a font for want of another, and our colours.
_FONTS = (
    ('<a:ea typeface=""/>', '<a:ea typeface="Microsoft YaHei"/>'),
    ('script="Hans" typeface="宋体"', 'script="Hans" typeface="Microsoft YaHei"'),
)
_ACCENTS = ("influence", "support.2", "support.-1", "amber", "circle", "soft")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; `size` in points, `ink` a colour of the palette."""

    text: str
    size: float = 13
    bold: bool = False
    ink: str = "ink"


class Frame:
    """A slide that is being filled from the top; `top` and `bottom` (inches) are what is left of its body."""

    def __init__(self, slide: Any, top: float) -> None:
        self.slide, self.top, self.bottom, self.empty = slide, top, _BOTTOM, True

    @property
    def room(self) -> float:
        """Inches that are left."""
        return self.bottom - self.top


def clean(text: str) -> str:
    """Text that XML can hold and that turns no line around."""
    return _NOT_XML.sub("", harmless(text, keep="\n"))


def lines_of(text: str, size: float, inches: float, *, bold: bool = False) -> int:
    """Lines that a text takes in a box of this width, whatever font it is set in."""
    room = inches * 72 / (size * (BOLD if bold else 1))
    return sum(len(wrap(part, room, ems)) for part in text.split("\n"))


def kept(text: str, size: float, inches: float, lines: int = 1, *, bold: bool = False) -> str:
    """A text in at most so many lines of a box of this width: of a longer one the beginning, with an ellipsis."""
    room = inches * 72 / (size * (BOLD if bold else 1))
    found = wrap(text, room, ems)
    if len(found) <= lines:
        return text
    *whole, last = found[:lines]
    while last and ems(f"{last}…") > room:
        last = last[:-1]
    return "\n".join([*whole, f"{last.rstrip()}…"])


def tall(lines: Iterable[TextLine], inches: float) -> float:
    """Height of lines of text in a box of this width, in inches."""
    return sum(lines_of(one.text, one.size, inches, bold=one.bold) * one.size * _LEADING / 72 for one in lines)


def need_slides() -> None:
    """Raise UsageError where python-pptx is not installed."""
    try:
        import pptx  # noqa: F401 - only asked for
    except ImportError as error:
        raise UsageError(_MISSING) from error


class Deck:
    """Slides of one report.

    Raises UsageError: python-pptx is not installed.
    """

    def __init__(self, title: str, day: str, foot: str, lang: Lang) -> None:
        need_slides()
        from pptx import Presentation
        from pptx.util import Inches

        self._deck, self._foot, self.lang = Presentation(), foot, lang
        stretch = Inches(WIDTH) / self._deck.slide_width
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        master = self._deck.slide_master
        for shape in (s for one in (master, *master.slide_layouts) for s in one.placeholders):
            # The template is for narrower screens; slides that somebody adds fill the wide one as well.
            shape.left, shape.top, shape.width, shape.height = (
                round(shape.left * stretch),
                shape.top,
                round(shape.width * stretch),
                shape.height,
            )
        self._deck.core_properties.title, self._deck.core_properties.author = title, "graphcrm"
        made = datetime.fromisoformat(day)
        self._deck.core_properties.created = self._deck.core_properties.modified = made

    def bytes(self) -> bytes:
        """The file, the same for the same content."""
        out, made = io.BytesIO(), io.BytesIO()
        self._deck.save(out)
        with zipfile.ZipFile(out) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name in read.namelist():
                content = read.read(name)
                if name.startswith("ppt/theme/"):
                    content = _themed(content.decode()).encode()
                file.writestr(zipfile.ZipInfo(name, _ZIPPED), content, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def plain(self) -> Any:
        """A slide with nothing but its title, which has no place yet."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])
        slide.name = ""
        return slide

    def frame(self, title: str, beside: str = "", below: str = "") -> Frame:
        """A slide with its title, what stands at its right, what stands below it, and its foot."""
        slide = self.plain()
        wide = BODY - (2.2 if beside else 0)
        # A long title is written smaller, so that it keeps to one line, or to two small ones.
        size = next((s for s in (26, 22, 18) if lines_of(title, s, wide, bold=True) == 1), 18)
        self.title(slide, title, (MARGIN, 0.32, wide, 0.62), size)
        if beside:
            self.write(slide, (WIDTH - MARGIN - 2.2, 0.42, 2.2, 0.3), [TextLine(beside, 12, ink="soft")], align="end")
        self.bar(slide, (MARGIN, 0.98, BODY, 0.03), "influence")
        top = _TOP
        if below:
            line = TextLine(below, 13, bold=True, ink="influence")
            high = tall([line], BODY) + 0.06
            self.write(slide, (MARGIN, 1.07, BODY, high), [line])
            top = 1.07 + high + 0.1
        self.write(slide, (MARGIN, HEIGHT - 0.42, FOOT_WIDE, 0.25), [TextLine(self._foot, FOOT, ink="soft")])
        self._number(slide)
        return Frame(slide, top)

    def heading(self, frame: Frame, text: str, beside: str) -> None:
        """Begin a further section on a slide: as a title is, and smaller."""
        top, high = frame.top + 0.12, HEADING * _LEADING / 72
        self.write(frame.slide, (MARGIN, top, BODY - 2.2, high), [TextLine(text, HEADING, bold=True)])
        note = (WIDTH - MARGIN - 2.2, top + 0.08, 2.2, 0.25)
        self.write(frame.slide, note, [TextLine(beside, 12, ink="soft")], align="end")
        self.bar(frame.slide, (MARGIN, top + high + 0.03, BODY, 0.02), "influence")
        frame.top += HEADED

    def title(
        self, slide: Any, text: str, box: tuple[float, float, float, float], size: float, ink: str = "ink"
    ) -> None:
        """Put the slide's title into a box (left, top, width, height in inches)."""
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Inches

        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Inches, box)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
        self._fill(frame, [TextLine(text, size, bold=True, ink=ink)], "start")

    def write(
        self,
        slide: Any,
        box: tuple[float, float, float, float],
        lines: Sequence[TextLine],
        *,
        align: str = "start",
    ) -> None:
        """Lines of text in a box of their own."""
        from pptx.util import Inches

        frame = slide.shapes.add_textbox(*map(Inches, box)).text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        self._fill(frame, lines, align)

    def bar(self, slide: Any, box: tuple[float, float, float, float], ink: str) -> Any:
        """A filled rectangle that says nothing."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Inches

        made = bare(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, box)))
        made.fill.solid()
        made.fill.fore_color.rgb = colour(ink)
        made.line.fill.background()
        return made

    def cell(self, frame: Any, line: TextLine, align: str = "start") -> None:
        """Fill a cell of a table."""
        self._fill(frame, [line], align)

    def _fill(self, frame: Any, lines: Sequence[TextLine], align: str) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}[align]
            if not line.text:
                # A line to write on has no run: else some programs make it as tall as the letters of the theme.
                paragraph._p.get_or_add_endParaRPr().set("sz", str(round(line.size * 100)))
                continue
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = line.text, Pt(line.size), line.bold
            run.font.color.rgb = colour(line.ink)
            run.font._element.set("lang", "zh-CN" if self.lang == "zh" else "en-GB")

    def _number(self, slide: Any) -> None:
        """The number of the slide, which follows when slides are moved."""
        from pptx.util import Inches

        box = (WIDTH - MARGIN - 0.7, HEIGHT - 0.42, 0.7, 0.25)
        frame = slide.shapes.add_textbox(*map(Inches, box)).text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._fill(frame, [TextLine(str(len(self._deck.slides)), 10, ink="soft")], "end")
        run = frame.paragraphs[0].runs[0]._r
        run.tag = run.tag.replace("}r", "}fld")
        run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        run.set("type", "slidenum")


def bare(shape: Any) -> Any:
    """The shape without the shadow and colours that the theme would give it."""
    from pptx.oxml.ns import qn

    shape._element.remove(shape._element.find(qn("p:style")))
    return shape


def colour(name: str) -> Any:
    """A colour of the palette by its name: ``ink``, ``support.2``."""
    from pptx.dml.color import RGBColor

    value = int(_hex(name), 16)
    made: Any = RGBColor  # which is not typed
    return made(value >> 16, value >> 8 & 255, value & 255)


def _hex(name: str) -> str:
    found: Any = palette()["light"]
    for part in name.split("."):
        found = found[part] if isinstance(found, Mapping) else found[int(part)]
    return str(found).removeprefix("#")


def _themed(theme: str) -> str:
    for before, after in _FONTS:
        theme = theme.replace(before, after)
    for number, name in enumerate(_ACCENTS, 1):
        theme = re.sub(rf'(<a:accent{number}><a:srgbClr val=")[0-9A-Fa-f]{{6}}', rf"\g<1>{_hex(name).upper()}", theme)
    return theme
