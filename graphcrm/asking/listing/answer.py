"""A list as an answer: the rows of a kind, of one account, that a search finds."""

from __future__ import annotations

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.listing.kinds import ListKind
from graphcrm.asking.listing.scope import Scope
from graphcrm.asking.listing.searching import matching
from graphcrm.asking.result import Result
from graphcrm.asking.run import concluded
from graphcrm.edition import OF_ONE_CUSTOMER
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.spoken import counted, only_first

__all__ = ["listed"]


def listed(ask: Ask, kind: ListKind) -> Result:
    """The list that was asked for.

    Raises
    ------
    UsageError
        There is no such account, or the edition is of one and none is named.
    """
    edition, account, search = ask.edition, ask.get("account"), ask.get("search")
    if not edition.insight and account is None:
        raise UsageError(OF_ONE_CUSTOMER)
    every = list(kind.rows(Scope(ask.snapshot, account, present=not edition.insight)))
    # Nobody finds by what the edition does not show.
    seen = {column.name for group in ask.query.admitted(edition) for column in group}
    found = every if search is None else matching(every, kind, ask.snapshot, search, seen)
    shown = ask.top(found)
    count = (
        Text(f"{len(every)} 条", counted(len(every), "row"))
        if search is None
        else Text(
            f"{len(every)} 条中 {len(found)} 条符合“{search}”",
            f"{len(found)} of {counted(len(every), 'row')} match “{search}”",
        )
    )
    cut = len(shown) < len(found)
    rest = only_first(len(shown), "条") if cut else Text("。", ".")
    return concluded(ask, Answer.of(shown, remarks=[count + rest]))
