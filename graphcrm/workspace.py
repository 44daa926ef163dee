"""The library's front door: a workspace, as the command line sees it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.result import Result, run
from graphcrm.errors import UsageError
from graphcrm.graph.context import resolve
from graphcrm.graph.influence import GraphOptions, build
from graphcrm.i18n import Lang, Text
from graphcrm.settings import load_settings, team_folder
from graphcrm.snapshot import Snapshot, take
from graphcrm.store import open_store

if TYPE_CHECKING:
    from graphcrm.graph.csr import CsrGraph
    from graphcrm.graph.digraph import InfluenceDiGraph

__all__ = ["Workspace"]


class Workspace:
    """An existing workspace, by the path of its file or the URL of its store. It is opened for each call and then closed.

    Raises
    ------
    StoreUnavailable, NotAStore, IntegrityError
        As soon as it is read.
    """

    def __init__(self, url: str | Path) -> None:
        self.url = str(url)

    def snapshot(self, as_of: date | None = None) -> Snapshot:
        """What was true on a day, today by default."""
        folder = team_folder(self.url)
        settings = load_settings(folder / "config.toml" if folder else None)
        with open_store(self.url) as store:
            return take(store, as_of or date.today(), settings)

    def query(self, name: str, *, as_of: date | None = None, lang: Lang = "en", **params: Any) -> Result:
        """Answer a named query; parameters are the options of the command line, with underscores.

        Raises
        ------
        UsageError
            An unknown query, id or parameter.
        """
        folder = team_folder(self.url)
        query = find_query(name, folder / "queries" if folder else None)
        return run(Ask(query, self.snapshot(as_of), {**query.defaults, **params}, lang))

    @overload
    def influence_graph(
        self,
        account: str | None = ...,
        opportunity: str | None = ...,
        *,
        as_of: date | None = ...,
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
        as_of: date | None = ...,
        derived: bool = ...,
        min_confidence: str | None = ...,
        backend: Literal["arrays"],
    ) -> CsrGraph: ...

    def influence_graph(
        self,
        account: str | None = None,
        opportunity: str | None = None,
        *,
        as_of: date | None = None,
        derived: bool = True,
        min_confidence: str | None = None,
        backend: Literal["arrays"] | None = None,
    ) -> InfluenceDiGraph | CsrGraph:
        """The influence graph of a decision: u → v with weight ŵ means that u moves v.

        It is a ``networkx.DiGraph`` with names, grades and weights as attributes; ``backend="arrays"`` gives a large network
        as a :class:`~graphcrm.graph.csr.CsrGraph`. Measures that reward incoming edges (PageRank, Katz, eigenvector) want
        ``graph.reverse()``.

        Raises
        ------
        UsageError
            An unknown id or backend.
        """
        if backend not in (None, "arrays"):
            raise UsageError(
                Text(f"没有图后端“{backend}”;可用 arrays", f"there is no graph backend “{backend}”; there is “arrays”")
            )
        snapshot = self.snapshot(as_of)
        context = resolve(snapshot, account, opportunity)
        graph = build(snapshot, context, GraphOptions(derived, min_confidence))
        if backend == "arrays":
            from graphcrm.graph.csr import CsrGraph

            return CsrGraph.from_influence(graph)
        from graphcrm.graph.digraph import to_digraph

        return to_digraph(graph)
