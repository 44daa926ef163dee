"""``graphcrm duplicates``: who may be recorded twice, and making one person of two records."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.duplicates import DUPLICATES
from graphcrm.commands.asked import Output, declared, output_options, show
from graphcrm.commands.bilingual import BilingualGroup, command, language, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["duplicates"]


@click.group(
    "duplicates",
    cls=BilingualGroup,
    invoke_without_command=True,
    no_args_is_help=False,
    text=Text(
        "列出可能被记录了两次的人，附理由与可能性；从不自行合并。\n\n"
        "姓名按大小写、全半角、繁简、拼音、“姓，名”归一后比较，常见的姓名权重小；邮箱、外部编号、组织、部门、职务为证。\n\n"
        "  graphcrm duplicates --account HY\n  graphcrm duplicates -o 重复.csv\n"
        "  graphcrm duplicates merge c6 c12 --dry-run\n  graphcrm duplicates review 重复.csv --by u1",
        "List people who may be recorded twice, with reasons and a score; nothing is merged by itself.\n\n"
        "Names are compared whatever their case, width, script (traditional, simplified, pinyin) and order, and a common name weighs "
        "less; mail address, keys, organisation, unit and title are evidence.\n\n"
        "  graphcrm duplicates --account HY\n  graphcrm duplicates -o doubles.csv\n"
        "  graphcrm duplicates merge c6 c12 --dry-run\n  graphcrm duplicates review doubles.csv --by u1",
    ),
)
@declared(DUPLICATES.options)
@output_options
@click.pass_context
def duplicates(ctx: click.Context, /, **given: Any) -> int:
    if ctx.invoked_subcommand is not None:
        return 0
    output = Output.taken(given)
    show(workspace().duplicates(**given), output)
    return 0


@command(
    "merge",
    Text(
        "把一人的两条记录合为一条：凡提到 MERGE 的都改为 KEEP，此前的每一天也是；一次改动，可撤销。\n\n"
        "  graphcrm duplicates merge c6 c12 --dry-run",
        "Make one person of two records: whatever names MERGE names KEEP, on every day; one change, which can be undone.\n\n"
        "  graphcrm duplicates merge c6 c12 --dry-run",
    ),
)
@click.argument("keep", metavar="KEEP", shell_complete=ids("person"))
@click.argument("merge", metavar="MERGE...", nargs=-1, required=True, shell_complete=ids("person"))
@dry_run_option
@shared
def merge_(keep: str, merge: tuple[str, ...], dry_run: bool) -> int:
    return report(lambda: workspace().merge(keep, *merge, dry_run=dry_run))


@command(
    "review",
    Text(
        "按文件里的判断处理：graphcrm duplicates -o 写出的 CSV，在 verdict 列写 合并（merge）或 分开（apart）。"
        "判为分开的记住，不再列出。\n\n  graphcrm duplicates review 重复.csv --by u1",
        "Carry out the verdicts of a file: the CSV that `graphcrm duplicates -o` wrote, with merge or apart in the column verdict. "
        "Those kept apart are remembered and not listed again.\n\n  graphcrm duplicates review doubles.csv --by u1",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path())
@option(
    "--by",
    Text(
        "谁作的判断（我方人员编号）；有判为分开的则必须给出",
        "who has decided (id of one of ours); needed for those kept apart",
    ),
)
@dry_run_option
@shared
def review(file: str, by: str | None, dry_run: bool) -> int:
    return report(lambda: workspace().review(file, by=by, lang=language(), dry_run=dry_run))


duplicates.add_command(merge_)
duplicates.add_command(review)
