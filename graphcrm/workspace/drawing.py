"""Graphs and maps through the door."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, page_lang
from graphcrm.settings import DEFAULT_SEED
from graphcrm.workspace.base import Base, Day

if TYPE_CHECKING:
    from graphcrm.graph.csr import CsrGraph
    from graphcrm.graph.digraph import InfluenceDiGraph
    from graphcrm.maps.story import Story
    from graphcrm.pages.beside import Beside

__all__ = ["Drawing"]


class Drawing(Base):
    """What a workspace can hand out as graphs and maps."""

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
