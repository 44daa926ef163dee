"""Looking after a workspace through the door: verify, back up, copy, upgrade, draw anew, and read it by Cypher."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.acknowledged import Counting
from graphcrm.configuration import on_server
from graphcrm.errors import UsageError
from graphcrm.files import refuse_no_name
from graphcrm.i18n import Text
from graphcrm.spoken import some_of
from graphcrm.workspace.base import Base

if TYPE_CHECKING:
    from graphcrm.store.base import CheckReport, Progress
    from graphcrm.store.copying import Copied
    from graphcrm.store.cypher import Found
    from graphcrm.store.migration_report import MigrationReport

__all__ = ["Upkeep"]


_BACKUP = Text("备份 {to} ", "the backup {to}")
_NOTHING_DRAWN = Text(
    "{where} 是文件，没有供浏览的图，无需重画；只有 Neo4j 工作区才有（graphcrm store copy {where} neo4j://主机）",
    "{where} is a file and has no browsable graph, so there is nothing to draw; a workspace on Neo4j has one"
    " (`graphcrm store copy {where} neo4j://HOST`)",
)
_EMBEDDED = Text(
    "graphcrm cypher 需要 Neo4j 工作区；{where} 是文件。可先运行 graphcrm store copy {where} neo4j://主机",
    "graphcrm cypher needs a Neo4j workspace; {where} is a file. `graphcrm store copy {where} neo4j://HOST` moves it there",
)
_SEVERAL = Text(
    "有多个客户，请用 graphcrm cypher --account 指定：{names}",
    "there are several customers; name one with `graphcrm cypher --account`: {names}",
)


class Upkeep(Base):
    """What keeps a workspace sound, and what only a team's server can do."""

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Verify everything: the engine, every row's checksum, the totals, both chains, on Neo4j the browsable graph."""
        with self.open() as store:
            return store.check(progress)

    def backup(self, to: str | Path) -> None:
        """A consistent, verified copy in a new file."""
        with self.open() as store, Counting(lambda: os.path.lexists(to)) as counting:
            counting.what = None if os.path.lexists(to) else _BACKUP.format(to=to)
            store.backup(str(to))

    def copy_to(self, target: str, progress: Progress | None = None) -> Copied:
        """Copy the workspace with its whole history to another place and verify the copy; an interrupted copy goes on."""
        from graphcrm.store import shown_address
        from graphcrm.store.copying import copy_store

        if not on_server(target):
            refuse_no_name(target)
        entry = self.caller.entry("store copy", shown_address(target), self.shown)
        return copy_store(self.url, target, entry, progress=progress)

    def migrate(self, *, dry_run: bool = False) -> MigrationReport:
        """Bring the workspace up to the format of this graphcrm, after a backup."""
        from graphcrm.store.migration import migrate_store

        return migrate_store(self.url, self.caller.entry("store migrate"), dry_run=dry_run, on_wait=self.caller.wait)

    def redraw(self, progress: Progress | None = None) -> None:
        """Draw a team's browsable graph anew from the facts.

        Raises
        ------
        UsageError
            The workspace is a file.
        """
        if not on_server(self.url):
            raise UsageError(_NOTHING_DRAWN.format(where=self.url))
        from graphcrm.store.neo4j.store import Neo4jStore

        with self.open() as store:
            assert isinstance(store, Neo4jStore)  # every other address is refused on opening
            store.redraw(self.caller.entry("store redraw"), progress)

    def cypher(
        self, statement: str, parameters: Mapping[str, Any], *, name: str = "-", timeout: float = 30, limit: int = 1000
    ) -> Found:
        """Run read-only Cypher on a team's server; `name` is what the audit trail calls the statement.

        ``$workspace`` is always given, ``$account`` where only one can be meant.

        Raises
        ------
        UsageError
            The workspace is a file, the statement writes or is wrong, or several accounts can be meant.
        """
        if not on_server(self.url):
            raise UsageError(_EMBEDDED.format(where=self.url))
        from graphcrm.store.cypher import CypherReader

        reader = CypherReader.at(self.url)
        try:
            given = {"workspace": reader.workspace, **parameters}
            if "$account" in statement and given.get("account") is None:
                opportunity = given.get("opportunity")
                found = reader.accounts(opportunity if isinstance(opportunity, str) else None)
                if len(found) > 1:
                    raise UsageError(_SEVERAL.format(names=some_of(found)))
                given["account"] = found[0] if found else None
            answer = reader.ask(statement, given, timeout=timeout, limit=limit)
            if reader.behind is not None:
                self.caller.tell(reader.behind)
        finally:
            reader.close()
        with self.open() as store:
            self.note(store, f"cypher {name}", str(given.get("account") or given.get("opportunity") or ""))
        return answer
