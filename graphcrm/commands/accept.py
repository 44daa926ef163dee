"""``graphcrm accept``: live with a finding, for a reason."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.progress import progress_shown
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["accept"]


@command("accept")
@click.argument("key", metavar="KEY")
@option("--reason", Text("为什么可以接受", "why it can be lived with"), required=True)
@option(
    "--by", "who", Text("接受人（我方）", "who accepts it (one of ours)"), required=True, shell_complete=ids("person")
)
@option("--date", "on", Text("接受日期（默认今天）", "day of the acceptance (default today)"))
@option("--until", Text("自这一天起重新列出（默认不限期）", "from this day on it is listed again (default: for good)"))
@dry_run_option
@shared
def accept(key: str, reason: str, who: str, on: str | None, until: str | None, dry_run: bool) -> int:
    with progress_shown():
        return report(lambda: workspace().accept(key, reason=reason, by=who, date=on, until=until, dry_run=dry_run))
