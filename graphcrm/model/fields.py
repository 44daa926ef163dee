"""Types of columns: how a cell's text becomes a value, and what is said when it does not.

A cell reaches a field as stripped text ("" = not given) and leaves it as something that JSON can hold. A value outside its
range raises :class:`FieldError` with a bilingual sentence; the importer adds file, line and code.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.choices import Choice, Source
from graphcrm.model.lists import LIST_FORM, split_items
from graphcrm.spoken import joined

__all__ = [
    "EVERYBODY",
    "ChoiceOf",
    "Field",
    "FieldError",
    "IntegerOf",
    "ListOf",
    "NumberOf",
    "Parser",
    "TextOf",
    "parse_date",
    "shown",
]

#: From stripped text to a value; a list column also takes a tuple of texts (from JSON, where no separator is needed).
_NOTHING = Text("—", "—")
_TRUE, _FALSE = Text("是", "yes"), Text("否", "no")
Parser = Callable[[Any], Any]

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
#: A time of day behind the date, as other systems write one, is passed over: what counts here is the day.
_ISO_DATE = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?"
)
_ZH_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_YES = frozenset({"true", "yes", "1", "是"})
_NO = frozenset({"false", "no", "0", "否"})


class FieldError(ValueError):
    """The text of a cell is not a value of its column; the sentence is made only if somebody reads it."""

    def __init__(self, text: Text | Callable[[], Text]) -> None:
        super().__init__()
        self._text = text

    @property
    def text(self) -> Text:
        return self._text if isinstance(self._text, Text) else self._text()

    def __str__(self) -> str:
        return self.text.en


@dataclass(frozen=True, slots=True)
class Field:
    """A column: code, Chinese label, type, and what its ids refer to.

    required
        The heading must be there, and a value in every row, but for the rows that `unless` excuses: (column, member) of a list.
    refs
        Kinds of which this value (or each value of a list) must be an id; empty for plain values.
    """

    name: str
    zh: str
    parse: Parser
    required: bool = False
    refs: tuple[str, ...] = ()
    many: bool = False
    #: A sentence for the import template.
    hint: Text | None = None
    #: Words that are usual in a column of free text.
    usual: type[Choice] | None = None
    unless: tuple[str, str] | None = None

    @property
    def choices(self) -> type[Choice] | None:
        """The enumeration of which this value (or each value of a list) is a member."""
        one = self.parse.one if isinstance(self.parse, ListOf) else self.parse
        return one.kind if isinstance(one, ChoiceOf) else None

    @property
    def heading(self) -> Text:
        """The column's name in words."""
        return Text(self.zh, self.name.replace("_", " "))

    def say(self, value: Any, names: Mapping[str, str]) -> Text:
        """A value as people read it: labels for codes, names for ids, yes and no, an em dash for nothing.

        >>> Field("n", "数", number()).say(0.50, {}).en, Field("b", "是否", boolean).say(False, {}).zh
        ('0.5', '否')
        """
        if value is None or value in ("", [], ()):
            return _NOTHING
        if isinstance(value, list | tuple):
            return joined([self.say(one, names) for one in value])
        if isinstance(value, bool):
            return _TRUE if value else _FALSE
        if isinstance(value, float | int):
            return Text(f"{value:.12g}", f"{value:.12g}")
        name = names.get(value) if self.refs else None
        return Text(name, name) if name else self.label(str(value))

    def label(self, value: str) -> Text:
        """What people call a value of this column: its label; a code without one in plain words, other text as it is."""
        kind = self.choices or self.usual
        member = None if kind is None else next((m for m in kind if m.value == value), None)
        if member is not None:
            return member.label
        words = value.replace("_", " ") if _CODE.fullmatch(value) else value
        return Text(words, words)


def shown(value: str, longest: int = 60) -> str:
    """A value as it may appear inside a message: shortened, control characters made visible."""
    clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: longest + 1])
    return clean if len(clean) <= longest else clean[: longest - 3] + "…"


