"""``graphcrm export``: the workbook, tables, a graph, load files for a CRM, a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from graphcrm.asking.options import common
from graphcrm.commands.asked import declared
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.completing import ids, labels
from graphcrm.commands.giving import file_written
from graphcrm.commands.language import language
from graphcrm.commands.session import anonymise_options, named_or_not, tell
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.workspace.exports import FORMATS, Exported

__all__ = ["export"]


#: Files that are told one by one.
_MOST_NAMED = 3
_NEW = Text("无此行", "no such row")


@command("export")
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
