"""``graphcrm log``: log an interaction."""

from __future__ import annotations

from collections.abc import Sequence

import click

from graphcrm.commands.bilingual import ChoiceType, command, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.edit import written
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text
from graphcrm.model.contacts import InteractionKind
from graphcrm.spoken import joined

__all__ = ["log"]


@command(
    "log",
    Text(
        "记录一次互动：类型、参与人（我方与对方），其余写 列=值。不记录邮件正文。\n\n"
        "  graphcrm log visit u1 c7 --date 2026-06-30 channel=onsite summary='采购流程沟通'",
        "Log an interaction: its kind, the participants (ours and theirs), the rest as COLUMN=VALUE. Never the text of a message."
        "\n\n  graphcrm log visit u1 c7 --date 2026-06-30 channel=onsite summary='purchasing process'",
    )
    + Text("\n\nKIND:", "\n\nKIND is one of ")
    + joined(kind.told for kind in InteractionKind),
)
@click.argument("kind", type=ChoiceType(InteractionKind), metavar="KIND")
@click.argument("words", nargs=-1, required=True, metavar="PERSON... [COLUMN=VALUE]...", shell_complete=ids("person"))
@option("--date", "on", Text("日期（默认今天）", "day (default today)"))
@dry_run_option
@shared
def log(kind: str, words: Sequence[str], on: str | None, dry_run: bool) -> int:
    people = [w for w in words if "=" not in w]
    given = written([w for w in words if "=" in w])
    return report(lambda: workspace().log(kind, people, date=on, dry_run=dry_run, values=given))
