"""``graphcrm store``: verify, back up, move and upgrade the workspace, and draw a team's graph anew."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import command, group, option, shared
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import say, tell, workspace, workspace_url
from graphcrm.configuration import on_server
from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text
from graphcrm.spoken import counted, in_days

__all__ = ["store"]


_FILE = Text(
    "工作区 {where} 已损坏；请从备份恢复：先移走该文件和它旁边的 -wal、-shm，再把备份复制到原处。",
    "The workspace {where} is damaged; restore it from a backup: move the file away, with -wal and -shm if they lie beside it, and copy"
    " the backup to its place.",
)
_ON_SERVER = Text(
    "工作区 {where} 已损坏；请从备份恢复：用 graphcrm store copy 把备份复制到另一个工作区名（?workspace=新名）。",
    "The workspace {where} is damaged; restore it from a backup: copy that with `graphcrm store copy` to another name of a workspace"
    " (?workspace=NEW).",
)


@group("store")
def store() -> None:
    """Commands on the store itself."""


@command("store check")
@shared
def check() -> int:
    try:
        with progress_bar() as progress:
            report = workspace().check(progress)
    except IntegrityError as error:  # so damaged that it is not opened
        tell(error.what)
        return _damaged()
    for text in report.damage:
        tell(text)
    if not report.ok:
        return 5 if report.only_misdrawn else _damaged()
    text = Text(
        f"完好：{report.changes:,} 次改动，{report.versions:,} 个版本",
        f"sound: {counted(report.changes, 'change')}, {counted(report.versions, 'version')}",
    )
    say(text)
    return 0


def _damaged() -> int:
    where = workspace().shown
    tell((_ON_SERVER if on_server(where) else _FILE).format(where=where))
    return 5


@command("store backup")
@click.argument("to", type=click.Path())
@shared
def backup(to: str) -> int:
    workspace().backup(to)
    say(Text(f"{workspace_url()} 已备份到 {to}", f"{workspace_url()} backed up to {to}"))
    return 0


@command("store copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@shared
def copy(source: str, target: str) -> int:
    names = {"source": workspace(source).shown, "target": workspace(target).shown}
    with progress_bar() as progress:
        done = workspace(source).copy_to(target, progress)
    if done.already == done.changes:
        text = Text("{target} 已与 {source} 一致", "{target} is equal to {source} already")
    elif done.already:
        text = Text(
            "{target} 从第 {next} 号改动起续传，现与 {source} 一致",
            "{target} was continued from change {next} on and is now equal to {source}",
        )
    else:
        text = Text("{source} 已复制到 {target}", "{source} copied to {target}")
    counts = Text(
        "：{changes}，{versions}，{entries}；改动链与 {days}的快照经核对一致",
        ": {changes}, {versions}, {entries}; the chain of changes and the snapshots of {days} were compared",
    )
    said = (text + counts).format(
        **names,
        next=done.already + 1,
        changes=Text(f"{done.changes:,} 次改动", counted(done.changes, "change")),
        versions=Text(f"{done.versions:,} 个版本", counted(done.versions, "version")),
        entries=Text(f"{done.entries:,} 条审计记录", counted(done.entries, "audit entry", "audit entries")),
        days=in_days(len(done.days) + 1),
    )
    say(said)
    if done.unnoted is not None:
        text = Text("未能写入来源的审计记录：{why}", "the original's audit entry could not be written: {why}")
        tell(text.format(why=done.unnoted))
    return 0


@command("store redraw")
@shared
def redraw() -> int:
    with progress_bar() as progress:
        workspace().redraw(progress)
    say(Text("已按事实重画供浏览的图", "the browsable graph was drawn anew from the facts"))
    return 0


@command("store migrate")
@option("--dry-run", Text("只说明，不做任何改动", "only say; change nothing"), is_flag=True)
@shared
def migrate(dry_run: bool) -> int:
    done = workspace().migrate(dry_run=dry_run)
    if done.found == done.known:
        text = Text(
            "{where} 已是当前格式 {known}；无需升级", "{where} has the current format {known}; there is nothing to do"
        )
    elif not done.done:
        text = Text(
            "{where} 的格式是 {found}；会先做备份，再升级到格式 {known}（--dry-run：未作任何改动）",
            "{where} has format {found}; it would be backed up and then brought up to format {known} (--dry-run: nothing was changed)",
        )
    else:
        text = Text(
            "{where} 已从格式 {found} 升级到 {known}；升级前的备份：{backup}",
            "{where} was brought up from format {found} to {known}; the backup from before is {backup}",
        )
    said = text.format(where=workspace().shown, found=done.found, known=done.known, backup=done.backup)
    say(said)
    return 0


store.add_command(check)
store.add_command(copy)
store.add_command(backup)
store.add_command(migrate)
store.add_command(redraw)
