"""``graphcrm map``: an interactive page, one offline HTML file."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.options import THEME, common
from graphcrm.commands.asked import declared
from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["map_"]


@command(
    "map",
    Text(
        "画交互地图,一个离线 HTML 文件。种类:influence(M1 影响力地图)、formal(M2 组织与影响叠加)、"
        "network(M10 联系网络:导入的往来,没有决策时)。\n"
        "版本:internal(团队)、shared(同事)、customer-safe(客户可见,只含组织图和正式角色)。\n\n"
        "  graphcrm map influence --account HY --as-of 2026-06-30 -o m1.html --edition shared",
        "Draw an interactive map, one HTML file that works offline. Kinds: influence (M1, the decision chain), formal (M2, "
        "formal versus informal), network (M10, who is in contact with "
        "whom in an imported network).\nEditions: internal (the team), shared (colleagues), customer-safe (chart and formal roles "
        "only).\n\n  graphcrm map influence --account HY --as-of 2026-06-30 -o m1.html --edition shared",
    ),
)
@click.argument("kind", metavar="[influence|formal|network|M1|M2|M10]")
@option("--output", "-o", Text("输出文件", "output file"), type=click.Path(), required=True)
@option("--pdf", Text("另存 PDF(需要 Chromium)", "a PDF beside it (needs Chromium)"), is_flag=True)
@option("--force", Text("覆盖已有文件", "overwrite an existing file"), is_flag=True)
@shared
def map_(kind: str, output: str, **given: Any) -> None:
    derived = not given.pop("no_derived")
    chosen = {name: value for name, value in given.items() if value is not None}
    for path in workspace().map(kind, output, lang=language(), derived=derived, **chosen):
        click.echo(Text(f"已写入 {path}", f"{path} written").say(language()))


_ASKED = ("account", "opportunity", "as_of", "vendor", "edition", "no_derived", "min_confidence", "seed")
map_.params[1:1] = declared([*map(common, _ASKED), THEME])
