"""Sentences below a table about two whom it names: “Ian Lowe reports to Sally Finch”, “吕国强影响佟林”; a row for each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import USUAL, Body, Laid, texts
from graphcrm.ingest.guessing.sheets.layouts.relations import HEADS, MEANT, tie_of
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.model.edges import EdgeKind

__all__ = ["says_a_tie", "sentences_of_ties"]

_LEVELLED = frozenset({EdgeKind.INFLUENCES, EdgeKind.TRUSTS})
#: Words of a sentence at most, and those that a relation has: “is influenced by”.
_WORDS, _SAYS = 14, 4
_ZH = re.compile(
    r"(?P<one>[\u3400-\u9fff]{2,4})(?:(?P<says>影响|信任|汇报给)(?P<other>[\u3400-\u9fff]{2,4})|向(?P<boss>[\u3400-\u9fff]{2,4})汇报)"
)
_MARKS = "-–—•·* .。;；"


def sentences_of_ties(rows: Body, cells: Collection[str]) -> Laid | None:
    """A row for each line that says one thing of two people, both of whom stand in the cells of the table above; None without any."""
    known = {name_key(written(cell).name): written(cell).name for cell in cells}
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, row in rows:
        said = [cell for cell in texts(row) if cell]
        found = next(_ties(said[0].strip(_MARKS), known), None) if len(said) == 1 else None
        if found is not None:
            made.append(found)
            lines.append(line)
    why = Text("表下方的句子写明两人是什么关系", "sentences below the table say how two people are tied")
    meant = dict(zip(HEADS, MEANT, strict=True))
    return Laid("relations", why, HEADS, made, lines, meant) if made else None


def says_a_tie(text: str) -> bool:
    """Whether a text has words for a relation between others.

    >>> says_a_tie("Ian Lowe reports to Sally Finch"), says_a_tie("佟林向吕国强汇报"), says_a_tie("Report of the month")
    (True, True, False)
    """
    return any(tie_of(says) is not None for _, says, _ in _parted(text.strip(_MARKS)))


def _ties(said: str, known: dict[str, str]) -> Iterator[list[Cell]]:
    """The row that a sentence may stand for: whoever is named first, the relation, and the other."""
    for one, says, other in _parted(said):
        ends = [known.get(name_key(written(name).name), "") for name in (one, other)]
        tie = tie_of(says) if all(ends) else None
        if tie is not None and ends[0] != ends[1]:
            kind, turned, history = tie
            first, second = reversed(ends) if turned else ends
            yield [first, kind.value, second, USUAL if kind in _LEVELLED else "", history]


def _parted(said: str) -> Iterator[tuple[str, str, str]]:
    if HAN.search(said):
        if found := _ZH.fullmatch(said):
            yield found["one"], found["says"] or "汇报给", found["other"] or found["boss"]
        return
    words = said.split()
    if len(words) > _WORDS:
        return
    for start, length in itertools.product(range(1, len(words)), range(_SAYS, 0, -1)):
        if start + length < len(words):
            says = " ".join(words[start : start + length])
            yield " ".join(words[:start]), says, " ".join(words[start + length :])
