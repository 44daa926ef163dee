"""``graphcrm store``: verify and back up the workspace."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import BilingualGroup, command, language, shared
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import open_workspace, workspace_url
from graphcrm.i18n import Text

__all__ = ["store"]


@click.group(
    "store",
    cls=BilingualGroup,
    text=Text("检查与备份工作区。", "Verify and back up the workspace."),
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


store.add_command(check)
store.add_command(backup)
