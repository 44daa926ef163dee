"""Values without a language: what programs read of them, and the words and digits that people read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from numbers import Integral
from typing import Any

from graphcrm.i18n import Lang, Text
from graphcrm.spoken import minus, whole

__all__ = ["decimals_of", "dumped", "jsonable", "said", "short", "significant"]


#: Below it a number is what rounding left over of a zero. The analyses have it, too; to read it there would load NumPy for help.
_RESIDUE = 1e-12


def significant(value: Any) -> int | float | None:
    """A number with six significant digits; None for what is not a number or not finite, never minus zero.

    What only rounding left over is 0, so that an answer does not depend on the machine.

    >>> significant(1 / 3), significant(float("nan")), significant(-0.0), significant(0.1 + 0.2 - 0.3)
    (0.333333, None, 0, 0)
    """
    if not isinstance(value, float) and isinstance(value, (int, Integral)):
        return int(value)
    number = float(value)
    if not math.isfinite(number):
        return None
    return 0 if abs(number) <= _RESIDUE else float(f"{number:.6g}")


def short(number: float, decimals: int | None = None) -> str:
    """Two significant digits, and all before the point; or so many behind it, where less than the last of them is not nothing.

    >>> short(0.0234), short(1.44), short(99.7), short(251.0), short(-0.0), short(-0.5)
    ('0.023', '1.4', '100', '251', '0', '−0.5')
    >>> short(0.00076, 2), short(2, 2), short(-0.5, 1), short(-0.001, 2), short(0, 2)
    ('<0.01', '2.00', '−0.5', '0.00', '0.00')
    """
    if decimals is None:
        return whole(number) if abs(number) >= 99.5 or number == 0 else minus(f"{number:.2g}")
    text = f"{number:,.{decimals}f}"
    if text.strip("-0.,"):
        return minus(text)
    return f"<{10.0**-decimals:.{decimals}f}" if number > 0 else text.removeprefix("-")


def decimals_of(values: Iterable[Any]) -> int:
    """Digits behind the point that all numbers of a column have; None is no number.

    Two; one from ten and none from a hundred on, more where the largest would have none but zeros; as few as tell as much.

    >>> decimals_of([0.00076, 2.0, 1.44]), decimals_of([3.0, 7.0]), decimals_of([0.5, None]), decimals_of([12.34, 0.5])
    (2, 0, 1, 1)
    >>> decimals_of([0.0234, 0.0001]), decimals_of([251.4, 0.5]), decimals_of([0.0]), decimals_of([])
    (3, 0, 0, 0)
    """
    found = [abs(number) for value in values if value is not None and (number := significant(value)) is not None]
    largest = max(found, default=0.0)
    if largest == 0:
        return 0
    power = math.floor(math.log10(float(f"{largest:.3g}")))
    most = max(0, 2 - power) if power > 0 else max(2, 1 - power)
    return next(n for n in range(most + 1) if all(round(x, n) == round(x, most) for x in found))


def said(value: Any, lang: Lang) -> str:
    """Words for a code or a text: its label if it has one, else the code itself."""
    label = value if isinstance(value, Text) else getattr(value, "label", None)
    return label.say(lang) if isinstance(label, Text) else str(value)


def jsonable(value: Any) -> Any:
    """A value as JSON takes it: codes as text, texts in both languages, numbers of six significant digits or None."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return significant(value)
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, (str, date)):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, AbstractSet):
        return [jsonable(v) for v in sorted(value)]
    if isinstance(value, Sequence):
        return [jsonable(v) for v in value]
    return significant(value)


def dumped(value: Any) -> str:
    """A value as JSON text, its keys in order."""
    return json.dumps(jsonable(value), ensure_ascii=False, sort_keys=True)
