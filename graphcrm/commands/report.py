"""``graphcrm report``: a document for a meeting, one offline HTML file, on request with a PDF beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from graphcrm.asking.options import THEME, common
from graphcrm.commands.asked import declared
from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["report"]


@command(
    "report",
    Text(
        "写一份报告,一个离线 HTML 文件:session(R01 客户关系策略研讨包,90 分钟议程)。\n"
        "版本:shared(同事,默认)、internal(团队)、customer-safe(客户可见)。\n\n"
        "  graphcrm report session --account HY --as-of 2026-06-30 -o session.html",
        "Write a report, one HTML file that works offline: session (R01, the pack of a 90-minute strategy session).\n"
        "Editions: shared (colleagues, the default), internal (the team), customer-safe.\n\n"
        "  graphcrm report session --account HY --as-of 2026-06-30 -o session.html",
    ),
)
@click.argument("kind", metavar="[session|R01]")
@option("--output", "-o", Text("输出文件", "output file"), type=click.Path(), required=True)
@option("--pdf", Text("另存 PDF(需要 Chromium)", "a PDF beside it (needs Chromium)"), is_flag=True)
@option("--force", Text("覆盖已有文件", "overwrite an existing file"), is_flag=True)
@shared
def report(kind: str, output: str, **given: Any) -> None:
    chosen = {name: value for name, value in given.items() if value is not None}
    for path in workspace().report(kind, output, lang=language(), **chosen):
        click.echo(Text(f"已写入 {path}", f"{path} written").say(language()))


_EDITION = replace(
    common("edition"), help=Text("给谁看(默认 shared,同事)", "for whose eyes (default shared, colleagues)")
)
_ASKED = ("account", "opportunity", "as_of", "vendor", "edition", "seed")
report.params[1:1] = declared([*(_EDITION if name == "edition" else common(name) for name in _ASKED), THEME])
