"""The front door: a workspace, as commands, Python, notebooks and every other caller see it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.settings import Settings, load_settings, team_folder
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.questions import Questions

if TYPE_CHECKING:
    import networkx as nx

    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.graph.csr import CsrGraph
    from graphcrm.ingest.options import ImportOptions, ImportPlan, Progress
    from graphcrm.model.facts import Change, Version
    from graphcrm.snapshot import Snapshot
    from graphcrm.store.base import AuditEntry, Store
    from graphcrm.workspace.account import Account
    from graphcrm.workspace.changing import Outcome, Planner
    from graphcrm.workspace.editing import Row

__all__ = ["Workspace"]

Day = date | str | None


class Workspace(Questions):
    """A workspace, by the path of its file or the URL of its store; it is opened for each call and then closed.

    Every named query is a method, too: ``workspace.changes(account="HY", since="2026-03-31")``. Days are dates or ISO text. What
    is read leaves an entry in the audit trail, as it does from the command line.

    Parameters
    ----------
    url
        A file or a URL; without one ``$GRAPHCRM_WORKSPACE``, then ``workspace.graphcrm`` in the current folder.
    caller
        Who asks; the person who runs this process if not given.

    Raises
    ------
    StoreUnavailable, NotAStore, IntegrityError
        As soon as it is read.

    Examples
    --------
    >>> import graphcrm
    >>> ws = graphcrm.Workspace("team.graphcrm")                                    # doctest: +SKIP
    >>> ws.account("HY").key_influencers(top=5).to_frame()                          # doctest: +SKIP
    >>> ws.what_if(account="HY", set={"c4": 0}, remove="c6")                        # doctest: +SKIP
    """

    def __init__(self, url: str | Path | None = None, *, caller: Caller | None = None) -> None:
        self.url = str(url if url is not None else os.environ.get("GRAPHCRM_WORKSPACE") or "workspace.graphcrm")
        self.caller = caller or Caller.here()

    def __repr__(self) -> str:
        return f"Workspace({self.url!r})" if "://" not in self.url else "Workspace(<a team's store>)"

    # -- what is there ---------------------------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """``config.toml`` in the team's folder laid over the defaults."""
        folder = team_folder(self.url)
        return load_settings(folder / "config.toml" if folder else None)

    @property
    def own_queries(self) -> Path | None:
        """Folder of the team's own queries, if there is one."""
        folder = team_folder(self.url)
        return folder / "queries" if folder and (folder / "queries").is_dir() else None

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """Every named query, the team's own included."""
        from graphcrm.asking.catalogue import catalogue

        return catalogue(self.own_queries)

    @property
    def absent(self) -> bool:
        """Whether the file of the workspace is not there yet."""
        return "://" not in self.url and not os.path.lexists(self.url)

    def open(self, *, create: bool = False) -> Store:
        """The store itself; whoever waits for another writer is told so."""
        from graphcrm.store import open_store

        return open_store(self.url, create=create, on_wait=self.caller.wait)

    def create(self) -> None:
        """Start an empty workspace; an existing one is left as it is."""
        self.open(create=True).close()

    # -- asking ----------------------------------------------------------------------------------------------------------

    def query(self, name: str, /, **params: Any) -> Result:
        """Answer a named query; parameters are the options of the command line, with underscores.

        Raises
        ------
        UsageError
            An unknown query, id or parameter, or a value that does not fit; near misses are named.
        """
        from graphcrm.asking.ask import Ask
        from graphcrm.asking.catalogue import find_query
        from graphcrm.asking.parameters import read_parameters
        from graphcrm.asking.result import run

        query = find_query(name, self.own_queries)
        given = read_parameters(query, params)
        subject = str(given.get("account") or given.get("opportunity") or "")
        days = [self._day(given.get("as_of"))]
        if "since" in given:
            days.append(self._day(given["since"]))
        snapshot, *earlier = self._read(days, f"query {query.name}", subject, restricted=query.restricted)
        return run(Ask(query, snapshot, given, earlier[0] if earlier else None))

    def snapshot(self, as_of: Day = None) -> Snapshot:
        """What was true on a day, today by default."""
        return self._read([self._day(as_of)], "snapshot", "")[0]

    def account(
        self, account: str, opportunity: str | None = None, *, as_of: Day = None, vendor: str | None = None
    ) -> Account:
        """One account, or one of its decisions: what is asked of it need not repeat the context.

        Raises
        ------
        UsageError
            There is no such account or opportunity.
        """
        from graphcrm.graph.context import resolve
        from graphcrm.workspace.account import Account

        day = self._day(as_of)
        found = resolve(self._read([day], "account", account)[0], account, opportunity, vendor)
        return Account(self, found.account.id, found.account.name, opportunity, day, vendor)

    @overload
    def influence_graph(
        self,
        account: str | None = ...,
        opportunity: str | None = ...,
        *,
        as_of: Day = ...,
        vendor: str | None = ...,
        derived: bool = ...,
        min_confidence: str | None = ...,
        backend: None = ...,
    ) -> nx.DiGraph: ...

    @overload
    def influence_graph(
        self,
        account: str | None = ...,
        opportunity: str | None = ...,
        *,
        as_of: Day = ...,
        vendor: str | None = ...,
        derived: bool = ...,
        min_confidence: str | None = ...,
        backend: Literal["arrays"],
    ) -> CsrGraph: ...

    def influence_graph(
        self,
        account: str | None = None,
        opportunity: str | None = None,
        *,
        as_of: Day = None,
        vendor: str | None = None,
        derived: bool = True,
        min_confidence: str | None = None,
        backend: Literal["arrays"] | None = None,
    ) -> nx.DiGraph | CsrGraph:
        """The influence graph of a decision: u → v with weight ŵ means that u moves v.

        A ``networkx.DiGraph`` with names, grades and support as attributes of the people; with ``backend="arrays"`` the compact
        graph for large networks. Measures that reward incoming edges (PageRank, Katz, eigenvector) want ``graph.reverse()``.
        """
        from graphcrm.analysis.situation import Situation
        from graphcrm.asking.options import DECISION
        from graphcrm.graph.influence import GraphOptions

        if backend not in (None, "arrays"):
            raise UsageError(
                Text(f"没有后端“{backend}”;可用:arrays", f"there is no backend “{backend}”; there is arrays")
            )
        grade = next(o for o in DECISION if o.key == "min_confidence").read(min_confidence)
        snapshot = self._read([self._day(as_of)], "graph", account or opportunity or "")[0]
        situation = Situation.of(snapshot, account, opportunity, vendor, GraphOptions(derived, grade))
        if backend == "arrays":
            from graphcrm.graph.csr import CsrGraph

            return CsrGraph.from_influence(situation.graph)
        from graphcrm.graph.digraph import to_digraph

        return to_digraph(situation.graph, {p: s.level for p, s in situation.support.items()})

    def map(
        self,
        kind: str,
        output: str | Path,
        *,
        account: str | None = None,
        opportunity: str | None = None,
        vendor: str | None = None,
        as_of: Day = None,
        edition: str = "internal",
        lang: Lang | None = None,
        theme: Literal["light", "dark"] = "light",
        pdf: bool = False,
        derived: bool = True,
        min_confidence: str | None = None,
        seed: int = 20240101,
        force: bool = False,
    ) -> Sequence[Path]:
        """Draw a map into a file (and a PDF beside it); gives the paths.

        Raises
        ------
        UsageError
            An unknown kind, edition or id, or a file that exists and may not be overwritten.
        """
        from graphcrm.graph.influence import GraphOptions
        from graphcrm.maps.draw import draw_map

        target = Path(output)
        if target.exists() and not force:
            raise UsageError(Text(f"{output} 已存在;加 --force 覆盖", f"{output} exists; overwrite it with --force"))
        snapshot = self._read([self._day(as_of)], f"map {kind} {edition}", account or opportunity or "")[0]
        said = lang or default_lang()
        return draw_map(
            snapshot,
            target,
            kind=kind,
            edition=edition,
            account=account,
            opportunity=opportunity,
            vendor=vendor,
            options=GraphOptions(derived=derived, min_confidence=min_confidence),
            seed=seed,
            lang="zh" if said == "zh" else "en",
            theme=theme,
            pdf=pdf,
        )

    def history(self, which: str | None = None) -> tuple[Sequence[Change], Sequence[Version]]:
        """All changes; with an id, every version of what is recorded about it."""
        with self.open() as store:
            return store.history(which)

    def trail(self) -> Sequence[AuditEntry]:
        """The audit trail, oldest first."""
        with self.open() as store:
            return store.audit()

    # -- changing --------------------------------------------------------------------------------------------------------

    def import_tables(
        self,
        *paths: str | Path,
        source: str | None = None,
        reported_by: str | None = None,
        observed_at: Day = None,
        currency: str | None = None,
        today: Day = None,
        mapping: str | Path | None = None,
        accept_valid: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Outcome:
        """Import tables: folders, CSV files, workbooks, JSON documents; all or nothing unless `accept_valid`.

        `mapping` is a file that says what an export of another system stands for (:mod:`graphcrm.ingest.mapping`).

        Raises
        ------
        Refused
            There are errors; the problems are on it.
        """
        from graphcrm.ingest.plan import plan_import

        options = self._import_options(source, reported_by, observed_at, currency, today, accept_valid, mapping)
        return self._import(
            lambda existing: plan_import(paths, existing=existing, options=options, progress=progress), dry_run
        )

    def validate(
        self,
        *paths: str | Path,
        source: str | None = None,
        reported_by: str | None = None,
        observed_at: Day = None,
        currency: str | None = None,
        today: Day = None,
        mapping: str | Path | None = None,
    ) -> ImportPlan:
        """Check files as an import would; nothing is written. Facts of the workspace count where there is one."""
        from graphcrm.ingest.plan import plan_import

        options = self._import_options(source, reported_by, observed_at, currency, today, mapping=mapping)
        if self.absent:
            return plan_import(paths, existing={}, options=options)
        with self.open() as store:
            return plan_import(paths, existing=store.read(None), options=options)

    def import_network(
        self,
        edges: str | Path,
        nodes: str | Path | None = None,
        *,
        ties: Mapping[str, str],
        account: str = "NET",
        name: str | None = None,
        today: Day = None,
        dry_run: bool = False,
    ) -> Outcome:
        """Import an organisational network; `ties` says what each type of tie means.

        Raises
        ------
        Refused
            There are errors; the problems are on it.
        """
        from graphcrm.ingest.network import plan_network

        options = self._import_options(today=today)
        called = name or Path(edges).resolve().parent.name
        return self._import(
            lambda existing: plan_network(
                edges, nodes, ties=ties, existing=existing, options=options, account=account, account_name=called
            ),
            dry_run,
        )

    def edit(
        self,
        kind: str,
        /,
        *ends: str,
        end: Day = None,
        correct: bool = False,
        dry_run: bool = False,
        values: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Outcome:
        """Change one fact, checked like an import: ``edit("person", "c6", title="…")``, ``edit("edge", "STANCE", "c4", "US", level=0)``.

        `ends` is the id of a record, or kind and both ends of a relation (person and opportunity of a role). A new judgement
        without a date starts a new version today; `correct` rewrites the old one. `end` is the day from which a relation holds no more.
        Columns whose names are those of parameters go into `values`.

        Raises
        ------
        UsageError, Refused
            What was asked makes no sense, or breaks a rule of the data model.
        """
        from graphcrm.workspace import editing

        table = editing.table_of(kind)
        given = editing.assignments({**(values or {}), **more}, table)
        wanted = 1 if kind in editing.NODES else len(editing.PAIRS[kind][1])
        if len(ends) != wanted:
            names = ("id",) if kind in editing.NODES else editing.PAIRS[kind][1]
            raise UsageError(Text(f"edit {kind} 需要:{' '.join(names)}", f"edit {kind} needs {' '.join(names)}"))
        last = None if end is None else self._day(end, "--end").isoformat()

        def row(existing: Any) -> Row:
            if kind in editing.NODES:
                return editing.record(kind, ends[0], given, existing)
            today = self.caller.today().isoformat()
            return editing.relation(kind, ends, given, existing, today=today, end=last, correct=correct)

        return self._apply(f"edit {kind}", table.name, row, dry_run)

    def assess(
        self,
        person: str,
        /,
        *,
        by: str,
        date: Day = None,
        vendor: str | None = None,
        dry_run: bool = False,
        **scores: Any,
    ) -> Outcome:
        """Record a six-dimension assessment, each dimension −1 to 3.

        Raises
        ------
        UsageError, Refused
            An unknown dimension, or a row that breaks a rule.
        """
        from graphcrm.workspace import editing

        day = self._day(date, "--date").isoformat()
        given = editing.assignments(scores, editing.ASSESSMENTS)
        row = editing.assessment(person, by, day, vendor, given)
        return self._apply("assess", editing.ASSESSMENTS.name, lambda existing: row, dry_run)

    def log(
        self, kind: str, people: Iterable[str], /, *, date: Day = None, dry_run: bool = False, **values: Any
    ) -> Outcome:
        """Log an interaction of ours and theirs; never the text of a message.

        Raises
        ------
        UsageError, Refused
            An unknown column, or a row that breaks a rule.
        """
        from graphcrm.workspace import editing

        day = self._day(date, "--date").isoformat()
        given = editing.assignments(values, editing.INTERACTIONS)
        row = editing.interaction(kind, tuple(people), day, given)
        return self._apply("log", editing.INTERACTIONS.name, lambda existing: row, dry_run)

    # -- inside ----------------------------------------------------------------------------------------------------------

    def _day(self, value: Day, name: str = "--as-of") -> date:
        from graphcrm.asking.options import Kind, Option

        read = Option(name.removeprefix("--"), Kind.DAY, Text("", "")).read(value)
        return self.caller.today() if read is None else date.fromisoformat(read)

    def _read(self, days: Sequence[date], action: str, subject: str, *, restricted: bool = False) -> list[Snapshot]:
        """Snapshots of some days, read at once; that they were read stands in the audit trail."""
        from graphcrm.snapshot import take

        settings = self.settings
        with self.open() as store:
            found = [take(store, day, settings) for day in days]
            self.caller.note(store, action, subject, restricted=restricted)
        return found

    def _import_options(
        self,
        source: str | None = None,
        reported_by: str | None = None,
        observed_at: Day = None,
        currency: str | None = None,
        today: Day = None,
        accept_valid: bool = False,
        mapping: str | Path | None = None,
    ) -> ImportOptions:
        from graphcrm.ingest.mapping import read_mapping
        from graphcrm.ingest.options import ImportOptions

        return ImportOptions(
            today=self._day(today, "--today").isoformat(),
            author=self.caller.author,
            at=self.caller.now(),
            source=source,
            reported_by=reported_by,
            observed_at=None if observed_at is None else self._day(observed_at, "--observed-at").isoformat(),
            accept_valid=accept_valid,
            currency=currency or self.settings.currency,
            mapping=None if mapping is None else read_mapping(mapping),
        )

    def _import(self, plan: Planner, dry_run: bool) -> Outcome:
        """Plan and carry out; a workspace that is not there is made only when there is something to put into it."""
        from graphcrm.workspace.changing import carry_out, concluded

        if self.absent:
            first = plan({})
            if dry_run or first.change is None:
                return concluded(first, dry_run=dry_run)
            with self.open(create=True) as store:  # somebody else may have been quicker
                return carry_out(store, lambda existing: plan(existing) if existing else first)
        with self.open(create="://" in self.url and not dry_run) as store:
            return carry_out(store, plan, dry_run=dry_run)

    def _apply(self, action: str, name: str, row: Any, dry_run: bool) -> Outcome:
        """Check a row, made of what is stored, like an import and apply it."""
        from graphcrm.ingest.plan import plan_rows
        from graphcrm.model.tables import table
        from graphcrm.workspace.changing import carry_out
        from graphcrm.workspace.confirming import confirmation

        options = self._import_options()
        of = table(name)
        assert of is not None
        said: tuple[Text, ...] = ()

        def plan(existing: Any) -> ImportPlan:
            nonlocal said
            made = row(existing)
            said = confirmation(of, made, existing)
            return plan_rows({name: [made.values]}, existing=existing, options=options, command=action)

        with self.open() as store:
            outcome = carry_out(store, plan, dry_run=dry_run)
        return replace(outcome, said=said)
