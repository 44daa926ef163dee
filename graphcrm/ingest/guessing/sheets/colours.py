"""Legends of colours, “red = against us”, above or below a table in which no cell names one: what its colours say is not read, and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.values import text
from graphcrm.spoken import joined

__all__ = ["colours_unread"]

_COLOUR = (
    r"(?:[红绿黄橙蓝灰紫]色?(?:底色?|字|单元格)?|(?:light |dark )?(?:red|green|yellow|amber|orange|blue|gr[ae]y|purple)"
    r"|rot|grün|gelb|blau|grau|rouge|vert|jaune|bleu|gris|rojo|verde|amarillo|azul|naranja)"
)
#: A colour with what it stands for behind it, or in the cell to its right.
_EXPLAINED = re.compile(rf"({_COLOUR})\s*(?:$|[=\uff1d:\uff1a>–—-]+)", re.IGNORECASE)
#: Cells that say a colour themselves: a word, its first letter, a picture of it.
_SAID = re.compile(rf"{_COLOUR}|[rgyab]|[红绿黄]灯?|.*[\U0001f534\U0001f7e0-\U0001f7e9\U0001f535].*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;\uff1b,\uff0c、|/\n]\s*|\s{2,}")
_LABEL = re.compile(r"^[^=\uff1d:\uff1a]{1,30}[:\uff1a]\s*(?=\S)")
_FEWEST, _LONGEST = 2, 400


def colours_unread(beside: Iterable[str], rows: Sequence[Sequence[Cell]]) -> tuple[Text, ...]:
    """That colours of cells are not read, where texts beside a table explain two or more and no cell of its rows says one.

    >>> [told.en for told in colours_unread(["Key: green = for us, red = against us"], [["Ruth Keane", "CFO"]])]
    ['colours of cells are not read (green, red): write what they stand for into a column']
    >>> colours_unread(["Key: green = for us, red = against us"], [["Ruth Keane", "Green"]]), colours_unread(["Green; Red Ltd"], [])
    ((), ())
    """
    found: dict[str, None] = {}
    for said in beside:
        if len(said) <= _LONGEST:
            for one in (_LABEL.sub("", said), said):
                named = (_EXPLAINED.match(simplified(piece)) for piece in _BETWEEN.split(one.strip()))
                found |= dict.fromkeys(colour[1] for colour in named if colour)
    if len(found) < _FEWEST or any(_SAID.fullmatch(simplified(text(cell))) for row in rows for cell in row):
        return ()
    names = joined([*found])
    return (
        Text("不读取单元格的颜色（", "colours of cells are not read (")
        + names
        + Text("）：请把颜色的含义另写成一列", "): write what they stand for into a column"),
    )
