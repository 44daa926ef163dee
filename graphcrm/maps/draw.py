"""Draw a map of a snapshot into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.known import Known
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.files import write_whole
from graphcrm.graph.influence import GraphOptions
from graphcrm.i18n import Text
from graphcrm.maps.kinds.chart import Asking, ChartKind
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.kinds.registry import KINDS, find_kind
from graphcrm.maps.page import render
from graphcrm.maps.pins import LAID_OUT, Pinned, with_pins
from graphcrm.maps.records.asked import NOTHING, MapAsked
from graphcrm.maps.story import Story
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.pages.beside import Beside, write_beside
from graphcrm.pages.shell import PageLang, Theme
from graphcrm.settings import DEFAULT_SEED
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined
from graphcrm.threads import one_thread

__all__ = ["draw_map"]


_NOBODY = Text(
    "这个客户还没有录入任何人。请填写模板：graphcrm import --template",
    "Nobody of this account is recorded yet. A workbook to fill in: graphcrm import --template",
)
_NO_STORY = Text("{kind}没有讲解（--story）", "the {kind} takes no --story")


@one_thread()
def draw_map(
    snapshot: Snapshot,
    target: Path,
    *,
    kind: str = "influence",
    edition: str = "shared",
    account: str | None = None,
    opportunity: str | None = None,
    vendor: str | None = None,
    options: GraphOptions = GraphOptions(),
    seed: int = DEFAULT_SEED,
    lang: PageLang = "en",
    theme: Theme = "auto",
    beside: Sequence[Beside] = (),
    asked: MapAsked = NOTHING,
    story: Story | None = None,
    pinned: Pinned = LAID_OUT,
    tell: Callable[[Text], None] = lambda _: None,
) -> list[Path]:
    """Write the page, and files of it `beside`, and return the paths; the same snapshot gives the same bytes.

    A file is made to be handed on, so it is the shared edition unless another is asked for.

    Where no decision is recorded, a map of shares in one has nothing to show: the network of contacts is drawn instead, and
    the page says so.

    Where people stand in lanes, the places that `pinned` gives win over the layout; `tell` is told where they come from.

    Raises
    ------
    InputError
        A file of pins that cannot be read as one.
    UsageError
        An unknown kind or edition, a kind that may not be drawn for that edition, an unknown account or opportunity, more
        than 2,000 people, or a file that cannot be written.
    """
    chosen = find_kind(kind)
    readers = _edition(edition, chosen)
    lanes = isinstance(chosen, MapKind) and chosen.lanes and "from" not in asked.values
    if pinned.file and not lanes:
        raise UsageError(_NO_PLACES.format(others=joined(k.code for k in KINDS.values() if k.lanes)))
    known = Known()
    situation = known.situation(snapshot, account, opportunity, vendor, options)
    instead = situation.undecided if chosen.about_decision and readers.insight else None
    drawn = KINDS["network"] if instead else chosen
    if isinstance(drawn, ChartKind):
        if story is not None:
            raise UsageError(_NO_STORY.format(kind=drawn.label))
        from graphcrm.maps.chart_page import (
            chart_model,  # with drawings that no other map needs
            render_chart,
        )

        where = {"account": account, "opportunity": opportunity, "vendor": vendor}
        page = render_chart(
            chart_model(situation, _asking(known, snapshot, where, options), drawn, readers), drawn, lang, theme
        )
    else:
        if asked.earlier is not None:
            where = {"account": account, "opportunity": opportunity, "vendor": vendor}
            query = find_query("changes")
            at = Ask(query, snapshot, where, known=known).at
            asked = replace(asked, before=at(asked.earlier), nearer=tuple(map(at, asked.between)))
        model = drawn.build(situation, lambda: draw(situation, seed=seed), drawn.code, readers, asked)
        if lanes and not instead:
            model = with_pins(model, situation.context.account.id, pinned, tell)
        if instead:
            model = replace(model, notices=(instead, *model.notices))
        if not model.people:
            model = replace(model, notices=(_NOBODY, *model.notices))
        page = render(model, lang, theme, story)
    write_whole(target, page)
    return [target, *write_beside(target, beside)]


_NO_PLACES = Text(
    "这张图没有可固定的位置；可固定的是 {others} 的全图",
    "this map has no places to keep; whole maps of these kinds have: {others}",
)


def _asking(known: Known, snapshot: Snapshot, where: Mapping[str, str | None], options: GraphOptions) -> Asking:
    """Asks about the very situation that is drawn."""

    def ask(name: str, **params: Any) -> Result:
        query = find_query(name)
        given = {"no_derived": not options.derived, "min_confidence": options.min_confidence, "signed": options.signed}
        return run(Ask(query, snapshot, {**query.fitting({**where, **given}), **params}, known=known))

    return ask


def _edition(code: str, kind: MapKind | ChartKind) -> Edition:
    allowed = {e.code: e for e in kind.editions}
    if code in allowed:
        return allowed[code]
    names = ", ".join(allowed)
    if code in {e.code for e in Edition}:
        raise UsageError(
            Text(
                f"{kind.label.zh}没有 {code} 版；可选：{'、'.join(allowed)}",
                f"{kind.label.en} has no edition {code}; choose one of {names}",
            )
        )
    said = Text("没有名为“{code}”的版本。{hint}", "there is no edition “{code}”. {hint}")
    raise UsageError(said.format(code=shown(code), hint=did_you_mean(code, allowed)))
