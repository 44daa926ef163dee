"""``graphcrm report``: a document for a meeting, one offline HTML file, on request with a PDF beside it."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.options import THEME
from graphcrm.commands.asked import declared, page_options
from graphcrm.commands.bilingual import KindOf, command, option, shared
from graphcrm.commands.giving import file_written, force_option
from graphcrm.commands.language import language
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import anonymise_options, named_or_not, say
from graphcrm.i18n import Text
from graphcrm.reports.kinds.registry import OPTIONS, REPORTS, ReportKind
from graphcrm.spoken import joined

__all__ = ["report"]


def _listed(kind: ReportKind) -> Text:
    """A kind in the help: code, number, what it is called and what has to be given."""
    needs = Text("".join(f"，需要 --{key}" for key in kind.needs), "".join(f"; needs --{key}" for key in kind.needs))
    said = Text("{code}（{number} {label}{needs}）", "{code} ({number}, {label}{needs})")
    return said.format(code=kind.code, number=kind.number, label=kind.label, needs=needs)


_KINDS = joined(map(_listed, REPORTS.values()))


@command(
    "report",
    Text(
        f"写一份报告，一个离线 HTML 文件。种类：{_KINDS.zh}。\n"
        "版本：shared（同事，默认）、internal（团队）、customer-safe（客户可见）。\n\n"
        "  graphcrm report session --account HY --as-of 2026-06-30 -o session.html",
        f"Write a report, one HTML file that works offline. Kinds: {_KINDS.en}.\n"
        "Editions: shared (colleagues, the default), internal (the team), customer-safe.\n\n"
        "  graphcrm report session --account HY --as-of 2026-06-30 -o session.html",
    ),
)
@click.argument("kind", metavar="KIND", type=KindOf(REPORTS))
@declared([*page_options("seed"), *OPTIONS.values(), THEME])
@option("--output", "-o", Text("输出文件", "output file"), type=click.Path(), required=True)
@option("--pdf", Text("另存 PDF（需要 Chromium）", "a PDF beside it (needs Chromium)"), is_flag=True)
@option("--xlsx", Text("另存工作簿，每张表一页", "a workbook beside it, a sheet for each table"), is_flag=True)
@option(
    "--pptx",
    Text("另存可编辑的幻灯片（需要 graphcrm[office]）", "slides that can be edited beside it (needs graphcrm[office])"),
    is_flag=True,
)
@force_option
@anonymise_options
@shared
def report(kind: str, output: str, **given: Any) -> None:
    source = named_or_not(given, force=given["force"])
    chosen = {name: value for name, value in given.items() if value is not None}
    with progress_bar() as progress:
        paths = source.report(kind, output, lang=language(), progress=progress, **chosen)
    for path in paths:
        say(file_written(path))
