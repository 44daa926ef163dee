"""``graphcrm store``: verify, back up and move the workspace."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import BilingualGroup, command, language, shared
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import author, now, open_workspace, workspace_url
from graphcrm.i18n import Text

__all__ = ["store"]


@click.group(
    "store",
    cls=BilingualGroup,
    text=Text("检查、备份与搬迁工作区。", "Verify, back up and move the workspace."),
)
def store() -> None:
    """Commands on the store itself."""


@command(
    "check",
    Text(
        "校验全部内容:存储引擎、每行校验和、各类总数、改动链与审计链。损坏则退出码 5。\n\n  graphcrm store check",
        "Verify everything: the engine, every row's checksum, the totals, the chains of changes and audit entries. "
        "Damage gives exit code 5.\n\n  graphcrm store check",
    ),
)
@shared
def check() -> int:
    with open_workspace() as opened, progress_bar() as progress:
        report = opened.check(progress)
    for text in report.damage:
        click.echo(text.say(language()), err=True)
    if not report.ok:
        click.echo(
            Text("工作区已损坏;请从备份恢复。", "The workspace is damaged; restore it from a backup.").say(language()),
            err=True,
        )
        return 5
    text = Text(
        f"完好:{report.changes} 次改动,{report.versions} 个版本",
        f"sound: {report.changes} changes, {report.versions} versions",
    )
    click.echo(text.say(language()))
    return 0


@command(
    "backup",
    Text(
        "把工作区一致地复制到新文件(从不覆盖),并校验副本。\n\n  graphcrm store backup team-2026-06-30.graphcrm",
        "Copy the workspace consistently to a new file (never overwriting) and verify the copy.\n\n"
        "  graphcrm store backup team-2026-06-30.graphcrm",
    ),
)
@click.argument("to", type=click.Path())
@shared
def backup(to: str) -> int:
    with open_workspace() as opened:
        opened.backup(to)
    click.echo(Text(f"{workspace_url()} 已备份到 {to}", f"{workspace_url()} backed up to {to}").say(language()))
    return 0


@command(
    "copy",
    Text(
        "把一个工作区连同全部历史复制到另一处(文件或 Neo4j,方向不限),并校验副本。中断后再运行一次即可续传;"
        "目标里若是别的数据则拒绝。密码只取自环境变量或钥匙串。\n\n"
        "  graphcrm store copy team.graphcrm neo4j://localhost\n"
        "  graphcrm store copy neo4j://localhost team-copy.graphcrm",
        "Copy a workspace with its whole history to another place (a file or Neo4j, either way) and verify the copy. If it is "
        "interrupted, the same command goes on where it stopped; a target that holds something else is refused. Passwords come "
        "from the environment or the keyring only.\n\n"
        "  graphcrm store copy team.graphcrm neo4j://localhost\n"
        "  graphcrm store copy neo4j://localhost team-copy.graphcrm",
    ),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@shared
def copy(source: str, target: str) -> int:
    from graphcrm.store.base import AuditEntry
    from graphcrm.store.copying import copy_store, shown_address

    names = {"source": shown_address(source), "target": shown_address(target)}
    entry = AuditEntry(now(), author(), "store copy", names["target"], names["source"])
    with progress_bar() as progress:
        done = copy_store(source, target, entry, progress=progress)
    if done.already == done.changes:
        text = Text("{target} 已与 {source} 一致", "{target} is equal to {source} already")
    elif done.already:
        text = Text(
            "{target} 从第 {next} 号改动起续传,现与 {source} 一致",
            "{target} was continued from change {next} on and is now equal to {source}",
        )
    else:
        text = Text("{source} 已复制到 {target}", "{source} copied to {target}")
    counts = Text(
        ":{changes} 次改动,{versions} 个版本,{entries} 条审计记录;改动链与 {days} 天的快照经核对一致",
        ": {changes} changes, {versions} versions, {entries} audit entries; the chain of changes and the snapshots of {days} days "
        "were compared",
    )
    said = (text + counts).format(
        **names,
        next=done.already + 1,
        changes=done.changes,
        versions=done.versions,
        entries=done.entries,
        days=len(done.days) + 1,
    )
    click.echo(said.say(language()))
    if done.unnoted is not None:
        text = Text("未能写入来源的审计记录:{why}", "the original's audit entry could not be written: {why}")
        click.echo(text.format(why=done.unnoted).say(language()), err=True)
    return 0


store.add_command(check)
store.add_command(copy)
store.add_command(backup)
