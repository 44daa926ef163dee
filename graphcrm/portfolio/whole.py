"""The portfolio as an answer: the question on all accounts (Q37), with what its page shows beside the declared columns."""

from __future__ import annotations

import dataclasses

from graphcrm.analysis.status.portfolio import Holding
from graphcrm.asking.answers.portfolio import told
from graphcrm.asking.ask import Ask
from graphcrm.asking.result import Result
from graphcrm.asking.run import concluded
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.portfolio.run import Failure, Run

__all__ = ["Portfolio", "as_portfolio"]


@dataclass(frozen=True, repr=False)
class Portfolio(Result):
    """The answer to Q37, computed account by account.

    holdings
        The accounts behind the rows, in their order, with threads and values.
    failures
        Accounts that could not be computed; their rows have no figures, and a remark names them, which is their sentence as well.
    computed
        How many were computed now; the others were as before.
    """

    holdings: tuple[Holding, ...] = ()
    failures: tuple[Failure, ...] = ()
    computed: int = 0


def as_portfolio(ask: Ask, run: Run) -> Portfolio:
    """The result of a run."""
    result = concluded(ask, told(ask, run.holdings))
    said = {
        f.account.id: Text("未能计算 {name}（{id}）：{why}", "{name} ({id}) could not be computed: {why}").format(
            name=f.account.name, id=f.account.id, why=f.reason
        )
        for f in run.failures
    }
    fields = {f.name: getattr(result, f.name) for f in dataclasses.fields(Result)}
    fields["remarks"] = (*result.remarks, *said.values())
    # Of an account without figures nothing is known: not that no decision, and no contact, would be recorded.
    told_of = zip(run.holdings, result.explain, strict=False)
    fields["explain"] = tuple(said.get(h.account.id, sentence) for h, sentence in told_of)
    return Portfolio(**fields, holdings=run.holdings, failures=run.failures, computed=run.computed)
