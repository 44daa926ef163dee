"""The result contract: what every query returns, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.figure import Figure
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import About, Query
from graphcrm.asking.values import significant
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.i18n import Text, default_lang
from graphcrm.threads import one_thread

if TYPE_CHECKING:
    import pandas as pd

    from graphcrm.snapshot import Snapshot

__all__ = ["BrokenAnswer", "Names", "Result", "concluded", "plain", "run"]

#: Parameters that stand in the context of an answer, or that are always printed.
_ELSEWHERE = frozenset({"account", "opportunity", "vendor", "as_of", "explain", "no_derived", "min_confidence", "seed"})


class BrokenAnswer(TypeError):
    """An answer does not keep to its declaration: a fault of ours, never of the data."""


class Names(Mapping[str, str]):
    """Names of people, organisations, units and opportunities by id, looked up where they stand."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tables = (snapshot.people, snapshot.orgs, snapshot.units, snapshot.opportunities)

    def __getitem__(self, key: str) -> str:
        for table in self._tables:
            found = table.get(key)
            if found is not None:
                return found.name
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (key for table in self._tables for key in table)

    def __len__(self) -> int:
        return sum(map(len, self._tables))


@dataclass(frozen=True, repr=False)
class Result:
    """An answer with its context. Values speak no language: the format of their column writes them (:mod:`graphcrm.asking.formats`).

    Attributes
    ----------
    query
        What was asked, with the columns that are shown.
    as_of
        The day, ISO 8601.
    context
        Ids of account, opportunity and vendor.
    params
        The parameters as they were read, defaults included.
    groups
        The rows of each part of the answer: shares and strengths 0..1, leans −1..1, per cents 0..100, ids, codes, None for what is
        not known. `rows` has those of all groups.
    assumptions, remarks, explain
        Sentences in both languages: what the answer rests on, what to know before reading it, and with ``explain=True`` one per row.
    data_quality
        `grade` A to D and the counts behind it; empty for a network without a decision.

    Examples
    --------
    >>> import graphcrm
    >>> hy = graphcrm.Workspace("demo-out/demo.graphcrm").account("HY", "HY-CORE", as_of="2026-06-30")
    >>> hy.key_influencers(top=3)  # doctest: +ELLIPSIS
    key-influencers HY · HY-CORE 2026-06-30: 3 rows × ... columns; data grade A
    >>> [(row["name"], round(row["share_pct"])) for row in hy.key_influencers(top=3).rows]
    [('林行长', 29), ('吴CFO', 16), ('周CIO', 15)]
    """

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

    @property
    def told(self) -> list[Text]:
        """The sentences of the rows, without those that the remarks say already."""
        return [text for text in self.explain if text not in self.remarks]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame; columns that a row does not have are missing values.

        Whole numbers are ``Int64``, yes and no ``boolean``, days ``datetime64[ns]``, other numbers ``float64``; codes stay codes, and
        texts are in the language of the session.
        """
        import pandas as pd

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


@one_thread()
def run(ask: Ask) -> Result:
    """Answer a question.

    Raises
    ------
    UsageError
        The question cannot be answered as asked.
    BrokenAnswer
        The rows do not have exactly the declared columns, or a value of another type.
    """
    _refuse_undecided(ask)
    module = import_module(f"graphcrm.asking.answers.{ask.query.answer}")
    return concluded(ask, module.answer(ask))


def concluded(ask: Ask, answer: Answer) -> Result:
    """The result of a question that has its answer.

    Raises
    ------
    BrokenAnswer
        The rows do not have exactly the declared columns, or a value of another type.
    """
    query = _shown_to(ask.query, ask.edition)
    groups = tuple(
        tuple({c.name: row[c.name] for c in columns} for row in (rows if answer.cut else ask.top(rows)))
        for columns, rows in zip(query.groups, _checked(query, answer), strict=True)
    )
    context: dict[str, Any] = {}
    notes: list[Text] = []
    quality: Mapping[str, Any] = {}
    if query.about is About.DECISION:
        from graphcrm.analysis.coverage.open_seats import seats_note
        from graphcrm.analysis.influence.counter_influence import counter_note
        from graphcrm.asking.quality import data_quality, who_was_asked

        found = ask.situation.context
        context = {
            "account": found.account.id,
            "opportunity": found.opportunity.id if found.opportunity else None,
            "vendor": found.vendor,
        }
        if not ask.situation.undecided:
            special = filter(None, [seats_note(ask.situation), counter_note(ask.situation)])
            notes = [*ask.situation.weights.notes, *special, *who_was_asked(ask.situation)]
        quality = data_quality(ask.situation)
    elif ask.get("account"):
        context = {"account": ask.get("account")}
    # A sentence may say what a column that was left out says.
    spoken = query.groups == ask.query.groups
    return Result(
        query=query,
        as_of=ask.snapshot.as_of.isoformat(),
        context=context,
        params=_shown(ask),
        groups=groups,
        assumptions=tuple(dict.fromkeys([*notes, *answer.assumptions])),
        data_quality=quality,
        explain=_kept(ask, answer) if spoken else (),
        remarks=answer.remarks if spoken else (),
        names=Names(ask.snapshot),
        ours=ask.snapshot.our_company.id if ask.snapshot.our_company else None,
    )


def _refuse_undecided(ask: Ask) -> None:
    """A question about a decision is not answered from ties of contact alone."""
    if ask.query.about is About.DECISION and not ask.query.undecided and ask.situation.undecided:
        raise UsageError(ask.situation.undecided)


def _shown_to(query: Query, edition: Edition) -> Query:
    """The query with the columns that an edition may show."""
    groups = query.admitted(edition)
    return query if groups == query.groups else replace(query, groups=groups)


def _checked(query: Query, answer: Answer) -> list[list[Mapping[str, Any]]]:
    """The rows of an answer in plain values; refused where they do not keep to the declaration."""
    if len(answer.groups) != len(query.contract):
        raise BrokenAnswer(
            f"{query.answer} gives {len(answer.groups)} groups of rows, declared are {len(query.contract)}"
        )
    groups: list[list[Mapping[str, Any]]] = []
    for columns, rows in zip(query.contract, answer.groups, strict=True):
        names = {c.name for c in columns}
        checked: list[Mapping[str, Any]] = []
        for row in rows:
            if row.keys() != names:
                strange, missing = sorted(row.keys() - names), sorted(names - row.keys())
                raise BrokenAnswer(
                    f"{query.answer}: columns that are not declared {strange}, that are missing {missing}"
                )
            values = {c.name: plain(row[c.name]) for c in columns}
            for c in columns:
                if values[c.name] is not None and not FORMATS[c.format].accepts(values[c.name]):
                    raise BrokenAnswer(f"{query.answer}: {c.name} is no {c.format}: {values[c.name]!r}")
            checked.append(values)
        groups.append(checked)
    return groups


def _kept(ask: Ask, answer: Answer) -> Sequence[Text]:
    """The sentences of the rows that are shown."""
    if answer.cut or len(answer.explain) != sum(map(len, answer.groups)):
        return answer.explain
    kept: list[Text] = []
    at = 0
    for rows in answer.groups:
        kept += ask.top(answer.explain[at : at + len(rows)])
        at += len(rows)
    return kept


def _shown(ask: Ask) -> dict[str, Any]:
    """What the question was asked with, as far as it was given or has a default."""
    params = {
        option.key: plain(ask.get(option.key))
        for option in ask.query.options
        if option.key not in _ELSEWHERE and ask.get(option.key) is not None
    }
    if ask.query.about in (About.DECISION, About.ACCOUNTS):
        params |= {"derived": ask.options.derived, "min_confidence": ask.options.min_confidence}
    return params if ask.query.about == About.RECORDS else params | {"seed": ask.seed}


def plain(value: Any) -> Any:
    """A value as it travels: numbers with six significant digits, not-a-number and infinities None.

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
    return significant(value)
