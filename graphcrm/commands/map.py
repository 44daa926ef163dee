"""``graphcrm map``: an interactive page, one offline HTML file."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.options import THEME
from graphcrm.commands.asked import declared, page_options
from graphcrm.commands.bilingual import KindOf, command, option, shared
from graphcrm.commands.giving import file_written, force_option
from graphcrm.commands.language import language
from graphcrm.commands.session import anonymise_options, named_or_not, say
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.asked import kind_options
from graphcrm.maps.kinds.registry import EVERY

__all__ = ["map_"]


@command(
    "map",
    Text(
        f"画交互地图，一个离线 HTML 文件。种类：{'、'.join(f'{k.code}（{k.name} {k.label.zh}）' for k in EVERY.values())}。\n"
        "版本：shared（同事，默认）、internal（团队）、customer-safe（客户可见，只含组织图和正式角色）。\n\n"
        "  graphcrm map influence --account HY --as-of 2026-06-30 -o m1.html --edition shared",
        "Draw an interactive map, one HTML file that works offline. Kinds: "
        f"{', '.join(f'{k.code} ({k.name}, {k.label.en})' for k in EVERY.values())}.\n"
        "Editions: shared (colleagues, the default), internal (the "
        "team), customer-safe (chart and formal roles only).\n\n"
        "  graphcrm map influence --account HY --as-of 2026-06-30 -o m1.html --edition shared",
    ),
)
@click.argument("kind", metavar="KIND", type=KindOf(kind.code for kind in EVERY.values()))
@declared([*page_options("no_derived", "min_confidence", "seed"), THEME, *kind_options()])
@option("--output", "-o", Text("输出文件", "output file"), type=click.Path(), required=True)
@option("--pdf", Text("另存 PDF（需要 Chromium）", "a PDF beside it (needs Chromium)"), is_flag=True)
@option("--svg", Text("另存可编辑的 SVG（需要 Chromium）", "an SVG to edit beside it (needs Chromium)"), is_flag=True)
@option(
    "--png",
    Text("另存 3,840 像素的 PNG（需要 Chromium）", "a PNG of 3,840 pixels beside it (needs Chromium)"),
    is_flag=True,
)
@option(
    "--story",
    Text("演示时逐步讲解的视图，一个 TOML 文件", "views that are stepped through when it is presented, a TOML file"),
    type=click.Path(),
)
@option(
    "--pins",
    Text(
        "卡片位置：页面中“保存位置”所得的文件（默认：工作区旁的 pins/ACCOUNT.KIND.json，若有）",
        "places of cards: a file that “Save positions” in a page gave (default: pins/ACCOUNT.KIND.json beside the workspace, if any)",
    ),
    type=click.Path(),
)
@option("--no-pins", Text("不用固定的位置", "no chosen places"), is_flag=True)
@force_option
@anonymise_options
@shared
def map_(kind: str, output: str, **given: Any) -> None:
    derived = not given.pop("no_derived")
    if given.pop("no_pins"):
        if given["pins"]:
            raise UsageError(Text("--pins 与 --no-pins 不能同时用", "--pins and --no-pins exclude each other"))
        given["pins"] = False
    source = named_or_not(given, force=given["force"])
    chosen = {name: value for name, value in given.items() if value is not None}
    for path in source.map(kind, output, lang=language(), derived=derived, **chosen):
        say(file_written(path))
    if "edition" not in chosen:
        say(_SHARED)


#: A file is made to be handed on: what it leaves out unless asked is said.
_SHARED = Text(
    "共享版：不含不宜外传的诉求、依据原文和报告人姓名；--edition internal 则全部保留",
    "Shared edition: without needs in confidence, texts of evidence and names of reporters; --edition internal keeps them",
)
