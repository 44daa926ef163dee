"""``graphcrm export``: the workbook, tables, a graph, load files for a CRM, a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from graphcrm.asking.options import common
from graphcrm.commands.asked import declared
from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.completing import ids, labels
from graphcrm.commands.giving import file_written
from graphcrm.commands.session import anonymise_options, named_or_not, tell
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.workspace.exports import FORMATS, Exported

__all__ = ["export"]


#: Files that are told one by one.
_MOST_NAMED = 3
_NEW = Text("无此行", "no such row")


@command(
    "export",
    Text(
        "把工作区里的内容导出：xlsx（与模板相同的工作簿，原样导入不变）、csv（文件夹）、json、graphml、gexf、cypher、"
        "salesforce 与 hubspot（装载文件，只含不同之处）、ics（某位我方人员的日历）。\n"
        "版本：internal（团队）、shared（同事，无报告人与证据）、customer-safe（仅一个客户的组织图）。\n\n"
        "  graphcrm export xlsx -o hy.xlsx\n  graphcrm export salesforce --against Contact.csv --dry-run\n"
        "  graphcrm export ics --owner u1 -o u1.ics",
        "Give out what is recorded: xlsx (the workbook of the template; importing it unchanged changes nothing), csv (a folder), json, "
        "graphml, gexf, cypher, salesforce and hubspot (load files, only what differs), ics (the calendar of one of ours).\n"
        "Editions: internal (the team), shared (colleagues: no reporters, no evidence), customer-safe (one customer's chart).\n\n"
        "  graphcrm export xlsx -o hy.xlsx\n  graphcrm export salesforce --against Contact.csv --dry-run\n"
        "  graphcrm export ics --owner u1 -o u1.ics",
    ),
)
@click.argument("form", metavar=f"[{'|'.join(FORMATS)}]", shell_complete=labels(FORMATS))
@declared([common("account"), common("as_of"), common("edition")])
@option(
    "--output",
    "-o",
    Text("输出文件；csv 与装载文件为文件夹", "output file; a folder for csv and load files"),
    type=click.Path(),
)
@option(
    "--owner",
    Text("谁的日历（ics）：我方人员的编号", "whose calendar (ics): the id of one of ours"),
    shell_complete=ids("person"),
)
@option("--mapping", Text("CRM 的字段（TOML）", "the fields of the CRM (TOML)"), type=click.Path())
@option(
    "--against",
    Text(
        "CRM 现有内容的导出（可多次）：只写不同之处",
        "an export of what the CRM has (repeatable): only what differs is written",
    ),
    type=click.Path(),
    multiple=True,
)
@option("--dry-run", Text("只说明，不写文件", "say what would be written, write nothing"), is_flag=True)
@option("--force", Text("覆盖已有文件", "overwrite existing files"), is_flag=True)
@anonymise_options
@shared
def export(form: str, output: str | None, against: Sequence[str], **given: Any) -> None:
    source = named_or_not(given, force=given["force"])
    chosen = {name: value for name, value in given.items() if value is not None}
    done = source.export(form, output, against=against, lang=language(), **chosen)
    for text in done.remarks:
        tell(text)
    for line in _differences(done):
        click.echo(harmless(line))
    for text in _files(done, output or ""):
        click.echo(harmless(text.say(language())))


def _files(done: Exported, output: str) -> Sequence[Text]:
    """The files that were written; of a folder how many there are."""
    if len(done.files) > _MOST_NAMED:
        n = len(done.files)
        return [Text(f"已在 {output} 写入 {n} 个文件", f"{n} files written to {output}")]
    return [file_written(path) for path in done.files]


def _differences(done: Exported) -> Sequence[str]:
    """A line for each field that would change, where nothing was written."""
    if done.files:
        return ()
    new = _NEW.say(language())
    return [
        f"{one.file} {one.row}  {one.field}: {new if one.before is None else one.before or '—'} → {one.after or '—'}"
        for one in done.differences
    ]
