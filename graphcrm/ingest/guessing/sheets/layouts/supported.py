"""Tables that say of somebody whom they support, “支持谁”, “Leaning towards”: us, a vendor who is named, or nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import OURS, Body, Laid, LayoutName, level_code, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.columns_of import PERIOD, Parts
from graphcrm.ingest.guessing.sheets.layouts.matrices import CELL, COLUMN, ROW, row_heads
from graphcrm.ingest.guessing.texts.companies import companies_in, is_company
from graphcrm.ingest.guessing.texts.names import is_person, name_key
from graphcrm.ingest.guessing.values import NOTHING
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = ["LEANINGS", "supported"]

#: A column of attitudes that names vendors: whether they are some is asked.
LEANINGS: Final = "leanings"
#: How long the name of a vendor may be; what is longer is a sentence.
_LONGEST = 30
_STRONG, _WEAK = 4, 2
#: How strong an attitude is that only leans.
_LEANS = "1"
#: How Chinese words for an attitude begin that no vendor is called by.
_SAYS_HOW = re.compile(r"[待未不需可有无没较偏很暂尚已正被非难略倾反支中保持观摇]")
_ASIDE = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*$")
_LONGEST_NAME, _MOST_WORDS = 3, 3
#: Words for levels as the vocabulary of attitudes has them.
_WORDS = {"3": "exclusive", "2": "supporter", "1": "limited support", "0": "neutral", "-1": "opposed"}


def supported(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each attitude of somebody to us or to a vendor, and the places of the columns; None for a table without any.

    How strongly may stand in the next column. A cell that names a person, or says a sentence, says nothing of a vendor, and such
    a column is not read at all.
    """
    headings = [name for _, name in parts]
    rows = [[*texts(cells), *[""] * (len(headings) - len(cells))] for _, cells in body]
    places = {n: code for n, h in enumerate(headings) if (code := vocabulary("", "towards").get(word_key(h)))}
    layout: LayoutName = "attitudes" if places else LEANINGS
    places = places or {
        n: _LEANS for n, h in enumerate(headings) if "stance" in meanings_of(heading_key(h)) and _name_vendors(rows, n)
    }
    if len(places) != 1:
        return None
    ((place, usual),) = places.items()
    heads, called = row_heads(headings, body)
    people = {name_key(who) for who in called}
    strength = place + 1 if place + 1 < len(headings) and _says_how_much(headings[place + 1]) else None
    to_us = [n for n, h in enumerate(headings) if n != place and "stance" in _means(h)]
    made: list[list[Cell]] = []
    lines: list[int] = []
    for (line, _), row, who in zip(body, rows, called, strict=True):
        if not who or not row[place]:
            continue
        whom, level = _meant(row[place], usual)
        if whom == OURS and any(row[n] for n in to_us):
            continue  # the column of attitudes to us says how much
        vendors = [whom] if whom in ("", OURS) else companies_in(whom)
        if whom not in ("", OURS) and not all(name_key(one) not in people and _may_be_vendor(one) for one in vendors):
            return None
        if strength is not None and level == usual:
            much = int(level_code(row[strength], vocabulary("", "level")) or 0)
            level = "2" if much >= _STRONG else "1" if 0 < much <= _WEAK else level
        for one in filter(None, vendors):
            made.append([who, one, "", _WORDS[level]])
            lines.append(line)
    if not made:
        return None
    heading = shown(headings[place])
    why = Text(
        f"“{heading}”写的是支持谁，读作一条态度", f"“{heading}” says whom somebody supports; it is read as an attitude"
    )
    taken = {place} | ({strength} if strength is not None else set())
    return Laid(layout, why, (ROW, COLUMN, PERIOD, CELL), made, lines), frozenset(taken - set(heads))


def _name_vendors(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether what a column of attitudes, “倾向”, holds is vendors, beside us and words for attitudes: one is a company, or us alone.

    What begins as words for an attitude do, “待争取”, is no vendor, and then none is; of the others it is asked.
    """
    cells = {row[place] for row in rows if row[place]}
    whom, levels = vocabulary("", "towards_whom"), vocabulary("people", "stance")
    vendors = {c for c in cells if word_key(c) not in whom and word_key(c) not in levels}
    some = any(map(is_company, vendors)) or any(whom.get(word_key(c)) == "us" for c in cells)
    return bool(vendors) and some and all(_may_be_vendor(c) and not _SAYS_HOW.match(c) for c in vendors)


def _meant(cell: str, usual: str) -> tuple[str, str]:
    """Whom a cell means and at which level; "" for nobody of whom anything is said."""
    key = word_key(cell)
    said = vocabulary("", "towards_whom").get(key)
    if said is not None:
        return (OURS, usual if said == "us" else said) if said else ("", "")
    if cell.casefold() in NOTHING:
        return "", ""  # a dash that is against somebody in a column of attitudes
    words = vocabulary("people", "stance")
    code = words.get(key, words.get(word_key(_ASIDE.sub("", cell[:60]))))  # “对手(华云)”
    if code is not None:
        return (OURS, code) if code else ("", "")
    return cell, usual


def _may_be_vendor(said: str) -> bool:
    """Whether a text may be what a vendor is called: no sign, no answer, no sentence, no Chinese name of a person."""
    letters = sum(map(str.isalpha, said))
    sentence = len(said) > _LONGEST or len(said.split()) > _MOST_WORDS or said[:1].islower()
    answer = word_key(said) in vocabulary("", "boolean") or word_key(said) in vocabulary("", "level")
    somebody = bool(HAN.match(said)) and is_person(said) and not is_company(said) and len(said) <= _LONGEST_NAME
    return letters > 1 and not sentence and not answer and not somebody


def _means(heading: str) -> frozenset[str]:
    """What a heading means, without what stands in brackets behind it: “Support (1-5)”."""
    return meanings_of(heading_key(heading)) | meanings_of(heading_key(_ASIDE.sub("", heading)))


def _says_how_much(heading: str) -> bool:
    return vocabulary("", "towards_strength").get(word_key(heading)) is not None
