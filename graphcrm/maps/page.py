"""One HTML file from one model: a pure function, and a safe way to write it.

The page is closed. Its content security policy names the digests of its own scripts and styles and nothing else: no
inline handler, no `eval`, no request, no remote image, no HTML from strings (Trusted Types). The data stands in a JSON
block whose digest the script checks; an altered file shows the static list instead of a map.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graphcrm.errors import IntegrityError, UsageError
from graphcrm.i18n import Text
from graphcrm.maps.cleaning import cleaned
from graphcrm.maps.closed import json_block, policy, verbatim
from graphcrm.maps.heading import account, static_rows, subtitle, units
from graphcrm.maps.model import Edition, MapModel
from graphcrm.maps.network import build_network, network_data
from graphcrm.maps.payload import in_order, numbering, pair, payload
from graphcrm.maps.positions import layout
from graphcrm.maps.redaction import banner, redact
from graphcrm.maps.strings import strings
from graphcrm.resources import resource

__all__ = ["Theme", "render", "write_page"]

Theme = Literal["light", "dark"]

#: The page's script, in the order in which its parts are joined.
_PARTS = (
    "data", "state", "icons", "geometry", "lines", "cards", "scene", "callouts", "panel", "table", "mirror", "search",
    "legend", "export", "tools", "main",
)  # fmt: skip


def render(model: MapModel, lang_default: Literal["zh", "en"] = "en", theme_default: Theme = "light") -> str:
    """The page of a map, redacted for the model's edition.

    Parameters
    ----------
    model
        What to show.
    lang_default, theme_default
        Language and theme in which the page opens; the reader can change both.

    Returns
    -------
    str
        HTML; the same model gives the same bytes.

    Raises
    ------
    UsageError
        More than 2,000 people.
    IntegrityError
        The vendored vis-network is not the pinned one.
    """
    model = in_order(cleaned(redact(model)))
    plan = layout(model)
    number = numbering(model)
    insight = model.edition is not Edition.CUSTOMER_SAFE
    labels = strings(insight)
    palette = json.loads(_visual("palette.json"))
    data = {
        "map": payload(model, plan, number),
        "network": network_data(build_network(model, plan.views[0], plan.mode, number)),
        "strings": {k: pair(v) for k, v in sorted(labels.items())},
        "palette": palette,
        "icons": json.loads(_visual("icons.json")),
        "header": {"sub": pair(subtitle(model)), "banner": pair(banner(model))},
    }
    block = json_block(data)
    script = "window.graphcrmDigest=" + json.dumps(hashlib.sha256(block.encode()).hexdigest()) + ";"
    style = _style(palette)
    scripts = [_vis(), script, _script()]
    return (
        _environment()
        .get_template("map.html.j2")
        .render(
            lang=lang_default,
            theme=theme_default,
            csp=policy(scripts, style),
            style=verbatim(style),
            scripts=[verbatim(s) for s in scripts],
            block=verbatim(block),
            s=labels,
            model=model,
            insight=insight,
            account=account(model),
            heading=labels["title.chart" if not insight else f"title.{model.kind}"],
            sub=subtitle(model),
            banner=banner(model),
            warning=plan.warning,
            units=units(model),
            pages=len(plan.views) > 1,
            rows=static_rows(model, labels),
        )
    )


def write_page(path: str | Path, html: str) -> None:
    """Write a page so that a reader never meets half of it: a temporary file beside it, then one rename. UTF-8 always.

    Raises
    ------
    UsageError
        The folder does not exist or cannot be written to, or the name is that of a folder, pipe or device, whose place
        a page never takes.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        raise UsageError(
            Text(
                "{path} 不是普通文件,不能写入网页", "{path} is not an ordinary file; a page cannot take its place"
            ).format(path=target)
        )
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(html.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(temporary, 0o666 & ~umask)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            Text("无法写入 {path}:{why}", "Cannot write {path}: {why}").format(path=target, why=error.strerror or error)
        ) from error


@cache
def _visual(*parts: str) -> str:
    return resource("visual", *parts).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """vis-network as pinned, without the comment that makes developer tools ask for a source map."""
    text = _visual("vendor", "vis-network.min.js")
    wanted = _visual("vendor", "vis-network.min.js.sha256").split()[0]
    if hashlib.sha256(text.encode()).hexdigest() != wanted:
        raise IntegrityError(
            Text(
                "随附的 vis-network 与登记的摘要不符;请重新安装 graphcrm。",
                "The vis-network that came with graphcrm does not have the recorded digest; install graphcrm again.",
            )
        )
    return text.split("//# sourceMappingURL=")[0].rstrip() + "\n"


@cache
def _script() -> str:
    body = "\n".join(_visual("map", f"{part}.js") for part in _PARTS)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _style(palette: dict[str, dict[str, Any]]) -> str:
    """The style sheet, with the palette as custom properties: one source for canvas and page."""
    rules = []
    for theme, colours in palette.items():
        flat = [f"--{k.replace('_', '-')}:{v}" for k, v in colours.items() if isinstance(v, str)]
        flat += [f"--{k}-{n}:{v}" for k, vs in colours.items() if isinstance(vs, dict) for n, v in vs.items()]
        rules.append(f':root[data-theme="{theme}"]{{{";".join(flat)};color-scheme:{theme}}}')
    return "\n".join(rules) + "\n" + _visual("map.css")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource("visual", "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
