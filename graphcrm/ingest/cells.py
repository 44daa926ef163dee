"""From the text of a cell to its value: each different text is read once, however many rows carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.readings import is_garbled
from graphcrm.model.fields import (
    Ambiguous,
    Field,
    FieldError,
    IntegerOf,
    ListOf,
    NumberOf,
    Parser,
    TextOf,
    identifier,
    shown,
)
from graphcrm.model.figures import Exact
from graphcrm.model.normal import UNSEEN

__all__ = ["GARBLED", "Bad", "Cell", "Cells", "Cleaned", "Memo", "Unusable", "clean", "error_cell", "explain", "failed"]

#: What readers hand over for one cell: text, several texts (a JSON list), or something that is no value at all.
Cell = Any

#: C0 but tab and newline, DEL, C1, bidi embeddings, overrides and isolates.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: What nobody sees anything of: of these alone nothing is written.
_INVISIBLE = re.compile(f"[\\s{UNSEEN}]*+")
#: What a spreadsheet leaves in a CSV file where a formula failed.
_ERRORS = frozenset({
    "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!",
})  # fmt: skip
_NEWLINE = re.compile("\r\n?")
#: ASCII and the usual ideographs, of which there is nothing to clean and which no wrong encoding leaves alone: most cells.
_PLAIN = re.compile("[ -~\u4e00-\u9fff]*+")
_PRC_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_PRC_LENGTH = 18
_PRC_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell that holds no value: an error of a spreadsheet, a nested object, NaN."""

    text: Text
    value: str = ""


@dataclass(frozen=True, slots=True)
class Bad:
    """Stands in a column where a value could not be read; `explain` says why when somebody asks."""

    raw: Cell


class Cleaned(str):
    """A text from which control characters were removed."""

    __slots__ = ()


class Cells(tuple[str, ...]):
    """A list whose texts were cleaned."""

    __slots__ = ()


def clean(raw: str) -> str:
    """A text without control characters and bidi overrides; line ends become newlines."""
    return _CONTROL.sub("", _NEWLINE.sub("\n", raw))


def error_cell(error: str) -> Unusable:
    """A cell of a spreadsheet whose formula failed."""
    said = error[:20]
    return Unusable(Text(f"单元格是错误值 {said}", f"the cell holds the error {said}"), said)


def failed(raw: str) -> Unusable | None:
    """The same of a text that a spreadsheet wrote for such a cell; None for any other text."""
    said = raw.strip()
    return error_cell(said) if said in _ERRORS else None


def is_id_number(raw: str) -> bool:
    """Whether a text contains a resident identity number of the PRC (18 places with a valid check digit)."""
    if len(raw) < _PRC_LENGTH:
        return False
    for found in _PRC_ID.findall(raw):
        total = sum(int(d) * w for d, w in zip(found, _PRC_WEIGHTS, strict=False))
        if "10X98765432"[total % 11] == found[-1].upper():
            return True
    return False


_ID_NUMBER = Text(
    "含有身份证号码；证件号码从不导入", "contains a resident identity number; identity numbers are never imported"
)


class Memo(dict[Cell, Any]):
    """Values by text for one type of column; ``memo[text]`` reads the text on its first appearance.

    Empty is None. What cannot be read becomes a `Bad`, a text that had to be cleaned a `Cleaned`; `bad` and `cleaned` tell
    whether that ever happened, so that nobody needs to look for them in the columns otherwise.
    """

    __slots__ = ("_guard", "_list", "_parse", "_text", "bad", "cleaned", "doubtful", "numeric")

    def __init__(self, parse: Parser) -> None:
        super().__init__({"": None})
        self.bad = False
        self.cleaned = False
        #: Whether a number was ambiguous, which other cells of its column may settle.
        self.doubtful = False
        self.numeric = isinstance(parse, NumberOf | IntegerOf)
        self._parse = parse
        self._list = isinstance(parse, ListOf)
        one = parse.one if isinstance(parse, ListOf) else parse
        self._text = isinstance(one, TextOf)
        self._guard = self._text or one is identifier

    def __missing__(self, raw: Cell) -> Any:
        value = self[raw] = self._read(raw)
        return value

    def _read(self, raw: Cell) -> Any:
        text: Any
        if isinstance(raw, Exact):
            raw = raw.spelled if self.numeric else str(raw)
        plain = isinstance(raw, str) and _PLAIN.fullmatch(raw)
        if plain:
            text, cleaned = raw.strip(), False
        elif isinstance(raw, str):
            text = raw if raw.isprintable() or not self._text else clean(raw)
            cleaned = text != raw and text != _NEWLINE.sub("\n", raw)
            text = text.strip()
            if self._text and _INVISIBLE.fullmatch(text):
                text, cleaned = "", cleaned or bool(text)
        elif isinstance(raw, tuple) and self._list:
            text = tuple(clean(t) for t in raw) if self._text else raw
            cleaned = text != raw
        else:
            self.bad = True
            return Bad(raw)
        if not text:
            self.cleaned |= cleaned
            return Cleaned("") if cleaned else None
        if self._guard:
            whole = text if isinstance(text, str) else " ".join(text)
            if whole in _ERRORS or is_id_number(whole) or (not plain and is_garbled(whole)):
                self.bad = True
                return Bad(raw)
        try:
            value = self._parse(text)
        except FieldError as error:
            self.bad = True
            self.doubtful |= isinstance(error, Ambiguous)
            return Bad(raw)
        if cleaned:
            self.cleaned = True
            return Cells(value) if self._list else Cleaned(value)
        return value if value != () else None


GARBLED = Text(
    "文字早已按错误的编码读过（如 Ã© 代替 é，丢失的或只剩一半的字符）；请从原文件重新导出",
    "the text was read in a wrong encoding before (as Ã© for é, with lost characters or halves of them); export it again from its source",
)


def explain(field: Field, raw: Cell, parse: Parser) -> tuple[Text, str]:
    """Why a cell could not be read by `parse`, and what of its content may be shown."""
    if isinstance(raw, Unusable):
        return raw.text, raw.value
    if isinstance(raw, tuple) and not isinstance(field.parse, ListOf):
        return Text("这里不能是列表", "a list is not allowed here"), ""
    texts: Sequence[str] = raw if isinstance(raw, tuple) else (raw,)
    if (left := failed("; ".join(texts))) is not None:
        return left.text, left.value
    if any(is_id_number(t) for t in texts):
        return _ID_NUMBER, ""
    one = parse.one if isinstance(parse, ListOf) else parse
    if (isinstance(one, TextOf) or one is identifier) and any(map(is_garbled, texts)):
        return GARBLED, shown("; ".join(texts)[:200])
    ready = tuple(clean(t) if isinstance(one, TextOf) else t for t in texts)
    try:
        parse(ready if isinstance(raw, tuple) else ready[0].strip())
    except FieldError as error:
        return error.text, shown("; ".join(texts)[:200])
    raise AssertionError(f"{field.name}: readable after all")
