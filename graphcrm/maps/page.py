"""One HTML file from one model: a pure function. What closes and carries the page is `graphcrm.pages.shell`."""

from __future__ import annotations

from graphcrm.edition import Edition
from graphcrm.maps.agenda import agenda
from graphcrm.maps.heading import account, people_rows, subtitle, units
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.layout.views import Mode
from graphcrm.maps.legend import legend_groups
from graphcrm.maps.network import build_network, network_data
from graphcrm.maps.payload.model import people_payload
from graphcrm.maps.payload.values import in_order, numbering
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.redaction import classification, owner_words, redact
from graphcrm.maps.story import Story
from graphcrm.maps.strings import strings
from graphcrm.maps.table import column_keys
from graphcrm.maps.tools import tool_keys
from graphcrm.pages.assets import icons
from graphcrm.pages.cleaning import cleaned
from graphcrm.pages.pair import pair
from graphcrm.pages.shell import PageLang, Theme, render_page

__all__ = ["render"]


_SHELL = (
    "page/data", "page/theme", "page/language", "page/notices", "page/fold", "page/file", "page/svg", "page/sheet", "page/search",
)  # fmt: skip
_BEFORE_KIND = (
    "data", "state", "icons", "camera", "geometry", "lines", "cards", "names", "columns", "play", "scene", "callouts", "panel", "table",
    "pins", "mirror", "search", "legend", "story",
)  # fmt: skip
_AFTER_KIND = ("export", "tools", "main")


def render(
    model: MapModel, lang_default: PageLang = "en", theme_default: Theme = "auto", story: Story | None = None
) -> str:
    """The page of a map, redacted for the model's edition.

    Parameters
    ----------
    model
        What to show.
    lang_default, theme_default
        Language and theme in which the page opens; the reader can change both.
    story
        What is stepped through when the map is presented; without one the questions of a session.

    Returns
    -------
    str
        HTML; the same model gives the same bytes.

    Raises
    ------
    UsageError
        More than 2,000 people.
    InputError
        The story shows what is not on the map.
    """
    kind, edition = KINDS[model.kind], model.edition
    model = in_order(cleaned(redact(model)))
    plan = kind.layout(model)
    number = numbering(model)
    labels = strings(edition.insight)
    tools = tool_keys(kind.tools, edition)
    drawing = {
        "kind": kind.code,
        "insight": edition.insight,
        "internal": edition is Edition.INTERNAL,
        "legend": legend_groups(kind.legend, edition),
        "columns": column_keys(kind.table, edition),
        "sort": kind.sort,
        **people_payload(model, plan, number),
        **kind.more(model, plan, number),
        **({"story": story.payload(model, number)} if story else {"agenda": agenda(model, tools)}),
    }
    return render_page(
        "map.html.j2",
        data={
            "map": drawing,
            "network": network_data(build_network(model, plan.views[0], plan.mode, number)),
            "icons": icons(),
            "header": {"sub": [pair(part) for part in subtitle(model)], "banner": pair(classification(model))},
        },
        strings=labels,
        context={
            "model": model,
            "insight": edition.insight,
            # The scale of power is told by dots on cards; a crowd has none.
            "captions": [c for c in kind.captions if c != "caption.power" or plan.mode is not Mode.DOTS],
            "tools": tools,
            "account": account(model),
            "heading": kind.heading(edition),
            "sub": subtitle(model),
            "banner": (owner_words(model), model.edition.label),
            "warning": plan.warning,
            "units": units(model),
            "pages": len(plan.views) > 1,
            "days": 1 + len(model.changes.nearer) if model.changes else 1,
            "rows": people_rows(model, labels, kind.facts(model, labels)),
            "movable": edition.insight and any(view.slots for view in plan.views) and model.pins is not None,
        },
        scripts=(
            *_SHELL,
            *(f"map/{part}" for part in _BEFORE_KIND),
            f"map/kinds/{kind.code}",
            *(f"map/{part}" for part in _AFTER_KIND),
        ),
        sheets=("page", "map"),
        lang=lang_default,
        theme=theme_default,
    )
