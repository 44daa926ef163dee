"""The options of a query: how each is called, what it takes, and how a value that anybody gives is read.

A caller may be the command line (text), Python (numbers, dates, lists, mappings) or a file; one reader serves all of them, so
that the same mistake gets the same sentence everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence
from graphcrm.model.fields import FieldError, parse_date, shown
from graphcrm.settings import DEFAULT_SEED
from graphcrm.spoken import joined

__all__ = ["ALWAYS", "COMMON", "DECISION", "EACH", "EDITION", "THEME", "TOP", "WHERE", "Kind", "Option", "common"]


class Kind(StrEnum):
    """What an option takes. Ids are looked up by the answer, in the snapshot."""

    TEXT = "text"
    PERSON = "person"
    HOLDER = "holder"
    ORG = "org"
    OPPORTUNITY = "opportunity"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Option:
    """One option: `name` as on the command line without dashes; `key` is its name in Python.

    `least` bounds numbers from below (`above`: exclusively), `most` from above; `choices` maps codes to labels; `repeat` takes
    several values.
    """

    name: str
    kind: Kind
    help: Text
    choices: Mapping[str, Text] | None = None
    repeat: bool = False
    required: bool = False
    least: float | None = None
    above: bool = False
    most: float | None = None

    @property
    def key(self) -> str:
        return self.name.replace("-", "_")

    @property
    def flag(self) -> str:
        return f"--{self.name}"

    def read(self, value: Any) -> Any:
        """The value as answers take it: None where nothing was given, a tuple where several values may be.

        Raises UsageError: the value is of another kind, outside its range or not among the choices.
        """
        if value is None or value is False or (isinstance(value, tuple | list) and not value):
            return None
        if not self.repeat:
            return self._one(value)
        return tuple(self._one(one) for one in _several(value))

    def _one(self, value: Any) -> Any:
        match self.kind:
            case Kind.FLAG:
                return self._flag(value)
            case Kind.WHOLE:
                return int(self._number(value, whole=True))
            case Kind.NUMBER:
                return self._number(value, whole=False)
            case Kind.DAY:
                return self._day(value)
            case Kind.CHOICE:
                return self._choice(value)
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if not text:
            raise self.refuse(value, Text("应为文本", "should be text"))
        return text

    def _flag(self, value: Any) -> bool:
        if value is True:
            return True
        raise self.refuse(value, Text("应为 True 或 False", "should be True or False"))

    def _number(self, value: Any, *, whole: bool) -> float:
        kind = Text("整数", "a whole number") if whole else Text("数", "a number")
        try:
            found = float(value) if not isinstance(value, bool) else float("nan")
        except (TypeError, ValueError, OverflowError):
            found = float("nan")
        low, most = self.least, self.most
        fits = isfinite(found) and (low is None or (found > low if self.above else found >= low))
        if not fits or (whole and found != int(found)) or (most is not None and found > most):
            raise self.refuse(value, Text("应为", "should be ") + kind + self._bound())
        return found

    def _bound(self) -> Text:
        low, most = (None if one is None else f"{one:,g}" for one in (self.least, self.most))
        if low is None:
            return Text("", "") if most is None else Text("（不大于 {most}）", " of at most {most}").format(most=most)
        if most is not None:
            return Text("（{low} 到 {most}）", " from {low} to {most}").format(low=low, most=most)
        said = (
            Text("（大于 {low}）", " greater than {low}")
            if self.above
            else Text("（不小于 {low}）", " of at least {low}")
        )
        return said.format(low=low)

    def _day(self, value: Any) -> str:
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value.isoformat()
        if str(value).strip().isdigit():  # in a file the day number of a spreadsheet; nobody asks with one
            raise self.refuse(value, Text("应为日期，如 2026-06-30", "should be a day such as 2026-06-30"))
        try:
            return str(parse_date(str(value).strip()))
        except FieldError as error:
            raise UsageError(Text(f"{self.flag}：{error.text.zh}", f"{self.flag}: {error.text.en}")) from error

    def _choice(self, value: Any) -> str:
        known = self.choices or {}
        wanted = str(value).strip().casefold()
        for code, label in known.items():
            words = (label.zh, label.en)
            if wanted in {word.casefold() for word in (code, *words, *(f"{code} {word}" for word in words))}:
                return code
        raise self.refuse(value, Text("应为 {names} 之一", "should be one of {names}").format(names=joined(known)))

    def refuse(self, value: Any, why: Text) -> UsageError:
        """The error for a value: which option, which value, what it should be."""
        given = shown(str(value))
        return UsageError(
            Text("{flag}：“{value}”{why}", "{flag}: “{value}” {why}").format(flag=self.flag, value=given, why=why)
        )


def _several(value: Any) -> Iterable[Any]:
    """Several values: a mapping ``{"c4": 0}`` reads as ``c4=0``, or ``c4:0`` for a pair ``u>v``."""
    if isinstance(value, Mapping):
        return [f"{key}{':' if '>' in str(key) else '='}{_written(one)}" for key, one in value.items()]
    if isinstance(value, str | int | date):
        return [value]
    return list(value)


def _written(value: Any) -> str:
    return "unknown" if value is None else str(value)


_GRADES = {grade.value: Text(grade.zh, grade.en) for grade in Confidence}

#: Whatever is read is read of a day, and may be of one account.
WHERE = (
    Option("as-of", Kind.DAY, Text("按哪一天的事实（默认今天）", "facts as of this day (default today)")),
    Option("account", Kind.ORG, Text("客户编号", "customer id")),
)
#: Every query takes these.
ALWAYS = (
    *WHERE,
    Option(
        "seed", Kind.WHOLE, Text(f"随机种子（默认 {DEFAULT_SEED}）", f"random seed (default {DEFAULT_SEED})"), least=0
    ),
    Option("explain", Kind.FLAG, Text("逐行解释", "a sentence for every row")),
)
#: For whose eyes; a query offers the editions that may show something of its answer.
EDITION = Option(
    "edition",
    Kind.CHOICE,
    Text("给谁看（默认 internal，团队内部）", "for whose eyes (default internal, the team)"),
    choices={edition.code: edition.label for edition in Edition},
)
#: At most so many rows of every part of the answer.
TOP = Option("top", Kind.WHOLE, Text("最多几行", "at most so many rows"), least=1)
#: What a query on a decision takes besides.
DECISION = (
    Option("opportunity", Kind.OPPORTUNITY, Text("商机编号", "opportunity id")),
    Option("vendor", Kind.ORG, Text("对谁的支持（默认我方）", "support toward this vendor (default our company)")),
    Option("no-derived", Kind.FLAG, Text("不推导影响关系", "derive no influence from trust and reporting")),
    Option("min-confidence", Kind.CHOICE, Text("最低置信度", "leave out weaker reports"), choices=_GRADES),
    Option(
        "signed", Kind.FLAG, Text("计入反向影响（极性 −1）", "count counter-influence (polarity −1) as negative weight")
    ),
)
#: The same where every account is looked at: each by itself, none by one of its opportunities.
EACH = tuple(option for option in DECISION if option.kind is not Kind.OPPORTUNITY)
#: Options that need no declaration in a query's file.
COMMON = (*ALWAYS, EDITION, TOP, *DECISION)
#: Colours of a page.
THEME = Option(
    "theme",
    Kind.CHOICE,
    Text("配色（默认 auto）", "theme (default auto)"),
    choices={
        "auto": Text("随系统", "as the reader's system"),
        "light": Text("浅色", "light"),
        "dark": Text("深色", "dark"),
    },
)


def common(key: str) -> Option:
    """A common option by its name in Python."""
    return next(option for option in COMMON if option.key == key)
