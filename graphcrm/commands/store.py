"""``graphcrm store``: verify, back up, move and upgrade the workspace, and draw a team's graph anew."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import BilingualGroup, command, option, shared
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import say, tell, workspace, workspace_url
from graphcrm.i18n import Text

__all__ = ["store"]


@click.group(
    "store",
    cls=BilingualGroup,
    text=Text(
        "检查、备份、搬迁、升级工作区。\n\n  graphcrm store check",
        "Verify, back up, move and upgrade the workspace.\n\n  graphcrm store check",
    ),
)
def store() -> None:
    """Commands on the store itself."""


@command(
    "check",
    Text(
        "校验全部内容：存储引擎、每行校验和、各类总数、改动链与审计链；在 Neo4j 上还有供浏览的图。损坏则退出码 5。\n\n"
        "  graphcrm store check",
        "Verify everything: the engine, every row's checksum, the totals, the chains of changes and audit entries; on Neo4j the "
        "browsable graph, too. Damage gives exit code 5.\n\n  graphcrm store check",
    ),
)
@shared
def check() -> int:
    with progress_bar() as progress:
        report = workspace().check(progress)
    for text in report.damage:
        tell(text)
    if not report.ok:
        if not report.only_misdrawn:
            text = Text(
                "工作区 {where} 已损坏；请从备份恢复。", "The workspace {where} is damaged; restore it from a backup."
            )
            tell(text.format(where=workspace().shown))
        return 5
    text = Text(
        f"完好：{report.changes} 次改动，{report.versions} 个版本",
        f"sound: {report.changes} changes, {report.versions} versions",
    )
    say(text)
    return 0


@command(
    "backup",
    Text(
        "把工作区一致地复制到新文件（从不覆盖），并校验副本。\n\n  graphcrm store backup team-2026-06-30.graphcrm",
        "Copy the workspace consistently to a new file (never overwriting) and verify the copy.\n\n"
        "  graphcrm store backup team-2026-06-30.graphcrm",
    ),
)
@click.argument("to", type=click.Path())
@shared
def backup(to: str) -> int:
    workspace().backup(to)
    say(Text(f"{workspace_url()} 已备份到 {to}", f"{workspace_url()} backed up to {to}"))
    return 0


@command(
    "copy",
    Text(
        "把一个工作区连同全部历史复制到另一处（文件或 Neo4j，方向不限），并校验副本。中断后再运行一次即可续传；"
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
        "：{changes} 次改动，{versions} 个版本，{entries} 条审计记录；改动链与 {days} 天的快照经核对一致",
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
    say(said)
    if done.unnoted is not None:
        text = Text("未能写入来源的审计记录：{why}", "the original's audit entry could not be written: {why}")
        tell(text.format(why=done.unnoted))
    return 0


@command(
    "redraw",
    Text(
        "按事实重画 Neo4j 里供浏览的图（有人手工改动过它之后）。事实不受影响，他人另加的标签、属性和关系保留。\n\n"
        "  graphcrm --workspace neo4j://localhost store redraw",
        "Draw the browsable graph on Neo4j anew from the facts, after somebody changed it by hand. The facts are not touched, and "
        "labels, properties and relationships that others added stay.\n\n"
        "  graphcrm --workspace neo4j://localhost store redraw",
    ),
)
@shared
def redraw() -> int:
    with progress_bar() as progress:
        workspace().redraw(progress)
    say(Text("已按事实重画供浏览的图", "the browsable graph was drawn anew from the facts"))
    return 0


@command(
    "migrate",
    Text(
        "把工作区升级到本版本的格式：先做备份（文件：在其旁边；Neo4j：在当前文件夹），再升级。--dry-run 只说明现状与将做的事。\n\n"
        "  graphcrm store migrate --dry-run",
        "Bring the workspace up to the format of this graphcrm: first a backup (of a file beside it, of a workspace on Neo4j in the "
        "current folder), then the upgrade. --dry-run only says what there is and what would be done.\n\n"
        "  graphcrm store migrate --dry-run",
    ),
)
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
