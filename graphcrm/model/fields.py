"""Types of columns: how a cell's text becomes a value, and what is said when it does not.

A cell reaches a field as stripped text ("" = not given) and leaves it as something that JSON can hold. A value outside its
range raises :class:`FieldError` with a bilingual sentence; the importer adds file, line and code.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Source
from graphcrm.model.currencies import CURRENCIES
from graphcrm.model.dates import YEARS, day_of, needs_order, year_beyond
from graphcrm.model.faults import Ambiguous, FieldError, shown
from graphcrm.model.figures import figures_of, in_full
from graphcrm.model.ids import EVERYBODY, anybody, identifier, mail_address, system_key
from graphcrm.model.lists import LIST_FORM, split_items
from graphcrm.model.normal import folded
from graphcrm.spoken import joined

__all__ = [
    "EVERYBODY",
    "Ambiguous",
    "ChoiceOf",
    "DateOf",
    "Field",
    "FieldError",
    "IntegerOf",
    "ListOf",
    "NumberOf",
    "Parser",
    "TextOf",
    "anybody",
    "boolean",
    "choice",
    "clock",
    "currency",
    "identifier",
    "insight",
    "integer",
    "mail_address",
    "many",
    "number",
    "open_",
    "origin",
    "parse_date",
    "private",
    "reporter",
    "shown",
    "system_key",
    "text",
]

#: From stripped text to a value; a list column also takes a tuple of texts (from JSON, where no separator is needed).
_NOTHING = Text("—", "—")
_TRUE, _FALSE = Text("是", "yes"), Text("否", "no")
Parser = Callable[[Any], Any]

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
#: Between a word in one language and the same in the other.
_STROKE, _LETTER = re.compile(r"\s+[/／]\s+|\s*[|｜]\s*"), re.compile(r"[^\W\d_]")
_YES = frozenset({"true", "yes", "y", "t", "1", "是"})
_NO = frozenset({"false", "no", "n", "f", "0", "否"})


@dataclass(frozen=True, slots=True)
class Field:
    """A column: code, Chinese label, type, and what its ids refer to.

    required
        The heading must be there, and a value in every row, but for the rows that `unless` excuses, (column, member) of a list;
        where that column is there the heading may be left out.
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
    #: What English readers call it, where the code is no word.
    en: str = ""
    #: How far its values may travel. Every edition of every list, export and page asks here.
    access: Access = Access.PRIVATE

    @property
    def choices(self) -> type[Choice] | None:
        """The enumeration of which this value (or each value of a list) is a member."""
        one = self.parse.one if isinstance(self.parse, ListOf) else self.parse
        return one.kind if isinstance(one, ChoiceOf) else None

    @property
    def heading(self) -> Text:
        """The column's name in words."""
        return Text(self.zh, self.en or self.name.replace("_", " "))

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
        return joined([name]) if name else self.label(str(value))

    def label(self, value: str) -> Text:
        """What people call a value of this column: its label; a code without one in plain words, other text as it is.

        A team's own word is said in both languages where it is written in both, in either order.

        >>> of = Field("type", "类型", text(200), usual=Choice)
        >>> [of.label(word).en for word in ("成本研讨 / Cost workshop", "Cost workshop|成本研讨", "cost_workshop", "A/B测试")]
        ['Cost workshop', 'Cost workshop', 'cost workshop', 'A/B测试']
        """
        kind = self.choices or self.usual
        member = None if kind is None else next((m for m in kind if m.value == value), None)
        if member is not None:
            return member.label
        if self.usual and (both := _in_two_languages(value)):
            return both
        words = value.replace("_", " ") if _CODE.fullmatch(value) else value
        return Text(words, words)


def _in_two_languages(value: str) -> Text | None:
    """Both sides of a stroke with spaces round it, or of a bar, if one of them is Chinese and the other has letters of another script."""
    sides = _STROKE.split(value.strip())
    if len(sides) != 2 or bool(HAN.search(sides[0])) == bool(HAN.search(sides[1])):
        return None
    zh, en = sides if HAN.search(sides[0]) else reversed(sides)
    return Text(zh, en) if _LETTER.search(en) else None


