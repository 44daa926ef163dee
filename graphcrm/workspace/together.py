"""Questions about one day that are asked together: the day is read once, and what they share is computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from graphcrm.asking.known import Known
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.snapshot import Snapshot
    from graphcrm.workspace.base import Base

__all__ = ["Together"]

#: What a list is called among the questions: ``list goals``.
_LIST = "list "


@dataclass(frozen=True)
class Together:
    """`where` is what every question is asked with, as far as it takes it; earlier days are read when a question looks back.

    That the workspace was read must stand in the audit trail before (:meth:`graphcrm.workspace.base.Base._read`).
    """

    workspace: Base
    snapshot: Snapshot
    where: Mapping[str, Any]
    known: Known = field(default_factory=Known)
    _past: dict[date, Snapshot] = field(default_factory=dict)

    def find(self, name: str) -> Query:
        """The declaration of a query, or of a list by ``list KIND``.

        Raises
        ------
        UsageError
            There is none of this name.
        """
        from graphcrm.asking.catalogue import find_query
        from graphcrm.asking.listing.kinds import find_kind

        if name.startswith(_LIST):
            return find_kind(name.removeprefix(_LIST)).query
        return find_query(name, self.workspace.own_queries)

    def ask(self, name: str, **params: Any) -> Result:
        """The answer of a query, or a list.

        Raises
        ------
        UsageError
            The question cannot be answered as asked.
        """
        return self.ask_query(self.find(name), name, **params)

    def ask_query(self, query: Query, name: str, **params: Any) -> Result:
        """The same, of a query whose declaration has been read already."""
        from graphcrm.asking.ask import Ask
        from graphcrm.asking.listing.answer import listed
        from graphcrm.asking.listing.kinds import find_kind
        from graphcrm.asking.parameters import read_parameters
        from graphcrm.asking.result import run

        takes = {option.key for option in query.options}
        given = read_parameters(query, {**{k: v for k, v in self.where.items() if k in takes}, **params})
        back = [self.snapshot.as_of - timedelta(days=days) for days in query.looks_back]
        past = dict(zip(query.looks_back, self._days(back), strict=True))
        earlier = self._days([date.fromisoformat(given["since"])])[0] if "since" in given else None
        asked = Ask(
            query, self.snapshot, given, earlier, past, self.known, self._days, lambda: self.workspace.saved_scenarios
        )
        return listed(asked, find_kind(name.removeprefix(_LIST))) if name.startswith(_LIST) else run(asked)

    def _days(self, days: Sequence[date]) -> Sequence[Snapshot]:
        """What was true on some days; each is read once, those that were not read yet together."""
        if missing := [day for day in dict.fromkeys(days) if day not in self._past]:
            self._past.update(zip(missing, self.workspace.replayed(missing), strict=True))
        return [self._past[day] for day in days]

    def check_subject(self, account: str | None, opportunity: str | None) -> None:
        """Refuse ids that are not known, and no account where there are several; a network without customers has no subject.

        Raises
        ------
        UsageError
            As it says.
        """
        from graphcrm.graph.context import resolve
        from graphcrm.model.choices import OrgCategory

        if account or opportunity or any(o.category == OrgCategory.CUSTOMER for o in self.snapshot.orgs.values()):
            resolve(self.snapshot, account, opportunity, self.where.get("vendor"))

    def subject(self, account: str | None, opportunity: str | None) -> list[tuple[Text, Text]]:
        """Of whom and of which day, for people to read."""
        from graphcrm.asking.heading import named_id
        from graphcrm.asking.result import Names

        names = Names(self.snapshot)
        what = ((Text("客户", "account"), account), (Text("商机", "opportunity"), opportunity))
        day = self.snapshot.as_of.isoformat()
        return [*((t, named_id(names, which)) for t, which in what if which), (Text("日期", "as of"), Text(day, day))]
