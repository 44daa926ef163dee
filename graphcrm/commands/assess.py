"""``graphcrm assess``: record a six-dimension assessment of a person."""

from __future__ import annotations

from collections.abc import Sequence

import click

from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.edit import written
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["assess"]


@command("assess")
@click.argument("person", shell_complete=ids("person"))
@click.argument("scores", nargs=-1, required=True)
@option(
    "--by", "assessor", Text("评估人（我方）", "assessor (one of ours)"), required=True, shell_complete=ids("person")
)
@option("--date", "on", Text("评估日期（默认今天）", "day of the assessment (default today)"))
@option(
    "--vendor", Text("针对的供应商（默认我方）", "toward this vendor (default our company)"), shell_complete=ids("org")
)
@dry_run_option
@shared
def assess(person: str, scores: Sequence[str], assessor: str, on: str | None, vendor: str | None, dry_run: bool) -> int:
    given = written(scores)
    return report(
        lambda: workspace().assess(person, by=assessor, date=on, vendor=vendor, dry_run=dry_run, values=given)
    )
