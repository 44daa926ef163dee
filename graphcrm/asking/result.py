"""The result contract: what every query returns, whatever the format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.catalogue import OPTIONS, Query
from graphcrm.i18n import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Result", "run"]

#: What the question was asked with, as far as it was given; `kind` is that of ``graphcrm rank``.
_SHOWN = (*(name.replace("-", "_") for name in OPTIONS), "kind")


@dataclass(frozen=True)
class Result:
    """Answer with its context. Values are plain: numbers, text, booleans, None, lists of text."""

    query: Query
    as_of: str
    context: Mapping[str, Any]
    params: Mapping[str, Any]
    groups: tuple[Sequence[Mapping[str, Any]], ...]
    assumptions: Sequence[Text]
    data_quality: Mapping[str, Any]
    explain: Sequence[Text]
    remarks: Sequence[Text]
    names: Mapping[str, str]

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The rows of all groups in order, each with the columns of its group."""
        return [row for group in self.groups for row in group]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame; columns that a row does not have are missing values."""
        import pandas as pd

        return pd.DataFrame([dict(r) for r in self.rows], columns=list(self.query.columns))


def run(ask: Ask) -> Result:
    """Answer a question."""
    from importlib import import_module

    from graphcrm.asking.quality import data_quality

    module = import_module(f"graphcrm.asking.answers.{ask.query.answer}")
    answer: Answer = module.answer(ask)
    groups = tuple(
        tuple({c.name: plain(row.get(c.name)) for c in columns} for row in rows)
        for columns, rows in zip(ask.query.groups, answer.groups, strict=False)
    )
    network = getattr(module, "NETWORK", False)
    context: dict[str, Any] = {}
    notes: list[Text] = []
    if not network:
        found = ask.situation.context
        context = {
            "account": found.account.id,
            "opportunity": found.opportunity.id if found.opportunity else None,
            "vendor": found.vendor,
        }
        notes = list(ask.situation.weights.notes)
    params = {name: plain(ask.params[name]) for name in _SHOWN if ask.get(name) is not None}
    params |= {"derived": ask.options.derived, "min_confidence": ask.options.min_confidence, "seed": ask.get("seed")}
    people = {p.id: p.name for p in ask.snapshot.people.values()} | {o.id: o.name for o in ask.snapshot.orgs.values()}
    return Result(
        query=ask.query,
        as_of=ask.snapshot.as_of.isoformat(),
        context=context,
        params=params,
        groups=groups,
        assumptions=tuple(dict.fromkeys([*notes, *answer.assumptions])),
        data_quality={} if network else data_quality(ask.situation),
        explain=answer.explain,
        remarks=answer.remarks,
        names=people,
    )


def plain(value: Any) -> Any:
    """A value as JSON takes it: numbers with six significant digits, not-a-number and infinities None.

    Members of enumerations and labelled codes stay what they are (to JSON they are text), so that a table can say their label.
    """
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    if hasattr(value, "item"):
        return plain(value.item())
    number = float(value)
    if not math.isfinite(number):
        return None
    rounded = float(f"{number:.6g}")
    return int(rounded) if rounded == 0 else rounded
