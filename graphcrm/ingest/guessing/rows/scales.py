"""Numbers on a scale that is not ours: how it is told that a column has one, and where each number stands on ours."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["needs_scale", "on_scale", "scale_in", "scales_offered"]

#: Scales that people use; the first number is the least, so that ``5..1`` has its best at 1.
_SCALES = ("-1..3", "1..3", "3..1", "1..5", "5..1", "1..10", "10..1", "0..10", "0..100")
#: Those of attitudes, which may be against us, besides.
_SIGNED = ("-2..2", "-3..3", "-5..5", "-10..10")
_SCALE = re.compile(r"([+-]?\d{1,3})\s*\.\.\s*([+-]?\d{1,3})")
_HEADING = re.compile(
    r"(?<![\w.])([+-]?\d{1,3})\s*(?:\.\.+|-|–|—|~|to|bis|à|hasta|到|至)\s*([+-]?\d{1,3})(?![\w.])", re.IGNORECASE
)
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d)?")
#: From how many numbers on a column is one of numbers, and their share of its cells.
_FEWEST, _SHARE = 3, 0.8


def scale_in(heading: str) -> str:
    """The scale that a heading names; "" if none. Of a scale with a sign on either side the end below nothing is the least.

    >>> scale_in("Support (1-5)"), scale_in("Rating -5..+5"), scale_in("态度(+2~-2)"), scale_in("Attitude Q1/26")
    ('1..5', '-5..+5', '-2..+2', '')
    """
    found = _HEADING.search(re.sub(r"(?<![\d\s])[–−](?=\d)|(?<=\s)[–−](?=\d)", "-", heading))
    if found is None or int(found[1]) == int(found[2]):
        return ""
    first, last = (found[2], found[1]) if int(found[1]) > 0 > int(found[2]) else (found[1], found[2])
    return f"{first}..{last}"


def scales_offered(named: str, own: str, *, signed: bool) -> tuple[str, ...]:
    """The scales that are offered for numbers: ours, the one that the heading names, and those that people use.

    >>> scales_offered("-5..+5", "-1..3", signed=True)[:3], "-3..3" in scales_offered("", "-1..3", signed=True)
    (('-1..3', '-5..+5', '1..3'), True)
    """
    first = (own, named) if named else (own,)
    usual = (*_SCALES, *(_SIGNED if signed else ()))
    return tuple(dict.fromkeys((*first, *(one for one in usual if _ends(one) != _ends(named)))))


def needs_scale(cells: Sequence[str], scale: str, low: int, high: int, *, certain: bool) -> bool:
    """Whether it has to be asked on which scale the numbers of a column are, where ours goes from `low` to `high`.

    Another scale in the heading says so, and so do numbers beyond ours. Unless numbers within ours are `certain` to be on it,
    they are asked about too if none of them is 0 or less, since three stars of five look the same.
    """
    numbers = [number for cell in cells if (number := _value(cell)) is not None]
    if not numbers or len(numbers) < _SHARE * len(cells):
        return False
    if scale and _ends(scale) != (low, high):
        return True
    if min(numbers) < min(low, 0) or max(numbers) > high:
        return True
    return not (scale or certain) and len(numbers) >= _FEWEST and min(numbers) > 0


def on_scale(said: str, scale: str, low: int, high: int) -> str | None:
    """Where a number of a scale stands on ours; None for what is no number of it, or no scale.

    On a scale with a sign what is as far below nothing as a level of ours is above it is against us by as much, as far as ours goes.

    >>> on_scale("5", "1..5", -1, 3), on_scale("1", "5..1", 1, 5), on_scale("8", "1..10", 1, 5), on_scale("7", "1..5", 1, 5)
    ('3', '5', '4', None)
    >>> [on_scale(said, "-5..+5", -1, 3) for said in ("-3", "-1", "0", "1", "2", "4")]
    ['-1', '-1', '0', '1', '1', '2']
    >>> [on_scale(said, "-100..100", -1, 3) for said in ("-60", "-10", "10", "60")]
    ['-1', '0', '0', '2']
    """
    ends, number = _ends(scale), _value(said)
    if ends is None or number is None or not min(ends) <= number <= max(ends):
        return None
    if ends[0] < 0 < ends[1] and low < 0:  # nothing stays nothing, and what is against us stays so
        far = int(abs(number / ends[number > 0]) * high + 0.5)
        return str(far if number > 0 else max(-far, low))
    share = (number - ends[0]) / (ends[1] - ends[0])
    return str(int(low + share * (high - low) + 0.5 + abs(low)) - abs(low))


def _value(said: str) -> float | None:
    return float(said.replace(",", ".")) if _NUMBER.fullmatch(said.strip()) else None


def _ends(scale: str) -> tuple[int, int] | None:
    found = _SCALE.fullmatch(scale.strip())
    return (int(found[1]), int(found[2])) if found and int(found[1]) != int(found[2]) else None
