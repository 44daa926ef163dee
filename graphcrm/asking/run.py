"""From a question to its result: the answer is asked for, and held against what its query declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.labelled import Figure
from graphcrm.asking.query import About, Query
from graphcrm.asking.result import Names, Result
from graphcrm.asking.values import significant
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.threads import one_thread

__all__ = ["BrokenAnswer", "concluded", "plain", "run"]


#: Parameters that stand in the context of an answer, or that are always printed.
_ELSEWHERE = frozenset({"account", "opportunity", "vendor", "as_of", "explain", "no_derived", "min_confidence", "seed"})


class BrokenAnswer(TypeError):
    """An answer does not keep to its declaration: a fault of ours, never of the data."""


@one_thread()
def run(ask: Ask) -> Result:
    """Answer a question."""
    _refuse_undecided(ask)
    module = import_module(f"graphcrm.asking.answers.{ask.query.answer}")
    return concluded(ask, module.answer(ask))


def concluded(ask: Ask, answer: Answer) -> Result:
    """The result of a question that has its answer."""
    query = _shown_to(ask.query, ask.edition)
    groups = tuple(
        tuple({c.name: row[c.name] for c in columns} for row in (rows if answer.cut else ask.top(rows)))
        for columns, rows in zip(query.groups, _checked(query, answer), strict=True)
    )
    context: dict[str, Any] = {}
    notes: list[Text] = []
    remarks = tuple(answer.remarks)
    quality: Mapping[str, Any] = {}
    if query.about is About.DECISION:
        from graphcrm.analysis.coverage.open_seats import seats_note
        from graphcrm.analysis.influence.counter_influence import counter_note
        from graphcrm.analysis.situation import nobody_here
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
        if not any(groups) and (nobody := nobody_here(ask.situation)):
            remarks = (nobody, *remarks)
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
        remarks=remarks if spoken else (),
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
    if isinstance(value, float):
        return significant(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    if hasattr(value, "item"):
        return plain(value.item())
    return significant(value)
