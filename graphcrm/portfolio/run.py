"""A run over a portfolio: which accounts are as before, which have to be computed, and which could not be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graphcrm.analysis.coverage.kpi import Rag
from graphcrm.analysis.status.portfolio import Holding
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.records import Org
from graphcrm.portfolio.kept import Kept
from graphcrm.portfolio.parts import Parts
from graphcrm.portfolio.task import Outcome, Record, Task, Work

__all__ = ["Engine", "Failure", "Progress", "Run", "survey"]


#: Computes tasks, in any order.
Engine = Callable[[Work, Iterable[Task]], Iterator[Outcome]]
#: Told how many accounts are done, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """An account that could not be computed, and why."""

    account: Org
    reason: Text


@dataclass(frozen=True, slots=True)
class Run:
    """Every account in the order given; one that failed has no figures. `computed` were computed now, the others were kept."""

    holdings: tuple[Holding, ...]
    failures: tuple[Failure, ...]
    computed: int


def survey(
    work: Work, parts: Parts, accounts: Sequence[Org], kept: Kept, engine: Engine, progress: Progress = lambda *_: None
) -> Run:
    """Compute every account whose facts are not as before, and keep each result at once."""
    found: dict[str, Record] = {}
    reasons: dict[str, Text] = {}
    keys: list[str] = []
    rests_on = work.digest

    def new() -> Iterator[Task]:
        """Cut out one account after the other: those that are kept are done with, the others are handed on."""
        for org in accounts:
            part = parts.part(org.id)
            task = Task(hashlib.sha256(f"{rests_on} {org.id} {part.digest}".encode()).hexdigest(), part)
            keys.append(task.key)
            known = kept.get(task.key)
            if known is None:
                yield task
            else:
                found[org.id] = known
                progress(len(found) + len(reasons), len(accounts))

    computed = 0
    for outcome in engine(work, new()):
        computed += 1
        kept.add(outcome)
        if outcome.record is not None:
            found[outcome.account] = outcome.record
        elif outcome.failure is not None:
            reasons[outcome.account] = outcome.failure
        progress(len(found) + len(reasons), len(accounts))
    kept.settle(keys)
    return Run(
        tuple(_holding(org, found.get(org.id)) for org in accounts),
        tuple(Failure(org, reasons[org.id]) for org in accounts if org.id in reasons),
        computed,
    )


def _holding(account: Org, record: Record | None) -> Holding:
    if record is None:
        return Holding(account, None, None, None, None, None, None, None, None, None)
    values: Mapping[str, object] = {
        **record,
        "rag": None if record["rag"] is None else Rag(record["rag"]),
        "values": tuple((currency, amount) for currency, amount in record["values"]),
    }
    return Holding(account, **values)  # type: ignore[arg-type]  # the fields of a holding, out of one
