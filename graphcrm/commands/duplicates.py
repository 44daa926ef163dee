"""``graphcrm duplicates``: who may be recorded twice, and making one person of two records."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.duplicates import DUPLICATES
from graphcrm.commands.asked import Output, declared, output_options, show
from graphcrm.commands.bilingual import command, group, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.language import language
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["duplicates"]


@group("duplicates", invoke_without_command=True, no_args_is_help=False)
@declared(DUPLICATES.options)
@output_options
@click.pass_context
def duplicates(ctx: click.Context, /, **given: Any) -> int:
    if ctx.invoked_subcommand is not None:
        return 0
    output = Output.taken(given)
    show(workspace().duplicates(**given), output)
    return 0


@command("duplicates merge")
@click.argument("keep", metavar="KEEP", shell_complete=ids("person"))
@click.argument("merge", metavar="MERGE...", nargs=-1, required=True, shell_complete=ids("person"))
@dry_run_option
@shared
def merge_(keep: str, merge: tuple[str, ...], dry_run: bool) -> int:
    return report(lambda: workspace().merge(keep, *merge, dry_run=dry_run))


@command("duplicates review")
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
