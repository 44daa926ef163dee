"""One account, or one of its decisions: the context of every question is said once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graphcrm.dataclass import dataclass
from graphcrm.workspace.arguments import checked
from graphcrm.workspace.base import Day
from graphcrm.workspace.questions import Questions
from graphcrm.workspace.rooms import Rooms

if TYPE_CHECKING:
    from graphcrm.asking.answered import Answered
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result
    from graphcrm.graph.csr import CsrGraph
    from graphcrm.graph.digraph import InfluenceDiGraph
    from graphcrm.rendering.frame import MapPage

__all__ = ["Account", "Accounts"]


@dataclass(frozen=True)
class Account(Questions):
    """An account on a day. ``account.query("kpi")`` and ``account.kpi()`` ask it; parameters given there win over the context.

    >>> import graphcrm
    >>> hy = graphcrm.Workspace("demo-out/demo.graphcrm").account("HY", "HY-CORE", as_of="2026-06-30")
    >>> hy, hy.kpi(as_of="2026-03-31").as_of
    (<Account 华岳银行 (HY · HY-CORE) 2026-06-30>, '2026-03-31')
    >>> graph = hy.graph()
    >>> graph.nodes["c4"]["grade"], round(graph.edges["c6", "c3"]["weight"], 4)
    (4, 0.8075)
    """

    workspace: Rooms
    id: str
    name: str
    opportunity: str | None
    as_of: date
    vendor: str | None

    def __repr__(self) -> str:
        where = " · ".join(part for part in (self.id, self.opportunity) if part)
        return f"<Account {self.name} ({where}) {self.as_of.isoformat()}>"

    @property
    def context(self) -> Mapping[str, Any]:
        """What every question is asked with."""
        return {"account": self.id, "opportunity": self.opportunity, "as_of": self.as_of, "vendor": self.vendor}

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """Every named query of the workspace."""
        return self.workspace.catalogue

    def query(self, name: str, /, **params: Any) -> Result:
        """Answer a named query about this account."""
        from graphcrm.asking.catalogue import find_query

        query = find_query(name, self.workspace.own_queries)
        return self.workspace.query(name, **{**query.fitting(self.context), **params})

    def answers(self, **params: Any) -> Sequence[Answered]:
        """Every named query about this account, answered or not (:meth:`graphcrm.Workspace.answers`)."""
        return self.workspace.answers(**{**self.context, **params})

    def list(self, kind: str, /, **params: Any) -> Result:
        """What is recorded of this account: people, edges, needs … (:meth:`graphcrm.Workspace.list`)."""
        return self.workspace.list(kind, **{"account": self.id, "as_of": self.as_of, **params})

    def graph(self, backend: Literal["arrays"] | None = None, **options: Any) -> InfluenceDiGraph | CsrGraph:
        """The influence graph: a ``networkx.DiGraph``, or with ``backend="arrays"`` the compact graph for large networks."""
        found: InfluenceDiGraph | CsrGraph = self.workspace.influence_graph(
            **{**self.context, "backend": backend, **options}
        )
        return found

    def map(self, kind: str, output: str | Path, **options: Any) -> Sequence[Path]:
        """Draw a map of this account into a file."""
        return self.workspace.map(kind, output, **{**self.context, **options})

    def map_page(self, kind: str = "influence", **options: Any) -> MapPage:
        """A map of this account that a notebook displays, in the shared edition unless another is asked for."""
        from graphcrm.rendering.frame import MapPage
        from graphcrm.temporary import own_folder

        with own_folder() as folder:
            (written,) = self.map(kind, folder / "map.html", **options)
            return MapPage(f"{self.name} · {kind} · {self.as_of.isoformat()}", written.read_text("utf-8"))

    def report(self, kind: str, output: str | Path, **options: Any) -> Sequence[Path]:
        """Write a report on this account into a file."""
        return self.workspace.report(kind, output, **{**self.context, **options})

    def _repr_html_(self) -> str:
        return self.query("kpi")._repr_html_()


@checked
class Accounts(Rooms):
    """A workspace that hands out its accounts."""

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

        day, where = self._day(as_of), self._where(account, opportunity, vendor)
        found = resolve(self._read([day], "account", where["account"])[0], **where)
        return Account(self, found.account.id, found.account.name, where["opportunity"], day, where["vendor"])
