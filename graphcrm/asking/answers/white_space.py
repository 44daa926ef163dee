"""What else could be sold to whom."""

from __future__ import annotations

from graphcrm.analysis.plan.white_space import NextStep, white_space
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled, of_column
from graphcrm.i18n import Text
from graphcrm.spoken import joined


def answer(ask: Ask) -> Answer:
    """Products by unit, the most attractive first within each currency; who decides there is said for the account, whichever deal is
    asked about."""
    where = ask.situation.context
    account = ask.known.situation(ask.snapshot, where.account.id, None, where.vendor, ask.options)
    found = ask.top(white_space(account))
    rows = [
        ask.row(
            cell,
            product=Labelled.of(cell.product, _product(ask, cell.product)),
            status=of_column("potential", "status", cell.status),
            next=cell.step,
        )
        for cell in found
    ]
    unknown = sum(cell.step is NextStep.FIND_OUT for cell in found)
    remarks = []
    if not found:
        remarks = [Text("尚未登记产品在该客户的潜力。", "No potential of any product is recorded for this account.")]
    elif unknown:
        remarks = [
            Text(
                f"{unknown} 处尚不知由谁决定。", f"Nobody is known who decides in {unknown} of the {len(found)} places."
            )
        ]
    return Answer.of(rows, remarks=remarks, explain=[cell.sentence(account) for cell in found])


def _product(ask: Ask, product: str) -> Text:
    known = ask.snapshot.products.get(product)
    return joined([known.name if known else product])
