"""``graphcrm report``: a document for a meeting, one offline HTML file, on request with a PDF beside it."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.options import THEME
from graphcrm.commands.asked import declared, page_options
from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.giving import file_written, force_option
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import anonymise_options, named_or_not, say
from graphcrm.i18n import Text
from graphcrm.reports.kinds.registry import OPTIONS

__all__ = ["report"]


@command(
    "report",
    Text(
        "写一份报告,一个离线 HTML 文件。种类:session(R01 研讨包,90 分钟议程)、decision(R02 决策链)、"
        "coverage(R03 覆盖与接触)、risks(R04 风险台账)、card(R05 关键客户拓展卡片,需要 --person)、dossier(R06 客户档案)、"
        "plan(R07 行动计划)、partners(R08 供应商与第三方)、handover(R09 交接,需要 --ours)。\n"
        "版本:shared(同事,默认)、internal(团队)、customer-safe(客户可见)。\n\n"
        "  graphcrm report session --account HY --as-of 2026-06-30 -o session.html",
        "Write a report, one HTML file that works offline. Kinds: session (R01, the pack of a 90-minute session), decision (R02, the "
        "decision chain), coverage (R03, coverage and contact), risks (R04, the risk register), card (R05, a key person; needs "
        "--person), dossier (R06, the account), plan (R07, actions), partners (R08, suppliers and third parties), handover (R09; "
        "needs --ours).\n"
        "Editions: shared (colleagues, the default), internal (the team), customer-safe.\n\n"
        "  graphcrm report session --account HY --as-of 2026-06-30 -o session.html",
    ),
)
@click.argument("kind", metavar="KIND")
@option("--output", "-o", Text("输出文件", "output file"), type=click.Path(), required=True)
@option("--pdf", Text("另存 PDF(需要 Chromium)", "a PDF beside it (needs Chromium)"), is_flag=True)
@option("--xlsx", Text("另存工作簿,每张表一页", "a workbook beside it, a sheet for each table"), is_flag=True)
@option(
    "--pptx",
    Text("另存可编辑的幻灯片(需要 graphcrm[office])", "slides that can be edited beside it (needs graphcrm[office])"),
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


report.params[1:1] = declared([*page_options("seed"), *OPTIONS.values(), THEME])
