"""The front door: a workspace, as commands, Python, notebooks and every other caller see it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, page_lang
from graphcrm.settings import DEFAULT_SEED
from graphcrm.workspace.agenda import Agenda
from graphcrm.workspace.arguments import checked
from graphcrm.workspace.base import Day
from graphcrm.workspace.briefing import Briefing
from graphcrm.workspace.doubles import Doubles
from graphcrm.workspace.everything import Everything
from graphcrm.workspace.exports import Exports
from graphcrm.workspace.guesses import Guesses
from graphcrm.workspace.portfolios import Portfolios
from graphcrm.workspace.privacy import Privacy
from graphcrm.workspace.scenarios import Scenarios
from graphcrm.workspace.upkeep import Upkeep

if TYPE_CHECKING:
    from graphcrm.asking.result import Result
    from graphcrm.graph.csr import CsrGraph
    from graphcrm.graph.digraph import InfluenceDiGraph
    from graphcrm.maps.story import Story
    from graphcrm.model.facts import Change, Version
    from graphcrm.pages.beside import Beside
    from graphcrm.snapshot import Snapshot
    from graphcrm.store.base import AuditEntry
    from graphcrm.workspace.account import Account
    from graphcrm.workspace.anonymised import Anonymised

__all__ = ["Workspace"]


@checked
class Workspace(Scenarios, Agenda, Everything, Guesses, Doubles, Privacy, Exports, Briefing, Portfolios, Upkeep):
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
    On the workspace that ``graphcrm demo`` makes; what is written can be taken back with :meth:`undo`.

    >>> import graphcrm
    >>> ws = graphcrm.Workspace("demo-out/demo.graphcrm")
    >>> ws.key_influencers(account="HY", as_of="2026-06-30", top=2).to_frame()[["id", "band"]]
       id band
    0  c2    A
    1  c4    A
    >>> hy = ws.account("HY", "HY-CORE", as_of="2026-06-30")
    >>> [round(row["delta"], 2) for row in hy.what_if(set={"c4": 0}).rows]
    [0.16]
    >>> hy.map("influence", "m1.html")
    [PosixPath('m1.html')]
    >>> ws.edit("person", "c6", title="Chief architect", dry_run=True)
    <dry run, nothing written: 0 created, 1 updated, 0 unchanged, 0 closed>
    """

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

        day, where = self._day(as_of), self._where(account, opportunity, vendor)
        found = resolve(self._read([day], "account", where["account"])[0], **where)
        return Account(self, found.account.id, found.account.name, where["opportunity"], day, where["vendor"])

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
    ) -> InfluenceDiGraph: ...

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
    ) -> InfluenceDiGraph | CsrGraph:
        """The influence graph of a decision: u → v with weight ŵ means that u moves v.

        A ``networkx.DiGraph`` with names, grades and support as attributes of the people; with ``backend="arrays"`` the compact
        graph for large networks. Measures that reward incoming edges (PageRank, Katz, eigenvector) want ``graph.reverse()``.
        """
        from graphcrm.analysis.situation import Situation
        from graphcrm.asking.options import common
        from graphcrm.graph.influence import GraphOptions

        if backend not in (None, "arrays"):
            raise UsageError(
                Text(f"没有后端“{backend}”；可用：arrays", f"there is no backend “{backend}”; there is arrays")
            )
        grade = common("min_confidence").read(min_confidence)
        where = self._where(account, opportunity, vendor)
        snapshot = self._read([self._day(as_of)], "graph", where["account"] or where["opportunity"] or "")[0]
        situation = Situation.of(snapshot, **where, options=GraphOptions(derived, grade))
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
        edition: str = "shared",
        lang: Lang | None = None,
        theme: Literal["auto", "light", "dark"] = "auto",
        pdf: bool = False,
        svg: bool = False,
        png: bool = False,
        derived: bool = True,
        min_confidence: str | None = None,
        seed: int = DEFAULT_SEED,
        force: bool = False,
        story: str | Path | None = None,
        pins: str | Path | Literal[False] | None = None,
        **asked: Any,
    ) -> Sequence[Path]:
        """Draw a map into a file, on request with a PDF, SVG or PNG beside it; gives the paths.

        A map that pictures a query takes the options of that query, too: ``ws.map("route", "r.html", to="c4")``. The file is
        the shared edition, without what was said in confidence, unless another edition is asked for. `story` is a file of views
        that the page steps through when it is presented (:mod:`graphcrm.maps.story`). Cards stand where `pins` says, a file that
        a page has saved; without one, where ``pins/ACCOUNT.KIND.json`` beside the workspace says, if it is there (the caller is
        told so); with ``pins=False`` where the layout puts them.

        Raises
        ------
        InputError
            A file of pins that cannot be read as one.
        UsageError
            An unknown kind, edition or id, a value that does not fit, or a file that exists and may not be overwritten.
        """
        from graphcrm.asking.options import THEME, common
        from graphcrm.files import refuse_existing, refuse_no_page
        from graphcrm.graph.influence import GraphOptions
        from graphcrm.maps.asked import Days, kind_options, read_asked
        from graphcrm.maps.draw import draw_map
        from graphcrm.maps.kinds.registry import find_kind

        drawn, target = find_kind(kind), Path(output)
        told = self._story(story)
        where = self._where(account, opportunity, vendor)
        values = read_asked(drawn, self._given(asked, kind_options()))
        forms: tuple[tuple[Beside, bool], ...] = (("pdf", pdf), ("svg", svg), ("png", png))
        beside = [form for form, wanted in forms if wanted]
        refuse_no_page(target, [form for form, _ in forms])
        refuse_existing(target, *(target.with_suffix(f".{form}") for form in beside), force=force)
        options = GraphOptions(derived, common("min_confidence").read(min_confidence))
        random, colours = common("seed").read(seed), THEME.read(theme)
        day = self._day(as_of)
        since = self._day(values["since"]) if "since" in values else None
        days = Days.of(drawn, day, self.settings, since, values.get("dates") or 1)
        read = self._read(days.all, f"map {drawn.code} {edition}", where["account"] or where["opportunity"] or "")
        places = self._places(pins)
        return draw_map(
            read[0],
            target,
            kind=drawn.code,
            edition=edition,
            **where,
            options=options,
            seed=random,
            lang=page_lang(lang),
            theme=colours,
            beside=beside,
            asked=days.asked(values, read),
            story=told,
            pinned=places,
            tell=self.caller.tell,
        )

    def _story(self, path: str | Path | None) -> Story | None:
        from graphcrm.maps.story import read_story

        return None if path is None else read_story(Path(path))

    def anonymised(self) -> Anonymised:
        """The same workspace with codes for people, organisations and decisions, for what is to circulate widely."""
        from graphcrm.workspace.anonymised import Anonymised

        return Anonymised(self)

    def history(self, which: str | None = None) -> tuple[Sequence[Change], Sequence[Version]]:
        """All changes; with an id, every version of what is recorded about it."""
        with self.open() as store:
            return store.history(which)

    def trail(self) -> Sequence[AuditEntry]:
        """The audit trail, oldest first."""
        with self.open() as store:
            return store.audit()
