"""Every account with who looks after it and what is going on there."""

from __future__ import annotations

from graphcrm.analysis.status.accounts import account_lines
from graphcrm.asking.answers.portfolio import chosen
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.graph.context import resolve
from graphcrm.i18n import Text
from graphcrm.model.choices import Lifecycle, Segment, Tier


def answer(ask: Ask) -> Answer:
    """A row per account, by id; `--tier`, `--segment` and `--lifecycle` leave out the others."""
    wanted = {name: ask.get(name) for name in ("tier", "segment", "lifecycle") if ask.get(name) is not None}
    accounts = chosen(ask)
    if accounts:  # no figure here is about a vendor, but an id that nobody knows is refused like everywhere
        resolve(ask.snapshot, accounts[0].id, vendor=ask.get("vendor"))
    fitting = [org for org in accounts if all(getattr(org, name) == value for name, value in wanted.items())]
    lines = account_lines(ask.snapshot, ask.top(fitting))
    rows = [
        ask.row(
            line,
            account=line.account.id,
            tier=labelled(Tier, line.account.tier),
            segment=labelled(Segment, line.account.segment),
            lifecycle=labelled(Lifecycle, line.account.lifecycle),
        )
        for line in lines
    ]
    nothing = Text("没有符合条件的客户。", "No account fits.") if wanted else None
    return Answer.of(
        rows,
        nothing=nothing or Text("工作区里没有客户。", "The workspace has no customer yet."),
        explain=[line.sentence(ask.snapshot) for line in lines],
    )
