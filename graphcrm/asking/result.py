"""The result contract: what every query returns, whatever the format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.catalogue import OPTIONS, Query
from graphcrm.asking.figure import Figure
from graphcrm.i18n import Text, default_lang

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Result", "run"]

#: What the question was asked with, as far as it was given; `kind` is that of ``graphcrm rank``.
_SHOWN = (*(name.replace("-", "_") for name in OPTIONS), "kind")


@dataclass(frozen=True, repr=False)
class Result:
    """Answer with its context. Values speak no language: the format of their column writes them (:mod:`graphcrm.asking.formats`)."""

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
    #: Our company; pages name the vendor only if it is another.
    ours: str | None = None

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The rows of all groups in order, each with the columns of its group."""
        return [row for group in self.groups for row in group]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame; columns that a row does not have are missing values.

        Whole numbers are ``Int64``, yes and no ``boolean``, days ``datetime64[ns]``, other numbers ``float64``; codes stay codes, and
        texts are in the language of the session.
        """
        import pandas as pd

        from graphcrm.asking.formats import FORMATS

        lang = default_lang()
        forms = {c.name: FORMATS[c.format] for group in self.query.groups for c in group}
        columns = {
            name: pd.Series([form.frame(row.get(name), lang) for row in self.rows], dtype=form.dtype)
            for name, form in forms.items()
        }
        return pd.DataFrame(columns, columns=list(self.query.columns))

    def __repr__(self) -> str:
        where = " · ".join(str(v) for v in (self.context.get("account"), self.context.get("opportunity")) if v)
        grade = self.data_quality.get("grade")
        return (
            f"{self.query.name}{f' {where}' if where else ''} {self.as_of}: {len(self.rows)} rows × {len(self.query.columns)} columns"
            + (f"; data grade {grade}" if grade else "")
        )

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from graphcrm.asking.notebook import as_notebook

        return as_notebook(self, default_lang())


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
    snapshot = ask.snapshot
    kinds = (snapshot.opportunities, snapshot.units, snapshot.people, snapshot.orgs)
    names = {record.id: record.name for kind in kinds for record in kind.values()}
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
        names=names,
        ours=snapshot.our_company.id if snapshot.our_company else None,
    )


def plain(value: Any) -> Any:
    """A value as JSON takes it: numbers with six significant digits, not-a-number and infinities None.

    Codes with labels, texts in two languages and figures stay what they are: their column's format says how they are written.
    """
    if value is None or isinstance(value, (bool, str, int, Text, Figure)):
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
