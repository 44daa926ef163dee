"""One closed HTML file from a template, its data and its parts: what every map and every report stands in.

The page is closed. Its content security policy names the digests of its own scripts and styles and nothing else: no
inline handler, no `eval`, no request, no remote image, no HTML from strings (Trusted Types). The data stands in a JSON
block whose digest the script checks; an altered file shows the static list instead of the picture.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from markupsafe import Markup

from graphcrm.i18n import Text
from graphcrm.pages.assets import script, style
from graphcrm.pages.pair import pair
from graphcrm.rendering.visual import palette, templates

__all__ = ["PageLang", "Theme", "json_block", "policy", "render_page", "verbatim"]


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
    lang: PageLang,
    theme: Theme,
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


def json_block(data: Any) -> str:
    """JSON that may stand inside a script element: no character of it can end the element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def policy(scripts: list[str], style: str) -> str:
    """The content security policy of a page: these scripts and this style by their digests, and nothing else."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(digest(s) for s in scripts),
            "style-src " + digest(style),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def verbatim(own: str) -> Markup:
    """Our own code or escaped JSON, put into the template as it is; never text from a model."""
    return Markup(own)  # noqa: S704 - the digest in the policy is of exactly these characters
