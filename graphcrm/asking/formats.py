"""How the values of a column are written: in a table, in CSV, in JSON, in a data frame, in a spreadsheet.

A column of ``queries/NAME.toml`` names one of :data:`FORMATS`. A format says which values it takes, so that an answer with a value of
another type is noticed at once, and knows every form of a value, so that nobody else multiplies by a hundred or sets a sign.

Values speak no language: text is a code (plain, :class:`~graphcrm.model.choices.Choice` or
:class:`~graphcrm.asking.labelled.Labelled`) or a :class:`~graphcrm.i18n.Text`. People read labels, names and whole per cents, and an em
dash for what is not known; programs read codes and numbers of six significant digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any

from graphcrm.asking.form import UNKNOWN, Format, Names, SheetCell
from graphcrm.asking.labelled import Figure
from graphcrm.asking.values import decimals_of, dumped, said, short, significant
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Lang, Text
from graphcrm.model.choices import OurRole
from graphcrm.model.lists import join_items
from graphcrm.spoken import amount, per_cent, tenths, whole

__all__ = ["FORMATS", "NOT_MET", "beside"]


_YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}
_DIRECTOR = {"director": Text("总监级客户经理", "director-grade account manager")}
_OF_OURS = {role.value: role.label for role in OurRole} | _DIRECTOR
_LISTED = Text("；", "; ")
_NAMES = Text("、", ", ")
_SECOND = Text("另一角色", "a second role of ours")
#: What numbers are, first those that nearly all of them are: to ask for the others takes ten times as long.
_WHOLE, _ANY = (int, Integral), (float, int, Real)


class _Words(Format):
    """A code with or without a label, or a text in two languages."""

    def takes(self, value: Any) -> bool:
        return isinstance(value, (str, Text))

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        return said(value, lang)

    def write(self, value: Any, lang: Lang) -> str:
        return value.say(lang) if isinstance(value, Text) else str(value)

    def described(self) -> dict[str, Any]:
        return _WORDS


class _Person(_Words):
    """The id of somebody or something; people read its name beside it."""

    def takes(self, value: Any) -> bool:
        return isinstance(value, str)

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        name = names.get(value)
        return f"{said(name, lang)} ({value})" if name and name != value else said(value, lang)

    def described(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class _Date(_Words):
    """A day, as ISO 8601 writes it."""

    number_format: str = "yyyy-mm-dd"
    dtype: str = "datetime64[ns]"

    def takes(self, value: Any) -> bool:
        if not isinstance(value, str):
            return isinstance(value, date)
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        return str(value)

    def described(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def sheet(self, value: Any, names: Names, lang: Lang) -> SheetCell:
        return SheetCell(date.fromisoformat(str(value)) if value else None, self.number_format)


@dataclass(frozen=True)
class _Truth(Format):
    """Yes or no."""

    dtype: str = "boolean"
    number_format: str = "General"

    def takes(self, value: Any) -> bool:
        return isinstance(value, bool)

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        return _YES_NO[bool(value)].say(lang)

    def write(self, value: Any, lang: Lang) -> str:
        return "true" if value else "false"

    def described(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def sheet(self, value: Any, names: Names, lang: Lang) -> SheetCell:
        return SheetCell(None if value is None else bool(value), self.number_format)


@dataclass(frozen=True)
class _Number(Format):
    """A number: `times` turns it into what people read, `signed` gives gains a plus, `unit` follows it."""

    right: bool = True
    dtype: str = "float64"
    number_format: str = "General"
    whole: bool = True
    times: float = 1.0
    signed: bool = False
    unit: str = ""
    #: What turns the value into what a spreadsheet holds, where its number format multiplies by a hundred.
    divided: int = 1
    #: Digits behind the point, where a column has as many in every row; else two significant ones.
    decimals: int | None = None

    def among(self, values: Iterable[Any]) -> Format:
        return self if self.whole else replace(self, decimals=decimals_of(values))

    def like(self, other: Format) -> bool:
        same = isinstance(other, _Number) and (self.times, self.divided) == (other.times, other.divided)
        return same and self.dtype == other.dtype

    def takes(self, value: Any) -> bool:
        whole_one = isinstance(value, Figure) and value.is_integer()
        return whole_one or (
            isinstance(value, _WHOLE if self.dtype == "Int64" else _ANY) and not isinstance(value, bool)
        )

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        number = significant(value)
        if number is None:
            return UNKNOWN
        number *= self.times
        if self.unit == "%" and not self.signed:
            return per_cent(number / 100)
        text = whole(number) if self.whole else short(number, self.decimals)
        return f"{'+' if self.signed and number > 0 and text != '0' else ''}{text}{self.unit}"

    def write(self, value: Any, lang: Lang) -> str | int | float:
        number = significant(value)
        return "" if number is None else int(number) if self.dtype == "Int64" else number

    def described(self) -> dict[str, Any]:
        return {"type": "integer" if self.dtype == "Int64" else "number"}

    def sheet(self, value: Any, names: Names, lang: Lang) -> SheetCell:
        return SheetCell(None if value is None else significant(value / self.divided), self.number_format)


class _Tenths(_Number):
    """Where the tenth tells two apart: plans that are nearly as good as each other, a lean beside another and their difference."""

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        number = significant(value)
        if number is None:
            return UNKNOWN
        return f"{tenths(self.times * number)}{self.unit}"


class _Change(_Number):
    """A change in whole per cents; in tenths where whole ones would say that there is none."""

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        text = super().show(value, names, lang)
        return FORMATS["fine_lean"].show(value, names, lang) if text == "0%" else text


class _Money(_Number):
    """An amount in a currency that another column names: its thousands apart, as people read sums."""

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        number = significant(value)
        return UNKNOWN if number is None else amount(number)


@dataclass(frozen=True)
class _Figure(_Words):
    """What says itself how it is read: a text, or a number with its own format."""

    number_format: str = "General"

    def aligned(self, values: Iterable[Any]) -> bool:
        return not any(isinstance(value, (str, Text)) for value in values)

    def takes(self, value: Any) -> bool:
        return _own(value).takes(value)

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        near = isinstance(value, Figure) and value.near
        return f"{'≈' if near else ''}{_own(value).show(value, names, lang)}"

    def write(self, value: Any, lang: Lang) -> Any:
        return _own(value).write(value, lang)

    def described(self) -> dict[str, Any]:
        return {"anyOf": [_WORDS, {"type": "number"}]}

    def json(self, value: Any) -> Any:
        return int(value) if isinstance(value, Figure) and _own(value).dtype == "Int64" else super().json(value)

    def sheet(self, value: Any, names: Names, lang: Lang) -> SheetCell:
        return _own(value).sheet(value, names, lang)


@dataclass(frozen=True)
class _Series(Format):
    """Several texts, codes or ids; `between` joins them for people, a semicolon in CSV."""

    between: Text = _LISTED
    texts: bool = False

    def takes(self, value: Any) -> bool:
        kinds = (str, Text) if self.texts else str
        return isinstance(value, (list, tuple)) and all(isinstance(item, kinds) for item in value)

    def item(self, value: Any, names: Names, lang: Lang) -> str:
        return said(value, lang)

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        items = [self.item(v, names, lang) for v in value]
        between = self.between.zh if lang == "zh" else self.between.en
        # As in sentences: names that have commas of their own are not parted by more of them.
        between = "; " if between == ", " and len(items) > 1 and any(", " in item for item in items) else between
        return between.join(items)

    def write(self, value: Any, lang: Lang) -> str:
        return join_items(v.say(lang) if isinstance(v, Text) else str(v) for v in value)

    def described(self) -> dict[str, Any]:
        return {"type": "array", "items": _WORDS if self.texts else {"type": "string"}}


class _People(_Series):
    """Several ids; people read names."""

    def item(self, value: Any, names: Names, lang: Lang) -> str:
        return said(names.get(value, value), lang)


class _Parts(_Series):
    """Several shares in 0..1, in the order of the people who stand beside them."""

    def takes(self, value: Any) -> bool:
        return isinstance(value, (list, tuple)) and all(FORMATS["share"].takes(item) for item in value)

    def item(self, value: Any, names: Names, lang: Lang) -> str:
        return FORMATS["share"].cell(value, names, lang)

    def write(self, value: Any, lang: Lang) -> str:
        return join_items(str(FORMATS["share"].write(item, lang)) for item in value)

    def described(self) -> dict[str, Any]:
        return {"type": "array", "items": FORMATS["share"].described()}


class _Roles(_Series):
    """Items of a coverage rule in words: roles of ours, alternatives by slashes, ``2 of ar|sr`` as “two of them”."""

    def item(self, value: Any, names: Names, lang: Lang) -> str:
        count, _, codes = value.rpartition(" of ")
        if count == "1" and codes.count("|") >= 4:
            return _SECOND.say(lang)
        words = "/".join(_OF_OURS[c].say(lang) if c in _OF_OURS else c for c in codes.split("|"))
        said = Text("{words}中 {count} 个", "{count} of {words}").format(words=words, count=count)
        return said.say(lang) if count else words


class _Cell(Format):
    """A cell of the coverage matrix: best tie, number of ties, day of the last contact."""

    def takes(self, value: Any) -> bool:
        return (
            isinstance(value, Mapping)
            and set(value) == {"tie", "pairs", "last"}
            and FORMATS["strength"].accepts(value["tie"])
            and FORMATS["int"].takes(value["pairs"])
            and FORMATS["date"].accepts(value["last"])
        )

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        forms = (("strength", "tie"), ("int", "pairs"), ("date", "last"))
        return " · ".join(FORMATS[form].cell(value[key], names, lang) for form, key in forms)

    def write(self, value: Any, lang: Lang) -> str:
        return dumped(value)

    def described(self) -> dict[str, Any]:
        parts = {"tie": "strength", "pairs": "int", "last": "date"}
        return _object({key: FORMATS[form].schema() for key, form in parts.items()})


class _Leans(Format):
    """The lean of each of several people."""

    def takes(self, value: Any) -> bool:
        inner = FORMATS["lean"]
        return isinstance(value, Mapping) and all(isinstance(k, str) and inner.accepts(v) for k, v in value.items())

    def show(self, value: Any, names: Names, lang: Lang) -> str:
        inner, between = FORMATS["lean"], "、" if lang == "zh" else ", "
        return between.join(f"{said(names.get(k, k), lang)} {inner.cell(v, names, lang)}" for k, v in value.items())

    def write(self, value: Any, lang: Lang) -> str:
        return dumped(value)

    def described(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": FORMATS["lean"].schema()}


def _own(value: Any) -> Format:
    """The format that a number carries, else that of its type: a day is a text that reads as one."""
    if isinstance(value, Figure):
        return FORMATS[value.form]
    if value is None or isinstance(value, (str, Text)):
        return FORMATS["date" if FORMATS["date"].takes(value) else "text"]
    return FORMATS["int" if isinstance(value, Integral) else "number"]


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    required = list(properties)
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}


#: JSON schema of a code or a text in two languages.
_WORDS = {"anyOf": [{"type": "string"}, _object({"zh": {"type": "string"}, "en": {"type": "string"}})]}

_SHARE: dict[str, Any] = {"times": 100, "unit": "%", "number_format": "0%"}

#: Every format by name.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            _Words("text"),
            _Number("int", dtype="Int64", number_format="#,##0"),
            _Number("number", whole=False),
            _Money("money", number_format="#,##0"),
            _Number("pct", unit="%", number_format="0%", divided=100),
            _Number("pp", signed=True, number_format="+0;-0;0"),
            _Tenths("tenths", signed=True, number_format="+0.0;-0.0;0"),
            _Number("share", **_SHARE),
            _Number("strength", **_SHARE),
            _Number("lean", times=100, unit="%", signed=True, number_format="+0%;-0%;0%"),
            _Tenths("fine_lean", times=100, unit="%", signed=True, number_format="+0.0%;-0.0%;0%"),
            _Change("change", times=100, unit="%", signed=True, number_format="+0.0%;-0.0%;0%"),
            _Number("support", dtype="Int64", signed=True, number_format="+0;-0;0"),
            _Figure("figure"),
            _Truth("bool"),
            _Date("date"),
            _Person("person"),
            _People("people", between=_NAMES),
            _People("path", between=Text(" → ", " → ")),
            _Series("ids", between=Text(">", ">")),
            _Series("list", texts=True),
            _Parts("parts"),
            _Roles("roles"),
            _Cell("cell"),
            _Leans("leans"),
        )
    }
)


#: What the mark stands for where a value stands beside a threshold that it misses.
NOT_MET = Text("≈：未达到门槛，相差小于所显示的精度", "≈: the threshold is missed by less than is shown")


def beside(value: Any, other: Any) -> Any:
    """`value`, marked as nearly `other` where both would be printed alike; for two that differ.

    >>> beside(Figure.of(0.197, "share"), Figure.of(0.2, "share")).near, beside(Figure.of(0.18, "share"), None).near
    (True, False)
    """
    if isinstance(value, Figure) and isinstance(other, Figure):
        form = FORMATS[value.form]
        if form.cell(value, {}, "en") == form.cell(other, {}, "en"):
            return Figure.of(value, value.form, near=True)
    return value
