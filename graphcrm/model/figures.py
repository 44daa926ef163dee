"""Numbers as people write them: which of point and comma is the decimal sign is never guessed."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from graphcrm.dataclass import dataclass
from graphcrm.model.normal import folded

__all__ = ["SIGNS", "Exact", "Numeral", "decimal_sign", "exact", "figures_of", "in_full", "whole_number"]


#: What ``--decimal`` can say.
SIGNS = (".", ",")
_MOST_DIGITS = 9
_SHAPE = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*|[.,]\d+|\d+[.,])", re.ASCII)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_BLANKS = re.compile(r"(?<=\d)[ '’\u00a0\u202f](?=\d{3}(?!\d))", re.ASCII)
_CURRENCY = "¥¥€$£元"
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that a text can stand for, and the decimal sign by which it does; "" if any would do."""

    value: float
    decimal: str


def figures_of(raw: str) -> tuple[Numeral, ...]:
    """Every number that a text can mean: none, one, or two for a single sign followed by exactly three digits.

    >>> [f.value for f in figures_of("250.000")], [f.value for f in figures_of("0.125")], figures_of("1.234,5")
    ([250.0, 250000.0], [0.125], (Numeral(value=1234.5, decimal=','),))
    """
    text = _BLANKS.sub("", folded(raw).replace("−", "-").strip()).strip(_CURRENCY).strip()
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return (Numeral(_finite(text), ""),) if _PLAIN.fullmatch(text) else ()
    signs = [c for c in text if c in SIGNS]
    if not signs:
        return (Numeral(_finite(text), ""),)
    last = signs[-1]
    found = [Numeral(value, sign) for sign in dict.fromkeys((last, *SIGNS)) if (value := _as(text, sign)) is not None]
    return tuple(found)


def _as(text: str, decimal: str) -> float | None:
    """The number if `decimal` is the decimal sign and the other one groups thousands; None if it cannot be."""
    other = "," if decimal == "." else "."
    whole, _, rest = text.partition(decimal)
    if other in rest or decimal in rest:
        return None
    if other in whole and not re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(?:\{other}\d{{3}})+", whole, re.ASCII):
        return None
    return _finite(f"{whole.replace(other, '')}.{rest}" if rest or decimal in text else whole.replace(other, ""))


def _finite(text: str) -> float:
    try:
        return float(text)
    except (ValueError, OverflowError):
        return math.nan


def decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign that some texts have in common; "" if they say nothing, or contradict each other.

    >>> decimal_sign(["250.000", "12,50"]), decimal_sign(["250.000"]), decimal_sign(["1.5", "1,5"])
    (',', '', '')
    """
    typed = (text for text in texts if isinstance(text, str) and not isinstance(text, Exact))
    found = {figures[0].decimal for figures in map(figures_of, typed) if len(figures) == 1}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


class Exact(str):
    """A number from a program, whose point is a decimal point however many digits follow; never equal to what somebody typed."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exact) and str.__eq__(self, other)

    def __hash__(self) -> int:
        return hash((Exact, str(self)))

    @property
    def spelled(self) -> str:
        """The same number so that nobody takes its point for thousands.

        >>> exact("12.345").spelled
        '12.3450'
        """
        return f"{self}0"


def exact(text: str) -> str:
    """A number as a program wrote it, marked if its point could be taken for thousands."""
    return Exact(text) if _AMBIGUOUS.fullmatch(text) else text


def whole_number(text: str) -> int | None:
    """The whole number that a text of digits is; None for any other text, and for more than nine digits.

    Python's own tests let pass what cannot be read as a number: signs such as ² and ①, and thousands of digits.

    Examples
    --------
    >>> whole_number("042"), whole_number("²"), whole_number("-1"), whole_number("9" * 5000)
    (42, None, None, None)
    """
    return int(text) if len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit() else None


#: Words that stand for zeros behind a number.
_ZEROS = {"千": 3, "万": 4, "萬": 4, "百万": 6, "千万": 7, "亿": 8, "億": 8}
_ZEROS |= {"k": 3, "m": 6, "mio": 6, "million": 6, "bn": 9, "billion": 9}
_SHORT = re.compile(rf"([0-9]+(?:\.[0-9]+)?) ?({'|'.join(sorted(_ZEROS, key=len, reverse=True))})\.?元?", re.IGNORECASE)


def in_full(raw: str) -> str | None:
    """A number of which a word says the zeros, with all its figures; None for anything else.

    >>> in_full("300万"), in_full("1.25 bn"), in_full("３.５亿元"), in_full("12 mm")
    ('3000000', '1250000000', '350000000', None)
    """
    found = _SHORT.fullmatch(unicodedata.normalize("NFKC", raw).strip())
    if found is None:
        return None
    return f"{Decimal(found[1]).scaleb(_ZEROS[found[2].casefold()]).normalize():f}"