#: Columns by the class of their values; see `Access`.
open_ = partial(Field, access=Access.OPEN)
insight = partial(Field, access=Access.INSIGHT)
private = partial(Field, access=Access.PRIVATE)


@dataclass(frozen=True, slots=True)
class TextOf:
    """Text of at most `limit` characters."""

    limit: int

    def __call__(self, raw: str) -> str:
        if len(raw) <= self.limit:
            return raw
        raise FieldError(
            Text(
                f"文字长 {len(raw):,} 个字符，最多 {self.limit}",
                f"the text has {len(raw):,} characters; at most {self.limit}",
            )
        )


def reporter(raw: str) -> str:
    """Id of a person, or ``import:<name>``."""
    return _filled_in(raw) if raw.startswith("import:") else identifier(raw)


def origin(raw: str) -> str:
    """A kind of source, or ``import:<name>`` where an import filled it in."""
    return _filled_in(raw) if raw.startswith("import:") else str(_SOURCE(raw))


def _filled_in(raw: str) -> str:
    if not raw.isprintable():
        raise FieldError(Text(f"“{shown(raw)}”含有控制字符", f"“{shown(raw)}” contains control characters"))
    return TextOf(200)(raw)


@dataclass(frozen=True, slots=True)
class NumberOf:
    """A finite number within [low, high]; thousands may be grouped.

    decimal
        The decimal sign, ``.`` or ``,``; "" where it has to be seen from the number: one sign and three digits are
        `Ambiguous` then, unless only one of the two numbers is within the range.
    """

    low: float = -math.inf
    high: float = math.inf
    decimal: str = "."
    whole: bool = False

    def __call__(self, raw: str) -> float:
        figures = figures_of(raw)
        if self.decimal:
            figures = tuple(f for f in figures if f.decimal in ("", self.decimal))
        fitting = [f for f in figures if self._fits(f.value)]
        if len(fitting) == 1:
            return fitting[0].value + 0.0
        if fitting:
            values = [f"{f.value:.12g}" for f in fitting]
            raise Ambiguous(
                Text(
                    f"“{shown(raw)}”可以是 {values[0]}，也可以是 {values[1]}：小数点是“.”还是“,”？请用 graphcrm import --decimal 说明",
                    f"“{shown(raw)}” may be {values[0]} or {values[1]}: graphcrm import --decimal says whether . or , is the decimal sign",
                )
            )
        raise FieldError(lambda: self._outside(raw))

    def _fits(self, value: float) -> bool:
        return math.isfinite(value) and self.low <= value <= self.high and (not self.whole or value.is_integer())

    def _outside(self, raw: str) -> Text:
        zh, en = _range_words(self.low, self.high)
        if self.whole:
            said = Text(f"“{shown(raw)}”不是{zh}的整数", f"“{shown(raw)}” is not a whole number {en}")
        else:
            said = Text(f"“{shown(raw)}”不是{zh}的数", f"“{shown(raw)}” is not a number {en}")
        full = in_full(raw)
        if full is None or not self._fits(float(full)):
            return said
        return said + Text(f"：请写全部数字，即 {full}", f": write all its figures, {full}")


@dataclass(frozen=True, slots=True)
class IntegerOf:
    """A whole number within low..high; 3.0 counts as 3. `words` are labels, in small letters, that stand for a number."""

    low: int
    high: int
    decimal: str = "."
    words: tuple[tuple[str, int], ...] = ()

    def __call__(self, raw: str) -> int:
        if self.words and (found := dict(self.words).get(unicodedata.normalize("NFKC", raw).casefold())) is not None:
            return found
        return int(NumberOf(self.low, self.high, self.decimal, whole=True)(raw))


def integer(low: int, high: int, words: tuple[tuple[str, int], ...] = ()) -> Parser:
    """A whole number within low..high; 3.0 counts as 3."""
    return IntegerOf(low, high, words=words)


def _bound(n: float) -> str:
    """An end of a range, with every digit of a whole one."""
    return f"{n:,.0f}" if float(n).is_integer() else f"{n:,.12g}"


