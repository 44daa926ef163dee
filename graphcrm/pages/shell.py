"""One closed HTML file from a template, its data and its parts: what every map and every report stands in.

The page is closed. Its content security policy names the digests of its own scripts and styles and nothing else: no
inline handler, no `eval`, no request, no remote image, no HTML from strings (Trusted Types). The data stands in a JSON
block whose digest the script checks; an altered file shows the static list instead of the picture.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from graphcrm.i18n import Text
from graphcrm.pages.assets import script, style
from graphcrm.pages.closed import json_block, policy, verbatim
from graphcrm.pages.pair import pair
from graphcrm.rendering.visual import palette, templates

__all__ = ["PageLang", "Theme", "render_page"]

PageLang = Literal["zh", "en"]
Theme = Literal["auto", "light", "dark"]
"""``auto`` follows the reader's system."""


def render_page(
    template: str,
    *,
    data: Mapping[str, Any],
    strings: Mapping[str, Text],
    context: Mapping[str, Any],
    scripts: Sequence[str],
    sheets: Sequence[str],
    lang: PageLang = "en",
    theme: Theme = "auto",
) -> str:
    """The page; the same input gives the same bytes.

    Parameters
    ----------
    template
        File of ``visual/templates`` that extends ``shell.html.j2``.
    data
        What the script reads, as plain JSON values; `strings` and the palette are added to it.
    strings
        All labels, for the script and as ``s`` for the template.
    context
        Further values for the template.
    scripts, sheets
        Parts of our script and style sheets, both without ending, in order.
    lang, theme
        In which the page opens; the reader can change both.
    """
    labels = {key: pair(text) for key, text in sorted(strings.items())}
    block = json_block({**data, "strings": labels, "palette": palette()})
    digest = "window.graphcrmDigest=" + json.dumps(hashlib.sha256(block.encode()).hexdigest()) + ";"
    bodies = [digest, script(*scripts)]
    rules = style(*sheets)
    return (
        templates()
        .get_template(template)
        .render(
            {
                **context,
                "lang": lang,
                "theme": theme,
                "csp": policy(bodies, rules),
                "style": verbatim(rules),
                "scripts": [verbatim(body) for body in bodies],
                "block": verbatim(block),
                "s": strings,
            }
        )
    )
