"""Influence beyond rank: what the formal attributes leave unexplained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcrm.analysis.numbers import ordinal
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text

__all__ = ["Residual", "attribute_columns", "influence_beyond_rank"]


#: A regression on k attributes needs this many people more than it has coefficients.
_SPARE = 3


@dataclass(frozen=True, slots=True)
class Residual:
    """Consensus minus what the formal attributes predict; positive: more influence than rank."""

    id: str
    residual: float


def attribute_columns(attributes: Mapping[str, Sequence[float | None]], size: int) -> dict[str, Floats]:
    """Attributes as columns in order of their names, unknown values as NaN.

    Raises
    ------
    InputError
        A column is not as long as the list of people, or a value is not a number.
    """
    columns = {}
    for name in sorted(attributes):
        values = attributes[name]
        try:
            column = np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise InputError(
                Text("属性“{name}”须为数值或空", "attribute {name!r} must hold numbers or nothing").format(name=name)
            ) from error
        if len(column) != size:
            message = Text(
                "属性“{name}”有 {n} 个值，但人员有 {size} 名", "attribute {name!r} has {n} values for {size} people"
            )
            raise InputError(message.format(name=name, n=len(column), size=size))
        columns[name] = np.where(np.isfinite(column), column, np.nan)
    return columns


def influence_beyond_rank(
    ids: Sequence[str], score: Floats, columns: Mapping[str, Floats]
) -> tuple[tuple[Residual, ...], Text | None]:
    """Least-squares residuals of the consensus on the formal attributes, largest first; and why there are none, if so.

    People without a score or with an unknown attribute are left out; an attribute that is the same for everybody left
    explains nothing and is ignored.
    """
    if not columns:
        return (), None
    table = np.column_stack(list(columns.values()))
    complete = np.isfinite(score) & np.isfinite(table).all(axis=1)
    table, target = table[complete], score[complete]
    varying = [j for j in range(table.shape[1]) if len(table) and np.ptp(table[:, j]) > 0]
    if not varying or len(table) < len(varying) + 1 + _SPARE:
        return (), Text(
            "形式属性无差异或已知者过少，未计算“超出职级的影响”",
            "influence beyond rank not computed: the attributes do not vary or too few people have them",
        )
    centred = table[:, varying] - table[:, varying].mean(axis=0)
    design = np.column_stack([np.ones(len(table)), centred / np.abs(centred).max(axis=0)])
    fitted = design @ np.linalg.lstsq(design, target, rcond=None)[0]
    who = [person for person, known in zip(ids, complete, strict=True) if known]
    rows = [Residual(person, float(value)) for person, value in zip(who, ordinal(target - fitted), strict=True)]
    return tuple(sorted(rows, key=lambda row: (-row.residual, row.id))), None
