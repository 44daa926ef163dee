"""``graphcrm portfolio``: every account, one table and one page; goes on where it was interrupted."""

from __future__ import annotations

import os
from typing import Any

import click

from graphcrm.asking.catalogue import find_query
from graphcrm.commands.asked import Output, declared, output_options, show
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.giving import file_written
from graphcrm.commands.language import language
from graphcrm.commands.progress import progress_bar
from graphcrm.commands.session import anonymise_options, named_or_not, say, tell
from graphcrm.configuration import on_server
from graphcrm.i18n import Text
from graphcrm.spoken import counted

__all__ = ["portfolio"]


_REACHED = Text(
    "{total} 个账户中已算好并保存 {done} 个；再次运行同一命令即从这里继续",
    "{done} of {total} accounts are computed and kept; run the same command again to go on from there",
)


@command("portfolio")
@declared(find_query("portfolio", None).options)
@option(
    "--engine",
    Text(
        "在哪里算：local 本机（默认），spark 集群",
        "where to compute: local, this machine (default), or spark, a cluster",
    ),
    default="local",
    metavar="[local|spark]",
)
@option(
    "--jobs",
    Text("本机进程数（默认与处理器核数相同）", "processes on this machine (default: one a core)"),
    type=click.IntRange(min=1),
    metavar="N",
)
@option(
    "--cache",
    Text(
        "已算结果存放的文件夹（默认在工作区旁；团队服务器须指定）",
        "folder for what was computed before (default: beside the workspace; a team's server has no default)",
    ),
    type=click.Path(),
)
@output_options
@anonymise_options
@shared
def portfolio(engine: str, jobs: int | None, cache: str | None, **given: Any) -> None:
    source = named_or_not(given, force=given["force"])
    output = Output.taken(given)
    done = total = 0

    def noted(so_far: int, of: int) -> None:
        nonlocal done, total
        done, total = so_far, of
        progress(so_far, of)

    try:
        with progress_bar() as progress:
            found = source.portfolio(
                engine=engine, jobs=jobs or os.cpu_count() or 1, cache=cache, progress=noted, **given
            )
    except KeyboardInterrupt:
        if done and (cache is not None or not on_server(source.url)):
            tell(_REACHED.format(done=done, total=total))
        raise
    tell(
        Text(
            f"{len(found.rows)} 个账户：新算 {found.computed} 个，沿用 {len(found.holdings) - found.computed} 个",
            f"{counted(len(found.rows), 'account')}: {found.computed} computed, {len(found.holdings) - found.computed} as before",
        )
    )
    for failure in found.failures:
        tell(Text("{id}：{why}", "{id}: {why}").format(id=failure.account.id, why=failure.reason))
    if output.path is not None and output.form == "html":
        source.portfolio_page(found, output.path, lang=language(), force=True)
        say(file_written(output.path))
        return
    show(found, output, explain=bool(given.get("explain")))
