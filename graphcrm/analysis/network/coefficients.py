"""Coefficients of P(a above b), fitted on development networks and shipped as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from graphcrm.analysis.network.settings import TieKind
from graphcrm.dataclass import dataclass

__all__ = ["Coefficients", "coefficients_for"]


#: A tie of influence is a tie of reliance read backwards, and an exchange named in a survey is answered as reliance is.
_SAME_AS = {TieKind.INFLUENCES: TieKind.TRUSTS, TieKind.EXCHANGES: TieKind.TRUSTS}


@dataclass(frozen=True, slots=True)
class Coefficients:
    """``P(a above b) = σ(α + β·Δconsensus + γ·Δcontacts + δ·log((n_ba+1)/(n_ab+1)))`` and where the numbers come from.

    alpha
        Negative: of two people whom the ties do not tell apart either may be above the other, or neither.
    fitted
        Date of the fit (ISO).
    data
        Names of the development networks.
    pairs
        Ordered pairs with a tie and known levels.
    brier, brier_base
        Mean squared error of P on networks (or people) left out of the fit, and of always saying the base rate.
    left_out
        What was left out in turn: ``network`` or ``people``.
    """

    alpha: float
    beta: float
    gamma: float
    delta: float
    fitted: str
    data: tuple[str, ...]
    pairs: int
    brier: float
    brier_base: float
    left_out: str


def coefficients_for(kind: TieKind) -> Coefficients:
    """The shipped coefficients of a tie kind."""
    return _shipped()[_SAME_AS.get(kind, kind)]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[TieKind, Coefficients]:
    text = files("graphcrm.analysis.network").joinpath("coefficients.json").read_text(encoding="utf-8")
    return {
        TieKind(kind): Coefficients(**{**row, "data": tuple(row["data"])}) for kind, row in json.loads(text).items()
    }
