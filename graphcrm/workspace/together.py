"""Questions about one day: the day is read once, and what questions that are asked together share is computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from graphcrm.asking.known import Known
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from pathlib import Path

    from graphcrm.asking.ask import Ask
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.asking.saved import Saved
    from graphcrm.settings import Settings
    from graphcrm.snapshot import Snapshot

__all__ = ["QuestionSource", "Together", "compared_with"]


#: What a list is called among the questions: ``list goals``.
_LIST = "list "


def compared_with(query: Query, given: Mapping[str, Any], day: date, settings: Settings) -> Mapping[int, date]:
    """The days before that a question compares with, by how many days ago they are; that of ``--since`` stands under 0."""
    since = {0: date.fromisoformat(given["since"])} if "since" in given else {}
    return {days: day - timedelta(days=days) for days in query.days_back(settings)} | since


class QuestionSource(Protocol):
    """What questions need of a workspace besides the day that was read."""

    @property
    def own_queries(self) -> Path | None: ...

    @property
    def saved_scenarios(self) -> Mapping[str, Saved]: ...

    def replayed(self, days: Sequence[date]) -> list[Snapshot]: ...


@dataclass(frozen=True)
class Together:
    """`where` is what every question is asked with, as far as it takes it; days that are not in `read` are read when they are needed.

    That the workspace was read must stand in the audit trail before (:meth:`graphcrm.workspace.base.Base._read`).
    """

    workspace: QuestionSource
    snapshot: Snapshot
    where: Mapping[str, Any]
    known: Known = field(default_factory=Known)
    read: dict[date, Snapshot] = field(default_factory=dict)

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
        return self.ask_query(self.find(name), **params)

    def ask_query(self, query: Query, **params: Any) -> Result:
        """The same, of a query whose declaration has been read already."""
        from graphcrm.asking.parameters import read_parameters

        return self.answer(query, read_parameters(query, {**query.fitting(self.where), **params}))

    def answer(self, query: Query, given: Mapping[str, Any], by: Callable[[Ask], Result] | None = None) -> Result:
        """The same, of parameters that have been read, too; `by` answers what is neither a query nor a list."""
        from graphcrm.asking.ask import Ask

        days = compared_with(query, given, self.snapshot.as_of, self.snapshot.settings)
        past = dict(zip(days, self._days([*days.values()]), strict=True))
        earlier = past.pop(0, None)
        asked = Ask(
            query, self.snapshot, given, earlier, past, self.known, self._days, lambda: self.workspace.saved_scenarios
        )
        return by(asked) if by else _answered(asked)

    def _days(self, days: Sequence[date]) -> Sequence[Snapshot]:
        """What was true on some days; each is read once, those that were not read yet together."""
        if missing := [day for day in dict.fromkeys(days) if day not in self.read]:
            self.read.update(zip(missing, self.workspace.replayed(missing), strict=True))
        return [self.read[day] for day in days]

    def check_subject(self) -> None:
        """Refuse ids that are not known, and no account where there are several; a network without customers has no subject.

        Raises
        ------
        UsageError
            As it says.
        """
        from graphcrm.graph.context import resolve
        from graphcrm.model.choices import OrgCategory

        account, opportunity = self.where["account"], self.where["opportunity"]
        if account or opportunity or any(o.category == OrgCategory.CUSTOMER for o in self.snapshot.orgs.values()):
            resolve(self.snapshot, account, opportunity, self.where.get("vendor"))

    def subject(self) -> list[tuple[Text, Text]]:
        """Of whom and of which day, for people to read."""
        from graphcrm.asking.heading import named_id
        from graphcrm.asking.result import Names

        names = Names(self.snapshot)
        what = ((Text("客户", "account"), "account"), (Text("商机", "opportunity"), "opportunity"))
        told = [(text, named_id(names, self.where[name])) for text, name in what if self.where[name]]
        day = self.snapshot.as_of.isoformat()
        return [*told, (Text("日期", "as of"), Text(day, day))]


def _answered(ask: Ask) -> Result:
    if ask.query.name.startswith(_LIST):
        from graphcrm.asking.listing.answer import listed
        from graphcrm.asking.listing.kinds import find_kind

        return listed(ask, find_kind(ask.query.name.removeprefix(_LIST)))
    from graphcrm.asking.run import run

    return run(ask)
