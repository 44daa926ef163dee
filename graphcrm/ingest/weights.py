"""Weights of ties as tables write them: where a comma may stand for thousands or decimals, the others of the column tell which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.model.faults import Ambiguous
from graphcrm.model.fields import NumberOf, Parser, shown
from graphcrm.model.figures import decimal_sign, figures_of

__all__ = ["weights_among"]

_WEIGHT = NumberOf(-1e15, 1e15)


def weights_among(column: Iterable[str]) -> Parser:
    """How a column of weights is read: with the decimal sign that its numbers tell, else with a point, which programs write.

    Raises, when it reads, `FieldError` for what is no number, and for one such as “1,234” where the column does not tell.

    >>> weights_among(["1,234", "2,5"])("1,234"), weights_among(["1,234", "0.5"])("1,234"), weights_among(["1.234"])("1.234")
    (1.234, 1234.0, 1.234)
    """
    sign = decimal_sign(column)
    return replace(_WEIGHT, decimal=sign) if sign else _read


def _read(raw: str) -> float:
    try:
        return replace(_WEIGHT, decimal="")(raw) if "," in raw else _WEIGHT(raw)
    except Ambiguous as error:
        values = sorted(f"{figure.value:.12g}" for figure in figures_of(raw))
        words = Text(
            f"“{shown(raw)}”可以是 {values[0]}，也可以是 {values[1]}，这一列的其他数没有说明；请写成不带逗号的数",
            f"“{shown(raw)}” may be {values[0]} or {values[1]}, and no other number of the column tells; write it without a comma",
        )
        raise Ambiguous(words) from error
