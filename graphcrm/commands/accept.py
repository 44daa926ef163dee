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


@command(
    "accept",
    Text(
        "接受一条发现：写明理由和接受人，可写到哪一天为止。此后它在清单中标为“已接受”；可撤销。\n\n"
        "  graphcrm accept gap:s1 --by u9 --reason 由生态伙伴对接 --until 2026-12-31",
        "Live with a finding: say why, and who says so, for good or until a day. The list then shows it as accepted; can be undone."
        "\n\n  graphcrm accept gap:s1 --by u9 --reason 'our partner sees to them' --until 2026-12-31",
    ),
)
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
