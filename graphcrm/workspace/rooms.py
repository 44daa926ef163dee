"""All that is asked of a workspace, whether by its names or through codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphcrm.workspace.agenda import Agenda
from graphcrm.workspace.base import Day
from graphcrm.workspace.briefing import Briefing
from graphcrm.workspace.doubles import Doubles
from graphcrm.workspace.drawing import Drawing
from graphcrm.workspace.everything import Everything
from graphcrm.workspace.exports import Exports
from graphcrm.workspace.guesses import Guesses
from graphcrm.workspace.portfolios import Portfolios
from graphcrm.workspace.privacy import Privacy
from graphcrm.workspace.scenarios import Scenarios
from graphcrm.workspace.upkeep import Upkeep

if TYPE_CHECKING:
    from graphcrm.asking.result import Result
    from graphcrm.model.facts import Change, Version
    from graphcrm.snapshot import Snapshot
    from graphcrm.store.base import AuditEntry

__all__ = ["Rooms"]


class Rooms(Scenarios, Agenda, Everything, Guesses, Doubles, Privacy, Exports, Briefing, Drawing, Portfolios, Upkeep):
    """Questions, lists, history and everything else, room by room."""

    def query(self, name: str, /, **params: Any) -> Result:
        """Answer a named query; parameters are the options of the command line, with underscores.

        Days are dates or ISO text, several values a list, changes a mapping (``set={"c4": 0}``).

        Raises
        ------
        UsageError
            An unknown query, id or parameter, or a value that does not fit; near misses are named.

        Examples
        --------
        >>> ws = Workspace("demo-out/demo.graphcrm")
        >>> ws.query("kpi", account="HY", opportunity="HY-CORE", as_of="2026-06-30").rows[0]["data_grade"]
        'A'
        """
        from graphcrm.asking.catalogue import find_query

        query = find_query(name, self.own_queries)
        return self._ask(query, params, f"query {query.name}")

    def list(self, kind: str, /, **params: Any) -> Result:
        """What is recorded: people, orgs, units, opportunities, edges, actions, goals, needs or reporters.

        Parameters are those of the command line: ``list("people", account="HY", search="wang", as_of=…, top=…)``.

        Raises
        ------
        UsageError
            An unknown kind, account or parameter; near misses are named.
        """
        from graphcrm.asking.listing.kinds import find_kind

        query = find_kind(kind).query
        return self._ask(query, params, query.name)

    def snapshot(self, as_of: Day = None) -> Snapshot:
        """What was true on a day, today by default."""
        return self._read([self._day(as_of)], "snapshot", "")[0]

    def history(self, which: str | None = None) -> tuple[Sequence[Change], Sequence[Version]]:
        """All changes; with an id, every version of what is recorded about it."""
        with self.open() as store:
            return store.history(which)

    def trail(self) -> Sequence[AuditEntry]:
        """The audit trail, oldest first."""
        with self.open() as store:
            return store.audit()
