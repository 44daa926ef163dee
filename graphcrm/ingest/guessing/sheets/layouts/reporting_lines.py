"""Lists of who reports to whom, with the kind of line in a column of its own: “Subordinate | Superior | Line”, 下属 | 上级 | 关系类型."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.texts.holding import are_people
from graphcrm.ingest.guessing.values import filled
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["reporting_lines"]

_SUBORDINATE = re.compile(
    r"subordinates?|reports?|direct reports?|employees?|mitarbeiter(?:in)?|unterstellte?r?|collaborateurs?|subordonnée?s?"
    r"|subordinad[oa]s?|下属|下级|部下|汇报人|被管理人|员工",
    re.IGNORECASE,
)
_SUPERIOR = re.compile(r"superiors?|boss|上级|领导|被汇报人|汇报对象|管理人", re.IGNORECASE)
_SOLID = re.compile(
    r"(?:solid|direct|line|linie|disziplinarisch|hiérarchique|行政|实线|直线|直接)(?:[ -]?line|汇报|关系|上级)?",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?:dotted|dashed|matrix|functional|fachlich|fonctionnel|间接|虚线|业务|职能)(?:[ -]?line|汇报|关系|上级)?",
    re.IGNORECASE,
)
_HEADS, _MEANT = ("name", "reports to", "dotted to"), ("name", "reports_to", "dotted_to")


def reporting_lines(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each line of a table of two people, and perhaps of the kind of line, and of nothing else; None for any other.

    >>> rows = [(2, ["Ana Ruiz", "Luis Gil", "solid line"]), (3, ["Ana Ruiz", "Eva Sanz", "dotted"])]
    >>> reporting_lines(["Subordinate", "Superior", "Type"], rows).rows
    [['Ana Ruiz', 'Luis Gil', ''], ['Ana Ruiz', '', 'Eva Sanz']]
    """
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    used = [n for n in range(len(headings)) if any(cells[n] for _, cells in rows)]
    who = next((n for n in used if _SUBORDINATE.fullmatch(headings[n].strip())), None)
    whom = next((n for n in used if n != who and _is_superior(headings[n])), None)
    if who is None or whom is None:
        return None
    others = [n for n in used if n not in (who, whom)]
    kinds = [_kind(cells[n]) for _, cells in rows for n in others]
    if len(others) > 1 or None in kinds or not all(are_people(filled(c[n] for _, c in rows)) for n in (who, whom)):
        return None
    dotted = kinds or [False] * len(rows)
    made: list[list[Cell]] = [
        [cells[who], "", cells[whom]] if aside else [cells[who], cells[whom], ""]
        for (_, cells), aside in zip(rows, dotted, strict=True)
    ]
    why = Text("每行写明谁汇报给谁", "each line says who reports to whom")
    meant = dict(zip(_HEADS, _MEANT, strict=True))
    return Laid("reporting lines", why, _HEADS, made, [line for line, _ in rows], meant)


def _is_superior(heading: str) -> bool:
    return "reports_to" in meanings_of(heading_key(heading)) or bool(_SUPERIOR.fullmatch(heading.strip()))


def _kind(said: str) -> bool | None:
    """Whether a word stands for a dotted line; an empty cell for a solid one; None for any other word."""
    if not said or _SOLID.fullmatch(said):
        return False
    return True if _DOTTED.fullmatch(said) else None