def identifier(raw: str) -> str:
    """1 to 64 characters of A–Z a–z 0–9 _ . : -"""
    if _ID.fullmatch(raw):
        return raw
    raise FieldError(
        Text(
            f"“{shown(raw)}”不是有效编号:只用字母、数字和 _ . : -,1 到 64 个字符",
            f"“{shown(raw)}” is not a valid id: use letters, digits and _ . : -, 1 to 64 characters",
        )
    )


@dataclass(frozen=True, slots=True)
class TextOf:
    """Text of at most `limit` characters."""

    limit: int

    def __call__(self, raw: str) -> str:
        if len(raw) <= self.limit:
            return raw
        raise FieldError(
            Text(
                f"文字长 {len(raw):,} 个字符,最多 {self.limit}",
                f"the text has {len(raw):,} characters; at most {self.limit}",
            )
        )


def text(limit: int) -> Parser:
    """Text of at most `limit` characters."""
    return TextOf(limit)


#: Stands for everybody where an id may.
EVERYBODY = "*"


def anybody(raw: str) -> str:
    """An id, or ``*`` for everybody."""
    return raw if raw == EVERYBODY else identifier(raw)


def reporter(raw: str) -> str:
    """Id of a person, or ``import:<name>``."""
    return _filled_in(raw) if raw.startswith("import:") else identifier(raw)


def origin(raw: str) -> str:
    """A kind of source, or ``import:<name>`` where an import filled it in."""
    return _filled_in(raw) if raw.startswith("import:") else str(_SOURCE(raw))


def _filled_in(raw: str) -> str:
    if not raw.isprintable():
        raise FieldError(Text(f"“{shown(raw)}”含有控制字符", f"“{shown(raw)}” contains control characters"))
    return str(text(200)(raw))


_MAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+")


def mail_address(raw: str) -> str:
    """A mail address, in small letters, since addresses compare without case."""
    if _MAIL.fullmatch(raw) and raw.isprintable() and len(raw) <= 254:
        return raw.lower()
    raise FieldError(
        Text(f"“{shown(raw)}”不是邮箱地址(如 lin@bank.cn)", f"“{shown(raw)}” is no mail address such as lin@bank.cn")
    )


def system_key(raw: str) -> str:
    """An id in another system, ``system:key``."""
    system, colon, key = raw.partition(":")
    if colon and system.strip() and key.strip() and raw.isprintable() and len(raw) <= 200:
        return f"{system.strip()}:{key.strip()}"
    raise FieldError(
        Text(
            f"“{shown(raw)}”应写作 系统:编号,例如 salesforce:0035g00001",
            f"write “{shown(raw)}” as SYSTEM:KEY, such as salesforce:0035g00001",
        )
    )


@dataclass(frozen=True, slots=True)
class NumberOf:
    """A finite number within [low, high]; thousands may be grouped by commas."""

    low: float
    high: float

    def __call__(self, raw: str) -> float:
        plain = unicodedata.normalize("NFKC", raw)
        if _GROUPED.fullmatch(plain):
            plain = plain.replace(",", "")
        try:
            value = float(plain)
        except ValueError:
            value = math.nan
        if "_" in plain or not math.isfinite(value) or not self.low <= value <= self.high:
            zh, en = _range_words(self.low, self.high)
            raise FieldError(Text(f"“{shown(raw)}”不是{zh}的数", f"“{shown(raw)}” is not a number {en}"))
        return value + 0.0


def number(low: float = -math.inf, high: float = math.inf) -> Parser:
    """A finite number within [low, high]; thousands may be grouped by commas."""
    return NumberOf(low, high)


@dataclass(frozen=True, slots=True)
class IntegerOf:
    """A whole number within low..high; 3.0 counts as 3."""

    low: int
    high: int

    def __call__(self, raw: str) -> int:
        try:
            value = NumberOf(self.low, self.high)(raw)
        except FieldError:
            value = math.nan
        if not value.is_integer():
            zh, en = _range_words(self.low, self.high)
            raise FieldError(Text(f"“{shown(raw)}”不是{zh}的整数", f"“{shown(raw)}” is not a whole number {en}"))
        return int(value)


def integer(low: int, high: int) -> Parser:
    """A whole number within low..high; 3.0 counts as 3."""
    return IntegerOf(low, high)


