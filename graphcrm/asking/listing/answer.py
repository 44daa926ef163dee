"""A list as an answer: the rows of a kind, of one account, that a search finds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.listing.kinds import ListKind
from graphcrm.asking.listing.scope import Scope
from graphcrm.asking.result import Result
from graphcrm.asking.run import concluded
from graphcrm.edition import OF_ONE_CUSTOMER
from graphcrm.errors import UsageError
from graphcrm.folding import fold, spellings
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import counted, only_first

__all__ = ["listed", "matching"]


def listed(ask: Ask, kind: ListKind) -> Result:
    """The list that was asked for.

    Raises UsageError: there is no such account, or the edition is of one and none is named.
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


def matching(
    rows: Iterable[Mapping[str, Any]], kind: ListKind, snapshot: Snapshot, search: str, shown: Container[str]
) -> list[Mapping[str, Any]]:
    """The rows in whose searched columns every word of the search is found; `shown` are the columns that the reader sees."""
    searched = [name for name in kind.searched if name in shown]
    words = fold(search).split()
    pinyin = search.isascii()
    found = []
    for row in rows:
        texts = [text for name in searched for text in _texts(row[name], snapshot)]
        line = " ".join([*map(fold, texts), *(s for text in texts if pinyin for s in spellings(text))])
        if all(word in line for word in words):
            found.append(row)
    return found


def _texts(value: Any, snapshot: Snapshot) -> Sequence[str]:
    """A value's code and labels; of an id also name, English name and title."""
    if value is None:
        return ()
    if isinstance(value, list):
        return [text for one in value for text in _texts(one, snapshot)]
    label = getattr(value, "label", None)
    said = (label.zh, label.en) if isinstance(label, Text) else ()
    person = snapshot.people.get(value)
    if person is not None:
        return (value, person.name, person.name_en, person.title)
    one = snapshot.orgs.get(value) or snapshot.opportunities.get(value)
    if one is not None:
        return (value, one.name, one.name_en)
    unit = snapshot.units.get(value)
    return (value, unit.name) if unit else (str(value), *said)
