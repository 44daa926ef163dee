"""``graphcrm rank``: who carries influence in a network without grades and roles, and how sure is that."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.catalogue import find_query
from graphcrm.commands.asked import AskingCommand, Output, declared, output_options, show
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.progress import progress_shown
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["rank"]


_QUERIES = {"influence": "rank", "hierarchy": "hierarchy-rank"}


@command("rank", cls=AskingCommand, asks=find_query("rank"))
@option("--kind", Text("排什么", "what to rank"), type=click.Choice(list(_QUERIES)), default="influence")
@declared(find_query("rank").options)
@output_options
@shared
def rank(kind: str, **given: Any) -> int:
    output = Output.taken(given)
    with progress_shown():
        result = workspace().query(_QUERIES[kind], **given)
    show(result, output, explain=bool(given.get("explain")))
    return 0