def _range_words(low: float, high: float) -> tuple[str, str]:
    if math.isinf(low) and math.isinf(high):
        return "有限", "that is finite"
    if math.isinf(high):
        return f"不小于 {low:g}", f"of at least {low:g}"
    return f"{low:g} 到 {high:g}", f"from {low:g} to {high:g}"


def boolean(raw: str) -> bool:
    """true/false, yes/no, 1/0, 是/否."""
    word = raw.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise FieldError(
        Text(
            f"“{shown(raw)}”不是是/否值(true/false、1/0、是/否)",
            f"“{shown(raw)}” is not true/false, yes/no, 1/0 or 是/否",
        )
    )


def parse_date(raw: str) -> str:
    """ISO text of a date written 2026-03-05, 2026/3/5 or 2026年3月5日."""
    match = _ISO_DATE.fullmatch(raw) or _ZH_DATE.fullmatch(raw)
    if match:
        try:
            day = date(*(int(g) for g in match.groups()))
        except ValueError:
            day = date.min
        if 1900 <= day.year <= 2200:
            return day.isoformat()
    raise FieldError(
        Text(
            f"“{shown(raw)}”不是日期(请写 2026-03-05、2026/3/5 或 2026年3月5日)",
            f"“{shown(raw)}” is not a date (write 2026-03-05, 2026/3/5 or 2026年3月5日)",
        )
    )


def clock(raw: str) -> str:
    """Time of day, HH:MM or HH:MM:SS."""
    match = _TIME.fullmatch(raw)
    if not match:
        raise FieldError(Text(f"“{shown(raw)}”不是时间(HH:MM)", f"“{shown(raw)}” is not a time of day (HH:MM)"))
    hours, minutes, seconds = match.groups()
    return f"{int(hours):02d}:{minutes}" + (f":{seconds}" if seconds else "")


def currency(raw: str) -> str:
    """Three letters of ISO 4217."""
    code = raw.upper()
    if re.fullmatch(r"[A-Z]{3}", code):
        return code
    raise FieldError(
        Text(
            f"“{shown(raw)}”不是 ISO 4217 货币代码(如 CNY)",
            f"“{shown(raw)}” is not an ISO 4217 currency code such as CNY",
        )
    )


@dataclass(frozen=True, slots=True)
class ChoiceOf:
    """One of the members of an enumeration, by code or label."""

    kind: type[Choice]

    def __call__(self, raw: str) -> str:
        try:
            return str(self.kind.read(raw).value)
        except ValueError:
            raise FieldError(lambda: _not_among(self.kind, raw)) from None


def choice(kind: type[Choice]) -> Parser:
    """One of the members of an enumeration, by code or Chinese label."""
    return ChoiceOf(kind)


def _not_among(kind: type[Choice], raw: str) -> Text:
    known = [m.value for m in kind]
    near = difflib.get_close_matches(raw[:60], [*known, *(m.zh for m in kind)], 1)
    zh = f";是否想写“{near[0]}”?" if near else ""
    en = f"; did you mean “{near[0]}”?" if near else ""
    return Text(
        f"“{shown(raw)}”不在可选值之中({'、'.join(known)}){zh}",
        f"“{shown(raw)}” is not one of {', '.join(known)}{en}",
    )


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list: text with semicolons between the items (:mod:`graphcrm.model.lists`), or a tuple of texts; no value twice."""

    one: Parser
    limit: int = 500

    def __call__(self, raw: str | tuple[str, ...]) -> tuple[Any, ...]:
        parts = split_items(raw) if isinstance(raw, str) else [p for p in map(str.strip, raw) if p]
        values = tuple(dict.fromkeys(map(self.one, parts)))
        if len(values) > self.limit:
            raise FieldError(
                Text(
                    f"列表有 {len(values)} 项,最多 {self.limit};",
                    f"the list has {len(values)} items; at most {self.limit}; ",
                )
                + LIST_FORM
            )
        return values


def many(one: Parser, limit: int = 500) -> Parser:
    """A list of values, none twice."""
    return ListOf(one, limit)


_SOURCE = choice(Source)
