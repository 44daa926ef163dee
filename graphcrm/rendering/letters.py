"""How wide a text is in letters that are not all alike, for files that are set in the font of whoever opens them.

The widths are those of the widest sans that programs take where a font is missing: what has room in it has room in Calibri, too.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from graphcrm.rendering.width import width

__all__ = ["BOLD", "ems"]


#: Advance widths in hundredths of the size (DejaVu Sans 2.37, drawn like Verdana), of the letters that share one.
_WIDTHS = {
    28: "'ijl",
    30: "IJ",
    32: " ,.·",
    34: "/:;\\|",
    36: "-f",
    40: "()[]t!",
    41: "r",
    46: '"',
    50: "*_`–",
    53: "sz?“”",
    56: "cL",
    58: "Fk",
    60: "vxyP",
    61: "TYaoe",
    64: "ESbdghnpqu$0123456789{}",
    68: "AVKXBRZ",
    70: "C",
    76: "UHNDG",
    79: "OQ&w",
    84: "#+<=>^~→≥−",
    87: "M",
    98: "%m",
    99: "W@—…",
}
#: Every other character, by the columns that it takes on a screen.
_OTHERS = {1: 0.66, 2: 1.0}
_GAP = 0.25
#: Bold letters are wider by this.
BOLD = 1.13


@cache
def _wide(letter: str) -> float:
    known = next((wide / 100 for wide, letters in _WIDTHS.items() if letter in letters), None)
    return _OTHERS.get(width(letter), 0.0) if known is None else known


def ems(text: str) -> float:
    """The width of a text in parts of the size of its letters; a Chinese character is as wide as high.

    >>> ems("王工"), round(ems("59%"), 2), round(ems("影响(点)"), 2)
    (2.0, 2.26, 4.55)
    """
    wide = list(map(_wide, text))
    # Between letters of the two kinds programs leave a gap.
    gaps = sum((a == 1.0) != (b == 1.0) for a, b in pairwise(wide))
    return sum(wide) + _GAP * gaps
