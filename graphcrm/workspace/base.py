"""What every part of the door needs: the address, who calls, the store, the day, and reading with an entry in the audit trail."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graphcrm.configuration import load_settings, on_server, team_folder
from graphcrm.i18n import Text
from graphcrm.settings import Settings
from graphcrm.workspace.caller import Caller

if TYPE_CHECKING:
    from graphcrm.asking.ask import Ask
    from graphcrm.asking.options import Option
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.asking.saved import Saved
    from graphcrm.asking.tuning import Setting
    from graphcrm.edition import Edition
    from graphcrm.maps.pins import Pinned
    from graphcrm.snapshot import Snapshot
    from graphcrm.snapshot.ever import EverTied
    from graphcrm.store.base import Store

__all__ = ["Base", "Day"]


#: A day as callers give it: a date, ISO text, or None for today (or for none, where that makes sense).
Day = date | str | None


class Base:
    """A workspace by its address."""

    def __init__(self, url: str | Path | None = None, *, caller: Caller | None = None) -> None:
        self.url = str(url if url is not None else os.environ.get("GRAPHCRM_WORKSPACE") or "workspace.graphcrm")
        self.caller = caller or Caller.here()

    def __repr__(self) -> str:
        return f"Workspace({self.url!r})" if not on_server(self.url) else "Workspace(<a team's store>)"

    @property
    def settings(self) -> Settings:
        """``config.toml`` in the team's folder laid over the defaults."""
        return load_settings(self.config)

    @property
    def config(self) -> Path | None:
        """Where the team's settings stand, whether there are any or not; None for a server without a folder of the team."""
        folder = team_folder(self.url)
        return folder / "config.toml" if folder else None

    def tuning(self, key: str | None = None) -> Sequence[Setting]:
        """Every value that a team may set, or those under a key: ``tuning("relationship.covered")``.

        Raises
        ------
        UsageError
            There is no such value.
        InputError
            ``config.toml`` says something that it may not.
        """
        from graphcrm.asking.tuning import settings_list

        return settings_list(self.settings, key)

    @property
    def own_queries(self) -> Path | None:
        """Folder of the team's own queries, if there is one."""
        folder = team_folder(self.url)
        return folder / "queries" if folder and (folder / "queries").is_dir() else None

    @property
    def scenario_folder(self) -> Path | None:
        """Where scenarios are kept, whether there are any or not; None for a server without a folder of the team."""
        folder = team_folder(self.url)
        return folder / "scenarios" if folder else None

    @property
    def saved_scenarios(self) -> Mapping[str, Saved]:
        """The scenarios that were saved, by name in the order of names.

        Raises
        ------
        InputError
            A file of one does not hold a scenario.
        """
        from graphcrm.asking.saved import read_saved

        folder = self.scenario_folder
        files = sorted(folder.glob("*.toml"), key=lambda path: path.stem) if folder else []
        return {path.stem: read_saved(path) for path in files}

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """Every named query, the team's own included."""
        from graphcrm.asking.catalogue import catalogue

        return catalogue(self.own_queries)

    @property
    def absent(self) -> bool:
        """Whether the file of the workspace is not there yet."""
        return not on_server(self.url) and not os.path.lexists(self.url)

    def open(self, *, create: bool = False) -> Store:
        """The store itself; whoever waits for another writer is told so."""
        from graphcrm.store import open_store

        return open_store(self.url, create=create, on_wait=self.caller.wait)

    def create(self) -> None:
        """Start an empty workspace; an existing one is left as it is."""
        self.open(create=True).close()

    def _day(self, value: Day, name: str = "--as-of") -> date:
        from graphcrm.asking.options import Kind, Option

        read = Option(name.removeprefix("--"), Kind.DAY, Text("", "")).read(value)
        return self.caller.today() if read is None else date.fromisoformat(read)

    @staticmethod
    def _readers(edition: str) -> Edition:
        """For whose eyes."""
        from graphcrm.asking.options import EDITION
        from graphcrm.edition import Edition

        return Edition.of(str(EDITION.read(edition)))

    def _given(self, params: Mapping[str, Any], options: Iterable[Option]) -> dict[str, Any]:
        """Parameters of a call with the ids that the store of this workspace knows; whatever the door is given passes through here."""
        return dict(params)

    def _where(self, account: str | None, opportunity: str | None, vendor: str | None) -> dict[str, Any]:
        """The same of what nearly every call says first."""
        from graphcrm.asking.options import COMMON

        return self._given({"account": account, "opportunity": opportunity, "vendor": vendor}, COMMON)

    def _read(self, days: Sequence[date], action: str, subject: str, *, restricted: bool = False) -> list[Snapshot]:
        """Snapshots of some days, read at once; that they were read stands in the audit trail."""
        from graphcrm.snapshot import take_days

        settings = self.settings
        with self.open() as store:
            found = take_days(store, days, settings)
            self.note(store, action, subject, restricted=restricted)
        return found

    def replayed(self, days: Sequence[date]) -> list[Snapshot]:
        """Snapshots of further days for a question whose reading stands in the audit trail already."""
        from graphcrm.snapshot import take_days

        settings = self.settings
        with self.open() as store:
            return take_days(store, days, settings)

    def _ask(
        self, query: Query, params: Mapping[str, Any], action: str, by: Callable[[Ask], Result] | None = None
    ) -> Result:
        """The answer to a question by itself (:meth:`graphcrm.workspace.together.Together.answer`)."""
        from graphcrm.asking.parameters import read_parameters
        from graphcrm.workspace.together import Together, compared_with

        given = read_parameters(query, self._given(params, query.options))
        day = self._day(given.get("as_of"))
        days = dict.fromkeys([day, *compared_with(query, given, day, self.settings).values()])
        subject = str(given.get("account") or given.get("opportunity") or "")
        read = self._read([*days], action, subject, restricted=query.restricted)
        return Together(self, read[0], given, read=dict(zip(days, read, strict=True))).answer(query, given, by)

    def _places(self, pins: str | Path | Literal[False] | None = None) -> Pinned:
        """Where people stand on maps: as a file says, or those beside the workspace, else by the ties of all days."""
        from graphcrm.maps.pins import Pinned

        folder = team_folder(self.url)
        beside = folder / "pins" if folder and pins is None else None
        return Pinned(Path(pins) if pins else None, beside, cache(self._ever_tied))

    def _ever_tied(self) -> Sequence[EverTied]:
        from graphcrm.snapshot.ever import ever_tied

        with self.open() as store:
            return ever_tied(store)

    def names(self, *kinds: str) -> Mapping[str, Mapping[str, str]]:
        """Name, title and category of what there is today of some kinds of record, by id, as far as they have them.

        This is what a shell completes from: it says who there is and no more, so it leaves no entry in the audit trail.
        """
        with self.open() as store:
            batches = store.read(self.caller.today().isoformat(), kinds)
        found: dict[str, Mapping[str, str]] = {}
        for kind in kinds:
            batch = batches.get(kind)
            for key, props in batch.rows() if batch else ():
                found[key] = {n: str(props[n]) for n in ("name", "statement", "title", "category") if props.get(n)}
        return found

    def note(self, store: Store, action: str, subject: str = "", *, restricted: bool = False) -> None:
        """Leave an entry in the audit trail.

        Raises
        ------
        StoreError
            There is no place for it, and what was read is `restricted`: such an answer is not given without an entry.
        """
        self.caller.note(store, self.shown, self.caller.entry(action, subject), restricted=restricted)

    @property
    def shown(self) -> str:
        """The address as it may be printed, without a password."""
        from graphcrm.store import shown_address

        return shown_address(self.url)