def _range_words(low: float, high: float) -> tuple[str, str]:
    if math.isinf(low) and math.isinf(high):
        return "有限", "that is finite"
    if math.isinf(high):
        return f"不小于 {_bound(low)} ", f"of at least {_bound(low)}"
    return f" {_bound(low)} 到 {_bound(high)} ", f"from {_bound(low)} to {_bound(high)}"


def boolean(raw: str) -> bool:
    """true/false, yes/no, y/n, t/f, 1/0, 是/否."""
    word = unicodedata.normalize("NFKC", raw).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise FieldError(
        Text(
            f"“{shown(raw)}”不是是/否值（true/false、y/n、1/0、是/否）",
            f"“{shown(raw)}” is not true/false, yes/no, y/n, 1/0 or 是/否",
        )
    )


@dataclass(frozen=True, slots=True)
class DateOf:
    """A day as ISO text; `order` (``dmy``, ``mdy``) says how days are written that begin with neither year nor month name."""

    order: str = ""

    def __call__(self, raw: str) -> str:
        made = day_of(raw, self.order)
        if made is None:
            raise FieldError(lambda: self._no_day(raw))
        return made

    def _no_day(self, raw: str) -> Text:
        if needs_order(raw) and not self.order:
            return Text(
                f"“{shown(raw)}”的日月顺序不明；请写成 2026-03-05；整个文件可用 graphcrm import --date-order dmy（日在前）或 mdy（月在前）",
                f"“{shown(raw)}”: the day or the month first? Write 2026-03-05; of a file say graphcrm import --date-order dmy or mdy",
            )
        if year_beyond(raw):
            first, last = YEARS
            return Text(
                f"“{shown(raw)}”不在 {first} 年至 {last} 年之间；没有结束日期就留空",
                f"“{shown(raw)}” is not of the years {first} to {last}; what has no end has no date",
            )
        return Text(
            f"“{shown(raw)}”不是日期（请写 2026-03-05、2026/3/5 或 2026年3月5日）",
            f"“{shown(raw)}” is not a date (write 2026-03-05, 2026/3/5 or 2026年3月5日)",
        )


#: A day of which the order is not said.
parse_date: Parser = DateOf()


def clock(raw: str) -> str:
    """Time of day, HH:MM or HH:MM:SS."""
    match = _TIME.fullmatch(folded(raw))
    if not match:
        raise FieldError(Text(f"“{shown(raw)}”不是时间（HH:MM）", f"“{shown(raw)}” is not a time of day (HH:MM)"))
    hours, minutes, seconds = match.groups()
    return f"{int(hours):02d}:{minutes}" + (f":{seconds}" if seconds else "")


def currency(raw: str) -> str:
    """A code of ISO 4217; RMB, which many write, is read as its code CNY, so that amounts add up."""
    code = unicodedata.normalize("NFKC", raw).upper()
    code = "CNY" if code == "RMB" else code
    if code in CURRENCIES:
        return code
    raise FieldError(
        Text(
            f"“{shown(raw)}”不是 ISO 4217 货币代码（如 CNY）",
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


def _not_among(kind: type[Choice], raw: str) -> Text:
    from difflib import get_close_matches

    near = get_close_matches(raw[:60], [word for m in kind for word in (m.value, m.zh, m.en)], 1)
    zh = f"；是否想写“{near[0]}”？" if near else ""
    en = f"; did you mean “{near[0]}”?" if near else ""
    return Text(
        f"“{shown(raw)}”不在可选值之中：{'、'.join(m.told.zh for m in kind)}{zh}",
        f"“{shown(raw)}” is not one of {', '.join(m.told.en for m in kind)}{en}",
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
                    f"列表有 {len(values)} 项，最多 {self.limit}；",
                    f"the list has {len(values)} items; at most {self.limit}; ",
                )
                + LIST_FORM
            )
        return values


#: As the tables call them.
text, number, choice, many = TextOf, NumberOf, ChoiceOf, ListOf
_SOURCE = ChoiceOf(Source)
